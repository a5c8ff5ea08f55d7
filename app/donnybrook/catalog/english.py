"""The little English that sentences about fights need: articles, lists, headcounts, verbs for the codes of a use.

Knows no record. The codes are those of the lists ``acquired`` and ``ended`` in ``db/vocabulary/code_lists.csv``.
"""

from collections.abc import Sequence

UNARMED = "unarmed"  # the one weapon nobody uses: one fights so
# Nouns for what is not counted, and plurals that do not end with s.
_UNCOUNTED = frozenset(
    {UNARMED, "dynamite", "electricity", "equipment", "fire", "hair", "machinery", "snow", "spray", "water"}
)
_PLURALS = frozenset({"feet", "teeth"})
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


def article(label: str) -> str:
    """Return ``a``, ``an`` or nothing, as a sentence names one of a concept: of ``axe``, ``water (drowning)``."""
    if is_plural(label) or _noun(label) in _UNCOUNTED:
        return ""
    return "an" if label[:1].casefold() in "aeiou" else "a"


def with_article(label: str) -> str:
    """Return a concept's label as a sentence names one of it: ``a fire hose``, ``an axe``, ``ice skates``."""
    return f"{article(label)} {label}".lstrip()


def is_plural(label: str) -> bool:
    """Whether a concept's label speaks of several things: ``ice skates``, but not ``cutlass``."""
    noun = _noun(label)
    return noun in _PLURALS or (noun.endswith("s") and not noun.endswith(("ss", "us")))


def _noun(label: str) -> str:
    # What the label is about: “(drowning)” and “as a weapon” only say which.
    words = label.partition(" (")[0].partition(" as a ")[0].split()
    return words[-1].casefold() if words else ""


def reaches_beyond(beat: tuple[int | None, int | None], fight: tuple[int | None, int | None], at: str) -> str:
    """Return a sentence on a beat that begins before its fight, which is ``at`` some time, or goes on after it.

    Both are given by in and out points; '' for a beat that lies inside, or where a time is not said.
    """
    (begins_us, ends_us), (in_us, out_us) = beat, fight
    if in_us is None or begins_us is None:
        return ""
    is_late = out_us is not None and (ends_us or begins_us) > out_us
    when = at if out_us is None else f"at {at}"
    return (
        f"This reaches beyond the fight, which is {when}. It is kept as it is." if is_late or begins_us < in_us else ""
    )


def people(name: str, headcount: int | None) -> str:
    """Return how a sentence names someone, or so many (``None``: not counted): ``Eve``, ``8 × guards``."""
    if headcount == 1:
        return name or "someone"
    if headcount is None:
        return f"many {name or 'people'}"
    return f"{headcount} × {name}" if name else f"{headcount} people"


def joined(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: ``Eve, John and Winston``; nothing for none."""
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def capital(text: str) -> str:
    """Return text as it begins a sentence; the rest of it, such as a name, stays as it was written."""
    return text[:1].upper() + text[1:]


def fights(*, one: bool = True) -> str:
    """Return the verb that goes with ``UNARMED``, and with no weapon at all."""
    return "fights" if one else "fight"


def comes_by(acquired: str, *, one: bool = True) -> str:
    """Return the verb for how a weapon came to hand; plainly ``uses`` where that says nothing."""
    return _ACQUIRED.get(acquired, ("uses", "use"))[0 if one else 1]


def is_loss(ended: str) -> bool:
    """Whether the weapon was out of a combatant's hands, or of no more use in them, before the fight was over."""
    return ended in _ENDED and ended not in ("kept", "handed over")


def ends_with(ended: str, weapon: str, *, one: bool = True) -> str:
    """Return the words for how a weapon's use ended; nothing where that says nothing."""
    said = _ENDED.get(ended, ("", ""))[0 if one else 1]
    return said.replace(" it", " them", 1).replace("its owner", "their owner") if is_plural(weapon) else said
