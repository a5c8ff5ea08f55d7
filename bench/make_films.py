"""Draws the 1080p films that the benches of the media room read, once, and times ways to read them, each in a process.

H.264 as films are coded: B-frames, a keyframe every 250 frames and at scene changes, 2 or 20 Mbit/s, AAC sound. The
ways that are compared run as children that print what they took, after their imports; they take turns.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from statistics import median

import av
import cv2
import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame

WIDE_PX, HIGH_PX = 1920, 1080
RATE = Fraction(24000, 1001)
HERTZ = 48_000
GOP = 250

type Pixels = npt.NDArray[np.uint8]


def bench_folder() -> Path:
    """Return the folder of what benches make; it is made when missing."""
    folder = Path(__file__).resolve().parents[1] / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def film(mbit: int, seconds: int) -> Path:
    """Return a film of so many megabits a second, drawn if it is not there yet."""
    path = bench_folder() / f"film_{mbit}mbit_{seconds}s.mp4"
    if not path.exists():
        began_s = time.perf_counter()
        _draw(path, mbit, seconds)
        print(f"drew {path.name}, {path.stat().st_size / 1e6:.0f} MB, in {time.perf_counter() - began_s:.0f} s")
    return path


def long_film(mbit: int, seconds: int, times: int) -> Path:
    """Return a film that is another one so many times over, without coding it again."""
    source = film(mbit, seconds)
    path = bench_folder() / f"film_{mbit}mbit_{seconds * times}s.mp4"
    if not path.exists():
        part = path.with_name(path.name + ".part")
        with av.open(str(part), "w", format="mp4") as out:
            _repeat(source, out, times)
        part.replace(path)
    return path


def _repeat(source: Path, out: av.container.OutputContainer, times: int) -> None:
    stream = None
    offset = 0
    for _ in range(times):
        with av.open(str(source)) as read:
            stream = stream or out.add_stream_from_template(read.streams.video[0])
            end = offset
            for packet in read.demux(read.streams.video[0]):
                if packet.pts is None or packet.dts is None:
                    continue
                packet.pts, packet.dts = packet.pts + offset, packet.dts + offset
                end = max(end, packet.pts + (packet.duration or 0))
                packet.stream = stream
                out.mux(packet)
            offset = end


def _draw(path: Path, mbit: int, seconds: int) -> None:
    part = path.with_name(path.name + ".part")
    count = int(seconds * RATE)
    with av.open(str(part), "w", format="mp4") as out:
        stream = out.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = WIDE_PX, HIGH_PX, "yuv420p"
        stream.gop_size, stream.bit_rate = GOP, mbit * 1_000_000
        stream.options = {"preset": "veryfast", "x264-params": f"vbv-maxrate={mbit * 2000}:vbv-bufsize={mbit * 4000}"}
        sound = out.add_stream("aac", rate=HERTZ, layout="stereo")
        for number, picture in enumerate(_pictures(count)):
            frame = VideoFrame.from_ndarray(picture, format="yuv420p")
            frame.pts = number
            out.mux(stream.encode(frame))
            if number % 24 == 0:
                _add_sound(out, sound, number // 24)
        out.mux(stream.encode(None))
        out.mux(sound.encode(None))
    part.replace(path)


def _add_sound(out: av.container.OutputContainer, stream: av.audio.stream.AudioStream, second: int) -> None:
    chance = np.random.default_rng(second)
    loud = np.repeat(chance.uniform(0, 0.6, 20), HERTZ // 20)
    samples = (chance.normal(0, 0.3, (2, HERTZ)) * loud).astype(np.float32)
    for start in range(0, HERTZ, 1024):
        block = np.ascontiguousarray(samples[:, start : start + 1024])
        frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
        frame.sample_rate, frame.time_base = HERTZ, Fraction(1, HERTZ)
        frame.pts = second * HERTZ + start
        out.mux(stream.encode(frame))


def _pictures(count: int) -> Iterator[Pixels]:
    """Shots of two to seven seconds: a camera that pans over a place, grain, and a thing that crosses it."""
    chance = np.random.default_rng(17)
    grains = [chance.integers(0, 9, (HIGH_PX, WIDE_PX), dtype=np.uint8) for _ in range(5)]
    left, place, thing, at, speed = 0, np.zeros((0, 0), np.uint8), np.zeros((0, 0), np.uint8), 0, 0
    for number in range(count):
        if left == 0:
            left = int(chance.integers(48, 168))
            rough = chance.integers(20, 230, (int(chance.integers(20, 160)), 160), dtype=np.uint8)
            place = np.asarray(cv2.resize(rough, (2 * WIDE_PX, 2 * HIGH_PX), interpolation=cv2.INTER_CUBIC), np.uint8)
            thing = chance.integers(0, 255, (int(chance.integers(100, 500)), 200), dtype=np.uint8)
            at, speed = int(chance.integers(0, 1000)), int(chance.integers(1, 9))
            colours = chance.integers(90, 166, 2)
        left -= 1
        at += speed
        x, y = at % WIDE_PX, at // 3 % HIGH_PX
        picture = np.empty((HIGH_PX * 3 // 2, WIDE_PX), np.uint8)
        picture[:HIGH_PX] = cv2.add(place[y : y + HIGH_PX, x : x + WIDE_PX], grains[number % len(grains)])
        across = at * 4 % (WIDE_PX - 200)
        picture[400 : 400 + len(thing), across : across + 200] = thing
        picture[HIGH_PX : HIGH_PX * 5 // 4], picture[HIGH_PX * 5 // 4 :] = colours
        yield picture


@dataclass(slots=True)
class Way:
    """One way to do the work: the command of a child, and what it took each time, in seconds."""

    name: str
    command: Sequence[str]
    wall_s: list[float] = field(default_factory=list)
    cpu_s: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Run it once; a child of ours says what it took after its imports, of another program all counts."""
        began, before = time.perf_counter(), os.times()
        done = subprocess.run(self.command, capture_output=True, text=True, check=True)
        after, wall_s = os.times(), time.perf_counter() - began
        cpu_s = after.children_user + after.children_system - before.children_user - before.children_system
        if done.stdout.startswith('{"wall_s"'):
            said = json.loads(done.stdout)
            wall_s, cpu_s = said["wall_s"], said["cpu_s"]
        self.wall_s.append(wall_s)
        self.cpu_s.append(cpu_s)


