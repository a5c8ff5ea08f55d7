"""The player says of every picture which frame it is, whatever it was doing: told by films that carry their numbers."""

import random
import sys
import time
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from donnybrook.catalog import Catalog, MediaFile
from donnybrook.desktop.services.film_player import FilmPlayer
from donnybrook.desktop.services.playback import Player
from donnybrook.ingest.films import add_film_file
from donnybrook.media import FilmWorker, Nursery, playing_worker
from media.numbered_films import RECIPES, Recipe, draw_film, number_on

_PATIENCE_MS = 15_000
_FILMS = ("plain.mp4", "uneven.mkv", "uneven.mp4", "transport.ts", "starts_late.mp4", "program.mpg")


@pytest.fixture(scope="module")
def films_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("numbered")
    for recipe in RECIPES:
        if recipe.name in _FILMS:
            draw_film(folder / recipe.name, recipe)
    return folder


@pytest.fixture
def player(qtbot: QtBot, nursery: Nursery, no_leftover_processes: None) -> Iterator[FilmPlayer]:
    made = FilmPlayer(worker=playing_worker(nursery))
    yield made
    made.close()


class Told:
    """A film on the player, with the truth about it."""

    def __init__(self, player: FilmPlayer, path: Path, tmp_path: Path, qtbot: QtBot) -> None:
        with Catalog.create(tmp_path / "told.fights") as catalog, FilmWorker() as worker:
            added = add_film_file(catalog, worker, path)
            self.file: MediaFile = catalog.media_files(added.film_id)[0]
            self.times_us = list(worker.frame_times(path))
        self.player, self.qtbot = player, qtbot
        player.open(path, self.file)
        self.rest()

    def rest(self) -> None:
        """Wait until the picture asked for has come."""
        player = self.player
        self.qtbot.waitUntil(lambda: player.is_at_rest and player.image() is not None, timeout=_PATIENCE_MS)

    def number_at(self, time_us: int) -> int:
        return max(0, bisect_right(self.times_us, time_us) - 1)

    def shown_number(self) -> int:
        image = self.player.image()
        assert image is not None
        return number_on(pixels_of(image), image.width(), image.height())

    def check(self) -> int:
        """The picture is the frame whose time the player tells; return its number."""
        number = self.shown_number()
        assert self.times_us[number] == self.player.position_us
        return number


