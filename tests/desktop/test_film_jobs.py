"""Folders of films in the window: all there at once, looked through behind it, paused, gone on with, retried."""

import re
import shutil
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.test_tag_workplace import tag_of
from donnybrook.catalog import Catalog
from donnybrook.catalog.shots import read_files_with_shots
from donnybrook.desktop.app import Program
from donnybrook.desktop.desk import Desk
from donnybrook.desktop.panels.jobs_sheet import JobsSheet
from donnybrook.desktop.services import far_edits
from donnybrook.ingest.films import add_film_file
from donnybrook.media import FilmWorker

_PATIENCE_MS = 120_000  # the work yields to all else on a busy machine
_MOST_MEASURES = 8  # for which the window may stand still


@pytest.fixture
def folder(tmp_path: Path, shared_media: Path) -> Path:
    """Return a folder of two films that are soon read, a file that is only called like one, and a text."""
    folder = tmp_path / "films"
    (folder / "more").mkdir(parents=True)
    for name, place in (("fps59.94.mp4", folder), ("chapters_subs.mkv", folder / "more")):
        shutil.copy(shared_media / "awkward" / name, place)
    # Of the size of a film that it will be one day: a file of another size is another film.
    (folder / "broken.mp4").write_bytes(bytes((folder / "fps59.94.mp4").stat().st_size))
    (folder / "notes.txt").write_text("see also")
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "mine.fights"
    Catalog.create(path).close()
    return path


def desk_of(program: Program) -> Desk:
    assert program.desk is not None
    program.desk.make_heavy_parts()
    return program.desk


def sheet_of(program: Program) -> JobsSheet:
    program.window.actions_.run("films.work")
    sheet = program.window.findChild(JobsSheet)
    assert isinstance(sheet, JobsSheet)
    return sheet


def test_a_folder_s_films_are_there_at_once_then_looked_through_and_one_undo_takes_them_away(
    open_program: OpenProgram, empty: Path, folder: Path, qtbot: QtBot
) -> None:
    program = open_program(empty)
    desk = desk_of(program)
    measure_s = _measure_s()
    longest_s = [0.0, time.thread_time()]
    watch = QTimer(interval=5)
    watch.timeout.connect(lambda: _note(longest_s))
    watch.start()
    assert desk._parts.work is not None
    signs: set[str] = set()
    desk._parts.work.jobs.changed.connect(lambda: signs.add(program.window.status.job_words))
    program.window.files_dropped.emit([folder])
    qtbot.waitUntil(lambda: len(desk.session.catalog.films()) == 3, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: program.window.toast.text == "3 films added", timeout=_PATIENCE_MS)
    sheet = sheet_of(program)
    qtbot.waitUntil(
        lambda: sheet.lead == "2 of 3 film files looked through, 1 could not be read.", timeout=_PATIENCE_MS
    )
    watch.stop()
    assert program.window.status.job_words == "1 film file could not be read"
    assert len({sign for sign in signs if re.fullmatch(r"\d of [23] film files looked through · \d+ %", sign)}) > 1
    assert len(desk.session.catalog.read(read_files_with_shots)) == 2
    (failed,) = [row for row in sheet.list.rows if row.side == "could not be done"]
    assert failed.title == "Broken"
    assert "broken.mp4" in failed.detail
    assert longest_s[0] < _MOST_MEASURES * max(measure_s, _measure_s())
    sheet.leave()
    program.window.actions_.run("edit.undo")
    assert desk.session.catalog.films() == []


def test_the_first_film_of_a_folder_is_on_the_desk_if_none_was_and_the_one_worked_on_stays(
    open_program: OpenProgram, empty: Path, folder: Path, qtbot: QtBot
) -> None:
    program = open_program(empty)
    desk = desk_of(program)
    tag = tag_of(program)
    program.window.files_dropped.emit([folder / "more"])
    qtbot.waitUntil(lambda: tag.tagging.film is not None, timeout=_PATIENCE_MS)
    assert tag.tagging.film is not None
    assert tag.tagging.film.title == "Chapters subs"
    program.window.files_dropped.emit([folder])
    qtbot.waitUntil(lambda: len(desk.session.catalog.films()) == 3, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: program.window.toast.text == "2 films added", timeout=_PATIENCE_MS)
    assert tag.tagging.film.title == "Chapters subs"


