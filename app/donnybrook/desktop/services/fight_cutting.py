"""The selected fight split at the playhead, merged with the next, duplicated: each one edit. Knows no widget."""

from PySide6.QtCore import QObject

from donnybrook.catalog import SceneRow
from donnybrook.catalog.edits.copying import duplicate_scene
from donnybrook.catalog.edits.splitting import split_scene
from donnybrook.catalog.edits.uniting import unite_scenes
from donnybrook.desktop.scene_text import name_of
from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.services.tagging import Tagging
from donnybrook.desktop.services.told_edits import ToldEdits


class FightCutting(QObject):
    """Knows which fight is selected by ``Tagging``."""

    def __init__(self, edits: ToldEdits, tagging: Tagging, player: Player, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._tagging = tagging
        self._player = player

    def split(self) -> None:
        """End the fight before the frame on the screen, and have another begin with it, which is selected then."""
        scene = self._tagging.scene
        if scene is None:
            return
        if self._tagging.media_file is None:
            self._edits.refused.emit(self.tr("A fight is split at a frame, and this film has no file."))
            return
        name = scene.name
        told = self.tr("“{name}” is split in two").format(name=name)
        entry = self._edits.do(f"Split {name}", told, split_scene, scene.id, self._player.position_us)
        entry.when_stored(lambda second_id: self._tagging.times_changed(scene.id, second_id))
        if entry.value is not None:
            self._tagging.select(entry.value)

    def merge_next(self) -> None:
        """Make one fight of the selected one and the next."""
        scene, following = self._tagging.scene, self._next()
        if scene is None:
            return
        if following is None:
            self._edits.refused.emit(self.tr("No fight comes after this one."))
            return
        name, other = scene.name, name_of(following)
        told = self.tr("“{other}” is part of “{name}” now").format(other=other, name=name)
        entry = self._edits.do(f"Merge {other} into {name}", told, unite_scenes, scene.id, following.id)
        entry.when_stored(lambda _value: self._tagging.times_changed(scene.id))

    def duplicate(self) -> None:
        """Make the same fight again, and select it."""
        scene = self._tagging.scene
        if scene is None:
            return
        name = scene.name
        told = self.tr("“{name}” is there twice; this is the second").format(name=name)
        entry = self._edits.add(f"Duplicate {name}", told, duplicate_scene, scene.id)
        if entry.value is not None:
            self._tagging.select(entry.value)

    def _next(self) -> SceneRow | None:
        scene, rows = self._tagging.scene, self._tagging.rows
        place = next((place for place, row in enumerate(rows) if scene is not None and row.id == scene.id), len(rows))
        return rows[place + 1] if place + 1 < len(rows) else None
