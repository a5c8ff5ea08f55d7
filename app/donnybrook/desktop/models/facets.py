"""The rows of Find's left side: what the hits hold, as lines that are also terms of a query. Knows no painting.

Concepts stand in their tree, which opens and folds; everything else in lists, the most frequent first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from donnybrook.catalog import ConceptCount, Facets, NameCount, Vocabulary
from donnybrook.catalog.query.building import term_of
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.models.query_terms import has_term
from donnybrook.desktop.tips import tip
from donnybrook.records import dataclass

type Index = QModelIndex | QPersistentModelIndex
type Fold = Literal["", "open", "closed", "more"]
"""Whether there is anything under a line, and whether that is shown; ``more``: the line stands for what is not."""

FACET_ROLE = int(Qt.ItemDataRole.UserRole)

_SCHEMES = {"weapon": "weapon", "at": "location", "tech": "technique", "cam": "camera"}  # by field
_SOME = 3
_LINES_MOST = 6
_OPEN_MOST = 100


@dataclass(frozen=True, slots=True)
class Kept:
    """What a person keeps and may call otherwise: a saved search, or a collection."""

    kind: Literal["search", "collection"]
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One line; a heading has no ``term`` and no ``query``. ``token`` names the colour of its square, '' for none.

    ``key`` is what it is folded by; ``query`` replaces the whole search (that of what is ``kept``), where ``term``
    joins it.
    """

    label: str
    scenes: int | None = None
    depth: int = 0
    term: str = ""
    token: str = ""
    is_active: bool = False
    is_left_out: bool = False
    key: str = ""
    fold: Fold = ""
    query: str = ""
    kept: Kept | None = None

    @property
    def identity(self) -> tuple[object, ...]:
        """What it is known by among other lines, whatever is counted there."""
        if self.kept is not None:
            return self.kept.kind, self.kept.id
        return (self.key, self.fold == "more") if self.key else (self.term,)

    @property
    def is_heading(self) -> bool:
        """Whether it names what stands under it."""
        return not (self.term or self.query) and self.fold != "more"


@dataclass(slots=True)
class Folds:
    """What a person opened and folded, by key; all else shows its most frequent lines, and how many more there are."""

    opened: set[str] = field(default_factory=set)
    folded: set[str] = field(default_factory=set)

    def open(self, key: str) -> None:
        """Show all that is under a line."""
        self.folded.discard(key)
        self.opened.add(key)

    def fold(self, key: str) -> None:
        """Show nothing of what is under a line."""
        self.opened.discard(key)
        self.folded.add(key)

    @property
    def written(self) -> str:
        """All of it as text: a line a key, with a ``+`` before what is open and a ``-`` before what is folded."""
        return "\n".join(sorted([*(f"+{key}" for key in self.opened), *(f"-{key}" for key in self.folded)]))

    def read(self, written: str) -> None:
        """Take what was written, in the place of all there is."""
        lines = written.splitlines()
        self.opened = {line[1:] for line in lines if line.startswith("+")}
        self.folded = {line[1:] for line in lines if line.startswith("-")}


@dataclass(frozen=True, slots=True)
class _Tree:
    """One scheme's concepts with their counts, and the query they are terms of."""

    name: str
    counts: Mapping[int, int]
    vocabulary: Vocabulary
    query: str
    folds: Folds
    some: int

    def rows(self) -> Iterator[FacetRow]:
        """Return the lines of the tree; a top that holds all others is left out."""
        tops = [each for each in self.vocabulary.concepts(_SCHEMES[self.name]) if each.broader_id is None]
        shown = [each.id for each in tops]
        if len(tops) == 1:
            shown = [each.id for each in self.vocabulary.narrower(tops[0].id)]
        yield from self._some(self._counted(shown), self.name, 0, 9 if self.name == "weapon" else _LINES_MOST)

    def _counted(self, concept_ids: Iterable[int]) -> list[int]:
        return sorted((each for each in concept_ids if each in self.counts), key=lambda each: -self.counts[each])

    def _some(self, found: Sequence[int], key: str, depth: int, most: int) -> Iterator[FacetRow]:
        few = found if key in self.folds.opened or len(found) <= most + 1 else found[:most]
        for each in [*few, *(other for other in found if other not in few and self._is_asked(other))]:
            yield from self._branch(each, depth)
        if len(few) < len(found):
            more = translate("Facets", "{count} more").format(count=len(found) - len(few))
            yield FacetRow(more, None, depth, key=key, fold="more")

    def _branch(self, concept_id: int, depth: int) -> Iterator[FacetRow]:
        label = self.vocabulary.concept(concept_id).label
        term, key = term_of(self.name, label), f"{self.name} {concept_id}"
        under = self._counted(each.id for each in self.vocabulary.narrower(concept_id))
        is_active = has_term(self.query, term)
        most = self._most(key, depth, is_active=is_active or any(map(self._is_asked, under)))
        yield FacetRow(
            label,
            self.counts[concept_id],
            depth,
            term,
            self.vocabulary.family(concept_id) if self.name == "weapon" else "",
            is_active,
            has_term(self.query, f"-{term}"),
            key,
            "" if not under else "open" if most else "closed",
        )
        if most:
            yield from self._some(under, key, depth + 1, most)

    def _most(self, key: str, depth: int, *, is_active: bool) -> int:
        """Return how many lines are shown under one."""
        if key in self.folds.folded:
            return 0
        if key in self.folds.opened or is_active:
            return _OPEN_MOST
        return self.some if depth == 0 else 0

    def _is_asked(self, concept_id: int) -> bool:
        """Say whether the query speaks of a concept, or of one under it."""
        if f"{self.name}:" not in self.query:
            return False
        below = self.vocabulary.with_narrower(concept_id)
        terms = (term_of(self.name, self.vocabulary.concept(each).label) for each in below)
        return any(has_term(self.query, term) or has_term(self.query, f"-{term}") for term in terms)


