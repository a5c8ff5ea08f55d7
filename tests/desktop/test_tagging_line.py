"""What is typed into the tagging line: half-typed words, the signs after them, what is offered first."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from donnybrook.catalog import Catalog
from donnybrook.catalog.edits.films import add_film
from donnybrook.catalog.edits.scenes import change_scene
from donnybrook.catalog.usage import Usage
from donnybrook.desktop.app import Program
from donnybrook.desktop.models.tagging_words import read_line, suggest
from donnybrook.desktop.panels.elided_label import ElidedLabel
from donnybrook.desktop.panels.entry_line import EntryLine
from donnybrook.desktop.panels.plain import label
from donnybrook.desktop.panels.tag_workplace import TagWorkplace
from donnybrook.desktop.panels.tagging_line import TaggingLine
from donnybrook.desktop.panels.toasts import Toast


@pytest.fixture
def tag(open_program: Callable[[Path | None], Program], tmp_path: Path) -> TagWorkplace:
    path = tmp_path / "mine.fights"
    with Catalog.create(path) as catalog:
        catalog.edit("Add film", add_film, "Fire and Water", year=1999)
    program = open_program(path)
    program.after_first_paint()
    assert program.desk is not None
    program.desk.show_workplace("tag")
    tag = program.window.findChild(TagWorkplace)
    assert tag is not None
    tag.bar.take_focus()
    return tag


@pytest.fixture
def line(tag: TagWorkplace) -> TaggingLine:
    return tag.bar.line


def test_a_sign_takes_what_the_word_before_it_begins(line: TaggingLine, subtests: pytest.Subtests) -> None:
    for typed, written in (
        ("is>kn,", "ice skates! vs knife, "),
        ("sword>", "sword vs "),
        ("fire hose!>", "fire hose! vs "),
        ("bb!>", "baseball bat! vs "),
        ("Eve:fh@", "Eve:fire hose! @"),
        ("Eve:sword@ic#", "Eve:sword@ice rink #"),
        ('Eve:sword#sw"low', 'Eve:sword#sweep "low'),
        ("Ice@village", "Ice@village"),  # a bare phrase may be somebody
        ("Knut: sword", "Knut: sword"),
        ("a > b: sword", "a > b: sword"),
        ("Eve:zorgle,", "Eve:zorgle,"),
        ("sword, fire hose, ", "sword, fire hose, "),  # written out, it is as it is written
        ("Eve:pistol,spear@farm#kick ", "Eve:pistol,spear@farm#kick "),  # also where a longer word begins so
    ):
        with subtests.test(typed=typed):
            line.clear()
            QTest.keyClicks(line, typed)
            assert line.text() == written


def test_escape_keeps_a_half_typed_word_as_it_is(line: TaggingLine) -> None:
    QTest.keyClicks(line, "Eve:is")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    QTest.keyClicks(line, ",")
    assert line.text() == "Eve:is,"


def test_undo_in_the_line_takes_a_suggestion_back(line: TaggingLine) -> None:
    QTest.keyClicks(line, "Eve:fh")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert line.text() == "Eve:fire hose!"
    line.undo()
    assert line.text() == "Eve:fh"


def test_enter_takes_the_last_half_typed_word_before_it_applies_the_line(tag: TagWorkplace, line: TaggingLine) -> None:
    QTest.keyClicks(line, "Eve:sword@ic")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "Eve:sword@ice rink"
    assert tag.tagging.rows == []
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert [row.location for row in tag.tagging.rows] == ["ice rink"]


def test_enter_applies_a_word_that_is_written_out_and_never_a_longer_one(tag: TagWorkplace, line: TaggingLine) -> None:
    QTest.keyClicks(line, "Eve: rifle vs guard: spear")
    assert "speargun!" in [row.insert for row in line.offers]
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert [[use.label for use in row.weapons] for row in tag.tagging.rows] == [["rifle", "spear"]]


def test_no_word_of_the_vocabulary_becomes_another_when_it_is_written_out(tag: TagWorkplace) -> None:
    vocabulary = tag._session.catalog.vocabulary
    changed = []
    for scheme, before in (("weapon", "Eve:"), ("location", "@"), ("technique", "#"), ("camera", "#"), ("theme", "#")):
        for concept in vocabulary.concepts(scheme):
            text = before + concept.label
            _, _, rows = suggest(read_line(text, vocabulary, None), len(text), vocabulary, Usage())
            changed += [(concept.label, row.insert) for row in rows if row.is_begun]
    assert changed == []


def test_what_the_film_uses_is_offered_first_and_before_a_letter_is_typed(tag: TagWorkplace, line: TaggingLine) -> None:
    QTest.keyClicks(line, "Eve: flamethrower vs Mo: katana @village")
    QTest.keyClick(line, Qt.Key.Key_Return)
    tag.tagging.select(None)
    tag.bar.take_focus()
    QTest.keyClicks(line, "Eve:f")
    assert line.offers[0].insert == "flamethrower"
    QTest.keyClick(line, Qt.Key.Key_Tab)
    QTest.keyClicks(line, "@")
    assert [row.insert for row in line.offers] == ["village"]


def test_a_new_thing_is_put_among_those_of_the_house_and_its_use_is_improvised(
    tag: TagWorkplace, line: TaggingLine
) -> None:
    QTest.keyClicks(line, "Eve: teapot")
    assert "Alt+N adds it under household object" in tag.bar.said
    QTest.keyClick(line, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert line.text() == "Eve: teapot!"
    assert "improvised" in tag.bar.said


def test_a_line_that_holds_more_than_is_seen_ends_in_an_ellipsis_until_it_is_typed_in(
    tag: TagWorkplace, qtbot: QtBot
) -> None:
    line = EntryLine("Name", tag.bar._theme)
    qtbot.addWidget(line)
    line.resize(90, 26)
    line.show_text("E" * 30)
    assert not _has_ink_at_the_end(line)  # the dots stand low
    with qtbot.waitExposed(line):
        line.show()
    line.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    line.setCursorPosition(0)
    assert _has_ink_at_the_end(line)


def test_a_sentence_that_is_longer_than_its_place_ends_in_an_ellipsis(qtbot: QtBot) -> None:
    said, other = ElidedLabel("muted"), label("", "muted")
    said.setText("E" * 30)
    for each in (said, other):
        qtbot.addWidget(each)
    for width, dots in ((90, "…"), (900, "")):
        shown = said.fontMetrics().elidedText("E" * 30, Qt.TextElideMode.ElideRight, width)
        assert shown.endswith(dots)
        other.setText(shown)
        said.resize(width, 26)
        other.resize(width, 26)
        assert said.grab().toImage() == other.grab().toImage()
    assert said.text() == "E" * 30


def _has_ink_at_the_end(line: EntryLine) -> bool:
    """Whether the upper half of the last letter's place is painted on."""
    image = line.grab().toImage()
    ground = image.pixelColor(5, 6)
    columns, rows = range(image.width() - 16, image.width() - 8), range(6, image.height() // 2)
    return any(image.pixelColor(x, y) != ground for x in columns for y in rows)


def test_what_the_fight_has_already_is_told_beneath_the_line_and_not_added_again(
    tag: TagWorkplace, line: TaggingLine
) -> None:
    for _ in range(2):
        tag.bar.take_focus()
        QTest.keyClicks(line, "Eve: sword vs Mo @village")
        line.hide_suggestions()
        QTest.keyClick(line, Qt.Key.Key_Return)
    scene = tag.tagging.scene
    assert scene is not None
    assert [use.weapon for use in scene.wieldings] == ["sword"]
    toast = tag.window().findChild(Toast)
    assert toast is not None
    assert toast.text == "All of that is there already: nothing was added"
    tag.bar.take_focus()
    QTest.keyClicks(line, "Eve: sword vs Mo")
    assert tag.bar.said == "Already there: Eve uses a sword against Mo."
    QTest.keyClicks(line, " #overhead")
    assert tag.bar.said == "Eve uses a sword against Mo; overhead shot. Already there: sword by Eve."
    line.hide_suggestions()
    QTest.keyClick(line, Qt.Key.Key_Return)
    scene = tag.tagging.scene
    assert scene is not None
    assert [use.weapon for use in scene.wieldings] == ["sword"]
    assert [term.label for term in scene.terms] == ["overhead shot"]


def test_what_is_told_beneath_the_line_is_of_the_fight_that_is_selected_now(
    tag: TagWorkplace, line: TaggingLine
) -> None:
    ids = list[int]()
    for _ in range(2):
        tag.tagging.new_scene()
        assert tag.tagging.scene is not None
        ids.append(tag.tagging.scene.id)
    for each in ids:
        tag._session.edit("Name it", change_scene, each, title="Duel")
    QTest.keyClicks(line, "Eve: sword vs Mo")
    line.hide_suggestions()
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClicks(line, "Eve: sword vs Mo")
    assert tag.bar.said == "Already there: Eve uses a sword against Mo."
    tag.tagging.select(ids[0])
    assert tag.bar.said == "Eve uses a sword against Mo."


def test_a_line_whose_words_had_room_ends_in_an_ellipsis_once_they_are_larger(tag: TagWorkplace, qtbot: QtBot) -> None:
    lines = EntryLine("One", tag.bar._theme), EntryLine("Other", tag.bar._theme)
    for each in lines:
        qtbot.addWidget(each)
        each.resize(120, 40)
        each.show_text("E" * 8)
    lines[0].grab()  # there is room
    for each in lines:
        each.setStyleSheet("font-size: 30px")
    assert not _has_ink_at_the_end(lines[1])
    assert lines[0].grab().toImage() == lines[1].grab().toImage()
