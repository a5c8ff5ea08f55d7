"""Folds text to the form it is searched by: case, accents and letter variants gone. Knows no field and no index."""

import re
import unicodedata

_WORDS = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "ß": "ss",
        "‘": "'",
        "’": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "‐": "-",
        "‒": "-",
        "–": "-",
        "—": "-",
        "−": "-",
    }
)
_FIRST_POINT, _LAST_POINT = 10, 36  # combining classes of the Hebrew, Arabic and Syriac points, which readers leave out
_OVERLAY, _FIRST_POSITION = 1, 200  # strokes through a letter, and marks placed around it


def fold(text: str) -> str:
    """Return ``text`` as search compares it: ``fold("Bō  Staff") == "bo staff"``, ``fold("Øl") == "ol"``.

    Case and accents are dropped, letters no accent rule reaches (ł ø æ œ đ ð þ ß) are spelled out, typographic quotes
    and dashes become plain ones, and runs of white space become one space. Marks that make another letter (kana
    voicing, Indic vowels and viramas, Thai vowels) are kept. Folding twice changes nothing.
    """
    if not text.isascii():
        # Twice: a decomposition can yield capitals, and a lower-case form can yield marks.
        spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        bare = "".join(char for char in spread if not _is_accent(char))
        text = unicodedata.normalize("NFC", bare.translate(_LETTERS))
    return " ".join(text.lower().split())


def words(text: str) -> list[str]:
    """Return the words of ``text`` as search compares them: ``words("Ice-skates!") == ["ice", "skates"]``."""
    return _WORDS.findall(fold(text))


def _is_accent(char: str) -> bool:
    placing = unicodedata.combining(char)
    return placing == _OVERLAY or _FIRST_POINT <= placing <= _LAST_POINT or placing >= _FIRST_POSITION
