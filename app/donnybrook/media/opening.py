"""Opening one film file for reading, safely; knows containers, streams and clocks, and decodes nothing."""

import builtins
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import av
import av.container
import av.video.stream
from av.audio.stream import AudioStream
from av.video.frame import VideoFrame

from donnybrook.media.admission import CONTAINER_FORMATS, LARGEST_PICTURE_PX, admit, admit_picture_size
from donnybrook.media.problems import FilmProblem, shown_name
from donnybrook.times import LONGEST_US, SECOND_US

MOST_THREADS = 8
_SAFE_OPTIONS = {"format_whitelist": CONTAINER_FORMATS, "protocol_whitelist": "file"}
# Decoders whose pictures stay near the true ones without smoothing: by half a level of 255 at 320 px. VP8's do not.
_PROGRAM_STREAM = "mpeg"
_HARDLY_ROUGH = ("h264", "hevc")

Skip = Literal["DEFAULT", "NONREF", "NONKEY"]
# The frames in which the edges of blocks may stay as they are, as FFmpeg's ``skip_loop_filter`` names them: none, those
# that are made of frames both before and after them (their faults go no farther than the next such frame), all but
# keyframes.
Unsmoothed = Literal["default", "bidir", "nokey"]

type VideoPacket = av.Packet[av.video.stream.VideoStream]


class OpenFilm:
    """A film file held open: its container, its picture stream, and its clock in µs from the container's start."""

    def __init__(self, path: Path, *, threads: int | None = None, unsmoothed: Unsmoothed = "default") -> None:
        """Open the film at an absolute path; ``threads`` decode it, or as many as serve best.

        In the frames ``unsmoothed`` the edges of blocks may stay as they are, which small pictures hardly show.

        Raises:
            FilmProblem: the file is not admitted, is no film, or has no picture that can be decoded.
        """
        self.path = path
        self.is_careful = self.has_faults = False
        self._has_jumped, self._is_timed = False, True
        self._unsmoothed = unsmoothed
        # Frames wait for each other: with four threads a processor, a frame takes some 0.8 of what it takes with two.
        self._threads = threads or min(MOST_THREADS, 4 * available_threads())
        self.identity = admit(path)
        self.container = open_container(path)
        try:
            self.stream = _picture_stream(path, self.container)
        except FilmProblem:
            self.container.close()
            raise
        self._prepare()
        # The container's start is the zero that players count from; a stream may begin later.
        start_us: int | None = self.container.start_time
        self.start_us: int = self._absolute_us(self.stream.start_time or 0) if start_us is None else start_us

    def _prepare(self) -> None:
        for other in self.container.streams:
            if other.index != self.stream.index:
                other.discard = av.stream.Discard.all
        context = self.stream.codec_context
        context.thread_type = av.codec.context.ThreadType.AUTO
        context.thread_count = 1 if self.is_careful else self._threads
        context.options = {"max_pixels": str(LARGEST_PICTURE_PX)}
        if context.codec.name in _HARDLY_ROUGH:
            context.options["skip_loop_filter"] = self._unsmoothed
        # Decoders from outside FFmpeg (dav1d) look once, when opened, at what to leave out: they must never see it.
        self._can_skip = not context.codec.name.startswith("lib")

    def reopen(self) -> None:
        """Start again at the very first packet, which a seek can't promise in every container."""
        self.container.close()
        self._has_jumped, self._is_timed = False, True
        self.container = open_container(self.path)
        self.stream = _picture_stream(self.path, self.container)
        self._prepare()

    def be_careful(self) -> None:
        """Start again, and decode with one thread from now on: with several, one's fault loses the others' frames."""
        self.is_careful = True
        self.reopen()

    def close(self) -> None:
        """Close the file; the object is of no use afterwards."""
        self.container.close()

    def time_us(self, pts: int) -> int:
        """Return the time of a presentation timestamp of the picture stream; no film is longer than 10,000 hours."""
        return max(-LONGEST_US, min(self._absolute_us(pts) - self.start_us, LONGEST_US))

    def ticks_us(self, ticks: int) -> int:
        """Return how long a number of the picture stream's ticks last."""
        return self._absolute_us(ticks)

    @property
    def duration_us(self) -> int | None:
        """How long the container claims to last, from its start; None if it does not say."""
        duration_us = self.container.duration
        if duration_us is None or "matroska" not in self.container.format.name:
            return duration_us
        # Matroska counts its duration from zero, not from the first packet.
        return duration_us - max(self.start_us, 0)

    def _absolute_us(self, pts: int) -> int:
        base = self.stream.time_base
        return (2 * pts * base.numerator * SECOND_US + base.denominator) // (2 * base.denominator)

    def seek(self, time_us: int) -> bool:
        """Go to a keyframe at or before a time, as far as the container can; say whether it went anywhere."""
        base = self.stream.time_base
        # Half a microsecond is added back, so that a time made from a pts reaches that pts again.
        pts = (2 * (time_us + self.start_us) + 1) * base.denominator // (2 * SECOND_US * base.numerator)
        try:
            self.container.seek(pts, stream=self.stream, backward=True)
        except (av.FFmpegError, OverflowError):
            return False
        self._has_jumped = self.container.format.name == _PROGRAM_STREAM
        return True

    def packets(self) -> Iterator[VideoPacket]:
        """Yield the picture stream's packets from where the file stands; a damaged end is an end."""
        try:
            for packet in self.container.demux(self.stream):
                if packet.size and self._is_sure(packet):
                    yield packet
        except (av.FFmpegError, EOFError):
            return

    def _is_sure(self, packet: VideoPacket) -> bool:
        """Say whether a packet has a time of its own.

        A jump in a program stream lands amid a picture. What is left of it takes the time of the next one, and FFmpeg
        counts on from there, until a packet of the file brings a time again: one that tells its place in the file.
        """
        if self._has_jumped:
            self._has_jumped = self._is_timed = False
            return False
        self._is_timed = self._is_timed or packet.pos is not None
        return self._is_timed

    def leave_out(self, frames: Skip) -> None:
        """Let the decoder leave out frames from here on, where it can: ``DEFAULT`` none, ``NONREF`` or ``NONKEY``."""
        if self._can_skip:
            self.stream.codec_context.skip_frame = frames

    def decode(self, packet: VideoPacket | None) -> list[VideoFrame]:
        """Return the pictures that a packet completes (None: those that are left); none where it is damaged.

        ``has_faults`` says from then on that something was.

        Raises:
            FilmProblem: they need more memory than a film may take.
        """
        self.has_faults |= packet is not None and packet.is_corrupt
        try:
            return self.stream.codec_context.decode(packet)
        except builtins.MemoryError as error:
            raise told(self.path, error) from error
        except (av.FFmpegError, EOFError, ValueError):
            # ``ValueError``: a decoder that could not be opened at the first packet is gone at the next.
            self.has_faults = True
            return []


