"""A private folder goes with its process: if not by it, by the next that needs one; one in use is left alone."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from donnybrook.catalog import Catalog
from donnybrook.catalog.driver import connect
from donnybrook.catalog.private_folder import PrivateFolder, clear_left_behind

_IMPORT = """
import sys
from donnybrook.catalog import Catalog
from donnybrook.catalog.edits.films import add_film

def edit(tx):
    add_film(tx, "Heat")
    print("in its midst", flush=True)
    sys.stdin.read()

with Catalog.open(sys.argv[1], coder="Ana") as catalog:
    catalog.aside.edit("Import", edit, lambda: None)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Catalog.create(tmp_path / "a.fights", coder="Ana").close()
    return tmp_path / "a.fights"


@contextmanager
def importing(path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", _IMPORT, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "in its midst\n"
        yield process


def killed(path: Path) -> None:
    with importing(path) as process:
        process.kill()
    assert process.returncode == -signal.SIGKILL


def test_what_a_killed_import_left_goes_with_the_next_one(path: Path, temporary: Path) -> None:
    killed(path)
    assert [each.name for each in temporary.glob("*/aside")] == ["aside"]
    with Catalog.open(path, coder="Ana") as catalog:
        catalog.aside.rehearse(lambda _: None)
    assert list(temporary.iterdir()) == []


def test_what_is_in_use_stays_in_this_process_and_in_others(path: Path, temporary: Path) -> None:
    with importing(path) as process, PrivateFolder() as own:
        (own.path / "kept").touch()
        for _ in range(2):  # looking for it must not let go of it either
            clear_left_behind()
        assert (own.path / "kept").exists()
        assert len(list(temporary.glob("*/aside"))) == 1
        process.communicate("")
        assert process.returncode == 0
    with Catalog.open(path) as catalog:
        assert [film.title for film in catalog.films()] == ["Heat"]
    assert list(temporary.iterdir()) == []


def test_a_folder_that_another_process_takes_for_one_left_behind_is_made_anew(temporary: Path) -> None:
    """Between its making and its lock it looks like one: folders are made and cleared by many at once."""
    stop = threading.Event()

    def clear() -> None:
        while not stop.is_set():
            clear_left_behind()

    others = [threading.Thread(target=clear) for _ in range(2)]
    for each in others:
        each.start()
    try:
        for _ in range(100):
            with PrivateFolder() as folder:
                (folder.path / "aside").write_text("mine")
                clear_left_behind()
                assert (folder.path / "aside").read_text() == "mine"
    finally:
        stop.set()
        for each in others:
            each.join()
    assert list(temporary.iterdir()) == []


def test_clearing_that_is_cut_off_is_gone_on_with(path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    killed(path)
    (folder,) = temporary.iterdir()
    (folder / "more").touch()
    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", _refuse)
        clear_left_behind()
    clear_left_behind()
    assert not folder.exists()


def _refuse(*_: object, **__: object) -> None:
    raise OSError("the disk is gone")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_nothing_is_cleared_where_a_link_leads(temporary: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with closing(connect(elsewhere / "in-use", mode="rwc")) as lock:
        lock.execute("PRAGMA user_version = 1")
    (elsewhere / "precious").touch()
    (temporary / "donnybrook-link").symlink_to(elsewhere)
    clear_left_behind()
    assert {each.name for each in elsewhere.iterdir()} == {"in-use", "precious"}


def test_a_folder_of_something_else_that_has_the_name_of_one_stays_and_is_in_nobodys_way(temporary: Path) -> None:
    other = temporary / "donnybrook-notes"
    other.mkdir()
    (other / "in-use").write_text("Who has the projector: Ana, until Friday. " * 20)
    with PrivateFolder() as folder:
        assert folder.path.exists()
    assert [each.name for each in other.iterdir()] == ["in-use"]
