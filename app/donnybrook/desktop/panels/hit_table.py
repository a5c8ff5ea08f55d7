"""The table of hits: a row each, columns of choice, sorted by a click on a head. What is found it does not know."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
)

from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.marked_words import translated
from donnybrook.desktop.models.scene_table import SceneTable
from donnybrook.desktop.models.scene_wall import Index
from donnybrook.desktop.models.table_columns import COLUMNS, next_order, shared_out, sorted_column, wanted_px
from donnybrook.desktop.panels.fight_carrier import FightCarrier
from donnybrook.desktop.panels.hit_cell import HitCell
from donnybrook.desktop.panels.scene_card import FamilyOf
from donnybrook.desktop.panels.selecting_keys import selects_more
from donnybrook.desktop.services.thumbnails import Thumbnails
from donnybrook.desktop.settings import Settings
from donnybrook.desktop.theme import Theme

_ROW_PX = 42
_HEAD_PX = 28
_HEAD_MARGINS_PX = 16
_STATE = f"find_table_{len(COLUMNS)}"  # the widths of more columns are other widths


class HitTable(QTableView):
    """Shows a ``SceneTable``; one row is the current one, several may be selected."""

    scene_chosen = Signal(object)
    """Emits the id of the current scene, or ``None``."""

    selection_changed = Signal(object)
    """Emits the ids of the scenes that are selected, in the order of the table, as a tuple."""

    left_upwards = Signal()
    """The up arrow was pressed in the first row: the person wants to be in the search box."""

    menu_wanted = Signal(QPoint)
    """Emits where on the screen a menu for the current scene is asked for."""

    order_wanted = Signal(str)
    """Emits the order that a click on a head asks for."""

    def __init__(
        self,
        model: SceneTable,
        theme: Theme,
        thumbnails: Thumbnails,
        icons: Icons,
        family_of: FamilyOf,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._table = model
        self._settings = settings
        self._order = "newest"
        self._is_settling = False
        self._is_sized = False  # a person chose columns or a width
        self._is_filling = False
        self.setModel(model)
        self._cell = HitCell(theme, thumbnails, icons, family_of, self)
        self.setItemDelegate(self._cell)
        self.setAccessibleName(self.tr("Fights found, as a table"))
        self._lay_out()
        self._restore()
        self.horizontalHeader().sectionResized.connect(self._resized)
        # Once, however much comes at one go, and when the hits are there to be read.
        self._filling = QTimer(self, interval=0, singleShot=True)
        self._filling.timeout.connect(self._fill_again)
        for changed in (model.modelReset, model.dataChanged):
            changed.connect(self._filling.start)
        self._carrier = FightCarrier(self, self)
        theme.changed.connect(self.viewport().update)

    def _lay_out(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW_PX)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
        head = self.horizontalHeader()
        head.setFixedHeight(_HEAD_PX)
        head.setMinimumSectionSize(40)
        head.setSectionsMovable(True)
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.setSortIndicatorShown(True)
        head.setFont(font(TextSize.SMALL, strong=True))
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(lambda at: self.choose_columns(head.mapToGlobal(at)))
        head.sectionClicked.connect(lambda place: self.order_wanted.emit(next_order(COLUMNS[place], self._order)))
        head.setAccessibleName(self.tr("Columns: click to sort"))

    def _restore(self) -> None:
        head = self.horizontalHeader()
        kept = self._settings.state(_STATE)
        self._is_sized = bool(kept and head.restoreState(kept))
        if not self._is_sized:
            for place, column in enumerate(COLUMNS):
                self.setColumnWidth(place, column.width_px)
                self.setColumnHidden(place, not column.is_shown)
        self.show_order(self._order)

    def keep_columns(self) -> None:
        """Remember which columns are shown, where, and how wide."""
        if self._is_sized:
            self._settings.keep_state(_STATE, self.horizontalHeader().saveState())

    def choose_columns(self, at: QPoint) -> None:
        """Offer the columns there are, at a place on the screen."""
        menu = QMenu(self)
        for place, column in enumerate(COLUMNS):
            action = menu.addAction(translated(column.label))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(place))
            action.setEnabled(place > 0)  # one must stay, or there would be no head to ask for others
            action.toggled.connect(lambda shown, place=place: self.show_column(place, shown=shown))
        menu.addSeparator()
        menu.addAction(self.tr("As at first")).triggered.connect(self._forget_columns)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def show_column(self, place: int, *, shown: bool) -> None:
        """Show a column or leave it out, and remember it."""
        self.setColumnHidden(place, not shown)
        if shown and self.columnWidth(place) < self.horizontalHeader().minimumSectionSize():
            self.setColumnWidth(place, COLUMNS[place].width_px)
        self._is_sized = True
        self.keep_columns()

    def _forget_columns(self) -> None:
        head = self.horizontalHeader()
        for place, column in enumerate(COLUMNS):
            head.moveSection(head.visualIndex(place), place)
            self.setColumnHidden(place, not column.is_shown)
        self._fill_width()
        self.keep_columns()

    def _fill_width(self) -> None:
        """Give the columns that are shown the whole width, by what stands in them where one looks."""
        self._is_filling = True
        shown = [place for place in range(len(COLUMNS)) if not self.isColumnHidden(place)]
        first = max(0, self.rowAt(0))
        rows = range(first, min(self.scene_count, first + self.viewport().height() // _ROW_PX + 1))
        hits = [hit for row in rows if (hit := self._table.hit(row)) is not None]
        head = QFontMetricsF(self.horizontalHeader().font())
        wanted = [
            wanted_px(
                COLUMNS[place],
                head.horizontalAdvance(translated(COLUMNS[place].label)) + _HEAD_MARGINS_PX,
                [self._cell.wanted_px(place, hit) for hit in hits],
            )
            for place in shown
        ]
        widths = shared_out([COLUMNS[place] for place in shown], wanted, self.viewport().width() - 1)
        for place, width in zip(shown, widths, strict=True):
            self.setColumnWidth(place, width)
        self._is_filling = False

    def _fill_again(self) -> None:
        """Other hits, or other words in them: until a person chose columns, they follow."""
        if not self._is_sized and self.isVisible():
            self._fill_width()

    def _resized(self) -> None:
        self._is_sized = self._is_sized or (self.isVisible() and not self._is_filling)

    def show_order(self, order: str) -> None:
        """Mark the column the hits are sorted by."""
        self._order = order
        found = sorted_column(order)
        place, is_down = found if found is not None else (-1, False)
        way = Qt.SortOrder.DescendingOrder if is_down else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(place, way)

    # ------------------------------------------------------------ what is chosen

    @property
    def current_place(self) -> int | None:
        """The row of the current scene, from 0."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    @property
    def current_scene(self) -> int | None:
        """The id of the current scene."""
        place = self.current_place
        return None if place is None else self._table.ids[place]

    @property
    def scene_count(self) -> int:
        """How many scenes there are."""
        return len(self._table.ids)

    @property
    def selected_scenes(self) -> tuple[int, ...]:
        """The ids of the scenes that are selected, in the order of the table."""
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.size())]
        ranges = sorted((part.top(), part.bottom()) for part in parts)
        return tuple(each for top, bottom in ranges for each in self._table.ids[top : bottom + 1])

    def choose(self, scene_id: int | None) -> bool:
        """Make a scene the current one and show it; returns whether it is there."""
        place = None if scene_id is None else self._table.place_of(scene_id)
        return place is not None and self.choose_place(place)

    def choose_place(self, place: int) -> bool:
        """Make the scene of a row the current one; returns whether there is one."""
        index = self._table.index_at(place)
        if index.isValid():
            self.setCurrentIndex(index)
        else:
            self.clearSelection()
            self.scene_chosen.emit(None)
        return index.isValid()

    def select_all(self) -> None:
        """Select all scenes."""
        self.selectAll()

    def select_scenes(self, scene_ids: Sequence[int]) -> None:
        """Select those of some scenes that are here."""
        wanted = set(scene_ids)
        chosen = QItemSelection()
        for place, each in enumerate(self._table.ids):
            if each in wanted:
                chosen.select(self._table.index_at(place), self._table.index_at(place))
        how = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, how.ClearAndSelect | how.Rows)

    def scene_at(self, at: QPoint) -> int | None:
        """Return the scene at a point of the viewport."""
        index = self.indexAt(at)
        return self._table.ids[index.row()] if index.isValid() else None

    def picture_place(self) -> QRect:
        """Return the part of the viewport that shows the current scene."""
        return self.visualRect(self._table.index_at(max(0, self.currentIndex().row())))

    def show_pictures(self, _names: Collection[str]) -> None:
        """Paint again: pictures have come."""
        self.viewport().update()

    @contextmanager
    def settling(self) -> Iterator[None]:
        """Tell of the selection only once all is shown and selected anew, not of what it was on the way."""
        self._is_settling = True
        try:
            yield
        finally:
            self._is_settling = False
        self.selection_changed.emit(self.selected_scenes)

    # ------------------------------------------------------------ Qt's questions

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which scene is the current one."""
        super().currentChanged(current, previous)
        if not current.isValid() or current.row() != previous.row() or not previous.isValid():
            self.scene_chosen.emit(self._table.ids[current.row()] if current.isValid() else None)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell what is selected."""
        super().selectionChanged(selected, deselected)
        if not self._is_settling:
            self.selection_changed.emit(self.selected_scenes)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that select one more from the window's actions while the keyboard is here."""
        if selects_more(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the first row, the up arrow leads out; the left and right arrows scroll."""
        if event.key() == Qt.Key.Key_Up and not self.current_place:
            self.left_upwards.emit()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters look for nothing here: Qt would read all scenes to find one that begins so."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click is told as an activation, not as the start of an edit."""
        if self.indexAt(event.position().toPoint()).isValid():
            self.activated.emit(self.currentIndex())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the current row."""
        if self.current_scene is not None:
            self.menu_wanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Until a person chose columns, they fill the width."""
        super().resizeEvent(event)
        self._fill_again()
