"""Keys: seen, found, changed, taken from another action, reset; and actions found by other words for them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.fights import make_catalog
from desktop.test_tag_workplace import press, tag_of
from donnybrook.desktop.actions import ACTIONS
from donnybrook.desktop.app import Program
from donnybrook.desktop.models.action_finding import OTHER_WORDS, rank
from donnybrook.desktop.panels.action_key import KeyCap
from donnybrook.desktop.panels.keys_sheet import KeysSheet
from donnybrook.desktop.panels.palette import Palette

Key = Qt.Key


def the_sheet(program: Program) -> KeysSheet:
    program.window.actions_.run("help.keys")
    sheet = program.window.findChild(KeysSheet)
    assert sheet is not None
    return sheet


def catch(sheet: KeysSheet, action_id: str, key: Qt.Key, text: str, with_: Qt.KeyboardModifier) -> None:
    sheet.filter.clear()
    sheet.choose(action_id)
    sheet.list.setFocus()
    press(Key.Key_Return)
    assert sheet.catcher.waits
    QApplication.sendEvent(sheet.catcher, QKeyEvent(QEvent.Type.KeyPress, key, with_, text))


def hints(program: Program) -> list[str]:
    return [label.text() for label in program.window.status.findChildren(QLabel) if label.isVisible()]


def test_a_key_is_changed_everywhere_and_remembered(
    program: Program, open_program: OpenProgram, tmp_path: Path, qtbot: QtBot
) -> None:
    tag_of(program)
    actions, plain = program.window.actions_, Qt.KeyboardModifier.NoModifier
    qtbot.waitUntil(lambda: "I O" in hints(program))
    sheet = the_sheet(program)
    catch(sheet, "tag.in", Key.Key_F9, "", plain)
    assert sheet.said == "“Mark in” has the key F9 now."
    assert actions.qt("tag.in").shortcut().toString() == "F9"
    qtbot.waitUntil(lambda: "F9 O" in hints(program))
    sheet.leave()
    other = open_program(make_catalog(tmp_path / "other.fights"))
    assert other.window.actions_.key_of("tag.in") == "F9"
    sheet = the_sheet(other)
    catch(sheet, "tag.in", Key.Key_Escape, "", plain)
    assert other.window.actions_.key_of("tag.in") == "F9"
    sheet.reset.click()
    assert sheet.said == "“Mark in” has the key I again."
    assert other.window.actions_.qt("tag.in").shortcut().toString() == "I"


def test_what_names_a_key_follows_it(program: Program) -> None:
    tag, book = tag_of(program), program.window.actions_.book
    book.give("edit.history", "F9")
    book.give("tag.line", "F10")
    book.give("edit.film", "Ctrl+I")
    names = {button.accessibleName() for button in program.window.findChildren(QToolButton)}
    assert {"History (F9)", "Film details (Ctrl+I)"} <= names
    assert "F10" in [cap.text() for cap in tag.bar.findChildren(KeyCap)]


def test_a_key_of_another_action_is_named_and_taken_at_a_second_word(program: Program) -> None:
    tag_of(program)
    actions, sheet = program.window.actions_, the_sheet(program)
    catch(sheet, "tag.in", Key.Key_O, "o", Qt.KeyboardModifier.NoModifier)
    assert sheet.said == "O is the key of “Mark out”. Take it from there, or press another key."
    assert actions.key_of("tag.in") == "I"
    press(Key.Key_Return)
    assert sheet.said == "“Mark in” has the key O now. “Mark out” has no key now."
    assert actions.qt("tag.out").shortcuts() == []
    catch(sheet, "tag.out", Key.Key_Question, "?", Qt.KeyboardModifier.ShiftModifier)
    assert sheet.said.startswith("? is the key of “Keys”.")
    sheet.no_key.click()
    sheet.reset_all.click()
    assert [actions.key_of(name) for name in ("tag.in", "tag.out", "help.keys")] == ["I", "O", "F1"]


def test_a_key_of_the_other_workplace_is_free_here(program: Program) -> None:
    tag_of(program)
    book = program.window.actions_.book
    assert book.owner("T", beside="tag.in") is None
    owner = book.owner("Ctrl+K", beside="tag.in")
    assert owner is not None
    assert owner.id == "help.palette"


def test_a_changed_key_marks_and_the_old_one_does_not(program: Program) -> None:
    tag = tag_of(program)
    program.window.actions_.book.give("tag.new_scene", "F9")
    assert tag.tagging.film is not None
    before = len(tag.tagging.rows)
    press(Key.Key_Return)
    assert len(tag.tagging.rows) == before
    press(Key.Key_F9)
    assert len(tag.tagging.rows) == before + 1


def test_the_keys_open_with_a_question_mark_and_are_found_by_a_key(program: Program) -> None:
    tag_of(program)
    press(Key.Key_Question)
    sheet = program.window.findChild(KeysSheet)
    assert sheet is not None
    assert sheet.isVisible()
    sheet.filter.setText("shift+i")
    assert [row.title for row in sheet.list.rows][:1] == ["Mark in, 3 s back"]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("shortcuts", "help.keys"),
        ("exit", "app.quit"),
        ("slow motion", "tag.slower"),
        ("join", "tag.merge_next"),
        ("clone", "tag.duplicate"),
        ("thumbnail", "tag.cover"),
        ("vocabluary", "edit.vocabulary"),
        ("Ctrl+K", "help.palette"),
        ("mark i", "tag.in"),
    ],
)
def test_an_action_is_found_by_other_words_near_words_and_its_key(typed: str, wanted: str) -> None:
    ranked = [(found, row.id) for row in ACTIONS if (found := rank(row, typed, row.keys)) is not None]
    assert wanted in [name for found, name in ranked if found == min(ranked)[0]]


def test_other_words_are_of_actions_that_there_are() -> None:
    assert set(OTHER_WORDS) <= {row.id for row in ACTIONS}


def test_words_nearly_right_are_offered_only_where_none_is_right(program: Program) -> None:
    tag_of(program)
    program.window.actions_.run("help.palette")
    palette = program.window.findChild(Palette)
    assert palette is not None
    QTest.keyClicks(palette._line, "light")
    names = [palette._list.item(place).text() for place in range(palette._list.count())]
    assert names[0] == "Appearance: light"
    assert not [name for name in names if name == "Tag line"]  # whose help speaks of a fight
    palette._line.setText("ligth")
    assert palette._list.count() > 0
