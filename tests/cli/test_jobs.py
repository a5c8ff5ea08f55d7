"""`add FOLDER` and `jobs`: a folder appears at once, is read in the background, and can be steered from anywhere."""

import os
import shutil
from pathlib import Path

import pytest

from cli.terminal import Terminal
from donnybrook import Catalog
from donnybrook.catalog.jobs import JobBook
from donnybrook.catalog.shots import read_shots
from donnybrook.media import SurveyCache


@pytest.fixture
def films(drawn_film: Path, tmp_path: Path) -> Path:
    """A folder as people have it: two films, one broken, and things that are none."""
    folder = tmp_path / "films"
    (folder / "extras").mkdir(parents=True)
    shutil.copy(drawn_film, folder / "The.Duel.1977.mp4")
    with (folder / "extras" / "Ballerina (2025).mkv").open("wb") as other:
        other.write(drawn_film.read_bytes() + bytes(7))  # other bytes: another film
    (folder / "Broken.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42 and nothing more" * 20)
    (folder / "notes.txt").write_text("no film")
    (folder / ".hidden.mp4").write_text("no film")
    (folder / "circle").symlink_to(folder)
    return folder


def _states(terminal: Terminal, catalog: Path) -> dict[tuple[str, str], str]:
    return {(row["film"], row["job"]): row["state"] for row in terminal.done("jobs", catalog).cells}


def test_a_folder_s_films_appear_at_once_and_as_one_edit(terminal: Terminal, catalog: Path, films: Path) -> None:
    added = terminal.done("add", catalog, films, "--later")
    assert added.lines == [
        "1\tBroken",
        "2\tThe Duel (1977)",
        "3\tBallerina (2025)",
        "3 films added. 1 other file was left alone: not called like films. 1 link to a folder was not followed.",
    ]
    assert set(_states(terminal, catalog).values()) == {"waiting"}
    with Catalog.open(catalog) as opened:
        assert [each.size_bytes for each in opened.media_files()] == [
            each.path.stat().st_size for each in opened.media_files()
        ]
        assert opened.undo_label == "Add 3 films"
        opened.undo()
        assert opened.films() == []


def test_films_of_a_folder_are_read_and_what_fails_is_listed_with_its_reason(
    terminal: Terminal, catalog: Path, films: Path
) -> None:
    said = terminal.run("add", catalog, films)
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "Broken: “Broken.mp4” is not a film" in said.err
    assert _states(terminal, catalog) == {
        ("Broken", "probe"): "failed",
        ("The Duel (1977)", "probe"): "done",
        ("The Duel (1977)", "survey"): "done",
        ("Ballerina (2025)", "probe"): "done",
        ("Ballerina (2025)", "survey"): "done",
    }
    reasons = [row["sentence"] for row in terminal.done("jobs", catalog).cells if row["state"] == "failed"]
    assert reasons[0].startswith("“Broken.mp4” is not a film")
    with Catalog.open(catalog) as opened:
        for file in opened.media_files()[1:]:
            assert file.width_px == 320
            survey = SurveyCache().load(file.fingerprint)
            assert survey is not None
            assert survey.strip
            assert opened.read(read_shots, file.id) is not None
        assert opened.undo_label == "Add 3 films"


def test_what_failed_stays_so_until_it_is_asked_for_again_or_the_file_changes(
    terminal: Terminal, catalog: Path, films: Path, drawn_film: Path
) -> None:
    terminal.run("add", catalog, films)
    assert terminal.done("jobs", catalog, "--run").out == "5 jobs: 4 done, 1 failed.\n"
    assert terminal.done("jobs", catalog, "Broken", "--retry").out == "1 job: 1 waiting.\n"
    assert terminal.run("jobs", catalog, "--run").code == 1
    (films / "Broken.mp4").write_bytes(drawn_film.read_bytes() + b"mended")
    assert _states(terminal, catalog)["Broken", "probe"] == "waiting"
    assert terminal.done("jobs", catalog, "--run").out == "6 jobs: 6 done.\n"


def test_nothing_is_begun_while_the_jobs_are_paused_and_cancelled_ones_stay_so(
    terminal: Terminal, catalog: Path, films: Path
) -> None:
    terminal.done("add", catalog, films, "--later")
    assert "They are paused" in terminal.done("jobs", catalog, "--pause").out
    paused = terminal.run("jobs", catalog, "--run")
    assert (paused.code, paused.out) == (1, "6 jobs: 6 waiting. They are paused.\n")
    assert "--resume" in paused.err
    assert terminal.done("jobs", catalog, "Broken", "3", "--cancel").out == "4 jobs: 4 cancelled. They are paused.\n"
    terminal.done("jobs", catalog, "--resume")
    assert terminal.done("jobs", catalog, "--run").out == "6 jobs: 2 done, 4 cancelled.\n"
    assert terminal.done("jobs", catalog, "3", "--retry", "--json").json[0]["state"] == "waiting"
    terminal.done("jobs", catalog, "--run", "3")


