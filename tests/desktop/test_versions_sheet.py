"""Another version of a film attached in the window: proposed from the pictures, or typed."""

from fractions import Fraction
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.test_tag_workplace import tag_of
from donnybrook.catalog import Catalog, FileClock, SceneDraft, SceneFields
from donnybrook.catalog.edits.films import add_film
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.versions_sheet import VersionsSheet
from donnybrook.ingest.films import add_film_file
from donnybrook.media import FilmWorker
from media.shot_films import Copy, copy_film, draw_shots

_PATIENCE_MS = 60_000
_PAL = Fraction(24, 25)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_shots(tmp_path_factory.mktemp("drawn") / "film.mp4", 1)


@pytest.fixture(scope="module")
def pal(film: Path) -> Path:
    """Return the film as a PAL disc has it, three seconds of black before it."""
    return copy_film(film, film.with_name("pal.mkv"), Copy(Fraction(25), black_frames=75))


@pytest.fixture
def catalog(tmp_path: Path, film: Path) -> Path:
    path = tmp_path / "drawn.fights"
    with Catalog.create(path) as catalog, FilmWorker() as worker:
        added = add_film_file(catalog, worker, film)
        catalog.add_scene(added.film_id, SceneDraft(fields=SceneFields(in_us=2_000_000, out_us=4_000_000)))
    return path


def sheet_of(program: Program) -> VersionsSheet:
    tag_of(program)
    program.window.actions_.run("films.versions")
    sheet = program.window.findChild(VersionsSheet)
    assert isinstance(sheet, VersionsSheet)
    return sheet


def test_a_film_without_a_file_is_given_its_first_elsewhere(open_program: OpenProgram, tmp_path: Path) -> None:
    path = tmp_path / "memory.fights"
    with Catalog.create(path) as catalog:
        catalog.edit("Add film", add_film, "Ronin", year=1998)
    program = open_program(path)
    tag_of(program)
    program.window.actions_.run("films.versions")
    assert program.window.findChild(VersionsSheet) is None
    assert program.window.toast.text.startswith("This film has no file yet: “Attach its file")


def test_offset_and_speed_are_proposed_from_the_pictures_and_nothing_is_kept_before_attach(
    open_program: OpenProgram, catalog: Path, film: Path, pal: Path, qtbot: QtBot
) -> None:
    program = open_program(catalog)
    sheet = sheet_of(program)
    assert program.desk is not None
    files = program.desk.session.catalog.media_files
    assert sheet.list.isHidden()
    sheet.choose(pal)
    sheet.propose_or_stop()
    qtbot.waitUntil(lambda: "% sure" in sheet._proposed.text(), timeout=_PATIENCE_MS)
    assert sheet.speed_line.text() == "25/24"
    assert abs(float(sheet.offset_line.text()) - 3) < 0.002
    assert len(files()) == 1
    sheet.attach()
    qtbot.waitUntil(lambda: len(files()) == 2, timeout=_PATIENCE_MS)
    assert files()[1].clock.stretch == _PAL
    qtbot.waitUntil(lambda: len(sheet.list.rows) == 2, timeout=_PATIENCE_MS)
    assert sheet.list.rows[1].side.endswith("speed 25/24")


def test_an_offset_and_a_speed_are_typed_and_what_can_t_be_is_said_at_its_field(
    open_program: OpenProgram, catalog: Path, pal: Path, qtbot: QtBot
) -> None:
    program = open_program(catalog)
    sheet = sheet_of(program)
    sheet.choose(pal)
    sheet.speed_line.setText("fast")
    sheet.attach()
    assert sheet.speed_box.problem == "“fast” is not a speed. Write 25/24, 1.04 or pal."
    sheet.speed_line.setText("pal")
    sheet.offset_line.setText("-0:03")
    sheet.attach()
    assert program.desk is not None
    files = program.desk.session.catalog.media_files
    qtbot.waitUntil(lambda: len(files()) == 2, timeout=_PATIENCE_MS)
    assert files()[1].clock == FileClock(-3_000_000, _PAL)


def test_a_file_that_is_cut_differently_becomes_a_version_of_its_own_that_can_be_opened(
    open_program: OpenProgram, catalog: Path, pal: Path, qtbot: QtBot
) -> None:
    program = open_program(catalog)
    sheet = sheet_of(program)
    sheet.choose(pal)
    sheet.label_line.setText("director's cut")
    sheet.attach()
    qtbot.waitUntil(lambda: len(sheet.list.rows) == 2, timeout=_PATIENCE_MS)
    assert sheet.list.rows[1].title == "director's cut"
    sheet.list.taken.emit(1)
    tag = tag_of(program)
    assert tag.tagging.media_file is not None
    assert tag.tagging.media_file.path == pal
    assert tag.tagging.rows == []


def test_a_comparison_that_is_stopped_says_so_and_changes_nothing(
    open_program: OpenProgram, catalog: Path, pal: Path, qtbot: QtBot
) -> None:
    program = open_program(catalog)
    sheet = sheet_of(program)
    sheet.choose(pal)
    sheet.propose_or_stop()
    assert sheet._propose.text() == "Stop"
    sheet.propose_or_stop()
    qtbot.waitUntil(lambda: sheet.problem == "Comparing was stopped. Nothing was changed.", timeout=_PATIENCE_MS)
    assert sheet._proposed.isHidden()
    assert program.desk is not None
    assert len(program.desk.session.catalog.media_files()) == 1
