"""Errands that open the catalog for themselves wait for an edit in another thread, and what they bring is stored."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.long_edits import Holding, Long
from desktop.test_film_files import work_of
from desktop.test_tag_workplace import tag_of
from donnybrook.catalog import Catalog, SceneDraft
from donnybrook.catalog.edits.films import add_film
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.backups_sheet import BackupsSheet
from donnybrook.desktop.panels.relink_sheet import RelinkSheet
from donnybrook.desktop.panels.two_step import TwoStepButton
from donnybrook.desktop.panels.verify_sheet import VerifySheet
from donnybrook.desktop.panels.versions_sheet import VersionsSheet
from donnybrook.ingest.films import add_film_file
from donnybrook.media import FilmWorker

_PATIENCE_MS = 60_000
_LONGER_THAN_SQLITE_MS = 6_000
_FILM, _LOST, _NEW = "fps59.94.mp4", "chapters_subs.mkv", "vfr.mp4"


@pytest.fixture
def films(tmp_path: Path, shared_media: Path) -> Path:
    """Return a folder with a film, one more in ``gone`` that the catalog knows, and one in ``new`` that it does not."""
    folder = tmp_path / "films"
    for name in (_FILM, f"gone/{_LOST}", f"new/{_NEW}"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(shared_media / "awkward" / Path(name).name, folder / name)
    return folder


@pytest.fixture
def program(open_program: OpenProgram, tmp_path: Path, films: Path) -> Program:
    """Return the window on the two films that are known, of which one was moved; the first has a fight."""
    path = tmp_path / "two.fights"
    with Catalog.create(path) as catalog, FilmWorker() as worker:
        for name in (_FILM, f"gone/{_LOST}"):
            added = add_film_file(catalog, worker, films / name)
            catalog.add_scene(added.film_id, SceneDraft())
    (films / "gone").rename(films / "found")
    program = open_program(path)
    tag_of(program).open_film(1)
    return program


@pytest.fixture
def holding(program: Program, qtbot: QtBot) -> Iterator[Holding]:
    """Return an edit in another thread that has SQLite's lock, and is over with the test at the latest."""
    assert program.desk is not None
    made = Holding(program.desk)
    yield made
    made.close(qtbot)


def _sheet[S](program: Program, action: str, kind: type[S]) -> S:
    program.window.actions_.run(action)
    sheet = program.window.findChild(kind)  # type: ignore[type-var]
    assert isinstance(sheet, kind)
    return sheet


def test_errands_wait_for_an_edit_that_takes_longer_than_sqlite_lets_one_wait(
    program: Program, holding: Holding, films: Path, qtbot: QtBot
) -> None:
    assert program.desk is not None
    session, status, work = program.desk.session, program.window.status, work_of(program)
    versions = _sheet(program, "films.versions", VersionsSheet)
    versions.choose(films / "new" / _NEW)
    versions.attach()
    versions.leave()
    relink = _sheet(program, "films.find_again", RelinkSheet)
    relink.look_in(films / "found")
    relink.leave()
    work.verifying.start()
    work.add([films])
    qtbot.waitUntil(lambda: session.pen.waiting >= 4, timeout=_PATIENCE_MS)
    qtbot.wait(_LONGER_THAN_SQLITE_MS)
    qtbot.waitUntil(lambda: status.work_words == f"Name them all… {session.pen.waiting} more waiting")
    assert (program.window.problem_words, relink.problem, versions.problem) == ("", "", "")
    holding.end()
    qtbot.waitUntil(lambda: relink.lead == "1 film found again.", timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: not work.verifying.is_running, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: session.pen.waiting == 0, timeout=_PATIENCE_MS)
    files = {each.path.name: each for each in session.catalog.media_files()}
    assert files[_LOST].path == films / "found" / _LOST
    assert files[_FILM].verified_at is not None
    assert _NEW in files
    assert (program.window.problem_words, versions.problem) == ("", "")


def test_verifying_that_waits_is_stopped_and_says_so(
    program: Program, holding: Holding, films: Path, qtbot: QtBot
) -> None:
    assert program.desk is not None
    (films / "found").rename(films / "gone")  # now the first is missing, which is found without an edit
    (films / _FILM).rename(films / "new" / _FILM)
    sheet, session = _sheet(program, "films.verify", VerifySheet), program.desk.session
    sheet.start_or_stop()
    qtbot.waitUntil(lambda: len(sheet.list.rows) == 1 and session.pen.waiting >= 1, timeout=_PATIENCE_MS)
    sheet.start_or_stop()
    stopped = "1 file verified: 1 missing. Stopped; the next time it goes on from here."
    qtbot.waitUntil(lambda: sheet.lead == stopped, timeout=_PATIENCE_MS)
    assert not holding.told
    assert sheet.problem == ""


def test_what_waits_is_stored_though_the_window_is_closed(
    program: Program, holding: Holding, films: Path, qtbot: QtBot
) -> None:
    assert program.desk is not None
    session = program.desk.session
    path = session.catalog.path
    _sheet(program, "films.find_again", RelinkSheet).look_in(films / "found")
    qtbot.waitUntil(lambda: session.pen.waiting >= 1, timeout=_PATIENCE_MS)
    QTimer.singleShot(_LONGER_THAN_SQLITE_MS, holding.end)
    program.close_catalog()
    with Catalog.open(path) as catalog:
        assert films / "found" / _LOST in [each.path for each in catalog.media_files()]


def test_going_back_to_a_backup_waits_and_keeps_what_is_entered_meanwhile(program: Program, qtbot: QtBot) -> None:
    assert program.desk is not None
    session, toast = program.desk.session, program.window.toast
    sheet = _sheet(program, "catalog.backups", BackupsSheet)
    sheet.make()
    qtbot.waitUntil(lambda: len(sheet.list.rows) == 1, timeout=_PATIENCE_MS)
    long = Long(program.desk)
    button = sheet.findChild(TwoStepButton)
    assert button is not None
    qtbot.waitUntil(button.isEnabled, timeout=_PATIENCE_MS)
    button.click()
    button.click()
    assert session.waiting == 1
    session.when_free(lambda: session.edit("Add film", add_film, "Ronin"))
    long.end()
    qtbot.waitUntil(lambda: toast.text.startswith("The catalog is as it was on"), timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: session.waiting == 0, timeout=_PATIENCE_MS)
    assert [scene.fields.title for scene in session.catalog.scenes()] == ["", ""]
    assert "Ronin" in [film.title for film in session.catalog.films()]
    long.far.close()
