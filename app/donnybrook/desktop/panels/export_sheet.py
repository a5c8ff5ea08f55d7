"""Asks what goes out, in which form and where to, and shows how far it is. Knows no format by name.

It stands on the window as every sheet does: nothing is held up while an export runs, and Escape leaves it running.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit

from donnybrook.catalog.numbers import counted
from donnybrook.desktop.outside import show_folder_of
from donnybrook.desktop.panels.choice import Choice as ChoiceBox
from donnybrook.desktop.panels.choice import Option
from donnybrook.desktop.panels.plain import label
from donnybrook.desktop.panels.sheet import Sheet, SheetSurroundings, progress_bar, push_button
from donnybrook.desktop.panels.two_step import TwoStepButton
from donnybrook.desktop.services.exporting import Exporting, Order
from donnybrook.desktop.services.hit_search import Searched
from donnybrook.desktop.typed_places import holds_something, place_typed
from donnybrook.exchange.exporting import Choice, Exported
from donnybrook.exchange.formats import written_formats
from donnybrook.records import dataclass

_WIDTH_PX = 620
_LOOK_MS = 100
_FOLDER = "folder"
_WITH_FLAVOUR = (_FOLDER, "zip", "csv")
_WITH_COLUMNS = (*_WITH_FLAVOUR, "xlsx")


@dataclass(frozen=True, slots=True)
class Offered:
    """The fights that can go out: what is shown, and what is selected of it."""

    shown: Searched
    selected: tuple[int, ...]


class ExportSheet(Sheet):
    """What, form, flavour, columns, where; then a bar, and a word when it is done."""

    def __init__(
        self,
        around: SheetSurroundings,
        exporting: Exporting,
        ask_file: Callable[[Path], Path | None],
        say: Callable[[str, Callable[[], object], str], None],
    ) -> None:
        """``say`` shows a word with a button; ``ask_file`` asks for a place, beginning at one."""
        super().__init__(around, self.tr("Export"), _WIDTH_PX)
        self._exporting = exporting
        self._ask_file = ask_file
        self._say = say
        self._offered = Offered(Searched(""), ())
        self._endings = {_FOLDER: ""} | {each.name: each.ending for each in written_formats()}
        self.what = ChoiceBox(self.tr("What to export"), Option("all", self.tr("Everything")))
        self.form = ChoiceBox(self.tr("Form"), Option(_FOLDER, self.tr("A folder of tables as CSV, with a codebook")))
        self.form.show_options([Option(each.name, each.summary) for each in written_formats()], _FOLDER)
        self.flavour = ChoiceBox(self.tr("Flavour"), Option("plain", self.tr("For R, Python, SPSS")))
        self.flavour.show_options(
            [Option("excel", self.tr("For Excel: text that looks like a formula is harmless"))], "plain"
        )
        for box in (self.what, self.form, self.flavour):
            box.setProperty("role", "")  # what shows that it can be opened
        self.columns = QLineEdit()
        self.columns.setAccessibleName(self.tr("Columns"))
        self.columns.setPlaceholderText(self.tr("all, or their names: title, in_s, out_s"))
        self.where = QLineEdit()
        self.where.setAccessibleName(self.tr("Where to"))
        self._choose = push_button(self.tr("Choose…"))
        self._bar = progress_bar(self.tr("How far the export is"))
        self._stop = push_button(self.tr("Stop"))
        replaces = self.tr("Press again to replace what is there")
        self.go = TwoStepButton(self.tr("Export"), replaces, role="primary", asks=self._would_replace)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._lay_out()
        self._connect()
        self._allow()

    def ask(self, offered: Offered) -> None:
        """Show what can go out; the next step is to choose."""
        self._offered = offered
        if not self._exporting.is_running:
            self.show_problem("")
            self._show_offered()
            self._propose()
        self.open(self._stop if self._exporting.is_running else self.go)

    def export(self) -> None:
        """Export what is chosen; what is there already is replaced."""
        path = place_typed(self.where.text())
        if self._exporting.is_running:
            return
        if path is None:
            self.show_problem(self.tr("Say where it is to go."))
            self.where.setFocus()
            return
        self.show_problem("")
        form = self._form_called(path)
        choice = Choice(
            flavour="excel" if self.flavour.key == "excel" and form in _WITH_FLAVOUR else "plain",
            folder=form == _FOLDER,
            columns=self._wanted_columns() if form in _WITH_COLUMNS else (),
        )
        what = self.what.key
        shown = self._offered.shown if what == "found" else Searched("")
        scene_ids = self._offered.selected if what == "selected" else shown.scene_ids
        query = shown.query
        named = "" if choice.folder else form
        order = Order(self.around.session.catalog.path, path, scene_ids, query, choice, named)
        self._exporting.start(order, self._done, self._refused)
        self._look.start()
        self._allow()

    def _wanted_columns(self) -> tuple[str, ...]:
        return tuple(name.strip() for name in self.columns.text().split(",") if name.strip())

    def _form_called(self, path: Path) -> str:
        """Return the form that the end of a typed name says, or else the chosen one."""
        named = (name for name, ending in self._endings.items() if ending and path.name.lower().endswith(ending))
        return next(named, str(self.form.key))

    def _would_replace(self) -> bool:
        """Whether something lies where it is to go."""
        return holds_something(place_typed(self.where.text()))

    def refill(self) -> None:
        """What is offered is of the moment at which the sheet was opened."""

    def stop(self) -> None:
        """Stop what is running: the catalog is about to be closed."""
        self._exporting.stop()
        self._look.stop()

    # ------------------------------------------------------------ what is shown

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows = (
            (self.tr("What"), self.what),
            (self.tr("Form"), self.form),
            (self.tr("Flavour"), self.flavour),
            (self.tr("Columns"), self.columns),
        )
        for words, box in rows:
            form.addRow(label(words, "muted"), box)
        self.column.addLayout(form)
        self.column.addWidget(label(self.tr("Where to"), "muted"))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.where, 1)
        line.addWidget(self._choose)
        self.column.addLayout(line)
        self.column.addWidget(self._bar)
        self.add_foot(self._stop, self.go)

    def _connect(self) -> None:
        self.form.chosen.connect(lambda _key: self._propose())
        self.where.returnPressed.connect(self.go.click)
        self.where.textChanged.connect(lambda _text: self.go.disarm())
        self._choose.clicked.connect(self._ask_place)
        self._stop.clicked.connect(self._exporting.stop)
        self.go.confirmed.connect(self.export)
        self._look.timeout.connect(lambda: self._bar.setValue(round(1000 * self._exporting.share)))

    def _show_offered(self) -> None:
        shown, selected = self._offered.shown, len(self._offered.selected)
        query, options = shown.query.strip(), []
        if shown.scene_ids is not None:
            words = self.tr("What is shown: {count}").format(count=counted(len(shown.scene_ids), "fight"))
            options.append(Option("found", words))
        elif query:
            options.append(Option("found", self.tr("What the search shows: {query}").format(query=query)))
        if selected > 1:
            words = self.tr("What is selected: {count}").format(count=counted(selected, "fight"))
            options.append(Option("selected", words))
        self.what.show_options(options, options[-1].key if options else "all")

    def _propose(self) -> None:
        """Show a place with the ending of the form, where the person has been before."""
        before = place_typed(self.where.text()) or Path.home()
        if before in (Path.home(), Path(before.anchor)):
            before /= self.around.session.catalog.path.stem
        ending = self._endings[str(self.form.key)]
        known = sorted((each for each in self._endings.values() if each), key=len, reverse=True)
        stem = next((before.name.removesuffix(each) for each in known if before.name.endswith(each)), before.name)
        self.where.setText(str(before.with_name(stem + ending)))
        self._allow_of_form(running=False)

    def _allow_of_form(self, *, running: bool) -> None:
        """Have what only tables have at hand where the form is one."""
        self.flavour.setEnabled(not running and self.form.key in _WITH_FLAVOUR)
        self.columns.setEnabled(not running and self.form.key in _WITH_COLUMNS)

    def _ask_place(self) -> None:
        path = self._ask_file(place_typed(self.where.text()) or Path.home() / "fights")
        if path is not None:
            self.where.setText(str(path))

    def _allow(self) -> None:
        running = self._exporting.is_running
        with_keyboard = self.around.window.focusWidget()  # which goes astray when its widget can't be used any more
        for widget in (self.what, self.form, self.where, self._choose, self.go):
            widget.setEnabled(not running)
        self._allow_of_form(running=running)
        self._stop.setEnabled(running)
        if with_keyboard in (self.go, self.where) and running:
            self._stop.setFocus()
        elif with_keyboard is self._stop and not running:
            self.go.setFocus()
        self._bar.setVisible(running)
        self._bar.setValue(0)

    # ------------------------------------------------------------ what came of it

    def _done(self, written: Exported) -> None:
        self._look.stop()
        self._allow()
        self.leave()
        words = self.tr("{count} written to {name}").format(
            count=counted(written.scene_count, "fight"), name=written.path.name
        )
        if written.untimed_count:
            left = counted(written.untimed_count, "fight")
            words += self.tr(", {count} without times left out").format(count=left)
        self._say(words, lambda: show_folder_of(written.path), self.tr("Show folder"))

    def _refused(self, sentence: str) -> None:
        self._look.stop()
        self._allow()
        self.refuse(sentence)
