"""Writes a stretch of a film as a picture that moves for ever, GIF or WebP, without sound. Knows no catalog."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import av.filter
from av.container import OutputContainer
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from donnybrook.media.clip_easel import ClipEasel, even
from donnybrook.media.clipping import Stretch
from donnybrook.media.facts import Clip
from donnybrook.media.muxing import AnyPacket, finish, refusals
from donnybrook.media.pictures import fitted
from donnybrook.media.problems import FilmProblem
from donnybrook.records import dataclass
from donnybrook.times import SECOND_US

USUAL_WIDTH_PX = 480
LONGEST_US = 60 * SECOND_US


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a kind of loop is coded: pictures a second, muxer, encoder, its options, the layout that it takes."""

    rate: Fraction
    muxer: str
    codec: str
    layout: str
    options: tuple[tuple[str, str], ...] = ()


# GIF counts in hundredths of a second: 12.5 pictures a second are 8 of them each.
_KINDS = {
    ".gif": _Kind(Fraction(25, 2), "gif", "gif", "pal8"),
    ".webp": _Kind(Fraction(25), "webp", "libwebp_anim", "yuv420p", (("quality", "75"), ("compression_level", "3"))),
}


def write_loop(stretch: Stretch, out: Path, ending: str, width_px: int) -> Clip:
    """Write a loop, at most so wide and never larger than the film.

    Raises:
        FilmProblem: ``too_big`` for more than a minute, ``no_frame``, or ``unwritable``.
    """
    if stretch.out_us - stretch.in_us > LONGEST_US:
        raise FilmProblem("A loop lasts at most a minute. Cut a clip (.mp4), or set the fight's in and out.", "too_big")
    kind = _KINDS[ending]
    shown = _sampled(stretch, kind.rate)
    first = next(shown)
    size_px = even(fitted(*stretch.painter.admitted_size(stretch.path, first), width_px))
    easel = ClipEasel(stretch.path, stretch.painter, size_px)
    with refusals():
        container = av.open(str(out), "w", format=kind.muxer, container_options={"loop": "0"})
        writer = _LoopWriter(container, kind, size_px)
        writer.add(easel, first)
        for picture in shown:
            writer.add(easel, picture)
        writer.end(stretch.alive)
        finish(container, stretch.alive)
    return Clip(round(writer.count * SECOND_US / kind.rate), writer.count)


def _sampled(stretch: Stretch, rate: Fraction) -> Iterator[VideoFrame]:
    """Yield the picture that is shown at each tick of a rate."""
    number = 0
    for picture, begins_us, lasts_us in stretch.pictures():
        ends_us = begins_us + lasts_us
        stretch.alive(ends_us / (stretch.out_us - stretch.in_us) / 2)
        while number * SECOND_US / rate < ends_us:
            number += 1
            yield picture


class _LoopWriter:
    """Takes pictures one by one; a GIF's are held until all of its colours are known."""

    def __init__(self, container: OutputContainer, kind: _Kind, size_px: tuple[int, int]) -> None:
        self._container = container
        self._stream = cast("VideoStream", container.add_stream(kind.codec, rate=kind.rate))
        self._stream.width, self._stream.height, self._stream.pix_fmt = *size_px, kind.layout
        self._stream.codec_context.time_base = 1 / kind.rate
        self._stream.codec_context.options = dict(kind.options)
        self._tick = 1 / kind.rate
        self._palette = _palette_graph(size_px, self._tick) if kind.layout == "pal8" else None
        self.count = 0

    def add(self, easel: ClipEasel, picture: VideoFrame) -> None:
        if self._palette is None:
            self._encode(easel.drawn(picture), self.count)
        else:
            frame = VideoFrame.from_ndarray(easel.rgb(picture), format="rgb24")
            frame.pts, frame.time_base = self.count, self._tick
            self._palette.push(frame)
        self.count += 1

    def end(self, alive: Callable[[], None]) -> None:
        if self._palette is not None:
            self._palette.push(None)
            for number in range(self.count):
                alive()
                self._encode(cast("VideoFrame", self._palette.pull()), number)
        for packet in self._stream.codec_context.encode_lazy(None):
            self._mux(packet)

    def _encode(self, frame: VideoFrame, number: int) -> None:
        frame.pts, frame.time_base = number, self._tick
        for packet in self._stream.codec_context.encode_lazy(frame):
            self._mux(packet)

    def _mux(self, packet: AnyPacket) -> None:
        packet.stream = self._stream
        self._container.mux(packet)


def _palette_graph(size_px: tuple[int, int], tick: Fraction) -> Graph:
    """Return what turns RGB pictures into ones of 256 colours that suit all of them, once the last one is in."""
    graph = Graph()
    source = graph.add_buffer(width=size_px[0], height=size_px[1], format="rgb24", time_base=tick)
    split, palette = graph.add("split"), graph.add("palettegen", "stats_mode=diff")
    use, sink = graph.add("paletteuse", "dither=sierra2_4a:diff_mode=rectangle"), graph.add("buffersink")
    source.link_to(split)
    split.link_to(palette, 0, 0)
    split.link_to(use, 1, 0)
    palette.link_to(use, 0, 1)
    use.link_to(sink)
    graph.configure()
    return graph