def test_very_many_films_of_a_folder_are_stored_while_the_window_goes_on_and_one_undo_takes_them_away(
    open_program: OpenProgram, empty: Path, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(far_edits, "_AT_ONCE", 2)
    program = open_program(empty)
    desk = desk_of(program)
    under_way: list[str] = []
    desk.session.elsewhere_changed.connect(under_way.append)
    program.window.files_dropped.emit([folder])
    qtbot.waitUntil(lambda: program.window.toast.text == "3 films added", timeout=_PATIENCE_MS)
    assert under_way == ["Add 3 films", ""]
    assert len(desk.session.catalog.films()) == 3
    program.window.toast.take_back()
    qtbot.waitUntil(lambda: desk.session.catalog.films() == [], timeout=_PATIENCE_MS)


@pytest.mark.parametrize("is_found", [False, True])
def test_films_of_a_folder_are_stored_though_the_window_is_closed_while_they_are_looked_for_or_right_after(
    open_program: OpenProgram, empty: Path, folder: Path, is_found: bool
) -> None:
    program = open_program(empty)
    work = desk_of(program)._parts.work
    assert work is not None
    work.add([folder])
    until_s = time.monotonic() + _PATIENCE_MS / 1000
    while is_found and not work._found and time.monotonic() < until_s:
        time.sleep(0.01)  # no event is delivered meanwhile
    program.close_catalog()
    with Catalog.open(empty) as catalog:
        assert len(catalog.films()) == 3


def test_a_broken_film_is_not_put_on_the_desk_when_one_of_its_folder_can_be_shown(
    open_program: OpenProgram, empty: Path, folder: Path, qtbot: QtBot
) -> None:
    program = open_program(empty)
    tag = tag_of(program)
    program.window.files_dropped.emit([folder])
    qtbot.waitUntil(lambda: tag.tagging.film is not None, timeout=_PATIENCE_MS)
    assert tag.tagging.film is not None
    assert "Broken" in [film.title for film in desk_of(program).session.catalog.films()]
    assert tag.tagging.film.title != "Broken"


def test_the_film_of_the_sample_is_looked_through_by_itself_once_it_is_chosen_in_the_window(
    open_program: OpenProgram, empty: Path, film: Path, qtbot: QtBot
) -> None:
    with Catalog.open(empty) as catalog, FilmWorker() as worker:
        add_film_file(catalog, worker, film)
    program = open_program(None)
    program._sample.made.emit(str(empty))
    desk = desk_of(program)
    assert desk.session.catalog.read(read_files_with_shots) == set()
    qtbot.waitUntil(lambda: len(desk.session.catalog.read(read_files_with_shots)) == 1, timeout=_PATIENCE_MS)


def _measure_s() -> float:
    """Return how long a fixed piece of work takes this thread now: on a machine that others load it is longer, too."""
    began_s = time.thread_time()
    sum(len(str(number)) for number in range(100_000))
    return time.thread_time() - began_s


def _note(longest_s: list[float]) -> None:
    """Note how long the window's thread worked without a break; not how long others kept it from working."""
    now_s = time.thread_time()
    longest_s[0], longest_s[1] = max(longest_s[0], now_s - longest_s[1]), now_s


def test_what_failed_is_read_when_it_is_mended_and_retried(
    open_program: OpenProgram, empty: Path, folder: Path, shared_media: Path, qtbot: QtBot
) -> None:
    program = open_program(empty)
    desk = desk_of(program)
    desk.add_films([folder])
    sheet = sheet_of(program)
    qtbot.waitUntil(lambda: [row.side for row in sheet.list.rows] == ["could not be done"], timeout=_PATIENCE_MS)
    shutil.copy(shared_media / "awkward" / "fps59.94.mp4", folder / "broken.mp4")
    sheet.retry()
    qtbot.waitUntil(lambda: sheet.lead == "3 of 3 film files looked through.", timeout=_PATIENCE_MS)


def test_a_pause_holds_over_a_restart_and_going_on_does_the_rest(
    open_program: OpenProgram, empty: Path, folder: Path, qtbot: QtBot
) -> None:
    (folder / "broken.mp4").unlink()
    program = open_program(empty)
    desk = desk_of(program)
    assert desk._parts.work is not None
    desk._parts.work.jobs.pause()
    desk.add_films([folder])
    qtbot.waitUntil(
        lambda: desk._parts.work is not None and desk._parts.work.jobs.standing.left == 4, timeout=_PATIENCE_MS
    )
    assert program.window.status.job_words == "0 of 2 film files looked through · paused"
    program.close_catalog()
    program.open(empty)
    desk = desk_of(program)
    assert program.window.status.job_words == "0 of 2 film files looked through · paused"
    sheet = sheet_of(program)
    assert [row.side for row in sheet.list.rows] == ["waits"] * 4
    sheet._pause.click()
    qtbot.waitUntil(lambda: sheet.lead == "2 of 2 film files looked through.", timeout=_PATIENCE_MS)
    assert program.window.status.job_words == ""


def test_work_that_was_cut_off_goes_on_by_itself_and_an_opened_catalog_is_left_alone_otherwise(
    open_program: OpenProgram, empty: Path, folder: Path, qtbot: QtBot
) -> None:
    (folder / "broken.mp4").unlink()
    program = open_program(empty)
    desk = desk_of(program)
    desk.add_films([folder])
    qtbot.waitUntil(
        lambda: desk._parts.work is not None and desk._parts.work.jobs.standing.left > 0, timeout=_PATIENCE_MS
    )
    program.close_catalog()
    program.open(empty)
    desk = desk_of(program)
    assert desk._parts.work is not None
    jobs = desk._parts.work.jobs
    if jobs.standing.left:
        jobs._beginning.setInterval(1)
        jobs._beginning.start()
    qtbot.waitUntil(lambda: jobs.standing.looked_through == 2, timeout=_PATIENCE_MS)
    program.close_catalog()
    program.open(empty)
    desk = desk_of(program)
    assert desk._parts.work is not None
    desk._parts.work.jobs._go_on()
    assert not desk._parts.work.jobs._runner.isRunning()


def test_films_that_nobody_had_read_are_read_when_it_is_asked_for(
    open_program: OpenProgram, empty: Path, folder: Path, qtbot: QtBot
) -> None:
    (folder / "broken.mp4").unlink()
    with Catalog.open(empty) as catalog, FilmWorker() as worker:
        for path in sorted(folder.rglob("*.m*")):
            add_film_file(catalog, worker, path)
    program = open_program(empty)
    desk_of(program)
    sheet = sheet_of(program)
    assert sheet._pause.text() == "Look through films"
    assert sheet._pause.isEnabled()
    sheet._pause.click()
    assert sheet._pause.text() == "Pause"
    qtbot.waitUntil(lambda: sheet.lead == "2 of 2 film files looked through.", timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: not sheet._pause.isEnabled(), timeout=_PATIENCE_MS)


def test_cancelling_lets_go_of_what_waits(open_program: OpenProgram, empty: Path, folder: Path, qtbot: QtBot) -> None:
    program = open_program(empty)
    desk = desk_of(program)
    assert desk._parts.work is not None
    desk._parts.work.jobs.pause()
    desk.add_films([folder])
    sheet = sheet_of(program)
    qtbot.waitUntil(lambda: len(sheet.list.rows) == 6, timeout=_PATIENCE_MS)
    sheet._cancel.click()
    assert {row.side for row in sheet.list.rows} == {"cancelled"}
    assert desk._parts.work.jobs.standing.left == 0
