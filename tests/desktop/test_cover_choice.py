"""A fight's picture chosen with one key: the frame on the screen, in Find too, or the next good one."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from donnybrook.catalog import Catalog, FileClock, MediaFile, SceneDraft, SceneFields
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.edits.films import add_film
from donnybrook.catalog.edits.scenes import change_scene
from donnybrook.desktop.app import Program
from donnybrook.desktop.desk import Desk
from donnybrook.desktop.panels.tag_workplace import TagWorkplace
from donnybrook.desktop.services.scene_strips import PICTURES, SceneStrips, _Reader
from donnybrook.ingest.films import add_film_file
from donnybrook.media import FilmWorker, SurveyCache

_PATIENCE_MS = 30_000
_IN_US, _OUT_US = 1_000_000, 5_000_000


@pytest.fixture
def catalog(tmp_path: Path, shared_media: Path) -> Path:
    return _catalog_of(tmp_path / "one.fights", shared_media / "awkward" / "chapters_subs.mkv")


@pytest.fixture
def long_film(tmp_path: Path, shared_media: Path) -> Path:
    return _catalog_of(tmp_path / "long.fights", shared_media / "sintel_trailer-720p.mp4")


def _catalog_of(path: Path, film: Path) -> Path:
    """Write a catalog with one fight on a film."""
    with Catalog.create(path) as catalog, FilmWorker() as worker:
        added = add_film_file(catalog, worker, film)
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


def _is_within(program: Program, in_us: int, out_us: int) -> bool:
    now_us = cover_us(program)
    return now_us is not None and in_us <= now_us < out_us


def test_a_picture_that_shows_something_else_by_now_is_made_anew(
    open_program: OpenProgram, long_film: Path, qtbot: QtBot
) -> None:
    program = open_program(long_film)
    desk = desk_of(program)
    desk.make_heavy_parts()
    scene_id, film_id = next((each.id, each.film_id) for each in desk.session.catalog.scenes())
    other = desk.session.edit("Add film", add_film, "Of memory")
    desk.open_film(film_id)
    qtbot.waitUntil(lambda: _is_within(program, _IN_US, _OUT_US), timeout=_PATIENCE_MS)
    desk.session.edit("Move", change_scene, scene_id, in_us=30_000_000, out_us=32_000_000)
    qtbot.waitUntil(lambda: _is_within(program, 30_000_000, 32_000_000), timeout=_PATIENCE_MS)
    desk.open_film(other)
    desk.session.edit("Move back", change_scene, scene_id, in_us=_IN_US, out_us=_OUT_US)
    tag = program.window.findChild(TagWorkplace)
    assert tag is not None
    covers = tag.tagging._covers
    assert (covers._wanted, covers._rest.isActive()) == ({}, False), "another film is on the desk"
    desk.open_film(film_id)
    qtbot.waitUntil(lambda: _is_within(program, _IN_US, _OUT_US), timeout=_PATIENCE_MS)


@pytest.mark.parametrize(("in_us", "out_us"), [(30_000_000, 32_000_000), (_OUT_US + 500_000, _OUT_US + 1_500_000)])
def test_a_fight_whose_times_come_back_by_undo_gets_its_picture_of_then_again(
    open_program: OpenProgram, long_film: Path, qtbot: QtBot, in_us: int, out_us: int
) -> None:
    program = open_program(long_film)
    desk = desk_of(program)
    desk.make_heavy_parts()
    catalog = desk.session.catalog
    scene = next(iter(catalog.scenes()))
    desk.open_film(scene.film_id)
    qtbot.waitUntil(lambda: _is_within(program, _IN_US, _OUT_US), timeout=_PATIENCE_MS)
    tag = program.window.findChild(TagWorkplace)
    assert tag is not None
    before = catalog.read(_pictures_of, scene.id)
    for _ in range(2):
        desk.session.edit("Move", change_scene, scene.id, in_us=in_us, out_us=out_us)
        tag.tagging.times_changed(scene.id)
        qtbot.waitUntil(lambda: _is_within(program, in_us, out_us), timeout=_PATIENCE_MS)
        program.window.actions_.run("edit.undo")
        qtbot.waitUntil(lambda: _is_within(program, _IN_US, _OUT_US), timeout=_PATIENCE_MS)
        assert len(before) == 1
        (now, *others) = catalog.read(_pictures_of, scene.id)
        assert now == before[0], "no other picture was made of the old times"
        assert not any(is_cover for _, is_cover in others)


def _pictures_of(connection: Connection, scene_id: int) -> list[tuple[int, int]]:
    """Return the ids of a fight's pictures, and whether each is its cover."""
    sql = "SELECT id, is_cover FROM thumbnail WHERE scene_id = ? ORDER BY id"
    return connection.execute(sql, (scene_id,)).fetchall()


def test_moving_pictures_are_those_of_the_times_a_fight_has_now(long_film: Path, qtbot: QtBot) -> None:
    with Catalog.open(long_film) as opened:
        scene_id = next(iter(opened.scenes())).id
        strips = SceneStrips(long_film)
        strips.want(scene_id)
        qtbot.waitUntil(lambda: len(strips.pictures(scene_id)) == PICTURES, timeout=_PATIENCE_MS)
        before = [each.toImage() for each in strips.pictures(scene_id)]
        opened.change_scene(scene_id, in_us=30_000_000, out_us=32_000_000)
        strips.forget()
        strips._reader.read.emit(0, scene_id, 0, before[0])  # read before the edit, told after it
        assert strips.pictures(scene_id) == []
        qtbot.waitUntil(lambda: len(strips.pictures(scene_id)) == PICTURES, timeout=_PATIENCE_MS)
        assert not any(each.toImage() in before for each in strips.pictures(scene_id))
        strips.close()


def test_a_fault_at_moving_pictures_is_logged_and_a_fight_that_is_gone_is_none(
    catalog: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    strips = SceneStrips(catalog)
    strips._reader.start()
    strips._reader.want(99_999, [0])
    qtbot.waitUntil(lambda: strips._reader._wanted is None)
    strips._reader.want(1, [PICTURES])  # there are pictures 0 to 9
    qtbot.waitUntil(lambda: bool(caplog.records))
    strips.close()
    assert [record.message for record in caplog.records] == ["the pictures of a scene could not be read"]


def test_a_films_strip_follows_the_clock_of_its_file(
    catalog: Path, shared_media: Path, tmp_path: Path, plain_file: MediaFile
) -> None:
    cache = SurveyCache(tmp_path / "cache")
    with FilmWorker() as worker:
        survey = worker.survey(shared_media / "awkward" / "chapters_subs.mkv")
    reader = _Reader(catalog, cache, nursery=None)
    file = replace(plain_file, fingerprint=survey.fingerprint)
    assert reader._outline(file).strip_times_us == ()
    cache.store(survey)
    own = reader._outline(file).strip_times_us
    assert len(own) > 1, "it was looked through meanwhile"
    later = reader._outline(replace(file, clock=FileClock(offset_us=2_000_000))).strip_times_us
    assert [each + 2_000_000 for each in later] == list(own)
    reader._worker.close()
