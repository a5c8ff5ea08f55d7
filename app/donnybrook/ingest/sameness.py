"""Tells whether two film files hold the same bytes, by size and samples. Knows no catalog's edits and no screen."""

from collections.abc import Iterable
from pathlib import Path

from donnybrook.catalog import MediaFile
from donnybrook.media import FilmProblem, FilmWorker

_GLANCE_BYTES = 4096


class Samples:
    """Samples of files, each read once, and only where another file has the same size.

    A glance is a few bytes from the middle, read at once: films that differ do so there, whatever their heads have in
    common. Only where two glances are equal is a fingerprint read, which takes a thousand times as much.
    """

    def __init__(self, worker: FilmWorker) -> None:
        self._worker = worker
        self._fingerprints: dict[Path, str] = {}
        self._glances: dict[Path, bytes | None] = {}

    def of(self, path: Path) -> str:
        """Return a file's fingerprint; '' for one that can't be read."""
        if path not in self._fingerprints:
            try:
                self._fingerprints[path] = self._worker.fingerprint(path)
            except FilmProblem:
                self._fingerprints[path] = ""
        return self._fingerprints[path]

    def glance(self, path: Path) -> bytes | None:
        """Return the bytes in a file's middle; None for one that can't be read."""
        if path not in self._glances:
            self._glances[path] = _middle_of(path)
        return self._glances[path]

    def are_same(self, path: Path, other: Path) -> bool:
        """Whether two files of one size hold the same bytes."""
        return self.glance(path) == self.glance(other) and self.of(path) == self.of(other) != ""

    def same(self, path: Path, files: Iterable[MediaFile]) -> list[MediaFile]:
        """Return those of some known files of its size that hold, or held where they were last seen, a file's bytes."""
        return [each for each in files if self._may_hold(path, each) and self._held_by(each) == self.of(path) != ""]

    def _held_by(self, file: MediaFile) -> str:
        return file.fingerprint or self.of(file.path)

    def _may_hold(self, path: Path, file: MediaFile) -> bool:
        """Whether a glance leaves it open; it says nothing of a file that is gone, or was changed since it was read."""
        try:
            is_as_known = file.path.stat().st_mtime_ns == file.mtime_ns
        except (OSError, ValueError):
            return bool(file.fingerprint)
        return not is_as_known or self.glance(path) == self.glance(file.path)


def _middle_of(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            file.seek(file.seek(0, 2) // 2)
            return file.read(_GLANCE_BYTES)
    except OSError:
        return None
