"""One technique or camera term as a chip; beside it, by whom it is, and a × that takes it off. Stores nothing."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from donnybrook.catalog import Combatant, SceneTerm
from donnybrook.catalog.fight_sentences import Chip, term_token, term_words
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.chip import ChipLabel
from donnybrook.desktop.panels.plain import as_typed, icon_button, name_button
from donnybrook.desktop.theme import Theme

_SIGN_PX = 10


class TermChip(QWidget):
    """May be the chip of another term than before: that costs less than a new one."""

    credited = Signal(object, object)
    """Emits the ``SceneTerm``, and the id of the combatant it is by now (``None``: nobody in particular)."""

    removed = Signal(object)
    """Emits the ``SceneTerm``."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._term: SceneTerm | None = None
        self._combatants: tuple[Combatant, ...] = ()
        self._chip = ChipLabel(Chip("", "other"), theme)
        self._by_whom, self._remove = self._button("user"), self._button("x")
        self._by_whom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self._by_whom)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._by_whom.setMenu(self._menu)
        self._remove.clicked.connect(lambda: self.removed.emit(self._term))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for part in (self._chip, self._by_whom, self._remove):
            row.addWidget(part)

    def show_term(self, term: SceneTerm, combatants: tuple[Combatant, ...]) -> None:
        """Show a term, which may be by one of these."""
        if (term, combatants) == (self._term, self._combatants):
            return
        self._term, self._combatants = term, combatants
        words = term_words(term, {each.id: each.label for each in combatants})
        self._chip.show_chip(Chip(words, term_token(term)))
        name_button(self._by_whom, self.tr("By whom: {term}").format(term=term.label))
        name_button(self._remove, self.tr("Remove {term}").format(term=term.label))
        self._by_whom.setVisible(bool(combatants))

    def _fill_menu(self) -> None:
        self._menu.clear()
        choices = [(None, self.tr("nobody in particular")), *((each.id, each.label) for each in self._combatants)]
        for combatant_id, name in choices:
            action = self._menu.addAction(as_typed(name))
            action.setCheckable(True)
            action.setChecked(self._term is not None and combatant_id == self._term.combatant_id)
            action.triggered.connect(lambda _on=False, by=combatant_id: self.credited.emit(self._term, by))

    def _button(self, icon: str) -> QToolButton:
        made = icon_button(self._icons, icon, "")
        made.setIconSize(QSize(_SIGN_PX, _SIGN_PX))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made
