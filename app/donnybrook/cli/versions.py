"""The versions of the program and of what it stands on, for bug reports. Starts no window and opens no film."""

import platform
from importlib import metadata

from donnybrook.catalog.driver import SQLITE_VERSION
from donnybrook.media import FilmWorker
from donnybrook.problems import Problem


def version_lines() -> list[str]:
    """Return one line a part: its name and its version."""
    return [
        f"Donnybrook {_version('donnybrook')}",
        f"Python {platform.python_version()}",
        f"Qt {_version('PySide6-Essentials')}",
        *_film_libraries(),
        f"SQLite {SQLITE_VERSION}",
    ]


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "is not installed"


def _film_libraries() -> list[str]:
    try:
        with FilmWorker() as worker:
            found = worker.versions()
    except Problem as problem:
        return [f"FFmpeg and OpenCV can't be asked: {problem}"]
    return [f"FFmpeg {found.ffmpeg} (PyAV {found.pyav})", f"OpenCV {found.opencv}"]
