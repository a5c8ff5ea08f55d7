"""Reads JSON that somebody else made, and takes from it only what is of the kind that is expected. Knows no format."""

import json
import math
from collections.abc import Iterator
from pathlib import Path

from donnybrook.exchange.foreign_text import read_text
from donnybrook.problems import Problem
from donnybrook.times import LONGEST_US, SECOND_US


def read_json(path: Path, *, is_packed: bool = False) -> object:
    """Return what a file of JSON holds, which may be packed with gzip; raises ``Problem`` for what is none."""
    try:
        return json.loads(read_text(path, is_packed=is_packed), object_hook=_passed, parse_float=_number)
    except ValueError as fault:
        raise Problem(f"{path.name} is no JSON that can be read ({fault}). Nothing was imported.") from fault
    except RecursionError as fault:
        raise Problem(f"{path.name} is nested too deeply to be read. Nothing was imported.") from fault


# The reader of the standard library goes through a whole file in one go, and no other thread, the window's among them,
# gets its turn meanwhile. Where it calls back, they do.
def _passed(found: dict[str, object]) -> dict[str, object]:
    return found


def _number(digits: str) -> float:
    return float(digits)


def text_in(holder: object, *names: str) -> str:
    """Return the text that is found by going from name to name; '' for whatever else is there.

    Halves of a pair of surrogates, which no catalog can keep, are shown by a mark.
    """
    found = _found(holder, names)
    return found.encode("utf-8", "replace").decode() if isinstance(found, str) else ""


def items_in(holder: object, *names: str) -> list[object]:
    """Return the list that is found by going from name to name; what is there and is no list is its only item."""
    found = _found(holder, names)
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def named_in(holder: object, *names: str) -> Iterator[tuple[str, object]]:
    """Yield the names and what they name, of what is found by going from name to name."""
    found = _found(holder, names)
    if isinstance(found, dict):
        yield from ((name.encode("utf-8", "replace").decode(), value) for name, value in found.items())


def number_in(holder: object, *names: str) -> float | int | None:
    """Return the number that is found by going from name to name; ``None`` for whatever else is there."""
    found = _found(holder, names)
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    # A whole number may have more digits than a float can be asked about.
    return found if isinstance(found, int) or math.isfinite(found) else None


def seconds_in(holder: object, *names: str) -> int | None:
    """Return in µs the seconds that are found by going from name to name; ``None`` if there are none."""
    found = number_in(holder, *names)
    if found is None or abs(found) > LONGEST_US:
        return None
    return round(found * SECOND_US)


def _found(holder: object, names: tuple[str, ...]) -> object:
    for name in names:
        holder = holder.get(name) if isinstance(holder, dict) else None
    return holder
