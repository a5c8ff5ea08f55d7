"""Draws the sample reel and writes it as a film beside its truth; knows nothing of catalogs."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

import numpy as np
import numpy.typing as npt

from donnybrook.media.canvas import Canvas, vignette
from donnybrook.media.film_writer import FilmWriter
from donnybrook.media.soft import Pixels
from donnybrook.sample.cards import SUBTITLE, TITLE
from donnybrook.sample.programme import PlacedShot, placed_shots
from donnybrook.sample.shot import Draw
from donnybrook.sample.soundtrack import mixed_track, sample_at
from donnybrook.sample.strip import burn_numbers
from donnybrook.sample.truth import ReelTruth, truth_of

WIDTH_PX, HEIGHT_PX = 1280, 720
RATE = Fraction(24000, 1001)
REEL_TITLE = f"{TITLE}: {SUBTITLE}"
FILM_NAME, TRUTH_NAME = "sample.mp4", "truth.json"
_VIGNETTE = 0.34
_AHEAD = 6

type Sound = npt.NDArray[np.float32]
type Progress = Callable[[float], None]


def reel_truth() -> ReelTruth:
    """What is true of the reel, without drawing it."""
    return truth_of(placed_shots(), title=REEL_TITLE, width_px=WIDTH_PX, height_px=HEIGHT_PX, rate=RATE)


def write_reel(folder: Path, *, progress: Progress | None = None) -> ReelTruth:
    """Draw the whole reel into ``folder`` as ``sample.mp4`` and ``truth.json``; the folder is made when missing.

    ``progress`` is called with shares from 0 to 1. Both files appear only when they are whole. Raises ``OSError``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    truth = reel_truth()
    part, truth_part = folder / f"{FILM_NAME}.part", folder / f"{TRUTH_NAME}.part"
    try:
        write_film(part, truth.frame_count, progress=progress)
        truth.write(truth_part)
        part.replace(folder / FILM_NAME)
        truth_part.replace(folder / TRUTH_NAME)
    finally:
        part.unlink(missing_ok=True)
        truth_part.unlink(missing_ok=True)
    return truth


def write_film(path: Path, frame_count: int, *, progress: Progress | None = None) -> None:
    """Draw the first ``frame_count`` frames of the reel, with their sound, into the film file ``path``."""
    placed = placed_shots()
    track = mixed_track(placed, RATE)
    with (
        FilmWriter(path, width_px=WIDTH_PX, height_px=HEIGHT_PX, rate=RATE) as film,
        ThreadPoolExecutor(1, "encoder") as encoder,
    ):
        pending: deque[Future[None]] = deque()
        for frame, pixels in enumerate(frames(placed, frame_count)):
            sound = track[sample_at(frame, RATE) : sample_at(frame + 1, RATE)]
            pending.append(encoder.submit(_add, film, pixels.copy(), sound))
            if len(pending) > _AHEAD:
                pending.popleft().result()
            if progress is not None:
                progress((frame + 1) / frame_count)
        for added in pending:
            added.result()


def _add(film: FilmWriter, pixels: Pixels, sound: Sound) -> None:
    film.add_sound(sound)
    film.add_frame(pixels)


def frames(placed: Sequence[PlacedShot], frame_count: int) -> Iterator[Pixels]:
    """The reel's first pictures in order, finished; each is overwritten by the next."""
    canvas, mask = Canvas(WIDTH_PX, HEIGHT_PX), vignette(WIDTH_PX, HEIGHT_PX, _VIGNETTE)
    running: dict[int, Draw] = {}
    for frame in range(frame_count):
        on_screen = [index for index, row in enumerate(placed) if row.start <= frame < row.end]
        for index in on_screen:
            if index not in running:
                running[index] = placed[index].shot.stage()
        running = {index: running[index] for index in on_screen}
        for index in on_screen:
            _draw_shot(canvas, placed[index], running[index], frame)
        canvas.shade(mask)
        burn_numbers(canvas, frame, RATE)
        yield canvas.pixels


def _draw_shot(canvas: Canvas, row: PlacedShot, draw: Draw, frame: int) -> None:
    since, shot = frame - row.start, row.shot
    before = canvas.pixels.copy() if since < shot.dissolve_in else None
    draw(canvas, since)
    canvas.shine()
    if before is not None:
        canvas.mix(before, 1 - (since + 1) / (shot.dissolve_in + 1))
    if since < shot.fade_in:
        canvas.dim(since / shot.fade_in)
    left = row.end - 1 - frame
    if left < shot.fade_out:
        canvas.dim(left / shot.fade_out)
