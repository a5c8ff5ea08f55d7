"""One combatant of a fight: name, side, headcount in a line; beneath it what else is said, and its fields when opened.

Knows one scene at a time.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from donnybrook.catalog import Character, Combatant, EntryProblem, Scene
from donnybrook.catalog.edits.contents import change_combatant
from donnybrook.catalog.edits.naming import join_side
from donnybrook.desktop.entry import Place
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.models.concepts import Suggestion, suggest_names
from donnybrook.desktop.models.performers import performers_text
from donnybrook.desktop.panels.combatant_fields import CombatantFields
from donnybrook.desktop.panels.entering import enter
from donnybrook.desktop.panels.entry_line import EntryLine, whole_line
from donnybrook.desktop.panels.field_box import INSET_PX
from donnybrook.desktop.panels.field_editors import Surroundings
from donnybrook.desktop.panels.plain import has_keyboard, icon_button, label, name_button

COUNT_PX = 52
_MOST = 1_000_000


class CombatantRow(QWidget):
    """Every entry is kept at once; what can't be is said ``at`` the place given."""

    opened = Signal(int)

    def __init__(self, around: Surroundings, at: Place, names: Callable[[str], list[Suggestion]]) -> None:
        super().__init__()
        self._around = around
        self._at = at
        self._id = 0
        self._shown: tuple[Combatant, Scene, Character | None] | None = None
        self.name = EntryLine(self.tr("Name"), around.theme, source=whole_line(names))
        self.side = EntryLine(self.tr("Side"), around.theme, source=whole_line(self._sides))
        self.count = EntryLine(self.tr("How many"), around.theme)
        self.more = icon_button(around.icons, "chevron-down", self.tr("More"))
        self.also = label("", "muted", wrap=True)
        self.fields: CombatantFields | None = None
        for line in (self.name, self.side, self.count):
            line.tell_at(at)
        self.name.entered.connect(lambda text: self._change("Rename", label=text.strip()))
        self.side.entered.connect(self._take_side)
        self.count.entered.connect(self._take_count)
        self.more.clicked.connect(self._open_or_close)
        self._column = QVBoxLayout(self)
        self._lay_out()

    def be(self, who: Combatant) -> None:
        """Be the row of a combatant, perhaps of another than before, as long as nothing of that one is open."""
        self._id = who.id
        self.name.setAccessibleName(self.tr("Name of {who}").format(who=who.label))
        self.side.setAccessibleName(self.tr("Side of {who}").format(who=who.label))
        self.count.setAccessibleName(self.tr("How many {who}").format(who=who.label))
        name_button(self.more, self.tr("More on {who}: outcome, character, note").format(who=who.label))

    @property
    def is_spare(self) -> bool:
        """Whether it may be the row of somebody else: that costs less than a new one."""
        return self.fields is None and not has_keyboard(self)

    def show_combatant(self, who: Combatant, scene: Scene, character: Character | None) -> None:
        """Show what is kept."""
        self._shown = (who, scene, character)
        self.name.show_text(who.label)
        self.side.show_text(next((side.label for side in scene.sides if side.id == who.side_id), ""))
        self.count.show_text(self.tr("many") if who.headcount is None else str(who.headcount))
        also = _also(who, character)
        self.also.setText(also)
        self.also.setVisible(bool(also) and not self.is_open)
        if self.fields is not None:
            self.fields.show_combatant(who, scene, character)

    @property
    def is_open(self) -> bool:
        """Whether the fields are shown."""
        return self.fields is not None and not self.fields.isHidden()

    def open(self) -> None:
        """Show the fields, and go to the first."""
        if self._shown is None:
            return
        if self.fields is None:
            self.fields = CombatantFields(self._id, self._around, self._at)
            self._column.addWidget(self.fields)
        self.fields.show()
        self.show_combatant(*self._shown)
        self.opened.emit(self._id)
        self.fields.outcome.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_fields(self) -> None:
        """Show the line alone."""
        if self.fields is not None and self._shown is not None:
            self.fields.hide()
            self.show_combatant(*self._shown)

    # ------------------------------------------------------------ entries

    def _open_or_close(self) -> None:
        if self.is_open:
            self.close_fields()
        else:
            self.open()

    def _change(self, what: str, said: str = "", /, **values: str | int | None) -> None:
        """``said`` is what was typed, in words, where the values do not say."""
        words = f"{what} {self._shown[0].label}{said and f': {said}'}" if self._shown else what
        enter(self._around.session, self._at, words, change_combatant, self._id, **values)

    def _take_side(self, text: str) -> None:
        if self._shown is not None:
            who, scene, _ = self._shown
            enter(self._around.session, self._at, f"Side of {who.label}", join_side, scene.id, self._id, text)

    def _take_count(self, text: str) -> None:
        try:
            count = _headcount(text)
        except EntryProblem as problem:
            self._at.show_problem(str(problem))
        else:
            self._change("Headcount of", self.tr("many") if count is None else "", headcount=count)

    def _sides(self, text: str) -> list[Suggestion]:
        sides = self._shown[1].sides if self._shown else ()
        return suggest_names([side.label for side in sides if side.label], text)

    def _lay_out(self) -> None:
        self.count.setFixedWidth(COUNT_PX)
        self.also.setContentsMargins(INSET_PX, 0, 0, 3)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.name, 5)
        line.addWidget(self.side, 3)
        line.addWidget(self.count)
        line.addWidget(self.more)
        self._column.addLayout(line)
        self._column.addWidget(self.also)


def _also(who: Combatant, character: Character | None) -> str:
    """Return what is said of someone beside name, side and headcount, in a line."""
    said = [who.outcome]
    if character is not None:
        players = performers_text(character.performers)
        said.append(character.name if character.name != who.label else "")
        said.append(translate("CombatantRow", "played by {people}").format(people=players) if players else "")
    return " · ".join(part for part in (*said, who.note) if part)


def _headcount(text: str) -> int | None:
    """Return a headcount, ``None`` for many; raises ``EntryProblem``."""
    typed = text.strip().casefold()
    if typed in ("many", translate("CombatantRow", "many").casefold(), "?", ""):
        return None
    if typed.isdecimal() and 0 < int(typed) <= _MOST:
        return int(typed)
    problem = translate("CombatantRow", "A headcount is a whole number from 1 on, or “many”.")
    raise EntryProblem("headcount", problem)
