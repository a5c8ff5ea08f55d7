"""What stands where on the screen at 1280 × 720: nothing is cut, words stand in line, nothing scrolls in vain."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from desktop.test_film_on_timeline import OnePicture
from desktop.test_tag_workplace import tag_of
from donnybrook.analysis.measure import Cell, Column, Result
from donnybrook.analysis.plots.plot import Bars
from donnybrook.catalog import FileClock
from donnybrook.catalog.edits.scenes import change_scene
from donnybrook.desktop.app import Program
from donnybrook.desktop.main_window import MainWindow
from donnybrook.desktop.models.bar_rows import Bar, BarRows
from donnybrook.desktop.models.dragging import PieceKind
from donnybrook.desktop.models.film_outline import Cuts, SoundLine
from donnybrook.desktop.panels.field_box import INSET_PX, FieldBox
from donnybrook.desktop.panels.figure_table import FigureTable
from donnybrook.desktop.panels.find_detail import FindDetail
from donnybrook.desktop.panels.tag_workplace import TagWorkplace
from donnybrook.desktop.panels.timeline_lanes import GAP_PX, Lane
from donnybrook.desktop.panels.timeline_map import MAP_PX
from donnybrook.media import SoundEnvelope


@pytest.fixture
def tag(program: Program) -> TagWorkplace:
    tag = tag_of(program)
    tag.open_scene(tag.tagging.rows[0].id)
    return tag


def first_ink(widget: QWidget, area: QRect) -> int:
    """Return how far from the left the first word in an area begins."""
    image = widget.grab(area).toImage()
    ground = image.pixel(1, image.height() // 2)
    columns = range(image.width())
    return next(x for x in columns if any(image.pixel(x, y) != ground for y in range(2, image.height() - 3)))


def test_the_fields_of_a_use_have_room_beside_the_scroll_bar(tag: TagWorkplace, qtbot: QtBot) -> None:
    assert tag.tagging.scene is not None
    inspector = tag.inspector
    inspector.wieldings.list.open(tag.tagging.scene.wieldings[0].id)
    body = inspector.widget()
    assert body is not None
    qtbot.waitUntil(lambda: inspector.verticalScrollBar().isVisible())
    qtbot.waitUntil(lambda: body.width() == inspector.viewport().width())
    names = [
        box.findChild(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly) for box in body.findChildren(FieldBox)
    ]
    wrapped = [
        each.text()
        for each in names
        if each is not None and each.heightForWidth(each.width()) > 1.6 * each.fontMetrics().height()
    ]
    assert wrapped == []


def test_the_last_lane_of_the_timeline_is_not_cut(tag: TagWorkplace) -> None:
    rows = BarRows([Bar(1, "lunge", 0, 1_000_000, "line")])
    timeline = tag.timeline
    timeline.show_film(60_000_000)
    timeline.show_lanes("use", [Lane("use", f"weapon {number}", rows, "line") for number in range(20)])
    room_px = timeline.sizeHint().height() - timeline._lanes_top_px - GAP_PX - MAP_PX
    assert 0 < room_px < timeline._lanes.height_px
    assert timeline._lanes.whole_px(room_px) == room_px


@pytest.mark.parametrize(("wide_px", "high_px", "film_px"), [(1272, 680, 28), (1280, 720, 28), (1440, 900, 42)])
def test_the_life_lines_of_five_weapons_stay_in_sight_under_a_film_that_was_looked_through(
    tag: TagWorkplace, program: Program, qtbot: QtBot, wide_px: int, high_px: int, film_px: int
) -> None:
    program.window.resize(wide_px, high_px)
    timeline, rows = tag.timeline, BarRows([Bar(1, "lunge", 0, 1_000_000, "line")])
    timeline.show_film(60_000_000)
    counts: dict[PieceKind, int] = {"scene": 1, "beat": 1, "use": 5}
    for kind, count in counts.items():
        timeline.show_lanes(kind, [Lane(kind, f"lane {number}", rows, "line") for number in range(count)])

    def lanes_are_seen() -> bool:
        return timeline._lanes.height_px <= timeline.height() - timeline._lanes_top_px - MAP_PX

    timeline.show_outline(OnePicture(), None, Cuts((), are_known=True))
    qtbot.waitUntil(lanes_are_seen)
    timeline.show_outline(
        OnePicture(), SoundLine(SoundEnvelope(20_000, bytes(3000)), FileClock()), Cuts((), are_known=True)
    )
    assert not lanes_are_seen()
    qtbot.waitUntil(lanes_are_seen)
    assert timeline._film.heights.film_px == film_px
    assert tag.view.surface.height() > 0.35 * high_px, "the film is what is seen first"


def test_where_no_single_fight_is_shown_nothing_scrolls(program: Program, qtbot: QtBot) -> None:
    program.after_first_paint()
    detail = program.window.findChild(FindDetail)
    assert detail is not None
    assert program.desk is not None
    program.desk.session.edit("Note", change_scene, program.desk.find.all_hits()[0], note="word " * 900)
    detail.show_scene(program.desk.find.all_hits()[0], None)
    qtbot.waitUntil(detail.verticalScrollBar().isVisible)
    program.window.actions_.run("find.films")
    body = detail.widget()
    assert body is not None
    qtbot.waitUntil(lambda: not body.isVisible())
    assert not detail.verticalScrollBar().isVisible()


def test_a_fight_that_is_opened_is_the_only_one_selected_in_its_list(tag: TagWorkplace) -> None:
    tag.scenes.select_all()
    tag.open_scene(tag.tagging.rows[-1].id)
    listed = tag.scenes.findChild(QTableView)
    assert listed is not None
    assert [index.row() for index in listed.selectionModel().selectedIndexes()] == [len(tag.tagging.rows) - 1]


def test_the_heads_of_figures_stand_over_them(program: Program) -> None:
    table = FigureTable()
    table.setParent(program.window)
    columns = (Column("word", "text"), Column("count", "count"))
    table.show_result(Result(columns=columns, rows=((Cell("Hall"), Cell(12)),), plot=Bars("", "", ())))
    table.setGeometry(0, 0, 400, 200)
    table.show()
    head = table.horizontalHeader()
    width = table.columnWidth(0)
    over = first_ink(head.viewport(), QRect(0, 0, width, head.height()))
    under = first_ink(table.viewport(), QRect(QPoint(0, 0), table.visualRect(table.rows.index(0, 0)).size()))
    assert abs(over - under) <= 1


def test_a_word_on_what_was_done_goes_by_itself(tag: TagWorkplace, program: Program, qtbot: QtBot) -> None:
    toast = program.window.toast
    toast._timer.setInterval(50)
    tag.marks.say("In marked.")
    assert toast.isVisible()
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_of_a_film_without_a_file_no_marks_are_asked_for(tag: TagWorkplace) -> None:
    tag.tagging.new_memory_film("Remembered 1999")
    assert tag.inspector._empty.text() == "Select a fight, or make one: Enter."


def test_what_stands_beneath_a_field_is_in_line_with_its_words(tag: TagWorkplace) -> None:
    editor = tag.inspector.editors["location_id"]
    editor.box.show_hint("exterior")
    QTest.qWait(20)
    control = editor.control.mapTo(editor.box, QPoint(0, 0)).x()
    assert editor.box._hint.x() + editor.box._hint.contentsMargins().left() == control + INSET_PX


def test_a_film_without_a_file_has_no_black_line_under_its_place(tag: TagWorkplace, qtbot: QtBot) -> None:
    window = tag.window()
    assert isinstance(window, MainWindow)
    window.search_box.take_focus()
    qtbot.waitUntil(lambda: not tag.view.hasFocus())
    shown = tag.view.grab().toImage()
    assert shown.pixelColor(9, shown.height() - 1) == shown.pixelColor(9, shown.height() - 9)


def test_many_is_not_cut_in_the_column_of_how_many(tag: TagWorkplace, qtbot: QtBot) -> None:
    count = next(iter(tag.inspector.combatants.rows.values())).count
    qtbot.waitUntil(count.isVisible)
    assert count._has_room("many")
