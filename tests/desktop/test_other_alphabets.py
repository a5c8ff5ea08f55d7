"""Keys of other alphabets: Qt has no name for most of them, and a letter is known by its place on the keyboard."""

import sys

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.test_keys import the_sheet
from desktop.test_more_like_this import opened_sheet
from desktop.test_tag_workplace import tag_of
from donnybrook.catalog.edits.films import add_film
from donnybrook.desktop.app import Program
from donnybrook.desktop.held_keys import HeldKeys
from donnybrook.desktop.panels.key_catcher import KeyCatcher
from donnybrook.desktop.panels.palette import Palette
from donnybrook.desktop.panels.term_tree import TermTree
from donnybrook.desktop.pressed_key import pressed_key

ZHE, SOFT_SIGN, EM = 0x0416, 0x042C, 0x041C
_PLACES = {ZHE: 47, SOFT_SIGN: 58, EM: 55}  # as X11 counts them: those of ; and M and V
NONE = Qt.KeyboardModifier.NoModifier


def key_event(kind: QEvent.Type, key: int, with_: Qt.KeyboardModifier = NONE) -> QKeyEvent:
    native = key & 0xFF if sys.platform != "win32" else {ZHE: 0xBA, SOFT_SIGN: 0x4D, EM: 0x56}[key]
    return QKeyEvent(kind, key, with_, _PLACES[key], native, 0, chr(key).lower())


def strike(widget: QWidget, key: int) -> None:
    """Press a key as Qt does: first it is asked whether the widget wants it for itself."""
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, key_event(kind, key))


def test_a_letter_of_another_alphabet_is_the_key_of_its_place() -> None:
    assert pressed_key(key_event(QEvent.Type.KeyPress, SOFT_SIGN)) == Qt.Key.Key_M
    assert pressed_key(key_event(QEvent.Type.KeyPress, ZHE)) == Qt.Key.Key_Semicolon
    unplaced = QKeyEvent(QEvent.Type.KeyPress, ZHE, NONE, "ж")
    assert pressed_key(unplaced) == ZHE
    german = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Odiaeresis, NONE, 47, 0, 0, "ö")
    assert pressed_key(german) == Qt.Key.Key_Odiaeresis  # Latin layouts mean what they write


def test_the_key_of_a_letter_is_caught_by_its_place(qtbot: QtBot) -> None:
    catcher = KeyCatcher("Change", "Press the new key")
    qtbot.addWidget(catcher)
    caught: list[str] = []
    catcher.caught.connect(caught.append)
    catcher.wait()
    strike(catcher, SOFT_SIGN)
    assert caught == ["M"]
    strike(catcher, ZHE)  # not waiting
    assert caught == ["M"]


def test_a_key_held_on_another_layout_is_the_key_of_its_action(qtbot: QtBot) -> None:
    keys = HeldKeys(QObject())
    keys.note_press(key_event(QEvent.Type.ShortcutOverride, SOFT_SIGN))
    assert keys.has_pressed([QKeySequence("M")])
    assert not keys.has_pressed([QKeySequence("B")])
    keys.note_press(key_event(QEvent.Type.ShortcutOverride, SOFT_SIGN, Qt.KeyboardModifier.AltModifier))
    assert keys.has_pressed([QKeySequence("Alt+M")])
    keys.note_release(key_event(QEvent.Type.KeyRelease, SOFT_SIGN))
    assert not keys.has_pressed([QKeySequence("Alt+M")])


def test_a_letter_without_a_name_is_typed_while_words_are_offered(program: Program, qtbot: QtBot) -> None:
    box = program.window.search_box
    line = box.focusProxy()
    assert isinstance(line, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, "flam")
    qtbot.waitUntil(lambda: bool(box.completion.offers))
    strike(line, ZHE)
    assert line.text() == "flamж"


def test_a_letter_without_a_name_is_typed_into_every_line_of_the_window(program: Program) -> None:
    tag = tag_of(program)
    tag.bar.take_focus()
    strike(tag.bar.line, ZHE)
    assert tag.bar.line.text() == "ж"
    program.window.actions_.run("help.palette")
    palette = program.window.findChild(Palette)
    assert palette is not None
    strike(palette._line, ZHE)
    assert palette._line.text() == "ж"
    palette.leave()
    sheet = the_sheet(program)
    strike(sheet.filter, ZHE)
    assert sheet.filter.text() == "ж"


def test_a_sheet_is_worked_by_the_letters_of_another_layout(program: Program, qtbot: QtBot) -> None:
    sheet = opened_sheet(program, "Hose against fire", qtbot)
    first = sheet.scene_id
    strike(sheet.wall, ZHE)  # no key of the sheet
    assert sheet.scene_id == first
    strike(sheet.wall, SOFT_SIGN)
    assert sheet.scene_id != first


def test_an_action_is_found_by_the_place_of_its_letter_where_no_layout_has_it(program: Program) -> None:
    tag, spoilers = tag_of(program), program.window.actions_.qt("view.spoilers")
    tag.focus_film()
    was = spoilers.isChecked()
    strike(tag.view, EM)
    assert spoilers.isChecked() is not was
    strike(tag.view, ZHE)  # no action has ; for its key
    assert spoilers.isChecked() is not was


def test_a_letter_acts_though_a_list_has_the_keyboard_on_any_layout(program: Program) -> None:
    tag, run = tag_of(program), program.window.actions_.run
    assert program.desk is not None
    spoilers = program.window.actions_.qt("view.spoilers")
    program.desk.session.edit("Add film", add_film, "Мост")
    lists = [each for each in tag.findChildren(QAbstractItemView) if each.isVisible()]
    assert len(lists) > 1
    for each in lists:
        each.setFocus()
        current, was = each.currentIndex(), spoilers.isChecked()
        strike(each, EM)
        assert spoilers.isChecked() is not was
        QTest.keyClick(each, Qt.Key.Key_V)
        assert spoilers.isChecked() is was
        assert each.currentIndex() == current
    run("edit.vocabulary")
    tree = program.window.findChild(TermTree)
    assert tree is not None
    tree.setFocus()
    strike(tree, EM)
    assert spoilers.isChecked() is was
