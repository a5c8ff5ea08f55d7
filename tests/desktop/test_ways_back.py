"""The way back that is offered beside a word takes back what is told there, and never what was entered meanwhile."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.several import Several, enter
from desktop.test_film_files import verify_sheet, work_of
from desktop.test_versions_sheet import sheet_of
from donnybrook.catalog import Catalog
from donnybrook.catalog.edits.films import change_film
from donnybrook.catalog.edits.scenes import trash_scene
from donnybrook.desktop.app import Program
from donnybrook.desktop.desk import Desk
from donnybrook.desktop.entry import Spoken
from donnybrook.desktop.panels.import_sheet import ImportSheet
from donnybrook.desktop.panels.relink_sheet import RelinkSheet
from donnybrook.desktop.panels.trash_sheet import TrashSheet
from donnybrook.desktop.panels.vocabulary_sheet import VocabularySheet
from donnybrook.desktop.services import undo_steps
from donnybrook.ingest.films import add_film_file
from donnybrook.media import FilmWorker
from donnybrook.records import dataclass

_PATIENCE_MS = 60_000
_PROJECT = "{version: 1, mediaFileName: 'Ronin.1998.mp4', cutSegments: [{start: 1.5, end: 4, name: 'the quay'}]}"
_ENTRY = "Note the film"


@pytest.fixture
def folder(tmp_path: Path, shared_media: Path) -> Path:
    """Return a folder with a film in the catalog, one that is not, and files that can be imported and merged."""
    for name, place in (("fps59.94.mp4", "films"), ("tiny_16x16.mp4", "more"), ("tiny_16x16.mp4", "other")):
        (tmp_path / place).mkdir()
        shutil.copy(shared_media / "awkward" / name, tmp_path / place / name)
    with Catalog.create(tmp_path / "mine.fights") as catalog, FilmWorker() as worker:
        add_film_file(catalog, worker, tmp_path / "films" / "fps59.94.mp4")
    with Catalog.create(tmp_path / "theirs.fights", coder="Bob") as theirs:
        theirs.add_film("Sintel")
    (tmp_path / "terms.csv").write_text("scheme,pref_label\nweapon,garden hose of doom\n", encoding="utf-8")
    (tmp_path / "a.llc").write_text(_PROJECT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def program(open_program: OpenProgram, folder: Path) -> Program:
    """Return the window on the catalog of one film."""
    made = open_program(folder / "mine.fights")
    work_of(made)
    return made


def _desk(program: Program) -> Desk:
    assert program.desk is not None
    return program.desk


def _last(program: Program) -> str | None:
    return _desk(program).session.catalog.undo_label


def _enter(program: Program) -> None:
    session = _desk(program).session
    session.enter(Spoken(session.problem.emit), _ENTRY, change_film, 1, note="by hand")


# ---------------------------------------------------------------- the errands


def _add(program: Program, folder: Path, _qtbot: QtBot) -> None:
    work_of(program).add([folder / "more"])


def _relink(program: Program, folder: Path, _qtbot: QtBot) -> None:
    (folder / "films").rename(folder / "elsewhere")
    program.window.actions_.run("films.find_again")
    sheet = program.window.findChild(RelinkSheet)
    assert isinstance(sheet, RelinkSheet)
    sheet.look_in(folder / "elsewhere")


def _accept(program: Program, folder: Path, qtbot: QtBot) -> None:
    sheet = verify_sheet(program)
    sheet.start_or_stop()
    qtbot.waitUntil(lambda: sheet.lead == "1 file verified: 1 new.", timeout=_PATIENCE_MS)
    shutil.copy(folder / "more" / "tiny_16x16.mp4", folder / "films" / "fps59.94.mp4")
    sheet.start_or_stop()
    qtbot.waitUntil(lambda: sheet.lead == "1 file verified: 1 changed.", timeout=_PATIENCE_MS)
    sheet.list.choose(0)
    sheet.take()


def _attach(program: Program, folder: Path, _qtbot: QtBot) -> None:
    sheet = sheet_of(program)
    sheet.show_film(1)
    sheet.choose(folder / "other" / "tiny_16x16.mp4")
    sheet.label_line.setText("director's cut")
    sheet.attach()


def _take_terms(program: Program, folder: Path, _qtbot: QtBot) -> None:
    program.window.actions_.run("edit.vocabulary")
    sheet = program.window.findChild(VocabularySheet)
    assert isinstance(sheet, VocabularySheet)
    sheet.import_from(folder / "terms.csv")


def _merge(program: Program, folder: Path, _qtbot: QtBot) -> None:
    _desk(program).sheets.merge(folder / "theirs.fights")


def _import(program: Program, folder: Path, qtbot: QtBot) -> None:
    _desk(program).sheets.import_file(folder / "a.llc")
    sheet = program.window.findChild(ImportSheet)
    assert isinstance(sheet, ImportSheet)
    qtbot.waitUntil(sheet.import_button.isEnabled, timeout=_PATIENCE_MS)
    sheet.take_or_stop()


@dataclass(frozen=True, slots=True)
class Errand:
    """What is done in another thread, what its edit is called, and a part of the word on it.

    ``holds`` says that what is entered meanwhile waits for it.
    """

    begin: Callable[[Program, Path, QtBot], None]
    label: str
    told: str
    holds: bool = False


_ERRANDS = (
    Errand(_add, "Add 1 film", "1 film added"),
    Errand(_relink, "Relink 1 film", "1 film found again"),
    Errand(_accept, "Take fps59.94.mp4 as it is now", "is taken as it is now"),
    Errand(_attach, "Attach tiny_16x16.mp4", "is attached"),
    Errand(_take_terms, "Import vocabulary terms.csv", "1 term added", holds=True),
    Errand(_merge, "Merge theirs.fights", "came over", holds=True),
    Errand(_import, "Import a.llc", "1 fight into Ronin", holds=True),
)
_errands = pytest.mark.parametrize("errand", _ERRANDS, ids=lambda errand: errand.begin.__name__)


def _carry_out(errand: Errand, program: Program, folder: Path, qtbot: QtBot) -> None:
    errand.begin(program, folder, qtbot)
    qtbot.waitUntil(lambda: errand.told in program.window.toast.text, timeout=_PATIENCE_MS)


@_errands
def test_what_an_errand_did_is_taken_back_and_done_again_by_the_buttons_beside_the_words_on_it(
    errand: Errand, program: Program, folder: Path, qtbot: QtBot
) -> None:
    before, toast = _last(program), program.window.toast
    _carry_out(errand, program, folder, qtbot)
    assert _last(program) == errand.label
    assert toast.take_back()
    assert (_last(program), toast.text) == (before, f"Undone: {errand.label}")
    assert toast.take_back()
    assert (_last(program), toast.text) == (errand.label, f"Done again: {errand.label}")
    assert toast.take_back()
    assert (_last(program), toast.text) == (before, f"Undone: {errand.label}")


@_errands
def test_what_was_stored_between_an_errand_and_the_word_on_it_is_not_what_is_taken_back_there(
    errand: Errand, program: Program, folder: Path, qtbot: QtBot
) -> None:
    session, toast = _desk(program).session, program.window.toast
    if errand.holds:
        session.elsewhere_changed.connect(lambda label: _enter(program) if label else None)
        errand.begin(program, folder, qtbot)
    else:
        errand.begin(program, folder, qtbot)
        until_s = time.monotonic() + _PATIENCE_MS / 1000
        while _last(program) != errand.label:  # in its thread; the window hears of it only afterwards
            assert time.monotonic() < until_s, errand.label
            time.sleep(0.01)
            if errand.begin is _add:  # the window has it stored, once it has heard what was found
                QCoreApplication.processEvents()
        _enter(program)
    qtbot.waitUntil(lambda: errand.told in toast.text and not session.is_busy, timeout=_PATIENCE_MS)
    assert _last(program) == _ENTRY
    assert toast.take_back()
    assert toast.text == f"“{errand.label}” is no longer the last edit: take back first what came after it."
    assert not toast.take_back()
    assert (_last(program), session.catalog.film(1).note) == (_ENTRY, "by hand")
    program.window.actions_.run("edit.undo")
    assert _last(program) == errand.label


@_errands
def test_an_errand_is_not_taken_back_from_under_what_is_being_done_in_another_thread(
    errand: Errand, program: Program, folder: Path, qtbot: QtBot
) -> None:
    session, toast = _desk(program).session, program.window.toast
    _carry_out(errand, program, folder, qtbot)
    session.begin_elsewhere("Name them all")
    assert toast.take_back()
    session.end_elsewhere(None)
    assert toast.text.startswith("“Name them all” is still under way and comes after it")
    qtbot.wait(1)
    assert _last(program) == errand.label


@pytest.mark.parametrize("begin", [_take_terms, _merge], ids=lambda begin: begin.__name__)
def test_where_an_errand_changed_nothing_no_way_back_is_offered(
    begin: Callable[[Program, Path, QtBot], None], program: Program, folder: Path, qtbot: QtBot
) -> None:
    toast = program.window.toast
    begin(program, folder, qtbot)
    qtbot.waitUntil(lambda: bool(toast.text), timeout=_PATIENCE_MS)
    told = toast.text
    begin(program, folder, qtbot)
    qtbot.waitUntil(lambda: toast.text != told, timeout=_PATIENCE_MS)
    assert not toast.take_back()


def test_what_an_errand_did_to_very_many_rows_is_taken_back_in_another_thread_but_nothing_after_it(
    program: Program, folder: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(undo_steps, "_AT_ONCE", 1)
    toast, before = program.window.toast, _last(program)
    _carry_out(_ERRANDS[0], program, folder, qtbot)
    assert toast.take_back()
    assert program.window.status.work_words == "Undo Add 1 film…"
    qtbot.waitUntil(lambda: toast.text == "Undone: Add 1 film", timeout=_PATIENCE_MS)
    assert _last(program) == before
    assert toast.take_back()
    qtbot.waitUntil(lambda: toast.text == "Done again: Add 1 film", timeout=_PATIENCE_MS)
    _enter(program)
    assert toast.take_back()
    qtbot.waitUntil(lambda: "no longer the last edit" in toast.text, timeout=_PATIENCE_MS)
    assert _last(program) == _ENTRY


# ---------------------------------------------------------------- what is told of otherwise


def _restore(several: Several) -> str:
    several.desk.session.edit("Delete it", trash_scene, 1)
    several.program.window.actions_.run("edit.trash")
    sheet = several.program.window.findChild(TrashSheet)
    assert isinstance(sheet, TrashSheet)
    sheet.restore()
    return "Restore sword"


def _assign(several: Several) -> str:
    several.tag.scenes.select_all()
    enter(several.many.coder, "Ann")
    return "Assign 4 fights to Ann"


def _rate(several: Several) -> str:
    several.desk.show_workplace("find")
    several.program.window.actions_.run("find.rate_3")
    return "Rate fight: ★★★"


@pytest.mark.parametrize("make", [_restore, _assign, _rate])
def test_every_word_on_an_edit_has_the_same_way_back_and_the_same_refusal(
    make: Callable[[Several], str], several: Several
) -> None:
    toast = several.program.window.toast
    label = make(several)
    assert several.catalog.undo_label == label
    assert toast.take_back()
    assert toast.text == f"Undone: {label}"
    assert toast.take_back()
    assert toast.text == f"Done again: {label}"
    several.program.window.actions_.run("edit.undo")
    make(several)
    several.desk.session.edit("Note", change_film, 1, note="by hand")
    assert toast.take_back()
    assert toast.text == f"“{label}” is no longer the last edit: take back first what came after it."
    assert several.catalog.undo_label == "Note"


# ---------------------------------------------------------------- undo and redo


def _name_twice(program: Program) -> None:
    for title in ("One", "Two"):
        _desk(program).session.edit(f"Name it {title}", change_film, 1, title=title)


def test_the_way_back_of_an_undo_does_again_what_it_took_back_and_nothing_that_was_undone_since(
    program: Program,
) -> None:
    _name_twice(program)
    toast, catalog = program.window.toast, _desk(program).session.catalog
    program.window.actions_.run("edit.undo")
    assert toast.text == "Undone: Name it Two"
    with Catalog.open(catalog.path) as another_window:
        another_window.undo()
    assert toast.take_back()
    assert toast.text == "“Name it Two” can't be done again any more: something else was done since."
    assert (catalog.redo_label, catalog.film(1).title) == ("Name it One", "Fps59.94")


def test_the_way_back_of_a_redo_takes_back_what_it_did_and_nothing_that_was_entered_since(program: Program) -> None:
    _name_twice(program)
    toast, catalog = program.window.toast, _desk(program).session.catalog
    program.window.actions_.run("edit.undo")
    program.window.actions_.run("edit.redo")
    assert toast.text == "Done again: Name it Two"
    _enter(program)
    assert toast.take_back()
    assert toast.text == "“Name it Two” is no longer the last edit: take back first what came after it."
    assert catalog.film(1).note == "by hand"
