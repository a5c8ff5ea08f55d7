"""What is marked by keys while another thread edits: nothing of it is lost, and the film goes on."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.long_edits import Long
from desktop.marking_desk import MarkingDesk, NumberedFilm, make_numbered_film
from donnybrook.catalog import Catalog, Edited
from donnybrook.catalog.edits.film_removal import remove_film
from donnybrook.catalog.edits.films import add_film, change_film

Key = Qt.Key
_PATIENCE_MS = 15_000


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> NumberedFilm:
    keys = {"1": ("weapon", "flamethrower"), "2": ("technique", "strike")}
    return make_numbered_film(tmp_path_factory.mktemp("numbered"), "plain.mp4", keys)


@pytest.fixture
def desk(open_program: OpenProgram, film: NumberedFilm, tmp_path: Path, qtbot: QtBot) -> MarkingDesk:
    return MarkingDesk(open_program, film, tmp_path, qtbot)


def _note_film(catalog: Catalog) -> Edited[bool]:
    return catalog.edit("Note the film", change_film, 1, note="Long")


def _remove_remembered(catalog: Catalog) -> Edited[None]:
    return catalog.edit("Remove film", remove_film, 2)


@pytest.fixture
def begin_long(desk: MarkingDesk, qtbot: QtBot) -> Iterator[Callable[..., Long]]:
    """Return a function that begins an edit in another thread."""
    made: list[Long] = []

    def begin(edit: Callable[[Catalog], Edited[Any]] = _note_film) -> Long:
        assert desk.program.desk is not None
        made.append(Long(desk.program.desk, edit))
        return made[-1]

    yield begin
    for each in made:
        each.close(qtbot)


def test_a_fight_that_is_held_meanwhile_is_made_of_the_very_frames(
    desk: MarkingDesk, begin_long: Callable[..., Long], qtbot: QtBot
) -> None:
    long = begin_long()
    desk.go(5)
    desk.player.set_rate(0.5)
    desk.player.play()
    desk.play_on()
    in_us, out_us = desk.hold(Key.Key_M)
    assert desk.toast == "It is stored as soon as “Name them all” is done."
    assert desk.player.is_playing
    again = desk.hold(Key.Key_M)
    long.end()
    qtbot.waitUntil(lambda: len(desk.scenes()) == 2, timeout=_PATIENCE_MS)
    assert [(each.fields.in_us, each.fields.out_us) for each in desk.scenes()] == [(in_us, out_us), again]


def test_a_fight_that_was_begun_meanwhile_is_ended_where_its_key_says(
    desk: MarkingDesk, begin_long: Callable[..., Long], qtbot: QtBot
) -> None:
    long = begin_long()
    desk.go(5)
    desk.tap(Key.Key_I)
    desk.tap(Key.Key_Return)
    assert desk.tag.tagging.marks.in_us is None
    desk.go(20)
    desk.tap(Key.Key_O)
    assert desk.tag.tagging.marks.out_us is None
    long.end()
    qtbot.waitUntil(lambda: desk.catalog.undo_label == "Change times", timeout=_PATIENCE_MS)
    fields = desk.the_scene().fields
    assert (fields.in_us, fields.out_us) == (desk.times_us[5], desk.times_us[20])


def test_marks_on_the_selected_fight_wait_each_with_its_own_frame(
    desk: MarkingDesk, begin_long: Callable[..., Long], qtbot: QtBot
) -> None:
    desk.go(5)
    desk.tap(Key.Key_I)
    desk.tap(Key.Key_Return)
    long = begin_long()
    desk.go(8)
    desk.tap(Key.Key_1)
    desk.let_go(Key.Key_1)
    desk.go(10)
    desk.tap(Key.Key_B)
    desk.let_go(Key.Key_B)
    desk.go(20)
    desk.tap(Key.Key_O)
    assert desk.the_scene().wieldings == ()
    long.end()
    qtbot.waitUntil(lambda: desk.catalog.undo_label == "Change times", timeout=_PATIENCE_MS)
    scene = desk.the_scene()
    assert [(use.weapon, use.from_us) for use in scene.wieldings] == [("flamethrower", desk.times_us[8])]
    assert [each.in_us for each in scene.beats] == [desk.times_us[10]]
    assert scene.fields.out_us == desk.times_us[20]


def test_a_fight_that_is_moved_twice_meanwhile_begins_where_it_was_put_last(
    desk: MarkingDesk, begin_long: Callable[..., Long], qtbot: QtBot
) -> None:
    desk.go(5)
    desk.tap(Key.Key_I)
    desk.go(20)
    desk.tap(Key.Key_O)
    desk.tap(Key.Key_Return)
    long = begin_long()
    for frame in (10, 15):
        desk.go(frame)
        desk.program.window.actions_.run("tag.move_here")
    assert desk.program.desk is not None
    session = desk.program.desk.session
    assert desk.the_scene().fields.in_us == desk.times_us[5]
    long.end()
    qtbot.waitUntil(lambda: not session.is_busy, timeout=_PATIENCE_MS)
    fields = desk.the_scene().fields
    assert (fields.in_us, fields.out_us) == (desk.times_us[15], desk.times_us[30])


def test_a_file_for_a_film_that_is_taken_away_meanwhile_is_told_to_be_nobodys(
    desk: MarkingDesk, begin_long: Callable[..., Long], qtbot: QtBot
) -> None:
    assert desk.program.desk is not None
    session, films = desk.program.desk.session, desk.program.desk._parts.films
    assert films is not None
    assert session.edit("Add film", add_film, "From memory") == 2
    long = begin_long(_remove_remembered)
    films.attach_file(2, desk.catalog.media_files(1)[0].path)
    qtbot.waitUntil(lambda: session.waiting == 1, timeout=_PATIENCE_MS)
    long.end()
    told = "The film is not there any more, so plain.mp4 was not made its file."
    qtbot.waitUntil(lambda: desk.program.window.problem_words == told, timeout=_PATIENCE_MS)
