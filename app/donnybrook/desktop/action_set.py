"""The rows of ``actions`` as live Qt actions: made once for a window, connected by id, at hand by workplace."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from donnybrook.desktop.action import Action, Workplace
from donnybrook.desktop.actions import ACTIONS
from donnybrook.desktop.held_keys import Held, HeldKeys
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.key_book import KeyBook

type Handler = Callable[[], object]


class ActionSet(QObject):
    """All actions of one window. A workplace says ``connect_table({"find.play": self.play, …})`` and is done.

    Actions of a workplace that is not shown are hidden and disabled, so that two workplaces can use one key.
    """

    def __init__(self, window: QWidget, icons: Icons, book: KeyBook) -> None:
        super().__init__(window)
        self.book = book
        book.changed.connect(self._show_keys)
        self.rows: tuple[Action, ...] = ACTIONS
        self._rows = {row.id: row for row in ACTIONS}
        self._qt: dict[str, QAction] = {}
        self._handlers: dict[str, Handler | Held] = {}
        self.held_keys = HeldKeys(self)
        self._blocked: set[str] = set()
        self._workplace: Workplace | None = None
        for row in self.rows:
            self._qt[row.id] = self._made(row, window, icons)

    def connect_table(self, table: Mapping[str, Handler | Held]) -> None:
        """Say what actions do; a later table takes the place of an earlier one. Raises ``KeyError`` for no such id."""
        for action_id, handler in table.items():
            self._handlers[self.qt(action_id).objectName()] = handler
        self._refresh(table)

    def key_of(self, action_id: str) -> str:
        """Return the key of an action as a person knows it; its name where it has none."""
        return self.book.shown(action_id) or f"“{self.name_of(action_id)}”"

    def name_of(self, action_id: str) -> str:
        """Return what an action is called."""
        return self._qt[action_id].text().rstrip("…")

    def of_workplace(self) -> list[Action]:
        """Return the rows of the workplace that is shown, with those that are at hand everywhere."""
        return [row for row in self.rows if row.workplace in ("any", self._workplace)]

    def qt(self, action_id: str) -> QAction:
        """Return the Qt action of an id; raises ``KeyError``."""
        return self._qt[action_id]

    def run(self, action_id: str) -> None:
        """Do it, if it is at hand."""
        self.qt(action_id).trigger()

    def run_key(self, key: QKeySequence, *, repeats: bool) -> bool:
        """Do what is at hand under a key, as a shortcut would; returns whether anything is."""
        wanted = next((each for each in self._qt.values() if each.isEnabled() and key in each.shortcuts()), None)
        if wanted is not None and (wanted.autoRepeat() or not repeats):
            wanted.trigger()
        return wanted is not None

    def show_workplace(self, workplace: Workplace | None) -> None:
        """Have the actions of a workplace at hand; ``None``: no catalog is open, only the window's own."""
        self._workplace = workplace
        self._refresh(self._rows)

    def allow(self, action_id: str, allowed: bool) -> None:
        """Say whether an action makes sense at the moment."""
        (self._blocked.discard if allowed else self._blocked.add)(self.qt(action_id).objectName())
        self._refresh((action_id,))

    def at_hand(self) -> list[Action]:
        """Return the rows that can be done now."""
        return [row for row in self.rows if self._qt[row.id].isEnabled()]

    def unconnected(self) -> list[str]:
        """Return the ids nobody has said anything about."""
        return [row.id for row in self.rows if row.id not in self._handlers]

    def _made(self, row: Action, window: QWidget, icons: Icons) -> QAction:
        action = QAction(row.name, window)
        action.setObjectName(row.id)
        action.setShortcuts([QKeySequence(keys) for keys in self.book.keys(row.id)])
        action.setStatusTip(row.meaning)
        action.setCheckable(row.checkable)
        action.setIconVisibleInMenu(False)
        action.setAutoRepeat(not row.held)
        if row.icon:
            action.setIcon(icons.icon(row.icon))
        action.triggered.connect(lambda: self._run(row.id))
        # Until it is at hand: from here on the window and its menus hear of each change.
        action.setVisible(False)
        action.setEnabled(False)
        window.addAction(action)
        return action

    def _run(self, action_id: str) -> None:
        handler = self._handlers.get(action_id)
        if isinstance(handler, Held):
            self._hold(self._qt[action_id], handler)
        elif handler is not None:
            handler()

    def _hold(self, action: QAction, held: Held) -> None:
        is_down = self.held_keys.has_pressed(action.shortcuts())
        if is_down and self.held_keys.is_repeat:
            return
        self.held_keys.finish_pressed()
        held.press()
        if is_down:
            self.held_keys.hold(held)
        else:  # chosen by its name: no key to wait for
            held.let_go()

    def _show_keys(self) -> None:
        for row in self.rows:
            self._qt[row.id].setShortcuts([QKeySequence(keys) for keys in self.book.keys(row.id)])

    def _refresh(self, ids: Iterable[str]) -> None:
        for each in ids:
            here = self._rows[each].workplace in ("any", self._workplace)
            self._qt[each].setVisible(here)
            self._qt[each].setEnabled(here and each in self._handlers and each not in self._blocked)
