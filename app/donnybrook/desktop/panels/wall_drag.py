"""Fights dragged over the wall with the mouse: what is taken up, the mark where it would come, where it is put down.

Knows the wall's places, and no collection.
"""

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QDrag, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame

from donnybrook.desktop.models.scene_wall import SceneWall
from donnybrook.desktop.panels.plain import give_role
from donnybrook.desktop.panels.scene_card import GAP_PX
from donnybrook.desktop.panels.wall import Wall

FIGHTS = "application/x-donnybrook-fights"
_MARK_PX = 3
_PICTURE_PX = 140
_EDGE_PX, _SCROLL_PX = 36, 24  # so near an edge the wall moves on


class WallDrag(QObject):
    """Fights may be put down on the wall itself only where it is ``ordered`` by hand."""

    dropped = Signal(object, int)
    """Emits the fights, and the place on the wall before which they are put down."""

    def __init__(self, wall: Wall, model: SceneWall) -> None:
        super().__init__(wall)
        self.ordered = False
        self._wall, self._model = wall, model
        self._pressed_at: QPoint | None = None
        self._taken: tuple[int, ...] = ()
        self._mark = QFrame(wall.viewport())
        give_role(self._mark, "drop")
        self._mark.hide()
        wall.viewport().setAcceptDrops(True)
        wall.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Watch the mouse on the wall."""
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if isinstance(event, QDropEvent) and self.ordered and carries_fights(event):
            if event.type() == QEvent.Type.Drop:
                self._drop(event)
            else:
                self._move(event)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._mark.hide()
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        at = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress:
            self._press(at, event)
        elif event.type() == QEvent.Type.MouseMove and self._pressed_at is not None:
            if (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
                self._pressed_at = None
                self._carry()
            return True  # the current fight stays the current one
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._pressed_at = None
        return False

    def _press(self, at: QPoint, event: QMouseEvent) -> None:
        pressed = self._model.scene_id_at(self._wall.indexAt(at))
        is_plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        self._pressed_at = at if is_plain and pressed is not None else None
        if pressed is not None:
            selected = self._wall.selected_scenes
            self._taken = selected if pressed in selected else (pressed,)

    def _carry(self) -> None:
        if len(self._taken) > 1:
            self._wall.select_scenes(self._taken)  # the press chose the one under the mouse alone
        data = QMimeData()
        data.setData(FIGHTS, QByteArray(",".join(map(str, self._taken)).encode()))
        drag = QDrag(self._wall)
        drag.setMimeData(data)
        picture = self._wall.viewport().grab(self._wall.visualRect(self._wall.currentIndex()))
        drag.setPixmap(picture.scaledToWidth(_PICTURE_PX, Qt.TransformationMode.SmoothTransformation))
        drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction)
        self._mark.hide()

    def _move(self, event: QDropEvent) -> None:
        at = event.position().toPoint()
        self._scroll(at.y())
        self._mark.setGeometry(self._mark_at(self._place(at)))
        self._mark.show()
        self._mark.raise_()
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()

    def _drop(self, event: QDropEvent) -> None:
        self._mark.hide()
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        self.dropped.emit(fights_in(event.mimeData()), self._place(event.position().toPoint()))

    def _scroll(self, y: int) -> None:
        bar = self._wall.verticalScrollBar()
        if y < _EDGE_PX:
            bar.setValue(bar.value() - _SCROLL_PX)
        elif y > self._wall.viewport().height() - _EDGE_PX:
            bar.setValue(bar.value() + _SCROLL_PX)

    def _place(self, at: QPoint) -> int:
        index = self._wall.indexAt(at)
        place = self._model.place_at(index)
        if place is None:
            return len(self._model.ids)
        return place + (at.x() > self._wall.visualRect(index).center().x())

    def _mark_at(self, place: int) -> QRect:
        """Return where the mark stands: left of the card at a place, or right of the last."""
        last = len(self._model.ids) - 1
        card = self._wall.visualRect(self._model.index_at(min(place, last)))
        x = card.left() if place <= last else card.right()
        return QRect(x - _MARK_PX // 2, card.top() + GAP_PX // 2, _MARK_PX, card.height() - GAP_PX)


def fights_in(data: QMimeData) -> tuple[int, ...]:
    """Return the fights that are carried."""
    text = bytes(data.data(FIGHTS).data()).decode("ascii", "replace")
    return tuple(int(each) for each in text.split(",") if each.isdecimal())


def carries_fights(event: QDropEvent) -> bool:
    """Return whether fights are what is carried."""
    return event.mimeData().hasFormat(FIGHTS)
