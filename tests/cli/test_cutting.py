"""`split`, `merge-fights`, `duplicate`: two fights of one, one of two, and the same again."""

from pathlib import Path

import pytest

from cli.terminal import Terminal


@pytest.fixture
def fight(terminal: Terminal, catalog: Path) -> Path:
    terminal.done("film", catalog, "add", "Ballerina", "year=2025")
    terminal.done("tag", catalog, "1", "0:10-0:20 Eve: fire hose! vs villain: flamethrower")
    terminal.done("beat", catalog, "1", "add", "across", "in=0:12", "out=0:18")
    return catalog


def test_a_fight_is_split_and_merged_again_and_each_is_one_step(terminal: Terminal, fight: Path) -> None:
    second = terminal.done("split", fight, "1", "0:15").lines[0]
    told = terminal.done("show", fight, second).lines
    assert any(line.startswith("beat 1: label=across in=0:00:15.000 out=0:00:18.000") for line in told)
    assert sum(line.startswith("wielding") for line in told) == 2
    terminal.done("merge-fights", fight, "1", second)
    told = terminal.done("show", fight, "1").lines
    assert any("in=0:00:10.000 out=0:00:20.000" in line for line in told)
    assert sum(line.startswith("combatant") for line in told) == 2
    assert any("previous=" in line for line in told)
    terminal.done("undo", fight)
    terminal.done("undo", fight)
    assert sum(line.startswith("wielding") for line in terminal.done("show", fight, "1").lines) == 2


def test_a_duplicate_is_found_beside_the_fight(terminal: Terminal, fight: Path) -> None:
    new = terminal.done("duplicate", fight, "1").lines[0]
    assert new in terminal.done("search", fight, "hose").out
    assert len(terminal.done("search", fight, "hose").lines) == 3


def test_a_fight_is_not_split_outside_itself(terminal: Terminal, fight: Path) -> None:
    assert "inside it" in terminal.refused("split", fight, "1", "0:30")
