"""Edits that another thread makes: the window goes on, says what is under way, and keeps others from waiting for it."""

import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.long_edits import Long
from desktop.several import Several, enter
from donnybrook.catalog import Catalog, Edited, EntryProblem, SceneDraft
from donnybrook.catalog.edits.bulk import change_scenes
from donnybrook.catalog.edits.scenes import add_scene, change_scene
from donnybrook.desktop.panels.field_editors import TextEditor
from donnybrook.desktop.services import far_edits, undo_steps

_PATIENCE_MS = 15_000


def test_an_edit_that_does_not_wait_is_refused_meanwhile(several: Several, long: Long, qtbot: QtBot) -> None:
    status = several.program.window.status
    assert status.work_words == "Name them all…"
    with pytest.raises(EntryProblem, match="“Name them all” is still under way, so this was not stored"):
        several.desk.session.edit("Other", change_scene, 2, title="Other")
    long.end()
    qtbot.waitUntil(lambda: bool(long.told), timeout=_PATIENCE_MS)
    assert status.work_words == ""
    assert [scene.fields.title for scene in several.scenes] == ["Named", "", "", ""]
    several.desk.session.edit("Other", change_scene, 2, title="Other")


def test_undo_waits_for_whatever_is_under_way_and_then_takes_that_back(
    several: Several, long: Long, qtbot: QtBot
) -> None:
    several.program.window.actions_.run("edit.undo")
    assert not long.told
    long.end()
    qtbot.waitUntil(lambda: several.program.window.toast.text == "Undone: Name them all", timeout=_PATIENCE_MS)
    assert [scene.fields.title for scene in several.scenes] == [""] * 4


def test_what_the_program_itself_stores_waits_and_is_stored_after_it(
    several: Several, long: Long, qtbot: QtBot
) -> None:
    several.desk.session.when_free(lambda: several.desk.session.edit("Other", change_scene, 2, title="Other"))
    long.end()
    qtbot.waitUntil(lambda: several.desk.session.catalog.undo_label == "Other", timeout=_PATIENCE_MS)


def test_a_far_undo_that_finds_nothing_leaves_none_waiting_behind_it(
    several: Several, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo_steps, "_AT_ONCE", 4)
    catalog, run = several.desk.session.catalog, several.program.window.actions_.run
    several.desk.session.edit("Name one", change_scene, 1, title="One")
    several.desk.session.edit("Name all", change_scenes, [1, 2, 3, 4], title="All")
    is_held, undo = threading.Event(), Catalog.undo

    def undo_after_another(there: Catalog, *, only: int | None = None) -> Edited[int] | None:
        is_held.wait(60)
        with Catalog.open(catalog.path) as another_window:
            while another_window.undo() is not None:
                pass
        return undo(there, only=only)

    monkeypatch.setattr(Catalog, "undo", undo_after_another)
    run("edit.undo")
    monkeypatch.setattr(Catalog, "undo", undo)
    run("edit.undo")  # behind the first, which will find that all is taken back
    said = list[str]()
    several.desk._steps.said.connect(lambda words, *_: said.append(words))
    is_held.set()
    qtbot.waitUntil(lambda: len(said) == 2, timeout=_PATIENCE_MS)
    assert said == ["There is nothing left to undo or do again."] * 2


def test_what_is_typed_of_a_fight_meanwhile_is_stored_after_it(several: Several, long: Long, qtbot: QtBot) -> None:
    several.click(0)
    note = several.tag.inspector.editors["note"].control
    assert isinstance(note, TextEditor)
    note.setFocus()
    QTest.keyClicks(note, "Two strikes")
    several.click(1)
    several.click(0)
    long.end()
    qtbot.waitUntil(lambda: several.scenes[0].fields.note == "Two strikes", timeout=_PATIENCE_MS)
    assert several.scenes[0].fields.title == "Named"
    qtbot.waitUntil(lambda: note.toPlainText() == "Two strikes")


