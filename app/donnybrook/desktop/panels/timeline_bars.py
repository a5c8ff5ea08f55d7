"""Fights and beats as bars of the timeline: from when to when, by which name, in which colour. Paints nothing."""

from donnybrook.catalog import Scene, SceneRow, Vocabulary
from donnybrook.desktop.panels.timeline_lanes import Bar
from donnybrook.desktop.scene_text import name_of

_OPEN_END_US = 1_000_000  # how long something is drawn of which nobody has said yet when it ends


def fight_bar(row: SceneRow, vocabulary: Vocabulary) -> Bar:
    """Return the bar of a fight that has times, in the colour of its first weapon's class."""
    token = vocabulary.family(row.weapons[0].concept_id) if row.weapons else "other"
    in_us = row.in_us or 0
    out_us = row.out_us if row.out_us is not None else in_us + _OPEN_END_US
    return Bar(row.id, name_of(row), in_us, out_us, token)


def beat_bars(scene: Scene) -> list[Bar]:
    """Return the bars of the beats that have times; one that is still open ends with its fight."""
    end_us = scene.fields.out_us or 0
    return [
        Bar(beat.id, beat.label, beat.in_us, beat.out_us or max(end_us, beat.in_us + _OPEN_END_US), "muted")
        for beat in scene.beats
        if beat.in_us is not None
    ]
