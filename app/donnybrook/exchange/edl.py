"""CMX3600 edit decision lists: an event a fight, laid end to end, with a marker. Counts frames; knows no catalog file.

The source times are the film's; the record times, from one hour on, those of a reel of all the fights. Of others, each
event whose source lies in the film is a fight, and so is each marker that DaVinci Resolve exports.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

from donnybrook.catalog import Catalog, Scene, SceneFields
from donnybrook.exchange.film_clocks import FilmClock
from donnybrook.exchange.foreign import BadItem, ForeignFile, ForeignFilm, ForeignScene
from donnybrook.exchange.foreign_text import lines_of, read_text
from donnybrook.exchange.format import Format, RateOf, RateUnclear
from donnybrook.exchange.scene_reading import strange_scene, told_scene
from donnybrook.exchange.scene_words import scene_lines, title_line
from donnybrook.exchange.spans import span_us, timed
from donnybrook.problems import Problem
from donnybrook.records import dataclass
from donnybrook.times import TimeProblem, format_timecode, frame_near, frame_start_us, has_drop_frame, parse_time

_COMMENT = "* COMMENT: "
_OURS = f"{_COMMENT}DONNYBROOK "
_NO_REEL, _BLACK = "AX", "BL"
_TIMECODE = r"([0-9]{2,3}:[0-9]{2}:[0-9]{2}[:;.][0-9]{2,3})"
_EVENT = re.compile(
    rf"([0-9]+)\s+(\S+)\s+(\S+)\s+(\S+)(?:\s+[0-9]+)?\s+{_TIMECODE}\s+{_TIMECODE}\s+{_TIMECODE}\s+{_TIMECODE}\s*"
)
_MARK = re.compile(r"\*\s*LOC:\s*\S+\s+(\S+)(?:\s+(.*))?")
_RESOLVE_MARK = re.compile(r"\s*\|C:\S*\s+\|M:(.*?)\s*\|D:([0-9]{1,9})\s*")
_CLIP = re.compile(r"\*\s*(FROM|TO) CLIP NAME:\s*(.*?)\s*", re.IGNORECASE)
_COUNT = re.compile(r"FCM:\s*(NON-)?DROP[ -]FRAME\s*", re.IGNORECASE)


def write(catalog: Catalog, scenes: Iterable[Scene], file: BinaryIO) -> None:
    """Write an event for each scene with a time; raises ``Problem`` if the film's frame rate is not known."""
    fights = timed(scenes)
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="\n", write_through=True)
    title = " ".join(fights[0].film_title.split()) if fights else "Fights"
    text.write(f"TITLE: {title}\n")
    if fights:
        files = [each for each in catalog.media_files(fights[0].film_id) if each.version_id == fights[0].version_id]
        rate = FilmClock.of(files).rate
        if rate is None:
            raise Problem(
                f"An EDL counts frames, and no constant frame rate of {title} is known. Add its film file first."
                " Nothing was written."
            )
        text.write(f"FCM: {'DROP' if has_drop_frame(rate) else 'NON-DROP'} FRAME\n")
        text.writelines(_events(fights, rate, files[0].path.name))
    text.detach()


def read(path: Path, rate_of: RateOf) -> ForeignFile:
    """Return the events of a list as fights, of the films that are its clips; all are counted at one rate."""
    events = list(_read_events(lines_of(read_text(path))))
    if not events:
        raise Problem(f"{path.name} is no EDL: it has not one event. Nothing was imported.")
    clips = {event.reel: event.clip for event in reversed(events) if event.clip and event.reel}
    for event in events:
        event.clip = event.clip or clips.get(event.reel, "")
    shown = list(_pictures(events))
    if not shown:
        return ForeignFile()
    films = list(dict.fromkeys(event.clip for event in shown))
    rate = next(filter(None, (rate_of(ForeignFilm(path=clip)) for clip in films)), None)
    if rate is None:
        raise RateUnclear(
            f"{path.name} counts frames, and an EDL does not say how many a second has. Say which film it is about, or"
            " the rate. Nothing was imported."
        )
    scenes: list[ForeignScene] = []
    bad: list[BadItem] = []
    for event in shown:
        try:
            scenes.append(_scene(event, films.index(event.clip), rate))
        except TimeProblem as problem:
            bad.append(BadItem(event.where, str(problem).rstrip(".")))
    return ForeignFile(
        films=tuple(ForeignFilm(path=clip, rate=rate) for clip in films), scenes=tuple(scenes), bad=tuple(bad)
    )


# ---------------------------------------------------------------- writing


