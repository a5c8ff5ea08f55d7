"""Draws films whose every cut, fade and dissolve is known, to try shot detectors on; knows no detector.

Pans, shaken cameras, whip pans, crowds, fire, muzzle flashes and strobes, black bars, shots of three frames, cuts
between alike pictures: what fights are made of. A seed draws the same film anywhere. With photographs in a folder,
those are the places; without, places are drawn.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame

WIDE_PX, HIGH_PX = 640, 360
RATE = Fraction(24)

type Pixels = npt.NDArray[np.uint8]
type Draw = Callable[[int], Pixels]


@dataclass(frozen=True, slots=True)
class TrueTransition:
    """A cut (first and last frame the same: the new shot's first), fade or dissolve, and the frames it covers."""

    kind: str
    first: int
    last: int


class Painter:
    """Draws the shots of one film from one seed."""

    def __init__(self, seed: int, photos: Sequence[Path] = ()) -> None:
        self.chance = np.random.default_rng(seed)
        self._photos = [photos[each] for each in self.chance.permutation(len(photos))]
        self._place: Pixels | None = None

    def place(self) -> Pixels:
        """Return a wide picture to point the camera at: a new one, or sometimes the last once more."""
        if self._place is None or self.chance.random() > 0.2:
            self._place = self._photo() if self._photos else self._drawn_place()
        return self._place

    def _photo(self) -> Pixels:
        path = self._photos.pop(0)
        self._photos.append(path)
        read = cv2.imread(str(path), cv2.IMREAD_REDUCED_COLOR_2)
        if read is None:
            raise ValueError(f"{path} is no picture.")
        return np.asarray(cv2.resize(read, (3 * WIDE_PX, 3 * HIGH_PX), interpolation=cv2.INTER_AREA), np.uint8)

    def _drawn_place(self) -> Pixels:
        chance = self.chance
        base = chance.uniform(20, 160, 3)
        tint = chance.uniform(0.3, 1.0, 3)
        shape = np.zeros((3 * HIGH_PX, 3 * WIDE_PX), np.float32)
        for octave, strength in ((3, 60), (9, 40), (40, 22), (160, 12)):
            grain = chance.normal(0, strength, (octave, octave * 16 // 9)).astype(np.float32)
            shape += cv2.resize(grain, (3 * WIDE_PX, 3 * HIGH_PX), interpolation=cv2.INTER_CUBIC)
        place = np.clip(base + shape[..., None] * tint, 0, 255).astype(np.uint8)
        for _ in range(int(chance.integers(4, 30))):
            corner = chance.integers(0, (3 * WIDE_PX, 3 * HIGH_PX))
            size = chance.integers(20, 260, 2)
            colour = [int(each) for each in chance.integers(0, 255, 3)]
            cv2.rectangle(place, corner.tolist(), (corner + size).tolist(), colour, -1)
        return place

    def camera(self, frames: int, *, whips: bool = False) -> Iterator[tuple[float, float, float, float]]:
        """Yield x, y, zoom and speed of a camera that drifts, shakes, and may whip round."""
        chance = self.chance
        x, y = chance.uniform(WIDE_PX, 2 * WIDE_PX), chance.uniform(HIGH_PX, 2 * HIGH_PX)
        pan, zoom = chance.normal(0, 2.5, 2), chance.uniform(0.8, 2.2)
        shake, growth = chance.choice([0, 0, 1.5, 5]), chance.normal(0, 0.002)
        whip = int(chance.integers(frames // 4, 3 * frames // 4 + 1)) if whips and frames > 12 else -99
        for frame in range(frames):
            fast = 60.0 if whip <= frame < whip + 7 else 0.0
            step = pan + np.array([fast, 0.0]) + chance.normal(0, 1, 2) * shake
            x, y, zoom = float(np.clip(x + step[0], 330, 3 * WIDE_PX - 330)), float(y + step[1]), zoom + growth
            yield x, float(np.clip(y, 190, 3 * HIGH_PX - 190)), max(zoom, 0.75), float(abs(step[0]))

    def shot(self, frames: int) -> Draw:
        """Return what draws the frames of a shot, in order."""
        kind = self.chance.choice(
            ["walk", "brawl", "fire", "flashes", "strobe", "whip", "still"], p=[0.25, 0.25, 0.12, 0.12, 0.06, 0.1, 0.1]
        )
        place, cameras = self.place(), self.camera(frames, whips=kind == "whip")
        dark = self.chance.uniform(0.12, 0.4) if kind == "flashes" else self.chance.uniform(0.5, 1.1)
        things = [self._thing() for _ in range(int(self.chance.integers(2, 7)) if kind in ("brawl", "flashes") else 0)]
        flames = [self._thing() for _ in range(14)] if kind == "fire" else []

        def draw(frame: int) -> Pixels:
            x, y, zoom, speed = next(cameras)
            seen = _seen(place, x, y, zoom)
            if speed > 25:
                seen = np.asarray(cv2.blur(seen, (int(speed), 1)), np.uint8)
            for thing in things:
                thing(seen, frame)
            light = dark
            if kind == "flashes" and self.chance.random() < 0.12:
                light = dark + self.chance.uniform(0.6, 2.5)
            if kind == "strobe":
                light = dark * (1.6 if frame % 4 < 2 else 0.35)
            if flames:
                light = dark * self.chance.uniform(0.7, 1.3)
                _burn(seen, self.chance, len(flames))
            lit = np.clip(seen.astype(np.float32) * light + (40 * max(light - 1.2, 0)), 0, 255)
            grain = self.chance.normal(0, 2, lit.shape[:2])[..., None]
            return np.asarray(np.clip(lit + grain, 0, 255), np.uint8)

        return draw

    def _thing(self) -> Callable[[Pixels, int], None]:
        chance = self.chance
        at, speed = chance.uniform(0, (WIDE_PX, HIGH_PX)), chance.normal(0, 9, 2)
        size = chance.uniform(15, 90)
        colour = [int(each) for each in chance.integers(0, 255, 3)]

        def move(seen: Pixels, frame: int) -> None:
            middle = at + speed * frame + np.array([np.sin(frame / 3), np.cos(frame / 4)]) * size / 2
            axes = (int(size * (0.7 + 0.3 * np.sin(frame / 2))), int(size / 2))
            cv2.ellipse(seen, [int(v) for v in middle % (WIDE_PX, HIGH_PX)], axes, frame * 11 % 360, 0, 360, colour, -1)

        return move


def _seen(place: Pixels, x: float, y: float, zoom: float) -> Pixels:
    turn = np.array([[zoom, 0, WIDE_PX / 2 - zoom * x], [0, zoom, HIGH_PX / 2 - zoom * y]])
    return np.asarray(
        cv2.warpAffine(place, turn, (WIDE_PX, HIGH_PX), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT), np.uint8
    )


def _burn(seen: Pixels, chance: np.random.Generator, flames: int) -> None:
    fire = np.zeros_like(seen)
    for _ in range(flames):
        middle = [int(chance.normal(WIDE_PX / 2, 120)), int(chance.normal(HIGH_PX * 0.7, 60))]
        axes = (int(chance.uniform(10, 45)), int(chance.uniform(30, 110)))
        cv2.ellipse(fire, middle, axes, 0, 0, 360, [20, int(chance.integers(80, 200)), 255], -1)
    seen[:] = cv2.add(seen, np.asarray(cv2.blur(fire, (25, 25)), np.uint8))


def pictures(painter: Painter, shots: int) -> Iterator[tuple[Pixels, TrueTransition | None]]:
    """Yield the frames of a film, with each the transition that is complete with it."""
    chance, frame, fade_in = painter.chance, 0, 0
    before: list[Pixels] = []
    for number in range(shots):
        length = int(chance.choice([chance.integers(3, 12), chance.integers(12, 40), chance.integers(40, 120)]))
        way = (
            "cut"
            if number == shots - 1
            else str(chance.choice(["cut", "dissolve", "fade", "black"], p=[0.76, 0.1, 0.1, 0.04]))
        )
        tail = int(chance.integers(10, 32)) if way in ("dissolve", "fade") else 0
        length = max(length, 2 * (tail + len(before) + fade_in) + 12 if tail or before or fade_in else 0)
        draw = painter.shot(length)
        for place in range(length - (tail if way == "dissolve" else 0)):
            seen = draw(place)
            mark = TrueTransition("cut", frame, frame) if place == 0 and number and not before and not fade_in else None
            if place < len(before):
                share = (place + 1) / (len(before) + 1)
                seen = np.asarray(cv2.addWeighted(seen, share, before[place], 1 - share, 0), np.uint8)
                if place == len(before) - 1:
                    mark = TrueTransition("dissolve", frame - place, frame)
            if fade_in and place < fade_in:
                seen = (seen * ((place + 1) / (fade_in + 1))).astype(np.uint8)
                mark = TrueTransition("fade", frame - place, frame) if place == fade_in - 1 else None
            left = length - 1 - place
            if way == "fade" and left < tail:
                seen = (seen * (left / tail)).astype(np.uint8)
                mark = TrueTransition("fade", frame - tail + 1, frame) if left == 0 else None
            yield seen, mark
            frame += 1
        before = [draw(length - tail + place) for place in range(tail)] if way == "dissolve" else []
        fade_in = 0
        if way in ("fade", "black"):
            dark = int(chance.integers(1, 14))
            for place in range(dark):
                cut = way == "black" and place == 0
                yield np.zeros((HIGH_PX, WIDE_PX, 3), np.uint8), TrueTransition("cut", frame, frame) if cut else None
                frame += 1
            fade_in = int(chance.integers(8, 28)) if way == "fade" or chance.random() < 0.5 else 0


def draw_film(path: Path, seed: int, shots: int, photos: Sequence[Path] = ()) -> list[TrueTransition]:
    """Draw a film and write its truth beside it, as JSON; return the truth."""
    painter = Painter(seed, photos)
    bars = [(0, 0), (0, 0), (46, 0), (0, 80)][seed % 4]
    marks: list[TrueTransition] = []
    part = path.with_name(path.name + ".part")
    with av.open(str(part), "w", format="mp4") as film:
        stream = film.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = WIDE_PX, HIGH_PX, "yuv420p"
        stream.options = {"preset": "veryfast", "crf": "26"}
        for number, (seen, mark) in enumerate(pictures(painter, shots)):
            seen[: bars[0]] = seen[HIGH_PX - bars[0] :] = 0
            seen[:, : bars[1]] = seen[:, WIDE_PX - bars[1] :] = 0
            picture = VideoFrame.from_ndarray(seen, format="bgr24")
            picture.pts = number
            film.mux(stream.encode(picture))
            marks += [mark] if mark else []
        film.mux(stream.encode(None))
    part.replace(path)
    path.with_suffix(".json").write_text(json.dumps([asdict(mark) for mark in marks]), encoding="utf-8")
    return marks


def main() -> int:
    """Draw the films asked for."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    asked.add_argument("folder", type=Path)
    asked.add_argument("seeds", type=int, nargs="+")
    asked.add_argument("--shots", type=int, default=40)
    asked.add_argument("--photos", type=Path, help="a folder of photographs to point the camera at")
    given = asked.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    photos = sorted(path for path in given.photos.rglob("*.jpg")) if given.photos else []
    for seed in given.seeds:
        marks = draw_film(given.folder / f"{'photo' if photos else 'drawn'}_{seed}.mp4", seed, given.shots, photos)
        print(seed, len(marks))
    return 0


if __name__ == "__main__":
    sys.exit(main())
