"""The fields of one wielding, which its sentence opens into; every entry is kept at once. Knows one scene at a time."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from donnybrook.catalog import Scene, Wielding
from donnybrook.catalog.edits.contents import change_wielding, remove_wielding
from donnybrook.catalog.edits.naming import aim_at, wield_by
from donnybrook.catalog.fight_sentences import IMPROVISED
from donnybrook.catalog.scene_words import beat_name
from donnybrook.desktop.entry import Entry, Place
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.models.concepts import Suggestion, suggest_names
from donnybrook.desktop.panels.choice import Choice, Key, Option
from donnybrook.desktop.panels.concept_input import ConceptInput
from donnybrook.desktop.panels.entering import enter
from donnybrook.desktop.panels.entry_line import EntryLine, between_commas, whole_line
from donnybrook.desktop.panels.field_box import FieldBox
from donnybrook.desktop.panels.field_editors import Surroundings, TimeEditor, code_choice
from donnybrook.desktop.panels.folding_row import FoldingRow
from donnybrook.desktop.panels.plain import icon_button
from donnybrook.desktop.tips import tip


class WieldingFields:
    """Who, what, against whom; how they came by it and what became of it; when, how, how sure, and whose it was."""

    def __init__(self, row: FoldingRow, around: Surroundings) -> None:
        self._row, self._around = row, around
        self._scene: Scene | None = None
        self._wielding: Wielding | None = None
        theme = around.theme
        self.widget = QWidget()
        self.who = self.first = EntryLine(
            translate("WieldingFields", "Who uses it"), theme, source=whole_line(self._people)
        )
        self.weapon = ConceptInput(translate("WieldingFields", "Weapon"), around.session, theme, ("weapon",))
        self.against = EntryLine(
            translate("WieldingFields", "Against whom"), theme, source=between_commas(self._people)
        )
        self.improvised = QToolButton()
        self.acquired = code_choice(translate("WieldingFields", "How they came by it"), around, "acquired", "—")
        self.ended = code_choice(translate("WieldingFields", "What became of it"), around, "ended", "—")
        self.manner = EntryLine(translate("WieldingFields", "Manner"), theme, source=whole_line(self._manners))
        self.certainty = code_choice(translate("WieldingFields", "Certainty of this use"), around, "certainty", "—")
        self.beat = Choice(
            translate("WieldingFields", "Beat it belongs to"),
            Option(None, translate("WieldingFields", "the whole fight")),
        )
        self.previous = Choice(translate("WieldingFields", "The same object as"), Option(None, "—"))
        self.from_ = TimeEditor(
            translate("WieldingFields", "From"), around, spoken=translate("WieldingFields", "Used from")
        )
        self.to = TimeEditor(translate("WieldingFields", "To"), around, spoken=translate("WieldingFields", "Used to"))
        self._lay_out()
        self._connect()

    def show_scene(self, scene: Scene) -> None:
        """Show what is kept."""
        wielding = next((each for each in scene.wieldings if each.id == self._row.row_id), None)
        if wielding is None:
            return
        self._scene, self._wielding = scene, wielding
        self.from_.box.of = self.to.box.of = scene.name
        names = {each.id: each.label for each in scene.combatants}
        self.who.show_text(names.get(wielding.combatant_id or 0, ""))
        self.weapon.show_text(wielding.weapon)
        self.against.show_text(", ".join(names[each] for each in wielding.target_ids if each in names))
        self.improvised.setChecked(wielding.improvised)
        self.acquired.show_key(wielding.acquired)
        self.ended.show_key(wielding.ended)
        self.manner.show_text(wielding.manner)
        self.certainty.show_key(wielding.certainty)
        self.from_.show_value(wielding.from_us)
        self.to.show_value(wielding.to_us)
        self.beat.show_options([Option(each.id, beat_name(each)) for each in scene.beats], wielding.beat_id)
        others = [Option(each.id, _held(each, names)) for each in scene.wieldings if each.id != wielding.id]
        self.previous.show_options(others, wielding.previous_id)
        self._beat_box.setVisible(bool(scene.beats))
        self._previous_box.setVisible(bool(others))

    # ------------------------------------------------------------ entries

    def _connect(self) -> None:
        for line in (self.who, self.weapon, self.against, self.manner):
            line.tell_at(self._row)
        self.who.entered.connect(self._take_who)
        self.against.entered.connect(self._take_targets)
        self.weapon.of = lambda: self._row.row_id
        self.weapon.chosen.connect(self._take_weapon)
        self.weapon.offered.connect(self._show_problem)
        self.improvised.clicked.connect(self._take_improvised)
        self._keeps(self.acquired, "How they came by", "acquired")
        self._keeps(self.ended, "What became of", "ended")
        self._keeps(self.certainty, "Certainty of", "certainty")
        self._keeps(self.beat, "Beat of", "beat_id")
        self._keeps(self.previous, "Same object as", "previous_id")
        self.manner.entered.connect(lambda text: self._change("Manner of", manner=text.strip()))
        self.from_.given.connect(lambda time_us: self._change("Change in point of", self.from_.box, from_us=time_us))
        self.to.given.connect(lambda time_us: self._change("Change out point of", self.to.box, to_us=time_us))

    def _keeps(self, choice: Choice, words: str, column: str) -> None:
        def keep(key: Key) -> None:
            self._change(words, said=choice.words, **{column: key}).when_refused(choice.take_back)

        choice.chosen.connect(keep)

    def _show_problem(self, sentence: str) -> None:
        self._row.show_problem(sentence)

    def _take_who(self, name: str) -> None:
        if self._scene is not None:
            words = f"Who uses {self._weapon}"
            enter(self._around.session, self._row, words, wield_by, self._scene.id, self._row.row_id, name)

    def _take_targets(self, names: str) -> None:
        if self._scene is not None:
            ids, words = (self._scene.id, self._row.row_id), f"Against whom {self._weapon}"
            enter(self._around.session, self._row, words, aim_at, *ids, names.split(","))

    def _take_improvised(self, is_so: bool) -> None:
        self._change("Improvised use of" if is_so else "No improvised use of", improvised=is_so)

    def _change(
        self, what: str, at: Place | None = None, /, *, said: str = "", **values: str | int | None
    ) -> Entry[bool]:
        """``said`` is what was chosen, in words."""
        words, session = f"{what} {self._weapon}{said and f': {said}'}", self._around.session
        return enter(session, at or self._row, words, change_wielding, self._row.row_id, **values)

    @property
    def _weapon(self) -> str:
        return self._wielding.weapon if self._wielding else ""

    def _take_weapon(self, concept_id: int | None) -> None:
        if concept_id is None:
            self.weapon.show_text(self._weapon)
            sentence = translate("WieldingFields", "A wielding needs a weapon. To take it away, press the × beside it.")
            self._row.show_problem(sentence)
        else:
            word = self._around.session.catalog.vocabulary.concept(concept_id).label
            self._change(f"{word} in place of", weapon_id=concept_id)

    def _remove(self) -> None:
        enter(self._around.session, self._row, f"Remove {self._weapon}", remove_wielding, self._row.row_id)

    def _people(self, text: str) -> list[Suggestion]:
        if self._scene is None:
            return []
        here = [each.label for each in self._scene.combatants]
        return suggest_names(dict.fromkeys([*here, *self._around.session.catalog.names(self._scene.film_id)]), text)

    def _manners(self, text: str) -> list[Suggestion]:
        return suggest_names([code.code for code in self._around.session.catalog.codes("manner")], text)

    # ------------------------------------------------------------ looks

    def _lay_out(self) -> None:
        self.improvised.setText(IMPROVISED)
        self.improvised.setCheckable(True)
        self.improvised.setAccessibleName(translate("WieldingFields", "Improvised"))
        self.improvised.setToolTip(tip(translate("WieldingFields", "Improvised: not made to be a weapon")))
        remove = icon_button(self._around.icons, "x", translate("WieldingFields", "Remove this wielding"))
        remove.clicked.connect(self._remove)
        self.who.setPlaceholderText(translate("WieldingFields", "who"))
        self.weapon.setPlaceholderText(translate("WieldingFields", "weapon"))
        self.against.setPlaceholderText(translate("WieldingFields", "nobody in particular"))
        self.manner.setPlaceholderText(translate("WieldingFields", "thrown, two-handed…"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.who, 0, 0)
        grid.addWidget(remove, 0, 1)
        grid.addWidget(self.weapon, 1, 0)
        grid.addWidget(self.improvised, 1, 1)
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(4)
        column.addLayout(grid)
        self._beat_box = FieldBox(translate("WieldingFields", "Beat"), self.beat)
        self._previous_box = FieldBox(translate("WieldingFields", "Same object"), self.previous)
        for name, control in (
            (translate("WieldingFields", "Against"), self.against),
            (translate("WieldingFields", "Came by it"), self.acquired),
            (translate("WieldingFields", "In the end"), self.ended),
            (translate("WieldingFields", "Manner"), self.manner),
            (translate("WieldingFields", "Certainty"), self.certainty),
        ):
            column.addWidget(FieldBox(name, control))
        column.addLayout(side_by_side(self.from_.box, self.to.box))
        column.addWidget(self._beat_box)
        column.addWidget(self._previous_box)


def side_by_side(*boxes: QWidget) -> QHBoxLayout:
    """Return fields in a row, from the left."""
    row = QHBoxLayout()
    row.setSpacing(0)
    for box in boxes:
        row.addWidget(box)
    row.addStretch(1)
    return row


def _held(wielding: Wielding, names: dict[int, str]) -> str:
    """Return an object by who has it."""
    who = names.get(wielding.combatant_id or 0)
    words = translate("WieldingFields", "{who}’s {weapon}")
    return words.format(who=who, weapon=wielding.weapon) if who else wielding.weapon
