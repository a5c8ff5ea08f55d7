"""The hits as a table, by film and by place; many of them; in any order."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.fights import HANDFUL, Fight, add_fights, make_catalog
from donnybrook.catalog import Catalog, SceneDraft, SceneFields, Transaction
from donnybrook.catalog.edits.scenes import add_scene, trash_scene
from donnybrook.desktop.app import Program
from donnybrook.desktop.models.hit_groups import GroupRow, HitGroups
from donnybrook.desktop.models.scene_table import SceneTable
from donnybrook.desktop.models.scene_wall import SCENE_ROLE, SceneWall
from donnybrook.desktop.models.table_columns import COLUMNS, Hit, next_order
from donnybrook.desktop.panels.group_list import GroupList
from donnybrook.desktop.panels.hit_table import HitTable
from donnybrook.desktop.panels.hit_views import HitViews
from donnybrook.desktop.panels.search_box import _ProblemLine
from donnybrook.desktop.panels.wall import Wall
from donnybrook.desktop.services.hit_search import FIRST, HitSearch
from donnybrook.desktop.settings import Settings

_MANY = FIRST + 300
_PAGE_BYTES = 4096
_ROWS = 13  # how a page of SQLite's begins that holds rows of a table


@pytest.fixture
def two_films(tmp_path: Path) -> Path:
    path = make_catalog(tmp_path / "two.fights")
    with Catalog.open(path) as catalog:
        sintel = catalog.add_film("Sintel", year=2010).value
        add_fights(catalog, sintel, [Fight("On the ridge", "Sintel", "staff", place="mountain")])
    return path


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Return a catalog of more fights than are read before anything is shown; their titles are in no order."""
    path = make_catalog(tmp_path / "many.fights", HANDFUL[:1])
    with Catalog.open(path) as catalog:
        catalog.edit("Add many", _add_many)
    return path


def _add_many(tx: Transaction) -> None:
    film_id = int(str(tx.value("SELECT id FROM film")))
    for number in range(_MANY - 1):
        title = f"Fight {number * 7919 % 10_007:05}"
        add_scene(tx, film_id, SceneDraft(fields=SceneFields(title=title, in_us=number * 1_000_000)))


def _views(program: Program) -> HitViews:
    views = program.window.findChild(HitViews)
    assert isinstance(views, HitViews)
    return views


def _table(program: Program) -> HitTable:
    program.window.actions_.run("find.table")
    table = _views(program).table
    assert table is not None
    return table


def _texts(table: HitTable, name: str) -> list[str]:
    column = next(place for place, each in enumerate(COLUMNS) if each.name == name)
    model = table.model()
    return [str(model.data(model.index(row, column))) for row in range(model.rowCount())]


def _groups(program: Program) -> GroupList:
    found = program.window.findChild(GroupList)
    assert isinstance(found, GroupList)
    return found


def _rows(program: Program) -> list[str]:
    model = _groups(program).model()
    assert isinstance(model, HitGroups)
    return [f"{'  ' * row.depth}{row.label}: {row.detail}" for row in model.rows]


def test_a_key_shows_the_hits_as_a_table_and_the_choice_goes_along(program: Program) -> None:
    wall = program.window.findChild(Wall)
    assert isinstance(wall, Wall)
    wall.setFocus()
    wall.choose_place(2)
    QTest.keyClick(program.window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    table = _views(program).table
    assert table is not None
    assert table.isVisible()
    assert _texts(table, "title")[2] == "Hose against fire"
    assert _texts(table, "weapons")[2] == "fire hose ✱, flamethrower"
    assert table.current_place == 2
    table.choose_place(4)
    QTest.keyClick(program.window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert wall.isVisible()
    assert wall.current_place == 4


def test_the_table_passes_qts_own_model_test(program: Program, qtmodeltester: object) -> None:
    qtmodeltester.check(_table(program).model(), force_py=True)  # type: ignore[attr-defined]


def test_typing_narrows_the_table(program: Program) -> None:
    table = _table(program)
    program.window.search_box.set_text("flamethrower")
    assert _texts(table, "title") == ["Hose against fire", "Flamethrower duel"]


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_every_column_is_sorted_by_what_stands_in_it(tmp_path: Path, column: object) -> None:
    path = make_catalog(tmp_path / "a.fights")
    with Catalog.open(path) as catalog:
        first, second, *_ = catalog.search("", order="oldest").scene_ids
        catalog.change_scene(first, rating="2", interior="interior", time_of_day="night", layer="b", status="done")
        catalog.change_scene(second, rating="5", interior="exterior", time_of_day="day", layer="a", note="Zeal")
        catalog.change_scene(second, certainty="uncertain", in_us=1_000_000, out_us=9_000_000)
        shown = next(each for each in COLUMNS if each == column)
        ids = catalog.search("", order=shown.order).scene_ids
        rows = {row.id: row for row in catalog.scene_rows(ids)}
        texts = [shown.text(Hit(each.id, rows[each.id], each)) for each in catalog.scenes(ids)]
        assert ids == tuple(catalog.questions.all_ids("", shown.order))
        backwards = catalog.questions.all_ids("", f"-{shown.order}")
    known = [text for text in texts if text]
    assert texts == known + [""] * (len(texts) - len(known)), "what is not known comes last"
    assert len(set(backwards)) == len(ids)
    if shown.name not in _BY_THEIR_PLACE:
        firsts = [text.split(", ")[0].removesuffix(" ✱").casefold() for text in known]
        assert firsts == sorted(firsts)


_BY_THEIR_PLACE = ("status", "certainty")  # in the order of their closed lists


def test_a_click_on_a_head_sorts_all_hits_not_only_those_that_are_read(
    open_program: OpenProgram, qtbot: QtBot, many: Path
) -> None:
    program = open_program(many)
    table = _table(program)
    qtbot.waitUntil(lambda: table.scene_count == _MANY)
    head = table.horizontalHeader()
    for descending in (False, True):
        at = head.sectionViewportPosition(0) + 20
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at, 10))
        qtbot.waitUntil(lambda: table.scene_count == _MANY)
        titles = _texts(table, "title")
        assert titles == sorted(titles, reverse=descending)
        assert table.current_place == 0


