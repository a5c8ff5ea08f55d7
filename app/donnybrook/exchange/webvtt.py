"""WebVTT: a cue a fight, for players and subtitle editors; read back, and read from others. Knows no catalog file.

Times are milliseconds. A fight without an out point is a cue of one millisecond.
"""

import html
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from donnybrook.catalog import Catalog, Scene, SceneFields
from donnybrook.exchange.foreign import BadItem, ForeignFile, ForeignFilm, ForeignScene
from donnybrook.exchange.foreign_text import lines_of, read_text
from donnybrook.exchange.format import Format, RateOf
from donnybrook.exchange.scene_reading import strange_scene, told_scene
from donnybrook.exchange.scene_words import scene_lines, title_line
from donnybrook.exchange.spans import span_fields, span_us, timed
from donnybrook.problems import Problem

_OURS = "NOTE Made by Donnybrook"
_TIMING = re.compile(
    r"\s*((?:[0-9]{1,5}:)?[0-9]{2}:[0-9]{2}[.,][0-9]{3})\s*-->\s*((?:[0-9]{1,5}:)?[0-9]{2}:[0-9]{2}[.,][0-9]{3})(?:\s.*)?"
)
_TAG = re.compile(r"</?[a-zA-Z0-9.:][^<>]*>")
_MS_US = 1000


def write(_: Catalog, scenes: Iterable[Scene], file: BinaryIO) -> None:
    """Write a cue for each scene with a time, in the order they are fought; ``file`` gets UTF-8."""
    fights = timed(scenes)
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="\n", write_through=True)
    film = f" - {' '.join(fights[0].film_title.split())}" if fights else ""
    text.write(f"WEBVTT{_safe(film)}\n\n{_OURS}\n")
    for scene in fights:
        lines = (title_line(scene), *scene_lines(scene))
        text.write(f"\n{scene.uuid}\n{_timing(scene)}\n")
        text.writelines(f"{_safe(line)}\n" for line in lines)
    text.detach()


def read(path: Path, _: RateOf) -> ForeignFile:
    """Return the cues of a file as fights; ``Problem`` if it does not begin as WebVTT does."""
    lines = lines_of(read_text(path))
    if not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        raise Problem(f"{path.name} is no WebVTT: its first line is not WEBVTT. Nothing was imported.")
    title = html.unescape(lines[0].removeprefix("WEBVTT").strip().removeprefix("-").strip())
    scenes: list[ForeignScene] = []
    bad: list[BadItem] = []
    is_ours = False
    for first, block in _blocks(lines):
        if block[0] == _OURS:
            is_ours = True
        elif not re.match(r"(?:NOTE|STYLE|REGION|X-TIMESTAMP-MAP)(?:[ \t=]|$)", block[0]) and first > 1:
            cue = _cue(first, block, is_ours=is_ours)
            (bad if isinstance(cue, BadItem) else scenes).append(cue)  # type: ignore[arg-type]
    return ForeignFile(
        films=(ForeignFilm(title=title if is_ours else ""),), scenes=tuple(scenes), bad=tuple(bad), resolution_us=_MS_US
    )


def _timing(scene: Scene) -> str:
    in_ms, out_ms = (_ms(time_us) for time_us in span_us(scene))
    return f"{_clock(in_ms)} --> {_clock(max(in_ms + 1, out_ms))}"


def _ms(time_us: int) -> int:
    return (time_us + _MS_US // 2) // _MS_US


def _clock(time_ms: int) -> str:
    seconds, ms = divmod(time_ms, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{ms:03d}"


def _safe(line: str) -> str:
    """Return a line in which nothing reads as a tag, an arrow or an entity."""
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield what stands between blank lines, with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate((*lines, ""), 1):
        if line:
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _cue(first: int, block: Sequence[str], *, is_ours: bool) -> ForeignScene | BadItem:
    at = next((place for place, line in enumerate(block[:2]) if "-->" in line), None)
    if at is None:
        return BadItem(f"line {first}", f"“{block[0][:60]}” is no cue: no line of times follows")
    where, found = f"line {first + at}", _TIMING.fullmatch(block[at])
    if not found:
        return BadItem(where, f"“{block[at][:60]}” are no times")
    in_us, out_us = (_time_us(found[place]) for place in (1, 2))
    if out_us <= in_us:
        return BadItem(where, "it ends before it begins")
    text = [html.unescape(_TAG.sub("", line)) for line in block[at + 1 :]]
    if not is_ours:
        return strange_scene(where, text, SceneFields(in_us=in_us, out_us=out_us))
    return told_scene(where, "".join(text[:1]), text[1:], span_fields(in_us, out_us), uuid=block[0] if at else "")


def _time_us(clock: str) -> int:
    *hours, minutes, seconds, ms = re.split(r"[:.,]", clock)
    return ((int(hours[0] if hours else 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1_000_000 + int(ms) * _MS_US


FORMAT = Format(
    "webvtt",
    ".vtt",
    "WebVTT, a cue per fight, for players; one film",
    write,
    read,
    one_film=True,
    needs_times=True,
)
