"""Folding for search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donnybrook.catalog.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Flamethrower", "flamethrower"),
        ("bō staff", "bo staff"),
        ("plan-séquence", "plan-sequence"),
        ("Łódź Øre Straße Æsir œuvre Đorđe Eiður Þór", "lodz ore strasse aesir oeuvre dorde eidur thor"),
        ("God’s–eye", "god's-eye"),
        ("  two\u00a0 words\n", "two words"),
        ("ﬁre İstanbul", "fire istanbul"),
        ("ガ", "ガ"),
        ("한국", "한국"),
        ("𝐁𝐥𝐚𝐝𝐞", "blade"),
        ("", ""),
    ],
)
def test_text_folds_to_what_search_compares(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
