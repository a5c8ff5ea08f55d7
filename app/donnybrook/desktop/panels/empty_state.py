"""A page for where there is nothing to show yet: what to do next, with its key. Knows no catalog."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from donnybrook.desktop.action_set import ActionSet
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.plain import key_cap, label
from donnybrook.desktop.theme import Theme

_SIGN_PX = 44


@dataclass(frozen=True, slots=True)
class Offer:
    """An action put forward on the page; the first one of a page is the likeliest."""

    action_id: str
    label: str


class EmptyState(QWidget):
    """A sign, a sentence or two, and some buttons."""

    def __init__(self, sign: str, offers: tuple[Offer, ...], actions: ActionSet, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._sign = sign
        self._theme = theme
        self._icons = icons
        self._picture = label()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = _centred(label(role="title", wrap=True))
        self._words = _centred(label(role="muted", wrap=True))
        column = QVBoxLayout(self)
        column.addStretch(2)
        for part in (self._picture, self._title, self._words):
            column.addWidget(part)
        column.addSpacing(10)
        column.addLayout(self._buttons(offers, actions))
        column.addStretch(3)
        theme.changed.connect(self._draw_sign)
        self._draw_sign()

    @property
    def words(self) -> str:
        """What the page says."""
        return f"{self._title.text()} {self._words.text()}"

    def say(self, title: str, words: str) -> None:
        """Say what there is not, and what to do about it."""
        self._title.setText(title)
        self._words.setText(words)

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
