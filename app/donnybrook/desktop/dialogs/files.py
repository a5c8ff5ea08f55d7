"""Asks for files and folders. Knows what each is asked for, and does nothing with it."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

_FILMS = "*.mp4 *.mkv *.mov *.avi *.webm *.mpg *.mpeg *.ts *.m2ts *.m4v *.wmv *.flv *.ogv *.vob"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Files", text)


def ask_new_catalog(parent: QWidget) -> Path | None:
    """Ask where a new catalog is to be; ``None`` if the person thinks better of it."""
    start = str(Path.home() / "Untitled.fights")
    name, _ = QFileDialog.getSaveFileName(parent, _tr("New catalog"), start, _tr("Catalogs (*.fights)"))
    return _with_suffix(name, ".fights")


def ask_catalog(parent: QWidget) -> Path | None:
    """Ask which catalog is to be opened."""
    filters = _tr("Catalogs (*.fights);;All files (*)")
    name, _ = QFileDialog.getOpenFileName(parent, _tr("Open catalog"), str(Path.home()), filters)
    return Path(name) if name else None


def ask_catalog_to_merge(parent: QWidget) -> Path | None:
    """Ask which catalog is to be brought into the one that is open."""
    filters = _tr("Catalogs (*.fights);;All files (*)")
    name, _ = QFileDialog.getOpenFileName(parent, _tr("Merge another catalog"), str(Path.home()), filters)
    return Path(name) if name else None


def ask_films(parent: QWidget) -> list[Path]:
    """Ask for film files to add."""
    filters = _tr("Films") + f" ({_FILMS});;" + _tr("All files (*)")
    names, _ = QFileDialog.getOpenFileNames(parent, _tr("Add films"), str(Path.home()), filters)
    return [Path(name) for name in names]


def ask_film(parent: QWidget, title: str) -> Path | None:
    """Ask for one film file; ``title`` says what for."""
    filters = _tr("Films") + f" ({_FILMS});;" + _tr("All files (*)")
    name, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), filters)
    return Path(name) if name else None


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder; ``title`` says what for."""
    name = QFileDialog.getExistingDirectory(parent, title, str(Path.home()))
    return Path(name) if name else None


def ask_vocabulary_to_read(parent: QWidget) -> Path | None:
    """Ask for a file of terms."""
    filters = _tr("Terms (*.csv *.ttl)")
    name, _ = QFileDialog.getOpenFileName(parent, _tr("Import vocabulary"), str(Path.home()), filters)
    return Path(name) if name else None


def ask_vocabulary_to_write(parent: QWidget) -> Path | None:
    """Ask where the terms are to be written."""
    start = str(Path.home() / "vocabulary.csv")
    filters = _tr("Table (*.csv);;SKOS in Turtle (*.ttl)")
    name, chosen = QFileDialog.getSaveFileName(parent, _tr("Export vocabulary"), start, filters)
    return _with_suffix(name, ".ttl" if "ttl" in chosen else ".csv")


def ask_picture(parent: QWidget) -> Path | None:
    """Ask for a picture file."""
    filters = _tr("Pictures (*.jpg *.jpeg *.png *.webp)")
    name, _ = QFileDialog.getOpenFileName(parent, _tr("Picture of the term"), str(Path.home()), filters)
    return Path(name) if name else None


def ask_csv(parent: QWidget) -> Path | None:
    """Ask where a CSV file is to be written."""
    start = str(Path.home() / "fights.csv")
    name, _ = QFileDialog.getSaveFileName(parent, _tr("Export fights"), start, _tr("CSV (*.csv)"))
    return _with_suffix(name, ".csv")


def _with_suffix(name: str, suffix: str) -> Path | None:
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(suffix)
