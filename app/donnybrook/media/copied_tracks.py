"""The tracks of a film that are copied as they are, each with where a stretch of it begins and ends; opens no file."""

from collections.abc import Sequence

import av
from av.container import OutputContainer
from av.stream import Discard, Stream

from donnybrook.media.muxing import AnyPacket
from donnybrook.media.opening import OpenFilm, sound_stream
from donnybrook.records import dataclass
from donnybrook.times import SECOND_US

_BESIDE_US = 5 * SECOND_US
# What else a film says of its tracks may not hold for a part of it: how long they are, how many bytes they have.
_KEPT = ("language", "title")
_WORDS = {"audio": "sound", "subtitle": "subtitles"}
_LONGEST_WORD = 12


@dataclass(slots=True)
class Track:
    """One stream that is copied, and where the stretch begins and ends on its own clock."""

    source: Stream
    target: Stream
    in_pts: int
    out_pts: int
    last_pts: int  # until here at most, what belongs to the stretch lies in the file
    last_dts: int | None = None  # of what was copied, on the clock of the clip

    @property
    def is_sparse(self) -> bool:
        """Whether nothing may come of it for long, so that it is not waited for."""
        return self.source.type == "subtitle"

    def moved(self, packet: AnyPacket) -> bool:
        """Put a packet on the clip's clock; say whether it can be copied: its time of decoding has to rise."""
        if self.is_sparse and not self._trimmed(packet):
            return False
        packet.pts = None if packet.pts is None else packet.pts - self.in_pts
        packet.dts = None if packet.dts is None else packet.dts - self.in_pts
        if packet.dts is not None and self.last_dts is not None:
            packet.dts = max(packet.dts, self.last_dts + 1)
        if packet.dts is not None:
            if packet.pts is not None and packet.pts < packet.dts:
                return False
            self.last_dts = packet.dts
        packet.stream = self.target
        return True

    def _trimmed(self, packet: AnyPacket) -> bool:
        """Let words be shown within the stretch alone; say whether they are shown in it at all."""
        if packet.pts is None:
            return False
        begins, ends = max(packet.pts, self.in_pts), packet.pts + (packet.duration or 0)
        if begins >= self.out_pts or (packet.duration and ends <= begins):
            return False
        packet.pts = packet.dts = begins
        if packet.duration:
            packet.duration = min(ends, self.out_pts) - begins
        return True


class Sieve:
    """Of pictures in the order of decoding, keeps those of a stretch: from the first keyframe on, up to an end.

    Of those that are shown after the end it keeps only what others before the end are made of.
    """

    def __init__(self, out_pts: int) -> None:
        self._out_pts = out_pts
        self._first_pts: int | None = None
        self._late: list[AnyPacket] = []

    @property
    def has_begun(self) -> bool:
        """Whether the first keyframe is there."""
        return self._first_pts is not None

    def sifted(self, packet: AnyPacket) -> list[AnyPacket]:
        """Return what can be copied now that a packet is known."""
        if packet.pts is None or (self._first_pts is None and not packet.is_keyframe):
            return []
        if self._first_pts is None:
            self._first_pts = packet.pts
        if packet.pts >= self._out_pts:
            self._late.append(packet)
            return []
        if packet.pts < self._first_pts:
            # It is made of pictures before the keyframe, too.
            return []
        kept = [*self._late, packet]
        self._late.clear()
        return kept


def others_of(film: OpenFilm) -> list[Stream]:
    """Return the tracks of a film that go along with its picture and the sound that is heard: other sound, and words.

    Pictures of another angle, attachments and data stay behind.
    """
    heard = sound_stream(film.container)
    return [*(each for each in film.container.streams.audio if each is not heard), *film.container.streams.subtitles]


def track_in(container: OutputContainer, film: OpenFilm, source: Stream, in_us: int, out_us: int) -> Track | None:
    """Add a stream to a file as it is, from a time to another (excluded), in µs of the film; ``None`` if it can't."""
    try:
        target = container.add_stream_from_template(source, opaque=True)
    except (ValueError, av.FFmpegError):
        return None
    base, zero_us = source.time_base, film.start_us
    source.discard = Discard.default
    target.metadata.update({name: source.metadata[name] for name in _KEPT if name in source.metadata})
    target.disposition = source.disposition

    def pts(time_us: int) -> int:
        ticks = 2 * (time_us + zero_us) * base.denominator
        return (ticks + SECOND_US * base.numerator) // (2 * SECOND_US * base.numerator)

    return Track(source, target, pts(in_us), pts(out_us), pts(out_us + _BESIDE_US))


def words_for(streams: Sequence[Stream]) -> tuple[str, ...]:
    """Return what tracks are, for people: ``sound (fra)``, ``subtitles``."""
    languages = [(each.metadata.get("language") or "")[:_LONGEST_WORD] for each in streams]
    return tuple(
        f"{_WORDS.get(each.type, each.type)}{f' ({language})' if language else ''}"
        for each, language in zip(streams, languages, strict=True)
    )
