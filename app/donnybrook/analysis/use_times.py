"""When each use of a weapon lasts: by its own times, else by its beat's, else by its fight's. Knows no weapon."""

import numpy as np

from donnybrook.catalog.tally.fights import NOT_SAID, Fights, Uses
from donnybrook.catalog.tally.values import Numbers
from donnybrook.records import dataclass

FROM_USE, FROM_BEAT, FROM_FIGHT = 0, 1, 2
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class UseTimes:
    """From when to when each use lasts, in µs, and where that is known from: ``FROM_USE`` … or ``NOWHERE``."""

    from_us: Numbers
    to_us: Numbers
    source: Numbers


def use_times(fights: Fights, uses: Uses) -> UseTimes:
    """Return when each use lasts; one that is known from nowhere lasts no time."""
    in_us, out_us = fights.in_us[uses.fights], fights.out_us[uses.fights]
    is_timed = out_us != NOT_SAID
    said = uses.from_us != NOT_SAID
    has_own = said & (uses.to_us != NOT_SAID)
    has_beat = (uses.beat_in_us != NOT_SAID) & (uses.beat_out_us != NOT_SAID)
    source = np.select([has_own, has_beat, is_timed], [FROM_USE, FROM_BEAT, FROM_FIGHT], NOWHERE)
    begun = np.select([said, has_beat, is_timed], [uses.from_us, uses.beat_in_us, in_us], 0)
    over = np.select([has_own, has_beat, is_timed], [uses.to_us, uses.beat_out_us, out_us], 0)
    begun = np.where(is_timed, np.clip(begun, in_us, np.maximum(in_us, out_us)), begun)
    over = np.where(is_timed, np.clip(over, in_us, np.maximum(in_us, out_us)), over)
    return UseTimes(np.where(source < 0, 0, begun), np.where(source < 0, 0, over), source.astype(np.int64))
