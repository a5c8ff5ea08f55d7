"""The rows of Find's left side: what the hits hold, as lines that are also terms of a query. Knows no painting."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from donnybrook.catalog import ConceptCount, Facets, NameCount, Vocabulary
from donnybrook.desktop.tips import tip

type Index = QModelIndex | QPersistentModelIndex

FACET_ROLE = int(Qt.ItemDataRole.UserRole)

_CLASSES_MOST = 9
_NARROWER_MOST = 3
_LINES_MOST = 6


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One line; a heading has no ``term``. ``token`` names the colour of its square, '' for none."""

    label: str
    scenes: int = 0
    depth: int = 0
    term: str = ""
    token: str = ""
    is_active: bool = False


def facet_rows(facets: Facets, vocabulary: Vocabulary, query: str, *, counted: str = "") -> tuple[FacetRow, ...]:
    """Return the lines for some counts; those whose term stands in the query are active.

    ``counted`` says at the head what was counted, where that is not all.
    """
    parts: tuple[tuple[str, Iterable[FacetRow]], ...] = (
        ("Weapons", _weapons(facets, vocabulary, query)),
        ("Places", _concepts("at", facets.places, vocabulary, query)),
        ("People", _people(facets.people, query)),
        ("Techniques", _concepts("tech", facets.techniques, vocabulary, query)),
        ("Camera", _concepts("cam", facets.camera, vocabulary, query)),
    )
    rows = [FacetRow(counted)] if counted else []
    for name, lines in parts:
        some = list(lines)
        if some:
            rows += [FacetRow(name), *some]
    return tuple(rows)


def toggled(query: str, term: str) -> str:
    """Return a query with a term added at its end, or taken out where it stands."""
    if not has_term(query, term):
        return f"{query.strip()} {term}".strip()
    return " ".join(re.sub(_standing(term), " ", query).split())


def has_term(query: str, term: str) -> bool:
    """Say whether a term stands in a query by itself."""
    return re.search(_standing(term), query) is not None


def term_of(field: str, label: str) -> str:
    """Return how a value of a field is typed."""
    return f'{field}:"{label}"' if re.search(r"[^\w-]", label) else f"{field}:{label}"


def _standing(term: str) -> str:
    field, colon, value = term.partition(":")
    typed = f'{re.escape(field)}:"?{re.escape(value.strip(chr(34)))}"?' if colon else re.escape(term)
    return rf"(?<!\S){typed}(?!\S)"


def _weapons(facets: Facets, vocabulary: Vocabulary, query: str) -> Iterator[FacetRow]:
    counts = {each.concept_id: each.scenes for each in facets.weapons}
    if facets.improvised:
        yield FacetRow("improvised ✱", facets.improvised, 0, "improvised", "", has_term(query, "improvised"))
    tops = [concept.id for concept in vocabulary.concepts("weapon") if concept.broader_id is None]
    for top in tops:
        for concept_id in _narrower(top, counts, vocabulary)[:_CLASSES_MOST]:
            yield from _branch(concept_id, 0, counts, vocabulary, query)


def _branch(
    concept_id: int, depth: int, counts: dict[int, int], vocabulary: Vocabulary, query: str
) -> Iterator[FacetRow]:
    label = vocabulary.concept(concept_id).label
    term = term_of("weapon", label)
    is_active = has_term(query, term)
    yield FacetRow(label, counts[concept_id], depth, term, vocabulary.family(concept_id), is_active)
    narrower = _narrower(concept_id, counts, vocabulary)
    # A class shows its most frequent members; a deeper level opens under what is asked for.
    if depth == 0 or is_active or _asks_below(concept_id, vocabulary, query):
        for each in narrower if is_active else narrower[:_NARROWER_MOST]:
            yield from _branch(each, depth + 1, counts, vocabulary, query)


def _asks_below(concept_id: int, vocabulary: Vocabulary, query: str) -> bool:
    below = vocabulary.with_narrower(concept_id) - {concept_id}
    return "weapon:" in query and any(
        has_term(query, term_of("weapon", vocabulary.concept(each).label)) for each in below
    )


def _narrower(concept_id: int, counts: dict[int, int], vocabulary: Vocabulary) -> list[int]:
    found = [concept.id for concept in vocabulary.narrower(concept_id) if counts.get(concept.id)]
    return sorted(found, key=lambda each: -counts[each])


def _concepts(field: str, counts: Iterable[ConceptCount], vocabulary: Vocabulary, query: str) -> Iterator[FacetRow]:
    shown = 0
    for each in counts:
        concept = vocabulary.concept(each.concept_id)
        term = term_of(field, concept.label)
        is_active = has_term(query, term)
        if concept.broader_id is None or (shown >= _LINES_MOST and not is_active):
            continue
        shown += 1
        yield FacetRow(concept.label, each.scenes, 0, term, "", is_active)


def _people(counts: Iterable[NameCount], query: str) -> Iterator[FacetRow]:
    for place, each in enumerate(counts):
        term = term_of("by", each.name)
        is_active = has_term(query, term)
        if place < _LINES_MOST or is_active:
            yield FacetRow(each.name, each.scenes, 0, term, "", is_active)


class FacetModel(QAbstractListModel):
    """The lines as a list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FacetRow, ...] = ()

    @property
    def rows(self) -> tuple[FacetRow, ...]:
        """The lines shown."""
        return self._rows

    def show_rows(self, rows: tuple[FacetRow, ...]) -> None:
        """Show other lines."""
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of lines."""
        return 0 if parent and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can't be chosen."""
        if not index.isValid() or not self._rows[index.row()].term:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a ``FacetRow`` for ``FACET_ROLE``, and words for screen readers."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == FACET_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.label}, {row.scenes}" if row.term else row.label
        if role == Qt.ItemDataRole.ToolTipRole and row.term:
            return tip(f"{row.term}   (Alt: without it)")
        return None
