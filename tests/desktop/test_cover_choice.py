"""A fight's picture chosen with one key: the frame on the screen, in Find too, or the next good one."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from donnybrook.catalog import Catalog, SceneDraft, SceneFields
from donnybrook.desktop.app import Program
from donnybrook.desktop.desk import Desk
from donnybrook.ingest.films import add_film_file
from donnybrook.media import FilmWorker

_PATIENCE_MS = 30_000
_IN_US, _OUT_US = 1_000_000, 5_000_000


@pytest.fixture
def catalog(tmp_path: Path, shared_media: Path) -> Path:
    path = tmp_path / "one.fights"
    with Catalog.create(path) as catalog, FilmWorker() as worker:
        added = add_film_file(catalog, worker, shared_media / "awkward" / "chapters_subs.mkv")
        catalog.add_scene(added.film_id, SceneDraft(fields=SceneFields(title="One", in_us=_IN_US, out_us=_OUT_US)))
    return path


@pytest.fixture
def program(open_program: OpenProgram, catalog: Path) -> Program:
    program = open_program(catalog)
    desk_of(program).make_heavy_parts()
    return program


def desk_of(program: Program) -> Desk:
    assert program.desk is not None
    return program.desk


def cover_us(program: Program) -> int | None:
    catalog = desk_of(program).session.catalog
    cover = catalog.cover(next(iter(catalog.scenes())).id)
    return None if cover is None else cover.time_us


def test_another_picture_goes_round_the_fight_and_each_can_be_undone(program: Program, qtbot: QtBot) -> None:
    seen = [cover_us(program)]
    for _ in range(7):
        program.window.actions_.run("find.another_cover")
        qtbot.waitUntil(lambda: cover_us(program) != seen[-1], timeout=_PATIENCE_MS)
        seen.append(cover_us(program))
    times = [each for each in seen[1:] if each is not None]
    assert times[:6] == sorted(set(times[:6]))
    assert all(_IN_US <= each < _OUT_US for each in times)
    assert times[6] == times[0]
    program.window.actions_.run("edit.undo")
    assert cover_us(program) == times[5]


def test_in_find_the_frame_of_the_fight_that_is_on_the_screen_is_taken(program: Program, qtbot: QtBot) -> None:
    program.window.actions_.run("find.cover")
    assert program.window.toast.text.startswith("Play the fight, and stop")
    player = desk_of(program).player
    assert player is not None
    program.window.actions_.run("find.play")
    qtbot.waitUntil(lambda: player.position_us > _IN_US and player.image() is not None, timeout=_PATIENCE_MS)
    player.pause()
    player.seek(3_000_000)
    qtbot.waitUntil(lambda: 2_900_000 < player.position_us <= 3_000_000, timeout=_PATIENCE_MS)
    program.window.actions_.run("find.cover")
    qtbot.waitUntil(lambda: cover_us(program) == player.position_us, timeout=_PATIENCE_MS)
