"""Times edits while a backup is made of a catalog with 100,000 thumbnails, and what a backup costs.

The catalog is made once, in ``build/bench``. Edits go on in this thread, as in the window; the backup runs in another.
The first backup copies every picture, the second the rows alone.
"""

import argparse
import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from donnybrook import Catalog
from donnybrook.catalog.backups import Keeper
from donnybrook.catalog.driver import connect

PICTURE_BYTES = 10_000
WANTED_MS = 50
PAUSE_S = 0.01


def main() -> None:
    """Measure, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=100_000)
    arguments = parser.parse_args()
    folder = Path("build/bench")
    path = folder / f"backup-{arguments.pictures}.fights"
    folder.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        make_catalog(path, folder, arguments.pictures)
    backups = folder / "backups"
    shutil.rmtree(backups, ignore_errors=True)
    keeper = Keeper(path, folder=backups)
    with Catalog.open(path, cache_folder=folder / "cache") as catalog:
        print(f"{path.stat().st_size / 1e6:,.0f} MB, {arguments.pictures:,} pictures")
        _report("nothing else", *_edits_during(catalog, lambda: time.sleep(5)))
        for name in ("first backup", "second backup"):
            _report(name, *_edits_during(catalog, lambda: keeper.back_up("bench")))
        print(f"a backup: {keeper.backups()[0].size_bytes / 1e6:,.1f} MB")
    shutil.rmtree(backups)


def _edits_during(catalog: Catalog, work: Callable[[], object]) -> tuple[list[float], float]:
    thread = threading.Thread(target=work)
    catalog.change_scene(1, title="warm")
    took_ms, number, began_s = [], 0, time.perf_counter()
    thread.start()
    while thread.is_alive():
        number += 1
        edit_began_s = time.perf_counter()
        catalog.change_scene(1 + number % 1000, title=f"edit {number} {edit_began_s}")
        took_ms.append((time.perf_counter() - edit_began_s) * 1000)
        time.sleep(PAUSE_S)
    return sorted(took_ms), time.perf_counter() - began_s


def _report(name: str, took_ms: list[float], took_s: float) -> None:
    p99 = took_ms[int(len(took_ms) * 0.99)]
    over = sum(each > WANTED_MS for each in took_ms)
    print(
        f"{name:14} {took_s:6.1f} s, {len(took_ms):5} edits: median {median(took_ms):.2f} ms, p99 {p99:.1f} ms,"
        f" longest {took_ms[-1]:.1f} ms, {over} over {WANTED_MS} ms"
    )


def make_catalog(path: Path, folder: Path, pictures: int) -> None:
    """Make a catalog of as many scenes as pictures, behind the journal's back."""
    Catalog.create(path, cache_folder=folder / "cache").close()
    connection = connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    connection.execute("INSERT INTO film (id, uuid, title) VALUES (1, 'film', 'Bench')")
    connection.execute("INSERT INTO version (id, uuid, film_id) VALUES (1, 'version', 1)")
    sql = "INSERT INTO scene (id, uuid, version_id, title, created_at) VALUES (?, ?, 1, ?, '2026')"
    numbers = range(1, pictures + 1)
    connection.executemany(sql, ((n, f"00000000-0000-7000-8000-{n:012}", f"fight {n}") for n in numbers))
    sql = "INSERT INTO picture (sha256, width_px, height_px, jpeg) VALUES (?, 320, 180, ?)"
    connection.executemany(sql, ((f"{n * 7919 % (pictures + 1):064}", os.urandom(PICTURE_BYTES)) for n in numbers))
    sql = "INSERT INTO thumbnail (uuid, scene_id, time_us, picture, is_cover) VALUES (?, ?, 0, ?, 1)"
    named = ((f"00000000-0000-7000-9000-{n:012}", n, f"{n * 7919 % (pictures + 1):064}") for n in numbers)
    connection.executemany(sql, named)
    connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    main()
