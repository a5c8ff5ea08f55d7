"""What the window's process and the decoding process say to each other, as length-prefixed JSON; knows no film.

Nothing here can run code on arrival (unlike pickles): a decoder that a hostile film has taken over can only lie.
Pictures and other bulk do not pass here but through shared memory; an answer says how many bytes of it count.
"""

import json
import struct
from dataclasses import asdict, fields
from fractions import Fraction
from typing import IO, Literal, Protocol

from donnybrook.media.facts import FilmFacts
from donnybrook.media.problems import Reason
from donnybrook.records import dataclass

Action = Literal[
    "probe",
    "frame",
    "frame_times",
    "thumbnail",
    "cover",
    "picture",
    "look",
    "fingerprint",
    "survey",
    "strip",
    "contact_sheet",
    "chapters",
    "versions",
    "run",
    "keyframe",
    "neighbour_time",
    "sound",
    "clip",
    "copy",
    "loop",
    "part",
    "join",
    "still",
    "cell",
    "sheet",
]
COPYING = "copying"
"""What a process is told that is asked for copies alone."""
COPIES: frozenset[Action] = frozenset({"copy"})
Kind = Literal["ready", "alive", "done", "problem"]

_LENGTH = struct.Struct(">I")
_LONGEST_REQUEST = 64_000_000
_LONGEST_ANSWER = 1_000_000


class Alive(Protocol):
    """Hears, during long work, that it goes on, and what share of it is done (0 to 1) where that is known."""

    def __call__(self, share: float | None = None) -> None:
        """Hear it."""
        ...


@dataclass(frozen=True, slots=True)
class Request:
    """One thing asked of the decoding process; what an action does not need stays at its default."""

    action: Action
    path: str = ""
    time_us: int = 0
    until_us: int = 0
    step: int = 0
    max_width_px: int | None = None
    detector: str = ""
    max_height_px: int | None = None
    places: tuple[int, ...] = ()
    is_after: bool = False
    late_until_us: int = 0
    rate: float = 1.0
    count: int = 0
    threads: int = 1
    out: str = ""
    ending: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture of 32 bits a pixel that lies in shared memory, from byte ``place`` on, and the frame it shows.

    ``previous_us`` is the time of the frame directly before it, where that is known.
    """

    place: int
    time_us: int
    previous_us: int | None
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing the decoding process says: that it is ready or alive, what it found, or what is wrong."""

    kind: Kind
    text: str = ""
    detail: str = ""
    reason: Reason | None = None
    time_us: int = 0
    duration_us: int | None = None
    width_px: int = 0
    height_px: int = 0
    payload_bytes: int = 0
    facts: FilmFacts | None = None
    share: float | None = None
    pictures: tuple[PlacedPicture, ...] = ()
    is_end: bool = False
    count: int = 0


def send(pipe: IO[bytes], message: Request | Answer) -> None:
    """Write one message, whole; raises ``OSError`` when the other side is gone."""
    body = json.dumps(asdict(message), default=str).encode("ascii")
    pipe.write(_LENGTH.pack(len(body)) + body)
    pipe.flush()


def receive_request(pipe: IO[bytes]) -> Request | None:
    """Read the next request; None once the other side is gone."""
    body = _receive(pipe, _LONGEST_REQUEST)
    if body is None:
        return None
    said = json.loads(body)
    return Request(**{**said, "places": tuple(said["places"]), "words": tuple(said["words"])})


def receive_answer(pipe: IO[bytes]) -> Answer | None:
    """Read the next answer; None once the other side is gone. Raises ``ValueError`` for what is none."""
    body = _receive(pipe, _LONGEST_ANSWER)
    if body is None:
        return None
    said = json.loads(body)
    if not isinstance(said, dict) or set(said) != {field.name for field in fields(Answer)}:
        raise ValueError("The decoding process sent something that is no answer.")
    said["facts"] = None if said["facts"] is None else _facts(said["facts"])
    said["pictures"] = tuple(PlacedPicture(**picture) for picture in said["pictures"])
    return Answer(**said)


def _receive(pipe: IO[bytes], longest: int) -> bytes | None:
    head = _exactly(pipe, _LENGTH.size)
    if head is None:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > longest:
        raise ValueError("A message is too long.")
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], length: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < length:
        part = pipe.read(length - len(parts))
        if not part:
            return None
        parts += part
    return bytes(parts)


def _facts(said: dict[str, object]) -> FilmFacts:
    said["rate"] = None if said["rate"] is None else Fraction(str(said["rate"]))
    said["pixel_aspect"] = Fraction(str(said["pixel_aspect"]))
    return FilmFacts(**said)  # type: ignore[arg-type]
