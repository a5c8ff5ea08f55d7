"""Edits through the catalog's own door on a disk that fails or loses its power, and a look at what is left."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from donnybrook import Catalog
from donnybrook.catalog.checking import journal, references
from donnybrook.catalog.door import Door, Step
from donnybrook.catalog.driver import UNREADABLE, Connection, connect, make_durable
from donnybrook.catalog.edits import scenes
from donnybrook.problems import Problem
from faults.jobs import draft

type Prepare = Callable[[Connection], None]


@dataclass
class Toll:
    """What the cuts did."""

    cuts: int = 0
    acknowledged: int = 0
    lost: int = 0
    unsound: list[str] = field(default_factory=list)


def prepare_as_the_program_does(connection: Connection) -> None:
    """Choose what the program chooses."""
    make_durable(connection)


def prepare_as_where_no_sound_log_is(connection: Connection) -> None:
    """Choose what the program chooses where SQLite's log is not sound."""
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = FULL")


def prepare_without_care(connection: Connection) -> None:
    """Choose a log that is not waited for: must lose edits."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


def prepare_without_a_way_back(connection: Connection) -> None:
    """Choose no journal: must leave a mess."""
    connection.execute("PRAGMA journal_mode = OFF")


def edit_once(connection: Connection, chance: random.Random) -> int:
    """Make an edit, and return its id once it is saved."""
    door = Door(connection, "Ana")
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


def look(path: Path, acknowledged: list[int], toll: Toll) -> None:
    """Open what is left as the program would, and count what is missing or wrong."""
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
