"""Hits by film, or by place in its tree: one row each, with how many there are and the newest of them. No painting."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from donnybrook.catalog import HitGroup, SceneRow, Vocabulary
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.query.building import term_of
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.models.facets import Folds, fold_words
from donnybrook.desktop.models.query_terms import added, has_term
from donnybrook.desktop.models.scene_wall import Index
from donnybrook.records import dataclass

type Grouping = Literal["films", "places"]

GROUP_ROLE = int(Qt.ItemDataRole.UserRole)
type Fold = Literal["", "open", "closed"]

_ROWS_KEPT = 200
_BY_NAME = "places by name"
_COVERS_MOST = 8


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One row; a click takes ``query`` as the search, where there is one. ``film_id`` is that of a film's row.

    ``fold`` says whether anything stands under it, and whether that is shown; ``key`` is what it is folded by.
    """

    label: str
    detail: str
    query: str
    newest: tuple[int, ...]
    depth: int = 0
    key: str = ""
    fold: Fold = ""
    is_active: bool = False
    film_id: int | None = None
    is_seen: bool = False

    @property
    def identity(self) -> tuple[str, int | None, str]:
        """What it is known by among other rows, whatever is counted there."""
        return (self.key, self.film_id, "" if self.key or self.film_id is not None else self.label)

    @property
    def words(self) -> str:
        """The row as a screen reader says it."""
        said = [self.label, self.detail]
        said += [translate("HitGroups", "seen")] * self.is_seen
        said += [translate("HitGroups", "asked for")] * self.is_active
        said += fold_words(self.fold)
        return ", ".join(said)


def film_rows(groups: Sequence[HitGroup], query: str, has_seen: Callable[[int], bool]) -> tuple[GroupRow, ...]:
    """Return a row a film, those with the most fights first."""
    rows = []
    titles = Counter(group.name.casefold() for group in groups)
    for group in groups:
        term = term_of("film", group.name, "=")
        if titles[group.name.casefold()] > 1 and group.year:  # a remake, perhaps
            term = f"{term} year:{group.year}"
        detail = " · ".join([str(group.year)] * bool(group.year) + [counted(group.scenes, "fight")])
        rows.append(
            GroupRow(
                group.name,
                detail,
                added(query, term),
                group.newest,
                is_active=has_term(query, term),
                film_id=group.id,
                is_seen=group.id is not None and has_seen(group.id),
            )
        )
    return tuple(rows)


def place_rows(groups: Sequence[HitGroup], vocabulary: Vocabulary, query: str, folds: Folds) -> tuple[GroupRow, ...]:
    """Return the places in their tree, from wide to narrow, the most frequent first among those of one place."""
    under: dict[int | None, list[HitGroup]] = {}
    named = [group for group in groups if group.id is None]
    for group in groups:  # which are in order already
        if group.id is not None:
            under.setdefault(vocabulary.concept(group.id).broader_id, []).append(group)
    rows: list[GroupRow] = []

    def branch(group: HitGroup, depth: int) -> None:
        key, below = f"place {group.id}", under.get(group.id, [])
        is_open = bool(below) and key not in folds.folded
        term = term_of("at", group.name)
        fold: Fold = "open" if is_open else "closed" if below else ""
        said = counted(group.scenes, "fight")
        is_active = has_term(query, term)
        rows.append(GroupRow(group.name, said, added(query, term), group.newest, depth, key, fold, is_active))
        if is_open:
            for each in below:
                branch(each, depth + 1)

    for top in _tops(under):
        branch(top, 0)
    return (*rows, *_rows_by_name(named, vocabulary, query, folds))


def _rows_by_name(named: Sequence[HitGroup], vocabulary: Vocabulary, query: str, folds: Folds) -> list[GroupRow]:
    """Return the places that have a name and stand in no vocabulary, each a line under one that says so."""
    if not named:
        return []
    is_open = _BY_NAME not in folds.folded
    newest = tuple(sorted((each for group in named for each in group.newest), reverse=True))[:_COVERS_MOST]
    said = counted(sum(group.scenes for group in named), "fight")
    head = GroupRow("by name", said, "", newest, 0, _BY_NAME, "open" if is_open else "closed")
    lines = []
    for group in named if is_open else ():
        is_term = vocabulary.lookup("location", group.name) is not None  # which "=" would mean alone
        term = term_of("at", group.name, ":" if is_term else "=")
        lines.append(
            GroupRow(
                group.name,
                counted(group.scenes, "fight"),
                added(query, term),
                group.newest,
                1,
                f"{_BY_NAME} {group.name}",
                is_active=has_term(query, term),
            )
        )
    return [head, *lines]


def _tops(under: dict[int | None, list[HitGroup]]) -> list[HitGroup]:
    """Return what stands at the top; one class that holds all others is left out."""
    tops = under.get(None, [])
    return under.get(tops[0].id, tops) if len(tops) == 1 else tops


class HitGroups(QAbstractListModel):
    """The rows as a list; covers are read when a row is looked at."""

    def __init__(self, read_rows: Callable[[Sequence[int]], list[SceneRow]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_rows = read_rows
        self._rows: tuple[GroupRow, ...] = ()
        self._covers: OrderedDict[tuple[int, ...], tuple[str, ...]] = OrderedDict()

    @property
    def rows(self) -> tuple[GroupRow, ...]:
        """The rows shown."""
        return self._rows

    def show_rows(self, rows: tuple[GroupRow, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self._covers.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """Read the covers again: some are others now."""
        self._covers.clear()
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def covers(self, row: GroupRow) -> tuple[str, ...]:
        """Return the names of the covers of a row's newest scenes that have one."""
        found = self._covers.get(row.newest)
        if found is None:
            read = self._read_rows(row.newest)
            found = self._covers[row.newest] = tuple(dict.fromkeys(each.cover for each in read if each.cover))
            if len(self._covers) > _ROWS_KEPT:
                self._covers.popitem(last=False)
        return found

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a ``GroupRow`` for ``GROUP_ROLE``, and words for screen readers."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == GROUP_ROLE:
            return row
        return row.words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