def pixels_of(image: QImage) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(bytes(plain.constBits()), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return np.ascontiguousarray(rows[:, : plain.width() * 3])


def test_a_player_that_was_prepared_has_its_decoder_before_there_is_a_film(player: FilmPlayer, qtbot: QtBot) -> None:
    worker = player._feed._worker
    assert worker.process_id is None
    player.prepare()
    qtbot.waitUntil(lambda: worker.process_id is not None, timeout=20_000)
    player.prepare()
    assert player.image() is None


@pytest.mark.parametrize("name", _FILMS)
def test_seeks_and_steps_both_ways_show_the_very_frame(
    name: str, player: FilmPlayer, films_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    told = Told(player, films_folder / name, tmp_path, qtbot)
    last = told.number_at(player.duration_us - 1)
    chance = random.Random(5)
    for _ in range(10):
        time_us = chance.randrange(told.times_us[last])
        player.seek(time_us)
        told.rest()
        assert told.check() == told.number_at(time_us)
    player.seek(told.times_us[10])
    told.rest()
    for expected in [*range(11, 41), *range(39, 9, -1)]:
        player.step(1 if expected > told.shown_number() else -1)
        told.rest()
        assert told.check() == expected


@pytest.mark.parametrize("rate", [1.0, 2.0, 4.0, 0.5, -1.0])
@pytest.mark.parametrize("name", ["plain.mp4", "uneven.mkv", "transport.ts"])
def test_every_picture_that_plays_carries_its_own_time_and_a_pause_stops_at_it(
    name: str, rate: float, player: FilmPlayer, films_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    told = Told(player, films_folder / name, tmp_path, qtbot)
    player.set_rate(rate)
    player.seek(told.times_us[20 if rate > 0 else 90])
    told.rest()
    seen: list[int] = []
    player.frame_shown.connect(lambda _time_us: seen.append(told.check()))
    player.play()
    qtbot.waitUntil(lambda: len(seen) > 8, timeout=_PATIENCE_MS)
    player.pause()
    stopped_at = told.check()
    qtbot.wait(120)
    assert told.check() == stopped_at
    assert seen == sorted(seen, reverse=rate < 0)


def test_stepping_faster_than_frames_come_loses_no_step(
    player: FilmPlayer, films_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    told = Told(player, films_folder / "plain.mp4", tmp_path, qtbot)
    for _ in range(30):
        player.step(1)
    for _ in range(7):
        player.step(-1)
    told.rest()
    assert told.check() == 23


def test_a_loop_stays_between_its_marks(player: FilmPlayer, films_folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    told = Told(player, films_folder / "plain.mp4", tmp_path, qtbot)
    seen: list[int] = []
    player.set_loop((told.times_us[30], told.times_us[38]))
    player.frame_shown.connect(lambda _time_us: seen.append(told.check()))
    player.play()
    qtbot.waitUntil(lambda: seen.count(30) >= 3, timeout=_PATIENCE_MS)
    player.pause()
    assert set(seen) <= set(range(30, 38))


def test_a_range_ends_with_the_last_frame_before_its_out_point(
    player: FilmPlayer, films_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    told = Told(player, films_folder / "plain.mp4", tmp_path, qtbot)
    with qtbot.waitSignal(player.ended, timeout=_PATIENCE_MS):
        player.play_range(told.times_us[20], told.times_us[30])
    assert told.check() == 29
    assert not player.is_playing


def test_a_film_whose_file_goes_away_is_told_in_a_sentence(
    player: FilmPlayer, tmp_path: Path, films_folder: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "gone.mp4"
    path.write_bytes((films_folder / "plain.mp4").read_bytes())
    told = Told(player, path, tmp_path, qtbot)
    path.unlink()
    with qtbot.waitSignal(player.problem, timeout=_PATIENCE_MS):
        player.seek(told.times_us[50])


def test_marks_of_films_longer_than_36_minutes_are_whole(player: FilmPlayer, tmp_path: Path, qtbot: QtBot) -> None:
    slow = Recipe("slow.mkv", "libx264", rate=Fraction(1, 60), ticks=range(45), options=(("preset", "ultrafast"),))
    told = Told(player, draw_film(tmp_path / slow.name, slow), tmp_path, qtbot)
    shown: list[int] = []
    player.frame_shown.connect(shown.append)
    player.seek(told.times_us[40])
    told.rest()
    assert shown[-1] == 2_400_000_000
    assert set(shown[:-1]) <= {told.times_us[0]}  # so soon after the first frame, the keyframe before may be seen


def test_the_engine_is_a_player(player: FilmPlayer) -> None:
    as_player: Player = player
    assert as_player.position_us == 0


_MORTAL = """
import os, sys
from donnybrook.media import film_desk
answer = film_desk.FilmDesk.answer
def mortal(desk, request):
    if "killer" in request.path and request.time_us > 1_000_000:
        os.kill(os.getpid(), 9)
    return answer(desk, request)
film_desk.FilmDesk.answer = mortal
from donnybrook.media.worker_process import main
main(sys.argv[1:])
"""


def test_a_film_that_kills_the_decoder_is_told_in_a_sentence_and_others_play_on(
    films_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    killer = tmp_path / "killer.mp4"
    killer.write_bytes((films_folder / "plain.mp4").read_bytes())
    player = FilmPlayer(worker=FilmWorker(shared_bytes=2**26, command=(sys.executable, "-c", _MORTAL)))
    told = Told(player, killer, tmp_path, qtbot)
    assert told.check() == 0
    for words in ("made the decoder crash", "is left alone until the file changes"):
        with qtbot.waitSignal(player.problem, timeout=_PATIENCE_MS) as said:
            player.seek(told.times_us[60])
        assert words in said.args[0]
        assert player.is_at_rest
        assert told.check() == 0
    told.file = replace(told.file, path=films_folder / "plain.mp4")
    player.open(told.file.path, told.file, at_us=told.times_us[60])
    told.rest()
    assert told.check() == 60
    player.close()


def test_a_picture_is_made_anew_at_the_size_it_is_seen_at_and_is_the_same_frame(
    player: FilmPlayer, films_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    told = Told(player, films_folder / "uneven.mkv", tmp_path, qtbot)
    player.seek(told.times_us[33])
    told.rest()
    for wide, high, width_px in ((200, 1000, 200), (1000, 90, 160), (2000, 2000, 320)):
        with qtbot.waitSignal(player.frame_shown, timeout=_PATIENCE_MS):
            player.see_at(wide, high)
        assert told.check() == 33
        image = player.image()
        assert image is not None
        assert image.width() == width_px


def test_dragging_shows_pictures_on_the_way_and_rests_on_the_very_frame(
    player: FilmPlayer, films_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    told = Told(player, films_folder / "plain.mp4", tmp_path, qtbot)
    seen: list[int] = []
    player.frame_shown.connect(lambda _time_us: seen.append(told.check()))
    for number in range(20, 110, 3):
        player.seek(told.times_us[number] + 500)
        qtbot.wait(10)
    told.rest()
    assert told.check() == 107
    assert len(set(seen)) > 1


def test_a_frame_that_was_fetched_just_before_the_view_changed_its_size_is_fetched_again(
    player: FilmPlayer, films_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    told = Told(player, films_folder / "plain.mp4", tmp_path, qtbot)
    player.seek(told.times_us[20])
    feed = player._feed
    until_s = time.monotonic() + _PATIENCE_MS / 1000
    while feed._served is not feed._wish and time.monotonic() < until_s:  # no event is heard meanwhile
        time.sleep(0.005)
    player._view_px = (64, 36)
    player._see_at_new_size()
    told.rest()
    assert player.position_us == told.times_us[20]
