"""What is about very many fights, wherever it is asked for, is done in another thread, told of, and taken back."""

import threading
from contextlib import closing
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.several import Several
from donnybrook.catalog import Catalog, Transaction
from donnybrook.catalog.driver import connect
from donnybrook.catalog.edits import keeping
from donnybrook.catalog.edits.bulk import trash_scenes
from donnybrook.catalog.edits.cast import be_character
from donnybrook.catalog.edits.scenes import change_scene
from donnybrook.catalog.kept import read_collected, read_collections
from donnybrook.catalog.search.index import SearchIndex
from donnybrook.desktop.entry import Spoken
from donnybrook.desktop.models.facets import Kept
from donnybrook.desktop.models.scene_wall import SceneWall
from donnybrook.desktop.panels.film_sheet import FilmSheet
from donnybrook.desktop.panels.trash_sheet import TrashSheet
from donnybrook.desktop.panels.two_step import TwoStepButton
from donnybrook.desktop.panels.vocabulary_sheet import VocabularySheet
from donnybrook.desktop.panels.wall import Wall
from donnybrook.desktop.services import far_edits, hit_search

_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Under:
    """Sees what is under way in another thread of a window on four fights, where two are very many."""

    def __init__(self, several: Several, qtbot: QtBot) -> None:
        self.labels: list[str] = []
        self._window, self._qtbot = several.program.window, qtbot
        several.desk.session.elsewhere_changed.connect(self.labels.append)

    def wait_for(self, label: str, told: str) -> None:
        """Wait until an edit is told of that was made there."""
        self._qtbot.waitUntil(lambda: self._window.toast.text == told)
        assert self.labels == [label, ""]
        self.labels.clear()


