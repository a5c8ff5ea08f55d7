"""Scores our shot detector on films it was not tuned on, beside PySceneDetect's detectors and ffmpeg's scdet.

The films are drawn by `make_shot_films.py` from seeds kept apart from those used while tuning (`--tuning` takes those).
`--photos FOLDER` adds films whose places are photographs. With real films in ../shared/media, their true cuts too.
"""

import argparse
import csv
import json
import re
import shutil
import subprocess
import sys
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from importlib import import_module
from pathlib import Path

import av

from make_films import bench_folder
from make_shot_films import draw_film

TUNING_SEEDS, SEEDS = (1, 2, 3, 4), (101, 102, 103, 104)
TUNING_PHOTO_SEEDS, PHOTO_SEEDS = (11, 12), (111, 112, 113)
PEERS = ("ContentDetector", "AdaptiveDetector", "HashDetector", "HistogramDetector", "ThresholdDetector")
NEAR = 1


type Found = tuple[list[int], list[tuple[int, int]]]
type Finder = Callable[[Path], Found]


@dataclass(frozen=True, slots=True)
class Truth:
    """A film's true cuts, its fades and dissolves, and the frames that count neither way."""

    path: Path
    cuts: list[int]
    spans: list[tuple[int, int]]
    doubtful: list[int]


@dataclass(slots=True)
class Score:
    """How one detector did, over all films."""

    name: str
    found: int = 0
    missed: int = 0
    false: int = 0
    spans: int = 0
    all_spans: int = 0

    def add(self, truth: Truth, cuts: Sequence[int], spans: Sequence[tuple[int, int]]) -> None:
        """Count one film; what is found inside a fade or dissolve counts neither way for those without spans."""
        left = set(cuts)
        for cut in truth.cuts:
            near = [each for each in left if abs(each - cut) <= NEAR]
            self.found += bool(near)
            self.missed += not near
            left -= set(near[:1])
        false = [each for each in left if not _excused(each, truth)]
        self.false += len(false)
        self.spans += sum(any(a <= last + 1 and b >= first - 1 for a, b in spans) for first, last in truth.spans)
        self.all_spans += len(truth.spans)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.found / max(2 * self.found + self.missed + self.false, 1)

    def line(self) -> str:
        """Return a row of the table."""
        recall = self.found / max(self.found + self.missed, 1)
        precision = self.found / max(self.found + self.false, 1)
        spans = f"{self.spans}/{self.all_spans}" if self.spans else "-"
        return f"{self.name:34}{recall:9.3f}{precision:11.3f}{self.f1:8.3f}{spans:>12}"


def _excused(frame: int, truth: Truth) -> bool:
    in_span = any(first - NEAR <= frame <= last + NEAR for first, last in truth.spans)
    return in_span or any(abs(frame - each) <= NEAR for each in truth.doubtful)


def by_ours(path: Path, detector: str) -> Found:
    """Return the cuts and the spans that one of our detectors finds."""
    from donnybrook.media import FilmWorker

    with FilmWorker() as worker:
        survey = worker.survey(path, detector=detector)
    cuts = [shot.in_frame for shot in survey.shots if shot.kind == "cut"]
    blends = [shot for shot in survey.shots if shot.kind in ("fade", "dissolve")]
    spans = [tuple(bisect_left(survey.frame_times, each) for each in (b.since_us, b.until_us)) for b in blends]
    return cuts, [(first, last) for first, last in spans]


def by_peer(path: Path, name: str, python: str) -> Found:
    """Return the cuts that a detector of PySceneDetect finds, as it comes."""
    command = [python, str(Path(__file__).resolve()), "--peer", name, "--film", str(path)]
    return list(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)), []


