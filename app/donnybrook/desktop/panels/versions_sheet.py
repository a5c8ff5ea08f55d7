"""Attaches another version of a film: its file, offset and speed, typed or proposed from the pictures.

The files a film has are listed once it has two. A proposal only fills the fields in: nothing is kept before *Attach*.
"""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from donnybrook.catalog import Changes, EntryProblem, FileClock, Gone, MediaFile
from donnybrook.catalog.clocks import read_offset, read_speed
from donnybrook.catalog.reading import read_versions
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.models.sheet_rows import SheetRow
from donnybrook.desktop.panels.field_box import FieldBox
from donnybrook.desktop.panels.plain import label
from donnybrook.desktop.panels.sheet import ListSheet, SheetSurroundings, progress_bar, push_button
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.services.film_errands import attach_file_to, propose_clock_for
from donnybrook.ingest.versions import ClockProposal, Place
from donnybrook.media import FilmWorker
from donnybrook.problems import Problem
from donnybrook.times import format_seconds

_WIDTH_PX = 620


class VersionsSheet(ListSheet):
    """One film at a time."""

    version_wanted = Signal(int, int)
    """Emits a film's id and a version's, whose file is to be opened."""

    _compared = Signal(float)

    def __init__(self, around: SheetSurroundings, errands: Errands, ask_file: Callable[[], Path | None]) -> None:
        super().__init__(around, self.tr("Versions"), _WIDTH_PX)
        self._errands = errands
        self._ask_file = ask_file
        self._worker: FilmWorker | None = None
        self._halt = threading.Event()
        self._film_id = 0
        self._files: list[MediaFile] = []
        self._path: Path | None = None
        self._name = label(self.tr("none chosen"), "muted", wrap=True)
        self._choose = push_button(self.tr("Choose…"))
        self._choose.clicked.connect(self._ask)
        self.label_line = self._line(self.tr("Name"), self.tr("only for another cut, such as director's cut"))
        self.offset_line = self._line(self.tr("Begins at"), "0")
        self.speed_line = self._line(self.tr("Speed"), self.tr("1, or 25/24 or pal for a PAL disc"))
        self.label_box = FieldBox(self.tr("Name"), self.label_line, inset_px=0)
        self.offset_box = FieldBox(self.tr("Begins at"), self.offset_line, inset_px=0)
        self.speed_box = FieldBox(self.tr("Speed"), self.speed_line, inset_px=0)
        self._bar = progress_bar(self.tr("How far comparing is"))
        self._proposed = label("", "muted", wrap=True)
        self._propose = push_button(self.tr("Propose from the pictures"))
        self._propose.clicked.connect(self.propose_or_stop)
        self._attach = push_button(self.tr("Attach"), primary=True)
        self._attach.clicked.connect(self.attach)
        self._compared.connect(lambda share: self._bar.setValue(round(share * 1000)))
        self.list.taken.connect(self._take)
        self.add_list()
        self.column.addWidget(FieldBox(self.tr("File"), self._name, self._choose, inset_px=0))
        for part in (self.label_box, self.offset_box, self.speed_box, self._bar, self._proposed):
            self.column.addWidget(part)
        self.add_foot(self._propose, self._attach)

    def show_film(self, film_id: int) -> None:
        """Show a film's files, ready for another."""
        self._film_id = film_id
        self._empty()
        self.refill()
        self.open(self._choose)

    def _empty(self) -> None:
        self.choose(None)
        for line in (self.label_line, self.offset_line, self.speed_line):
            line.clear()

    def refill(self) -> None:
        """Read the film's files again."""
        catalog = self.around.session.catalog
        try:
            film = catalog.film(self._film_id)
        except Gone:  # taken back meanwhile
            self.leave()
            return
        self.show_title(self.tr("Versions of {title}").format(title=film.title))
        self.show_lead(
            self.tr("Another file of the film follows the clock its fights are timed on. Say where in it the film")
            + self.tr(" begins and how fast it plays, or have both proposed.")
        )
        files = catalog.media_files(film.id)
        names = {version.id: version.name for version in catalog.read(read_versions, film.id)}
        self._files = files if len(files) > 1 else []
        rows = [_row(each, names[each.version_id]) for each in self._files]
        self.show_rows(rows, "")
        self.list.want_height(min(4, len(rows)) * 48 + 4)
        self._nothing.hide()

    def choose(self, path: Path | None) -> None:
        """Have this file attached, or, for ``None``, none yet."""
        self._path = path
        self._name.setText(str(path) if path is not None else self.tr("none chosen"))
        self._proposed.hide()
        self._say("", "")
        self.show_problem("")
        self._rest()

    def propose_or_stop(self) -> None:
        """Find offset and speed from the pictures; while that is being done, stop."""
        if self._worker is not None:
            self.stop()
            return
        if self._path is None:
            return
        catalog, place, path = self.around.session.catalog.path, self._place(FileClock()), self._path
        worker = self._worker = FilmWorker(niceness=5)
        self._halt.clear()
        self.show_problem("")
        self._proposed.hide()
        self._bar.setValue(0)
        self._rest()
        self._errands.run(
            lambda: propose_clock_for(catalog, worker, place, path, self._tell), self._show, self._refused
        )

    def stop(self) -> None:
        """Stop comparing."""
        self._halt.set()
        if self._worker is not None:
            self._worker.close()

    def _tell(self, share: float) -> None:
        """Take how far comparing is; called in its own thread."""
        if self._halt.is_set():
            raise Problem(self.tr("Comparing was stopped. Nothing was changed."))
        self._compared.emit(share)

    def attach(self) -> None:
        """Attach the file as the fields say."""
        self._say("", "")
        if self._path is None:
            return
        try:
            offset_us = read_offset(self.offset_line.text() or "0")
            clock = FileClock(offset_us, 1 / read_speed(self.speed_line.text() or "1"))
        except EntryProblem as problem:
            self._say(problem.field, str(problem))
            return
        pen, place, path = self.around.session.pen, self._place(clock), self._path
        self._halt.clear()
        self._attach.setEnabled(False)
        self._errands.run(lambda: attach_file_to(pen, place, path), partial(self._attached, path), self._refused)

    def _attached(self, path: Path, changes: Changes) -> None:
        session = self.around.session
        if session.catalog.noticed_changes():
            session.changed.emit(None)
        self._empty()
        self.refill()
        self.around.say_done(self.tr("{name} is attached").format(name=path.name), changes)

    def _place(self, clock: FileClock) -> Place:
        versions = self.around.session.catalog.read(read_versions, self._film_id)
        return Place(self._film_id, versions[0].id, clock, self.label_line.text().strip())

    def _show(self, proposal: ClockProposal) -> None:
        self._let_go()
        self.offset_line.setText(format_seconds(proposal.clock.offset_us))
        self.speed_line.setText(str(proposal.clock.speed))
        self._proposed.setText(_told(proposal))
        self._proposed.show()
        self.place()
        self._attach.setFocus()

    def _refused(self, sentence: str) -> None:
        self._let_go()
        self.show_problem(self.tr("Comparing was stopped. Nothing was changed.") if self._halt.is_set() else sentence)
        self.place()

    def _let_go(self) -> None:
        if self._worker is not None:
            self._worker.close()
            self._worker = None
        self._rest()

    def _rest(self) -> None:
        is_comparing = self._worker is not None
        words = self.tr("Stop") if is_comparing else self.tr("Propose from the pictures")
        self._propose.setText(words)
        self._propose.setAccessibleName(words)
        self._propose.setEnabled(self._path is not None)
        self._attach.setEnabled(self._path is not None and not is_comparing)
        self._bar.setVisible(is_comparing)

    def _ask(self) -> None:
        path = self._ask_file()
        if path is not None:
            self.choose(path)

    def _take(self, place: int) -> None:
        if 0 <= place < len(self._files):
            self.leave()
            self.version_wanted.emit(self._film_id, self._files[place].version_id)

    def _say(self, field: str, sentence: str) -> None:
        for name, box in (("label", self.label_box), ("offset", self.offset_box), ("speed", self.speed_box)):
            box.show_problem(sentence if name == field else "")

    def _line(self, name: str, hint: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.setPlaceholderText(hint)
        made.returnPressed.connect(self.attach)
        return made


def _row(media_file: MediaFile, version: str) -> SheetRow:
    clock = media_file.clock
    side = (
        ""
        if clock.is_own
        else translate("VersionsSheet", "begins at {seconds} s").format(seconds=format_seconds(clock.offset_us))
    )
    side += translate("VersionsSheet", " · speed {speed}").format(speed=clock.speed) if clock.speed != 1 else ""
    return SheetRow(version or media_file.path.name, str(media_file.path), side)


def _told(proposal: ClockProposal) -> str:
    words = translate(
        "VersionsSheet",
        "{agreeing} of {cuts} cuts agree, and {alike} of {pictures} pictures are alike: {percent} % sure."
        " Attach takes it; or write what you know better.",
    )
    return words.format(
        agreeing=proposal.cuts_agreeing,
        cuts=proposal.cuts_compared,
        alike=proposal.pictures_alike,
        pictures=proposal.pictures_compared,
        percent=round(proposal.confidence * 100),
    )