@pytest.fixture
def under(several: Several, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Under:
    monkeypatch.setattr(far_edits, "_AT_ONCE", 1)
    return Under(several, qtbot)


@pytest.fixture
def kept(several: Several) -> Kept:
    """Return a collection, shown in Find, of which it has the first three fights."""
    session = several.desk.session
    made = session.edit("Make collection", keeping.add_collection, "Good")
    session.edit("Add to Good", keeping.collect, made, [1, 2, 3])
    several.desk.show_workplace("find")
    several.program.window.search_box.set_text("collection=Good")
    return Kept("collection", made, "Good")


def _select_all(several: Several) -> None:
    wall = several.desk.find.findChild(Wall)
    assert isinstance(wall, Wall)
    wall.setFocus()
    QTest.keyClick(wall, Qt.Key.Key_Home)
    QTest.keyClick(wall, Qt.Key.Key_A, _CTRL)


def _trash_of_three(several: Several) -> tuple[TrashSheet, TwoStepButton]:
    """Delete three of the four fights; returns the sheet of the trash, and the button that empties it."""
    several.desk.session.edit("Delete fights", trash_scenes, [1, 2, 3])
    several.program.window.actions_.run("edit.trash")
    sheet = several.program.window.findChild(TrashSheet)
    assert isinstance(sheet, TrashSheet)
    button = sheet.findChild(TwoStepButton)
    assert isinstance(button, TwoStepButton)
    return sheet, button


def test_the_trash_is_emptied_there_and_says_so_and_can_not_be_emptied_twice(
    several: Several, under: Under, qtbot: QtBot
) -> None:
    sheet, button = _trash_of_three(several)
    seen: list[tuple[str, bool]] = []
    several.desk.session.elsewhere_changed.connect(lambda _label: seen.append((sheet.lead, button.isEnabled())))
    button.click()
    button.click()
    assert (sheet.lead, button.isEnabled()) == ("Emptying the trash…", False)
    under.wait_for("Empty the trash", "3 deleted from the trash")
    assert seen[0] == ("Emptying the trash…", False)
    assert (sheet.lead, sheet.list.rows) == ("", ())
    several.program.window.actions_.run("edit.undo")
    qtbot.waitUntil(lambda: len(sheet.list.rows) == 3)
    assert (sheet.lead, button.isEnabled()) == ("3 fights in the trash.", True)


def test_why_the_trash_is_not_emptied_stays_to_be_read_while_it_is_searched(
    several: Several, under: Under, qtbot: QtBot
) -> None:
    sheet, button = _trash_of_three(several)
    sheet._search.setText("sword")
    with closing(connect(several.catalog.path, mode="rw")) as theirs:
        theirs.execute("BEGIN IMMEDIATE")
        button.click()
        button.click()
        qtbot.waitUntil(lambda: under.labels == ["Empty the trash", ""])
        qtbot.waitUntil(button.isEnabled)
    assert "another program" in sheet.problem
    assert sheet.lead == "3 fights in the trash."


def test_a_film_goes_there_with_its_fights(several: Several, under: Under) -> None:
    QTest.keyClick(several.tag.view, Qt.Key.Key_Delete, _SHIFT)
    QTest.keyClick(several.tag.films.removal, Qt.Key.Key_Delete, _SHIFT)
    under.wait_for("Remove film Fire and Water", "“Fire and Water” was removed")
    assert several.catalog.films() == []
    assert several.tag.tagging.film is None


def test_a_term_is_merged_there(several: Several, under: Under, qtbot: QtBot) -> None:
    several.program.window.actions_.run("edit.vocabulary")
    sheet = several.program.window.findChild(VocabularySheet)
    assert isinstance(sheet, VocabularySheet)
    sword, knife = (several.catalog.vocabulary.lookup("weapon", word) for word in ("sword", "knife"))
    before = [scene.wieldings[0].weapon_id for scene in several.scenes]
    sheet.detail.show_term(sword)
    sheet.detail.into.setText("knife")
    sheet.detail.merge()
    sheet.detail.merge()  # pressed twice, it is one
    under.wait_for("Merge sword into knife", "Merge sword into knife")
    assert [scene.wieldings[0].weapon_id for scene in several.scenes] == [knife] * 4
    qtbot.waitUntil(lambda: not several.desk.session.is_busy)
    assert several.program.window.toast.take_back()
    qtbot.waitUntil(lambda: [scene.wieldings[0].weapon_id for scene in several.scenes] == before)


@pytest.mark.parametrize("is_left", [False, True])
def test_why_a_term_is_not_merged_there_is_told_in_the_sheet_while_that_is_open_and_else_in_the_banner(
    several: Several, under: Under, qtbot: QtBot, is_left: bool
) -> None:
    window = several.program.window
    window.actions_.run("edit.vocabulary")
    sheet = window.findChild(VocabularySheet)
    assert isinstance(sheet, VocabularySheet)
    sheet.detail.show_term(several.catalog.vocabulary.lookup("weapon", "sword"))
    sheet.detail.into.setText("sword")
    sheet.detail.merge()
    if is_left:
        sheet.leave()
    qtbot.waitUntil(lambda: bool(window.problem_words or sheet.problem))
    told = "“Merge sword into sword” was not stored: A term can't be merged into itself."
    assert (sheet.problem, window.problem_words) == (("", told) if is_left else (told, ""))


def test_a_character_is_taken_off_the_cast_there(several: Several, under: Under, qtbot: QtBot) -> None:
    for scene in several.scenes:
        several.desk.session.edit("Be", be_character, scene.combatants[0].id, "Eve")
    several.program.window.actions_.run("edit.film")
    sheet = several.program.window.findChild(FilmSheet)
    assert isinstance(sheet, FilmSheet)
    assert several.tag.tagging.film is not None
    film_id = several.tag.tagging.film.id
    sheet.cast._remove(several.catalog.cast(film_id)[0].id)
    qtbot.waitUntil(lambda: under.labels == ["Take Eve off the cast", ""])
    assert several.catalog.cast(film_id) == []
    assert [each.label for scene in several.scenes for each in scene.combatants] == ["Eve"] * 4


def test_fights_are_rated_there(several: Several, under: Under) -> None:
    several.desk.show_workplace("find")
    _select_all(several)
    several.program.window.actions_.run("find.rate_5")
    under.wait_for("Rate fight: ★★★★★", "4 fights: ★★★★★")
    assert [scene.fields.rating for scene in several.scenes] == ["5"] * 4


def test_what_is_asked_for_again_after_something_else_is_what_stands_in_the_end(
    several: Several, under: Under, qtbot: QtBot
) -> None:
    several.desk.show_workplace("find")
    _select_all(several)
    for stars in ("5", "3", "5"):
        several.program.window.actions_.run(f"find.rate_{stars}")
    assert under.labels == ["Rate fight: ★★★★★"]
    qtbot.waitUntil(lambda: not several.desk.session.is_busy)
    assert [scene.fields.rating for scene in several.scenes] == ["5"] * 4


def test_fights_are_put_into_a_collection_ordered_and_taken_out_of_it_there(
    several: Several, kept: Kept, under: Under, qtbot: QtBot
) -> None:
    find, catalog = several.desk.find, several.catalog
    find.counts.facets.collected.emit(kept, (2, 3, 4))
    under.wait_for("Add to Good", "3 fights put into “Good”")
    assert catalog.read(read_collected, kept.id) == [1, 2, 3, 4]
    find.drag.dropped.emit((3, 4), 0)
    under.wait_for("Order Good", "Number 1 of “Good”")
    assert catalog.read(read_collected, kept.id) == [3, 4, 1, 2]
    find.counts.facets.collected.emit(kept, (1, 2))
    qtbot.waitUntil(lambda: several.program.window.toast.text == "In “Good” already: 2 fights")
    under.labels.clear()
    _select_all(several)
    several.program.window.actions_.run("find.leave_out")
    under.wait_for("Leave out of Good", "4 fights taken out of “Good”")
    assert catalog.read(read_collected, kept.id) == []


def test_a_collection_is_deleted_there_and_its_search_with_it(several: Several, kept: Kept, under: Under) -> None:
    several.desk.find.counts.facets.deleted.emit(kept)
    told = "The collection “Good” is gone; its fights are where they were"
    under.wait_for("Delete collection Good", told)
    assert several.catalog.read(read_collections) == []
    assert several.program.window.search_box.text == ""


def test_what_was_entered_meanwhile_is_stored_before_the_search_index_is_brought_up(
    several: Several, under: Under, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    several.desk.find.all_hits()  # the index is there
    session, bring_up, stored = several.desk.session, SearchIndex._bring_up, list[bool]()

    def seen(index: SearchIndex, *given: Any) -> bool:
        stored.append(several.catalog.undo_label == "Title")
        return bring_up(index, *given)

    monkeypatch.setattr(SearchIndex, "_bring_up", seen)
    several.tag.tagging.many.trash([1, 2, 3])
    session.enter(Spoken(session.problem.emit), "Title", change_scene, 4, title="Alone")
    qtbot.waitUntil(lambda: several.catalog.undo_label == "Title")
    several.desk.show_workplace("find")
    qtbot.waitUntil(lambda: list(several.desk.find.all_hits()) == [4])
    assert stored
    assert all(stored)


def test_what_another_program_did_to_very_many_is_brought_into_the_index_away_from_the_window(
    several: Several, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hit_search, "_QUICK_ROWS", 2)
    several.desk.show_workplace("find")
    wall = several.desk.find.findChild(Wall)
    assert isinstance(wall, Wall)
    model = wall.model()
    assert isinstance(model, SceneWall)
    qtbot.waitUntil(lambda: len(model.ids) == 4)
    here, bring_up, where = threading.get_ident(), SearchIndex._bring_up, list[int]()

    def seen(index: SearchIndex, *given: Any) -> bool:
        where.append(threading.get_ident())
        return bring_up(index, *given)

    monkeypatch.setattr(SearchIndex, "_bring_up", seen)
    with Catalog.open(several.catalog.path) as other:
        other.edit("Delete fights", trash_scenes, [1, 2, 3])
    qtbot.waitUntil(lambda: list(model.ids) == [4])
    assert where
    assert here not in where


def test_a_search_is_made_anew_after_that_with_its_words_and_its_order(
    several: Several, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hit_search, "_QUICK_ROWS", 2)
    several.desk.show_workplace("find")
    find = several.desk.find
    several.program.window.search_box.set_text("collection=Good")
    assert (list(find.all_hits()), find.is_by_hand) == ([], False)

    def bring(tx: Transaction) -> None:
        keeping.collect(tx, keeping.add_collection(tx, "Good"), [3, 1, 2])

    with Catalog.open(several.catalog.path) as other:
        other.edit("Bring", bring)
    qtbot.waitUntil(lambda: find.is_by_hand)
    assert list(find.all_hits()) == [3, 1, 2]
