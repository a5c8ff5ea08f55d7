"""Statistics in the window: measures by key, plots and tables that lead to their fights, files, progress and stop."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from analysis.measured_fights import SECOND_US, make_measured
from desktop.conftest import OpenProgram
from desktop.test_names_for_readers import nameless
from donnybrook.analysis.measure import Cell
from donnybrook.analysis.registry import measure_named
from donnybrook.catalog import SceneDraft, SceneFields
from donnybrook.catalog.edits.scenes import add_scene
from donnybrook.desktop.app import Program
from donnybrook.desktop.desk import Desk
from donnybrook.desktop.models.figure_rows import CELL_ROLE
from donnybrook.desktop.panels.statistics_workplace import StatisticsWorkplace
from donnybrook.desktop.services.measuring import Measuring, Wanted

_PATIENCE_MS = 30_000


class Shown:
    """The window with Statistics at the front."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        assert program.desk is not None
        self.program = program
        self.desk: Desk = program.desk
        self.qtbot = qtbot
        program.window.actions_.run("view.statistics")
        workplace = self.desk.statistics.workplace
        assert workplace is not None
        self.workplace: StatisticsWorkplace = workplace
        self.wait_for(workplace.wanted.measure.name)

    def choose(self, name: str) -> None:
        """Choose a measure, and wait for it."""
        measures = [each.name for each in self.workplace._measures]
        self.workplace.list.choose(measures.index(name))
        self.wait_for(name)

    def wait_for(self, name: str, query: str | None = None) -> None:
        def is_there() -> bool:
            shown = self.workplace.shown
            is_it = shown is not None and shown[0].measure.name == name and not self.workplace.measuring.is_busy
            return is_it and (query is None or (shown is not None and shown[0].query == query))

        self.qtbot.waitUntil(is_there, timeout=_PATIENCE_MS)

    @property
    def column(self) -> list[str]:
        """The first column of the table, as it is sorted."""
        model = self.workplace.table.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.fixture
def shown(open_program: OpenProgram, tmp_path: Path, qtbot: QtBot) -> Shown:
    make_measured(tmp_path / "a.fights", tmp_path / "cache").close()
    return Shown(open_program(tmp_path / "a.fights"), qtbot)