def _events(fights: Sequence[Scene], rate: Fraction, clip: str) -> Iterator[str]:
    drop = has_drop_frame(rate)
    # An hour of timecode, in frames: programs begin their reels there.
    record = frame_near(parse_time(f"01:00:00{';' if drop else ':'}00", rate), rate)

    def code(frame: int) -> str:
        return format_timecode(frame_start_us(frame, rate), rate, drop=drop)

    for number, scene in enumerate(fights, 1):
        first, last = (frame_near(time_us, rate) for time_us in span_us(scene))
        length = max(1, last - first)
        times = (first, first + length, record, record + length)
        yield f"\n{number:03d}  AX       V     C        {' '.join(map(code, times))}\n"
        yield f"* FROM CLIP NAME: {' '.join(clip.split())}\n"
        yield f"* LOC: {code(record)} RED     {title_line(scene)}\n"
        yield f"{_OURS}{scene.uuid} {'POINT' if scene.fields.out_us is None else 'SPAN'} {title_line(scene)}\n"
        yield from (f"{_COMMENT}{line}\n" for line in scene_lines(scene))
        record += length


# ---------------------------------------------------------------- reading


@dataclass(slots=True)
class _Event:
    """One event as it stands, with the lines that belong to it."""

    where: str
    number: str
    channel: str
    times: tuple[str, str]
    is_cut: bool = True  # else it comes in by a dissolve or a wipe, from another clip
    is_drop: bool = False
    reel: str = ""
    clip: str = ""
    title: str = ""
    lines: list[str] = field(default_factory=list)
    uuid: str = ""
    is_point: bool = False
    frames: int | None = None  # a marker of DaVinci Resolve's says itself how long it is


def _read_events(lines: Sequence[str]) -> Iterator[_Event]:
    event: _Event | None = None
    is_drop = False
    for number, line in enumerate(lines, 1):
        if count := _COUNT.fullmatch(line):
            is_drop = count[1] is None
        elif found := _EVENT.fullmatch(line):
            if event:
                yield event
            is_cut = found[4].upper() == "C"
            event = _Event(f"line {number}", found[1], found[3].upper(), (found[5], found[6]), is_cut, is_drop)
            event.reel = "" if found[2].upper() == _NO_REEL or found[2].isdecimal() else found[2]
        elif event:
            _take_line(event, line)
    if event:
        yield event


def _take_line(event: _Event, line: str) -> None:
    if clip := _CLIP.fullmatch(line):
        # Of a dissolve FROM is the clip that goes; the source times are those of the one that comes.
        is_coming = clip[1].upper() == "TO"
        if is_coming != event.is_cut or not event.clip:
            event.clip = clip[2]
    elif mark := _MARK.fullmatch(line):
        event.title = event.title or mark[2] or ""
    elif resolve := _RESOLVE_MARK.fullmatch(line):
        event.title, event.frames = resolve[1], int(resolve[2])
    elif line.startswith(_OURS):
        event.uuid, kind, event.title = (*line.removeprefix(_OURS).split(" ", 2), "", "")[:3]
        event.is_point = kind == "POINT"
    elif line.startswith(_COMMENT):
        event.lines.append(line.removeprefix(_COMMENT))


def _pictures(events: Sequence[_Event]) -> Iterator[_Event]:
    """Yield the events with a picture: each stretch once, no black, and no outgoing side of a dissolve."""
    seen: set[tuple[str, str, tuple[str, str]]] = set()
    for event in events:
        key = (event.clip, event.number, event.times)
        is_shown = not re.fullmatch(r"A[0-9]*|AA", event.channel) and event.reel.upper() != _BLACK
        if is_shown and event.times[0] != event.times[1] and key not in seen:
            seen.add(key)
            yield event


def _scene(event: _Event, film: int, rate: Fraction) -> ForeignScene:
    in_us, out_us = (parse_time(_timecode(each, rate, is_drop=event.is_drop), rate) for each in event.times)
    if event.frames is not None:
        out_us = frame_start_us(frame_near(in_us, rate) + max(1, event.frames), rate)
    fields = SceneFields(in_us=in_us, out_us=None if event.is_point else out_us)
    if event.uuid:
        return told_scene(event.where, event.title, event.lines, fields, uuid=event.uuid, film=film)
    title = event.title or event.clip or event.reel
    return strange_scene(event.where, [title, *event.lines], fields, film)


def _timecode(text: str, rate: Fraction, *, is_drop: bool) -> str:
    """Return a timecode with a semicolon if it leaves out numbers, as it or the list above it says."""
    text = text.replace(".", ";")
    if is_drop and has_drop_frame(rate) and ";" not in text:
        text = ";".join(text.rsplit(":", 1))
    return text


FORMAT = Format(
    "edl",
    ".edl",
    "CMX3600 edit decision list, for editing programs; one film",
    write,
    read,
    one_film=True,
    needs_times=True,
    counts_frames=True,
)
