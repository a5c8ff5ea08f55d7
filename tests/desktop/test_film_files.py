"""Film files that went, came back, changed or rotted, as the window tells of them and mends it."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.test_tag_workplace import tag_of
from donnybrook.catalog import Catalog
from donnybrook.desktop.app import Program
from donnybrook.desktop.film_work import FilmWork
from donnybrook.desktop.panels.relink_sheet import RelinkSheet
from donnybrook.desktop.panels.verify_sheet import VerifySheet
from donnybrook.desktop.settings import VERIFY_EVERY
from donnybrook.ingest.films import add_film_file
from donnybrook.media import FilmWorker

_PATIENCE_MS = 60_000


@pytest.fixture
def films(tmp_path: Path, shared_media: Path) -> Path:
    folder = tmp_path / "films"
    folder.mkdir()
    for name in ("fps59.94.mp4", "chapters_subs.mkv"):
        shutil.copy(shared_media / "awkward" / name, folder)
    return folder


@pytest.fixture
def catalog(tmp_path: Path, films: Path) -> Path:
    path = tmp_path / "two.fights"
    with Catalog.create(path) as catalog, FilmWorker() as worker:
        for film in sorted(films.iterdir()):
            add_film_file(catalog, worker, film)
    return path


def work_of(program: Program) -> FilmWork:
    assert program.desk is not None
    program.desk.make_heavy_parts()
    assert program.desk._parts.work is not None
    return program.desk._parts.work


def test_a_folder_that_moved_is_found_again_and_one_undo_takes_that_back(
    open_program: OpenProgram, catalog: Path, films: Path, qtbot: QtBot
) -> None:
    moved = films.rename(films.with_name("elsewhere"))
    (moved / "fps59.94.mp4").rename(moved / "another name.mp4")
    program = open_program(catalog)
    tag = tag_of(program)
    assert str(films) in tag.notice.text
    assert not tag.notice.isHidden()
    program.window.actions_.run("films.find_again")
    sheet = program.window.findChild(RelinkSheet)
    assert isinstance(sheet, RelinkSheet)
    assert [row.side for row in sheet.list.rows] == ["missing", "missing"]
    sheet.look_in(moved)
    qtbot.waitUntil(lambda: sheet.lead == "2 films found again.", timeout=_PATIENCE_MS)
    assert {row.side for row in sheet.list.rows} == {"found"}
    qtbot.waitUntil(lambda: tag.tagging.media_file is not None, timeout=_PATIENCE_MS)
    qtbot.waitUntil(tag.notice.isHidden, timeout=_PATIENCE_MS)
    sheet.leave()
    program.window.actions_.run("edit.undo")
    assert program.desk is not None
    assert all(not each.path.exists() for each in program.desk.session.catalog.media_files())


def test_one_film_is_given_its_file_and_no_other_one(
    open_program: OpenProgram, catalog: Path, films: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    moved = films.rename(tmp_path / "elsewhere")
    program = open_program(catalog)
    work_of(program).find_again()
    sheet = program.window.findChild(RelinkSheet)
    assert isinstance(sheet, RelinkSheet)
    chosen = sheet._missing[sheet.list.place]
    other = next(each for each in moved.iterdir() if each.name != chosen.path.name)
    sheet.look_in(other, chosen.film_id)
    qtbot.waitUntil(lambda: sheet.lead == "0 films found again, 1 still missing.", timeout=_PATIENCE_MS)
    sheet.look_in(moved / chosen.path.name, chosen.film_id)
    qtbot.waitUntil(lambda: sheet.lead == "1 film found again.", timeout=_PATIENCE_MS)


def test_what_is_not_in_the_folder_stays_missing_and_the_sheet_says_so(
    open_program: OpenProgram, catalog: Path, films: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    (films / "fps59.94.mp4").unlink()
    program = open_program(catalog)
    work_of(program).find_again()
    sheet = program.window.findChild(RelinkSheet)
    assert isinstance(sheet, RelinkSheet)
    sheet.look_in(tmp_path)
    qtbot.waitUntil(lambda: sheet.lead == "0 films found again, 1 still missing.", timeout=_PATIENCE_MS)


def test_a_changed_file_is_noticed_when_it_is_opened_and_can_be_taken_as_it_is(
    open_program: OpenProgram, catalog: Path, films: Path, qtbot: QtBot
) -> None:
    shutil.copy(films / "chapters_subs.mkv", films / "fps59.94.mp4")
    program = open_program(catalog)
    tag = tag_of(program)
    assert program.desk is not None
    changed = next(each for each in program.desk.session.catalog.media_files() if each.path.suffix == ".mp4")
    tag.open_film(changed.film_id)
    qtbot.waitUntil(lambda: "“fps59.94.mp4” has changed since it was added" in tag.notice.text, timeout=_PATIENCE_MS)
    (button,) = [each for each in tag.notice.findChildren(QPushButton) if each.isVisible()]
    assert button.text() == "Take it as it is now"
    button.click()
    qtbot.waitUntil(lambda: "is taken as it is now" in program.window.toast.text, timeout=_PATIENCE_MS)
    qtbot.waitUntil(tag.notice.isHidden, timeout=_PATIENCE_MS)


def test_a_file_that_was_only_touched_is_no_news(
    open_program: OpenProgram, catalog: Path, films: Path, qtbot: QtBot
) -> None:
    for film in films.iterdir():
        film.touch()
    program = open_program(catalog)
    tag = tag_of(program)
    work = work_of(program)
    qtbot.waitUntil(lambda: not work._errands.is_busy, timeout=_PATIENCE_MS)
    assert tag.notice.isHidden()


def test_the_same_film_added_twice_is_said_to_be_a_copy(
    open_program: OpenProgram, catalog: Path, films: Path, qtbot: QtBot
) -> None:
    program = open_program(catalog)
    work = work_of(program)
    copy = Path(shutil.copy(films / "fps59.94.mp4", films / "twin.mp4"))
    work.add([copy])
    qtbot.waitUntil(lambda: "another copy of fps59.94.mp4" in program.window.toast.text, timeout=_PATIENCE_MS)


def verify_sheet(program: Program) -> VerifySheet:
    work_of(program)
    program.window.actions_.run("films.verify")
    sheet = program.window.findChild(VerifySheet)
    assert isinstance(sheet, VerifySheet)
    return sheet


def test_files_are_verified_and_what_rotted_or_went_is_told_first(
    open_program: OpenProgram, catalog: Path, films: Path, qtbot: QtBot
) -> None:
    program = open_program(catalog)
    sheet = verify_sheet(program)
    assert {row.side for row in sheet.list.rows} == {"not verified yet"}
    sheet._go.click()
    qtbot.waitUntil(lambda: sheet.lead == "2 files verified: 2 new.", timeout=_PATIENCE_MS)
    status = (films / "fps59.94.mp4").stat()
    with (films / "fps59.94.mp4").open("r+b") as file:
        file.seek(status.st_size // 2)
        file.write(b"rot")
    sheet._go.click()
    qtbot.waitUntil(lambda: sheet.lead == "2 files verified: 1 ok, 1 changed.", timeout=_PATIENCE_MS)
    assert [row.side for row in sheet.list.rows] == ["changed", "ok"]


def test_a_changed_file_is_taken_as_it_is_now_as_one_edit(
    open_program: OpenProgram, catalog: Path, films: Path, qtbot: QtBot
) -> None:
    program = open_program(catalog)
    sheet = verify_sheet(program)
    sheet._go.click()
    qtbot.waitUntil(lambda: sheet.lead == "2 files verified: 2 new.", timeout=_PATIENCE_MS)
    assert sheet._take.isHidden()
    shutil.copy(films / "chapters_subs.mkv", films / "fps59.94.mp4")
    sheet._go.click()
    qtbot.waitUntil(lambda: sheet.lead == "2 files verified: 1 ok, 1 changed.", timeout=_PATIENCE_MS)
    sheet.list.choose(1)
    assert not sheet._take.isEnabled()
    sheet.list.choose(0)
    sheet._take.click()
    qtbot.waitUntil(lambda: sheet.list.rows[0].side == "taken as it is", timeout=_PATIENCE_MS)
    taken = "“Fps59.94” is taken as it is now: look whether its fights' times still fit"
    qtbot.waitUntil(lambda: program.window.toast.text == taken, timeout=_PATIENCE_MS)
    assert not sheet._take.isEnabled()
    program.window.actions_.run("edit.undo")
    assert sheet.list.rows[0].side == "changed"
    assert sheet._take.isEnabled()
    work = work_of(program)
    work._settings.set(VERIFY_EVERY, "30")
    (films / "more.mp4").write_bytes((films / "chapters_subs.mkv").read_bytes() + b"more")
    with Catalog.open(catalog) as other, FilmWorker() as worker:
        add_film_file(other, worker, films / "more.mp4")
    work.verifying.look()  # of what is due alone: what was found before still stands
    qtbot.waitUntil(lambda: sheet.lead == "3 files verified: 1 ok, 1 changed, 1 new.", timeout=_PATIENCE_MS)
    assert [row.side for row in sheet.list.rows] == ["changed", "new", "ok"]


def test_what_is_due_is_verified_by_itself_and_only_what_is_wrong_is_told(
    open_program: OpenProgram, catalog: Path, films: Path, qtbot: QtBot
) -> None:
    program = open_program(catalog)
    work = work_of(program)
    work.verifying.look()
    assert not work.verifying.is_running
    work._settings.set(VERIFY_EVERY, "30")
    assert work.verifying.span == timedelta(days=30)
    (films / "fps59.94.mp4").unlink()
    work.verifying.look()
    qtbot.waitUntil(lambda: not work.verifying.is_running, timeout=_PATIENCE_MS)
    assert "fps59.94.mp4" in program.window.problem_words
    assert program.desk is not None
    verified = {each.path.name: each.verified_at is not None for each in program.desk.session.catalog.media_files()}
    assert verified == {"chapters_subs.mkv": True, "fps59.94.mp4": False}


def test_a_run_that_is_stopped_is_gone_on_with(open_program: OpenProgram, catalog: Path, qtbot: QtBot) -> None:
    program = open_program(catalog)
    sheet = verify_sheet(program)
    verifying = work_of(program).verifying
    threads = list[bool]()  # of which one that Qt takes away while it runs would end the program
    verifying.changed.connect(
        lambda: threads.append(not verifying.is_running and any(t.isRunning() for t in verifying.findChildren(QThread)))
    )
    verifying.start()
    verifying.stop()
    qtbot.waitUntil(lambda: sheet.lead.endswith("the next time it goes on from here."), timeout=_PATIENCE_MS)
    sheet._go.click()
    qtbot.waitUntil(lambda: not verifying.is_running, timeout=_PATIENCE_MS)
    assert verifying.report is not None
    assert verifying.report.resumed_at is not None
    assert not any(threads)
    assert sheet.lead == "2 files verified: 2 new."
