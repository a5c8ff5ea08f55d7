"""The film as a line: ruler, pictures, sound, cuts; fights, beats and weapons in lanes; marks and playhead.

It edits and plays nothing. Names of lanes stand in a gutter; what is right of it, is the film. What does not move with
the playhead is painted once and kept.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from donnybrook.desktop.models.bar_rows import Bar
from donnybrook.desktop.models.dragging import Piece, PieceKind
from donnybrook.desktop.models.film_outline import Cuts, SoundLine
from donnybrook.desktop.models.frame_times import FrameTimes
from donnybrook.desktop.panels.timeline_film import FilmLanes, Pictures
from donnybrook.desktop.panels.timeline_hand import TimelineHand
from donnybrook.desktop.panels.timeline_heights import heights_in
from donnybrook.desktop.panels.timeline_lanes import GAP_PX, Lane, LaneStack
from donnybrook.desktop.panels.timeline_map import MAP_PX, TimelineMap
from donnybrook.desktop.panels.timeline_paint import (
    RULER_PX,
    paint_dragged,
    paint_marks,
    paint_outline,
    paint_playhead,
    paint_tip,
)
from donnybrook.desktop.panels.timeline_scale import Scale
from donnybrook.desktop.panels.timeline_sight import Sight
from donnybrook.desktop.panels.timeline_stills import Seen, TimelineStills
from donnybrook.desktop.theme import Theme

GUTTER_PX = 106
_MOST_OF_WINDOW = 0.35
_FEWEST_LANES_PX = 54
_NOTCH = 120
_SCROLLED_A_NOTCH = 0.12
_GOES_ON_EVERY_MS = 30
_HURRY = 6
# Some desktops take Alt and the mouse for themselves, to move windows.
_FREE_KEYS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier


class Timeline(QWidget):
    """Click or drag to seek, or a bar to choose and to move it; wheel to scroll, with Ctrl to zoom at the pointer."""

    seek_wanted = Signal(object)
    """Emits a time in microseconds."""

    hovered = Signal(object, QPoint)
    """Emits the time under the pointer, and where the pointer is."""

    left = Signal()
    """The pointer is no longer over the film."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.sight = Sight(self)
        self.sight.changed.connect(self._see_changed)
        heights = heights_in(0)
        self._lanes = LaneStack(heights)
        self._film = FilmLanes(heights)
        self._selected: frozenset[Piece] = frozenset()
        self._has_film = False
        self._scrolled_px = 0
        self._kept_px = 0
        self._stills = TimelineStills(theme, self._film, self._lanes, GUTTER_PX)
        self._led_to: tuple[QPointF, bool] | None = None
        self._going_on = QTimer(self, interval=_GOES_ON_EVERY_MS, singleShot=True)
        self._going_on.timeout.connect(self._lead)
        self.hand = TimelineHand(self._lanes, lambda: self.scale, self)
        self.hand.changed.connect(self._show_hand)
        self.hand.seek_wanted.connect(self.seek_wanted)
        self.map = TimelineMap(theme, self)
        self.map.hovered.connect(lambda time_us, at: self.hovered.emit(time_us, self.map.mapToParent(at)))
        self.map.left.connect(self.left)
        self.map.moved.connect(self.sight.move_to)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Timeline"))
        self.setMouseTracking(True)
        theme.changed.connect(self.look_again)

    # ------------------------------------------------------------ what it shows

    def show_film(self, duration_us: int, shape: float = 16 / 9) -> None:
        """Show a whole film, whose pictures are so many times as wide as they are high; 0 for none."""
        self._has_film = duration_us > 0
        self._film.shape = shape
        self._kept_px = 0
        self.hand.let_go()
        self.show_frames(None)
        self.sight.show_film(duration_us, self._film_px)
        self.map.setVisible(self._has_film)
        self.updateGeometry()
        self.look_again()

    def show_outline(self, pictures: Pictures | None, sound: SoundLine | None, cuts: Cuts) -> None:
        """Show what the film looks and sounds like, and where it is cut; without ``pictures``, none of it."""
        self._film.pictures, self._film.sound, self._film.cuts = pictures, sound, cuts
        self.hand.cuts = cuts
        self.updateGeometry()
        self.look_again()

    def show_frames(self, frames: FrameTimes | None) -> None:
        """Have at hand when each frame is shown; without that, nothing can be dragged."""
        self.hand.frames = frames
        self.look_at_film()

    def show_lanes(self, kind: PieceKind, lanes: Sequence[Lane]) -> None:
        """Show these lanes of fights, of beats or of weapons."""
        self._lanes.show(kind, lanes)
        if kind == "scene" and lanes:
            self.map.show_fights(lanes[0].rows)
        self.setAccessibleDescription(self._lanes.words())
        self.hand.leave()
        self.hand.look_again()
        if self.sizeHint().height() != self.height():
            self.updateGeometry()
        self._look_at_lanes()

    def show_selected(self, pieces: frozenset[Piece]) -> None:
        """Bring out fights, and a beat."""
        if pieces != self._selected:
            self._selected = pieces
            self.map.show_selected([piece.key for piece in pieces if piece.kind == "scene"])
            self._look_at_lanes()

    def show_marks(self, in_us: int | None, out_us: int | None) -> None:
        """Show the marks."""
        self.hand.marks = (in_us, out_us)
        self.update()

    def show_playhead(self, time_us: int) -> None:
        """Show the frame on the screen, turning the page when it has gone off this one.

        The same frame comes again where the picture is given another size: that is no reason to turn.
        """
        has_gone = time_us != self.sight.playhead_us
        self.hand.playhead_us = self.sight.playhead_us = time_us
        self.map.show_playhead(time_us)
        if has_gone and self._has_film and not self.hand.is_dragging:
            self.sight.follow(time_us)
        self.update()

    def bar_of(self, piece: Piece) -> Bar | None:
        """Return the bar of a fight, a beat or a use, if it is shown."""
        return self._lanes.bar_of(piece)

    @property
    def shape(self) -> float:
        """How many times as wide as high the film's pictures are."""
        return self._film.shape

    @property
    def bar_under(self) -> Bar | None:
        """The bar under the pointer."""
        return self.hand.under.bar if self.hand.under is not None else None

    def look_again(self) -> None:
        """Paint all anew that was kept: another stretch is seen, or all looks different."""
        self._stills.look_again()
        self.update()

    def look_at_film(self) -> None:
        """Paint the film's own lanes anew: more is known of it."""
        self._stills.look_at_film()
        self.update()

    def _look_at_lanes(self) -> None:
        self._stills.look_at_lanes()
        self.update()

    @property
    def scale(self) -> Scale:
        """What stretch of the film is seen."""
        return self.sight.scale

    def turn_lanes(self, way: int) -> None:
        """Show the lanes further down (1) or further up (-1), where there are more than there is room for."""
        self._scroll_lanes(way * _FEWEST_LANES_PX)

    def _see_changed(self) -> None:
        self.map.show_scale(self.scale)
        self.look_again()

    # ------------------------------------------------------------ size

    def sizeHint(self) -> QSize:
        """Return a height for all lanes, as far as the film keeps most of the window; more are scrolled to.

        It does not fall while one film is shown: the picture above would grow and shrink from fight to fight. Without
        a film there is nothing to show.
        """
        if not self._has_film:
            return QSize(400, 0)
        most_px = max(self._lanes_top_px + _FEWEST_LANES_PX + MAP_PX, self._most_px)
        around_px = self._lanes_top_px + GAP_PX + MAP_PX
        wanted_px = around_px + self._lanes.whole_px(most_px - around_px)
        self._kept_px = max(min(self._kept_px, most_px), wanted_px)
        return QSize(400, self._kept_px)

    def minimumSizeHint(self) -> QSize:
        """As ``sizeHint``."""
        return QSize(120, self.sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        """Keep to the window's height from now on."""
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take another height with the window's."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    @property
    def _most_px(self) -> int:
        return round(self.window().height() * _MOST_OF_WINDOW)

    def _fit(self) -> None:
        heights = heights_in(self._most_px - RULER_PX - GAP_PX - MAP_PX)
        if heights is not self._lanes.heights:
            self._lanes.heights = self._film.heights = heights
            self._scroll_lanes(0)
            self.look_again()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the same stretch at the new width."""
        self.sight.resize(self._film_px)
        self.map.setGeometry(GUTTER_PX, self.height() - MAP_PX, self._film_px, MAP_PX)
        self._scroll_lanes(0)
        self.look_again()
        super().resizeEvent(event)

    # ------------------------------------------------------------ pointer

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll along the film; with Ctrl, zoom at the pointer; with Shift, scroll the lanes if there are more."""
        turn, keys = event.angleDelta(), event.modifiers()
        notches = (turn.y() or turn.x()) / _NOTCH
        if keys & Qt.KeyboardModifier.ControlModifier:
            self.sight.zoom_at(1.25**notches, event.position().x() - GUTTER_PX)
        elif not (keys & Qt.KeyboardModifier.ShiftModifier and self._scroll_lanes(-round(notches * 22))):
            self.sight.go_along(-notches * _SCROLLED_A_NOTCH)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a bar, or seek to the pointer; the names of the lanes are no part of the film."""
        if self._has_film and event.button() == Qt.MouseButton.LeftButton and event.position().x() >= GUTTER_PX:
            self.left.emit()
            self.hand.press(self._in_lanes(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lead what is held, or look what is under the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._led_to = (self._in_lanes(event), bool(event.modifiers() & _FREE_KEYS))
            self._lead()
        elif self._has_film and event.position().x() >= GUTTER_PX:
            self.hand.hover(self._in_lanes(event))
            self.hovered.emit(self.scale.time(event.position().x() - GUTTER_PX), event.position().toPoint())
        else:
            self.left.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put down what is held."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._led_to = None
            self.hand.release()

    def _lead(self) -> None:
        """Lead what is held to the pointer; beyond the left or right end, the film goes on until it comes back."""
        if self._led_to is None:
            return
        point, is_free = self._led_to
        beyond_px = min(point.x(), 0) or max(0, point.x() - self._film_px)
        if beyond_px and self.hand.is_dragging:
            self.sight.go_along(beyond_px / self._film_px / _HURRY)
            self._going_on.start()
        self.hand.move(point, is_free=is_free)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is under the pointer."""
        if event.position().x() >= GUTTER_PX:
            self.hand.open(self._in_lanes(event))

    def leaveEvent(self, event: QEvent) -> None:
        """Bring out nothing any more."""
        self.hand.leave()
        self.left.emit()
        super().leaveEvent(event)

    def _in_lanes(self, event: QMouseEvent) -> QPointF:
        """Return where the pointer is, from the film's left and the first lane's top, however it is scrolled."""
        y = event.position().y()
        in_lanes = self._lanes_top_px <= y < self.height() - MAP_PX
        return QPointF(event.position().x() - GUTTER_PX, y - self._lanes_top_px + self._scrolled_px if in_lanes else -1)

    def _show_hand(self) -> None:
        self.setCursor(self.hand.cursor())
        self.update()

    def _scroll_lanes(self, by_px: int) -> bool:
        """Scroll the lanes up or down; returns whether there is anything to scroll."""
        over_px = self._lanes.height_px - (self.height() - self._lanes_top_px - MAP_PX)
        before, self._scrolled_px = self._scrolled_px, max(0, min(over_px, self._scrolled_px + by_px))
        if before != self._scrolled_px:
            self._look_at_lanes()
        return over_px > 0

    # ------------------------------------------------------------ painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is kept, and over it what moves."""
        painter = QPainter(self)
        if not self._has_film:
            painter.fillRect(self.rect(), self._theme.colour("panel"))
            return
        height, ratio = self.height() - MAP_PX, self.devicePixelRatioF()
        self._stills.paint(
            painter, Seen(height, ratio, self.scale, self.hand.frames, self._scrolled_px, self._selected)
        )
        painter.fillRect(QRectF(0, height, self.width(), MAP_PX), self._theme.colour("panel"))
        painter.translate(GUTTER_PX, 0)
        painter.setClipRect(QRectF(0, 0, self._film_px, height))
        paint_marks(painter, self._theme, self.scale, self.hand.marks, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_hand(painter, height)
        paint_playhead(painter, self._theme, self.scale.x(self.hand.playhead_us), height)
        if self.hand.placed is not None:
            edge_px = self.scale.x(self.hand.placed.edge_us)
            paint_tip(painter, self._theme, self.hand.words, edge_px, self._film_px)

    def _paint_hand(self, painter: QPainter, height: float) -> None:
        placed, under = self.hand.placed, self.hand.under
        top = self._lanes_top_px - self._scrolled_px
        if placed is not None:
            hold, bar = placed.hold, self._lanes.bar_of(placed.hold.piece)
            if bar is None:
                return
            before = self._lanes.rect_of(hold.piece, bar.in_us, bar.out_us, self.scale, top)
            out_us = placed.out_us if placed.out_us is not None else bar.out_us + placed.in_us - hold.in_us
            now = self._lanes.rect_of(hold.piece, placed.in_us, out_us, self.scale, top)
            if before is not None and now is not None:
                paint_dragged(painter, self._theme, before, now, self.scale.x(placed.edge_us), height)
        elif under is not None:
            painter.save()
            painter.setClipRect(QRectF(0, self._lanes_top_px, self._film_px, height - self._lanes_top_px))
            paint_outline(painter, self._theme, under.rect.translated(0, top))
            painter.restore()

    @property
    def _film_px(self) -> int:
        return max(1, self.width() - GUTTER_PX)

    @property
    def _lanes_top_px(self) -> int:
        return self._stills.lanes_edge_px + GAP_PX
