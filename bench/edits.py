"""Times edits: one, ten thousand at once, their undo, an import and a merge, beside bare SQLite with the same pragmas.

The ways take turns, so that whatever else the machine does falls on all alike; figures are medians, and ratios are
taken in one run. The first line says how long this machine takes to put a page on the disk, and how evenly.
"""

import argparse
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from donnybrook.catalog import Catalog, Transaction
from donnybrook.catalog.driver import Connection, connect, make_durable
from donnybrook.catalog.edits.contents import add_weapon_to
from donnybrook.catalog.identity import new_uuid
from donnybrook.catalog.images import Value
from make_catalog import FOLDER, big_catalog

BULK = 10_000


def main() -> int:
    """Run all, print a line each, and return 1 if a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scenes", type=int, default=1_000_000)
    parser.add_argument("--edits", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--import-scenes", type=int, default=100_000)
    given = parser.parse_args()
    _machine()
    missed = 0
    single = [figure for indexed in (False, True) for figure in _single(given.scenes, given.edits, indexed=indexed)]
    bulk = [figure for spread in (False, True) for figure in _bulk(given.scenes, given.rounds, spread=spread)]
    for name, value, wanted, unit in (*single, *bulk):
        missed += _say(name, value, value <= wanted, f"<= {wanted}{unit}", unit)
    for name, value in _import(given.import_scenes):
        missed += _say(name, value, value >= 10_000, ">= 10,000/s", "/s")
    _merge(given.import_scenes)
    return 1 if missed else 0


def _say(name: str, value: float, is_reached: bool, wanted: str, unit: str) -> int:
    shown = f"{value:,.0f}" if value > 100 else f"{value:.2f}"
    print(f"{'ok  ' if is_reached else 'MISS'} {name}: {shown}{unit} (wanted {wanted})", flush=True)
    return not is_reached


def _machine() -> None:
    path = FOLDER / "sync.probe"
    FOLDER.mkdir(parents=True, exist_ok=True)
    times = []
    with path.open("wb") as file:
        for _ in range(100):
            began = time.perf_counter()
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            times.append((time.perf_counter() - began) * 1000)
    path.unlink()
    low, *_, high = quantiles(times, n=10)
    load = os.getloadavg()[0]
    print(
        f"     a page on the disk: {median(times):.2f} ms (p10 {low:.2f}, p90 {high:.2f}); load {load:.1f}", flush=True
    )


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _warm(path: Path) -> Path:
    """Read a file through once, so that no way pays for the first look at the disk."""
    with path.open("rb") as file:
        while file.read(1 << 24):
            pass
    return path


def _bare(path: Path) -> Connection:
    connection = connect(path)
    make_durable(connection)
    return connection


def _committed(connection: Connection, work: Callable[[], object]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    work()
    connection.execute("COMMIT")


# ---------------------------------------------------------------- one edit


def _changed(catalog: Catalog, scene_id: int, note: str, *, indexed: bool) -> None:
    catalog.change_scene(scene_id, note=note)
    if indexed:
        catalog.questions.catch_up()


def _single(scenes: int, edits: int, *, indexed: bool) -> list[tuple[str, float, float, str]]:
    big, small = _warm(big_catalog(scenes)), _warm(big_catalog(1_000))
    took: dict[str, list[float]] = {"big": [], "small": [], "bare": []}
    cache = FOLDER / "cache"
    with Catalog.open(big, cache_folder=cache) as in_big, Catalog.open(small, cache_folder=cache) as in_small:
        if indexed:
            for catalog in (in_big, in_small):
                catalog.search("laces", limit=1)
        bare = _bare(big)
        for turn in range(edits + 10):
            scene_id, note = 1 + turn * 7919 % scenes, f"note {time.time_ns()}"
            sql = "UPDATE scene SET note = ? WHERE id = ?"
            other = 1 + (turn * 7919 + scenes // 2) % scenes
            work: dict[str, Callable[[], object]] = {
                "big": lambda: _changed(in_big, scene_id, note, indexed=indexed),
                "small": lambda: _changed(in_small, 1 + scene_id % 1_000, note, indexed=indexed),
                "bare": lambda: _committed(bare, lambda: bare.execute(sql, (note, other))),
            }
            for name, run in work.items():
                took[name].append(_timed(run))
        bare.close()
    middle = {name: median(times[10:]) for name, times in took.items()}
    print("     " + ", ".join(f"{name} {value:.2f} ms" for name, value in middle.items()), flush=True)
    if indexed:
        return [("the same with the search index kept up", middle["big"] / middle["small"], 1.3, "x")]
    return [
        (f"one edit among {scenes:,} beside a bare update", middle["big"] / middle["bare"], 3.0, "x"),
        (f"one edit among {scenes:,} beside one among 1,000", middle["big"] / middle["small"], 1.3, "x"),
    ]


# ---------------------------------------------------------------- ten thousand in one


def _bulk(scenes: int, rounds: int, *, spread: bool) -> list[tuple[str, float, float, str]]:
    took: dict[str, list[float]] = {"edit": [], "undo": [], "redo": [], "bare": []}
    with Catalog.open(big_catalog(scenes)) as catalog:
        katana = catalog.vocabulary.lookup("weapon", "katana")
        assert katana is not None
        bare = _bare(catalog.path)
        step = max(1, scenes // BULK) if spread else 1
        for turn in range(rounds):
            first = scenes - BULK * (turn + 1) if not spread else turn * 37
            scene_ids = [1 + (first + each * step) % scenes for each in range(BULK)]
            rows = [(new_uuid(), scene_id, katana) for scene_id in scene_ids]
            sql = "INSERT INTO wielding (uuid, scene_id, weapon_id) VALUES (?, ?, ?)"
            took["bare"].append(_timed(lambda: _committed(bare, lambda: bare.executemany(sql, rows))))
            undo = [(row[0],) for row in rows]
            _committed(bare, lambda: bare.executemany("DELETE FROM wielding WHERE uuid = ?", undo))
            took["edit"].append(_timed(lambda: catalog.edit("Tag katana", add_weapon_to, scene_ids, katana)))
            took["undo"].append(_timed(catalog.undo))
            took["redo"].append(_timed(catalog.redo))
            catalog.undo()
        bare.close()
    middle = {name: median(times) for name, times in took.items()}
    times = ", ".join(f"{name} {value:.0f} ms" for name, value in middle.items())
    print(f"     {times}; redo beside executemany: {middle['redo'] / middle['bare']:.2f}x", flush=True)
    where = f"each {scenes // BULK}th" if spread else "one after the other"
    return [
        (f"a weapon for {BULK:,} fights, {where}, beside executemany", middle["edit"] / middle["bare"], 4.0, "x"),
        ("its undo", middle["undo"] / middle["bare"], 4.0, "x"),
    ]


# ---------------------------------------------------------------- import and merge


def _import(scenes: int) -> list[tuple[str, float]]:
    path = FOLDER / "import.fights"
    path.unlink(missing_ok=True)
    with Catalog.create(path) as catalog:
        film_id = catalog.add_film("Film").value
        rows: list[dict[str, Value]] = [
            {"version_id": film_id, "title": f"Fight {n}", "in_us": n, "out_us": n + 5, "note": "laces and a bucket"}
            for n in range(scenes)
        ]

        def take(tx: Transaction, /) -> None:
            tx.insert_many("scene", [{**row, "created_at": tx.started_at} for row in rows])

        took_ms = _timed(lambda: catalog.edit("Import", take))
    path.unlink()
    return [(f"import of {scenes:,} fights", scenes / took_ms * 1000)]


def _merge(scenes: int) -> None:
    """Merge fights of four rows each, whose journal comes with them: three rows are written for each of theirs."""
    mine = FOLDER / "mine.fights"
    shutil.copy(big_catalog(1_000), mine)
    with (
        Catalog.open(mine) as catalog,
        Catalog.open(big_catalog(scenes, seed=2, name="other"), read_only=True) as other,
    ):
        began_cpu_s = time.process_time()
        took_ms = _timed(lambda: catalog.merge(other, backup=False))
        cpu_s = time.process_time() - began_cpu_s
        again_ms = _timed(lambda: catalog.merge(other, backup=False))
    mine.unlink()
    speed, of_cpu = scenes / took_ms * 1000, scenes / cpu_s
    print(f"     merge of {scenes:,} fights of 4 rows: {speed:,.0f}/s, {of_cpu:,.0f} a second of processor", flush=True)
    print(f"     the same once more: {again_ms:.0f} ms", flush=True)


if __name__ == "__main__":
    sys.exit(main())
