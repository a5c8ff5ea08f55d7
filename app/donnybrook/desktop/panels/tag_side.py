"""The right side of Tag: the fight that is selected, or what several have alike. Knows no list and no film."""

from PySide6.QtWidgets import QStackedWidget

from donnybrook.desktop.panels.field_editors import Surroundings
from donnybrook.desktop.panels.inspector import Inspector
from donnybrook.desktop.panels.many_inspector import ManyInspector
from donnybrook.desktop.services.tagging import Tagging


class TagSide(QStackedWidget):
    """Makes the panel for several when several are first selected."""

    def __init__(self, around: Surroundings, tagging: Tagging) -> None:
        super().__init__()
        self._around = around
        self._tagging = tagging
        self.many: ManyInspector | None = None

    def put_inspector(self, inspector: Inspector) -> None:
        """Show one fight in this, which was made with this as its parent: so it takes on the looks once."""
        self._inspector = inspector
        self.addWidget(inspector)
        self._tagging.selection_changed.connect(self._show)
        self._tagging.scenes_changed.connect(self._show_again)

    @property
    def is_on_many(self) -> bool:
        """Whether several fights are shown."""
        return self.many is not None and self.currentWidget() is self.many

    def _show(self) -> None:
        selected = self._tagging.selected
        if self.many is not None:
            self.many.hand_over()
        if len(selected) < 2:
            self.setCurrentWidget(self._inspector)
            return
        if self.many is None:
            self.many = ManyInspector(self._around, self._tagging.many)
            self.addWidget(self.many)
        self.many.show_scenes(selected)
        self.setCurrentWidget(self.many)

    def _show_again(self) -> None:
        if self.many is not None and self.is_on_many:
            self.many.show_scenes(self._tagging.selected)
