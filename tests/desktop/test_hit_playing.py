"""Hits in a row with their titles over them, alone on the screen; what the pointer stands on moves."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.fights import Fight, add_fights
from donnybrook.catalog import Catalog
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.find_show import HitShow
from donnybrook.desktop.panels.title_card import TitleCard
from donnybrook.desktop.panels.wall import Wall
from donnybrook.desktop.panels.wall_hover import WallHover
from donnybrook.desktop.services.scene_strips import PICTURES, moments
from donnybrook.ingest.films import add_film_file
from donnybrook.media import FilmWorker

_PATIENCE_MS = 20_000


@pytest.fixture
def three_fights(tmp_path: Path, shared_media: Path) -> Path:
    """Return a catalog of three fights, the one in the middle without a film."""
    path = tmp_path / "two.fights"
    with Catalog.create(path) as catalog, FilmWorker() as worker:
        film = add_film_file(catalog, worker, shared_media / "awkward" / "chapters_subs.mkv")
        add_fights(catalog, film.film_id, [Fight("Second", "Eve", "staff", in_us=3_000_000, out_us=3_200_000)])
        add_fights(catalog, catalog.add_film("Gone").value, [Fight("Of memory", "Eve", "spear")])
        add_fights(catalog, film.film_id, [Fight("First", "Eve", "staff", in_us=1_000_000, out_us=1_300_000)])
    return path


@pytest.fixture
def program(open_program: OpenProgram, three_fights: Path) -> Program:
    """Return the window on them."""
    program = open_program(three_fights)
    assert program.desk is not None
    program.desk.make_heavy_parts()
    return program


def _title(program: Program) -> TitleCard:
    show = program.window.findChild(HitShow)
    assert isinstance(show, HitShow)
    assert show.title is not None
    return show.title


def test_each_hit_is_named_over_the_picture_and_what_is_missing_is_left_out(program: Program, qtbot: QtBot) -> None:
    assert program.desk is not None
    player = program.desk.player
    assert player is not None
    program.window.actions_.qt("play.loop").trigger()  # which would never come to the second
    said: list[str] = []
    card = _title(program)
    player.frame_shown.connect(lambda _us: said.append(card.words))
    program.window.actions_.run("find.play_all")
    qtbot.waitUntil(lambda: any(words.startswith("Second") for words in said), timeout=_PATIENCE_MS)
    assert any(words.startswith("First\n") for words in said)
    assert not any("memory" in words for words in said)
    assert program.window.toast.text == "Left out 1 fight that can't be played here"
    qtbot.waitUntil(lambda: not player.is_playing, timeout=_PATIENCE_MS)
    assert card.words == ""


def test_a_player_that_could_not_be_made_is_tried_again_when_a_fight_is_to_be_played(
    open_program: OpenProgram, three_fights: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setitem(sys.modules, "donnybrook.desktop.services.film_player", None)
        with qtbot.captureExceptions() as faults:
            program = open_program(three_fights)
            qtbot.waitUntil(lambda: len(faults) > 0)
    program.window.actions_.run("find.play")
    desk = program.desk
    assert desk is not None
    qtbot.waitUntil(lambda: desk.player is not None and desk.player.is_playing, timeout=_PATIENCE_MS)


def test_a_title_that_is_hidden_is_not_played_over_the_picture(program: Program, qtbot: QtBot) -> None:
    program.window.actions_.run("view.spoilers")
    program.window.actions_.run("find.play_all")
    qtbot.waitUntil(lambda: _title(program).words != "", timeout=_PATIENCE_MS)
    assert _title(program).words.startswith("staff\n")


def test_the_fight_alone_has_the_whole_screen_and_escape_brings_all_back(program: Program, qtbot: QtBot) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_Escape)  # out of the search box
    QTest.keyClick(program.window, Qt.Key.Key_F)
    surface = _title(program).parentWidget()
    assert surface is not None
    qtbot.waitUntil(surface.isVisible, timeout=_PATIENCE_MS)
    assert program.window.isFullScreen()
    assert not program.window.search_box.isVisible()
    QTest.keyClick(program.window, Qt.Key.Key_Escape)
    assert not program.window.isFullScreen()
    assert program.window.search_box.isVisible()
    QTest.keyClick(program.window, Qt.Key.Key_Escape)
    wall = program.window.findChild(Wall)
    assert isinstance(wall, Wall)
    assert wall.isVisible()


def test_what_the_pointer_stands_on_shows_pictures_from_all_over_the_fight(program: Program, qtbot: QtBot) -> None:
    wall = program.window.findChild(Wall)
    hover = program.window.findChild(WallHover)
    assert isinstance(wall, Wall)
    assert isinstance(hover, WallHover)
    first = wall.current_scene
    assert first is not None
    assert hover.picture(first) is None
    middle = wall.visualRect(wall.currentIndex()).center()
    QTest.mouseMove(wall.viewport(), QPoint(1, 1))
    QTest.mouseMove(wall.viewport(), middle)
    seen: dict[float, int] = {}

    def has_gone_round() -> bool:
        shown = hover.picture(first)
        if shown is not None:
            seen[shown[1]] = shown[0].cacheKey()
        return len(seen) == PICTURES

    qtbot.waitUntil(has_gone_round, timeout=_PATIENCE_MS)
    assert len(set(seen.values())) == PICTURES
    QTest.mouseMove(program.window.search_box)
    qtbot.waitUntil(lambda: hover.picture(first) is None)


class NoLeave(QObject):
    """Keeps from a widget that the pointer left it, as a window that comes over it may."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.Leave


def test_pictures_stop_though_nobody_tells_that_the_pointer_left(program: Program, qtbot: QtBot) -> None:
    wall, hover = program.window.findChild(Wall), program.window.findChild(WallHover)
    assert isinstance(wall, Wall)
    assert isinstance(hover, WallHover)
    first = wall.current_scene
    assert first is not None
    QTest.mouseMove(wall.viewport(), QPoint(1, 1))
    QTest.mouseMove(wall.viewport(), wall.visualRect(wall.currentIndex()).center())
    qtbot.waitUntil(lambda: hover.picture(first) is not None, timeout=_PATIENCE_MS)
    silent = NoLeave()
    wall.viewport().installEventFilter(silent)
    QTest.mouseMove(program.window.search_box)
    qtbot.waitUntil(lambda: hover.picture(first) is None)


def test_a_hidden_fight_does_not_move(program: Program, qtbot: QtBot) -> None:
    program.window.actions_.run("view.spoilers")
    wall, hover = program.window.findChild(Wall), program.window.findChild(WallHover)
    assert isinstance(wall, Wall)
    assert isinstance(hover, WallHover)
    QTest.mouseMove(wall.viewport(), QPoint(1, 1))
    QTest.mouseMove(wall.viewport(), wall.visualRect(wall.currentIndex()).center())
    assert hover._rest.isActive()
    qtbot.waitUntil(lambda: not hover._rest.isActive())
    assert not hover._next.isActive()


def test_the_pictures_of_a_fight_are_spread_evenly_and_lie_inside_it() -> None:
    times = moments(1_000_000, 2_000_000)
    assert len(times) == PICTURES
    assert times[0] == 1_050_000
    assert times[-1] == 1_950_000
