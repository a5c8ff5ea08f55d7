"""Typed times of a film as marks: put back on the frames they were read from, where the film's file is there."""

from collections.abc import Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Self

import click

from donnybrook.catalog import Catalog, MediaFile
from donnybrook.cli.changed_files import tell_if_changed
from donnybrook.ingest.covers import make_cover
from donnybrook.ingest.marks import mark_meant
from donnybrook.media import FilmProblem, FilmWorker
from donnybrook.problems import Problem
from donnybrook.times import SECOND_US, format_clock, parse_time


class Marks:
    """The marks on one version of a film; a context manager. The film is opened by the first time that needs it."""

    def __init__(self, catalog: Catalog, film_id: int, version_id: int) -> None:
        self._catalog = catalog
        known: Sequence[MediaFile] = [each for each in catalog.media_files(film_id) if each.version_id == version_id]
        self.rate = next((each.version_rate for each in known if each.rate), None)
        self._files = [each for each in known if each.path.is_file()]
        self._longest_us = max((each.version_end_us or 0 for each in self._files), default=0)
        self._open = ExitStack()
        self._started: FilmWorker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def typed(self, text: str) -> int:
        """Return the mark a typed time means; raises ``TimeProblem`` for what is none, and as ``mark``."""
        return self.mark(parse_time(text, self.rate))

    def mark(self, time_us: int, *, begins: bool = False) -> int:
        """Return the mark a time means, where something ``begins`` or ends; raises ``Problem`` past the film's end."""
        if self._longest_us and time_us >= self._longest_us + (0 if begins else SECOND_US):
            ends = format_clock(self._longest_us)
            raise Problem(f"The film ends at {ends}, before {format_clock(time_us)}. Nothing was entered.")
        return mark_meant(self._worker(), self._files[0], time_us) if self._files else time_us

    def take_cover(self, scene_id: int) -> None:
        """Make a fight's thumbnail, if its film's file is there; what hinders it is told, and no more."""
        if not self._files:
            return
        try:
            make_cover(self._catalog, self._worker(), scene_id)
        except FilmProblem as problem:
            click.echo(f"donnybrook: The fight is entered, but has no thumbnail: {problem}", err=True)

    def _worker(self) -> FilmWorker:
        if self._started is None:
            self._started = self._open.enter_context(FilmWorker())
            tell_if_changed(self._started, self._files[0])
        return self._started
