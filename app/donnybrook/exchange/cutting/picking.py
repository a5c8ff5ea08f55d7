"""Picks what is to be cut out: which fights, out of which files, from where to where. Cuts nothing.

Fights are timed on their version's clock; what is picked is on the file's own.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from donnybrook.catalog import Catalog, MediaFile, Scene
from donnybrook.catalog.film_places import file_there
from donnybrook.records import dataclass
from donnybrook.times import SECOND_US, format_clock

type Hides = Callable[[int], bool]
"""Says of a film, by its id, whether the titles of its fights are to be kept back."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A fight that can be cut out: its name, its film, and the stretch of a file (``out_us`` excluded) that shows it.

    ``picture_us`` is the time of the frame that its picture was taken from, or of its first.
    """

    scene_id: int
    name: str
    film: str
    file: MediaFile
    in_us: int
    out_us: int
    picture_us: int
    details: str  # where, with what

    @property
    def clock(self) -> str:
        """When the fight begins, as its catalog says, to the second: ``0:01:02``."""
        return format_clock(self.file.clock.to_version(self.in_us)).partition(".")[0]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A fight that is not cut out, and why, as a sentence."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Picked:
    """What is to be cut out, in order, and what can't be; ``films`` are all films of the catalog, never to be lost."""

    picks: tuple[Pick, ...]
    left_out: tuple[LeftOut, ...]
    films: tuple[Path, ...] = ()


def pick(
    catalog: Catalog, scene_ids: Sequence[int], *, lead_in_us: int = 0, hides: Hides = lambda _film_id: False
) -> Picked:
    """Find the files of fights, in the order of the ids; each begins so much earlier, as far as its film goes back.

    A fight whose title is kept back is called by what it is fought with, or where.
    """
    found = [_looked_up(catalog, _as_told(catalog.scene(each), hides), lead_in_us) for each in scene_ids]
    picks = tuple(each for each in found if isinstance(each, Pick))
    left_out = tuple(each for each in found if isinstance(each, LeftOut))
    return Picked(picks, left_out, tuple(file.path for file in catalog.media_files()))


def in_film_order(catalog: Catalog, scene_ids: Sequence[int]) -> list[int]:
    """Return fights film by film, by title, and in a film as they are fought."""
    rows = catalog.scene_rows(scene_ids)
    ordered = sorted(rows, key=lambda row: (row.film_title.casefold(), row.film_id, row.in_us or 0, row.id))
    return [row.id for row in ordered]


def _as_told(scene: Scene, hides: Hides) -> Scene:
    return replace(scene, fields=replace(scene.fields, title="")) if hides(scene.film_id) else scene


def _looked_up(catalog: Catalog, scene: Scene, lead_in_us: int) -> Pick | LeftOut:
    in_us, out_us = scene.fields.in_us, scene.fields.out_us
    if in_us is None:
        return LeftOut(scene.name, "it was catalogued from memory, without times")
    if out_us is None or out_us <= in_us:
        return LeftOut(scene.name, "it has no out point")
    file = file_there(catalog.media_files(scene.film_id), scene.version_id)
    if file is None:
        return LeftOut(scene.name, f"no file of {_film(scene)} is there")
    begins_us = file.begins_us(max(0, in_us - lead_in_us))
    return Pick(
        scene_id=scene.id,
        name=scene.name,
        film=_film(scene),
        file=file,
        in_us=begins_us,
        out_us=max(file.ends_us(out_us), begins_us + 1),
        picture_us=_picture_us(catalog, scene.id, file.begins_us(in_us), file.ends_us(out_us)),
        details=" · ".join(_details(scene)),
    )


def _picture_us(catalog: Catalog, scene_id: int, in_us: int, out_us: int) -> int:
    cover = catalog.cover(scene_id)
    # A picture may be of another file of the film, with a clock of its own.
    return cover.time_us if cover is not None and in_us <= cover.time_us < out_us else in_us


def _film(scene: Scene) -> str:
    return f"{scene.film_title} ({scene.film_year})" if scene.film_year is not None else scene.film_title


def _details(scene: Scene) -> Iterator[str]:
    weapons = dict.fromkeys(wielding.weapon for wielding in scene.wieldings)
    if weapons and scene.fields.title:
        yield ", ".join([*weapons][:4])
    if place := scene.fields.place_name or scene.location:
        yield place


def lasts_us(picks: Sequence[Pick]) -> int:
    """Return how long fights last together."""
    return sum(each.out_us - each.in_us for each in picks) or SECOND_US
