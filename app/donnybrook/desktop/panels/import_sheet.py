"""Imports a file of another program: what would come, what no term goes by, what is left out; then the import itself.

It shows nothing that is not in the plan, and changes nothing until it is told to. While an import runs, nothing else of
the sheet can be used; it can be left meanwhile, and what comes of it is told over the window.
"""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout

from donnybrook.catalog.sheets.taking import RowsRefused, TakenRows
from donnybrook.desktop.models.import_rows import import_rows, refused_rows
from donnybrook.desktop.panels.choice import Choice, Key, Option
from donnybrook.desktop.panels.column_choices import ColumnChoices
from donnybrook.desktop.panels.field_box import FieldBox
from donnybrook.desktop.panels.sheet import ListSheet, SheetSurroundings, progress_bar, push_button
from donnybrook.desktop.services.importing import Importing, Into, Looked, Previewed, Taken
from donnybrook.exchange.formats import read_formats
from donnybrook.exchange.import_plan import ImportChoices, ImportPlan
from donnybrook.exchange.import_telling import fights_sentence, unread_sentence, whole_sentence, words_sentence
from donnybrook.exchange.places import DESCRIPTION

_NEW = "new"
_LOOK_MS = 100


class ImportSheet(ListSheet):
    """Reads in a thread of its own; each choice is previewed anew."""

    def __init__(self, around: SheetSurroundings, importing: Importing) -> None:
        super().__init__(around, self.tr("Import"), 820)
        self._importing = importing
        self._file = Path()
        self._films: dict[Key, Into] = {}
        self._shown: Previewed | None = None
        self._expected = 0
        self._doing = ""
        self.columns = ColumnChoices()
        self.columns.changed.connect(self._preview)
        self.film = Choice(self.tr("Film"), Option(None, self.tr("the film that the file says")))
        self.words = Choice(
            self.tr("Words that no term goes by"),
            Option(None, self.tr("stay in the note")),
            (Option(_NEW, self.tr("become new terms")),),
        )
        for choice in (self.film, self.words):
            choice.setProperty("role", "")
            choice.chosen.connect(lambda _key: self._preview())
        self.bar = progress_bar(self.tr("How far the import is"))
        self.bar.hide()
        self.other_button = push_button(self.tr("Another file…"))
        self.other_button.clicked.connect(self.ask_file)
        self.import_button = push_button(self.tr("Import"), primary=True)
        self.import_button.clicked.connect(self.take_or_stop)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._show_how_far)
        self._lay_out()

    def ask_file(self) -> None:
        """Ask which file is to be imported, and show what would come of it; while one is imported, show how far."""
        from donnybrook.desktop.dialogs import files

        if self._is_held():
            return
        endings = [ending for form in read_formats() for ending in (form.ending, *form.also_read)]
        endings += [".zip", ".json"]  # what was exported whole; of a folder, its datapackage.json
        path = files.ask_file_to_import(self.around.window, endings)
        if path is not None:
            self.show_file(path)

    def show_file(self, path: Path) -> None:
        """Show what importing a file would do."""
        if self._is_held():
            return
        self._file = path.parent if path.name == DESCRIPTION else path
        self.show_title(self.tr("Import {name}").format(name=path.name))
        self._films = {}
        self.film.show_options([], None)
        self.words.show_key(None)
        self.show_rows((), "")
        self.columns.hide()
        self.columns.show_columns((), ())
        self.open(self.other_button)
        self._begin(self.tr("Reading {name}…"))
        self._importing.look(self._file, self._show_look, self._unreadable)

    def refill(self) -> None:
        """Look again: what is in the catalog has changed."""
        if self._shown is not None and not self._importing.is_taking:
            self._preview()

    def take_or_stop(self) -> None:
        """Import what is shown, as one edit; while that is being done, stop."""
        if self._importing.is_taking:
            self._importing.stop()
            return
        if self._shown is None:
            return
        expected = self._shown.count
        self._begin(self.tr("Importing {name}…"))
        self._expected = expected
        self._importing.take(self._file, self._choices(), self._taken, self._refused)
        self._allow()

    def leave(self) -> None:
        """Leave; an import that runs goes on, and nothing else does."""
        if not self._importing.is_taking:
            self._importing.stop()
            self._look.stop()
        super().leave()

    def stop(self) -> None:
        """Stop what runs: the catalog is about to be closed."""
        self._importing.end()
        self._look.stop()

    # ------------------------------------------------------------ looking

    def _is_held(self) -> bool:
        """Whether an import runs, which is shown then."""
        if self._importing.is_taking:
            self.around.say(self.tr("One file is imported at a time. This one can be stopped."))
            self.open(self.import_button)
        return self._importing.is_taking

    def _preview(self) -> None:
        if self._importing.is_taking:
            return
        self._begin(self.tr("Reading {name}…"))
        self._importing.preview(self._file, self._choices(), self._show, self._unreadable)

    def _begin(self, doing: str) -> None:
        self._shown, self._expected = None, 0
        self._doing = doing.format(name=self._file.name)
        self.show_problem("")
        self.show_lead(self._doing)
        self._look.start()
        self._allow()

    def _show_how_far(self) -> None:
        self.bar.setValue(round(1000 * self._importing.share(self._expected)))
        if self._importing.done:
            so_far = self.tr("{doing} {count:,} so far")
            self.show_lead(so_far.format(doing=self._doing, count=self._importing.done))

    def _show_look(self, looked: Looked) -> None:
        self._films = {f"{each.film_id} {each.version_id or ''}": each for each in looked.films}
        self.film.show_options([Option(key, each.words) for key, each in self._films.items()], None)
        self.columns.show_columns(looked.header, looked.found)
        self.columns.setVisible(bool(looked.header))
        self._preview()

    def _show(self, shown: Previewed) -> None:
        self._end(shown)
        match shown.plan:
            case TakenRows() as rows:
                self.show_lead(whole_sentence(rows, done=False))
                self.show_rows((), self.tr("It was exported whole, and comes back as it was."))
            case RowsRefused() as refused:
                self.show_lead(self.tr("Nothing of it can be imported, because of rows that can't be."))
                self.show_rows(refused_rows(refused), "")
            case ImportPlan() as plan:
                told = (fights_sentence(plan, done=False), words_sentence(plan), unread_sentence(shown.unread))
                self.show_lead(" ".join(filter(None, told)))
                self.show_rows(import_rows(plan), self.tr("There is nothing in it that could be imported."))
        if self.other_button.hasFocus() and self.import_button.isEnabled():
            self.import_button.setFocus()

    def _taken(self, taken: Taken) -> None:
        self._end(None)
        self.leave()
        self.around.say_done(taken.words, taken.changes)

    def _refused(self, sentence: str) -> None:
        """An import came to nothing; what would come of it is shown again."""
        self._end(None)
        if self.isVisible():
            self._preview()
        self.refuse(sentence)

    def _unreadable(self, sentence: str) -> None:
        self._end(None)
        self.show_lead("")
        self.show_rows((), "")
        self.show_problem(sentence)
        if self.isVisible():
            self.place()

    def _end(self, shown: Previewed | None) -> None:
        self._shown = shown
        self._look.stop()
        self._allow()

    # ------------------------------------------------------------ what can be used

    def _allow(self) -> None:
        taking = self._importing.is_taking
        with_keyboard = self.around.window.focusWidget()  # which goes astray when its widget can't be used any more
        self.other_button.setEnabled(not taking)
        can_take = self._can_take()
        if with_keyboard is self.import_button and not (taking or can_take):
            self.other_button.setFocus()
        self.import_button.setEnabled(taking or can_take)
        if taking and with_keyboard is not None and self.isAncestorOf(with_keyboard):
            self.import_button.setFocus()
        for part in (self.film, self.words, self.columns):
            part.setEnabled(not taking)
        words = self.tr("Stop") if taking else self.tr("Import")
        self.import_button.setText(words)
        self.import_button.setAccessibleName(words)
        self.bar.setValue(0)
        self.bar.setVisible(taking)

    def _can_take(self) -> bool:
        plan = self._shown.plan if self._shown is not None else None
        has_any = bool(plan.scenes) if isinstance(plan, ImportPlan) else isinstance(plan, TakenRows) and plan.added > 0
        return has_any and not self.around.session.catalog.read_only

    def _choices(self) -> ImportChoices:
        new_words, layout = self.words.key == _NEW, self.columns.layout_said
        into = self._films.get(self.film.key)
        if into is None:
            return ImportChoices(new_words=new_words, layout=layout)
        return ImportChoices(film_id=into.film_id, version_id=into.version_id, new_words=new_words, layout=layout)

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(12)
        choices.addWidget(FieldBox(self.tr("Into"), self.film, tight=True), 1)
        choices.addWidget(FieldBox(self.tr("Unknown words"), self.words, tight=True), 1)
        self.column.addLayout(choices)
        self.column.addWidget(self.columns)
        self.add_list()
        self.column.addWidget(self.bar)
        self.add_foot(self.other_button, self.import_button)
