"""Works out what covers look like, in another thread and the decoding process, some at a time. Knows no widget."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Catalog
from donnybrook.desktop.services.errands import Errands

_BATCH = 100
_MOST = 2_000  # covers at a time, the newest first: the others when it is wanted next


class CoverLooks(QObject):
    """Of one catalog; what it learns is kept in the catalog's cache."""

    progressed = Signal(int)
    """Emits of how many covers the look is known now that was not before."""

    finished = Signal(int)
    """Emits the same, when there is no more to do."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._errands = Errands(self)
        self._is_stopped = False

    def begin(self) -> None:
        """Read the looks that nobody has read yet; nothing happens while that is being done."""
        self._is_stopped = False
        if not self._errands.is_busy:
            self._errands.run(self._read, self.finished.emit, lambda _sentence: self.finished.emit(0))

    def stop(self) -> None:
        """Read no more for now."""
        self._is_stopped = True

    def close(self) -> None:
        """End, and tell nothing any more."""
        self.stop()
        self._errands.close()

    def _read(self) -> int:
        from donnybrook.ingest.looks import read_looks
        from donnybrook.media import FilmWorker

        done = 0
        with Catalog.open(self._path) as catalog:
            if not catalog.questions.pictures_without_look(1):
                return 0
            with FilmWorker() as worker:
                while not self._is_stopped and done < _MOST:
                    read = read_looks(catalog, worker, most=_BATCH)
                    if not read:
                        break
                    done += read
                    self.progressed.emit(done)
        return done
