"""Held against a full decoding of each film, frame by frame: 0 frames off, and each picture of its size, upright.

The quick slice looks at the ends, steps about, and jumps a few times in each film; the long one at every frame.
"""

import random
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest

from donnybrook.media import FilmWorker
from donnybrook.media.frames import FrameReader
from donnybrook.media.opening import OpenFilm
from donnybrook.media.picture_cache import Picture
from donnybrook.media.pictures import Painter, Pixels, fitted
from donnybrook.media.playing_film import PlayingFilm, playing_worker
from donnybrook.media.probing import pixel_aspect
from donnybrook.media.runs import ShownFrame
from faults.rounds import slices
from media.numbered_films import AWKWARD, CLIPS, digest, plain_truth

# As the makers of the files and ffprobe say: width and height as coded, the pixels' shape, quarters turned clockwise.
_SHAPES = {
    "anamorphic_sar2.mp4": (480, 404, Fraction(2), 0),
    "bbb_0_30.webm": (1280, 720, Fraction(1), 0),
    "cityCC0.mpg": (720, 405, Fraction(1), 0),
    "interlaced_pal.mpg": (720, 576, Fraction(64, 45), 0),
    "mjpeg.avi": (320, 180, Fraction(1), 0),
    "odd_427x241_444.mp4": (427, 241, Fraction(1), 0),
    "rot90.mp4": (640, 360, Fraction(1), 3),
    "sintel_trailer-720p.mp4": (1280, 720, Fraction(1), 0),
    "tiny_16x16.mp4": (16, 16, Fraction(1), 0),
}
VIEW_PX = 96
_USUAL_SHAPE = (640, 360, Fraction(1), 0)


class Off:
    """Compares what is shown with what should be, and counts."""

    def __init__(self, truth: list[tuple[int, bytes]]) -> None:
        self.truth = truth
        self.times = [time_us for time_us, _ in truth]
        self.looked = 0
        self.wrong: list[str] = []

    def compare(self, shown: ShownFrame, number: int, what: str) -> None:
        """Note a frame that is not the one of this number, by its time or its picture."""
        self._note((shown.time_us, digest(shown.picture)) == self.truth[number], shown.time_us, number, what)

    def compare_view(self, shown: Picture | None, view: Pixels, number: int, what: str) -> None:
        """Note a picture for playing that is not that of this number, by its time or what is to be seen."""
        is_it = shown is not None and shown.time_us == self.times[number]
        if is_it and shown is not None:
            pixels = np.frombuffer(shown.pixels, np.uint8).reshape(view.shape)
            is_it = bool(np.array_equal(pixels[..., :3], view[..., :3]))
        self._note(is_it, -1 if shown is None else shown.time_us, number, what)

    def _note(self, is_it: bool, shown_us: int, number: int, what: str) -> None:
        self.looked += 1
        if not is_it:
            self.wrong.append(f"{what}: {shown_us} for frame {number} at {self.times[number]}")


@pytest.fixture(scope="module")
def player() -> Iterator[FilmWorker]:
    """The process that decodes for playing, one for all films."""
    with playing_worker() as worker:
        yield worker


def look_through(path: Path, most_frames: int, worker: FilmWorker) -> Off:
    """Jump to frames and between them, go to both ends, and walk both ways; at most so many frames each."""
    off = Off(plain_truth(path))
    times, chance = off.times, random.Random(path.name)
    reader = FrameReader(path, lambda: None)
    off.compare(reader.first(), 0, "first")
    off.compare(reader.at(times[-1]), len(times) - 1, "last")
    for number in chance.sample(range(len(times)), min(most_frames, len(times))):
        off.compare(reader.at(times[number]), number, "jump")
        between_us = chance.randrange(times[0], times[-1] + 1)
        off.compare(reader.at(between_us), bisect_right(times, between_us) - 1, "between")
    reader.close()
    walks = [range(len(times))] if most_frames >= len(times) else _stretches(len(times), most_frames, chance)
    views = plain_views(path, {number for walk in walks for number in walk})
    for walk in walks:
        _walk(PlayingFilm(worker, path, VIEW_PX, VIEW_PX), walk, views, off)
    return off


def _walk(film: PlayingFilm, walk: range, views: dict[int, Pixels], off: Off) -> None:
    shown: Picture | None = film.at(off.times[walk[0]])
    off.compare_view(shown, views[walk[0]], walk[0], "begin")
    for number in walk[1:]:
        shown = None if shown is None else film.after(shown)
        off.compare_view(shown, views[number], number, "step on")
    for number in reversed(walk[:-1]):
        shown = None if shown is None else film.before(shown)
        off.compare_view(shown, views[number], number, "step back")


