"""The window's frame: actions, menus, names for screen readers, plain text, colours, errors, settings."""

import ast
import gc
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
)
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.fights import Fight, make_catalog
from donnybrook.catalog import Catalog
from donnybrook.catalog.driver import DatabaseError, connect
from donnybrook.colours import DARK, LIGHT, Tokens
from donnybrook.desktop.action import MENUS, Workplace
from donnybrook.desktop.actions import ACTIONS, at_hand
from donnybrook.desktop.app import Program, run
from donnybrook.desktop.errors import ErrorHook
from donnybrook.desktop.main_window import MainWindow
from donnybrook.desktop.panels.palette import Palette
from donnybrook.desktop.panels.tag_workplace import TagWorkplace
from donnybrook.desktop.settings import LOOP, SHOW_FACETS, Settings
from donnybrook.desktop.tips import tip
from donnybrook.problems import Problem


def test_every_action_has_an_id_of_its_own_and_a_menu() -> None:
    assert len({row.id for row in ACTIONS}) == len(ACTIONS)
    assert {row.menu for row in ACTIONS} <= {"", *MENUS}


@pytest.mark.parametrize("workplace", ["find", "tag", "statistics"])
def test_no_key_does_two_things_in_one_workplace(workplace: Workplace) -> None:
    keys = [key for row in at_hand(workplace) for key in row.keys]
    assert sorted(keys) == sorted(set(keys))


def test_somebody_does_what_each_action_says(program: Program) -> None:
    program.after_first_paint()
    program.window.workplace_wanted.emit("tag")
    assert program.window.actions_.unconnected() == []


def test_text_of_a_catalog_is_never_taken_for_markup(open_program: OpenProgram, tmp_path: Path) -> None:
    evil = '<img src="/etc/passwd"><b>bold</b>'
    path = make_catalog(tmp_path / "evil.fights", [Fight(evil, evil, "sword", evil, note=evil)], film=evil)
    program = open_program(path)
    program.after_first_paint()
    program.window.actions_.run("find.tag")
    labels = program.window.findChildren(QLabel)
    assert any(label.text() == evil for label in labels)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_every_tooltip_shows_text_as_it_is(checkout: Path) -> None:
    desktop = checkout / "app" / "donnybrook" / "desktop"
    calls = [
        node
        for path in desktop.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "setToolTip"
    ]
    assert calls
    assert [ast.unparse(call) for call in calls if not _is_plain(call.args[0])] == []
    assert "<img" not in tip("<img src=x>")
    assert tip("") == ""


def _is_plain(node: ast.expr) -> bool:
    """Whether a tooltip's text is escaped, or words of the program alone."""
    if isinstance(node, ast.IfExp):
        return _is_plain(node.body) and _is_plain(node.orelse)
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        return name == "tip" or (name == "self.tr" and _is_plain(node.args[0]))
    return isinstance(node, ast.Constant)


def test_no_message_box_stands_outside_the_dialogs(checkout: Path) -> None:
    desktop = checkout / "app" / "donnybrook" / "desktop"
    named = [
        path.name
        for path in desktop.rglob("*.py")
        if "dialogs" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and node.id == "QMessageBox"
    ]
    assert named == []


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_words_stand_out_from_every_ground(tokens: Tokens) -> None:
    grounds = (tokens.window, tokens.panel, tokens.raised, tokens.field, tokens.chip)
    weak = [
        (word, ground)
        for word in (tokens.text, tokens.muted, tokens.ember_text, tokens.loss)
        for ground in grounds
        if _contrast(word, ground) < 4.5
    ]
    weak += [] if _contrast(tokens.on_ember, tokens.ember) >= 4.5 else [(tokens.on_ember, tokens.ember)]
    weak += [] if _contrast(tokens.text, tokens.selected) >= 4.5 else [(tokens.text, tokens.selected)]
    assert weak == []


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_the_colour_of_a_weapon_class_can_be_told_from_its_ground(tokens: Tokens) -> None:
    families = ("incendiary", "water", "ice", "edged", "firearm", "unarmed", "blunt", "other")
    assert [name for name in families if _contrast(tokens.colour(name), tokens.panel) < 3] == []


def _contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_palette_finds_an_action_by_a_few_letters(program: Program, qtbot: QtBot) -> None:
    program.window.actions_.run("help.palette")
    palette = program.window.findChild(Palette)
    assert isinstance(palette, Palette)
    line = palette.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "appearance: light")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert QApplication.palette().color(QApplication.palette().ColorRole.Window) == QColor(LIGHT.panel)


