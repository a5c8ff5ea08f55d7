"""The decoding process does what is asked, survives what films do to it, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from array import array
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from donnybrook.media import FilmProblem, FilmWorker
from media.numbered_films import RECIPES, Recipe, number_on, plain_truth


@pytest.fixture
def own_worker(no_leftover_processes: None) -> Iterator[FilmWorker]:
    """A decoding process of the test's own, which it may harm, and which must be gone afterwards."""
    with FilmWorker(patience_s=1.5) as films:
        yield films


def frozen(films: FilmWorker, path: Path) -> int:
    """Stop the worker's process in its tracks, so that whatever is asked of it next hangs."""
    films.probe(path)
    process_id = films.process_id
    assert process_id is not None
    os.kill(process_id, signal.SIGSTOP)
    return process_id


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_frames_come_through_with_their_own_number_and_time(
    recipe: Recipe, drawn_films: dict[str, Path], worker: FilmWorker
) -> None:
    path = drawn_films[recipe.name]
    times = [time_us for time_us, _ in plain_truth(path)]
    for number in (0, 57, len(times) - 1, 3):
        frame = worker.frame(path, times[number])
        assert (frame.time_us, number_on(frame.rgb)) == (times[number], number)
        assert len(frame.rgb) == 3 * frame.width_px * frame.height_px


def test_all_times_come_through(drawn_films: dict[str, Path], worker: FilmWorker) -> None:
    path = drawn_films["uneven.mkv"]
    assert worker.frame_times(path) == array("q", [time_us for time_us, _ in plain_truth(path)])


def test_a_probe_tells_the_facts(drawn_films: dict[str, Path], worker: FilmWorker) -> None:
    facts = worker.probe(drawn_films["plain.mp4"])
    assert (facts.rate, facts.is_variable_rate) == (Fraction(24000, 1001), False)
    assert (facts.width_px, facts.height_px, facts.video_codec, facts.audio_codec) == (320, 180, "h264", None)
    assert facts.duration_us == pytest.approx(5_005_000, abs=50_000)
    assert (facts.start_us, facts.first_frame_us) == (0, 0)
    late = worker.probe(drawn_films["starts_late.ts"])
    assert late.audio_codec == "mp2"
    assert late.first_frame_us > 1_000_000
    assert worker.probe(drawn_films["uneven.mkv"]).is_variable_rate


def test_real_films_are_probed_rightly(shared_media: Path, worker: FilmWorker) -> None:
    awkward = shared_media / "awkward"
    pal = worker.probe(awkward / "interlaced_pal.mpg")
    assert (pal.display_width_px, pal.display_height_px, pal.pixel_aspect) == (1024, 576, Fraction(64, 45))
    turned = worker.probe(awkward / "rot90.mp4")
    assert (turned.rotation_deg, turned.display_width_px, turned.display_height_px) == (90, 360, 640)
    assert worker.probe(awkward / "start10s.mkv").start_us == 9_979_000
    assert worker.probe(awkward / "start10s.mkv").duration_us == 6_021_000
    assert worker.probe(awkward / "ntsc_film.mkv").rate == Fraction(24000, 1001)
    assert worker.probe(awkward / "vfr.mp4").is_variable_rate
    assert not worker.probe(awkward / "telecined.mp4").is_variable_rate
    assert worker.probe(awkward / "vp9_noduration.webm").duration_us == pytest.approx(6_000_000, abs=50_000)
    assert worker.probe(awkward / "editlist_cut.mp4").duration_us == pytest.approx(4_700_000, abs=50_000)


