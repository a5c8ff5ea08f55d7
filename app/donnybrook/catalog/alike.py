"""In what fights are compared, how much each aspect weighs, and the answer: a fight that is like another, and why.

Compares nothing itself, and knows no table.
"""

from collections.abc import Mapping

from donnybrook.records import dataclass

# How much each aspect weighs, unless it is said otherwise.
WEIGHTS: Mapping[str, float] = {
    "weapons": 3.0, "sides": 1.0, "place": 1.5, "techniques": 1.0, "camera": 0.75, "length": 0.5, "look": 1.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a scene is like another: the aspect, how alike they are in it (0 to 1), its share of the whole score."""

    aspect: str
    likeness: float
    share: float
    concept_ids: tuple[int, ...]  # what both hold, the rarest first; classes only where nothing under them is shared


@dataclass(frozen=True, slots=True)
class Likeness:
    """A scene that is like another, from 0 to 1, and why; the strongest reason first."""

    scene_id: int
    score: float
    reasons: tuple[Reason, ...]


def read_weight(text: str) -> tuple[str, float]:
    """Read ``weapons=2``: an aspect, and how much it weighs. Raises ``ValueError`` for no such aspect or number."""
    aspect, _, number = text.partition("=")
    if aspect not in WEIGHTS or not number.replace(".", "", 1).isdecimal():
        raise ValueError(text)
    return aspect, float(number)
