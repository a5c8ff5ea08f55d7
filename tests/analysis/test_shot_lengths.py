"""Average shot length and rhythm, against figures worked out by hand."""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from donnybrook import Catalog
from donnybrook.analysis.scene_rhythm import rhythm_of_scene
from donnybrook.analysis.shot_lengths import Span, rhythm
from donnybrook.catalog import FileClock, MediaFacts, SceneDraft, SceneFields, Shot, ShotList
from donnybrook.catalog.edits.films import attach_file
from donnybrook.catalog.edits.shots import store_shots

SECOND_US = 1_000_000


def spans(*lengths_s: float, at_s: float = 0) -> list[Span]:
    made = []
    for length_s in lengths_s:
        made.append(Span(round(at_s * SECOND_US), round((at_s + length_s) * SECOND_US)))
        at_s += length_s
    return made


def test_the_average_is_the_length_by_the_number_of_shots() -> None:
    found = rhythm(spans(4, 2, 1, 1, 2), 0, 10 * SECOND_US)
    assert found is not None
    assert (found.shots, found.average_us, found.median_us) == (5, 2 * SECOND_US, 2 * SECOND_US)
    assert (found.shortest_us, found.longest_us) == (SECOND_US, 4 * SECOND_US)
    assert found.cuts_per_minute == 24  # four cuts in ten seconds


def test_shots_over_the_ends_count_with_what_lies_inside() -> None:
    found = rhythm(spans(10, 2, 10), 9 * SECOND_US, 15 * SECOND_US)
    assert found is not None
    assert (found.shots, found.average_us, found.longest_us) == (3, 2 * SECOND_US, 3 * SECOND_US)


@pytest.mark.parametrize(
    ("lengths", "trend", "word"),
    [
        ((4, 3, 2, 1), -1.0, "quickens"),
        ((1, 2, 3, 4), 1.0, "slows"),
        ((2, 1, 4, 3), 1 / 3, "slows"),  # four pairs of six agree, two do not
        ((1, 1, 1, 1), 0.0, ""),
        ((3, 2, 1), None, ""),
    ],
)
def test_the_trend_is_kendall_s_of_place_and_length(lengths: tuple[float, ...], trend: float | None, word: str) -> None:
    found = rhythm(spans(*lengths), 0, 60 * SECOND_US)
    assert found is not None
    assert found.trend == pytest.approx(trend)
    assert found.tells_of_trend == word


def test_a_stretch_without_shots_has_no_rhythm() -> None:
    assert rhythm([], 0, SECOND_US) is None
    assert rhythm(spans(2), 5 * SECOND_US, 6 * SECOND_US) is None


def test_a_scene_is_measured_on_its_version_s_clock_whatever_the_file_s_speed(tmp_path: Path) -> None:
    with Catalog.create(tmp_path / "a.fights", cache_folder=tmp_path / "cache") as catalog:
        film_id = catalog.add_film("The Duel").value
        pal = FileClock(offset_us=SECOND_US, stretch=Fraction(24, 25))
        facts = MediaFacts(Path("/films/duel.mkv"), fingerprint="quick1:aa")
        file_id = catalog.edit("Attach", attach_file, film_id, facts, clock=pal).value
        scene_id = catalog.add_scene(
            film_id, SceneDraft(fields=SceneFields(in_us=25 * SECOND_US, out_us=75 * SECOND_US))
        ).value
        assert rhythm_of_scene(catalog, catalog.scene(scene_id)) is None
        cuts_s = (0, 25, 49, 73, 100)
        shots = tuple(Shot(round(begin * SECOND_US), round(end * SECOND_US), "cut") for begin, end in pairwise(cuts_s))
        catalog.follow_up("Shots", store_shots, file_id, "quick1:aa", ShotList("test", "1", shots))
        found = rhythm_of_scene(catalog, catalog.scene(scene_id))
    assert found is not None
    assert (found.shots, found.average_us) == (2, 25 * SECOND_US)
