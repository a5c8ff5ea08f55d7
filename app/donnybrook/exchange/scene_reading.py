"""Reads a fight from lines of words: those that ``scene_words`` writes, or a stranger's. Knows no file format."""

import re
from collections.abc import Sequence
from dataclasses import replace

from donnybrook.catalog import BeatDraft, CombatantDraft, SceneFields
from donnybrook.exchange.escapes import plain_text, split_at
from donnybrook.exchange.foreign import ForeignScene, ForeignTerm, ForeignUse
from donnybrook.exchange.scene_words import AND, HAS, IS, KEYS, NAMELESS, NEXT, PART, SCHEME_KEYS, VERSUS
from donnybrook.times import TimeProblem, parse_time

_COUNTED = re.compile(r"(.*[^\\]) x([1-9][0-9]{0,8}|\?)", re.DOTALL)
_LONGEST_TITLE = 200


def strange_scene(where: str, lines: Sequence[str], fields: SceneFields, film: int = 0) -> ForeignScene:
    """Return the fight that a stranger's lines tell of: the first is its title if it is short, all else its note."""
    said = [line.strip() for line in lines]
    while said and not said[0]:
        said.pop(0)
    is_title = bool(said) and len(said[0]) <= _LONGEST_TITLE
    title, note = (said[0], said[1:]) if is_title else ("", said)
    return ForeignScene(where=where, film=film, fields=replace(fields, title=title, note="\n".join(note).strip()))


def told_scene(
    where: str, title: str, lines: Sequence[str], fields: SceneFields, *, uuid: str = "", film: int = 0
) -> ForeignScene:
    """Return the fight of a title and lines that this program wrote, both escaped; ``fields`` hold its times.

    From the first line on that is none of ours, all is the note.
    """
    reading = _Reading()
    note: Sequence[str] = ()
    for place, line in enumerate(lines):
        key, colon, words = line.partition(HAS)
        if key == "Note" or not colon or key not in KEYS:
            note = [words if key == "Note" and colon else line, *lines[place + 1 :]]
            break
        reading.take(key, words)
    fields = replace(fields, title="" if title == NAMELESS else plain_text(title), note=plain_text("\n".join(note)))
    return replace(reading.scene(where, fields), uuid=uuid, film=film)


class _Reading:
    """Gathers what the lines of one fight say."""

    def __init__(self) -> None:
        self._sides: list[str] = []
        self._people: list[CombatantDraft] = []
        self._places: dict[str, int] = {}  # who stands where, by the escaped name
        self._beats: list[BeatDraft] = []
        self._uses: list[ForeignUse] = []
        self._terms: list[ForeignTerm] = []
        self._location = ""
        self._place_name = ""

    def take(self, key: str, words: str) -> None:
        """Take one line of ours."""
        if key == "Sides":
            for side in split_at(words, VERSUS):
                self._take_side(side)
        elif key == "Also":
            self._take_people(words, None)
        elif key == "Weapons":
            self._uses += [self._use(each) for each in split_at(words, NEXT) if each]
        elif key in SCHEME_KEYS:
            labels = [plain_text(each) for each in split_at(words, NEXT) if each]
            self._terms += [ForeignTerm(label=each, schemes=(SCHEME_KEYS[key],)) for each in labels]
        elif key == "Beat":
            self._beats.append(_beat(words))
        else:
            self._take_place(key, plain_text(words))

    def scene(self, where: str, fields: SceneFields) -> ForeignScene:
        """Return the fight."""
        return ForeignScene(
            where=where,
            fields=replace(fields, place_name=self._place_name),
            location=self._location,
            sides=tuple(self._sides),
            combatants=tuple(self._people),
            beats=tuple(self._beats),
            uses=tuple(self._uses),
            terms=tuple(self._terms),
        )

    def _take_side(self, words: str) -> None:
        label, *named = split_at(words, IS)
        people = named[0] if named else label
        if people:
            self._take_people(people, len(self._sides))
        own = [plain_text(label)] if named else [each.label for each in self._people if each.side == len(self._sides)]
        self._sides.append(AND.join(own))

    def _take_people(self, words: str, side: int | None) -> None:
        for each in split_at(words, AND):
            counted = _COUNTED.fullmatch(each)
            name, count = (counted[1], counted[2]) if counted else (each, "1")
            self._places.setdefault(name, len(self._people))
            headcount = None if count == "?" else int(count)
            self._people.append(CombatantDraft(label=plain_text(name), side=side, headcount=headcount))

    def _use(self, words: str) -> ForeignUse:
        *who, weapon = split_at(words, HAS)
        improvised = len(split_at(weapon, "!")) > 1
        place = self._places.get(who[0]) if who else None
        return ForeignUse(weapon=plain_text(weapon.removesuffix("!")), who=place, improvised=improvised)

    def _take_place(self, key: str, words: str) -> None:
        if key == "Place":
            self._location = words
        else:
            self._place_name = words


def _beat(words: str) -> BeatDraft:
    times, label, note, *_ = (*split_at(words, PART), "", "")
    in_us, out_us = (_time(each) for each in (*times.split(" - "), "")[:2])
    return BeatDraft(label=plain_text(label), in_us=in_us, out_us=out_us, note=plain_text(note))


def _time(text: str) -> int | None:
    try:
        return parse_time(text)
    except TimeProblem:
        return None
