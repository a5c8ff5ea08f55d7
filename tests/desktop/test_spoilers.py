"""Spoiler-safe mode: nothing that gives a film away is to be seen in Find until the film counts as seen."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.fights import HANDFUL, make_catalog
from donnybrook.catalog import Catalog
from donnybrook.catalog.edits.bulk import change_scenes
from donnybrook.catalog.edits.scenes import change_scene
from donnybrook.desktop.app import Program
from donnybrook.desktop.models.scene_wall import SceneWall
from donnybrook.desktop.panels.find_detail import FindDetail
from donnybrook.desktop.panels.group_list import GroupList
from donnybrook.desktop.panels.history_sheet import HistorySheet
from donnybrook.desktop.panels.hit_views import HitViews
from donnybrook.desktop.panels.many_inspector import ManyInspector
from donnybrook.desktop.panels.sentences import SentenceView
from donnybrook.desktop.panels.trash_sheet import TrashSheet
from donnybrook.desktop.panels.wall import Wall
from donnybrook.desktop.services.picture_shapes import blurred
from donnybrook.desktop.services.spoilers import Spoilers
from donnybrook.desktop.services.thumbnails import veiled

_TITLE, _NOTE, _ENDING = "Snow ridge", "Two strikes.", "keeps it"


@pytest.fixture
def snow(program: Program) -> Program:
    """Return the window on one fight that has a title, a note, and an end for each weapon."""
    program.window.search_box.set_text("spear")
    return program


def _found[T: QWidget](program: Program, kind: type[T]) -> T:
    widget = program.window.findChild(kind)
    assert isinstance(widget, kind)
    return widget


def _all_words(program: Program) -> str:
    """Return all that can be read in Find, also by a screen reader."""
    assert program.desk is not None
    find = program.desk.find
    wall = find.findChild(Wall)
    assert isinstance(wall, Wall)
    model = wall.model()
    assert isinstance(model, SceneWall)
    said = [str(model.data(model.index_at(place))) for place in range(len(model.ids))]
    views = find.findChild(HitViews)
    assert isinstance(views, HitViews)
    table = views.table
    if table is not None:
        cells = table.model()
        said += [
            str(cells.data(cells.index(row, column)))
            for row in range(cells.rowCount())
            for column in range(cells.columnCount())
        ]
    detail = find.findChild(FindDetail)
    assert isinstance(detail, FindDetail)
    said += [label.text() for label in detail.findChildren(QLabel) if label.isVisible()]
    said += [view.accessibleName() for view in detail.findChildren(SentenceView) if view.isVisible()]
    return "\n".join([*said, program.window.toast.text])


@pytest.mark.parametrize("view", ["wall", "table"])
def test_title_note_and_ending_are_hidden_until_the_film_is_seen(snow: Program, view: str) -> None:
    snow.window.actions_.run(f"find.{view}")
    for each in (_TITLE, _NOTE, _ENDING):
        assert each in _all_words(snow)
    snow.window.focusWidget().clearFocus()
    QTest.keyClick(snow.window, Qt.Key.Key_V)
    for each in (_TITLE, _NOTE, _ENDING):
        assert each not in _all_words(snow)
    assert "staff" in _all_words(snow), "what is fought with is what one searches for"
    snow.window.actions_.run("find.rate_4")
    snow.window.actions_.run("find.delete")
    assert _TITLE not in _all_words(snow)
    assert snow.window.toast.take_back()
    QTest.keyClick(snow.window, Qt.Key.Key_W)
    assert "“Ballerina” is marked as seen" in snow.window.toast.text
    for each in (_TITLE, _NOTE, _ENDING):
        assert each in _all_words(snow)


def test_a_film_is_not_seen_any_more_by_the_toast_s_way_back(snow: Program) -> None:
    snow.window.actions_.run("view.spoilers")
    snow.window.actions_.run("edit.seen")
    assert _TITLE in _all_words(snow)
    assert snow.window.toast.take_back()
    assert _TITLE not in _all_words(snow)


def test_what_was_seen_is_the_person_s_and_no_edit_of_the_catalog(
    open_program: OpenProgram, tmp_path: Path, program: Program
) -> None:
    program.window.actions_.run("view.spoilers")
    program.window.actions_.run("edit.seen")
    assert program.desk is not None
    path = program.desk.session.catalog.path
    program.close_catalog()
    with Catalog.open(path) as catalog:
        assert catalog.undo_label == "Add fight"
    other = make_catalog(tmp_path / "other.fights", HANDFUL[:4])  # of other fights, so that it is no copy
    program.open(other)
    assert _TITLE not in _all_words(program), "another film of the same title is another film"
    program.open(path)
    assert _TITLE in _all_words(program)
    assert program.window.actions_.qt("view.spoilers").isChecked()


def test_the_film_s_row_says_that_it_was_seen_and_takes_the_mark(program: Program, qtbot: QtBot) -> None:
    program.window.actions_.run("find.films")
    groups = program.window.findChild(GroupList)
    assert isinstance(groups, GroupList)
    qtbot.waitUntil(lambda: groups.current_row is not None)
    assert [row.is_seen for row in groups.rows] == [False]
    program.window.actions_.run("edit.seen")
    assert [row.is_seen for row in groups.rows] == [True]
    assert "seen" in groups.rows[0].words


def test_tag_marks_the_film_on_the_desk(program: Program) -> None:
    program.after_first_paint()
    program.window.actions_.run("view.tag")
    program.window.actions_.run("view.find")
    program.window.search_box.set_text("zzz")  # no hit, whose film could be meant
    program.window.actions_.run("edit.seen")
    assert program.window.toast.text == "Choose a fight or a film first."
    program.window.actions_.run("view.tag")
    program.window.actions_.run("edit.seen")
    assert "“Ballerina” is marked as seen" in program.window.toast.text


def test_covers_of_films_not_seen_are_asked_for_as_blurs(snow: Program) -> None:
    assert snow.desk is not None
    spoilers = snow.desk.findChild(Spoilers)
    assert isinstance(spoilers, Spoilers)
    catalog = snow.desk.session.catalog
    ids = catalog.search("").scene_ids
    covers = {row.id: row.cover for row in catalog.scene_rows(ids)}
    snow.window.actions_.run("view.spoilers")
    assert [row.cover for row in spoilers.rows(ids)] == [cover and veiled(cover) for cover in covers.values()]
    assert all(row.title == "" for row in spoilers.rows(ids))


def test_a_blur_has_the_colours_and_none_of_the_edges() -> None:
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(0xFF202020)
    painter = QPainter(image)
    for left in range(0, 320, 8):
        painter.fillRect(left, 0, 4, 180, 0xFFE0E0E0)
    painter.end()
    assert _largest_step(image) > 150
    assert _largest_step(blurred(image)) < 20
    assert not blurred(QImage()).width()


def _largest_step(image: QImage) -> int:
    row = [image.pixelColor(x, image.height() // 2).lightness() for x in range(image.width())]
    return max(abs(one - other) for one, other in pairwise(row))


def test_the_history_of_a_hidden_fight_says_who_and_when_and_not_what(program: Program) -> None:
    desk = program.desk
    assert desk is not None
    wall = _found(program, Wall)
    program.window.actions_.run("edit.history")
    sheet = _found(program, HistorySheet)
    before = _told(sheet)
    sheet.leave()
    program.window.actions_.run("view.spoilers")
    desk.session.edit("Say more", change_scene, wall.current_scene or 0, note="The end of it")
    program.window.actions_.run("edit.history")
    told = _told(sheet)
    assert told != before
    assert "The end of it" not in told
    assert "1 value entered or changed" in told
    assert not any(line.past for line in sheet._lines)
    assert not sheet._bring.isEnabled()


def test_the_trash_hides_the_titles_of_films_not_seen(program: Program) -> None:
    desk = program.desk
    assert desk is not None
    title = desk.session.catalog.scene(_found(program, Wall).current_scene or 0).fields.title
    assert title
    program.window.actions_.run("find.delete")
    program.window.actions_.run("edit.trash")
    sheet = _found(program, TrashSheet)
    assert [row.title for row in sheet._rows] == [title]
    program.window.actions_.run("view.spoilers")
    assert [row.title for row in sheet._rows] == [""]
    program.window.actions_.run("view.spoilers")
    assert [row.title for row in sheet._rows] == [title]


def test_several_fights_of_which_one_is_hidden_show_no_title_and_no_note(program: Program, qtbot: QtBot) -> None:
    desk = program.desk
    assert desk is not None
    ids = desk.session.catalog.search("").scene_ids
    desk.session.edit("Same", change_scenes, ids, note="All die", title="The last stand")
    program.window.actions_.run("find.select_all")
    many = _found(program, ManyInspector)

    def shown(name: str) -> str:
        control = many.editors[name].control
        if isinstance(control, QLineEdit):
            return control.text()
        assert isinstance(control, QPlainTextEdit)
        return control.toPlainText()

    qtbot.waitUntil(lambda: shown("note") == "All die")
    program.window.actions_.run("view.spoilers")
    qtbot.waitUntil(lambda: shown("note") == shown("title") == "")
    assert [each.fields.note for each in desk.session.catalog.scenes(ids)] == ["All die"] * len(ids)
    program.window.actions_.run("view.spoilers")
    qtbot.waitUntil(lambda: shown("title") == "The last stand")


def _told(sheet: HistorySheet) -> str:
    return " ".join(f"{line.row.title} {line.row.detail}" for line in sheet._lines)
