"""A page for where there is nothing to show yet: what to do next, with its key. Knows no catalog."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from donnybrook.desktop.action_set import ActionSet
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.plain import key_cap, label
from donnybrook.desktop.theme import Theme
from donnybrook.records import dataclass

_SIGN_PX = 44


@dataclass(frozen=True, slots=True)
class Offer:
    """An action put forward on the page; the first one of a page is the likeliest."""

    action_id: str
    label: str


class EmptyState(QWidget):
    """A sign, a sentence or two, words to choose from, and some buttons."""

    chosen = Signal(int)
    """Emits the place of the choice that was taken, from 0."""

    def __init__(self, sign: str, offers: tuple[Offer, ...], actions: ActionSet, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._sign = sign
        self._theme = theme
        self._icons = icons
        self._actions = actions
        self._picture = label()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = _centred(label(role="title", wrap=True))
        self._words = _centred(label(role="muted", wrap=True))
        column = QVBoxLayout(self)
        column.addStretch(2)
        for part in (self._picture, self._title, self._words):
            column.addWidget(part)
        self._choices = QWidget()
        self._choice_row = QHBoxLayout(self._choices)
        self._choice_row.setContentsMargins(0, 4, 0, 0)
        self._choices.hide()
        column.addWidget(self._choices, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(10)
        column.addLayout(self._buttons(offers, actions))
        column.addStretch(3)
        theme.changed.connect(self._draw_sign)
        self._draw_sign()

    @property
    def words(self) -> str:
        """What the page says."""
        choices = " ".join(button.text() for button in self._choices.findChildren(QPushButton))
        return f"{self._title.text()} {self._words.text()} {choices}".strip()

    def say(self, title: str, words: str) -> None:
        """Say what there is not, and what to do about it."""
        self._title.setText(title)
        self._words.setText(words)

    def show_choices(self, words: Sequence[str], action_id: str) -> None:
        """Offer words to choose from; the action's key takes the first."""
        while (item := self._choice_row.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()  # without a parent it would be a window, and take the keyboard
                gone.deleteLater()
        for place, each in enumerate(words):
            button = QPushButton(each.replace("&", "&&"))
            button.setAccessibleName(each)
            button.clicked.connect(lambda _checked=False, place=place: self.chosen.emit(place))
            self._choice_row.addWidget(button)
            if place == 0 and (keys := self._actions.qt(action_id).shortcut().toString()):
                self._choice_row.addWidget(key_cap(keys))
        self._choices.setVisible(bool(words))

    def focus_choice(self) -> bool:
        """Go to the first choice; returns whether there is one."""
        first = self._choices.findChild(QPushButton)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return first is not None

    def _draw_sign(self) -> None:
        pixmap = self._icons.pixmap(self._sign, _SIGN_PX, self._theme.colour("muted"), self.devicePixelRatioF())
        self._picture.setPixmap(pixmap)

    def _buttons(self, offers: tuple[Offer, ...], actions: ActionSet) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for place, offer in enumerate(offers):
            action = actions.qt(offer.action_id)
            button = QPushButton(offer.label)
            button.setAccessibleName(offer.label)
            button.setProperty("role", "primary" if place == 0 else "")
            button.clicked.connect(action.trigger)
            row.addWidget(button)
            keys = action.shortcut().toString()
            if keys:
                row.addWidget(key_cap(keys))
                row.addSpacing(8)
        row.addStretch(1)
        return row


def _centred(made: QLabel) -> QLabel:
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
