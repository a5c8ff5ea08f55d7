"""A film's title and year, guessed from the name of its file. Knows no film and no catalog."""

import os
import re
from pathlib import Path

from donnybrook.records import dataclass

_YEAR = re.compile(r"(?<![0-9])(18[89][0-9]|19[0-9]{2}|20[0-9]{2})(?![0-9pix])", re.IGNORECASE)
# In a name without a space these stand for one; a dot inside a number does not (59.94).
_SPACES = re.compile(r"_+|(?<![0-9])\.+|\.+(?![0-9])")
_BRACKETS = re.compile(r"[\[({][^\])}]*[\])}]?")
# From the first of these on, a name speaks of the file, no longer of the film.
_OF_THE_FILE = re.compile(
    r"""(?<![^\W_])(?:[0-9]{3,4}[pi]|[48]k|uhd|hd|x26[45]|h\.?26[45]|hevc|avc|av1|xvid|divx|blu-?ray|b[dr]rip|dvd(?:rip)?|
    web(?:-?dl|-?rip)?|hdtv|hdr(?:10)?|remux|aac[0-9.]*|ac3|dts|[0-9]+fps|proper|repack)(?![^\W_]).*""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class NamedFilm:
    """What a file's name says of the film; the title is never empty."""

    title: str
    year: int | None


def film_named_by(path: Path) -> NamedFilm:
    """Return the title and year in a file's name: ``The.Raid.2011.1080p.mkv`` is The Raid, of 2011."""
    stem = readable(path.stem)
    years = [match for match in _YEAR.finditer(stem) if match.start() > 0]  # at the start it is a title: 2012
    said = stem[: years[-1].start()] if years else stem
    title = _words(_OF_THE_FILE.sub("", _BRACKETS.sub(" ", said))) or _words(stem) or readable(path.name).strip()
    return NamedFilm(title or "Untitled", int(years[-1][1]) if years else None)


def readable(name: str) -> str:
    """Return a file's name as text that any database and screen takes: undecodable bytes and controls replaced."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def _words(text: str) -> str:
    spaced = text if " " in text.strip() else _SPACES.sub(" ", text)
    title = " ".join(spaced.split()).strip(" -–—_.,([{")
    return title[:1].upper() + title[1:] if title.islower() else title
