"""The fields a command takes as FIELD=VALUE, and how typed ones are told apart. Knows no catalog."""

from collections.abc import Sequence
from typing import Literal

from donnybrook.catalog.english import joined
from donnybrook.cli.text import plain
from donnybrook.problems import Problem
from donnybrook.records import dataclass

type Kind = Literal["text", "time", "code", "concept", "yes-no", "count", "year", "part", "identifier"]


class Answer(Exception):
    """What a field can be was asked with ``FIELD=?``: the text is the answer, and nothing is entered."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``column`` is what the catalog calls it, where that is not ``name``.

    ``source`` is the closed list of a ``code``, the schemes of a ``concept``, or the kind of thing of a ``part``. Of a
    field that may be said ``several`` times, the values are kept together. ``unsaid`` is kept for an emptied text.
    """

    name: str
    kind: Kind
    help: str
    column: str = ""
    source: str = ""
    several: bool = False
    unsaid: str = ""

    @property
    def key(self) -> str:
        """What the catalog calls it."""
        return self.column or self.name


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for one field; ``how`` says whether it replaces, joins or leaves what is there."""

    field: Field
    how: Literal["=", "+=", "-="]
    texts: tuple[str, ...]


def read_typed(arguments: Sequence[str], fields: Sequence[Field], *, first: str = "") -> list[Typed]:
    """Return what was typed, field by field; a first word without ``=`` is that of the field called ``first``.

    Raises:
        Problem: there is no such field, or one is said twice that is said once.
    """
    typed: dict[tuple[str, str], Typed] = {}
    for place, argument in enumerate(arguments):
        name, sign, text = argument.partition("=")
        if not sign and place == 0 and first:
            name, sign, text = first, "=", argument
        if not sign:
            raise Problem(f"“{plain(argument)}” says no field. Write FIELD=VALUE; {_list(fields)}.")
        how: Literal["=", "+=", "-="] = "+=" if name.endswith("+") else "-=" if name.endswith("-") else "="
        field = _field(name.rstrip("+-") if how != "=" else name, fields)
        if not field.several and (how != "=" or (field.name, how) in typed):
            raise Problem(f"{field.name} is said once, as in {field.name}=VALUE.")
        before = typed.get((field.name, how))
        typed[field.name, how] = Typed(field, how, (*(before.texts if before else ()), text))
    return list(typed.values())


def fields_help(fields: Sequence[Field]) -> str:
    """Return the lines of a command's help that tell its fields."""
    lines = [f"{field.name:14} {field.help}{' *' if field.several else ''}" for field in fields]
    notes = [
        "* may be said several times; FIELD+=VALUE adds one, FIELD-=VALUE takes one off."
        if any(field.several for field in fields)
        else "",
        f"{next(field.name for field in fields if field.kind == 'code')}=? says what there is to choose from."
        if any(field.kind == "code" for field in fields)
        else "",
    ]
    return "\n".join([*lines, *(f"\n\b\n{note}" for note in notes if note)])


def _field(name: str, fields: Sequence[Field]) -> Field:
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    for field in fields:
        if field.name == wanted:
            return field
    raise Problem(f"There is no field “{plain(name)}”; {_list(fields)}.")


def _list(fields: Sequence[Field]) -> str:
    return f"the fields are {joined([field.name for field in fields])}"
