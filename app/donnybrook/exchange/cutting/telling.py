"""Says what became of cutting: what was left out, what begins early, what ends early. Cuts nothing."""

from collections.abc import Iterator, Sequence

from donnybrook.exchange.cutting.forms import Form
from donnybrook.exchange.cutting.picking import LeftOut, Pick
from donnybrook.media import Clip
from donnybrook.times import SECOND_US

_EARLY_END_US = SECOND_US
_MOST_NAMED = 5


def notes_on(pick: Pick, made: Clip, form: Form) -> Iterator[str]:
    """Yield a sentence on what of a clip is not as one might expect."""
    missing_us = pick.out_us - pick.in_us - made.length_us
    if missing_us > _EARLY_END_US:
        yield f"“{pick.name}” ends {_seconds(missing_us)} early: its film goes no further."
    if made.early_us and form.ending == ".mkv":
        yield f"“{pick.name}” begins {_seconds(made.early_us)} early: at the keyframe."
    elif made.early_us:
        yield (
            f"“{pick.name}” holds {_seconds(made.early_us)} more, from the keyframe before its in point on. Players"
            " that know edit lists do not show them."
        )
    if made.without:
        also = " A .mkv file holds the most." if form.ending != ".mkv" else ""
        yield f"“{pick.name}” is without {_without(made)}: a {form.ending} file can't hold that.{also}"


def _without(made: Clip) -> str:
    """Return the tracks that are lacking, each kind once, the first few of them."""
    kinds = list(dict.fromkeys(made.without))
    named = ", ".join(kinds[:_MOST_NAMED])
    return f"{named} …" if len(kinds) > _MOST_NAMED else named


def told_left_out(left_out: Sequence[LeftOut]) -> Iterator[str]:
    """Yield a sentence on each fight that was left out."""
    for each in left_out:
        yield f"“{each.name}” is left out: {each.why.rstrip('.')}."


def _seconds(time_us: int) -> str:
    return f"{time_us / SECOND_US:.1f} s"
