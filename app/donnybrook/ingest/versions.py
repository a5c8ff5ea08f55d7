"""Puts another file of a film on the clock of its scenes, and proposes that clock from the pictures. Knows no screen.

A proposal is only ever that: whoever asked for it says whether it is taken.
"""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from donnybrook.catalog import Catalog, Changes, FileClock, MediaFacts, MediaFile, Transaction
from donnybrook.catalog.edits import films as film_edits
from donnybrook.catalog.edits import versions as version_edits
from donnybrook.catalog.shots import read_shots
from donnybrook.media import FilmWorker
from donnybrook.problems import Problem
from donnybrook.records import dataclass

if TYPE_CHECKING:
    from donnybrook.media.alignment import Alignment

_LOOKS = 12
_LOOK_PX = 96
_DEEPEST_LOOK_US = 1_000_000
_ALIKE = 0.6
_LEAST_SHARE_ALIKE = 0.6
_UNLIKE = (
    "The two files have too few cuts and pictures in common to say how one lies against the other. Nothing was changed."
    " If they are the same film, give the offset and the speed yourself."
)


class NoLikenessProblem(Problem):
    """Two files show no film in common, or too little to say how they lie against each other."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where the shots of a film file begin, but the first, in µs on a clock; ``clock`` is the file's on that one."""

    path: Path
    times: tuple[int, ...]
    clock: FileClock


@dataclass(frozen=True, slots=True)
class ClockProposal:
    """A clock for a file, and what speaks for it: cuts that agree, and pictures that are alike, of those compared."""

    clock: FileClock
    cuts_agreeing: int
    cuts_compared: int
    pictures_alike: int
    pictures_compared: int

    @property
    def confidence(self) -> float:
        """How much of what was compared agrees, 0 to 1."""
        return self.cuts_agreeing / self.cuts_compared * self.pictures_alike / self.pictures_compared


def read_cuts(worker: FilmWorker, path: Path, *, told: Callable[[float], None] | None = None) -> Cuts:
    """Read a film through for its cuts, on its own clock; raises ``FilmProblem`` if it can't be used."""
    survey = worker.survey(path, told=told)
    return Cuts(path, tuple(shot.in_us for shot in survey.shots[1:]), FileClock())


def known_cuts(
    catalog: Catalog, worker: FilmWorker, media_file: MediaFile, *, told: Callable[[float], None] | None = None
) -> Cuts:
    """Return the cuts of a file of the catalog on its version's clock; the film is read if that was not done before.

    Raises:
        FilmProblem: it had to be read, and can't be.
    """
    clock = media_file.clock
    stored = catalog.read(read_shots, media_file.id)
    times = (
        tuple(shot.in_us for shot in stored.shots[1:])
        if stored is not None
        else read_cuts(worker, media_file.path, told=told).times
    )
    return Cuts(media_file.path, tuple(clock.to_version(each) for each in times), clock)


def propose_clock(worker: FilmWorker, known: Cuts, other: Cuts) -> ClockProposal:
    """Return the clock on which the other file shows the frames of a known one, whose cuts are on the version's clock.

    Raises:
        NoLikenessProblem: they have no film in common, or too few cuts to tell.
        FilmProblem: one of them can't be used.
    """
    from donnybrook.media.alignment import align

    found = align(known.times, other.times)
    if found is None:
        raise NoLikenessProblem(_UNLIKE)
    looks = _likenesses(worker, known, other, found)
    alike = sum(each >= _ALIKE for each in looks)
    if not looks or alike < _LEAST_SHARE_ALIKE * len(looks):
        raise NoLikenessProblem(_UNLIKE)
    return ClockProposal(FileClock(found.offset_us, found.stretch), found.agreeing, found.compared, alike, len(looks))


def _likenesses(worker: FilmWorker, known: Cuts, other: Cuts, found: "Alignment") -> list[float]:
    """How alike the pictures are within shots that agree, all over the film; flat ones say nothing."""
    from donnybrook.media.alignment import likeness

    shots = list(pairwise(found.pairs))
    looks: list[float] = []
    for (version_us, file_us), (next_us, _) in shots[:: max(1, len(shots) // _LOOKS)][:_LOOKS]:
        deep_us = min((next_us - version_us) // 2, _DEEPEST_LOOK_US)
        ours = worker.frame(known.path, known.clock.to_file(version_us + deep_us), max_width_px=_LOOK_PX)
        theirs = worker.frame(other.path, file_us + round(deep_us * found.stretch), max_width_px=_LOOK_PX)
        if (alike := likeness(ours, theirs)) is not None:
            looks.append(alike)
    return looks


# ---------------------------------------------------------------- putting files on versions


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file is to go: a version of a film, or a new one of a label; and the clock it has there."""

    film_id: int
    version_id: int
    clock: FileClock
    new_label: str = ""


def file_to_compare(catalog: Catalog, place: Place, but: Path) -> MediaFile | None:
    """Return the first other file of a version that is there now, if one is."""
    files = (each for each in catalog.media_files(place.film_id) if each.version_id == place.version_id)
    return next((each for each in files if each.path != but and each.path.is_file()), None)


def put_file(catalog: Catalog, facts: MediaFacts, place: Place) -> Changes:
    """Attach a film file to a version, or move it there if the catalog has it; one edit.

    Raises:
        EntryProblem: the clock is one that no film needs, or the new version's label is empty or taken.
        CatalogProblem: the catalog can't be written.
    """
    known = next((each for each in catalog.media_files() if each.path == facts.path), None)
    label = f"Attach {film_edits.readable(facts.path.name)}"
    return catalog.edit(label, _put, facts, place, known.id if known else None).changes


def _put(tx: Transaction, /, facts: MediaFacts, place: Place, known_id: int | None) -> None:
    version_id = place.version_id
    if place.new_label:
        version_id = version_edits.add_version(tx, place.film_id, place.new_label)
    if known_id is None:
        film_edits.attach_file(tx, place.film_id, facts, version_id=version_id, clock=place.clock)
        return
    film_edits.update_file(tx, known_id, facts)
    version_edits.move_file(tx, known_id, version_id, place.clock)
