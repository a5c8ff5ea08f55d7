"""Import… in the window: a file is shown before it is taken, with what is unknown and what is left out."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.several import enter
from donnybrook.catalog import Catalog, SceneDraft, SceneFields
from donnybrook.catalog.edits.versions import add_version
from donnybrook.desktop.app import Program
from donnybrook.desktop.dialogs import files
from donnybrook.desktop.panels.import_sheet import ImportSheet
from donnybrook.desktop.panels.inspector import Inspector
from donnybrook.desktop.services.importing import _Watch
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
    sheet.take_or_stop()
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


def _many(path: Path, count: int) -> Path:
    rows = "".join(f"Ronin,fight {number},{number},{number + 0.5},sword\n" for number in range(count))
    path.write_text(f"film,title,start,end,weapons\n{rows}", encoding="utf-8")
    return path


def test_while_an_import_runs_nothing_else_can_be_done_and_it_can_be_stopped(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert program.desk is not None
    catalog = program.desk.session.catalog
    before = (catalog.scene_count(), len(catalog.films()), catalog.undo_label)
    monkeypatch.setattr(files, "ask_file_to_import", lambda _parent, _endings: _many(tmp_path / "many.csv", 3_000))
    sheet = _shown(program, tmp_path, qtbot)
    QTest.keyClick(sheet.import_button, Qt.Key.Key_Return)
    assert sheet.import_button.text() == "Stop"
    for part in (sheet.film, sheet.words, sheet.columns, sheet.other_button):
        assert not part.isEnabled()
    sheet.columns.choices["title"].chosen.emit("")  # nor is it read anew
    sheet.show_file(tmp_path / "another.csv")
    assert "One file is imported at a time" in program.window.toast.text
    qtbot.waitUntil(lambda: sheet.bar.value() > 0, timeout=20_000)
    assert sheet.lead.startswith("Importing many.csv… ")
    assert program.window.focusWidget() is sheet.import_button
    QTest.keyClick(sheet.import_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.problem == "Importing was stopped. Nothing was imported.", timeout=20_000)
    assert (catalog.scene_count(), len(catalog.films()), catalog.undo_label) == before
    qtbot.waitUntil(lambda: sheet.import_button.text() == "Import" and sheet.import_button.isEnabled(), timeout=20_000)
    assert sheet.film.isEnabled()


def test_what_was_exported_whole_can_be_stopped_too(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert program.desk is not None
    catalog = program.desk.session.catalog
    before = (catalog.scene_count(), len(catalog.films()))
    with Catalog.create(tmp_path / "other.fights", cache_folder=tmp_path) as other:
        film = other.add_film("Sintel").value
        for number in range(30):
            other.add_scene(film, SceneDraft(fields=SceneFields(title=f"fight {number}")))
        export_found(other, tmp_path / "all.json")
    monkeypatch.setattr(files, "ask_file_to_import", lambda _parent, _endings: tmp_path / "all.json")
    sheet = _shown(program, tmp_path, qtbot)
    sheet.import_button.click()
    sheet.import_button.click()
    qtbot.waitUntil(lambda: sheet.problem == "Importing was stopped. Nothing was imported.", timeout=20_000)
    assert (catalog.scene_count(), len(catalog.films())) == before


def test_a_stop_is_told_at_once_though_the_file_is_being_read(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert program.desk is not None
    catalog = program.desk.session.catalog
    catalog.add_film("Ronin")  # cues say no film: it is the one that is called as the file is
    before = (catalog.scene_count(), len(catalog.films()), catalog.undo_label)
    cues = "".join(
        f"00:{at // 60:02}:{at % 60:02}.000 --> 00:{at // 60:02}:{at % 60:02}.500\nfight\n\n" for at in range(3_000)
    )
    (tmp_path / "Ronin.vtt").write_text(f"WEBVTT\n\n{cues}", encoding="utf-8")
    monkeypatch.setattr(files, "ask_file_to_import", lambda _parent, _endings: tmp_path / "Ronin.vtt")
    sheet = _shown(program, tmp_path, qtbot)
    sheet.import_button.click()
    sheet.import_button.click()
    assert sheet.problem == "Importing was stopped. Nothing was imported."
    assert sheet.import_button.text() == "Import"
    qtbot.waitUntil(lambda: not sheet._importing._errands.is_busy, timeout=20_000)
    assert (catalog.scene_count(), len(catalog.films()), catalog.undo_label) == before


class Held:
    """An import that is brought into the catalog as long as the test says."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_there, self.may_end = threading.Event(), threading.Event()
        looks, look = list[int](), _Watch.look

        def look_and_wait(watch: _Watch) -> None:
            look(watch)
            looks.append(1)
            if len(looks) == 3:  # the first is asked before it writes, all others while it does
                self.is_there.set()
                self.may_end.wait(60)

        monkeypatch.setattr(_Watch, "look", look_and_wait)


