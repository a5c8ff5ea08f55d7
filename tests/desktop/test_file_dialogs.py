"""Dialogs that list the open catalog's folder leave it its locks, without which two programs would write at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QFileSystemModel
from pytestqt.qtbot import QtBot

from donnybrook.catalog import Catalog
from donnybrook.desktop.dialogs.files import FileDialog

_LOCKS = Path("/proc/locks")
_KIND = 2  # the column

pytestmark = pytest.mark.skipif(not _LOCKS.exists(), reason="this system does not say which locks there are")


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    """A catalog that has been written, and is open."""
    with Catalog.create(tmp_path / "a.fights") as made:
        made.add_film("Ballerina")
        yield made


def _locks(catalog: Catalog) -> int:
    numbers = {f":{path.stat().st_ino}" for path in catalog.path.parent.glob("a.fights*")}
    words = (line.split() for line in _LOCKS.read_text(encoding="ascii").splitlines())
    return sum(any(word.endswith(number) for number in numbers for word in line) for line in words)


def _list(dialog: QFileDialog, catalog: Catalog, qtbot: QtBot) -> str:
    """Show a dialog until it has listed the catalog; returns what it says of what that is."""
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    model = dialog.findChild(QFileSystemModel)
    assert isinstance(model, QFileSystemModel)
    qtbot.waitUntil(lambda: bool(model.data(model.index(str(catalog.path), _KIND))), timeout=20_000)
    return str(model.data(model.index(str(catalog.path), _KIND)))


def test_a_folder_is_listed_without_a_look_into_the_catalog(catalog: Catalog, qtbot: QtBot) -> None:
    held = _locks(catalog)
    assert held > 0
    assert _list(FileDialog(None, "Films", catalog.path.parent), catalog, qtbot) == "fights"
    assert _locks(catalog) == held


def test_qt_s_own_dialog_would_drop_the_locks(catalog: Catalog, qtbot: QtBot) -> None:
    held = _locks(catalog)
    assert "SQLite" in _list(QFileDialog(None, "Films", str(catalog.path.parent)), catalog, qtbot)
    assert _locks(catalog) < held
