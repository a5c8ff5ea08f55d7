"""More like this: pictures of what is like a fight, why, weights that are moved and remembered, a way on and back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.fights import HANDFUL, Fight, make_catalog
from donnybrook.catalog import Catalog
from donnybrook.catalog.alike import WEIGHTS
from donnybrook.desktop.app import Program
from donnybrook.desktop.models.scene_wall import SCENE_ROLE
from donnybrook.desktop.panels.like_sheet import LikeSheet
from donnybrook.desktop.panels.wall import Wall
from donnybrook.desktop.settings import LIKE_WEIGHTS, Settings

TWIN = Fight("Hose again", "Eve Macarro", "fire hose", "villain", "flamethrower", improvised=True, place="ice rink")


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    return make_catalog(tmp_path / "a.fights", (*HANDFUL, TWIN))


def opened_sheet(program: Program, title: str, qtbot: QtBot) -> LikeSheet:
    wall = program.window.findChild(Wall)
    assert isinstance(wall, Wall)
    assert program.desk is not None
    rows = program.desk.session.catalog.scene_rows(program.desk.find.all_hits())
    wall.choose(next(row.id for row in rows if row.title == title))
    program.window.actions_.run("find.like")
    sheet = program.window.findChild(LikeSheet)
    assert isinstance(sheet, LikeSheet)
    qtbot.waitUntil(lambda: bool(sheet.model.ids), timeout=20_000)  # numpy is loaded first
    return sheet


def _titles(sheet: LikeSheet) -> list[str]:
    return [sheet.model.data(sheet.model.index_at(at), SCENE_ROLE).title for at in range(len(sheet.model.ids))]


def _said(sheet: LikeSheet, aspect: str) -> str:
    return sheet.reasons.lines[aspect].said


def test_the_likest_fight_comes_first_with_its_reasons(open_program: OpenProgram, catalog: Path, qtbot: QtBot) -> None:
    sheet = opened_sheet(open_program(catalog), "Hose against fire", qtbot)
    with Catalog.open(catalog) as opened:
        assert sheet.scene_id is not None
        assert sheet.model.ids == tuple(each.scene_id for each in opened.questions.like(sheet.scene_id))
    assert sheet.wall.current_place == 0
    sheet.wall.choose_place(_titles(sheet).index("Hose again"))
    assert "100%" in _said(sheet, "weapons")
    assert "fire hose" in _said(sheet, "weapons")
    assert _said(sheet, "look") == _said(sheet, "place") == "–"
    duel = _titles(sheet).index("Flamethrower duel")
    sheet.wall.choose_place(duel)
    assert "village" in _said(sheet, "place")
    assert "flamethrower" in _said(sheet, "weapons")
    assert "100%" not in _said(sheet, "weapons")


def test_weights_change_the_order_and_are_remembered(
    open_program: OpenProgram, catalog: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    program = open_program(catalog)
    sheet = opened_sheet(program, "Hose against fire", qtbot)
    first = _titles(sheet)
    for aspect, line in sheet.reasons.lines.items():
        assert line.slider.accessibleName()
        if aspect != "place":
            line.slider.setValue(0)
    with Catalog.open(catalog) as opened:
        scene_id = sheet.scene_id
        assert scene_id is not None
        only_place = dict.fromkeys(WEIGHTS, 0.0) | {"place": WEIGHTS["place"]}
        expected = tuple(each.scene_id for each in opened.questions.like(scene_id, only_place))
    qtbot.waitUntil(lambda: sheet.model.ids == expected)
    assert _titles(sheet) != first
    assert "weapons=0" in Settings(tmp_path / "settings.ini").value(LIKE_WEIGHTS)
    sheet.usual.click()
    qtbot.waitUntil(lambda: _titles(sheet) == first)


def test_in_another_order_the_first_is_chosen_unless_somebody_has_chosen_one(
    open_program: OpenProgram, catalog: Path, qtbot: QtBot
) -> None:
    sheet = opened_sheet(open_program(catalog), "Hose against fire", qtbot)
    first = _titles(sheet)
    for aspect, line in sheet.reasons.lines.items():
        if aspect != "weapons":
            line.slider.setValue(0)
    qtbot.waitUntil(lambda: _titles(sheet)[0] != first[0])
    assert sheet.wall.current_place == 0
    sheet.wall.choose_place(1)
    chosen = sheet.wall.current_scene
    sheet.usual.click()
    qtbot.waitUntil(lambda: _titles(sheet) == first)
    assert sheet.wall.current_scene == chosen


def test_keys_lead_on_back_and_to_the_fight_in_find(open_program: OpenProgram, catalog: Path, qtbot: QtBot) -> None:
    program = open_program(catalog)
    program.window.search_box.set_text("hose")
    sheet = opened_sheet(program, "Hose against fire", qtbot)
    began = sheet.scene_id
    chosen = sheet.wall.current_scene
    QTest.keyClick(sheet.wall, Qt.Key.Key_M)
    assert sheet.scene_id == chosen
    qtbot.waitUntil(lambda: began in sheet.model.ids)
    QTest.keyClick(sheet.wall, Qt.Key.Key_Backspace)
    assert sheet.scene_id == began
    qtbot.waitUntil(lambda: chosen in sheet.model.ids)
    sheet.wall.choose_place(_titles(sheet).index("Flamethrower duel"))
    duel = sheet.wall.current_scene
    QTest.keyClick(sheet.wall, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    assert program.desk is not None
    assert program.desk.find.current_scene == duel  # which “hose” does not find


def test_covers_that_nobody_has_looked_at_yet_are_looked_at_and_count(
    open_program: OpenProgram, catalog: Path, qtbot: QtBot
) -> None:
    from donnybrook.catalog.edits.pictures import set_cover

    with Catalog.open(catalog) as opened:
        scene_ids = opened.search("hose").scene_ids
        for number, scene_id in enumerate(scene_ids):
            opened.edit("x", set_cover, scene_id, jpeg=_jpeg(number), width_px=64, height_px=36, time_us=0)
    sheet = opened_sheet(open_program(catalog), "Hose against fire", qtbot)
    sheet.wall.choose_place(_titles(sheet).index("Hose again"))
    qtbot.waitUntil(lambda: "%" in _said(sheet, "look"), timeout=20_000)


def _jpeg(number: int) -> bytes:
    import cv2
    import numpy as np

    picture = np.full((36, 64, 3), (30, 60 + number, 220), np.uint8)
    return bytes(cv2.imencode(".jpg", picture)[1])
