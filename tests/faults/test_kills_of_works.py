"""Kill -9 of a migration, a backup, a restore, a merge: each is done or not done, never half."""

import random
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from donnybrook import Catalog
from donnybrook.catalog.backups import BackupProblem, Keeper
from donnybrook.catalog.checking import journal
from donnybrook.catalog.driver import DatabaseError, connect
from donnybrook.catalog.migrations import migrations
from donnybrook.catalog.opening import open_file
from donnybrook.catalog.schema import differences, expected_parts
from donnybrook.files import db_folder
from donnybrook.problems import Problem
from faults.forker import Forker, wait_for_words, words
from faults.jobs import draft
from faults.rounds import slices

_SCENES = 60


@dataclass(frozen=True, slots=True)
class Scenery:
    """A folder with a catalog, another one, migrations to take, and where things go."""

    folder: Path
    path: Path
    theirs: Path
    steps: Path
    backups: Path

    def fresh(self) -> None:
        """Put everything back to how it was."""
        for old in self.folder.glob("a.fights*"):
            old.unlink()
        shutil.copy(self.folder / "original.fights", self.path)
        shutil.rmtree(self.backups, ignore_errors=True)
        if (self.folder / "old_backups").exists():
            shutil.copytree(self.folder / "old_backups", self.backups)

    def start(self, forker: Forker, job: str) -> int:
        """Start a child on it."""
        places = {"path": self.path, "theirs": self.theirs, "steps": self.steps, "backups": self.backups}
        return forker.start(job, self.folder / "said", cache=self.folder / "cache", seed="1", **places)


@pytest.fixture
def scenery(tmp_path: Path) -> Scenery:
    made = Scenery(
        tmp_path, tmp_path / "a.fights", tmp_path / "theirs.fights", tmp_path / "migrations", tmp_path / "backups"
    )
    with Catalog.create(made.path, coder="Ana", cache_folder=tmp_path / "cache") as catalog:
        film_id = catalog.add_film("Ballerina").value
        weapon_id = catalog.vocabulary.concepts("weapon")[0].id
        for number in range(_SCENES):
            catalog.add_scene(film_id, draft(f"old {number}", weapon_id))
    shutil.copy(made.path, made.theirs)
    with Catalog.open(made.theirs, coder="Ben", cache_folder=tmp_path / "cache") as catalog:
        for number in range(_SCENES):
            catalog.add_scene(film_id, draft(f"theirs {number}", weapon_id))
    Keeper(made.path, folder=made.backups).back_up("the old state")
    with Catalog.open(made.path, coder="Ana", cache_folder=tmp_path / "cache") as catalog:
        for scene in catalog.scenes():
            catalog.change_scene(scene.id, title=f"new {scene.id}")
    shutil.copytree(made.backups, tmp_path / "old_backups")
    shutil.copy(made.path, tmp_path / "original.fights")
    _write_steps(made.steps)
    return made


def _write_steps(folder: Path) -> None:
    shutil.copytree(db_folder() / "migrations", folder)
    number = migrations()[-1].number + 1
    (folder / f"{number:04}_weather.sql").write_text(
        "ALTER TABLE scene ADD COLUMN weather TEXT NOT NULL DEFAULT '';\n"
        "UPDATE scene SET weather = 'snow';\n"
        "CREATE TABLE forecast (id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, place TEXT) STRICT;\n"
        "INSERT INTO forecast (uuid, place) SELECT uuid, note || note FROM scene;\n"
        "CREATE INDEX scene_weather ON scene (weather);\n"
        "UPDATE wielding SET manner = 'in snow';\n"
        "CREATE INDEX forecast_place ON forecast (place);\n"
    )


@dataclass
class Toll:
    """What the kills left."""

    kills: int = 0
    cut_short: int = 0  # kills that came before the work was done
    half: list[str] = field(default_factory=list)


type Judge = Callable[[Scenery], str]


def _kill(forker: Forker, scenery: Scenery, job: str, kills: int, judge: Judge, *, until_half: bool = False) -> Toll:
    """Kill a work at moments spread over the time it takes; ``judge`` says what is half done, or nothing."""
    chance, toll = random.Random(11), Toll()
    takes_s = _time_it(forker, scenery, job)
    longest_s = 2 * takes_s
    for _ in range(kills):
        scenery.fresh()
        pid = scenery.start(forker, job)
        wait_for_words(scenery.folder / "said", 1)
        time.sleep(chance.random() * takes_s)
        forker.kill(pid)
        said = words(scenery.folder / "said")
        assert not any(word.startswith("raised") for word in said), said
        toll.kills += 1
        toll.cut_short += "done" not in said
        # The machine has other things to do, now more, now less.
        takes_s = takes_s * 0.8 if "done" in said else min(takes_s * 1.02, longest_s)
        half = _judged(judge, scenery)
        if half:
            toll.half.append(half)
            if until_half:
                break
    return toll


