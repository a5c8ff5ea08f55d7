"""Who fights: a row each, and a line to add someone. Knows one scene at a time."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from donnybrook.catalog import Combatant, Scene
from donnybrook.catalog.edits.contents import add_combatant
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.models.concepts import Suggestion, suggest_names
from donnybrook.desktop.panels.combatant_row import COUNT_PX, CombatantRow
from donnybrook.desktop.panels.entering import add
from donnybrook.desktop.panels.entry_line import EntryLine, whole_line
from donnybrook.desktop.panels.field_box import INSET_PX, FieldBox
from donnybrook.desktop.panels.field_editors import Surroundings
from donnybrook.desktop.panels.later_rows import room_for
from donnybrook.desktop.panels.plain import discard, label, laid_out_later, put_by

_MORE_PX = 26
_AT_ONCE = 6  # to show more rows than these would hold the window up


class CombatantsEditor(FieldBox):
    """The rows follow the scene; at most one is open."""

    unfolded = Signal()
    """Emits nothing: fields are shown that were not there before."""

    def __init__(self, around: Surroundings) -> None:
        self._place = QWidget()
        self.add = EntryLine(translate("CombatantsEditor", "Add a combatant"), around.theme, takes_first=False)
        super().__init__(translate("CombatantsEditor", "Combatants"), self._place, above=True)
        self._around = around
        self._scene: Scene | None = None
        self.rows: dict[int, CombatantRow] = {}
        self._spare: list[CombatantRow] = []  # of nobody now, and not shown
        self._column = QVBoxLayout(self._place)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._column.addLayout(_heads())
        self.add.setPlaceholderText(self.tr("add a name…"))
        self.add.set_source(whole_line(self._names))
        self.add.entered.connect(self._add_someone)
        self.add_below(self.add)

    def show_scene(self, scene: Scene) -> None:
        """Show the combatants of a scene; of very many, the first: see ``has_more``."""
        self._show(scene, _AT_ONCE)

    def _show(self, scene: Scene, most: int) -> None:
        self._scene, self.of = scene, scene.name
        ids = [each.id for each in scene.combatants]
        now = scene.combatants[: room_for(ids, self.rows, len(self._spare), most)]
        if list(self.rows) != [each.id for each in now]:
            self._build(now)
        has_characters = any(each.character_id is not None for each in scene.combatants)
        cast = self._around.session.catalog.cast(scene.film_id) if has_characters else []
        characters = {each.id: each for each in cast}
        for each in now:
            self.rows[each.id].show_combatant(each, scene, characters.get(each.character_id or 0))
        self._place.setVisible(bool(scene.combatants))

    @property
    def has_more(self) -> bool:
        """Whether rows are still to be shown, by ``show_more``."""
        return self._scene is not None and len(self.rows) < len(self._scene.combatants)

    def show_more(self) -> None:
        """Show some more rows."""
        if self._scene is not None:
            self._show(self._scene, 2 * _AT_ONCE)  # no other list does anything at this turn
            self.unfolded.emit()

    def make_spare(self, count: int) -> None:
        """Have rows ready for combatants to come."""
        self._spare += [put_by(self._column, self._made()) for _ in range(count)]

    def close_fields(self) -> None:
        """Show the rows alone."""
        self._close_others(0)

    def _close_others(self, combatant_id: int) -> None:
        for row_id, row in self.rows.items():
            if row_id != combatant_id:
                row.close_fields()

    def _row_for(self, who: Combatant) -> CombatantRow:
        """Return a row that was somebody else's, which costs less than a new one, or a new one."""
        row = self._spare.pop() if self._spare else self._made()
        row.be(who)
        return row

    def _made(self) -> CombatantRow:
        row = CombatantRow(self._around, self, self._names)
        row.opened.connect(self._close_others)
        row.opened.connect(lambda _id: self.unfolded.emit())
        return row

    def _build(self, combatants: Sequence[Combatant]) -> None:
        kept = self.rows
        here = {each.id for each in combatants}
        spare = [key for key, row in kept.items() if key not in here and row.is_spare]
        self._spare += [kept.pop(key) for key in reversed(spare)]
        self.rows = {}
        with laid_out_later(self._column):
            for place, each in enumerate(combatants, start=1):
                row = kept.pop(each.id, None) or self._row_for(each)
                self.rows[each.id] = row
                if self._column.indexOf(row) != place:
                    self._column.insertWidget(place, row)
                row.show()  # at once: a layout would show it later, and the keyboard may go to it now
            for row in kept.values():
                self._column.removeWidget(row)
                discard(row)
            for row in self._spare:
                row.hide()

    def _add_someone(self, text: str) -> None:
        self.add.show_text("")
        self.add.clear()
        if self._scene is not None and text.strip():
            add(self._around.session, self, f"Add {text.strip()}", add_combatant, self._scene.id, text)

    def _names(self, text: str) -> list[Suggestion]:
        film_id = self._scene.film_id if self._scene else None
        return suggest_names(self._around.session.catalog.names(film_id), text)


def _heads() -> QHBoxLayout:
    """Return the words over the columns, as wide as a row has them."""
    row = QHBoxLayout()
    row.setSpacing(4)
    for words, width_px, stretch in (
        (translate("CombatantsEditor", "name"), 0, 5),
        (translate("CombatantsEditor", "side"), 0, 3),
        (translate("CombatantsEditor", "how many"), COUNT_PX + _MORE_PX + 4, 0),
    ):
        head = label(words, "small")
        head.setContentsMargins(INSET_PX, 0, 0, 0)
        if width_px:
            head.setFixedWidth(width_px)
        row.addWidget(head, stretch)
    return row
