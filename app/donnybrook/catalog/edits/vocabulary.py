"""Edits of the vocabulary. A term in use is never deleted, only merged or retired."""

import re
from collections.abc import Mapping
from typing import Literal

from donnybrook.catalog.authorities import AUTHORITIES, authority_named, of_uri
from donnybrook.catalog.door import Transaction
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.edits.palettes import replace_in_palettes
from donnybrook.catalog.images import Value
from donnybrook.catalog.labels import label_key
from donnybrook.catalog.problems import EntryProblem, Gone

_USES = (("wielding", "weapon_id"), ("scene_term", "concept_id"), ("scene", "location_id"))


def add_concept(tx: Transaction, /, scheme: str, label: str, *, broader_id: int | None = None) -> int:
    """Add a concept and return its id; raises ``EntryProblem`` for an empty label or one that is already there."""
    label = _checked_label(tx, scheme, label, except_id=None)
    notation = free_notation(tx, scheme, label)
    return tx.insert("concept", scheme=scheme, notation=notation, pref_label=label, broader_id=broader_id)


def rename_concept(tx: Transaction, /, concept_id: int, label: str) -> None:
    """Give a concept another preferred label; every scene shows it from then on."""
    label = _checked_label(tx, scheme_of(tx, concept_id), label, except_id=concept_id)
    for (label_id,) in tx.rows("SELECT id FROM concept_label WHERE concept_id = ? AND label = ?", (concept_id, label)):
        tx.delete("concept_label", label_id)
    tx.update("concept", concept_id, pref_label=label)


def move_concept(tx: Transaction, /, concept_id: int, broader_id: int | None) -> None:
    """Put a concept under another, or at the top; raises ``EntryProblem`` if that would make a circle."""
    above = broader_id
    while above is not None:
        if above == concept_id:
            raise EntryProblem("broader_id", "A term can't stand under itself or under one of its own narrower terms.")
        found = tx.value("SELECT broader_id FROM concept WHERE id = ?", (above,))
        above = None if found is None else int(str(found))
    if broader_id is not None and scheme_of(tx, broader_id) != scheme_of(tx, concept_id):
        raise EntryProblem("broader_id", "A term can only stand under one of its own kind.")
    tx.update("concept", concept_id, broader_id=broader_id)


def describe_concept(tx: Transaction, /, concept_id: int, **values: Value) -> bool:
    """Change a concept's ``scope_note``, ``colour``, ``hotkey``, ``made_as`` or ``attack_mode``.

    Raises ``EntryProblem`` for a colour that is none, and for a hotkey that is no single sign or is another's.
    """
    colour, hotkey = str(values.get("colour", "")), str(values.get("hotkey", ""))
    if colour and not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise EntryProblem("colour", f"“{colour}” is no colour. Give one as in #aa3300.")
    if hotkey and (len(hotkey) != 1 or not hotkey.isprintable() or hotkey.isspace()):
        raise EntryProblem("hotkey", "A hotkey is one letter, digit or sign.")
    sql = "SELECT pref_label FROM concept WHERE hotkey = ? AND id <> ? AND retired_at IS NULL"
    for (owner,) in tx.rows(sql, (hotkey, concept_id)) if hotkey else ():
        raise EntryProblem("hotkey", f"The key {hotkey} is that of “{owner}” already.")
    return tx.update("concept", concept_id, **values)


def set_own_key(tx: Transaction, /, digit: str, concept_id: int | None) -> None:
    """Give a term a digit as its own key, in place of the term that had it; ``None``: no term has it."""
    for (owner,) in tx.rows("SELECT id FROM concept WHERE hotkey = ? AND id IS NOT ?", (digit, concept_id)):
        tx.update("concept", owner, hotkey="")
    if concept_id is not None:
        describe_concept(tx, concept_id, hotkey=digit)


def set_own_keys(tx: Transaction, /, terms: Mapping[str, int | None]) -> None:
    """Give many digits to terms as their own keys, one after the other."""
    for digit, concept_id in terms.items():
        set_own_key(tx, digit, concept_id)


