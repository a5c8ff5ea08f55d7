"""Asks for files and folders. Knows what each is asked for, and does nothing with it."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QWidget

from donnybrook.desktop.marked_words import translate

_FILMS = "*.mp4 *.mkv *.mov *.avi *.webm *.mpg *.mpeg *.ts *.m2ts *.m4v *.wmv *.flv *.ogv *.vob"


class _ByName(QFileIconProvider):
    """Tells files apart by their names alone, and opens none.

    Qt's own looks into files whose ending it does not know. But closing any handle on a file drops the locks that this
    process holds on it (POSIX): to list the folder of the open catalog would leave it without any.
    """

    def type(self, info: QFileInfo) -> str:
        """Return a word for what a file is."""
        return translate("Files", "Folder") if info.isDir() else info.suffix()

    def icon(self, wanted: QFileIconProvider.IconType | QFileInfo) -> QIcon:
        """Return the picture of a folder or a file."""
        if isinstance(wanted, QFileInfo):
            wanted = QFileIconProvider.IconType.Folder if wanted.isDir() else QFileIconProvider.IconType.File
        return super().icon(wanted)


class FileDialog(QFileDialog):
    """Asks for what is there, or for a place to write; it opens no file by itself."""

    def __init__(self, parent: QWidget | None, title: str, start: Path, filters: str = "") -> None:
        """``start`` is a folder, or the name that is offered for a new file."""
        super().__init__(parent, title, str(start if start.is_dir() else start.parent), filters)
        self._by_name = _ByName()
        self.setIconProvider(self._by_name)
        # There the desktop's own dialog may be part of this process, and looks into files too.
        self.setOption(QFileDialog.Option.DontUseNativeDialog, on=sys.platform == "linux")
        if not start.is_dir():
            self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            self.selectFile(start.name)

    def asked(self, mode: QFileDialog.FileMode) -> list[Path]:
        """Wait for an answer; an empty one if the person thinks better of it."""
        self.setFileMode(mode)
        try:
            return [Path(name) for name in self.selectedFiles()] if self.exec() else []
        finally:
            self.deleteLater()


def _new_file(parent: QWidget, title: str, start: Path, filters: str) -> tuple[Path | None, str]:
    dialog = FileDialog(parent, title, start, filters)
    paths = dialog.asked(QFileDialog.FileMode.AnyFile)
    return (paths[0] if paths else None), dialog.selectedNameFilter()


def _one(parent: QWidget, title: str, filters: str) -> Path | None:
    dialog = FileDialog(parent, title, Path.home(), filters)
    return next(iter(dialog.asked(QFileDialog.FileMode.ExistingFile)), None)


def ask_new_catalog(parent: QWidget) -> Path | None:
    """Ask where a new catalog is to be; ``None`` if the person thinks better of it."""
    path, _ = _new_file(
        parent,
        translate("Files", "New catalog"),
        Path.home() / "Untitled.fights",
        translate("Files", "Catalogs (*.fights)"),
    )
    return _with_suffix(path, ".fights")


def ask_catalog(parent: QWidget) -> Path | None:
    """Ask which catalog is to be opened."""
    filters = translate("Files", "Catalogs (*.fights);;All files (*)")
    return _one(parent, translate("Files", "Open catalog"), filters)


def ask_catalog_to_merge(parent: QWidget) -> Path | None:
    """Ask which catalog is to be brought into the one that is open."""
    filters = translate("Files", "Catalogs (*.fights);;All files (*)")
    return _one(parent, translate("Files", "Merge another catalog"), filters)


def ask_films(parent: QWidget) -> list[Path]:
    """Ask for film files to add."""
    filters = translate("Files", "Films") + f" ({_FILMS});;" + translate("Files", "All files (*)")
    return FileDialog(parent, translate("Files", "Add films"), Path.home(), filters).asked(
        QFileDialog.FileMode.ExistingFiles
    )


def ask_film(parent: QWidget, title: str) -> Path | None:
    """Ask for one film file; ``title`` says what for."""
    filters = translate("Files", "Films") + f" ({_FILMS});;" + translate("Files", "All files (*)")
    return _one(parent, title, filters)


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder; ``title`` says what for."""
    dialog = FileDialog(parent, title, Path.home())
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(dialog.asked(QFileDialog.FileMode.Directory)), None)


def ask_vocabulary_to_read(parent: QWidget) -> Path | None:
    """Ask for a file of terms."""
    filters = translate("Files", "Terms (*.csv *.ttl)")
    return _one(parent, translate("Files", "Import vocabulary"), filters)


def ask_vocabulary_to_write(parent: QWidget) -> Path | None:
    """Ask where the terms are to be written."""
    filters = translate("Files", "Table (*.csv);;SKOS in Turtle (*.ttl)")
    path, chosen = _new_file(parent, translate("Files", "Export vocabulary"), Path.home() / "vocabulary.csv", filters)
    return _with_suffix(path, ".ttl" if "ttl" in chosen else ".csv")


def ask_file_to_import(parent: QWidget, endings: Sequence[str]) -> Path | None:
    """Ask for a file of another program; ``endings`` are those of the formats that are read, with their dots."""
    known = " ".join(f"*{ending}" for ending in endings)
    return _one(
        parent,
        translate("Files", "Import fights"),
        f"{translate('Files', 'Files that can be read')} ({known});;{translate('Files', 'All files (*)')}",
    )


def ask_picture(parent: QWidget) -> Path | None:
    """Ask for a picture file."""
    filters = translate("Files", "Pictures (*.jpg *.jpeg *.png *.webp)")
    return _one(parent, translate("Files", "Picture of the term"), filters)


def ask_export(parent: QWidget, start: Path) -> Path | None:
    """Ask where an export is to be written; ``start`` is the name that is offered, and replaced only later."""
    dialog = FileDialog(parent, translate("Files", "Export"), start, translate("Files", "All files (*)"))
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    return next(iter(dialog.asked(QFileDialog.FileMode.AnyFile)), None)


def ask_statistics(parent: QWidget, name: str) -> Path | None:
    """Ask where a plot or a table is to be written; the ending says as what."""
    kinds = {
        translate("Files", "Plot, SVG (*.svg)"): ".svg",
        translate("Files", "Plot, PNG (*.png)"): ".png",
        translate("Files", "Plot, PDF (*.pdf)"): ".pdf",
        translate("Files", "Table, CSV (*.csv)"): ".csv",
        translate("Files", "Table, JSON (*.json)"): ".json",
    }
    path, chosen = _new_file(
        parent, translate("Files", "Export plot or table"), Path.home() / f"{name}.svg", ";;".join(kinds)
    )
    ending = kinds.get(chosen, ".svg")
    # Whoever chose another kind and left the name that was offered means the kind.
    return path.with_suffix(ending) if path is not None and path.name == f"{name}.svg" else _with_suffix(path, ending)


def ask_cut(parent: QWidget, name: str, ending: str) -> Path | None:
    """Ask where what is cut out is to be written: a file with such an ending, or a folder if that is empty.

    ``name`` is offered, without the ending.
    """
    if not ending:
        return ask_folder(parent, translate("Files", "A folder for the clips"))
    path, _ = _new_file(
        parent, translate("Files", "Cut out"), Path.home() / f"{name}{ending}", f"{ending[1:].upper()} (*{ending})"
    )
    return _with_suffix(path, ending)


def _with_suffix(path: Path | None, suffix: str) -> Path | None:
    return path if path is None or path.suffix else path.with_suffix(suffix)