@pytest.mark.parametrize(
    ("name", "reason", "words"),
    [
        ("zero.mp4", "not_a_film", "is empty (0 bytes)"),
        ("text.mp4", "not_a_film", "is not a film in a format that this program reads"),
        ("random.mkv", "not_a_film", "is not a film in a format that this program reads"),
        ("truncated_nomoov.mp4", "not_a_film", "or it is damaged"),
        ("audio_only.mp4", "no_picture", "holds no moving picture"),
        ("cover_only.mp3", "no_picture", "holds a cover picture but no film"),
        ("gone.mp4", "missing", "is not there"),
    ],
)
def test_what_is_no_film_is_told_in_a_sentence(
    name: str, reason: str, words: str, shared_media: Path, worker: FilmWorker
) -> None:
    for ask in (worker.probe, lambda path: worker.frame(path, 0), lambda path: worker.cover(path, 0, 1_000_000)):
        with pytest.raises(FilmProblem) as told:
            ask(shared_media / "awkward" / name)
        assert words in str(told.value)
        assert f"“{name}”" in str(told.value)
        assert told.value.reason == reason


def test_a_film_that_was_cut_short_works_as_far_as_it_goes(shared_media: Path, worker: FilmWorker) -> None:
    path = shared_media / "awkward" / "truncated_media.mp4"
    assert worker.probe(path).video_codec == "h264"
    assert worker.frame(path, 2_000_000).time_us == 2_000_000
    last_us = plain_truth(path)[-1][0]
    assert worker.frame(path, 5_500_000).time_us == last_us
    assert worker.cover(path, 1_000_000, 5_900_000).jpeg.startswith(b"\xff\xd8")


def test_folders_pipes_devices_and_relative_paths_are_refused(tmp_path: Path, worker: FilmWorker) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")
    for path, words in [
        (tmp_path, "is a folder"),
        (tmp_path / "pipe.mp4", "is a pipe"),
        (Path("/dev/zero"), "is a device"),
        (tmp_path / "nowhere" / "a.mp4", "is not there"),
        (tmp_path / ("x" * 300), "can't be reached"),
    ]:
        with pytest.raises(FilmProblem, match=words):
            worker.probe(path)


@pytest.mark.parametrize(
    "script",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{film}\n#EXT-X-ENDLIST\n",
        "#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile {name}\n",
        "ffconcat version 1.0\nfile '{film}'\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
    ],
)
@pytest.mark.parametrize("ending", ["mp4", "m3u8", "ffconcat", "ts"])
def test_playlists_and_scripts_are_refused_whatever_their_name(
    script: str, ending: str, drawn_films: dict[str, Path], worker: FilmWorker
) -> None:
    film = drawn_films["transport.ts"]
    disguised = film.with_name(f"disguised.{ending}")
    disguised.write_text(script.format(film=film, name=film.name))
    with pytest.raises(FilmProblem) as told:
        worker.frame(disguised, 0)
    assert told.value.reason in {"not_a_film", "no_picture"}


def test_names_that_look_like_something_else_are_opened(drawn_films: dict[str, Path], worker: FilmWorker) -> None:
    film = drawn_films["plain.mp4"]
    for name in [b"caf\xe9.mp4", b"http:a.mp4", b"clip%03d.mp4", b"-i.mp4", b"two\nlines.mp4", b"file:a,b|c.mp4"]:
        path = film.with_name(os.fsdecode(name))
        path.write_bytes(film.read_bytes())
        assert number_on(worker.frame(path, 1_000_000).rgb) == 23
        path.write_bytes(b"")
        with pytest.raises(FilmProblem, match="is empty") as told:
            worker.frame(path, 1_000_000)
        assert str(told.value).isprintable()


def test_a_film_that_was_replaced_is_read_anew(
    drawn_films: dict[str, Path], tmp_path: Path, worker: FilmWorker
) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(drawn_films["plain.mp4"].read_bytes())
    assert len(worker.frame_times(path)) == 120
    path.write_bytes(drawn_films["uneven.mp4"].read_bytes())
    assert len(worker.frame_times(path)) == 100


def test_the_fingerprint_follows_the_bytes_not_the_name(
    drawn_films: dict[str, Path], tmp_path: Path, worker: FilmWorker
) -> None:
    bytes_ = drawn_films["program.mpg"].read_bytes() * 8
    for name, content in {"a": bytes_, "b": bytes_, "c": bytes_[:-1] + b"x", "d": b"x" + bytes_[1:], "e": b"1"}.items():
        (tmp_path / name).write_bytes(content)
    marks = [worker.fingerprint(tmp_path / name) for name in "abcde"]
    assert marks[0] == marks[1]
    assert len(set(marks)) == 4


