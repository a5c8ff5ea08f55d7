"""Imports a file of another program: what would come, what no term goes by, what is left out; then the import itself.

It shows nothing that is not in the plan, and changes nothing until it is told to.
"""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout

from donnybrook.catalog import Version
from donnybrook.catalog.reading import read_versions
from donnybrook.catalog.sheets.taking import TakenRows
from donnybrook.desktop.models.import_rows import import_rows
from donnybrook.desktop.panels.choice import Choice, Key, Option
from donnybrook.desktop.panels.column_choices import ColumnChoices
from donnybrook.desktop.panels.field_box import FieldBox
from donnybrook.desktop.panels.sheet import ListSheet, SheetSurroundings, push_button
from donnybrook.desktop.scene_text import film_line
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.services.importing import Looked, Taken, look_at, previewed, take_file
from donnybrook.exchange.formats import read_formats
from donnybrook.exchange.import_plan import ImportChoices, ImportPlan
from donnybrook.exchange.import_telling import fights_sentence, whole_sentence, words_sentence
from donnybrook.exchange.places import DESCRIPTION

_NEW = "new"


class ImportSheet(ListSheet):
    """Reads in a thread of its own; each choice is previewed anew."""

    def __init__(self, around: SheetSurroundings, errands: Errands) -> None:
        super().__init__(around, self.tr("Import"), 820)
        self._errands = errands
        self._file = Path()
        self._asked = 0  # previews that were asked for: the answer to an older one is dropped
        self._versions: dict[str, Version] = {}  # by UUID: those that are not their film's first
        self._plan: ImportPlan | TakenRows | None = None
        self.columns = ColumnChoices()
        self.columns.changed.connect(self._look)
        self.film = Choice(self.tr("Film"), Option(None, self.tr("the film that the file says")))
        self.words = Choice(
            self.tr("Words that no term goes by"),
            Option(None, self.tr("stay in the note")),
            (Option(_NEW, self.tr("become new terms")),),
        )
        for choice in (self.film, self.words):
            choice.setProperty("role", "")
            choice.chosen.connect(self._choose)
        self.other_button = push_button(self.tr("Another file…"))
        self.other_button.clicked.connect(self.ask_file)
        self.import_button = push_button(self.tr("Import"), primary=True)
        self.import_button.clicked.connect(self.take)
        self._lay_out()

    def ask_file(self) -> None:
        """Ask which file is to be imported, and show what would come of it."""
        from donnybrook.desktop.dialogs import files

        endings = [ending for form in read_formats() for ending in (form.ending, *form.also_read)]
        endings += [".zip", ".json"]  # what was exported whole; of a folder, its datapackage.json
        path = files.ask_file_to_import(self.around.window, endings)
        if path is not None:
            self.show_file(path)

    def show_file(self, path: Path, film_id: int | None = None) -> None:
        """Show what importing a file would do; into this film, where one is given."""
        self._file = path.parent if path.name == DESCRIPTION else path
        self.show_title(self.tr("Import {name}").format(name=path.name))
        self.film.show_options(self._films(), film_id)
        self.words.show_key(None)
        self.show_rows((), "")
        self.columns.hide()
        self.columns.show_columns((), ())
        self.open(self.other_button)
        self._asked += 1
        asked, file = self._asked, self._file
        self._begin(self.tr("Reading {name}…").format(name=file.name))
        self._errands.run(
            lambda: look_at(file),
            lambda looked: self._show_columns(looked) if asked == self._asked else None,
            lambda sentence: self._refused(sentence) if asked == self._asked else None,
        )

    def refill(self) -> None:
        """Look again: what is in the catalog has changed."""
        if self._plan is not None:
            self._look()

    def take(self) -> None:
        """Import what is shown, as one edit."""
        self._asked += 1
        mine, file, choices = self.around.session.catalog.path, self._file, self._choices()
        self._begin(self.tr("Importing {name}…").format(name=file.name))
        self._errands.run(lambda: take_file(mine, file, choices), self._taken, self._refused)

    # ------------------------------------------------------------ looking

    def _look(self) -> None:
        self._asked += 1
        asked = self._asked
        mine, file, choices = self.around.session.catalog.path, self._file, self._choices()
        self._begin(self.tr("Reading {name}…").format(name=file.name))
        self._errands.run(
            lambda: previewed(mine, file, choices),
            lambda plan: self._show(plan) if asked == self._asked else None,
            lambda sentence: self._refused(sentence) if asked == self._asked else None,
        )

    def _begin(self, words: str) -> None:
        self._plan = None
        self.show_problem("")
        self.show_lead(words)
        if self.import_button.hasFocus():  # which goes astray when its widget can't be used any more
            self.other_button.setFocus()
        self.import_button.setEnabled(False)

    def _show_columns(self, looked: Looked) -> None:
        self.columns.show_columns(looked.header, looked.found)
        self.columns.setVisible(bool(looked.header))
        self._look()

    def _show(self, plan: ImportPlan | TakenRows) -> None:
        self._plan = plan
        if isinstance(plan, TakenRows):
            self.import_button.setEnabled(plan.added > 0 and not self.around.session.catalog.read_only)
            self.show_lead(whole_sentence(plan, done=False))
            self.show_rows((), self.tr("It was exported whole, and comes back as it was."))
            if self.other_button.hasFocus():
                self.import_button.setFocus()
            return
        self.import_button.setEnabled(bool(plan.scenes) and not self.around.session.catalog.read_only)
        if self.other_button.hasFocus():
            self.import_button.setFocus()
        self.show_lead(" ".join(filter(None, (fights_sentence(plan, done=False), words_sentence(plan)))))
        self.show_rows(import_rows(plan), self.tr("There is nothing in it that could be imported."))

    def _taken(self, taken: Taken) -> None:
        self.leave()
        self._plan = None
        if self.around.session.catalog.noticed_changes():
            self.around.session.changed.emit(None)
        (self.around.say_done if taken.is_edit else self.around.say)(taken.words)

    def _refused(self, sentence: str) -> None:
        self.show_lead("")
        self.show_problem(sentence)
        self.show_rows((), "")

    def _choose(self, _key: Key) -> None:
        self._look()

    def _choices(self) -> ImportChoices:
        key, new_words, layout = self.film.key, self.words.key == _NEW, self.columns.layout_said
        if isinstance(key, str):
            version = self._versions[key]
            return ImportChoices(film_id=version.film_id, version_id=version.id, new_words=new_words, layout=layout)
        return ImportChoices(film_id=key, new_words=new_words, layout=layout)

    def _films(self) -> list[Option]:
        """Return all films, and where a film has several versions, each of them after the first."""
        catalog = self.around.session.catalog
        named: dict[int, list[Version]] = {}
        for version in catalog.read(read_versions):
            if version.name:
                named.setdefault(version.film_id, []).append(version)
        self._versions = {version.uuid: version for some in named.values() for version in some[1:]}
        options: list[Option] = []
        for film in catalog.films():
            first, *others = named.get(film.id, [None])
            words = film_line(film.title, film.year)
            options.append(Option(film.id, f"{words} · {first.name}" if first else words))
            options += [Option(each.uuid, f"{words} · {each.name}") for each in others if each]
        return options

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(12)
        choices.addWidget(FieldBox(self.tr("Into"), self.film, tight=True), 1)
        choices.addWidget(FieldBox(self.tr("Unknown words"), self.words, tight=True), 1)
        self.column.addLayout(choices)
        self.column.addWidget(self.columns)
        self.add_list()
        self.add_foot(self.other_button, self.import_button)
