"""Every control of both workplaces and of every sheet has a name that a screen reader can say."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from desktop.conftest import OpenProgram
from desktop.fights import HANDFUL, make_catalog
from donnybrook.catalog import Catalog, MediaFacts
from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.overlay import Overlay

_CONTROLS = QAbstractButton | QLineEdit | QPlainTextEdit | QAbstractItemView | QComboBox
_QTS_OWN = ("QTableCornerButton", "QHeaderView")
_SHEETS = (
    "edit.history",
    "edit.trash",
    "edit.film",
    "edit.vocabulary",
    "catalog.backups",
    "catalog.conflicts",
    "catalog.check",
    "cut.out",
    "films.work",
    "films.verify",
    "films.find_again",
    "films.versions",
    "tag.palette",
    "help.keys",
    "help.language",
    "help.palette",
)


def nameless(root: QWidget) -> set[str]:
    """Return what of the controls in a widget, and of what the Tab key goes to, has no name."""
    found = set()
    for widget in (root, *root.findChildren(QWidget)):
        takes_keys = isinstance(widget, _CONTROLS) or bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_keys and not _is_qts_own(widget) and not name_of(widget).strip():
            found.add(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else widget.accessibleName()


def _is_qts_own(widget: QWidget) -> bool:
    around = widget.parent()
    in_combo = around is not None and around.inherits("QComboBoxPrivateContainer")
    return in_combo or widget.objectName().startswith("qt_") or any(widget.inherits(name) for name in _QTS_OWN)


def show_tag_with_a_fight(program: Program) -> None:
    program.after_first_paint()
    program.window.actions_.run("find.tag")
    assert program.desk is not None
    tag = program.desk._tag
    assert tag is not None
    tag.inspector.take_focus("title")


def look_at_sheets(program: Program, action_ids: tuple[str, ...]) -> None:
    for action_id in action_ids:
        before = {id(sheet) for sheet in program.window.findChildren(Overlay) if sheet.isVisible()}
        program.window.actions_.run(action_id)
        QTest.qWait(30)
        shown = [
            sheet for sheet in program.window.findChildren(Overlay) if sheet.isVisible() and id(sheet) not in before
        ]
        assert shown, f"{action_id} opens no sheet"
        assert (action_id, nameless(shown[0])) == (action_id, set())
        shown[0].leave()


def test_both_workplaces_and_all_sheets_can_be_told(open_program: OpenProgram, tmp_path: Path) -> None:
    path = make_catalog(tmp_path / "handful.fights", HANDFUL)
    with Catalog.open(path) as catalog:  # one without a file has no other version
        catalog.attach_file(catalog.films()[0].id, MediaFacts(path=tmp_path / "gone.mp4", duration_us=10**9))
    program = open_program(path)
    assert nameless(program.window) == set()
    look_at_sheets(program, ("find.match_ups", "find.like"))
    show_tag_with_a_fight(program)
    assert nameless(program.window) == set()
    look_at_sheets(program, _SHEETS)


def test_a_control_without_a_name_is_noticed(open_program: OpenProgram) -> None:
    program = open_program(None)
    line = QLineEdit(program.window)
    assert nameless(program.window) == {"QLineEdit in MainWindow"}
    line.deleteLater()
