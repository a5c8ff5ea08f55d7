"""What else is said of one combatant: outcome, character, who plays it, note. Knows one scene at a time."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from donnybrook.catalog import Character, Combatant, Scene
from donnybrook.catalog.edits.cast import be_character, cast_combatant
from donnybrook.catalog.edits.contents import change_combatant, remove_combatant
from donnybrook.catalog.reading import read_people
from donnybrook.desktop.entry import Place
from donnybrook.desktop.models.concepts import Suggestion, suggest_names
from donnybrook.desktop.models.performers import performers_text, read_performers
from donnybrook.desktop.panels.entering import enter
from donnybrook.desktop.panels.entry_line import EntryLine, between_commas, whole_line
from donnybrook.desktop.panels.field_box import FieldBox
from donnybrook.desktop.panels.field_editors import Surroundings, code_choice
from donnybrook.desktop.panels.plain import icon_button


class CombatantFields(QWidget):
    """Every entry is kept at once; what can't be is said ``at`` the place given."""

    def __init__(self, combatant_id: int, around: Surroundings, at: Place) -> None:
        super().__init__()
        self._id = combatant_id
        self._around = around
        self._at = at
        self._who, self._has_character = "", False
        self._scene: Scene | None = None
        theme = around.theme
        self.outcome = code_choice(self.tr("Outcome"), around, "outcome", "—")
        self.character = EntryLine(self.tr("Character of the film"), theme, source=whole_line(self._characters))
        self.played_by = EntryLine(self.tr("Played by"), theme, source=between_commas(self._people))
        self.note = EntryLine(self.tr("Note on the combatant"), theme)
        for line in (self.character, self.played_by, self.note):
            line.tell_at(at)
        self.outcome.chosen.connect(lambda key: self._change("Outcome of", self.outcome.words, outcome=key))
        self.note.entered.connect(lambda text: self._change("Note on", note=text.strip()))
        self.character.entered.connect(self._take_character)
        self.played_by.entered.connect(self._take_performers)
        self._lay_out()

    def show_combatant(self, who: Combatant, scene: Scene, character: Character | None) -> None:
        """Show what is kept."""
        self._who, self._scene, self._has_character = who.label, scene, character is not None
        self.outcome.show_key(who.outcome)
        self.character.show_text(character.name if character else "")
        self.played_by.show_text(performers_text(character.performers) if character else "")
        self.note.show_text(who.note)

    # ------------------------------------------------------------ entries

    def _change(self, what: str, said: str = "", /, **values: str) -> None:
        """``said`` is what was chosen, in words."""
        words = f"{what} {self._who}{said and f': {said}'}"
        entry = enter(self._around.session, self._at, words, change_combatant, self._id, **values)
        entry.when_refused(self.outcome.take_back)

    def _take_character(self, name: str) -> None:
        enter(self._around.session, self._at, f"Character of {self._who}", be_character, self._id, name)

    def _take_performers(self, text: str) -> None:
        roles = {code.code for code in self._around.session.catalog.codes("portrayal_role")}
        words, performers = f"Who plays {self._who}", read_performers(text, roles)
        if performers or self._has_character:
            enter(self._around.session, self._at, words, cast_combatant, self._id, performers)

    def _remove(self) -> None:
        enter(self._around.session, self._at, f"Remove {self._who}", remove_combatant, self._id)

    def _characters(self, text: str) -> list[Suggestion]:
        if self._scene is None:
            return []
        return suggest_names([each.name for each in self._around.session.catalog.cast(self._scene.film_id)], text)

    def _people(self, text: str) -> list[Suggestion]:
        return suggest_names(self._around.session.catalog.read(read_people), text)

    def _lay_out(self) -> None:
        self.character.setPlaceholderText(self.tr("none in particular"))
        self.played_by.setPlaceholderText(self.tr("name, name (stunt double)"))
        remove = icon_button(self._around.icons, "x", self.tr("Remove this combatant"))
        remove.clicked.connect(self._remove)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(FieldBox(self.tr("Outcome"), self.outcome), 1)
        top.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(4)
        column.addLayout(top)
        for name, control in (
            (self.tr("Character"), self.character),
            (self.tr("Played by"), self.played_by),
            (self.tr("Note"), self.note),
        ):
            column.addWidget(FieldBox(name, control))
