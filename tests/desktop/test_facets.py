"""The left side of Find: trees that fold, terms that go in, out and into their opposite, counts that keep up."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.fights import make_catalog
from donnybrook.catalog import Catalog, Facets
from donnybrook.catalog.counting import HitGroup
from donnybrook.catalog.query.building import term_of
from donnybrook.catalog.questions import Superseded
from donnybrook.desktop.app import Program
from donnybrook.desktop.models.facets import FacetRow, Folds, facet_rows
from donnybrook.desktop.models.hit_groups import film_rows
from donnybrook.desktop.models.query_terms import toggled
from donnybrook.desktop.panels.find_facets import FindFacets
from donnybrook.desktop.services.asker import Asker


@pytest.fixture
def program(open_program: OpenProgram, tmp_path: Path) -> Program:
    return open_program(make_catalog(tmp_path / "a.fights"))


def _side(program: Program, qtbot: QtBot) -> FindFacets:
    side = program.window.findChild(FindFacets)
    assert isinstance(side, FindFacets)
    qtbot.waitUntil(lambda: bool(side.rows))
    return side


def _row(side: FindFacets, label: str) -> FacetRow | None:
    return next((row for row in side.rows if row.label == label), None)


def _go_to(side: FindFacets, label: str) -> None:
    row = _row(side, label)
    assert row is not None, label
    side.setFocus()
    side.setCurrentIndex(side.model().index(side.rows.index(row), 0))


def _rows(catalog: Catalog, query: str, folds: Folds) -> list[str]:
    facets: Facets = catalog.questions.facets(query)
    return [row.label for row in facet_rows(facets, catalog.vocabulary, query, folds)]


def test_keys_fold_a_class_and_open_it_again(program: Program, qtbot: QtBot) -> None:
    side = _side(program, qtbot)
    assert _row(side, "flamethrower")
    _go_to(side, "incendiary weapon")
    QTest.keyClick(side, Qt.Key.Key_Left)
    assert not _row(side, "flamethrower")
    QTest.keyClick(side, Qt.Key.Key_Right)
    assert _row(side, "flamethrower")


def test_a_line_is_left_out_by_key_stays_at_hand_and_comes_back(program: Program, qtbot: QtBot) -> None:
    side = _side(program, qtbot)
    _go_to(side, "flamethrower")
    QTest.keyClick(side, Qt.Key.Key_Minus)
    assert program.window.search_box.text == "-weapon:flamethrower"
    qtbot.waitUntil(lambda: (row := _row(side, "flamethrower")) is not None and row.is_left_out)
    _go_to(side, "flamethrower")
    QTest.keyClick(side, Qt.Key.Key_Space)
    assert program.window.search_box.text == ""


def test_a_click_takes_a_class_and_with_alt_leaves_it_out(program: Program, qtbot: QtBot) -> None:
    side = _side(program, qtbot)
    for modifier, query in ((Qt.KeyboardModifier.NoModifier, ""), (Qt.KeyboardModifier.AltModifier, "-")):
        _go_to(side, "incendiary weapon")
        place = side.visualRect(side.currentIndex()).center() + QPoint(10, 0)
        QTest.mouseClick(side.viewport(), Qt.MouseButton.LeftButton, modifier, place)
        assert program.window.search_box.text == f'{query}weapon:"incendiary weapon"'


def test_every_kind_of_count_has_its_heading(program: Program, qtbot: QtBot) -> None:
    side = _side(program, qtbot)
    headings = [row.label for row in side.rows if row.is_heading]
    assert headings[:4] == ["Weapons", "Places", "People", "Films"]
    assert {"Certainty", "Status"} <= set(headings)


def test_every_term_finds_as_many_as_it_says(tmp_path: Path) -> None:
    with Catalog.open(make_catalog(tmp_path / "a.fights")) as catalog:
        rows = facet_rows(catalog.questions.facets(""), catalog.vocabulary, "", Folds())
        terms = [(row.term, row.scenes) for row in rows if row.term]
        assert len(terms) > 10
        assert terms == [(term, catalog.questions.count(term)) for term, _ in terms]


def test_a_folded_heading_hides_its_lines(tmp_path: Path) -> None:
    with Catalog.open(make_catalog(tmp_path / "a.fights")) as catalog:
        folds = Folds()
        assert "Eve Macarro" in _rows(catalog, "", folds)
        folds.fold("People")
        assert "Eve Macarro" not in _rows(catalog, "", folds)
        assert "People" in _rows(catalog, "", folds)


def test_the_trash_is_said_not_to_be_counted_and_counts_come_back(
    open_program: OpenProgram, tmp_path: Path, qtbot: QtBot
) -> None:
    with Catalog.open(make_catalog(tmp_path / "a.fights")) as catalog:
        catalog.delete_scene(catalog.search("staff").scene_ids[0])
    program = open_program(tmp_path / "a.fights")
    side = _side(program, qtbot)
    program.window.search_box.set_text("in:trash")
    qtbot.waitUntil(lambda: _row(side, "The trash is not counted") is not None)
    program.window.search_box.set_text("")
    qtbot.waitUntil(lambda: _row(side, "flamethrower") is not None)
    assert _row(side, "The trash is not counted") is None


def test_a_term_takes_the_place_of_its_opposite() -> None:
    assert toggled("axe weapon:sword", "-weapon:sword") == "axe -weapon:sword"
    assert toggled("axe -weapon:sword", "weapon:sword") == "axe weapon:sword"
    assert toggled('film="Ballerina" axe', term_of("film", "Ballerina", "=")) == "axe"


def test_only_the_latest_question_of_a_topic_is_answered(tmp_path: Path, qtbot: QtBot) -> None:
    asker = Asker(make_catalog(tmp_path / "a.fights"), read_only=False)
    answers: list[str] = []
    may_go_on = threading.Event()

    def slow(_catalog: Catalog) -> str:
        may_go_on.wait(5)
        return "slow"

    asker.ask("one", slow, answers.append)
    asker.ask("one", lambda _catalog: "quick", answers.append)
    asker.ask("other", lambda _catalog: "other", answers.append)
    may_go_on.set()
    qtbot.waitUntil(lambda: len(answers) == 2)
    asker.close()
    assert sorted(answers) == ["other", "quick"]


def test_a_question_that_fails_costs_its_own_answer_alone(tmp_path: Path, qtbot: QtBot) -> None:
    asker = Asker(make_catalog(tmp_path / "a.fights"), read_only=False)
    answers: list[str] = []
    asker.ask("one", lambda _catalog: str(1 // 0), answers.append)
    asker.ask("other", lambda _catalog: "other", answers.append)
    qtbot.waitUntil(lambda: answers == ["other"])
    asker.close()
    asker.ask("one", lambda _catalog: "late", answers.append)
    assert answers == ["other"]


def test_whoever_asked_hears_that_no_answer_comes_and_a_fault_of_the_program_is_logged(
    tmp_path: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    asker = Asker(make_catalog(tmp_path / "a.fights"), read_only=False)
    answers: list[object] = []
    asker.ask("gone", lambda catalog: catalog.scene(99_999), answers.append, lambda: answers.append("gone"))
    qtbot.waitUntil(lambda: answers == ["gone"])
    assert caplog.records == []
    asker.ask("fault", lambda _catalog: {"sword": 1}["axe"], answers.append, lambda: answers.append("fault"))
    qtbot.waitUntil(lambda: answers == ["gone", "fault"])
    asker.close()
    assert [record.message for record in caplog.records] == ["a question to the catalog failed"]


def test_a_catalog_that_can_not_be_read_gives_no_answer_and_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "a.fights").write_text("no catalog " * 200)
    asker = Asker(tmp_path / "a.fights", read_only=True)
    told: list[str] = []
    asker.ask("films", lambda catalog: str(catalog.film_count()), told.append, lambda: told.append("refused"))
    qtbot.waitUntil(lambda: told == ["refused"])
    asker.close()


def test_a_half_typed_value_is_completed_by_tab_and_an_arrow_chooses_another(program: Program, qtbot: QtBot) -> None:
    box = program.window.search_box
    line = box.focusProxy()
    assert line is not None
    line.setFocus()
    QTest.keyClicks(line, "weapon:flameth")
    qtbot.waitUntil(lambda: bool(box.completion.offers))
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert box.text == "weapon:flamethrower "
    QTest.keyClicks(line, "tec")
    qtbot.waitUntil(lambda: bool(box.completion.offers))
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not box.completion.offers
    assert box.text == "weapon:flamethrower tec"
    QTest.keyClicks(line, "h")
    qtbot.waitUntil(lambda: bool(box.completion.offers))
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert box.text == "weapon:flamethrower tech:"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "at:village"),
        ("sword ", "sword at:village"),
        ('weapon:"fire hose"', 'weapon:"fire hose" at:village'),
        ("sword OR knife", "at:village (sword OR knife)"),  # still being typed, and it stays so
        ("(sword OR kni)", "at:village (sword OR kni)"),
        ("sword OR knife ", "(sword OR knife) at:village"),
        ("sword | at:village", "(sword | at:village) at:village"),
        ("(sword OR knife) -gun ", "(sword OR knife) -gun at:village"),
        ("sword OR", "sword at:village"),
        ("sword vs", "sword at:village"),
        ("-(sword OR knife", "at:village -(sword OR knife"),
        ("-(sword OR knife ", "-(sword OR knife) at:village"),
        ("wepon:x sword ", "wepon:x sword at:village"),
        ('"fire hose', '"fire hose" at:village'),
        ("flam", "at:village flam"),  # still being typed, and it stays so
        ("axe at:village", "axe"),
        ("axe AND -at:village by:Eve", "axe AND by:Eve at:village"),
        ("axe Location:village", "axe"),
        ("axe (at:village OR sword) ", "axe (at:village OR sword) at:village"),
        ("NOT at:village axe ", "axe at:village"),
        ("sword & weapon:knife ", "sword & weapon:knife at:village"),
    ],
)
def test_a_term_that_is_clicked_narrows_all_that_was_asked(query: str, expected: str) -> None:
    assert toggled(query, "at:village") == expected


def test_a_side_of_a_match_up_is_not_taken_out_of_it() -> None:
    assert toggled("weapon:sword vs weapon:knife ", "weapon:knife") == "weapon:sword vs weapon:knife weapon:knife"
    assert toggled("-weapon:sword", "weapon:sword") == "weapon:sword"
    assert toggled("improvised axe ", "-improvised") == "axe -improvised"


def test_a_film_that_is_opened_narrows_an_or_too() -> None:
    rows = film_rows([HitGroup(1, "Ballerina", 3, ())], "sword OR knife", lambda _film_id: True)
    assert rows[0].query == "film=Ballerina (sword OR knife)"


def test_a_question_that_lets_another_go_first_is_asked_again_and_one_that_was_dropped_is_not(
    tmp_path: Path, qtbot: QtBot
) -> None:
    asker = Asker(make_catalog(tmp_path / "a.fights"), read_only=False)
    answers: list[str] = []
    asked: list[str] = []
    is_asked, may_go_on = threading.Event(), threading.Event()

    def interrupted_once(name: str) -> str:
        asked.append(name)
        if asked.count(name) == 1:
            is_asked.set()
            may_go_on.wait(5)
            raise Superseded
        return name

    asker.ask("one", lambda _catalog: interrupted_once("one"), answers.append)
    assert is_asked.wait(5)
    asker.ask("other", lambda _catalog: "other", answers.append)
    may_go_on.set()
    qtbot.waitUntil(lambda: answers == ["other", "one"])
    is_asked.clear()
    may_go_on.clear()
    asker.ask("two", lambda _catalog: interrupted_once("two"), answers.append)
    assert is_asked.wait(5)
    asker.drop("two")
    may_go_on.set()
    asker.ask("last", lambda _catalog: "last", answers.append)
    qtbot.waitUntil(lambda: answers == ["other", "one", "last"])
    asker.close()
    assert asked == ["one", "one", "two"]
