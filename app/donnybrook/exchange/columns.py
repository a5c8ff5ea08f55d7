"""The columns of a row about one scene, declared once: CSV and JSON output follow. Knows no file format."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from donnybrook.catalog import SCENE_FIELDS, Scene, SceneField
from donnybrook.times import format_clock, format_seconds


@dataclass(frozen=True, slots=True)
class Seconds:
    """A time or a length, to be written as a decimal number of seconds that is exact to the microsecond."""

    us: int

    def __str__(self) -> str:
        return format_seconds(self.us)


type Cell = str | int | bool | Seconds | tuple[str, ...] | None
"""A value of one column: ``None`` for what was not said, a tuple for several values in one cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the header, what it means, and its value for a scene."""

    name: str
    description: str
    value: Callable[[Scene], Cell]


def _clock(time_us: int | None) -> str | None:
    return None if time_us is None else format_clock(time_us)


def _seconds(time_us: int | None) -> Seconds | None:
    return None if time_us is None else Seconds(time_us)


def _duration(scene: Scene) -> Seconds | None:
    in_us, out_us = scene.fields.in_us, scene.fields.out_us
    return None if in_us is None or out_us is None else Seconds(out_us - in_us)


def _weapons(scene: Scene) -> tuple[str, ...]:
    return tuple(dict.fromkeys(use.weapon for use in scene.wieldings))


def _improvised_weapons(scene: Scene) -> tuple[str, ...]:
    return tuple(dict.fromkeys(use.weapon for use in scene.wieldings if use.improvised))


def _terms(scheme: str, scene: Scene) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.label for term in scene.terms if term.scheme == scheme))


def _uses(scene: Scene) -> tuple[str, ...]:
    names = {combatant.id: combatant.label for combatant in scene.combatants}
    uses = (
        (names.get(use.combatant_id, "") if use.combatant_id else "", f"{use.weapon}{'!' if use.improvised else ''}")
        for use in scene.wieldings
    )
    return tuple(dict.fromkeys(f"{who}: {weapon}" if who else weapon for who, weapon in uses))


def _field(field: SceneField, scene: Scene) -> Cell:
    value: str | int | None = getattr(scene.fields, field.name)
    return None if value == "" else value


_MAIN = (
    Column("scene_id", "The fight's own identity, the same in every copy of the catalog (UUID).", lambda s: s.uuid),
    Column("film", "The film's title.", lambda s: s.film_title),
    Column("year", "The film's year.", lambda s: s.film_year),
    Column("title", "What the fight is called.", lambda s: s.fields.title or None),
    Column(
        "in",
        "Where the fight begins, H:MM:SS.mmm from the film's start; empty if it was catalogued from memory.",
        lambda s: _clock(s.fields.in_us),
    ),
    Column(
        "out", "Where it ends (this moment is no longer part of it), H:MM:SS.mmm.", lambda s: _clock(s.fields.out_us)
    ),
    Column("in_s", "As in, in seconds, exact to the microsecond.", lambda s: _seconds(s.fields.in_us)),
    Column("out_s", "As out, in seconds, exact to the microsecond.", lambda s: _seconds(s.fields.out_us)),
    Column("duration_s", "out_s - in_s.", _duration),
    Column("location", "The kind of place, a term of the vocabulary.", lambda s: s.location or None),
    Column("weapons", "The weapons used, each once, in order of use.", _weapons),
    Column("combatants", "Who fights: characters and groups.", lambda s: tuple(c.label for c in s.combatants)),
    Column("techniques", "The techniques seen.", partial(_terms, "technique")),
    Column("camera", "The camera terms.", partial(_terms, "camera")),
    Column(
        "improvised",
        "true if something that was not made as a weapon is used as one, else false.",
        lambda s: any(use.improvised for use in s.wieldings),
    ),
    Column("note", "The choreography note.", lambda s: s.fields.note or None),
    Column("improvised_weapons", "Which of the weapons were improvised.", _improvised_weapons),
    Column("uses", "Who uses what, as “who: weapon”; an improvised use ends in “!”.", _uses),
    Column("themes", "The themes.", partial(_terms, "theme")),
)
_ENTERED = tuple(
    Column(field.export_as, f"{field.label}, as entered.", partial(_field, field))
    for field in SCENE_FIELDS
    if field.export_as
)

SCENE_COLUMNS: tuple[Column, ...] = (
    *_MAIN,
    *_ENTERED,
    Column("coder", "Who entered it.", lambda s: s.coder or None),
)
