"""What may follow where the cursor stands in a query: fields, flags, terms of the vocabulary, names. Runs no query."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from donnybrook.catalog.driver import AMONG, Connection
from donnybrook.catalog.folding import fold, words
from donnybrook.catalog.query.fields import FIELDS, FLAGS, OPERATORS, TRASH, Field, Kind, field_named
from donnybrook.catalog.query.tokens import Token, TokenKind, tokens_of
from donnybrook.catalog.search.clauses import LIVE
from donnybrook.catalog.search.terms import begun_terms, stands_in
from donnybrook.catalog.search.tokens import Mark
from donnybrook.catalog.vocabulary import Completion, Vocabulary
from donnybrook.records import dataclass

_SCHEMES = ("weapon", "location", "technique", "camera")
_NEWEST = 200  # scenes whose combatants are offered
_NAME_WORDS = 4  # a name of more is begun by some of them
_LISTS = {
    "layer": "SELECT name FROM find.layer",
    "coder": "SELECT name FROM coder",
    "collection": "SELECT name FROM collection",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A text to put in place of the characters from ``start`` up to ``end``, and what it means."""

    start: int
    end: int
    text: str
    meaning: str


def completions(reader: Connection, vocabulary: Vocabulary, query: str, cursor: int, limit: int) -> tuple[Offer, ...]:
    """Return what may be meant by the word that ends at the cursor, best first; nothing where no word does.

    ``reader`` has the index attached as ``find``.
    """
    before = list(tokens_of(query[:cursor]))
    typed = before[-1] if before and before[-1].end == cursor else None
    if typed is None:
        return ()
    if typed.kind is TokenKind.FIELD and (declared := field_named(typed.name)):
        start = cursor - len(query[typed.value_start : cursor].lstrip("=<>"))
        offers: Iterable[tuple[str, str]] = _values(reader, vocabulary, declared, typed.text)
        found: Iterable[Offer] = (Offer(start, cursor, _quoted(text), meaning) for text, meaning in offers)
    elif typed.kind in (TokenKind.WORD, TokenKind.PHRASE, TokenKind.FLAG):
        single = (Offer(typed.start, cursor, text, meaning) for text, meaning in _words(vocabulary, typed))
        found = chain(_begun_names(vocabulary, before, cursor), single)
    else:
        return ()
    return tuple(islice(found, limit))


def _begun_names(vocabulary: Vocabulary, before: list[Token], cursor: int) -> Iterator[Offer]:
    """Yield the names of several words that the last ones begin, also after a field: ``fire h``, ``weapon:fire h``."""
    if before[-1].kind is not TokenKind.WORD:
        return
    told: set[str] = set()
    for many in range(min(_NAME_WORDS, len(before)), 1, -1):
        first, rest = before[-many], before[1 - many :]
        declared = field_named(first.name) if first.kind is TokenKind.FIELD and not first.is_quoted else None
        is_name = first.kind is TokenKind.WORD or (declared is not None and declared.kind is Kind.CONCEPT)
        if not is_name or not first.text or any(token.kind is not TokenKind.WORD for token in rest):
            continue
        begun = " ".join(token.text for token in (first, *rest))
        schemes = _SCHEMES if declared is None else (declared.source,)
        start = first.start if declared is None else first.value_start + len(first.sign)
        for each in vocabulary.complete(schemes, begun):
            if fold(each.label).startswith(fold(begun)) and each.label not in told:
                told.add(each.label)
                yield Offer(start, cursor, _quoted(each.label), _meaning(each))


def _words(vocabulary: Vocabulary, typed: Token) -> Iterator[tuple[str, str]]:
    text = typed.text.casefold()
    if typed.kind is not TokenKind.PHRASE:
        for field in FIELDS:
            name = next((name for name in (field.name, *field.aliases) if name.startswith(text)), None)
            if name and text:
                yield f"{name}:", field.summary
        for sign in (*FLAGS, *OPERATORS):
            if sign.text.casefold().startswith(text) and text and sign.text != typed.text:
                yield sign.text, sign.summary
    for each in vocabulary.complete(_SCHEMES, typed.text):
        yield _quoted(each.label), _meaning(each)


def _values(reader: Connection, vocabulary: Vocabulary, field: Field, text: str) -> Iterator[tuple[str, str]]:
    if field.kind is Kind.CONCEPT:
        yield from ((each.label, _meaning(each)) for each in vocabulary.complete((field.source,), text))
    elif field.kind is Kind.CODE:
        sql = "SELECT code, label FROM code WHERE list = ? ORDER BY position"
        wanted = fold(text)
        codes = reader.execute(sql, (field.source,)).fetchall()
        yield from ((code, label) for code, label in codes if f" {fold(code)} {fold(label)}".find(f" {wanted}") >= 0)
    elif field.kind is Kind.PLACE:
        yield TRASH, field.summary
    elif field.name in _LISTS:
        names = (row[0] for row in reader.execute(_LISTS[field.name]))
        yield from ((name, field.name) for name in names if not text or stands_in(name, text, begun=True))
    elif words(text) and field.name == "by":
        yield from ((name, "who fights") for name in _people(reader, text))
    elif words(text) and field.name == "film":
        sql = """SELECT title FROM film WHERE id IN (SELECT rowid FROM find.film_find WHERE film_find MATCH ? LIMIT 20)
            ORDER BY title"""
        yield from ((row[0], "film") for row in reader.execute(sql, (f'"{" ".join(words(text))}" *',)))


def _people(reader: Connection, text: str) -> list[str]:
    """Return names of combatants in the newest scenes that begin so, the most frequent first."""
    sql = f"SELECT rowid FROM find.{LIVE} WHERE {LIVE} MATCH ? ORDER BY rowid DESC LIMIT ?"  # noqa: S608 - our names
    scene_ids = [row[0] for row in reader.execute(sql, (str(begun_terms(text, Mark.NAME)), _NEWEST))]
    names = f"SELECT label, count(*) FROM combatant WHERE scene_id {AMONG} GROUP BY label ORDER BY 2 DESC, 1"  # noqa: S608
    found = reader.execute(names, (json.dumps(scene_ids),)).fetchall()
    return [name for name, _ in found if stands_in(name, text, begun=True)]


def _meaning(each: Completion) -> str:
    return each.concept.label if each.label != each.concept.label else each.concept.scheme


def _quoted(text: str) -> str:
    return f'"{text}"' if len(text.split()) > 1 or not text.replace("-", "").isalnum() else text
