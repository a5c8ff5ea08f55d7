"""CMX3600: read by OpenTimelineIO's adapter, read back by us, at drop-frame rates too, and taken from others."""

from fractions import Fraction
from pathlib import Path

import opentimelineio as otio
import pytest

from donnybrook.exchange.edl import FORMAT, read
from donnybrook.exchange.exporting import export_found
from donnybrook.problems import Problem
from donnybrook.times import frame_start_us
from exchange.interchange import FRAMES, NTSC, PAL, RATES, duel, new_catalog, no_rate, taken_over

DROP = Fraction(30000, 1001)


@pytest.mark.parametrize("rate", [*RATES, DROP])
def test_events_come_back_on_their_very_frames_with_who_uses_what(tmp_path: Path, rate: Fraction) -> None:
    there, here, done = taken_over(tmp_path, "Ballerina.edl", rate)
    assert here == there
    assert done.plan.bad == ()


@pytest.mark.parametrize("rate", [NTSC, PAL, DROP])
def test_opentimelineio_reads_each_fight_as_a_clip_at_its_frames(tmp_path: Path, rate: Fraction) -> None:
    with new_catalog(tmp_path, "a", rate) as catalog:
        for place, frames in enumerate(FRAMES):
            catalog.add_scene(1, duel(catalog, rate, frames, title=f"fight {place}"))
        export_found(catalog, tmp_path / "a.edl")
    timeline = otio.adapters.read_from_file(str(tmp_path / "a.edl"), adapter_name="cmx_3600", rate=float(rate))
    clips = list(timeline.find_clips())
    found = [(clip.source_range.start_time, clip.source_range.end_time_exclusive()) for clip in clips]
    assert [(start.to_frames(), end.to_frames()) for start, end in found] == list(FRAMES)
    assert {clip.name for clip in clips} == {"Ballerina.mkv"}
    if rate != DROP:  # the adapter reads no markers in drop-frame
        assert [clip.markers[0].name for clip in clips] == [f"fight {place}" for place in range(len(FRAMES))]
    first = (tmp_path / "a.edl").read_text(encoding="utf-8").splitlines()[1]
    assert first == ("FCM: DROP FRAME" if rate == DROP else "FCM: NON-DROP FRAME")


def test_events_of_others_are_fights_of_their_clips(tmp_path: Path) -> None:
    file = tmp_path / "cut.edl"
    file.write_text(
        "TITLE: CUT\nFCM: NON-DROP FRAME\n\n"
        "001  BIG      V     C        00:00:10:00 00:00:12:12 01:00:00:00 01:00:02:12\n* FROM CLIP NAME: Heat.mov\n"
        "* COMMENT: the bank\n"
        "001  BIG      A     C        00:00:10:00 00:00:12:12 01:00:00:00 01:00:02:12\n"
        "002  BIG      V     C        00:00:13:00 00:00:13:00 01:00:02:12 01:00:02:12\n"
        "002  RON      B     D    024 00:01:00:00 00:01:02:00 01:00:02:12 01:00:04:12\n* FROM CLIP NAME: Ronin.mov\n"
        "003  RON      V     C        00:01:00:30 00:01:02:00 01:00:02:12 01:00:04:12\n"
        "M2   RON      025.0                00:00:10:00\n"
        "004  001      V     C        00:00:20:00 00:00:20:01 00:00:20:00 00:00:20:01\n"
        " |C:ResolveColorRed |M:Kick |D:50\n",
        encoding="utf-8",
    )
    found = read(file, lambda _: PAL)
    assert [film.path for film in found.films] == ["Heat.mov", "Ronin.mov", ""]
    assert [(each.film, each.fields.title, each.fields.note) for each in found.scenes] == [
        (0, "Heat.mov", "the bank"),
        (1, "Ronin.mov", ""),
        (2, "Kick", ""),
    ]
    times = [(each.fields.in_us, each.fields.out_us) for each in found.scenes]
    assert times == [(10_000_000, 12_480_000), (60_000_000, 62_000_000), (20_000_000, 22_000_000)]
    assert [each.where for each in found.bad] == ["line 11"]


