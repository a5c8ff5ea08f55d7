"""Takes a vocabulary from a file into the catalog's own, in one edit. It adds and changes, and never takes away.

An entry is the concept of its UUID, or of its notation in its scheme, or the one that goes by its word. What does not
fit is left out with the reason, and the rest is taken.
"""

import re
from collections.abc import Sequence
from dataclasses import field

from donnybrook.catalog.concepts import SCHEMES, ConceptEntry
from donnybrook.catalog.door import Transaction
from donnybrook.catalog.edits.vocabulary import free_notation, move_concept
from donnybrook.catalog.identity import derived_uuid, new_uuid
from donnybrook.catalog.labels import label_key
from donnybrook.catalog.problems import EntryProblem
from donnybrook.records import dataclass

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PLAIN = ("scope_note", "made_as", "attack_mode", "colour", "hotkey")
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something of a file that was not taken, and why."""

    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class TakenVocabulary:
    """How many concepts were added, changed, or are as they were, and what was left out."""

    added: int
    changed: int
    same: int
    skipped: tuple[Skipped, ...]


def take_vocabulary(tx: Transaction, /, entries: Sequence[ConceptEntry]) -> TakenVocabulary:
    """Take entries into the vocabulary."""
    return _Taking(tx).run(entries)


@dataclass(slots=True)
class _Known:
    """The concepts there are, and which goes by what."""

    by_uuid: dict[str, int] = field(default_factory=dict)
    by_notation: dict[tuple[str, str], int] = field(default_factory=dict)
    by_word: dict[tuple[str, str], int] = field(default_factory=dict)  # of those that are not retired
    scheme: dict[int, str] = field(default_factory=dict)


class _Taking:
    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._known = _read_known(tx)
        self._added: set[int] = set()
        self._changed: set[int] = set()
        self._skipped: list[Skipped] = []

    def run(self, entries: Sequence[ConceptEntry]) -> TakenVocabulary:
        taken: dict[int, ConceptEntry] = {}
        for entry in entries:
            concept_id = self._place(entry)
            if concept_id is not None and taken.setdefault(concept_id, entry) is not entry:
                self._skip(entry, f"stands in the file twice, also as “{taken[concept_id].label}”")
        # Who is replaced lets go of its words first, and all must be there before one can stand under another.
        for concept_id, entry in sorted(taken.items(), key=lambda item: not item[1].retired):
            self._retire(concept_id, entry)
        for concept_id, entry in taken.items():
            self._rename(concept_id, entry)
            self._describe(concept_id, entry)
            self._add_words(concept_id, entry)
            self._add_matches(concept_id, entry)
            self._move(concept_id, entry)
        same = len(taken) - len(self._added) - len(self._changed - self._added)
        return TakenVocabulary(len(self._added), len(self._changed - self._added), same, tuple(self._skipped))

    # ------------------------------------------------------------ which concept it is

    def _place(self, entry: ConceptEntry) -> int | None:
        """Return the concept an entry is, added if need be; ``None`` for one that can't be taken."""
        if entry.scheme not in SCHEMES:
            self._skip(entry, f"is of a kind “{entry.scheme}” that there is not; there are {', '.join(SCHEMES)}")
            return None
        if not label_key(entry.label) or len(entry.label) > _LONGEST:
            self._skip(entry, "has no word")
            return None
        found = self._find(entry)
        if found is None:
            return self._add(entry)
        if self._known.scheme[found] != entry.scheme:
            self._skip(entry, f"is a {self._known.scheme[found]} here, and a {entry.scheme} in the file")
            return None
        return found

    def _find(self, entry: ConceptEntry) -> int | None:
        known = self._known
        found = known.by_uuid.get(entry.uuid)
        if found is None and entry.notation:
            found = known.by_notation.get((entry.scheme, entry.notation))
        return known.by_word.get((entry.scheme, label_key(entry.label))) if found is None else found

    def _add(self, entry: ConceptEntry) -> int:
        notation = entry.notation or free_notation(self._tx, entry.scheme, entry.label)
        identity = entry.uuid if _UUID.fullmatch(entry.uuid) else derived_uuid("concept", entry.scheme, notation)
        if identity in self._known.by_uuid:
            identity = new_uuid()
        concept_id = self._tx.insert(
            "concept", uuid=identity, scheme=entry.scheme, notation=notation, pref_label=_even(entry.label)
        )
        self._added.add(concept_id)
        self._known.scheme[concept_id] = entry.scheme
        self._known.by_uuid[identity] = concept_id
        self._known.by_notation[entry.scheme, notation] = concept_id
        if not entry.retired:
            self._known.by_word.setdefault((entry.scheme, label_key(entry.label)), concept_id)
        return concept_id

    # ------------------------------------------------------------ what is said of it

    def _retire(self, concept_id: int, entry: ConceptEntry) -> None:
        if (
            not entry.retired
            or self._tx.value("SELECT retired_at FROM concept WHERE id = ?", (concept_id,)) is not None
        ):
            return
        self._update(concept_id, retired_at=self._tx.started_at)
        successor = self._named(entry.scheme, entry.replaced_by)
        if successor is not None and successor != concept_id:
            self._update(concept_id, replaced_by_id=successor)
        words = self._known.by_word
        for word in [word for word, owner in words.items() if owner == concept_id]:
            del words[word]

    def _rename(self, concept_id: int, entry: ConceptEntry) -> None:
        label, word = _even(entry.label), (entry.scheme, label_key(entry.label))
        owner = self._known.by_word.get(word, concept_id)
        synonym = "SELECT id FROM concept_label WHERE concept_id = ? AND label = ?"
        found_by_word = entry.uuid not in self._known.by_uuid and not (
            entry.notation and (entry.scheme, entry.notation) in self._known.by_notation
        )
        if found_by_word and concept_id not in self._added:
            return
        if owner != concept_id and not entry.retired:
            self._skip(entry, f"can't be called so: “{label}” is another term's word here")
            return
        if self._tx.value("SELECT pref_label FROM concept WHERE id = ?", (concept_id,)) != label:
            for (label_id,) in self._tx.rows(synonym, (concept_id, label)):
                self._tx.delete("concept_label", label_id)
            self._update(concept_id, pref_label=label)
            self._known.by_word[word] = concept_id

    def _describe(self, concept_id: int, entry: ConceptEntry) -> None:
        said = {name: getattr(entry, name) for name in _PLAIN if getattr(entry, name)}
        if entry.colour and not re.fullmatch(r"#[0-9a-fA-F]{6}", entry.colour):
            self._skip(entry, f"has a colour “{entry.colour}” that is none (as in #aa3300)")
            said.pop("colour")
        if said:
            self._update(concept_id, **said)

    def _add_words(self, concept_id: int, entry: ConceptEntry) -> None:
        sql = "SELECT label, language, kind FROM concept_label WHERE concept_id = ?"
        present = {(label, language) for label, language, _ in self._tx.rows(sql, (concept_id,))}
        for each in entry.labels:
            label, language = _even(each.label), each.language or "en"
            word = (entry.scheme, label_key(label))
            owner = self._known.by_word.get(word, concept_id)
            if not label_key(label) or (label, language) in present:
                continue
            if owner != concept_id and not entry.retired:
                self._skip(entry, f"can't have “{label}” as a synonym: it is another term's word here")
                continue
            self._put_word(concept_id, entry, label, language, each.kind if each.kind == "hidden" else "alt")
            present.add((label, language))
            if not entry.retired:
                self._known.by_word.setdefault(word, concept_id)

    def _put_word(self, concept_id: int, entry: ConceptEntry, label: str, language: str, kind: str) -> None:
        names = (entry.scheme, str(self._notation(concept_id)), label, *([language] if language != "en" else []))
        identity = self._free("concept_label", derived_uuid("label", *names))
        values = {"label": label, "language": language, "kind": kind}
        self._tx.insert("concept_label", uuid=identity, concept_id=concept_id, **values)
        self._changed.add(concept_id)

    def _add_matches(self, concept_id: int, entry: ConceptEntry) -> None:
        sql = "SELECT authority, value FROM concept_match WHERE concept_id = ?"
        present = {(authority, value) for authority, value in self._tx.rows(sql, (concept_id,))}
        for match in entry.matches:
            if not match.authority or not match.value or (match.authority, match.value) in present:
                continue
            names = (entry.scheme, str(self._notation(concept_id)), match.authority)
            self._tx.insert(
                "concept_match",
                uuid=self._free("concept_match", derived_uuid("match", *names)),
                concept_id=concept_id,
                authority=match.authority,
                value=match.value,
                relation=match.relation,
                source=match.source,
            )
            present.add((match.authority, match.value))
            self._changed.add(concept_id)

    def _move(self, concept_id: int, entry: ConceptEntry) -> None:
        if not entry.broader:
            return
        broader_id = self._named(entry.scheme, entry.broader)
        if broader_id is None:
            self._skip(entry, f"can't stand under “{entry.broader}”, which is not there")
            return
        if self._tx.value("SELECT broader_id FROM concept WHERE id = ?", (concept_id,)) == broader_id:
            return
        try:
            move_concept(self._tx, concept_id, broader_id)
            self._changed.add(concept_id)
        except EntryProblem as problem:
            self._skip(entry, f"was not moved: {problem}")

    # ------------------------------------------------------------ small things

    def _named(self, scheme: str, name: str) -> int | None:
        found = self._known.by_uuid.get(name)
        return self._known.by_notation.get((scheme, name)) if found is None else found

    def _notation(self, concept_id: int) -> object:
        return self._tx.value("SELECT notation FROM concept WHERE id = ?", (concept_id,))

    def _update(self, concept_id: int, **values: str | int) -> None:
        if self._tx.update("concept", concept_id, **values):
            self._changed.add(concept_id)

    def _free(self, table: str, identity: str) -> str:
        sql = f"SELECT 1 FROM {table} WHERE uuid = ?"  # noqa: S608 - our names
        return identity if self._tx.value(sql, (identity,)) is None else new_uuid()

    def _skip(self, entry: ConceptEntry, reason: str) -> None:
        self._skipped.append(Skipped(_even(entry.label)[:100], reason))


def _even(label: str) -> str:
    return " ".join(label.split())


def _read_known(tx: Transaction) -> _Known:
    known = _Known()
    for concept_id, uuid, scheme, notation, label, retired_at in tx.rows(
        "SELECT id, uuid, scheme, notation, pref_label, retired_at FROM concept ORDER BY id"
    ):
        known.by_uuid[uuid] = concept_id
        known.by_notation.setdefault((scheme, notation), concept_id)
        known.scheme[concept_id] = scheme
        if retired_at is None:
            known.by_word.setdefault((scheme, label_key(label)), concept_id)
    sql = """SELECT c.id, c.scheme, l.label FROM concept_label l JOIN concept c ON c.id = l.concept_id
        WHERE c.retired_at IS NULL ORDER BY l.id"""
    for concept_id, scheme, label in tx.rows(sql):
        known.by_word.setdefault((scheme, label_key(label)), concept_id)
    return known
