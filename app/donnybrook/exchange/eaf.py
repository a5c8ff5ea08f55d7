"""ELAN annotation files (``.eaf``), both ways: those of this program, and those of others by the names of their tiers.

Times are milliseconds. What makes a fight of a stranger's annotations is said in ``stretches``.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

from donnybrook.catalog import SceneFields
from donnybrook.exchange.annotations import film_at
from donnybrook.exchange.eaf_writing import TOLD, write
from donnybrook.exchange.escapes import plain_text
from donnybrook.exchange.foreign import BadItem, ForeignFile, ForeignFilm, ForeignScene
from donnybrook.exchange.foreign_xml import read_xml
from donnybrook.exchange.format import Format, RateOf
from donnybrook.exchange.kinds import is_beat, is_fight, scheme_called
from donnybrook.exchange.scene_reading import told_scene
from donnybrook.exchange.stretches import Stretch, fights_in
from donnybrook.problems import Problem
from donnybrook.records import dataclass

_MOST_LINKS = 50  # from an annotation to the one with times that it belongs to


def read(path: Path, _: RateOf) -> ForeignFile:
    """Return the annotations of a file as fights; raises ``Problem`` for what is no such file."""
    root = read_xml(path, "ANNOTATION_DOCUMENT")
    units = root.find("HEADER[@TIME_UNITS]")
    if units is not None and units.get("TIME_UNITS") != "milliseconds":
        raise Problem(f"{path.name} counts in {units.get('TIME_UNITS')}, not in milliseconds. Nothing was imported.")
    reading = _Reading(root)
    is_ours = root.get("AUTHOR") == "Donnybrook" and reading.has_told
    scenes = reading.own_fights() if is_ours else fights_in(reading.stretches())
    return ForeignFile(films=(_film(root),), scenes=tuple(scenes), bad=tuple(reading.bad), resolution_us=1000)


def _film(root: Element) -> ForeignFilm:
    media = root.find("HEADER/MEDIA_DESCRIPTOR")
    header = root.find("HEADER")
    named = "" if header is None else header.get("MEDIA_FILE", "")
    address = named if media is None else media.get("MEDIA_URL") or media.get("RELATIVE_MEDIA_URL") or ""
    return film_at(address, plain_text(root.findtext("HEADER/PROPERTY[@NAME='film']") or ""))


@dataclass(slots=True)
class _Annotation:
    """An annotation: its times, if it has its own, and what belongs to it."""

    where: str
    tier: Element
    value: str
    times_us: tuple[int, int] | None
    belongs_to: str  # the annotation that it says more of; '' for one with times

    @property
    def kind(self) -> str:
        """What it is called: by its tier's type where that says what it is, else by the tier."""
        kind = self.tier.get("LINGUISTIC_TYPE_REF", "")
        return kind if scheme_called(kind) or is_fight(kind) or is_beat(kind) else self.tier.get("TIER_ID", "")


class _Reading:
    """The annotations of one file, by their ids."""

    def __init__(self, root: Element) -> None:
        self.bad: list[BadItem] = []
        media = root.find("HEADER/MEDIA_DESCRIPTOR")
        self._origin_us = _us("0" if media is None else media.get("TIME_ORIGIN", "0")) or 0
        slots = {
            each.get("TIME_SLOT_ID", ""): _us(each.get("TIME_VALUE")) for each in root.iterfind("TIME_ORDER/TIME_SLOT")
        }
        self._all: dict[str, _Annotation] = {}
        for tier in root.iterfind("TIER"):
            _spread(tier, slots)
            for number, held in enumerate(tier.iterfind("ANNOTATION/*"), 1):
                where = f"tier “{tier.get('TIER_ID', '')}”, annotation {number}"
                self._all[held.get("ANNOTATION_ID", where)] = self._annotation(where, tier, held, slots)
        self._more: dict[str, list[_Annotation]] = {}
        for each in self._all.values():
            if each.times_us is None:
                self._more.setdefault(self._timed_id(each), []).append(each)
        self.bad += [
            BadItem(each.where, "it has no time, and belongs to none that has") for each in self._more.pop("", [])
        ]

    @property
    def has_told(self) -> bool:
        """Whether fights of ours are told in it."""
        return any(_is_told(each) for more in self._more.values() for each in more)

    def own_fights(self) -> Iterator[ForeignScene]:
        """Yield the fights that this program wrote."""
        for name, annotation in self._all.items():
            told = next((each.value for each in self._more.get(name, ()) if _is_told(each)), "")
            if told and annotation.times_us is not None:
                head, *lines = told.split("\n")
                uuid, _, kind = head.partition(" ")
                in_us, out_us = annotation.times_us
                fields = SceneFields(in_us=in_us, out_us=None if kind == "POINT" else out_us)
                yield told_scene(annotation.where, annotation.value, lines, fields, uuid=uuid)

    def stretches(self) -> Iterator[Stretch]:
        """Yield the annotations with times, each with those that say more of it."""
        for name, annotation in self._all.items():
            if annotation.times_us is None:
                continue
            more = self._more.get(name, ())
            words = tuple((each.kind, each.value) for each in more if scheme_called(each.kind) and each.value)
            notes = [f"{each.kind}: {each.value}" for each in more if not scheme_called(each.kind) and each.value]
            yield Stretch(
                where=annotation.where,
                kind=annotation.kind,
                in_us=annotation.times_us[0],
                out_us=annotation.times_us[1],
                text=annotation.value,
                who=annotation.tier.get("PARTICIPANT", ""),
                words=words,
                note="\n".join(notes),
            )

    def _annotation(self, where: str, tier: Element, held: Element, slots: Mapping[str, int | None]) -> _Annotation:
        value = held.findtext("ANNOTATION_VALUE") or ""
        first, last = (slots.get(held.get(f"TIME_SLOT_REF{place}", "")) for place in (1, 2))
        times = None if first is None or last is None else (first + self._origin_us, last + self._origin_us)
        return _Annotation(where, tier, value, times, held.get("ANNOTATION_REF", ""))

    def _timed_id(self, annotation: _Annotation) -> str:
        """Return the id of the annotation with times that one without belongs to, over several if need be."""
        for _ in range(_MOST_LINKS):
            name = annotation.belongs_to
            if name not in self._all:
                return ""
            annotation = self._all[name]
            if annotation.times_us is not None:
                return name
        return ""


def _spread(tier: Element, slots: dict[str, int | None]) -> None:
    """Give times to the slots of a tier that have none: they lie evenly between those that have, as ELAN shows them."""
    names = [held.get(f"TIME_SLOT_REF{place}", "") for held in tier.iterfind("ANNOTATION/*") for place in (1, 2)]
    waiting: list[str] = []
    before_us: int | None = None
    for name in names:
        time_us = slots.get(name)
        if time_us is None:
            waiting += [name] if name in slots and name not in waiting else []
            continue
        if before_us is not None and before_us <= time_us:
            for place, each in enumerate(waiting, 1):
                slots[each] = before_us + (time_us - before_us) * place // (len(waiting) + 1)
        waiting, before_us = [], time_us


def _is_told(annotation: _Annotation) -> bool:
    return annotation.tier.get("LINGUISTIC_TYPE_REF") == TOLD


def _us(text: str | None) -> int | None:
    return int(text) * 1000 if text and re.fullmatch(r"-?[0-9]{1,12}", text.strip()) else None


FORMAT = Format(
    "eaf",
    ".eaf",
    "ELAN annotations, a tier per kind; one film",
    write,
    read,
    one_film=True,
    needs_times=True,
)
