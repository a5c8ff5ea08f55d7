"""What is kept in Find: searches with live counts, collections in their own order, ratings, links, what was meant."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.fights import Fight, make_catalog
from donnybrook.catalog import Catalog
from donnybrook.catalog.edits import keeping
from donnybrook.catalog.edits.scenes import trash_scene
from donnybrook.catalog.kept import read_collections, read_saved_queries
from donnybrook.catalog.scene_links import read_link
from donnybrook.desktop.app import Program
from donnybrook.desktop.models.scene_wall import SCENE_ROLE, SceneWall
from donnybrook.desktop.panels.find_facets import FindFacets
from donnybrook.desktop.panels.name_sheet import NameSheet
from donnybrook.desktop.panels.wall import Wall


@pytest.fixture
def program(open_program: OpenProgram, tmp_path: Path) -> Program:
    return open_program(make_catalog(tmp_path / "a.fights"))


def _catalog(program: Program) -> Catalog:
    assert program.desk is not None
    return program.desk.session.catalog


def _found[T: QWidget](program: Program, kind: type[T]) -> T:
    widget = program.window.findChild(kind)
    assert isinstance(widget, kind)
    return widget


def _titles(program: Program) -> list[str]:
    model = _found(program, Wall).model()
    assert isinstance(model, SceneWall)
    return [model.data(model.index_at(place), SCENE_ROLE).title for place in range(len(model.ids))]


def test_a_search_is_kept_under_a_name_and_counted_anew_after_an_edit(program: Program, qtbot: QtBot) -> None:
    program.window.search_box.set_text("flamethrower")
    program.window.actions_.run("find.save")
    sheet = _found(program, NameSheet)
    QTest.keyClicks(sheet.line, "Fire")
    QTest.keyClick(sheet.line, Qt.Key.Key_Return)
    assert [each.name for each in _catalog(program).read(read_saved_queries)] == ["Fire"]
    side = _found(program, FindFacets)
    qtbot.waitUntil(lambda: any((row.label, row.scenes) == ("★ Fire", 2) for row in side.rows))
    program.window.actions_.run("find.delete")
    qtbot.waitUntil(lambda: any((row.label, row.scenes) == ("★ Fire", 1) for row in side.rows))
    program.window.search_box.clear()
    side.query_wanted.emit("flamethrower")
    program.window.actions_.run("find.forget")
    assert not _catalog(program).read(read_saved_queries)


def test_kept_searches_are_counted_again_when_find_is_seen_again(program: Program, qtbot: QtBot) -> None:
    catalog, desk = _catalog(program), program.desk
    assert desk is not None
    desk.session.edit("Keep", keeping.save_query, "Fire", "flamethrower")
    side = _found(program, FindFacets)
    qtbot.waitUntil(lambda: any((row.label, row.scenes) == ("★ Fire", 2) for row in side.rows))
    desk.show_workplace("tag")
    desk.session.edit("Delete", trash_scene, catalog.search("flamethrower").scene_ids[0])
    QTest.qWait(100)
    assert not any(row.label == "★ Fire" and row.scenes is not None for row in side.rows)
    desk.show_workplace("find")
    qtbot.waitUntil(lambda: any((row.label, row.scenes) == ("★ Fire", 1) for row in side.rows))


def test_a_fight_is_rated_by_a_digit_and_the_rating_can_be_searched(program: Program) -> None:
    wall = _found(program, Wall)
    wall.choose_place(1)
    program.window.actions_.run("find.rate_4")
    assert wall.choose_place(1)
    program.window.search_box.set_text("rating:4")
    assert _titles(program) == ["Snow ridge"]
    program.window.actions_.run("find.rate_0")
    assert _titles(program) == []


def test_a_fight_whose_title_holds_braces_is_rated(open_program: OpenProgram, tmp_path: Path) -> None:
    program = open_program(make_catalog(tmp_path / "b.fights", [Fight("The {hit} and {0", "Eve", "sword")]))
    program.window.actions_.run("find.rate_4")
    assert "{hit} and {0" in program.window.toast.text


def test_a_collection_is_shown_in_its_own_order_which_keys_change(program: Program) -> None:
    catalog = _catalog(program)
    newest = catalog.search("").scene_ids
    reel = catalog.edit("Make", keeping.add_collection, "My reel").value
    catalog.edit("Add", keeping.collect, reel, [newest[3], newest[0], newest[2]])
    program.window.search_box.set_text('collection="My reel"')
    assert _titles(program) == ["Flamethrower duel", "Academy sparring", "Hose against fire"]
    wall = _found(program, Wall)
    wall.choose_place(0)
    program.window.actions_.run("find.later")
    assert _titles(program) == ["Academy sparring", "Flamethrower duel", "Hose against fire"]
    assert wall.current_place == 1
    program.window.actions_.run("find.leave_out")
    assert _titles(program) == ["Academy sparring", "Hose against fire"]
    assert [each.scenes for each in catalog.read(read_collections)] == [2]


def test_a_link_leads_to_the_fight(program: Program) -> None:
    _found(program, Wall).choose_place(2)
    program.window.actions_.run("find.copy_link")
    link = read_link(QGuiApplication.clipboard().text())
    assert link.catalog == _catalog(program).path
    program.window.search_box.set_text(link.query)
    assert _titles(program) == ["Hose against fire"]


def test_what_was_meant_is_taken_with_one_key(program: Program) -> None:
    program.window.search_box.set_text("flamethrowr")
    program.window.actions_.run("find.meant")
    assert program.window.search_box.text == "flamethrower"
    assert len(_titles(program)) == 2
