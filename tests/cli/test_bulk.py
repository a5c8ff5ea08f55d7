"""`bulk`: one edit of all that a query finds, undone as one."""

from pathlib import Path

import pytest

from cli.terminal import Terminal
from donnybrook import Catalog
from donnybrook.catalog.backups import Keeper


@pytest.fixture
def fights(terminal: Terminal, catalog: Path) -> Path:
    terminal.done("film", catalog, "add", "Ballerina", "year=2025")
    for line in ("Eve: axe vs guards: knife @village", "ice skates! by Eve", "Bo: katana #overhead"):
        terminal.done("tag", catalog, "1", line)
    return catalog


def _found(terminal: Terminal, fights: Path, query: str) -> int:
    return len(terminal.done("search", fights, query).cells)


def _undone(terminal: Terminal, fights: Path) -> str:
    return terminal.done("undo", fights).out.strip()


def test_a_weapon_goes_to_all_hits_as_one_edit_that_says_what_it_did(terminal: Terminal, fights: Path) -> None:
    said = terminal.done("bulk", fights, "film:ballerina", "weapon", "skates", "--improvised").out
    assert said == "Tag ice skates on 2 fights, 1 as they were.\n"
    assert _found(terminal, fights, 'improvised weapon:"ice skates"') == 3
    with Catalog.open(fights) as opened:
        assert opened.undo_label == "Tag ice skates on 2 fights"
    assert "Tag ice skates on 2 fights" in _undone(terminal, fights)
    assert _found(terminal, fights, "skates") == 1
    terminal.done("bulk", fights, "skates", "weapon", "ice skates", "--remove")
    assert _found(terminal, fights, "skates") == 0


def test_a_term_goes_on_and_off(terminal: Terminal, fights: Path) -> None:
    terminal.done("beat", fights, "1", "add", "first")
    terminal.done("term", fights, "1", "add", "overhead shot", "beat=first")
    assert terminal.done("bulk", fights, "", "term", "overhead").out == (
        "Tag overhead shot on 2 fights, 1 as they were.\n"
    )
    assert _found(terminal, fights, 'cam:"overhead shot"') == 3
    assert len(terminal.done("term", fights, "1").lines) == 2
    assert terminal.done("bulk", fights, "", "term", "overhead").out.startswith("Tag overhead shot on 0 fights, 3")
    terminal.done("bulk", fights, "", "term", "overhead", "--remove")
    assert _found(terminal, fights, 'cam:"overhead shot"') == 0
    assert "Take overhead shot off 3 fights" in _undone(terminal, fights)
    assert _found(terminal, fights, 'cam:"overhead shot"') == 3


def test_fields_are_filled_in_alike(terminal: Terminal, fights: Path) -> None:
    assert terminal.done("bulk", fights, "", "set", "status=done", "location=village").out == "3 fights changed.\n"
    assert _found(terminal, fights, "at:village") == 3
    assert terminal.done("bulk", fights, "", "set", "status=Done").out == "0 fights changed, 3 as they were.\n"
    _undone(terminal, fights)
    assert _found(terminal, fights, "at:village") == 1


def test_words_are_replaced_times_moved_and_a_coder_assigned(terminal: Terminal, fights: Path) -> None:
    assert terminal.done("bulk", fights, "", "replace", "axe", "katana").out == (
        "Replace axe by katana in 1 fight, 2 as they were.\n"
    )
    assert (_found(terminal, fights, "weapon=axe"), _found(terminal, fights, "weapon=katana")) == (0, 2)
    terminal.done("bulk", fights, "", "replace", "overhead", "slow motion")
    assert _found(terminal, fights, 'cam:"slow motion"') == 1
    terminal.done("set", fights, "1", "in=10", "out=20")
    assert terminal.done("bulk", fights, "knife", "move", "-2.5").out == "1 fight moved.\n"
    assert _found(terminal, fights, "dur:10s") == 1
    with Catalog.open(fights) as opened:
        assert opened.scene(1).fields.in_us == 7_500_000
    assert "before the film" in terminal.run("bulk", fights, "knife", "move", "-60").err
    assert terminal.done("bulk", fights, "", "coder", "Ada").out == "3 fights changed.\n"
    assert _found(terminal, fights, "coder:Ada") == 3


def test_many_are_deleted_after_a_backup_and_come_out_of_the_trash(terminal: Terminal, fights: Path) -> None:
    assert terminal.done("bulk", fights, "by:eve", "delete").out == "2 fights put into the trash.\n"
    assert [each.reason for each in Keeper(fights).backups()] == ["before deleting many"]
    assert _found(terminal, fights, "") == 1
    assert terminal.done("bulk", fights, "in:trash", "undelete").out == "2 fights taken out of the trash.\n"
    assert _found(terminal, fights, "") == 3


@pytest.mark.parametrize(
    ("query", "command", "why"),
    [
        ("dur:soon", "delete", "Nothing was changed"),
        ("zeppelin", "delete", "No fight answers that"),
        ("", "weapon overhead", "has no weapon “overhead”"),
        ("", "term axe", "has no term “axe”"),
        ("", "set in=1", "There is no field “in”; the fields are title, location"),
        ("", "set status=finished", "It is one of draft, done, reviewed"),
    ],
)
def test_what_is_understood_in_part_changes_nothing(
    terminal: Terminal, fights: Path, query: str, command: str, why: str
) -> None:
    assert why in terminal.refused("bulk", fights, query, *command.split(" "))
    with Catalog.open(fights) as opened:
        assert opened.undo_label == "Tag katana"
