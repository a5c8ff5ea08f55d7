"""The words for the parts of a scene."""

import pytest

from donnybrook.catalog.scene_words import stretch_line


@pytest.mark.parametrize(
    ("from_us", "to_us", "words"),
    [
        (16_500_000, 17_500_000, "0:16.500 – 0:17.500"),
        (305_000_000, 725_250_000, "5:05.000 – 12:05.250"),
        (3_605_000_000, None, "1:00:05.000 –"),
        (None, None, ""),
    ],
)
def test_a_stretch_inside_a_fight_is_told_by_the_shortest_clock(
    from_us: int | None, to_us: int | None, words: str
) -> None:
    assert stretch_line(from_us, to_us) == words
