"""The records the media room hands out: film facts, frames, thumbnails, versions. Knows no decoder and no file."""

from dataclasses import dataclass
from fractions import Fraction


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


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """One small picture as JPEG, upright, with square pixels, and the time of the frame it was made from."""

    time_us: int
    width_px: int
    height_px: int
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class MediaVersions:
    """The versions of the libraries that read film."""

    pyav: str
    ffmpeg: str
    opencv: str
