"""Shows a fault of the program itself: what was logged, to be copied into a report. Not modal, and loses nothing."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from donnybrook.desktop.dialogs.about import about_text
from donnybrook.desktop.panels.plain import label


class FaultReport(QDialog):
    """The stack of one fault."""

    def __init__(self, parent: QWidget, stack: str, log_file: Path) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("A fault in Donnybrook"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(680, 420)
        self._report = f"{about_text()}\n\n{stack}"
        words = self.tr("Your catalog is safe: every edit is saved as it is made. This was written to {path}.")
        text = QPlainTextEdit(stack)
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("What went wrong"))
        column = QVBoxLayout(self)
        column.addWidget(label(words.format(path=log_file), wrap=True))
        column.addWidget(text)
        row = QHBoxLayout()
        row.addStretch(1)
        for name, slot in ((self.tr("Copy the report"), self._copy), (self.tr("Close"), self.close)):
            button = QPushButton(name)
            button.setAccessibleName(name)
            button.clicked.connect(slot)
            row.addWidget(button)
        column.addLayout(row)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
