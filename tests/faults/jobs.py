"""What the children do until they are killed: the program's own work, and the naive ways that must fail."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from donnybrook import Catalog
from donnybrook.catalog import CombatantDraft, SceneDraft, SceneFields, WieldingDraft, connections
from donnybrook.catalog.backups import Keeper
from donnybrook.catalog.driver import Connection, connect
from donnybrook.catalog.migrations import migrations
from donnybrook.catalog.opening import open_file
from faults.mutations import mutated
from faults.probing import looks_at

type Order = Mapping[str, str]
type Say = Callable[[str], None]

NOTE = "the duel by the well, and what came of it " * 20


def draft(title: str, weapon_id: int) -> SceneDraft:
    """A fight of seven rows: one scene, two sides, two combatants, one wielding, one target."""
    return SceneDraft(
        fields=SceneFields(title=title, note=NOTE),
        sides=("Eve", "cult"),
        combatants=(CombatantDraft(label="Eve", side=0), CombatantDraft(label="villain", side=1)),
        wieldings=(WieldingDraft(weapon_id=weapon_id, who=0, against=(1,)),),
    )


def edit(order: Order, say: Say) -> None:
    """Make edits one after the other, and say each when it is saved."""
    with _opened(order) as catalog:
        _go_on_editing(catalog, say, random.Random(order["seed"]))


def edit_without_care(order: Order, say: Say) -> None:
    """The same without a way back on the disk: must tear something."""
    setattr(connections, "make_durable", make_careless)  # noqa: B010 - the one thing that is not ours to choose
    edit(order, say)


def make_careless(connection: Connection) -> None:
    """Keep no way back from an edit that is broken off."""
    for pragma in ("journal_mode = MEMORY", "synchronous = OFF", "cache_size = 8"):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _opened(order: Order) -> Catalog:
    return Catalog.open(order["path"], coder="Ana", cache_folder=Path(order["cache"]))


def _go_on_editing(catalog: Catalog, say: Say, chance: random.Random) -> None:
    film_id = catalog.films()[0].id
    weapon_id = catalog.vocabulary.concepts("weapon")[0].id
    scene_ids = [scene.id for scene in catalog.scenes()]
    while True:
        what = chance.random()
        if what < 0.5 or not scene_ids:
            edited = catalog.add_scene(film_id, draft("new", weapon_id))
            scene_ids.append(edited.value)
            changes = edited.changes
        elif what < 0.9:
            title = f"{chance.random()}"
            changes = catalog.change_scene(chance.choice(scene_ids), title=title, note=NOTE + title).changes
        else:
            undone = catalog.undo()
            if undone is None:
                continue
            changes = undone.changes
            scene_ids = [scene.id for scene in catalog.scenes()]
        if changes:
            say(str(changes.edit_id))


def migrate(order: Order, say: Say) -> None:
    """Open an older catalog, which brings it up to date after a backup."""
    say("begun")
    open_file(
        Path(order["path"]), backups=Path(order["backups"]), steps=migrations(Path(order["steps"]))
    ).connection.close()


def migrate_without_care(order: Order, say: Say) -> None:
    """Take each statement by itself, and the number last."""
    say("begun")
    connection = connect(Path(order["path"]))
    connection.execute("PRAGMA synchronous = OFF")
    step = migrations(Path(order["steps"]))[-1]
    for statement in step.path.read_text().split(";\n"):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {step.number}")
    connection.close()


def back_up(order: Order, say: Say) -> None:
    """Make one backup after the other."""
    keeper = Keeper(Path(order["path"]), folder=Path(order["backups"]))
    while True:
        say("begun")
        keeper.back_up("kill me")


def back_up_without_care(order: Order, say: Say) -> None:
    """Copy straight to the final name."""
    target = next(Path(order["backups"]).glob("*/*.fights"))
    while True:
        say("begun")
        _copy_slowly(Path(order["path"]), target)


def restore(order: Order, say: Say) -> None:
    """Go back to the oldest backup."""
    keeper = Keeper(Path(order["path"]), folder=Path(order["backups"]))
    backup = keeper.backups()[-1]
    say("begun")
    keeper.restore(backup)


def restore_without_care(order: Order, say: Say) -> None:
    """Copy a file over the catalog."""
    say("begun")
    _copy_slowly(next(Path(order["backups"]).glob("*/*.fights")), Path(order["path"]))


def _copy_slowly(source: Path, target: Path) -> None:
    with source.open("rb") as reading, target.open("wb") as writing:
        while piece := reading.read(4096):
            writing.write(piece)
            writing.flush()


def merge(order: Order, say: Say) -> None:
    """Merge another catalog into this one."""
    with _opened(order) as mine, Catalog.open(order["theirs"], read_only=True) as theirs:
        say("begun")
        mine.merge(theirs, backup=False)


def merge_without_care(order: Order, say: Say) -> None:
    """Copy scene after scene, each as an edit of its own."""
    with _opened(order) as mine, Catalog.open(order["theirs"], read_only=True) as theirs:
        film_id = mine.films()[0].id
        say("begun")
        for scene in theirs.scenes():
            if mine.find_scene(scene.uuid) is None:
                mine.add_scene(film_id, SceneDraft(fields=scene.fields))


def look_at_mutated(order: Order, say: Say) -> None:
    """Look at one mutated catalog after the other; say for each how long it took, and what went wrong."""
    for number in range(int(order["first"]), int(order["last"])):
        _look_at(order, say, number, looks_at)


def look_at_mutated_without_care(order: Order, say: Say) -> None:
    """The same as a program would that opens what it is given, and reads and tidies it."""
    for number in range(int(order["first"]), int(order["last"])):
        _look_at(order, say, number, _looks_without_care)


def _look_at(order: Order, say: Say, number: int, look: Callable[..., Iterator[str]]) -> None:
    folder = Path(order["folder"])
    for old in folder.iterdir():
        old.unlink()
    content = mutated(Path(order["path"]).read_bytes(), number)
    path = folder / "a.fights"
    path.write_bytes(content)
    say(f"begin {number}")
    started_s = time.process_time()
    faults = list(look(path, Path(order["cache"]), number))
    took_s = time.process_time() - started_s
    if path.read_bytes() != content or len(list(folder.iterdir())) > 1:
        say(f"changed {number}")
    for fault in faults:
        say(f"fault {number}: {fault}")
    say(f"end {number} {took_s:.3f}")


def _looks_without_care(path: Path, _cache: Path, _number: int) -> Iterator[str]:
    try:
        connection = sqlite3.connect(path)
        connection.executescript("PRAGMA journal_mode = WAL; REINDEX; DELETE FROM scene WHERE deleted_at IS NOT NULL")
        for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
        connection.close()
    except Exception as fault:  # noqa: BLE001 - counted
        yield str(fault)


JOBS = {
    job.__name__: job
    for job in (
        edit,
        edit_without_care,
        migrate,
        migrate_without_care,
        back_up,
        back_up_without_care,
        restore,
        restore_without_care,
        merge,
        merge_without_care,
        look_at_mutated,
        look_at_mutated_without_care,
    )
}
