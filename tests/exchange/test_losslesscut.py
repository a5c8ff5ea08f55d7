"""LosslessCut projects, as its own writer (JSON5) makes them and as people edit them."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from donnybrook.exchange.json5 import read_json5
from donnybrook.exchange.losslesscut import read
from donnybrook.problems import Problem
from exchange.interchange import no_rate

PROJECT = """{
  version: 1,
  mediaFileName: 'Heat.mp4',
  cutSegments: [
    {
      start: 5.505,
      end: 10.0400001,
      name: 'It\\'s the "bank"',
      tags: {
        weapon: 'katana',
        place: 'village',
        mood: 'tense',
      },
    },
    {
      end: 2,
      name: '',
    },
    {
      start: 70.25,
      name: 'marker',
    },
    { start: 'x', name: 'bad' },
  ],
}
"""


def test_segments_are_fights_with_their_tags(tmp_path: Path) -> None:
    (tmp_path / "a.llc").write_text(PROJECT, encoding="utf-8")
    found = read(tmp_path / "a.llc", no_rate)
    assert found.films[0].path == "Heat.mp4"
    assert [(each.fields.title, each.fields.in_us, each.fields.out_us) for each in found.scenes] == [
        ('It\'s the "bank"', 5_505_000, 10_040_000),
        ("", 0, 2_000_000),
        ("marker", 70_250_000, None),
    ]
    first = found.scenes[0]
    assert [(term.label, term.schemes[0]) for term in first.terms] == [("katana", "weapon"), ("mood: tense", "weapon")]
    assert first.location == "village"
    assert [(each.where, each.reason) for each in found.bad] == [("segment 4", "its start is no number of seconds")]


def test_what_people_may_write_in_json5_is_read() -> None:
    text = (
        "\ufeff// a\n{/* b */ $a_1: +.5, 'b': -0x1F, \"c\": [1., 2e3, null, true,], d: 'x\\\ny\\x41\\u00e9\\0\\q',}\n"
    )
    assert read_json5(text) == {"$a_1": 0.5, "b": -31, "c": [1.0, 2000.0, None, True], "d": "xyAé\0q"}
    assert read_json5("'\\ud83d\\udd25 \\ud800'") == "\U0001f525 \ufffd"


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON)
@settings(max_examples=150, deadline=None)
def test_all_json_is_read_as_json_is(value: object) -> None:
    assert read_json5(json.dumps(value)) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: a value is missing"),
        ("{a: 1,\n b}", "line 2: “:” is missing"),
        ("{a: 'x\n'}", "line 1: a text does not end"),
        ("[1, 2", "line 1: “,” is missing"),
        ("[" * 500, "nested too deeply"),
        ("{} x", "something follows"),
        ("[Infinite]", "“Infinite” is no value"),
        ("{a: 1}", "it has no segments"),
        ("'\\u12'", "a sign is told by no number"),
    ],
)
def test_what_is_no_project_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "a.llc").write_text(text, encoding="utf-8")
    with pytest.raises(Problem, match=said):
        read(tmp_path / "a.llc", no_rate)


def test_a_time_that_is_no_number_costs_its_own_segment_only(tmp_path: Path) -> None:
    """As the package json5 writes what a program hands it: NaN and Infinity are numbers there."""
    (tmp_path / "a.llc").write_text(
        "{\n  version: 2,\n  mediaFileName: 'Heat\\'s \"end\".mp4',\n  cutSegments: [\n"
        "    {\n      start: 1,\n      end: NaN,\n    },\n    {\n      start: -Infinity,\n      end: 2,\n    },\n"
        "    {\n      start: 1e-7,\n      end: 20,\n      name: 'it\\'s',\n      selected: true,\n    },\n  ],\n}",
        encoding="utf-8",
    )
    found = read(tmp_path / "a.llc", no_rate)
    assert [(each.fields.title, each.fields.in_us, each.fields.out_us) for each in found.scenes] == [
        ("it's", 0, 20_000_000)
    ]
    assert [each.where for each in found.bad] == ["segment 1", "segment 2"]
    assert found.films[0].path == 'Heat\'s "end".mp4'
