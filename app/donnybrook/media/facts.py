"""The records the media room hands out: film facts, frames, thumbnails, surveys. Knows no decoder and no file."""

from array import array
from fractions import Fraction
from typing import Literal

from donnybrook.records import dataclass

type ShotKind = Literal["start", "cut", "fade", "dissolve"]

LOOK_LENGTH = 20  # bytes: eight hues, and the brightness of three rows of four parts
SOUND_RATE_HZ = 48_000
SOUND_BYTES = 1024 * 1024
"""Sound for playing is 16-bit stereo at that rate; no more than so much of it is handed over at once."""


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """What a film file says of itself. All times but ``start_us`` count from the container's own start.

    ``width_px`` and ``height_px`` are as coded; the display size is after the pixels' shape and the rotation, which is
    counted counterclockwise (as ffprobe does): 0, 90, 180 or 270.
    """

    container: str
    start_us: int
    duration_us: int | None
    rate: Fraction | None
    is_variable_rate: bool
    width_px: int
    height_px: int
    display_width_px: int
    display_height_px: int
    rotation_deg: int
    pixel_aspect: Fraction
    video_codec: str
    audio_codec: str | None
    size_bytes: int
    first_frame_us: int


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture, upright, with square pixels: ``rgb`` holds ``height_px`` rows of ``3 * width_px`` bytes."""

    time_us: int
    duration_us: int | None
    width_px: int
    height_px: int
    rgb: bytes


TOLD_KEY = "DONNYBROOK"
"""The name, in a chapter's metadata, of what this program says of a fight beside its title."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A named stretch of a film, in µs from the container's start; ``told`` is what this program wrote with it."""

    in_us: int
    out_us: int
    title: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """One small picture as JPEG, upright, with square pixels, and the time of the frame it was made from."""

    time_us: int
    width_px: int
    height_px: int
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class Shot:
    """A stretch between two transitions; the shots of a film follow each other without gaps, ``out_us`` excluded.

    ``kind`` says how it begins, and ``since_us`` to ``until_us`` how long that takes: both equal ``in_us`` for a start
    and a cut. A dissolve's shot begins in the middle of the dissolve. A fade's begins with the first frame that is not
    black any more, or, for a fade into black, with the first black one. ``score`` is how sure the detector is, 0 to 1.
    """

    in_us: int
    out_us: int
    in_frame: int
    kind: ShotKind
    score: float
    since_us: int
    until_us: int


@dataclass(frozen=True, slots=True)
class SoundEnvelope:
    """How loud a film is: the peak of each ``step_us`` from time 0 on, as one byte, 255 for full scale."""

    step_us: int
    peaks: bytes


@dataclass(frozen=True, slots=True)
class FilmSurvey:
    """All that one reading of a film tells; times in µs from the container's start, in order of display.

    ``strip`` holds small pictures spread evenly over the film, each with the time of its own frame.
    """

    facts: FilmFacts
    fingerprint: str
    frame_times: array[int]
    keyframe_times: array[int]
    shots: tuple[Shot, ...]
    detector: str
    detector_version: str
    sound: SoundEnvelope | None
    strip: tuple[Thumbnail, ...]


@dataclass(frozen=True, slots=True)
class Clip:
    """What was cut out of a film: so much of it, so many pictures.

    Where it is copied as it is, ``early_us`` is how long before the time asked for its first picture lies, and
    ``without`` names the tracks that such a file can't hold.
    """

    length_us: int
    frame_count: int
    early_us: int = 0
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MediaVersions:
    """The versions of the libraries that read film."""

    pyav: str
    ffmpeg: str
    opencv: str
