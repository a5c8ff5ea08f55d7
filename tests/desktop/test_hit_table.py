"""How wide the columns of the table of hits are."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.fights import make_catalog
from donnybrook.catalog.edits.scenes import change_scene
from donnybrook.desktop.app import Program
from donnybrook.desktop.models.table_columns import COLUMNS, Hit, shared_out, wanted_px
from donnybrook.desktop.panels.hit_cell import HitCell
from donnybrook.desktop.panels.hit_table import HitTable


def _table(program: Program) -> HitTable:
    program.window.actions_.run("find.table")
    table = program.window.findChild(HitTable)
    assert isinstance(table, HitTable)
    return table


def _wanted_by(hit: Hit, place: int, table: HitTable) -> float:
    cell = table.itemDelegate()
    assert isinstance(cell, HitCell)
    return cell.wanted_px(place, hit)


def _place_of(name: str) -> int:
    return next(place for place, each in enumerate(COLUMNS) if each.name == name)


def test_columns_are_as_wide_as_what_stands_in_them_and_fill_the_width(
    open_program: OpenProgram, tmp_path: Path, qtbot: QtBot
) -> None:
    program = open_program(make_catalog(tmp_path / "a.fights"))
    table = _table(program)
    hits = [hit for row in range(table.scene_count) if (hit := table._table.hit(row)) is not None]
    assert {hit.row.rating for hit in hits} == {""}
    rating, film, place = (_place_of(name) for name in ("rating", "film", "place"))

    def widths() -> list[int]:
        return [table.columnWidth(each) for each in range(len(COLUMNS)) if not table.isColumnHidden(each)]

    assert table.viewport().width() - 8 <= sum(widths()) <= table.viewport().width()
    empty_px = table.columnWidth(rating)
    assert empty_px < 60, "nothing stands in it but its head"
    for each in (film, place, _place_of("in"), _place_of("length")):
        assert table.columnWidth(each) >= max(_wanted_by(hit, each, table) for hit in hits), COLUMNS[each].name
    assert program.desk is not None
    program.desk.session.edit("Rate", change_scene, hits[0].id, rating="5")
    qtbot.waitUntil(lambda: table.columnWidth(rating) > empty_px)
    rated = table._table.hit(0)
    assert rated is not None
    assert table.columnWidth(rating) >= _wanted_by(rated, rating, table)


def test_where_not_all_fits_the_wide_columns_share_what_the_others_leave() -> None:
    shown = [each for each in COLUMNS if each.is_shown]
    wanted = [each.width_px * 3 if each.name in ("title", "film") else 40 for each in shown]
    narrow_px = 40 * (len(shown) - 2)
    widths = dict(zip((each.name for each in shown), shared_out(shown, wanted, narrow_px + 354), strict=True))
    assert (widths["title"], widths["film"]) == (224, 130)
    assert {widths[each.name] for each in shown if each.name not in ("title", "film")} == {40}
    roomy = shared_out(shown, wanted, sum(wanted) + 400)
    assert sum(wanted) + 390 < sum(roomy) <= sum(wanted) + 400
    assert roomy[[each.name for each in shown].index("rating")] == 40
    assert sum(shared_out(shown, wanted, 10)) >= narrow_px, "it scrolls"


def test_one_long_name_takes_no_room_from_all_others() -> None:
    film = COLUMNS[_place_of("film")]
    assert wanted_px(film, 40, [60.0] * 9 + [900.0]) == 60
    assert wanted_px(COLUMNS[_place_of("in")], 40, [60.0] * 9 + [90.0]) == 90, "of figures all are read"
    assert wanted_px(film, 40, []) == film.width_px
