"""OpenTimelineIO: exact both ways, and read by the package as markers on a clip of the film."""

from fractions import Fraction
from pathlib import Path

import opentimelineio as otio
import pytest

from donnybrook.exchange.exporting import export_found
from donnybrook.exchange.otio import read
from donnybrook.problems import Problem
from exchange.interchange import FRAMES, NTSC, RATES, duel, fill, new_catalog, no_rate, taken_over


@pytest.mark.parametrize("rate", RATES)
def test_markers_come_back_exactly_with_who_uses_what(tmp_path: Path, rate: Fraction) -> None:
    there, here, done = taken_over(tmp_path, "all.otio", rate)
    assert here == there
    assert done.plan.bad == ()


def test_the_package_reads_a_clip_for_the_film_and_a_marker_for_each_fight(tmp_path: Path) -> None:
    with new_catalog(tmp_path, "a", titles=("Ballerina", "Heat")) as catalog:
        fill(catalog, NTSC)
        catalog.add_scene(2, duel(catalog, NTSC, (24, 48), title="bank"))
        export_found(catalog, tmp_path / "a.otio")
    timeline = otio.adapters.read_from_file(str(tmp_path / "a.otio"))
    first, second = timeline.find_clips()
    assert first.media_reference.target_url == (tmp_path / "Ballerina.mkv").as_uri()
    marked = [marker.marked_range for marker in first.markers]
    assert [(each.start_time.value, each.end_time_exclusive().value) for each in marked] == list(FRAMES)
    assert {each.start_time.rate for each in marked} == {24000 / 1001}
    assert [marker.name for marker in second.markers] == ["bank"]


def test_a_film_of_unknown_rate_counts_in_microseconds(tmp_path: Path) -> None:
    with new_catalog(tmp_path, "a", None) as catalog:
        catalog.add_scene(1, duel(catalog, NTSC, (1, 49)))
        export_found(catalog, tmp_path / "a.otio")
    (scene,) = read(tmp_path / "a.otio", no_rate).scenes
    assert (scene.fields.in_us, scene.fields.out_us) == (41_708, 2_043_708)


def _timeline(*, marked: bool) -> otio.schema.Timeline:
    def span(start: float, length: float) -> otio.opentime.TimeRange:
        return otio.opentime.TimeRange(otio.opentime.RationalTime(start, 25), otio.opentime.RationalTime(length, 25))

    film = otio.schema.ExternalReference("/films/Heat.mov", span(90_000, 180_000))  # its timecode begins at one hour
    clip = otio.schema.Clip("bank", film, span(90_050, 100))
    timeline = otio.schema.Timeline("cut")
    track = otio.schema.Track()
    track.append(clip)
    timeline.tracks.append(track)
    if marked:
        clip.markers.append(otio.schema.Marker("shots", span(90_075, 25)))
        timeline.tracks.markers.append(otio.schema.Marker("on nothing", span(0, 1)))
    return timeline


def test_timelines_of_others_are_read_by_their_markers_or_their_clips(tmp_path: Path) -> None:
    for marked, title, times in ((True, "shots", (3_000_000, 4_000_000)), (False, "bank", (2_000_000, 6_000_000))):
        _timeline(marked=marked).to_json_file(str(tmp_path / "a.otio"))
        found = read(tmp_path / "a.otio", no_rate)
        (scene,) = found.scenes
        assert (scene.fields.title, (scene.fields.in_us, scene.fields.out_us)) == (title, times)
        assert found.films[0].path == "/films/Heat.mov"
        assert [each.where for each in found.bad] == (["marker “on nothing”"] if marked else [])


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "nonsense", '{"OTIO_SCHEMA": "Clip.2", "name": "x"}', '{"OTIO_SCHEMA": "No.9"}']
)
def test_what_is_no_timeline_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.otio").write_text(text, encoding="utf-8")
    with pytest.raises(Problem, match="Nothing was imported"):
        read(tmp_path / "a.otio", no_rate)
