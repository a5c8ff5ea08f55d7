"""The chapters that a film file itself holds, read by the decoding process. Knows no catalog."""

from pathlib import Path

from donnybrook.exchange.chapters import fights_of
from donnybrook.exchange.foreign import ForeignFile, ForeignFilm
from donnybrook.exchange.format import Format, RateOf
from donnybrook.media import FilmWorker


def read(path: Path, _: RateOf) -> ForeignFile:
    """Return the chapters of a film file as fights; raises ``FilmProblem``, a ``Problem``, for what is no film."""
    with FilmWorker() as worker:
        found = worker.chapters(path)
    return fights_of(found, ForeignFilm(path=str(path.absolute())), is_on_file_clock=False)


FORMAT = Format(
    "film",
    ".mkv",
    "the chapters of a film file",
    read=read,
    one_film=True,
    is_film=True,
    also_read=(".mp4", ".m4v", ".mov", ".webm"),
)