def test_films_are_read_with_the_detector_that_is_chosen_and_read_again_when_another_one_is(
    terminal: Terminal, catalog: Path, films: Path
) -> None:
    def detectors() -> list[str]:
        with Catalog.open(catalog) as opened:
            read = [opened.read(read_shots, file.id) for file in opened.media_files()]
        return [each.detector for each in read if each is not None]

    (films / "Broken.mp4").unlink()
    terminal.done("add", catalog, films, "--detector", "donnybrook-fast")
    assert detectors() == ["donnybrook-fast"] * 2
    assert terminal.done("jobs", catalog, "--detector", "scenedetect-content").cells[1]["state"] == "waiting"
    assert terminal.done("jobs", catalog, "1", "--run").out == "2 jobs: 2 done.\n"
    assert detectors() == ["scenedetect-content", "donnybrook-fast"]
    assert sorted(_states(terminal, catalog).values()) == ["done", "done", "done", "waiting"]  # the choice stands
    terminal.done("jobs", catalog, "--run", "--detector", "donnybrook-fast")
    assert detectors() == ["donnybrook-fast"] * 2
    assert "no shot detector called “none”" in terminal.refused("jobs", catalog, "--detector", "none", code=2)


def test_only_one_program_does_the_jobs_and_the_other_says_who(
    terminal: Terminal, catalog: Path, drawn_film: Path
) -> None:
    with Catalog.open(catalog) as opened, JobBook.of(opened.uuid, opened.path) as book, book.held() as is_held:
        assert is_held
        book.begin()
        said = terminal.run("add", catalog, drawn_film)
        assert f"process {os.getpid()}" in said.err
    assert said.out == "1\tDrawn (2026)\n"
    assert terminal.done("jobs", catalog, "--run").out == "2 jobs: 2 done.\n"


def test_a_copy_in_a_folder_becomes_a_second_file_and_a_moved_file_is_found_again(
    terminal: Terminal, catalog: Path, films: Path
) -> None:
    (films / "Broken.mp4").unlink()
    shutil.copy(films / "The.Duel.1977.mp4", films / "extras" / "copy.mp4")
    terminal.done("add", catalog, films, "--later")
    assert len(terminal.done("list", catalog).lines) == 3
    terminal.done("jobs", catalog, "--run")
    (films / "The.Duel.1977.mp4").rename(films / "Duel.mp4")
    again = terminal.done("add", catalog, films)
    assert "0 films added, 3 known before." in again.lines[-1]
    with Catalog.open(catalog) as opened:
        assert {each.path.name for each in opened.media_files(1)} == {"Duel.mp4", "copy.mp4"}


def test_a_second_copy_is_noticed_in_words(terminal: Terminal, film_catalog: Path, drawn_film: Path) -> None:
    copy = film_catalog.with_name("copy.mp4")
    shutil.copy(drawn_film, copy)
    assert terminal.done("add", film_catalog, copy).out == (
        f"1\tDrawn (2026), whose bytes are those of {drawn_film}: this is another copy\n"
    )


def test_a_scheduler_that_is_not_there_is_told(terminal: Terminal, catalog: Path, films: Path) -> None:
    terminal.done("add", catalog, films, "--later")
    assert "--scheduler goes with --run" in terminal.refused("jobs", catalog, "--scheduler", "tcp://x:1", code=2)
    told = terminal.refused("jobs", catalog, "--run", "--scheduler", "tcp://127.0.0.1:9")
    assert "no Dask scheduler at tcp://127.0.0.1:9" in told


def test_a_fight_is_shown_with_the_rhythm_it_is_cut_in(terminal: Terminal, catalog: Path, shared_media: Path) -> None:
    terminal.done("add", catalog, shared_media / "cityCC0.mpg", "--title", "City")
    scene_id = terminal.done("tag", catalog, "City", "0:01-0:07 Eve: axe").out.strip()
    shown = terminal.done("show", catalog, scene_id).out
    assert "Cutting: 2 shots, 3.00 s long on average" in shown
    rhythm = terminal.done("show", catalog, scene_id, "--json").json["rhythm"]
    assert (rhythm["shots"], rhythm["average_s"]) == (2, 3.0)
