"""Whether the films' files are where they were, looked at away from the window's thread: a disk may be slow or gone.

Knows no widget. A file counts as changed when its size is another; what its bytes are is not read here.
"""

from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import MediaFile
from donnybrook.desktop.services.errands import Errands


class FileState(StrEnum):
    """How a film's files are; a film with several is as well off as the best of them."""

    HERE = "here"
    CHANGED = "changed"
    MISSING = "missing"
    NONE = "none"


_BEST_FIRST = (FileState.HERE, FileState.CHANGED, FileState.MISSING)


class FileStates(QObject):
    """By film. Until a film was looked at, its file is taken to be there."""

    changed = Signal()
    """A film's files are otherwise than was known."""

    def __init__(self, errands: Errands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errands = errands
        self._states: dict[int, FileState] = {}
        self._with_file: set[int] = set()
        self._waiting: list[MediaFile] | None = None
        self._is_looking = False

    def of(self, film_id: int) -> FileState:
        """Return how a film's files are."""
        if film_id not in self._with_file:
            return FileState.NONE
        return self._states.get(film_id, FileState.HERE)

    def missing(self) -> list[int]:
        """Return the ids of the films whose files are gone."""
        return [film_id for film_id in self._with_file if self.of(film_id) is FileState.MISSING]

    def look(self, files: Iterable[MediaFile]) -> None:
        """Look at all files of the catalog; ``changed`` tells if anything is otherwise."""
        self._waiting = list(files)
        self._with_file = {each.film_id for each in self._waiting}
        if not self._is_looking:
            self._look()

    def _look(self) -> None:
        files, self._waiting = self._waiting, None
        if files is not None:
            self._is_looking = True
            self._errands.run(lambda: _states_of(files), self._take, lambda _sentence: None)

    def _take(self, states: dict[int, FileState]) -> None:
        self._is_looking = False
        is_other = any(self._states.get(film_id, FileState.HERE) is not state for film_id, state in states.items())
        self._states = states
        if is_other:
            self.changed.emit()
        self._look()


def _states_of(files: list[MediaFile]) -> dict[int, FileState]:
    states: dict[int, FileState] = {}
    for each in files:
        found = (state_of(each), states.get(each.film_id, FileState.MISSING))
        states[each.film_id] = min(found, key=_BEST_FIRST.index)
    return states


def state_of(media_file: MediaFile) -> FileState:
    """Look at one file; may wait for its disk."""
    try:
        status = media_file.path.stat()
    except (OSError, ValueError):
        return FileState.MISSING
    if media_file.size_bytes not in (None, 0, status.st_size):  # of an empty file nothing was known
        return FileState.CHANGED
    return FileState.HERE