def test_a_third_click_shows_the_newest_first_again() -> None:
    title = COLUMNS[0]
    orders = ["newest"]
    for _ in range(3):
        orders.append(next_order(title, orders[-1]))
    assert orders == ["newest", "title", "-title", "newest"]
    added = COLUMNS[-1]
    assert next_order(added, "newest") == "oldest"
    assert next_order(added, "oldest") == "-oldest"


def test_columns_are_chosen_and_remembered(open_program: OpenProgram, tmp_path: Path) -> None:
    path = make_catalog(tmp_path / "a.fights")
    program = open_program(path)
    note = next(place for place, each in enumerate(COLUMNS) if each.name == "note")
    table = _table(program)
    assert table.isColumnHidden(note)
    table.show_column(note, shown=True)
    table.setColumnWidth(note, 333)
    program.open(path)
    table = _views(program).table or table
    assert _views(program).view == "table", "so is the view"
    assert not table.isColumnHidden(note)
    assert table.columnWidth(note) == 333


def test_the_first_hits_are_there_at_once_and_all_when_they_are_wanted(
    qapp: QApplication, tmp_path: Path, many: Path
) -> None:
    with Catalog.open(many) as catalog:
        search = HitSearch(catalog, Settings(tmp_path / "settings.ini"))
        search.search("")
        assert len(search.ids) == FIRST
        assert list(search.all_hits()) == list(catalog.search("").scene_ids)
        search.put_in_order("title")
        assert len(search.ids) == FIRST, "in no order yet"
        assert list(search.all_hits()) == list(catalog.search("", order="title").scene_ids)
        search.let_go()


def test_more_hits_than_a_screen_holds_come_after_the_first(
    open_program: OpenProgram, qtbot: QtBot, many: Path
) -> None:
    program = open_program(many)
    views = _views(program)
    views.choose_place(7)
    chosen = views.current_scene
    qtbot.waitUntil(lambda: views.scene_count == _MANY)
    assert views.current_scene == chosen
    assert views.current_place == 7
    assert program.desk is not None
    assert list(views.ids) == list(program.desk.session.catalog.search("").scene_ids)


def _write(path: Path, at: int, content: bytes) -> None:
    """Write into a catalog that is open here: from another process, since closing a file drops SQLite's locks on it."""
    write = "import sys; f = open(sys.argv[1], 'r+b'); f.seek(int(sys.argv[2])); f.write(bytes.fromhex(sys.argv[3]))"
    subprocess.run([sys.executable, "-c", write, str(path), str(at), content.hex()], check=True)


def test_hits_that_can_not_be_read_anew_after_an_edit_are_told_and_read_with_the_next(
    open_program: OpenProgram, qtbot: QtBot, many: Path
) -> None:
    whole = many.read_bytes()
    program = open_program(many)
    assert program.desk is not None
    views, session = _views(program), program.desk.session
    (line,) = program.window.findChildren(_ProblemLine)
    qtbot.waitUntil(lambda: views.scene_count == _MANY)
    pages = range(0, len(whole), _PAGE_BYTES)
    at = next(at for at in pages if whole[at] == _ROWS and b"Fight 07919" in whole[at : at + _PAGE_BYTES])  # an old one
    _write(many, at, bytes(64))
    session.edit("Delete fight", trash_scene, _MANY)
    qtbot.waitUntil(line.isVisible)
    assert "Not all of the fights could be read." in line.findChildren(QLabel)[0].text()
    assert views.scene_count == _MANY, "what there was stays"
    _write(many, at, whole[at : at + 64])
    session.edit("Delete fight", trash_scene, _MANY - 1)
    qtbot.waitUntil(lambda: views.scene_count == _MANY - 2)
    assert not line.isVisible()


