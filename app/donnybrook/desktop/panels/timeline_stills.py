"""What of a timeline stays while the film plays, painted once and kept: the film's own lanes, and those of fights.

Knows no widget. Each of the two is painted anew when it is told to have changed.
"""

from collections.abc import Collection

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap

from donnybrook.desktop.models.dragging import Piece
from donnybrook.desktop.models.frame_times import FrameTimes
from donnybrook.desktop.panels.timeline_film import FilmLanes
from donnybrook.desktop.panels.timeline_lanes import GAP_PX, LaneStack
from donnybrook.desktop.panels.timeline_paint import (
    RULER_PX,
    paint_frame_ticks,
    paint_ruler,
    paint_scrolled,
    seen_frames,
)
from donnybrook.desktop.panels.timeline_scale import Scale
from donnybrook.desktop.theme import Theme
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of a timeline so high, at a scale; ``scrolled_px`` is how far the lanes are scrolled down."""

    height_px: int
    ratio: float
    scale: Scale
    frames: FrameTimes | None
    scrolled_px: int
    selected: Collection[Piece]


class TimelineStills:
    """Names of lanes stand in a gutter; what is right of it, is the film."""

    def __init__(self, theme: Theme, film: FilmLanes, lanes: LaneStack, gutter_px: int) -> None:
        self._theme = theme
        self._film = film
        self._lanes = lanes
        self._gutter_px = gutter_px
        self._film_still: QPixmap | None = None
        self._lanes_still: QPixmap | None = None

    def look_again(self) -> None:
        """Paint all anew the next time: another stretch is seen, or all looks different."""
        self._film_still = self._lanes_still = None

    def look_at_film(self) -> None:
        """Paint the film's own lanes anew the next time: more is known of it."""
        self._film_still = None

    def look_at_lanes(self) -> None:
        """Paint the lanes of fights, beats and weapons anew the next time."""
        self._lanes_still = None

    @property
    def lanes_edge_px(self) -> int:
        """Where the film's own lanes end, and those of fights begin."""
        return RULER_PX + self._film.height_px

    def paint(self, painter: QPainter, seen: Seen) -> None:
        """Paint both, from the top left."""
        if self._film_still is None:
            self._film_still = self._painted_film(seen)
        if self._lanes_still is None:
            self._lanes_still = self._painted_lanes(seen)
        painter.drawPixmap(0, 0, self._film_still)
        painter.drawPixmap(0, self.lanes_edge_px, self._lanes_still)

    def _painted_film(self, seen: Seen) -> QPixmap:
        edge = self.lanes_edge_px
        still, painter = self._blank(seen, 0, edge)
        self._film.paint_names(painter, self._theme, int(self._gutter_px + seen.scale.width_px), self._gutter_px)
        painter.translate(self._gutter_px, 0)
        painter.setClipRect(QRectF(0, 0, seen.scale.width_px, edge))
        frames = seen_frames(seen.scale, seen.frames)
        paint_ruler(painter, self._theme, seen.scale, edge, edge)
        paint_frame_ticks(painter, self._theme, seen.scale, frames)
        self._film.paint(painter, self._theme, seen.scale, frames)
        painter.end()
        return still

    def _painted_lanes(self, seen: Seen) -> QPixmap:
        edge, height, wide = self.lanes_edge_px, seen.height_px, seen.scale.width_px
        top = edge + GAP_PX
        still, painter = self._blank(seen, edge, height)
        painter.setClipRect(QRectF(0, edge, self._gutter_px, height - edge))
        self._lanes.paint_names(painter, self._theme, self._gutter_px, top - seen.scrolled_px)
        painter.translate(self._gutter_px, 0)
        painter.setClipRect(QRectF(0, edge, wide, height - edge))
        paint_ruler(painter, self._theme, seen.scale, edge, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._lanes.paint(painter, self._theme, seen.scale, top - seen.scrolled_px, height, seen.selected)
        lanes = QRectF(0, top, wide, height - top)
        paint_scrolled(painter, self._theme, lanes, self._lanes.height_px, seen.scrolled_px)
        painter.end()
        return still

    def _blank(self, seen: Seen, top_px: int, bottom_px: int) -> tuple[QPixmap, QPainter]:
        """Return a picture of what lies between two heights, and what paints on it as on the whole."""
        size = QSize(int(self._gutter_px + seen.scale.width_px), max(1, bottom_px - top_px))
        still = QPixmap(size * seen.ratio)
        still.setDevicePixelRatio(seen.ratio)
        still.fill(self._theme.colour("panel"))
        painter = QPainter(still)
        painter.translate(0, -top_px)
        return still, painter
