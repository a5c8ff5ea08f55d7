"""Draws short films whose every frame carries its number, and decodes films plainly: the truth to test against."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import cast

import av
import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from donnybrook.media.opening import OpenFilm

WIDTH_PX, HEIGHT_PX = 320, 180
_BITS = 16
_BAR_PX = WIDTH_PX // _BITS

# Every film of the shared folder that must work, besides the clips.
AWKWARD = (
    "anamorphic_sar2.mp4",
    "av1.mp4",
    "av1.webm",
    "chapters_subs.mkv",
    "editlist_cut.mp4",
    "fps59.94.mp4",
    "hdr10_hevc.mp4",
    "interlaced_pal.mpg",
    "mjpeg.avi",
    "naïve – 氷 fight #1 [1080p] 100%.mkv",
    "ntsc_film.mkv",
    "odd_427x241_444.mp4",
    "opengop_bframes.mp4",
    "rot90.mp4",
    "start10s.mkv",
    "start1h.ts",
    "telecined.mp4",
    "tiny_16x16.mp4",
    "truncated_media.mp4",
    "vfr.mkv",
    "vfr.mp4",
    "vp9_noduration.webm",
)
CLIPS = ("bbb_0_30.webm", "cityCC0.mpg", "sintel_trailer-720p.mp4")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to code a numbered film; ``ticks`` are the frames' presentation times in 1/rate."""

    name: str
    codec: str
    rate: Fraction = Fraction(24000, 1001)
    ticks: Sequence[int] = field(default_factory=lambda: range(120))
    options: tuple[tuple[str, str], ...] = ()
    gop: int = 48
    layout: str = "yuv420p"
    sound_starts_s: float | None = None


X264 = (("preset", "ultrafast"), ("bf", "3"), ("crf", "20"), ("x264-params", "b-pyramid=normal:scenecut=0"))
X264_OPEN = (("preset", "ultrafast"), ("bf", "3"), ("crf", "20"), ("x264-params", "open-gop=1:scenecut=0"))
UNEVEN = tuple(np.cumsum([1 + (n * n) % 7 for n in range(100)]).tolist())
RECIPES = (
    Recipe("plain.mp4", "libx264", options=X264),
    Recipe("long_gop.mkv", "libx264", options=X264, gop=1000),
    Recipe("open_gop.ts", "libx264", options=X264_OPEN, gop=24),
    Recipe("transport.ts", "libx264", options=X264),
    Recipe("uneven.mkv", "libx264", ticks=UNEVEN, options=X264),
    Recipe("uneven.mp4", "libx264", ticks=UNEVEN, options=X264),
    Recipe("starts_late.mp4", "libx264", ticks=range(40, 160), options=X264, sound_starts_s=0.0),
    Recipe("starts_late.ts", "libx264", ticks=range(40, 160), options=X264, sound_starts_s=0.5),
    Recipe("fast.mp4", "libx264", rate=Fraction(240), options=X264),
    Recipe("program.mpg", "mpeg2video", rate=Fraction(25), options=(("bf", "2"), ("b", "4000000")), gop=15),
    Recipe("divx.avi", "mpeg4", rate=Fraction(25), options=(("bf", "2"), ("b", "4000000")), gop=50),
    Recipe("hidden_frames.webm", "libvpx", rate=Fraction(25), options=(
        ("auto-alt-ref", "1"), ("lag-in-frames", "16"), ("deadline", "realtime"), ("cpu-used", "8"), ("b", "800000"),
    )),
)  # fmt: skip


def numbered(number: int) -> npt.NDArray[np.uint8]:
    """Return an RGB picture with the number as 16 light and dark bars over moving greys."""
    pixels = np.empty((HEIGHT_PX, WIDTH_PX, 3), np.uint8)
    slope = (np.arange(WIDTH_PX) * 3 + number * 5) % 256
    pixels[:] = slope.astype(np.uint8)[None, :, None]
    for bit in range(_BITS):
        pixels[: HEIGHT_PX // 2, bit * _BAR_PX : (bit + 1) * _BAR_PX] = 210 if number >> bit & 1 else 40
    return pixels


def number_on(rgb: bytes | npt.NDArray[np.uint8], width_px: int = WIDTH_PX, height_px: int = HEIGHT_PX) -> int:
    """Return the number that a picture of a numbered film carries."""
    pixels = np.frombuffer(rgb, np.uint8) if isinstance(rgb, bytes) else rgb
    picture = pixels.reshape(height_px, width_px, 3)
    number = 0
    for bit in range(_BITS):
        left, right = width_px * bit // _BITS, width_px * (bit + 1) // _BITS
        inner = picture[height_px // 8 : height_px * 3 // 8, left + (right - left) // 4 : right - (right - left) // 4]
        number |= int(inner.mean() > 125) << bit
    return number


def draw_film(path: Path, recipe: Recipe) -> Path:
    """Write the numbered film of a recipe; its n-th frame carries n."""
    with av.open(str(path), "w") as film:
        picture = cast("VideoStream", film.add_stream(recipe.codec, rate=recipe.rate))
        picture.width, picture.height, picture.pix_fmt = WIDTH_PX, HEIGHT_PX, recipe.layout
        picture.gop_size = recipe.gop
        picture.options = dict(recipe.options)
        picture.codec_context.time_base = 1 / recipe.rate
        sound = film.add_stream("mp2", rate=48000) if recipe.sound_starts_s is not None else None
        if sound is not None:
            silence = np.zeros((1, 1152 * 2), np.int16)
            for block in range(40):
                beep = av.AudioFrame.from_ndarray(silence, format="s16", layout="stereo")
                beep.sample_rate, beep.time_base = 48000, Fraction(1, 48000)
                beep.pts = int((recipe.sound_starts_s or 0) * 48000) + 1152 * block
                film.mux(sound.encode(beep))
            film.mux(sound.encode(None))
        for number, tick in enumerate(recipe.ticks):
            frame = VideoFrame.from_ndarray(numbered(number), format="rgb24")
            frame.pts, frame.time_base = tick, 1 / recipe.rate
            film.mux(picture.encode(frame))
        film.mux(picture.encode(None))
    return path


def digest(picture: VideoFrame) -> bytes:
    """Return what tells one decoded picture from another."""
    made = hashlib.sha1(usedforsecurity=False)  # a third of the time of others: processors have it built in
    for plane in picture.planes:
        made.update(plane)
    return made.digest()


@cache
def plain_truth(path: Path) -> list[tuple[int, bytes]]:
    """Decode a film from its first packet to its last, and return each frame's time and digest."""
    film = OpenFilm(path)
    truth = []
    with av.open(str(path)) as container:
        for packet in container.demux(container.streams.video[0]):
            try:
                pictures = packet.decode()
            except av.FFmpegError:
                continue
            truth += [(film.time_us(picture.pts), digest(picture)) for picture in pictures if picture.pts is not None]
    film.close()
    return truth
