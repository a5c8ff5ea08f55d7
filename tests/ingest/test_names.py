"""Titles and years out of file names."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from donnybrook.ingest.names import film_named_by, readable


@pytest.mark.parametrize(
    ("name", "title", "year"),
    [
        ("The.Raid.2011.1080p.BluRay.x264-GRP.mkv", "The Raid", 2011),
        ("Ballerina (2025) [1080p].mp4", "Ballerina", 2025),
        ("sintel_trailer-720p.mp4", "Sintel trailer", None),
        ("2012.2009.mkv", "2012", 2009),
        ("2001 A Space Odyssey (1968).avi", "2001 A Space Odyssey", 1968),
        ("1917.mp4", "1917", None),
        ("Blade Runner 2049 (2017) 4K HDR.mkv", "Blade Runner 2049", 2017),
        ("fps59.94.mp4", "Fps59.94", None),
        ("Oldboy.mkv", "Oldboy", None),
        ("IP_Man.mkv", "IP Man", None),
        ("Mission - Impossible.mkv", "Mission - Impossible", None),
        ("1080p.mkv", "1080p", None),
        ("naïve – 氷 fight #1 [1080p] 100%.mkv", "Naïve – 氷 fight #1 100%", None),
    ],
)
def test_a_file_s_name_says_title_and_year(name: str, title: str, year: int | None) -> None:
    found = film_named_by(Path("/films") / name)
    assert (found.title.casefold(), found.year) == (title.casefold(), year)


def test_a_name_that_is_all_small_gets_a_capital_and_another_keeps_its_letters() -> None:
    assert film_named_by(Path("the raid.mkv")).title == "The raid"
    assert film_named_by(Path("eXistenZ.mkv")).title == "eXistenZ"


def test_bytes_that_are_no_text_and_controls_show_as_a_mark() -> None:
    assert readable("caf\udce9\x1b[1m") == "caf\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}[1m"


@example(" ")
@given(st.text(alphabet=st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_name_gives_a_title(name: str) -> None:
    found = film_named_by(Path("/films") / name)
    assert found.title.strip()
    found.title.encode("utf-8")
