"""A fault in the text of a query: where, and a sentence saying why. Knows nothing else."""

from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class QueryFault:
    """What could not be understood from ``start`` up to ``end`` (places in the text as typed)."""

    start: int
    end: int
    sentence: str
