"""`merge`, `conflicts` and `settle`."""

import shutil
from pathlib import Path

import pytest

from cli.terminal import Terminal
from donnybrook import Catalog
from donnybrook.catalog.backups import Keeper
from donnybrook.catalog.driver import connect


@pytest.fixture
def copies(terminal: Terminal, catalog: Path) -> tuple[Path, Path]:
    """Two copies on which Ana and Ben gave one fight two titles, and Ben entered another fight."""
    with Catalog.open(catalog) as opened:
        opened.add_film("Ballerina", year=2025)
    terminal.done("tag", catalog, "1", "Eve: fire hose! vs rival: flamethrower @village")
    other = catalog.with_name("theirs.fights")
    shutil.copy(catalog, other)
    with Catalog.open(catalog, coder="Ana") as ana:
        ana.change_scene(1, title="Ana's title")
    with Catalog.open(other, coder="Ben") as ben:
        ben.change_scene(1, title="Ben's title")
    terminal.done("tag", other, "1", "ice skates! by Eve")
    return catalog, other


def test_a_merge_says_what_came_and_lists_what_is_to_settle(terminal: Terminal, copies: tuple[Path, Path]) -> None:
    mine, theirs = copies
    before = theirs.read_bytes()
    lines = terminal.done("merge", mine, theirs).out.splitlines()
    assert lines[0] == "2 edits of theirs.fights came over: 1 new fight, 1 fight changed. 1 value to settle."
    assert "Title is “Ben's title” (by Ben), and was “Ana's title” (by Ana)" in lines[1]
    assert theirs.read_bytes() == before
    assert [backup.reason for backup in Keeper(mine).backups()] == ["before merge"]
    assert "nothing that is not here already" in terminal.done("merge", mine, theirs).out
    assert "Merge theirs.fights" in terminal.done("undo", mine).out


def test_a_conflict_stays_listed_until_it_is_settled_and_settling_can_be_undone(
    terminal: Terminal, copies: tuple[Path, Path]
) -> None:
    mine, theirs = copies
    terminal.done("merge", mine, theirs)
    (listed,) = terminal.done("conflicts", mine, "--json").json
    assert (listed["field"], listed["kept"], listed["other_by"]) == ("Title", "Ben's title", "Ana")
    number = str(listed["number"])
    assert "--keep or --take-other" in terminal.refused("settle", mine, number, code=2)
    assert terminal.done("settle", mine, number, "--take-other").out == "Title is “Ana's title”.\n"
    assert terminal.done("conflicts", mine).out == "There is nothing to settle.\n"
    assert "No open conflict" in terminal.refused("settle", mine, number, "--keep")
    terminal.done("undo", mine)
    assert len(terminal.done("conflicts", mine, "--json").json) == 1
    terminal.done("settle", mine, number, "--keep")
    with Catalog.open(mine) as opened:
        assert opened.scene(1).fields.title == "Ben's title"


def test_a_catalog_is_not_merged_with_itself(terminal: Terminal, copies: tuple[Path, Path]) -> None:
    mine, _ = copies
    assert "the same file" in terminal.refused("merge", mine, mine)
    link = mine.with_name("link.fights")
    link.symlink_to(mine)
    assert "the same file" in terminal.refused("merge", mine, link)


def test_a_newer_catalog_is_not_merged(terminal: Terminal, copies: tuple[Path, Path]) -> None:
    mine, theirs = copies
    connection = connect(theirs)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    said = terminal.run("merge", mine, theirs)
    assert said.code == 1
    assert "newer Donnybrook" in said.err
    with Catalog.open(mine) as opened:
        assert opened.scene(1).fields.title == "Ana's title"


def test_names_in_a_stranger_s_journal_never_become_sql(terminal: Terminal, copies: tuple[Path, Path]) -> None:
    mine, theirs = copies
    connection = connect(theirs)
    connection.execute(
        """UPDATE change SET after = '{"title":"Mallory","note = (SELECT 1), title":"x"}'
        WHERE after LIKE '%Ben%' AND before IS NOT NULL"""
    )
    connection.execute("UPDATE change SET table_name = 'scene; DROP TABLE scene' WHERE table_name = 'side'")
    connection.close()
    terminal.run("merge", mine, theirs)
    with Catalog.open(mine) as opened:
        assert opened.scene(1).fields.title in ("Mallory", "Ana's title")
        assert opened.scene(1).fields.note == ""


def test_a_stranger_s_file_is_taken_over_from_a_copy_and_merged(terminal: Terminal, copies: tuple[Path, Path]) -> None:
    mine, theirs = copies
    connection = connect(theirs)
    connection.execute("CREATE TRIGGER wreck AFTER INSERT ON scene BEGIN DELETE FROM scene; END")
    connection.execute("CREATE VIEW look AS SELECT * FROM scene")
    connection.close()
    before = theirs.read_bytes()
    said = terminal.run("merge", mine, theirs)
    assert said.code == 0, said
    assert "taken over" in said.err
    assert len(terminal.done("search", mine, "skates").cells) == 1
    assert theirs.read_bytes() == before


def test_a_catalog_with_settled_conflicts_and_an_emptied_trash_is_found_sound(
    terminal: Terminal, copies: tuple[Path, Path]
) -> None:
    mine, theirs = copies
    terminal.done("merge", mine, theirs)
    number = str(terminal.done("conflicts", mine, "--json").json[0]["number"])
    terminal.done("settle", mine, number, "--take-other")
    terminal.done("delete", mine, "1")
    terminal.done("empty-trash", mine, "--yes")
    terminal.done("vocabulary", mine, "rename", "katana", "long blade")
    terminal.done("check", mine)
    terminal.done("undo", mine, "--times", "3")
    terminal.done("check", mine)
