"""How deep beats lie in each other, by their times alone. Knows no widget."""

from collections.abc import Sequence

from donnybrook.catalog import Beat

_DEEPEST = 3


def nesting(beats: Sequence[Beat]) -> list[int]:
    """Return for each beat how many others it lies inside of, 3 at most; beats that merely overlap lie side by side."""
    return [min(_DEEPEST, sum(_holds(other, beat) for other in beats)) for beat in beats]


def _holds(outer: Beat, inner: Beat) -> bool:
    if outer.in_us is None or outer.out_us is None or inner.in_us is None or inner.out_us is None:
        return False
    is_inside = outer.in_us <= inner.in_us and inner.out_us <= outer.out_us
    return is_inside and (outer.in_us, outer.out_us) != (inner.in_us, inner.out_us)