def test_what_is_entered_while_an_import_is_brought_over_is_stored_after_it_and_nothing_stands_still(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert program.desk is not None
    catalog = program.desk.session.catalog
    program.desk.open_scene(1)
    inspector = program.window.findChild(Inspector)
    assert isinstance(inspector, Inspector)
    monkeypatch.setattr(files, "ask_file_to_import", lambda _parent, _endings: _many(tmp_path / "many.csv", 1_000))
    sheet = _shown(program, tmp_path, qtbot)
    held, before = Held(monkeypatch), catalog.scene_count()
    sheet.import_button.click()
    sheet.leave()
    qtbot.waitUntil(held.is_there.is_set, timeout=60_000)
    enter(inspector.combatants.add, "Mo")
    assert program.window.status.work_words == "Import many.csv… 1 more waiting"
    assert "Mo" not in [each.label for each in catalog.scene(1).combatants]
    held.may_end.set()
    qtbot.waitUntil(lambda: "Mo" in [each.label for each in catalog.scene(1).combatants], timeout=60_000)
    assert program.window.problem_words == ""
    assert program.window.status.work_words == ""
    assert catalog.scene_count() == before + 1_000
    qtbot.waitUntil(lambda: "1,000 fights" in program.window.toast.text, timeout=20_000)


def test_an_import_that_is_ready_waits_for_an_edit_in_another_thread_and_can_be_stopped_meanwhile(
    sheet: ImportSheet, program: Program, qtbot: QtBot
) -> None:
    session = sheet.around.session
    before, ready = session.catalog.scene_count(), list[object]()
    sheet._importing._ready.connect(ready.append)
    session.begin_elsewhere("Name them all")
    sheet.import_button.click()
    qtbot.waitUntil(lambda: bool(ready), timeout=20_000)
    sheet.import_button.click()
    assert sheet.problem == "Importing was stopped. Nothing was imported."
    session.end_elsewhere(None)
    qtbot.waitUntil(lambda: not sheet._importing._errands.is_busy, timeout=20_000)
    assert session.catalog.scene_count() == before
    assert not session.is_busy
    qtbot.waitUntil(sheet.import_button.isEnabled, timeout=20_000)
    sheet.import_button.click()
    qtbot.waitUntil(lambda: session.catalog.scene_count() == before + 1, timeout=20_000)


def test_a_window_that_is_closed_while_an_import_is_brought_over_waits_for_it_and_keeps_what_was_entered(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert program.desk is not None
    path = program.desk.session.catalog.path
    program.desk.open_scene(1)
    inspector = program.window.findChild(Inspector)
    assert isinstance(inspector, Inspector)
    monkeypatch.setattr(files, "ask_file_to_import", lambda _parent, _endings: _many(tmp_path / "many.csv", 1_000))
    sheet = _shown(program, tmp_path, qtbot)
    held = Held(monkeypatch)
    sheet.import_button.click()
    sheet.leave()
    qtbot.waitUntil(held.is_there.is_set, timeout=60_000)
    enter(inspector.combatants.add, "Mo")
    QTimer.singleShot(50, held.may_end.set)
    program.close_catalog()
    with Catalog.open(path) as catalog:
        assert "Mo" in [each.label for each in catalog.scene(1).combatants]
        assert catalog.undo_label == "Add Mo"


def test_an_import_that_was_left_goes_on_and_tells_how_it_ended(
    sheet: ImportSheet, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "a.llc").unlink()
    sheet.import_button.click()
    sheet.leave()
    program.window.search_box.setFocus()
    typing = program.window.focusWidget()
    qtbot.waitUntil(lambda: "a.llc" in program.window.problem_words, timeout=20_000)
    assert program.window.focusWidget() is typing
    (tmp_path / "a.llc").write_text(PROJECT, encoding="utf-8")
    program.window.actions_.run("import.file")
    qtbot.waitUntil(sheet.import_button.isEnabled, timeout=20_000)
    sheet.import_button.click()
    sheet.leave()
    program.window.search_box.setFocus()
    qtbot.waitUntil(lambda: "1 fight into Ronin.1998" in program.window.toast.text, timeout=20_000)
    assert program.window.focusWidget() is typing


def test_rows_that_stand_against_an_import_are_listed_with_their_reasons(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with Catalog.create(tmp_path / "other.fights", cache_folder=tmp_path) as other:
        film = other.add_film("Sintel").value
        other.add_scene(film, SceneDraft(fields=SceneFields(title="the staff", in_us=1_000_000, out_us=2_000_000)))
        export_found(other, tmp_path / "set")
    scenes = tmp_path / "set" / "scenes.csv"
    header, row = scenes.read_text(encoding="utf-8").splitlines()
    cells = row.split(",")
    cells[header.split(",").index("in_s")] = "soon"
    scenes.write_text(f"{header}\n{','.join(cells)}\n", encoding="utf-8")
    monkeypatch.setattr(files, "ask_file_to_import", lambda _parent, _endings: tmp_path / "set" / "datapackage.json")
    program.window.actions_.run("import.file")
    sheet = program.window.findChild(ImportSheet)
    assert isinstance(sheet, ImportSheet)
    qtbot.waitUntil(lambda: bool(sheet.list.rows), timeout=20_000)
    assert sheet.list.rows[0].title.startswith("scenes, line 2: ")
    assert "soon" in sheet.list.rows[0].title
    assert sheet.lead == "Nothing of it can be imported, because of rows that can't be."
    assert not sheet.import_button.isEnabled()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_columns_are_mapped_and_a_table_imported_by_keys_alone(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    (tmp_path / "theirs.csv").write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr(files, "ask_file_to_import", lambda _parent, _endings: tmp_path / "theirs.csv")
    sheet = _shown(program, tmp_path, qtbot)
    title = sheet.columns.choices["title"]
    for _ in range(20):
        if program.window.focusWidget() is title:
            break
        QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_Tab)
    assert program.window.focusWidget() is title
    QTest.keyClick(title, Qt.Key.Key_Down)  # opens the list
    for _ in range(2):
        QTest.keyClick(title.view(), Qt.Key.Key_Down)
    QTest.keyClick(title.view(), Qt.Key.Key_Return)
    assert title.key == "Heading"
    qtbot.waitUntil(lambda: any(line == "the quay" for line, _ in _lines(sheet)), timeout=20_000)
    assert program.window.focusWidget() is title  # the preview does not take the keyboard away
    for _ in range(20):
        if program.window.focusWidget() is sheet.import_button:
            break
        QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "1 fight into Ronin" in program.window.toast.text, timeout=20_000)
