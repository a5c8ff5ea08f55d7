"""Other words a query may have meant: near ones of the index's words and of the vocabulary's labels. Runs no query."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import product

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.folding import words
from donnybrook.catalog.query.fields import Kind, field_like, field_named
from donnybrook.catalog.query.grammar import Span, parse_query
from donnybrook.catalog.vocabulary import Vocabulary
from donnybrook.records import dataclass

_NEAR_ENOUGH = 0.75  # of SequenceMatcher.ratio()
_SHORTEST, _LONGEST = 3, 40  # characters of a word worth comparing
_LENGTHS_APART = 2
_MOST = 3
_MOST_STRANGE = 4  # words that are spelt otherwise at a time
_SIGNS = {"or": "OR", "and": "AND", "Or": "OR", "And": "AND"}
_YEAR = re.compile(r"(?:18[89]|19\d|20\d)\d")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that nothing has, what may have been meant, and the whole query with that in its place."""

    word: str
    instead: str
    query: str


def suggestions(reader: Connection, vocabulary: Vocabulary, query: str) -> tuple[Suggestion, ...]:
    """Return up to three ways to spell a query that has words nothing goes by; the best first.

    Where several words are strange, all of them are spelt otherwise. What can't be understood is not offered again: a
    field that is misspelt is put right, anything else left out.
    """
    query = _put_right(query)
    parsed = parse_query(query)
    found: list[tuple[Span, list[str]]] = []
    field: Span | None = None
    for span in parsed.spans:
        if span.kind in ("word", "phrase", "value"):
            near = _near(
                reader, vocabulary, query[span.start : span.end], query[field.start : field.end] if field else ""
            )
            found += [(span, list(near))] if near else []
        field = span if span.kind == "field" else None
    return (*_meant_signs(query, parsed.spans), *_ways(query, found[:_MOST_STRANGE]))[:_MOST]


def _put_right(query: str) -> str:
    parsed = parse_query(query)
    if not parsed.problems:
        return query
    mended = query
    for span in reversed([each for each in parsed.spans if each.kind == "unknown"]):
        name = query[span.start : span.end].partition(":")[0]
        near = field_like(name)
        if near is not None:
            mended = f"{mended[: span.start]}{near.name}{mended[span.start + len(name) :]}"
    again = parse_query(mended)
    return again.understood if again.problems else mended


def _ways(query: str, found: list[tuple[Span, list[str]]]) -> Iterator[Suggestion]:
    """Yield the query with other words for its strange ones, those first that are nearest to what was typed."""
    spans = [span for span, _ in found]
    ranked = sorted(product(*(enumerate(near) for _, near in found)), key=lambda way: sum(rank for rank, _ in way))
    for way in ranked[:_MOST] if found else ():
        words, meant = [word for _, word in way], query
        for span, word in zip(reversed(spans), reversed(words), strict=True):
            meant = _with(meant, span, word)
        yield Suggestion(" ".join(_said(query, span) for span in spans), " ".join(words), meant)


def _said(query: str, span: Span) -> str:
    return query[span.start : span.end].strip('"')


def _meant_signs(query: str, spans: Iterable[Span]) -> Iterator[Suggestion]:
    """Yield the query with what was typed as words for what it means between them: “or”, “and”, a year."""
    plain = [span for span in spans if span.kind == "word"]
    said = {span: query[span.start : span.end] for span in plain}
    signs = [span for span in plain if said[span] in _SIGNS]
    if signs:
        meant = query
        for span in reversed(signs):
            meant = f"{meant[: span.start]}{_SIGNS[said[span]]}{meant[span.end :]}"
        yield Suggestion(said[signs[0]], _SIGNS[said[signs[0]]], meant)
    for span in plain:
        if _YEAR.fullmatch(said[span]):
            yield Suggestion(said[span], f"year:{said[span]}", f"{query[: span.start]}year:{query[span.start :]}")


def _with(query: str, span: Span, instead: str) -> str:
    quoted = f'"{instead}"' if " " in instead else instead
    return f"{query[: span.start]}{quoted}{query[span.end :]}"


def _near(reader: Connection, vocabulary: Vocabulary, typed: str, field: str) -> Iterable[str]:
    declared = field_named(field.strip(":=")) if field else None
    bare = typed.strip('"“”„<>=')
    if declared is not None and declared.kind is Kind.CONCEPT:
        return () if vocabulary.matching(declared.source, bare) else vocabulary.near(declared.source, bare, _MOST)
    if declared is not None and declared.kind is not Kind.TEXT:
        return ()
    parts = words(bare)
    strange = [part for part in parts if not _is_known(reader, vocabulary, part)]
    if len(strange) != 1:
        return ()
    near = _words_like(reader, vocabulary, strange[0])
    return [" ".join(each if part == strange[0] else part for part in parts) for each in near]


def _is_known(reader: Connection, vocabulary: Vocabulary, part: str) -> bool:
    if len(part) < _SHORTEST or len(part) > _LONGEST or vocabulary.named(part, begun=True):
        return True
    sql = "SELECT 1 FROM find.word WHERE text >= ? AND text < ? LIMIT 1"
    return reader.execute(sql, (part, part + "\U0010ffff")).fetchone() is not None


def _words_like(reader: Connection, vocabulary: Vocabulary, part: str) -> list[str]:
    """Return words like one, of those that begin like it, or with its second letter."""
    sql = """SELECT text, scenes FROM find.word
        WHERE ((text >= ?1 AND text < ?2) OR (text >= ?3 AND text < ?4)) AND abs(length(text) - ?5) <= ?6"""
    one, other = part[0], part[1]
    bounds = (one, one + "\U0010ffff", other, other + "\U0010ffff", len(part), _LENGTHS_APART)
    there = dict(reader.execute(sql, bounds))
    for word in vocabulary.words():
        there[word] = max(1_000_000, there.get(word, 0))  # a term before what stands in a note
    matcher = SequenceMatcher(None, b=part, autojunk=False)
    scored: list[tuple[float, int, str]] = []
    for word, scenes in there.items():
        if abs(len(word) - len(part)) <= _LENGTHS_APART:
            matcher.set_seq1(word)
            if matcher.quick_ratio() >= _NEAR_ENOUGH and (score := matcher.ratio()) >= _NEAR_ENOUGH:
                scored.append((score, scenes, word))
    return [word for _, _, word in sorted(scored, reverse=True)[:_MOST]]