def add_synonym(
    tx: Transaction, /, concept_id: int, label: str, *, language: str = "en", kind: Literal["alt", "hidden"] = "alt"
) -> int:
    """Add a synonym and return its id; ``hidden`` ones only searches know.

    Raises ``EntryProblem`` for a label that stands for another concept, or a language that is no code.
    """
    if not re.fullmatch(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]+)*", language):
        raise EntryProblem("language", f"“{language}” is no language. Give its code, as in fr or pt-BR.")
    label = _checked_label(tx, scheme_of(tx, concept_id), label, except_id=None)
    return tx.insert("concept_label", concept_id=concept_id, label=label, language=language, kind=kind)


def remove_synonym(tx: Transaction, /, concept_id: int, label: str, *, language: str | None = None) -> bool:
    """Remove a synonym, in the language given or in every one; returns whether it was there."""
    sql = "SELECT id FROM concept_label WHERE concept_id = ?1 AND label = ?2 AND (?3 IS NULL OR language = ?3)"
    found = tx.rows(sql, (concept_id, label, language))
    for (label_id,) in found:
        tx.delete("concept_label", label_id)
    return bool(found)


def add_match(
    tx: Transaction, /, concept_id: int, authority: str, value: str, *, relation: str = "closeMatch", source: str = ""
) -> int:
    """Say under which identifier an authority knows a concept, and return the row's id.

    The identifier may be given as its URI. Raises ``EntryProblem`` for an authority or an identifier that is none.
    """
    known = authority_named(authority)
    if known is None:
        names = ", ".join(each.name for each in AUTHORITIES)
        raise EntryProblem("authority", f"There is no authority “{authority}”. There are {names}.")
    of, bare = of_uri(value)
    value = bare if of == known.name else value
    if not re.fullmatch(known.pattern, value):
        raise EntryProblem("value", f"“{value}” is no identifier of {known.title}; one is {known.example}.")
    sql = "SELECT id FROM concept_match WHERE concept_id = ? AND authority = ? AND value = ?"
    found = tx.value(sql, (concept_id, known.name, value))
    if found is not None:
        return int(str(found))
    values: dict[str, Value] = {"value": value, "relation": relation, "source": source}
    return tx.insert("concept_match", concept_id=concept_id, authority=known.name, **values)


def remove_match(tx: Transaction, /, concept_id: int, authority: str, value: str) -> bool:
    """Take an identifier off a concept; returns whether it was there."""
    sql = "SELECT id FROM concept_match WHERE concept_id = ? AND authority = ? AND value = ?"
    found = tx.rows(sql, (concept_id, authority.casefold(), value))
    for (match_id,) in found:
        tx.delete("concept_match", match_id)
    return bool(found)


def count_uses(connection: Connection, concept_id: int) -> int:
    """Return in how many places of fights a concept is said."""
    counts = (
        connection.execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", (concept_id,)).fetchone()[0]  # noqa: S608 - our names
        for table, column in _USES
    )
    return sum(int(count) for count in counts)


def merge_concepts(tx: Transaction, /, from_id: int, into_id: int) -> int:
    """Let one concept take the place of another: every use, narrower term and label follows; returns how many uses did.

    The emptied concept is retired and points to the one that took its place.
    """
    if from_id == into_id:
        raise EntryProblem("concept", "A term can't be merged into itself.")
    if scheme_of(tx, from_id) != scheme_of(tx, into_id):
        raise EntryProblem("concept", "Only terms of one kind can be merged.")
    moved = 0
    for table, column in _USES:
        uses = tx.rows(f"SELECT id FROM {table} WHERE {column} = ?", (from_id,))  # noqa: S608 - our names
        moved += tx.update_many(table, {row_id: {column: into_id} for (row_id,) in uses})
    _drop_doubled_terms(tx, into_id)
    replace_in_palettes(tx, from_id, into_id)
    for (child_id,) in tx.rows("SELECT id FROM concept WHERE broader_id = ? AND id <> ?", (from_id, into_id)):
        tx.update("concept", child_id, broader_id=into_id)
    if tx.value("SELECT broader_id FROM concept WHERE id = ?", (into_id,)) == from_id:
        tx.update("concept", into_id, broader_id=tx.value("SELECT broader_id FROM concept WHERE id = ?", (from_id,)))
    for (label_id,) in tx.rows("SELECT id FROM concept_label WHERE concept_id = ?", (from_id,)):
        tx.update("concept_label", label_id, concept_id=into_id)
    tx.insert(
        "concept_label", concept_id=into_id, label=tx.value("SELECT pref_label FROM concept WHERE id = ?", (from_id,))
    )
    tx.update("concept", from_id, retired_at=tx.started_at, replaced_by_id=into_id)
    return moved