def by_scdet(path: Path) -> Found:
    """Return the cuts that ffmpeg's scdet finds, as it comes."""
    command = ["ffmpeg", "-hide_banner", "-i", str(path), "-vf", "scdet", "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        rate, base = stream.average_rate or Fraction(24), stream.time_base
        start_s = float((stream.start_time or 0) * base)
    times = re.findall(r"lavfi\.scd\.time: ([\d.]+)", said)
    return [round((float(each) - start_s) * rate) for each in times], []


def drawn_truth(path: Path) -> Truth:
    """Return the truth that lies beside a drawn film."""
    marks = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    cuts = [mark["first"] for mark in marks if mark["kind"] == "cut"]
    return Truth(path, cuts, [(mark["first"], mark["last"]) for mark in marks if mark["kind"] != "cut"], [])


def drawn(seeds: Sequence[int], photos: Sequence[Path]) -> list[Truth]:
    """Draw the films that are not there yet, and return their truths."""
    folder = bench_folder() / "shots"
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{'photo' if photos else 'drawn'}_{seed}.mp4" for seed in seeds]
    for seed, path in zip(seeds, paths, strict=True):
        if not path.exists():
            draw_film(path, seed, 40, photos)
    return [drawn_truth(path) for path in paths]


def real(media: Path) -> list[Truth]:
    """Return the truths of the real films in a folder; none where it is missing."""
    if not (media / "cuts.csv").exists():
        return []
    rows = list(csv.DictReader((media / "cuts.csv").open(encoding="utf-8")))
    truths = []
    for clip in sorted({row["clip"] for row in rows}):
        marks = [(row["kind"], int(row["from"]), int(row["to"])) for row in rows if row["clip"] == clip]
        cuts = [first for kind, first, _ in marks if kind == "cut"]
        spans = [(first, last) for kind, first, last in marks if kind not in ("cut", "uncertain")]
        truths.append(Truth(media / clip, cuts, spans, [first for kind, first, _ in marks if kind == "uncertain"]))
    return truths


def compare(title: str, truths: Sequence[Truth], python: str | None) -> None:
    """Print how every detector does on some films."""
    if not truths:
        return
    ways: dict[str, Finder] = {
        "ours, all frames": partial(by_ours, detector="donnybrook"),
        "ours, fast": partial(by_ours, detector="donnybrook-fast"),
    }
    if python:
        ways |= {f"PySceneDetect {name}": partial(by_peer, name=name, python=python) for name in PEERS}
    if shutil.which("ffmpeg"):
        ways["ffmpeg scdet"] = by_scdet
    print(f"\n{title}: {sum(len(each.cuts) for each in truths)} cuts")
    print(f"{'':34}{'recall':>9}{'precision':>11}{'F1':>8}{'spans':>12}")
    for name, way in ways.items():
        score = Score(name)
        for truth in truths:
            score.add(truth, *way(truth.path))
        print(score.line(), flush=True)


def peer_child(name: str, path: Path) -> None:
    """Print the frames of a peer's cuts."""
    peer = import_module("scenedetect")
    scenes = peer.detect(str(path), getattr(peer, name)())
    print(json.dumps([scene[0].frame_num for scene in scenes[1:]]))


def main() -> int:
    """Score all detectors on all films."""
    parser = argparse.ArgumentParser(description="Score shot detectors on films kept apart while tuning.")
    parser.add_argument("--peers", help="a Python that has scenedetect-headless")
    parser.add_argument("--photos", type=Path, help="a folder of photographs for more films")
    parser.add_argument("--tuning", action="store_true", help="take the films that the detector was tuned on")
    parser.add_argument("--media", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "media")
    parser.add_argument("--peer", help=argparse.SUPPRESS)
    parser.add_argument("--film", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.peer:
        peer_child(given.peer, given.film)
        return 0
    compare("drawn films", drawn(TUNING_SEEDS if given.tuning else SEEDS, ()), given.peers)
    if given.photos:
        photos = sorted(given.photos.rglob("*.jpg"))
        seeds = TUNING_PHOTO_SEEDS if given.tuning else PHOTO_SEEDS
        compare("films of photographs", drawn(seeds, photos), given.peers)
    compare("real films", real(given.media), given.peers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
