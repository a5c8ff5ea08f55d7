"""Draws tiny films in many containers and codecs, for breaking; knows nothing of how they are broken."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import numpy as np
from av.audio.stream import AudioStream
from av.video.stream import VideoStream

_FRAMES = 30
_WIDTH_PX = 128


@dataclass(frozen=True, slots=True)
class SmallFilm:
    """How to code a tiny film; its container goes by the name's ending."""

    name: str
    codec: str
    layout: str = "yuv420p"
    options: tuple[tuple[str, str], ...] = ()
    sound: str | None = None
    height_px: int = 72
    container_options: tuple[tuple[str, str], ...] = ()


_QUICK = (("deadline", "realtime"), ("cpu-used", "8"))
SMALL_FILMS = (
    SmallFilm("h264.mp4", "libx264", sound="aac"),
    SmallFilm("pieces.mp4", "libx264", container_options=(("movflags", "frag_keyframe+empty_moov"),)),
    SmallFilm("h264.mkv", "libx264", sound="aac"),
    SmallFilm("h264.ts", "libx264", sound="mp2"),
    SmallFilm("h264.flv", "libx264"),
    SmallFilm("hevc.mov", "libx265", options=(("x265-params", "log-level=none"),)),
    SmallFilm("vp8.webm", "libvpx", options=_QUICK),
    SmallFilm("vp9.webm", "libvpx-vp9", options=_QUICK, sound="libopus"),
    SmallFilm("vp9.ivf", "libvpx-vp9", options=_QUICK),
    SmallFilm("av1.mkv", "libsvtav1", options=(("preset", "12"),)),
    SmallFilm("mpeg2.mpg", "mpeg2video", sound="mp2"),
    SmallFilm("mpeg1.mpg", "mpeg1video"),
    SmallFilm("mpeg2.mxf", "mpeg2video"),
    SmallFilm("mpeg2.wtv", "mpeg2video"),
    SmallFilm("mpeg4.avi", "mpeg4", sound="mp2"),
    SmallFilm("mjpeg.avi", "mjpeg", "yuvj420p"),
    SmallFilm("snow.avi", "snow"),
    SmallFilm("wmv.asf", "wmv2"),
    SmallFilm("prores.mov", "prores_ks", "yuv422p10le"),
    SmallFilm("png.mov", "png", "rgb24"),
    SmallFilm("ffv1.nut", "ffv1"),
    SmallFilm("moving.gif", "gif", "rgb8"),
    SmallFilm("h263.3gp", "h263", height_px=96),
    SmallFilm("rv20.rm", "rv20"),
)


def draw_small_film(folder: Path, film: SmallFilm) -> Path:
    """Write a film of 30 frames at 25 a second and return its path."""
    path = folder / film.name
    with av.open(str(path), "w", container_options=dict(film.container_options)) as container:
        picture = cast("VideoStream", container.add_stream(film.codec, rate=25))
        picture.width, picture.height, picture.pix_fmt = _WIDTH_PX, film.height_px, film.layout
        picture.gop_size = 12
        picture.options = dict(film.options)
        sound = cast("AudioStream", container.add_stream(film.sound, rate=48000)) if film.sound else None
        if sound is not None:
            _hum(container, sound)
        ground = np.random.default_rng(7).integers(40, 200, (film.height_px, 2 * _WIDTH_PX, 3), np.uint8)
        for number in range(_FRAMES):
            pixels = np.ascontiguousarray(ground[:, number * 4 : number * 4 + _WIDTH_PX])
            frame = av.VideoFrame.from_ndarray(pixels, "rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 25)
            container.mux(picture.encode(frame))
        container.mux(picture.encode(None))
    return path


def _hum(container: av.container.OutputContainer, sound: AudioStream) -> None:
    samples = (np.sin(np.arange(2 * 48000) / 20) * 9000).astype(np.int16).reshape(1, -1)
    hum = av.AudioFrame.from_ndarray(samples, format="s16", layout="stereo")
    hum.sample_rate, hum.pts, hum.time_base = 48000, 0, Fraction(1, 48000)
    container.mux(sound.encode(hum))
    container.mux(sound.encode(None))
