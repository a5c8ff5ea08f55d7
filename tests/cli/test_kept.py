"""`saved` and `collection`: what is kept of searching, through the door, undone and merged like all else."""

import shutil
from pathlib import Path

import pytest

from cli.terminal import Terminal
from donnybrook import Catalog
from donnybrook.catalog.edits.keeping import save_query


@pytest.fixture
def fights(terminal: Terminal, catalog: Path) -> Path:
    with Catalog.open(catalog) as opened:
        opened.add_film("Ballerina", year=2025)
    for line in ("Eve: fire hose! vs rival: flamethrower", "ice skates! by Eve", "katana"):
        terminal.done("tag", catalog, "1", line)
    return catalog


def collected(terminal: Terminal, path: Path, name: str) -> list[str]:
    return [row["weapons"] for row in terminal.done("collection", path, "show", name).cells]


def test_a_saved_search_is_listed_with_what_it_finds_now(terminal: Terminal, fights: Path) -> None:
    terminal.done("saved", fights, "keep", "Without blades", "-blade")
    terminal.done("saved", fights, "keep", "Fire", "flamethrower")
    assert [(row["name"], row["fights"]) for row in terminal.done("saved", fights).cells] == [
        ("Without blades", "1"),
        ("Fire", "1"),
    ]
    terminal.done("tag", fights, "1", "flamethrower")
    assert terminal.done("saved", fights).cells[1]["fights"] == "2"
    assert len(terminal.done("saved", fights, "show", "fire").cells) == 2
    terminal.done("saved", fights, "keep", "fire", "hose")
    terminal.done("saved", fights, "rename", "fire", "Water")
    assert terminal.done("saved", fights).cells[1] == {"name": "Water", "fights": "1", "query": "hose"}
    terminal.done("saved", fights, "forget", "Water")
    assert len(terminal.done("saved", fights).cells) == 1
    terminal.done("undo", fights)
    assert len(terminal.done("saved", fights).cells) == 2


def test_what_can_t_be_understood_is_not_saved(terminal: Terminal, fights: Path) -> None:
    assert "Nothing was saved" in terminal.refused("saved", fights, "keep", "x", "weapno:axe skates")
    assert "Give it a name" in terminal.refused("saved", fights, "keep", " ", "skates")
    assert "There are: none yet" in terminal.refused("saved", fights, "show", "x")


def test_what_a_saved_search_asks_that_there_is_no_longer_is_told(terminal: Terminal, fights: Path) -> None:
    with Catalog.open(fights) as opened:
        opened.edit("Save", save_query, "Old", "katana weapno:axe")
    for listed in (terminal.run("saved", fights), terminal.run("saved", fights, "show", "Old")):
        assert "Did you mean weapon:?" in listed.err
        assert len(listed.cells) == 1


def test_a_collection_has_the_order_it_was_given_by_hand(terminal: Terminal, fights: Path) -> None:
    terminal.done("collection", fights, "new", "Reel", "--note", "for Friday")
    assert terminal.done("collection", fights, "add", "reel", "1", "2", "3").out == "3 fights put into Reel.\n"
    assert terminal.done("collection", fights, "add", "reel", "2").out == "0 fights put into Reel.\n"
    terminal.done("collection", fights, "move", "Reel", "3", "1")
    assert collected(terminal, fights, "Reel") == ["katana", "fire hose!; flamethrower", "ice skates!"]
    for _ in range(30):  # places come so close that they must be spread out anew
        terminal.done("collection", fights, "move", "Reel", "2", "2")
        terminal.done("collection", fights, "move", "Reel", "1", "2")
    assert collected(terminal, fights, "Reel") == ["katana", "fire hose!; flamethrower", "ice skates!"]
    terminal.done("delete", fights, "1")
    assert collected(terminal, fights, "Reel") == ["katana", "ice skates!"]
    terminal.done("undelete", fights, "1")
    terminal.done("collection", fights, "remove", "Reel", "3")
    terminal.done("undo", fights)
    assert len(collected(terminal, fights, "Reel")) == 3
    terminal.done("collection", fights, "delete", "Reel")
    terminal.done("undo", fights)
    assert len(collected(terminal, fights, "Reel")) == 3
    assert "already" in terminal.refused("collection", fights, "new", "reel")
    terminal.done("delete", fights, "1")
    terminal.done("empty-trash", fights, "--yes")
    assert len(collected(terminal, fights, "Reel")) == 2


def test_places_in_a_collection_do_not_count_what_is_in_the_trash(terminal: Terminal, fights: Path) -> None:
    terminal.done("tag", fights, "1", "knife")
    terminal.done("collection", fights, "new", "Reel")
    terminal.done("collection", fights, "add", "Reel", "1", "2", "3", "4")
    terminal.done("delete", fights, "1")
    assert terminal.done("collection", fights, "move", "Reel", "4", "2").out == "Fight 4 is number 2 of Reel now.\n"
    for _ in range(30):  # until places are spread out anew
        terminal.done("collection", fights, "move", "Reel", "2", "2")
        terminal.done("collection", fights, "move", "Reel", "4", "2")
    assert collected(terminal, fights, "Reel") == ["ice skates!", "knife", "katana"]
    assert "in the trash" in terminal.refused("collection", fights, "move", "Reel", "1", "2")
    terminal.done("undelete", fights, "1")
    assert collected(terminal, fights, "Reel")[0] == "fire hose!; flamethrower"


def test_two_copies_that_collect_and_rate_apart_merge(terminal: Terminal, fights: Path) -> None:
    terminal.done("collection", fights, "new", "Reel")
    other = fights.with_name("other.fights")
    shutil.copy(fights, other)
    terminal.done("collection", fights, "add", "Reel", "1", "2")
    terminal.done("collection", other, "add", "Reel", "2", "3")
    terminal.done("set", other, "3", "rating=5")
    terminal.done("merge", fights, other)
    assert sorted(collected(terminal, fights, "Reel")) == ["fire hose!; flamethrower", "ice skates!", "katana"]
    assert terminal.done("search", fights, "katana", "--json").json[0]["rating"] == "5"


def test_a_name_is_one_whatever_the_case_of_its_letters(terminal: Terminal, fights: Path) -> None:
    terminal.done("collection", fights, "new", "Épées  nues")
    assert "already" in terminal.refused("collection", fights, "new", "épées nues")
    terminal.done("saved", fights, "keep", "Épées", "sword")
    terminal.done("saved", fights, "keep", "épées", "katana")
    assert [row["query"] for row in terminal.done("saved", fights).cells] == ["katana"]
    assert "already" in terminal.refused("palette", fights, "make", "vocabulary keys")
