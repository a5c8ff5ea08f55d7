"""Palettes in the window: the strip under the film, the sheet, choosing, and keys of the terms themselves."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.marking_desk import MarkingDesk, NumberedFilm, make_numbered_film
from desktop.test_tag_workplace import press
from donnybrook.catalog import Catalog
from donnybrook.catalog.edits.palettes import add_palette
from donnybrook.catalog.palettes import read_palettes
from donnybrook.desktop.panels.palette_sheet import PaletteSheet

Key = Qt.Key


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> NumberedFilm:
    return make_numbered_film(tmp_path_factory.mktemp("numbered"), "plain.mp4", {"1": ("weapon", "flamethrower")})


@pytest.fixture
def desk(open_program: OpenProgram, film: NumberedFilm, tmp_path: Path, qtbot: QtBot) -> MarkingDesk:
    return MarkingDesk(open_program, film, tmp_path, qtbot)


def shown(desk: MarkingDesk) -> list[str]:
    return [key.accessibleName() for key in desk.tag.marks.strip.keys.values() if "no term" not in key.accessibleName()]


def the_sheet(desk: MarkingDesk) -> PaletteSheet:
    desk.program.window.actions_.run("tag.palette")
    sheet = desk.program.window.findChild(PaletteSheet)
    assert sheet is not None
    assert sheet.isVisible()
    return sheet


def test_a_palette_is_made_for_a_film_filled_by_keys_and_marks(desk: MarkingDesk) -> None:
    assert shown(desk) == ["1: flamethrower"]
    sheet = the_sheet(desk)
    sheet.new_for_film.click()
    press("Fire and water", Key.Key_Return)
    sheet.keys["1"].setFocus()
    press("fire hos", Key.Key_Return)
    press("strike", Key.Key_Return, Key.Key_Escape)
    assert not sheet.isVisible()
    assert shown(desk) == ["1: fire hose", "2: strike"]
    (made,) = desk.catalog.read(read_palettes)
    assert (made.name, made.film_id) == ("Fire and water", desk.catalog.films()[0].id)
    desk.tap(Key.Key_1)
    assert [each.weapon for each in desk.the_scene().wieldings] == ["fire hose"]
    desk.tag.marks.strip.keys["2"].click()
    assert [each.label for each in desk.the_scene().terms] == ["strike"]


def test_the_palette_in_the_hand_is_remembered_and_follows_the_catalog(
    desk: MarkingDesk, open_program: OpenProgram, qtbot: QtBot
) -> None:
    path, hose = desk.catalog.path, desk.catalog.vocabulary.lookup("weapon", "fire hose") or 0
    with Catalog.open(path) as other:
        palette_id = other.edit("Make", add_palette, "Water", terms={"5": hose}).value
    qtbot.waitUntil(lambda: shown(desk) == ["5: fire hose"], timeout=15_000)
    desk.tap(Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    assert desk.toast == "Palette: Vocabulary keys"
    assert shown(desk) == ["1: flamethrower"]
    desk.program.open(path)
    desk.program.after_first_paint()
    desk.program.window.actions_.run("view.tag")
    assert desk.program.desk is not None
    tag = desk.program.desk._tag
    assert tag is not None
    assert tag.marks.palettes.current.id is None
    assert [each.id for each in tag.marks.palettes.offered] == [palette_id, None]


def test_keys_of_the_terms_are_changed_in_the_sheet_and_a_palette_is_deleted_and_taken_back(desk: MarkingDesk) -> None:
    sheet = the_sheet(desk)
    assert not sheet.name.isEnabled()
    press("sword", Key.Key_Return)
    assert shown(desk) == ["1: sword"]
    sheet.new_for_all.click()
    assert desk.tag.marks.palettes.current.name == "Palette"
    sheet.delete.click()
    assert shown(desk) == ["1: sword"]
    desk.program.window.actions_.run("edit.undo")
    assert [each.name for each in desk.catalog.read(read_palettes)] == ["Palette"]


def test_a_word_that_is_unknown_is_said_in_full_beneath_its_key(desk: MarkingDesk) -> None:
    sheet = the_sheet(desk)
    line = sheet.keys["2"]
    line.setFocus()
    high_px = line.height()
    press("zweihandersaw", Key.Key_Return)
    desk.qtbot.wait(0)
    box = sheet._boxes["2"]
    assert "is new" in box.problem
    assert line.height() == high_px
    assert box._problem.height() >= box._problem.heightForWidth(box._problem.width())


def test_enter_goes_on_to_the_next_digit_but_stays_at_a_word_that_is_unknown(desk: MarkingDesk) -> None:
    sheet = the_sheet(desk)
    window = desk.program.window
    press(Key.Key_Return)  # what stands there already is kept
    assert window.focusWidget() is sheet.keys["2"]
    press("zweihandersaw", Key.Key_Return)
    assert window.focusWidget() is sheet.keys["2"]
    press(Key.Key_Return)
    assert window.focusWidget() is sheet.keys["2"]
    assert "is new" in sheet._boxes["2"].problem
    press(Key.Key_N, with_=Qt.KeyboardModifier.AltModifier)
    assert shown(desk) == ["1: flamethrower", "2: zweihandersaw"]
    sheet.keys["5"].setFocus()
    press("kick", Key.Key_Return)
    assert window.focusWidget() is sheet.keys["6"]
    sheet.keys["0"].setFocus()
    press("knife", Key.Key_Return)
    assert window.focusWidget() is sheet.keys["0"]


def test_what_is_said_under_a_digit_leaves_the_field_beside_it_where_it_is(desk: MarkingDesk) -> None:
    sheet = the_sheet(desk)
    beside, at, high_px = sheet.keys["6"], sheet.keys["1"], sheet.sheet.height()
    before = beside.mapTo(sheet.sheet, beside.rect().topLeft())
    at.setFocus()
    at.selectAll()
    press("zweihandersaw", Key.Key_Return)
    assert "is new" in sheet._boxes["1"].problem
    desk.qtbot.wait(50)
    assert beside.mapTo(sheet.sheet, beside.rect().topLeft()) == before
    assert at.mapTo(sheet.sheet, at.rect().topLeft()).y() == before.y()
    press(Key.Key_N, with_=Qt.KeyboardModifier.AltModifier)
    assert sheet._boxes["1"].problem == ""
    desk.qtbot.waitUntil(lambda: sheet.sheet.height() == high_px)
