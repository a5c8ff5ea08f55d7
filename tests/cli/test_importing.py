"""`import` and the formats of one film in `export`, as typed."""

from pathlib import Path

import pytest

from cli.terminal import Terminal
from donnybrook import Catalog

VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\nDuel\n\n00:03.000 --> 00:02.000\nback\n"


@pytest.fixture
def fights(terminal: Terminal, catalog: Path) -> Path:
    with Catalog.open(catalog) as opened:
        opened.add_film("Ballerina", year=2025)
        opened.add_film("Heat", year=1995)
    terminal.done("tag", catalog, "1", "0:05-0:09 Eve: fire hose! vs rival: flamethrower @village")
    terminal.done("tag", catalog, "2", "0:10-0:12 ice skates! by Eve")
    return catalog


def test_a_preview_imports_nothing_and_the_import_lists_what_is_bad(
    terminal: Terminal, fights: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.vtt").write_text(VTT, encoding="utf-8")
    told = terminal.run("import", fights, tmp_path / "a.vtt", "--film", "Heat", "--preview")
    assert told.code == 0
    assert told.out == "1 fight into Heat (1995) to import.\n"
    assert told.err == "donnybrook: Left out, line 6: it ends before it begins.\n"
    assert len(terminal.done("list", fights).cells) == 2
    assert terminal.run("import", fights, tmp_path / "a.vtt", "--film", "Heat").out == (
        "1 fight into Heat (1995) imported.\n"
    )
    assert len(terminal.done("list", fights).cells) == 3
    again = terminal.run("import", fights, tmp_path / "a.vtt", "--film", "2", "--json").json
    assert (again["there_already"], again["imported"]) == (1, [])
    assert again["left_out"] == [{"where": "line 6", "reason": "it ends before it begins"}]
    assert terminal.done("undo", fights).out.startswith("Taken back: Import a.vtt")


def test_columns_that_nothing_is_taken_from_are_named(terminal: Terminal, fights: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.csv"
    theirs.write_text("Film;Name;Start;Ende;Waffen\nHeat;Duell;5,0;6,5;sword\n", encoding="utf-8")
    told = terminal.done("import", fights, theirs, "--preview").out
    assert "Not read: 2 columns, “Ende”, “Waffen”." in told
    assert terminal.run("import", fights, theirs, "--preview", "--json").json["columns_not_read"] == ["Ende", "Waffen"]
    mapped = ("--map", "out=Ende", "--map", "weapons=Waffen")
    assert "Not read" not in terminal.done("import", fights, theirs, *mapped).out
    ours = tmp_path / "ours.csv"
    terminal.done("export", fights, ours)
    assert "Not read" not in terminal.done("import", fights, ours, "--preview").out


def test_what_can_t_be_imported_is_told_in_a_sentence(terminal: Terminal, fights: Path, tmp_path: Path) -> None:
    (tmp_path / "a.vtt").write_text(VTT, encoding="utf-8")
    (tmp_path / "a.docx").write_text("x", encoding="utf-8")
    assert "does not say which film" in terminal.refused("import", fights, tmp_path / "a.vtt")
    assert "does not end as a file does that can be read" in terminal.refused("import", fights, tmp_path / "a.docx")
    (tmp_path / "a.xlsx").write_bytes(b"x")
    assert "are written, and not read back" in terminal.refused("import", fights, tmp_path / "a.xlsx")
    (tmp_path / "a.edl").write_text("001  AX V C 00:00:00:00 00:00:01:00 00:00:00:00 00:00:01:00\n", encoding="utf-8")
    assert "or by --rate: as in ‘--rate 24’" in terminal.refused("import", fights, tmp_path / "a.edl")
    assert "is no WebVTT" in terminal.refused("import", fights, tmp_path / "a.docx", "--as", "vtt")
    assert "There is no file" in terminal.refused("import", fights, tmp_path / "none.vtt")
    assert "There is no format “docx”" in terminal.refused("import", fights, tmp_path / "a.vtt", "--as", "docx")
    assert len(terminal.done("list", fights).cells) == 2


def test_fights_without_times_are_left_out_and_said_to_be(terminal: Terminal, fights: Path, tmp_path: Path) -> None:
    terminal.done("tag", fights, "2", "sword by Neil")
    said = terminal.done("export", fights, tmp_path / "a.otio").out
    assert said == f"2 fights written to {tmp_path / 'a.otio'}. 1 fight without times left out.\n"
    told = terminal.refused("export", fights, tmp_path / "b.vtt", "--query", "sword")
    assert "None of these fights has a time" in told
    assert not (tmp_path / "b.vtt").exists()


def test_a_format_of_one_film_takes_one_film_or_a_folder(terminal: Terminal, fights: Path, tmp_path: Path) -> None:
    assert "2 films" in terminal.refused("export", fights, tmp_path / "a.vtt")
    assert terminal.done("export", fights, tmp_path / "a.vtt", "--film", "Heat").out.startswith("1 fight written")
    assert "ice skates" in (tmp_path / "a.vtt").read_text(encoding="utf-8")
    assert terminal.done("export", fights, tmp_path / "b.vtt", "--query", "flamethrower").out.startswith("1 fight")
    folder = tmp_path / "out"
    folder.mkdir()
    assert terminal.done("export", fights, folder, "--as", "webvtt").out.endswith("in 2 files.\n")
    assert sorted(path.name for path in folder.iterdir()) == ["Ballerina 2025.vtt", "Heat 1995.vtt"]
    for path in folder.iterdir():
        assert terminal.done("import", fights, path).out.endswith("Nothing imported: 1 fight there already.\n")


def test_options_that_would_do_nothing_are_refused(terminal: Terminal, fights: Path, tmp_path: Path) -> None:
    terminal.done("export", fights, tmp_path / "set")
    told = terminal.refused("import", fights, tmp_path / "set", "--film", "Heat", "--map", "title=x", code=2)
    assert "--film and --map do nothing where what was exported whole is taken back" in told
    for option in (("--rate", "25"), ("--new-words",), ("--separator", ";"), ("--encoding", "cp1252")):
        assert f"{option[0]} does nothing" in terminal.refused("import", fights, tmp_path / "set", *option, code=2)
    (tmp_path / "a.vtt").write_text(VTT, encoding="utf-8")
    told = terminal.refused("import", fights, tmp_path / "a.vtt", "--film", "Heat", "--map", "title=x", code=2)
    assert "--map does nothing for webvtt, which is no table" in told
    told = terminal.refused("import", fights, tmp_path / "a.vtt", "--film", "Heat", "--rate", "25", code=2)
    assert "--rate does nothing for webvtt, which does not count frames" in told


def test_what_has_to_be_said_is_told_with_the_option_for_it(terminal: Terminal, fights: Path, tmp_path: Path) -> None:
    (tmp_path / "a.vtt").write_text(VTT, encoding="utf-8")
    assert "Say it by --film: a title, or a number." in terminal.refused("import", fights, tmp_path / "a.vtt")
    (tmp_path / "a.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "As in ‘--map title=Name --map in=Start’." in terminal.refused("import", fights, tmp_path / "a.csv")
