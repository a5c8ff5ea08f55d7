"""Interlaced films are shown without combs, and those that are interlaced in name only keep all their rows."""

from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest
from av.video.frame import VideoFrame

from donnybrook.media import FilmWorker
from donnybrook.media.fields import without_combs

# A bird crosses the picture of the PAL film here; the telecined one stands still in a black second, then moves.
MOVING = 60


def pictures(path: Path) -> list[VideoFrame]:
    with av.open(str(path)) as film:
        return list(film.decode(video=0))


def grey(picture: VideoFrame) -> npt.NDArray[np.uint8]:
    return np.asarray(picture.to_ndarray(format="gray"), np.uint8)


def combs(rows: npt.NDArray[np.uint8]) -> float:
    """The share of places where three rows on end are off by turns, of a picture (height, width) or of its colours."""
    signed = rows.astype(np.int16)
    above, here, below = signed[:-2], signed[1:-1], signed[2:]
    off = (here - above > 8) & (here - below > 8) | (above - here > 8) & (below - here > 8)
    return float((off[:-2] & off[1:-1] & off[2:]).mean())


def test_what_moved_between_two_fields_is_shown_without_combs(shared_media: Path, worker: FilmWorker) -> None:
    path = shared_media / "awkward" / "interlaced_pal.mpg"
    woven = np.asarray(pictures(path)[MOVING].to_ndarray(format="rgb24"), np.uint8)
    frame = worker.frame(path, worker.frame_times(path)[MOVING])
    shown = np.frombuffer(frame.rgb, np.uint8).reshape(frame.height_px, frame.width_px, 3)
    assert combs(woven) > 0.05
    assert combs(shown) < combs(woven) / 20


def test_rows_that_are_not_combed_stay_as_they_are(shared_media: Path) -> None:
    seen = pictures(shared_media / "awkward" / "telecined.mp4")
    mended = [(picture, without_combs(picture)) for picture in seen if picture.interlaced_frame]
    kept = [picture for picture, shown in mended if shown is picture]
    assert 0 < len(kept) < len(mended)
    planes = [(grey(one), grey(other)) for one, other in mended]
    assert all(np.array_equal(before[::2], after[::2]) for before, after in planes)
    assert sum(combs(after) for _, after in planes) < sum(combs(before) for before, _ in planes) / 4


@pytest.mark.parametrize("name", ["hdr10_hevc.mp4", "vfr.mp4"])
def test_a_film_that_is_not_interlaced_is_left_alone(name: str, shared_media: Path) -> None:
    assert all(without_combs(picture) is picture for picture in pictures(shared_media / "awkward" / name)[:10])
