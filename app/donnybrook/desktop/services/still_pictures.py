"""Reads a picture file from anywhere, made small, in a process of its own; run away from the window's thread."""

from pathlib import Path

from donnybrook.media import FilmWorker, Thumbnail


def read_picture(path: Path) -> Thumbnail:
    """Return a picture as catalogs keep them; raises ``Problem`` for a file that is none."""
    with FilmWorker() as worker:
        return worker.picture(path.absolute())
