"""Says what an import would do to a catalog: which films, fights and words. Knows no format, and writes nothing."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import field, replace
from fractions import Fraction

from donnybrook.catalog import Catalog
from donnybrook.exchange.film_clocks import FilmClock
from donnybrook.exchange.foreign import BadItem, ForeignFile, ForeignScene, TableLayout
from donnybrook.exchange.format import Format
from donnybrook.exchange.import_checks import SceneChecks
from donnybrook.exchange.import_drafts import draft_of
from donnybrook.exchange.import_films import FilmFinder, PlannedFilm, version_of
from donnybrook.exchange.import_words import ImportWords, UnknownWord
from donnybrook.exchange.wanted import Tell, silent
from donnybrook.records import dataclass

_NUMBER = re.compile(r"[0-9][0-9,]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChoices:
    """What a person says of an import.

    ``film_id`` and ``version_id``: what all fights are of, whatever the file says. ``new_words``: words that no term
    goes by become new terms; else they stay in the note. ``form``: the format, where the file's name does not tell.
    ``rate``: the frames per second that the file counts in. ``layout``: how a table of rows is to be read.
    """

    film_id: int | None = None
    version_id: int | None = None
    new_words: bool = False
    form: Format | None = None
    rate: Fraction | None = None
    layout: TableLayout = field(default_factory=TableLayout)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import would do.

    Of each of ``scenes``, ``film`` is the place in ``films``, and its times are on frames where the rate is known.
    ``bad`` is left out. Of a table of very many rows, ``scenes``, ``bad`` and ``unknown`` are the first of them;
    ``more_bad`` is how many more are bad. ``there_already``: how many fights are left out because the catalog has them.
    """

    name: str
    format_name: str
    films: tuple[PlannedFilm, ...]
    scenes: tuple[ForeignScene, ...]
    unknown: tuple[UnknownWord, ...]
    bad: tuple[BadItem, ...]
    there_already: int
    new_words: bool
    more_bad: int = 0

    @property
    def scene_count(self) -> int:
        """How many fights would come."""
        return sum(film.scene_count for film in self.films)

    @property
    def bad_count(self) -> int:
        """How many things are left out because they can't be taken."""
        return len(self.bad) + self.more_bad


def plan_import(
    catalog: Catalog,
    foreign: ForeignFile,
    name: str,
    format_name: str,
    choices: ImportChoices,
    tell: Tell = silent,
    present: "Present | None" = None,
) -> ImportPlan:
    """Return what taking a file's fights into a catalog would do; ``name`` is the file's.

    ``tell`` hears how many fights are looked at, of how many. ``present`` is kept from one part of a file to the next.
    Raises ``Problem`` if there is no telling of which film they are.
    """
    finder = FilmFinder(catalog)
    unsaid = _unsaid(finder, foreign, name, choices)
    used = {film: place for place, film in enumerate(sorted({scene.film for scene in foreign.scenes} - unsaid))}
    films = _films(finder, foreign, name, choices, list(used))
    sifted = _Sifting(catalog, films, foreign, present or Present(catalog))
    for done, scene in enumerate(foreign.scenes):
        tell(done, len(foreign.scenes))
        if scene.film in unsaid:
            sifted.bad.append(BadItem(scene.where, "no film is said"))
        else:
            sifted.take(replace(scene, film=used[scene.film]))
    scenes = tuple(sifted.taken)
    counts = Counter(scene.film for scene in scenes)
    return ImportPlan(
        name=name,
        format_name=format_name,
        films=tuple(replace(film, scene_count=counts[place]) for place, film in enumerate(films)),
        scenes=scenes,
        unknown=_unknown(catalog, scenes),
        bad=tuple(sorted((*foreign.bad, *sifted.bad), key=_number)),
        there_already=sifted.there_already,
        new_words=choices.new_words,
    )


def _number(item: BadItem) -> int:
    """Return the number of the line, cue or event at which something stands, in whose order people look it up."""
    found = _NUMBER.search(item.where)
    return int(found[0].replace(",", "")) if found else 0


def _unsaid(finder: FilmFinder, foreign: ForeignFile, name: str, choices: ImportChoices) -> set[int]:
    """Return the places of what is no film: a file leaves it unsaid of some fights, and says it of others."""
    if choices.film_id is not None or not foreign.names_films:
        return set()
    return {place for place, film in enumerate(foreign.films) if not finder.can_tell(film, name)}


def _films(
    finder: FilmFinder, foreign: ForeignFile, name: str, choices: ImportChoices, used: Sequence[int]
) -> list[PlannedFilm]:
    if choices.film_id is not None:
        return [finder.chosen(choices.film_id, choices.version_id) for _ in used]
    return [finder.found(foreign.films[place], name) for place in used]


def _unknown(catalog: Catalog, scenes: Sequence[ForeignScene]) -> tuple[UnknownWord, ...]:
    words = ImportWords(catalog.vocabulary, add_unknown=False)
    for scene in scenes:
        draft_of(scene, words, lambda term: term.concept_id or 0)
    return words.unknown


@dataclass(frozen=True, slots=True)
class _Marks:
    """The fights that a film has already, by what makes two of them one.

    Times and title do; without times, a title. Two fights that have neither are never taken for one.
    """

    uuids: frozenset[str]
    marks: frozenset[tuple[int | None, int | None, str]]

    def has(self, scene: ForeignScene) -> bool:
        said = scene.fields
        can_tell = said.in_us is not None or said.title
        return scene.uuid in self.uuids or bool(can_tell and (said.in_us, said.out_us, said.title) in self.marks)


class _Sifting:
    """Parts the fights that can be taken from those that are there already, and those that can't be."""

    def __init__(
        self, catalog: Catalog, films: Sequence[PlannedFilm], foreign: ForeignFile, present: "Present"
    ) -> None:
        files = catalog.media_files()
        versions = [version_of(catalog, film) for film in films]
        self._clocks = [FilmClock.of([each for each in files if each.version_id == version]) for version in versions]
        self._present = [present.of(film, version) for film, version in zip(films, versions, strict=True)]
        self._checks = SceneChecks(catalog)
        self._foreign = foreign
        self.taken: list[ForeignScene] = []
        self.bad: list[BadItem] = []
        self.there_already = 0

    def take(self, scene: ForeignScene) -> None:
        """Take one fight to where it belongs."""
        clock = self._clocks[scene.film]
        scene = clock.placed(scene, self._foreign)
        fault = self._checks.fault(scene, clock)
        if fault:
            self.bad.append(BadItem(scene.where, fault))
        elif self._present[scene.film].has(scene):
            self.there_already += 1
        else:
            self.taken.append(scene)


class Present:
    """What each film has already, read once however many parts of a file are planned."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._known: dict[tuple[int, int], _Marks] = {}

    def of(self, film: PlannedFilm, version_id: int | None) -> "_Marks":
        """Return the fights of a version of a film; none of one that is new."""
        if film.film_id is None or version_id is None:
            return _Marks(frozenset(), frozenset())
        key = (film.film_id, version_id)
        if key not in self._known:
            self._known[key] = self._read(*key)
        return self._known[key]

    def _read(self, film_id: int, version_id: int) -> "_Marks":
        uuids: set[str] = set()
        marks: set[tuple[int | None, int | None, str]] = set()
        for each in self._catalog.scenes(self._catalog.scene_ids_of_film(film_id, version_id)):
            uuids.add(each.uuid)
            marks.add((each.fields.in_us, each.fields.out_us, each.fields.title))
        return _Marks(frozenset(uuids), frozenset(marks))
