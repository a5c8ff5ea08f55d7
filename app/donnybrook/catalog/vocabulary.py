"""The vocabulary of one catalog, held in memory: look-ups by word, the hierarchy, completion. Knows no scene."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Literal

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.folding import fold, words
from donnybrook.catalog.labels import LabelIndex, label_key, singulars
from donnybrook.catalog.problems import Gone
from donnybrook.catalog.records import Concept
from donnybrook.records import dataclass

type Family = Literal["incendiary", "water", "ice", "edged", "firearm", "unarmed", "blunt", "other"]

_FAMILY_BY_MODE: dict[str, Family] = {
    "edge": "edged",
    "point": "edged",
    "incendiary": "incendiary",
    "explosive": "incendiary",
    "fluid": "water",
    "projectile": "firearm",
    "blunt": "blunt",
    "flexible": "blunt",
    "thrown": "blunt",
}


_INITIALS = 2
_MOST_REMEMBERED = 2_000  # words, with the concepts they name


@dataclass(frozen=True, slots=True)
class Completion:
    """A concept that a half-typed word may mean, and the label that fits it.

    ``is_begun``: the word begins that label without being it, or is made of its first letters.
    """

    concept: Concept
    label: str
    is_begun: bool


def _never_used(_concept_id: int) -> int:
    return 0


class Vocabulary:
    """All concepts of a catalog as they were when it was read."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._by_id = {concept.id: concept for concept in concepts}
        self._children: dict[int | None, list[Concept]] = {}
        # Folding every label takes longer than the window has before its first paint: by scheme, when first asked for.
        self._index: dict[str, LabelIndex[int]] = {}
        self._named: list[tuple[str, int]] = []
        self._found: dict[tuple[str, bool], frozenset[int]] = {}
        self._words: dict[str, list[tuple[str, str, int]]] = {}
        self._below: dict[int | None, list[int]] = {}  # the retired ones too: fights that use them keep them
        for concept in self._by_id.values():
            self._below.setdefault(concept.broader_id, []).append(concept.id)
            if not concept.retired:
                self._children.setdefault(concept.broader_id, []).append(concept)

    def concept(self, concept_id: int) -> Concept:
        """Return a concept; raises ``Gone`` for an id that is not in the vocabulary."""
        try:
            return self._by_id[concept_id]
        except KeyError:
            raise Gone(f"no concept {concept_id}") from None

    def knows(self, concept_id: int) -> bool:
        """Whether there is a concept of that id."""
        return concept_id in self._by_id

    def concepts(self, scheme: str) -> list[Concept]:
        """Return the concepts of a scheme that are not retired, in the order they were entered."""
        return [each for each in self._by_id.values() if each.scheme == scheme and not each.retired]

    def all_concepts(self, scheme: str) -> list[Concept]:
        """Return the concepts of a scheme, the retired ones too, in the order they were entered."""
        return [each for each in self._by_id.values() if each.scheme == scheme]

    def lookup(self, scheme: str, text: str) -> int | None:
        """Return the id of the concept that goes by ``text``: a label or a synonym, in any case, singular or plural."""
        return self._labels(scheme).find(text)

    def lookup_all(self, schemes: Iterable[str], text: str) -> list[int]:
        """Return the ids of the concepts that go by ``text``, as ``lookup`` does: one of each scheme at most."""
        key = label_key(text)
        ones = singulars(key)
        found = (self._labels(scheme).find_key(key, ones) for scheme in schemes)
        return [concept_id for concept_id in found if concept_id is not None]

    def near(self, scheme: str, text: str, limit: int = 5) -> tuple[str, ...]:
        """Return labels that ``text`` may have meant, best first, one for a concept."""
        return self._labels(scheme).near(text, limit)

    def complete(
        self, schemes: Sequence[str], text: str, limit: int = 12, *, used: Callable[[int], int] = _never_used
    ) -> list[Completion]:
        """Return the concepts of some schemes that ``text`` may be the beginning of, most likely first.

        Labels that it begins stand before those whose first letters it is (``fh``: fire hose), then come those in
        which a later word begins so, then those that hold it. Among equals the more ``used`` come first (it says how
        often a concept was), then labels before synonyms, those with narrower terms, what was made as a weapon, and
        the shorter.
        """
        wanted = fold(text)
        ranked: dict[int, tuple[int, int, bool, bool, bool, int, str, str]] = {}
        for scheme in schemes:
            for word, label, concept_id in self._folded(scheme):
                fit = _fit(word, wanted)
                if fit is None:
                    continue
                entry = (fit, -used(concept_id), *self._standing(concept_id, label), len(word), word, label)
                if concept_id not in ranked or entry < ranked[concept_id]:
                    ranked[concept_id] = entry
        best = sorted(ranked.items(), key=lambda item: item[1])[:limit]
        return [Completion(self._by_id[each], entry[-1], 0 < entry[0] <= _INITIALS) for each, entry in best]

    def _standing(self, concept_id: int, label: str) -> tuple[bool, bool, bool]:
        """Return what keeps a concept from being meant: it goes by a synonym, has nothing narrower, is no weapon."""
        concept = self._by_id[concept_id]
        return label != concept.label, concept_id not in self._children, concept.made_as not in ("weapon", "body", "")

    def ancestors(self, concept_id: int) -> list[Concept]:
        """Return the concepts above one, nearest first."""
        found: list[Concept] = []
        above = self._by_id[concept_id].broader_id
        while above is not None and above in self._by_id and self._by_id[above] not in found:
            found.append(self._by_id[above])
            above = self._by_id[above].broader_id
        return found

    def narrower(self, concept_id: int) -> list[Concept]:
        """Return the concepts directly under one."""
        return self._children.get(concept_id, [])

    def with_narrower(self, concept_id: int) -> frozenset[int]:
        """Return a concept's id with the ids of everything under it, also of what is retired."""
        found: set[int] = set()
        pending = [concept_id]
        while pending:
            current = pending.pop()
            if current not in found:
                found.add(current)
                pending += self._below.get(current, [])
        return frozenset(found)

    def matching(self, scheme: str, text: str) -> frozenset[int]:
        """Return the concepts a query's word stands for: the one that goes by it, else all with a label it begins."""
        exact = self.lookup(scheme, text)
        if exact is not None:
            return frozenset({exact})
        wanted = fold(text)
        if not wanted:
            return frozenset()
        ranks = ((concept_id, _rank(word, wanted)) for word, _, concept_id in self._folded(scheme))
        return frozenset(concept_id for concept_id, rank in ranks if rank is not None and rank < 2)

    def words(self) -> Iterable[str]:
        """Return the folded words that stand in labels."""
        return dict(self._by_word())

    def _by_word(self) -> list[tuple[str, int]]:
        if not self._named:
            labels = ((label, each.id) for each in self._by_id.values() for label in (each.label, *each.synonyms))
            self._named = sorted({(part, concept_id) for label, concept_id in labels for part in words(label)})
        return self._named

    def named(self, word: str, *, begun: bool = False) -> frozenset[int]:
        """Return the concepts, of any scheme, with a folded word in a label; those under another of them left out.

        ``begun``: the word need only begin one.
        """
        asked = (word, begun)
        if asked not in self._found:  # the words before the one that is being typed are asked for at every key
            if len(self._found) > _MOST_REMEMBERED:
                self._found.clear()
            self._found[asked] = self._named_anew(word, begun=begun)
        return self._found[asked]

    def _named_anew(self, word: str, *, begun: bool) -> frozenset[int]:
        found: set[int] = set()
        named = self._by_word()
        for at in range(bisect_left(named, (word, 0)), len(named)):
            part, concept_id = named[at]
            if part != word and not (begun and part.startswith(word)):
                break
            found.add(concept_id)
        return self.tops(found)

    def tops(self, concept_ids: Collection[int]) -> frozenset[int]:
        """Return those of some concepts that stand under no other of them."""
        found = frozenset(concept_ids)
        return frozenset(each for each in found if found.isdisjoint(above.id for above in self.ancestors(each)))

    def _labels(self, scheme: str) -> LabelIndex[int]:
        if scheme not in self._index:
            offered = self.concepts(scheme)
            preferred = [(concept.label, concept.id) for concept in offered]  # these stand before any synonym
            synonyms = [(label, concept.id) for concept in offered for label in concept.synonyms]
            self._index[scheme] = LabelIndex([*preferred, *synonyms])
        return self._index[scheme]

    def _folded(self, scheme: str) -> list[tuple[str, str, int]]:
        if scheme not in self._words:
            self._words[scheme] = [
                (fold(label), label, concept.id)
                for concept in self.concepts(scheme)
                for label in (concept.label, *concept.synonyms)
            ]
        return self._words[scheme]

    def family(self, concept_id: int) -> Family:
        """Return the weapon class whose colour a weapon bears."""
        concept = self._by_id[concept_id]
        if concept.made_as == "body":
            return "unarmed"
        if concept.made_as == "sport" and concept.attack_mode in ("edge", "blunt", ""):
            return "ice"
        for each in (concept, *self.ancestors(concept_id)):
            if each.attack_mode:
                return _FAMILY_BY_MODE.get(each.attack_mode, "other")
        return "other"


