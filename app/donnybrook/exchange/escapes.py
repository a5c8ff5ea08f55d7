r"""Signs of ours that stand in texts: a backslash before what would be read as one. Knows not what the signs mean.

``\n``, ``\r`` and ``\0`` stand for a new line, a return and NUL, ``\u`` with four digits for what else some programs
take for the end of a line or refuse; a backslash before any other letter, for that letter.
"""

import re

_NAMED = {"\n": r"\n", "\r": r"\r", "\0": r"\0"}
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_LETTERS = {name[1]: letter for letter, name in _NAMED.items()}
_BLANK_NEXT = re.compile(r"\n(?=[^\S\n]*(?:\n|$))")


def escaped(text: str, signs: str = "") -> str:
    """Return a text as one line in which each of ``signs`` stands behind a backslash."""
    marked = "".join(_NAMED.get(each) or (f"\\{each}" if each == "\\" or each in signs else each) for each in text)
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", marked)


def escaped_lines(text: str) -> list[str]:
    """Return a text as lines none of which is blank, but the only one: a blank line's end stands in the line before."""
    kept = "\n".join(escaped(line) for line in text.split("\n"))
    return _BLANK_NEXT.sub(r"\\n", kept).split("\n")


def plain_text(text: str) -> str:
    """Return what an escaped text stands for."""
    return re.sub(r"\\(?:u([0-9a-f]{4})|(.))", _meant, text, flags=re.DOTALL)


def _meant(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else _LETTERS.get(found[2], found[2])


def split_at(text: str, mark: str) -> list[str]:
    """Return the parts of an escaped text between marks, still escaped; a mark behind a backslash parts nothing."""
    parts, at = [""], 0
    while at < len(text):
        if text.startswith(mark, at):
            parts.append("")
            at += len(mark)
            continue
        taken = 2 if text[at] == "\\" else 1
        parts[-1] += text[at : at + taken]
        at += taken
    return parts
