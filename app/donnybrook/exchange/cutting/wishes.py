"""What is to be cut out, and what was: records. Cuts nothing."""

from pathlib import Path

from donnybrook.exchange.cutting.picking import LeftOut
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to become of the fights: the ending of ``out`` says most of it.

    ``copies``: as the film is coded, which is soon done and begins at a keyframe. ``size_px`` is that of a supercut;
    of loops and stills, only the width counts. ``at_us`` is the time of a still on the film's own clock. ``title``
    stands over a contact sheet.
    """

    out: Path
    is_sheet: bool = False
    copies: bool = False
    has_titles: bool = True
    size_px: tuple[int, int] | None = None
    at_us: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """What was written: where, of how many fights, how long, what was left out, and what else is to be known."""

    out: Path
    fights: int
    length_us: int
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]
