"""What is painted of the film itself on the timeline: its pictures, its sound, its cuts. Knows no widget, no file."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.models.film_outline import Cuts, SoundLine
from donnybrook.desktop.panels.timeline_heights import Heights
from donnybrook.desktop.panels.timeline_paint import RULER_PX
from donnybrook.desktop.panels.timeline_scale import Scale
from donnybrook.desktop.theme import Theme

_LINE_PX = 1
_NAME_LEFT_PX = 12
_CELL_GAP_PX = 1
_FRAME_FROM_PX = 40.0
_BAR_PX = 2.0
_BAR_STEP_PX = 4.0
_QUIETEST_PX = 1.0
_NARROWEST, _WIDEST = 1.2, 2.4


class Pictures(Protocol):
    """Who has small pictures of any moment of the film."""

    def picture(self, time_us: int, near_us: int) -> QPixmap | None:
        """Return a picture of a moment, if one is at hand."""


class FilmLanes:
    """The lanes of the film itself, under the ruler: as many as something is known for."""

    def __init__(self, heights: Heights) -> None:
        self.heights = heights
        self.pictures: Pictures | None = None
        self.sound: SoundLine | None = None
        self.cuts = Cuts()
        self.shape = 16 / 9

    @property
    def height_px(self) -> int:
        """How high they are together."""
        return sum(self.heights.with_room(height) for _, height in self._lanes())

    def paint_names(self, painter: QPainter, theme: Theme, width_px: int, gutter_px: int) -> None:
        """Paint what they are called, in a gutter, and the lines between them, across the whole width."""
        painter.setFont(font(TextSize.SMALL))
        top = RULER_PX
        for name, height in self._lanes():
            painter.fillRect(QRectF(0, top, width_px, _LINE_PX), theme.colour("line"))
            painter.setPen(theme.colour("muted"))
            whole = self.heights.with_room(height)
            place = QRectF(_NAME_LEFT_PX, top + _LINE_PX, gutter_px - _NAME_LEFT_PX, whole - _LINE_PX)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name)
            top += whole
        painter.fillRect(QRectF(0, top, width_px, _LINE_PX), theme.colour("line"))

    def paint(self, painter: QPainter, theme: Theme, scale: Scale, frames_us: Sequence[int]) -> None:
        """Paint them; ``frames_us`` are the times of the frames that are seen, where they can be told apart."""
        if self.pictures is None:
            return
        heights = self.heights
        top = RULER_PX + _LINE_PX + heights.room_px
        lane = QRectF(0, top, scale.width_px, heights.film_px)
        if frames_us and scale.width_px / len(frames_us) >= _FRAME_FROM_PX:
            paint_frames(painter, theme, scale, lane, self.pictures, frames_us, self.shape)
        else:
            paint_pictures(painter, theme, scale, lane, self.pictures, self.shape)
        top += heights.with_room(heights.film_px)
        if self.sound is not None:
            paint_sound(painter, theme, scale, QRectF(0, top, scale.width_px, heights.sound_px), self.sound)
            top += heights.with_room(heights.sound_px)
        if self.cuts.are_known:
            paint_cuts(painter, theme, scale, QRectF(0, top, scale.width_px, heights.cuts_px), self.cuts)

    def _lanes(self) -> list[tuple[str, int]]:
        if self.pictures is None:
            return []
        sound = [(translate("Timeline", "Sound"), self.heights.sound_px)] if self.sound is not None else []
        cuts = [(translate("Timeline", "Shots"), self.heights.cuts_px)] if self.cuts.are_known else []
        return [(translate("Timeline", "Film"), self.heights.film_px), *sound, *cuts]


def paint_frames(
    painter: QPainter,
    theme: Theme,
    scale: Scale,
    lane: QRectF,
    pictures: Pictures,
    frames_us: Sequence[int],
    shape: float,
) -> None:
    """Paint every frame where it begins, as far as there is room for it."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    most_px = lane.height() * min(max(shape, _NARROWEST), _WIDEST)
    for begin_us, end_us in zip(frames_us, [*frames_us[1:], scale.start_us + scale.length_us], strict=True):
        left, right = round(scale.x(begin_us)), round(scale.x(end_us))
        cell = QRectF(left, lane.top(), max(1, min(most_px, right - left - _CELL_GAP_PX)), lane.height())
        _paint_cell(painter, theme, cell, pictures.picture(begin_us, 0))


