"""What does an action or tells of it, and says by which key it is done, whatever key that is now. Knows no panel."""

from PySide6.QtWidgets import QLabel, QToolButton

from donnybrook.desktop.action_set import ActionSet
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.plain import be_key_cap, give_icon, name_button


class ActionButton(QToolButton):
    """A flat button; its tooltip, and what is read of it, are the action's name and key."""

    def __init__(self, actions: ActionSet, action_id: str, icons: Icons, icon: str) -> None:
        super().__init__()
        self._actions = actions
        self._action_id = action_id
        give_icon(self, icons, icon)
        self.clicked.connect(lambda: actions.run(action_id))
        actions.book.changed.connect(self._show_key)
        self._show_key()

    def _show_key(self) -> None:
        name, key = self._actions.name_of(self._action_id), self._actions.book.shown(self._action_id)
        name_button(self, f"{name} ({key})" if key else name)


class KeyCap(QLabel):
    """The first key of an action as it is drawn beside what it does; nothing where it has none."""

    def __init__(self, actions: ActionSet, action_id: str) -> None:
        super().__init__()
        self._book = actions.book
        self._action_id = action_id
        be_key_cap(self)
        self._book.changed.connect(self._show_key)
        self._show_key()

    def _show_key(self) -> None:
        key = self._book.shown(self._action_id)
        self.setText(key)
        if self.parentWidget() is not None or not key:  # shown without a parent, it would be a window
            self.setVisible(bool(key))
