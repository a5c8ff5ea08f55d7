"""The words of a query: what colour each bears, and whether they ask for one collection.

Weapons bear the colour of their class, other terms, values and flags a quiet one, signs are ember, and what can't be
understood has a wave. Knows no widget.
"""

from donnybrook.catalog import Catalog, Concept, Vocabulary
from donnybrook.catalog.kept import Collection, read_collected, read_collections
from donnybrook.catalog.query import Span, parse_query
from donnybrook.catalog.query.building import term_of
from donnybrook.catalog.query.fields import field_named
from donnybrook.desktop.panels.word_colours import WordColour
from donnybrook.desktop.theme import Theme

_GROUND_ALPHA = 88
_SCHEMES = ("weapon", "location", "technique", "camera", "theme")


def query_colours(query: str, vocabulary: Vocabulary, theme: Theme) -> list[WordColour]:
    """Return the looks of a query's words."""
    looks: list[WordColour] = []
    field: Span | None = None
    parsed = parse_query(query)
    for span in parsed.spans:
        if span.kind == "unknown" or any(
            span.start < fault.end and fault.start < span.end for fault in parsed.problems
        ):
            looks.append(WordColour(span.start, span.end, wave=theme.colour("loss")))
        else:
            looks += _look(query, span, field, vocabulary, theme)
        field = span if span.kind == "field" else None
    return looks


def collection_asked(catalog: Catalog, query: str) -> Collection | None:
    """Return the collection a query asks for, and nothing else; ``None`` for any other query."""
    if not query.strip().startswith("collection="):
        return None
    found = catalog.read(read_collections)
    return next((each for each in found if query.strip() == collection_query(each)), None)


def collection_query(collection: Collection) -> str:
    """Return the query that asks for a collection."""
    return term_of("collection", collection.name, "=")


def by_hand(catalog: Catalog, query: str) -> tuple[int, ...]:
    """Return the fights of the collection a query asks for, in the order made by hand; none for any other query."""
    asked = collection_asked(catalog, query)
    return () if asked is None else tuple(catalog.read(read_collected, asked.id))


def _look(query: str, span: Span, field: Span | None, vocabulary: Vocabulary, theme: Theme) -> list[WordColour]:
    start, end = span.start, span.end
    if span.kind == "field":
        return [WordColour(start, end, ink=theme.colour("muted"))]
    if span.kind in ("operator", "bracket"):
        return [WordColour(start, end, ink=theme.colour("ember_text"))]
    concept = None if span.kind == "flag" else _concept(query, span, field, vocabulary)
    if concept is not None:
        is_weapon = concept.scheme == "weapon"
        ground = theme.family_colour(vocabulary.family(concept.id)) if is_weapon else theme.colour("muted")
        ground.setAlpha(_GROUND_ALPHA)
        return [WordColour(start, end, ground)]
    # A plain word is looked for in texts and names: whether it says anything, the hits tell.
    return [WordColour(start, end, theme.colour("selected"))] if span.kind in ("flag", "value") else []


def _concept(query: str, span: Span, field: Span | None, vocabulary: Vocabulary) -> Concept | None:
    declared = None if field is None else field_named(query[field.start : field.end].strip(":=-"))
    schemes = _SCHEMES if declared is None else (declared.source,)
    word = query[span.start : span.end].strip('"')
    found = vocabulary.lookup_all([each for each in schemes if each in _SCHEMES], word)
    return vocabulary.concept(found[0]) if found else None
