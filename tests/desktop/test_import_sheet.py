"""Import… in the window: a file is shown before it is taken, with what is unknown and what is left out."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from donnybrook.catalog import Catalog, SceneDraft, SceneFields
from donnybrook.catalog.edits.versions import add_version
from donnybrook.desktop.app import Program
from donnybrook.desktop.dialogs import files
from donnybrook.desktop.panels.import_sheet import ImportSheet
from donnybrook.exchange.exporting import export_found

PROJECT = """{version: 1, mediaFileName: 'Ronin.1998.mp4', cutSegments: [
  {start: 1.5, end: 4, name: 'the quay', tags: {weapon: 'swords', prop: 'plungr'}},
  {start: 9, end: 8, name: 'back'},
]}"""


@pytest.fixture
def sheet(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> ImportSheet:
    """Return the sheet on a project that somebody chose by the menu."""
    (tmp_path / "a.llc").write_text(PROJECT, encoding="utf-8")
    monkeypatch.setattr(files, "ask_file_to_import", lambda _parent, _endings: tmp_path / "a.llc")
    program.window.actions_.run("import.file")
    sheet = program.window.findChild(ImportSheet)
    assert isinstance(sheet, ImportSheet)
    qtbot.waitUntil(sheet.import_button.isEnabled, timeout=20_000)
    return sheet


def _lines(sheet: ImportSheet) -> list[tuple[str, str]]:
    return [(row.title, row.side) for row in sheet.list.rows]


def test_a_file_is_shown_with_what_is_left_out_and_unknown_before_it_is_taken(
    sheet: ImportSheet, program: Program, qtbot: QtBot
) -> None:
    assert program.desk is not None
    catalog = program.desk.session.catalog
    before = (catalog.scene_count(), len(catalog.films()))
    assert sheet.lead.startswith("1 fight into Ronin.1998, a new film to import. 1 word is not in the vocabulary")
    assert _lines(sheet) == [
        ("segment 2: it ends before it begins, or at once", "left out"),
        ("“plungr”", "stays in the note"),
        ("the quay", "Ronin.1998, a new film"),
    ]
    assert (catalog.scene_count(), len(catalog.films())) == before
    assert program.window.focusWidget() is sheet.import_button
    QTest.keyClick(sheet.import_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "1 fight into Ronin.1998" in program.window.toast.text, timeout=20_000)
    assert (catalog.scene_count(), len(catalog.films())) == (before[0] + 1, before[1] + 1)
    program.window.actions_.run("edit.undo")
    assert (catalog.scene_count(), len(catalog.films())) == before


def test_film_and_unknown_words_are_chosen_and_shown_anew(sheet: ImportSheet, qtbot: QtBot) -> None:
    film = sheet.around.session.catalog.films()[0]
    sheet.film.setCurrentIndex(1)
    sheet.film.activated.emit(1)
    sheet.words.setCurrentIndex(1)
    sheet.words.activated.emit(1)
    qtbot.waitUntil(lambda: "becomes a new term" in sheet.lead, timeout=20_000)
    assert sheet.lead.startswith(f"1 fight into {film.title}")
    assert ("“plungr”", "new weapon") in _lines(sheet)
    sheet.take()
    qtbot.waitUntil(
        lambda: sheet.around.session.catalog.vocabulary.lookup("weapon", "plungr") is not None, timeout=20_000
    )


def test_a_version_of_a_film_is_chosen_too(sheet: ImportSheet, tmp_path: Path, qtbot: QtBot) -> None:
    session = sheet.around.session
    film = session.catalog.films()[0]
    version_id = session.edit("Add version", add_version, film.id, "Director's cut")
    sheet.show_file(tmp_path / "a.llc")
    qtbot.waitUntil(sheet.import_button.isEnabled, timeout=20_000)
    place = next(place for place in range(sheet.film.count()) if "Director's cut" in sheet.film.itemText(place))
    sheet.film.setCurrentIndex(place)
    assert (sheet._choices().film_id, sheet._choices().version_id) == (film.id, version_id)


def test_what_can_t_be_read_is_told_in_the_sheet(sheet: ImportSheet, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "a.llc").write_text("{", encoding="utf-8")
    sheet.show_file(tmp_path / "a.llc")
    qtbot.waitUntil(lambda: "can't be read as a LosslessCut project" in sheet.problem, timeout=20_000)
    assert not sheet.import_button.isEnabled()


def test_a_dropped_file_of_another_program_is_shown_and_is_no_film(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "b.llc").write_text(PROJECT, encoding="utf-8")
    program.window.files_dropped.emit([tmp_path / "b.llc"])
    sheet = program.window.findChild(ImportSheet)
    assert isinstance(sheet, ImportSheet)
    qtbot.waitUntil(lambda: sheet.lead.startswith("1 fight into Ronin.1998"), timeout=20_000)


TABLE = "Movie,Heading,Start,Weapon\nRonin,the quay,1.5,sword\nRonin,the bridge,soon,sword\n"


def _shown(program: Program, path: Path, qtbot: QtBot) -> ImportSheet:
    program.window.actions_.run("import.file")
    sheet = program.window.findChild(ImportSheet)
    assert isinstance(sheet, ImportSheet)
    qtbot.waitUntil(sheet.import_button.isEnabled, timeout=20_000)
    return sheet


def test_the_columns_of_a_table_are_shown_and_can_be_chosen(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    (tmp_path / "theirs.csv").write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr(files, "ask_file_to_import", lambda _parent, _endings: tmp_path / "theirs.csv")
    sheet = _shown(program, tmp_path, qtbot)
    assert sheet.columns.isVisible()
    shown = {name: choice.key for name, choice in sheet.columns.choices.items() if choice.key}
    assert shown == {"film": "Movie", "in": "Start", "weapons": "Weapon"}
    title, side = _lines(sheet)[0]
    assert title.startswith("line 3: in: “soon” is not a time. Write seconds")
    assert side == "left out"
    sheet.columns.choices["title"].show_key("Heading")
    sheet.columns.choices["title"].chosen.emit("Heading")
    qtbot.waitUntil(lambda: any(title == "the quay" for title, _ in _lines(sheet)), timeout=20_000)
    QTest.mouseClick(sheet.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "1 fight into Ronin" in program.window.toast.text, timeout=20_000)


def test_what_was_exported_whole_comes_back_by_the_window(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with Catalog.create(tmp_path / "other.fights", cache_folder=tmp_path) as other:
        film = other.add_film("Sintel").value
        other.add_scene(film, SceneDraft(fields=SceneFields(title="the staff")))
        export_found(other, tmp_path / "set")
    monkeypatch.setattr(files, "ask_file_to_import", lambda _parent, _endings: tmp_path / "set" / "datapackage.json")
    sheet = _shown(program, tmp_path, qtbot)
    assert sheet.lead.startswith("1 fight, ")
    assert not sheet.columns.isVisible()
    QTest.mouseClick(sheet.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "1 fight, " in program.window.toast.text, timeout=20_000)
    assert program.desk is not None
    assert "Sintel" in {each.title for each in program.desk.session.catalog.films()}
