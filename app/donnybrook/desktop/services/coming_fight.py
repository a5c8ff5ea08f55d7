"""The fight that was made last, while it has to wait: what is meant for it comes after it. Knows no widget."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from donnybrook.desktop.entry import Caption, Entry
from donnybrook.desktop.refusals import Refusals


class ComingFight(QObject):
    """At most one is meant at a time, the last."""

    def __init__(self, refusals: Refusals, parent: QObject) -> None:
        super().__init__(parent)
        self._refusals = refusals
        self._entry: Entry[int] | None = None

    def mean(self, entry: Entry[int]) -> None:
        """Mean this one from now on."""
        self._entry = entry

    def forget(self) -> None:
        """Mean none: another fight or film is shown."""
        self._entry = None

    @property
    def entry(self) -> Entry[int] | None:
        """The one that is meant; ``None`` once it is stored or refused."""
        return self._entry if self._entry is not None and self._entry.is_waiting else None

    def when_there(self, caption: Caption, do: Callable[[int], object]) -> None:
        """Do something with its id once it is there; told by its caption where the fight can't be made after all."""
        lost = self.tr("The fight it is of was not stored.")
        if self.entry is not None:
            self.entry.when_stored(do).when_refused(lambda: self._refusals.tell_late(caption, lost))
