"""Times a decoding process from nothing to its first answer: born of a nursery, beside one that is started anew."""

import argparse
import os
import resource
import sys
import time
from pathlib import Path
from statistics import median

from donnybrook.media import FilmWorker, Nursery
from make_films import verdict

SHARE = 0.25
_TICKS_S = os.sysconf("SC_CLK_TCK")


def spent_s(number: int | None) -> float:
    """Return the processor time of a running process."""
    words = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(map(int, words[11:13])) / _TICKS_S


def own_s() -> float:
    """Return this process's processor time."""
    return sum(resource.getrusage(resource.RUSAGE_SELF)[:2])


def measured(nursery: Nursery | None) -> tuple[float, float]:
    """Have a process answer, and end it; return its seconds by the clock and of processors."""
    began_s, mine_s = time.perf_counter(), own_s()
    with FilmWorker(nursery=nursery) as worker:
        worker.versions()
        return time.perf_counter() - began_s, own_s() - mine_s + spent_s(worker.process_id)


def main() -> int:
    """Measure in turns and report; 0 when the figure wanted was reached."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    asked.add_argument("--count", type=int, default=20, help="how many of each (20)")
    count, nursery = asked.parse_args().count, Nursery()
    measured(nursery)
    taken = [(measured(None), measured(nursery)) for _ in range(count)]
    loading_s = spent_s(nursery.process_id)
    nursery.close()
    (anew_s, anew_cpu_s), (born_s, born_cpu_s) = (
        [median(each[way][what] for each in taken) for what in (0, 1)] for way in (0, 1)
    )
    print(f"started anew: {anew_s * 1000:.0f} ms, {anew_cpu_s * 1000:.0f} ms of processor time")
    print(f"born:         {born_s * 1000:.0f} ms, {born_cpu_s * 1000:.0f} ms of processor time")
    print(f"the nursery itself, once, with {count + 1} births: {loading_s * 1000:.0f} ms of processor time")
    return 0 if verdict("of the processor time of one started anew", born_cpu_s / anew_cpu_s, SHARE) else 1


if __name__ == "__main__":
    sys.exit(main())
