"""Plots as pictures and as files: every mark stands in its place, files are the same each time, text stays text."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.measured_fights import make_measured, result_of
from donnybrook.analysis.plots.files import ENDINGS, plot_bytes
from donnybrook.analysis.plots.layout import picture_of
from donnybrook.analysis.plots.picture import Words, elided, text_width
from donnybrook.analysis.plots.plot import Bar, Bars, Columns, HeatMap, Mark, Series
from donnybrook.analysis.registry import measures
from donnybrook.catalog import Catalog
from donnybrook.problems import Problem

_HOSTILE = '<script>alert(1)</script> & "x" $\\frac{1}{2}$ \x00\x1b[31m \u202etfel'


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    folder = tmp_path_factory.mktemp("plotted")
    with make_measured(folder / "a.fights", folder / "cache") as made:
        yield made


@pytest.mark.parametrize("name", [each.name for each in measures()])
def test_each_mark_of_a_plot_stands_for_a_number_of_its_table(catalog: Catalog, name: str) -> None:
    result = result_of(catalog, name)
    boxes = picture_of(result.plot, 640, 300).boxes
    assert boxes
    for box in boxes:
        assert box.mark is not None
        row, column = box.mark.at
        value = result.rows[row][column].value
        assert isinstance(value, int | float)
        assert box.mark.words
        if not isinstance(result.plot, Columns) or result.columns[column].kind != "count":
            assert box.mark.value == pytest.approx(value)


def test_parts_of_a_bar_follow_one_another_and_are_as_long_as_they_are_worth() -> None:
    marks = (Mark(3, "three", (0, 1), "ember"), Mark(1, "one", (0, 2), "ember"))
    first, second = picture_of(Bars("t", "a", (Bar("x", marks),)), 600, 200).boxes
    assert first.width == pytest.approx(3 * second.width)
    assert second.x == pytest.approx(first.x + first.width)


def test_columns_upon_each_other_reach_as_high_as_their_sum() -> None:
    series = tuple(Series(name, "ember", (Mark(value, name, (0, 0)),)) for name, value in (("a", 0.25), ("b", 0.75)))
    picture = picture_of(Columns("t", "x", "y", ("one",), series, is_share=True), 600, 300)
    below, above = picture.boxes
    assert above.height == pytest.approx(3 * below.height, abs=4)
    assert above.y + above.height == pytest.approx(below.y, abs=1.5)
    assert {"0 %", "100 %"} <= {each.text for each in picture.shapes if isinstance(each, Words)}


def test_a_plot_with_many_lines_is_higher_than_its_room() -> None:
    bars = tuple(Bar(f"weapon {n}", (Mark(n + 1, "", (n, 0), "ember"),)) for n in range(40))
    assert picture_of(Bars("t", "a", bars), 600, 200).height > 700


def test_a_plot_of_nothing_says_so() -> None:
    for plot in (Bars("t", "a", ()), Columns("t", "x", "y", (), ()), HeatMap("t", (), (), ())):
        assert [each.text for each in picture_of(plot, 300, 200, titled=False).shapes if isinstance(each, Words)] == [
            "Nothing to show"
        ]


def test_text_is_cut_to_its_room() -> None:
    assert elided("hose", 12, 100) == "hose"
    assert elided("a very long name", 12, 60).endswith("…")
    assert text_width("火消し", 10) > text_width("abc", 10)
    assert text_width(elided("火" * 50, 12, 90), 12) <= 90


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_plot_is_the_same_file(catalog: Catalog, ending: str) -> None:
    plot = result_of(catalog, "screen-time").plot
    once = plot_bytes(plot, ending)
    assert once == plot_bytes(plot, ending)
    assert once.startswith({".svg": b"<?xml", ".png": b"\x89PNG", ".pdf": b"%PDF"}[ending])
    assert b"CreationDate" not in once
    assert b"<dc:date>" not in once


def test_another_kind_of_file_is_refused(catalog: Catalog) -> None:
    with pytest.raises(Problem, match=r"\.svg, \.png, \.pdf"):
        plot_bytes(result_of(catalog, "lengths").plot, ".gif")


def test_hostile_words_are_only_words_in_a_file() -> None:
    bars = Bars(_HOSTILE, _HOSTILE, (Bar(_HOSTILE, (Mark(1, _HOSTILE, (0, 0), "ember"),), _HOSTILE),))
    told = plot_bytes(bars, ".svg")
    root = ET.fromstring(told)
    kinds = {each.tag.rpartition("}")[2] for each in root.iter()}
    assert "script" not in kinds
    texts = ["".join(each.itertext()) for each in root.iter() if each.tag.endswith("}text")]
    assert any("<script>alert(1)</script>" in each and "$\\frac{1}{2}$" in each for each in texts)
    assert all(each.isprintable() for each in texts)
    assert not [value for each in root.iter() for name, value in each.attrib.items() if name.startswith("on")]
    for ending in (".png", ".pdf"):
        assert plot_bytes(bars, ending)


def test_letters_that_no_typeface_has_stop_nothing(tmp_path: Path) -> None:
    bars = Bars("火消し 𐀀", "", (Bar("عربي 火", (Mark(1, "", (0, 0), "water"),)),))
    (tmp_path / "a.png").write_bytes(plot_bytes(bars, ".png"))
    assert (tmp_path / "a.png").stat().st_size > 1000