def paint_pictures(
    painter: QPainter, theme: Theme, scale: Scale, lane: QRectF, pictures: Pictures, shape: float
) -> None:
    """Paint the film in cells of its own shape (width over height), each with a picture from its middle.

    Cells belong to the film and not to the screen: they move along when the stretch that is seen does.
    """
    cell_px = round(lane.height() * min(max(shape, _NARROWEST), _WIDEST))
    cell_us = scale.length_us * cell_px / scale.width_px
    first, last = int(scale.start_us // cell_us), int((scale.start_us + scale.length_us) // cell_us)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for place in range(first, last + 1):
        end_us = min((place + 1) * cell_us, scale.whole_us)
        left, right = round(scale.x(place * cell_us)), round(scale.x(end_us))
        cell = QRectF(left, lane.top(), right - left - _CELL_GAP_PX, lane.height())
        found = pictures.picture(int((place * cell_us + end_us) / 2), int(cell_us / 2)) if cell.width() > 0 else None
        _paint_cell(painter, theme, cell, found)


def _paint_cell(painter: QPainter, theme: Theme, cell: QRectF, found: QPixmap | None) -> None:
    if found is None:
        painter.fillRect(cell, theme.colour("window"))
    else:
        painter.drawPixmap(cell, found, _middle(found, cell))


def _middle(pixmap: QPixmap, cell: QRectF) -> QRectF:
    """Return what of a picture fills a cell without being stretched."""
    shape = cell.width() / cell.height()
    width = min(pixmap.width(), pixmap.height() * shape)
    height = min(pixmap.height(), pixmap.width() / shape)
    return QRectF((pixmap.width() - width) / 2, (pixmap.height() - height) / 2, width, height)


def paint_sound(painter: QPainter, theme: Theme, scale: Scale, lane: QRectF, sound: SoundLine) -> None:
    """Paint how loud the film is, as bars about a middle line."""
    step_us = scale.length_us * _BAR_STEP_PX / scale.width_px
    first, last = int(scale.start_us // step_us), int((scale.start_us + scale.length_us) // step_us)
    ground = theme.colour("muted")
    ground.setAlpha(190)
    middle, reach = lane.center().y(), lane.height() / 2
    least_px = _QUIETEST_PX / 2
    left, apart_px = scale.x(first * step_us), step_us / scale.pixel_us
    bars = []
    for place, loud in enumerate(sound.loudness(first * step_us, step_us, last - first + 1)):
        half_px = max(least_px, loud * reach)
        bars.append(QRectF(left + place * apart_px, middle - half_px, _BAR_PX, 2 * half_px))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRects(bars)


def paint_cuts(painter: QPainter, theme: Theme, scale: Scale, lane: QRectF, cuts: Cuts) -> None:
    """Paint a tick where each shot begins; a fade or a dissolve as the stretch it takes."""
    since_us, until_us = scale.start_us, scale.start_us + scale.length_us
    soft = QColor(theme.colour("muted"))
    soft.setAlpha(110)
    for cut in cuts.soft_within(since_us, until_us):
        left = scale.x(cut.since_us)
        width = max(2.0, scale.x(cut.until_us) - left)
        painter.fillRect(QRectF(left, lane.top() + 2, width, lane.height() - 4), soft)
    # Where cuts are closer than pixels, one line stands for all of them.
    hard = cuts.hard_within(since_us, until_us)
    apart_px = 2 if len(hard) * 2 > scale.width_px else 1
    a_step = 1 / (scale.pixel_us * apart_px)
    columns = {int((time_us - since_us) * a_step) * apart_px for time_us in hard}
    painter.setPen(theme.colour("muted"))
    top, bottom = lane.top(), lane.bottom()
    painter.drawLines([QLineF(x + 0.5, top, x + 0.5, bottom) for x in columns])
