"""A fight told in lines of words, for formats that have no room of their own for who uses what. Knows no file format.

    Sides: Eve vs gang = rival & guards x8
    Weapons: Eve: flamethrower; Eve: fire hose!; rival: flamethrower
    Place: village
    Techniques: strangle
    Beat: 61.5 - 64 | the duel starts
    Note: whatever it says, to the end

Of a use, its weapon, who has it and whether it is improvised are said. ``scene_reading`` reads the lines back.
"""

import re
from collections.abc import Iterable, Iterator

from donnybrook.catalog import Beat, Combatant, Scene
from donnybrook.exchange.escapes import escaped, escaped_lines
from donnybrook.times import format_seconds

SCHEME_KEYS = {"Techniques": "technique", "Camera": "camera", "Themes": "theme"}
KEYS = ("Sides", "Also", "Weapons", "Place", "Place name", *SCHEME_KEYS, "Beat", "Note")
NAMELESS = "-"
SIGNS = ":;|&!="
AND, VERSUS, IS, HAS, NEXT, PART = " & ", " vs ", " = ", ": ", "; ", " | "
_READ_AS_COUNT = re.compile(r"(?:^|(?<= ))(?=x(?:[0-9]|\?)|vs(?: |$))")


def title_line(scene: Scene) -> str:
    """Return a fight's title as one line, escaped, and a dash where it has none."""
    title = escaped(scene.fields.title)
    return "\\-" if title == NAMELESS else title or NAMELESS


def scene_lines(scene: Scene) -> list[str]:
    """Return all that is said of a fight but its title and its times; no line is blank, and the note comes last."""
    fields = scene.fields
    said = [
        ("Sides", VERSUS.join(_sides(scene))),
        ("Also", _people(each for each in scene.combatants if each.side_id is None)),
        ("Weapons", NEXT.join(dict.fromkeys(_uses(scene)))),
        ("Place", escaped(scene.location)),
        ("Place name", escaped(fields.place_name)),
        *((key, _terms(scene, scheme)) for key, scheme in SCHEME_KEYS.items()),
        *(("Beat", _beat(beat)) for beat in scene.beats),
    ]
    lines = [f"{key}: {words}" for key, words in said if words]
    if fields.note:
        first, *rest = escaped_lines(fields.note)
        lines += [f"Note: {first}", *rest]
    return lines


def _sides(scene: Scene) -> Iterator[str]:
    for side in scene.sides:
        members = [each for each in scene.combatants if each.side_id == side.id]
        label, people = _name(side.label), _people(members)
        if label and people and side.label != AND.join(each.label for each in members):
            yield f"{label}{IS}{people}"
        else:
            yield people or f"{label}{IS}"


def _name(text: str) -> str:
    """Return a name in which nothing reads as a sign of ours, as “vs”, or as a head count."""
    return _READ_AS_COUNT.sub(r"\\", escaped(text, SIGNS))


def _people(people: Iterable[Combatant]) -> str:
    return AND.join(_person(each) for each in people)


def _person(combatant: Combatant) -> str:
    name = _name(combatant.label)
    return name if combatant.headcount == 1 else f"{name} x{combatant.headcount or '?'}"


def _uses(scene: Scene) -> Iterator[str]:
    names = {each.id: _name(each.label) for each in scene.combatants}
    for use in scene.wieldings:
        weapon = _name(use.weapon) + ("!" if use.improvised else "")
        yield f"{names[use.combatant_id]}{HAS}{weapon}" if use.combatant_id in names else weapon


def _terms(scene: Scene, scheme: str) -> str:
    labels = (_name(term.label) for term in scene.terms if term.scheme == scheme)
    return NEXT.join(dict.fromkeys(labels))


def _beat(beat: Beat) -> str:
    times = " - ".join(format_seconds(each) for each in (beat.in_us, beat.out_us) if each is not None)
    parts = [times, _name(beat.label), escaped(beat.note, SIGNS)]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return PART.join(parts)
