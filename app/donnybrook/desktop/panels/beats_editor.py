"""The beats of a fight: a sentence each, opened in place, and a line to add one. Knows one scene at a time."""

from donnybrook.catalog import Scene
from donnybrook.catalog.edits.contents import add_beat
from donnybrook.catalog.fight_sentences import beat_sentences
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.models.nesting import is_inside, nesting
from donnybrook.desktop.panels.beat_fields import BeatFields
from donnybrook.desktop.panels.entering import add
from donnybrook.desktop.panels.entry_line import EntryLine
from donnybrook.desktop.panels.field_box import FieldBox
from donnybrook.desktop.panels.field_editors import Surroundings
from donnybrook.desktop.panels.folding_row import FoldingRows


class BeatsEditor(FieldBox):
    """Beats in the order they begin; those inside others stand further in."""

    def __init__(self, around: Surroundings) -> None:
        self.list = FoldingRows(around.theme, lambda row: BeatFields(row, around))
        super().__init__(translate("BeatsEditor", "Beats"), self.list, above=True)
        self._around = around
        self._scene: Scene | None = None
        self.add = EntryLine(self.tr("Add a beat"), around.theme)
        self.add.setPlaceholderText(self.tr("add a beat: what happens…"))
        self.add.entered.connect(self._add_beat)
        self.add_below(self.add)

    def show_scene(self, scene: Scene) -> None:
        """Show the beats of a scene."""
        self._scene, self.of = scene, scene.name
        ids = [each.id for each in scene.beats]
        self.list.show_rows(scene, ids, beat_sentences(scene), nesting(scene.beats))

    def _add_beat(self, text: str) -> None:
        self.add.show_text("")
        self.add.clear()
        if self._scene is None or not text.strip():
            return
        words, scene_id, in_us = f"Add beat {text.strip()}", self._scene.id, self._begins_at(self._scene)
        session = self._around.session
        entry = add(session, self, words, add_beat, scene_id, in_us=in_us, out_us=None, label=text.strip())
        if entry.value is not None:
            self.list.open(entry.value)

    def _begins_at(self, scene: Scene) -> int | None:
        time_us = self._around.playhead()
        return time_us if time_us is not None and is_inside(time_us, scene) else None
