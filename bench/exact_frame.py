"""Times the exact frame at random times of 1080p films, beside OpenCV's seeks and `ffmpeg -ss`, and checks every frame.

The films are drawn once, into ``build/bench``: H.264 at 2 and 20 Mbit/s, B-frames, a keyframe every 250 frames and no
other, each frame's number in it as 16 light and dark bars. The ways take turns at every time, so that whatever else the
machine does falls on all alike. Each is asked for the frame at a time, as a person would ask it.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from statistics import mean, median

import av
import cv2
import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame

from donnybrook.media import FilmWorker
from donnybrook.media.frames import FrameReader
from donnybrook.media.pictures import Painter
from donnybrook.times import SECOND_US, frame_at
from make_films import bench_folder

WIDTH_PX, HEIGHT_PX = 1920, 1080
RATE = Fraction(24000, 1001)
GOP = 250
BITS = 16
BAR_PX = WIDTH_PX // BITS
WANTED = 0.6
# The quickest preset, but with what makes a film a film to the decoder: CABAC, deblocking, a pyramid of B-frames.
MEGABITS = (2, 20)
X264 = "cabac=1:deblock=0,0:bframes=3:b-adapt=0:b-pyramid=normal:ref=2:scenecut=0:keyint=250:min-keyint=250"

type Pixels = npt.NDArray[np.uint8]


@dataclass(slots=True)
class Way:
    """One way to a frame, and what it cost each time."""

    name: str
    picture_at: Callable[[int], Pixels | None]
    cpu_s: Callable[[], float]
    wall_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    right: int = 0

    @property
    def is_ours(self) -> bool:
        """Whether it is one of this program's own ways."""
        return self.name.startswith("donnybrook")

    def measure(self, time_us: int) -> None:
        """Fetch the frame at a time; note the cost, and whether it was the right one."""
        cpu_s, began_s = self.cpu_s(), time.perf_counter()
        picture = self.picture_at(time_us)
        self.wall_ms.append((time.perf_counter() - began_s) * 1000)
        self.cpu_ms.append((self.cpu_s() - cpu_s) * 1000)
        self.right += picture is not None and number_on(picture) == frame_at(time_us, RATE)


def numbered_film(mbit: int, seconds: int) -> Path:
    """Return a film of so many megabits a second, drawn if it is not there yet."""
    path = bench_folder() / f"exact_frame_{mbit}mbit_{seconds}s.mp4"
    if not path.exists():
        began_s = time.perf_counter()
        draw_film(path, seconds, mbit)
        print(f"drew {path.name} in {time.perf_counter() - began_s:.0f} s")
    return path


def draw_film(path: Path, seconds: int, mbit: int) -> None:
    """Write the film: a landscape of noise that pans and breathes, with things crossing it, and grain."""
    chance = np.random.default_rng(11)
    coarse = chance.integers(30, 220, (90, 160), dtype=np.uint8)
    land = np.asarray(cv2.resize(coarse, (WIDTH_PX * 2, HEIGHT_PX * 2), interpolation=cv2.INTER_CUBIC), np.uint8)
    land = np.asarray(cv2.add(land, chance.integers(0, 14, land.shape, dtype=np.uint8)), np.uint8)
    thing = chance.integers(0, 255, (200, 120), dtype=np.uint8)
    grains = [chance.integers(0, 24, (HEIGHT_PX, WIDTH_PX), dtype=np.uint8) for _ in range(7)]
    part = path.with_name(path.name + ".part")
    with av.open(str(part), "w", format="mp4") as film:
        stream = film.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
        stream.gop_size = GOP
        stream.bit_rate = mbit * 1_000_000
        stream.options = {"preset": "ultrafast", "x264-params": X264}
        for number in range(int(seconds * RATE)):
            picture = drawn(number, land, thing)
            picture[:HEIGHT_PX] = cv2.add(picture[:HEIGHT_PX], grains[number % len(grains)])
            frame = VideoFrame.from_ndarray(picture, format="yuv420p")
            frame.pts = number
            film.mux(stream.encode(frame))
            if number % 500 == 0 and sys.stderr.isatty():
                print(f"\rdrawing the film: {number / seconds / RATE:.0%}", end="", file=sys.stderr)
        film.mux(stream.encode(None))
    part.replace(path)


