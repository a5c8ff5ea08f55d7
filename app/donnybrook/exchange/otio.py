"""OpenTimelineIO: a timeline with a clip a film and a marker a fight, by the package itself (``donnybrook[otio]``).

Marks are counted in frames where the rate is known, else in microseconds; either way they are exact.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from donnybrook.catalog import Catalog, MediaFile, Scene
from donnybrook.exchange.annotations import address_of, film_at
from donnybrook.exchange.film_clocks import FilmClock
from donnybrook.exchange.foreign import BadItem, ForeignFile, ForeignFilm, ForeignScene
from donnybrook.exchange.foreign_text import read_text
from donnybrook.exchange.format import Format, RateOf
from donnybrook.exchange.scene_reading import strange_scene, told_scene
from donnybrook.exchange.scene_words import scene_lines, title_line
from donnybrook.exchange.spans import POINT_US, span_fields, span_us, timed
from donnybrook.problems import Problem
from donnybrook.records import dataclass
from donnybrook.times import LONGEST_US, SECOND_US, frame_near, frame_start_us

if TYPE_CHECKING:
    from opentimelineio.opentime import RationalTime, TimeRange
    from opentimelineio.schema import Clip, Marker, Timeline

_OURS = "donnybrook"
_MICROSECONDS = Fraction(SECOND_US)


def write(catalog: Catalog, scenes: Iterable[Scene], file: BinaryIO) -> None:
    """Write a clip for each version of a film with a fight that has a time; raises ``Problem`` without the package."""
    _need_package()
    from opentimelineio.schema import Timeline, Track, TrackKind

    files = catalog.media_files()
    versions: dict[int, list[Scene]] = {}
    for scene in timed(scenes):
        versions.setdefault(scene.version_id, []).append(scene)
    timeline = Timeline(name=catalog.path.stem.encode("utf-8", "replace").decode())
    track = Track(name="films", kind=TrackKind.Video)
    timeline.tracks.append(track)
    for version_id, fights in sorted(versions.items()):
        track.append(_clip(fights, [each for each in files if each.version_id == version_id]))
    file.write(timeline.to_json_string(indent=1).encode("utf-8", "replace"))


def read(path: Path, _: RateOf) -> ForeignFile:
    """Return the markers of a timeline's clips as fights, or where it has no marker, the clips. Raises ``Problem``."""
    _need_package()
    from opentimelineio.core import deserialize_json_from_string
    from opentimelineio.exceptions import OTIOError
    from opentimelineio.schema import Timeline

    try:
        timeline = deserialize_json_from_string(read_text(path))
    except (OTIOError, LookupError, ValueError, TypeError, RuntimeError) as fault:
        said = " ".join(str(fault).split())[:200]
        raise Problem(f"{path.name} is no OpenTimelineIO that can be read ({said}). Nothing was imported.") from fault
    if not isinstance(timeline, Timeline):
        raise Problem(f"{path.name} holds no timeline. Nothing was imported.")
    return _fights(timeline)


def _need_package() -> None:
    if find_spec("opentimelineio") is None:
        raise Problem(
            "OpenTimelineIO needs a package that is not installed: pip install 'donnybrook[otio]'. Nothing was changed."
        )


# ---------------------------------------------------------------- writing


def _clip(fights: Sequence[Scene], files: Sequence[MediaFile]) -> "Clip":
    from opentimelineio.schema import Clip, ExternalReference, MissingReference

    rate = FilmClock.of(list(files)).rate or _MICROSECONDS
    ends_us = [span_us(each)[1] for each in fights] + [each.version_end_us or 0 for each in files]
    whole = _range(0, max(ends_us), rate)
    reference = (
        ExternalReference(address_of(files[0].path), whole) if files else MissingReference(available_range=whole)
    )
    clip = Clip(name=fights[0].film_title, media_reference=reference, source_range=whole)
    clip.markers.extend(_marker(each, rate) for each in fights)
    return clip


def _marker(scene: Scene, rate: Fraction) -> "Marker":
    from opentimelineio.schema import Marker, MarkerColor

    told = {"fight": scene.uuid, "told": "\n".join(scene_lines(scene))}
    return Marker(title_line(scene), _range(*span_us(scene), rate), MarkerColor.RED, metadata={_OURS: told})