def test_what_is_typed_of_several_fights_meanwhile_is_stored_after_it(
    several: Several, long: Long, qtbot: QtBot
) -> None:
    several.tag.scenes.select_all()
    note = several.many.editors["note"].control
    assert isinstance(note, TextEditor)
    note.setFocus()
    QTest.keyClicks(note, "Two strikes")
    several.click(1)
    long.end()
    qtbot.waitUntil(lambda: [each.fields.note for each in several.scenes] == ["Two strikes"] * 4, timeout=_PATIENCE_MS)


def test_what_is_typed_of_a_fight_that_is_taken_away_meanwhile_is_said_not_to_be_stored(
    several: Several, qtbot: QtBot
) -> None:
    added = several.desk.session.edit("Add fight", add_scene, 1, SceneDraft())
    several.tag.open_scene(added)
    long = Long(several.desk, Catalog.undo)
    several.tag.inspector.keep("note", "Two strikes")
    long.end()
    words = "“Change Choreography note of Untitled fight” was not stored: It is not there any more."
    words += " Entered was “Two strikes”."
    qtbot.waitUntil(lambda: several.program.window.problem_words == words, timeout=_PATIENCE_MS)
    long.far.close()


def test_what_is_typed_of_a_fight_meanwhile_is_kept_though_the_window_is_closed(several: Several, long: Long) -> None:
    several.click(1)
    note = several.tag.inspector.editors["note"].control
    assert isinstance(note, TextEditor)
    note.setFocus()
    QTest.keyClicks(note, "Two strikes")
    several.click(2)
    long.end()
    path = several.catalog.path
    several.program.close_catalog()
    with Catalog.open(path) as catalog:
        assert [scene.fields.note for scene in catalog.scenes([1, 2, 3])] == ["", "Two strikes", ""]


def test_what_is_typed_of_very_many_fights_meanwhile_is_kept_though_the_window_is_closed(
    several: Several, long: Long, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(far_edits, "_AT_ONCE", 3)
    several.tag.scenes.select_all()
    note = several.many.editors["note"].control
    assert isinstance(note, TextEditor)
    note.setFocus()
    QTest.keyClicks(note, "Two strikes")
    said = list[str]()
    foot = several.program.window.status
    QTimer.singleShot(0, lambda: said.append(foot.work_words))
    QTimer.singleShot(50, long.end)
    path = several.catalog.path
    several.program.close_catalog()
    assert said == ["Name them all… 1 more waiting"]
    assert foot.work_words == ""
    with Catalog.open(path) as catalog:
        assert [scene.fields.note for scene in catalog.scenes([1, 2, 3, 4])] == ["Two strikes"] * 4


def test_an_undo_comes_after_what_was_entered_before_it(several: Several, long: Long, qtbot: QtBot) -> None:
    several.click(1)
    enter(several.tag.inspector.combatants.add, "Mo")
    several.program.window.actions_.run("edit.undo")
    enter(several.tag.inspector.combatants.add, "Ada")
    long.end()
    qtbot.waitUntil(lambda: several.catalog.undo_label == "Add Ada", timeout=_PATIENCE_MS)
    assert [each.label for each in several.scenes[1].combatants] == ["Eve", "Ada"]


def test_threads_that_wait_for_each_other_leave_the_words_of_what_goes_on_at_the_foot(
    several: Several, qtbot: QtBot
) -> None:
    status, pen = several.program.window.status, several.desk.session.pen
    has_it, may_go = threading.Event(), threading.Event()

    def hold() -> None:
        with pen.held():
            has_it.set()
            may_go.wait(60)

    def follow() -> None:
        with pen.held():
            pass

    threads = [threading.Thread(target=work) for work in (hold, follow)]
    heard: list[int] = []
    pen.waiting_changed.connect(lambda: heard.append(pen.waiting))
    status.show_work("Looking for films…")
    threads[0].start()
    has_it.wait(60)
    threads[1].start()
    qtbot.waitUntil(lambda: bool(heard), timeout=_PATIENCE_MS)
    may_go.set()
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=_PATIENCE_MS)
    for thread in threads:
        thread.join()
    assert status.work_words == "Looking for films…"
