"""What the pointer stands on plays: after a moment, a card shows its scene's pictures one after the other.

Knows the wall and the pictures, and decodes nothing.
"""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QCursor, QPixmap

from donnybrook.desktop.models.scene_wall import Index, SceneWall
from donnybrook.desktop.panels.wall import Wall
from donnybrook.desktop.services.scene_strips import PICTURES, SceneStrips
from donnybrook.desktop.services.spoilers import Spoilers

_REST_MS = 220  # whoever only passes over a card wants nothing of it
_PICTURE_MS = 260


class WallHover(QObject):
    """Asks for the pictures of the card under the pointer, and says which of them is shown now."""

    def __init__(self, wall: Wall, model: SceneWall, spoilers: Spoilers, parent: QObject) -> None:
        super().__init__(parent)
        self._wall = wall
        self._model = model
        self._spoilers = spoilers
        self._strips: SceneStrips | None = None
        self._scene_id: int | None = None
        self._place = 0
        self._turn = 0
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._begin)
        self._next = QTimer(self, interval=_PICTURE_MS)
        self._next.timeout.connect(self._go_on)
        wall.entered.connect(self._entered)
        wall.viewport().installEventFilter(self)

    def take_strips(self, strips: SceneStrips) -> None:
        """Have pictures to show, which come after the first paint."""
        self._strips = strips

    def picture(self, scene_id: int) -> tuple[QPixmap, float] | None:
        """Return the picture a card shows now in place of its cover, and how far on in the scene it is, 0 to 1."""
        if scene_id != self._scene_id or not self._next.isActive() or self._strips is None:
            return None
        there = self._strips.pictures(scene_id)
        if not there:
            return None
        # Until all have come, the last that has stays.
        place = self._turn % PICTURES if len(there) == PICTURES else min(self._turn, len(there) - 1)
        return there[place], (place + 1) / PICTURES

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stop when the pointer leaves the wall."""
        if event.type() in (QEvent.Type.Leave, QEvent.Type.Hide, QEvent.Type.Wheel):
            self._stop()
        return False

    def _entered(self, index: Index) -> None:
        self._stop()
        place = self._model.place_at(index)
        if place is not None:  # what stands there is read once the pointer rests: the wall may be flying past under it
            self._place = place
            self._rest.start()

    def _begin(self) -> None:
        row = self._model.scene_row(self._place) if self._place < len(self._model.ids) else None
        if row is None or row.in_us is None or row.out_us is None or self._spoilers.hides(row.film_id):
            return
        if self._strips is not None:
            self._scene_id = row.id
            self._strips.want(row.id)
            self._turn = 0
            self._next.start()
            self._repaint()

    def _go_on(self) -> None:
        view = self._wall.viewport()
        if not view.rect().contains(view.mapFromGlobal(QCursor.pos())):  # and nobody told that it left
            self._stop()
            return
        self._turn += 1
        self._repaint()

    def _repaint(self) -> None:
        self._wall.update(self._model.index_at(self._place))

    def _stop(self) -> None:
        self._rest.stop()
        was_on = self._next.isActive()
        self._next.stop()
        if was_on:
            self._repaint()
            if self._strips is not None:
                self._strips.want(None)
        self._scene_id = None
