"""The window's frame: head, banner, workplaces, foot, menus. What stands in it is given to it; it opens no catalog."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from donnybrook.desktop.action_set import ActionSet, Handler
from donnybrook.desktop.actions import MENUS, Workplace
from donnybrook.desktop.dialogs.about import AboutDialog
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.banner import Banner
from donnybrook.desktop.panels.empty_state import EmptyState, Offer
from donnybrook.desktop.panels.keys_sheet import Sheet, key_lines, language_lines
from donnybrook.desktop.panels.palette import Palette
from donnybrook.desktop.panels.plain import give_role
from donnybrook.desktop.panels.search_box import SearchBox
from donnybrook.desktop.panels.status_line import KeyHint, StatusLine
from donnybrook.desktop.panels.toasts import Toast
from donnybrook.desktop.panels.top_bar import Segment, TopBar, WorkplaceSwitch
from donnybrook.desktop.settings import APPEARANCE, Settings
from donnybrook.desktop.theme import Theme

_PRESSES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HINTS: dict[Workplace, tuple[KeyHint, ...]] = {
    "any": (KeyHint("Ctrl N", "new"), KeyHint("Ctrl Shift O", "open"), KeyHint("Ctrl K", "everything")),
    "find": (KeyHint("Space", "large"), KeyHint("Enter", "play"), KeyHint("T", "tag"), KeyHint("Ctrl K", "everything")),
    "tag": (KeyHint("I O", "in, out"), KeyHint("J K L", "play"), KeyHint("/", "tag line"), KeyHint("F1", "all keys")),
}


class MainWindow(QMainWindow):
    """Shows a welcome until a catalog's workplaces are given to it."""

    workplace_wanted = Signal(str)
    """The person asks for ``find`` or ``tag``."""

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
        self.actions_ = ActionSet(self, icons)
        self.search_box = SearchBox(icons)
        self.status = StatusLine(theme)
        self.toast = Toast(self)
        self._banner = Banner(icons)
        self._switch = WorkplaceSwitch((Segment("find", self.tr("Find")), Segment("tag", self.tr("Tag"))))
        self._switch.chosen.connect(self.workplace_wanted)
        self._stack = QStackedWidget()
        self._palette = Palette(self, self.actions_, theme)
        self._sheet = Sheet(self)
        self._recent = QMenu(self.tr("Open recent"), self)
        self._recent.aboutToShow.connect(self._fill_recent)
        self._lay_out()
        self._welcome = self._make_welcome()
        self._stack.addWidget(self._welcome)
        self.actions_.connect_table(self._table())
        self._fill_menus()
        self.setAcceptDrops(True)
        self.show_no_catalog()

    # ------------------------------------------------------------ what is shown

    def show_no_catalog(self) -> None:
        """Show the welcome."""
        self._stack.setCurrentWidget(self._welcome)
        self._switch.setEnabled(False)
        self.search_box.setEnabled(False)
        self.status.show_no_catalog()
        self._at_hand(None)
        self.setWindowTitle("Donnybrook")

    def show_workplace(self, name: Workplace, widget: QWidget) -> None:
        """Bring a workplace to the front."""
        if self._stack.indexOf(widget) < 0:
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        self._switch.setEnabled(True)
        self.search_box.setEnabled(True)
        self._at_hand(name)

    def drop_workplace(self, widget: QWidget) -> None:
        """Let go of a workplace whose catalog is closed."""
        self._stack.removeWidget(widget)
        widget.deleteLater()

    def tell_problem(self, sentence: str, details: Callable[[], object] | None = None) -> None:
        """Show what went wrong in the banner."""
        self._banner.say(sentence, details)

    @property
    def problem_words(self) -> str:
        """What the banner says; empty when it is not shown."""
        return "" if self._banner.isHidden() else self._banner.text

    def _at_hand(self, name: Workplace | None) -> None:
        self.actions_.show_workplace(name)
        self._switch.show_chosen(name or "")
        self.status.show_hints(_HINTS[name or "any"])

    # ------------------------------------------------------------ the window's own actions

    def _table(self) -> dict[str, Handler]:
        return {
            "app.quit": self.close,
            "view.find": lambda: self.workplace_wanted.emit("find"),
            "view.tag": lambda: self.workplace_wanted.emit("tag"),
            "look.system": lambda: self._wear("system"),
            "look.light": lambda: self._wear("light"),
            "look.dark": lambda: self._wear("dark"),
            "view.fullscreen": self._toggle_full_screen,
            "help.palette": self._palette.ask,
            "help.keys": lambda: self._sheet.show_lines(self.tr("Keys"), key_lines(self.actions_)),
            "help.language": lambda: self._sheet.show_lines(self.tr("Search language"), language_lines()),
            "help.about": lambda: AboutDialog(self, self._icons).show(),
        }

    def _wear(self, appearance: str) -> None:
        self._settings.set(APPEARANCE, appearance)
        self._theme.wear(appearance)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # ------------------------------------------------------------ Qt's questions

    def event(self, event: QEvent) -> bool:
        """Let Space and Enter press the button that has the focus, whatever action has that key."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            presses = event.key() in _PRESSES and not event.modifiers()
            if presses and isinstance(self.focusWidget(), QAbstractButton | QComboBox):
                event.accept()
                return True
        return super().event(event)

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
        column.addWidget(TopBar(self._switch, self.search_box))
        column.addWidget(self._banner)
        column.addWidget(self._stack, 1)
        column.addWidget(self.status)
        self.setCentralWidget(body)
        self.setMinimumSize(860, 520)
        kept = self._settings.state("window")
        if not (kept and self.restoreGeometry(kept)):
            self.resize(1280, 720)

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
        for name in MENUS:
            rows = [row for row in self.actions_.rows if row.menu == name]
            if not rows:
                continue
            menu = bar.addMenu(self.tr(name))
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
            action = self._recent.addAction(str(path))
            action.triggered.connect(lambda _checked=False, path=path: self.recent_wanted.emit(path))
        self._recent.setEnabled(True)
        if self._recent.isEmpty():
            self._recent.addAction(self.tr("None yet")).setEnabled(False)
