"""BORIS projects (``.boris``): state events are paired into stretches, subjects are combatants. Read, not written.

A state event stands there twice, as start and as stop, of one subject, one behaviour and the same modifiers.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from donnybrook.exchange.foreign import BadItem, ForeignFile, ForeignFilm
from donnybrook.exchange.foreign_json import items_in, named_in, read_json, seconds_in, text_in
from donnybrook.exchange.format import Format, RateOf
from donnybrook.exchange.stretches import Stretch, fights_in
from donnybrook.problems import Problem
from donnybrook.records import dataclass

_NOBODY = "No focal subject"
_NOTHING = ("", "None")
_PACKED = ".boris.gz"
_MADE = "media_creation_time"


def read(path: Path, _: RateOf) -> ForeignFile:
    """Return the events of all observations of a project as fights; ``Problem`` if it is none."""
    project = read_json(path, is_packed=path.name.lower().endswith(_PACKED))
    if not isinstance(project, dict) or not isinstance(project.get("observations"), dict):
        raise Problem(f"{path.name} is no BORIS project: it has no observations. Nothing was imported.")
    states = {
        text_in(behaviour, "code")
        for _, behaviour in named_in(project, "behaviors_conf")
        if text_in(behaviour, "type").casefold().startswith("state")
    }
    sets = {
        text_in(behaviour, "code"): [text_in(each, "name") for _, each in named_in(behaviour, "modifiers")]
        for _, behaviour in named_in(project, "behaviors_conf")
    }
    reading = _Reading(frozenset(states), sets)
    for name, observation in named_in(project, "observations"):
        reading.take(name, observation)
    return ForeignFile(
        films=tuple(reading.films) or (ForeignFilm(),),
        scenes=tuple(fights_in(reading.stretches)),
        bad=tuple(reading.bad),
        resolution_us=1000,
    )


@dataclass(frozen=True, slots=True)
class _Media:
    """A film file of an observation: its place among all films, and where in the observation it begins."""

    film: int
    begins_us: int


@dataclass(frozen=True, slots=True)
class _Event:
    """One line of an observation; a state has two."""

    where: str
    time_us: int
    who: str
    code: str
    modifiers: str
    comment: str


class _Reading:
    """Gathers the stretches of all observations."""

    def __init__(self, states: frozenset[str], sets: Mapping[str, Sequence[str]]) -> None:
        """``states`` are the behaviours that last, ``sets`` the names of each behaviour's sets of modifiers."""
        self.films: list[ForeignFilm] = []
        self.stretches: list[Stretch] = []
        self.bad: list[BadItem] = []
        self._states = states
        self._sets = sets

    def take(self, name: str, observation: object) -> None:
        """Take the events of one observation."""
        media = self._media(name, observation)
        open_states: dict[tuple[str, str, str], _Event] = {}
        for event in sorted(self._events(name, observation), key=lambda each: each.time_us):
            if event.code not in self._states:
                self._add(event, None, media)
                continue
            key = (event.who, event.code, event.modifiers)
            begun = open_states.pop(key, None)
            if begun is None:
                open_states[key] = event
            else:
                self._add(begun, event, media)
        for begun in open_states.values():
            self.bad.append(BadItem(begun.where, f"“{begun.code[:60]}” starts there and does not stop"))

    def _media(self, name: str, observation: object) -> list[_Media]:
        """Return the films of the first player, which plays them one after the other; without any, the observation.

        Where events are counted by the clock of the camera, each file begins when it was made.
        """
        paths = [text_in({"path": each}, "path") for each in items_in(observation, "file", "1")]
        found: list[_Media] = []
        begins_us = 0
        for path in paths or [""]:
            made_us = seconds_in(observation, "media_info", _MADE, path) if _is_by_clock(observation) else None
            found.append(_Media(len(self.films), begins_us if made_us is None else made_us))
            self.films.append(ForeignFilm(path=path) if path else ForeignFilm(title=name))
            # BORIS adds lengths up in whole milliseconds.
            begins_us += (seconds_in(observation, "media_info", "length", path) or 0) // 1000 * 1000
        return sorted(found, key=lambda each: each.begins_us)

    def _events(self, name: str, observation: object) -> Iterator[_Event]:
        # BORIS adds the observation's offset to the times that it stores.
        offset_us = round((seconds_in(observation, "time offset") or 0) / 1000) * 1000
        for number, event in enumerate(items_in(observation, "events"), 1):
            where = f"observation “{name}”, event {number}"
            said = event if isinstance(event, list) else []
            time_us = seconds_in({"time": said[0] if said else None}, "time")
            who, code, modifiers, comment = (
                text_in({"of": said[place] if len(said) > place else ""}, "of") for place in (1, 2, 3, 4)
            )
            if time_us is None or not code:
                self.bad.append(BadItem(where, "it has no time that can be read, or no behaviour"))
            else:
                yield _Event(where, time_us - offset_us, "" if who == _NOBODY else who, code, modifiers, comment)

    def _add(self, begun: _Event, ended: _Event | None, media: list[_Media]) -> None:
        held = next((each for each in reversed(media) if each.begins_us <= begun.time_us), media[0])
        notes = dict.fromkeys(each.comment for each in (begun, ended) if each and each.comment)
        self.stretches.append(
            Stretch(
                where=begun.where,
                kind=begun.code,
                in_us=begun.time_us - held.begins_us,
                out_us=None if ended is None or ended.time_us == begun.time_us else ended.time_us - held.begins_us,
                film=held.film,
                who=begun.who,
                words=tuple(_words(begun.modifiers, self._sets.get(begun.code, ()))),
                note="\n".join(notes),
            )
        )


def _is_by_clock(observation: object) -> bool:
    return isinstance(observation, dict) and observation.get("media_creation_date_as_offset") is True


def _words(modifiers: str, sets: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the modifiers that were chosen, each with its set's name: ``|`` parts sets, a comma those of one."""
    for place, chosen in enumerate(modifiers.split("|")):
        for each in chosen.split(","):
            if each.strip() not in _NOTHING:
                yield sets[place] if place < len(sets) else "", each.strip()


FORMAT = Format(
    "boris",
    ".boris",
    "a BORIS project",
    read=read,
    also_read=(_PACKED,),
)
