"""Fights timed from memory, slid into place from the command line."""

from pathlib import Path

import pytest

from cli.terminal import Terminal
from donnybrook.catalog import Catalog, SceneDraft, SceneFields
from donnybrook.catalog.clocks import FileClock
from donnybrook.catalog.driver import connect
from donnybrook.catalog.edits.contents import add_beat
from donnybrook.catalog.edits.films import add_film
from donnybrook.catalog.edits.scenes import add_scene
from donnybrook.catalog.edits.versions import add_version
from donnybrook.catalog.problems import EntryProblem
from donnybrook.catalog.sliding import Anchor, slide_of
from donnybrook.cli.marking import Marks

_SECOND_US = 1_000_000


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "mine.fights"
    with Catalog.create(path) as catalog:
        film = catalog.edit("Add film", add_film, "Ballerina").value
        for in_s in (10, 40, 100):
            draft = SceneDraft(fields=SceneFields(in_us=in_s * _SECOND_US, out_us=(in_s + 5) * _SECOND_US))
            catalog.add_scene(film, draft)
        catalog.edit("Beat", add_beat, 1, in_us=11 * _SECOND_US, out_us=12 * _SECOND_US, label="x")
        catalog.add_scene(film, SceneDraft())
    return path


def times_of(path: Path) -> list[tuple[int | None, int | None]]:
    with Catalog.open(path) as catalog:
        return [(each.fields.in_us, each.fields.out_us) for each in catalog.scenes([1, 2, 3, 4])]


def test_one_fight_in_place_moves_all_of_them_and_undo_puts_them_back(terminal: Terminal, memory: Path) -> None:
    before = times_of(memory)
    told = terminal.done("slide", memory, "Ballerina", "1=0:12.5", "--preview").out
    assert times_of(memory) == before
    assert "3\t0:01:40.000\t0:01:42.500" in told
    assert "3 fights of Ballerina slid into place" in terminal.done("slide", memory, "Ballerina", "1=0:12.5").out
    assert times_of(memory) == [
        (12_500_000, 17_500_000),
        (42_500_000, 47_500_000),
        (102_500_000, 107_500_000),
        (None,) * 2,
    ]
    with Catalog.open(memory) as catalog:
        assert catalog.scene(1).beats[0].in_us == 13_500_000
        assert catalog.undo_label == "Slide 3 fights"
    terminal.done("undo", memory)
    assert times_of(memory) == before


def test_two_fights_in_place_also_say_how_fast_they_run(terminal: Terminal, memory: Path) -> None:
    terminal.done("slide", memory, "Ballerina", "1=0:20", "3=3:20")
    assert [each[0] for each in times_of(memory)] == [20 * _SECOND_US, 80 * _SECOND_US, 200 * _SECOND_US, None]


@pytest.mark.parametrize(
    ("places", "says"),
    [
        (("3=0:01",), "before the film"),
        (("1=0:50", "3=0:20"), "can't both begin there"),
        (("1=0:50", "3=0:51"), "no film runs so much faster or slower"),
        (("1=0:50", "3=59:00:00"), "no film runs so much faster or slower"),
        (("1=0:50", "1=0:20"), "The same fight is given twice"),
        (("4=0:10",), "has no in point"),
        (("1=soon",), "not a time"),
    ],
)
def test_what_cannot_be_moves_nothing_and_says_why(
    terminal: Terminal, memory: Path, places: tuple[str, ...], says: str
) -> None:
    before = times_of(memory)
    assert says in terminal.refused("slide", memory, "Ballerina", *places)
    assert times_of(memory) == before


def test_two_fights_that_are_too_late_by_far_are_not_said_to_be_too_fast() -> None:
    late_us = 9_000 * 3600 * _SECOND_US
    with pytest.raises(EntryProblem, match="so much earlier or later"):
        slide_of([Anchor(1, late_us, 0), Anchor(2, late_us + 10 * _SECOND_US, 40 * _SECOND_US)])


def test_frames_are_looked_for_before_the_catalog_is_kept_from_others(
    terminal: Terminal, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark, asked = Marks.mark, []

    def mark_while_another_writes(marks: Marks, time_us: int) -> int:
        other = connect(memory, mode="rw")
        other.execute("PRAGMA busy_timeout = 0")
        other.execute("BEGIN IMMEDIATE")
        other.close()
        asked.append(time_us)
        return mark(marks, time_us)

    monkeypatch.setattr(Marks, "mark", mark_while_another_writes)
    terminal.done("slide", memory, "Ballerina", "1=0:12.5")
    assert len(asked) > 6


def test_two_fights_of_two_versions_move_nothing(terminal: Terminal, memory: Path) -> None:
    with Catalog.open(memory) as catalog:
        film_id = catalog.films()[0].id
        version_id = catalog.edit("Add version", add_version, film_id, "Cut").value
        draft = SceneDraft(fields=SceneFields(in_us=200 * _SECOND_US))
        other = catalog.edit("Add", add_scene, film_id, draft, version_id=version_id).value
    before = times_of(memory)
    assert "two versions" in terminal.refused("slide", memory, "Ballerina", "1=0:20", f"{other}=3:40")
    assert times_of(memory) == before


def test_a_slide_goes_exactly_through_both_fights() -> None:
    slide = slide_of([Anchor(1, 7_000_003, 9_000_001), Anchor(2, 77_000_007, 82_123_456)])
    assert abs(slide.to_file(7_000_003) - 9_000_001) <= 1
    assert abs(slide.to_file(77_000_007) - 82_123_456) <= 1
    assert slide_of([Anchor(1, 5, 9)]) == FileClock(4)
    with pytest.raises(EntryProblem):
        slide_of([Anchor(1, 5, 9), Anchor(2, 5, 12)])
