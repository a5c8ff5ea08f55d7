"""Finds film files in folders, and says what else is there. Knows no film: it goes by names, as a person does first."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

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


@dataclass(slots=True)
class FoundFiles:
    """What was found: films in the order of their names, and what was left out."""

    films: list[FoundFile] = field(default_factory=list)
    unreadable: list[Path] = field(default_factory=list)  # folders and files that may not be read
    others: int = 0  # files that are not called like films
    linked_folders: int = 0  # links to folders, which are not followed: they may lead in a circle
    same: list[Path] = field(default_factory=list)  # other names of files that were found already


def find_films(folders: Iterable[Path]) -> FoundFiles:
    """Look through folders and all in them, and at files that are named; what is hidden is passed over in folders."""
    found = FoundFiles()
    seen: set[tuple[int, int]] = set()
    for folder in folders:
        place = folder.absolute()
        for path in [place] if place.is_file() else _walk(place, found):
            _take(path, found, seen)
    return found


def _walk(folder: Path, found: FoundFiles) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        found.unreadable.append(Path(os.fsdecode(error.filename)))

    for place, folders, names in os.walk(folder, onerror=refuse):
        visible = sorted((name for name in folders if not name.startswith(".")), key=str.casefold)
        linked = {name for name in visible if Path(place, name).is_symlink()}
        found.linked_folders += len(linked)
        folders[:] = [name for name in visible if name not in linked]
        yield from (Path(place, name) for name in sorted(names, key=str.casefold) if not name.startswith("."))


def _take(path: Path, found: FoundFiles, seen: set[tuple[int, int]]) -> None:
    if path.suffix[1:].lower() not in _FILM_ENDINGS:
        found.others += 1
        return
    try:
        status = path.stat()
    except OSError:
        found.unreadable.append(path)
        return
    if not stat.S_ISREG(status.st_mode):
        found.others += 1
    elif (status.st_dev, status.st_ino) in seen:
        found.same.append(path)
    else:
        seen.add((status.st_dev, status.st_ino))
        found.films.append(FoundFile(path, status.st_size, status.st_mtime_ns))
