"""Two coders compared in the window, and what they differ in settled by keys, each an edit that undo takes back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from analysis.coders import add_second, make_beaten_catalogs, make_beaten_layers, make_layers
from desktop.conftest import OpenProgram
from desktop.long_edits import Long
from donnybrook.analysis.coder_comparison import compare
from donnybrook.analysis.readings import readings_of
from donnybrook.catalog import Catalog, Scene
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.compare_sheet import CompareSheet
from donnybrook.desktop.panels.tag_workplace import TagWorkplace


@pytest.fixture
def window(open_program: OpenProgram, tmp_path: Path) -> Program:
    """The window on a catalog with two layers."""
    make_layers(tmp_path / "both.fights", tmp_path).close()
    return open_program(tmp_path / "both.fights")


@pytest.fixture
def sheet(window: Program, qtbot: QtBot) -> CompareSheet:
    window.window.actions_.run("catalog.compare")
    sheet = window.window.findChild(CompareSheet)
    assert isinstance(sheet, CompareSheet)
    shows(sheet, qtbot, 8)
    return sheet


def shows(sheet: CompareSheet, qtbot: QtBot, count: int) -> None:
    qtbot.waitUntil(lambda: len(sheet.list.rows) == count, timeout=10_000)


def place_of(sheet: CompareSheet, title: str) -> int:
    return next(at for at, row in enumerate(sheet.list.rows) if row.title == title)


def test_the_sheet_tells_how_far_they_agree_and_shows_both_readings(sheet: CompareSheet) -> None:
    assert sheet.lead.startswith("3 fights of both; only ana: 1, only bo: 1. Edges lie apart by, on average: in 0.33 s")
    assert "Weapons: 89%, κ" in sheet.figures.text()
    row = sheet.list.rows[place_of(sheet, "Weapon katana")]
    assert (row.detail, row.side) == ("ana: katana\nbo: –", "Ballerina · 0:01:40.000")
    assert sheet.take_one.accessibleName() == "As ana has it"


def test_coefficients_stand_with_their_intervals(sheet: CompareSheet, tmp_path: Path) -> None:
    with Catalog.open(tmp_path / "both.fights", read_only=True) as catalog:
        compared = compare(*readings_of(catalog, None, ("ana", "bo")))
    agreed = next(each.agreement for each in compared.variables if (each.name, each.of) == ("Weapons", ""))
    kappa, alpha = (
        f"{sign} {told.value:.2f} ({told.low:.2f} to {told.high:.2f})"
        for sign, told in (("κ", agreed.kappa), ("α", agreed.alpha))
    )
    assert agreed.kappa.low is not None
    assert agreed.kappa.low < 0.5
    lines = sheet.figures.text().splitlines()
    assert lines[0] == "Percent agreement, Cohen’s κ and Krippendorff’s α, with 95 % intervals:"
    assert f"Weapons: 89%, {kappa}, {alpha}" in lines
    assert "Combatants: 100%" in lines  # no coefficient is defined


def test_keys_take_the_one_reading_or_the_other_and_undo_takes_it_back(
    sheet: CompareSheet, window: Program, qtbot: QtBot
) -> None:
    assert window.desk is not None
    catalog = window.desk.session.catalog
    sheet.list.choose(place_of(sheet, "Weapon katana"))
    QTest.keyClick(sheet.list, Qt.Key.Key_1)
    shows(sheet, qtbot, 7)
    assert len(catalog.search("layer:bo katana").scene_ids) == 3
    scene = catalog.scene(catalog.search("layer:bo katana pistol").scene_ids[0])
    katana = next(each for each in scene.wieldings if each.weapon == "katana")
    names = {each.id: each.label for each in scene.combatants}
    assert katana.combatant_id is not None
    assert (names[katana.combatant_id], [names[each] for each in katana.target_ids]) == ("Eve", ["guard"])
    sheet.list.choose(place_of(sheet, "In"))
    QTest.keyClick(sheet.list, Qt.Key.Key_2)
    shows(sheet, qtbot, 6)
    assert catalog.scene(catalog.search("layer:ana katana -pistol").scene_ids[0]).fields.in_us == 11_000_000
    for count in (7, 8):
        window.window.actions_.run("edit.undo")
        shows(sheet, qtbot, count)


def test_a_fight_of_one_alone_is_copied_to_the_other_or_put_in_the_trash(
    sheet: CompareSheet, window: Program, qtbot: QtBot
) -> None:
    assert window.desk is not None
    catalog = window.desk.session.catalog
    sheet.list.choose(place_of(sheet, "A fight"))  # that of bo
    sheet.settle(take_one=False)
    shows(sheet, qtbot, 7)
    assert len(catalog.search("layer:ana").scene_ids) == 6
    sheet.list.choose(place_of(sheet, "A fight"))  # that of ana
    sheet.settle(take_one=False)
    shows(sheet, qtbot, 6)
    assert len(catalog.search("in:trash").scene_ids) == 1


def test_what_is_settled_while_another_thread_edits_is_stored_after_it(
    sheet: CompareSheet, window: Program, qtbot: QtBot
) -> None:
    assert window.desk is not None
    catalog, long = window.desk.session.catalog, Long(window.desk)
    sheet.list.choose(place_of(sheet, "A fight"))  # that of bo
    sheet.settle(take_one=False)
    assert (sheet.problem, len(catalog.search("layer:ana").scene_ids)) == ("", 5)
    assert window.window.toast.text == "It is stored as soon as “Name them all” is done."
    long.end()
    qtbot.waitUntil(lambda: len(catalog.search("layer:ana").scene_ids) == 6, timeout=10_000)
    shows(sheet, qtbot, 7)
    long.close(qtbot)


def test_all_that_differs_can_be_settled_either_way(sheet: CompareSheet, qtbot: QtBot) -> None:
    for left in range(7, -1, -1):
        sheet.list.choose(0)
        sheet.settle(take_one=bool(left % 2))
        assert sheet.problem == ""
        shows(sheet, qtbot, left)


def test_another_catalog_is_compared_and_only_this_one_is_changed(
    sheet: CompareSheet, window: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    assert window.desk is not None
    with Catalog.create(tmp_path / "bo.fights", cache_folder=tmp_path) as other:
        add_second(other, other.add_film("Ballerina", year=2025).value)
    before = (tmp_path / "bo.fights").read_bytes()
    catalog = window.desk.session.catalog
    for scene_id in catalog.search("layer:bo").scene_ids:
        catalog.delete_scene(scene_id)
    sheet.show_catalog(tmp_path / "bo.fights")
    qtbot.waitUntil(lambda: sheet.take_one.accessibleName() == "As both has it", timeout=10_000)
    sheet.list.choose(place_of(sheet, "Weapon katana"))
    sheet.settle(take_one=True)
    assert "only read" in sheet.problem
    sheet.settle(take_one=False)
    shows(sheet, qtbot, 7)
    assert catalog.search("katana pistol").scene_ids == ()
    sheet.list.choose(place_of(sheet, "A fight"))
    sheet.settle(take_one=False)
    assert "Merge that one" in sheet.problem
    assert (tmp_path / "bo.fights").read_bytes() == before


def test_enter_goes_to_the_fight_where_it_is_tagged(sheet: CompareSheet, window: Program, qtbot: QtBot) -> None:
    assert window.desk is not None
    window.desk.show_workplace("tag")  # which takes its time when it is first made
    window.desk.show_workplace("find")
    sheet.list.choose(place_of(sheet, "Weapon katana"))
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    katana = window.desk.session.catalog.search("layer:ana katana pistol").scene_ids[0]
    qtbot.waitUntil(lambda: shown_in_tag(window) == katana, timeout=20_000)
    assert sheet.isHidden()


def shown_in_tag(window: Program) -> int | None:
    tag = window.window.findChild(TagWorkplace)
    return tag.inspector.scene_id if isinstance(tag, TagWorkplace) else None


def test_a_catalog_with_one_layer_says_what_to_do(program: Program, qtbot: QtBot) -> None:
    program.window.actions_.run("catalog.compare")
    sheet = program.window.findChild(CompareSheet)
    assert isinstance(sheet, CompareSheet)
    qtbot.waitUntil(lambda: "two layers, or of two catalogs" in sheet.lead, timeout=10_000)
    assert sheet.take_one.isHidden()
    assert program.window.focusWidget() is sheet.another
    sheet.leave()
    program.window.actions_.run("catalog.compare")
    assert program.window.focusWidget() is sheet.another


def test_the_keyboard_is_in_what_differs_and_then_where_another_catalog_is_chosen(
    sheet: CompareSheet, window: Program, qtbot: QtBot
) -> None:
    assert window.window.focusWidget() is sheet.list
    for left in range(7, -1, -1):
        sheet.list.choose(0)
        QTest.keyClick(sheet.list, Qt.Key.Key_1)
        shows(sheet, qtbot, left)
    assert window.window.focusWidget() is sheet.another


def test_the_same_layer_chosen_twice_is_told_where_it_is_chosen(sheet: CompareSheet, qtbot: QtBot) -> None:
    sheet.other.setCurrentText("ana")
    sheet.other.activated.emit(0)
    assert sheet.layer_problem.text() == "Both are the layer “ana”. Choose two."
    assert not sheet.layer_problem.isHidden()
    assert (sheet.list.rows, sheet.take_one.isHidden()) == ((), True)  # nothing is settled of what was shown before
    sheet.one.setCurrentText("bo")
    sheet.one.activated.emit(1)
    assert sheet.layer_problem.isHidden()
    shows(sheet, qtbot, 8)
    assert sheet.take_one.accessibleName() == "As bo has it"


def test_one_comparison_runs_at_a_time_and_an_earlier_answer_is_dropped(
    sheet: CompareSheet, window: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    with Catalog.create(tmp_path / "bo.fights", cache_folder=tmp_path) as other:
        add_second(other, other.add_film("Ballerina", year=2025).value)
    sheet.refill()
    sheet.show_catalog(tmp_path / "bo.fights")
    sheet.show_catalog(tmp_path / "none.fights")
    assert len(sheet._errands._runs) == 1
    sheet.show_catalog(tmp_path / "bo.fights")
    qtbot.waitUntil(lambda: sheet.take_one.accessibleName() == "As both has it", timeout=20_000)
    assert (sheet.problem, sheet._errands.is_busy) == ("", False)


def test_what_comes_to_nothing_after_the_sheet_was_left_is_told_over_the_window(
    sheet: CompareSheet, window: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "bad.fights").write_text("no catalog", encoding="utf-8")
    sheet.show_catalog(tmp_path / "bad.fights")
    sheet.leave()
    qtbot.waitUntil(lambda: "bad.fights" in window.window.problem_words, timeout=20_000)


def test_who_fights_and_beats_are_settled_either_way(open_program: OpenProgram, tmp_path: Path, qtbot: QtBot) -> None:
    make_beaten_layers(tmp_path / "both.fights", tmp_path).close()
    program = open_program(tmp_path / "both.fights")
    program.window.actions_.run("catalog.compare")
    sheet = program.window.findChild(CompareSheet)
    assert isinstance(sheet, CompareSheet)
    shows(sheet, qtbot, 7)
    assert [row.title for row in sheet.list.rows] == [
        "Combatant",
        "Outcome of Eve",
        "Headcount of guards",
        "Upper hand",
        "Out of a beat",
        "A beat",
        "A beat",
    ]
    for left in range(6, -1, -1):
        sheet.list.choose(0)
        sheet.settle(take_one=bool(left % 2))
        assert sheet.problem == ""
        shows(sheet, qtbot, left)
    assert program.desk is not None
    catalog = program.desk.session.catalog
    one, other = (catalog.scene(catalog.search(f"layer:{name}").scene_ids[0]) for name in ("ana", "bo"))
    casts = [
        [(each.label.casefold(), each.headcount, each.outcome) for each in scene.combatants] for scene in (one, other)
    ]
    assert casts[0] == casts[1]
    assert [sum(each.out_us is not None for each in scene.beats) for scene in (one, other)] == [4, 4]


def test_who_fights_and_beats_of_another_catalog_are_settled_into_this_one(
    open_program: OpenProgram, tmp_path: Path, qtbot: QtBot
) -> None:
    mine, theirs = make_beaten_catalogs(tmp_path)
    before = theirs.read_bytes()
    program = open_program(mine)
    program.window.actions_.run("catalog.compare")
    sheet = program.window.findChild(CompareSheet)
    assert isinstance(sheet, CompareSheet)
    sheet.show_catalog(theirs)
    shows(sheet, qtbot, 9)
    assert sheet.take_other.accessibleName() == "As bo/study has it"
    assert [row.title for row in sheet.list.rows][:2] == ["Combatant", "Combatant"]
    for left in range(8, -1, -1):
        sheet.list.choose(0)
        sheet.settle(take_one=False)
        assert sheet.problem == ""
        shows(sheet, qtbot, left)
    assert program.desk is not None
    with Catalog.open(theirs, read_only=True) as other:
        readings = [
            next(scene for scene in each.scenes() if scene.film_title == "Ballerina")
            for each in (program.desk.session.catalog, other)
        ]
    assert told(readings[0]) == told(readings[1])
    assert readings[0].wieldings[0].improvised
    assert theirs.read_bytes() == before
    for count in range(1, 10):
        program.window.actions_.run("edit.undo")
        shows(sheet, qtbot, count)


def told(scene: Scene) -> list[object]:
    """Return what does not depend on the catalog: who fights, on which side, with what; the beats that have an end."""
    sides = {each.id: each.label for each in scene.sides}
    names = {each.id: each.label.casefold() for each in scene.combatants}
    return [
        {(names[each.id], each.headcount, each.outcome, sides[each.side_id or 0]) for each in scene.combatants},
        {(each.weapon, names[each.combatant_id or 0], *map(names.get, each.target_ids)) for each in scene.wieldings},
        {(each.in_us, each.out_us, sides.get(each.upper_hand_side_id or 0)) for each in scene.beats if each.out_us},
    ]
