"""The in and out marks that stand on the film but belong to no scene yet. Knows no player and no catalog."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal


class Marks(QObject):
    """Two times in microseconds, either of which may be missing; an out always lies after the in.

    ``are_fresh`` says whether a person has set them since they were last loaded or cleared.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.in_us: int | None = None
        self.out_us: int | None = None
        self.are_fresh = False
        self.slid: Callable[[int], int] | None = None
        """Returns where a time of a fight falls while all fights of the film are being slid."""

    def seen_at(self, time_us: int) -> int:
        """Return where a time of a fight is seen."""
        return time_us if self.slid is None else self.slid(time_us)

    @property
    def seen(self) -> tuple[int | None, int | None]:
        """Where both marks are seen: those of a fight are slid with it, fresh ones are not."""
        in_us, out_us = self.in_us, self.out_us
        if not self.are_fresh:
            in_us, out_us = (each if each is None else self.seen_at(each) for each in (in_us, out_us))
        return in_us, out_us

    @property
    def range(self) -> tuple[int, int] | None:
        """The stretch between both marks, where it is seen."""
        in_us, out_us = self.seen
        return None if in_us is None or out_us is None else (in_us, out_us)

    def mark_in(self, time_us: int) -> None:
        """Set the in point; an out point that does not lie after it is dropped."""
        kept = self.out_us if self.are_fresh and self.out_us is not None and self.out_us > time_us else None
        self._set(time_us, kept, fresh=True)

    def mark_out(self, time_us: int) -> None:
        """Set the out point; an in point that does not lie before it is dropped."""
        kept = self.in_us if self.are_fresh and self.in_us is not None and self.in_us < time_us else None
        self._set(kept, time_us, fresh=True)

    def load(self, in_us: int | None, out_us: int | None) -> None:
        """Show the marks of a scene."""
        self._set(in_us, out_us, fresh=False)

    def clear(self) -> None:
        """Take both marks away."""
        self._set(None, None, fresh=False)

    def _set(self, in_us: int | None, out_us: int | None, *, fresh: bool) -> None:
        self.in_us, self.out_us, self.are_fresh = in_us, out_us, fresh
        self.changed.emit()
