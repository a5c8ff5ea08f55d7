"""Measures the measures on 100,000 fights: CPU, against fetching the rows they are worked out from by plain SQL.

The fights are those of ``search_catalog``; every fifth film gets a file and 1,500 shots.
"""

import argparse
import random
import shutil
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from donnybrook.analysis.material import measure
from donnybrook.analysis.registry import measures
from donnybrook.catalog import Catalog, MediaFacts, Shot, ShotList
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.edits.films import attach_file
from donnybrook.catalog.edits.shots import store_shots
from make_catalog import FOLDER, search_catalog
from make_costs import most_mb

_SECOND_US = 1_000_000
_FILM_S = 7_200
_SHOTS = 1_500
_USES = """SELECT w.id, w.scene_id, w.weapon_id, w.from_us, w.to_us, b.in_us, b.out_us, w.improvised, w.previous_id,
    s.in_us, s.out_us FROM wielding w JOIN scene s ON s.id = w.scene_id LEFT JOIN beat b ON b.id = w.beat_id"""
_CUTS = "SELECT media_file_id, in_us, out_us FROM shot"


def main() -> None:
    """Measure, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=int, default=100_000)
    path = _with_shots(parser.parse_args().scenes)
    with Catalog.open(path, cache_folder=FOLDER / "measures-cache") as catalog:
        print(f"the search index: {_cpu_s(lambda: catalog.search('')):.2f} s")
        fetching_s = {name: _cpu_s(lambda sql=sql: catalog.read(_fetch, sql)) for name, sql in _PLAIN.items()}  # type: ignore[misc]
        print("plain SQL, fetched: " + ", ".join(f"{name} {cpu_s:.2f} s" for name, cpu_s in fetching_s.items()))
        for each in measures():
            cpu_s = _cpu_s(lambda each=each: measure(catalog, each))  # type: ignore[misc]
            against = "shots" if "shots" in each.needs else "uses"
            print(f"{each.name:14} {cpu_s:6.2f} s   {cpu_s / fetching_s[against]:5.2f} of fetching {against}")
    print(f"{most_mb():.0f} MB at most")


_PLAIN = {"uses": _USES, "shots": _CUTS}


def _fetch(connection: Connection, sql: str) -> int:
    return len(connection.execute(sql).fetchall())


def _cpu_s(work: Callable[[], object]) -> float:
    began_s = time.process_time()
    work()
    return time.process_time() - began_s


def _with_shots(scenes: int) -> Path:
    path = FOLDER / f"measures-{scenes}.fights"
    if path.exists():
        return path
    part = Path(shutil.copy(search_catalog(scenes), path.with_suffix(".part")))
    chance = random.Random(1)
    with Catalog.open(part, cache_folder=FOLDER / "measures-part-cache") as catalog:
        for film in catalog.films()[::5]:
            name = f"quick1:{film.id}"
            facts = MediaFacts(Path(f"/films/{film.id}.mkv"), fingerprint=name, duration_us=_FILM_S * _SECOND_US)
            file_id = catalog.edit("Attach", attach_file, film.id, facts).value
            cuts = sorted(
                {0, _FILM_S * _SECOND_US, *(chance.randrange(1, _FILM_S * _SECOND_US) for _ in range(_SHOTS))}
            )
            shots = tuple(Shot(begin, end, "cut") for begin, end in pairwise(cuts))
            catalog.follow_up("Shots", store_shots, file_id, name, ShotList("bench", "1", shots))
    return part.rename(path)


if __name__ == "__main__":
    main()
