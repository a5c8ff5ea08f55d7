"""What a person entered, on its way into the catalog: stored at once, or once an edit in another thread is over."""

from collections.abc import Callable, Iterator
from typing import Protocol, Self

from donnybrook.catalog import Changes, Edited, Performer
from donnybrook.catalog.edits.codes import CODE_LISTS
from donnybrook.catalog.tagging import ResolvedLine, reading
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.models.performers import performers_text
from donnybrook.records import dataclass
from donnybrook.times import format_clock

_SHORT_CHARS = 60  # about what a toast has room for
_SAID_BY_LABELS = frozenset(column for _, column in CODE_LISTS) | {"language", "scheme"}


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


@dataclass(frozen=True, slots=True)
class Caption:
    """What an entry is told by: its name, in quotes, and in short what was ``entered`` where the name does not say."""

    name: str
    entered: str = ""


def caption_of(at: Place, label: str, /, *args: object, **kwargs: object) -> Caption:
    """Return what an edit is told by that is entered at a place, by its label and what it is given."""
    name = translate("Session", "“{label}” in “{fight}”").format(label=label, fight=at.of) if at.of else f"“{label}”"
    return Caption(name, entered_in(label, *args, **kwargs))


def entered_in(label: str, /, *args: object, **kwargs: object) -> str:
    """Return in short what an edit, by its label and what it is given, has of a person's own; "" where the label says.

    Ids, codes and sizes are of nobody, and are left out: a label has the words of what is chosen. Times are told as
    clocks.
    """
    texts = [*_texts(args), *(text for name, value in kwargs.items() for text in _named_texts(name, value))]
    whole = " ".join(", ".join(text for text in texts if f" {text} " not in f" {label} ").split())
    return whole if len(whole) <= _SHORT_CHARS else f"{whole[: _SHORT_CHARS - 1].rstrip()}…"


def _named_texts(name: str, value: object) -> Iterator[str]:
    if name in _SAID_BY_LABELS:
        return
    if isinstance(value, int) and name.endswith("_us"):
        yield format_clock(value)
    elif isinstance(value, int) and not isinstance(value, bool) and not name.endswith(("_id", "_px")):
        yield str(value)
    else:
        yield from _texts((value,))


def _texts(values: object) -> Iterator[str]:
    if isinstance(values, str):
        yield from (values,) if values.strip() else ()
    elif isinstance(values, ResolvedLine):
        yield reading(values)
    elif isinstance(values, Performer):
        yield performers_text((values,))
    elif isinstance(values, tuple | list):
        for each in values:
            yield from _texts(each)


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
    def changes(self) -> Changes | None:
        """What the edit changed; ``None`` as for ``value``, and where it changed nothing."""
        return None if self.edited is None or not self.edited.changes else self.edited.changes

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
