"""The wall of thumbnails: cards in as many columns as fit, moved over by arrows, Home, End and pages.

Knows the model's places and the card's size; what a card shows is the card's own affair.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from donnybrook.desktop.models.scene_wall import SCENE_ROLE, Index, SceneWall
from donnybrook.desktop.panels.scene_card import GAP_PX, SceneCard, card_height
from donnybrook.desktop.panels.selecting_keys import selects_more

_CARD_LEAST_PX = 166
_CARD_WIDE_PX = 236
_REST_MS = 30

type Cursor = QAbstractItemView.CursorAction


class Wall(QTableView):
    """Shows a ``SceneWall``; one card is the current one."""

    scene_chosen = Signal(object)
    """Emits the id of the current scene, or ``None``."""

    selection_changed = Signal(object)
    """Emits the ids of the scenes that are selected, in the order of the wall, as a tuple."""

    left_upwards = Signal()
    """The up arrow was pressed in the first row: the person wants to be in the search box."""

    menu_wanted = Signal(QPoint)
    """Emits where on the screen a menu for the current scene is asked for."""

    flown = Signal()
    """The wall moved by more than a screen: what was seen is out of sight."""

    def __init__(self, model: SceneWall, card: SceneCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wall = model
        self._picked: set[int] = set()  # places
        self._anchor = 0
        self._held = Qt.KeyboardModifier.NoModifier  # while a click or a key moves the current card
        self._is_settling = False
        self._keeps_selected = False  # while a click asks for the menu of what is selected
        self._stood = 0  # where the wall was painted last
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self.settle)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.setItemDelegate(card)
        self._lay_bare()
        self.setModel(model)
        self.setAccessibleName(self.tr("Fights found"))
        model.modelReset.connect(self._fit)

    def _lay_bare(self) -> None:
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("selection-background-color: transparent;")  # the card itself shows what is chosen
        self.setViewportMargins(GAP_PX // 2, GAP_PX // 2, 0, 0)

    @property
    def current_scene(self) -> int | None:
        """The id of the current scene."""
        return self._wall.scene_id_at(self.currentIndex())

    def choose(self, scene_id: int | None) -> bool:
        """Make a scene the current one and show it; returns whether it is on the wall."""
        place = None if scene_id is None else self._wall.place_of(scene_id)
        return place is not None and self.choose_place(place)

    def choose_place(self, place: int) -> bool:
        """Make the scene at a place (from 0) the current one; returns whether there is one."""
        index = self._wall.index_at(place)
        if index.isValid():
            self.setCurrentIndex(index)
        else:
            self._pick(set())
            self.scene_chosen.emit(None)
        return index.isValid()

    @property
    def selected_scenes(self) -> tuple[int, ...]:
        """The ids of the scenes that are selected, in the order of the wall."""
        return tuple(self._wall.ids[place] for place in sorted(self._picked) if place < len(self._wall.ids))

    def select_all(self) -> None:
        """Select all scenes on the wall."""
        last = self._wall.index_at(len(self._wall.ids) - 1)
        if not last.isValid():
            return
        self._picked = set(range(len(self._wall.ids)))
        # Cells after the last scene can't be chosen, and so are not.
        everything = QItemSelection(self._wall.index_at(0), self._wall.index(last.row(), self._wall.columnCount() - 1))
        self.selectionModel().select(everything, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.selection_changed.emit(self.selected_scenes)

    def select_scenes(self, scene_ids: Sequence[int]) -> None:
        """Select those of some scenes that are on the wall."""
        places = {each: place for place, each in enumerate(self._wall.ids)}
        self._pick({places[each] for each in scene_ids if each in places})

    def _pick(self, places: set[int]) -> None:
        """Select places, in reading order and not as a block of the table."""
        self._picked = places
        selection = QItemSelection()
        ordered = sorted(places)
        begins = 0
        for at, place in enumerate(ordered):
            columns = self._wall.columnCount()
            is_last = at + 1 == len(ordered) or ordered[at + 1] != place + 1 or (place + 1) % columns == 0
            if is_last:
                selection.select(self._wall.index_at(ordered[begins]), self._wall.index_at(place))
                begins = at + 1
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if not self._is_settling:
            self.selection_changed.emit(self.selected_scenes)

    @contextmanager
    def settling(self) -> Iterator[None]:
        """Tell of the selection only once all is shown and selected anew, not of what it was on the way."""
        self._is_settling = True
        try:
            yield
        finally:
            self._is_settling = False
        self.selection_changed.emit(self.selected_scenes)

    def _move_selection(self, place: int) -> None:
        held = self._held
        if self._keeps_selected and place in self._picked:
            return
        if held & Qt.KeyboardModifier.ShiftModifier:
            self._pick(set(range(min(self._anchor, place), max(self._anchor, place) + 1)))
        elif held & Qt.KeyboardModifier.ControlModifier:
            self._anchor = place
            self._pick(self._picked ^ {place})
        else:
            self._anchor = place
            self._pick({place})

    @property
    def scene_count(self) -> int:
        """How many scenes there are on the wall."""
        return len(self._wall.ids)

    @property
    def current_place(self) -> int | None:
        """Where on the wall the current scene stands, from 0."""
        return self._wall.place_at(self.currentIndex())

    def scene_at(self, at: QPoint) -> int | None:
        """Return the scene at a point of the viewport."""
        return self._wall.scene_id_at(self.indexAt(at))

    def picture_place(self) -> QRect:
        """Return the part of the viewport that shows the current scene."""
        return self.visualRect(self.currentIndex())

    def show_pictures(self, names: Collection[str]) -> None:
        """Paint those cards again whose pictures have come; the words of a screen of cards cost more than they."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        for row in range(first, (last if last >= 0 else self._wall.rowCount() - 1) + 1):
            for column in range(self._wall.columnCount()):
                index = self._wall.index(row, column)
                scene = self._wall.data(index, SCENE_ROLE)
                if scene is not None and scene.cover in names:
                    self.update(index)

    def _scrolled(self, value: int) -> None:
        """Read nothing while the wall flies past: of what is further than a screen away, plates alone are shown."""
        self._wall.is_hurried = abs(value - self._stood) > self.viewport().height()
        self._stood = value
        if self._wall.is_hurried:
            self._rest.start()
            self.flown.emit()

    def settle(self) -> None:
        """Read and show what is seen now: the wall has come to rest."""
        self._wall.is_hurried = False
        self.viewport().update()

    # ------------------------------------------------------------ Qt's questions

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which scene is the current one."""
        super().currentChanged(current, previous)
        place = self._wall.place_at(current)
        if place is not None:
            self._move_selection(place)
        self.scene_chosen.emit(self._wall.scene_id_at(current))

    def selectionCommand(self, _index: Index, _event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """Select nothing by itself: what a click or a key selects is said above."""
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a card; with Ctrl or Shift, select it too, or all up to it; a right click leaves what is selected."""
        self._held = event.modifiers()
        self._keeps_selected = event.button() == Qt.MouseButton.RightButton
        before = self.currentIndex()
        super().mousePressEvent(event)
        place = self._wall.place_at(self.indexAt(event.position().toPoint()))
        if place is not None and self.currentIndex() == before:
            self._move_selection(place)
        self._held = Qt.KeyboardModifier.NoModifier
        self._keeps_selected = False

    def event(self, event: QEvent) -> bool:
        """Keep the keys that select one more from the window's actions while the keyboard is here."""
        if selects_more(event):
            event.accept()
            return True
        return super().event(event)

    def moveCursor(self, action: Cursor, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Move in reading order: past the end of a row comes the next."""
        place = self.current_place
        last = len(self._wall.ids) - 1
        if place is None:
            return self._wall.index_at(0)
        columns = self._wall.columnCount()
        page = max(1, self.viewport().height() // max(1, self.rowHeight(0))) * columns
        move = QAbstractItemView.CursorAction
        steps = {
            move.MoveLeft: -1,
            move.MovePrevious: -1,
            move.MoveRight: 1,
            move.MoveNext: 1,
            move.MoveUp: -columns,
            move.MoveDown: columns,
            move.MovePageUp: -page,
            move.MovePageDown: page,
            move.MoveHome: -place,
            move.MoveEnd: last - place,
        }
        target = place + steps[action]
        if action == move.MoveUp and target < 0:
            target = place
        return self._wall.index_at(min(max(target, 0), last))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the first row, the up arrow leads out."""
        if event.key() == Qt.Key.Key_Up and (self.current_place or 0) < self._wall.columnCount():
            self.left_upwards.emit()
            return
        self._held = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        super().keyPressEvent(event)
        self._held = Qt.KeyboardModifier.NoModifier

    def keyboardSearch(self, _search: str) -> None:
        """Letters look for nothing here: Qt would read all scenes to find one that begins so."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out as many columns as fit."""
        super().resizeEvent(event)
        self._fit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click is told as an activation, not as the start of an edit."""
        if self.indexAt(event.position().toPoint()).isValid():
            self.activated.emit(self.currentIndex())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the current card."""
        if self.current_scene is not None:
            self.menu_wanted.emit(event.globalPos())

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Take the model and lay it out."""
        super().setModel(model)
        self._fit()

    def _fit(self) -> None:
        # Room for the scroll bar is kept whether it is shown or not, so that cards keep their size.
        width = self.width() - GAP_PX - self.verticalScrollBar().sizeHint().width()
        least = min(max(_CARD_LEAST_PX, width // 6), _CARD_WIDE_PX)
        columns = max(1, width // (least + GAP_PX))
        if columns != self._wall.columnCount():
            scene_id, selected = self.current_scene, self.selected_scenes
            self._wall.set_columns(columns)
            self.choose(scene_id)
            if len(selected) > 1:
                self.select_scenes(selected)
            return
        cell = width // columns
        height = card_height(cell - GAP_PX) + GAP_PX
        self.horizontalHeader().setDefaultSectionSize(cell)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height // 4)
