"""The match-up matrix as a table: weapons against weapons, each cell the fights in which they meet. Knows no widget."""

from math import log1p
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPixmap

from donnybrook.catalog import Vocabulary
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.query.building import term_of
from donnybrook.desktop.theme import Theme

if TYPE_CHECKING:  # numpy waits until something is counted
    from donnybrook.catalog.tally.matrix import Matrix

type Index = QModelIndex | QPersistentModelIndex

_FAINTEST, _STRONGEST = 36, 190  # of 255


class MatchUpModel(QAbstractTableModel):
    """Rows and columns in which nothing meets are left out."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._vocabulary: Vocabulary | None = None
        self._rows: tuple[int, ...] = ()
        self._columns: tuple[int, ...] = ()
        self._scenes: tuple[tuple[int, ...], ...] = ()
        self._most = 0

    @property
    def rows(self) -> tuple[int, ...]:
        """The weapons of the rows."""
        return self._rows

    @property
    def columns(self) -> tuple[int, ...]:
        """The weapons of the columns."""
        return self._columns

    def show(self, matrix: "Matrix", vocabulary: Vocabulary) -> None:
        """Show other counts."""
        rows = [at for at, row in enumerate(matrix.scenes) if any(row)]
        columns = [at for at in range(len(matrix.columns)) if any(row[at] for row in matrix.scenes)]
        self.beginResetModel()
        self._vocabulary = vocabulary
        self._rows = tuple(matrix.rows[at] for at in rows)
        self._columns = tuple(matrix.columns[at] for at in columns)
        self._scenes = tuple(tuple(matrix.scenes[row][column] for column in columns) for row in rows)
        self._most = max((max(row) for row in self._scenes), default=0)
        self.endResetModel()

    def query(self, index: Index) -> str:
        """Return the search that finds the fights of a cell; '' where there are none."""
        if not index.isValid() or not self._count(index):
            return ""
        row, column = self._rows[index.row()], self._columns[index.column()]
        return f"{term_of('weapon', self._label(row))} vs {term_of('weapon', self._label(column))}"

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent and parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's count, its colour, and its words for screen readers."""
        if not index.isValid():
            return None
        count = self._count(index)
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{count:,}" if count else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.tr("{one} against {other}: {fights}")
            return words.format(one=self._label(row), other=self._label(column), fights=counted(count, "fight"))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.BackgroundRole and count:
            colour = self._colour(row)
            share = log1p(count) / log1p(self._most)
            colour.setAlpha(round(_FAINTEST + share * (_STRONGEST - _FAINTEST)))
            return colour
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a class's name, and its colour as a square."""
        ids = self._columns if orientation == Qt.Orientation.Horizontal else self._rows
        if not 0 <= section < len(ids):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._label(ids[section])
        if role == Qt.ItemDataRole.DecorationRole and orientation == Qt.Orientation.Vertical:
            square = QPixmap(8, 8)
            square.fill(self._colour(ids[section]))
            return square
        return None

    def _count(self, index: Index) -> int:
        return self._scenes[index.row()][index.column()]

    def _label(self, concept_id: int) -> str:
        return self._vocabulary.concept(concept_id).label if self._vocabulary is not None else ""

    def _colour(self, concept_id: int) -> QColor:
        family = self._vocabulary.family(concept_id) if self._vocabulary is not None else "other"
        return self._theme.family_colour(family)
