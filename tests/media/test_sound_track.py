"""The sound of a film comes from the very sample asked for, goes on without a seam, and keeps its pitch."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest

from donnybrook.media.sound_track import SoundTrack
from faults.small_films import SMALL_FILMS, draw_small_film

_RATE = 48_000
_SECONDS = 6

type Floats = npt.NDArray[np.float64]


def write_sound(path: Path, samples: Floats, *, begins_s: float = 0.0) -> Path:
    """Write a film of grey frames with a sound, both channels alike, that begins later than the pictures."""
    with av.open(str(path), "w") as film:
        picture = film.add_stream("mpeg4", rate=25)
        picture.width, picture.height, picture.pix_fmt = 32, 32, "yuv420p"
        sound = film.add_stream("pcm_s16le", rate=_RATE, layout="stereo")
        for number in range(25 * _SECONDS):
            frame = av.VideoFrame.from_ndarray(np.full((32, 32, 3), 90, np.uint8), format="rgb24")
            frame.pts = number
            film.mux(picture.encode(frame))
        for start in range(0, len(samples), 1920):
            block = (samples[start : start + 1920] * 32767).astype(np.int16).repeat(2).reshape(1, -1)
            heard = av.AudioFrame.from_ndarray(block, format="s16", layout="stereo")
            heard.sample_rate, heard.time_base = _RATE, Fraction(1, _RATE)
            heard.pts = start + round(begins_s * _RATE)
            film.mux(sound.encode(heard))
        film.mux(picture.encode(None))
        film.mux(sound.encode(None))
    return path


@pytest.fixture(scope="module")
def ramp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound whose every sample is known by its value: it climbs by one, over and over."""
    samples = np.arange(_RATE * _SECONDS) % 30_000 / 32767
    return write_sound(tmp_path_factory.mktemp("ramp") / "ramp.mkv", samples)


def heard_from(track: SoundTrack, time_us: int, count: int) -> list[int]:
    return [int(sample) for sample in track.take(time_us, 1.0, count)[:, 0]]


def test_it_begins_at_the_sample_asked_for_and_goes_on_without_a_seam(ramp: Path) -> None:
    track = SoundTrack(ramp)
    for time_us in (1_000_000, 3_333_250, 0, 250_000):
        first = time_us * _RATE // 1_000_000
        heard = heard_from(track, time_us, 1000)
        heard += heard_from(track, time_us + 1000 * 1_000_000 // _RATE, 3801)
        begun = heard[0]
        assert begun == pytest.approx(first % 30_000, abs=48)  # the container keeps milliseconds
        assert heard == [(begun + place) % 30_000 for place in range(4801)]
    track.close()


def test_after_the_end_and_before_the_beginning_is_silence(tmp_path: Path) -> None:
    late = write_sound(tmp_path / "late.mkv", np.full(_RATE * 2, 0.5), begins_s=1.5)
    track = SoundTrack(late)
    sound = np.abs(track.take(0, 1.0, 4 * _RATE)[:, 0].astype(int))
    track.close()
    loud = np.flatnonzero(sound > 8000)
    assert loud[0] == pytest.approx(1.5 * _RATE, abs=100)
    assert loud[-1] == pytest.approx(3.5 * _RATE, abs=100)
    assert not sound[: loud[0]].any()


@pytest.mark.parametrize("rate", [0.25, 0.5, 1.0, 1.5, 2.0, 4.0])
def test_faster_and_slower_sound_keeps_its_pitch_and_its_place(rate: float, tmp_path: Path) -> None:
    seconds = np.arange(_RATE * _SECONDS) / _RATE
    tone = np.sin(2 * np.pi * 1000 * seconds) * np.where(seconds < 3, 0.2, 0.8)
    track = SoundTrack(write_sound(tmp_path / "tone.mkv", tone))
    count = round(2 / rate * _RATE)
    sound = np.concatenate([track.take(2_000_000, rate, count // 2), track.take(3_000_000, rate, count // 2)])[:, 0]
    track.close()
    pitch = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))).argmax() * _RATE / len(sound)
    assert pitch == pytest.approx(1000, abs=8)
    louder = np.flatnonzero(np.abs(sound.astype(int)) > 16_000)[0]
    assert louder == pytest.approx(1 / rate * _RATE, abs=0.07 * _RATE)


def test_a_film_without_sound_says_so(shared_media: Path) -> None:
    silent = SoundTrack(shared_media / "awkward" / "av1.mp4")
    assert silent.is_silent
    silent.close()
    heard = SoundTrack(shared_media / "awkward" / "start1h.ts")
    assert not heard.is_silent
    assert np.abs(heard.take(1_000_000, 1.0, _RATE)).max() > 0
    heard.close()


def test_sound_whose_decoder_can_not_be_opened_is_silence(tmp_path: Path) -> None:
    film = draw_small_film(tmp_path, next(each for each in SMALL_FILMS if each.name == "vp9.webm"))
    raw = bytearray(film.read_bytes())
    raw[raw.index(b"OpusHead") + 9] = 0  # channels
    film.write_bytes(raw)
    track = SoundTrack(film)
    assert not track.take(0, 1.0, 4800).any()
    track.close()
