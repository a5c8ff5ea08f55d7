"""Says what was understood of a query and how it is gone about, in words. Runs nothing, and knows no screen."""

from donnybrook.catalog.driver import Connection
from donnybrook.catalog.query.grammar import Span
from donnybrook.catalog.query.printing import print_query
from donnybrook.catalog.query.tree import And
from donnybrook.catalog.search.asking import Asking, ask
from donnybrook.catalog.search.spelling import Suggestion, suggestions
from donnybrook.catalog.vocabulary import Vocabulary
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """A query explained: the query as it was understood, its conditions one by one, and the way to the answer."""

    understood: str
    conditions: tuple[str, ...]
    way: str
    problems: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]
    spans: tuple[Span, ...]


def explain(reader: Connection, vocabulary: Vocabulary, query: str) -> Explanation:
    """Explain a query; ``reader`` has the index attached as ``find``."""
    asking = ask(reader, vocabulary, query)
    tree = asking.parsed.tree
    parts = tree.children if isinstance(tree, And) else () if tree is None else (tree,)
    return Explanation(
        asking.parsed.understood,
        tuple(print_query(part) for part in parts),
        _way(asking),
        asking.problems,
        suggestions(reader, vocabulary, query),
        asking.parsed.spans,
    )


def _way(asking: Asking) -> str:
    where = "the trash" if asking.trash else "all fights"
    clause = asking.clause
    if clause.match is None and clause.check is None:
        return f"Everything is asked for: {where}, newest first."
    if clause.match is None:
        return f"The index has no say in it: {where} are looked at one by one, newest first, until enough answer."
    if clause.check is None:
        return "The search index answers it by itself, newest first."
    return "The search index names the fights that may answer, newest first, and each is looked at until enough do."