def facet_rows(
    facets: Facets, vocabulary: Vocabulary, query: str, folds: Folds, *, counted: str = ""
) -> tuple[FacetRow, ...]:
    """Return the lines for some counts; those whose term stands in the query are active.

    ``counted`` says at the head what was counted, where that is not all.
    """

    def tree(name: str, counts: Iterable[ConceptCount], some: int = 0) -> Iterator[FacetRow]:
        told = {each.concept_id: each.scenes for each in counts}
        return _Tree(name, _with_left_out(told, name, vocabulary, query), vocabulary, query, folds, some).rows()

    def names(of: str, counts: Iterable[NameCount], sign: str = ":") -> Iterator[FacetRow]:
        return _names(of, [each for each in counts if each.name], query, folds, sign)

    parts: tuple[tuple[str, Iterable[FacetRow]], ...] = (
        (translate("Facets", "Weapons"), (*_improvised(facets, query), *tree("weapon", facets.weapons, _SOME))),
        (translate("Facets", "Places"), tree("at", facets.places)),
        (translate("Facets", "People"), names("by", facets.people)),
        (translate("Facets", "Films"), names("film", facets.films, "=")),
        (translate("Facets", "Techniques"), tree("tech", facets.techniques)),
        (translate("Facets", "Camera"), tree("cam", facets.camera)),
        (translate("Facets", "Decades"), names("decade", facets.decades)),
        (translate("Facets", "Rating"), names("rating", facets.ratings)),
        (translate("Facets", "Certainty"), names("certainty", facets.certainty)),
        (translate("Facets", "Status"), names("status", facets.status)),
        (translate("Facets", "Layers"), names("layer", facets.layers)),
        (translate("Facets", "Coders"), names("coder", facets.coders)),
    )
    rows = [FacetRow(counted)] if counted else []
    for name, lines in parts:
        rows += under_heading(name, lines, folds)
    return tuple(rows)


def under_heading(name: str, lines: Iterable[FacetRow], folds: Folds) -> list[FacetRow]:
    """Return lines under a heading that folds; nothing without any."""
    some = list(lines)
    if not some:
        return []
    if name in folds.folded:
        return [FacetRow(name, key=name, fold="closed")]
    return [FacetRow(name, key=name, fold="open"), *some]


def _improvised(facets: Facets, query: str) -> Iterator[FacetRow]:
    is_left_out = has_term(query, "-improvised")
    if facets.improvised or is_left_out:
        is_active = has_term(query, "improvised")
        yield FacetRow(
            translate("Facets", "improvised ✱"), facets.improvised, 0, "improvised", "", is_active, is_left_out
        )


def _with_left_out(counts: dict[int, int], name: str, vocabulary: Vocabulary, query: str) -> dict[int, int]:
    """Return the counts with those added that the query leaves out: they have none, and must stay at hand."""
    if f"-{name}:" in query:
        for each in vocabulary.all_concepts(_SCHEMES[name]):
            if has_term(query, f"-{term_of(name, each.label)}"):
                for concept_id in (each.id, *(above.id for above in vocabulary.ancestors(each.id))):
                    counts.setdefault(concept_id, 0)
    return counts


def _names(of: str, counts: Sequence[NameCount], query: str, folds: Folds, sign: str) -> Iterator[FacetRow]:
    most = _OPEN_MOST if of in folds.opened else _LINES_MOST
    for place, each in enumerate(counts):
        term = term_of(of, each.name, sign)
        is_active = has_term(query, term)
        if place < most or is_active:
            yield FacetRow(each.name, each.scenes, 0, term, "", is_active, has_term(query, f"-{term}"))
    if len(counts) > most and most < _OPEN_MOST:
        yield FacetRow(
            translate("Facets", "{count} more").format(count=len(counts) - most), None, 0, key=of, fold="more"
        )


class FacetModel(QAbstractListModel):
    """The lines as a list."""

    renamed = Signal(object, str)
    """Emits what is kept, and the name that somebody typed for it."""

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
        """A line that does nothing can't be chosen."""
        if not index.isValid() or (self._rows[index.row()].is_heading and not self._rows[index.row()].key):
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self._rows[index.row()].kept else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell of a name that was typed for what is kept; the line changes once it is kept so."""
        kept = self._rows[index.row()].kept if index.isValid() else None
        name = str(value).strip()
        if kept is None or role != Qt.ItemDataRole.EditRole or name in ("", kept.name):
            return False
        self.renamed.emit(kept, name)
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a ``FacetRow`` for ``FACET_ROLE``, and words for screen readers."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == FACET_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _in_words(row)
        if role == Qt.ItemDataRole.EditRole and row.kept:
            return row.kept.name
        if role == Qt.ItemDataRole.ToolTipRole and (row.term or row.query):
            return tip(self.tr("{term}   (Alt: without it)").format(term=row.term) if row.term else row.query)
        return None


def fold_words(fold: str) -> list[str]:
    """Return what a screen reader says of a line that folds; nothing of one that does not."""
    words = {"open": translate("Facets", "open"), "closed": translate("Facets", "folded")}
    return [words[fold]] if fold in words else []


def _in_words(row: FacetRow) -> str:
    said = [row.label]
    if row.scenes is not None:
        said.append(f"{row.scenes:,}")
    said += [translate("Facets", "asked for")] * row.is_active + [translate("Facets", "left out")] * row.is_left_out
    said += fold_words(row.fold)
    return ", ".join(said)
