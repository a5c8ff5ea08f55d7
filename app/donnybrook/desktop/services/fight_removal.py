"""The selected fight, or all that are selected, put in the trash, with a way back. Knows no widget."""

from PySide6.QtCore import QObject

from donnybrook.catalog.edits.scenes import restore_scene, trash_scene
from donnybrook.desktop.entry import Spoken
from donnybrook.desktop.services.tagging import Tagging
from donnybrook.desktop.session import Session


class FightRemoval(QObject):
    """Knows what is selected by ``Tagging``."""

    def __init__(self, session: Session, tagging: Tagging, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tagging = tagging

    def delete(self) -> None:
        """Put what is selected in the trash."""
        tagging = self._tagging
        if len(tagging.selected) > 1:
            tagging.many.trash(tagging.selected)
            return
        if tagging.scene is None:
            return
        scene_id, name = tagging.scene.id, tagging.scene.name
        entry = self._session.enter(Spoken(tagging.refused.emit), f"Delete {name}", trash_scene, scene_id)
        tagging.say_waiting(entry)
        entry.when_stored(lambda _value: self._tell(scene_id, name))

    def _tell(self, scene_id: int, name: str) -> None:
        tagging = self._tagging
        if tagging.scene is not None and tagging.scene.id == scene_id:
            tagging.select(None)
        words = self.tr("“{name}” is in the trash").format(name=name)
        tagging.said.emit(words, lambda: self._restore(scene_id, name))

    def _restore(self, scene_id: int, name: str) -> None:
        at = Spoken(self._tagging.refused.emit)
        entry = self._session.enter(at, f"Restore {name}", restore_scene, scene_id)
        if entry.edited is not None:
            self._tagging.open_scene(scene_id)
        self._tagging.say_waiting(entry)
