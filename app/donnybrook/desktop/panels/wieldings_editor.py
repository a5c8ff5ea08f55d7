"""Who uses what against whom: a sentence a wielding, edited in place. Knows one scene at a time."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from donnybrook.catalog import Scene, Wielding
from donnybrook.catalog.edits.contents import add_wielding, change_wielding, remove_wielding
from donnybrook.catalog.edits.naming import aim_at, wield_by
from donnybrook.desktop.fight_sentences import Sentence, fight_sentences
from donnybrook.desktop.models.concepts import Suggestion, suggest_names
from donnybrook.desktop.panels.chip import IMPROVISED
from donnybrook.desktop.panels.concept_input import ConceptInput
from donnybrook.desktop.panels.entering import enter
from donnybrook.desktop.panels.entry_line import EntryLine, Offer
from donnybrook.desktop.panels.field_box import INSET_PX, FieldBox
from donnybrook.desktop.panels.field_editors import Surroundings
from donnybrook.desktop.panels.plain import give_role, icon_button, label
from donnybrook.desktop.panels.sentences import SentenceView
from donnybrook.desktop.tips import tip


class CodeChoice(QComboBox):
    """A closed list in a row of its own; "" stands for not said."""

    def __init__(self, name: str, around: Surroundings, source: str, unsaid: str) -> None:
        super().__init__()
        self.setProperty("role", "quiet")
        self.setAccessibleName(name)
        self.setMinimumContentsLength(5)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.addItem(unsaid, "")
        for code in around.session.catalog.codes(source):
            self.addItem(code.label, code.code)

    def show_code(self, code: str) -> None:
        """Show an entry."""
        self.setCurrentIndex(max(0, self.findData(code)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel."""
        event.ignore()


