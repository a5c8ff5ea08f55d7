"""Every action of the program, one row each: menus, keys, the palette and the keys sheet are made of this table.

To add an action: a row here, and an entry in the table by which its workplace (or the window) says what it does.
Knows no widget.
"""

from dataclasses import dataclass
from typing import Literal

type Workplace = Literal["any", "find", "tag"]

MENUS: tuple[str, ...] = ("File", "Edit", "Find", "Tag", "Play", "View", "Help")


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do.

    ``keys`` are key sequences as Qt writes them (``Ctrl+K``), the first being the one shown. Single letters stay out of
    the way of text fields by themselves. ``workplace`` says where it is at hand; keys are unique inside each.
    A line is drawn in the menu where ``section`` changes.
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


ACTIONS: tuple[Action, ...] = (
    Action("catalog.new", "New catalog…", ("Ctrl+N",), "File", icon="file-plus-2", help="start an empty catalog"),
    Action("catalog.open", "Open catalog…", ("Ctrl+Shift+O",), "File", icon="folder-open", help="open a catalog"),
    Action("catalog.sample", "Open the sample", (), "File", help="look at the film the program draws for itself"),
    Action("films.add", "Add films…", ("Ctrl+O",), "File", icon="film", help="add film files", section="in"),
    Action(
        "export.csv",
        "Export what the search shows…",
        ("Ctrl+E",),
        "File",
        icon="download",
        help="write the fights found to a CSV file",
        section="out",
    ),
    Action("app.quit", "Quit", ("Ctrl+Q",), "File", help="close the program; everything is saved", section="end"),
    Action("find.delete", "Delete fight", ("Delete",), "Edit", "find", "trash-2", "put the fight in the trash"),
    Action("find.copy_times", "Copy in and out", ("Ctrl+C",), "Edit", "find", "copy", "copy the times of the fight"),
    Action("find.focus", "Search", ("Ctrl+F", "/"), "Find", "find", "search", "go to the search box"),
    Action("find.clear", "Show everything", ("Ctrl+Backspace",), "Find", "find", "x", "empty the search box"),
    Action("find.tag", "Open in Tag", ("T",), "Find", "find", "tag", "open the fight where it is tagged", "go"),
    Action("find.play", "Play fight", ("Return", "Enter"), "Play", "find", "play", "play the fight from its in point"),
    Action(
        "find.preview", "Large picture", ("Space",), "Play", "find", "eye", "see the fight large, or the wall again"
    ),
    Action("find.back", "Back to the wall", ("Escape",), "Play", "find", "", "stop, and show the wall"),
    Action(
        "play.loop", "Loop the fight", ("L",), "Play", "find", "repeat", "play it over and over", "how", checkable=True
    ),
    Action("view.find", "Find", ("Ctrl+1", "F2"), "View", icon="search", help="the wall of fights"),
    Action("view.tag", "Tag", ("Ctrl+2", "F3"), "View", icon="tags", help="mark and describe fights"),
    Action(
        "view.facets", "Facets", ("F7",), "View", "find", "list", "show or hide the left side", "panels", checkable=True
    ),
    Action(
        "view.detail",
        "Details",
        ("F8",),
        "View",
        "find",
        "info",
        "show or hide the right side",
        "panels",
        checkable=True,
    ),
    Action("look.system", "Appearance: as the system", (), "View", help="dark or light as the system is", section="a"),
    Action("look.light", "Appearance: light", (), "View", icon="sun", help="the light look", section="a"),
    Action("look.dark", "Appearance: dark", (), "View", icon="moon", help="the dark look", section="a"),
    Action("view.fullscreen", "Full screen", ("F11",), "View", help="the window alone on the screen", section="screen"),
    Action("help.palette", "Every action…", ("Ctrl+K",), "Help", icon="keyboard", help="any action by its name"),
    Action("help.keys", "Keys", ("F1",), "Help", icon="keyboard", help="all keys of this workplace"),
    Action("help.language", "Search language", ("Shift+F1",), "Help", help="what the search box understands"),
    Action("help.about", "About Donnybrook", (), "Help", icon="info", help="versions and licence", section="about"),
)


def at_hand(workplace: Workplace) -> list[Action]:
    """Return the actions of a workplace, with those that are at hand everywhere."""
    return [action for action in ACTIONS if action.workplace in ("any", workplace)]
