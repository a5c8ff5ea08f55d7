"""What the full-text index is asked for, as a small tree that is written out as an expression of FTS5. Knows no SQL."""

from collections.abc import Iterable
from typing import Literal

from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A word or token of a scene's document; ``begun``: one that begins so."""

    text: str
    begun: bool = False

    def __str__(self) -> str:
        """Return it as FTS5 reads it."""
        quoted = '"' + self.text.replace('"', '""') + '"'
        return f"{quoted} *" if self.begun else quoted


@dataclass(frozen=True, slots=True)
class Joined:
    """Two or more parts with a sign between them; of “not” two: what is found, and what is taken away from it."""

    sign: Literal["AND", "OR", "NOT"]
    parts: tuple["Match", ...]

    def __str__(self) -> str:
        """Return it as FTS5 reads it."""
        return "(" + f" {self.sign} ".join(map(str, self.parts)) + ")"


type Match = Term | Joined


def joined(sign: Literal["AND", "OR"], parts: Iterable[Match]) -> Match | None:
    """Return parts with a sign between them, each once; one stands by itself, and of none nothing is asked."""
    flat = [
        each for part in parts for each in (part.parts if isinstance(part, Joined) and part.sign == sign else (part,))
    ]
    once = tuple(dict.fromkeys(flat))
    return Joined(sign, once) if len(once) > 1 else next(iter(once), None)
