"""Cuts are found to the frame; flashes, whip pans and titles are none; fades and dissolves are found as stretches."""

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from donnybrook.media import FilmSurvey, FilmWorker
from donnybrook.media.correlating_detector import CorrelatingDetector
from donnybrook.media.frames import FrameReader
from donnybrook.media.glimpses import HIGH, WIDE, Glimpse
from donnybrook.media.second_looks import placed_exactly
from donnybrook.media.shot_detectors import Transition
from donnybrook.sample.truth import read_truth

type Place = npt.NDArray[np.float64]

FRAME_US = 40_000
BLACK: Place = np.full((HIGH, WIDE), 16.0)


def place(seed: int) -> Place:
    """A wide view of rough ground, three times as large as a glimpse."""
    chance = np.random.default_rng(seed)
    ground = np.kron(chance.uniform(30, 220, (18, 32)), np.ones((9, 9)))
    return ground + chance.normal(0, 8, ground.shape)


def seen(ground: Place, x: int, y: int = 40) -> Place:
    """What a camera sees of a place."""
    return ground[y : y + HIGH, x : x + WIDE]


def walk(ground: Place, frames: int, x: int = 20, pan: int = 1) -> list[Place]:
    return [seen(ground, x + pan * frame) for frame in range(frames)]


def still(ground: Place, frames: int) -> list[Place]:
    return walk(ground, frames, pan=0)


def blended(one: list[Place], other: list[Place]) -> list[Place]:
    shares = np.linspace(1, 0, len(one) + 2)[1:-1]
    return [share * a + (1 - share) * b for share, a, b in zip(shares, one, other, strict=True)]


