"""Catalogs that other programs open, write and close at the same moment are opened for what they are."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from donnybrook import Catalog
from donnybrook.catalog.driver import connect, settle

_FOR_EVER_S, _PATIENCE_S = 600, 60

_OTHER = """
import sys
from pathlib import Path
from donnybrook import Catalog
for number in range(int(sys.argv[2])):
    with Catalog.open(sys.argv[1], coder=sys.argv[3], cache_folder=sys.argv[1] + sys.argv[3]) as catalog:
        assert (catalog.notice, catalog.read_only) == ("", False), catalog.notice
        catalog.add_film(f"{sys.argv[3]} {number}")
"""


def _other(path: Path, name: str, times: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", _OTHER, str(path), str(times), name], stderr=subprocess.PIPE)


def test_programs_that_open_edit_and_close_beside_each_other_all_save(tmp_path: Path) -> None:
    path = tmp_path / "a.fights"
    Catalog.create(path, cache_folder=tmp_path / "cache").close()
    others = [_other(path, name, 20) for name in ("Ana", "Ben", "Cleo")]
    faults = [other.communicate(timeout=60)[1].decode() for other in others]
    assert faults == ["", "", ""]
    with Catalog.open(path, cache_folder=tmp_path / "cache") as catalog:
        assert len(catalog.films()) == 60
    assert [each.name for each in tmp_path.glob("a.fights-*")] == []


def test_an_open_catalog_whose_log_another_program_has_folded_in_opens_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "a.fights"
    with Catalog.create(path, cache_folder=tmp_path / "cache") as window:
        window.add_film("Mine")
        other = _other(path, "Ana", 2)
        assert other.communicate(timeout=60)[1].decode() == ""
        assert len(window.films()) == 3


def test_one_that_only_read_leaves_one_file_when_it_closes_after_one_that_wrote(tmp_path: Path) -> None:
    path = tmp_path / "read.fights"
    Catalog.create(path).close()
    reader = Catalog.open(path)
    reader.films()
    with Catalog.open(path) as writer:
        writer.add_film("Sintel")
        assert len(reader.films()) == 1
    reader.close()
    assert path.read_bytes()[18:20] == b"\x01\x01"  # the mode without a log
    with Catalog.open(path) as again:
        assert (again.notice, len(again.films())) == ("", 1)


def test_one_that_came_while_the_log_was_being_folded_in_leaves_one_file_when_it_closes(tmp_path: Path) -> None:
    path = tmp_path / "a.fights"
    Catalog.create(path).close()
    writer = Catalog.open(path)
    writer.add_film("Sintel")
    writer._connections.writer().execute("PRAGMA wal_checkpoint(TRUNCATE)")  # what its closing begins with
    assert path.with_name("a.fights-wal").stat().st_size == 0
    reader = Catalog.open(path)
    writer.close()
    reader.close()
    assert path.read_bytes()[18:20] == b"\x01\x01"  # the mode without a log
    with Catalog.open(path) as again:
        assert (again.notice, len(again.films())) == ("", 1)


def _settle(path: Path) -> None:
    with closing(connect(path, patience_s=_FOR_EVER_S)) as last:
        settle(last)


@pytest.mark.parametrize("begun", ["BEGIN IMMEDIATE", "BEGIN"])
def test_one_that_closes_waits_for_nobody_who_writes_or_reads_on(tmp_path: Path, begun: str) -> None:
    path = tmp_path / "a.fights"
    with ThreadPoolExecutor(1) as pool, Catalog.create(path) as window, closing(connect(path)) as other:
        window.add_film("Mine")
        other.execute(begun)
        assert other.execute("SELECT count(*) FROM film").fetchone() == (1,)
        if begun == "BEGIN":
            window.add_film("Another")
        Catalog.open(path).close()
        pool.submit(_settle, path).result(_PATIENCE_S)
        other.execute("ROLLBACK")
    assert [each.name for each in tmp_path.glob("a.fights*")] == ["a.fights"]
    assert path.read_bytes()[18:20] == b"\x01\x01"  # the mode without a log
