"""One reading of a film tells its shots, its sound, its strip and its times; broken films tell what they can."""

import pickle
import threading
import time
from array import array
from pathlib import Path

import pytest

from donnybrook.media import FilmProblem, FilmWorker
from donnybrook.media.survey_parcel import packed, unpacked


def test_a_survey_tells_all_of_a_real_film(shared_media: Path, worker: FilmWorker) -> None:
    path = shared_media / "awkward" / "chapters_subs.mkv"
    survey = worker.survey(path)
    assert survey.facts == worker.probe(path)
    assert survey.fingerprint == worker.fingerprint(path)
    assert survey.frame_times == worker.frame_times(path)
    assert len(survey.keyframe_times) == 4
    assert set(survey.keyframe_times) < set(survey.frame_times)
    assert survey.detector
    assert survey.detector_version
    assert survey.sound is not None
    assert len(survey.sound.peaks) * survey.sound.step_us == pytest.approx(6_000_000, abs=100_000)
    assert max(survey.sound.peaks) == 255
    assert [picture.time_us // 1_000_000 for picture in survey.strip] == [0, 1, 2, 3, 4, 5]
    assert all(picture.jpeg.startswith(b"\xff\xd8") for picture in survey.strip)


def test_shots_follow_each_other_from_the_first_frame_to_the_end(shared_media: Path, worker: FilmWorker) -> None:
    survey = worker.survey(shared_media / "cityCC0.mpg")
    assert [(shot.kind, shot.in_frame) for shot in survey.shots] == [("start", 0), ("cut", 116)]
    first, second = survey.shots
    assert first.in_us == survey.frame_times[0]
    assert first.out_us == second.in_us == survey.frame_times[116]
    assert second.out_us > survey.frame_times[-1]


def test_a_survey_can_be_sent_to_another_machine(shared_media: Path, worker: FilmWorker) -> None:
    survey = worker.survey(shared_media / "awkward" / "fps59.94.mp4")
    assert survey.sound is None
    assert pickle.loads(pickle.dumps(survey)) == survey


def test_what_is_done_of_a_survey_is_told(shared_media: Path, worker: FilmWorker) -> None:
    shares: list[float] = []
    worker.survey(shared_media / "bbb_0_30.webm", told=shares.append)
    assert shares
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1


def test_closing_ends_a_survey_at_once(shared_media: Path) -> None:
    films, closed_s = FilmWorker(), list[float]()

    def close() -> None:
        closed_s.append(time.monotonic())
        films.close()

    threading.Timer(1.0, close).start()
    with pytest.raises(FilmProblem, match="was stopped"):
        films.survey(shared_media / "sintel_trailer-720p.mp4")
    assert time.monotonic() - closed_s[0] < 5


def test_a_film_that_was_cut_short_is_surveyed_as_far_as_it_goes(shared_media: Path, worker: FilmWorker) -> None:
    survey = worker.survey(shared_media / "awkward" / "truncated_media.mp4")
    assert len(survey.frame_times) == 84
    assert len(survey.strip) == 4
    assert [shot.in_frame for shot in survey.shots if shot.kind == "cut"] == [43]


@pytest.mark.parametrize("harm", [slice(0, -1), slice(4, None), slice(0, 2), slice(0, 60)])
def test_a_parcel_that_was_harmed_is_no_survey(harm: slice, shared_media: Path, worker: FilmWorker) -> None:
    survey = worker.survey(shared_media / "cityCC0.mpg")
    parcel = packed(survey)
    assert unpacked(parcel, survey.facts) == survey
    with pytest.raises(ValueError):  # noqa: PT011 (json's own error is one, too)
        unpacked(parcel[harm], survey.facts)


def test_times_are_kept_as_64_bit_numbers(shared_media: Path, worker: FilmWorker) -> None:
    times = worker.survey(shared_media / "cityCC0.mpg").frame_times
    assert isinstance(times, array)
    assert (times.typecode, times.itemsize) == ("q", 8)
