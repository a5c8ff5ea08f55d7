"""A sheet of pairs: keys and what they do, or words of the search language and what they mean."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from donnybrook.catalog.query.fields import FIELDS, FLAGS, OPERATORS
from donnybrook.desktop.action_set import ActionSet, shown_keys
from donnybrook.desktop.actions import MENUS
from donnybrook.desktop.panels.overlay import Overlay
from donnybrook.desktop.panels.plain import heading, key_cap, label


@dataclass(frozen=True, slots=True)
class Line:
    """What is typed, and what it does; with an empty ``typed``, a heading."""

    typed: str
    meaning: str


class Sheet(Overlay):
    """Two columns of lines under a title."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, 760)
        self._title = label(role="title")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(self.tr("Sheet"))
        self._area.viewport().setAutoFillBackground(False)
        self._area.setMinimumHeight(440)
        self.column.addWidget(self._title)
        self.column.addWidget(self._area)

    def show_lines(self, title: str, lines: list[Line]) -> None:
        """Show other lines, and take the keyboard."""
        self._title.setText(title)
        body = QWidget()
        grid = QGridLayout(body)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(14)
        for row, line in enumerate(lines):
            if not line.typed:
                grid.addWidget(heading(line.meaning), row, 0, 1, 2)
                continue
            cap = key_cap(line.typed)
            grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(line.meaning, wrap=True), row, 1)
        grid.setRowStretch(len(lines), 1)
        self._area.setWidget(body)
        body.setAutoFillBackground(False)
        self.open(self._area)


def key_lines(actions: ActionSet) -> list[Line]:
    """Return the keys of everything at hand now, by menu."""
    lines: list[Line] = []
    for menu in MENUS:
        rows = [row for row in actions.at_hand() if row.menu == menu and row.keys]
        if rows:
            lines.append(Line("", menu))
        for row in rows:
            others = [QKeySequence(each).toString() for each in row.keys[1:] if each != "Enter"]
            keys = "  or  ".join([shown_keys(row), *others])
            lines.append(Line(keys, f"{row.label.rstrip('…')}: {row.help}" if row.help else row.label))
    return lines


def language_lines() -> list[Line]:
    """Return what the search box understands, as the language declares it."""
    lines = [Line("", "Plain words are looked for everywhere: weapons, people, places, films, notes")]
    lines += [Line(field.example, field.summary) for field in FIELDS]
    lines += [Line(sign.example, sign.summary) for sign in (*FLAGS, *OPERATORS)]
    return lines
