"""What is painted around the lanes: ruler, frames, marks, playhead, what is in the hand. Knows no widget."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.models.frame_times import FrameTimes
from donnybrook.desktop.panels.timeline_scale import Scale, tick_text
from donnybrook.desktop.theme import Theme

RULER_PX = 22
_TICK_PX = 84
_FRAME_TICK_FROM_PX = 7.0
_MARK_PX = 5


def paint_ruler(painter: QPainter, theme: Theme, scale: Scale, lanes_top_px: float, height_px: float) -> None:
    """Paint the times, and lines down through the lanes, which begin at ``lanes_top_px``."""
    painter.setFont(font(TextSize.SMALL, tabular=True))
    step_us = scale.tick_us(_TICK_PX)
    line, muted = theme.colour("line"), theme.colour("muted")
    tick_us = int(scale.start_us // step_us) * step_us
    while tick_us <= scale.start_us + scale.length_us:
        x = round(scale.x(tick_us))
        painter.setPen(line)
        painter.drawLine(x, RULER_PX - 6, x, RULER_PX)
        painter.drawLine(QPointF(x, lanes_top_px), QPointF(x, height_px))
        painter.setPen(muted)
        painter.drawText(x + 5, 15, tick_text(tick_us, step_us))
        tick_us += step_us


def seen_frames(scale: Scale, frames: FrameTimes | None) -> list[int]:
    """Return the times of the frames that are to be seen, where a frame is wide enough to be told from the next."""
    if frames is None:
        return []
    return frames.within(scale.start_us, scale.start_us + scale.length_us, int(scale.width_px / _FRAME_TICK_FROM_PX))


def paint_frame_ticks(painter: QPainter, theme: Theme, scale: Scale, times_us: Sequence[int]) -> None:
    """Paint a tick under the ruler where each frame begins."""
    painter.setPen(theme.colour("muted"))
    columns = [round(scale.x(time_us)) + 0.5 for time_us in times_us]
    painter.drawLines([QLineF(x, RULER_PX - 4, x, RULER_PX) for x in columns])


def paint_marks(
    painter: QPainter, theme: Theme, scale: Scale, marks: tuple[int | None, int | None], height_px: float
) -> None:
    """Paint the in and the out point, and what lies between them."""
    in_us, out_us = marks
    ember = theme.colour("ember")
    if in_us is not None and out_us is not None:
        band = QColor(ember)
        band.setAlpha(34)
        left, right = scale.x(in_us), scale.x(out_us)
        painter.fillRect(QRectF(left, 0, right - left, height_px), band)
    painter.setPen(QPen(ember, 1))
    for time_us, way in ((in_us, 1), (out_us, -1)):
        if time_us is not None:
            x, foot = round(scale.x(time_us)), round(height_px) - 1
            painter.drawLine(x, 0, x, foot)
            painter.drawLine(x, 1, x + _MARK_PX * way, 1)
            painter.drawLine(x, foot, x + _MARK_PX * way, foot)


def paint_scrolled(painter: QPainter, theme: Theme, lanes: QRectF, whole_px: float, scrolled_px: float) -> None:
    """Paint at the right end which part of all lanes is seen, where that is not all."""
    if whole_px <= lanes.height():
        return
    share = lanes.height() / whole_px
    top = lanes.top() + scrolled_px * share
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("muted"))
    painter.drawRoundedRect(QRectF(lanes.right() - 6, top, 4, lanes.height() * share - 2), 2, 2)


def paint_playhead(painter: QPainter, theme: Theme, x: float, height_px: float) -> None:
    """Paint where the frame on the screen stands."""
    ember = theme.colour("ember")
    painter.setPen(QPen(ember, 2))
    painter.drawLine(QPointF(x, 0), QPointF(x, height_px))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ember)
    painter.drawPolygon([QPointF(x - 5, 0), QPointF(x + 5, 0), QPointF(x, 7)])


def paint_outline(painter: QPainter, theme: Theme, rect: QRectF) -> None:
    """Paint a line around what the pointer would take."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("text"), 1.5))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


def paint_dragged(painter: QPainter, theme: Theme, before: QRectF, now: QRectF, x: float, height_px: float) -> None:
    """Paint over what is in the hand where it was, where it would be, and down at ``x`` the edge that is led."""
    ghost = QColor(theme.colour("panel"))
    ghost.setAlpha(170)
    painter.fillRect(before, ghost)
    held = QColor(theme.colour("ember"))
    held.setAlpha(90)
    painter.setBrush(held)
    painter.setPen(QPen(theme.colour("ember"), 1.5))
    painter.drawRoundedRect(now, 4, 4)
    painter.setPen(QPen(theme.colour("ember"), 1, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(x, 0), QPointF(x, height_px))


def paint_tip(painter: QPainter, theme: Theme, words: str, x: float, width_px: float) -> None:
    """Paint a time, and what holds the edge there, at the ruler."""
    painter.setFont(font(TextSize.SMALL, strong=True, tabular=True))
    wide = painter.fontMetrics().horizontalAdvance(words) + 14
    left = min(max(0.0, x - wide / 2), max(0.0, width_px - wide))
    box = QRectF(left, 2, wide, RULER_PX - 4)
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.setBrush(theme.colour("raised"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(theme.colour("text"))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
