"""The window's frame: head, banner, workplaces, foot, menus. What stands in it is given to it; it opens no catalog."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from donnybrook.desktop.action import MENUS, Workplace
from donnybrook.desktop.action_set import ActionSet, Handler
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.key_book import KeyBook
from donnybrook.desktop.list_keys import ListKeys
from donnybrook.desktop.marked_words import N_, translated
from donnybrook.desktop.panels.banner import Banner
from donnybrook.desktop.panels.empty_state import EmptyState, Offer
from donnybrook.desktop.panels.plain import as_typed, give_role
from donnybrook.desktop.panels.search_box import SearchBox
from donnybrook.desktop.panels.status_line import KeyHint, StatusLine
from donnybrook.desktop.panels.switch import Segment, Switch
from donnybrook.desktop.panels.toasts import Toast
from donnybrook.desktop.panels.top_bar import TopBar
from donnybrook.desktop.pressed_key import is_of_other_alphabet, pressed_key
from donnybrook.desktop.settings import APPEARANCE, Settings
from donnybrook.desktop.theme import APPEARANCES, Theme

if TYPE_CHECKING:
    from donnybrook.desktop.panels.keys_sheet import KeysSheet
    from donnybrook.desktop.panels.language_sheet import LanguageSheet
    from donnybrook.desktop.panels.palette import Palette

_FRAME = QSize(8, 40)  # room for the bar and edges that the desktop draws around a window
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PRESSES = (Qt.Key.Key_Space, *_ENTER)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_HINTS: dict[Workplace, tuple[tuple[str, str], ...]] = {  # actions, and in a word what their keys do
    "any": (("catalog.new", N_("new")), ("catalog.open", N_("open")), ("help.palette", N_("everything"))),
    "find": (
        ("find.preview", N_("large")),
        ("find.play", N_("play")),
        ("find.tag", N_("tag")),
        ("help.palette", N_("everything")),
    ),
    "tag": (
        ("tag.in tag.out", N_("in, out")),
        ("tag.backward tag.pause tag.forward", N_("play")),
        ("tag.line", N_("tag line")),
        ("help.keys", N_("all keys")),
    ),
    "statistics": (
        ("statistics.among", N_("among which")),
        ("statistics.export", N_("export")),
        ("help.palette", N_("everything")),
    ),
}


class MainWindow(QMainWindow):
    """Shows a welcome until a catalog's workplaces are given to it."""

    workplace_wanted = Signal(str)
    """The person asks for ``find``, ``tag`` or ``statistics``."""

    files_dropped = Signal(object)
    """Emits the paths (a list) of files dropped on the window."""

    closing = Signal()
    """The window is about to close: let go of the catalog."""

    recent_wanted = Signal(object)
    """Emits the path of a catalog opened before."""

    def __init__(self, theme: Theme, icons: Icons, settings: Settings) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._icons = icons
        self.actions_ = ActionSet(self, icons, KeyBook(settings, self))
        self.actions_.book.changed.connect(self._show_hints)
        self._list_keys = ListKeys(self._run_letter, self)
        self.search_box = SearchBox(icons, theme)
        self.status = StatusLine(theme)
        self.toast = Toast(self)
        self._banner = Banner(icons)
        workplaces = (("find", self.tr("Find")), ("tag", self.tr("Tag")), ("statistics", self.tr("Statistics")))
        self._switch = Switch(tuple(Segment(*each) for each in workplaces))
        self._switch.chosen.connect(self.workplace_wanted)
        self._top = TopBar(self._switch, self.search_box)
        self._was_whole = False
        self.place = QStackedWidget()  # where the workplaces stand: their parent
        self._after_paint: list[Callable[[], object]] = []
        self._pressed_in: QWidget | None = None
        self._palette: Palette | None = None
        self._keys: KeysSheet | None = None
        self._language: LanguageSheet | None = None
        self._recent = QMenu(self.tr("Open recent"), self)
        self._recent.aboutToShow.connect(self._fill_recent)
        self._lay_out()
        self._welcome = self._make_welcome()
        self._stage = QWidget()
        self.place.addWidget(self._welcome)
        self.place.addWidget(self._stage)
        self.actions_.connect_table(self._table())
        self._fill_menus()
        self._show_appearance()
        self.setAcceptDrops(True)
        self.show_no_catalog()

    # ------------------------------------------------------------ what is shown

    def show_no_catalog(self) -> None:
        """Show the welcome."""
        self.place.setCurrentWidget(self._welcome)
        self._switch.setEnabled(False)
        self.search_box.setEnabled(False)
        self.search_box.set_text("")
        self.search_box.show_count("")
        self.search_box.show_problems(())
        self.status.show_no_catalog()
        self._at_hand(None)
        self.setWindowTitle("Donnybrook")

    def show_opening(self, name: str) -> None:
        """Show an empty stage for the moment in which a catalog is opened."""
        self.show_no_catalog()
        self.show_stage()
        self.setWindowTitle(f"{name} – Donnybrook")

    def after_next_paint(self, work: Callable[[], object]) -> None:
        """Do something once the window's next picture is on the screen."""
        self._after_paint.append(work)
        self.update()

    def hold_workplace(self, widget: QWidget) -> None:
        """Keep a workplace behind what is shown."""
        if self.place.indexOf(widget) < 0:
            self.place.addWidget(widget)

    def show_workplace(self, name: Workplace, widget: QWidget) -> None:
        """Bring a workplace to the front."""
        self.hold_workplace(widget)
        self.place.setCurrentWidget(widget)
        self._switch.setEnabled(True)
        self.search_box.setEnabled(True)
        self._at_hand(name)

    def show_alone(self, *, alone: bool) -> None:
        """Give a workplace the whole screen, or show all again."""
        for part in (self.menuBar(), self._top, self.status):
            part.setVisible(not alone)
        whole = Qt.WindowState.WindowFullScreen
        if alone:
            self._was_whole = bool(self.windowState() & whole)
        if not self._was_whole:
            self.setWindowState(self.windowState() | whole if alone else self.windowState() & ~whole)

    def come_forward(self) -> None:
        """Stand before other windows, with the keyboard."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_stage(self) -> None:
        """Show an empty stage in place of the workplaces, whose catalog is about to be closed."""
        self.place.setCurrentWidget(self._stage)

    def drop_workplace(self, widget: QWidget) -> None:
        """Let go of a workplace whose catalog is closed."""
        self.place.removeWidget(widget)
        widget.deleteLater()

    def tell_problem(self, sentence: str, details: Callable[[], object] | None = None, button: str = "") -> None:
        """Show what went wrong in the banner; ``button`` says what ``details`` does, where it shows no details."""
        self._banner.say(sentence, details, button)

    def forget_problem(self) -> None:
        """Show no banner: what it told of is over."""
        self._banner.hide()

    @property
    def problem_words(self) -> str:
        """What the banner says; empty when it is not shown."""
        return "" if self._banner.isHidden() else self._banner.text

    def _at_hand(self, name: Workplace | None) -> None:
        self.actions_.held_keys.let_go()
        self.actions_.show_workplace(name)
        self._switch.show_chosen(name or "")
        for menu in self._menus:
            shown = any(action.isVisible() and not action.isSeparator() for action in menu.actions())
            menu.menuAction().setVisible(shown)
        self._workplace: Workplace = name or "any"
        self._show_hints()

    def _show_hints(self) -> None:
        hints = [
            KeyHint(
                " ".join(self.actions_.book.shown(each) for each in ids.split()).replace("+", " ").strip(),
                translated(word),
            )
            for ids, word in _HINTS[self._workplace]
        ]
        self.status.show_hints(tuple(hint for hint in hints if hint.keys))

    # ------------------------------------------------------------ the window's own actions

    def _table(self) -> dict[str, Handler]:
        return {
            "app.quit": self.close,
            "view.find": lambda: self.workplace_wanted.emit("find"),
            "view.tag": lambda: self.workplace_wanted.emit(N_("tag")),
            "view.statistics": lambda: self.workplace_wanted.emit("statistics"),
            "look.system": lambda: self._wear("system"),
            "look.light": lambda: self._wear("light"),
            "look.dark": lambda: self._wear("dark"),
            "view.fullscreen": self._toggle_full_screen,
            "help.palette": self._ask_palette,
            "help.keys": self._show_keys,
            "help.language": self._show_language,
            "help.about": self._show_about,
        }

    # These are imported when they are first wanted: the first paint does not wait for them.

    def _ask_palette(self) -> None:
        from donnybrook.desktop.panels.palette import Palette

        self._palette = self._palette or Palette(self, self.actions_, self._theme)
        self._palette.ask()

    def _show_keys(self) -> None:
        from donnybrook.desktop.panels.keys_sheet import KeysSheet

        self._keys = self._keys or KeysSheet(self, self.actions_, self._theme)
        self._keys.ask()

    def _show_language(self) -> None:
        from donnybrook.desktop.panels.language_sheet import LanguageSheet

        self._language = self._language or LanguageSheet(self)
        self._language.ask()

    def _show_about(self) -> None:
        from donnybrook.desktop.dialogs.about import AboutDialog

        AboutDialog(self, self._icons).show()

    def _wear(self, appearance: str) -> None:
        self._settings.set(APPEARANCE, appearance)
        self._theme.wear(appearance)
        self._show_appearance()

    def _show_appearance(self) -> None:
        for each in APPEARANCES:
            self.actions_.qt(f"look.{each}").setChecked(each == self._theme.appearance)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # ------------------------------------------------------------ Qt's questions

    def event(self, event: QEvent) -> bool:
        """Let Space and Enter press the button that has the focus, whoever has that key; mind paints and held keys."""
        kind = event.type()
        if kind == QEvent.Type.Paint:
            for work in self._after_paint:
                QTimer.singleShot(0, work)
            self._after_paint.clear()
        if kind == QEvent.Type.WindowDeactivate:
            self.actions_.held_keys.let_go()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self.actions_.held_keys.note_press(event)
            self._pressed_in = self.focusWidget()
            if is_of_other_alphabet(event.key()):
                self._list_keys.mind(self.focusWidget())
            presses = event.key() in _PRESSES and event.modifiers() in _PLAIN
            if presses and isinstance(self.focusWidget(), QAbstractButton | QComboBox):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Know a letter of another alphabet by its place: where the keyboard has no Latin layout, Qt does not."""
        if not (self._run_letter(event) or self._press_button(event)):
            super().keyPressEvent(event)

    def _press_button(self, event: QKeyEvent) -> bool:
        """Have Enter press the button that has the keyboard, as Space does: Qt leaves that to the desktop's habits."""
        focused = self.focusWidget()
        stayed = focused is self._pressed_in  # Enter in a line may just have sent the keyboard to a button
        is_press = event.key() in _ENTER and event.modifiers() in _PLAIN and not event.isAutoRepeat()
        if not is_press or not stayed or not isinstance(focused, QAbstractButton):
            return False
        focused.click()
        return True

    def _run_letter(self, event: QKeyEvent) -> bool:
        if not is_of_other_alphabet(event.key()):
            return False
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return self.actions_.run_key(QKeySequence(held.value | pressed_key(event)), repeats=event.isAutoRepeat())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key came up, whoever had the keyboard."""
        self.actions_.held_keys.note_release(event)
        super().keyReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what floats in its place."""
        super().resizeEvent(event)
        self.toast.place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which files were dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember place and size, and let go of the catalog."""
        self._settings.keep_state("window", self.saveGeometry())
        self.closing.emit()
        super().closeEvent(event)

    # ------------------------------------------------------------ putting it together

    def _lay_out(self) -> None:
        body = QWidget()
        give_role(body, "back")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self._banner)
        column.addWidget(self.place, 1)
        column.addWidget(self.status)
        self.setCentralWidget(body)
        self.setMinimumSize(860, 520)
        kept = self._settings.state("window")
        if not (kept and self.restoreGeometry(kept)):
            self.resize(QSize(1280, 720).boundedTo(self.screen().availableSize() - _FRAME))

    def _make_welcome(self) -> EmptyState:
        offers = (
            Offer("catalog.new", self.tr("New catalog")),
            Offer("catalog.open", self.tr("Open…")),
            Offer("catalog.sample", self.tr("Look at the sample")),
        )
        page = EmptyState("swords", offers, self.actions_, self._theme, self._icons)
        page.say(
            self.tr("The fight-scene catalog"),
            self.tr("A catalog is one file. It holds films, their fights, and a picture of each."),
        )
        return page

    def _fill_menus(self) -> None:
        bar = self.menuBar()
        self._menus: list[QMenu] = []
        for name in MENUS:
            rows = [row for row in self.actions_.rows if row.menu == name]
            if not rows:
                continue
            menu = bar.addMenu(translated(name))
            self._menus.append(menu)
            section = rows[0].section
            for row in rows:
                if row.section != section:
                    menu.addSeparator()
                    section = row.section
                menu.addAction(self.actions_.qt(row.id))
                if row.id == "catalog.open":
                    menu.addMenu(self._recent)

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self._settings.recent():
            action = self._recent.addAction(as_typed(str(path)))
            action.triggered.connect(lambda _checked=False, path=path: self.recent_wanted.emit(path))
        self._recent.setEnabled(True)
        if self._recent.isEmpty():
            self._recent.addAction(self.tr("None yet")).setEnabled(False)
