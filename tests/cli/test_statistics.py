"""``stats``: tables for people and programs, plots into files, definitions, and what it refuses to measure."""

import csv
import io
from pathlib import Path

import pytest

from analysis.measured_fights import make_measured
from cli.terminal import Terminal
from donnybrook.analysis.registry import measures


@pytest.fixture
def measured(tmp_path: Path) -> Path:
    make_measured(tmp_path / "a.fights", tmp_path / "cache").close()
    return tmp_path / "a.fights"


def test_without_a_measure_all_are_listed(terminal: Terminal, measured: Path) -> None:
    told = terminal.done("stats", measured).cells
    assert [each["measure"] for each in told] == [each.name for each in measures()]


def test_a_table_holds_seconds_and_shares(terminal: Terminal, measured: Path) -> None:
    said = terminal.run("stats", measured, "screen-time", "--csv")
    first, *_ = csv.DictReader(io.StringIO(said.out))
    assert (first["weapon"], first["screen_time_s"], first["known_from_fights_s"]) == ("knife", "30", "20")
    assert first["share_of_fight_time"] == "0.315789"
    assert "3 fights with times" in said.err
    assert terminal.run("stats", measured, "screen-time").cells[0]["screen_time_s"] == "30"


def test_a_share_of_none_or_of_all_has_no_decimals(terminal: Terminal, measured: Path) -> None:
    shares = {each["share_improvised"] for each in terminal.done("stats", measured, "improvised").cells}
    assert {"0"} <= shares
    assert not [each for each in shares if each.endswith(".0")]


def test_each_number_of_the_json_has_the_search_for_its_fights(terminal: Terminal, measured: Path) -> None:
    told = terminal.run("stats", measured, "screen-time", "--json", "--film", "Ten").json
    assert told["query"] == "film=Ten year:2010"
    names = [column["name"] for column in told["columns"]]
    knife = dict(zip(names, told["rows"][0], strict=True))
    assert knife["weapon"] == {"value": "knife"}
    assert knife["fights"] == {"value": 3, "query": "weapon=knife film=Ten year:2010"}
    found = terminal.done("search", measured, "--count", knife["fights"]["query"])
    assert found.lines == ["3"]
    numbered = terminal.run("stats", measured, "life-lines", "--json").json["rows"][0][4]
    assert numbered["value"] == 10
    assert numbered["fights"] == [1]


@pytest.mark.parametrize("ending", [".svg", ".png", ".pdf"])
def test_a_plot_goes_into_a_file(terminal: Terminal, measured: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"out{ending}"
    said = terminal.run("stats", measured, "together", "--plot", out)
    assert (said.code, said.lines) == (0, [f"Weapons in the same fights drawn into {out}."])
    assert out.stat().st_size > 1000


def test_where_there_is_nothing_to_draw_no_file_is_written(terminal: Terminal, measured: Path, tmp_path: Path) -> None:
    told = terminal.refused("stats", measured, "screen-time", "--query", "trident", "--plot", tmp_path / "none.svg")
    assert "nothing to draw" in told
    assert not (tmp_path / "none.svg").exists()


def test_a_definition_is_printed_with_its_source(terminal: Terminal, measured: Path) -> None:
    assert "Norman Cliff" in terminal.done("stats", measured, "shot-lengths", "--define").out


def test_what_is_half_understood_is_not_measured(terminal: Terminal, measured: Path, tmp_path: Path) -> None:
    assert "Nothing was measured" in terminal.refused("stats", measured, "lengths", "--query", "dur:>x")
    assert "There are:" in terminal.refused("stats", measured, "heights")
    assert "can't be written as “.gif”" in terminal.refused("stats", measured, "lengths", "--plot", tmp_path / "a.gif")
    assert "No film" in terminal.refused("stats", measured, "lengths", "--film", "Eleven")


def test_options_that_would_do_nothing_are_refused(terminal: Terminal, measured: Path, tmp_path: Path) -> None:
    told = terminal.refused("stats", measured, "--query", "knife", "--plot", tmp_path / "a.svg", code=2)
    assert "--query and --plot do nothing without a MEASURE" in told
    assert "--csv does nothing" in terminal.refused("stats", measured, "screen-time", "--define", "--csv", code=2)
    assert "--csv does nothing" in terminal.refused("stats", measured, "screen-time", "--json", "--csv", code=2)