def plain_views(path: Path, numbers: Collection[int]) -> dict[int, Pixels]:
    """Return some frames as they are to be seen, upright and small, from a plain decoding."""
    film = OpenFilm(path)
    painter = Painter(pixel_aspect(film))
    film.close()
    views: dict[int, Pixels] = {}
    with av.open(str(path)) as container:
        number = 0
        for packet in container.demux(container.streams.video[0]):
            try:
                pictures = packet.decode()
            except av.FFmpegError:
                continue
            for picture in pictures:
                if picture.pts is None:
                    continue
                if number in numbers:
                    size_px = fitted(*painter.size(picture), VIEW_PX, VIEW_PX)
                    views[number] = np.ascontiguousarray(painter.bgra(picture, *size_px))
                number += 1
    return views


def _stretches(count: int, length: int, chance: random.Random) -> list[range]:
    """The first frames, the last, and some between."""
    middle = chance.randrange(count - length)
    return [range(start, start + length) for start in (0, middle, count - length)]


@pytest.mark.parametrize("name", [*AWKWARD, *CLIPS])
@pytest.mark.parametrize("most_frames", slices(4, 2000))
def test_no_frame_of_a_real_film_is_off(
    name: str, most_frames: int, shared_media: Path, player: FilmWorker, count: Callable[[str], None]
) -> None:
    path = shared_media / name if name in CLIPS else shared_media / "awkward" / name
    off = look_through(path, most_frames, player)
    count(f"{off.looked} looks, {len(off.wrong)} off")
    assert off.wrong == []
    assert off.looked > 5 * min(most_frames, len(off.times) // 2)


@pytest.mark.parametrize("most_frames", slices(8, 2500))
def test_no_frame_of_the_sample_reel_is_off(
    most_frames: int, sample_folder: Path, player: FilmWorker, count: Callable[[str], None]
) -> None:
    off = look_through(sample_folder / "sample.mp4", most_frames, player)
    count(f"{off.looked} looks, {len(off.wrong)} off")
    assert off.wrong == []


def test_the_comparison_sees_a_frame_that_is_off(shared_media: Path, player: FilmWorker) -> None:
    path = shared_media / "awkward" / "mjpeg.avi"
    off = Off(plain_truth(path))
    reader = FrameReader(path, lambda: None)
    right, next_one = reader.at(off.times[30]), reader.at(off.times[31])
    off.compare(right, 30, "jump")
    off.compare(next_one, 30, "jump")
    off.compare(ShownFrame(next_one.picture, off.times[30], None), 30, "jump")
    reader.close()
    views = plain_views(path, {30, 31})
    shown = PlayingFilm(player, path, VIEW_PX, VIEW_PX).at(off.times[30])
    off.compare_view(shown, views[30], 30, "step")
    off.compare_view(shown, views[31], 30, "step")
    off.compare_view(shown, views[31], 31, "step")
    assert (off.looked, len(off.wrong)) == (6, 4)


@pytest.mark.parametrize("name", [*AWKWARD, *CLIPS])
def test_each_picture_has_its_displayed_size_and_stands_upright(
    name: str, shared_media: Path, worker: FilmWorker
) -> None:
    path = shared_media / name if name in CLIPS else shared_media / "awkward" / name
    coded_px, high_px, aspect, quarters = _SHAPES.get(name, _USUAL_SHAPE)
    size = (round(coded_px * aspect), high_px)
    size = size[::-1] if quarters % 2 else size
    facts = worker.probe(path)
    frame = worker.frame(path, 1_000_000)
    assert (facts.display_width_px, facts.display_height_px) == size
    assert (frame.width_px, frame.height_px) == size
    shown = np.frombuffer(frame.rgb, np.uint8).reshape(frame.height_px, frame.width_px, 3).mean(axis=2)
    coded = coded_luma(path, frame.time_us)
    stances = [np.rot90(each, -turn) for each in (coded, coded[:, ::-1]) for turn in range(4)]
    fits = [likeness(shown, each) for each in stances]
    assert fits[quarters] == max(fits)
    assert fits[quarters] > 0.97


def coded_luma(path: Path, time_us: int) -> npt.NDArray[np.float64]:
    """The frame as it is coded, grey, by a plain decoding."""
    number = next(n for n, (each_us, _) in enumerate(plain_truth(path)) if each_us == time_us)
    with av.open(str(path)) as film:
        for place, picture in enumerate(film.decode(video=0)):
            if place == number:
                return np.asarray(picture.reformat(format="gray").to_ndarray(), np.float64)
    raise LookupError(number)


def likeness(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> float:
    """How well two pictures fit each other, each taken at 16 × 16 places."""
    places = [np.linspace(0, size - 1, 16).astype(int) for size in (*one.shape, *other.shape)]
    samples = [one[np.ix_(places[0], places[1])], other[np.ix_(places[2], places[3])]]
    return float(np.corrcoef(samples[0].ravel(), samples[1].ravel())[0, 1])
