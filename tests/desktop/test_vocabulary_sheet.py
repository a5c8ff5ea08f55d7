"""The vocabulary in the window: found, counted, added to, renamed, moved, merged, retired, deleted, in and out."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from donnybrook.catalog import Catalog
from donnybrook.catalog.backups import Keeper
from donnybrook.catalog.concepts import read_entry
from donnybrook.catalog.edits.vocabulary import delete_concept
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.entry_line import EntryLine
from donnybrook.desktop.panels.vocabulary_sheet import VocabularySheet


@pytest.fixture
def sheet(program: Program, qtbot: QtBot) -> VocabularySheet:
    """Return the sheet on the handful of fights, which are counted."""
    program.window.actions_.run("edit.vocabulary")
    sheet = program.window.findChild(VocabularySheet)
    assert isinstance(sheet, VocabularySheet)
    qtbot.waitUntil(lambda: any(row.uses for row in sheet.tree.rows), timeout=20_000)
    return sheet


def _catalog(program: Program) -> Catalog:
    assert program.desk is not None
    return program.desk.session.catalog


def _choose(sheet: VocabularySheet, word: str) -> int:
    sheet.filter.setText(word)
    found = sheet.around.session.catalog.vocabulary.lookup("weapon", word)
    assert found is not None
    sheet._go_to(found)
    assert sheet.tree.term_id == found
    return found


def _type(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    if isinstance(line, EntryLine):
        line.hide_suggestions()
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_terms_are_found_as_one_types_with_those_above_them_and_their_counts(sheet: VocabularySheet) -> None:
    QTest.keyClicks(sheet.filter, "flamethr")
    found = [row for row in sheet.tree.rows if row.is_found]
    assert ("flamethrower", 2) in [(row.label, row.uses) for row in found]
    assert len(found) < len(sheet.tree.rows) < 12
    assert sheet.detail.fields.word.text() == "flamethrower"


def test_a_fight_with_two_narrower_terms_counts_once_for_the_term_above_them(
    sheet: VocabularySheet, program: Program
) -> None:
    found = len(_catalog(program).search("weapon:weapon").scene_ids)
    _choose(sheet, "weapon")
    assert [row.uses for row in sheet.tree.rows if row.label == "weapon"] == [found] == [5]
    assert sheet.detail.uses.text() == f"Used in 0 fights, {found} with narrower terms"


def test_counts_follow_an_edit_and_leave_what_is_half_typed(
    sheet: VocabularySheet, program: Program, qtbot: QtBot
) -> None:
    flamethrower = _choose(sheet, "flamethrower")
    note = sheet.detail.fields.note
    assert program.desk is not None
    program.desk.session.tell_changes(_catalog(program).delete_scene(2).changes)
    note.setFocus()
    QTest.keyClicks(note, "Fuel")

    def is_counted() -> bool:
        return any((row.concept_id, row.uses) == (flamethrower, 1) for row in sheet.tree.rows)

    qtbot.waitUntil(is_counted, timeout=20_000)
    assert sheet.detail.uses.text() == "Used in 1 fight"
    assert note.toPlainText() == "Fuel"


def test_each_kind_of_terms_has_a_tab(sheet: VocabularySheet) -> None:
    sheet.show_scheme("location")
    assert any(row.label == "village" and row.uses == 2 for row in sheet.tree.rows)


def test_a_renamed_term_is_shown_by_every_fight_and_can_be_undone(sheet: VocabularySheet, program: Program) -> None:
    concept_id = _choose(sheet, "ice skates")
    _type(sheet.detail.fields.word, "figure skates")
    assert _catalog(program).vocabulary.concept(concept_id).label == "figure skates"
    (scene_id,) = _catalog(program).search('"figure skates"').scene_ids
    assert _catalog(program).scene_rows([scene_id])[0].weapons[0].label == "figure skates"
    program.window.actions_.run("edit.undo")
    assert sheet.detail.fields.word.text() == "ice skates"


def test_a_word_that_is_taken_is_refused_at_the_field(sheet: VocabularySheet) -> None:
    _choose(sheet, "ice skates")
    _type(sheet.detail.fields.word, "fire hose")
    assert sheet.detail.fields.word_box.problem == "“fire hose” is in the vocabulary already."


def test_a_term_is_moved_under_another_and_never_under_itself(sheet: VocabularySheet, program: Program) -> None:
    concept_id = _choose(sheet, "fire hose")
    _type(sheet.detail.fields.under, "flamethrower")
    above = _catalog(program).vocabulary.ancestors(concept_id)
    assert above[0].label == "flamethrower"
    _choose(sheet, "flamethrower")
    _type(sheet.detail.fields.under, "fire hose")
    assert "can't stand under itself" in sheet.detail.fields.under_box.problem
    _type(sheet.detail.fields.under, "no such thing")
    assert sheet.detail.fields.under_box.problem == "There is no term “no such thing”."


def test_synonyms_have_a_language_and_are_added_and_taken_off(sheet: VocabularySheet, program: Program) -> None:
    concept_id = _choose(sheet, "fire hose")
    before = len(sheet.detail.fields.synonyms.rows)
    sheet.detail.fields.language.setText("fr")
    _type(sheet.detail.fields.new_synonym, "tuyau rouge")
    assert (sheet.detail.fields.synonyms.rows[-1].word, sheet.detail.fields.synonyms.rows[-1].also) == (
        "tuyau rouge",
        "fr",
    )
    assert _catalog(program).vocabulary.lookup("weapon", "tuyau rouge") == concept_id
    sheet.detail.fields.synonyms.removed.emit(before)
    assert len(sheet.detail.fields.synonyms.rows) == before


def test_note_colour_key_and_identifiers_are_kept_and_wrong_ones_refused(
    sheet: VocabularySheet, program: Program
) -> None:
    concept_id = _choose(sheet, "fire hose")
    fields = sheet.detail.fields
    fields.note.setFocus()
    fields.note.setPlainText("Water under pressure.")
    _type(fields.colour, "blue")
    assert "is no colour" in fields.colour_box.problem
    _type(fields.colour, "#1f6fd6")
    _type(fields.hotkey, "h")
    _type(fields.new_match, "Q1070890")
    _type(fields.new_match, "wikidata nonsense")
    assert "is no identifier" in fields.match_box.problem
    entry = _catalog(program).read(read_entry, concept_id)
    assert (entry.scope_note, entry.colour, entry.hotkey) == ("Water under pressure.", "#1f6fd6", "h")
    assert ("wikidata", "Q1070890") in [(each.authority, each.value) for each in entry.matches]


def test_a_new_term_stands_under_the_chosen_one(sheet: VocabularySheet, program: Program) -> None:
    parent_id = _choose(sheet, "fire hose")
    _type(sheet.new_term, "garden hose of doom")
    assert sheet.tree.term_id == _catalog(program).vocabulary.lookup("weapon", "garden hose of doom")
    assert sheet.tree.term_id is not None
    assert _catalog(program).vocabulary.concept(sheet.tree.term_id).broader_id == parent_id
    _type(sheet.new_term, "fire hose")
    assert "already" in sheet._new_box.problem


def test_merging_lets_every_use_follow(sheet: VocabularySheet, program: Program) -> None:
    _choose(sheet, "fire hose")
    sheet.detail.merge_button.click()
    assert sheet.detail.into_box.problem == "Type the term that is to take its place."
    _type(sheet.detail.into, "flamethrower")
    sheet.detail.merge_button.click()
    assert len(_catalog(program).search("weapon:flamethrower").scene_ids) == 2
    assert sheet.detail.fields.word.text() == "flamethrower"
    program.window.toast.take_back()
    assert len(_catalog(program).search('weapon="fire hose"').scene_ids) == 1


def test_a_term_in_use_can_be_retired_but_not_deleted(sheet: VocabularySheet, program: Program) -> None:
    concept_id = _choose(sheet, "ice skates")
    assert not sheet.detail.delete_button.isEnabled()
    sheet.detail.retire_button.click()
    sheet.detail.retire_button.click()
    assert _catalog(program).vocabulary.concept(concept_id).retired
    assert sheet.tree.rows[-1].is_retired


def test_an_unused_term_is_deleted_in_two_steps(sheet: VocabularySheet, program: Program) -> None:
    _choose(sheet, "fire hose")
    _type(sheet.new_term, "mistake")
    sheet.detail.delete_button.click()
    assert _catalog(program).vocabulary.lookup("weapon", "mistake") is not None
    sheet.detail.delete_button.click()
    assert _catalog(program).vocabulary.lookup("weapon", "mistake") is None


def test_terms_whose_fights_can_not_be_counted_say_so_and_deleting_looks_for_itself(
    sheet: VocabularySheet, program: Program
) -> None:
    parts = sheet.around, sheet.detail._thumbnails, sheet.detail._errands, sheet._far
    uncounted = VocabularySheet(*parts, lambda tell: tell(None))
    uncounted.ask()
    flamethrower = _choose(uncounted, "flamethrower")
    assert uncounted.detail.uses.text() == "Its fights could not be counted"
    assert not uncounted.detail.uses.isEnabled()
    for _ in range(2):
        uncounted.detail.delete_button.click()
    assert "in use can't be deleted" in uncounted.detail.problem
    assert _catalog(program).vocabulary.knows(flamethrower)
    unused = _choose(uncounted, "katana")
    for _ in range(2):
        uncounted.detail.delete_button.click()
    assert not _catalog(program).vocabulary.knows(unused)


def test_a_term_that_was_deleted_elsewhere_is_said_to_be_gone_where_it_was_to_change(
    sheet: VocabularySheet, program: Program, qtbot: QtBot
) -> None:
    katana = _choose(sheet, "katana")
    with Catalog.open(_catalog(program).path) as other:
        other.edit("Delete term katana", delete_concept, katana)
    gone = "What it was about is not there any more, so nothing was changed."
    sheet.detail.retire()
    assert sheet.detail.problem == gone
    _type(sheet.detail.fields.word, "tachi")
    assert sheet.detail.fields.word_box.problem == gone
    assert program.window.problem_words == ""
    qtbot.waitUntil(lambda: katana not in [row.concept_id for row in sheet.tree.rows])


def test_a_click_on_its_uses_searches_for_them(sheet: VocabularySheet, program: Program) -> None:
    _choose(sheet, "fire hose")
    assert sheet.detail.uses.text().startswith("Used in 1 fight")
    sheet.detail.uses.click()
    assert not sheet.isVisible()
    assert program.window.search_box.text == 'weapon:"fire hose"'
    assert program.desk is not None
    assert len(program.desk.find.all_hits()) == 1


@pytest.mark.parametrize("suffix", [".csv", ".ttl"])
def test_terms_go_to_a_file_and_come_back(
    sheet: VocabularySheet, program: Program, tmp_path: Path, qtbot: QtBot, suffix: str
) -> None:
    path = tmp_path / f"terms{suffix}"
    _choose(sheet, "fire hose")
    _type(sheet.new_term, "garden hose of doom")
    sheet.export_to(path)
    assert f"written to {path}" in program.window.toast.text
    program.window.actions_.run("edit.undo")
    assert _catalog(program).vocabulary.lookup("weapon", "garden hose of doom") is None
    sheet.import_from(path)
    assert program.window.status.work_words == f"Import terms{suffix}…"  # whatever is entered now, waits for it
    qtbot.waitUntil(lambda: "1 term added" in program.window.toast.text, timeout=20_000)
    assert _catalog(program).vocabulary.lookup("weapon", "garden hose of doom") is not None
    assert "before import" in [each.reason for each in Keeper(_catalog(program).path).backups()]


def test_a_file_that_is_no_vocabulary_is_told_in_the_sheet(
    sheet: VocabularySheet, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet.import_from(tmp_path / "nowhere.csv")
    qtbot.waitUntil(lambda: "There is no file" in sheet.problem, timeout=10_000)


def test_every_part_of_the_sheet_is_reached_by_tab(sheet: VocabularySheet, program: Program) -> None:
    seen = set()
    for _ in range(40):
        QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_Tab)
        seen.add(program.window.focusWidget())
    assert {sheet.filter, sheet.tree, sheet.new_term, sheet.detail.fields.word, sheet.detail.retire_button} <= seen


def test_what_is_half_typed_is_kept_when_the_catalog_is_closed(sheet: VocabularySheet, program: Program) -> None:
    _choose(sheet, "fire hose")
    path = _catalog(program).path
    word = sheet.detail.fields.word
    word.setFocus()
    word.selectAll()
    QTest.keyClicks(word, "hose of the fire brigade")
    program.close_catalog()
    with Catalog.open(path) as catalog:
        assert catalog.vocabulary.lookup("weapon", "hose of the fire brigade") is not None


def test_a_picture_shows_what_a_term_means_until_it_is_taken_away(
    sheet: VocabularySheet, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    image.save(str(tmp_path / "hose.png"))
    _choose(sheet, "fire hose")
    laid_out = list[bool]()
    sheet.tree.model().modelReset.connect(lambda: laid_out.append(True))
    sheet.detail.take_picture(tmp_path / "hose.png")
    qtbot.waitUntil(lambda: sheet.detail.picture_button.text() == "Remove picture", timeout=20_000)
    assert not laid_out  # no line of the tree is another one
    qtbot.waitUntil(lambda: not sheet.detail._picture.isHidden(), timeout=10_000)
    sheet.detail.picture_button.click()
    assert sheet.detail.picture_button.text() == "Picture…"
    assert sheet.detail._picture.isHidden()


def test_a_file_that_is_no_picture_is_told_at_the_term(sheet: VocabularySheet, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "no.png").write_bytes(b"no picture")
    _choose(sheet, "fire hose")
    sheet.detail.take_picture(tmp_path / "no.png")
    qtbot.waitUntil(lambda: "no.png" in sheet.detail.problem, timeout=20_000)