def test_the_palette_says_where_it_finds_no_action(program: Program) -> None:
    program.window.actions_.run("help.palette")
    palette = program.window.findChild(Palette)
    assert isinstance(palette, Palette)
    line = palette.findChild(QLineEdit)
    assert line is not None
    assert not palette._nothing.isVisible()
    QTest.keyClicks(line, "qqqq")
    assert palette._nothing.isVisible()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert palette.isVisible()
    line.clear()
    assert not palette._nothing.isVisible()


def test_without_a_catalog_the_window_offers_one(open_program: OpenProgram) -> None:
    program = open_program(None)
    buttons = [button.text() for button in program.window.findChildren(QAbstractButton) if button.isVisible()]
    assert {"New catalog", "Open…", "Look at the sample"} <= set(buttons)


def test_a_catalog_that_is_none_is_told_in_the_banner(open_program: OpenProgram, tmp_path: Path) -> None:
    program = open_program(None)
    (tmp_path / "no.fights").write_bytes(b"not a catalog")
    program.window.recent_wanted.emit(tmp_path / "no.fights")
    assert "no.fights" in program.window.problem_words


def test_a_catalog_dropped_on_the_window_is_opened(open_program: OpenProgram, tmp_path: Path) -> None:
    path = make_catalog(tmp_path / "dropped.fights")
    program = open_program(None)
    what = QMimeData()
    what.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    program.window.dropEvent(QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, what, buttons, keys))
    assert program.desk is not None
    assert program.desk.session.catalog.path == path


def test_all_saved_is_said_at_each_commit(program: Program) -> None:
    assert program.desk is not None
    program.desk.session.tell(Problem("The disk is full."))
    assert program.window.status.saved_words.startswith("Not saved")
    assert program.window.problem_words == "The disk is full."
    program.window.actions_.run("find.delete")
    assert program.window.status.saved_words.startswith("All saved · ")


def test_closing_leaves_the_catalog_as_one_file(program: Program, tmp_path: Path) -> None:
    program.window.actions_.run("find.delete")
    program.window.close()
    assert [path.name for path in tmp_path.glob("handful.fights*")] == ["handful.fights"]
    with Catalog.open(tmp_path / "handful.fights") as catalog:
        assert catalog.scene_count() == 4


