"""Starts the window: makes the parts that live as long as the program, and puts catalogs on the desk."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from donnybrook.desktop.errors import ErrorHook
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.main_window import MainWindow
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.services.sample import SampleMaker
from donnybrook.desktop.services.turns import take_turn
from donnybrook.desktop.services.waste import WasteCollector
from donnybrook.desktop.settings import APPEARANCE, Settings
from donnybrook.desktop.theme import Theme
from donnybrook.files import resources_folder
from donnybrook.problems import Problem

if TYPE_CHECKING:
    from donnybrook.catalog import Catalog
    from donnybrook.catalog.scene_links import SceneLink
    from donnybrook.desktop.desk import Desk
    from donnybrook.media import Nursery

_SOON_MS = 20


def run(
    catalog: Path | None,
    *,
    query: str = "",
    play: bool = False,
    theme: str | None = None,
    link: "SceneLink | None" = None,
) -> int:
    """Show the window until it is closed, and return the exit code.

    ``query`` is put into the search box, ``play`` plays what it finds, one after the other; ``theme`` (``light``,
    ``dark`` or ``system``) is for this run alone. A ``link`` to a fight goes to the window that has its catalog open
    already, if there is one. Raises ``Problem`` when ``catalog`` can't be opened.
    """
    app = application()
    if link is not None:
        from donnybrook.desktop.services.link_post import hand_over

        if hand_over(link):
            return 0
        catalog, query = link.catalog, link.query
    hook = ErrorHook()
    hook.install()
    try:
        program = Program(app, hook, Settings(), theme)
        if catalog is not None:
            program.open_after_paint(catalog, query=query, play=play)
        program.window.show()
        waste = WasteCollector(app)
        code = app.exec()
        program.close()
        waste.hand_back()
    finally:
        hook.remove()
    return code


def application() -> QApplication:
    """Return the one Qt application, made if need be."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([sys.argv[0]])
    app.setApplicationName("donnybrook")
    app.setApplicationDisplayName("Donnybrook")
    app.setDesktopFileName("donnybrook")
    app.setWindowIcon(QIcon(str(resources_folder() / "icons" / "donnybrook.svg")))
    return app


