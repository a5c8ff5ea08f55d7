"""`list`, `search` and `export`."""

import csv
from pathlib import Path

import pytest

from cli.terminal import Terminal
from donnybrook import Catalog
from donnybrook.catalog.query.fields import FIELDS
from donnybrook.catalog.scene_links import read_link
from donnybrook.catalog.sheets import FIGHTS

LINES = (
    "Eve: flamethrower vs villain: flamethrower @village",
    "ice skates! by Eve vs assailants x8 @ice rink",
    'Eve: unarmed vs partner "says ""no"", twice"',
)


@pytest.fixture
def fights(terminal: Terminal, catalog: Path) -> Path:
    with Catalog.open(catalog) as opened:
        opened.add_film("Ballerina, the film", year=2025)
        opened.add_film("No fights")
    for line in LINES:
        terminal.done("tag", catalog, "1", line)
    return catalog


def test_list_shows_films_with_their_fights_and_films_without(terminal: Terminal, fights: Path) -> None:
    rows = terminal.done("list", fights).cells
    assert [row["film"] for row in rows] == ["Ballerina, the film"] * 3 + ["No fights"]
    assert rows[1]["weapons"] == "ice skates!"
    assert rows[3]["scene_id"] == ""


def test_search_finds_by_the_query_language_newest_first(terminal: Terminal, fights: Path) -> None:
    assert [row["weapons"] for row in terminal.done("search", fights, "by:eve").cells] == [
        "unarmed",
        "ice skates!",
        "flamethrower",
    ]
    assert [row["weapons"] for row in terminal.done("search", fights, "flamethrower vs flamethrower").cells] == [
        "flamethrower"
    ]


def test_a_query_may_begin_with_a_minus_and_be_several_words(terminal: Terminal, fights: Path) -> None:
    assert len(terminal.done("search", fights, "-flamethrower").cells) == 2
    assert len(terminal.done("search", fights, "-flamethrower", "-unarmed").cells) == 1
    assert len(terminal.done("search", fights).cells) == 3


def test_a_query_that_can_t_be_parsed_says_why_and_the_rest_runs(terminal: Terminal, fights: Path) -> None:
    said = terminal.run("search", fights, "skates weapno:axe (")
    assert said.code == 0
    assert [row["weapons"] for row in said.cells] == ["ice skates!"]
    assert "Did you mean weapon:?" in said.err


def test_an_export_refuses_a_query_it_understands_in_part(terminal: Terminal, fights: Path) -> None:
    out = fights.parent / "o.csv"
    said = terminal.run("export", fights, out, "--query", "skates weapno:axe")
    assert said.code == 1
    assert "Did you mean weapon:?" in said.err
    assert "Nothing was written." in said.err
    assert not out.exists()


def test_json_is_an_array_with_the_columns_of_the_csv_as_keys(terminal: Terminal, fights: Path) -> None:
    (row,) = terminal.done("search", fights, "skates", "--json").json
    assert list(row) == [column.name for column in FIGHTS.columns]
    assert row["weapons"] == ["ice skates"]
    assert row["improvised"] is True
    assert row["in"] is None
    assert terminal.done("search", fights, "katana", "--json").json == []


