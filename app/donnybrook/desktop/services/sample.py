"""Has the sample film drawn and catalogued, in a thread of its own; tells how far it is. Knows no widget."""

from pathlib import Path

from platformdirs import user_data_path
from PySide6.QtCore import QObject, QThread, Signal

from donnybrook.problems import Problem


def sample_folder() -> Path:
    """Return where the person's own sample lies."""
    return user_data_path("donnybrook", appauthor=False) / "sample"


class _StoppedError(Exception):
    """The window is closing: leave off drawing."""


class _Drawing(QThread):
    told = Signal(int)
    made = Signal(str)
    refused = Signal(str)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.stopped = False

    def run(self) -> None:
        from donnybrook.sample.catalog import write_sample

        try:
            self.made.emit(str(write_sample(self._folder, progress=self._tell).catalog))
        except Problem as problem:
            self.refused.emit(str(problem))
        except _StoppedError:
            return

    def _tell(self, share: float) -> None:
        if self.stopped:
            raise _StoppedError
        self.told.emit(round(share * 100))


class SampleMaker(QObject):
    """Makes the sample once; it is left as it is when it is there."""

    percent = Signal(int)
    """Emits how far the drawing is, 0 to 100."""

    made = Signal(str)
    """Emits the path of the sample's catalog."""

    refused = Signal(str)
    """Emits a sentence on why there is no sample."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drawing: _Drawing | None = None

    def make(self, folder: Path | None = None) -> None:
        """Begin; does nothing while it is at it."""
        if self._drawing is not None and self._drawing.isRunning():
            return
        drawing = self._drawing = _Drawing(folder or sample_folder())
        drawing.told.connect(self.percent)
        drawing.made.connect(self.made)
        drawing.refused.connect(self.refused)
        drawing.start(QThread.Priority.LowPriority)

    def close(self) -> None:
        """Leave off, and wait for the thread's end."""
        if self._drawing is not None and self._drawing.isRunning():
            self._drawing.stopped = True
            self._drawing.wait()
