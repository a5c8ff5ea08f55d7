"""The sound of one film from any time on, at any speed and its own pitch, without a gap; knows no device."""

import builtins
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import av.filter
import av.stream
import numpy as np
import numpy.typing as npt
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream

from donnybrook.media.admission import admit
from donnybrook.media.facts import SOUND_RATE_HZ
from donnybrook.media.opening import open_container, sound_stream, told
from donnybrook.times import SECOND_US

type AudioPacket = av.Packet[AudioStream]
type Samples = npt.NDArray[np.int16]

_CHANNELS = 2
_FORMAT, _LAYOUT = "s16", "stereo"
# A decoder needs some sound before the place that is wanted; MPEG streams land too late by up to some seconds.
_BACK_US = (SECOND_US // 10, SECOND_US, 4 * SECOND_US)
# What times that are rounded to milliseconds, or to video frames, may be off before sound is moved to its place.
_TOLERANCE_US = 30_000
_SILENCE = 4800
_NEAR_US = 5_000


class SoundTrack:
    """One film's sound as 16-bit stereo samples of ``SOUND_RATE_HZ``."""

    def __init__(self, path: Path) -> None:
        """Open the film.

        Raises:
            FilmProblem: the file can't be opened.
        """
        admit(path)
        self._path = path
        self._container = open_container(path)
        self._stream = sound_stream(self._container)
        for other in self._container.streams:
            if self._stream is None or other.index != self._stream.index:
                other.discard = av.stream.Discard.all
        self._rate = 1.0
        self._begun_us = 0
        self._taken = 0
        self._ready: Samples = np.zeros((0, _CHANNELS), np.int16)
        self._blocks: Iterator[Samples] = iter(())

    @property
    def is_silent(self) -> bool:
        """Whether there is no sound in the film that can be decoded."""
        return self._stream is None

    def close(self) -> None:
        """Close the film."""
        self._container.close()

    def take(self, time_us: int, rate: float, count: int) -> Samples:
        """Return the sound from a time on, ``count`` samples, shape (count, 2), played at a rate above zero.

        Asked for what comes after what it gave last, it goes on without a seam. Where the film has no sound, silence.
        """
        here_us = self._begun_us + round(self._taken * self._rate * SECOND_US / SOUND_RATE_HZ)
        if rate != self._rate or self._taken == 0 or abs(time_us - here_us) > _NEAR_US:
            self._begin(time_us, rate)
        parts, room = [self._ready], count - len(self._ready)
        while room > 0 and (block := next(self._blocks, None)) is not None:
            parts.append(block)
            room -= len(block)
        if room > 0:
            parts.append(np.zeros((room, _CHANNELS), np.int16))
        sound = np.concatenate(parts)
        self._ready = sound[count:]
        self._taken += count
        return sound[:count]

    def _begin(self, time_us: int, rate: float) -> None:
        self._begun_us, self._rate, self._taken = time_us, rate, 0
        self._ready = self._ready[:0]
        sound = self._sound_from(time_us)
        self._blocks = sound if rate == 1.0 else _at_speed(sound, rate)

    def _sound_from(self, time_us: int) -> Iterator[Samples]:
        """Yield the sound from a time on, with silence where there is none, and without what overlaps."""
        resampler = AudioResampler(_FORMAT, _LAYOUT, SOUND_RATE_HZ)
        given = 0
        for frame, frame_us in self._frames_from(time_us):
            try:
                block = np.concatenate([_samples(each) for each in resampler.resample(frame)] or [self._ready[:0]])
            except (av.FFmpegError, ValueError):
                # Sound that changes its form midway needs another converter.
                resampler = AudioResampler(_FORMAT, _LAYOUT, SOUND_RATE_HZ)
                continue
            missing_us = frame_us - time_us - given * SECOND_US // SOUND_RATE_HZ
            missing = missing_us * SOUND_RATE_HZ // SECOND_US if abs(missing_us) > _TOLERANCE_US or not given else 0
            block = block[max(0, -missing) :]
            given += max(0, missing) + len(block)
            while missing > 0:
                yield np.zeros((min(missing, _SILENCE), _CHANNELS), np.int16)
                missing -= _SILENCE
            if len(block):
                yield block

    def _frames_from(self, time_us: int) -> Iterator[tuple[AudioFrame, int]]:
        if self._stream is None:
            return
        for back_us in _BACK_US:
            frames = self._frames_after_seek(time_us - back_us)
            first = next(frames, None)
            if first is not None and (first[1] <= time_us or back_us == _BACK_US[-1]):
                yield first
                yield from frames
                return

    def _frames_after_seek(self, time_us: int) -> Iterator[tuple[AudioFrame, int]]:
        stream = cast("AudioStream", self._stream)
        base = stream.time_base
        start_us = self._container.start_time or 0
        try:
            pts = int((max(time_us, 0) + start_us) / (base * SECOND_US))
            self._container.seek(pts, stream=stream, backward=True)
            for packet in self._container.demux(stream):
                for frame in _decoded(packet):
                    if frame.pts is not None and frame.samples > 0:
                        yield frame, round(frame.pts * base * SECOND_US) - start_us
        except builtins.MemoryError as error:
            raise told(self._path, error) from error
        except (av.FFmpegError, EOFError, OverflowError):
            return


def _decoded(packet: AudioPacket) -> list[AudioFrame]:
    try:
        return packet.decode()
    except builtins.MemoryError:
        raise
    except (av.FFmpegError, EOFError, ValueError):
        # ``ValueError``: a decoder that could not be opened at the first packet is gone at the next.
        return []


def _samples(frame: AudioFrame) -> Samples:
    return np.frombuffer(frame.planes[0], np.int16, frame.samples * _CHANNELS).reshape(-1, _CHANNELS)


def _at_speed(blocks: Iterator[Samples], rate: float) -> Iterator[Samples]:
    """Yield the sound faster or slower, its pitch kept."""
    base = Fraction(1, SOUND_RATE_HZ)
    graph = av.filter.Graph()
    nodes = [graph.add_abuffer(sample_rate=SOUND_RATE_HZ, format=_FORMAT, layout=_LAYOUT, time_base=base)]
    nodes += [graph.add("atempo", f"{step:.6f}") for step in _tempo_steps(rate)]
    nodes.append(graph.add("abuffersink"))
    graph.link_nodes(*nodes).configure()
    pushed = 0
    for block in blocks:
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(block).reshape(1, -1), format=_FORMAT, layout=_LAYOUT)
        frame.sample_rate, frame.time_base, frame.pts = SOUND_RATE_HZ, base, pushed
        pushed += len(block)
        graph.push(frame)
        yield from _pulled(graph)
    graph.push(None)
    yield from _pulled(graph)


def _pulled(graph: av.filter.Graph) -> Iterator[Samples]:
    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        yield _samples(cast("AudioFrame", frame)).copy()


def _tempo_steps(rate: float) -> list[float]:
    """Split a rate into steps between a half and two: beyond those the filter leaves samples out."""
    steps = []
    while not 0.5 <= rate <= 2:
        step = 2.0 if rate > 2 else 0.5
        steps.append(step)
        rate /= step
    return [*steps, rate]