def retire_concept(tx: Transaction, /, concept_id: int) -> None:
    """Take a concept out of completion; scenes that use it keep it. Its narrower terms move up to the one above it."""
    above = tx.value("SELECT broader_id FROM concept WHERE id = ?", (concept_id,))
    for (child_id,) in tx.rows("SELECT id FROM concept WHERE broader_id = ?", (concept_id,)):
        tx.update("concept", child_id, broader_id=above)
    tx.update("concept", concept_id, retired_at=tx.started_at)


def delete_concept(tx: Transaction, /, concept_id: int) -> None:
    """Delete a concept nothing uses; raises ``EntryProblem`` for one that is in use."""
    for table, column in (*_USES, ("concept", "broader_id"), ("concept", "replaced_by_id")):
        if tx.value(f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1", (concept_id,)):  # noqa: S608 - our names
            raise EntryProblem("concept", "A term in use can't be deleted. Merge it into another, or retire it.")
    for table in ("concept_label", "concept_match"):
        for (row_id,) in tx.rows(f"SELECT id FROM {table} WHERE concept_id = ?", (concept_id,)):  # noqa: S608 - our names
            tx.delete(table, row_id)
    replace_in_palettes(tx, concept_id, None)
    tx.delete("concept", concept_id)


def _drop_doubled_terms(tx: Transaction, concept_id: int) -> None:
    sql = """
        SELECT id FROM scene_term t WHERE concept_id = ?1 AND id > (SELECT min(id) FROM scene_term o
            WHERE o.concept_id = ?1 AND o.scene_id = t.scene_id AND o.beat_id IS t.beat_id
            AND o.combatant_id IS t.combatant_id)
    """
    for (term_id,) in tx.rows(sql, (concept_id,)):
        tx.delete("scene_term", term_id)


def scheme_of(tx: Transaction, /, concept_id: int) -> str:
    """Return a concept's scheme; raises ``Gone`` if there is no such concept."""
    found = tx.value("SELECT scheme FROM concept WHERE id = ?", (concept_id,))
    if found is None:
        raise Gone(f"no concept {concept_id}")
    return str(found)


def _checked_label(tx: Transaction, scheme: str, label: str, *, except_id: int | None) -> str:
    label = " ".join(label.split())
    if not label:
        raise EntryProblem("label", "A term needs a word.")
    sql = """
        SELECT id, pref_label, pref_label FROM concept WHERE scheme = ?1 AND retired_at IS NULL
        UNION ALL SELECT c.id, l.label, c.pref_label FROM concept_label l JOIN concept c ON c.id = l.concept_id
        WHERE c.scheme = ?1 AND c.retired_at IS NULL
    """
    for other_id, other, pref_label in tx.rows(sql, (scheme,)):
        if other_id != except_id and label_key(other) == label_key(label):
            also = "" if other == pref_label else f", as another word for “{pref_label}”"
            raise EntryProblem("label", f"“{other}” is in the vocabulary already{also}.")
    return label


def free_notation(tx: Transaction, /, scheme: str, label: str) -> str:
    """Return a notation that says a label and that no concept of the scheme has."""
    stem = re.sub(r"[^a-z0-9]+", "-", label_key(label)).strip("-") or "term"
    taken = {row[0] for row in tx.rows("SELECT notation FROM concept WHERE scheme = ?", (scheme,))}
    notation, count = stem, 2
    while notation in taken:
        notation, count = f"{stem}-{count}", count + 1
    return notation
