"""Packs surveys and strips into bytes that can run no code, and unpacks them with suspicion; knows no film."""

import json
import struct
from array import array
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from donnybrook.media.facts import FilmFacts, FilmSurvey, Shot, SoundEnvelope, Thumbnail

_LENGTH = struct.Struct(">I")
_TIME_BYTES = 8
_KINDS = ("start", "cut", "fade", "dissolve")


def packed(survey: FilmSurvey) -> bytes:
    """Return all of a survey but its facts: a line of JSON that says what follows it, and the bulk."""
    head = {
        "fingerprint": survey.fingerprint,
        "frames": len(survey.frame_times),
        "keyframes": len(survey.keyframe_times),
        "shots": [list(asdict(shot).values()) for shot in survey.shots],
        "detector": survey.detector,
        "detector_version": survey.detector_version,
        "sound": None if survey.sound is None else [survey.sound.step_us, len(survey.sound.peaks)],
    }
    peaks = b"" if survey.sound is None else survey.sound.peaks
    bulk = [survey.frame_times.tobytes(), survey.keyframe_times.tobytes(), peaks]
    return _parcel(head, bulk, survey.strip)


def packed_strip(strip: Sequence[Thumbnail]) -> bytes:
    """Return small pictures in one piece."""
    return _parcel({}, [], strip)


def _parcel(head: dict[str, Any], bulk: list[bytes], strip: Sequence[Thumbnail]) -> bytes:
    head["strip"] = [[each.time_us, each.width_px, each.height_px, len(each.jpeg)] for each in strip]
    coded = json.dumps(head).encode("ascii")
    return b"".join([_LENGTH.pack(len(coded)), coded, *bulk, *(each.jpeg for each in strip)])


def unpacked(parcel: bytes, facts: FilmFacts) -> FilmSurvey:
    """Return the survey that was packed.

    Raises:
        ValueError: the bytes are no such parcel.
    """
    try:
        return _unpacked(parcel, facts)
    except (KeyError, TypeError, IndexError, struct.error) as error:
        raise ValueError("This is no survey.") from error


def unpacked_strip(parcel: bytes) -> tuple[Thumbnail, ...]:
    """Return the small pictures that were packed.

    Raises:
        ValueError: the bytes are no such parcel.
    """
    try:
        head, bulk = _opened(parcel)
        return _strip(head, bulk)
    except (KeyError, TypeError, IndexError, struct.error) as error:
        raise ValueError("This is no strip.") from error


def _opened(parcel: bytes) -> tuple[dict[str, Any], "_Bulk"]:
    (length,) = _LENGTH.unpack_from(parcel)
    head: dict[str, Any] = json.loads(parcel[_LENGTH.size : _LENGTH.size + length])
    return head, _Bulk(parcel, _LENGTH.size + length)


def _strip(head: dict[str, Any], bulk: "_Bulk") -> tuple[Thumbnail, ...]:
    strip = tuple(
        Thumbnail(int(time_us), int(width_px), int(height_px), bulk.take(count))
        for time_us, width_px, height_px, count in head["strip"]
    )
    bulk.end()
    return strip


def _unpacked(parcel: bytes, facts: FilmFacts) -> FilmSurvey:
    head, bulk = _opened(parcel)
    frame_times = bulk.times(head["frames"])
    keyframe_times = bulk.times(head["keyframes"])
    sound = None
    if head["sound"] is not None:
        step_us, count = head["sound"]
        sound = SoundEnvelope(int(step_us), bulk.take(count))
    strip = _strip(head, bulk)
    return FilmSurvey(
        facts=facts,
        fingerprint=str(head["fingerprint"]),
        frame_times=frame_times,
        keyframe_times=keyframe_times,
        shots=tuple(_shot(values) for values in head["shots"]),
        detector=str(head["detector"]),
        detector_version=str(head["detector_version"]),
        sound=sound,
        strip=strip,
    )


def _shot(values: list[Any]) -> Shot:
    said = dict(zip((field.name for field in fields(Shot)), values, strict=True))
    if said["kind"] not in _KINDS:
        raise ValueError("A shot begins in a way that there is none of.")
    score = float(said.pop("score"))
    kind = said.pop("kind")
    return Shot(kind=kind, score=score, **{name: int(value) for name, value in said.items()})


class _Bulk:
    def __init__(self, parcel: bytes, start: int) -> None:
        self._parcel = parcel
        self._at = start

    def take(self, count: int) -> bytes:
        if count < 0 or self._at + count > len(self._parcel):
            raise ValueError("The survey says that it holds more than it does.")
        self._at += count
        return self._parcel[self._at - count : self._at]

    def times(self, count: int) -> array[int]:
        return array("q", self.take(count * _TIME_BYTES))

    def end(self) -> None:
        if self._at != len(self._parcel):
            raise ValueError("The survey holds more than it says.")