def _range(in_us: int, out_us: int, rate: Fraction) -> "TimeRange":
    from opentimelineio.opentime import RationalTime, TimeRange

    first, last = _count(in_us, rate), _count(out_us, rate)
    return TimeRange(RationalTime(first, float(rate)), RationalTime(last - first, float(rate)))


def _count(time_us: int, rate: Fraction) -> float:
    """Return how many frames a time is: a whole number if it is one's start."""
    frame = frame_near(time_us, rate)
    return frame if frame_start_us(frame, rate) == time_us else float(time_us * rate / SECOND_US)


# ---------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class _Found:
    """A stretch of one clip's film, by a marker or by the clip itself."""

    where: str
    clip: "Clip"
    marked: "TimeRange"
    marker: "Marker | None"


def _fights(timeline: "Timeline") -> ForeignFile:
    clips = list(timeline.find_clips())
    loose = [marker for item in (timeline.tracks, *timeline.tracks) for marker in item.markers]
    marked = list(_marked(clips))
    found = marked or ([] if loose else list(_whole(clips)))
    bad = [
        BadItem(f"marker “{each.name[:60]}”", "it stands on the timeline, and on no clip of a film") for each in loose
    ]
    films: dict[ForeignFilm, int] = {}
    scenes: list[ForeignScene] = []
    for each in found:
        times = _times_us(each)
        if times is None:
            bad.append(BadItem(each.where, "its times are no numbers"))
        else:
            scenes.append(_scene(each, times, films.setdefault(_film(each.clip), len(films))))
    return ForeignFile(films=tuple(films), scenes=tuple(scenes), bad=tuple(bad))


def _marked(clips: Sequence["Clip"]) -> Iterator[_Found]:
    number = 0
    for clip in clips:
        for marker in clip.markers:
            number += 1
            yield _Found(f"marker {number}", clip, marker.marked_range, marker)


def _whole(clips: Sequence["Clip"]) -> Iterator[_Found]:
    for number, clip in enumerate(clips, 1):
        if clip.source_range is not None:
            yield _Found(f"clip {number}", clip, clip.source_range, None)


def _scene(found: _Found, times_us: tuple[int, int], film: int) -> ForeignScene:
    fields = span_fields(*times_us)
    name = found.clip.name if found.marker is None else found.marker.name
    told = {} if found.marker is None else found.marker.metadata.get(_OURS, {})
    uuid, lines = (str(told.get(key, "")) if hasattr(told, "get") else "" for key in ("fight", "told"))
    if uuid:
        return told_scene(found.where, name, lines.split("\n") if lines else [], fields, uuid=uuid, film=film)
    comment = "" if found.marker is None else getattr(found.marker, "comment", "")
    return strange_scene(found.where, [name, *comment.split("\n")], fields, film)


def _film(clip: "Clip") -> ForeignFilm:
    address = getattr(clip.media_reference, "target_url", "") or ""
    return film_at(address, clip.name if not address else "")


def _times_us(found: _Found) -> tuple[int, int] | None:
    """Return the times of a stretch from its film's start, which may have a timecode of its own."""
    available = found.clip.media_reference.available_range if found.clip.media_reference else None
    times = [_us(each) for each in (found.marked.start_time, found.marked.end_time_exclusive())]
    zero = 0 if available is None else _us(available.start_time)
    if times[0] is None or times[1] is None or zero is None:
        return None
    in_us, out_us = times[0] - zero, times[1] - zero
    return in_us, max(out_us, in_us + POINT_US)


def _us(time: "RationalTime") -> int | None:
    if not (math.isfinite(time.value) and math.isfinite(time.rate)) or time.rate <= 0:
        return None
    # A rate such as 23.976… is a float there; the fraction it comes from has a small denominator.
    rate = Fraction(time.rate).limit_denominator(1001)
    if rate <= 0 or abs(time.value / time.rate) > LONGEST_US:
        return None
    whole = round(time.value)
    return frame_start_us(whole, rate) if whole == time.value else round(Fraction(time.value) * SECOND_US / rate)


FORMAT = Format(
    "otio",
    ".otio",
    "an OpenTimelineIO timeline with markers",
    write,
    read,
    needs_times=True,
)
