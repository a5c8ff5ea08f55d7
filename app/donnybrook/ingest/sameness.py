"""Tells whether two film files hold the same bytes, by size and samples. Knows no catalog's edits and no screen."""

from collections.abc import Iterable
from pathlib import Path

from donnybrook.catalog import MediaFile
from donnybrook.media import FilmProblem, FilmWorker


class Samples:
    """The quick fingerprints of files, each read once, and only when another file has the same size."""

    def __init__(self, worker: FilmWorker) -> None:
        self._worker = worker
        self._read: dict[Path, str] = {}

    def of(self, path: Path) -> str:
        """Return a file's fingerprint; '' for one that can't be read."""
        if path not in self._read:
            try:
                self._read[path] = self._worker.fingerprint(path)
            except FilmProblem:
                self._read[path] = ""
        return self._read[path]

    def same(self, path: Path, size_bytes: int, files: Iterable[MediaFile]) -> list[MediaFile]:
        """Return those of the catalog's files that hold, or held where they were last seen, the bytes of a file."""
        alike = [each for each in files if each.size_bytes == size_bytes]
        mine = self.of(path) if alike else ""
        return [each for each in alike if mine and mine == (each.fingerprint or self.of(each.path))]