class WieldingRow(QWidget):
    """A sentence; a click, or Enter when it has the focus, opens its fields beneath it."""

    opened = Signal(int)

    def __init__(self, wielding: Wielding, scene: Scene, around: Surroundings) -> None:
        super().__init__()
        self._around = around
        self._wielding, self._scene = wielding, scene
        self.sentence = SentenceView(around.theme)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme = around.theme
        self.who = EntryLine("Who uses it", theme, source=self._people)
        self.weapon = ConceptInput("Weapon", around.session, theme, ("weapon",))
        self.against = EntryLine("Against whom", theme, source=self._people)
        self.improvised = QToolButton()
        self.acquired = CodeChoice("How they came by it", around, "acquired", "uses")
        self.ended = CodeChoice("What became of it", around, "ended", "…and then")
        self.fields = QWidget()
        self._problem = label("", "loss", wrap=True)
        self._problem.hide()
        self._lay_out()
        self._connect()
        self.fields.hide()

    def show_wielding(self, wielding: Wielding, scene: Scene, sentence: Sentence) -> None:
        """Show what is kept."""
        self._wielding, self._scene = wielding, scene
        self.sentence.show_sentences((sentence,))
        self.setAccessibleName(self.sentence.accessibleName())
        names = {each.id: each.label for each in scene.combatants}
        self.who.show_text(names.get(wielding.combatant_id or 0, ""))
        self.weapon.show_text(wielding.weapon)
        self.against.show_text(", ".join(names[each] for each in wielding.target_ids if each in names))
        self.improvised.setChecked(wielding.improvised)
        self.acquired.show_code(wielding.acquired)
        self.ended.show_code(wielding.ended)

    def show_problem(self, sentence: str) -> None:
        """Show what is wrong with an entry, or nothing."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def open(self) -> None:
        """Show the fields, and go to the first."""
        self.fields.show()
        self.opened.emit(self._wielding.id)
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_fields(self) -> None:
        """Show the sentence alone."""
        self.fields.hide()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Open or close."""
        if self.fields.isVisible():
            self.close_fields()
        else:
            self.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show that the sentence has the keyboard."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._around.theme.colour("ember"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Repaint."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Repaint."""
        super().focusOutEvent(event)
        self.update()

    # ------------------------------------------------------------ entries

    def _connect(self) -> None:
        self.who.entered.connect(self._take_who)
        self.against.entered.connect(self._take_targets)
        self.weapon.chosen.connect(self._take_weapon)
        self.weapon.offered.connect(self.show_problem)
        self.improvised.clicked.connect(lambda on: self._change(improvised=int(on)))
        self.acquired.activated.connect(lambda _place: self._change(acquired=str(self.acquired.currentData())))
        self.ended.activated.connect(lambda _place: self._change(ended=str(self.ended.currentData())))

    def _take_who(self, name: str) -> None:
        enter(self._around.session, self, "Who wields", wield_by, self._scene.id, self._wielding.id, name)

    def _take_targets(self, names: str) -> None:
        ids = (self._scene.id, self._wielding.id)
        enter(self._around.session, self, "Against whom", aim_at, *ids, names.split(","))

    def _change(self, **values: str | int) -> None:
        enter(self._around.session, self, "Change wielding", change_wielding, self._wielding.id, **values)

    def _take_weapon(self, concept_id: int | None) -> None:
        if concept_id is None:
            self.weapon.show_text(self._wielding.weapon)
            self.show_problem("A wielding needs a weapon. To take it away, press the × beside it.")
        else:
            self._change(weapon_id=concept_id)

    def _remove(self) -> None:
        enter(self._around.session, self, "Remove wielding", remove_wielding, self._wielding.id)

    def _people(self, text: str, cursor: int) -> Offer:
        start = text.rfind(",", 0, cursor) + 1
        start += len(text[start:]) - len(text[start:].lstrip())
        end = text.find(",", cursor)
        end = len(text) if end < 0 else end
        here = [each.label for each in self._scene.combatants]
        names = list(dict.fromkeys([*here, *self._around.session.catalog.names(self._scene.film_id)]))
        rows: list[Suggestion] = suggest_names(names, text[start:end].strip())
        return Offer(start, end, rows)

    def _lay_out(self) -> None:
        self.improvised.setText(IMPROVISED)
        self.improvised.setCheckable(True)
        self.improvised.setAccessibleName("Improvised")
        self.improvised.setToolTip(tip("Improvised: not made to be a weapon"))
        remove = icon_button(self._around.icons, "x", "Remove this wielding")
        remove.clicked.connect(self._remove)
        self.who.setPlaceholderText("who")
        self.weapon.setPlaceholderText("weapon")
        self.against.setPlaceholderText("nobody in particular")
        grid = QGridLayout(self.fields)
        grid.setContentsMargins(0, 4, 0, 6)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        grid.addWidget(self.who, 0, 0)
        grid.addWidget(self.acquired, 0, 1)
        grid.addWidget(self.weapon, 1, 0, 1, 2)
        grid.addWidget(self.improvised, 1, 2)
        against = QHBoxLayout()
        against.addWidget(label("against", "muted"))
        against.addWidget(self.against, 1)
        grid.addLayout(against, 2, 0)
        grid.addWidget(self.ended, 2, 1)
        grid.addWidget(remove, 0, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET_PX, 1, 0, 1)
        column.setSpacing(0)
        flowing = self.sentence.sizePolicy()
        flowing.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.sentence.setSizePolicy(flowing)
        column.addWidget(self.sentence)
        column.addWidget(self.fields)
        column.addWidget(self._problem)


class WieldingsEditor(FieldBox):
    """The sentences of a scene, and a line to add a weapon."""

    def __init__(self, around: Surroundings) -> None:
        self._place = QWidget()
        super().__init__("Who against whom", self._place, above=True)
        self._around = around
        self._scene: Scene | None = None
        self._rows: dict[int, WieldingRow] = {}
        self._open_next: int | None = None
        self._column = QVBoxLayout(self._place)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._rest = SentenceView(around.theme)
        self._rest.setContentsMargins(INSET_PX, 0, 0, 0)
        self._column.addWidget(self._rest)
        self.add = ConceptInput("Add a weapon", around.session, around.theme, ("weapon",))
        self.add.setPlaceholderText(self.tr("add a weapon…"))
        self.add.chosen.connect(self._add_weapon)
        self.add.offered.connect(self.show_problem)
        self._column.addWidget(self.add)
        give_role(self._place, "plain")

    @property
    def rows(self) -> list[WieldingRow]:
        """The rows, in the scene's order."""
        return list(self._rows.values())

    def show_scene(self, scene: Scene) -> None:
        """Show the wieldings of a scene."""
        self._scene = scene
        if list(self._rows) != [each.id for each in scene.wieldings]:
            self._build(scene)
        sentences = fight_sentences(scene, self._around.session.catalog.vocabulary)
        for wielding, sentence in zip(scene.wieldings, sentences, strict=False):
            self._rows[wielding.id].show_wielding(wielding, scene, sentence)
        rest = sentences[len(scene.wieldings) :]
        self._rest.show_sentences(rest)
        self._rest.setVisible(bool(rest))
        if self._open_next in self._rows:
            self._rows[self._open_next].open()
        self._open_next = None

    def _build(self, scene: Scene) -> None:
        kept = self._rows
        self._rows = {}
        for place, wielding in enumerate(scene.wieldings):
            row = kept.pop(wielding.id, None) or self._made(wielding, scene)
            self._rows[wielding.id] = row
            self._column.insertWidget(place, row)
        for row in kept.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()

    def _made(self, wielding: Wielding, scene: Scene) -> WieldingRow:
        row = WieldingRow(wielding, scene, self._around)
        row.opened.connect(self._close_others)
        return row

    def close_fields(self) -> None:
        """Show sentences alone."""
        self._close_others(0)

    def _close_others(self, wielding_id: int) -> None:
        for row_id, row in self._rows.items():
            if row_id != wielding_id:
                row.close_fields()

    def _add_weapon(self, concept_id: int | None) -> None:
        self.add.clear()
        self.add.show_text("")
        if concept_id is None or self._scene is None:
            return
        added = enter(self._around.session, self, "Add weapon", add_wielding, self._scene.id, concept_id)
        if added is not None and added in self._rows:
            self._rows[added].open()
        else:
            self._open_next = added
