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


def written_formats() -> tuple[Format, ...]:
    """Return the formats that fights are exported to, by name."""
    return tuple(each for each in formats() if each.writes)


def read_formats() -> tuple[Format, ...]:
    """Return the formats that fights are imported from, by name."""
    return tuple(each for each in formats() if each.reads)


def format_for(path: Path) -> Format:
    """Return the format to write that a file's name ends in; raises ``Problem``, which lists those there are."""
    name = path.name.lower()
    fitting = [each for each in written_formats() if name.endswith(each.ending)]
    if fitting:
        return max(fitting, key=lambda each: len(each.ending))
    raise Problem(
        f"No format is known by the ending of “{path.name}”. Give the file one of these: {_listed(written_formats())}."
    )


def read_format_for(path: Path) -> Format:
    """Return the format to read that a file's name ends in; raises ``Problem``, which lists those there are."""
    name = path.name.lower()
    fitting = [(len(ending), form) for ending, form in _read_endings().items() if name.endswith(ending)]
    if fitting:
        return max(fitting, key=lambda each: each[0])[1]
    only_written = next((form for form in written_formats() if name.endswith(form.ending)), None)
    if only_written:
        raise Problem(
            f"Files that end in {only_written.ending} are written, and not read back. Of what was exported, a folder,"
            " .zip, .csv and .json can be. Nothing was imported."
        )
    raise Problem(
        f"“{path.name}” does not end as a file does that can be read. They end in {', '.join(_read_endings())}."
        " Nothing was imported."
    )


def is_foreign(path: Path) -> bool:
    """Whether a file's name ends as that of a file of another program that is read; a film's own file is none."""
    name = path.name.lower()
    return any(name.endswith(ending) and not form.is_film for ending, form in _read_endings().items())


def format_named(name: str, among: tuple[Format, ...]) -> Format:
    """Return the format of a name, or of an ending without its dot; raises ``Problem``, which lists those there are."""
    wanted = name.strip().lower().removeprefix(".")
    found = next((each for each in among if wanted in (each.name, each.ending.removeprefix("."))), None)
    if found:
        return found
    raise Problem(f"There is no format “{name}” here. There are {', '.join(each.name for each in among)}.")


def _read_endings() -> dict[str, Format]:
    return {ending: form for form in read_formats() for ending in (form.ending, *form.also_read)}


def _listed(some: tuple[Format, ...]) -> str:
    return ", ".join(f"{each.ending} ({each.summary})" for each in some)


def load() -> Iterator[None]:
    """Load the formats one after the other: a window does something else in between. ``formats`` is quick then."""
    for module in _modules():
        import_module(module)
        yield


def _declared() -> Iterator[Format]:
    for module in _modules():
        declared = getattr(import_module(module), "FORMAT", None)
        if isinstance(declared, Format):
            yield declared


def _modules() -> Iterator[str]:
    for module in pkgutil.iter_modules(exchange.__path__, f"{exchange.__name__}."):
        yield module.name
