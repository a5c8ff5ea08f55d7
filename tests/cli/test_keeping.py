"""`backup`, `backups`, `restore` and `check`."""

from pathlib import Path

import pytest

from catalog.foreign_files import run_sql
from cli.terminal import Terminal
from donnybrook import Catalog


@pytest.fixture
def fights(terminal: Terminal, catalog: Path) -> Path:
    with Catalog.open(catalog) as opened:
        opened.add_film("Ballerina", year=2025)
    terminal.done("tag", catalog, "1", "Eve: flamethrower vs villain: flamethrower")
    return catalog


def test_a_backup_is_made_listed_with_what_changed_since_and_gone_back_to(terminal: Terminal, fights: Path) -> None:
    assert "1 film, 1 fight" in terminal.done("backup", fights).out
    terminal.done("tag", fights, "1", "ice skates! by Eve")
    listed = terminal.done("backups", fights).lines
    assert len(listed) == 1
    assert "by hand: 1 film, 1 fight. Since then 1 edit" in listed[0]
    assert "What it was just now is a backup too" in terminal.done("restore", fights).out
    assert len(terminal.done("list", fights).cells) == 1
    terminal.done("restore", fights, "1")
    assert len(terminal.done("list", fights).cells) == 2


def test_a_catalog_that_is_changed_gets_a_backup_by_itself_each_hour(terminal: Terminal, fights: Path) -> None:
    assert terminal.done("backups", fights).lines == ["There is no backup of mine.fights yet."]
    run_sql(fights, "UPDATE edit SET made_at = '2026-01-01T00:00:00.000Z'")
    terminal.done("list", fights)
    assert "no backup" in terminal.done("backups", fights).out
    for line in ("ice skates! by Eve", "katana"):
        terminal.done("tag", fights, "1", line)
        (listed,) = terminal.done("backups", fights).lines
        assert "hourly: 1 film, 2 fights" in listed


def test_a_catalog_without_backups_says_so_and_an_unknown_one_is_not_found(terminal: Terminal, fights: Path) -> None:
    assert "no backup" in terminal.done("backups", fights).out
    assert terminal.run("restore", fights).code == 1
    assert "can't be read, and there is no backup" in terminal.run("restore", fights.with_name("none")).err


def test_a_lost_catalog_comes_back_from_its_backup(terminal: Terminal, fights: Path) -> None:
    terminal.done("backup", fights)
    fights.unlink()
    terminal.done("restore", fights)
    assert len(terminal.done("list", fights).cells) == 1


def test_check_says_that_all_is_in_order_or_what_is_not_and_mends(terminal: Terminal, fights: Path) -> None:
    assert "Everything is in order" in terminal.done("check", fights).out
    run_sql(fights, "UPDATE wielding SET beat_id = 99")
    said = terminal.run("check", fights)
    assert said.code == 1
    assert "refers to a beat that is not there. It can be emptied." in said.out
    mended = terminal.run("check", "--mend", fights)
    assert "Before mending, a backup was made" in mended.out
    assert "Mended: " in mended.out
    assert "beat that is not there" not in terminal.run("check", fights).out


def test_a_stranger_s_catalog_is_not_backed_up_but_told_of(terminal: Terminal, fights: Path) -> None:
    run_sql(fights, "CREATE TRIGGER t AFTER DELETE ON scene BEGIN SELECT 1; END")
    said = terminal.run("backup", fights)
    assert (said.code, said.out) == (1, "")
    assert "can't be backed up" in said.err
    assert "there is a trigger 't'" in terminal.run("check", fights).out
