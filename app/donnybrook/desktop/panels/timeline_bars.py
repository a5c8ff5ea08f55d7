"""Fights, beats and weapons as lanes of the timeline: from when to when, by which name and colour. Paints nothing."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from donnybrook.catalog import Scene, SceneRow, Vocabulary
from donnybrook.desktop.models.bar_rows import Bar, BarRows
from donnybrook.desktop.models.life_lines import life_lines
from donnybrook.desktop.panels.timeline_lanes import Lane
from donnybrook.desktop.scene_text import name_of

type Moved = Callable[[int], int] | None
"""Where a time would fall, in microseconds, while fights are shown where they would be; ``None``: where they are."""

_OPEN_END_US = 1_000_000  # how long something is drawn of which nobody has said yet when it ends


def fight_bar(row: SceneRow, vocabulary: Vocabulary) -> Bar:
    """Return the bar of a fight that has times, in the colour of its first weapon's class."""
    token = vocabulary.family(row.weapons[0].concept_id) if row.weapons else "other"
    in_us = row.in_us or 0
    out_us = row.out_us if row.out_us is not None else in_us + _OPEN_END_US
    return Bar(row.id, name_of(row), in_us, out_us, token, is_open=row.out_us is None)


def beat_bars(scene: Scene) -> list[Bar]:
    """Return the bars of the beats that have times; one that is still open ends with its fight."""
    end_us = scene.fields.out_us or 0
    return [
        Bar(
            beat.id,
            beat.label,
            beat.in_us,
            beat.out_us or max(end_us, beat.in_us + _OPEN_END_US),
            "muted",
            is_open=beat.out_us is None,
        )
        for beat in scene.beats
        if beat.in_us is not None
    ]


def fights_lane(rows: BarRows) -> Lane:
    """Return the lane of a film's fights."""
    return Lane("scene", QCoreApplication.translate("Timeline", "Fights"), rows)


def beat_lanes(scene: Scene, moved: Moved) -> list[Lane]:
    """Return the lane of a fight's beats, if it has any with times."""
    bars = beat_bars(scene)
    return [Lane("beat", QCoreApplication.translate("Timeline", "Beats"), rows_of(bars, moved))] if bars else []


def weapon_lanes(scene: Scene, vocabulary: Vocabulary, moved: Moved) -> list[Lane]:
    """Return a lane for each weapon of a fight."""
    lines = life_lines(scene, vocabulary)
    return [Lane("use", line.weapon, rows_of(line.bars, moved), line.token, line.improvised) for line in lines]


def rows_of(bars: Iterable[Bar], moved: Moved) -> BarRows:
    """Return bars in rows; what would begin before the film is left out."""
    if moved is None:
        return BarRows(list(bars))
    slid = [replace(bar, in_us=moved(bar.in_us), out_us=moved(bar.out_us)) for bar in bars]
    return BarRows([bar for bar in slid if bar.in_us >= 0])
