"""The registry of measures: every module of ``measures`` that has a ``MEASURE`` is one. Knows none by name.

To add a measure: put one file into that folder with a ``MEASURE = Measure(...)``.
"""

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from donnybrook.analysis import measures as folder
from donnybrook.analysis.measure import Measure
from donnybrook.problems import Problem


@cache
def measures() -> tuple[Measure, ...]:
    """Return all measures, by title."""
    return tuple(sorted(_declared(), key=lambda each: each.title))


def load() -> Iterator[None]:
    """Load the measures one after the other: a window does something else in between. ``measures`` is quick then."""
    for module in _modules():
        import_module(module)
        yield


def measure_named(name: str) -> Measure:
    """Return the measure of a name; raises ``Problem``, which lists those there are."""
    for each in measures():
        if each.name == name.strip().casefold():
            return each
    known = ", ".join(each.name for each in measures())
    raise Problem(f"There is no measure “{name}”. There are: {known}.")


def _declared() -> Iterator[Measure]:
    for module in _modules():
        declared = getattr(import_module(module), "MEASURE", None)
        if isinstance(declared, Measure):
            yield declared


def _modules() -> Iterator[str]:
    for module in pkgutil.iter_modules(folder.__path__, f"{folder.__name__}."):
        yield module.name
