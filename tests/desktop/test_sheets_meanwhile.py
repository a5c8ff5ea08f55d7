"""What is done in sheets, and taken back, while another thread edits: it is stored after that, or refused with why."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop.long_edits import Long
from desktop.several import Several, enter
from donnybrook.catalog import Catalog, Edited
from donnybrook.catalog.concepts import read_concept_picture
from donnybrook.catalog.edits.scenes import change_scene, trash_scene
from donnybrook.catalog.edits.trash import read_trash
from donnybrook.catalog.edits.vocabulary import rename_concept
from donnybrook.desktop.panels.film_sheet import FilmSheet
from donnybrook.desktop.panels.history_sheet import HistorySheet
from donnybrook.desktop.panels.trash_sheet import TrashSheet
from donnybrook.desktop.panels.two_step import TwoStepButton
from donnybrook.desktop.panels.vocabulary_sheet import VocabularySheet

_PATIENCE_MS = 15_000
_WAITS = "It is stored as soon as “Name them all” is done."


def _trash_last(catalog: Catalog) -> Edited[None]:
    return catalog.edit("Delete the last", trash_scene, 4)


@pytest.fixture
def begin_long(several: Several, qtbot: QtBot) -> Iterator[Callable[..., Long]]:
    """Return a function that begins an edit in another thread."""
    made: list[Long] = []

    def begin(*edit: Callable[[Catalog], Edited[None]]) -> Long:
        made.append(Long(several.desk, *edit))
        return made[-1]

    yield begin
    for each in made:
        each.close(qtbot)


def _term(several: Several, word: str) -> int:
    found = several.catalog.vocabulary.lookup("weapon", word)
    assert found is not None
    return found


@pytest.fixture
def vocabulary(several: Several) -> VocabularySheet:
    """Return the vocabulary's sheet, at the sword."""
    several.program.window.actions_.run("edit.vocabulary")
    sheet = several.program.window.findChild(VocabularySheet)
    assert isinstance(sheet, VocabularySheet)
    sheet.filter.setText("sword")
    sheet.detail.show_term(_term(several, "sword"))
    return sheet


def test_a_term_is_merged_after_it_and_whoever_has_gone_on_stays_where_they_are(
    several: Several, vocabulary: VocabularySheet, begin_long: Callable[..., Long], qtbot: QtBot
) -> None:
    long = begin_long()
    vocabulary.detail.into.setText("knife")
    vocabulary.detail.merge()
    assert several.program.window.toast.text == _WAITS
    assert (vocabulary.detail.problem, several.desk.session.waiting) == ("", 1)
    vocabulary.filter.setText("axe")
    long.end()
    qtbot.waitUntil(lambda: several.program.window.toast.text == "Merge sword into knife", timeout=_PATIENCE_MS)
    assert [scene.wieldings[0].weapon for scene in several.scenes] == ["knife"] * 4
    assert vocabulary.filter.text() == "axe"
    several.program.window.toast.take_back()
    assert several.scenes[0].wieldings[0].weapon == "sword"


def test_a_term_is_retired_and_gets_its_picture_after_it(
    several: Several, vocabulary: VocabularySheet, begin_long: Callable[..., Long], tmp_path: Path, qtbot: QtBot
) -> None:
    sword, image = _term(several, "sword"), QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#aa3300"))
    image.save(str(tmp_path / "sword.png"))
    long = begin_long()
    vocabulary.detail.take_picture(tmp_path / "sword.png")
    qtbot.waitUntil(lambda: several.desk.session.waiting == 1, timeout=_PATIENCE_MS)
    vocabulary.detail.retire()
    long.end()
    qtbot.waitUntil(lambda: several.catalog.undo_label == "Retire sword", timeout=_PATIENCE_MS)
    assert several.catalog.vocabulary.concept(sword).retired
    assert several.catalog.read(read_concept_picture, sword) is not None


