"""The little English that sentences about fights need: articles, and lists with “and”. Knows no record."""

from collections.abc import Sequence

_NO_ARTICLE = frozenset({"unarmed", "dynamite", "electricity", "hair", "plastic explosive", "pepper spray"})


def with_article(label: str) -> str:
    """Return a concept's label as a sentence names one of it: ``a fire hose``, ``an axe``, ``ice skates``."""
    is_plural = label.endswith("s") and not label.endswith("ss")
    if is_plural or label in _NO_ARTICLE or " or " in label:
        return label
    return f"an {label}" if label[:1].casefold() in "aeiou" else f"a {label}"


def joined(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: ``Eve, John and Winston``; nothing for none."""
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)
