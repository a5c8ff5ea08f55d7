"""Statistics: the measures at the left, what one comes to as plot and table in the middle, its definition at the right.

Changes nothing; what leads to fights is told to whoever shows them.
"""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QSplitter, QVBoxLayout, QWidget

from donnybrook.analysis.material import film_query
from donnybrook.analysis.measure import Cell, Measure, Result
from donnybrook.catalog import Changes, Film
from donnybrook.catalog.query.building import narrowed
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.models.sheet_rows import SheetRow
from donnybrook.desktop.panels.choice import Choice, Option
from donnybrook.desktop.panels.entry_line import leaves_to_window
from donnybrook.desktop.panels.figure_table import FigureTable
from donnybrook.desktop.panels.plain import give_role, heading, icon_button, label
from donnybrook.desktop.panels.plot_view import PlotView
from donnybrook.desktop.panels.row_list import RowList
from donnybrook.desktop.panels.sheet import progress_bar, push_button
from donnybrook.desktop.scene_text import film_line
from donnybrook.desktop.services.measuring import Measuring, Wanted
from donnybrook.desktop.session import Session
from donnybrook.desktop.settings import Settings
from donnybrook.desktop.theme import Theme

_TYPING_MS = 350
_SIDE_PX, _DEFINITION_PX = 220, 270


