"""Shows a file or a folder in the program that the desktop has for it. Reads nothing of it."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def show_outside(place: Path) -> None:
    """Open a folder, or a file, outside of the program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))


def show_folder_of(written: Path) -> None:
    """Open the folder that something was written to: itself, or the one it lies in."""
    show_outside(written if written.is_dir() else written.parent)