class Program(QObject):
    """The window, and the catalog that is open in it."""

    def __init__(
        self,
        app: QApplication,
        hook: ErrorHook,
        settings: Settings,
        theme: str | None = None,
        nursery: "Nursery | None" = None,
    ) -> None:
        """``nursery`` is where decoding processes come from; without it, the program has one of its own."""
        super().__init__()
        self._nursery = nursery
        self._own_nursery: Nursery | None = None
        self._settings = settings
        self._hook = hook
        self._theme = Theme(app, theme or settings.value(APPEARANCE))
        self._icons = Icons(self._theme)
        self.desk: Desk | None = None
        self._is_opening = False
        self.window = MainWindow(self._theme, self._icons, settings)
        self.window.actions_.connect_table(
            {
                "catalog.new": self._new,
                "catalog.open": self._open,
                "catalog.sample": self._make_sample,
                "films.add": self._add_films,
            }
        )
        self._errands = Errands(self)
        self._sample = SampleMaker(self)
        self._sample.percent.connect(self._show_drawn)
        self._sample.made.connect(self._sample_made)
        self._sample.refused.connect(self.window.tell_problem)
        self.window.workplace_wanted.connect(self._show_workplace)
        self.window.files_dropped.connect(self._take_dropped)
        self.window.recent_wanted.connect(self._open_asked)
        self.window.closing.connect(self._let_go)
        hook.problem.connect(self.window.tell_problem)
        hook.fault.connect(self._tell_fault)

    def open_after_paint(self, path: Path, *, query: str = "", play: bool = False) -> None:
        """Have the window stand first, and a catalog opened in it right after.

        Raises ``Problem`` at once where there is no such file; what else can be wrong is told in the window.
        """
        if not path.exists():
            from donnybrook.catalog import Catalog

            Catalog.open(path)
        self.window.show_opening(path.name)
        self.window.search_box.set_text(query)
        self.window.after_next_paint(lambda: self._trying(lambda: self.open(path, query=query, play=play)))

    def open(self, path: Path, *, query: str = "", play: bool = False) -> None:
        """Open a catalog in place of the one that is open; raises ``Problem`` and leaves that one if it can't be.

        The window goes on between one step and the next.
        """
        from donnybrook.catalog import Catalog

        self._put_on_desk(Catalog.open(path), query)
        if play and self.desk is not None:
            self.desk.find.play_all()

    def after_first_paint(self) -> None:
        """Begin to make the heavy parts of what is open, now that it is to be seen."""
        if self.desk is not None:
            self.desk.begin_heavy_parts()

    def close_catalog(self) -> None:
        """Close the catalog that is open, if one is."""
        if self.desk is not None:
            desk, self.desk = self.desk, None
            desk.close()
            self.window.show_no_catalog()

    def close(self) -> None:
        """Close what is open, and end what lives as long as the program."""
        self.close_catalog()
        if self._own_nursery is not None:
            self._own_nursery.close()

    def _made_nursery(self) -> "Nursery":
        from donnybrook.media import Nursery

        self._own_nursery = self._own_nursery or Nursery()
        return self._own_nursery

    def _let_go(self) -> None:
        self._errands.close()
        self._sample.close()
        self.close_catalog()

    def _put_on_desk(self, catalog: "Catalog", query: str = "") -> None:
        self._is_opening = True
        try:
            self._replace_desk(catalog, query)
        finally:
            self._is_opening = False

    def _replace_desk(self, catalog: "Catalog", query: str) -> None:
        from donnybrook.desktop.desk import Desk

        take_turn()
        self.close_catalog()
        take_turn()
        self._settings.remember(catalog.path)
        self.window.search_box.set_text(query)
        self.desk = Desk(
            catalog, self.window, self._theme, self._icons, self._settings, self._nursery or self._made_nursery()
        )
        self.desk.sheets.open_wanted.connect(self._open_asked)
        self.window.after_next_paint(self.after_first_paint)

    # ------------------------------------------------------------ what the person asks for

    def _new(self) -> None:
        from donnybrook.desktop.dialogs import files

        path = files.ask_new_catalog(self.window)
        if path is not None:
            self._errands.run(lambda: _made(path), self._new_made, self.window.tell_problem)

    def _new_made(self, path: Path) -> None:
        self._in_peace(lambda: self._open_asked(path))

    def _open(self) -> None:
        from donnybrook.desktop.dialogs import files

        path = files.ask_catalog(self.window)
        if path is not None:
            self._open_asked(path)

    def _open_asked(self, path: Path) -> None:
        self._trying(lambda: self.open(path))

    def _make_sample(self) -> None:
        self.window.status.show_work(self.tr("Drawing the sample film…"))
        self._sample.make()

    def _show_drawn(self, percent: int) -> None:
        self.window.status.show_work(self.tr("Drawing the sample film: {percent} %").format(percent=percent))

    def _sample_made(self, path: str) -> None:
        self._in_peace(lambda: self._show_sample(Path(path)))

    def _show_sample(self, path: Path) -> None:
        self.window.status.show_work("")
        self._open_asked(path)
        if self.desk is not None:
            self.desk.read_new_films()

    def _add_films(self) -> None:
        from donnybrook.desktop.dialogs import files

        self._put_films(files.ask_films(self.window))

    def _take_dropped(self, paths: list[Path]) -> None:
        catalogs = [path for path in paths if path.suffix == ".fights"]
        films = [path for path in paths if path.suffix != ".fights"]
        if catalogs:
            self._open_asked(catalogs[0])
        if films and self.desk is not None:
            self.desk.drop_files(films)
        else:
            self._put_films(films)

    def _put_films(self, films: list[Path]) -> None:
        if films and self.desk is not None:
            self.desk.add_films(films)
        elif films:
            self.window.tell_problem(self.tr("Open or make a catalog first; then films can be added to it."))

    def _show_workplace(self, name: str) -> None:
        if self.desk is not None:
            self.desk.show_workplace(name)

    def _in_peace(self, work: Callable[[], None]) -> None:
        """Do this once no other catalog is being opened: it would come between its steps."""
        if self._is_opening:
            QTimer.singleShot(_SOON_MS, self, lambda: self._in_peace(work))
        else:
            work()

    def _trying(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Problem as problem:
            self.window.tell_problem(str(problem))
        finally:
            if self.desk is None:
                self.window.show_no_catalog()

    def _tell_fault(self, last_line: str, stack: str) -> None:
        from donnybrook.desktop.dialogs.report import FaultReport

        words = self.tr("Something went wrong inside Donnybrook: {line}. Your catalog is safe.")
        words = words.format(line=last_line.rstrip("."))
        self.window.tell_problem(words, lambda: FaultReport(self.window, stack, self._hook.log_file).show())


def _made(path: Path) -> Path:
    """Make a new catalog, in a thread of its own, and return where."""
    from donnybrook.catalog import Catalog

    Catalog.create(path).close()
    return path
