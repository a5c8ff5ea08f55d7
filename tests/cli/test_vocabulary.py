"""`vocabulary CATALOG …`: list, shape, export, import."""

from pathlib import Path

import pytest

from cli.terminal import Terminal
from donnybrook import Catalog
from donnybrook.catalog.concepts import read_concept_picture, read_entry


@pytest.fixture
def fights(terminal: Terminal, catalog: Path) -> Path:
    with Catalog.open(catalog) as opened:
        opened.add_film("Ballerina", year=2025)
    terminal.done("tag", catalog, "1", "ice skates! by Eve vs assailants x8 @ice rink #overhead")
    terminal.done("tag", catalog, "1", "Eve: fire hose! vs rival: flamethrower @village")
    return catalog


def test_terms_are_listed_with_the_fights_that_use_them(terminal: Terminal, fights: Path) -> None:
    rows = {(row["scheme"], row["term"]): row for row in terminal.done("vocabulary", fights, "list").cells}
    assert rows["weapon", "ice skates"]["fights"] == "1"
    assert rows["weapon", "sword"]["fights"] == "0"
    used = terminal.done("vocabulary", fights, "list", "weapon", "--used").cells
    assert [row["term"] for row in used] == ["fire hose", "flamethrower", "ice skates"]
    tree = terminal.done("vocabulary", fights, "list", "weapon", "--tree", "--used").out.splitlines()
    assert tree[0].startswith("weapon  (0, 2 with narrower)")  # one of them has two
    assert any(line.endswith("ice skates  (1)") and line.startswith("  ") for line in tree)
    assert len(terminal.done("vocabulary", fights).out.splitlines()) > 400
    assert len(terminal.done("vocabulary", fights, "uses", "weapon").cells) == 2
    assert len(terminal.done("vocabulary", fights, "uses", "weapon", "--exact").cells) == 0


def test_a_term_is_added_moved_renamed_and_every_fight_shows_it(terminal: Terminal, fights: Path) -> None:
    terminal.done("vocabulary", fights, "add", "weapon", "bladed boot", "--under", "ice skates")
    terminal.done("vocabulary", fights, "move", "bladed boot", "sword")
    said = terminal.done("vocabulary", fights, "rename", "ice skates", "figure skates")
    assert said.out == "ice skates is called figure skates now, in 1 fight.\n"
    assert terminal.done("search", fights, "figure").cells[0]["weapons"] == "figure skates!"
    assert "Stands under: sword" in terminal.done("vocabulary", fights, "show", "bladed boot").out
    assert "under itself" in terminal.refused("vocabulary", fights, "move", "sword", "bladed boot")
    assert "already" in terminal.refused("vocabulary", fights, "add", "weapon", "SWORD")
    assert "no term “swrod”. Near it: sword" in terminal.refused("vocabulary", fights, "show", "swrod")
    assert "Rename ice skates" in terminal.done("undo", fights).out


def test_a_term_in_use_is_merged_or_retired_and_never_deleted(terminal: Terminal, fights: Path) -> None:
    assert "1 fight uses it" in terminal.refused("vocabulary", fights, "delete", "flamethrower")
    terminal.done("vocabulary", fights, "add", "weapon", "flame gun")
    terminal.done("vocabulary", fights, "merge", "flamethrower", "flame gun")
    assert terminal.done("search", fights, "weapon:flamethrower").cells[0]["weapons"] == "fire hose!; flame gun"
    terminal.done("vocabulary", fights, "retire", "fire hose")
    assert "fire hose" not in [row["term"] for row in terminal.done("vocabulary", fights, "list", "weapon").cells]
    assert "fire hose!" in terminal.done("search", fights, "flame").cells[0]["weapons"]
    terminal.done("vocabulary", fights, "add", "weapon", "never used")
    terminal.done("vocabulary", fights, "delete", "never used")


def test_a_term_is_described_with_synonyms_in_languages_ids_colour_and_key(terminal: Terminal, fights: Path) -> None:
    terminal.done("vocabulary", fights, "synonym", "add", "fire hose", "lance à incendie", "--language", "fr")
    terminal.done("vocabulary", fights, "synonym", "add", "fire hose", "firehoes", "--hidden")
    terminal.done("vocabulary", fights, "describe", "fire hose", "--note", "Under pressure.", "--colour", "#2244aa")
    terminal.done("vocabulary", fights, "describe", "fire hose", "--hotkey", "h")
    uri = "http://www.wikidata.org/entity/Q11997"
    terminal.done("vocabulary", fights, "identify", "fire hose", "wikidata", uri, "--source", "looked at")
    shown = terminal.done("vocabulary", fights, "show", "lance a incendie").out
    for said in (
        "lance à incendie [fr]",
        "Found also as: firehoes",
        "Under pressure.",
        "#2244aa",
        "Key: h",
        f"<{uri}>",
    ):
        assert said in shown
    assert len(terminal.done("search", fights, "firehoes").cells) == 1
    assert "no colour" in terminal.refused("vocabulary", fights, "describe", "fire hose", "--colour", "blue")
    assert "that of “fire hose”" in terminal.refused("vocabulary", fights, "describe", "sword", "--hotkey", "h")
    assert "no identifier of Wikidata" in terminal.refused("vocabulary", fights, "identify", "sword", "wikidata", "12")
    assert "no authority" in terminal.refused("vocabulary", fights, "identify", "sword", "loc", "12")
    terminal.done("vocabulary", fights, "synonym", "remove", "fire hose", "firehoes")
    assert "no synonym" in terminal.refused("vocabulary", fights, "synonym", "remove", "fire hose", "firehoes")
    terminal.done("vocabulary", fights, "identify", "fire hose", "wikidata", "Q11997", "--remove")