def child(script: str, way: str, path: Path, python: str = sys.executable) -> list[str]:
    """Return the command that runs one way of a script on a film."""
    return [python, script, "--child", way, "--film", str(path)]


def tell(work: Callable[[], object]) -> None:
    """Do the work of a child and print what it took."""
    began, cpu = time.perf_counter(), time.process_time()
    work()
    print(json.dumps({"wall_s": time.perf_counter() - began, "cpu_s": time.process_time() - cpu}))


def take_turns(ways: Sequence[Way], rounds: int) -> None:
    """Run all ways so many times, each round beginning with another."""
    for number in range(rounds):
        start = number % len(ways)
        for way in [*ways[start:], *ways[:start]]:
            way.run()


def table(ways: Sequence[Way]) -> None:
    """Print medians, and ratios to the first way."""
    measure = ways[0]
    print(f"{'way':34}{'wall s':>9}{'ratio':>7}{'CPU s':>9}{'ratio':>7}")
    for way in ways:
        wall, cpu = median(way.wall_s), median(way.cpu_s)
        wall_ratio, cpu_ratio = wall / median(measure.wall_s), cpu / max(median(measure.cpu_s), 1e-9)
        print(f"{way.name:34}{wall:9.2f}{wall_ratio:7.2f}{cpu:9.2f}{cpu_ratio:7.2f}")


def decode_only(path: Path) -> None:
    """Decode every picture of a film and look at none: the limit."""
    with av.open(str(path)) as read:
        stream = read.streams.video[0]
        stream.thread_type = "AUTO"
        for packet in read.demux(stream):
            for _ in stream.codec_context.decode(packet if packet.size else None):
                pass


def asked(summary: str, seconds: int) -> argparse.ArgumentParser:
    """Return a parser of what every bench of films takes."""
    parser = argparse.ArgumentParser(description=summary)
    parser.add_argument("--seconds", type=int, default=seconds, help=f"how long the film is ({seconds})")
    parser.add_argument("--rounds", type=int, default=3, help="how often each way runs (3)")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--film", type=Path, help=argparse.SUPPRESS)
    return parser


def verdict(name: str, ratio: float, wanted: float, *, at_least: bool = False) -> bool:
    """Print whether a ratio is what was wanted, and return it."""
    is_reached = ratio >= wanted if at_least else ratio <= wanted
    print(f"{name}: {ratio:.2f}, wanted {'≥' if at_least else '≤'} {wanted}: {'yes' if is_reached else 'NO'}")
    return is_reached


def main() -> int:
    """Draw the films that the benches read."""
    given = asked("Draw the films that benches read.", 60).parse_args()
    for mbit in (2, 20):
        print(film(mbit, given.seconds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
