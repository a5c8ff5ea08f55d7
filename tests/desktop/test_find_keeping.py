"""What is kept in Find: searches with live counts, collections in their own order, ratings, links, what was meant."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
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
from donnybrook.desktop.panels.fight_carrier import FIGHTS
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
    assert any((row.label, row.scenes) == ("★ Fire", 2) for row in side.rows)  # nobody sees it: nothing was done
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


def _reel(program: Program, places: tuple[int, ...]) -> int:
    catalog = _catalog(program)
    newest = catalog.search("").scene_ids
    assert program.desk is not None
    reel = program.desk.session.edit("Make", keeping.add_collection, "My reel")
    program.desk.session.edit("Add", keeping.collect, reel, [newest[place] for place in places])
    program.window.search_box.set_text('collection="My reel"')
    return reel


def _carry(to: QWidget, at: QPoint, scene_ids: tuple[int, ...]) -> bool:
    """Carry fights to a place and put them down there; returns whether they were taken."""
    data = QMimeData()
    data.setData(FIGHTS, QByteArray(",".join(map(str, scene_ids)).encode()))
    about = (QPointF(at), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    events = QDragEnterEvent(*about), QDragMoveEvent(*about), QDropEvent(*about)
    for event in events:
        QApplication.sendEvent(to, event)
        if not event.isAccepted():
            QApplication.sendEvent(to, QDragLeaveEvent())
            return False
    return True


def test_fights_are_put_elsewhere_in_a_collection_with_the_mouse_as_one_edit(program: Program) -> None:
    _reel(program, (4, 3, 2, 1))
    wall = _found(program, Wall)
    before = _titles(program)
    scene_ids = wall.model().ids  # type: ignore[attr-defined]
    cards = [wall.visualRect(wall.model().index_at(place)) for place in range(4)]  # type: ignore[attr-defined]
    right_of_third = QPoint(cards[2].right() - 10, cards[2].center().y())
    assert _carry(wall.viewport(), right_of_third, scene_ids[:2])
    assert _titles(program) == [before[2], before[0], before[1], before[3]]
    left_of_first = QPoint(cards[0].left() + 10, cards[0].center().y())
    assert _carry(wall.viewport(), left_of_first, scene_ids[3:])
    assert _titles(program) == [before[3], before[2], before[0], before[1]]
    assert program.window.toast.take_back()
    program.window.actions_.run("edit.undo")
    assert _titles(program) == before


def test_a_wall_that_nobody_ordered_takes_no_fights_but_a_collection_at_the_left_does(
    program: Program, qtbot: QtBot
) -> None:
    _reel(program, (0,))
    program.window.search_box.set_text("")
    wall, side = _found(program, Wall), _found(program, FindFacets)
    scene_ids = _catalog(program).search("").scene_ids
    assert not _carry(wall.viewport(), QPoint(50, 50), scene_ids[1:3])
    qtbot.waitUntil(lambda: any(row.label == "My reel" for row in side.rows))
    at = side.visualRect(_line(side, "My reel")).center()
    assert _carry(side.viewport(), at, scene_ids[1:3])
    assert "2 fights put into “My reel”" in program.window.toast.text
    at = side.visualRect(_line(side, "My reel")).center()
    assert _carry(side.viewport(), at, scene_ids[1:2])
    assert program.window.toast.text == "In “My reel” already: 1 fight"
    assert not _carry(side.viewport(), side.visualRect(_line(side, "Weapons")).center(), scene_ids[1:3])
    assert [each.scenes for each in _catalog(program).read(read_collections)] == [3]


def _line(side: FindFacets, label: str) -> QModelIndex:
    place = next(at for at, row in enumerate(side.rows) if row.label == label)
    index = side.model().index(place, 0)
    side.scrollTo(index)
    return index


def test_a_collection_is_renamed_in_its_place_and_the_wall_goes_with_it(program: Program, qtbot: QtBot) -> None:
    _reel(program, (2, 1))
    _rename(_found(program, FindFacets), "My reel", "Best of", qtbot)
    qtbot.waitUntil(lambda: program.window.search_box.text == 'collection="Best of"')
    assert len(_titles(program)) == 2
    program.window.actions_.run("edit.undo")
    assert program.window.search_box.text == 'collection="My reel"'
    assert len(_titles(program)) == 2


def test_another_name_asks_for_nothing(program: Program, qtbot: QtBot) -> None:
    _reel(program, (2, 1))
    program.window.search_box.clear()
    side = _found(program, FindFacets)
    _rename(side, "My reel", "Best of", qtbot)
    qtbot.waitUntil(lambda: any(row.label == "Best of" for row in side.rows))
    assert program.window.search_box.text == ""


def _rename(side: FindFacets, name: str, new: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: any(row.label == name for row in side.rows))
    side.setFocus()
    side.setCurrentIndex(_line(side, name))
    QTest.keyClick(side, Qt.Key.Key_F2)
    line = side.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, new)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_what_is_kept_is_deleted_with_a_key_and_comes_back(program: Program, qtbot: QtBot) -> None:
    _reel(program, (2, 1))
    assert program.desk is not None
    program.desk.session.edit("Keep", keeping.save_query, "Fire", "flamethrower")
    side = _found(program, FindFacets)
    for label in ("My reel", "★ Fire"):
        qtbot.waitUntil(lambda label=label: any(row.label == label for row in side.rows))  # type: ignore[misc]
        side.setFocus()
        side.setCurrentIndex(_line(side, label))
        QTest.keyClick(side, Qt.Key.Key_Delete)
    assert not _catalog(program).read(read_collections)
    assert not _catalog(program).read(read_saved_queries)
    assert program.window.search_box.text == ""
    assert len(_titles(program)) == 5
    for _ in range(2):
        program.window.actions_.run("edit.undo")
    assert [each.scenes for each in _catalog(program).read(read_collections)] == [2]


def test_what_is_folded_at_the_left_stays_so(open_program: OpenProgram, tmp_path: Path, qtbot: QtBot) -> None:
    path = make_catalog(tmp_path / "b.fights")
    program = open_program(path)
    side = _found(program, FindFacets)
    qtbot.waitUntil(lambda: any(row.label == "People" for row in side.rows))
    side.setFocus()
    side.setCurrentIndex(_line(side, "People"))
    QTest.keyClick(side, Qt.Key.Key_Left)
    assert not any(row.label == "Eve Macarro" for row in side.rows)
    program.close_catalog()
    program.open(path)
    again = next(each for each in program.window.findChildren(FindFacets) if each is not side)
    qtbot.waitUntil(lambda: any(row.label == "People" for row in again.rows))
    assert not any(row.label == "Eve Macarro" for row in again.rows)
    assert any(row.label == "Weapons" and row.fold == "open" for row in again.rows)


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
