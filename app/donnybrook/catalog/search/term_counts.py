"""Counts in how many scenes each term occurs, off the search index. Knows no query language, and never writes."""

from donnybrook.catalog.counting import TermUses
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.search.clauses import LIVE
from donnybrook.catalog.search.matching import Term
from donnybrook.catalog.search.tokens import Kind, token


def count_terms(reader: Connection) -> dict[int, TermUses]:
    """Return how often each concept occurs, by id; those that occur nowhere, or in the trash alone, are left out.

    ``reader`` has the index attached as ``find``: its lists say it in a tenth of the time that the rows take.
    """
    sql = f"SELECT count(*) FROM find.{LIVE} WHERE {LIVE} MATCH ?"  # noqa: S608 - our names

    def scenes(kind: Kind, concept_id: int) -> int:
        return int(reader.execute(sql, (str(Term(token(kind, concept_id))),)).fetchone()[0])

    ids = [row[0] for row in reader.execute("SELECT id FROM concept")]
    totals = {each: scenes(Kind.CONCEPT, each) for each in ids}
    return {each: TermUses(scenes(Kind.EXACT, each), total) for each, total in totals.items() if total}
