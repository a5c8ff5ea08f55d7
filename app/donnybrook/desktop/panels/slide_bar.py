"""A strip over the tagging line while fights are slid into place: what would be done, and whether. Edits nothing."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from donnybrook.desktop.action_set import ActionSet
from donnybrook.desktop.panels.action_key import KeyCap
from donnybrook.desktop.panels.plain import give_role, label
from donnybrook.desktop.services.sliding import Sliding


class SlideBar(QFrame):
    """Hidden while nothing is being slid."""

    def __init__(self, sliding: Sliding, actions: ActionSet) -> None:
        super().__init__()
        give_role(self, "bar")
        self._sliding = sliding
        self._words = label(wrap=True)
        self.keep = QPushButton(self.tr("Slide all"))
        self.give_up = QPushButton(self.tr("Leave them"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 10, 8)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        for button, action_id in ((self.keep, "tag.new_scene"), (self.give_up, "tag.back")):
            button.setAccessibleName(button.text())
            row.addWidget(KeyCap(actions, action_id))
            row.addWidget(button)
        self.keep.clicked.connect(sliding.keep)
        self.give_up.clicked.connect(sliding.give_up)
        sliding.changed.connect(self._show)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._words.text()

    def _show(self) -> None:
        self._words.setText(self._sliding.words())
        self._words.setAccessibleName(self._words.text())
        self.setVisible(self._sliding.is_on)
