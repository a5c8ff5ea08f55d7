"""Parts of a fight and of a film's cast by number or name, as ``show`` prints them. Knows no command."""

from collections.abc import Sequence

from donnybrook.catalog import Character, Scene, Wielding
from donnybrook.cli.text import plain
from donnybrook.problems import Problem
from donnybrook.records import dataclass

PARTS = ("side", "combatant", "beat", "wielding", "term")


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it is named: ``number`` counts those of its kind from 1; the other names need not be its alone."""

    number: int
    id: int
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """What the journal calls it: its name, or its number where it has none."""
        return self.names[0] if self.names else str(self.number)

    @property
    def title(self) -> str:
        """How a sentence names it: ``2 (guards)``."""
        return f"{self.number} ({plain(self.names[0])})" if self.names else str(self.number)


def parts_of(scene: Scene, kind: str) -> list[Part]:
    """Return the parts of a kind (one of ``PARTS``) in a fight, in its order."""
    people = {each.id: each.label for each in scene.combatants}
    rows: dict[str, Sequence[tuple[int, tuple[str, ...]]]] = {
        "side": [(each.id, (each.label,)) for each in scene.sides],
        "combatant": [(each.id, (each.label,)) for each in scene.combatants],
        "beat": [(each.id, (each.label,)) for each in scene.beats],
        "wielding": [(each.id, _wielding_names(each, people)) for each in scene.wieldings],
        "term": [(each.id, (each.label,)) for each in scene.terms],
    }
    return _numbered(rows[kind])


def cast_parts(cast: Sequence[Character]) -> list[Part]:
    """Return the characters of a film as parts of it."""
    return _numbered([(each.id, (each.name,)) for each in cast])


def part_named(parts: Sequence[Part], name: str, kind: str) -> Part:
    """Return the part that goes by a number or a name; raises ``Problem`` if none does, or several."""
    typed = name.strip()
    if typed.isdecimal() and 1 <= int(typed) <= len(parts):
        return parts[int(typed) - 1]
    wanted = typed.casefold()
    found = [part for part in parts if wanted in (each.casefold() for each in part.names)] if wanted else []
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(part.title for part in found)
        raise Problem(f"“{plain(name)}” names {len(found)} of them. Give the number of one: {listed}.")
    listed = ", ".join(part.title for part in parts)
    there = f"There is {listed}." if listed else f"There is no {kind} yet."
    raise Problem(f"There is no {kind} “{plain(name)}” here. {there}")


def handle(parts: Sequence[Part], part_id: int) -> str:
    """Return what names a part best: its name, if that is its alone and no number; else its number."""
    part = next(each for each in parts if each.id == part_id)
    name = part.names[0] if part.names else ""
    alike = [each for each in parts if name.casefold() in (other.casefold() for other in each.names)]
    return str(part.number) if not name or name.isdecimal() or len(alike) > 1 else name


def _numbered(rows: Sequence[tuple[int, tuple[str, ...]]]) -> list[Part]:
    return [
        Part(number, part_id, tuple(name for name in names if name)) for number, (part_id, names) in enumerate(rows, 1)
    ]


def _wielding_names(use: Wielding, people: dict[int, str]) -> tuple[str, ...]:
    who = people.get(use.combatant_id, "") if use.combatant_id is not None else ""
    return (f"{who}: {use.weapon}", use.weapon) if who else (use.weapon,)
