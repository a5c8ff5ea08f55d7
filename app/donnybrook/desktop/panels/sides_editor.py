"""The sides of a fight: what each is called, and its role. Knows one scene at a time."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from donnybrook.catalog import Scene, Side
from donnybrook.catalog.edits.contents import change_side, remove_side
from donnybrook.catalog.scene_words import side_name
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.panels.entering import enter
from donnybrook.desktop.panels.entry_line import EntryLine
from donnybrook.desktop.panels.field_box import FieldBox
from donnybrook.desktop.panels.field_editors import Surroundings, code_choice
from donnybrook.desktop.panels.plain import discard, has_keyboard, icon_button, laid_out_later, name_button, put_by


class SidesEditor(FieldBox):
    """One row a side; a side comes with the first combatant who is put on it."""

    def __init__(self, around: Surroundings) -> None:
        self._place = QWidget()
        super().__init__(translate("SidesEditor", "Sides"), self._place, above=True)
        self._around = around
        self.rows: dict[int, SideRow] = {}
        self._spare: list[SideRow] = []  # of no side now, and not shown
        self._names: dict[int, str] = {}
        self._column = QVBoxLayout(self._place)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)

    def show_scene(self, scene: Scene) -> None:
        """Show the sides of a scene; nothing at all where there are none."""
        self.of = scene.name
        self._names = {each.id: side_name(each, scene) for each in scene.sides}
        if list(self.rows) != [each.id for each in scene.sides]:
            self._build(scene.sides)
        for each in scene.sides:
            self.rows[each.id].show_side(each, self._names[each.id])
        self.setVisible(bool(scene.sides))

    def make_spare(self, count: int) -> None:
        """Have rows ready for sides to come."""
        self._spare += [put_by(self._column, self._row()) for _ in range(count)]

    def _build(self, sides: tuple[Side, ...]) -> None:
        """Have a row for each side; those of sides that are gone are told of another, which costs less than a new row.

        A side that stays keeps its row: someone may be typing in it.
        """
        kept, here = self.rows, {side.id for side in sides}
        self.rows = {}
        for row in [row for side_id, row in kept.items() if side_id not in here]:
            if has_keyboard(row):  # what is half-typed in it is meant for no other side
                self._column.removeWidget(row)
                discard(row)
            else:
                self._spare.append(row)
        with laid_out_later(self._column):
            for place, side in enumerate(sides):
                row = kept.get(side.id) or (self._spare.pop() if self._spare else self._row())
                self.rows[side.id] = row
                if self._column.indexOf(row) != place:
                    self._column.insertWidget(place, row)
                row.show()
            for row in self._spare:
                row.hide()

    def _row(self) -> "SideRow":
        row = SideRow(self._around)
        row.name.tell_at(self)
        row.name.entered.connect(lambda text: self._change("Rename side", row.side_id, label=text))
        row.role.chosen.connect(lambda key: self._change("Role of side", row.side_id, row.role.words, role=key))
        row.remove.clicked.connect(lambda: self._remove(row.side_id))
        return row

    def _change(self, what: str, side_id: int, said: str = "", /, **values: str) -> None:
        """``said`` is what was chosen, in words."""
        if side_id not in self.rows:  # it is gone, and its row with what was half-typed
            return
        words, role = f"{what} {self._names[side_id]}{said and f': {said}'}", self.rows[side_id].role
        enter(self._around.session, self, words, change_side, side_id, **values).when_refused(role.take_back)

    def _remove(self, side_id: int) -> None:
        enter(self._around.session, self, f"Remove side {self._names[side_id]}", remove_side, side_id)


class SideRow(QWidget):
    """One side: its name, its role, and a button that takes it away."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.side_id = 0
        self.name = EntryLine(self.tr("Name of the side"), around.theme)
        self.role = code_choice(self.tr("Role of the side"), around, "side_role", self.tr("no role"))
        self.remove = icon_button(around.icons, "x", self.tr("Remove the side"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.name, 3)
        line.addWidget(self.role, 2)
        line.addWidget(self.remove)

    def show_side(self, side: Side, called: str) -> None:
        """Show a side as it is kept; ``called`` is what it goes by where it has no name."""
        self.side_id = side.id
        self.name.setAccessibleName(self.tr("Name of the side {side}").format(side=called))
        self.role.setAccessibleName(self.tr("Role of the side {side}").format(side=called))
        name_button(self.remove, self.tr("Remove the side {side}; its people stay").format(side=called))
        self.name.show_text(side.label)
        self.name.setPlaceholderText(called)
        self.role.show_key(side.role)
