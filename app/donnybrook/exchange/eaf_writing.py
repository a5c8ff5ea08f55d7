"""Writes ELAN's annotation format: a tier a kind, and one for the weapons of each combatant. Knows no catalog file.

On one tier of ELAN's no two annotations overlap: what does goes on a second tier of the kind, a third, and so on.
The tier “told” belongs to “fights” and says all of a fight in lines; it is what is read back.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from donnybrook.catalog import Catalog, Scene
from donnybrook.exchange.annotations import address_of
from donnybrook.exchange.escapes import escaped
from donnybrook.exchange.scene_words import scene_lines, title_line
from donnybrook.exchange.spans import POINT_US, span_us, timed
from donnybrook.records import dataclass

TOLD = "told"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_TIERS = {"technique": "techniques", "camera": "camera", "theme": "themes"}
_LISTS = ("weapons", *_TIERS.values())
_ASSOCIATION = "Symbolic_Association"
_NO_DATE = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class _Mark:
    """An annotation to be: its times in ms, what it says, and what is told with it."""

    in_ms: int
    out_ms: int
    value: str
    told: str = ""


def write(catalog: Catalog, scenes: Iterable[Scene], file: BinaryIO) -> None:
    """Write the scenes that have a time, their beats, and who uses what; the same scenes give the same bytes."""
    fights = timed(scenes)
    document = _Document(max((each.modified_at for each in fights), default=_NO_DATE))
    if fights:
        files = [each for each in catalog.media_files() if each.version_id == fights[0].version_id]
        for each in files:
            document.add_film(address_of(each.path))
        document.add_title(fights[0].film_title)
    for place, lane in enumerate(_lanes(_mark(each) for each in fights)):
        document.add_tier(_numbered("fights", place), "fights", lane)
        document.add_told(_numbered(TOLD, place), _numbered("fights", place), lane)
    document.add_lanes("beats", "beats", [mark for each in fights for mark in _beats(each)])
    for who, marks in _weapons(fights).items():
        document.add_lanes(f"weapons: {who}" if who else "weapons", "weapons", marks, who)
    for scheme, name in _TIERS.items():
        document.add_lanes(name, name, [mark for each in fights for mark in _terms(each, scheme)])
    document.write(file)


def _mark(scene: Scene) -> _Mark:
    told = "\n".join((f"{scene.uuid} {'POINT' if scene.fields.out_us is None else 'SPAN'}", *scene_lines(scene)))
    return _spanned(*span_us(scene), title_line(scene), told)


def _spanned(in_us: int, out_us: int, value: str, told: str = "") -> _Mark:
    in_ms = (in_us + 500) // 1000
    return _Mark(in_ms, max(in_ms + 1, (out_us + 500) // 1000), value, told)


def _beats(scene: Scene) -> Iterator[_Mark]:
    for beat in scene.beats:
        if beat.in_us is not None:
            said = escaped(beat.label or beat.note)
            yield _spanned(beat.in_us, beat.out_us or beat.in_us + POINT_US, said)


def _span_in(scene: Scene, beat_id: int | None) -> tuple[int, int]:
    """Return the times of a beat that has both, else those of the scene."""
    for beat in scene.beats:
        if beat.id == beat_id and beat.in_us is not None and beat.out_us is not None:
            return beat.in_us, beat.out_us
    return span_us(scene)


def _weapons(fights: Sequence[Scene]) -> dict[str, list[_Mark]]:
    """Return the uses of weapons by who has them: for as long as the use, its beat or the fight lasts."""
    found: dict[str, list[_Mark]] = {}
    for scene in fights:
        names = {each.id: each.label for each in scene.combatants}
        for use in scene.wieldings:
            in_us, out_us = _span_in(scene, use.beat_id)
            if use.from_us is not None:
                in_us, out_us = use.from_us, use.to_us or max(out_us, use.from_us + POINT_US)
            who = escaped(names.get(use.combatant_id or 0, ""))
            found.setdefault(who, []).append(_spanned(in_us, out_us, escaped(use.weapon)))
    return found


def _terms(scene: Scene, scheme: str) -> Iterator[_Mark]:
    for term in scene.terms:
        if term.scheme == scheme:
            yield _spanned(*_span_in(scene, term.beat_id), escaped(term.label))


def _lanes(marks: Iterable[_Mark]) -> list[list[_Mark]]:
    """Return marks on as few tiers as it takes for none to overlap."""
    lanes: list[list[_Mark]] = []
    for mark in sorted(marks, key=lambda each: (each.in_ms, each.out_ms)):
        free = next((lane for lane in lanes if lane[-1].out_ms <= mark.in_ms), None)
        if free is None:
            lanes.append([mark])
        else:
            free.append(mark)
    return lanes


def _numbered(name: str, place: int) -> str:
    return name if place == 0 else f"{name} {place + 1}"


class _Document:
    """Builds the file, in the order that its schema wants."""

    def __init__(self, date: str) -> None:
        schema = {f"{{{_XSI}}}noNamespaceSchemaLocation": "http://www.mpi.nl/tools/elan/EAFv2.8.xsd"}
        said = {"AUTHOR": "Donnybrook", "DATE": date, "FORMAT": "2.8", "VERSION": "2.8"}
        self._root = Element("ANNOTATION_DOCUMENT", said | schema)
        self._head = SubElement(self._root, "HEADER", {"MEDIA_FILE": "", "TIME_UNITS": "milliseconds"})
        self._order = SubElement(self._root, "TIME_ORDER")
        self._slots: dict[int, str] = {}
        self._ids: dict[int, str] = {}  # of annotations, by the mark's identity
        self._count = 0
        self._words: dict[str, dict[str, None]] = {name: {} for name in _LISTS}

    def add_film(self, address: str) -> None:
        """Name a file of the film."""
        SubElement(self._head, "MEDIA_DESCRIPTOR", {"MEDIA_URL": address, "MIME_TYPE": "video/*"})

    def add_title(self, title: str) -> None:
        """Name the film."""
        SubElement(self._head, "PROPERTY", {"NAME": "film"}).text = escaped(title)

    def add_lanes(self, name: str, kind: str, marks: Iterable[_Mark], who: str = "") -> None:
        """Add as many tiers as marks of one kind need."""
        for place, lane in enumerate(_lanes(marks)):
            self.add_tier(_numbered(name, place), kind, lane, who)

    def add_tier(self, name: str, kind: str, lane: Iterable[_Mark], who: str = "") -> None:
        """Add a tier with annotations that have times."""
        participant = {"PARTICIPANT": who} if who else {}
        tier = SubElement(self._root, "TIER", {"LINGUISTIC_TYPE_REF": kind, "TIER_ID": name} | participant)
        for mark in lane:
            said = {"TIME_SLOT_REF1": self._slot(mark.in_ms), "TIME_SLOT_REF2": self._slot(mark.out_ms)}
            self._annotate(tier, "ALIGNABLE_ANNOTATION", said, mark.value)
            self._ids[id(mark)] = f"a{self._count}"
            if kind in self._words:
                self._words[kind][mark.value] = None

    def add_told(self, name: str, parent: str, lane: Iterable[_Mark]) -> None:
        """Add a tier that says more of each annotation of another."""
        tier = SubElement(self._root, "TIER", {"LINGUISTIC_TYPE_REF": TOLD, "PARENT_REF": parent, "TIER_ID": name})
        for mark in lane:
            self._annotate(tier, "REF_ANNOTATION", {"ANNOTATION_REF": self._ids[id(mark)]}, mark.told)

    def write(self, file: BinaryIO) -> None:
        """Write all of it."""
        for time_ms, name in sorted(self._slots.items()):
            SubElement(self._order, "TIME_SLOT", {"TIME_SLOT_ID": name, "TIME_VALUE": str(time_ms)})
        self._add_types()
        self._add_lists()
        indent(self._root, space=" ")
        ElementTree(self._root).write(file, encoding="utf-8", xml_declaration=True)

    def _annotate(self, tier: Element, kind: str, said: dict[str, str], value: str) -> None:
        self._count += 1
        held = SubElement(SubElement(tier, "ANNOTATION"), kind, {"ANNOTATION_ID": f"a{self._count}"} | said)
        SubElement(held, "ANNOTATION_VALUE").text = value

    def _slot(self, time_ms: int) -> str:
        return self._slots.setdefault(time_ms, f"ts{len(self._slots) + 1}")

    def _add_types(self) -> None:
        for name in ("fights", "beats", *_LISTS):
            words = {"CONTROLLED_VOCABULARY_REF": name} if self._words.get(name) else {}
            said = {"GRAPHIC_REFERENCES": "false", "LINGUISTIC_TYPE_ID": name, "TIME_ALIGNABLE": "true"}
            SubElement(self._root, "LINGUISTIC_TYPE", words | said)
        said = {"CONSTRAINTS": _ASSOCIATION, "GRAPHIC_REFERENCES": "false"}
        SubElement(self._root, "LINGUISTIC_TYPE", said | {"LINGUISTIC_TYPE_ID": TOLD, "TIME_ALIGNABLE": "false"})
        language = {"LANG_DEF": "", "LANG_ID": "und", "LANG_LABEL": "undetermined (und)"}
        SubElement(self._root, "LANGUAGE", language)
        description = "1-1 association with a parent annotation"
        SubElement(self._root, "CONSTRAINT", {"DESCRIPTION": description, "STEREOTYPE": _ASSOCIATION})

    def _add_lists(self) -> None:
        for name, words in self._words.items():
            if not words:
                continue
            held = SubElement(self._root, "CONTROLLED_VOCABULARY", {"CV_ID": name})
            SubElement(held, "DESCRIPTION", {"LANG_REF": "und"})
            for place, word in enumerate(words):
                entry = SubElement(held, "CV_ENTRY_ML", {"CVE_ID": f"{name}-{place}"})
                SubElement(entry, "CVE_VALUE", {"DESCRIPTION": "", "LANG_REF": "und"}).text = word
