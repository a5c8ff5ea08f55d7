"""When fights are fought, for formats in which everything has a beginning and an end. Knows no file format."""

from collections.abc import Iterable

from donnybrook.catalog import Scene, SceneFields

POINT_US = 1000
"""How long a fight without an out point lasts in a file: no frame is so short."""


def timed(scenes: Iterable[Scene]) -> list[Scene]:
    """Return the scenes that have a time, in the order they are fought."""
    return sorted((each for each in scenes if each.fields.in_us is not None), key=lambda each: (span_us(each), each.id))


def span_us(scene: Scene) -> tuple[int, int]:
    """Return when a scene with a time begins and ends."""
    in_us, out_us = scene.fields.in_us or 0, scene.fields.out_us
    return in_us, in_us + POINT_US if out_us is None else out_us


def span_fields(in_us: int, out_us: int) -> SceneFields:
    """Return the times of a fight that was written as a span: one that is a point has no out point."""
    return SceneFields(in_us=in_us, out_us=out_us if out_us - in_us > POINT_US else None)
