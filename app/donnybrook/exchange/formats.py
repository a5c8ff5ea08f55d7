"""The registry of formats: every module of this room that has a ``FORMAT`` is one. Knows none by name.

To add a format: put one file into this folder with a ``FORMAT = Format(...)``.
"""

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from donnybrook import exchange
from donnybrook.exchange.format import Format
from donnybrook.problems import Problem


@cache
def formats() -> tuple[Format, ...]:
    """Return all formats, by name."""
    return tuple(sorted(_declared(), key=lambda each: each.name))


def format_for(path: Path) -> Format:
    """Return the format that a file's name ends in; raises ``Problem``, which lists those there are."""
    for each in formats():
        if path.name.lower().endswith(each.ending):
            return each
    known = ", ".join(f"{each.ending} ({each.summary})" for each in formats())
    raise Problem(f"No format is known by the ending of “{path.name}”. Give the file one of these: {known}.")


def _declared() -> Iterator[Format]:
    for module in pkgutil.iter_modules(exchange.__path__, f"{exchange.__name__}."):
        declared = getattr(import_module(module.name), "FORMAT", None)
        if isinstance(declared, Format):
            yield declared
