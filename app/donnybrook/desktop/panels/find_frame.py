"""Find's three columns: facets, hits, detail; which are shown and how wide is remembered. Knows none of them."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from donnybrook.desktop.action_set import ActionSet, Handler
from donnybrook.desktop.settings import SHOW_DETAIL, SHOW_FACETS, Setting, Settings

_LEFT_PX, _RIGHT_PX, _RIGHT_LEAST_PX = 204, 304, 240
_STATE = "find_panels"


class FindFrame(QSplitter):
    """The left and the right column can be hidden by a key."""

    changed = Signal()
    """A column was shown or hidden."""

    def __init__(
        self,
        facets: QWidget,
        middle: QWidget,
        side: QWidget,
        actions: ActionSet,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._actions = actions
        self._settings = settings
        self._columns: tuple[tuple[str, Setting[bool], QWidget], ...] = (
            ("view.facets", SHOW_FACETS, facets),
            ("view.detail", SHOW_DETAIL, side),
        )
        self._is_alone = False
        for part in (facets, middle, side):
            self.addWidget(part)
        self.setStretchFactor(1, 1)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        side.setMinimumWidth(_RIGHT_LEAST_PX)
        self._show()
        QTimer.singleShot(0, self._size)

    def table(self) -> dict[str, Handler]:
        """Return what the actions of the columns do."""
        return {action_id: partial(self._choose, action_id, setting) for action_id, setting, _ in self._columns}

    def show_alone(self, alone: bool) -> None:
        """Leave the columns at the sides out, or show again those that are chosen."""
        self._is_alone = alone
        self._show()

    def keep_sizes(self) -> None:
        """Remember how wide the columns are."""
        self._settings.keep_state(_STATE, self.saveState())

    def _choose(self, action_id: str, setting: Setting[bool]) -> None:
        self._settings.set(setting, self._actions.qt(action_id).isChecked())
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for action_id, setting, column in self._columns:
            is_chosen = self._settings.value(setting)
            self._actions.qt(action_id).setChecked(is_chosen)
            column.setVisible(is_chosen and not self._is_alone)

    def _size(self) -> None:
        kept = self._settings.state(_STATE)
        if not (kept and self.restoreState(kept)):
            self.setSizes([_LEFT_PX, self.width() - _LEFT_PX - _RIGHT_PX, _RIGHT_PX])
