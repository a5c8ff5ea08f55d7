"""The power is cut at any write: what was said to be saved is there when it comes back."""

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
from faults.power import Disk, PowerCut, PoweredConnection, PowerVfs
from faults.powered_edits import (
    Prepare,
    Toll,
    edit_once,
    look,
    prepare_as_the_program_does,
    prepare_as_where_no_sound_log_is,
    prepare_without_care,
)
from faults.rounds import slices

# What SQLite can't hand on of a failing disk (while it closes a file), apsw says aloud.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
_NAMES = ("a.fights", "a.fights-wal", "a.fights-journal")


@pytest.fixture
def original(tmp_path: Path) -> bytes:
    with Catalog.create(tmp_path / "original.fights", coder="Ana", cache_folder=tmp_path / "cache") as catalog:
        film_id = catalog.add_film("Ballerina").value
        catalog.add_scene(film_id, draft("first", catalog.vocabulary.concepts("weapon")[0].id))
    return (tmp_path / "original.fights").read_bytes()


def _cut_and_look(
    original: bytes, folder: Path, cuts: int, prepares: tuple[Prepare, ...], *, until_lost: bool = False
) -> Toll:
    chance, toll = random.Random(5), Toll()
    for number, prepare in zip(range(cuts), itertools.cycle(prepares), strict=False):
        disk = Disk()
        disk.put("a.fights", original)
        vfs = PowerVfs(f"power {number}", disk)
        acknowledged = _edit_until_cut(vfs, f"power {number}", disk, prepare, chance)
        toll.cuts += 1
        toll.acknowledged += len(acknowledged)
        for name in _NAMES:
            (folder / name).unlink(missing_ok=True)
            if name in disk.files:
                (folder / name).write_bytes(disk.files[name].after_cut(chance))
        look(folder / "a.fights", acknowledged, toll)
        if until_lost and (toll.lost or toll.unsound):
            break
    return toll


def _edit_until_cut(vfs: PowerVfs, name: str, disk: Disk, prepare: Prepare, chance: random.Random) -> list[int]:
    acknowledged: list[int] = []
    powered = PoweredConnection("a.fights", name)
    connection = cast("Connection", powered)
    disk.left = chance.randrange(1, 800)
    try:
        prepare(connection)
        connection.execute("PRAGMA wal_autocheckpoint = 40")
        while True:
            acknowledged.append(edit_once(connection, chance))
            if chance.random() < 0.05:
                settle(connection)
                prepare(connection)
    except Exception as fault:
        if disk.left > 0 or not isinstance(fault, apsw.Error | PowerCut):
            raise
    finally:
        disk.left = 0
        powered.close()
        vfs.unregister()
    return acknowledged


@pytest.mark.parametrize("cuts", slices(100, 5_000))
def test_no_power_cut_loses_what_was_said_to_be_saved(
    cuts: int, original: bytes, tmp_path: Path, count: Callable[[str], None]
) -> None:
    prepares = (prepare_as_the_program_does, prepare_as_the_program_does, prepare_as_where_no_sound_log_is)
    toll = _cut_and_look(original, tmp_path, cuts, prepares)
    count(f"{toll.cuts} cuts, {toll.acknowledged} edits acknowledged, {toll.lost} lost, {len(toll.unsound)} unsound")
    assert toll.lost == 0
    assert toll.unsound == []
    assert toll.acknowledged > cuts


def test_the_harness_sees_a_log_that_is_not_waited_for(original: bytes, tmp_path: Path) -> None:
    assert _cut_and_look(original, tmp_path, 60, (prepare_without_care,), until_lost=True).lost
