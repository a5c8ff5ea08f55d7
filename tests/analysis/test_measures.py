"""Every measure against figures worked out by hand, and against what its searches find."""

import shutil
from collections.abc import Iterator
from math import log2
from pathlib import Path

import pytest

from analysis.measured_fights import make_measured, result_of, seconds, values
from catalog.fights import make_fights
from donnybrook.analysis.material import film_query, measure
from donnybrook.analysis.measure import Result
from donnybrook.analysis.registry import measure_named, measures
from donnybrook.catalog import Catalog, MediaFacts, SceneDraft, SceneFields, Shot, ShotList, WieldingDraft
from donnybrook.catalog.edits.films import attach_file
from donnybrook.catalog.edits.shots import store_shots
from donnybrook.catalog.query.building import narrowed
from donnybrook.catalog.questions import Superseded
from donnybrook.problems import Problem
from donnybrook.sample.truth import read_truth


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    folder = tmp_path_factory.mktemp("measured")
    with make_measured(folder / "a.fights", folder / "cache") as made:
        yield made


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    folder = tmp_path_factory.mktemp("others")
    with make_fights(folder / "b.fights", folder / "cache") as made:
        yield made


@pytest.fixture(scope="module")
def sampled(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    folder = tmp_path_factory.mktemp("sampled")
    copy = Path(shutil.copy(sample_folder / "sample.fights", folder / "sample.fights"))
    with Catalog.open(copy, cache_folder=folder) as opened:
        (file,) = opened.media_files()
        shots = tuple(Shot(shot.in_us, shot.out_us, "cut") for shot in read_truth(sample_folder / "truth.json").shots)
        opened.follow_up("Shots", store_shots, file.id, file.fingerprint, ShotList("truth", "1", shots))
        yield opened


def test_all_that_were_promised_are_there() -> None:
    assert [each.name for each in measures()] == [
        "rhythm",
        "improvised",
        "lengths",
        "life-lines",
        "match-ups",
        "positions",
        "screen-time",
        "shot-lengths",
        "decades",
        "together",
    ]
    with pytest.raises(Problem, match=r"no measure “lenghts”.*lengths"):
        measure_named("lenghts")


def test_screen_time_is_the_union_of_uses_and_says_what_it_is_known_from(catalog: Catalog) -> None:
    result = result_of(catalog, "screen-time")
    # The knife: 12–18 s from its use, 10–20 s from a beat, 25–45 s from a fight; a fourth use has no times.
    assert values(result) == [
        ("knife", "edged weapon", 3, 4, *seconds(30, 6, 4, 20), 30 / 95, 1),
        ("pistol", "firearm", 1, 1, *seconds(20, 0, 0, 20), 20 / 95, 0),
        ("chair", "household object", 1, 2, *seconds(20, 20, 0, 0), 20 / 95, 0),
    ]
    assert result.notes == (
        "3 fights with times, 1:35 together.",
        "1 use of weapons in fights without times left out.",
    )


def test_screen_time_among_the_fights_of_a_search(catalog: Catalog) -> None:
    assert [row[0] for row in values(result_of(catalog, "screen-time", "film:nine"))] == ["chair"]
    assert values(result_of(catalog, "screen-time", "film:eleven")) == []


def test_decades_share_out_the_uses_of_each(catalog: Catalog) -> None:
    rows = values(result_of(catalog, "decades"))
    assert [row[0] for row in rows] == ["1990s", "2010s", "2010s"]
    assert [(row[1], *row[2:]) for row in rows[1:]] == [("edged weapon", 3, 4, 0.8), ("firearm", 1, 1, 0.2)]
    assert rows[0][2:] == (1, 2, 1.0)


def test_the_improvised_share_is_of_uses(catalog: Catalog) -> None:
    rows = values(result_of(catalog, "improvised"))
    assert rows[0] == ("all", 7, 2, 2 / 7, 1)
    assert rows[1][1:] == (2, 2, 1.0, 1)
    assert rows[2:] == [("edged weapon", 4, 0, 0.0, 0), ("firearm", 1, 0, 0.0, 0)]


def test_match_ups_are_what_their_searches_find(catalog: Catalog) -> None:
    assert values(result_of(catalog, "match-ups")) == [
        ("edged weapon", "edged weapon", 1),
        ("edged weapon", "firearm", 1),
        ("household object", "household object", 1),
    ]


def test_weapons_of_one_fight_are_together(catalog: Catalog) -> None:
    ((one, other, *figures),) = values(result_of(catalog, "together"))
    assert {one, other} == {"knife", "pistol"}
    assert sorted(figures[1:3]) == [1, 3]  # type: ignore[type-var]
    assert [figures[0], *figures[3:]] == pytest.approx([1, 1 / 3, log2(4 / 3)])


def test_a_life_line_goes_from_hand_to_hand(catalog: Catalog) -> None:
    rows = {row[0]: row[1:] for row in values(result_of(catalog, "life-lines"))}
    assert rows["chair"] == (1, 1, *seconds(20, 20), 2.0, 1)
    assert rows["knife"] == (4, 2, *seconds(8, 10), 1.0, 0)
    assert rows["pistol"] == (1, 0, None, None, 1.0, 0)


def test_shots_inside_fights_are_compared_with_the_rest_of_the_film(catalog: Catalog) -> None:
    result = result_of(catalog, "shot-lengths")
    # Inside 10–45 s: 2 2 2 4 10 10 5; the rest: 5 5 15 40.
    figures = (2, 7, *seconds(5, 4), 4, *seconds(16.25, 10), 5 / 16.25, -18 / 28)
    assert values(result) == [("all films", *figures), ("Ten (2010)", *figures)]
    assert result.notes == ("2 fights without times, or on films not read for shots, left out.",)


def test_other_fights_are_not_the_rest_of_the_film(catalog: Catalog) -> None:
    ((_, fights, inside, _, _, rest, *_), _) = values(result_of(catalog, "shot-lengths", "weapon:pistol"))
    assert (fights, inside, rest) == (1, 5, 4)  # 35 and 42.5 s lie in the fight that was not asked for


def test_the_rhythm_is_cuts_by_time_in_each_tenth(catalog: Catalog) -> None:
    rows = values(result_of(catalog, "rhythm"))
    assert [row[2] for row in rows[:10]] == [0, 1, 2, 1, 0, 1, 0, 1, 0, 0]
    assert {row[3] for row in rows[:10]} == set(seconds(4))
    assert rows[2][4] == 30
    assert rows[10] == ("whole fights", 2, 6, *seconds(40), 9.0)
    assert rows[11][:4] == ("rest of the films", None, 2, *seconds(65))


def test_a_film_on_which_no_fight_has_times_is_not_the_rest_of_the_films(tmp_path: Path) -> None:
    with make_measured(tmp_path / "a.fights", tmp_path) as catalog:
        before = values(result_of(catalog, "rhythm"))
        six = catalog.add_film("Six").value
        facts = MediaFacts(Path("/films/six.mkv"), fingerprint="quick1:bb", duration_us=50_000_000)
        file_id = catalog.edit("Attach", attach_file, six, facts).value
        shots = (Shot(0, 20_000_000, "cut"), Shot(20_000_000, 50_000_000, "cut"))
        catalog.follow_up("Shots", store_shots, file_id, "quick1:bb", ShotList("test", "1", shots))
        catalog.add_scene(six, SceneDraft())
        assert values(result_of(catalog, "rhythm")) == before


def test_no_screen_time_comes_of_a_fight_whose_end_is_not_known(tmp_path: Path) -> None:
    with make_measured(tmp_path / "a.fights", tmp_path) as catalog:
        before = {row[0]: row for row in values(result_of(catalog, "screen-time"))}["knife"]
        weapon_id = catalog.vocabulary.lookup("weapon", "knife") or 0
        use = WieldingDraft(weapon_id=weapon_id, from_us=80_000_000, to_us=90_000_000)
        ten = next(film for film in catalog.films() if film.title == "Ten")
        catalog.add_scene(ten.id, SceneDraft(fields=SceneFields(in_us=70_000_000), wieldings=(use,)))
        after = {row[0]: row for row in values(result_of(catalog, "screen-time"))}["knife"]
    assert before[4:9] == after[4:9]
    assert (before[9], after[9]) == (1, 2)


def test_lengths_are_counted_by_class(catalog: Catalog) -> None:
    result = result_of(catalog, "lengths")
    assert {row[0]: row[1:] for row in values(result) if row[1]} == {
        "20–30 s": (2, 2 / 3),
        "1–2 min": (1, 1 / 3),
    }
    assert result.notes[0] == "Mean 33.3 s, median 20.0 s, shortest 20.0 s, longest 1:00."


def test_positions_are_tenths_of_the_film(catalog: Catalog) -> None:
    rows = values(result_of(catalog, "positions"))
    assert [row[1] for row in rows] == [0, 0, 1, 1, 0, 0, 0, 0, 0, 0]
    assert [row[2] for row in rows[:5]] == list(seconds(0, 10, 10, 10, 5))
    assert rows[4][3] == 0.5


def _check_searches(catalog: Catalog, result: Result) -> int:
    """Compare each number of fights with what its search finds; returns how many were compared."""
    compared = 0
    for row in result.rows:
        for cell, column in zip(row, result.columns, strict=True):
            if column.name.startswith("fights") and cell.query is not None:
                found = catalog.search(cell.query)
                assert found.problems == ()
                there = set(found.scene_ids)
                assert cell.numbers is None or set(cell.numbers) <= there
                assert cell.value == len(there if cell.numbers is None else cell.numbers), (row[0].value, column.name)
                compared += 1
    return compared


@pytest.mark.parametrize("query", ["", "knife OR chair", "flame", '-pistol "ten'])
@pytest.mark.parametrize("name", [each.name for each in measures()])
def test_each_number_leads_to_as_many_fights(catalog: Catalog, others: Catalog, name: str, query: str) -> None:
    for each in (catalog, others):
        _check_searches(each, result_of(each, name, query))


def test_each_number_of_the_sample_leads_to_as_many_fights(sampled: Catalog) -> None:
    assert len(list(measures())) >= 10
    for each in measures():
        compared = _check_searches(sampled, measure(sampled, each))
        assert compared or each.name == "life-lines"  # which counts things, and no fights


def test_the_figures_of_the_sample(sampled: Catalog, sample_folder: Path) -> None:
    truth = read_truth(sample_folder / "truth.json")
    fought_us = sum(fight.out_us - fight.in_us for fight in truth.fights)
    top = values(result_of(sampled, "screen-time"))[0]
    assert (top[:4], top[9]) == (("flamethrower", "incendiary weapon", 3, 6), 3)
    assert top[8] == pytest.approx(sum(each or 0 for each in top[5:8]) / fought_us)  # type: ignore[misc]
    assert values(result_of(sampled, "improvised"))[0] == ("all", 23, 9, 9 / 23, 5)
    assert [row[2] for row in values(result_of(sampled, "match-ups"))] == [2, 2, 2, 1, 1, 1, 1]
    lines = values(result_of(sampled, "life-lines"))
    assert [sum(int(row[at] or 0) for row in lines) for at in (1, 2)] == [21, 11]
    _, fights, inside, _, _, rest, *_ = values(result_of(sampled, "shot-lengths"))[0]
    assert (fights, inside + rest) == (5, len(truth.shots))  # type: ignore[operator]
    ten, whole = values(result_of(sampled, "rhythm"))[:10], values(result_of(sampled, "rhythm"))[10]
    assert sum(int(row[2] or 0) for row in ten) == whole[2]
    assert whole[3] == fought_us


def test_a_film_is_asked_for_by_title_and_year(catalog: Catalog) -> None:
    ten = next(film for film in catalog.films() if film.title == "Ten")
    assert film_query(ten) == "film=Ten year:2010"
    assert values(result_of(catalog, "improvised", film_query(ten)))[0][:3] == ("all", 5, 0)


def test_a_narrowed_search_keeps_what_it_asked(catalog: Catalog) -> None:
    assert narrowed("knife OR chair", "film=Ten") == "film=Ten (knife OR chair)"
    assert narrowed(" kni ", "film=Ten") == "film=Ten kni"
    assert narrowed('film:"ten', "weapon=knife") == 'weapon=knife film:"ten"'
    assert narrowed("") == ""
    assert narrowed("knife OR chair") == "(knife OR chair)"
    assert len(catalog.search(narrowed("kni", "film=Ten")).scene_ids) == 3


def test_measuring_stops_when_it_is_told_to(catalog: Catalog) -> None:
    def stop(_done: int, _steps: int) -> None:
        raise Superseded

    with pytest.raises(Superseded):
        measure(catalog, measure_named("rhythm"), "", stop)
