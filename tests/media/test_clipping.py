"""What is cut out of a film is it to the frame, sounds as it did there, and leaves nothing when it fails."""

import resource
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from donnybrook.media import FilmCutter, FilmProblem, FilmWorker, Take, part_paths
from donnybrook.times import SECOND_US
from media.clips import draw_beeping_film, draw_film_of_many_tracks, flashes_us, onsets_us, pictures_of, sound_of
from media.numbered_films import AWKWARD, number_on, plain_truth

_HALF_TICK_US = 5
_NOT_COPIED: tuple[str, ...] = ()


def unheard(_share: float) -> None:
    """Hear of the share that is done, and do nothing about it."""


@pytest.fixture(scope="module")
def cutter(worker: FilmWorker) -> FilmCutter:
    return FilmCutter(worker)


@pytest.fixture(scope="module")
def beeping(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_beeping_film(tmp_path_factory.mktemp("beeps") / "beeps.mp4", rate=Fraction(24000, 1001), seconds=8)


@pytest.mark.parametrize("name", ["plain.mp4", "long_gop.mkv", "transport.ts", "open_gop.ts", "uneven.mkv", "fast.mp4"])
@pytest.mark.parametrize("ending", [".mp4", ".mkv"])
def test_an_exact_clip_has_the_very_frames_at_their_times(
    name: str, ending: str, drawn_films: dict[str, Path], cutter: FilmCutter, tmp_path: Path
) -> None:
    film = drawn_films[name]
    times = [time_us for time_us, _ in plain_truth(film)]
    first, last = 31, 58
    in_us, out_us = times[first], times[last]
    shares: list[float] = []
    made = cutter.clip(Take(film, in_us, out_us), tmp_path / "clip", ending, shares.append)
    seen = pictures_of(tmp_path / "clip")
    assert [number_on(each.rgb) for each in seen] == list(range(first, last))
    tolerance_us = _HALF_TICK_US if ending == ".mp4" else 501  # Matroska keeps milliseconds
    wanted = [time_us - in_us for time_us in times[first:last]]
    assert [each.time_us for each in seen] == pytest.approx(wanted, abs=tolerance_us)
    assert (made.length_us, made.frame_count) == (out_us - in_us, last - first)
    with av.open(str(tmp_path / "clip")) as clip:
        assert clip.duration == pytest.approx(out_us - in_us, abs=1000 if ending == ".mp4" else 60_000)


def test_a_mark_between_two_frames_begins_with_the_one_on_the_screen(
    drawn_films: dict[str, Path], cutter: FilmCutter, tmp_path: Path
) -> None:
    times = [time_us for time_us, _ in plain_truth(drawn_films["plain.mp4"])]
    cutter.clip(Take(drawn_films["plain.mp4"], times[20] + 9000, times[24] + 1), tmp_path / "clip", ".mp4", unheard)
    seen = pictures_of(tmp_path / "clip")
    assert [number_on(each.rgb) for each in seen] == [20, 21, 22, 23, 24]
    assert [each.time_us for each in seen][:2] == pytest.approx([0, times[21] - times[20] - 9000], abs=_HALF_TICK_US)


def test_what_the_picture_does_is_heard_at_that_moment(beeping: Path, cutter: FilmCutter, tmp_path: Path) -> None:
    times = [time_us for time_us, _ in plain_truth(beeping)]
    in_us = times[40]
    cutter.clip(Take(beeping, in_us, times[140]), tmp_path / "clip", ".mp4", unheard)
    seen, loud = flashes_us(pictures_of(tmp_path / "clip")), onsets_us(sound_of(tmp_path / "clip"))
    assert len(seen) == 4
    assert loud == pytest.approx(seen, abs=6000)


def test_a_copy_is_shown_from_the_frame_on_where_players_know_edit_lists(
    drawn_films: dict[str, Path], cutter: FilmCutter, tmp_path: Path
) -> None:
    film = drawn_films["plain.mp4"]
    times = [time_us for time_us, _ in plain_truth(film)]
    made = cutter.copy(Take(film, times[60], times[80]), tmp_path / "clip", ".mp4", unheard)
    seen = pictures_of(tmp_path / "clip")
    assert [number_on(each.rgb) for each in seen][:20] == list(range(60, 80))
    assert len(seen) <= 21
    assert seen[0].time_us == 0
    assert made.early_us == times[60] - times[48]
    cutter.copy(Take(film, times[60], times[80]), tmp_path / "whole", ".mkv", unheard)
    assert [number_on(each.rgb) for each in pictures_of(tmp_path / "whole")][:32] == list(range(48, 80))


def test_a_copy_keeps_sound_beside_its_picture(beeping: Path, cutter: FilmCutter, tmp_path: Path) -> None:
    times = [time_us for time_us, _ in plain_truth(beeping)]
    for ending in (".mp4", ".mkv"):
        cutter.copy(Take(beeping, times[70], times[170]), tmp_path / "clip", ending, unheard)
        seen, loud = flashes_us(pictures_of(tmp_path / "clip")), onsets_us(sound_of(tmp_path / "clip"))
        assert len(seen) >= 4
        assert loud[-4:] == pytest.approx(seen[-4:], abs=30_000)


def test_a_copy_keeps_all_sound_and_all_words_that_its_kind_of_file_can_hold(
    cutter: FilmCutter, tmp_path: Path
) -> None:
    film = draw_film_of_many_tracks(tmp_path / "many.mkv", seconds=8)
    take = Take(film, 2_500_000, 5_500_000)
    made = cutter.copy(take, tmp_path / "clip", ".mkv", unheard)
    assert made.without == ()
    sounds = [("audio", language) for language in ("eng", "fra", "deu")]
    assert _tracks(tmp_path / "clip") == [("video", ""), *sounds, ("subtitle", "nld")]
    # The picture before is shown too, from the keyframe on, half a second before.
    shown = [(time_ms - 500, words, long_ms) for time_ms, words, long_ms in _words(tmp_path / "clip")]
    assert shown == [(0, "second 2", 400), (500, "second 3", 900), (1500, "second 4", 900), (2500, "second 5", 500)]
    made = cutter.copy(take, tmp_path / "clip", ".mp4", unheard)
    assert made.without == ("subtitles (nld)",)
    assert _tracks(tmp_path / "clip") == [("video", "und"), *sounds]
    with av.open(str(tmp_path / "clip")) as clip:
        for place, sound in enumerate(clip.streams.audio):
            loud = [np.abs(frame.to_ndarray()).max() for frame in clip.decode(sound)]
            clip.seek(0)
            assert len(loud) > 100, place


def _tracks(path: Path) -> list[tuple[str, str]]:
    with av.open(str(path)) as clip:
        return [(each.type, each.metadata.get("language", "")) for each in clip.streams]


def _words(path: Path) -> list[tuple[int, str, int | None]]:
    """Return the words of a clip: when they are shown, what they say, and for how long, in ms."""
    with av.open(str(path)) as clip:
        packets = [packet for packet in clip.demux(subtitles=0) if packet.size]
        return [(packet.pts or 0, bytes(packet).decode(), packet.duration) for packet in packets]


def test_parts_join_into_one_film_with_cards_and_chapters(
    beeping: Path, drawn_films: dict[str, Path], cutter: FilmCutter, tmp_path: Path
) -> None:
    silent = drawn_films["uneven.mp4"]
    other = draw_beeping_film(tmp_path / "mono.mkv", rate=Fraction(25), seconds=4, sample_rate_hz=22_050, mono=True)
    takes = [
        (Take(beeping, plain_truth(beeping)[30][0], plain_truth(beeping)[90][0]), ("Beeps", "Film (2026)", "")),
        (Take(silent, plain_truth(silent)[10][0], plain_truth(silent)[20][0]), ()),
        (Take(other, 1_000_000, 3_000_000), ("氷 <b>ice</b>\n" * 30,)),
    ]
    parts = part_paths(tmp_path, 3, ".mov")
    made = [
        cutter.part(take, path, (320, 240), words, unheard) for (take, words), path in zip(takes, parts, strict=True)
    ]
    names = [("Beeps", made[0].length_us), ("silent", made[1].length_us), ("other", made[2].length_us)]
    cutter.join(tmp_path, names, tmp_path / "joined", ".mp4", unheard)
    seen = pictures_of(tmp_path / "joined")
    assert len(seen) == sum(each.frame_count for each in made) == 48 + 60 + 10 + 48 + 50
    assert seen[0].rgb.max() > 180, "nothing is written on the card"
    assert seen[0].rgb.mean() < 60
    assert not seen[120].rgb[:, :1].any() or seen[120].rgb[:25].max() < 40, "no bars"
    flashes, beeps = flashes_us(seen[48:]), onsets_us(sound_of(tmp_path / "joined"))
    flashes = [each for each in flashes if each < 4_600_000 or each > 7_000_000]
    assert beeps == pytest.approx(flashes, abs=6000)
    with av.open(str(tmp_path / "joined")) as joined:
        chapters = joined.chapters()
        assert [each["metadata"]["title"] for each in chapters] == ["Beeps", "silent", "other"]
        assert joined.duration == pytest.approx(sum(each.length_us for each in made), abs=30_000)


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_films_are_cut_as_they_are_shown(
    name: str, shared_media: Path, worker: FilmWorker, cutter: FilmCutter, tmp_path: Path
) -> None:
    film = shared_media / "awkward" / name
    times = worker.frame_times(film)
    first = len(times) // 3
    take = Take(film, times[first], times[first + 9])
    made = cutter.clip(take, tmp_path / "clip", ".mp4", unheard)
    seen = pictures_of(tmp_path / "clip")
    assert made.frame_count == len(seen) == 9
    wanted = worker.frame(film, take.in_us)
    assert seen[0].rgb.shape[:2] == (wanted.height_px // 2 * 2, wanted.width_px // 2 * 2)
    shown = np.frombuffer(wanted.rgb, np.uint8).reshape(wanted.height_px, wanted.width_px, 3)
    high, wide = seen[0].rgb.shape[:2]
    assert np.abs(shown[:high, :wide].astype(int) - seen[0].rgb).mean() < 6
    if name in _NOT_COPIED:
        with pytest.raises(FilmProblem, match="can't be copied"):
            cutter.copy(take, tmp_path / "copy", ".mkv", unheard)
        return
    copied = cutter.copy(take, tmp_path / "copy", ".mkv", unheard)
    assert len(pictures_of(tmp_path / "copy")) >= 9
    assert copied.early_us >= 0


@pytest.mark.parametrize(("ending", "head"), [(".gif", b"GIF89a"), (".webp", b"RIFF")])
def test_a_loop_moves_for_ever(
    ending: str, head: bytes, drawn_films: dict[str, Path], cutter: FilmCutter, tmp_path: Path
) -> None:
    film = drawn_films["plain.mp4"]
    made = cutter.loop(Take(film, SECOND_US, 3 * SECOND_US), tmp_path / "loop", ending, 160, unheard)
    coded = (tmp_path / "loop").read_bytes()
    assert coded.startswith(head)
    assert made.frame_count == (25 if ending == ".gif" else 50)
    if ending == ".gif":
        assert b"NETSCAPE2.0\x03\x01\x00\x00" in coded
        seen = pictures_of(tmp_path / "loop")
        assert [number_on(each.rgb, 160, 90) for each in seen[:3]] == [23, 25, 27]
        assert seen[1].time_us == 80_000
    else:
        assert b"ANIM" in coded
        assert 48 <= coded.count(b"ANMF") <= 50  # one that shows the same again only lasts longer
        assert coded[coded.index(b"ANIM") + 12 :][:2] == b"\0\0"
    with pytest.raises(FilmProblem, match="at most a minute"):
        cutter.loop(Take(film, 0, 61 * SECOND_US), tmp_path / "loop", ending, 160, unheard)


def test_a_still_is_the_frame_at_that_time(drawn_films: dict[str, Path], cutter: FilmCutter, tmp_path: Path) -> None:
    film = drawn_films["uneven.mp4"]
    times = [time_us for time_us, _ in plain_truth(film)]
    assert cutter.still(film, times[42] + 1000, tmp_path / "still", ".png") == times[42]
    assert (tmp_path / "still").read_bytes().startswith(b"\x89PNG")
    assert number_on(pictures_of(tmp_path / "still")[0].rgb) == 42
    cutter.still(film, times[42], tmp_path / "small", ".jpg", 160)
    assert number_on(pictures_of(tmp_path / "small")[0].rgb, 160, 90) == 42


def test_nothing_is_cut_where_a_film_has_nothing(
    drawn_films: dict[str, Path], cutter: FilmCutter, tmp_path: Path
) -> None:
    film = drawn_films["plain.mp4"]
    for make in (cutter.clip, cutter.copy):
        with pytest.raises(FilmProblem, match="shows nothing"):
            make(Take(film, 60 * SECOND_US, 61 * SECOND_US), tmp_path / "clip", ".mp4", unheard)
    made = cutter.clip(Take(film, 4 * SECOND_US, 9 * SECOND_US), tmp_path / "clip", ".mp4", unheard)
    assert made.length_us == pytest.approx(SECOND_US, abs=50_000)  # the film has five seconds


@pytest.mark.skipif(sys.platform != "linux", reason="limits are set from outside on Linux alone")
def test_a_full_disk_is_told_in_the_systems_words(
    drawn_films: dict[str, Path], shared_media: Path, tmp_path: Path
) -> None:
    film = shared_media / "sintel_trailer-720p.mp4"
    with FilmWorker() as worker:
        cutter = FilmCutter(worker)
        cutter.clip(Take(drawn_films["plain.mp4"], 0, SECOND_US), tmp_path / "small", ".mp4", unheard)
        assert worker.process_id is not None
        resource.prlimit(worker.process_id, resource.RLIMIT_FSIZE, (200_000, 200_000))
        for make in (cutter.clip, cutter.copy):
            with pytest.raises(FilmProblem, match="File too large") as told:
                make(Take(film, 12 * SECOND_US, 20 * SECOND_US), tmp_path / "clip", ".mp4", unheard)
            assert told.value.reason == "unwritable"
        with pytest.raises(FilmProblem, match="File too large"):
            cutter.part(Take(film, 12 * SECOND_US, 20 * SECOND_US), tmp_path / "part", (1280, 720), (), unheard)
