"""What a film file says of itself, checked where it is known to be wrong; decodes one picture, no more."""

from array import array
from fractions import Fraction
from itertools import pairwise

from donnybrook.media.admission import admit_picture_size, sane_duration_us, sane_rate
from donnybrook.media.facts import FilmFacts
from donnybrook.media.frames import FrameReader
from donnybrook.media.opening import OpenFilm, sound_stream
from donnybrook.media.pictures import display_size, stance_of
from donnybrook.times import SECOND_US

# A file that does not say how long it lasts is read through, unless that would take too long.
_READ_THROUGH_BYTES = 512 * 1024 * 1024
_SAMPLE_US = 5 * SECOND_US
# Containers that keep milliseconds put every frame up to half a millisecond beside its place.
_ROUNDING_US = 1100
_ODD_ONE_IN = 25


def probe(reader: FrameReader) -> FilmFacts:
    """Return the facts of an open film.

    Raises:
        FilmProblem: not one picture can be decoded, or it is too large.
    """
    film = reader.film
    first = reader.first()
    picture = first.picture
    admit_picture_size(film.path, picture.width, picture.height)
    stance, aspect = stance_of(picture), pixel_aspect(film)
    width_px, height_px = display_size(picture.width, picture.height, aspect, stance)
    admit_picture_size(film.path, width_px, height_px)
    duration_us = _duration_us(reader)
    rate = stated_rate(film)
    return FilmFacts(
        container=film.container.format.name,
        start_us=film.start_us,
        duration_us=duration_us,
        rate=rate,
        is_variable_rate=rate is None or _varies(reader, rate, duration_us or 0),
        width_px=picture.width,
        height_px=picture.height,
        display_width_px=width_px,
        display_height_px=height_px,
        rotation_deg=-90 * stance.quarter_turns % 360,
        pixel_aspect=aspect,
        video_codec=_codec_name(film),
        audio_codec=_audio_codec(film),
        size_bytes=film.identity.size_bytes,
        first_frame_us=first.time_us,
    )


def pixel_aspect(film: OpenFilm) -> Fraction:
    """Return the width of a pixel by its height; square where the film does not say, or says nonsense."""
    stated = film.stream.sample_aspect_ratio
    if stated is None or stated.numerator <= 0 or stated.denominator <= 0:
        return Fraction(1)
    aspect = Fraction(stated.numerator, stated.denominator)
    return aspect if Fraction(1, 16) <= aspect <= 16 else Fraction(1)


def _duration_us(reader: FrameReader) -> int | None:
    claimed_us = sane_duration_us(reader.film.duration_us)
    if claimed_us is not None or reader.film.identity.size_bytes > _READ_THROUGH_BYTES:
        return claimed_us
    times = reader.times()
    return times[-1] + (times[-1] - times[-2] if len(times) > 1 else 0) if times else None


def stated_rate(film: OpenFilm) -> Fraction | None:
    """Return the frames a second that a film says it has; None where it does not, or where it can't be true."""
    for stated in (film.stream.average_rate, film.stream.guessed_rate):
        if stated is not None and stated.numerator > 0 and stated.denominator > 0:
            return sane_rate(Fraction(stated.numerator, stated.denominator))
    return None


def _varies(reader: FrameReader, rate: Fraction, duration_us: int) -> bool:
    """Whether frames lie off a constant rate, in a sample from the start, the middle and near the end."""
    usual_us, odd, seen = SECOND_US / rate, 0, 0
    for start_us in {0, duration_us // 2, max(duration_us - 2 * _SAMPLE_US, 0)}:
        times = array("q", reader.times_between(start_us, start_us + _SAMPLE_US))
        seen += len(times)
        odd += sum(abs(later - earlier - usual_us) > _ROUNDING_US for earlier, later in pairwise(times))
    # A gap here and there is a lost frame, not a way of timing.
    return odd * _ODD_ONE_IN > seen


def _codec_name(film: OpenFilm) -> str:
    return film.stream.codec.canonical_name if film.stream.codec else film.stream.codec_context.name


def _audio_codec(film: OpenFilm) -> str | None:
    sound = sound_stream(film.container)
    return None if sound is None else sound.codec.canonical_name
