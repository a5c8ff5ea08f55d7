"""The sides of a fight: what each is called, and its role. Knows one scene at a time."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from donnybrook.catalog import Scene, Side
from donnybrook.catalog.edits.contents import change_side, remove_side
from donnybrook.desktop.panels.choice import Choice
from donnybrook.desktop.panels.entering import enter
from donnybrook.desktop.panels.entry_line import EntryLine
from donnybrook.desktop.panels.field_box import FieldBox
from donnybrook.desktop.panels.field_editors import Surroundings, code_choice
from donnybrook.desktop.panels.plain import discard, icon_button
from donnybrook.desktop.scene_text import side_name


class SidesEditor(FieldBox):
    """One row a side; a side comes with the first combatant who is put on it."""

    def __init__(self, around: Surroundings) -> None:
        self._place = QWidget()
        super().__init__("Sides", self._place, above=True)
        self._around = around
        self.rows: dict[int, tuple[QWidget, EntryLine, Choice]] = {}
        self._names: dict[int, str] = {}
        self._column = QVBoxLayout(self._place)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)

    def show_scene(self, scene: Scene) -> None:
        """Show the sides of a scene; nothing at all where there are none."""
        self._names = {each.id: side_name(each, scene) for each in scene.sides}
        if list(self.rows) != [each.id for each in scene.sides]:
            self._build(scene.sides)
        for each in scene.sides:
            _, name, role = self.rows[each.id]
            name.show_text(each.label)
            name.setPlaceholderText(self._names[each.id])
            role.show_key(each.role)
        self.setVisible(bool(scene.sides))

    def _build(self, sides: tuple[Side, ...]) -> None:
        for row, *_ in self.rows.values():
            self._column.removeWidget(row)
            discard(row)
        self.rows = {side.id: self._row(side.id) for side in sides}
        for row, *_ in self.rows.values():
            self._column.addWidget(row)

    def _row(self, side_id: int) -> tuple[QWidget, EntryLine, Choice]:
        around, called = self._around, self._names[side_id]
        name = EntryLine(f"Name of the side {called}", around.theme)
        role = code_choice(f"Role of the side {called}", around, "side_role", "no role")
        remove = icon_button(around.icons, "x", f"Remove the side {called}; its people stay")
        name.entered.connect(lambda text: self._change("Rename side", side_id, label=text))
        role.chosen.connect(lambda key: self._change("Role of side", side_id, role=key))
        remove.clicked.connect(lambda: self._remove(side_id))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(name, 3)
        line.addWidget(role, 2)
        line.addWidget(remove)
        return row, name, role

    def _change(self, what: str, side_id: int, **values: str) -> None:
        words = f"{what} {self._names[side_id]}"
        if enter(self._around.session, self, words, change_side, side_id, **values) is None:
            self.rows[side_id][2].take_back()

    def _remove(self, side_id: int) -> None:
        enter(self._around.session, self, f"Remove side {self._names[side_id]}", remove_side, side_id)
