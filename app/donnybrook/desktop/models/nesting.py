"""What lies inside what, by times alone: beats in beats, a moment in a fight. Knows no widget."""

from collections.abc import Sequence

from donnybrook.catalog import Beat, Scene

_DEEPEST = 3


def nesting(beats: Sequence[Beat]) -> list[int]:
    """Return for each beat how many others it lies inside of, 3 at most; beats that merely overlap lie side by side."""
    return [min(_DEEPEST, sum(_holds(other, beat) for other in beats)) for beat in beats]


def is_inside(time_us: int, scene: Scene) -> bool:
    """Whether a frame belongs to a fight; one from memory has no inside, one that is still open has no end."""
    in_us, out_us = scene.fields.in_us, scene.fields.out_us
    return in_us is not None and in_us <= time_us and (out_us is None or time_us < out_us)


def _holds(outer: Beat, inner: Beat) -> bool:
    if outer.in_us is None or outer.out_us is None or inner.in_us is None or inner.out_us is None:
        return False
    contains = outer.in_us <= inner.in_us and inner.out_us <= outer.out_us
    return contains and (outer.in_us, outer.out_us) != (inner.in_us, inner.out_us)
