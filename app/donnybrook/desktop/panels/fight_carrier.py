"""Fights taken up with the mouse in a view of hits, and carried off: onto a collection, or to another place.

Knows the view they are taken from, and not where they are put down.
"""

from typing import Protocol

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QDrag, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

FIGHTS = "application/x-donnybrook-fights"
_PICTURE_PX = 140


class CarriesHits(Protocol):
    """A view of hits, as far as they are carried off from it."""

    @property
    def selected_scenes(self) -> tuple[int, ...]:
        """The ids of the scenes that are selected, in order."""

    def select_scenes(self, scene_ids: tuple[int, ...]) -> None:
        """Select those of some scenes that are here."""

    def scene_at(self, at: QPoint) -> int | None:
        """Return the scene at a point of the viewport."""

    def picture_place(self) -> QRect:
        """Return the part of the viewport that shows the current scene."""


class FightCarrier(QObject):
    """Begins to carry where the mouse is pressed on a fight and moved: that one, or all that are selected with it."""

    ended = Signal()
    """They are put down, somewhere or nowhere."""

    def __init__(self, view: QAbstractItemView, hits: CarriesHits) -> None:
        """Both are the same widget: what Qt knows of it, and what it shows."""
        super().__init__(view)
        self._view, self._hits = view, hits
        self._pressed_at: QPoint | None = None
        self._taken: tuple[int, ...] = ()
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Watch the mouse on the view."""
        if not isinstance(event, QMouseEvent):
            return False
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
        pressed = self._hits.scene_at(at)
        is_plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        self._pressed_at = at if is_plain and pressed is not None else None
        if pressed is not None:
            selected = self._hits.selected_scenes
            self._taken = selected if pressed in selected else (pressed,)

    def _carry(self) -> None:
        if len(self._taken) > 1:
            self._hits.select_scenes(self._taken)  # the press chose the one under the mouse alone
        data = QMimeData()
        data.setData(FIGHTS, QByteArray(",".join(map(str, self._taken)).encode()))
        drag = QDrag(self._view)
        drag.setMimeData(data)
        picture = self._view.viewport().grab(self._hits.picture_place())
        drag.setPixmap(picture.scaledToWidth(_PICTURE_PX, Qt.TransformationMode.SmoothTransformation))
        drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction)
        self.ended.emit()


def fights_in(data: QMimeData) -> tuple[int, ...]:
    """Return the fights that are carried."""
    text = bytes(data.data(FIGHTS).data()).decode("ascii", "replace")
    return tuple(int(each) for each in text.split(",") if each.isdecimal())


def carries_fights(event: QDropEvent) -> bool:
    """Return whether fights are what is carried."""
    return event.mimeData().hasFormat(FIGHTS)
