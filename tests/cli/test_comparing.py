"""`compare`."""

from pathlib import Path

import pytest

from analysis.coders import make_beaten_catalogs, make_layers
from cli.terminal import Terminal
from donnybrook import Catalog


@pytest.fixture
def layers(tmp_path: Path) -> Path:
    with make_layers(tmp_path / "both.fights", tmp_path) as made:
        return made.path


def test_two_layers_are_compared_in_words_and_a_table(terminal: Terminal, layers: Path) -> None:
    told = terminal.done("compare", layers).out
    assert "ana and bo: 1 film that both coded." in told
    assert "3 fights of both; only ana: 1, only bo: 1; without times: 1, 0." in told
    assert "Out: 1.000 s apart on average, 1.000 s in the middle, 2.000 s at most; bo is 0.333 s later." in told
    rows = [line.split("\t") for line in told.splitlines() if line.count("\t") == 9]
    weapons = next(row for row in rows if row[0] == "Weapons")
    assert weapons[2:4] == ["9", "0.889"]
    assert not [row for row in rows if row[1] == "katana"]
    assert "katana" in terminal.done("compare", layers, "--each").out


def test_disagreements_are_listed_and_all_is_json(terminal: Terminal, layers: Path) -> None:
    listed = terminal.done("compare", layers, "--layers", "bo", "ana", "--disagreements").cells
    assert len(listed) == 8
    assert listed[0] == {"film": "Ballerina", "at_s": "11", "what": "In", "bo": "0:00:11.000", "ana": "0:00:10.000"}
    told = terminal.done("compare", layers, "--json").json
    assert told["readings"] == ["ana", "bo"]
    assert len(told["disagreements"]) == 8
    katana = next(each for each in told["variables"] if each["of"] == "katana")
    assert katana["kappa"]["value"] == pytest.approx(0.4)


def test_two_catalogs_of_one_name_are_told_apart_and_what_is_equal_is_said_to_be(
    terminal: Terminal, tmp_path: Path
) -> None:
    mine, theirs = make_beaten_catalogs(tmp_path)
    told = terminal.done("compare", mine, theirs).out
    assert "ana/study and bo/study: 1 film that both coded." in told
    assert "Only bo/study coded Heat." in told
    assert "0.000 s at most; bo/study is neither earlier nor later." in told
    listed = terminal.done("compare", mine, theirs, "--disagreements").cells
    assert [each["what"] for each in listed[:3]] == ["Combatant", "Combatant", "Outcome of Eve"]
    assert listed[0]["ana/study"] == "–"
    assert "both are study.fights itself" in terminal.refused("compare", mine, mine.parent / ".." / "ana" / mine.name)


def test_a_layer_that_is_not_there_is_told(terminal: Terminal, layers: Path) -> None:
    assert "“cleo”" in terminal.refused("compare", layers, "--layers", "ana", "cleo")


def test_one_layer_alone_is_told_what_else_to_compare(terminal: Terminal, catalog: Path) -> None:
    with Catalog.open(catalog) as opened:
        opened.add_film("Heat")
    terminal.done("tag", catalog, "1", "0:05-0:09 Eve: sword")
    assert "has only one layer, “main”. Name a second catalog" in terminal.refused("compare", catalog)


def test_options_that_would_do_nothing_are_refused(terminal: Terminal, layers: Path) -> None:
    told = terminal.refused("compare", layers, "--json", "--each", "--disagreements", code=2)
    assert "--each and --disagreements do nothing beside --json" in told
    assert "--each does nothing" in terminal.refused("compare", layers, "--disagreements", "--each", code=2)
