"""Marking with one key: held while something lasts, or a digit that stands for a term."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.marking_desk import MarkingDesk, NumberedFilm, make_numbered_film
from desktop.test_tag_workplace import tag_of
from donnybrook.catalog import Catalog, Changes
from donnybrook.catalog.edits.scenes import change_scene
from donnybrook.catalog.edits.vocabulary import describe_concept

Key = Qt.Key


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> NumberedFilm:
    keys = {"1": ("weapon", "flamethrower"), "2": ("technique", "strike"), "3": ("location", "village")}
    return make_numbered_film(tmp_path_factory.mktemp("numbered"), "plain.mp4", keys)


@pytest.fixture
def desk(open_program: OpenProgram, film: NumberedFilm, tmp_path: Path, qtbot: QtBot) -> MarkingDesk:
    return MarkingDesk(open_program, film, tmp_path, qtbot)


def play_slowly(desk: MarkingDesk, from_frame: int) -> None:
    desk.go(from_frame)
    desk.player.set_rate(0.5)
    desk.player.play()
    desk.play_on()


def test_a_key_held_while_a_fight_lasts_makes_it_of_the_very_frames_as_one_edit(desk: MarkingDesk) -> None:
    play_slowly(desk, 5)
    in_us, out_us = desk.hold(Key.Key_M)
    scene = desk.the_scene()
    assert (scene.fields.in_us, scene.fields.out_us) == (in_us, out_us)
    assert out_us > in_us
    assert desk.toast.startswith("Fight ")
    assert desk.player.is_playing
    desk.program.window.actions_.run("edit.undo")
    assert desk.scenes() == []


def test_the_way_back_that_is_offered_takes_back_that_mark_and_nothing_else(desk: MarkingDesk) -> None:
    play_slowly(desk, 5)
    desk.hold(Key.Key_M)
    assert desk.program.window.toast.take_back()
    assert desk.scenes() == []
    desk.hold(Key.Key_M)
    scene = desk.the_scene()
    assert desk.program.desk is not None
    desk.program.desk.session.edit("Note", change_scene, scene.id, note="by another")
    desk.program.window.toast.take_back()
    assert desk.the_scene().fields.note == "by another"
    assert "no longer the last edit" in desk.toast


def test_the_way_back_of_a_mark_does_not_take_back_what_was_done_because_of_it(desk: MarkingDesk) -> None:
    assert desk.program.desk is not None
    session = desk.program.desk.session

    def note(changes: Changes) -> None:
        session.changed.disconnect(note)
        session.edit("Note", change_scene, min(changes.scenes), note="by another")

    play_slowly(desk, 5)
    session.changed.connect(note)
    desk.hold(Key.Key_M)
    desk.program.window.toast.take_back()
    assert desk.the_scene().fields.note == "by another"
    assert "no longer the last edit" in desk.toast


def test_a_fight_held_while_the_film_runs_backward_begins_where_the_key_came_up(desk: MarkingDesk) -> None:
    desk.go(80)
    desk.player.set_rate(-1.0)
    desk.player.play()
    desk.play_on()
    began_us, ended_us = desk.hold(Key.Key_M)
    fields = desk.the_scene().fields
    assert (fields.in_us, fields.out_us) == (ended_us, began_us)


def test_a_key_that_repeats_itself_is_one_key(desk: MarkingDesk) -> None:
    play_slowly(desk, 5)
    desk.press(Key.Key_M)
    in_us = desk.shown_us()
    view = desk.tag.view
    for _ in range(6):
        desk.play_on(1)
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride):
            again = QKeyEvent(kind, Key.Key_M, Qt.KeyboardModifier.NoModifier, "m", True)
            QApplication.sendEvent(view, again)
    desk.qtbot.wait(200)
    for _ in range(3):  # as systems do that do not say so
        QTest.keyRelease(view, Key.Key_M)
        QTest.keyPress(view, Key.Key_M)
        desk.play_on(1)
    out_us = desk.shown_us()
    desk.let_go(Key.Key_M)
    fields = desk.the_scene().fields
    assert (fields.in_us, fields.out_us) == (in_us, out_us)


def test_a_key_held_while_another_film_comes_to_the_desk_marks_nothing_there(desk: MarkingDesk) -> None:
    (film,) = desk.catalog.films()
    for key in (Key.Key_1, Key.Key_M):
        play_slowly(desk, 5)
        desk.press(key)
        desk.qtbot.wait(350)
        desk.tag.tagging.new_memory_film("Another film, 1999")
        desk.let_go(key)
        assert desk.scenes() == []
        desk.tag.open_film(film.id)
        desk.rest()


def test_a_hold_ends_where_the_window_loses_the_keyboard(desk: MarkingDesk) -> None:
    play_slowly(desk, 5)
    desk.press(Key.Key_M)
    in_us = desk.shown_us()
    desk.qtbot.wait(350)
    desk.play_on()
    out_us = desk.shown_us()
    QApplication.sendEvent(desk.program.window, QEvent(QEvent.Type.WindowDeactivate))
    desk.play_on()
    desk.let_go(Key.Key_M)  # too late: it counts no more
    fields = desk.the_scene().fields
    assert (fields.in_us, fields.out_us) == (in_us, out_us)


def test_a_hold_ends_where_the_workplace_or_the_catalog_is_left(desk: MarkingDesk) -> None:
    path = desk.catalog.path
    begun = []
    ways: tuple[Callable[[], object], ...] = (
        lambda: desk.program.window.workplace_wanted.emit("find"),
        desk.program.close_catalog,
    )
    for leave in ways:
        desk.program.window.workplace_wanted.emit("tag")
        play_slowly(desk, 5)
        desk.press(Key.Key_M)
        begun.append(desk.shown_us())
        desk.qtbot.wait(350)
        desk.play_on()
        leave()
    with Catalog.open(path) as catalog:
        assert [each.fields.in_us for each in catalog.scenes()] == begun


def test_a_digit_begins_a_fight_with_its_weapon_and_another_is_said_of_that_fight(desk: MarkingDesk) -> None:
    play_slowly(desk, 5)
    in_us = desk.shown_us()
    desk.tap(Key.Key_1)
    assert desk.toast == "Fight with flamethrower from here. O where it is over."
    desk.play_on()
    desk.tap(Key.Key_2)
    assert desk.toast == "strike, of the fight"
    desk.tap(Key.Key_3)
    desk.tap(Key.Key_1)
    assert desk.toast == "“flamethrower” is said of it already."
    scene = desk.the_scene()
    assert (scene.fields.in_us, scene.fields.out_us) == (in_us, None)
    assert [(each.weapon, each.from_us) for each in scene.wieldings] == [("flamethrower", None)]
    assert [each.label for each in scene.terms] == ["strike"]
    assert scene.location == "village"
    desk.tap(Key.Key_O)
    assert desk.the_scene().fields.out_us == desk.shown_us()
    for _ in range(4):
        assert desk.scenes()
        desk.program.window.actions_.run("edit.undo")
    assert desk.scenes() == []


def test_a_digit_held_makes_a_fight_a_use_and_a_beat_that_last_as_long(desk: MarkingDesk) -> None:
    play_slowly(desk, 2)
    fight = desk.hold(Key.Key_1)
    scene = desk.the_scene()
    assert (scene.fields.in_us, scene.fields.out_us) == fight
    assert [(each.from_us, each.to_us) for each in scene.wieldings] == [(None, None)]
    desk.tag.tagging.set_scene_time("out_us")
    desk.catalog.change_scene(scene.id, out_us=desk.times_us[119])
    desk.player.pause()
    play_slowly(desk, desk.times_us.index(fight[0]) + 2)
    use = desk.hold(Key.Key_1)
    beat = desk.hold(Key.Key_2)
    scene = desk.the_scene()
    assert (scene.wieldings[1].from_us, scene.wieldings[1].to_us) == use
    assert [(each.in_us, each.out_us) for each in scene.beats] == [beat]
    assert [(each.label, each.beat_id) for each in scene.terms] == [("strike", scene.beats[0].id)]


def test_a_digit_makes_the_fight_that_is_just_being_marked(desk: MarkingDesk) -> None:
    for number, key in ((10, Key.Key_I), (30, Key.Key_O)):
        desk.go(number)
        desk.tap(key)
    desk.go(20)
    desk.tap(Key.Key_1)
    scene = desk.the_scene()
    assert (scene.fields.in_us, scene.fields.out_us) == (desk.times_us[10], desk.times_us[30])
    assert [(each.weapon, each.from_us) for each in scene.wieldings] == [("flamethrower", desk.times_us[20])]
    desk.go(50)
    desk.tap(Key.Key_1)  # outside it: another fight
    assert len(desk.scenes()) == 2


def test_a_beat_is_marked_by_holding_its_key_and_a_technique_tapped_in_one_is_of_it(desk: MarkingDesk) -> None:
    desk.go(10)
    desk.tap(Key.Key_1)
    desk.go(20)
    desk.tap(Key.Key_B)
    desk.go(22)
    desk.tap(Key.Key_2)
    assert desk.toast == "strike, of the beat here"
    scene = desk.the_scene()
    assert [each.beat_id for each in scene.terms] == [scene.beats[0].id]
    play_slowly(desk, 25)
    beat = desk.hold(Key.Key_B)
    assert [(each.in_us, each.out_us) for each in desk.the_scene().beats][1:] == [beat]
    assert desk.toast.startswith("Beat ")


def test_a_key_that_has_nothing_to_do_says_what_is_missing(desk: MarkingDesk) -> None:
    for key in (Key.Key_D, Key.Key_N, Key.Key_B, Key.Key_C, Key.Key_Delete):
        desk.program.window.toast.say("")
        desk.tap(key)
        assert desk.toast == "No fight is selected. Ctrl+Down selects one; M, held while it lasts, makes one."
    desk.tap(Key.Key_7)
    assert desk.toast.startswith("7 stands for no term yet.")
    desk.go(7)
    desk.tap(Key.Key_M)
    assert desk.toast == "In marked. O where the fight is over, or hold M as long as it lasts."
    assert desk.scenes() == []
    assert desk.tag.tagging.marks.in_us == desk.times_us[7]


def test_digits_mark_fights_from_memory_without_times(open_program: OpenProgram, tmp_path: Path) -> None:
    path = tmp_path / "memory.fights"
    with Catalog.create(path) as catalog:
        catalog.add_film("Ballerina", year=2025)
        skates = catalog.vocabulary.lookup("weapon", "ice skates") or 0
        catalog.edit("Key", describe_concept, skates, hotkey="0")
    program = open_program(path)
    tag = tag_of(program)
    program.window.actions_.run("tag.digit_0")  # by its name: no key to wait for
    assert tag.tagging.scene is not None
    assert tag.tagging.scene.fields.in_us is None
    assert [each.weapon for each in tag.tagging.scene.wieldings] == ["ice skates"]
