"""The right side of Find: the hit in detail, or what several that are selected have alike. Knows no wall."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget

from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.field_editors import Surroundings
from donnybrook.desktop.panels.find_detail import FindDetail
from donnybrook.desktop.panels.many_inspector import ManyInspector
from donnybrook.desktop.services.many_edits import ManyEdits
from donnybrook.desktop.services.spoilers import Spoilers
from donnybrook.desktop.session import Session
from donnybrook.desktop.theme import Theme


class FindSide(QStackedWidget):
    """Makes the panel for several when several are first selected."""

    def __init__(
        self,
        detail: FindDetail,
        session: Session,
        spoilers: Spoilers,
        edits: ManyEdits,
        theme: Theme,
        icons: Icons,
    ) -> None:
        super().__init__()
        self._spoilers = spoilers
        self._detail = detail
        self._edits = edits
        self._around = Surroundings(session, theme, icons, lambda: None, lambda: None)
        self.many: ManyInspector | None = None
        self.addWidget(detail)

    def show_selected(self, scene_ids: Sequence[int]) -> None:
        """Show several; the one in detail, where there are fewer than two."""
        if self.many is not None and tuple(scene_ids) != self.many.scene_ids:
            self.many.hand_over()
        if len(scene_ids) < 2:
            self.setCurrentWidget(self._detail)
            return
        if self.many is None:
            self.many = ManyInspector(self._around, self._edits, hides_any=self._spoilers.hides_any)
            self._spoilers.changed.connect(self.many.look_again)
            self.addWidget(self.many)
        self.many.show_scenes(scene_ids)
        self.setCurrentWidget(self.many)
