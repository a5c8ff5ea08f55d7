"""An archivist's session on the sample reel, as the keys that are pressed, one by one. Knows keys, and no widget.

The film runs; a fight's beginning and end are marked with ``{`` and ``}`` while it does, at the cut that was just
seen; ``/`` holds the film, a line says the rest, and Enter keeps it and lets the film go on. Words are typed as far as
they must be: a sign after a half-typed word takes the suggestion that it begins.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

TAB = "\t"
ALT_N = "\x0e"

MOST_KEYS = 25
"""How many keys a fight may take, besides the text of its note."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """One fight of the reel by its key in the truth, and the line that tells it; what follows the quote is the note."""

    fight: str
    line: str
    weapons: tuple[str, ...]
    location: str
    term: str


FIGHTS = (
    Tagged(
        "skates",
        'is>kn,pi,bb,hs@ic#sw"A pair of skates, whirled by their laces.',
        ("ice skates", "knife", "pistol", "baseball bat", "hockey stick"),
        "ice rink",
        "sweep",
    ),
    Tagged(
        "flames",
        'red:ft>brute:f@vi#di"Two streams meet; hers is knocked away.',
        ("flamethrower", "flamethrower"),
        "village",
        "disarm",
    ),
    Tagged(
        "hose",
        f'red:fh>b{TAB}:ft@v#ov"Water walks the fire back to its nozzle.',
        ("fire hose", "flamethrower"),
        "village",
        "overhead shot",
    ),
    Tagged(
        "academy",
        'pupil:un>foe:u@da#ta"She ducks, and takes him over her shoulder.',
        ("unarmed", "unarmed"),
        "dance studio",
        "takedown",
    ),
    Tagged(
        "baguette",
        f'ra>fr,baguette{ALT_N}@sh#z"Three parries with the bread; the pan has the last word.',
        ("rapier", "frying pan", "baguette"),
        "shop",
        "zoom",
    ),
)


class Hands:
    """Presses keys where the keyboard is, and counts them: each key once, whatever is held down with it."""

    def __init__(self) -> None:
        self.pressed = 0
        self.noted = 0
        self.seen_modals: list[str] = []

    def press(self, text: str) -> None:
        """Press the keys of a text; ``TAB`` and ``ALT_N`` are keys too."""
        for sign in text:
            key, held = {TAB: (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)}.get(
                sign, (Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
            )
            if sign in (TAB, ALT_N):
                QTest.keyClick(_keyboard(), key, held)
            else:
                QTest.keyClicks(_keyboard(), sign)
            self._count()

    def press_key(self, key: Qt.Key) -> None:
        """Press a key that has no sign."""
        QTest.keyClick(_keyboard(), key)
        self._count()

    def write_note(self, text: str) -> None:
        """Type what is not counted."""
        QTest.keyClicks(_keyboard(), text)
        self.noted += len(text)

    def _count(self) -> None:
        self.pressed += 1
        modal = QApplication.activeModalWidget()
        if modal is not None:
            self.seen_modals.append(type(modal).__name__)


def tag_reel(
    hands: Hands, times_us: Callable[[str], tuple[int, int]], film_reaches: Callable[[int], None]
) -> list[tuple[str, int]]:
    """Tag the whole reel, which plays; returns how many keys each fight took besides its note.

    ``times_us`` gives a fight's in and out, ``film_reaches`` waits until a frame is on the screen.
    """
    counted = []
    for each in FIGHTS:
        begins_us, ends_us = times_us(each.fight)
        before = hands.pressed
        film_reaches(begins_us + _TO_REACT_US)
        hands.press("{")
        film_reaches(ends_us + _TO_REACT_US)
        hands.press("}")
        said, quote, note = each.line.partition('"')
        hands.press(f"/{said}{quote}")
        hands.write_note(note)
        hands.press_key(Qt.Key.Key_Return)
        counted.append((each.fight, hands.pressed - before))
    return counted


_TO_REACT_US = 300_000


def _keyboard() -> QWidget:
    focused = QApplication.focusWidget()
    assert isinstance(focused, QWidget)
    return focused