def drawn(number: int, land: Pixels, thing: Pixels) -> Pixels:
    """Return one picture as planar YUV 4:2:0, (1.5 * height, width)."""
    picture = np.full((HEIGHT_PX * 3 // 2, WIDTH_PX), 128, np.uint8)
    across, down = abs(number * 5 % (2 * WIDTH_PX) - WIDTH_PX), abs(number * 3 % (2 * HEIGHT_PX) - HEIGHT_PX)
    luma = picture[:HEIGHT_PX]
    luma[:] = land[down : down + HEIGHT_PX, across : across + WIDTH_PX]
    for place in range(4):
        left = (number * (9 + 4 * place) + 400 * place) % (WIDTH_PX - 120)
        luma[500 + 90 * place : 700 + 90 * place, left : left + 120] = thing
    picture[HEIGHT_PX:] += np.uint8(number // 40 % 40)
    for bit in range(BITS):
        luma[:120, bit * BAR_PX : (bit + 1) * BAR_PX] = 210 if number >> bit & 1 else 40
    return picture


def number_on(picture: Pixels) -> int:
    """Return the number that a picture, of any channel order, carries."""
    bars = picture[30:90].reshape(60, BITS, BAR_PX, 3)[:, :, 30:-30].mean(axis=(0, 2, 3))
    return sum(1 << bit for bit in range(BITS) if bars[bit] > 125)


def own_cpu_s() -> float:
    """Return the seconds of processor this process has used."""
    return time.process_time()


def cpu_s_with(process_id: int) -> float:
    """Return the seconds of processor this process and another one have used (Linux)."""
    fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return own_cpu_s() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def children_cpu_s() -> float:
    """Return the seconds of processor that processes begun and ended by this one have used."""
    took = os.times()
    return took.children_user + took.children_system


def by_ffmpeg(path: Path, time_us: int) -> Pixels | None:
    """Return what ffmpeg gives for a time."""
    command = ["ffmpeg", "-v", "error", "-ss", f"{time_us / SECOND_US:.6f}", "-i", str(path)]
    command += ["-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "bgr24", "-"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(HEIGHT_PX, WIDTH_PX, 3) if raw else None


def ways(path: Path, worker: FilmWorker) -> list[Way]:
    """Return the ways to be compared, the measure first, all warmed up."""
    capture = cv2.VideoCapture(str(path))
    reader = FrameReader(path, lambda: None)
    painter = Painter(Fraction(1))

    def by_opencv(prop: int, place: float) -> Pixels | None:
        capture.set(prop, place)
        is_read, bgr = capture.read()
        return np.asarray(bgr, np.uint8) if is_read else None

    def in_process(time_us: int) -> Pixels:
        return np.ascontiguousarray(painter.rgb(reader.at(time_us).picture, WIDTH_PX, HEIGHT_PX))

    def by_worker(time_us: int) -> Pixels:
        frame = worker.frame(path, time_us)
        return np.frombuffer(frame.rgb, np.uint8).reshape(frame.height_px, frame.width_px, 3)

    worker.probe(path)
    process_id = worker.process_id
    together = own_cpu_s if process_id is None or sys.platform != "linux" else lambda: cpu_s_with(process_id)
    found = [
        Way("OpenCV POS_FRAMES", lambda us: by_opencv(cv2.CAP_PROP_POS_FRAMES, frame_at(us, RATE)), own_cpu_s),
        Way("OpenCV POS_MSEC", lambda us: by_opencv(cv2.CAP_PROP_POS_MSEC, us / 1000), own_cpu_s),
        Way("donnybrook, in process", in_process, own_cpu_s),
        Way("donnybrook, worker", by_worker, together),
    ]
    if shutil.which("ffmpeg"):
        found.append(Way("ffmpeg -ss", lambda time_us: by_ffmpeg(path, time_us), children_cpu_s))
    for way in found:
        way.picture_at(SECOND_US)
    return found


def report(found: list[Way], count: int) -> bool:
    """Print the table; return whether the figures wanted were reached."""
    measure = found[0]
    print(f"{'way':24}{'right':>9}{'median ms':>11}{'ratio':>7}{'p90 ms':>9}{'CPU ms':>9}{'ratio':>7}")
    for way in found:
        wall, cpu = median(way.wall_ms), mean(way.cpu_ms)
        ratio, cpu_ratio = wall / median(measure.wall_ms), cpu / mean(measure.cpu_ms)
        p90 = sorted(way.wall_ms)[int(0.9 * count)]
        print(f"{way.name:24}{way.right:>5}/{count}{wall:11.0f}{ratio:7.2f}{p90:9.0f}{cpu:9.0f}{cpu_ratio:7.2f}")
    ours, others = ([way for way in found if way.is_ours is each] for each in (True, False))
    slowest_ms = max(median(way.wall_ms) for way in ours)
    is_right = all(way.right == count for way in ours)
    is_fast = slowest_ms <= WANTED * median(measure.wall_ms)
    is_ahead = slowest_ms < min(median(way.wall_ms) for way in others)
    said = {"every frame right": is_right, f"at most {WANTED} of {measure.name}": is_fast, "ahead of all": is_ahead}
    print("; ".join(f"{name}: {'yes' if is_it else 'NO'}" for name, is_it in said.items()))
    return is_right and is_fast and is_ahead


def main() -> int:
    """Draw the films if need be, measure, report; 0 when the figures wanted were reached."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    asked.add_argument("--count", type=int, default=60, help="how many random times (60)")
    asked.add_argument("--seconds", type=int, default=240, help="how long the films are (240)")
    given = asked.parse_args()
    reached = [bench(mbit, given.seconds, given.count) for mbit in MEGABITS]
    return 0 if all(reached) else 1


def bench(mbit: int, seconds: int, count: int) -> bool:
    """Measure on one film and report; return whether the figures wanted were reached."""
    path = numbered_film(mbit, seconds)
    print(f"{mbit} Mbit/s asked for, {path.stat().st_size * 8 / seconds / 1e6:.1f} got:")
    chance = random.Random(5)
    with FilmWorker() as worker:
        found = ways(path, worker)
        for number in range(count):
            time_us = chance.randrange(seconds * 1000 - 1000) * 1000
            for way in found[number % len(found) :] + found[: number % len(found)]:
                way.measure(time_us)
        return report(found, count)


if __name__ == "__main__":
    sys.exit(main())