def transitions(pictures: Iterable[Place]) -> list[Transition]:
    detector = CorrelatingDetector()
    chance = np.random.default_rng(0)
    for number, picture in enumerate(pictures):
        luma = np.clip(picture + chance.normal(0, 1.5, picture.shape), 0, 255).astype(np.uint8)
        grey = np.full((HIGH // 2, WIDE // 2), 128, np.uint8)
        detector.see(Glimpse(number * FRAME_US, luma, grey, grey))
    return list(detector.transitions())


def found(pictures: Iterable[Place]) -> list[tuple[str, int]]:
    return [(each.kind, each.in_us // FRAME_US) for each in transitions(pictures)]


A, B, C = place(1), place(2), place(3)


def test_a_cut_is_found_at_the_first_frame_of_the_new_shot() -> None:
    assert found(walk(A, 30) + walk(B, 30)) == [("cut", 30)]


def test_a_shot_may_last_three_frames() -> None:
    assert found(walk(A, 30) + walk(B, 3) + walk(C, 30)) == [("cut", 30), ("cut", 33)]


def test_a_cut_to_black_and_back_is_two() -> None:
    assert found(walk(A, 30) + [BLACK] * 9 + walk(B, 30)) == [("cut", 30), ("cut", 39)]


def test_cuts_are_found_between_black_bars() -> None:
    frames = []
    for picture in walk(A, 40) + walk(A, 40, x=150):
        boxed = BLACK.copy()
        boxed[:, 30:66] = picture[:, 30:66]
        frames.append(boxed)
    assert found(frames) == [("cut", 40)]


@pytest.mark.parametrize(
    "film",
    [
        lambda: walk(A, 60, pan=2),
        lambda: walk(A, 25) + walk(A, 8, x=45, pan=14) + walk(A, 25, x=150),
        lambda: [picture * (1.7 if number in (20, 21, 33) else 0.6) for number, picture in enumerate(walk(A, 60))],
        lambda: walk(A, 30) + [np.full((HIGH, WIDE), 235.0)] * 2 + walk(A, 30, x=52),
        lambda: [picture * (1.0 if number % 4 < 2 else 0.5) for number, picture in enumerate(walk(A, 60))],
        lambda: [picture * (1 - number / 80) for number, picture in enumerate(walk(A, 60))],
    ],
    ids=["pan", "whip pan", "muzzle flashes", "white flash", "strobe", "light going down"],
)
def test_what_moves_or_is_lit_otherwise_is_no_cut(film: Callable[[], list[Place]]) -> None:
    assert found(film()) == []


def test_a_dissolve_is_a_stretch_with_the_shot_beginning_in_its_middle() -> None:
    film = still(A, 30) + blended(still(A, 16), still(B, 16)) + still(B, 30)
    (dissolve,) = transitions(film)
    assert dissolve.kind == "dissolve"
    assert abs(dissolve.since_us // FRAME_US - 30) <= 3
    assert abs(dissolve.in_us // FRAME_US - 38) <= 2
    assert abs(dissolve.until_us // FRAME_US - 46) <= 3


def test_a_fade_begins_its_shot_when_the_black_ends() -> None:
    out = blended(still(A, 12), [BLACK] * 12)
    into = blended([BLACK] * 12, still(B, 12))
    (fade,) = transitions(still(A, 30) + out + [BLACK] * 6 + into + still(B, 30))
    assert fade.kind == "fade"
    assert 48 <= fade.in_us // FRAME_US <= 51
    assert fade.since_us // FRAME_US < 36 < 54 < fade.until_us // FRAME_US


def test_a_long_black_is_a_shot_between_two_fades() -> None:
    out = blended(still(A, 12), [BLACK] * 12)
    into = blended([BLACK] * 12, still(B, 12))
    assert [kind for kind, _ in found(still(A, 30) + out + [BLACK] * 40 + into + still(B, 30))] == ["fade", "fade"]


def test_a_title_that_fades_in_is_no_new_shot() -> None:
    def titled(picture: Place, share: float) -> Place:
        lettered = picture.copy()
        lettered[20:30, 30:70] = 235 * share + lettered[20:30, 30:70] * (1 - share)
        return lettered

    tree = seen(A, 20)
    shares = [0.0] * 30 + list(np.linspace(0, 1, 12)) + [1.0] * 30
    assert found(titled(tree, share) for share in shares) == []


def test_the_true_cuts_of_real_films_are_found(shared_media: Path, worker: FilmWorker) -> None:
    with (shared_media / "cuts.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert any(row["kind"] == "cut" for row in rows)
    for name in sorted({row["clip"] for row in rows}):
        survey = worker.survey(shared_media / name)
        cuts = [shot.in_frame for shot in survey.shots if shot.kind == "cut"]
        true = [int(row["from"]) for row in rows if row["clip"] == name and row["kind"] == "cut"]
        doubtful = {int(row["from"]) for row in rows if row["clip"] == name and row["kind"] == "uncertain"}
        missed = [cut for cut in true if not any(abs(cut - each) <= 1 for each in cuts)]
        false = [each for each in cuts if not any(abs(cut - each) <= 1 for cut in [*true, *doubtful])]
        assert (missed, false) == ([], []), name
        spans = [row for row in rows if row["clip"] == name and row["kind"] not in ("cut", "uncertain")]
        unknown = [row for row in spans if not is_spanned(survey, int(row["from"]), int(row["to"]))]
        assert len(unknown) <= len(spans) // 10, name


@pytest.mark.parametrize("name", ["bbb_0_30.webm", "cityCC0.mpg", "awkward/opengop_bframes.mp4"])
def test_a_fast_survey_finds_the_same_cuts_at_the_same_frames(
    name: str, shared_media: Path, worker: FilmWorker
) -> None:
    whole, fast = (worker.survey(shared_media / name, detector=each) for each in ("donnybrook", "donnybrook-fast"))
    cuts = [[(shot.in_frame, shot.in_us) for shot in each.shots if shot.kind == "cut"] for each in (whole, fast)]
    assert cuts[0]
    assert cuts[0] == cuts[1]
    assert fast.frame_times == whole.frame_times
    assert fast.sound == whole.sound


def test_a_cut_among_frames_left_out_is_placed_by_a_second_look(shared_media: Path) -> None:
    reader = FrameReader(shared_media / "cityCC0.mpg", lambda: None)
    times = reader.times()
    cut = Transition("cut", times[119], times[119], times[119], 1.0)
    placed = placed_exactly(reader, cut, times[112])
    reader.close()
    assert placed == Transition("cut", times[116], times[116], times[116], 1.0)


def is_spanned(survey: FilmSurvey, first: int, last: int) -> bool:
    """Whether a fade or dissolve was found within frames of a film."""
    return any(first <= shot.in_frame <= last + 1 for shot in survey.shots if shot.kind in ("fade", "dissolve"))


def test_fire_and_flashes_of_the_sample_are_no_cuts(sample_folder: Path, worker: FilmWorker) -> None:
    truth = read_truth(sample_folder / "truth.json")
    survey = worker.survey(sample_folder / "sample.mp4")
    cuts = [shot.in_frame for shot in survey.shots if shot.kind == "cut"]
    assert truth.flashes
    assert [cut for cut in cuts if cut not in truth.cuts] == []
    assert len(cuts) >= len(truth.cuts) - 2
    blends = [mark for mark in truth.transitions if mark.kind != "cut"]
    spans = [(shot.since_us, shot.until_us) for shot in survey.shots if shot.kind in ("fade", "dissolve")]
    assert [mark for mark in blends if not any(a < mark.out_us and b > mark.in_us for a, b in spans)] == []
