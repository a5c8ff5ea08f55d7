"""Matroska chapters: the XML of mkvpropedit and mkvmerge, exact to the nanosecond. Knows no film file.

``mkvpropedit film.mkv --chapters fights.chapters.xml`` puts them into a film. Beats are chapters inside a chapter.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from donnybrook.catalog import BeatDraft, Catalog, Scene, SceneFields
from donnybrook.exchange.film_clocks import FilmClock
from donnybrook.exchange.foreign import BadItem, ForeignFile, ForeignScene
from donnybrook.exchange.foreign_xml import read_xml
from donnybrook.exchange.format import Format, RateOf
from donnybrook.exchange.scene_reading import strange_scene
from donnybrook.exchange.spans import POINT_US, span_us, timed
from donnybrook.times import SECOND_US

_TIME = re.compile(r"\s*([0-9]{1,5}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?\s*")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(catalog: Catalog, scenes: Iterable[Scene], file: BinaryIO) -> None:
    """Write a chapter for each scene with a time, its beats with times inside it."""
    root = Element("Chapters")
    edition = SubElement(root, "EditionEntry")
    SubElement(edition, "EditionFlagOrdered").text = "0"
    fights = timed(scenes)
    start_us = FilmClock.of_scene(catalog, fights[0]).file_start_us if fights else 0
    for scene in fights:
        in_us, out_us = (time_us + start_us for time_us in span_us(scene))
        atom = _add_atom(edition, in_us, out_us, scene.fields.title or scene.film_title)
        for beat in scene.beats:
            if beat.in_us is not None:
                begins_us, ends_us = beat.in_us + start_us, (beat.out_us or beat.in_us + POINT_US) + start_us
                _add_atom(atom, begins_us, ends_us, beat.label or beat.note)
    indent(root)
    ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)


def read(path: Path, _: RateOf) -> ForeignFile:
    """Return the chapters of a file as fights; chapters inside a chapter are its beats.

    One that does not say where it ends goes on to the next.
    """
    scenes: list[ForeignScene] = []
    bad: list[BadItem] = []
    for number, atom in enumerate(read_xml(path, "Chapters").iterfind("EditionEntry/ChapterAtom"), 1):
        in_us, out_us = _times(atom)
        if in_us is None:
            bad.append(BadItem(f"chapter {number}", "it does not say when it begins"))
            continue
        fields = SceneFields(in_us=in_us, out_us=out_us)
        beats = tuple(_beat(each) for each in atom.iterfind("ChapterAtom"))
        scenes.append(replace(strange_scene(f"chapter {number}", [_name(atom)], fields), beats=beats))
    return ForeignFile(scenes=tuple(_with_ends(scenes)), bad=tuple(bad), resolution_us=1000, is_on_file_clock=True)


def _add_atom(parent: Element, in_us: int, out_us: int, name: str) -> Element:
    atom = SubElement(parent, "ChapterAtom")
    SubElement(atom, "ChapterTimeStart").text = _clock(in_us)
    SubElement(atom, "ChapterTimeEnd").text = _clock(out_us)
    display = SubElement(atom, "ChapterDisplay")
    SubElement(display, "ChapterString").text = _NOT_XML.sub("\ufffd", " ".join(name.split()))
    SubElement(display, "ChapterLanguage").text = "und"
    return atom


def _clock(time_us: int) -> str:
    seconds, us = divmod(time_us, SECOND_US)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{us:06d}000"


def _times(atom: Element) -> tuple[int | None, int | None]:
    in_us, out_us = (_time_us(atom.findtext(name)) for name in ("ChapterTimeStart", "ChapterTimeEnd"))
    return in_us, out_us


def _time_us(text: str | None) -> int | None:
    found = _TIME.fullmatch(text or "")
    if not found:
        return None
    seconds = (int(found[1]) * 60 + int(found[2])) * 60 + int(found[3])
    return seconds * SECOND_US + (int((found[4] or "").ljust(9, "0")) + 500) // 1000


def _name(atom: Element) -> str:
    return (atom.findtext("ChapterDisplay/ChapterString") or "").strip()


def _beat(atom: Element) -> BeatDraft:
    in_us, out_us = _times(atom)
    is_point = in_us is None or out_us is None or out_us - in_us <= POINT_US
    return BeatDraft(label=_name(atom), in_us=in_us, out_us=None if is_point else out_us)


def _with_ends(scenes: Sequence[ForeignScene]) -> Iterator[ForeignScene]:
    begins_us = sorted({each.fields.in_us or 0 for each in scenes})
    for scene in scenes:
        later = bisect_right(begins_us, scene.fields.in_us or 0)
        next_us = begins_us[later] if later < len(begins_us) else None
        in_us, out_us = scene.fields.in_us or 0, scene.fields.out_us or next_us
        is_point = out_us is not None and 0 <= out_us - in_us <= POINT_US
        yield replace(scene, fields=replace(scene.fields, out_us=None if is_point else out_us))


FORMAT = Format(
    "matroska",
    ".chapters.xml",
    "Matroska chapters, for mkvpropedit; one film",
    write,
    read,
    one_film=True,
    needs_times=True,
    also_read=(".xml",),
)
