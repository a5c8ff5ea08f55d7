"""Times decoded 1080p frames → 320 px JPEG beside OpenCV's way, and a scene's cover beside ffmpeg's `thumbnail`."""

import os
import shutil
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from statistics import median

import av
import cv2
import numpy as np
from av.video.frame import VideoFrame

from donnybrook.media.covers import choose_cover
from donnybrook.media.frames import FrameReader
from donnybrook.media.pictures import THUMBNAIL_PX, Painter, fitted, jpeg
from donnybrook.times import SECOND_US
from make_films import Way, asked, child, film, table, take_turns, tell, verdict

SHARE, COVER_SHARE = 0.25, 0.3
SCENE_US = (20 * SECOND_US, 24 * SECOND_US + SECOND_US // 5)


def frames(path: Path) -> list[VideoFrame]:
    """Return decoded pictures from all over a film's first seconds."""
    with av.open(str(path)) as read:
        return [picture for number, picture in zip(range(240), read.decode(video=0), strict=False) if number % 20 == 0]


def cpu_ms(work: Callable[[VideoFrame], object], pictures: list[VideoFrame], rounds: int) -> float:
    """Return the median CPU time of the work on one picture."""
    took = []
    for _ in range(rounds):
        for picture in pictures:
            began = time.thread_time()
            work(picture)
            took.append((time.thread_time() - began) * 1000)
    return median(took)


def shrinking(path: Path, rounds: int) -> bool:
    """Compare the two ways from a decoded picture to a small JPEG."""
    painter = Painter(Fraction(1))
    # Threads of theirs would hide what they use from this thread's clock; ours has none.
    cv2.setNumThreads(1)

    def ours(picture: VideoFrame) -> bytes:
        return jpeg(painter.bgr(picture, *fitted(picture.width, picture.height, THUMBNAIL_PX)))

    def theirs(picture: VideoFrame) -> bytes:
        bgr = picture.to_ndarray(format="bgr24", threads=1)
        small = cv2.resize(bgr, (320, 180), interpolation=cv2.INTER_AREA)
        return np.asarray(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 85])[1]).tobytes()

    pictures = frames(path)
    our_ms, their_ms = cpu_ms(ours, pictures, rounds), cpu_ms(theirs, pictures, rounds)
    print(f"decoded frame to 320 px JPEG: ours {our_ms:.2f} ms, BGR + cv2.resize + imencode {their_ms:.2f} ms")
    return verdict("of OpenCV's time", our_ms / their_ms, SHARE)


def covering(path: Path, rounds: int) -> bool:
    """Compare choosing a scene's cover with ffmpeg's filter."""
    from_s, long_s = SCENE_US[0] / SECOND_US, (SCENE_US[1] - SCENE_US[0]) / SECOND_US
    theirs = ["ffmpeg", "-v", "error", "-ss", str(from_s), "-t", str(long_s), "-i", str(path), "-vf", "thumbnail=100"]
    ways = [
        Way(
            "ffmpeg thumbnail=100",
            [*theirs, "-frames:v", "1", "-f", "mjpeg", "-y", os.devnull],
        ),
        Way("ours", child(str(Path(__file__).resolve()), "cover", path)),
    ]
    take_turns(ways, rounds)
    print(f"\ncover of a scene of {long_s:.1f} s")
    table(ways)
    return verdict("of ffmpeg's CPU", median(ways[1].cpu_s) / median(ways[0].cpu_s), COVER_SHARE)


def choose(path: Path) -> None:
    """Choose the cover of the scene."""
    reader = FrameReader(path, lambda: None)
    choose_cover(reader, Painter(Fraction(1)), *SCENE_US)
    reader.close()


def main() -> int:
    """Measure; 0 when the figures wanted were reached."""
    given = asked("Time thumbnails and covers.", 60).parse_args()
    if given.child:
        tell(lambda: choose(given.film))
        return 0
    path = film(2, given.seconds)
    is_small = shrinking(path, 10 * given.rounds)
    if not shutil.which("ffmpeg"):
        print("ffmpeg is not there, so covers have nothing to be compared with.")
        return 0 if is_small else 1
    return 0 if covering(path, given.rounds) and is_small else 1


if __name__ == "__main__":
    sys.exit(main())
