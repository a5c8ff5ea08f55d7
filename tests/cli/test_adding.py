"""`new` and `add`."""

import os
import shutil
from pathlib import Path

import pytest

from cli.terminal import Terminal

AWKWARD_BUT_GOOD = [
    "anamorphic_sar2.mp4",
    "av1.webm",
    "editlist_cut.mp4",
    "hdr10_hevc.mp4",
    "naïve – 氷 fight #1 [1080p] 100%.mkv",
    "start1h.ts",
    "truncated_media.mp4",
    "vfr.mkv",
    "vp9_noduration.webm",
]
NO_FILMS = {
    "audio_only.mp4": "no moving picture",
    "cover_only.mp3": "no film",
    "random.mkv": "not a film",
    "text.mp4": "not a film",
    "truncated_nomoov.mp4": "not a film",
    "zero.mp4": "empty",
}


def test_a_new_catalog_knows_the_starter_vocabulary_and_no_film(terminal: Terminal, tmp_path: Path) -> None:
    assert "terms in its vocabulary" in terminal.done("new", tmp_path / "a.fights").out
    assert terminal.done("list", tmp_path / "a.fights").cells == []


def test_new_leaves_a_file_that_is_there_alone(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.fights").write_text("mine")
    assert "is there already" in terminal.refused("new", tmp_path / "a.fights")
    assert (tmp_path / "a.fights").read_text() == "mine"


def test_new_in_a_missing_folder_says_which(terminal: Terminal, tmp_path: Path) -> None:
    assert str(tmp_path / "nowhere") in terminal.refused("new", tmp_path / "nowhere" / "a.fights")


def test_a_film_gets_its_title_and_year_from_the_file_s_name(
    terminal: Terminal, catalog: Path, drawn_film: Path
) -> None:
    assert terminal.done("add", catalog, drawn_film).out == "1\tDrawn (2026)\n"


def test_title_and_year_can_be_said(terminal: Terminal, catalog: Path, drawn_film: Path) -> None:
    assert (
        terminal.done("add", catalog, drawn_film, "--title", "The Duel", "--year", "1977").out == "1\tThe Duel (1977)\n"
    )


def test_a_file_that_is_there_already_is_not_added_twice(
    terminal: Terminal, film_catalog: Path, drawn_film: Path
) -> None:
    assert "was there already" in terminal.done("add", film_catalog, drawn_film).out
    assert len(terminal.done("list", film_catalog).cells) == 1


def test_a_file_that_moved_is_found_again_by_its_content(
    terminal: Terminal, catalog: Path, drawn_film: Path, tmp_path: Path
) -> None:
    here, there = tmp_path / "here.mp4", tmp_path / "there.mp4"
    shutil.copy(drawn_film, here)
    terminal.done("add", catalog, here)
    here.rename(there)
    assert terminal.done("add", catalog, there).out == "1\tHere, which was there already\n"
    assert terminal.done("tag", catalog, there, "0:01-0:02 Eve: axe").lines


def test_a_film_catalogued_from_memory_gets_its_file(
    terminal: Terminal, catalog: Path, drawn_film: Path, tmp_path: Path
) -> None:
    from donnybrook import Catalog

    with Catalog.open(catalog) as opened:
        opened.add_film("Ballerina", year=2025)
    terminal.done("add", catalog, drawn_film, "--title", "ballerina")
    assert [row["film"] for row in terminal.done("list", catalog).cells] == ["Ballerina"]


def test_one_title_can_t_be_given_to_two_files(terminal: Terminal, catalog: Path, drawn_film: Path) -> None:
    assert "--title" in terminal.refused("add", catalog, drawn_film, drawn_film, "--title", "X", code=2)


@pytest.mark.parametrize("name", AWKWARD_BUT_GOOD)
def test_an_awkward_film_is_added(terminal: Terminal, catalog: Path, shared_media: Path, name: str) -> None:
    terminal.done("add", catalog, shared_media / "awkward" / name)
    assert len(terminal.done("list", catalog).cells) == 1


@pytest.mark.parametrize(("name", "why"), NO_FILMS.items())
def test_a_file_that_is_no_film_is_refused_in_a_sentence(
    terminal: Terminal, catalog: Path, shared_media: Path, name: str, why: str
) -> None:
    assert why in terminal.refused("add", catalog, shared_media / "awkward" / name)
    assert terminal.done("list", catalog).cells == []


def test_the_films_beside_a_refused_one_are_added(
    terminal: Terminal, catalog: Path, drawn_film: Path, tmp_path: Path
) -> None:
    (tmp_path / "text.mp4").write_text("no film")
    said = terminal.run("add", catalog, tmp_path / "gone.mp4", tmp_path / "text.mp4", drawn_film)
    assert said.code == 1
    assert [line.partition("“")[2].partition("”")[0] for line in said.err.splitlines()] == ["gone.mp4", "text.mp4"]
    assert said.out == "1\tDrawn (2026)\n"


def test_a_name_that_is_no_text_is_added_and_listed(
    terminal: Terminal, catalog: Path, drawn_film: Path, tmp_path: Path
) -> None:
    odd = tmp_path / os.fsdecode(b"caf\xe9 \x1b[31m.mp4")
    shutil.copy(drawn_film, odd)
    terminal.done("add", catalog, odd)
    listed = terminal.done("list", catalog).out
    assert "Caf\N{REPLACEMENT CHARACTER}" in listed
    assert "\x1b" not in listed
    terminal.done("tag", catalog, odd, "1-2 Eve: axe")


def test_a_catalog_that_can_t_be_written_says_what_to_do(
    terminal: Terminal, catalog: Path, drawn_film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        os, "access", lambda _, mode: mode != os.W_OK
    )  # the tests may run as root, who may write anywhere
    said = terminal.run("add", catalog, drawn_film)
    assert said.code == 1
    assert "can only be read here" in said.err.splitlines()[-1]
