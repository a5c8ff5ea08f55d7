"""The power is cut at any write: what was said to be saved is there when it comes back."""

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import apsw
import pytest

from donnybrook import Catalog
from donnybrook.catalog.checking import journal, references
from donnybrook.catalog.door import Door, Step
from donnybrook.catalog.driver import UNREADABLE, Connection, connect, make_durable, settle
from donnybrook.catalog.edits import scenes
from donnybrook.problems import Problem
from faults.jobs import draft
from faults.power import Disk, PowerCut, PoweredConnection, PowerVfs
from faults.rounds import slices

_NAMES = ("a.fights", "a.fights-wal", "a.fights-journal")
type Prepare = Callable[[Connection], None]


@dataclass
class Toll:
    """What the cuts did."""

    cuts: int = 0
    acknowledged: int = 0
    lost: int = 0
    unsound: list[str] = field(default_factory=list)


@pytest.fixture
def original(tmp_path: Path) -> bytes:
    with Catalog.create(tmp_path / "original.fights", coder="Ana", cache_folder=tmp_path / "cache") as catalog:
        film_id = catalog.add_film("Ballerina").value
        catalog.add_scene(film_id, draft("first", catalog.vocabulary.concepts("weapon")[0].id))
    return (tmp_path / "original.fights").read_bytes()


def _prepare_as_the_program_does(connection: Connection) -> None:
    make_durable(connection)


def _prepare_as_where_no_sound_log_is(connection: Connection) -> None:
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = FULL")


def _prepare_without_care(connection: Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


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
        _look(folder / "a.fights", acknowledged, toll)
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
        door = Door(connection, "Ana")
        while True:
            acknowledged.append(_edit(door, connection, chance))
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


def _edit(door: Door, connection: Connection, chance: random.Random) -> int:
    ids = [row[0] for row in connection.execute("SELECT id FROM scene").fetchall()]
    if chance.random() < 0.4:
        weapon_id = connection.execute("SELECT id FROM concept WHERE scheme = 'weapon'").fetchone()[0]
        edited = door.run(Step("Add fight"), lambda tx: scenes.add_scene(tx, 1, draft("new", weapon_id)))
        assert edited.changes.edit_id is not None
        return edited.changes.edit_id
    scene_id, title = chance.choice(ids), f"{chance.random()}"
    changed = door.run(Step("Change fight"), lambda tx: scenes.change_scene(tx, scene_id, title=title))
    assert changed.changes.edit_id is not None
    return changed.changes.edit_id


def _look(path: Path, acknowledged: list[int], toll: Toll) -> None:
    try:
        with Catalog.open(path, cache_folder=path.parent / "cache") as catalog:
            if "damaged" in catalog.notice:
                toll.unsound.append(catalog.notice)
        connection = connect(path)
        try:
            sound = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
            present = {row[0] for row in connection.execute("SELECT id FROM edit")}
            findings = [finding.sentence for check in (journal, references) for finding in check.look(connection)]
        finally:
            connection.close()
    except (Problem, *UNREADABLE) as fault:
        toll.unsound.append(str(fault))
        return
    toll.lost += len(set(acknowledged) - present)
    toll.unsound += findings + ([] if sound == "ok" else [sound])


@pytest.mark.parametrize("cuts", slices(200, 5_000))
def test_no_power_cut_loses_what_was_said_to_be_saved(
    cuts: int, original: bytes, tmp_path: Path, count: Callable[[str], None]
) -> None:
    prepares = (_prepare_as_the_program_does, _prepare_as_the_program_does, _prepare_as_where_no_sound_log_is)
    toll = _cut_and_look(original, tmp_path, cuts, prepares)
    count(f"{toll.cuts} cuts, {toll.acknowledged} edits acknowledged, {toll.lost} lost, {len(toll.unsound)} unsound")
    assert toll.lost == 0
    assert toll.unsound == []
    assert toll.acknowledged > cuts


def test_the_harness_sees_a_log_that_is_not_waited_for(original: bytes, tmp_path: Path) -> None:
    assert _cut_and_look(original, tmp_path, 60, (_prepare_without_care,), until_lost=True).lost
