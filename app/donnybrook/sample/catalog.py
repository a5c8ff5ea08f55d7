"""Writes the sample: the reel, its truth, and a catalog of its fights and of a film known from memory."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from donnybrook.catalog import Catalog, CatalogProblem
from donnybrook.catalog.edits.cast import add_character
from donnybrook.ingest.covers import store_cover
from donnybrook.ingest.films import add_film_file
from donnybrook.media import FilmWorker
from donnybrook.problems import Problem
from donnybrook.records import dataclass
from donnybrook.sample import ballerina, reel_fights
from donnybrook.sample.entries import add_new_concepts, draft_of
from donnybrook.sample.truth import ReelTruth, read_truth

FILM_NAME, TRUTH_NAME, CATALOG_NAME = "sample.mp4", "truth.json", "sample.fights"
_CODER = "Donnybrook"
_DRAWING_SHARE = 0.95


@dataclass(frozen=True, slots=True)
class Sample:
    """Where the sample lies, and whether it was made now or had been there."""

    film: Path
    truth: Path
    catalog: Path
    made_now: bool


def write_sample(
    folder: Path,
    *,
    force: bool = False,
    progress: Callable[[float], None] | None = None,
    worker: FilmWorker | None = None,
) -> Sample:
    """Make the sample in ``folder``, or return the one that is there; ``force`` makes it anew.

    ``progress`` is called with shares from 0 to 1. The catalog appears last and whole, so a run that is broken off
    leaves no half a sample. Raises ``Problem`` when the catalog is open elsewhere, or the folder can't be written.
    """
    folder = folder.absolute()
    sample = Sample(folder / FILM_NAME, folder / TRUTH_NAME, folder / CATALOG_NAME, made_now=True)
    if not force and _is_whole(sample):
        return Sample(sample.film, sample.truth, sample.catalog, made_now=False)
    _check_closed(sample.catalog)
    try:
        _make(sample, force=force, report=progress or _say_nothing, worker=worker)
    except OSError as error:
        raise Problem(
            f"The sample can't be written into {folder}: {error.strerror or error}. Nothing else was touched. "
            "Make room there, or name another folder."
        ) from error
    return sample


def _make(sample: Sample, *, force: bool, report: Callable[[float], None], worker: FilmWorker | None) -> None:
    truth = _drawn(sample, force=force, progress=lambda share: report(share * _DRAWING_SHARE))
    part = sample.catalog.with_name(f"{CATALOG_NAME}.part")
    _remove_catalog(part)
    try:
        with nullcontext(worker) if worker else FilmWorker() as reader:
            _write_catalog(part, sample.film, truth, reader)
        part.replace(sample.catalog)
    finally:
        _remove_catalog(part)
    report(1.0)


def _say_nothing(share: float) -> None:
    """Report nowhere."""


def _drawn(sample: Sample, *, force: bool, progress: Callable[[float], None]) -> ReelTruth:
    from donnybrook.sample.reel import reel_truth, write_reel

    truth = reel_truth()
    if not force and sample.film.is_file() and _known_truth(sample.truth) == truth:
        return truth
    return write_reel(sample.film.parent, progress=progress)


def _known_truth(path: Path) -> ReelTruth | None:
    try:
        return read_truth(path)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_whole(sample: Sample) -> bool:
    if not sample.film.is_file() or _known_truth(sample.truth) is None or not sample.catalog.is_file():
        return False
    try:
        with Catalog.open(sample.catalog, read_only=True) as catalog:
            return any(media_file.path == sample.film for media_file in catalog.media_files())
    except CatalogProblem:
        return False


def _check_closed(path: Path) -> None:
    if path.with_name(f"{path.name}-wal").exists():
        raise Problem(
            f"The sample catalog {path} is open, or was left open by a program that broke off. Nothing was changed. "
            "Close it and ask again, or make the sample in another folder."
        )


def _remove_catalog(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def _write_catalog(path: Path, film: Path, truth: ReelTruth, worker: FilmWorker) -> None:
    with Catalog.create(path, coder=_CODER, cache_folder=path.parent) as catalog:
        add_new_concepts(catalog, reel_fights.NEW_CONCEPTS)
        _add_ballerina(catalog)
        _add_reel(catalog, film, truth, worker)


def _add_ballerina(catalog: Catalog) -> None:
    film_id = catalog.add_film(
        ballerina.TITLE,
        year=ballerina.YEAR,
        alternative_titles=ballerina.ALTERNATIVE_TITLES,
        note=ballerina.NOTE,
    ).value
    for character, performer in ballerina.CAST:
        catalog.edit(f"Add {character}", add_character, film_id, character, performer=performer)
    for entry in ballerina.SCENES:
        catalog.add_scene(film_id, draft_of(entry, catalog.vocabulary, None))


def _add_reel(catalog: Catalog, film: Path, truth: ReelTruth, worker: FilmWorker) -> None:
    added = add_film_file(catalog, worker, film, title=truth.title, year=reel_fights.YEAR)
    for entry in reel_fights.FIGHTS:
        scene_id = catalog.add_scene(added.film_id, draft_of(entry, catalog.vocabulary, truth)).value
        cover_us = truth.time_us(entry.cover) if entry.cover else truth.fight(entry.key).in_us
        thumbnail = worker.thumbnail(film, cover_us)
        store_cover(catalog, scene_id, added.media_file_id, thumbnail)
