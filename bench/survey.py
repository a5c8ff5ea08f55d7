"""Times the whole survey of a 1080p film (probe, times, shots, sound, strip, fingerprint) beside decoding it alone."""

import sys
from pathlib import Path
from statistics import median

from make_films import Way, asked, child, decode_only, film, table, take_turns, tell, verdict

WANTED = 1.4


def unheard(share: float | None = None) -> None:
    """Hear of the share that is done, and do nothing about it."""


def run_child(way: str, path: Path) -> None:
    """Do one way's work in this process."""
    from donnybrook.media.detectors import detector_named
    from donnybrook.media.surveying import survey

    works = {
        "decode": lambda: decode_only(path),
        "all": lambda: survey(path, unheard, detector_named("donnybrook")),
        "fast": lambda: survey(path, unheard, detector_named("donnybrook-fast")),
    }
    tell(works[way])


def compare(mbit: int, seconds: int, rounds: int) -> bool:
    """Time all ways on one film, print them, and return whether the figure wanted was reached."""
    path, script = film(mbit, seconds), str(Path(__file__).resolve())
    ways = [
        Way("decoding alone", child(script, "decode", path)),
        Way("survey, all frames", child(script, "all", path)),
        Way("survey, fast", child(script, "fast", path)),
    ]
    take_turns(ways, rounds)
    print(f"\n{mbit} Mbit/s, {seconds} s, 1080p, with sound")
    table(ways)
    wall = verdict("survey by decoding, wall", median(ways[1].wall_s) / median(ways[0].wall_s), WANTED)
    return verdict("survey by decoding, CPU", median(ways[1].cpu_s) / median(ways[0].cpu_s), WANTED) and wall


def main() -> int:
    """Measure; 0 when the figures wanted were reached."""
    given = asked("Time the survey of a film.", 60).parse_args()
    if given.child:
        run_child(given.child, given.film)
        return 0
    reached = [compare(mbit, given.seconds, given.rounds) for mbit in (2, 20)]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
