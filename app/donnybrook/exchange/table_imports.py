"""Imports somebody's table of rows some at a time, however large it is: what would come of it, and then the import.

Knows no particular format. What is told of it is bounded: the first fights, words and bad rows, and how many there are.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from donnybrook.catalog import Catalog, Transaction
from donnybrook.catalog.folding import fold
from donnybrook.exchange.entering import Entering
from donnybrook.exchange.foreign import BadItem, ForeignScene
from donnybrook.exchange.format import Format
from donnybrook.exchange.import_films import PlannedFilm
from donnybrook.exchange.import_plan import ImportChoices, ImportPlan, Present, plan_import
from donnybrook.exchange.import_rates import rates_for
from donnybrook.exchange.import_telling import nothing_sentence
from donnybrook.exchange.import_words import UnknownWord
from donnybrook.exchange.wanted import Tell, silent
from donnybrook.problems import Problem

_TOLD = 100


def preview_table(catalog: Catalog, path: Path, form: Format, choices: ImportChoices, tell: Tell) -> ImportPlan:
    """Return what importing a table would do; all of it is read. Raises ``Problem`` if it can't be.

    ``tell`` hears how many rows are read.
    """
    sum_ = _Sum(path.name, form.name, choices)
    for plan in _plans(catalog, path, form, choices, tell):
        sum_.add(plan)
    return sum_.plan()


def take_table(
    tx: Transaction, /, catalog: Catalog, path: Path, form: Format, choices: ImportChoices, tell: Tell
) -> ImportPlan:
    """Take what a table holds, inside an edit, and return what that was; raises ``Problem``, and then nothing stays.

    ``tell`` hears how many fights are entered.
    """
    sum_ = _Sum(path.name, form.name, choices)
    catalog.noticed_changes()  # films and words that others added since it was tried before
    entering = Entering(tx, catalog.vocabulary, tell, new_words=choices.new_words)
    for plan in _plans(catalog, path, form, choices, silent):
        sum_.add(plan)
        entering.enter(plan)
        tx.spill()
    whole = sum_.plan()
    if not whole.scene_count and not whole.there_already:
        raise Problem(nothing_sentence(whole))
    return whole


def _plans(catalog: Catalog, path: Path, form: Format, choices: ImportChoices, tell: Tell) -> Iterator[ImportPlan]:
    done = 0
    if form.read_rows is None:
        raise Problem(f"{form.name} is no table of rows. Nothing was imported.")
    present = Present(catalog)
    for some in form.read_rows(path, choices.layout, rates_for(catalog, path.name, choices)):
        if some.scenes or some.bad:
            yield plan_import(catalog, some, path.name, form.name, choices, _after(done, tell), present)
            done += len(some.scenes) + len(some.bad)


def _after(done: int, tell: Tell) -> Tell:
    """Return what hears of some more rows, after so many."""
    return lambda now, _total: tell(done + now, 0)


class _Sum:
    """Adds plans up into one that tells of all of them."""

    def __init__(self, name: str, format_name: str, choices: ImportChoices) -> None:
        self._named = (name, format_name)
        self._new_words = choices.new_words
        self._films: dict[tuple[int | None, str, int | None], PlannedFilm] = {}
        self._scenes: list[ForeignScene] = []
        self._unknown: dict[tuple[str, str], UnknownWord] = {}
        self._bad: list[BadItem] = []
        self._more_bad = self._there_already = 0

    def add(self, plan: ImportPlan) -> None:
        """Add what a plan tells."""
        keys = [(film.film_id, fold(film.title), film.year) for film in plan.films]
        for key, film in zip(keys, plan.films, strict=True):
            before = self._films.get(key)
            self._films[key] = replace(film, scene_count=film.scene_count + (before.scene_count if before else 0))
        if len(self._scenes) < _TOLD:
            places = list(self._films)
            self._scenes += [replace(each, film=places.index(keys[each.film])) for each in plan.scenes[:_TOLD]]
        for word in plan.unknown:
            self._count(word)
        self._bad += plan.bad[: max(0, _TOLD - len(self._bad))]
        self._more_bad += len(plan.bad)
        self._there_already += plan.there_already

    def _count(self, word: UnknownWord) -> None:
        key = (word.scheme, fold(word.label))
        if key in self._unknown:
            self._unknown[key] = replace(self._unknown[key], count=self._unknown[key].count + word.count)
        elif len(self._unknown) < _TOLD:
            self._unknown[key] = word

    def plan(self) -> ImportPlan:
        """Return the sum."""
        name, format_name = self._named
        return ImportPlan(
            name=name,
            format_name=format_name,
            films=tuple(self._films.values()),
            scenes=tuple(self._scenes[:_TOLD]),
            unknown=tuple(sorted(self._unknown.values(), key=lambda each: (each.scheme, -each.count, each.label))),
            bad=tuple(self._bad),
            there_already=self._there_already,
            new_words=self._new_words,
            more_bad=self._more_bad - len(self._bad),
        )
