"""Sounds made of noise and sine waves: blows, swings, fire, water, drums, chimes; knows not when they are heard."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from donnybrook.sample.shot import SoundKind

SAMPLE_RATE_HZ = 48_000
type Wave = npt.NDArray[np.float32]
type Maker = Callable[[int, np.random.Generator], npt.NDArray[np.float64]]


def _time(samples: int) -> npt.NDArray[np.float64]:
    return np.arange(samples) / SAMPLE_RATE_HZ


def _noise(samples: int, random: np.random.Generator, low_hz: float, high_hz: float) -> npt.NDArray[np.float64]:
    spectrum = np.fft.rfft(random.standard_normal(samples))
    pitch = np.fft.rfftfreq(samples, 1 / SAMPLE_RATE_HZ)
    band = np.exp(
        -((np.log2(np.maximum(pitch, 1) / np.sqrt(low_hz * high_hz)) / max(0.3, np.log2(high_hz / low_hz) / 2)) ** 2)
    )
    noise = np.fft.irfft(spectrum * band, samples)
    return np.asarray(noise / max(1e-9, float(np.abs(noise).max())))


def _hum(samples: int, from_hz: float, to_hz: float) -> npt.NDArray[np.float64]:
    pitch = np.geomspace(from_hz, to_hz, samples)
    return np.asarray(np.sin(2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE_HZ))


def _held(samples: int, ramp_s: float = 0.06) -> npt.NDArray[np.float64]:
    ramp = min(samples // 2, round(ramp_s * SAMPLE_RATE_HZ))
    envelope = np.ones(samples)
    envelope[:ramp] = np.linspace(0, 1, ramp)
    envelope[samples - ramp :] = np.linspace(1, 0, ramp)
    return envelope


def _whoosh(_: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
    count = 12_000
    share = np.linspace(0, 1, count)
    low, high = _noise(count, random, 300, 900), _noise(count, random, 900, 3600)
    return np.asarray((low * (1 - share) + high * share) * np.sin(np.pi * share) ** 3 * 0.5)


def _thud(_: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
    count = 14_000
    time = _time(count)
    return np.asarray(
        _hum(count, 130, 42) * np.exp(-time * 16) * 0.8 + _noise(count, random, 200, 2400) * np.exp(-time * 60) * 0.5
    )


def _clang(_: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
    count = 36_000
    time = _time(count)
    partials = ((523, 1.0), (1187, 0.7), (1839, 0.5), (2731, 0.4), (4013, 0.25))
    ring = sum(
        level * np.sin(2 * np.pi * pitch * time) * np.exp(-time * (5 + pitch / 500)) for pitch, level in partials
    )
    return np.asarray(ring * 0.22 + _noise(count, random, 2000, 8000) * np.exp(-time * 70) * 0.4)


def _shot(_: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
    count = 26_000
    time = _time(count)
    return np.asarray(
        _noise(count, random, 300, 6000) * (np.exp(-time * 34) + 0.2 * np.exp(-time * 7)) * 0.9
        + _hum(count, 90, 40) * np.exp(-time * 20) * 0.6
    )


def _fire(count: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
    roar = _noise(count, random, 60, 700) * (0.7 + 0.3 * _noise(count, random, 3, 14))
    crackle = np.zeros(count)
    for start in random.integers(0, count, max(1, count // 1500)):
        reach = min(400, count - int(start))
        crackle[start : start + reach] += (
            random.uniform(-1, 1) * np.exp(-np.arange(reach) / 50) * random.uniform(0.2, 1.0)
        )
    return np.asarray((roar * 0.55 + crackle * 0.35) * _held(count))


def _hose(count: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
    return np.asarray(
        _noise(count, random, 1400, 9000) * (0.85 + 0.15 * _noise(count, random, 5, 20)) * 0.4 * _held(count)
    )


def _drum(count: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
    beat, pattern = 24_024, (1.0, 0.0, 0.45, 0.7)
    wave = np.zeros(count + beat)
    for step, start in enumerate(range(0, count, beat // 2)):
        level = pattern[step % len(pattern)]
        time = _time(beat)
        wave[start : start + beat] += (_hum(beat, 95, 44) * np.exp(-time * 9) * level)[: len(wave) - start]
        wave[start : start + beat] += (_noise(beat, random, 3000, 9000) * np.exp(-time * 90) * 0.08)[
            : len(wave) - start
        ]
    return np.asarray(wave[:count] * 0.5 * _held(count, 0.2))


def _chime(_: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
    del random
    wave = np.zeros(110_000)
    for step, pitch in enumerate((587.33, 739.99, 880.0, 1174.66)):
        time = _time(len(wave) - step * 6500)
        wave[step * 6500 :] += (
            (np.sin(2 * np.pi * pitch * time) + 0.3 * np.sin(2 * np.pi * pitch * 2.76 * time))
            * np.exp(-time * 3.0)
            * 0.16
        )
    return wave * np.linspace(1, 0, len(wave))


def _scrape(count: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
    return np.asarray(
        _noise(count, random, 2500, 7000) * (0.6 + 0.4 * _noise(count, random, 20, 60)) * 0.4 * _held(count)
    )


def _crunch(_: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
    count = 9_000
    time = _time(count)
    grains = (random.random(count) < 0.02) * random.uniform(-1, 1, count)
    return np.asarray(
        (np.convolve(grains, np.exp(-np.arange(60) / 12), "same") * 0.8 + _noise(count, random, 900, 4500) * 0.5)
        * np.exp(-time * 22)
    )


def _splash(_: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
    count = 30_000
    time = _time(count)
    return np.asarray(_noise(count, random, 600, 6000) * np.minimum(time * 40, 1) * np.exp(-time * 7) * 0.6)


def _wind(count: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
    return np.asarray(
        _noise(count, random, 180, 700) * (0.6 + 0.4 * _noise(count, random, 0.4, 1.6)) * 0.3 * _held(count, 0.5)
    )


def _boom(_: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
    count = 48_000
    time = _time(count)
    return np.asarray((_hum(count, 88, 28) * 0.9 + _noise(count, random, 50, 900) * 0.7) * np.exp(-time * 5))


_MAKERS: dict[SoundKind, Maker] = {
    "whoosh": _whoosh, "thud": _thud, "clang": _clang, "shot": _shot, "fire": _fire, "hose": _hose, "drum": _drum,
    "chime": _chime, "scrape": _scrape, "crunch": _crunch, "splash": _splash, "wind": _wind, "boom": _boom,
}  # fmt: skip


def sound(kind: SoundKind, length_samples: int, seed: int) -> Wave:
    """One sound, mono, about -1 to 1; ``length_samples`` matters only to those that go on."""
    return _MAKERS[kind](max(4800, length_samples), np.random.default_rng(seed)).astype(np.float32)
