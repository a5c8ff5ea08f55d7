"""Fights cut out of their films from the window: asked in a sheet, done behind it, stopped, told of."""

from fractions import Fraction
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.stalls import Watchdog
from desktop.test_tag_workplace import tag_of
from donnybrook.catalog import Catalog, SceneDraft, SceneFields
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.cut_sheet import CutSheet
from donnybrook.ingest.films import add_film_file
from donnybrook.media import FilmWorker
from donnybrook.times import frame_start_us
from media.clips import pictures_of
from media.numbered_films import Recipe, draw_film, number_on

_PATIENCE_MS = 60_000
_RATE = Fraction(24000, 1001)


@pytest.fixture
def program(open_program: OpenProgram, tmp_path: Path) -> Program:
    """Return the window on a film of 120 numbered frames with two fights, of which the newer is chosen, and a third."""
    path = tmp_path / "mine.fights"
    film = draw_film(tmp_path / "Drawn.mp4", Recipe("Drawn.mp4", "libx264"))
    with Catalog.create(path) as catalog, FilmWorker() as worker:
        film_id = add_film_file(catalog, worker, film).film_id
        for title, begin, end in (("late", 48, 60), ("early", 24, 36)):
            times = SceneFields(title=title, in_us=frame_start_us(begin, _RATE), out_us=frame_start_us(end, _RATE))
            catalog.add_scene(film_id, SceneDraft(fields=times))
        catalog.add_scene(film_id, SceneDraft(fields=SceneFields(title="from memory")))
    opened = open_program(path)
    opened.after_first_paint()
    return opened


def sheet_by(program: Program, action: str) -> CutSheet:
    program.window.actions_.run(action)
    sheet = program.window.findChild(CutSheet)
    assert sheet is not None
    assert sheet.isVisible()
    return sheet


def cut_into(sheet: CutSheet, out: Path, qtbot: QtBot) -> None:
    sheet.cut(out)
    qtbot.waitUntil(lambda: not sheet._cutting.is_running, timeout=_PATIENCE_MS)


def test_all_hits_become_one_film_behind_the_window(
    program: Program, tmp_path: Path, qtbot: QtBot, watchdog: Watchdog
) -> None:
    sheet = sheet_by(program, "find.supercut")
    assert sheet._title.text() == "Cut out 3 fights"
    sheet.titles.show_key("plain")
    sheet.cut(tmp_path / "all.mp4")
    assert program.window.status._work.text().startswith("Cutting out: ")
    sheet.leave()
    qtbot.waitUntil(lambda: not sheet._cutting.is_running, timeout=_PATIENCE_MS)
    assert [number_on(each.rgb) for each in pictures_of(tmp_path / "all.mp4")] == [*range(24, 36), *range(48, 60)]
    assert program.window.toast.text == "all.mp4 is written: 2 fights"
    assert program.window.toast._back.text() == "Show folder"
    assert program.window.problem_words.startswith("“from memory” is left out: ")
    assert program.window.status._work.text() == ""


def test_the_chosen_fight_is_cut_out_in_either_workplace(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    assert program.desk is not None
    program.desk.find.ask("early")
    sheet = sheet_by(program, "cut.out")
    assert sheet._title.text() == "Cut out “early”"
    cut_into(sheet, tmp_path / "one.mp4", qtbot)
    assert [number_on(each.rgb) for each in pictures_of(tmp_path / "one.mp4")] == list(range(24, 36))
    sheet.how.show_key("copy")
    cut_into(sheet, tmp_path / "copy.mp4", qtbot)
    assert "edit lists" in program.window.toast.text
    sheet.leave()
    tag = tag_of(program)
    tag.open_scene(1)
    sheet = sheet_by(program, "cut.out")
    assert sheet._title.text() == "Cut out “late”"
    sheet.form.show_key("sheet")
    cut_into(sheet, tmp_path / "sheet.jpg", qtbot)
    assert pictures_of(tmp_path / "sheet.jpg")[0].rgb.shape[0] > 720


def test_what_does_not_go_with_a_form_is_not_asked(program: Program) -> None:
    assert program.desk is not None
    program.desk.find.ask("early")
    sheet = sheet_by(program, "cut.out")
    shown = {"how": sheet.how, "titles": sheet.titles, "lead_in": sheet.lead_in}
    for form, wanted in ((".mp4", {"how", "lead_in"}), (".gif", {"lead_in"}), (".png", set())):
        sheet.form.show_key(form)
        sheet._rest()
        assert {name for name, choice in shown.items() if choice.isVisible()} == wanted
    sheet.leave()
    program.desk.find.ask("")
    sheet = sheet_by(program, "find.supercut")
    assert sheet.form.key == ".mp4"
    assert sheet.titles.isVisible()
    assert not sheet.how.isVisible()


def test_what_is_stopped_leaves_nothing_and_what_can_t_be_is_said(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet = sheet_by(program, "find.supercut")
    out = tmp_path / "out"
    out.mkdir()
    sheet.cut(out / "all.mp4")
    assert sheet.go.text() == "Stop"
    sheet.go.click()
    qtbot.waitUntil(lambda: not sheet._cutting.is_running, timeout=_PATIENCE_MS)
    assert list(out.iterdir()) == []
    assert sheet.problem == ""
    cut_into(sheet, tmp_path / "nowhere" / "all.mp4", qtbot)
    assert sheet.problem.startswith("There is no folder")
    sheet.cut(out / "all.mp4")
    program.close_catalog()
    assert list(out.iterdir()) == []


def test_what_comes_to_nothing_after_the_sheet_was_left_is_told_over_the_window(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet = sheet_by(program, "find.supercut")
    sheet.cut(tmp_path / "nowhere" / "all.mp4")
    sheet.leave()
    qtbot.waitUntil(lambda: "There is no folder" in program.window.problem_words, timeout=_PATIENCE_MS)


def test_nothing_is_heard_of_what_was_being_cut_when_the_catalog_was_closed(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    assert program.desk is not None
    out = tmp_path / "out"
    out.mkdir()
    sheet = sheet_by(program, "find.supercut")
    cutting = sheet._cutting
    heard: list[object] = []
    for each in (cutting.done, cutting.refused):
        each.connect(heard.append)
    sheet.cut(out / "all.mp4")
    qtbot.wait(300)  # until something is on its way to the window
    program.close_catalog()
    assert not cutting.is_running
    qtbot.wait(200)
    assert heard == []
    assert list(out.iterdir()) == []
    assert program.window.status._work.text() == ""
    assert program.window.problem_words == ""


def test_clips_of_a_film_that_was_not_seen_are_called_without_their_titles(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    assert program.desk is not None
    program.window.actions_.run("view.spoilers")
    sheet = sheet_by(program, "find.supercut")
    sheet.form.show_key("")
    sheet.how.show_key("copy")
    cut_into(sheet, tmp_path / "clips", qtbot)
    assert sorted(path.name for path in (tmp_path / "clips").iterdir()) == [
        "001 Untitled fight.mp4",
        "002 Untitled fight.mp4",
    ]
