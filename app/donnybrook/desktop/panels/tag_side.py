"""The right side of Tag: the fight that is selected, or what several have alike. Knows no list and no film."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from donnybrook.desktop.panels.field_editors import Surroundings
from donnybrook.desktop.panels.inspector import Inspector
from donnybrook.desktop.panels.many_inspector import ManyInspector
from donnybrook.desktop.panels.plain import give_role
from donnybrook.desktop.services.tagging import Tagging


class TagSide(QStackedWidget):
    """Makes the panel for several when several are first selected, right after they are shown as selected."""

    def __init__(self, around: Surroundings, tagging: Tagging) -> None:
        super().__init__()
        self._around = around
        self._tagging = tagging
        self.many: ManyInspector | None = None
        self._blank = QWidget()
        give_role(self._blank, "panel")
        self._making = QTimer(self, interval=0, singleShot=True)
        self._making.timeout.connect(self._make_many)

    def put_inspector(self, inspector: Inspector) -> None:
        """Show one fight in this, which was made with this as its parent: so it takes on the looks once."""
        self._inspector = inspector
        self.addWidget(inspector)
        self.addWidget(self._blank)
        self._tagging.selection_changed.connect(self._select)
        self._tagging.scenes_changed.connect(self._show_again)

    @property
    def is_on_many(self) -> bool:
        """Whether several fights are shown."""
        return self.currentWidget() is not self._inspector

    def take_focus(self, field: str = "") -> None:
        """Go to a field of the several fights that are shown, by its name, or to their weapons."""
        self._many_shown().take_focus(field)

    def _select(self) -> None:
        if self.many is not None:
            self.many.hand_over()
        if len(self._tagging.selected) < 2:
            self._making.stop()
            self.setCurrentWidget(self._inspector)
        elif self.many is None:
            self.setCurrentWidget(self._blank)
            self._making.start()
        else:
            self._many_shown()

    def _make_many(self) -> None:
        """Make the panel, and show it at the next turn: to be put in its place takes it half as long again."""
        if self.many is None:
            self.many = ManyInspector(self._around, self._tagging.many, self)
            self._making.start()
        else:
            self._many_shown()

    def _many_shown(self) -> ManyInspector:
        self._making.stop()
        if self.many is None:
            self.many = ManyInspector(self._around, self._tagging.many, self)
        if self.indexOf(self.many) < 0:
            self.addWidget(self.many)
        self.many.show_scenes(self._tagging.selected)
        self.setCurrentWidget(self.many)
        return self.many

    def _show_again(self) -> None:
        if self.many is not None and self.is_on_many:
            self.many.show_scenes(self._tagging.selected)
