"""Reads packets a little ahead of the decoder, to know which of them holds the frame at a time; decodes nothing."""

from collections import deque
from collections.abc import Iterator

from donnybrook.media.opening import OpenFilm, VideoPacket

# Farther than any codec reorders its frames; what is farther off is decoded rather than guessed at.
_AHEAD = 48


class Lookahead:
    """The packets from a keyframe on, in decoding order, and what is known of the frames around one time.

    ``shown_us`` is the last presentation time at or before the time asked for among the packets seen, ``next_us`` the
    first after it. Once ``is_settled``, no later packet can change either.
    """

    def __init__(self, film: OpenFilm, time_us: int) -> None:
        self.shown_us: int | None = None
        self.next_us: int | None = None
        self.is_settled = False
        self._film = film
        self._time_us = time_us
        self._source: Iterator[VideoPacket] = film.packets()
        self._waiting: deque[VideoPacket] = deque()
        self._past = 0
        self.first_us = self._find_keyframe()

    def _find_keyframe(self) -> int | None:
        for packet in self._source:
            if packet.is_keyframe:
                self._take(packet)
                return None if packet.pts is None else self._film.time_us(packet.pts)
        self.is_settled = True
        return None

    def __iter__(self) -> Iterator[VideoPacket]:
        """Yield the packets up to the settling one, each only once enough of those after it have been seen."""
        while True:
            while not self.is_settled and len(self._waiting) < _AHEAD:
                packet = next(self._source, None)
                if packet is None:
                    self.is_settled = True
                else:
                    self._take(packet)
            if not self._waiting:
                return
            yield self._waiting.popleft()

    def onwards(self) -> Iterator[VideoPacket]:
        """Yield the packets up to the settling one, and all after it."""
        yield from self
        yield from self._source

    def is_shown(self, packet: VideoPacket) -> bool:
        """Say whether a packet holds the frame that, as far as is known, is on the screen at the time asked for."""
        return packet.pts is not None and self._film.time_us(packet.pts) == self.shown_us

    def _take(self, packet: VideoPacket) -> None:
        self._waiting.append(packet)
        if packet.pts is None or packet.is_discard:
            return
        shown_us = self._film.time_us(packet.pts)
        if shown_us <= self._time_us:
            self.shown_us = shown_us if self.shown_us is None else max(self.shown_us, shown_us)
        else:
            self.next_us = shown_us if self.next_us is None else min(self.next_us, shown_us)
            self._past += 1
        self._settle(packet)

    def _settle(self, packet: VideoPacket) -> None:
        if self.next_us is None:
            return
        # A packet is decoded no later than it is shown, so once decoding has passed the next frame, nothing can
        # still come before it.
        decoding_past = packet.dts is not None and self._film.time_us(packet.dts) >= self.next_us
        self.is_settled = decoding_past or self._past > _AHEAD
