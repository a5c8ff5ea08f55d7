"""Publishes the catalog, or what the search shows, as a folder of web pages or for Datasette. Knows no format."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from donnybrook.catalog.numbers import counted
from donnybrook.desktop.dialogs import files
from donnybrook.desktop.outside import show_outside
from donnybrook.desktop.panels.choice import OpeningBox
from donnybrook.desktop.panels.field_box import FieldBox
from donnybrook.desktop.panels.sheet import Sheet, SheetSurroundings, progress_bar, push_button
from donnybrook.desktop.panels.two_step import TwoStepButton
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.services.hit_search import Searched
from donnybrook.desktop.services.publishing import Done, Form, Wanted, counts, publish_as
from donnybrook.desktop.typed_places import holds_something, place_typed
from donnybrook.exchange.datasette import DATABASE, RUN


class PublishSheet(Sheet):
    """What, in which form, where to; then progress, with a way to stop, and at the end a way to look at it."""

    _further = Signal(float)

    def __init__(self, around: SheetSurroundings, errands: Errands, searched: Callable[[], Searched]) -> None:
        """``searched`` gives what is shown."""
        super().__init__(around, self.tr("Publish"), 620)
        self._errands = errands
        self._searched = searched
        self._shown = Searched("")
        self._halt = Event()
        self._is_busy = False
        self._done: Done | None = None
        self.form = self._choice(self.tr("Form"))
        self.form.addItem(self.tr("Web pages, for any browser"), "gallery")
        self.form.addItem(self.tr("A database for Datasette, for many to query"), "datasette")
        self.form.activated.connect(self._form_changed)
        self.fights = self._choice(self.tr("Fights"))
        self.title_line = self._line(self.tr("Title"))
        self.folder_line = self._line(self.tr("Folder"))
        self.safe = QCheckBox(self.tr("Keep back pictures, titles and what happens, until the reader asks"))
        choose = push_button(self.tr("Choose…"))
        choose.clicked.connect(self._choose)
        self._bar = progress_bar(self.tr("How much is published"))
        self._open = push_button(self.tr("Open it"))
        self._open.clicked.connect(self._open_it)
        replaces = self.tr("Press again to replace what is there")
        self.go = TwoStepButton(self.tr("Publish"), replaces, role="primary", asks=self._would_replace)
        self.go.confirmed.connect(self.publish_or_stop)
        for line in (self.title_line, self.folder_line):
            line.returnPressed.connect(self.go.click)
        self._further.connect(lambda share: self._bar.setValue(round(1000 * share)))
        for name, *controls in (
            (self.tr("Form"), self.form),
            (self.tr("Fights"), self.fights),
            (self.tr("Title"), self.title_line),
        ):
            self.column.addWidget(FieldBox(name, *controls, inset_px=0))
        self._folder_box = FieldBox(self.tr("Folder"), self.folder_line, choose, inset_px=0)
        self.folder_line.textChanged.connect(self._folder_typed)
        self.column.addWidget(self._folder_box)
        self.column.addWidget(FieldBox(self.tr("Spoilers"), self.safe, inset_px=0))
        self.column.addWidget(self._bar)
        self.add_foot(self._open, self.go)

    def ask(self) -> None:
        """Show what could be published, ready to be."""
        catalog = self.around.session.catalog
        self.show_problem("")
        if not self._is_busy:
            self._shown = self._searched()
            self._offer(None)
            path, shown = catalog.path, self._shown
            self._errands.run(
                lambda: counts(path, shown),
                lambda found: self._offer(found) if shown == self._shown else None,
                lambda _sentence: None,  # what can't be read is told when it is to be published
            )
            self.title_line.setText(self.title_line.text() or catalog.path.stem)
            self.folder_line.setText(self.folder_line.text() or str(self._usual_folder()))
            self._done = None
        self._rest()
        self.open(self.go)

    def publish_or_stop(self) -> None:
        """Publish; while that is being done, stop."""
        if self._is_busy:
            self._halt.set()
            return
        folder = place_typed(self.folder_line.text())
        if folder is None:
            self._folder_box.show_problem(self.tr("Say where it is to go."))
            self.folder_line.setFocus()
            self.place()
            return
        catalog = self.around.session.catalog
        wanted = Wanted(
            self._form,
            self._shown if self.fights.currentIndex() == 1 else Searched(""),
            folder,
            self.title_line.text().strip() or catalog.path.stem,
            self.safe.isChecked(),
        )
        path, halt = catalog.path, self._halt
        halt.clear()
        self.show_problem("")
        self._bar.setValue(0)
        self._is_busy, self._done = True, None
        self._rest()
        self._errands.run(lambda: publish_as(path, wanted, self._further.emit, halt), self._published, self._refused)

    def stop(self) -> None:
        """Stop publishing: the catalog is about to be closed."""
        self._halt.set()

    def _would_replace(self) -> bool:
        folder = place_typed(self.folder_line.text())
        return not self._is_busy and folder is not None and self._is_earlier(folder)

    def _is_earlier(self, folder: Path) -> bool:
        """Whether a folder holds what was published before; what else it may hold is looked at when it is written."""
        return (folder / ("index.html" if self._form == "gallery" else DATABASE)).is_file()

    def _folder_typed(self) -> None:
        self.go.disarm()
        self._folder_box.show_problem("")

    def _offer(self, found: tuple[int, int] | None) -> None:
        """Offer all fights, and those that are shown, where these are not all; the numbers come later."""
        chosen = max(0, self.fights.currentIndex())
        query, is_picked = self._shown.query.strip(), self._shown.scene_ids is not None
        searched = self.tr("What the search shows: {query}").format(query=query)
        words = [self.tr("All"), self.tr("What is shown") if is_picked else searched]
        if found is not None:
            words = [f"{each} · {counted(count, 'fight')}" for each, count in zip(words, found, strict=True)]
        self.fights.clear()
        self.fights.addItems(words if query or is_picked else words[:1])
        self.fights.setCurrentIndex(chosen if self.fights.count() > 1 else 0)

    def _published(self, done: Done) -> None:
        self._is_busy, self._done = False, done
        self._rest()
        self.around.say(
            self.tr("{count} published in {place}").format(count=counted(done.scene_count, "fight"), place=done.place)
        )
        if self.isVisible():
            self._open.setFocus()

    def _refused(self, sentence: str) -> None:
        self._is_busy = False
        self._rest()
        self.refuse(sentence)

    def _rest(self) -> None:
        """Show how it stands."""
        self._bar.setVisible(self._is_busy)
        words = self.tr("Stop") if self._is_busy else self.tr("Publish")
        self.go.show_words(words)
        self._open.setVisible(self._done is not None)
        for each in (self.form, self.fights, self.title_line, self.folder_line):
            each.setEnabled(not self._is_busy)
        is_gallery = self._form == "gallery"
        self.safe.setEnabled(is_gallery and not self._is_busy)
        self.show_lead(
            self.tr("A folder that opens in any browser, from the disk or a web server, without the films.")
            if is_gallery
            else self.tr("A copy for reading. Serve it from its folder: {run}").format(run=RUN)
        )

    @property
    def _form(self) -> Form:
        return "datasette" if self.form.currentData() == "datasette" else "gallery"

    def _form_changed(self) -> None:
        known = {str(self._usual_folder(form)) for form in ("gallery", "datasette")}
        if self.folder_line.text() in known:
            self.folder_line.setText(str(self._usual_folder()))
        self._done = None
        self._rest()
        self.place()

    def _usual_folder(self, form: str = "") -> Path:
        path = self.around.session.catalog.path
        return path.with_name(f"{path.stem} {form or self._form}")

    def _choose(self) -> None:
        chosen = files.ask_folder(self.around.window, self.tr("Publish in"))
        if chosen is not None:
            is_free = not holds_something(chosen) or self._is_earlier(chosen)
            self.folder_line.setText(str(chosen if is_free else chosen / self._usual_folder().name))

    def _open_it(self) -> None:
        if self._done is not None:
            show_outside(self._done.place)

    def _choice(self, name: str) -> OpeningBox:
        made = OpeningBox()
        made.setAccessibleName(name)
        made.setMinimumContentsLength(20)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return made

    def _line(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        return made
