"""The file of a catalog: what opening, closing and crashing leave of it. What is no catalog is in test_opening."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from catalog.fights import make_fights, titles
from donnybrook.catalog import Catalog, CatalogProblem

_CRASH = """
import os, sys
from pathlib import Path
from donnybrook.catalog import Catalog
catalog = Catalog.open(sys.argv[1], cache_folder=Path(sys.argv[2]))
for number in range(5):
    catalog.add_film(f"Film {number}")
catalog.edit("Never", lambda tx: (tx.insert("film", title="Half"), os._exit(1)))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    make_fights(tmp_path / "a.fights", tmp_path / "cache").close()
    return tmp_path / "a.fights"


def beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir() if each.name.startswith(path.name))


def test_a_catalog_at_rest_is_one_file(path: Path, tmp_path: Path) -> None:
    assert beside(path) == ["a.fights"]
    with Catalog.open(path, cache_folder=tmp_path / "cache") as catalog:
        catalog.add_film("Another")
    assert beside(path) == ["a.fights"]
    assert path.read_bytes()[18:20] == b"\x01\x01", "no log is expected beside it"


def test_opening_reading_and_searching_change_not_one_byte(path: Path, tmp_path: Path) -> None:
    before, moment = path.read_bytes(), path.stat().st_mtime_ns
    with Catalog.open(path, cache_folder=tmp_path / "cache") as catalog:
        titles(catalog, "flamethrower vs hose")
        list(catalog.scenes())
        assert catalog.films()
        assert catalog.vocabulary.lookup("weapon", "axe")
    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == moment
    assert beside(path) == ["a.fights"]


def test_the_last_of_two_windows_leaves_one_file(path: Path, tmp_path: Path) -> None:
    one = Catalog.open(path, cache_folder=tmp_path / "cache")
    other = Catalog.open(path, cache_folder=tmp_path / "cache")
    one.add_film("One")
    other.add_film("Other")
    one.close()
    assert {"One", "Other"} <= {film.title for film in other.films()}
    other.close()
    assert beside(path) == ["a.fights"]
    with Catalog.open(path, cache_folder=tmp_path / "cache") as catalog:
        assert {"One", "Other"} <= {film.title for film in catalog.films()}


def test_a_program_that_dies_in_the_middle_of_an_edit_loses_just_that_edit(path: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", _CRASH, path, tmp_path / "cache"], check=False, timeout=60)
    with Catalog.open(path, cache_folder=tmp_path / "cache") as catalog:
        found = {film.title for film in catalog.films()}
        assert {f"Film {number}" for number in range(5)} <= found
        assert "Half" not in found
        catalog.add_film("Goes on")
    assert beside(path) == ["a.fights"]


def test_a_catalog_is_found_under_a_relative_name_after_the_folder_changes(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Catalog.open("a.fights", cache_folder=tmp_path / "cache") as catalog:
        (tmp_path / "other").mkdir()
        monkeypatch.chdir(tmp_path / "other")
        catalog.add_film("Later")
        assert titles(catalog, "skates") == {"skates"}


@pytest.mark.parametrize("name", ["with space & # ? %41.fights", "名前 – naïve.fights", "no ending"])
def test_a_catalog_may_have_any_name(tmp_path: Path, name: str) -> None:
    with make_fights(tmp_path / name, tmp_path / "cache") as catalog:
        assert titles(catalog, "skates") == {"skates"}
    assert {each.name for each in tmp_path.iterdir()} == {name, "cache"}


def test_a_catalog_in_a_folder_that_can_t_be_written_is_read_and_says_so(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.chmod(stat.S_IRUSR)
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)  # the tests may run as root
    with Catalog.open(path, cache_folder=tmp_path / "cache") as catalog:
        assert catalog.read_only
        assert titles(catalog, "skates") == {"skates"}
        with pytest.raises(CatalogProblem, match="can only be read here"):
            catalog.add_film("B")


def test_a_new_catalog_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CatalogProblem, match="There is no folder"):
        Catalog.create(tmp_path / "gone" / "a.fights")
    (tmp_path / "a.fights").mkdir()
    with pytest.raises(CatalogProblem, match="is there already"):
        Catalog.create(tmp_path / "a.fights")
    assert [each.name for each in tmp_path.iterdir()] == ["a.fights"]


def test_two_catalogs_differ_in_identity_and_agree_on_the_seed(tmp_path: Path) -> None:
    with (
        Catalog.create(tmp_path / "a.fights", cache_folder=tmp_path) as one,
        Catalog.create(tmp_path / "b.fights", cache_folder=tmp_path) as other,
    ):
        assert one.uuid != other.uuid
        assert [each.uuid for each in one.vocabulary.concepts("weapon")] == [
            each.uuid for each in other.vocabulary.concepts("weapon")
        ]


def test_a_catalog_whose_program_was_killed_is_whole_again_and_nothing_is_said_of_it(
    path: Path, tmp_path: Path
) -> None:
    script = (
        "import os, signal, sys; from donnybrook import Catalog;"
        "catalog = Catalog.open(sys.argv[1], cache_folder=sys.argv[2]); catalog.add_film('Killed');"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", script, str(path), str(tmp_path)], check=False)
    assert path.with_name(path.name + "-wal").exists()
    for _ in range(2):
        with Catalog.open(path, cache_folder=tmp_path) as catalog:
            assert catalog.notice == ""
            assert "Killed" in [film.title for film in catalog.films()]
    assert sorted(each.name for each in path.parent.glob(f"{path.name}*")) == [path.name]
