"""Draws films that flash and beep, and reads clips as any player would: pictures, times, sound."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal

import av
import numpy as np
import numpy.typing as npt

from donnybrook.media.facts import SOUND_RATE_HZ
from donnybrook.times import SECOND_US

_WIDE_PX, _HIGH_PX = 96, 64
_LOUD = 8000


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture of a clip: when it is shown, and what it looks like, (height, width, 3) RGB."""

    time_us: int
    rgb: npt.NDArray[np.uint8]


def pictures_of(path: Path) -> list[Seen]:
    """Decode a clip plainly, as FFmpeg's own tools do: what its edit list leaves out is not shown."""
    with av.open(str(path)) as clip:
        base = clip.streams.video[0].time_base
        return [
            Seen(round((frame.pts or 0) * base * SECOND_US), frame.to_ndarray(format="rgb24").astype(np.uint8))
            for frame in clip.decode(video=0)
        ]


def sound_of(path: Path) -> npt.NDArray[np.int16]:
    """Return how loud the left channel of a clip is at each sample from its time 0 on."""
    with av.open(str(path)) as clip:
        resampler = av.AudioResampler("s16", "stereo", SOUND_RATE_HZ)
        blocks, begins_s = [], None
        for frame in clip.decode(audio=0):
            if begins_s is None:
                begins_s = float((frame.pts or 0) * frame.time_base)
            blocks += [
                np.frombuffer(each.planes[0], np.int16)[: 2 * each.samples] for each in resampler.resample(frame)
            ]
    samples = np.abs(np.concatenate(blocks).reshape(-1, 2)[:, 0])
    begins = round((begins_s or 0) * SOUND_RATE_HZ)
    return np.concatenate([np.zeros(max(0, begins), np.int16), samples[max(0, -begins) :]])


def onsets_us(loud: npt.NDArray[np.int16]) -> list[int]:
    """Return when beeps begin."""
    places = np.flatnonzero(loud > _LOUD)
    first = places[np.flatnonzero(np.diff(places, prepend=-SOUND_RATE_HZ) > SOUND_RATE_HZ // 20)]
    return [int(place) * SECOND_US // SOUND_RATE_HZ for place in first]


def flashes_us(seen: list[Seen]) -> list[int]:
    """Return when the picture turns white."""
    bright = [picture.rgb.mean() > 150 for picture in seen]
    return [seen[place].time_us for place in range(1, len(seen)) if bright[place] and not bright[place - 1]]


def draw_beeping_film(
    path: Path, *, rate: Fraction, seconds: int, sample_rate_hz: int = 44_100, mono: bool = False
) -> Path:
    """Write a dark film that turns white and beeps for a tenth of each second, from its half on."""
    with av.open(str(path), "w") as film:
        picture = film.add_stream("libx264", rate=rate)
        picture.width, picture.height, picture.pix_fmt = _WIDE_PX, _HIGH_PX, "yuv420p"
        picture.codec_context.time_base = 1 / rate
        picture.options = {"preset": "ultrafast", "bf": "2"}
        sound = film.add_stream("aac", rate=sample_rate_hz)
        sound.codec_context.layout = "mono" if mono else "stereo"
        count = int(seconds * rate)
        for number in range(count):
            shown = np.full((_HIGH_PX, _WIDE_PX, 3), 230 if _is_beep(number / rate) else 25, np.uint8)
            frame = av.VideoFrame.from_ndarray(shown, format="rgb24")
            frame.pts, frame.time_base = number, 1 / rate
            film.mux(picture.encode(frame))
        film.mux(picture.encode(None))
        times = np.arange(seconds * sample_rate_hz) / sample_rate_hz
        # A beep begins with the first picture that is white, as a film is cut.
        shown_s = np.floor(times * float(rate)) / float(rate)
        loud = ((shown_s % 1 >= 0.5 - 1e-9) & (shown_s % 1 < 0.6 - 1e-9)) * np.sin(2 * np.pi * 1000 * times) * 24_000
        block = np.repeat(loud.astype(np.int16), 1 if mono else 2).reshape(1, -1)
        heard = av.AudioFrame.from_ndarray(block, format="s16", layout="mono" if mono else "stereo")
        heard.sample_rate, heard.time_base, heard.pts = sample_rate_hz, Fraction(1, sample_rate_hz), 0
        film.mux(sound.encode(heard))
        film.mux(sound.encode(None))
    return path


def draw_film_of_many_tracks(path: Path, *, seconds: int) -> Path:
    """Write a film in Matroska with three tracks of sound, told apart by language, and words for each second."""
    with av.open(str(path), "w", format="matroska") as film:
        picture = film.add_stream("libx264", rate=24)
        picture.width, picture.height, picture.pix_fmt = _WIDE_PX, _HIGH_PX, "yuv420p"
        picture.options = {"preset": "ultrafast", "g": "24"}
        codecs: tuple[Literal["aac", "mp2"], ...] = ("aac", "mp2", "aac")
        sounds = [film.add_stream(codec, rate=48_000) for codec in codecs]
        words = film.add_mux_stream("subrip")
        for track, language in zip((*sounds, words), ("eng", "fra", "deu", "nld"), strict=True):
            track.metadata["language"] = language
        words.time_base = Fraction(1, 1000)
        for second in range(seconds):
            for number in range(24):
                frame = av.VideoFrame.from_ndarray(np.full((_HIGH_PX, _WIDE_PX, 3), 90, np.uint8), format="rgb24")
                frame.pts, frame.time_base = 24 * second + number, Fraction(1, 24)
                film.mux(picture.encode(frame))
            for place, sound in enumerate(sounds):
                loud = np.full((1, 2 * 48_000), 1000 * (place + 1), np.int16)
                heard = av.AudioFrame.from_ndarray(loud, format="s16", layout="stereo")
                heard.sample_rate, heard.time_base, heard.pts = 48_000, Fraction(1, 48_000), 48_000 * second
                film.mux(sound.encode(heard))
            told = av.Packet(f"second {second}".encode())
            told.stream, told.time_base = words, Fraction(1, 1000)
            told.pts = told.dts = 1000 * second
            told.duration = 900
            film.mux(told)
        film.mux(picture.encode(None))
        for sound in sounds:
            film.mux(sound.encode(None))
    return path


def _is_beep(time_s: Fraction) -> bool:
    return Fraction(1, 2) <= time_s % 1 < Fraction(6, 10)
