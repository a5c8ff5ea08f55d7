"""Says what the program is, its versions and its licences. Not modal: it may stay open beside the work."""

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from donnybrook.desktop.icons import Icons
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.panels.plain import label
from donnybrook.files import resources_folder

_PACKAGES = ("PySide6-Essentials", "av", "opencv-python-headless", "pysqlite3", "numpy")


def about_text() -> str:
    """Return versions, licence and thanks."""
    lines = [
        translate(
            "About",
            "The fight-scene catalog: mark fights to the frame, say who fights whom with what, find them again.",
        ),
        "",
        f"Donnybrook {_version('donnybrook')}",
        f"Qt {qVersion()}",
        *(f"{name} {_version(name)}" for name in _PACKAGES),
        "",
        translate(
            "About",
            "Free software under the GNU General Public License, version 3 or later. It comes with no warranty.",
        ),
        translate("About", "Typeface: Inter (SIL Open Font License). Icons: Lucide (ISC licence)."),
        translate("About", "Licences of what it brings: {folder}").format(folder=resources_folder() / "licences"),
    ]
    return "\n".join(lines)


class AboutDialog(QDialog):
    """One page of plain text."""

    def __init__(self, parent: QWidget, icons: Icons) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Donnybrook"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(520, 340)
        text = QPlainTextEdit(about_text())
        text.setReadOnly(True)
        text.setProperty("role", "bare")
        text.setAccessibleName(self.tr("Versions and licences"))
        head = QHBoxLayout()
        sign = label()
        sign.setPixmap(icons.icon("swords", "ember").pixmap(28, 28))
        head.addWidget(sign)
        head.addWidget(label("Donnybrook", "title"), 1)
        close = QPushButton(self.tr("Close"))
        close.setAccessibleName(self.tr("Close"))
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(text)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return translate("About", "(not installed)")
