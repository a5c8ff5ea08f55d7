"""Who fights, as a small table: name, side, headcount, and a line to add someone. Knows one scene at a time."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QWidget

from donnybrook.catalog import Combatant, EntryProblem, Scene
from donnybrook.catalog.edits.contents import add_combatant, change_combatant, remove_combatant
from donnybrook.catalog.edits.naming import join_side
from donnybrook.desktop.models.concepts import Suggestion, suggest_names
from donnybrook.desktop.panels.entering import enter
from donnybrook.desktop.panels.entry_line import EntryLine, whole_line
from donnybrook.desktop.panels.field_box import INSET_PX, FieldBox
from donnybrook.desktop.panels.field_editors import Surroundings
from donnybrook.desktop.panels.plain import icon_button, label

_COUNT_PX = 46
_MOST = 1_000_000


class CombatantsEditor(FieldBox):
    """One row a combatant; the rows follow the scene."""

    def __init__(self, around: Surroundings) -> None:
        self._grid_place = QWidget()
        self._add = EntryLine("Add a combatant", around.theme, takes_first=False)
        super().__init__("Combatants", self._grid_place, above=True)
        self._around = around
        self._scene: Scene | None = None
        self._rows: dict[int, tuple[EntryLine, EntryLine, EntryLine]] = {}
        self._grid = QGridLayout(self._grid_place)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._add.setPlaceholderText(self.tr("add a name…"))
        self._add.set_source(whole_line(self._names))
        self._add.entered.connect(self._add_someone)
        self.add_below(self._add)

    def show_scene(self, scene: Scene) -> None:
        """Show the combatants of a scene."""
        self._scene = scene
        ids = [each.id for each in scene.combatants]
        if list(self._rows) != ids:
            self._build(scene)
        sides = {side.id: side.label for side in scene.sides}
        for each in scene.combatants:
            name, side, count = self._rows[each.id]
            name.show_text(each.label)
            side.show_text(sides.get(each.side_id or 0, ""))
            count.show_text("many" if each.headcount is None else str(each.headcount))

    def _build(self, scene: Scene) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = {}
        for column, words in enumerate((self.tr("name"), self.tr("side"), self.tr("how many"))):
            if scene.combatants:
                head = label(words, "small")
                head.setContentsMargins(INSET_PX, 0, 0, 0)
                self._grid.addWidget(head, 0, column)
        self._grid_place.setVisible(bool(scene.combatants))
        for place, each in enumerate(scene.combatants, start=1):
            self._rows[each.id] = self._row(place, each)

    def _row(self, place: int, who: Combatant) -> tuple[EntryLine, EntryLine, EntryLine]:
        theme = self._around.theme
        name = EntryLine(f"Name of {who.label}", theme, source=whole_line(self._names))
        side = EntryLine(f"Side of {who.label}", theme, source=whole_line(self._sides))
        count = EntryLine(f"How many {who.label}", theme)
        count.setFixedWidth(_COUNT_PX)
        name.entered.connect(self._bound(who.id, self._rename))
        side.entered.connect(self._bound(who.id, self._take_side))
        count.entered.connect(self._bound(who.id, self._count))
        remove = icon_button(self._around.icons, "x", f"Remove {who.label}")
        remove.clicked.connect(lambda: self._remove(who))
        for column, widget in enumerate((name, side, count, remove)):
            self._grid.addWidget(widget, place, column)
        return name, side, count

    def _bound(self, combatant_id: int, act: Callable[[int, str], None]) -> Callable[[str], None]:
        return lambda text: act(combatant_id, text)

    # ------------------------------------------------------------ entries

    def _rename(self, combatant_id: int, text: str) -> None:
        enter(self._around.session, self, "Rename combatant", change_combatant, combatant_id, label=text.strip())

    def _take_side(self, combatant_id: int, text: str) -> None:
        if self._scene is not None:
            enter(self._around.session, self, "Change side", join_side, self._scene.id, combatant_id, text)

    def _count(self, combatant_id: int, text: str) -> None:
        try:
            count = _headcount(text)
        except EntryProblem as problem:
            self.show_problem(str(problem))
            return
        enter(self._around.session, self, "Change headcount", change_combatant, combatant_id, headcount=count)

    def _remove(self, who: Combatant) -> None:
        enter(self._around.session, self, f"Remove {who.label}", remove_combatant, who.id)

    def _add_someone(self, text: str) -> None:
        self._add.show_text("")
        self._add.clear()
        if self._scene is not None and text.strip():
            enter(self._around.session, self, f"Add {text.strip()}", add_combatant, self._scene.id, text)

    def _names(self, text: str) -> list[Suggestion]:
        film_id = self._scene.film_id if self._scene else None
        return suggest_names(self._around.session.catalog.names(film_id), text)

    def _sides(self, text: str) -> list[Suggestion]:
        return suggest_names([side.label for side in self._scene.sides if side.label] if self._scene else [], text)


def _headcount(text: str) -> int | None:
    """Return a headcount, ``None`` for many; raises ``EntryProblem``."""
    typed = text.strip().casefold()
    if typed in ("many", "?", ""):
        return None
    if typed.isdecimal() and 0 < int(typed) <= _MOST:
        return int(typed)
    raise EntryProblem("headcount", "A headcount is a whole number from 1 on, or “many”.")
