"""The words of a query: what colour each bears, and whether they ask for one collection.

Weapons bear the colour of their class, flags a quiet one, and a field there is not a wave. Knows no widget.
"""

from donnybrook.catalog import Catalog, Vocabulary
from donnybrook.catalog.kept import Collection, read_collected, read_collections
from donnybrook.catalog.query import Span, parse_query
from donnybrook.catalog.query.fields import field_named
from donnybrook.desktop.models.query_terms import term_of
from donnybrook.desktop.panels.word_colours import WordColour
from donnybrook.desktop.theme import Theme

_GROUND_ALPHA = 88


def query_colours(query: str, vocabulary: Vocabulary, theme: Theme) -> list[WordColour]:
    """Return the looks of a query's words."""
    looks: list[WordColour] = []
    field: Span | None = None
    for span in parse_query(query).spans:
        look = _look(query, span, field, vocabulary, theme)
        if look is not None:
            looks.append(look)
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


def by_hand(catalog: Catalog, query: str, scene_ids: tuple[int, ...]) -> tuple[int, ...]:
    """Return what a query found; in the order made by hand, where it asks for one collection."""
    asked = collection_asked(catalog, query)
    return scene_ids if asked is None else tuple(catalog.read(read_collected, asked.id))


def _look(query: str, span: Span, field: Span | None, vocabulary: Vocabulary, theme: Theme) -> WordColour | None:
    if span.kind == "unknown":
        return WordColour(span.start, span.end, wave=theme.colour("loss"))
    if span.kind == "flag":
        return WordColour(span.start, span.end, ground=theme.colour("selected"))
    if span.kind not in ("word", "phrase", "value"):
        return None
    scheme = "weapon"
    if field is not None:
        declared = field_named(query[field.start : field.end].strip(":=-"))
        scheme = declared.source if declared else ""
    concept_id = vocabulary.lookup(scheme, query[span.start : span.end].strip('"')) if scheme else None
    if concept_id is None:
        return None
    ground = theme.family_colour(vocabulary.family(concept_id)) if scheme == "weapon" else theme.colour("muted")
    ground.setAlpha(_GROUND_ALPHA)
    return WordColour(span.start, span.end, ground=ground)
