"""What Find's keys mean: what is seen. Nothing hidden behind films or places is touched, and lines keep their place."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.fights import HANDFUL, Fight, add_fights, make_catalog
from donnybrook.catalog import Catalog, SceneDraft, SceneFields, Transaction
from donnybrook.catalog.edits import keeping
from donnybrook.catalog.edits.scenes import add_scene
from donnybrook.catalog.kept import read_collections
from donnybrook.desktop.app import Program
from donnybrook.desktop.desk import Desk
from donnybrook.desktop.models.query_terms import toggled
from donnybrook.desktop.panels.export_sheet import ExportSheet
from donnybrook.desktop.panels.fight_carrier import FIGHTS
from donnybrook.desktop.panels.find_detail import FindDetail
from donnybrook.desktop.panels.find_facets import FindFacets
from donnybrook.desktop.panels.group_list import GroupList
from donnybrook.desktop.panels.hit_table import HitTable
from donnybrook.desktop.panels.many_inspector import ManyInspector
from donnybrook.desktop.panels.name_sheet import NameSheet
from donnybrook.desktop.panels.search_box import _ProblemLine
from donnybrook.desktop.panels.sentences import SentenceView
from donnybrook.desktop.panels.wall import Wall
from donnybrook.desktop.services.hit_search import FIRST

_MANY = FIRST + 40


@pytest.fixture
def program(open_program: OpenProgram, tmp_path: Path) -> Program:
    path = make_catalog(tmp_path / "two.fights")
    with Catalog.open(path) as catalog:
        add_fights(catalog, catalog.add_film("Sintel", year=2010).value, [Fight("On the ridge", "Sintel", "staff")])
    return open_program(path)


def _desk(program: Program) -> Desk:
    assert program.desk is not None
    return program.desk


def _found[T: QWidget](program: Program, kind: type[T]) -> T:
    widget = program.window.findChild(kind)
    assert isinstance(widget, kind)
    return widget


def _said(detail: FindDetail) -> str:
    return " ".join(label.text() for label in detail.findChildren(QLabel) if label.isVisible())


def _films(program: Program, qtbot: QtBot) -> GroupList:
    program.window.actions_.run("find.films")
    groups = _found(program, GroupList)
    qtbot.waitUntil(lambda: len(groups.rows) == 2)
    return groups


_ON_A_FIGHT = (
    *("find.delete", "find.rate_4", "find.collect", "find.leave_out", "find.copy_times", "find.copy_link", "find.tag"),
    *("find.play", "find.preview", "find.like", "find.select_all", "edit.history", "cut.out", "find.cover"),
)


def test_where_films_are_shown_no_hidden_fight_is_meant(
    program: Program, qtbot: QtBot, subtests: pytest.Subtests
) -> None:
    catalog = _desk(program).session.catalog
    _desk(program).make_heavy_parts()
    catalog.edit("Make", keeping.add_collection, "Reel")
    _found(program, Wall).choose_place(0)
    QGuiApplication.clipboard().setText("mine")
    _films(program, qtbot)
    edits = catalog.read(lambda reader: reader.execute("SELECT count(*) FROM edit").fetchone())
    for action in _ON_A_FIGHT:
        with subtests.test(action=action):
            program.window.toast.say("Nothing yet.")
            program.window.actions_.run(action)
            said = program.window.toast.text
            assert "Alt+1" in said or "irst" in said, said  # a reason is given
            assert catalog.read(lambda reader: reader.execute("SELECT count(*) FROM edit").fetchone()) == edits
            assert QGuiApplication.clipboard().text() == "mine"
            assert _found(program, GroupList).isVisible()
            assert not _found(program, Wall).isVisible()


def test_selected_fights_behind_films_are_not_offered_for_export_nor_edited(program: Program, qtbot: QtBot) -> None:
    program.window.actions_.run("find.select_all")
    many = _found(program, ManyInspector)
    qtbot.waitUntil(many.isVisible)
    _films(program, qtbot)
    assert not many.isVisible()
    assert _desk(program).find.selected_scenes == ()
    program.window.actions_.run("export.fights")
    sheet = _found(program, ExportSheet)
    assert sheet.isVisible()
    sheet.leave()
    program.window.actions_.run("find.wall")
    assert many.isVisible()
    assert len(_desk(program).find.selected_scenes) == 6


def test_where_films_are_shown_the_side_says_how_to_come_to_a_fight(program: Program, qtbot: QtBot) -> None:
    detail = _found(program, FindDetail)
    assert "On the ridge" in _said(detail)
    _films(program, qtbot)
    assert "On the ridge" not in _said(detail)
    program.window.actions_.run("find.wall")
    assert "On the ridge" in _said(detail)


def test_the_film_the_keyboard_is_on_is_the_one_that_was_seen(program: Program, qtbot: QtBot) -> None:
    groups = _films(program, qtbot)
    assert [row.label for row in groups.rows] == ["Ballerina", "Sintel"]
    groups.setCurrentIndex(groups.model().index(1, 0))
    program.window.actions_.run("edit.seen")
    assert "“Sintel” is marked as seen" in program.window.toast.text
    program.window.actions_.run("find.places")
    program.window.actions_.run("edit.seen")
    assert "irst" in program.window.toast.text


def test_a_fight_that_is_to_be_shown_is_shown_also_from_the_films(program: Program, qtbot: QtBot) -> None:
    desk = _desk(program)
    last = desk.session.catalog.search("").scene_ids[-1]
    _films(program, qtbot)
    desk.find.show_fight(last)
    assert _found(program, Wall).isVisible()
    assert desk.find.current_scene == last
    _films(program, qtbot)
    program.window.search_box.set_text("staff")
    desk.find.show_fight(last)
    assert _found(program, Wall).isVisible()
    assert desk.find.current_scene == last


def test_playing_all_hits_begins_at_the_wall(program: Program, qtbot: QtBot) -> None:
    _films(program, qtbot)
    program.window.actions_.run("find.play_all")
    assert _found(program, Wall).isVisible()


# ---------------------------------------------------------------- films and places keep up


def test_a_film_stays_current_when_the_counts_put_it_elsewhere(program: Program, qtbot: QtBot) -> None:
    groups = _films(program, qtbot)
    groups.setCurrentIndex(groups.model().index(1, 0))
    desk = _desk(program)
    film_id = groups.current_row.film_id if groups.current_row else None
    assert film_id is not None
    desk.session.edit("Add many", _add_untitled, film_id, 9)
    qtbot.waitUntil(lambda: [row.label for row in groups.rows] == ["Sintel", "Ballerina"])
    assert groups.current_row is not None
    assert groups.current_row.label == "Sintel"


def test_a_line_at_the_left_stays_current_when_the_counts_put_it_elsewhere(program: Program, qtbot: QtBot) -> None:
    side = _found(program, FindFacets)
    qtbot.waitUntil(lambda: any(row.label == "People" for row in side.rows))

    def place(label: str) -> int:
        return next((at for at, row in enumerate(side.rows) if row.label == label), -1)

    side.setFocus()
    side.setCurrentIndex(side.model().index(place("Sintel"), 0))
    before = place("Sintel")
    program.window.search_box.set_text("staff")
    qtbot.waitUntil(lambda: place("Sintel") not in (before, -1) and place("Eve Macarro") == -1)
    assert side.currentIndex().row() == place("Sintel")


def test_folding_while_another_query_is_counted_shows_rows_of_one_query(program: Program, qtbot: QtBot) -> None:
    program.window.actions_.run("find.places")
    groups = _found(program, GroupList)
    qtbot.waitUntil(lambda: bool(groups.rows))
    program.window.search_box.set_text("hose")
    groups.folds_changed.emit()
    assert all("hose" not in row.query for row in groups.rows), "what was counted for everything asks for everything"
    qtbot.waitUntil(lambda: all("hose" in row.query for row in groups.rows))


def test_places_that_have_a_name_alone_stand_under_by_name(
    open_program: OpenProgram, tmp_path: Path, qtbot: QtBot
) -> None:
    path = make_catalog(tmp_path / "named.fights", HANDFUL)
    with Catalog.open(path) as catalog:
        film = catalog.add_film("Sintel").value
        for name in ("Old  Mill", "old mill", "The “Pit”", ""):
            catalog.add_scene(film, SceneDraft(fields=SceneFields(place_name=name)))
    program = open_program(path)
    program.window.actions_.run("find.places")
    groups = _found(program, GroupList)
    qtbot.waitUntil(lambda: bool(groups.rows))
    shown = [(row.depth, row.label, row.detail) for row in groups.rows]
    assert shown[-3:] == [(0, "by name", "3 fights"), (1, "old mill", "2 fights"), (1, "The “Pit”", "1 fight")]
    head = len(groups.rows) - 3
    groups.setFocus()
    groups.setCurrentIndex(groups.model().index(head, 0))
    QTest.keyClick(groups, Qt.Key.Key_Return)
    assert groups.rows[-1].label == "by name"
    QTest.keyClick(groups, Qt.Key.Key_Return)
    groups.setCurrentIndex(groups.model().index(head + 1, 0))
    QTest.keyClick(groups, Qt.Key.Key_Return)
    assert _found(program, Wall).isVisible()
    assert len(_desk(program).find.all_hits()) == 2


# ---------------------------------------------------------------- collections


def test_a_long_collection_keeps_its_own_order_after_an_edit(
    open_program: OpenProgram, tmp_path: Path, qtbot: QtBot
) -> None:
    path = make_catalog(tmp_path / "many.fights", HANDFUL[:1])
    with Catalog.open(path) as catalog:
        catalog.edit("Add many", _add_untitled, 1, _MANY)
        by_hand = sorted(catalog.questions.all_ids(""))  # the oldest first
        reel = catalog.edit("Make", keeping.add_collection, "Reel").value
        catalog.edit("Add", keeping.collect, reel, by_hand)
    program = open_program(path)
    program.window.search_box.set_text("collection=Reel")
    find = _desk(program).find
    assert list(find.all_hits()) == by_hand
    _desk(program).session.edit("Move", keeping.move_in_collection, reel, by_hand[:1], 3)
    moved = [*by_hand[1:4], by_hand[0], *by_hand[4:]]
    qtbot.waitUntil(lambda: list(_found(program, Wall).model().ids) == moved)  # type: ignore[attr-defined]
    assert list(find.all_hits()) == moved


def test_a_collection_in_another_order_takes_no_places(program: Program) -> None:
    desk = _desk(program)
    ids = desk.session.catalog.search("").scene_ids
    reel = desk.session.edit("Make", keeping.add_collection, "Reel")
    desk.session.edit("Add", keeping.collect, reel, ids[:3])
    program.window.search_box.set_text("collection=Reel")
    drag = desk.find.drag
    assert bool(drag.ordered) is True
    _found(program, Wall).choose_place(1)
    desk.find._results._put_in_order("title")
    assert bool(drag.ordered) is False
    program.window.actions_.run("find.later")
    assert "own order" in program.window.toast.text
    desk.find._results._put_in_order("newest")
    assert desk.find.drag.ordered


def test_what_is_carried_off_the_table_is_what_is_selected(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    carried: list[str] = []

    def put_down(drag: QDrag, _how: object) -> Qt.DropAction:
        data = drag.mimeData()
        assert isinstance(data, QMimeData)
        carried.append(bytes(data.data(FIGHTS).data()).decode())
        assert not drag.pixmap().isNull()
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", put_down)  # the desktop's own loop, which has no mouse here
    program.window.actions_.run("find.table")
    table = _found(program, HitTable)
    ids = list(_desk(program).find.all_hits())
    for selected, pressed, taken in ((ids[1:3], 1, ids[1:3]), (ids[1:3], 4, ids[4:5])):
        table.choose_place(0)
        table.select_scenes(selected)
        at = table.visualRect(table.model().index(pressed, 1)).center()
        QTest.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseMove(table.viewport(), at + QPoint(40, 30))  # what is carried keeps the release from the table
        assert carried.pop() == ",".join(map(str, taken))
        assert list(table.selected_scenes) == taken


def test_a_name_that_another_search_has_is_refused_in_a_sentence(program: Program, qtbot: QtBot) -> None:
    desk = _desk(program)
    desk.session.edit("Keep", keeping.save_query, "Fire", "flamethrower")
    desk.session.edit("Keep", keeping.save_query, "Ice", "skates")
    side = _found(program, FindFacets)
    qtbot.waitUntil(lambda: any(row.label == "★ Ice" for row in side.rows))
    kept = next(row.kept for row in side.rows if row.label == "★ Ice")
    side.renamed.emit(kept, "fire")
    assert program.window.toast.text == "There is a saved search “fire” already: choose another name."
    side.renamed.emit(kept, "Rink")
    qtbot.waitUntil(lambda: any(row.label == "★ Rink" for row in side.rows))


def test_keeping_a_search_under_a_taken_name_tells_what_it_asked_for(program: Program) -> None:
    _desk(program).session.edit("Keep", keeping.save_query, "Fire", "flamethrower")
    program.window.search_box.set_text("hose")
    program.window.actions_.run("find.save")
    sheet = _found(program, NameSheet)
    sheet.line.setText("fire")
    QTest.keyClick(sheet.line, Qt.Key.Key_Return)
    assert program.window.toast.text == "“Fire” asks for this now, no longer for: flamethrower"


def test_a_collection_that_is_gone_meanwhile_is_told_of_in_a_sentence(program: Program, qtbot: QtBot) -> None:
    desk = _desk(program)
    reel = desk.session.edit("Make", keeping.add_collection, "Reel")
    side = _found(program, FindFacets)
    qtbot.waitUntil(lambda: any(row.label == "Reel" for row in side.rows))
    kept = next(row.kept for row in side.rows if row.label == "Reel")
    desk.session.catalog.edit("Delete", keeping.delete_collection, reel)
    some = tuple(desk.find.all_hits()[:1])
    for signal, told in ((side.collected, (kept, some)), (side.renamed, (kept, "Best")), (side.deleted, (kept,))):
        program.window.toast.forget()
        signal.emit(*told)
        assert program.window.toast.text == "That collection is there no longer: it was deleted meanwhile."
    assert not desk.session.catalog.read(read_collections)


def _add_untitled(tx: Transaction, film_id: int, count: int) -> None:
    for number in range(count):
        add_scene(tx, film_id, SceneDraft(fields=SceneFields(in_us=number * 1_000_000)))


def test_words_of_the_hit_have_the_room_they_need_from_the_first_moment_on(program: Program, qtbot: QtBot) -> None:
    detail = _found(program, FindDetail)

    def is_laid_out() -> bool:
        views = [view for view in detail.findChildren(SentenceView) if view.isVisible()]
        return bool(views) and all(view.height() == view.heightForWidth(view.width()) for view in views)

    qtbot.waitUntil(is_laid_out)
    program.window.resize(1500, 720)
    qtbot.waitUntil(is_laid_out)


def test_a_long_explanation_is_shown_whole(program: Program) -> None:
    program.window.search_box.set_text("zz:top")
    line = _found(program, _ProblemLine)
    assert line.isVisible()
    assert line.width() <= program.window.search_box.width()
    words = line.findChild(QLabel)
    assert isinstance(words, QLabel)
    assert words.height() >= words.heightForWidth(words.width())


def test_the_side_says_what_is_shown_in_the_place_of_fights(program: Program, qtbot: QtBot) -> None:
    detail = _found(program, FindDetail)
    _films(program, qtbot)
    assert "Films are shown" in _said(detail)
    program.window.actions_.run("find.places")
    assert "Places are shown" in _said(detail)


@pytest.mark.parametrize(("query", "term"), [("flam", "weapon:flamethrower"), ("staff OR hose", "film=Sintel")])
def test_a_line_finds_what_it_counts_also_beside_a_half_typed_word_or_a_choice(
    program: Program, query: str, term: str
) -> None:
    catalog = _desk(program).session.catalog
    both = set(catalog.search(query).scene_ids) & set(catalog.search(term).scene_ids)
    assert both
    asked = toggled(query, term)
    assert set(catalog.search(asked).scene_ids) == both
    assert set(catalog.search(toggled(asked, term)).scene_ids) == set(catalog.search(query).scene_ids)