def test_hits_that_could_not_be_read_are_asked_for_anew(qtbot: QtBot, tmp_path: Path, many: Path) -> None:
    with Catalog.open(many) as catalog:
        search = HitSearch(catalog, Settings(tmp_path / "settings.ini"))
        search.search("")
        away = many.rename(tmp_path / "away.fights")
        with qtbot.waitSignal(search.unread):
            search.ask_for_all()
        assert not search.is_complete
        away.rename(many)
        with qtbot.waitSignal(search.completed):
            search.ask_for_all()
        assert len(search.ids) == _MANY
        search.let_go()


def test_nothing_is_read_while_the_wall_flies_past(open_program: OpenProgram, qtbot: QtBot, many: Path) -> None:
    program = open_program(many)
    views = _views(program)
    qtbot.waitUntil(lambda: views.scene_count == _MANY)
    wall = program.window.findChild(Wall)
    assert isinstance(wall, Wall)
    model, bar = wall.model(), wall.verticalScrollBar()
    assert isinstance(model, SceneWall)
    qtbot.waitUntil(lambda: bar.maximum() > 3 * wall.viewport().height())  # it is laid out a little after the hits come
    # Qt tells of the card under the pointer before the wall knows that it flies.
    QCursor.setPos(wall.viewport().mapToGlobal(wall.viewport().rect().center()))
    last = model.index_at(_MANY - 1)
    bar.setValue(bar.singleStep())
    assert not model.is_hurried, "a step of the wheel is no flight"
    bar.setValue(bar.maximum())
    assert model.data(last, SCENE_ROLE) is None
    qtbot.waitUntil(lambda: model.data(last, SCENE_ROLE) is not None)


def test_after_an_edit_far_down_one_is_still_there(open_program: OpenProgram, qtbot: QtBot, many: Path) -> None:
    program = open_program(many)
    views = _views(program)
    qtbot.waitUntil(lambda: views.scene_count == _MANY)
    views.choose_place(_MANY - 20)
    chosen, desk = views.current_scene, program.desk
    assert desk is not None
    gone = views.ids[3]
    desk.session.edit("Delete fight", trash_scene, gone)
    qtbot.waitUntil(lambda: views.scene_count == _MANY - 1)
    assert views.current_scene == chosen
    assert views.current_place == _MANY - 21


def test_hits_by_film_are_counted_and_a_press_narrows_the_search(
    open_program: OpenProgram, qtbot: QtBot, two_films: Path
) -> None:
    program = open_program(two_films)
    program.window.actions_.run("find.films")
    qtbot.waitUntil(lambda: bool(_rows(program)))
    assert _rows(program) == ["Ballerina: 2025 · 5 fights", "Sintel: 2010 · 1 fight"]
    program.window.search_box.set_text("staff")
    qtbot.waitUntil(lambda: _rows(program) == ["Ballerina: 2025 · 1 fight", "Sintel: 2010 · 1 fight"])
    groups = _groups(program)
    groups.setFocus()
    QTest.keyClick(groups, Qt.Key.Key_Down)
    QTest.keyClick(groups, Qt.Key.Key_Return)
    assert program.window.search_box.text == "film=Sintel staff"
    assert _views(program).isVisible()
    assert _views(program).scene_count == 1


def test_places_stand_in_their_tree_with_all_under_them(
    open_program: OpenProgram, qtbot: QtBot, two_films: Path
) -> None:
    program = open_program(two_films)
    program.window.actions_.run("find.places")
    qtbot.waitUntil(lambda: bool(_rows(program)))
    with Catalog.open(two_films) as catalog:
        for row in _rows(program):
            label, _, count = row.strip().partition(": ")
            found = catalog.search(f'at:"{label}"')
            assert count == f"{len(found.scene_ids)} fight{'s' if len(found.scene_ids) > 1 else ''}"
        assert len(_rows(program)) > 3
    groups = _groups(program)
    parent = next(row for row in _shown(groups) if row.fold)
    groups.setFocus()
    groups.setCurrentIndex(groups.model().index(_shown(groups).index(parent), 0))
    before = len(_shown(groups))
    QTest.keyClick(groups, Qt.Key.Key_Left)
    assert len(_shown(groups)) < before
    QTest.keyClick(groups, Qt.Key.Key_Right)
    assert len(_shown(groups)) == before


def _shown(groups: GroupList) -> list[GroupRow]:
    model = groups.model()
    assert isinstance(model, HitGroups)
    return list(model.rows)


def test_the_hits_of_each_view_are_read_by_pages(tmp_path: Path) -> None:
    read: list[int] = []
    with Catalog.open(make_catalog(tmp_path / "a.fights")) as catalog:

        def counted(ids: Sequence[int]) -> list[Hit]:
            read.extend(ids)
            rows = {row.id: row for row in catalog.scene_rows(ids)}
            return [Hit(each.id, rows[each.id], each) for each in catalog.scenes(ids)]

        model = SceneTable(counted)
        model.show_ids([*catalog.search("").scene_ids, *range(1000, 90_000)])
        assert read == []
        assert model.data(model.index(1, 0)) == "Snow ridge"
        assert len(read) <= 32