def test_the_trash_gives_back_after_it_and_loses_no_fight_that_came_in_unasked(
    several: Several, begin_long: Callable[..., Long], qtbot: QtBot
) -> None:
    for scene_id in (2, 3):
        several.desk.session.edit("Delete fight", trash_scene, scene_id)
    several.program.window.actions_.run("edit.trash")
    sheet = several.program.window.findChild(TrashSheet)
    assert isinstance(sheet, TrashSheet)
    long = begin_long(_trash_last)
    sheet.restore()
    sheet.restore()  # as Enter and a click do, of one fight
    button = sheet.findChild(TwoStepButton)
    assert button is not None
    button.click()
    button.click()
    qtbot.waitUntil(lambda: several.desk.session.waiting == 2, timeout=_PATIENCE_MS)
    assert sheet.problem == ""
    long.end()
    qtbot.waitUntil(lambda: several.program.window.toast.text == "1 deleted from the trash", timeout=_PATIENCE_MS)
    assert [scene.id for scene in several.scenes] == [1, 3]
    assert several.catalog.read(read_trash) == [4]


def test_an_old_value_is_brought_back_after_it(several: Several, begin_long: Callable[..., Long], qtbot: QtBot) -> None:
    several.desk.session.edit("Change title", change_scene, 2, title="Knives")
    several.desk.session.edit("Change title", change_scene, 2, title="Swords")
    several.click(1)
    several.program.window.actions_.run("edit.history")
    sheet = several.program.window.findChild(HistorySheet)
    assert isinstance(sheet, HistorySheet)
    long = begin_long()
    sheet.bring_back()
    assert (several.scenes[1].fields.title, sheet.problem) == ("Swords", "")
    long.end()
    qtbot.waitUntil(lambda: several.scenes[1].fields.title == "Knives", timeout=_PATIENCE_MS)
    several.program.window.toast.take_back()
    assert several.scenes[1].fields.title == "Swords"


def test_what_a_toast_tells_of_can_not_be_taken_back_from_under_it_and_says_why(
    several: Several, begin_long: Callable[..., Long]
) -> None:
    window = several.program.window
    several.click(1)
    window.actions_.run("tag.duplicate")
    back = window.toast._undo
    begin_long()
    assert back is not None
    back()
    told = (
        "“Name them all” is still under way and comes after it, so it can't be taken back by itself."
        " Undo goes back over both once that is done."
    )
    assert window.toast.text == told
    assert (window.problem_words, len(several.scenes)) == ("", 5)


def test_what_was_done_to_several_can_not_be_taken_back_from_under_it_either(
    several: Several, begin_long: Callable[..., Long]
) -> None:
    several.tag.scenes.select_all()
    several.many.coder.setText("Ann")
    several.many.coder.press_enter()
    back = several.program.window.toast._undo
    begin_long()
    assert back is not None
    back()
    assert several.program.window.toast.text.startswith("“Name them all” is still under way and comes after it")


def test_another_title_of_a_film_that_is_given_twice_meanwhile_waits_once(
    several: Several, long: Long, qtbot: QtBot
) -> None:
    several.program.window.actions_.run("edit.film")
    sheet = several.program.window.findChild(FilmSheet)
    assert isinstance(sheet, FilmSheet)
    enter(sheet.new_title, "Danseuse")
    enter(sheet.new_title, "Danseuse")
    assert several.desk.session.waiting == 1
    long.end()
    qtbot.waitUntil(lambda: [row.word for row in sheet.titles.rows] == ["Danseuse"], timeout=_PATIENCE_MS)


@pytest.mark.parametrize("is_left", [False, True])
def test_what_is_refused_late_is_told_in_the_sheet_it_came_from_while_that_is_open_and_else_in_the_banner(
    several: Several, vocabulary: VocabularySheet, begin_long: Callable[..., Long], qtbot: QtBot, is_left: bool
) -> None:
    knife = _term(several, "knife")
    long = begin_long(lambda catalog: catalog.edit("Rename knife to blade", rename_concept, knife, "cutter"))
    vocabulary.detail.fields.word.setText("cutter")
    vocabulary.detail.fields.word.press_enter()
    vocabulary.detail.show_term(_term(several, "axe"))
    if is_left:
        vocabulary.leave()
    long.end()
    banner = several.program.window
    qtbot.waitUntil(lambda: bool(banner.problem_words or vocabulary.problem), timeout=_PATIENCE_MS)
    told, nothing = vocabulary.problem, banner.problem_words
    if is_left:
        told, nothing = nothing, told
    assert told.startswith("“Rename sword to cutter” was not stored: ")
    assert nothing == ""
    assert vocabulary.detail.fields.word_box.problem == ""
