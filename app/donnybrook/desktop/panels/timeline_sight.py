"""Which stretch of the film a timeline shows: how it comes closer, goes along, follows the playhead. No widget."""

from PySide6.QtCore import QObject, Signal

from donnybrook.desktop.panels.timeline_scale import Scale, whole

_SMALL_PX = 110.0
_AROUND = 3
_PAGE = 0.85
_TURNED_TO = 0.1


class Sight(QObject):
    """Tells by ``changed`` that another stretch is seen."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scale = whole(0, 1)
        self.playhead_us = 0

    @property
    def scale(self) -> Scale:
        """What is seen."""
        return self._scale

    def show_film(self, duration_us: int, width_px: float) -> None:
        """Show a whole film."""
        self.see(whole(duration_us, width_px))

    def resize(self, width_px: float) -> None:
        """Show the same stretch at another width."""
        self.see(self._scale.resized(width_px))

    def see(self, scale: Scale) -> None:
        """Show a stretch."""
        if scale != self._scale:
            self._scale = scale
            self.changed.emit()

    def move_to(self, start_us: float) -> None:
        """Show the film from a time on."""
        self.see(self._scale.moved_to(start_us))

    def bring_into_view(self, in_us: int, out_us: int | None) -> None:
        """Show a stretch with film around it, if it is too small or not to be seen; of a long one, its beginning."""
        scale, length_us = self._scale, (out_us or in_us) - in_us
        if out_us is not None and scale.x(out_us) - scale.x(in_us) < _SMALL_PX:
            self.show_stretch(in_us, out_us)
        elif length_us > scale.length_us:
            if not 0 <= scale.x(in_us) <= scale.width_px:
                self.move_to(in_us - _TURNED_TO * scale.length_us)
        elif scale.x(in_us) < 0 or scale.x(out_us or in_us) > scale.width_px:
            self.move_to(in_us + length_us / 2 - scale.length_us / 2)

    def show_stretch(self, in_us: int, out_us: int) -> None:
        """Come as close as lets a stretch be seen well, with film on both sides."""
        closer = self._scale.zoomed(self._scale.length_us / (_AROUND * max(out_us - in_us, 1)), 0)
        self.see(closer.moved_to((in_us + out_us - closer.length_us) / 2))

    def show_whole(self) -> None:
        """Show the whole film again."""
        self.see(whole(int(self._scale.whole_us), self._scale.width_px))

    def zoom(self, factor: float) -> None:
        """Come closer (above 1) to the playhead, or go back; from elsewhere, to the middle of what is seen."""
        x = self._scale.x(self.playhead_us)
        self.see(self._scale.zoomed(factor, x if 0 <= x <= self._scale.width_px else self._scale.width_px / 2))

    def zoom_at(self, factor: float, x_px: float) -> None:
        """Come closer to what stands at a place."""
        self.see(self._scale.zoomed(factor, x_px))

    def go_along(self, share: float) -> None:
        """Show what comes next, by a share of what is seen; what was before, if negative."""
        self.move_to(self._scale.start_us + share * self._scale.length_us)

    def turn_page(self, way: int) -> None:
        """Show what comes next (1) or what was before (-1)."""
        self.go_along(way * _PAGE)

    def follow(self, time_us: int) -> None:
        """Turn the page when the playhead is not on this one."""
        if not 0 <= self._scale.x(time_us) <= self._scale.width_px:
            self.move_to(time_us - self._scale.length_us * _TURNED_TO)