def test_a_fault_in_a_thread_is_logged_and_reported(qtbot: QtBot, tmp_path: Path) -> None:
    hook = ErrorHook(tmp_path / "log.txt")
    hook.install()
    try:
        with qtbot.waitSignal(hook.fault) as told:
            thread = threading.Thread(target=lambda: 1 // 0)
            thread.start()
            thread.join()
    finally:
        hook.remove()
    assert told.args is not None
    assert "ZeroDivisionError" in told.args[0]
    assert "ZeroDivisionError" in (tmp_path / "log.txt").read_text()


def test_a_problem_goes_to_the_banner_without_a_report(qtbot: QtBot, tmp_path: Path) -> None:
    hook = ErrorHook(tmp_path / "log.txt")
    with qtbot.assertNotEmitted(hook.fault), qtbot.waitSignal(hook.problem) as told:
        hook.tell(Problem("The file is gone."))
    assert told.args == ["The file is gone."]


def test_a_file_that_sqlite_cannot_read_is_told_in_a_sentence_without_a_report(qtbot: QtBot, tmp_path: Path) -> None:
    garbage = tmp_path / "garbage.fights"
    garbage.write_bytes(b"SQLite format 3\0" + b"fights " * 400)
    hook = ErrorHook(tmp_path / "log.txt")
    with pytest.raises(DatabaseError) as caught:
        connect(garbage)
    with qtbot.assertNotEmitted(hook.fault), qtbot.waitSignal(hook.problem) as told:
        hook.tell(caught.value)
    assert told.args is not None
    assert told.args[0].startswith("The catalog is not a Donnybrook catalog.")


def test_settings_keep_their_kind_and_survive_nonsense(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    path.write_text("[play]\nloop=true\n[find]\nshow_facets=loud\n", encoding="utf-8")
    settings = Settings(path)
    assert settings.value(LOOP) is True
    assert settings.value(SHOW_FACETS) is SHOW_FACETS.default is True
    settings.set(LOOP, False)
    assert settings.value(LOOP) is False


def test_an_edit_is_undone_and_done_again_by_keys(program: Program) -> None:
    assert program.desk is not None
    catalog = program.desk.session.catalog
    program.window.actions_.run("find.delete")
    assert catalog.scene_count() == 4
    program.window.actions_.run("edit.undo")
    assert catalog.scene_count() == 5
    assert program.window.toast.text == "Undone: Delete fight"
    program.window.actions_.run("edit.redo")
    assert catalog.scene_count() == 4


def test_another_catalog_takes_the_place_of_the_one_that_is_open(program: Program, tmp_path: Path) -> None:
    program.after_first_paint()
    program.window.actions_.run("view.tag")
    program.window.search_box.set_text("weapon:swrd")
    program.open(make_catalog(tmp_path / "other.fights", [Fight("Only one", "Eve", "sword")]))
    program.after_first_paint()
    assert program.desk is not None
    assert program.window.windowTitle().startswith("other.fights")
    assert len(program.desk.find.all_hits()) == 1
    assert [path.name for path in tmp_path.glob("handful.fights*")] == ["handful.fights"]


def test_the_way_back_of_a_word_ends_with_its_catalog(program: Program, tmp_path: Path) -> None:
    program.window.actions_.run("find.delete")
    program.open(make_catalog(tmp_path / "other.fights"))
    assert not program.window.toast.isVisible()
    assert not program.window.toast.take_back()


def test_no_workplace_is_shown_again_while_its_catalog_is_closed(program: Program) -> None:
    program.after_first_paint()
    program.window.actions_.run("view.tag")
    tag = program.window.findChild(TagWorkplace)
    assert tag is not None
    program.window.actions_.run("view.find")
    seen: list[QEvent.Type] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            seen.append(event.type())
            return False

    watch = Watch()
    tag.installEventFilter(watch)
    program.close_catalog()
    assert QEvent.Type.Show not in seen


def test_the_appearance_that_is_worn_is_ticked_in_the_menu(program: Program) -> None:
    program.window.actions_.run("look.light")
    ticked = [name for name in ("system", "light", "dark") if program.window.actions_.qt(f"look.{name}").isChecked()]
    assert ticked == ["light"]


def test_every_colour_of_both_looks_is_a_colour() -> None:
    for tokens in (DARK, LIGHT):
        names = [name for name in tokens.__slots__ if name != "is_dark"]
        assert [name for name in names if not QColor(getattr(tokens, name)).isValid()] == []


def test_a_menu_with_nothing_to_do_in_it_is_not_shown(program: Program) -> None:
    shown = [action.text() for action in program.window.menuBar().actions() if action.isVisible()]
    assert shown == ["File", "Edit", "Find", "Play", "View", "Help"]


def test_the_window_opens_with_a_query_and_ends_with_its_window(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    shown: list[str] = []

    def look() -> None:
        for window in qapp.topLevelWidgets():
            if isinstance(window, MainWindow) and window.isVisible():
                shown.append(window.windowTitle())
                shown.append(window.search_box.text)
                window.close()

    QTimer.singleShot(1500, look)
    gc.disable()
    assert run(make_catalog(tmp_path / "one.fights"), query="skates", theme="dark") == 0
    assert shown == ["one.fights – Donnybrook", "skates"]
    assert gc.isenabled()


def test_a_catalog_that_is_not_there_is_said_before_any_window(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"nowhere\.fights"):
        run(tmp_path / "nowhere.fights")


def test_a_film_dropped_on_the_window_is_added_and_leads_on_to_tag(
    program: Program, qtbot: QtBot, shared_media: Path
) -> None:
    program.after_first_paint()
    program.window.files_dropped.emit([shared_media / "sintel_trailer-720p.mp4"])
    qtbot.waitUntil(lambda: "added" in program.window.toast.text, timeout=20_000)
    assert program.desk is not None
    assert len(program.desk.session.catalog.films()) == 2
    program.window.toast.take_back()
    assert program.desk.find.isHidden()


def test_the_windows_keys_work_from_an_empty_search_box(program: Program, qtbot: QtBot) -> None:
    line = program.window.search_box.focusProxy()
    assert isinstance(line, QLineEdit)
    for key in (Qt.Key.Key_Z, Qt.Key.Key_E, Qt.Key.Key_K):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
        event.ignore()
        QApplication.sendEvent(line, event)
        assert not event.isAccepted()


def test_undo_stays_with_the_search_box_while_it_has_typing_to_take_back(program: Program, qtbot: QtBot) -> None:
    line = program.window.search_box.focusProxy()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "skates")
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    QApplication.sendEvent(line, event)
    assert event.isAccepted()


class _Restyled(QObject):
    """Counts how often any widget is told that it is drawn otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.StyleChange
        return False


def test_another_look_is_told_to_each_widget_a_few_times_and_not_for_each_around_it(
    program: Program, qapp: QApplication
) -> None:
    program.after_first_paint()
    assert program.desk is not None
    program.desk.show_workplace("tag")
    restyled = _Restyled()
    qapp.installEventFilter(restyled)
    program.window.actions_.run("look.light")
    qapp.removeEventFilter(restyled)
    assert restyled.count < 4 * len(qapp.allWidgets())
