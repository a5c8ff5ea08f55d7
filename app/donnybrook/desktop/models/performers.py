"""Who plays a character as a person reads and types it: ``Ana de Armas, Jane Doe (stunt double)``. Knows no widget."""

import re
from collections.abc import Collection, Sequence

from donnybrook.catalog import Performer

_USUAL = Performer("").role
_IN_BRACKETS = re.compile(r"(?P<name>.*\S)\s*\((?P<role>[^()]*)\)")


def performers_text(performers: Sequence[Performer]) -> str:
    """Return performers as one line."""
    return ", ".join(each.name if each.role == _USUAL else f"{each.name} ({each.role})" for each in performers)


def read_performers(text: str, roles: Collection[str]) -> tuple[Performer, ...]:
    """Return the performers of a line; what stands in brackets and is no role belongs to the name."""
    performers = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        match = _IN_BRACKETS.fullmatch(part)
        role = match["role"].strip().casefold() if match else ""
        performers.append(Performer(match["name"], role) if match and role in roles else Performer(part))
    return tuple(dict.fromkeys(performers))
