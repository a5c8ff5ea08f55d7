"""`delete`, `trash`, `undelete`, `empty-trash`, and `in:trash` in a search."""

from pathlib import Path

import pytest

from cli.terminal import Terminal
from donnybrook import Catalog


@pytest.fixture
def fights(terminal: Terminal, catalog: Path) -> Path:
    with Catalog.open(catalog) as opened:
        opened.add_film("Ballerina", year=2025)
    terminal.done("tag", catalog, "1", 'Eve: fire hose! vs rival: flamethrower @village #overhead "the duel"')
    terminal.done("tag", catalog, "1", "ice skates! by Eve vs assailants x8")
    terminal.done("tag", catalog, "1", "katana")
    return catalog


def _weapons(terminal: Terminal, *command: str | Path) -> list[str]:
    return [row["weapons"] for row in terminal.done(*command).cells]


def test_deleted_fights_are_in_the_trash_and_come_out_again(terminal: Terminal, fights: Path) -> None:
    assert terminal.done("delete", fights, "1", "3").out == "2 fights put into the trash.\n"
    assert _weapons(terminal, "list", fights) == ["ice skates!"]
    assert sorted(_weapons(terminal, "trash", fights)) == ["fire hose!; flamethrower", "katana"]
    assert "in the trash already" in terminal.refused("delete", fights, "3")
    assert terminal.done("undelete", fights, "3").out == "1 fight taken out of the trash.\n"
    assert "not in the trash" in terminal.refused("undelete", fights, "3")
    assert "Undelete" in terminal.done("undo", fights).out
    assert len(_weapons(terminal, "trash", fights)) == 2


def test_the_trash_is_searched_with_the_same_language_and_ordinary_searches_are_free_of_it(
    terminal: Terminal, fights: Path
) -> None:
    assert _weapons(terminal, "search", fights, "in:trash") == []
    terminal.done("delete", fights, "1", "3")
    assert _weapons(terminal, "search", fights, "in:trash") == ["katana", "fire hose!; flamethrower"]
    assert _weapons(terminal, "search", fights, "duel", "in:trash") == ["fire hose!; flamethrower"]
    assert _weapons(terminal, "search", fights, "in:trash weapon:sword") == ["katana"]
    assert len(_weapons(terminal, "search", fights, 'in:trash flamethrower vs "fire hose"')) == 1
    assert _weapons(terminal, "search", fights, "in:trash -katana by:eve") == ["fire hose!; flamethrower"]
    for query in ("duel", "katana", "weapon:katana", "at:village", "-in:trash -skates", "by:rival"):
        assert _weapons(terminal, "search", fights, query) == []
    assert _weapons(terminal, "search", fights, "-in:trash") == ["ice skates!"]
    said = terminal.run("search", fights, "in:attic")
    assert "in: knows only in:trash" in said.err


def test_the_emptied_trash_comes_back_whole_with_undo(terminal: Terminal, fights: Path) -> None:
    with Catalog.open(fights) as opened:
        before = opened.scene(1)
    terminal.done("delete", fights, "1")
    assert "1 fight would be deleted" in terminal.refused("empty-trash", fights)
    assert terminal.done("empty-trash", fights, "--yes").out == "1 fight deleted.\n"
    assert terminal.done("empty-trash", fights).out == "The trash is empty.\n"
    assert _weapons(terminal, "search", fights, "in:trash") == []
    with Catalog.open(fights) as opened:
        assert opened.find_scene(before.uuid) is None
    terminal.done("undo", fights, "--times", "2")
    assert len(_weapons(terminal, "search", fights, 'flamethrower vs "fire hose"')) == 1
    with Catalog.open(fights) as opened:
        found = opened.find_scene(before.uuid)
        assert found is not None
        after = opened.scene(found)
    assert (after.fields, after.location, after.created_at) == (before.fields, before.location, before.created_at)
    assert [use.weapon for use in after.wieldings] == [use.weapon for use in before.wieldings]
    assert [term.label for term in after.terms] == [term.label for term in before.terms]
    assert [len(use.target_ids) for use in after.wieldings] == [1, 1]
