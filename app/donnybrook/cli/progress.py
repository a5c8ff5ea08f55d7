"""A progress bar on standard error, for what takes over a second on a terminal. Silent everywhere else."""

import sys
import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE_S = 1.0


class Bar:
    """One bar; a context manager. It shows itself a second after its beginning."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._begun_s = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()

    def show(self, done: float, total: float | None) -> None:
        """Say how far it is: so much done out of a total; None or 0 where that is not known."""
        if self._progress is None and sys.stderr.isatty() and time.monotonic() - self._begun_s > _PATIENCE_S:
            self._start()
        if self._progress and self._task is not None:
            self._progress.update(self._task, completed=done, total=total or None)

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        self._progress = Progress(console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task(self._label, total=None)
        self._progress.start()


def watched[T](items: Iterable[T], count: int, label: str) -> Iterator[T]:
    """Pass items on, with a bar that counts them."""
    with Bar(label) as bar:
        for place, item in enumerate(items):
            bar.show(place, count)
            yield item
