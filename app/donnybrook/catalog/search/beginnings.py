"""Puts whole words in place of how they begin, where few words do. Knows what the index is asked for, no query.

The index has lists for the first two to four letters of words. For more letters it would put together the lists of all
words that begin so, from the first scene to the last, before it gives the newest: with the words themselves, it walks.
"""

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.search.matching import Joined, Match, Term, joined
from donnybrook.catalog.search.tokens import Mark

_LISTED_LETTERS = 4
_MOST = 16  # words that are asked for in place of their beginning
_LAST = "\U0010ffff"


def with_whole_words(reader: Connection, match: Match) -> Match:
    """Return what finds the same live scenes; ``reader`` has the index attached as ``find``."""
    if isinstance(match, Term):
        return _whole_words(reader, match)
    parts = tuple(with_whole_words(reader, part) for part in match.parts)
    return Joined("NOT", parts) if match.sign == "NOT" else joined(match.sign, parts) or match


def _whole_words(reader: Connection, term: Term) -> Match:
    word = term.text.removeprefix(Mark.NAME)
    # Words of names are listed without their mark; what is not in ASCII may be cut otherwise by the index than by us.
    if not term.begun or len(term.text) <= _LISTED_LETTERS or not word.isascii():
        return term
    sql = "SELECT text FROM find.word WHERE text BETWEEN ? AND ? LIMIT ?"
    listed = reader.execute(sql, (word, word + _LAST, _MOST + 1)).fetchall()
    if len(listed) > _MOST:
        return term
    mark = term.text[: -len(word)]
    return joined("OR", (Term(f"{mark}{each}") for (each,) in listed)) or Term(term.text)
