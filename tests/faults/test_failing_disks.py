"""The disk is full, or fails, at each write, sync, cut and deletion in turn: nothing that was saved is lost."""

import contextlib
import itertools
import random
from collections.abc import Callable
from pathlib import Path
from typing import cast

import apsw
import pytest

from donnybrook import Catalog
from donnybrook.catalog.driver import Connection, settle
from faults.jobs import draft
from faults.power import Disk, Failure, PoweredConnection, PowerVfs
from faults.powered_edits import (
    Prepare,
    Toll,
    edit_once,
    look,
    prepare_as_the_program_does,
    prepare_as_where_no_sound_log_is,
    prepare_without_a_way_back,
)
from faults.rounds import slices

# What SQLite can't hand on of a failing disk (while it closes a file), apsw says aloud.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
_EDITS = 6
_KINDS = ("write", "sync", "truncate", "delete")


@pytest.fixture
def original(tmp_path: Path) -> bytes:
    with Catalog.create(tmp_path / "original.fights", coder="Ana", cache_folder=tmp_path / "cache") as catalog:
        film_id = catalog.add_film("Ballerina").value
        catalog.add_scene(film_id, draft("first", catalog.vocabulary.concepts("weapon")[0].id))
    return (tmp_path / "original.fights").read_bytes()


def _fail_and_look(original: bytes, folder: Path, prepare: Prepare, failure: Failure, toll: Toll) -> None:
    disk = Disk(failure)
    disk.put("a.fights", original)
    vfs = PowerVfs("failing", disk)
    acknowledged = _edit(prepare, random.Random(3))
    vfs.unregister()
    toll.cuts += 1
    toll.acknowledged += len(acknowledged)
    for old in folder.glob("a.fights*"):
        old.unlink()
    for name, contents in disk.files.items():
        if name.startswith("a.fights"):
            (folder / name).write_bytes(contents.current)
    look(folder / "a.fights", acknowledged, toll)


def _edit(prepare: Prepare, chance: random.Random) -> list[int]:
    """Make edits, and go on after one that fails, as a person would; returns those that were said to be saved."""
    acknowledged: list[int] = []
    powered = PoweredConnection("a.fights", "failing")
    connection = cast("Connection", powered)
    with contextlib.suppress(apsw.Error):
        prepare(connection)
    for _ in range(_EDITS):
        with contextlib.suppress(apsw.Error):
            acknowledged.append(edit_once(connection, chance))
    with contextlib.suppress(apsw.Error):
        settle(connection)
    powered.close()
    return acknowledged


@pytest.mark.parametrize("writes_passed_over", slices(24, 0))
@pytest.mark.parametrize("kind", _KINDS)
def test_no_failing_operation_loses_what_was_said_to_be_saved(
    kind: str, writes_passed_over: int, original: bytes, tmp_path: Path, count: Callable[[str], None]
) -> None:
    toll = Toll()
    prepares = (prepare_as_the_program_does, prepare_as_where_no_sound_log_is)
    errors = (apsw.FullError, apsw.IOError) if kind == "write" else (apsw.IOError,)
    for prepare, error, lasts in itertools.product(prepares, errors, (False, True)):
        for at in itertools.count(1, 1 + writes_passed_over * (kind == "write")):
            failure = Failure(kind, at, error, lasts)
            _fail_and_look(original, tmp_path, prepare, failure, toll)
            if not failure.has_struck:
                break
    count(f"{toll.cuts} runs, {toll.acknowledged} edits acknowledged, {toll.lost} lost, {len(toll.unsound)} unsound")
    assert toll.lost == 0
    assert toll.unsound == []


def test_the_harness_sees_what_is_saved_without_a_way_back(original: bytes, tmp_path: Path) -> None:
    toll = Toll()
    for at in range(1, 40):
        _fail_and_look(
            original, tmp_path, prepare_without_a_way_back, Failure("write", at, apsw.IOError, lasts=False), toll
        )
    assert toll.lost or toll.unsound