def _fit(word: str, wanted: str) -> int | None:
    """0: is the label; 1: begins it; 2: are its initials; 3: begins a later word; 4: stands inside; ``None``: no."""
    if word == wanted:
        return 0
    rank = _rank(word, wanted)
    if rank == 0:
        return 1
    if len(wanted) > 1 and "".join(part[0] for part in word.replace("-", " ").split()) == wanted:
        return _INITIALS
    return None if rank is None else rank + 2


def _rank(word: str, wanted: str) -> int | None:
    """0: begins the label; 1: begins a later word of it; 2: stands inside; ``None``: not there."""
    if word.startswith(wanted):
        return 0
    if f" {wanted}" in word or f"-{wanted}" in word:
        return 1
    return 2 if wanted in word else None


def read_vocabulary(connection: Connection) -> Vocabulary:
    """Read all concepts, the retired ones too."""
    synonyms: dict[int, list[str]] = {}
    for concept_id, label in connection.execute("SELECT concept_id, label FROM concept_label ORDER BY id"):
        synonyms.setdefault(concept_id, []).append(label)
    sql = (
        "SELECT id, uuid, scheme, notation, pref_label, broader_id, scope_note, made_as, attack_mode,"
        " retired_at IS NOT NULL FROM concept ORDER BY id"
    )
    return Vocabulary(
        Concept(
            id=row[0],
            uuid=row[1],
            scheme=row[2],
            notation=row[3],
            label=row[4],
            broader_id=row[5],
            synonyms=tuple(synonyms.get(row[0], ())),
            scope_note=row[6],
            made_as=row[7],
            attack_mode=row[8],
            retired=bool(row[9]),
        )
        for row in connection.execute(sql).fetchall()
    )
