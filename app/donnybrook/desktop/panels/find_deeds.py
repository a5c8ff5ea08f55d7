"""What Find does with the hit itself: to the trash and back, its times to the clipboard. Knows no player, no search."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from donnybrook.catalog.edits import scenes as scene_edits
from donnybrook.desktop.action_set import Handler
from donnybrook.desktop.entry import Spoken
from donnybrook.desktop.panels.find_chosen import ChosenHits
from donnybrook.desktop.panels.hit_views import HitViews
from donnybrook.desktop.scene_text import name_of, times_line
from donnybrook.desktop.services.many_edits import ManyEdits
from donnybrook.desktop.session import Session


class HitDeeds(QObject):
    """Does it to the fight that is chosen, or to all that are selected."""

    said = Signal(str, object)
    """Emits a word on what was done, and the function that takes it back."""

    def __init__(self, session: Session, chosen: ChosenHits, views: HitViews, many: ManyEdits, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._chosen = chosen
        self._views = views
        self._many = many

    def table(self) -> dict[str, Handler]:
        """Return what the actions of the hit do."""
        doing = self._chosen.doing
        return {"find.delete": doing(self._delete), "find.copy_times": doing(self._copy_times)}

    def _delete(self) -> None:
        scene_id, place, selected = self._chosen.scene_id, self._views.current_place, self._chosen.selected
        if scene_id is None or place is None:
            return
        if len(selected) > 1:
            self._many.trash(selected)
            return
        row = self._chosen.row
        name = name_of(row) if row else ""
        at = Spoken(self._session.problem.emit, name)
        entry = self._session.enter(at, "Delete fight", scene_edits.trash_scene, scene_id)
        if entry.edited is not None:
            self._views.choose_place(min(place, self._views.scene_count - 1))
        words = self.tr("Deleted “{name}”").format(name=name)
        entry.when_stored(lambda _value: self.said.emit(words, lambda: self._restore(scene_id)))

    def _restore(self, scene_id: int) -> None:
        at = Spoken(self._session.problem.emit)
        if self._session.enter(at, "Restore fight", scene_edits.restore_scene, scene_id).edited is not None:
            self._views.choose(scene_id)

    def _copy_times(self) -> None:
        row = self._chosen.row
        if row is not None:
            QGuiApplication.clipboard().setText(times_line(row.in_us, row.out_us))
