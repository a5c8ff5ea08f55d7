"""`palette`: terms on digits, of a film or of the catalog; through the door, undone and merged like all else."""

import shutil
from pathlib import Path

import pytest

from cli.terminal import Terminal
from donnybrook import Catalog
from donnybrook.catalog.checking import look_over
from donnybrook.catalog.edits.vocabulary import add_concept, delete_concept, merge_concepts, retire_concept
from donnybrook.catalog.palettes import palettes_for, read_palettes
from donnybrook.catalog.strangers.taking import read_copy


@pytest.fixture
def fights(catalog: Path) -> Path:
    with Catalog.open(catalog) as opened:
        opened.add_film("Ballerina", year=2025)
        opened.add_film("Sintel", year=2010)
    return catalog


def cells(terminal: Terminal, path: Path, name: str) -> dict[str, str]:
    row = next(row for row in terminal.done("palette", path).cells if row["name"] == name)
    return {key: value for key, value in row.items() if value and key != "name"}


def test_palettes_are_made_filled_renamed_deleted_and_taken_back(terminal: Terminal, fights: Path) -> None:
    terminal.done("palette", fights, "make", "Fire", "1=flamethrower", "2=tech:strike", "--film", "Ballerina")
    assert cells(terminal, fights, "Fire") == {"film": "Ballerina", "1": "flamethrower", "2": "strike"}
    said = terminal.done("palette", fights, "set", "fire", "3=flamethrower", "2=", "0=fire hose").out
    assert said == "Fire: 3 flamethrower, 0 fire hose.\n"
    terminal.done("undo", fights)  # all that was set at once
    assert cells(terminal, fights, "Fire") == {"film": "Ballerina", "1": "flamethrower", "2": "strike"}
    terminal.done("palette", fights, "rename", "Fire", "Flames")
    terminal.done("palette", fights, "make", "Water", "1=fire hose")
    with Catalog.open(fights) as opened:
        there = opened.read(read_palettes)
        film_id = opened.find_films("Ballerina")[0].id
        assert [each.name for each in palettes_for(there, film_id)] == ["Flames", "Water"]
        assert [each.name for each in palettes_for(there, film_id + 1)] == ["Water"]
    terminal.done("palette", fights, "delete", "Flames")
    terminal.done("undo", fights)
    assert cells(terminal, fights, "Flames")["1"] == "flamethrower"


def test_the_first_palette_is_made_of_the_keys_terms_have(terminal: Terminal, fights: Path) -> None:
    terminal.done("palette", fights, "set", "vocabulary keys", "1=flamethrower", "2=sword")
    terminal.done("undo", fights)
    assert cells(terminal, fights, "Vocabulary keys") == {}
    terminal.done("redo", fights)
    terminal.done("palette", fights, "set", "vocabulary keys", "1=sword")
    assert cells(terminal, fights, "Vocabulary keys") == {"1": "sword"}
    assert "it stays" in terminal.refused("palette", fights, "delete", "Vocabulary keys")


def test_what_can_t_be_is_refused_with_a_sentence(terminal: Terminal, fights: Path) -> None:
    terminal.done("palette", fights, "make", "Fire")
    assert "already" in terminal.refused("palette", fights, "make", "fire")
    assert "Give it a name" in terminal.refused("palette", fights, "make", " ")
    assert "no key" in terminal.refused("palette", fights, "set", "Fire", "x=sword")
    assert "no key" in terminal.refused("palette", fights, "set", "Fire", "sword")
    assert "Near it" in terminal.refused("palette", fights, "set", "Fire", "1=flamethrowre")
    assert "There are: Vocabulary keys, Fire." in terminal.refused("palette", fights, "set", "Ice", "1=sword")


def test_two_copies_that_fill_a_palette_apart_merge_and_a_key_filled_twice_is_a_conflict(
    terminal: Terminal, fights: Path
) -> None:
    terminal.done("palette", fights, "make", "Fire")
    other = fights.with_name("other.fights")
    shutil.copy(fights, other)
    terminal.done("palette", fights, "set", "Fire", "1=flamethrower", "2=sword")
    terminal.done("palette", other, "set", "Fire", "2=knife", "3=tech:strike")
    terminal.done("palette", other, "make", "Water", "1=fire hose", "--film", "Sintel")
    terminal.done("merge", fights, other)
    merged = cells(terminal, fights, "Fire")
    assert (merged["1"], merged["3"]) == ("flamethrower", "strike")
    assert cells(terminal, fights, "Water") == {"film": "Sintel", "1": "fire hose"}
    told = terminal.done("conflicts", fights).out
    assert "palette Fire" in told
    assert "Key 2" in told
    assert not look_over(fights).findings


def test_terms_that_go_leave_their_palettes_and_films_take_theirs_along(terminal: Terminal, fights: Path) -> None:
    with Catalog.open(fights) as opened:
        glaive, hook, net = (
            opened.edit("Add", add_concept, "weapon", word).value for word in ("barbed glaive", "grapnel", "cast net")
        )
    terminal.done("palette", fights, "make", "Odd", "1=barbed glaive", "2=grapnel", "3=cast net")
    terminal.done("palette", fights, "make", "Own", "1=grapnel", "--film", "Sintel")
    with Catalog.open(fights) as opened:
        opened.edit("Merge", merge_concepts, hook, glaive)
        assert [each.concept_ids[:3] for each in opened.read(read_palettes)] == [
            (glaive, None, net),
            (glaive, None, None),
        ]
        opened.edit("Delete", delete_concept, net)
        opened.edit("Retire", retire_concept, glaive)
        assert [each.concept_ids[:3] for each in opened.read(read_palettes)] == [(None,) * 3] * 2
    terminal.done("undo", fights)
    terminal.done("undo", fights)
    terminal.done("film", fights, "remove", "Sintel")
    assert [row["name"] for row in terminal.done("palette", fights).cells] == ["Vocabulary keys", "Odd"]
    assert cells(terminal, fights, "Odd") == {"1": "barbed glaive", "3": "cast net"}


def test_a_stranger_s_palettes_are_taken_over(terminal: Terminal, fights: Path) -> None:
    terminal.done("palette", fights, "make", "Fire", "1=flamethrower", "--film", "Ballerina")
    taken = read_copy(fights)
    with Catalog.open(taken.path) as opened:
        (palette,) = opened.read(read_palettes)
        assert opened.vocabulary.concept(palette.concept_ids[0] or 0).label == "flamethrower"
    taken.folder.close()
