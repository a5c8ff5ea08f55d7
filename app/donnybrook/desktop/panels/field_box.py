"""A field of a form: its name, its control, and beneath it, in red, what is wrong with the entry. Knows no catalog."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from donnybrook.desktop.panels.entry_line import EntryLine
from donnybrook.desktop.panels.plain import label

_NAME_PX, _BESIDE_PX = 86, 6
INSET_PX = 8
"""How far in a word stands that is to line up with the words inside a quiet control."""


class FieldBox(QWidget):
    """The name stands to the left of a control of one line, in a column of names unless ``tight``, or above it.

    ``name_px`` is how wide the name of a ``tight`` one is, where several stand beneath each other; ``inset_px`` how far
    in it stands: nothing on a sheet, whose title it is in line with.
    """

    def __init__(
        self,
        name: str,
        *controls: QWidget,
        above: bool = False,
        tight: bool = False,
        name_px: int = 0,
        inset_px: int = INSET_PX,
    ) -> None:
        super().__init__()
        self.of = ""
        """What it is a field of, such as a fight's name, where what is entered in it does not say that by itself."""
        self._inset_px = inset_px
        self._problem = label("", "loss", wrap=True)
        self._problem.setContentsMargins(INSET_PX, 0, 0, 0)
        self._problem.hide()
        self._hint = label("", "muted", wrap=True)
        self._hint.setContentsMargins(0 if above or not name else _NAME_PX + _BESIDE_PX + INSET_PX, 0, 0, 0)
        self._hint.hide()
        self._below = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        row = QHBoxLayout()
        row.setSpacing(2 if tight else _BESIDE_PX)
        if name:
            self._add_name(name, column if above else row, above=above, width_px=name_px if tight else _NAME_PX)
        for place, control in enumerate(controls):
            row.addWidget(control, 0 if place else 1)
            self._tell_of(control)
        column.addLayout(row)
        column.addLayout(self._below)
        column.addWidget(self._hint)
        column.addWidget(self._problem)

    @property
    def problem(self) -> str:
        """The sentence that is shown; "" when all is well."""
        return "" if self._problem.isHidden() else self._problem.text()

    def show_problem(self, sentence: str) -> None:
        """Show what is wrong with the entry, or nothing."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def add_below(self, widget: QWidget) -> None:
        """Put a further control under the first."""
        self._below.addWidget(widget)
        self._tell_of(widget)

    def _tell_of(self, control: QWidget) -> None:
        if isinstance(control, EntryLine):
            control.tell_at(self)

    def show_hint(self, words: str) -> None:
        """Show a quiet word beneath the control."""
        self._hint.setText(words)
        self._hint.setVisible(bool(words))

    def _add_name(self, name: str, layout: QLayout, *, above: bool, width_px: int) -> None:
        shown = label(name, "heading" if above else "muted", wrap=not above)
        shown.setContentsMargins(self._inset_px, 0, 0, 0)
        if not above:
            shown.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            if width_px:
                _fix_size(shown, width_px)
        layout.addWidget(shown)


def _fix_size(name: QLabel, width_px: int) -> None:
    """Have a name as high as it is at a width: asked again and again, a form of them would take long to lay out."""
    name.setFixedSize(width_px, name.heightForWidth(width_px))
    policy = name.sizePolicy()
    policy.setHeightForWidth(False)
    name.setSizePolicy(policy)
