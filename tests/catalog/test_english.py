"""Words for the codes of a use."""

import pytest

from catalog.seed_vocabulary import rows
from donnybrook.catalog.english import comes_by, ends_with, is_loss, joined, people, with_article


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("fire hose", "a fire hose"),
        ("axe", "an axe"),
        ("ice skates", "ice skates"),
        ("cutlass", "a cutlass"),
        ("gladius", "a gladius"),
        ("teeth", "teeth"),
        ("hair", "hair"),
        ("water as a weapon", "water as a weapon"),
        ("water cannon", "a water cannon"),
        ("fire (open flame)", "fire (open flame)"),
        ("shovel or spade", "a shovel or spade"),
    ],
)
def test_a_weapon_gets_the_article_it_needs(label: str, said: str) -> None:
    assert with_article(label) == said


def test_lists_end_with_and() -> None:
    assert [joined(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_people_are_counted_as_a_sentence_counts_them() -> None:
    counts = (1, 8, None)
    assert [people("guards", count) for count in counts] == ["guards", "8 × guards", "many guards"]
    assert [people("", count) for count in counts] == ["someone", "8 people", "many people"]


def test_what_is_kept_handed_over_or_not_told_is_no_loss() -> None:
    codes = {row["code"] for row in rows("code_lists") if row["list"] == "ended"}
    assert {code for code in codes if not is_loss(code)} == {"kept", "handed over", "scene ends", "unknown"}


def test_every_code_of_the_lists_has_words_or_says_nothing() -> None:
    codes = {(row["list"], row["code"]) for row in rows("code_lists")}
    plainly = {code for name, code in codes if name == "acquired" and comes_by(code) == "uses"}
    silent = {code for name, code in codes if name == "ended" and not ends_with(code, "axe")}
    assert plainly == {"part of body", "unknown"}
    assert silent == {"scene ends", "unknown"}


def test_several_things_are_them_and_several_people_take_the_plural() -> None:
    assert ends_with("kept", "ice skates") == "keeps them"
    assert ends_with("turned on its owner", "axe") == "has it taken and turned against its owner"
    assert ends_with("lost", "axe", one=False) == "lose it"
    assert comes_by("given", one=False) == "are given"