@pytest.mark.usefixtures("no_leftover_processes")
def test_the_worker_starts_at_the_first_request_and_never_again() -> None:
    films = FilmWorker()
    assert films.process_id is None
    versions = films.versions()
    assert versions.pyav
    assert versions.ffmpeg
    assert versions.opencv
    first = films.process_id
    films.versions()
    assert films.process_id == first
    films.close()
    assert films.process_id is None


def test_threads_take_turns(drawn_films: dict[str, Path], worker: FilmWorker) -> None:
    wrong: list[int] = []

    def ask(name: str, times: list[int]) -> None:
        for number in (5, 90, 44):
            frame = worker.frame(drawn_films[name], times[number])
            if number_on(frame.rgb) != number:
                wrong.append(number)

    threads = [
        threading.Thread(target=ask, args=(name, [time_us for time_us, _ in plain_truth(drawn_films[name])]))
        for name in ("plain.mp4", "uneven.mp4", "transport.ts")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_worker_killed_while_idle_is_started_again(drawn_films: dict[str, Path], own_worker: FilmWorker) -> None:
    own_worker.probe(drawn_films["plain.mp4"])
    assert own_worker.process_id is not None
    os.kill(own_worker.process_id, signal.SIGKILL)
    assert number_on(own_worker.frame(drawn_films["plain.mp4"], 1_000_000).rgb) == 23


def test_a_request_whose_worker_is_killed_is_tried_again(drawn_films: dict[str, Path], own_worker: FilmWorker) -> None:
    process_id = frozen(own_worker, drawn_films["plain.mp4"])
    threading.Timer(0.3, os.kill, (process_id, signal.SIGKILL)).start()
    assert number_on(own_worker.frame(drawn_films["plain.mp4"], 1_000_000).rgb) == 23
    assert own_worker.process_id != process_id


def test_a_film_that_hangs_the_worker_twice_is_left_alone(drawn_films: dict[str, Path], own_worker: FilmWorker) -> None:
    film, other = drawn_films["plain.mp4"], drawn_films["uneven.mp4"]
    for _ in range(2):
        frozen(own_worker, other)
        began_s = time.monotonic()
        with pytest.raises(FilmProblem, match="took too long to read") as told:
            own_worker.frame(film, 0)
        assert told.value.reason == "timeout"
        assert time.monotonic() - began_s < 5
    with pytest.raises(FilmProblem, match="left alone until the file changes") as told:
        own_worker.frame(film, 0)
    assert told.value.reason == "quarantined"
    assert number_on(own_worker.frame(other, 0).rgb) == 0
    os.utime(film, ns=(0, 0))
    assert number_on(own_worker.frame(film, 0).rgb) == 0


@pytest.mark.usefixtures("no_leftover_processes")
@pytest.mark.parametrize("command", [[sys.executable, "-c", "1 / 0"], ["/nowhere/python"]])
def test_a_worker_that_cannot_start_is_told_apart_from_a_bad_film(
    command: list[str], drawn_films: dict[str, Path]
) -> None:
    with FilmWorker(command=command) as films:
        for _ in range(3):
            with pytest.raises(FilmProblem, match="The film decoder can't be started") as told:
                films.frame(drawn_films["plain.mp4"], 0)
            assert any(word in told.value.__notes__[0] for word in ("ZeroDivisionError", "No such file"))


@pytest.mark.usefixtures("no_leftover_processes")
def test_a_film_that_crashes_the_worker_twice_is_left_alone(drawn_films: dict[str, Path]) -> None:
    crasher = (
        "import faulthandler, os, sys\nfrom donnybrook.media import wire\n"
        "faulthandler.enable()\nwire.send(sys.stdout.buffer, wire.Answer('ready'))\n"
        "wire.receive_request(sys.stdin.buffer)\nos.abort()"
    )
    with FilmWorker(command=[sys.executable, "-c", crasher]) as films:
        with pytest.raises(FilmProblem, match="made the decoder crash") as told:
            films.frame(drawn_films["plain.mp4"], 0)
        assert told.value.reason == "crashed"
        assert "Fatal Python error: Aborted" in told.value.__notes__[0]
        with pytest.raises(FilmProblem, match="left alone until the file changes") as told:
            films.frame(drawn_films["plain.mp4"], 0)
        assert told.value.reason == "quarantined"


@pytest.mark.parametrize(
    "lie",
    [
        "wire.Answer('done', payload_bytes=1 << 40)",
        "wire.Answer('done', payload_bytes=-1)",
        "wire.Answer('done', width_px=10, height_px=10, payload_bytes=7)",
        "wire.Request('frame')",
    ],
)
@pytest.mark.usefixtures("no_leftover_processes")
def test_a_decoder_that_lies_is_not_believed(lie: str, drawn_films: dict[str, Path]) -> None:
    liar = (
        "import sys\nfrom donnybrook.media import wire\nwire.send(sys.stdout.buffer, wire.Answer('ready'))\n"
        f"while wire.receive_request(sys.stdin.buffer):\n    wire.send(sys.stdout.buffer, {lie})"
    )
    with FilmWorker(command=[sys.executable, "-c", liar]) as films, pytest.raises(FilmProblem) as told:
        films.frame(drawn_films["plain.mp4"], 0)
    assert told.value.reason == "crashed"


def test_closing_ends_a_request_in_progress_at_once(drawn_films: dict[str, Path]) -> None:
    films, closed_s = FilmWorker(), list[float]()
    frozen(films, drawn_films["plain.mp4"])

    def close() -> None:
        closed_s.append(time.monotonic())
        films.close()

    threading.Timer(0.3, close).start()
    with pytest.raises(FilmProblem, match="was stopped, because the program closes"):
        films.frame(drawn_films["plain.mp4"], 0)
    assert time.monotonic() - closed_s[0] < 5
    films.close()
    assert films.process_id is None


def test_memory_is_bounded_and_a_film_that_needs_more_is_told(drawn_films: dict[str, Path]) -> None:
    with FilmWorker(memory_bytes=800 * 1024**2) as films:
        assert number_on(films.frame(drawn_films["plain.mp4"], 0).rgb) == 0
        limits = Path(f"/proc/{films.process_id}/limits")
        if limits.exists():
            assert str(800 * 1024**2) in limits.read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_worker_knows_no_qt_and_leaves_no_shared_memory(drawn_films: dict[str, Path]) -> None:
    with FilmWorker() as films:
        films.cover(drawn_films["plain.mp4"], 0, 3_000_000)
        maps = Path(f"/proc/{films.process_id}/maps").read_text()
        assert "libavcodec" in maps
        assert "PySide6" not in maps
        assert "sqlite" not in maps
    shared = [line for line in maps.splitlines() if line.split()[1] == "rw-s"]
    assert any("donnybrook-picture" in line for line in shared)
    assert [line for line in shared if not line.endswith("(deleted)")] == []  # no name that could stay behind


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("end", ["films.close()", "pass", "import os; os.kill(os.getpid(), 9)", "1 / 0"])
def test_the_worker_ends_with_its_parent_however_that_ends(end: str, drawn_films: dict[str, Path]) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom donnybrook.media import FilmWorker\n"
        "films = FilmWorker()\nfilms.probe(Path(sys.argv[1]))\nprint(films.process_id, flush=True)\n" + end
    )
    parent = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, str(drawn_films["plain.mp4"])],
        capture_output=True,
        text=True,
        timeout=30,
    )
    process_id = int(parent.stdout)
    deadline_s = time.monotonic() + 5
    while Path(f"/proc/{process_id}/exe").exists() and time.monotonic() < deadline_s:
        time.sleep(0.02)
    assert not Path(f"/proc/{process_id}/exe").exists()
    assert "Warning" not in parent.stderr


def test_importing_the_media_room_loads_no_decoder() -> None:
    script = (
        "import sys, donnybrook.media\n"
        "heavy = {'av', 'cv2', 'numpy', 'PySide6', 'sqlite_utils', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=30)
