"""Refuses options that would do nothing: who typed one expects something of it. Knows no command."""

from collections.abc import Mapping

import click

from donnybrook.catalog.english import joined


def refuse_idle(said: Mapping[str, object], where: str) -> None:
    """Raise ``click.UsageError`` for options that were given; ``where`` ends the sentence that they do nothing.

    ``said`` is what was given, by the option's name; what is empty, false or None was not.
    """
    names = [name for name, value in said.items() if value]
    if names:
        does = "does" if len(names) == 1 else "do"
        raise click.UsageError(f"{joined(names)} {does} nothing {where}", click.get_current_context())
