"""The truth of the reel agrees with its running order, and reads back from its file."""

from fractions import Fraction
from pathlib import Path

import pytest

from donnybrook.sample.programme import placed_shots
from donnybrook.sample.reel import HEIGHT_PX, RATE, REEL_TITLE, WIDTH_PX
from donnybrook.sample.soundtrack import mixed_track, sample_at
from donnybrook.sample.truth import ReelTruth, read_truth, truth_of
from donnybrook.times import frame_start_us


@pytest.fixture(scope="module")
def truth() -> ReelTruth:
    return truth_of(placed_shots(), title=REEL_TITLE, width_px=WIDTH_PX, height_px=HEIGHT_PX, rate=RATE)


def test_the_reel_lasts_between_60_and_90_seconds(truth: ReelTruth) -> None:
    assert 60_000_000 <= truth.duration_us <= 90_000_000
    assert truth.duration_us == frame_start_us(truth.frame_count, RATE)


def test_it_holds_five_fights_with_room_round_them(truth: ReelTruth) -> None:
    assert [fight.key for fight in truth.fights] == ["skates", "flames", "hose", "academy", "baguette"]
    for fight in truth.fights:
        assert 0 < fight.in_frame < fight.out_frame < truth.frame_count
        assert fight.in_us == frame_start_us(fight.in_frame, RATE)


def test_its_shots_leave_no_gap(truth: ReelTruth) -> None:
    assert truth.shots[0].in_frame == 0
    for before, after in zip(truth.shots, truth.shots[1:], strict=False):
        assert after.in_frame <= before.out_frame
    assert truth.shots[-1].out_frame == truth.frame_count


def test_it_has_cuts_fades_a_dissolve_and_a_shot_of_eight_frames(truth: ReelTruth) -> None:
    kinds = {mark.kind for mark in truth.transitions}
    assert kinds == {"cut", "fade_in", "fade_out", "dissolve"}
    skates = truth.fight("skates")
    short = [shot for shot in truth.shots if shot.out_frame - shot.in_frame == 8]
    assert any(skates.in_frame < shot.in_frame and shot.out_frame < skates.out_frame for shot in short)


def test_a_cut_stands_at_the_first_frame_of_a_shot(truth: ReelTruth) -> None:
    firsts = {shot.in_frame for shot in truth.shots}
    assert len(truth.cuts) >= 15
    assert set(truth.cuts) <= firsts


def test_it_has_flashes_that_are_no_cuts(truth: ReelTruth) -> None:
    assert len(truth.flashes) >= 3
    assert not set(truth.flashes) & set(truth.cuts)


def test_the_truth_reads_back(truth: ReelTruth, tmp_path: Path) -> None:
    truth.write(tmp_path / "truth.json")
    assert read_truth(tmp_path / "truth.json") == truth


def test_the_sound_is_as_long_as_the_pictures_and_never_too_loud(truth: ReelTruth) -> None:
    track = mixed_track(placed_shots(), RATE)
    assert len(track) == sample_at(truth.frame_count, RATE)
    assert abs(Fraction(len(track), 48_000) - Fraction(truth.duration_us, 1_000_000)) < Fraction(1, 24_000)
    assert 0.3 < float(abs(track).max()) < 0.9
