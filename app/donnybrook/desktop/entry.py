"""What a person entered, on its way into the catalog: stored at once, or once an edit in another thread is over."""

from collections.abc import Callable
from typing import Protocol, Self

from donnybrook.catalog import Edited
from donnybrook.records import dataclass


class Place(Protocol):
    """Where something is entered, and where a sentence about it can be shown."""

    @property
    def of(self) -> str:
        """What it is entered of, such as a fight's name; "" where an edit's own name says that."""

    def show_problem(self, sentence: str) -> None:
        """Show a sentence at the field; "" takes it away."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A place that is no field: ``show_problem`` says a sentence wherever the person looks."""

    show_problem: Callable[[str], None]
    of: str = ""


class Entry[T]:
    """Waits until it is stored or refused, which whoever made it hears; a refusal has been shown by then."""

    def __init__(self) -> None:
        self.edited: Edited[T] | None = None
        self.is_refused = False
        self.is_late = False  # it had to wait: the person may be somewhere else by now
        self._stored: list[Callable[[T], object]] = []
        self._refused: list[Callable[[], object]] = []

    @property
    def value(self) -> T | None:
        """What the edit returned; ``None`` while it waits, and where it was refused."""
        return None if self.edited is None else self.edited.value

    @property
    def is_waiting(self) -> bool:
        """Whether it is neither stored nor refused yet."""
        return self.edited is None and not self.is_refused

    def when_stored(self, do: Callable[[T], object]) -> Self:
        """Do something with what the edit returned: now, or once it is stored."""
        if self.edited is not None:
            do(self.edited.value)
        else:
            self._stored.append(do)
        return self

    def when_refused(self, do: Callable[[], object]) -> Self:
        """Do something if it is refused, now or later."""
        if self.is_refused:
            do()
        else:
            self._refused.append(do)
        return self

    def be_stored(self, edited: Edited[T]) -> None:
        """It is stored."""
        self.edited = edited
        for do in self._stored:
            do(edited.value)

    def be_refused(self) -> None:
        """It can't be stored."""
        self.is_refused = True
        for do in self._refused:
            do()
