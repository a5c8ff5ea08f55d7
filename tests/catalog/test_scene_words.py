"""The words for the parts of a scene."""

import pytest

from donnybrook.catalog import Beat
from donnybrook.catalog.scene_words import beat_called, beat_name, stretch_line


@pytest.mark.parametrize(
    ("from_us", "to_us", "words"),
    [
        (16_500_000, 17_500_000, "0:16.500 – 0:17.500"),
        (305_000_000, 725_250_000, "5:05.000 – 12:05.250"),
        (3_605_000_000, None, "from 1:00:05.000"),
        (None, None, ""),
    ],
)
def test_a_stretch_inside_a_fight_is_told_by_the_shortest_clock(
    from_us: int | None, to_us: int | None, words: str
) -> None:
    assert stretch_line(from_us, to_us) == words


@pytest.mark.parametrize(
    ("label", "in_us", "out_us", "called"),
    [
        ("sweep", 5_506_000, None, "beat sweep"),
        ("", 5_506_000, None, "the beat at 0:05.506"),
        ("", 5_506_000, 7_000_000, "the beat at 0:05.506"),
        ("", None, None, "a beat without a name"),
    ],
)
def test_an_edit_calls_a_beat_by_its_label_or_by_when_it_begins(
    label: str, in_us: int | None, out_us: int | None, called: str
) -> None:
    assert beat_called(Beat(1, in_us, out_us, label, "", None)) == called


@pytest.mark.parametrize(
    ("label", "in_us", "out_us", "name"),
    [
        ("sweep", 5_506_000, None, "sweep"),
        ("", 5_506_000, None, "the beat at 0:05.506"),
        ("", 5_506_000, 7_000_000, "the beat at 0:05.506 – 0:07.000"),
        ("", None, None, "a beat without a name"),
    ],
)
def test_a_beat_among_others_is_told_by_its_label_or_by_its_times(
    label: str, in_us: int | None, out_us: int | None, name: str
) -> None:
    assert beat_name(Beat(1, in_us, out_us, label, "", None)) == name
