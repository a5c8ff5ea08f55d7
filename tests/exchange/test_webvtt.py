"""WebVTT: read by webvtt-py, read back by us, and taken from others."""

from fractions import Fraction
from pathlib import Path

import pytest
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from donnybrook.exchange.escapes import escaped, escaped_lines, plain_text, split_at
from donnybrook.exchange.exporting import export_found
from donnybrook.exchange.webvtt import read
from donnybrook.problems import Problem
from exchange.interchange import NTSC, RATES, duel, new_catalog, no_rate, taken_over

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)


@pytest.mark.parametrize("rate", RATES)
def test_fights_come_back_on_their_frames_with_who_uses_what(tmp_path: Path, rate: Fraction) -> None:
    there, here, done = taken_over(tmp_path, "Ballerina.vtt", rate)
    assert here == there
    assert (done.plan.bad, done.plan.unknown) == ((), ())


def test_webvtt_py_reads_each_fight_as_a_cue_with_its_text_unharmed(tmp_path: Path) -> None:
    with new_catalog(tmp_path, "a") as catalog:
        catalog.add_scene(1, duel(catalog, NTSC, (24, 48), title="Ice skates <fight> & x --> y", note="one\n\ntwo"))
        export_found(catalog, tmp_path / "a.vtt")
    (cue,) = webvtt.read(str(tmp_path / "a.vtt")).captions
    assert (cue.start, cue.end) == ("00:00:01.001", "00:00:02.002")
    # The package takes tags out of a text and leaves entities, as they are for players to read.
    assert cue.text.splitlines()[0] == "Ice skates &lt;fight&gt; &amp; x --&gt; y"
    assert cue.text.splitlines()[-2:] == ["Note: one\\n", "two"]
    assert "Weapons: Eve: flamethrower; Eve: fire hose!; rival: flamethrower" in cue.text


def test_cues_of_others_are_fights_with_a_title_and_a_note(tmp_path: Path) -> None:
    file = tmp_path / "theirs.vtt"
    file.write_text(
        "WEBVTT - of whoever\n\nSTYLE\n::cue { color: red }\n\nNOTE nothing\n\nintro\n"
        "00:01.000 --> 00:02.500 align:start\n"
        "<v Roger><b>Fight</b> on\nthe &lt;roof&gt;\n\n01:00:00.000 --> 01:00:01.000\nNote: kept as it is \\n\n\n"
        "00:05.000 --> 00:04.000\nback\n\nlost words\n\n00:06.00 --> 00:07.000\nshort\n",
        encoding="utf-8-sig",
    )
    found = read(file, no_rate)
    assert [(each.fields.in_us, each.fields.out_us, each.fields.title, each.fields.note) for each in found.scenes] == [
        (1_000_000, 2_500_000, "Fight on", "the <roof>"),
        (3_600_000_000, 3_601_000_000, "Note: kept as it is \\n", ""),
    ]
    assert [each.where for each in found.bad] == ["line 16", "line 19", "line 21"]
    assert found.films[0].title == ""


def test_what_is_no_webvtt_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.vtt"
    for raw, reason in ((b"1\n00:00:01,000 --> 00:00:02,000\n", "is no WebVTT"), (b"WEBVTT\n\n\xff", "UTF-8: line 3")):
        file.write_bytes(raw)
        with pytest.raises(Problem, match=reason):
            read(file, no_rate)


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_escaped_texts_are_read_back_and_part_at_our_signs_alone(one: str, other: str) -> None:
    signs = ";|"
    joined = "; ".join(escaped(each, signs) for each in (one, other))
    assert "\n" not in joined
    assert [plain_text(each) for each in split_at(joined, "; ")] == [one, other]
    lines = escaped_lines(one)
    assert plain_text("\n".join(lines)) == one
    assert all(line.strip() for line in lines[1:])
