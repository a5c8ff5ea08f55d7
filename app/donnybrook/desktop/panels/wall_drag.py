"""Fights put down on the wall with the mouse: the mark where they would come, and where they are put down.

Knows the wall's places, and no collection.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFrame

from donnybrook.desktop.models.scene_wall import SceneWall
from donnybrook.desktop.panels.fight_carrier import FightCarrier, carries_fights, fights_in
from donnybrook.desktop.panels.plain import give_role
from donnybrook.desktop.panels.scene_card import GAP_PX
from donnybrook.desktop.panels.wall import Wall

_MARK_PX = 3
_EDGE_PX, _SCROLL_PX = 36, 24  # so near an edge the wall moves on


class WallDrag(QObject):
    """Fights may be put down on the wall itself only where it is ``ordered`` by hand."""

    dropped = Signal(object, int)
    """Emits the fights, and the place on the wall before which they are put down."""

    def __init__(self, wall: Wall, model: SceneWall) -> None:
        super().__init__(wall)
        self.ordered = False
        self._wall, self._model = wall, model
        self._mark = QFrame(wall.viewport())
        give_role(self._mark, "drop")
        self._mark.hide()
        self._carrier = FightCarrier(wall, wall)
        self._carrier.ended.connect(self._mark.hide)
        wall.viewport().setAcceptDrops(True)
        wall.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Watch what is carried over the wall."""
        if isinstance(event, QDropEvent) and self.ordered and carries_fights(event):
            if event.type() == QEvent.Type.Drop:
                self._drop(event)
            else:
                self._move(event)
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._mark.hide()
        return False

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
