"""`undo`, `redo` and `history`."""

from pathlib import Path

import pytest

from cli.terminal import Terminal
from donnybrook import Catalog


@pytest.fixture
def fight(terminal: Terminal, catalog: Path) -> Path:
    with Catalog.open(catalog) as opened:
        opened.add_film("Ballerina", year=2025)
    terminal.done("tag", catalog, "1", 'Eve: fire hose! vs rival: flamethrower @village "duel"')
    with Catalog.open(catalog, coder="Ana") as opened:
        opened.change_scene(1, title="The duel", in_us=1_000_000, out_us=2_500_000)
        opened.change_scene(1, title="The great duel")
    return catalog


def test_undo_takes_back_and_redo_does_again_also_several_at_once(terminal: Terminal, fight: Path) -> None:
    assert terminal.done("undo", fight, "--coder", "Ana").out == "Taken back: Change fight.\n"
    with Catalog.open(fight) as opened:
        assert opened.scene(1).fields.title == "The duel"
    assert terminal.done("redo", fight, "--coder", "Ana").out == "Done again: Change fight.\n"
    said = terminal.done("undo", fight, "--coder", "Ana", "--times", "5").out.splitlines()
    assert said == ["Taken back: Change fight."] * 2 + ["There is nothing left to take back."]
    assert "nothing left" in terminal.refused("undo", fight, "--coder", "Ana")
    assert "nothing to do again" in terminal.refused("redo", fight, "--coder", "Nobody")


def test_the_catalog_s_history_lists_its_edits_newest_first(terminal: Terminal, fight: Path) -> None:
    terminal.done("undo", fight, "--coder", "Ana")
    lines = [line.split("\t") for line in terminal.done("history", fight).out.splitlines()]
    assert [line[3] for line in lines] == [
        "Undo Change fight",
        "Change fight",
        "Change fight",
        "Tag fire hose, flamethrower",
        "Add film Ballerina",
    ]
    assert lines[1][2:] == ["Ana", "Change fight", "1 fight", "undone"]
    (newest, *_) = terminal.done("history", fight, "--json").json
    assert (newest["kind"], newest["coder"], newest["fights"]) == ("undo", "Ana", 1)
    assert len(terminal.done("history", fight, "--limit", "2").out.splitlines()) == 2


def test_a_fight_s_history_says_who_changed_what_from_what_to_what_in_words(terminal: Terminal, fight: Path) -> None:
    said = terminal.done("history", fight, "1").out
    assert "Title: “The duel” → “The great duel”" in said
    assert "In: nothing → “0:00:01.000”" in said
    assert "added use of fire hose: By “Eve”; Weapon “fire hose”; Improvised “yes”" in said
    (newest, *_) = terminal.done("history", fight, "1", "--json").json
    assert (newest["coder"], newest["field"], newest["before"], newest["after"]) == (
        "Ana",
        "Title",
        "The duel",
        "The great duel",
    )


def test_one_old_value_comes_back_as_an_edit_of_its_own(terminal: Terminal, fight: Path) -> None:
    edit = str(terminal.done("history", fight, "1", "--json").json[0]["edit"])
    assert terminal.done("history", fight, "1", "--bring-back", edit, "title").out == "Title: “The duel” again.\n"
    with Catalog.open(fight) as opened:
        assert opened.scene(1).fields.title == "The duel"
        assert opened.undo_label == "Bring back title"
    assert "already" in terminal.done("history", fight, "1", "--bring-back", edit, "1").out
    assert "changed no field" in terminal.refused("history", fight, "1", "--bring-back", edit, "note")
    assert "needs a SCENE" in terminal.refused("history", fight, "--bring-back", edit, "note", code=2)


def test_what_was_not_there_or_no_longer_fits_does_not_come_back(terminal: Terminal, fight: Path) -> None:
    first = str(terminal.done("history", fight, "1", "--json").json[-1]["edit"])
    assert "not there at all" in terminal.refused("history", fight, "1", "--bring-back", first, "choreography note")
    with Catalog.open(fight) as opened:
        opened.change_scene(1, in_us=10_000_000, out_us=20_000_000)
        opened.change_scene(1, in_us=30_000_000, out_us=40_000_000)
    newest = str(terminal.done("history", fight, "1", "--json").json[0]["edit"])
    assert "does not fit" in terminal.refused("history", fight, "1", "--bring-back", newest, "out")
