"""ffmetadata: chapters in the text that FFmpeg reads and writes, exact to the microsecond. Knows no film file.

``ffmpeg -i film.mp4 -i fights.ffmeta -map 0 -map_chapters 1 -c copy out.mkv`` puts them into a film.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from donnybrook.catalog import Catalog, Scene
from donnybrook.exchange.chapters import chapters_of, fights_of
from donnybrook.exchange.film_clocks import FilmClock
from donnybrook.exchange.foreign import ForeignFile, ForeignFilm
from donnybrook.exchange.foreign_text import read_text
from donnybrook.exchange.format import Format, RateOf
from donnybrook.media import TOLD_KEY, Chapter
from donnybrook.problems import Problem
from donnybrook.times import LONGEST_US, SECOND_US

_HEAD = ";FFMETADATA1"
_FILM = "; Donnybrook: "
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_BASE = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")


def write(catalog: Catalog, scenes: Iterable[Scene], file: BinaryIO) -> None:
    """Write a chapter for each scene with a time, and for each stretch between them; ``file`` gets UTF-8."""
    fights = list(scenes)
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="\n", write_through=True)
    text.write(f"{_HEAD}\n")
    if fights:
        text.write(f"{_FILM}{' '.join(fights[0].film_title.split())}\n")
    start_us = FilmClock.of_scene(catalog, fights[0]).file_start_us if fights else 0
    for each in chapters_of(fights, start_us):
        text.write(f"[CHAPTER]\nTIMEBASE=1/{SECOND_US}\nSTART={each.in_us}\nEND={each.out_us}\n")
        text.write(f"title={_safe(each.title)}\n")
        if each.told:
            text.write(f"{TOLD_KEY}={_safe(each.told)}\n")
    text.detach()


def read(path: Path, _: RateOf) -> ForeignFile:
    """Return the chapters of a file as fights; ``Problem`` if it does not begin as ffmetadata does."""
    text = read_text(path).replace("\r\n", "\n")
    if not text.startswith(_HEAD):
        raise Problem(f"{path.name} is no ffmetadata: its first line is not {_HEAD}. Nothing was imported.")
    lines = list(_lines(text))
    title = next((line.removeprefix(_FILM) for line in lines[1:2] if line.startswith(_FILM)), "")
    return fights_of(_chapters(lines), ForeignFilm(title=title), is_on_file_clock=True)


def _safe(value: str) -> str:
    return re.sub(r"([=;#\\\n])", r"\\\1", value)


def _lines(text: str) -> Iterator[str]:
    """Yield the lines, still escaped: a backslash takes the end of a line into it."""
    for found in re.finditer(r"((?:\\.|[^\\\n])*)(?:\n|\\?$)", text, re.DOTALL):
        if found[1]:
            yield found[1]


def _chapters(lines: Sequence[str]) -> list[Chapter]:
    found: list[dict[str, str]] = []
    said: dict[str, str] = {}
    for line in lines[1:]:
        if line[0] in ";#":
            continue
        if line[0] == "[":
            said = {}
            if line.strip() == "[CHAPTER]":
                found.append(said)
            continue
        key, value = _halves(line)
        said[key.upper()] = value
    return [_chapter(each) for each in found]


def _halves(line: str) -> tuple[str, str]:
    halves = re.fullmatch(r"((?:\\.|[^\\=])*)=(.*)", line, re.DOTALL)
    key, value = (halves[1], halves[2]) if halves else (line, "")
    return tuple(re.sub(r"\\(.)", r"\1", each, flags=re.DOTALL) for each in (key, value))  # type: ignore[return-value]


def _chapter(said: dict[str, str]) -> Chapter:
    base = _BASE.fullmatch(said.get("TIMEBASE", "1/1000000000").strip())
    start, end = (said.get(key, "").strip() for key in ("START", "END"))
    if not base or not int(base[1]) or not int(base[2]) or not _WHOLE.fullmatch(start) or not _WHOLE.fullmatch(end):
        return Chapter(0, 0, said.get("TITLE", ""))
    in_us, out_us = (_us(int(each), int(base[1]), int(base[2])) for each in (start, end))
    return Chapter(in_us, out_us, said.get("TITLE", ""), said.get(TOLD_KEY, ""))


def _us(ticks: int, numerator: int, denominator: int) -> int:
    time_us = (2 * ticks * numerator * SECOND_US + denominator) // (2 * denominator)
    return max(-LONGEST_US, min(time_us, LONGEST_US))


FORMAT = Format(
    "ffmetadata",
    ".ffmeta",
    "chapters in FFmpeg's own form; one film",
    write,
    read,
    one_film=True,
    needs_times=True,
    also_read=(".ffmetadata",),
)