def test_long_reels_black_and_sound_alone_are_read_as_editing_programs_write_them(tmp_path: Path) -> None:
    """As Avid Media Composer writes them: numbers of six digits, reels of 32 signs, no space behind the star."""
    file = tmp_path / "pull.edl"
    file.write_text(
        "TITLE:   PULL \nFCM: NON-DROP FRAME\n"
        "000001  BL                               V     C        00:00:00:00 00:00:02:00 01:00:00:00 01:00:02:00 \n"
        "000002  KIRA_ON_CAMERA_HOST_-720P_LONG_N V     C        01:01:25:14 01:01:32:07 01:00:02:00 01:00:08:18 \n"
        "*FROM CLIP NAME:  KIRA ON CAMERA.NEW.01 \n*SOURCE FILE: KIRA\n"
        "000003  A036C010_191203 V     C        08:12:57:14 08:13:04:07 01:00:08:18 01:00:15:10 \n*009 0100\n"
        "000004  CHILI A9    C        01:00:00:20 01:00:01:05 01:00:11:04 01:00:11:14 \n*FROM CLIP NAME:  CHILI.MP3\n",
        encoding="utf-8",
    )
    found = read(file, lambda _: PAL)
    assert [(found.films[each.film].path, each.fields.title) for each in found.scenes] == [
        ("KIRA ON CAMERA.NEW.01", "KIRA ON CAMERA.NEW.01"),
        ("", "A036C010_191203"),
    ]
    assert (len(found.films), found.bad) == (2, ())


def test_a_dissolve_brings_in_the_clip_it_goes_to(tmp_path: Path) -> None:
    file = tmp_path / "cut.edl"
    names = ["* FROM CLIP NAME: Heat.mov\n", "* TO CLIP NAME: Ronin.mov\n"]
    head = (
        "001  HEA      V     C        00:00:10:00 00:00:12:12 01:00:00:00 01:00:02:12\n* FROM CLIP NAME: Heat.mov\n"
        "002  HEA      V     C        00:00:13:00 00:00:13:00 01:00:02:12 01:00:02:12\n"
        "002  RON      V     D    024 00:01:00:00 00:01:02:00 01:00:02:12 01:00:04:12\n"
    )
    for lines in (names, names[::-1]):
        file.write_text(head + "".join(lines), encoding="utf-8")
        found = read(file, lambda _: PAL)
        assert [found.films[each.film].path for each in found.scenes] == ["Heat.mov", "Ronin.mov"]


def test_a_list_may_say_above_its_events_that_its_count_drops_numbers(tmp_path: Path) -> None:
    event = "001  HEA      V     C        01:00:00:00 01:00:02:00 01:00:00:00 01:00:02:00\n"
    file = tmp_path / "cut.edl"
    file.write_text(f"FCM: DROP FRAME\n{event}FCM: NON-DROP FRAME\n{event.replace('001', '002')}", encoding="utf-8")
    dropped, counted = (each.fields.in_us for each in read(file, lambda _: DROP).scenes)
    assert (dropped, counted) == (frame_start_us(107_892, DROP), frame_start_us(108_000, DROP))
    at_pal = [each.fields.in_us for each in read(file, lambda _: PAL).scenes]
    assert set(at_pal) == {3_600_000_000}  # no numbers are dropped at that rate, whatever a list says


def test_a_folder_gets_the_files_of_all_films_or_none(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with new_catalog(tmp_path, "a", PAL) as catalog:
        catalog.add_scene(1, duel(catalog, PAL, (1, 9)))
        export_found(catalog, folder, form=FORMAT)
        (written,) = folder.iterdir()
        before = written.read_bytes()
        catalog.add_scene(1, duel(catalog, PAL, (20, 30)))
        film = catalog.add_film("Heat").value
        fight = catalog.add_scene(film, duel(catalog, PAL, (1, 9))).value
        with pytest.raises(Problem, match="frame rate of Heat is known"):
            export_found(catalog, folder, form=FORMAT)
        assert list(folder.iterdir()) == [written]
        assert written.read_bytes() == before
        catalog.delete_scene(fight)
        export_found(catalog, folder, form=FORMAT)  # the control: the export alone would have changed the file
        assert written.read_bytes() != before


def test_the_rate_must_be_known_to_write_and_to_read(tmp_path: Path) -> None:
    with new_catalog(tmp_path, "a", None) as catalog:
        catalog.add_scene(1, duel(catalog, PAL, (1, 9)))
        with pytest.raises(Problem, match="no constant frame rate of Ballerina is known"):
            export_found(catalog, tmp_path / "a.edl")
    assert not (tmp_path / "a.edl").exists()
    (tmp_path / "b.edl").write_text("001  AX V C 00:00:01:00 00:00:02:00 00:00:01:00 00:00:02:00\n", encoding="utf-8")
    with pytest.raises(Problem, match="does not say how many a second"):
        read(tmp_path / "b.edl", no_rate)
    assert read(tmp_path / "b.edl", lambda _: NTSC).scenes[0].fields.in_us == frame_start_us(24, NTSC)
