"""A catalog so small that every figure on it can be worked out by hand: two films, four fights, four weapons."""

from itertools import pairwise
from pathlib import Path

from donnybrook.analysis.material import measure
from donnybrook.analysis.measure import Result, Value
from donnybrook.analysis.registry import measure_named
from donnybrook.catalog import (
    BeatDraft,
    Catalog,
    CombatantDraft,
    MediaFacts,
    SceneDraft,
    SceneFields,
    Shot,
    ShotList,
    WieldingDraft,
)
from donnybrook.catalog.edits.films import attach_file
from donnybrook.catalog.edits.shots import store_shots

SECOND_US = 1_000_000
CUTS_S = (0, 5, 10, 12, 14, 16, 20, 30, 40, 45, 60, 100)
_SIDES = ("heroes", "gang")
_PEOPLE = (CombatantDraft(label="Eve", side=0), CombatantDraft(label="rival", side=1))


def make_measured(path: Path, cache_folder: Path) -> Catalog:
    """Make the catalog: *Ten* (2010) lasts 100 s and was read for shots, *Nine* (1995) is known from memory."""
    catalog = Catalog.create(path, coder="Ana", cache_folder=cache_folder)
    ten = catalog.add_film("Ten", year=2010).value
    nine = catalog.add_film("Nine", year=1995).value
    facts = MediaFacts(Path("/films/ten.mkv"), fingerprint="quick1:aa", duration_us=100 * SECOND_US)
    file_id = catalog.edit("Attach", attach_file, ten, facts).value
    shots = tuple(Shot(begin * SECOND_US, end * SECOND_US, "cut") for begin, end in pairwise(CUTS_S))
    catalog.follow_up("Shots", store_shots, file_id, "quick1:aa", ShotList("test", "1", shots))
    knife, pistol, chair = (catalog.vocabulary.lookup("weapon", word) or 0 for word in ("knife", "pistol", "chair"))
    own = WieldingDraft(weapon_id=knife, who=0, against=(1,), from_us=12 * SECOND_US, to_us=18 * SECOND_US)
    in_beat = WieldingDraft(weapon_id=knife, who=1, beat=0)
    beats = (BeatDraft(label="first", in_us=10 * SECOND_US, out_us=20 * SECOND_US),)
    _add(catalog, ten, (10, 30), (own, in_beat, WieldingDraft(weapon_id=pistol, who=0)), beats)
    _add(catalog, ten, (25, 45), (WieldingDraft(weapon_id=knife, who=1),))
    _add(catalog, ten, None, (WieldingDraft(weapon_id=knife, who=0),))
    hers = WieldingDraft(weapon_id=chair, who=0, improvised=True, from_us=110 * SECOND_US, to_us=120 * SECOND_US)
    his = WieldingDraft(
        weapon_id=chair, who=1, improvised=True, from_us=130 * SECOND_US, to_us=140 * SECOND_US, previous=0
    )
    _add(catalog, nine, (100, 160), (hers, his))
    return catalog


def _add(
    catalog: Catalog,
    film_id: int,
    stretch_s: tuple[int, int] | None,
    uses: tuple[WieldingDraft, ...],
    beats: tuple[BeatDraft, ...] = (),
) -> None:
    in_us, out_us = (None, None) if stretch_s is None else (each * SECOND_US for each in stretch_s)
    fields = SceneFields(in_us=in_us, out_us=out_us)
    draft = SceneDraft(fields=fields, sides=_SIDES, combatants=_PEOPLE, beats=beats, wieldings=uses)
    catalog.add_scene(film_id, draft)


def result_of(catalog: Catalog, name: str, query: str = "") -> Result:
    """Work a measure out."""
    return measure(catalog, measure_named(name), query)


def values(result: Result) -> list[tuple[Value, ...]]:
    """Return the values of a table."""
    return [tuple(cell.value for cell in row) for row in result.rows]


def seconds(*lengths_s: float) -> tuple[int, ...]:
    """Return lengths in microseconds."""
    return tuple(round(each * SECOND_US) for each in lengths_s)
