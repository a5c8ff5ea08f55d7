"""Runs a query over a catalog and its index, a page at a time, in any order. Knows no screen."""

from typing import Self

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.search import ordering
from donnybrook.catalog.search.asking import ask
from donnybrook.catalog.search.spelling import Suggestion, suggestions
from donnybrook.catalog.vocabulary import Vocabulary
from donnybrook.problems import Problem
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: ids of scenes in the order asked for, and what of the query could not be understood.

    ``suggestions`` are other words it may have meant, where it found nothing.
    """

    query: str
    scene_ids: tuple[int, ...]
    problems: tuple[str, ...]
    understood: str
    suggestions: tuple[Suggestion, ...] = ()

    def whole(self, otherwise: str) -> Self:
        """Return this answer, if all of the query was understood.

        Of a query that is half understood too much is found: no file, figure or edit should say that it is the answer.

        Raises:
            Problem: what was not understood, and ``otherwise``, which says that nothing came of it.
        """
        if self.problems:
            raise Problem(" ".join((*self.problems, otherwise)))
        return self


def find(
    reader: Connection,
    vocabulary: Vocabulary,
    query: str,
    *,
    order: str = "newest",
    limit: int | None = None,
    after: int | None = None,
) -> Found:
    """Find scenes; ``reader`` has the index attached as ``find``. ``after`` is the last id of the page before."""
    asking = ask(reader, vocabulary, query)
    scene_ids = tuple(ordering.page(reader, vocabulary, asking, order, limit, after))
    near = () if scene_ids or after is not None else suggestions(reader, vocabulary, query)
    return Found(query, scene_ids, asking.problems, asking.parsed.understood, near)
