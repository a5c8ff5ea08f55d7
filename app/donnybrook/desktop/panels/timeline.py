"""The film as a line: ruler, pictures, sound, cuts, fights and beats as bars in lanes, marks, playhead.

It edits and plays nothing. Names of lanes stand in a gutter; what is right of it, is the film.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.models.film_outline import Cuts, SoundLine
from donnybrook.desktop.panels.timeline_film import Pictures, paint_cuts, paint_pictures, paint_sound
from donnybrook.desktop.panels.timeline_lanes import GAP_PX, Bar, Lanes
from donnybrook.desktop.panels.timeline_scale import Scale, tick_text, whole
from donnybrook.desktop.theme import Theme

GUTTER_PX = 56
_RULER_PX = 22
_FILM_PX = 44
_SOUND_PX = 26
_CUTS_PX = 14
_LANE_LINE_PX = 1
_LANE_PX = 24
_FEWEST_LANES = 2
_MOST_LANES = 6
_BEAT_LANE_PX = 20
_MOST_BEAT_LANES = 3
_TICK_PX = 84
_SMALL_PX = 36.0
_AROUND = 8


class Timeline(QWidget):
    """Click or drag to seek, wheel to zoom at the pointer (with Shift to move), double-click a bar to choose it."""

    seek_wanted = Signal(object)
    """Emits a time in microseconds."""

    scene_chosen = Signal(int)
    beat_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scale = whole(0, 1)
        self._fights = Lanes(_LANE_PX, _FEWEST_LANES, _MOST_LANES)
        self._beats = Lanes(_BEAT_LANE_PX, 0, _MOST_BEAT_LANES)
        self._selected: int | None = None
        self._marks: tuple[int | None, int | None] = (None, None)
        self._playhead_us = 0
        self._has_film = False
        self._shape = 16 / 9
        self._pictures: Pictures | None = None
        self._sound: SoundLine | None = None
        self._cuts = Cuts()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Timeline"))
        theme.changed.connect(self.update)

    # ------------------------------------------------------------ what it shows

    def show_film(self, duration_us: int, shape: float = 16 / 9) -> None:
        """Show a whole film, whose pictures are so many times as wide as they are high; 0 for none."""
        self._has_film = duration_us > 0
        self._shape = shape
        self._scale = whole(duration_us, self._film_px)
        self.update()

    def show_outline(self, pictures: Pictures | None, sound: SoundLine | None, cuts: Cuts) -> None:
        """Show what the film looks and sounds like, and where it is cut; without ``pictures``, none of it."""
        self._pictures, self._sound, self._cuts = pictures, sound, cuts
        self.updateGeometry()
        self.update()

    def show_scenes(self, bars: Sequence[Bar]) -> None:
        """Show these fights."""
        self._fights.show(bars)
        self.setAccessibleDescription(self.tr("%n fight(s)", "", len(bars)))
        self.updateGeometry()
        self.update()

    def show_beats(self, bars: Sequence[Bar]) -> None:
        """Show these beats, beneath the fights."""
        self._beats.show(bars)
        self.updateGeometry()
        self.update()

    def show_selected(self, scene_id: int | None) -> None:
        """Bring out one fight."""
        self._selected = scene_id
        self.update()

    def show_marks(self, in_us: int | None, out_us: int | None) -> None:
        """Show the marks."""
        self._marks = (in_us, out_us)
        self.update()

    def show_playhead(self, time_us: int) -> None:
        """Show the frame on the screen, turning the page when it is not on this one."""
        self._playhead_us = time_us
        x = self._scale.x(time_us)
        if self._has_film and not 0 <= x <= self._film_px:
            self._scale = self._scale.moved_to(time_us - self._scale.length_us * 0.1)
        self.update()

    def bring_into_view(self, in_us: int, out_us: int | None) -> None:
        """Show a stretch, with some film around it, if it is too small or not to be seen."""
        middle_us = in_us if out_us is None else (in_us + out_us) / 2
        if out_us is not None and self._scale.x(out_us) - self._scale.x(in_us) < _SMALL_PX:
            self.show_stretch(in_us, out_us)
        elif self._scale.x(in_us) < 0 or self._scale.x(out_us or in_us) > self._film_px:
            self._scale = self._scale.moved_to(middle_us - self._scale.length_us / 2)
        self.update()

    def show_stretch(self, in_us: int, out_us: int) -> None:
        """Come as close as lets a stretch be seen well, with film on both sides."""
        closer = self._scale.zoomed(self._scale.length_us / (_AROUND * max(out_us - in_us, 1)), 0)
        self._scale = closer.moved_to((in_us + out_us - closer.length_us) / 2)
        self.update()

    def show_whole(self) -> None:
        """Show the whole film again."""
        self._scale = whole(int(self._scale.whole_us), self._film_px)
        self.update()

    def zoom(self, factor: float) -> None:
        """Come closer (above 1) to the playhead, or go back."""
        self._scale = self._scale.zoomed(factor, self._scale.x(self._playhead_us))
        self.update()

    @property
    def scale(self) -> Scale:
        """What stretch of the film is seen."""
        return self._scale

    # ------------------------------------------------------------ size and pointer

    def sizeHint(self) -> QSize:
        """Return a height for all lanes, within reason."""
        return QSize(400, self._beats_top_px + self._beats.height_px + GAP_PX)

    def minimumSizeHint(self) -> QSize:
        """As ``sizeHint``: lanes are never cut."""
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the same stretch at the new width."""
        self._scale = self._scale.resized(self._film_px)
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; sideways or with Shift, move."""
        turn = event.angleDelta()
        sideways = turn.x() or (turn.y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0)
        if sideways:
            self._scale = self._scale.moved_to(self._scale.start_us - sideways / 960 * self._scale.length_us)
        else:
            self._scale = self._scale.zoomed(1.25 ** (turn.y() / 120), event.position().x() - GUTTER_PX)
        self.update()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Seek to the pointer."""
        self._seek(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Seek along with the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose the fight or the beat under the pointer."""
        point = event.position() - QPointF(GUTTER_PX, 0)
        scene_id = self._fights.at(point, self._scale, self._fights_top_px)
        beat_id = self._beats.at(point, self._scale, self._beats_top_px)
        if scene_id is not None:
            self.scene_chosen.emit(scene_id)
        elif beat_id is not None:
            self.beat_chosen.emit(beat_id)

    def _seek(self, event: QMouseEvent) -> None:
        if self._has_film and event.buttons() & Qt.MouseButton.LeftButton:
            self.seek_wanted.emit(self._scale.time(event.position().x() - GUTTER_PX))

    # ------------------------------------------------------------ painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint everything that is to be seen."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("panel"))
        if not self._has_film:
            return
        self._paint_frame(painter)
        painter.translate(GUTTER_PX, 0)
        painter.setClipRect(QRectF(0, 0, self._film_px, self.height()))
        self._paint_ruler(painter)
        self._paint_film(painter)
        self._paint_marks(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._fights.paint(painter, self._theme, self._scale, self._fights_top_px, self._selected)
        self._beats.paint(painter, self._theme, self._scale, self._beats_top_px, None)
        self._paint_playhead(painter)

    @property
    def _film_px(self) -> int:
        return max(1, self.width() - GUTTER_PX)

    @property
    def _film_lanes(self) -> list[tuple[str, int]]:
        """The lanes of the film itself, from the top: what each is called, and how high it is."""
        if self._pictures is None:
            return []
        sound = [(self.tr("Sound"), _SOUND_PX)] if self._sound is not None else []
        cuts = [(self.tr("Shots"), _CUTS_PX)] if self._cuts.are_known else []
        return [(self.tr("Film"), _FILM_PX), *sound, *cuts]

    @property
    def _fights_top_px(self) -> int:
        lanes = self._film_lanes
        film_px = sum(height + 2 * GAP_PX + _LANE_LINE_PX for _, height in lanes)
        return _RULER_PX + film_px + GAP_PX

    @property
    def _beats_top_px(self) -> int:
        return self._fights_top_px + self._fights.height_px

    def _paint_frame(self, painter: QPainter) -> None:
        """Paint the names of the lanes, and the lines between them."""
        names = [(name, height + 2 * GAP_PX) for name, height in self._film_lanes]
        names.append((self.tr("Fights"), _LANE_PX + GAP_PX))
        painter.setFont(font(TextSize.SMALL))
        top = _RULER_PX
        for name, height in names:
            painter.setPen(self._theme.colour("line"))
            painter.drawLine(0, top, self.width(), top)
            painter.setPen(self._theme.colour("muted"))
            place = QRectF(12, top + 1, GUTTER_PX - 12, height)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name)
            top += height + _LANE_LINE_PX
        if self._beats.height_px:
            place = QRectF(12, self._beats_top_px, GUTTER_PX - 12, _BEAT_LANE_PX - GAP_PX)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.tr("Beats"))

    def _paint_film(self, painter: QPainter) -> None:
        top = _RULER_PX + _LANE_LINE_PX + GAP_PX
        if self._pictures is None:
            return
        lane = QRectF(0, top, self._film_px, _FILM_PX)
        paint_pictures(painter, self._theme, self._scale, lane, self._pictures, self._shape)
        top += _FILM_PX + 2 * GAP_PX + _LANE_LINE_PX
        if self._sound is not None:
            paint_sound(painter, self._theme, self._scale, QRectF(0, top, self._film_px, _SOUND_PX), self._sound)
            top += _SOUND_PX + 2 * GAP_PX + _LANE_LINE_PX
        if self._cuts.are_known:
            paint_cuts(painter, self._theme, self._scale, QRectF(0, top, self._film_px, _CUTS_PX), self._cuts)

    def _paint_ruler(self, painter: QPainter) -> None:
        painter.setFont(font(TextSize.SMALL, tabular=True))
        step_us = self._scale.tick_us(_TICK_PX)
        line, muted = self._theme.colour("line"), self._theme.colour("muted")
        tick_us = int(self._scale.start_us // step_us) * step_us
        while tick_us <= self._scale.start_us + self._scale.length_us:
            x = round(self._scale.x(tick_us))
            painter.setPen(line)
            painter.drawLine(x, _RULER_PX - 6, x, _RULER_PX)
            painter.drawLine(x, self._fights_top_px - GAP_PX, x, self.height())
            painter.setPen(muted)
            painter.drawText(x + 5, 15, tick_text(tick_us, step_us))
            tick_us += step_us

    def _paint_marks(self, painter: QPainter) -> None:
        in_us, out_us = self._marks
        ember = self._theme.colour("ember")
        if in_us is not None and out_us is not None:
            band = QColor(ember)
            band.setAlpha(34)
            left, right = self._scale.x(in_us), self._scale.x(out_us)
            painter.fillRect(QRectF(left, 0, right - left, self.height()), band)
        painter.setPen(QPen(ember, 1))
        for time_us, way in ((in_us, 1), (out_us, -1)):
            if time_us is not None:
                x = round(self._scale.x(time_us))
                painter.drawLine(x, 0, x, self.height())
                painter.drawLine(x, 1, x + 5 * way, 1)
                painter.drawLine(x, self.height() - 1, x + 5 * way, self.height() - 1)

    def _paint_playhead(self, painter: QPainter) -> None:
        x = self._scale.x(self._playhead_us)
        ember = self._theme.colour("ember")
        painter.setPen(QPen(ember, 2))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ember)
        painter.drawPolygon([QPointF(x - 5, 0), QPointF(x + 5, 0), QPointF(x, 7)])
