"""Looks whether the search index finds what it should, by making it once more and comparing word for word."""

from collections.abc import Iterator
from pathlib import Path

from donnybrook.catalog.checking.findings import Finding, Remedy, Severity
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.search.index import SearchIndex
from donnybrook.catalog.vocabulary import read_vocabulary

_WORDS = "SELECT term, doc FROM temp.words ORDER BY term"


def look(connection: Connection, index_path: Path) -> Iterator[Finding]:
    """Compare the index in the cache, if there is one, with one made anew."""
    if not index_path.exists():
        return
    kept, fresh = SearchIndex(index_path), SearchIndex(None)
    try:
        for index in (kept, fresh):
            index.catch_up(connection, lambda: read_vocabulary(connection))
        same = _words(connection, kept.uri) == _words(connection, fresh.uri)
    finally:
        kept.close()
        fresh.close()
    if not same:
        remedy = Remedy("It is only a copy, and can be thrown away.", lambda _: index_path.unlink(missing_ok=True))
        sentence = "The search index does not find what it should."
        yield Finding(sentence, Severity.FAULT, "search index", remedy=remedy)


def _words(connection: Connection, uri: str) -> list[tuple[str, int]]:
    connection.execute("ATTACH ? AS find", (uri,))
    try:
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(find, scene_find, row)")
        words = [(str(term), int(scenes)) for term, scenes in connection.execute(_WORDS).fetchall()]
        connection.execute("DROP TABLE temp.words")
    finally:
        connection.execute("DETACH find")
    return words