def available_threads() -> int:
    """Return how many processors this process may use."""
    return os.cpu_count() or 1


def told(path: Path, error: BaseException) -> FilmProblem:
    """Return the sentence for whatever a decoder library raised while opening or reading a film."""
    name = shown_name(path)
    if isinstance(error, builtins.MemoryError):
        return FilmProblem(f"{name} needs more memory than a film may take here; it may be damaged.", "too_big")
    if isinstance(error, builtins.FileNotFoundError):
        return FilmProblem(f"{name} is not there. It may have been moved, or its disk unplugged.", "missing")
    if isinstance(error, av.error.LookupError):
        return FilmProblem(f"{name} is coded in a way that this program can't decode.", "no_picture")
    if isinstance(error, builtins.OSError) and not isinstance(error, av.FFmpegError):
        return FilmProblem(f"Reading {name} failed: {error.strerror}. Check its disk, then try again.", "broken")
    return FilmProblem(f"{name} is damaged where it was read, or is no film. Try a player, or a fresh copy.", "broken")


def open_container(path: Path) -> av.container.InputContainer:
    """Open the container of an admitted file, so that it can open no other file.

    Raises:
        FilmProblem: ``not_a_film``, or ``too_big`` for the memory allowed.
    """
    try:
        return av.open(str(path), mode="r", container_options=_SAFE_OPTIONS)
    except builtins.MemoryError as error:
        raise told(path, error) from error
    except (av.FFmpegError, UnicodeError, AttributeError, OSError, ValueError) as error:
        raise FilmProblem(
            f"{shown_name(path)} is not a film in a format that this program reads, or it is damaged."
            " Try it in a player, or copy it again from its source.",
            "not_a_film",
        ) from error


def _picture_stream(path: Path, container: av.container.InputContainer) -> av.video.stream.VideoStream:
    pictures = [stream for stream in container.streams.video if not _is_still(stream)]
    if not pictures:
        held = "a cover picture but no film" if container.streams.video else "no moving picture"
        raise FilmProblem(f"{shown_name(path)} holds {held}, so there is nothing to show or mark.", "no_picture")
    chosen = next((stream for stream in pictures if stream.disposition & av.stream.Disposition.default), pictures[0])
    if chosen.codec_context is None:
        raise FilmProblem(f"{shown_name(path)} is coded in a way that this program can't decode.", "no_picture")
    admit_picture_size(path, chosen.codec_context.width, chosen.codec_context.height)
    return chosen


def sound_stream(container: av.container.InputContainer) -> AudioStream | None:
    """Return the sound of a film: the stream meant to be heard, or else the first; None where none can be decoded."""
    known = [stream for stream in container.streams.audio if stream.codec_context is not None]
    meant = (stream for stream in known if stream.disposition & av.stream.Disposition.default)
    return next(meant, next(iter(known), None))


def _is_still(stream: av.video.stream.VideoStream) -> bool:
    stills = av.stream.Disposition.attached_pic | av.stream.Disposition.timed_thumbnails
    return bool(stream.disposition & stills)
