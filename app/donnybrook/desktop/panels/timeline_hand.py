"""The hand on a timeline: what the pointer is over, what it has taken, and where that would be put down.

It paints nothing and changes no catalog: it tells what is wanted.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, Qt, Signal

from donnybrook.desktop.models.dragging import Attraction, Hold, Magnet, Placed, dragged
from donnybrook.desktop.models.film_outline import Cuts
from donnybrook.desktop.models.frame_times import FrameTimes
from donnybrook.desktop.panels.timeline_lanes import Found, LaneStack
from donnybrook.desktop.panels.timeline_scale import Scale
from donnybrook.times import format_clock

_REACH_PX = 8.0
_STILL_PX = 4.0


class TimelineHand(QObject):
    """Told of the pointer in pixels from the left of the film and the top of the first lane; see ``press``."""

    changed = Signal()
    """Something else is under the pointer, or what is held would stand elsewhere."""

    seek_wanted = Signal(object)
    chosen = Signal(object)
    """Emits the ``Piece`` that was clicked."""

    opened = Signal(object)
    """Emits the ``Piece`` that was clicked twice."""

    dropped = Signal(object)
    """Emits what was put down elsewhere, as ``Placed``."""

    refused = Signal(str)

    def __init__(self, lanes: LaneStack, scale: Callable[[], Scale], parent: QObject) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._scale = scale
        self.frames: FrameTimes | None = None
        self.cuts = Cuts()
        self.marks: tuple[int | None, int | None] = (None, None)
        self.playhead_us = 0
        self.under: Found | None = None
        self.placed: Placed | None = None
        self._pressed: tuple[QPointF, Found] | None = None
        self._hold: Hold | None = None
        self._magnet: Magnet | None = None
        self._came_from_us = 0
        self._is_scrubbing = False

    @property
    def is_dragging(self) -> bool:
        """Whether a piece is in the hand."""
        return self._hold is not None

    @property
    def words(self) -> str:
        """When the edge that is led would be, what drew it there, and how to have it elsewhere; "" while none is."""
        if self.placed is None:
            return ""
        clock = format_clock(self.placed.edge_us)
        if not self.placed.held_by:
            return clock
        return self.tr("{clock}  {word}   Ctrl: frames alone").format(clock=clock, word=self.placed.held_by)

    def cursor(self) -> Qt.CursorShape:
        """Return what the pointer should look like."""
        if self._hold is not None and self._hold.part == "whole":
            return Qt.CursorShape.ClosedHandCursor
        part = self._hold.part if self._hold is not None else self.under.part if self.under is not None else None
        if part in ("in", "out"):
            return Qt.CursorShape.SizeHorCursor
        return Qt.CursorShape.ArrowCursor if part is None else Qt.CursorShape.OpenHandCursor

    def press(self, point: QPointF) -> None:
        """Take what is under the pointer, or, where there is nothing, seek."""
        self.hover(point)
        if self.under is not None:
            self._pressed = (point, self.under)
        else:
            self._is_scrubbing = True
            self.seek_wanted.emit(self._scale().time(point.x()))

    def move(self, point: QPointF, *, is_free: bool) -> None:
        """Lead what is held; ``is_free``: nothing but frames holds it."""
        if self._is_scrubbing:
            self.seek_wanted.emit(self._scale().time(point.x()))
            return
        if self._pressed is not None and self._hold is None:
            if abs(point.x() - self._pressed[0].x()) < _STILL_PX:
                return
            self._take()
        if self._hold is None or self.frames is None:
            return
        scale = self._scale()
        magnet = None if is_free else self._magnet
        placed = dragged(self._hold, scale.time_at(point.x()), self.frames, magnet, _REACH_PX * scale.pixel_us)
        if placed != self.placed:
            self.placed = placed
            self.seek_wanted.emit(placed.edge_us)
            self.changed.emit()

    def release(self) -> None:
        """Put down what is held; what was only clicked, is chosen."""
        placed, pressed = self.placed, self._pressed
        was_held = self._hold is not None
        self._let_go()
        if placed is not None and placed.has_moved:
            self.dropped.emit(placed)
        elif pressed is not None and not was_held:
            self.chosen.emit(pressed[1].piece)

    def open(self, point: QPointF) -> None:
        """Open what is under the pointer."""
        self.hover(point)
        if self.under is not None:
            self.opened.emit(self.under.piece)

    def cancel(self) -> bool:
        """Put what is held back where it was; returns whether anything was held."""
        if self._hold is None:
            return False
        self._let_go()
        self.seek_wanted.emit(self._came_from_us)
        return True

    def let_go(self) -> None:
        """Let go of what is held: another film is here."""
        self.under = None
        self._let_go()

    def look_again(self) -> None:
        """Let go of what is there no more."""
        held = self._hold.piece if self._hold is not None else self._pressed[1].piece if self._pressed else None
        if held is not None and self._lanes.bar_of(held) is None:
            self._let_go()

    def hover(self, point: QPointF) -> None:
        """Look what is under the pointer."""
        found = self._lanes.at(point, self._scale(), 0)
        if found != self.under:
            self.under = found
            self.changed.emit()

    def leave(self) -> None:
        """The pointer is elsewhere."""
        if self.under is not None:
            self.under = None
            self.changed.emit()

    def _take(self) -> None:
        assert self._pressed is not None
        point, found = self._pressed
        if found.bar.is_loose or self.frames is None:
            self._pressed = None
            self.refused.emit(
                self.tr("Nobody has said when this begins: its times can be typed on the right.")
                if found.bar.is_loose
                else self.tr("The frames of this film are still being read. Try again in a moment.")
            )
            return
        bar = found.bar
        out_us = None if bar.is_open and found.part != "out" else bar.out_us
        self._came_from_us = self.playhead_us
        self._hold = Hold(found.piece, found.part, bar.in_us, out_us, round(self._scale().time_at(point.x())))
        self._magnet = self._made_magnet(self._hold)

    def _made_magnet(self, hold: Hold) -> Magnet:
        # The piece's own edges hold it too: so it can be put back where it was.
        scale = self._scale()
        cuts = self.cuts.within(scale.start_us, scale.start_us + scale.length_us)
        marks = [each for each in self.marks if each is not None and each not in (hold.in_us, hold.out_us)]
        return Magnet(
            (
                Attraction(self.tr("cut"), [cut.time_us for cut in cuts]),
                Attraction(self.tr("mark"), marks),
                Attraction(self.tr("playhead"), [self.playhead_us]),
                Attraction(self.tr("edge"), list(self._lanes.edges())),
            )
        )

    def _let_go(self) -> None:
        self._pressed, self._hold, self.placed, self._magnet = None, None, None, None
        self._is_scrubbing = False
        self.changed.emit()