def test_ctrl_3_shows_measures_plot_table_and_definition(shown: Shown) -> None:
    QTest.keyClick(shown.program.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert not shown.workplace.isVisible()
    QTest.keyClick(shown.program.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert shown.workplace.isVisible()
    shown.choose("screen-time")
    assert shown.column == ["knife", "pistol", "chair"]
    assert len(shown.workplace.plot.picture.boxes) == 5
    assert "union of all stretches" in shown.workplace._definition.text()
    assert "3 fights with times" in shown.workplace._notes.text()
    assert nameless(shown.program.window) == set()


def test_a_number_of_the_table_leads_to_its_fights(shown: Shown) -> None:
    shown.choose("screen-time")
    table = shown.workplace.table
    index = table.model().index(0, 2)
    table.setCurrentIndex(index)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert shown.desk.find.isVisible()
    assert shown.program.window.search_box.text == "weapon=knife"
    assert len(shown.desk.find.all_hits()) == 3 == index.data(CELL_ROLE).value


def test_fights_that_no_search_tells_apart_are_picked_from_what_it_finds(shown: Shown) -> None:
    shown.choose("positions")
    cell = shown.workplace.table.model().index(2, 1).data(CELL_ROLE)
    assert isinstance(cell, Cell)
    assert (cell.value, cell.query) == (1, "")
    shown.workplace.table.taken.emit(cell)
    find = shown.desk.find
    assert tuple(find.all_hits()) == cell.numbers
    shown.desk.session.edit("Another", add_scene, 1, SceneDraft(fields=SceneFields(title="later")))
    assert tuple(find.all_hits()) == cell.numbers  # still those, after an edit
    shown.program.window.search_box.set_text("weapon:knife")
    assert len(find.all_hits()) == 3
    shown.program.window.search_box.set_text("")
    assert len(find.all_hits()) == 5


def test_a_mark_of_the_plot_leads_to_its_fights_by_mouse_and_by_keys(shown: Shown) -> None:
    shown.choose("screen-time")
    plot = shown.workplace.plot
    shown.workplace.list.setFocus()
    QTest.keyClick(shown.workplace.list, Qt.Key.Key_Return)
    assert plot.hasFocus()
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert plot.accessibleName().startswith("knife: 4.0 s")
    QTest.keyClick(plot, Qt.Key.Key_Left)
    box = plot.picture.boxes[-1]
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(round(box.x + 3), round(box.y + 3)))
    assert shown.program.window.search_box.text == "weapon=chair"
    shown.program.window.actions_.run("view.statistics")
    plot.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(plot, Qt.Key.Key_Return)
    assert shown.program.window.search_box.text == "weapon=knife"


def test_what_is_searched_for_is_what_is_measured(shown: Shown) -> None:
    shown.choose("screen-time")
    QTest.keyClicks(shown.workplace.line, "film:nine")
    shown.wait_for("screen-time", "film:nine")
    assert shown.column == ["chair"]
    shown.workplace.line.setText("dur:>x")
    QTest.keyClick(shown.workplace.line, Qt.Key.Key_Return)
    shown.qtbot.waitUntil(lambda: not shown.workplace._problem.isHidden())
    assert (shown.column, shown.workplace.plot.picture.boxes) == ([], ())  # what was there is no answer to this
    assert not shown.workplace.export.isEnabled()
    shown.program.window.actions_.run("statistics.all")
    shown.wait_for("screen-time", "")
    assert shown.workplace._problem.isHidden()
    assert len(shown.column) == 3
    shown.qtbot.waitUntil(lambda: shown.workplace.film.count() == 3)
    ten = next(film for film in shown.workplace._films if film.title == "Ten")
    shown.workplace.film.show_key(ten.id)
    shown.workplace.film.chosen.emit(ten.id)
    shown.wait_for("screen-time", "film=Ten year:2010")
    assert shown.column == ["knife", "pistol"]


def test_the_search_box_says_among_what_when_one_comes_from_find(shown: Shown) -> None:
    shown.program.window.search_box.set_text("pistol")
    assert shown.desk.find.isVisible()
    shown.program.window.actions_.run("view.statistics")
    assert shown.workplace.line.text() == "pistol"


def test_an_edit_is_measured_when_somebody_looks(shown: Shown) -> None:
    shown.choose("lengths")
    fields = SceneFields(in_us=0, out_us=4 * SECOND_US)
    shown.desk.session.edit("Add", add_scene, 1, SceneDraft(fields=fields))
    rows = shown.workplace.table.rows
    shown.qtbot.waitUntil(lambda: rows.index(0, 1).data() == "1")


def test_a_heading_sorts_the_table_by_what_it_holds(shown: Shown) -> None:
    shown.choose("screen-time")
    shown.workplace.table.sortByColumn(9, Qt.SortOrder.AscendingOrder)
    assert shown.column[-1] == "knife"
    shown.workplace.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert shown.column == ["chair", "knife", "pistol"]
    assert shown.workplace.table.rows.headerData(0, Qt.Orientation.Horizontal) == "weapon ▴"


def test_what_is_shown_goes_into_a_file(shown: Shown, tmp_path: Path) -> None:
    shown.choose("screen-time")
    for ending in (".csv", ".json", ".svg"):
        out = tmp_path / f"out{ending}"
        shown.desk.statistics.write(out)
        shown.qtbot.waitUntil(out.exists, timeout=_PATIENCE_MS)
        assert "knife" in out.read_text(encoding="utf-8")
    shown.qtbot.waitUntil(lambda: shown.program.window.toast.text.endswith(".svg"), timeout=_PATIENCE_MS)
    shown.desk.statistics.write(tmp_path / "out.gif")
    shown.qtbot.waitUntil(lambda: "endings" in shown.program.window.problem_words, timeout=_PATIENCE_MS)


def test_measuring_tells_how_far_it_is_and_stops(shown: Shown, qtbot: QtBot) -> None:
    measuring = shown.workplace.measuring
    wanted = Wanted(measure_named("rhythm"), "")
    with qtbot.waitSignal(measuring.progressed), qtbot.waitSignal(measuring.measured):
        measuring.begin(wanted)
    ends: list[int] = []
    measuring.ended.connect(lambda: ends.append(1))
    measured: list[object] = []
    measuring.measured.connect(lambda *told: measured.append(told))
    measuring.begin(wanted)
    shown.program.window.actions_.run("statistics.stop")
    assert not measuring.is_busy
    QTest.qWait(200)
    assert (ends, measured) == ([1], [])
    with qtbot.waitSignal(measuring.measured):
        measuring.begin(wanted)


def test_a_catalog_that_can_not_be_read_any_more_ends_the_measuring_with_a_word(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "a.fights").write_text("no catalog " * 200)
    measuring = Measuring(tmp_path / "a.fights", read_only=True)
    told: list[str] = []
    measuring.refused.connect(told.append)
    measuring.begin(Wanted(measure_named("rhythm"), ""))
    qtbot.waitUntil(lambda: told == ["Nothing was measured."])
    assert not measuring.is_busy
    measuring.close()
