"""`fixity` and `relink`: rot, changes and moves are noticed; bags go out and manifests come in."""

import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import bagit
import pytest

from cli.terminal import Terminal
from donnybrook import Catalog
from donnybrook.catalog import SceneDraft, SceneFields
from donnybrook.catalog.jobs import JobBook
from donnybrook.ingest.fixity import Progress, accept_changed, verify
from donnybrook.media import FilmProblem, FilmWorker, sha256_of

# The reference library still calls ``re.sub`` in a way that is going away.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:bagit")


@pytest.fixture
def film(drawn_film: Path, tmp_path: Path) -> Path:
    path = tmp_path / "films" / "Duel.mp4"
    path.parent.mkdir()
    shutil.copy(drawn_film, path)
    return path


@pytest.fixture
def known(terminal: Terminal, catalog: Path, film: Path) -> Path:
    """A catalog with one film."""
    terminal.done("add", catalog, film, "--later")
    return catalog


def _status(terminal: Terminal, catalog: Path, *options: str | Path) -> list[str]:
    return [row["status"] for row in terminal.run("fixity", catalog, *options).cells]


def _flip(path: Path, at: int) -> None:
    """Change one byte and nothing else, as a failing disk does."""
    status = path.stat()
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 1]))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_the_first_time_a_film_gets_its_digest_and_the_next_time_it_is_compared(
    terminal: Terminal, known: Path, film: Path
) -> None:
    first = terminal.done("fixity", known, "--json").json
    assert [(row["status"], row["sha256"]) for row in first] == [("new", sha256(film.read_bytes()).hexdigest())]
    assert _status(terminal, known) == ["ok"]
    with Catalog.open(known) as opened:
        assert opened.media_files()[0].sha256 == first[0]["sha256"]
        assert opened.undo_label == "Add film Duel"


def test_verifying_again_writes_nothing_into_the_journal(terminal: Terminal, known: Path) -> None:
    def edits() -> int:
        with Catalog.open(known) as opened:
            return int(opened.read(lambda connection: connection.execute("SELECT count(*) FROM edit").fetchone()[0]))

    terminal.done("fixity", known)
    before = edits()
    terminal.done("fixity", known)
    assert edits() == before


