"""The words of a query: what colour each bears, and what a strange one may have meant.

Weapons bear the colour of their class, flags a quiet one, and a field there is not a wave. Knows no widget.
"""

from donnybrook.catalog import Vocabulary
from donnybrook.catalog.concepts import SCHEMES
from donnybrook.catalog.query import Span, parse_query
from donnybrook.catalog.query.fields import field_named
from donnybrook.desktop.panels.word_colours import WordColour
from donnybrook.desktop.theme import Theme

_GROUND_ALPHA = 88
_NEAR_MOST = 5


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


def near_words(query: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return labels near those words of a query that the vocabulary does not know, best first."""
    said = (span for span in parse_query(query).spans if span.kind in ("word", "phrase", "value"))
    words = [query[span.start : span.end].strip('"') for span in said]
    strange = [word for word in words if not any(vocabulary.matching(scheme, word) for scheme in SCHEMES)]
    near = (vocabulary.near(scheme, word, 3) for word in strange for scheme in SCHEMES)
    return tuple(dict.fromkeys(label for labels in near for label in labels))[:_NEAR_MOST]


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
