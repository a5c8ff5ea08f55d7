"""Finds films again that were moved: looks through a folder that a person chooses, and reports what came of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from donnybrook.catalog import MediaFile
from donnybrook.catalog.numbers import counted
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.models.sheet_rows import SheetRow
from donnybrook.desktop.panels.sheet import ListSheet, SheetSurroundings, push_button
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.services.film_errands import relink_in
from donnybrook.ingest.relinking import RelinkReport


class RelinkSheet(ListSheet):
    """Shows what was found, and what was not; finding is one edit, which can be undone."""

    def __init__(
        self,
        around: SheetSurroundings,
        errands: Errands,
        ask_folder: Callable[[], Path | None],
        ask_file: Callable[[], Path | None],
    ) -> None:
        super().__init__(around, self.tr("Films that are not where they were"))
        self._errands = errands
        self._ask_folder = ask_folder
        self._ask_file = ask_file
        self._report: RelinkReport | None = None
        self._missing: list[MediaFile] = []
        self._single = push_button(self.tr("Choose its file…"))
        self._single.clicked.connect(self.choose_file)
        self.list.chosen.connect(lambda _place: self._allow())
        self._look = push_button(self.tr("Look in a folder…"), primary=True)
        self._look.clicked.connect(self.choose)
        self.add_list()
        self.add_foot(self._single, self._look)

    def ask(self) -> None:
        """Show which are missing; the next step is to choose a folder."""
        self._report = None
        self.show_problem("")
        self.refill()
        self.open(self._look)

    def choose(self) -> None:
        """Ask for a folder, and look through it."""
        folder = self._ask_folder()
        if folder is not None:
            self.look_in(folder)

    def choose_file(self) -> None:
        """Ask for the file of the film of the current line, and take it if it holds the same bytes."""
        path = self._ask_file() if 0 <= self.list.place < len(self._missing) else None
        if path is not None:
            self.look_in(path, self._missing[self.list.place].film_id)

    def look_in(self, place: Path, film_id: int | None = None) -> None:
        """Look through a folder and all in it, or at one file, for the films that are missing, or for one of them."""
        pen = self.around.session.pen
        self.show_problem("")
        self.show_lead(self.tr("Looking in {place}…").format(place=place))
        self._look.setEnabled(False)
        self._single.setEnabled(False)
        self._errands.run(lambda: relink_in(pen, place, film_id), self._found, self._refused)

    def refill(self) -> None:
        """Show the report, or, before there is one, what is missing."""
        if self._report is None:
            self._missing = [each for each in self.around.session.catalog.media_files() if not each.path.exists()]
            rows = [SheetRow(self._film_of(each), str(each.path), self.tr("missing"), "loss") for each in self._missing]
            words = self.tr(
                "Choose the folder they are in now: they are known by their bytes, whatever their names are."
            )
            self.show_lead(words if rows else "")
            self.show_rows(rows, self.tr("All film files are where they were."))
            self._allow()
            return
        self._missing = list(self._report.missing)
        self.show_lead(_summary(self._report))
        self.show_rows(list(self._lines(self._report)), self.tr("Nothing was missing."))
        self._allow()

    def _found(self, report: RelinkReport) -> None:
        self._look.setEnabled(True)
        self._report = report
        session = self.around.session
        if session.catalog.noticed_changes():
            session.changed.emit(None)
        if report.found:
            words = self.tr("{films} found again").format(films=counted(len(report.found), "film"))
            self.around.say_done(words, report.changes)
        self.refill()
        self.open(self._look if report.missing else self._close)

    def _allow(self) -> None:
        self._single.setEnabled(0 <= self.list.place < len(self._missing))

    def _refused(self, sentence: str) -> None:
        self._look.setEnabled(True)
        self._allow()
        self.show_lead("")
        self.show_problem(sentence)

    def _lines(self, report: RelinkReport) -> Iterator[SheetRow]:
        titles = {film.id: film.title for film in self.around.session.catalog.films()}
        for file in report.missing:  # first: their places in the list are those of ``_missing``
            yield SheetRow(titles.get(file.film_id, ""), str(file.path), self.tr("still missing"), "loss")
        for each in report.found:
            side = self.tr("found") if each.is_sure else self.tr("found by its name")
            yield SheetRow(titles.get(each.film_id, ""), f"{each.old}\n→ {each.new}", side, "saved")
        for file in report.changed:
            yield SheetRow(titles.get(file.film_id, ""), str(file.path), self.tr("holds other bytes now"), "ember")

    def _film_of(self, media_file: MediaFile) -> str:
        return self.around.session.catalog.film(media_file.film_id).title


def _summary(report: RelinkReport) -> str:
    words = translate("RelinkSheet", "{films} found again").format(films=counted(len(report.found), "film"))
    if report.missing:
        words += translate("RelinkSheet", ", {count:,} still missing").format(count=len(report.missing))
    if report.changed:
        words += translate("RelinkSheet", ", {count:,} changed").format(count=len(report.changed))
    unread = translate("RelinkSheet", " {places} could not be looked into: you may not read it.")
    places = counted(len(report.unreadable), "place")
    return f"{words}." + (unread.format(places=places) if report.unreadable else "")
