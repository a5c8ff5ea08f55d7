"""The fields of one beat, which its sentence opens into; every entry is kept at once. Knows one scene at a time."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from donnybrook.catalog import Beat, Scene
from donnybrook.catalog.edits.contents import change_beat, remove_beat
from donnybrook.catalog.scene_words import beat_called, side_name
from donnybrook.desktop.entry import Place
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.panels.choice import Choice, Option
from donnybrook.desktop.panels.entering import enter
from donnybrook.desktop.panels.entry_line import EntryLine
from donnybrook.desktop.panels.field_box import INSET_PX, FieldBox
from donnybrook.desktop.panels.field_editors import Surroundings, TextEditor, TimeEditor
from donnybrook.desktop.panels.folding_row import FoldingRow
from donnybrook.desktop.panels.plain import icon_button, label
from donnybrook.desktop.panels.terms_editor import TermsEditor
from donnybrook.desktop.panels.wielding_fields import side_by_side
from donnybrook.desktop.scene_text import outside_words

_NOTE_PX = 46


class BeatFields:
    """Label, in and out, who has the upper hand, note, terms."""

    def __init__(self, row: FoldingRow, around: Surroundings) -> None:
        self._row, self._around = row, around
        self._beat: Beat | None = None
        self.widget = QWidget()
        self.label = self.first = EntryLine(translate("BeatFields", "Name of the beat"), around.theme)
        self.in_ = TimeEditor(translate("BeatFields", "In"), around, spoken=translate("BeatFields", "In of the beat"))
        self.out = TimeEditor(translate("BeatFields", "Out"), around, spoken=translate("BeatFields", "Out of the beat"))
        self.outside = label("", "muted", wrap=True)
        self.outside.setContentsMargins(INSET_PX, 0, 0, 0)
        self.upper_hand = Choice(translate("BeatFields", "Upper hand"), Option(None, translate("BeatFields", "nobody")))
        self.note = TextEditor(
            translate("BeatFields", "Note"),
            spoken=translate("BeatFields", "Note on the beat"),
            height_px=_NOTE_PX,
            above=False,
        )
        self.terms = TermsEditor(around, row.row_id)
        self.label.tell_at(row)
        self.label.entered.connect(lambda text: self._change("Change name of", label=text.strip()))
        self.in_.given.connect(lambda time_us: self._change("Change in point of", self.in_.box, in_us=time_us))
        self.out.given.connect(lambda time_us: self._change("Change out point of", self.out.box, out_us=time_us))
        self.note.given.connect(lambda text: self._change("Change note on", note=text))
        self.upper_hand.chosen.connect(self._take_upper_hand)
        self._lay_out()

    def show_scene(self, scene: Scene) -> None:
        """Show what is kept."""
        beat = next((each for each in scene.beats if each.id == self._row.row_id), None)
        if beat is None:
            return
        self._beat = beat
        self.in_.box.of = self.out.box.of = scene.name
        self.label.show_text(beat.label)
        self.in_.show_value(beat.in_us)
        self.out.show_value(beat.out_us)
        self.outside.setText(outside_words(beat, scene))
        self.outside.setVisible(bool(self.outside.text()))
        self.upper_hand.show_options(
            [Option(side.id, side_name(side, scene)) for side in scene.sides], beat.upper_hand_side_id
        )
        self._upper_hand_box.setVisible(bool(scene.sides))
        self.note.show_value(beat.note)
        self.terms.show_terms(scene, self._row.row_id)

    def _take_upper_hand(self, side_id: int | None) -> None:
        self._change(f"Upper hand of {self.upper_hand.words} in", upper_hand_side_id=side_id)

    def _change(self, what: str, at: Place | None = None, /, **values: str | int | None) -> None:
        session, words = self._around.session, f"{what} {self._called}"
        entry = enter(session, at or self._row, words, change_beat, self._row.row_id, **values)
        entry.when_refused(self.upper_hand.take_back)

    @property
    def _called(self) -> str:
        return beat_called(self._beat) if self._beat else ""

    def _remove(self) -> None:
        enter(self._around.session, self._row, f"Remove {self._called}", remove_beat, self._row.row_id)

    def _lay_out(self) -> None:
        self.label.setPlaceholderText(translate("BeatFields", "what happens"))
        remove = icon_button(self._around.icons, "x", translate("BeatFields", "Remove this beat"))
        remove.clicked.connect(self._remove)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.label, 1)
        top.addWidget(remove)
        self._upper_hand_box = FieldBox(translate("BeatFields", "Upper hand"), self.upper_hand)
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(side_by_side(self.in_.box, self.out.box))
        for part in (self.outside, self._upper_hand_box, self.note.box, self.terms):
            column.addWidget(part)