def test_one_bit_that_has_rotted_is_noticed(terminal: Terminal, known: Path, film: Path) -> None:
    terminal.done("fixity", known)
    _flip(film, film.stat().st_size // 2)
    said = terminal.run("fixity", known)
    assert said.code == 1
    assert said.cells[0]["status"] == "changed"
    assert "disk may be failing" in said.cells[0]["sentence"]
    assert _status(terminal, known) == ["changed"]


def test_a_file_of_another_size_is_not_taken_for_one_that_rots(terminal: Terminal, known: Path, film: Path) -> None:
    terminal.done("fixity", known)
    status = film.stat()
    film.write_bytes(film.read_bytes() + b"more")
    os.utime(film, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert "has changed since it was added" in terminal.run("fixity", known).cells[0]["sentence"]


def test_a_file_that_was_changed_or_is_gone_is_told_and_can_be_taken_as_it_is(
    terminal: Terminal, known: Path, film: Path, drawn_film: Path
) -> None:
    terminal.done("fixity", known)
    film.write_bytes(drawn_film.read_bytes() + b"more")
    assert "has changed since it was added" in terminal.run("fixity", known).cells[0]["sentence"]
    (row,) = terminal.done("fixity", known, "--accept").cells
    assert (row["status"], row["sentence"]) == (
        "new",
        "It was changed, and is taken as it is now: look whether its fights' times still fit.",
    )
    assert _status(terminal, known) == ["ok"]
    terminal.done("undo", known)
    assert _status(terminal, known) == ["changed"]
    terminal.done("fixity", known, "--accept")
    film.unlink()
    assert _status(terminal, known) == ["missing"]


def test_a_file_that_was_changed_once_more_since_is_not_taken_unseen(known: Path, film: Path) -> None:
    with (
        Catalog.open(known) as opened,
        JobBook.of(opened.uuid, opened.path) as book,
        FilmWorker() as worker,
    ):
        verify(opened, worker, book)
        _flip(film, film.stat().st_size // 2)
        (changed,) = verify(opened, worker, book).files
        os.utime(film, ns=(0, 0))
        with pytest.raises(FilmProblem, match="changed once more"):
            accept_changed(opened, worker, changed)
        assert opened.undo_label == "Add film Duel"


def test_a_file_that_was_empty_when_it_was_added_is_not_called_changed(
    terminal: Terminal, known: Path, film: Path
) -> None:
    empty = film.with_name("Nothing.mp4")
    empty.touch()
    terminal.done("add", known, film.parent, "--later")
    (row,) = terminal.done("fixity", known, "Nothing").cells
    assert (row["status"], row["sha256"]) == ("new", "")
    assert "is empty (0 bytes), as it was when it was added" in row["sentence"]
    empty.write_bytes(film.read_bytes() + b"copied again")
    assert _status(terminal, known, "Nothing") == ["new"]
    assert _status(terminal, known, "Nothing") == ["ok"]
    empty.write_bytes(b"")
    assert _status(terminal, known, "Nothing") == ["changed"]


def test_only_what_was_not_verified_for_long_is_read(terminal: Terminal, known: Path) -> None:
    assert _status(terminal, known, "--older-than", "90d") == ["new"]
    assert _status(terminal, known, "--older-than", "90d") == []
    assert _status(terminal, known, "--older-than", "0d") == ["ok"]
    assert "span of time" in terminal.refused("fixity", known, "--older-than", "soon", code=2)


def test_a_run_that_was_broken_off_is_gone_on_with(
    terminal: Terminal, known: Path, film: Path, drawn_film: Path
) -> None:
    other = film.with_name("Other.mp4")
    other.write_bytes(drawn_film.read_bytes() + b"other")
    terminal.done("add", known, other, "--later")
    with Catalog.open(known) as opened, JobBook.of(opened.uuid, opened.path) as book:

        def stop_after_one(progress: Progress) -> bool:
            return progress.verified is None

        with FilmWorker() as worker:
            report = verify(opened, worker, book, told=stop_after_one)
        assert (len(report.files), report.was_stopped) == (1, True)
    said = terminal.run("fixity", known)
    assert "was gone on with" in said.err
    assert [row["path"] for row in said.cells] == [str(other)]
    assert _status(terminal, known) == ["ok", "ok"]


def test_a_bag_is_one_that_the_reference_library_finds_valid(
    terminal: Terminal, known: Path, film: Path, tmp_path: Path
) -> None:
    odd = film.parent / "deep" / "100%\nodd – 氷.mp4"
    odd.parent.mkdir()
    odd.write_bytes(film.read_bytes() + b"other")
    terminal.done("add", known, odd, "--later")
    assert terminal.run("fixity", known, "--bag", tmp_path / "bag").code == 0
    bag = bagit.Bag(str(tmp_path / "bag"))
    assert bag.is_valid()
    assert (tmp_path / "bag" / "data" / "Duel.mp4").read_bytes() == film.read_bytes()
    _flip(tmp_path / "bag" / "data" / "Duel.mp4", 99)
    assert not bag.is_valid()
    assert "is something at" in terminal.run("fixity", known, "--bag", tmp_path / "bag").err


def test_what_has_rotted_goes_into_no_bag(terminal: Terminal, known: Path, film: Path, tmp_path: Path) -> None:
    terminal.done("fixity", known)
    _flip(film, 99)
    said = terminal.run("fixity", known, "--bag", tmp_path / "bag")
    assert said.code == 1
    assert "its bytes have changed" in said.err
    assert bagit.Bag(str(tmp_path / "bag")).is_valid()


def test_a_manifest_of_others_is_compared_with(terminal: Terminal, known: Path, film: Path) -> None:
    digest = sha256(film.read_bytes()).hexdigest()
    manifest = film.with_name("manifest-sha256.txt")
    manifest.write_text(f"{digest}  Duel.mp4\n{digest} *gone.mp4\n")
    shutil.copy(film, film.with_name("beside.mp4"))
    said = terminal.run("fixity", known, "--against", film.parent)
    assert said.code == 1
    assert [(row["status"], Path(row["path"]).name, row["film"]) for row in said.cells] == [
        ("ok", "Duel.mp4", "Duel"),
        ("missing", "gone.mp4", ""),
        ("new", "beside.mp4", ""),
    ]
    with Catalog.open(known) as opened:
        assert opened.media_files()[0].sha256 == digest
    _flip(film, 5)
    assert _status(terminal, known, "--against", manifest)[0] == "changed"


def test_a_bag_of_all_films_is_as_its_manifest_says_also_where_a_file_is_empty(
    terminal: Terminal, known: Path, film: Path, tmp_path: Path
) -> None:
    film.with_name("Nothing.mp4").touch()
    terminal.run("add", known, film.parent, "--later")
    terminal.run("fixity", known, "--bag", tmp_path / "bag")
    rows = terminal.done("fixity", known, "--against", tmp_path / "bag").cells
    assert [(row["status"], Path(row["path"]).name, row["film"], row["sentence"]) for row in rows] == [
        ("ok", "Duel.mp4", "Duel", "It is a copy of this film’s file."),
        ("ok", "Nothing.mp4", "", "It is no film of this catalog."),
    ]
    (tmp_path / "bag" / "data" / rows[1]["path"]).write_bytes(b"more")
    assert _status(terminal, known, "--against", tmp_path / "bag") == ["ok", "changed"]


@pytest.mark.parametrize("line", ["no digest  Duel.mp4", f"{'a' * 64}  ../Duel.mp4", f"{'a' * 64}  /etc/passwd"])
def test_a_manifest_that_is_none_or_leads_elsewhere_is_refused(
    terminal: Terminal, known: Path, film: Path, line: str
) -> None:
    film.with_name("manifest-sha256.txt").write_text(f"{line}\n")
    assert "Line 1 of manifest-sha256.txt" in terminal.refused("fixity", known, "--against", film.parent)


def test_a_folder_that_was_moved_and_renamed_is_found_again_as_one_edit(
    terminal: Terminal, known: Path, film: Path, tmp_path: Path
) -> None:
    never_read = film.with_name("Ballerina.mp4")
    never_read.write_bytes(film.read_bytes() + b"other")
    terminal.done("add", known, film.parent, "--later")
    moved = tmp_path / "archive"
    film.parent.rename(moved)
    (moved / "Duel.mp4").rename(moved / "tt0075968.mp4")
    lines = terminal.done("relink", known, moved).lines
    assert lines == [
        f"1\tDuel\tfound: {moved}/tt0075968.mp4",
        f"2\tBallerina\tfound: {moved}/Ballerina.mp4 (by name and size alone: it had never been read)",
        "2 film files found again, 0 still missing; 0 are where the catalog says.",
    ]
    with Catalog.open(known) as opened:
        assert opened.undo_label == "Relink 2 films"
        assert {file.path.parent for file in opened.media_files()} == {moved}


def test_a_film_copied_with_its_catalog_is_found_beside_it_and_relink_puts_its_place_down(
    terminal: Terminal, known: Path, film: Path, tmp_path: Path
) -> None:
    copied = tmp_path / "usb" / known.name
    beside = copied.with_name(film.parent.name) / film.name
    beside.parent.mkdir(parents=True)
    known.rename(copied)
    film.rename(beside)
    before = copied.read_bytes()
    assert terminal.done("tag", copied, beside, "0:00:01-0:00:02 Eve: axe").out
    terminal.done("undo", copied)
    assert [row["file"] for row in terminal.done("version", copied, "list").cells] == [str(beside)]
    assert _status(terminal, copied) == ["new"]
    other = tmp_path / "empty"
    other.mkdir()
    assert terminal.done("relink", copied, other).lines == [
        f"1\tDuel\tfound: {beside}",
        "1 film file found again, 0 still missing; 0 are where the catalog says.",
    ]
    assert terminal.done("relink", copied, other).lines[-1].endswith("1 is where the catalog says.")
    beside.write_bytes(b"another film")
    copied.write_bytes(before)
    assert _status(terminal, copied) == ["missing"]


def test_a_single_film_can_be_looked_for_and_what_is_not_found_is_told(
    terminal: Terminal, known: Path, film: Path, tmp_path: Path, drawn_film: Path
) -> None:
    moved = tmp_path / "elsewhere.mp4"
    film.rename(moved)
    (tmp_path / "other").mkdir()
    assert terminal.run("relink", known, tmp_path / "other").code == 1
    film.write_bytes(drawn_film.read_bytes() + b"not the same")
    assert "has changed since" in terminal.run("relink", known, tmp_path / "other").err
    assert terminal.done("relink", known, moved, "--film", "Duel").lines[0] == f"1\tDuel\tfound: {moved}"


def test_a_changed_file_is_told_of_before_its_times_lie(
    terminal: Terminal, known: Path, film: Path, drawn_film: Path
) -> None:
    os.utime(film)
    terminal.done("tag", known, "Duel", "0:01-0:02 Eve: axe")
    film.write_bytes(drawn_film.read_bytes() + b"another cut")
    said = terminal.run("tag", known, "Duel", "0:02-0:03 Eve: axe")
    assert "“Duel.mp4” has changed since it was added" in said.err
    with Catalog.open(known) as opened:
        scene_id = opened.add_scene(1, SceneDraft(fields=SceneFields(in_us=0))).value
    told = terminal.run("thumb", known, str(scene_id), film.with_name("cover.jpg")).err
    assert "“Duel.mp4” has changed since it was added" in told
    assert "whose file has changed since" in terminal.done("add", known, film, "--later").out
    terminal.done("tag", known, "Duel", "0:02-0:03 Eve: axe")


def test_a_digest_is_what_sha256sum_says(film: Path) -> None:
    if shutil.which("sha256sum") is None:
        pytest.skip("no sha256sum")
    told = subprocess.run(["sha256sum", film], capture_output=True, text=True, check=True).stdout.split()[0]
    assert sha256_of(film) == told
