"""Techniques and camera terms of a scene as chips, and a line to add one. Knows one scene at a time."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QSizePolicy, QWidget

from donnybrook.catalog import Scene, SceneTerm
from donnybrook.catalog.edits.contents import remove_terms
from donnybrook.catalog.edits.links import put_term
from donnybrook.catalog.tagging.resolve import TERM_SCHEMES
from donnybrook.desktop.panels.chip import Chip, ChipLabel
from donnybrook.desktop.panels.concept_input import ConceptInput
from donnybrook.desktop.panels.entering import enter
from donnybrook.desktop.panels.field_box import INSET_PX, FieldBox
from donnybrook.desktop.panels.field_editors import Surroundings
from donnybrook.desktop.panels.plain import icon_button

_GAP_PX = 4


class FlowLayout(QLayout):
    """Puts widgets side by side, and goes on below where a row is full."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one of them away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """More rows where there is less width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        margins = self.contentsMargins()
        inner = QRect(0, 0, width - margins.left() - margins.right(), 0)
        return self._arrange(inner, move=False) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """Return the size of the widest item."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the widest item."""
        widest = max((item.sizeHint().width() for item in self._items), default=0)
        return QSize(min(widest, 80), max((item.sizeHint().height() for item in self._items), default=0))

    def setGeometry(self, rect: QRect) -> None:
        """Place all items."""
        super().setGeometry(rect)
        self._arrange(rect.marginsRemoved(self.contentsMargins()), move=True)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, row_px = rect.x(), rect.y(), 0
        for item in self._items:
            size = item.sizeHint()
            width = min(size.width(), rect.width())
            if x > rect.x() and x + width > rect.right() + 1:
                x, y, row_px = rect.x(), y + row_px + _GAP_PX, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, size.height())))
            x += width + _GAP_PX
            row_px = max(row_px, size.height())
        return y + row_px - rect.y()


class TermsEditor(FieldBox):
    """Chips in the order they were added; a × takes one off."""

    def __init__(self, around: Surroundings) -> None:
        self._chips = QWidget()
        super().__init__("Techniques and camera", self._chips, above=True)
        self._around = around
        self._scene: Scene | None = None
        self._shown: tuple[SceneTerm, ...] | None = None
        self._flow = FlowLayout()
        self._flow.setContentsMargins(INSET_PX, 0, 0, 2)
        self._chips.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        self.add = ConceptInput("Add a technique or camera term", around.session, around.theme, TERM_SCHEMES)
        self.add.setPlaceholderText(self.tr("add a technique or camera term…"))
        self.add.chosen.connect(self._add_term)
        self.add.offered.connect(self.show_problem)
        self.add_below(self.add)

    def show_scene(self, scene: Scene) -> None:
        """Show the terms of a scene, those of its beats too."""
        self._scene = scene
        if scene.terms == self._shown:
            return
        self._shown = scene.terms
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for term in {term.concept_id: term for term in scene.terms}.values():
            self._flow.addWidget(self._chip(term))
        self._chips.setVisible(bool(scene.terms))
        self._chips.updateGeometry()

    def _chip(self, term: SceneTerm) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(ChipLabel(Chip(term.label, "water" if term.scheme == "camera" else "edged"), self._around.theme))
        remove = icon_button(self._around.icons, "x", f"Remove {term.label}")
        remove.setIconSize(QSize(10, 10))
        remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        remove.clicked.connect(lambda: self._remove(term))
        row.addWidget(remove)
        return made

    def _remove(self, term: SceneTerm) -> None:
        """Take a term off the scene and off all its beats."""
        same = [each.id for each in self._shown or () if each.concept_id == term.concept_id]
        enter(self._around.session, self, f"Remove {term.label}", remove_terms, same)

    def _add_term(self, concept_id: int | None) -> None:
        self.add.clear()
        self.add.show_text("")
        if concept_id is not None and self._scene is not None:
            enter(self._around.session, self, "Add term", put_term, self._scene.id, concept_id)
