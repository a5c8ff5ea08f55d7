"""Says in one sentence what a resolved tagging line means, for whoever is typing it. Knows English, no vocabulary."""

from itertools import pairwise

from donnybrook.catalog.english import UNARMED, capital, comes_by, fights, joined, people, with_article
from donnybrook.catalog.tagging.resolve import ResolvedLine, ResolvedSide, ResolvedWeapon
from donnybrook.times import format_clock


def reading(line: ResolvedLine) -> str:
    """Return the sentence, or "" for a line that says nothing.

    As in ``Eve uses a flamethrower against rival, who uses a flamethrower; at village; overhead shot.``
    What the vocabulary does not know stands in quotes with a question mark.
    """
    parts = [_fight(line.sides), _place(line), ", ".join(_label(term.concept_id, term.label) for term in line.terms)]
    if line.note:
        parts.append(f"note “{line.note}”")
    said = "; ".join(part for part in parts if part)
    if line.in_us is not None:
        said = f"{_times(line.in_us, line.out_us)}{': ' if said else ''}{said}"
    return f"{capital(said)}." if said else ""


def _times(in_us: int, out_us: int | None) -> str:
    return format_clock(in_us) if out_us is None else f"{format_clock(in_us)} to {format_clock(out_us)}"


def _place(line: ResolvedLine) -> str:
    if not line.location or line.location in line.place_name:
        return f"at {line.place_name}" if line.place_name else ""
    place = f"at {_label(line.location_id, line.location)}"
    return f"{place}, {line.place_name}" if line.place_name else place


def _fight(sides: tuple[ResolvedSide, ...]) -> str:
    if not sides:
        return ""
    said = f"{_people(sides[0])} {_use(sides[0]) or fights(one=_is_one(sides[0]))}"
    for before, side in pairwise(sides):
        if before is not sides[0]:
            said += ", and" if before.weapons else " and"
        use = _use(side)
        said += f" against {_people(side)}, who {use}" if use else f" against {_people(side)}"
    return said


def _use(side: ResolvedSide) -> str:
    if [weapon.label for weapon in side.weapons] == [UNARMED]:
        return f"{fights(one=_is_one(side))} {UNARMED}"
    used = [_weapon(weapon) for weapon in side.weapons]
    return f"{comes_by('', one=_is_one(side))} {joined(used)}" if used else ""


def _is_one(side: ResolvedSide) -> bool:
    return len(side.people) == 1 and side.people[0].headcount == 1


def _people(side: ResolvedSide) -> str:
    return joined([people(person.name, person.headcount) for person in side.people])


def _weapon(weapon: ResolvedWeapon) -> str:
    known = weapon.concept_id is not None
    named = with_article(weapon.label) if known else _label(None, weapon.label)
    return f"{named} (improvised)" if weapon.improvised else named


def _label(concept_id: int | None, label: str) -> str:
    return label if concept_id is not None else f"“{label}”?"
