"""Times finding the shots of 1080p films at 2 and 20 Mbit/s, beside decoding alone, PySceneDetect and ffmpeg's scdet.

PySceneDetect is not a package of ours: `--peers PYTHON` names a Python that has `scenedetect-headless`. Without it, and
without ffmpeg, those are left out.
"""

import shutil
import subprocess
import sys
from importlib import import_module
from itertools import chain
from pathlib import Path
from statistics import median

from make_films import Way, asked, child, decode_only, film, table, take_turns, tell, verdict

SUMMARY = "Time finding the shots of a film."
SHARE_ALL, SHARE_FAST = 1.15, 0.8
FASTER = {2: 1.7, 20: 1.2}


def our_shots(path: Path, *, is_fast: bool) -> None:
    """Find a film's shots as a survey does, and nothing else."""
    from donnybrook.media.correlating_detector import CorrelatingDetector
    from donnybrook.media.glimpses import Glimpser
    from donnybrook.media.second_looks import Skipper
    from donnybrook.media.surveying import open_for_survey

    opened, glimpser, detector = open_for_survey(path, is_fast=is_fast), Glimpser(), CorrelatingDetector()
    skipper = Skipper(opened) if is_fast else None
    for packet in chain(opened.packets(), [None]):
        if skipper is not None and packet is not None:
            skipper.prepare(packet)
        for picture in opened.decode(packet):
            detector.see(glimpser.glimpse(picture, opened.time_us(picture.pts or 0)))
    detector.transitions()


def peer_shots(path: Path, name: str) -> None:
    """Find a film's cuts with a detector of PySceneDetect, as it comes."""
    peer = import_module("scenedetect")
    detector = {"content": peer.ContentDetector, "adaptive": peer.AdaptiveDetector}[name]
    peer.detect(str(path), detector())


def run_child(way: str, path: Path) -> None:
    """Do one way's work in this process."""
    works = {
        "decode": lambda: decode_only(path),
        "all": lambda: our_shots(path, is_fast=False),
        "fast": lambda: our_shots(path, is_fast=True),
        "content": lambda: peer_shots(path, "content"),
        "adaptive": lambda: peer_shots(path, "adaptive"),
    }
    # What is imported on the way is not counted.
    if way in ("all", "fast"):
        import donnybrook.media.surveying  # noqa: F401
    elif way != "decode":
        import_module("scenedetect")
    tell(works[way])


def compare(mbit: int, seconds: int, rounds: int, peers: str | None) -> bool:
    """Time all ways on one film, print them, and return whether the figures wanted were reached."""
    path = film(mbit, seconds)
    script = str(Path(__file__).resolve())
    ways = [
        Way("decoding alone", child(script, "decode", path)),
        Way("ours, all frames", child(script, "all", path)),
        Way("ours, fast", child(script, "fast", path)),
    ]
    if peers:
        ways += [Way(f"PySceneDetect {name}", child(script, name, path, peers)) for name in ("content", "adaptive")]
    if shutil.which("ffmpeg"):
        ways.append(Way("ffmpeg scdet", ["ffmpeg", "-v", "error", "-i", str(path), "-vf", "scdet", "-f", "null", "-"]))
    take_turns(ways, rounds)
    print(f"\n{mbit} Mbit/s, {seconds} s, 1080p")
    table(ways)
    limit = median(ways[0].cpu_s)
    reached = [
        verdict("CPU of all frames by decoding", median(ways[1].cpu_s) / limit, SHARE_ALL),
        verdict("CPU of the fast way by decoding", median(ways[2].cpu_s) / limit, SHARE_FAST),
    ]
    if peers:
        best = min(median(way.wall_s) for way in ways[3:5])
        reached.append(verdict("faster than PySceneDetect", best / median(ways[1].wall_s), FASTER[mbit], at_least=True))
    return all(reached)


def peers_python(given: str | None) -> str | None:
    """Return a Python that has PySceneDetect: the one named, this one, or none."""
    candidate = given or sys.executable
    check = subprocess.run([candidate, "-c", "import scenedetect, av"], capture_output=True, check=False)
    return candidate if check.returncode == 0 else None


def main() -> int:
    """Measure; 0 when the figures wanted were reached."""
    parser = asked(SUMMARY, 60)
    parser.add_argument("--peers", help="a Python that has scenedetect-headless")
    given = parser.parse_args()
    if given.child:
        run_child(given.child, given.film)
        return 0
    peers = peers_python(given.peers)
    if peers is None:
        print("PySceneDetect is not there and is left out (--peers PYTHON).")
    reached = [compare(mbit, given.seconds, given.rounds, peers) for mbit in (2, 20)]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
