"""Which keys each action has: those of the table, or those a person gave it instead. Knows no window.

Keys are written as Qt writes them (``Ctrl+K``). Two actions that are at hand in one workplace never share one.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from donnybrook.desktop.action import Action
from donnybrook.desktop.actions import ACTIONS
from donnybrook.desktop.settings import Settings

_ENTERS = ("Return", "Enter")  # one key to a person


class KeyBook(QObject):
    """Kept in the settings: each action whose keys a person changed."""

    changed = Signal()
    """Some action has other keys now."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._rows = {row.id: row for row in ACTIONS}

    def keys(self, action_id: str) -> tuple[str, ...]:
        """Return the keys of an action, the one that is shown first; raises ``KeyError`` for no such action."""
        given = self._settings.keys(action_id)
        return self._rows[action_id].keys if given is None else given

    def shown(self, action_id: str) -> str:
        """Return the key of an action as a person knows it; '' without one."""
        return next(iter(self.all_shown(action_id)), "")

    def all_shown(self, action_id: str) -> list[str]:
        """Return all keys of an action as a person knows them."""
        return list(dict.fromkeys(shown_key(key) for key in self.keys(action_id)))

    def is_changed(self, action_id: str) -> bool:
        """Whether a person gave it other keys."""
        return self.keys(action_id) != self._rows[action_id].keys

    def owner(self, key: str, beside: str) -> Action | None:
        """Return the action that has a key where another, ``beside``, would be at hand too."""
        return next(iter(self._owners(key, self._rows[beside])), None)

    def give(self, action_id: str, key: str) -> None:
        """Make a key the only one of an action; whoever had it, has it no more."""
        self._set(action_id, _ENTERS if key in _ENTERS else (key,))

    def take(self, action_id: str) -> None:
        """Leave an action without a key."""
        self._set(action_id, ())

    def reset(self, action_id: str) -> None:
        """Give an action the keys it was born with; whoever has them, has them no more."""
        self._set(action_id, self._rows[action_id].keys)

    def reset_all(self) -> None:
        """Give all actions the keys they were born with."""
        for action_id in self._rows:
            self._settings.keep_keys(action_id, None)
        self.changed.emit()

    def _set(self, action_id: str, keys: Sequence[str]) -> None:
        row = self._rows[action_id]
        for key in keys:
            for other in self._owners(key, row):
                self._keep(other, [each for each in self.keys(other.id) if not _same(each, key)])
        self._keep(row, keys)
        self.changed.emit()

    def _keep(self, row: Action, keys: Sequence[str]) -> None:
        self._settings.keep_keys(row.id, None if tuple(keys) == row.keys else keys)

    def _owners(self, key: str, row: Action) -> list[Action]:
        def is_near(other: Action) -> bool:
            return other.id != row.id and (
                other.workplace == row.workplace or "any" in (other.workplace, row.workplace)
            )

        return [
            other
            for other in self._rows.values()
            if is_near(other) and any(_same(each, key) for each in self.keys(other.id))
        ]


def shown_key(key: str) -> str:
    """Return a key as a person knows it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


def _same(one: str, other: str) -> bool:
    return QKeySequence(one) == QKeySequence(other)