def test_a_picture_shows_what_a_term_means(terminal: Terminal, fights: Path, tmp_path: Path) -> None:
    import cv2
    import numpy as np

    cv2.imwrite(str(tmp_path / "hose.png"), np.full((600, 800, 3), (200, 30, 60), np.uint8))
    terminal.done("vocabulary", fights, "picture", "fire hose", tmp_path / "hose.png")
    with Catalog.open(fights) as opened:
        hose = opened.vocabulary.lookup("weapon", "fire hose")
        assert hose is not None
        name = opened.read(read_concept_picture, hose)
        assert name is not None
        assert (opened.picture(name) or b"").startswith(b"\xff\xd8")
    assert "Picture: " in terminal.done("vocabulary", fights, "show", "fire hose").out
    terminal.done("vocabulary", fights, "picture", "fire hose", "--remove")
    assert "Everything is in order" in terminal.done("check", fights).out
    (tmp_path / "no.png").write_text("no picture")
    assert "is no picture" in terminal.refused("vocabulary", fights, "picture", "fire hose", tmp_path / "no.png")


def test_a_word_of_two_kinds_asks_which(terminal: Terminal, fights: Path) -> None:
    terminal.done("vocabulary", fights, "add", "theme", "sword")
    assert "Say which: weapon:sword, theme:sword" in terminal.refused("vocabulary", fights, "retire", "sword")
    terminal.done("vocabulary", fights, "retire", "theme:sword")


@pytest.mark.parametrize("name", ["words.csv", "words.ttl"])
def test_an_export_is_read_back_into_another_catalog_as_one_edit(
    terminal: Terminal, fights: Path, tmp_path: Path, name: str
) -> None:
    terminal.done("vocabulary", fights, "add", "weapon", "bladed boot", "--under", "ice skates")
    terminal.done("vocabulary", fights, "synonym", "add", "bladed boot", "botte à lame; large", "--language", "fr")
    assert "423 terms written" in terminal.done("vocabulary", fights, "export", tmp_path / name).out
    other = tmp_path / "other.fights"
    terminal.done("new", other)
    said = terminal.done("vocabulary", other, "import", tmp_path / name).out
    assert said == "1 term added, 0 changed, 422 as they were.\n"
    with Catalog.open(other) as opened:
        boot = opened.vocabulary.lookup("weapon", "botte à lame; large")
        assert boot is not None
        assert opened.read(read_entry, boot).label == "bladed boot"
    terminal.done("undo", other)
    with Catalog.open(other) as opened:
        assert opened.vocabulary.lookup("weapon", "bladed boot") is None


def test_a_file_that_is_no_vocabulary_is_refused_and_changes_nothing(
    terminal: Terminal, catalog: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text('scheme,pref_label\nweapon,"open\n')
    (tmp_path / "b.csv").write_text("word\nsword\n")
    (tmp_path / "c.csv").write_bytes(b"pref_label\nd\xe9j\xe0\n")
    (tmp_path / "d.ttl").write_text("no turtle <")
    (tmp_path / "e.ttl").write_text("<urn:a> <urn:b> <urn:c> .")
    for name, said in (
        ("a.csv", "can't be read at line"),
        ("b.csv", "no column pref_label"),
        ("c.csv", "not in UTF-8"),
        ("d.ttl", "no Turtle"),
        ("e.ttl", "no SKOS concept"),
        ("f.csv", "There is no file"),
        ("g.xlsx", "neither in .csv"),
    ):
        assert said in terminal.refused("vocabulary", catalog, "import", tmp_path / name)
    assert terminal.done("history", catalog).out == ""


def test_a_foreign_table_is_merged_and_what_does_not_fit_is_said(
    terminal: Terminal, catalog: Path, tmp_path: Path
) -> None:
    table = "pref_label,broader,alt_labels,colour\nSWORD,,,\nsnow shovel,shovel,snow spade; sword,blue\n,,x,\n"
    (tmp_path / "a.csv").write_text(table)
    said = terminal.run("vocabulary", catalog, "import", tmp_path / "a.csv", "--scheme", "weapon")
    assert said.code == 0
    assert said.out.startswith("1 term added, 0 changed, 1 as they were.")
    for reason in ("“sword” as a synonym", "a colour “blue”", "A term has no word"):
        assert reason in said.err
    refused = terminal.run("vocabulary", catalog, "import", tmp_path / "a.csv")
    assert "is of a kind “” that there is not" in refused.err