def _judged(judge: Judge, scenery: Scenery) -> str:
    try:
        return judge(scenery)
    except (Problem, DatabaseError, LookupError) as fault:
        return f"{type(fault).__name__}: {fault}"


def _time_it(forker: Forker, scenery: Scenery, job: str) -> float:
    scenery.fresh()
    pid = scenery.start(forker, job)
    wait_for_words(scenery.folder / "said", 1)
    started = time.monotonic()
    wait_for_words(scenery.folder / "said", 2)
    took_s = time.monotonic() - started
    forker.kill(pid)
    return took_s


def _migrated(scenery: Scenery) -> str:
    steps = migrations(scenery.steps)
    connection = connect(scenery.path)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        unlike = differences(connection, expected_parts(version, steps))
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        rows = connection.execute("SELECT count(*) FROM scene WHERE title LIKE 'new %'").fetchone()[0]
        if version == steps[-1].number:
            rows = min(rows, connection.execute("SELECT count(*) FROM scene WHERE weather = 'snow'").fetchone()[0])
    finally:
        connection.close()
    if unlike or sound != "ok" or rows != _SCENES:
        return f"form {version}, {unlike}, {sound}, {rows} fights"
    return _rightly_backed_up(scenery) or _goes_on(scenery)


def _goes_on(scenery: Scenery) -> str:
    opened = open_file(scenery.path, backups=scenery.backups, steps=migrations(scenery.steps))
    count = opened.connection.execute("SELECT count(*) FROM scene WHERE weather = 'snow'").fetchone()[0]
    opened.connection.close()
    return "" if opened.writable and count == _SCENES else f"can't be taken up again: {opened.notice}"


def _rightly_backed_up(scenery: Scenery) -> str:
    keeper = Keeper(scenery.path, folder=scenery.backups)
    files = list(scenery.backups.glob("*/*.fights"))
    if len(keeper.backups()) != len(files) or not files:
        return f"{len(files)} backups, {len(keeper.backups())} of them known"
    for path in files:
        connection = connect(path, mode="immutable")
        try:
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
            count = connection.execute("SELECT count(*) FROM scene").fetchone()[0]
        finally:
            connection.close()
        if sound != "ok" or count != _SCENES:
            return f"backup {path.name}: {sound}, {count} fights"
    return ""


def _backed_up(scenery: Scenery) -> str:
    half = _rightly_backed_up(scenery) or _one_state(scenery)
    if half:
        return half
    keeper = Keeper(scenery.path, folder=scenery.backups)
    try:
        return "" if keeper.back_up("after").rows("scene") == _SCENES else "the next backup is not whole"
    except BackupProblem as problem:
        return str(problem)


def _restored(scenery: Scenery) -> str:
    return _one_state(scenery) or _rightly_backed_up(scenery)


def _one_state(scenery: Scenery) -> str:
    with Catalog.open(scenery.path, cache_folder=scenery.folder / "cache") as catalog:
        if catalog.notice and "not closed properly" not in catalog.notice:
            return catalog.notice
        kinds = {scene.fields.title.split()[0] for scene in catalog.scenes()}
        count = len(list(catalog.scenes()))
    return _unexplained(scenery.path) or ("" if (len(kinds), count) == (1, _SCENES) else f"{kinds}, {count} fights")


def _merged(scenery: Scenery) -> str:
    with Catalog.open(scenery.path, cache_folder=scenery.folder / "cache") as catalog:
        count = sum(scene.fields.title.startswith("theirs") for scene in catalog.scenes())
    return _unexplained(scenery.path) or ("" if count in (0, _SCENES) else f"{count} of {_SCENES} fights merged")


def _unexplained(path: Path) -> str:
    connection = connect(path)
    try:
        sound = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
        findings = [finding.sentence for finding in journal.look(connection)]
    finally:
        connection.close()
    return "" if sound == "ok" and not findings else f"{sound} {findings[:3]}"


WORKS: dict[str, Judge] = {"migrate": _migrated, "back_up": _backed_up, "restore": _restored, "merge": _merged}


@pytest.mark.parametrize("kills", slices(10, 500))
@pytest.mark.parametrize("job", list(WORKS))
def test_no_kill_leaves_a_work_half_done(
    job: str, kills: int, forker: Forker, scenery: Scenery, count: Callable[[str], None]
) -> None:
    toll = _kill(forker, scenery, job, kills, WORKS[job])
    count(f"{kills} kills, {toll.cut_short} before it was done, {len(toll.half)} half done")
    assert toll.half == []
    assert toll.cut_short > kills // 4


@pytest.mark.parametrize("job", list(WORKS))
def test_the_harness_sees_a_work_that_is_done_without_care(job: str, forker: Forker, scenery: Scenery) -> None:
    assert _kill(forker, scenery, f"{job}_without_care", 400, WORKS[job], until_half=True).half
