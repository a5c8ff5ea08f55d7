"""The words for the parts of a scene: a beat, a side, a stretch inside it. Knows no screen and no sentence."""

from donnybrook.catalog.english import joined
from donnybrook.catalog.records import Beat, Scene, Side
from donnybrook.times import format_clock


def stretch_line(from_us: int | None, to_us: int | None) -> str:
    """Return a stretch inside a fight: ``0:16.500 – 0:17.500``, ``from 0:16.500``; '' for one without times."""
    if from_us is None:
        return ""
    return f"from {_exact_clock(from_us)}" if to_us is None else f"{_exact_clock(from_us)} – {_exact_clock(to_us)}"


def _exact_clock(time_us: int) -> str:
    clock = format_clock(time_us)
    return clock.removeprefix("0:0" if clock.startswith("0:0") else "0:")


def beat_name(beat: Beat) -> str:
    """Return a beat as one of many: by its label, or where it has none, by its times; two may begin with one frame."""
    if beat.label or beat.in_us is None or beat.out_us is None:
        return beat.label or beat_called(beat)
    return f"the beat at {stretch_line(beat.in_us, beat.out_us)}"


def beat_called(beat: Beat) -> str:
    """Return a beat as the name of an edit has it: by its label, or where it has none, by when it begins."""
    if beat.label:
        return f"beat {beat.label}"
    return "a beat without a name" if beat.in_us is None else f"the beat at {_exact_clock(beat.in_us)}"


def side_name(side: Side, scene: Scene) -> str:
    """Return a side's label, or where it has none, who is on it."""
    members = [each.label for each in scene.combatants if each.side_id == side.id]
    return side.label or joined(members) or "a side without a name"
