"""How fast a stretch of a film is cut: average shot length and rhythm, from its shots. Knows no film and no scene.

Average shot length (ASL) is the length of a stretch divided by its number of shots: Barry Salt, "Statistical Style
Analysis of Motion Pictures", Film Quarterly 28:1 (1974). A few long shots raise it much, so the median is told beside
it. A shot that reaches over an end of the stretch counts with the part that lies inside. Whether cutting quickens is
told by Kendall's rank correlation of a shot's place and its length: M. G. Kendall, "A New Measure of Rank Correlation",
Biometrika 30 (1938).
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from statistics import median

from donnybrook.records import dataclass

_LEAST_FOR_A_TREND = 4
_MOST_COMPARED = 500
_MARKED = 0.3


@dataclass(frozen=True, slots=True)
class Span:
    """A shot, from–to in µs; ``out_us`` excluded."""

    in_us: int
    out_us: int


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a stretch is cut; lengths in µs."""

    shots: int
    average_us: int
    median_us: int
    shortest_us: int
    longest_us: int
    cuts_per_minute: float
    trend: float | None  # Kendall's τ of a shot's place and length, -1 to 1; None where there are fewer than four

    @property
    def tells_of_trend(self) -> str:
        """``quickens`` or ``slows`` where the shots markedly get shorter or longer, else ''."""
        if self.trend is None or abs(self.trend) < _MARKED:
            return ""
        return "quickens" if self.trend < 0 else "slows"


def rhythm(shots: Iterable[Span], in_us: int, out_us: int) -> Rhythm | None:
    """Return how the stretch from ``in_us`` to ``out_us`` is cut; None if no shot lies in it.

    ``shots`` do not overlap. ``cuts_per_minute`` counts the cuts inside the stretch: one fewer than its shots.
    """
    inside = sorted((max(shot.in_us, in_us), min(shot.out_us, out_us)) for shot in shots)
    lengths = [end_us - begin_us for begin_us, end_us in inside if end_us > begin_us]
    if not lengths:
        return None
    whole_us = sum(lengths)
    return Rhythm(
        shots=len(lengths),
        average_us=round(whole_us / len(lengths)),
        median_us=round(median(lengths)),
        shortest_us=min(lengths),
        longest_us=max(lengths),
        cuts_per_minute=(len(lengths) - 1) * 60_000_000 / whole_us,
        trend=_trend(lengths),
    )


def _trend(lengths: Sequence[int]) -> float | None:
    """Kendall's τ-a: of all pairs of shots, those where the later is longer less those where it is shorter."""
    if len(lengths) < _LEAST_FOR_A_TREND:
        return None
    some = lengths[:: len(lengths) // _MOST_COMPARED + 1]  # all pairs of thousands would take seconds
    pairs = list(combinations(some, 2))
    return sum((later > earlier) - (later < earlier) for earlier, later in pairs) / len(pairs)
