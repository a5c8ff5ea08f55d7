"""Times the SHA-256 of a film beside ``sha256sum``, turn by turn; the ratio of processor time and of wall time.

The file lies in memory by then, so that the disk is no part of it.
"""

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from donnybrook.media import sha256_of
from make_catalog import FOLDER

SIZE_BYTES = 1024**3
ROUNDS = 7
WANTED = 1.1


def main() -> int:
    """Print both ratios and return 1 if the one of processor time is missed."""
    if shutil.which("sha256sum") is None:
        print("There is no sha256sum here to compare with.")
        return 0
    path = _film()
    ours: list[tuple[float, float]] = []
    theirs: list[tuple[float, float]] = []
    try:
        for _ in range(ROUNDS):
            theirs.append(_timed(lambda: subprocess.run(["sha256sum", path], check=True, stdout=subprocess.DEVNULL)))
            ours.append(_timed(lambda: sha256_of(path)))
    finally:
        path.unlink()
    missed = 0
    for name, place in (("processor", 0), ("wall", 1)):
        mine, other = (median(times[place] for times in side) for side in (ours, theirs))
        ratio = mine / other
        missed += place == 0 and ratio > WANTED
        verdict = "ok  " if ratio <= WANTED else "MISS"
        print(f"{verdict} SHA-256 of 1 GiB, {name}: {ratio:.2f} of sha256sum's {other:.2f} s (wanted <= {WANTED})")
    return 1 if missed else 0


def _film() -> Path:
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / "fixity.film"
    piece = os.urandom(1024**2)
    with path.open("wb") as file:
        for _ in range(SIZE_BYTES // len(piece)):
            file.write(piece)
    return path


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    before, began_s = _processor_s(), time.perf_counter()
    work()
    return _processor_s() - before, time.perf_counter() - began_s


def _processor_s() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    sys.exit(main())