def test_the_csv_says_what_the_json_says(terminal: Terminal, fights: Path, tmp_path: Path) -> None:
    terminal.done("export", fights, tmp_path / "all.csv")
    with (tmp_path / "all.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    found = terminal.done("search", fights, "--json").json
    assert [row["scene_id"] for row in rows] == [each["scene_id"] for each in reversed(found)]
    for row, each in zip(rows, reversed(found), strict=True):
        assert row["weapons"].split("; ") == each["weapons"]
        assert row["note"] == (each["note"] or "")


def test_an_export_holds_what_the_query_finds(terminal: Terminal, fights: Path, tmp_path: Path) -> None:
    assert terminal.done("export", fights, tmp_path / "o.csv", "--query", "-gun by:eve").out.startswith("3 fights")
    assert terminal.done("export", fights, tmp_path / "o.csv", "--query", "skates").out.startswith("1 fight ")
    assert len((tmp_path / "o.csv").read_text().splitlines()) == 2


def test_an_export_to_a_missing_folder_or_an_unknown_ending_is_refused(
    terminal: Terminal, fights: Path, tmp_path: Path
) -> None:
    assert "There is no folder" in terminal.refused("export", fights, tmp_path / "gone" / "o.csv")
    assert ".csv" in terminal.refused("export", fights, tmp_path / "o.xyz")
    assert "is a folder" in terminal.refused("export", fights, _folder(tmp_path / "f.csv"))
    assert not list(tmp_path.glob("*.part"))


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def test_the_help_names_every_field_of_the_language(terminal: Terminal) -> None:
    told = terminal.done("search", "--help").out
    assert [field.name for field in FIELDS if f"{field.name}:" not in told] == []


def test_play_without_a_screen_is_a_sentence(terminal: Terminal, fights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "There is no screen here" in terminal.refused("search", fights, "skates", "--play")
    assert "There is no screen here" in terminal.refused(fights)


def test_a_file_that_is_no_catalog_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "text.fights").write_text("not a catalog" * 1000)
    (tmp_path / "empty.fights").touch()
    for command in ("list", "search"):
        assert "not a Donnybrook catalog" in terminal.refused(command, tmp_path / "text.fights")
        assert "no catalog" in terminal.refused(command, tmp_path / "empty.fights")
        assert "‘donnybrook new’ makes a new one" in terminal.refused(command, tmp_path / "gone.fights")
        assert "is not a file" in terminal.refused(command, tmp_path)
    assert (tmp_path / "empty.fights").read_bytes() == b""


def test_a_title_can_t_act_on_the_terminal(terminal: Terminal, catalog: Path) -> None:
    with Catalog.open(catalog) as opened:
        opened.add_film("[red]\x1b]0;owned\x07\ttab\nline")
    assert [row["film"] for row in terminal.done("list", catalog).cells] == ["[red] ]0;owned  tab line"]


def test_a_catalog_from_a_newer_version_is_read_with_a_word_on_it(terminal: Terminal, fights: Path) -> None:
    from donnybrook.catalog.driver import connect

    connection = connect(fights)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    said = terminal.run("search", fights, "skates")
    assert said.code == 0
    assert len(said.cells) == 1
    assert said.err.startswith("donnybrook: ")
    assert "newer" in said.err
    assert "newer" in terminal.run("tag", fights, "1", "Eve: axe").err


def test_half_a_catalog_is_told_of_in_a_sentence(terminal: Terminal, fights: Path) -> None:
    whole = fights.read_bytes()
    fights.write_bytes(whole[: len(whole) // 2])
    said = terminal.run("list", fights)
    assert "Traceback" not in said.err
    assert said.err.startswith("donnybrook: ")


def test_an_answer_is_counted_sorted_and_cut_short(terminal: Terminal, fights: Path) -> None:
    assert terminal.done("search", fights, "by:eve", "--count").out == "3\n"
    assert len(terminal.done("search", fights, "by:eve", "--limit", "2").cells) == 2
    oldest = terminal.done("search", fights, "--order", "oldest").cells
    assert [row["weapons"] for row in oldest] == ["flamethrower", "ice skates!", "unarmed"]
    assert oldest == terminal.done("search", fights, "--order", "-newest").cells
    assert terminal.run("search", fights, "--order", "weight").code == 2


def test_facets_and_match_ups_of_an_answer(terminal: Terminal, fights: Path) -> None:
    terminal.done("delete", fights, "3")
    trash = terminal.run("search", fights, "in:trash", "--facets")
    assert "trash is not counted" in trash.err
    assert trash.cells == []
    terminal.done("undo", fights)
    facets = terminal.done("search", fights, "by:eve", "--facets").cells
    assert {"facet": "weapon", "name": "flamethrower", "fights": "1"} in facets
    assert {"facet": "film", "name": "Ballerina, the film", "fights": "3"} in facets
    assert terminal.done("search", fights, "skates", "--facets", "--json").json["fights"] == 1
    (row,) = terminal.done("search", fights, "--matrix").cells
    assert row["fights"] == "1"
    assert row["weapon"] == row["against"] == "incendiary weapon"
    opened = terminal.done(
        "search", fights, "--matrix", "--rows", "incendiary weapon", "--columns", "flamethrower"
    ).cells
    assert {"weapon": "flamethrower", "against": "flamethrower", "fights": "1"} in opened
    whole = terminal.done("search", fights, "--matrix", "--json").json
    assert sum(map(sum, whole["fights"])) == 1
    assert "no weapon" in terminal.refused("search", fights, "--matrix", "--rows", "zorgblade")


def test_fights_like_one_are_listed_with_the_reasons(terminal: Terminal, fights: Path) -> None:
    like = terminal.done("search", fights, "--similar", "1").cells
    assert like
    assert all("%" in row["why"] for row in like)
    assert terminal.done("search", fights, "--similar", "1", "--limit", "1", "--json").json[0]["why"]
    assert "there are weapons, sides" in terminal.refused("search", fights, "--similar", "1", "--weigh", "smell=2")
    assert "leave out the QUERY" in terminal.refused("search", fights, "skates", "--similar", "1")


def test_a_query_is_explained_and_a_near_miss_is_told(terminal: Terminal, fights: Path) -> None:
    told = terminal.done("search", fights, "flamethrower village weapno:x", "--explain").out
    assert "Understood: flamethrower village" in told
    assert "Did you mean weapon:?" in told
    assert "It finds 1." in told
    said = terminal.run("search", fights, "flamethrowr")
    assert said.code == 0
    assert "Did you mean: flamethrower\n" in said.err


def test_a_link_finds_its_fight(terminal: Terminal, fights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = terminal.done("link", fights, "2").out.strip()
    found = read_link(link)
    assert found.catalog == fights
    (row,) = terminal.done("search", fights, found.query).cells
    assert row["weapons"] == "ice skates!"
    assert found.query == f"scene:{row['scene_id']}"
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "There is no screen here" in terminal.refused(link)
    assert "no link to a fight" in terminal.refused("donnybrook:nonsense")
    assert "no link to a fight" in terminal.refused("donnybrook://elsewhere/a.fights#x")


def test_a_listing_in_a_pipe_ends_with_the_numbers_by_which_commands_take_fights(
    terminal: Terminal, fights: Path
) -> None:
    listed = terminal.done("list", fights)
    assert listed.lines[0].split("\t")[-1] == "number"
    assert [row["number"] for row in listed.cells] == ["1", "2", "3", ""]
    for row in terminal.done("search", fights).cells:
        assert terminal.done("show", fights, row["number"]).out == terminal.done("show", fights, row["scene_id"]).out
    terminal.done("delete", fights, "2")
    assert [row["number"] for row in terminal.done("trash", fights).cells] == ["2"]
