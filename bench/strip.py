"""Times 200 small pictures over a ten-minute 1080p film, beside ffmpegthumbnailer and ffmpeg on keyframes."""

import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from donnybrook.media import FilmWorker
from make_films import Way, asked, long_film, take_turns, verdict

COUNT = 200
# ffmpegthumbnailer takes so long that so many places are timed, and the rest reckoned from them.
SAMPLE = 20
FASTER, SHARE = 12, 0.7


def our_strips(path: Path, threads: int, rounds: int) -> list[float]:
    """Return the seconds that each of so many strips took; the process that decodes runs already."""
    took = []
    with FilmWorker() as worker:
        worker.probe(path)
        for _ in range(rounds):
            began = time.perf_counter()
            strip = worker.strip(path, COUNT, threads=threads)
            took.append(time.perf_counter() - began)
    print(f"ours, {threads} at a time: {median(took):.2f} s, {len(strip)} different pictures")
    return took


def main() -> int:
    """Measure; 0 when the figures wanted were reached."""
    given = asked("Time the strip of a film.", 60).parse_args()
    reached = []
    for mbit in (2, 20):
        path = long_film(mbit, given.seconds, 10)
        print(f"\n{mbit} Mbit/s, {given.seconds * 10} s, 1080p, {COUNT} pictures")
        ours = min(median(our_strips(path, threads, given.rounds)) for threads in (1, 2))
        with tempfile.TemporaryDirectory() as folder:
            reached += compare(path, Path(folder), given.seconds * 10, ours, given.rounds)
    return 0 if all(reached) else 1


def clock(second: int) -> str:
    """Return a time as ffmpegthumbnailer takes it."""
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"


def compare(path: Path, folder: Path, seconds: int, ours: float, rounds: int) -> list[bool]:
    """Time the others, those that are there, and return which figures wanted were reached."""
    reached = []
    if shutil.which("ffmpegthumbnailer"):
        places = [seconds * (2 * place + 1) // (2 * SAMPLE) for place in range(SAMPLE)]
        one = ["ffmpegthumbnailer", "-i", str(path), "-s", "320", "-o", str(folder / "one.jpg")]
        ways = [Way(f"at {place}", [*one, "-t", clock(place)]) for place in places]
        take_turns(ways, 1)
        theirs = sum(way.wall_s[0] for way in ways) * COUNT / SAMPLE
        print(f"ffmpegthumbnailer, {COUNT} times: {theirs:.1f} s (from {SAMPLE})")
        reached.append(verdict("faster than ffmpegthumbnailer", theirs / ours, FASTER, at_least=True))
    if shutil.which("ffmpeg"):
        command = ["ffmpeg", "-v", "error", "-y", "-skip_frame", "nokey", "-i", str(path), "-vf", "scale=320:-1"]
        keyed = Way("ffmpeg", [*command, "-fps_mode", "passthrough", "-q:v", "3", str(folder / "%d.jpg")])
        take_turns([keyed], rounds)
        print(f"ffmpeg -skip_frame nokey: {median(keyed.wall_s):.2f} s")
        reached.append(verdict("of ffmpeg's time", ours / median(keyed.wall_s), SHARE))
    return reached


if __name__ == "__main__":
    sys.exit(main())
