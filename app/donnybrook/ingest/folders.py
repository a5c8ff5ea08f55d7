"""Finds film files in folders, and says what else is there. Knows no film: it goes by names, as a person does first."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from donnybrook.records import dataclass

# The usual endings of the containers that can be read (``media.admission``).
_FILM_ENDINGS = frozenset(
    """3g2 3gp asf avi divx dv f4v flv gif ivf m1v m2t m2ts m2v m4v mj2 mkv mov mp4 mpe mpeg mpg mts mxf nut ogm ogv qt
    rm rmvb ts vob webm wmv wtv""".split()  # noqa: SIM905 - forty short words read best so
)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that is called like a film, and how large it is."""

    path: Path
    size_bytes: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What was found: films in the order of their names, and what was left out."""

    films: tuple[FoundFile, ...]
    unreadable: tuple[Path, ...]  # folders and files that may not be read
    others: int  # files that are not called like films
    linked_folders: int  # links to folders, which are not followed: they may lead in a circle
    same: tuple[Path, ...]  # other names of files that were found already


def find_films(folders: Iterable[Path]) -> FoundFiles:
    """Look through folders and all in them, and at files that are named; what is hidden is passed over in folders."""
    search = _Search()
    for folder in folders:
        place = folder.absolute()
        for path in [place] if place.is_file() else search.walk(place):
            search.take(path)
    return search.found()


class _Search:
    def __init__(self) -> None:
        self._films: list[FoundFile] = []
        self._unreadable: list[Path] = []
        self._same: list[Path] = []
        self._others = self._linked_folders = 0
        self._seen: set[tuple[int, int]] = set()

    def walk(self, folder: Path) -> Iterator[Path]:
        """Iterate over the files in a folder that are not hidden, and in the folders in it."""

        def refuse(error: OSError) -> None:
            self._unreadable.append(Path(os.fsdecode(error.filename)))

        for place, folders, names in os.walk(folder, onerror=refuse):
            visible = sorted((name for name in folders if not name.startswith(".")), key=str.casefold)
            linked = {name for name in visible if Path(place, name).is_symlink()}
            self._linked_folders += len(linked)
            folders[:] = [name for name in visible if name not in linked]
            yield from (Path(place, name) for name in sorted(names, key=str.casefold) if not name.startswith("."))

    def take(self, path: Path) -> None:
        """Note a file for what it is."""
        if path.suffix[1:].lower() not in _FILM_ENDINGS:
            self._others += 1
            return
        try:
            status = path.stat()
        except OSError:
            self._unreadable.append(path)
            return
        if not stat.S_ISREG(status.st_mode):
            self._others += 1
        elif (status.st_dev, status.st_ino) in self._seen:
            self._same.append(path)
        else:
            self._seen.add((status.st_dev, status.st_ino))
            self._films.append(FoundFile(path, status.st_size, status.st_mtime_ns))

    def found(self) -> FoundFiles:
        """Return what was noted."""
        return FoundFiles(
            tuple(self._films), tuple(self._unreadable), self._others, self._linked_folders, tuple(self._same)
        )
