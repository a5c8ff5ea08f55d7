"""The little English that sentences about fights need: articles, lists, and verbs for the codes of a use.

Knows no record. The codes are those of the lists ``acquired`` and ``ended`` in ``db/vocabulary/code_lists.csv``.
"""

from collections.abc import Sequence

_NO_ARTICLE = frozenset({"unarmed", "dynamite", "electricity", "hair", "plastic explosive", "pepper spray"})
# How one, and how several, come by a weapon.
_ACQUIRED = {
    "brought": ("brings", "bring"),
    "drawn": ("draws", "draw"),
    "picked up": ("picks up", "pick up"),
    "found": ("finds", "find"),
    "taken": ("takes", "take"),
    "caught": ("catches", "catch"),
    "given": ("is given", "are given"),
    "assembled": ("puts together", "put together"),
}
# How a use ends for one, and for several; “it” stands for the weapon.
_ENDED = {
    "kept": ("keeps it", "keep it"),
    "lost": ("loses it", "lose it"),
    "dropped": ("drops it", "drop it"),
    "thrown": ("throws it", "throw it"),
    "knocked away": ("has it knocked away", "have it knocked away"),
    "taken": ("has it taken away", "have it taken away"),
    "turned on its owner": ("has it taken and turned against its owner", "have it taken and turned against its owners"),
    "broken": ("breaks it", "break it"),
    "ran out": ("empties it", "empty it"),
    "handed over": ("hands it over", "hand it over"),
}


def is_plural(label: str) -> bool:
    """Whether a concept's label speaks of several things: ``ice skates``, but not ``cutlass``."""
    return label.endswith("s") and not label.endswith("ss")


def with_article(label: str) -> str:
    """Return a concept's label as a sentence names one of it: ``a fire hose``, ``an axe``, ``ice skates``."""
    if is_plural(label) or label in _NO_ARTICLE or " or " in label:
        return label
    return f"an {label}" if label[:1].casefold() in "aeiou" else f"a {label}"


def joined(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: ``Eve, John and Winston``; nothing for none."""
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def comes_by(acquired: str, *, one: bool = True) -> str:
    """Return the verb for how a weapon came to hand; plainly ``uses`` where that says nothing."""
    return _ACQUIRED.get(acquired, ("uses", "use"))[0 if one else 1]


def ends_with(ended: str, weapon: str, *, one: bool = True) -> str:
    """Return the words for how a weapon's use ended; nothing where that says nothing."""
    said = _ENDED.get(ended, ("", ""))[0 if one else 1]
    return said.replace(" it", " them", 1).replace("its owner", "their owner") if is_plural(weapon) else said
