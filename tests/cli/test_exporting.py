"""Exporting from the command line: what the name says, and what is chosen."""

import csv
from pathlib import Path

from cli.terminal import Terminal


def test_the_name_says_the_format(terminal: Terminal, film_catalog: Path, tmp_path: Path) -> None:
    terminal.done("tag", film_catalog, "Drawn", "0:01-0:02 Eve: ice skates! vs gang")
    assert terminal.done("export", film_catalog, tmp_path / "set").out == f"1 fight written to {tmp_path}/set.\n"
    for name in ("dotted.set/", "set.zip", "fights.csv", "all.json", "book.xlsx", "fights.parquet"):
        terminal.done("export", film_catalog, f"{tmp_path}/{name}")
    assert (tmp_path / "dotted.set" / "scenes.csv").is_file()
    with (tmp_path / "set" / "wieldings.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["weapon"], row["combatant"], row["improvised"], row["targets"]) == ("ice skates", "Eve", "TRUE", "gang")
    known = terminal.refused("export", film_catalog, tmp_path / "a.docx")
    assert ".xlsx" in known


def test_tables_and_columns_are_chosen(terminal: Terminal, film_catalog: Path, tmp_path: Path) -> None:
    terminal.done("tag", film_catalog, "Drawn", "0:01-0:02 Eve: ice skates!")
    out = tmp_path / "o.csv"
    terminal.done("export", film_catalog, out, "--table", "wieldings", "--columns", "weapon,from_s")
    assert out.read_bytes().splitlines()[0] == b"wielding_id,weapon,from_s"
    terminal.done("export", film_catalog, tmp_path / "wide", "--wide", "--flavour", "excel")
    assert sorted(path.name for path in (tmp_path / "wide").iterdir()) == [
        "codebook.csv",
        "codebook.md",
        "datapackage.json",
        "fights.csv",
    ]
    assert "Did you mean weapon" in terminal.refused("export", film_catalog, out, "--columns", "weapn")
    assert "There are: fights, coders" in terminal.refused("export", film_catalog, out, "--table", "x")


def test_a_query_that_is_half_understood_exports_nothing(terminal: Terminal, catalog: Path, tmp_path: Path) -> None:
    assert "Nothing was written" in terminal.refused("export", catalog, tmp_path / "set", "--query", "weapon:")
    assert not (tmp_path / "set").exists()


def test_what_was_exported_is_imported_again(terminal: Terminal, film_catalog: Path, tmp_path: Path) -> None:
    terminal.done("tag", film_catalog, "Drawn", "0:01-0:02 Eve: ice skates! vs gang")
    terminal.done("export", film_catalog, tmp_path / "set.zip")
    again = tmp_path / "again.fights"
    terminal.done("new", again)
    assert terminal.done("import", again, tmp_path / "set.zip", "--preview").out.startswith("1 fight, ")
    assert terminal.done("list", again).cells == []
    assert terminal.done("import", again, tmp_path / "set.zip", "--json").json["fights"] == 1
    assert "0 fights, 0 rows in all imported" in terminal.done("import", again, tmp_path / "set.zip").out
    terminal.done("export", film_catalog, tmp_path / "a.csv")
    terminal.done("export", again, tmp_path / "b.csv")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_options_that_say_nothing_of_a_format_are_refused(
    terminal: Terminal, film_catalog: Path, tmp_path: Path
) -> None:
    terminal.done("tag", film_catalog, "Drawn", "0:01-0:02 Eve: ice skates!")
    for name, *options in (
        ("a.csv", "--parquet"),
        ("a.csv", "--no-pictures"),
        ("a.json", "--flavour", "excel"),
        ("set", "--parquet", "--flavour", "excel"),
        ("a.vtt", "--with-trash"),
        ("a.vtt", "--no-pictures"),
        ("a.vtt", "--table", "beats"),
    ):
        told = terminal.refused("export", film_catalog, tmp_path / name, *options, code=2)
        assert f"{options[-2] if options[-1] in ('excel', 'beats') else options[-1]} does nothing" in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.fights"]
    for name, *options in (("a.json", "--no-pictures"), ("a.csv", "--flavour", "excel"), ("set", "--no-pictures")):
        terminal.done("export", film_catalog, tmp_path / name, *options)
