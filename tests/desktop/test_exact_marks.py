"""Marks made while a film plays, either way and at any speed, or is stepped through, are the frames on the screen."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.marking_desk import MarkingDesk, NumberedFilm, make_numbered_film
from donnybrook.desktop.services.version_player import VersionPlayer
from faults.rounds import IS_LONG, longer_when_soaking

Key = Qt.Key
_FIGHTS = 20 if IS_LONG else 1  # of each way, on each film; each fight has two marks
_RATES = (1.0, 2.0, 4.0, -1.0)
_FORWARD_FROM, _BACKWARD_FROM = 4, 88

type Marked = tuple[int, int]


@pytest.fixture(scope="module", params=["plain.mp4", "uneven.mkv"])
def film(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> NumberedFilm:
    return make_numbered_film(tmp_path_factory.mktemp("numbered"), str(request.param), {"1": ("weapon", "sword")})


@pytest.fixture
def desk(open_program: OpenProgram, film: NumberedFilm, tmp_path: Path, qtbot: QtBot) -> MarkingDesk:
    return MarkingDesk(open_program, film, tmp_path, qtbot)


def by_two_keys(desk: MarkingDesk) -> Marked:
    in_us = desk.shown_us()
    desk.tap(Key.Key_I)
    desk.play_on(random.Random(desk.shown_us()).randrange(2, 6))
    out_us = desk.shown_us()
    desk.tap(Key.Key_O)
    desk.tap(Key.Key_Return)
    return in_us, out_us


def by_holding(desk: MarkingDesk, key: Qt.Key) -> Marked:
    one, other = desk.hold(key)
    return min(one, other), max(one, other)


def mark_playing(desk: MarkingDesk, rate: float, chance: random.Random, count: int) -> list[Marked]:
    """Mark fights while the film plays, and return the frames that were on the screen."""
    seen = []
    for _ in range(count):
        desk.tap(Key.Key_Escape)
        desk.go((_FORWARD_FROM if rate > 0 else _BACKWARD_FROM) + chance.randrange(8))
        desk.player.set_rate(rate)
        desk.player.play()
        desk.play_on(chance.randrange(1, 4))
        desk.qtbot.wait(chance.randrange(30))
        ways: list[Callable[[MarkingDesk], Marked]] = [
            lambda desk: by_holding(desk, Key.Key_M),
            lambda desk: by_holding(desk, Key.Key_1),
        ]
        ways += [by_two_keys] if rate > 0 else []
        seen.append(chance.choice(ways)(desk))
        desk.player.pause()
    return seen


def mark_stepping(desk: MarkingDesk, chance: random.Random, count: int) -> list[Marked]:
    """Mark fights from step to step, and return the frames that were on the screen."""
    seen = []
    desk.player.set_rate(1.0)
    for _ in range(count):
        desk.tap(Key.Key_Escape)
        desk.go(chance.randrange(10, 60))
        marked = []
        for key, way in ((Key.Key_I, chance.choice((Key.Key_Left, Key.Key_Right))), (Key.Key_O, Key.Key_Right)):
            for _ in range(chance.randrange(1, 6) + 5 * (key == Key.Key_O)):
                desk.tap(way)
            desk.rest()
            marked.append(desk.shown_us())
            desk.tap(key)
        desk.tap(Key.Key_Return)
        seen.append((marked[0], marked[1]))
    return seen


def off(desk: MarkingDesk, seen: list[Marked]) -> list[str]:
    """Say which marks that are stored are not the frames that were seen."""
    stored = [(scene.fields.in_us, scene.fields.out_us) for scene in desk.scenes()]
    assert len(stored) == len(seen)
    return [f"seen {was}, stored {now}" for was, now in zip(seen, stored, strict=True) if was != now]


@longer_when_soaking
def test_every_mark_is_the_frame_that_was_on_the_screen_and_going_back_shows_it(
    desk: MarkingDesk, count: Callable[[str], None]
) -> None:
    chance = random.Random(7)
    seen = [marked for rate in _RATES for marked in mark_playing(desk, rate, chance, _FIGHTS)]
    seen += mark_stepping(desk, chance, _FIGHTS)
    assert off(desk, seen) == []
    for scene in desk.scenes()[:: max(1, _FIGHTS // 4)]:
        desk.tag.open_scene(scene.id)
        for key, time_us in ((Key.Key_Home, scene.fields.in_us), (Key.Key_End, scene.fields.out_us)):
            desk.tap(key)
            desk.rest()
            assert desk.shown_us() == time_us
    count(f"{2 * len(seen)} marks, 0 off")


def test_marks_by_the_clock_are_other_frames(desk: MarkingDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: where the film should be by now is not what is on the screen."""
    began: list[tuple[float, int, float]] = []

    def by_the_clock(player: VersionPlayer) -> int:
        shown_us = player._player.position_us
        if not player.is_playing:
            began.clear()
            return shown_us
        if not began:
            began.append((time.monotonic(), shown_us, player.rate))
        began_s, from_us, rate = began[0]
        return max(0, from_us + int((time.monotonic() - began_s) * rate * 1_000_000))

    monkeypatch.setattr(VersionPlayer, "position_us", property(by_the_clock))
    assert off(desk, mark_playing(desk, 2.0, random.Random(7), 2))
