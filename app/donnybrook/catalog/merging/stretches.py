"""Makes an in and an out point that two people changed apart fit each other. Pure: knows the changes of a row alone."""

from collections.abc import Iterable, Mapping

from donnybrook.catalog.images import Value
from donnybrook.records import dataclass

_STRETCHES = (("in_us", "out_us"), ("from_us", "to_us"))
POINTS = frozenset(point for stretch in _STRETCHES for point in stretch)


@dataclass(frozen=True, slots=True)
class _Typed:
    """The values one column was given, newest first, with the place of the newest among all changes of the row."""

    values: tuple[Value, ...]
    place: int


def fitting(image: Mapping[str, Value], typed: Iterable[Mapping[str, Value]]) -> dict[str, Value]:
    """Return other values for the points of an image that contradict each other; nothing where they fit.

    ``typed`` are the values that changes gave, oldest first. The point that was changed last stands, the other has
    the last value that goes with it; if none does, there is no out point.
    """
    changes = list(typed)
    found: dict[str, Value] = {}
    for begin, end in _STRETCHES:
        if begin in image and end in image and not _fit(image[begin], image[end]):
            found |= dict(zip((begin, end), _pair(_typed(changes, begin), _typed(changes, end)), strict=True))
    return found


def _typed(changes: list[Mapping[str, Value]], column: str) -> _Typed:
    given = [(place, change[column]) for place, change in enumerate(changes) if column in change]
    return _Typed(tuple(value for _, value in reversed(given)), given[-1][0] if given else -1)


def _pair(begins: _Typed, ends: _Typed) -> tuple[Value, Value]:
    if ends.place > begins.place:
        for begin in begins.values:
            if _fit(begin, ends.values[0]):
                return begin, ends.values[0]
    begin = begins.values[0] if begins.values else None
    return begin, next((end for end in ends.values if _fit(begin, end)), None)


def _fit(begin: Value, end: Value) -> bool:
    return end is None or (isinstance(begin, int) and isinstance(end, int) and end > begin)
