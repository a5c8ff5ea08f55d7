"""The characters of a film, one beneath the other: name, who plays them, and a button that takes one off the cast.

Knows one film at a time.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from donnybrook.catalog import Character
from donnybrook.catalog.edits.cast import count_combatants, remove_character, rename_character, set_performers
from donnybrook.catalog.reading import read_people
from donnybrook.desktop.entry import Place
from donnybrook.desktop.models.concepts import Suggestion, suggest_names
from donnybrook.desktop.models.performers import performers_text, read_performers
from donnybrook.desktop.panels.entry_line import EntryLine, between_commas
from donnybrook.desktop.panels.plain import discard, icon_button
from donnybrook.desktop.panels.sheet import SheetSurroundings, sheet_line

_LEFT_PX = 92  # where the controls of the fields above stand


class CastRows(QWidget):
    """Every entry is kept at once; what can't be is said ``at`` the place given."""

    def __init__(self, around: SheetSurroundings, at: Place) -> None:
        super().__init__()
        self._around = around
        self._at = at
        self.rows: dict[int, tuple[QWidget, EntryLine, EntryLine]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_LEFT_PX, 0, 0, 0)
        self._column.setSpacing(4)

    def show_cast(self, cast: Sequence[Character]) -> None:
        """Show these characters."""
        if list(self.rows) != [each.id for each in cast]:
            for row, *_ in self.rows.values():
                self._column.removeWidget(row)
                discard(row)
            self.rows = {each.id: self._row(each) for each in cast}
        for each in cast:
            _, name, performers = self.rows[each.id]
            name.show_text(each.name)
            performers.show_text(performers_text(each.performers))

    def _row(self, character: Character) -> tuple[QWidget, EntryLine, EntryLine]:
        of, theme = character.id, self._around.theme
        name = sheet_line(
            self.tr("Name of {who}").format(who=character.name), theme, lambda text: self._rename(of, text)
        )
        performers = sheet_line(
            self.tr("Who plays {who}").format(who=character.name), theme, lambda text: self._cast(of, text)
        )
        performers.set_source(between_commas(self._people))
        performers.setPlaceholderText(self.tr("played by…"))
        remove = icon_button(self._around.icons, "x", self.tr("Take {who} off the cast").format(who=character.name))
        remove.clicked.connect(lambda: self._remove(of))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(name, 2)
        line.addWidget(performers, 3)
        line.addWidget(remove)
        self._column.addWidget(row)
        row.show()  # now: how high the sheet is follows from what is shown
        return row, name, performers

    def _rename(self, character_id: int, name: str) -> None:
        self._around.enter(self._at, f"Rename character to {name}", rename_character, character_id, name)

    def _cast(self, character_id: int, text: str) -> None:
        roles = {code.code for code in self._around.session.catalog.codes("portrayal_role")}
        words, performers = f"Who plays {self.rows[character_id][1].text()}", read_performers(text, roles)
        self._around.enter(self._at, words, set_performers, character_id, performers)

    def _remove(self, character_id: int) -> None:
        words = f"Take {self.rows[character_id][1].text()} off the cast"
        played = self._around.session.catalog.read(count_combatants, character_id)
        self._around.enter_many(played, self._at, words, remove_character, character_id)

    def _people(self, text: str) -> list[Suggestion]:
        return suggest_names(self._around.session.catalog.read(read_people), text)
