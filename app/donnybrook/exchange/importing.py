"""Imports the fights of a file that another program made, as one edit. Knows no particular format."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from donnybrook.catalog import Catalog, Changes, Edited, Transaction, Vocabulary
from donnybrook.catalog.edits.films import add_film
from donnybrook.catalog.edits.scenes import add_scene
from donnybrook.catalog.edits.vocabulary import add_concept
from donnybrook.catalog.labels import label_key
from donnybrook.exchange.film_clocks import FilmClock
from donnybrook.exchange.foreign import ForeignFile, ForeignFilm
from donnybrook.exchange.format import RateOf
from donnybrook.exchange.formats import read_format_for
from donnybrook.exchange.import_drafts import draft_of
from donnybrook.exchange.import_films import FilmFinder, version_of
from donnybrook.exchange.import_plan import ImportChoices, ImportPlan, plan_import
from donnybrook.exchange.import_words import ImportWords, Term
from donnybrook.problems import Problem


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: what had been planned, the scenes that were made, and the change (``None`` for none)."""

    plan: ImportPlan
    scene_ids: tuple[int, ...]
    changes: Changes | None


def preview_import(catalog: Catalog, path: Path, choices: ImportChoices) -> ImportPlan:
    """Return what importing a file would do; raises ``Problem`` for a file that can't be read. Writes nothing."""
    form = choices.form or read_format_for(path)
    if form.read is None:
        raise Problem(f"{form.name} can be written, not read. Nothing was imported.")
    return plan_import(catalog, form.read(path, _rates(catalog, path.name, choices)), path.name, form.name, choices)


def import_file(catalog: Catalog, path: Path, choices: ImportChoices) -> Imported:
    """Import the fights of a file, as ``preview_import`` says, as one edit.

    Raises ``Problem`` for a file that can't be read or has nothing to take; then nothing was changed.
    """
    return carry_out(catalog, preview_import(catalog, path, choices))


def import_foreign(catalog: Catalog, foreign: ForeignFile, name: str, choices: ImportChoices) -> Imported:
    """Import what was read by other means; ``name`` is the file's. Otherwise as ``import_file``."""
    return carry_out(catalog, plan_import(catalog, foreign, name, "", choices))


def carry_out(catalog: Catalog, plan: ImportPlan) -> Imported:
    """Do what was planned just now; a backup is made before. Raises ``Problem`` if there is nothing to take."""
    if not plan.scenes:
        if plan.there_already:
            return Imported(plan, (), None)
        raise Problem(_nothing(plan))
    catalog.back_up_before("import")
    done: Edited[tuple[int, ...]] = catalog.edit(f"Import {plan.name}", _enter, plan, catalog.vocabulary)
    return Imported(plan, done.value, done.changes)


def _rates(catalog: Catalog, name: str, choices: ImportChoices) -> RateOf:
    """Return what says how many frames a second has, to a reader whose file does not."""
    finder = FilmFinder(catalog)

    def rate_of(said: ForeignFilm) -> Fraction | None:
        if choices.rate is not None:
            return choices.rate
        try:
            film = finder.chosen(choices.film_id, choices.version_id) if choices.film_id else finder.found(said, name)
        except Problem:
            return None  # which is told when the fights are to go to it
        version_id = version_of(catalog, film)
        return FilmClock.of([each for each in catalog.media_files() if each.version_id == version_id]).rate

    return rate_of


def _nothing(plan: ImportPlan) -> str:
    if not plan.bad:
        return f"There is no fight in {plan.name}. Nothing was imported."
    first = plan.bad[0]
    more = f" So it is with {len(plan.bad) - 1} more." if len(plan.bad) > 1 else ""
    return (
        f"There is nothing in {plan.name} that can be taken. {first.where}: {first.reason}.{more} Nothing was imported."
    )


def _enter(tx: Transaction, /, plan: ImportPlan, vocabulary: Vocabulary) -> tuple[int, ...]:
    words = ImportWords(vocabulary, add_unknown=plan.new_words)
    made: dict[tuple[str, str], int] = {}

    def concept_id(term: Term) -> int:
        if term.concept_id is not None:
            return term.concept_id
        key = (term.scheme, label_key(term.label))
        if key not in made:
            made[key] = add_concept(tx, term.scheme, term.label)
        return made[key]

    film_ids = [
        add_film(tx, film.title, year=film.year) if film.film_id is None else film.film_id for film in plan.films
    ]
    return tuple(
        add_scene(
            tx,
            film_ids[scene.film],
            draft_of(scene, words, concept_id),
            version_id=plan.films[scene.film].version_id,
        )
        for scene in plan.scenes
    )