class StatisticsWorkplace(QWidget):
    """Measures again when other fights are asked for, and when the catalog has changed while somebody looks."""

    fights_wanted = Signal(object)
    """Emits the ``Cell`` whose fights are to be seen."""

    export_wanted = Signal()

    def __init__(
        self, session: Session, measures: Sequence[Measure], theme: Theme, icons: Icons, settings: Settings
    ) -> None:
        super().__init__()
        self._session = session
        self._measures = tuple(measures)
        self._settings = settings
        self._films: tuple[Film, ...] = ()
        self._taken_query: str | None = None
        self._is_stale = True
        self.shown: tuple[Wanted, Result] | None = None
        catalog = session.catalog
        self.measuring = Measuring(catalog.path, read_only=catalog.read_only, parent=self)
        self.list = RowList(self.tr("Measures"), theme)
        self.line = QLineEdit()
        self.film = Choice(self.tr("Film"), Option(None, self.tr("All films")))
        self.export = push_button(self.tr("Export…"))
        self.stop = icon_button(icons, "x", self.tr("Stop measuring"))
        self.bar = progress_bar(self.tr("How far the measuring is"))
        self.plot = PlotView(theme)
        self.table = FigureTable()
        self._title = label("", "title")
        self._notes = label("", "muted", wrap=True)
        self._problem = label("", "loss", wrap=True)
        self._definition = label("", "", wrap=True, selectable=True)
        self._scroll = _PlotRoom(self.plot)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._lay_out()
        self._connect()
        self._show_busy(is_busy=False)
        self.list.show_rows([SheetRow(each.title) for each in self._measures], 0)

    # ------------------------------------------------------------ what is measured

    @property
    def wanted(self) -> Wanted:
        """What is asked for now."""
        chosen = self._measures[max(0, self.list.place)]
        film = next((film for film in self._films if film.id == self.film.key), None)
        query = self.line.text().strip()
        return Wanted(chosen, query if film is None else narrowed(query, film_query(film)))

    def take_query(self, query: str) -> None:
        """Measure among what the search box asks for, if that is another search than it was last time."""
        if query != self._taken_query:
            self._taken_query = query
            self.line.setText(query)

    def ask_all(self) -> None:
        """Measure among all fights."""
        self.film.show_key(None)
        self.line.clear()
        self._measure()

    def stop_measuring(self) -> None:
        """Leave what was there before."""
        self.measuring.stop()

    def focus_line(self) -> None:
        """Go to the line for a search, with all its text chosen."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def _measure(self) -> None:
        self._typing.stop()
        if not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        self._show_words()
        self.measuring.begin(self.wanted)

    def _show_words(self) -> None:
        chosen = self.wanted.measure
        self._title.setText(chosen.title)
        # Lines of a definition end where the screen does, not where the file's did.
        self._definition.setText(re.sub(r"(?<!\n)\n(?!\n)", " ", chosen.definition))

    def _show(self, wanted: Wanted, result: Result) -> None:
        self._problem.hide()
        self._notes.setText(" ".join(result.notes))
        self._notes.setVisible(bool(result.notes))
        self.plot.show_plot(result.plot)
        QTimer.singleShot(0, self, lambda: self._show_table(wanted, result))  # after the plot has been painted

    def _show_table(self, wanted: Wanted, result: Result) -> None:
        self.table.show_result(result)
        self.shown = (wanted, result)
        self.export.setEnabled(True)

    def _refuse(self, sentence: str) -> None:
        """Say why there are no figures; those of before are no answer to what is asked now."""
        self.shown = None
        self.export.setEnabled(False)
        self._notes.hide()
        self.plot.show_plot(None)
        self.table.rows.show((), ())
        self._problem.setText(sentence)
        self._problem.show()

    def _show_busy(self, *, is_busy: bool) -> None:
        self.bar.setVisible(is_busy)
        self.stop.setVisible(is_busy)
        self.bar.setValue(0)

    def _show_progress(self, done: int, steps: int) -> None:
        self.bar.setValue(1000 * done // max(1, steps))

    # ------------------------------------------------------------ keeping up

    def showEvent(self, event: QShowEvent) -> None:
        """Measure what was not while another workplace was at the front."""
        super().showEvent(event)
        self.measuring.ask_films(self._show_films)
        if self._is_stale:
            QTimer.singleShot(0, self._measure)

    def _changed(self, changes: Changes | None) -> None:
        if changes is not None and not (changes.scenes or changes.films or changes.vocabulary):
            return
        if self.isVisible():
            self.measuring.ask_films(self._show_films)
            self._typing.start()
        else:
            self._is_stale = True

    def _show_films(self, films: list[Film]) -> None:
        self._films = tuple(films)
        options = [Option(film.id, film_line(film.title, film.year)) for film in self._films if film.scene_count]
        self.film.show_options(options, self.film.key)

    def _take_mark(self, place: tuple[int, int]) -> None:
        cell = self.table.rows.cell(*place)
        if isinstance(cell, Cell) and cell.query is not None:
            self.fights_wanted.emit(cell)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let the window's own keys pass the line."""
        return leaves_to_window(self.line, event)

    def let_go(self) -> None:
        """The catalog is about to be closed."""
        self._typing.stop()
        self.measuring.close()
        self._settings.keep_state("statistics_panels", self._across.saveState())
        self._settings.keep_state("statistics_middle", self._down.saveState())

    # ------------------------------------------------------------ putting it together

    def _connect(self) -> None:
        self.list.chosen.connect(lambda _place: self._measure())
        self.list.taken.connect(lambda _place: self.plot.setFocus(Qt.FocusReason.TabFocusReason))
        self.line.installEventFilter(self)
        self.line.textChanged.connect(lambda _text: self._typing.start())
        self.line.returnPressed.connect(self._measure)
        self._typing.timeout.connect(self._measure)
        self.film.chosen.connect(self._film_chosen)
        self.export.clicked.connect(self.export_wanted)
        self.stop.clicked.connect(self.measuring.stop)
        self.measuring.begun.connect(lambda: self._show_busy(is_busy=True))
        self.measuring.ended.connect(lambda: self._show_busy(is_busy=False))
        self.measuring.progressed.connect(self._show_progress)
        self.measuring.measured.connect(self._show)
        self.measuring.refused.connect(self._refuse)
        self.plot.taken.connect(self._take_mark)
        self.plot.lit_changed.connect(self._scroll.show_place)
        self.table.taken.connect(self.fights_wanted)
        self._session.changed.connect(self._changed)

    def _film_chosen(self, film_id: int | None) -> None:
        self.film.show_key(film_id)
        self._measure()

    def _lay_out(self) -> None:
        give_role(self, "back")
        self.export.setEnabled(False)
        self.line.setAccessibleName(self.tr("Among which fights"))
        hint = self.tr("Among all fights, or those of a search:  edged weapon   ·   year:1970..1985")
        self.line.setPlaceholderText(hint)
        self.film.setMinimumContentsLength(18)
        self.film.setProperty("role", "")
        self._problem.hide()
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._down = QSplitter(Qt.Orientation.Vertical)
        for part in (self._scroll, self.table):
            self._down.addWidget(part)
        for side in (self._side(), self._middle(), self._right()):
            self._across.addWidget(side)
        for splitter in (self._across, self._down):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self._across.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._across)
        QTimer.singleShot(0, self._size_panels)

    def _side(self) -> QWidget:
        side = QWidget()
        give_role(side, "left")
        column = QVBoxLayout(side)
        column.setContentsMargins(6, 10, 6, 6)
        title = heading(self.tr("Measures"))
        title.setContentsMargins(6, 0, 0, 0)
        column.addWidget(title)
        column.addWidget(self.list, 1)
        side.setMinimumWidth(150)
        return side

    def _middle(self) -> QWidget:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.line, 1)
        for part in (self.film, self.stop, self.export):
            top.addWidget(part)
        middle = QWidget()
        give_role(middle, "panel")
        column = QVBoxLayout(middle)
        column.setContentsMargins(12, 10, 12, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.bar)
        for words in (self._title, self._notes, self._problem):
            column.addWidget(words)
        column.addWidget(self._down, 1)
        return middle

    def _right(self) -> QWidget:
        words = QWidget()
        give_role(words, "right")
        column = QVBoxLayout(words)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(heading(self.tr("How it is measured")))
        column.addWidget(self._definition)
        column.addStretch(1)
        area = QScrollArea()
        give_role(area, "right")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(words)
        area.setAccessibleName(self.tr("How it is measured"))
        area.setMinimumWidth(180)
        return area

    def _size_panels(self) -> None:
        kept = self._settings.state("statistics_panels")
        if not (kept and self._across.restoreState(kept)):
            self._across.setSizes([_SIDE_PX, self.width() - _SIDE_PX - _DEFINITION_PX, _DEFINITION_PX])
        kept = self._settings.state("statistics_middle")
        if not (kept and self._down.restoreState(kept)):
            self._down.setSizes([round(self.height() * 0.55), round(self.height() * 0.45)])


class _PlotRoom(QScrollArea):
    """Gives a plot all the room there is, and scrolls where it needs more."""

    def __init__(self, plot: PlotView) -> None:
        super().__init__()
        self._plot = plot
        give_role(plot, "panel")
        self.setWidget(plot)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the plot laid out for the room there is now."""
        super().resizeEvent(event)
        self._plot.room_changed(self.viewport().size())

    def show_place(self, place: QRectF) -> None:
        """Scroll so that a place of the plot is seen."""
        centre = place.center().toPoint()
        self.ensureVisible(centre.x(), centre.y(), 0, 40)

    def sizeHint(self) -> QSize:
        """Return a height that leaves room for the table."""
        return QSize(600, 320)
