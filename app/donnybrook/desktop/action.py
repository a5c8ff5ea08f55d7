"""What an action of the program is: its name, its keys, where it is at hand. Knows no widget, and no single action."""

from typing import Literal

from donnybrook.desktop.marked_words import N_, translated
from donnybrook.records import dataclass

type Workplace = Literal["any", "find", "tag", "statistics"]

MENUS: tuple[str, ...] = (
    N_("File"),
    N_("Edit"),
    N_("Find"),
    N_("Tag"),
    N_("Marks"),
    N_("Statistics"),
    N_("Play"),
    N_("View"),
    N_("Help"),
)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do.

    ``keys`` are key sequences as Qt writes them (``Ctrl+K``), the first being the one shown. Single letters stay out of
    the way of text fields by themselves. ``workplace`` says where it is at hand; keys are unique inside each.
    A line is drawn in the menu where ``section`` changes. One that is ``held`` goes on until its key comes up again.
    ``label`` and ``help`` are marked words (see ``marked_words``); ``of`` stands for the ``{}`` in the label.
    """

    id: str
    label: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    workplace: Workplace = "any"
    icon: str = ""
    help: str = ""
    section: str = ""
    checkable: bool = False
    held: bool = False
    of: str = ""

    @property
    def name(self) -> str:
        """What it is called, in the language of the program."""
        return translated(self.label).replace("{}", self.of)

    @property
    def meaning(self) -> str:
        """What it does, in that language; "" where the name says it."""
        return translated(self.help) if self.help else ""
