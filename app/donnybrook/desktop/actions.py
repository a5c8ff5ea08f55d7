"""Every action of the program, one row each: menus, keys, the palette and the keys sheet are made of this table.

To add an action: a row where its like stand, and an entry in the table by which its workplace (or the window) says
what it does. Knows no widget.
"""

from donnybrook.desktop import actions_of_catalog, actions_of_find, actions_of_tag, actions_of_view
from donnybrook.desktop.action import Action, Workplace

ACTIONS: tuple[Action, ...] = (
    *actions_of_catalog.ACTIONS,
    *actions_of_find.ACTIONS,
    *actions_of_tag.ACTIONS,
    *actions_of_view.ACTIONS,
)


def at_hand(workplace: Workplace) -> list[Action]:
    """Return the actions of a workplace, with those that are at hand everywhere."""
    return [action for action in ACTIONS if action.workplace in ("any", workplace)]
