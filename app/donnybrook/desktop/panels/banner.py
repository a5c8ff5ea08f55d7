"""A strip under the head of the window for what the world refused: stays until it is closed, stops nothing."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.plain import give_role, icon_button, label


class Banner(QFrame):
    """Shows one sentence at a time; a second one counts up, and the latest is shown."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_role(self, "bar")
        sign = label()
        sign.setPixmap(icons.icon("triangle-alert", "loss").pixmap(16, 16))
        self._words = label(wrap=True, selectable=True)
        self._details = QPushButton(self.tr("Details…"))
        self._details.setAccessibleName(self.tr("Details of the fault"))
        self._details.clicked.connect(self._show_details)
        close = icon_button(icons, "x", self.tr("Close this message"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 10, 8)
        row.setSpacing(10)
        row.addWidget(sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._details)
        row.addWidget(close)
        self._show: Callable[[], object] | None = None
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown last."""
        return self._words.text()

    def say(self, sentence: str, details: Callable[[], object] | None = None, button: str = "") -> None:
        """Show a sentence, with a button for more where there is more, or for what ``button`` says."""
        self._details.setText(button or self.tr("Details…"))
        self._details.setAccessibleName(button or self.tr("Details of the fault"))
        self._words.setText(sentence)
        self._words.setAccessibleName(sentence)
        self._show = details
        self._details.setVisible(details is not None)
        self.show()

    def _show_details(self) -> None:
        if self._show:
            self._show()
