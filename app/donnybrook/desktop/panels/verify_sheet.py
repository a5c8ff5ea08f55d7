"""Verifies that the films' files have the bytes they had: progress, what came of each, and how often by itself."""

from functools import partial

from PySide6.QtCore import Qt, Signal

from donnybrook.catalog import Changes, Gone, MediaFile
from donnybrook.catalog.numbers import counted
from donnybrook.desktop.marked_words import translated
from donnybrook.desktop.models.history_rows import moment
from donnybrook.desktop.models.sheet_rows import SheetRow
from donnybrook.desktop.panels.choice import OpeningBox
from donnybrook.desktop.panels.plain import label
from donnybrook.desktop.panels.sheet import ListSheet, SheetSurroundings, progress_bar, push_button
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.services.film_errands import accept_in
from donnybrook.desktop.services.verifying import Verifying
from donnybrook.desktop.settings import VERIFY_EVERY, Settings
from donnybrook.ingest.fixity import Fixity, FixityReport, Verified
from donnybrook.ingest.standing import TAKEN

_SPANS = ("never", "30", "90", "365")
_TOKENS = {Fixity.OK: "saved", Fixity.NEW: "", Fixity.CHANGED: "loss", Fixity.MISSING: "loss"}
_WORST_FIRST = (Fixity.CHANGED, Fixity.MISSING, Fixity.NEW, Fixity.OK)


class VerifySheet(ListSheet):
    """Before a run it lists the files and when each was verified last; then, what the run found.

    A changed file can be taken as it is now, which is one edit.
    """

    taken = Signal()
    """A changed file was taken as it is now."""

    def __init__(self, around: SheetSurroundings, verifying: Verifying, errands: Errands, settings: Settings) -> None:
        super().__init__(around, self.tr("Verify films"))
        self._verifying = verifying
        self._errands = errands
        self._listed: list[Verified] = []
        self._settings = settings
        self._bar = progress_bar(self.tr("How much is verified"))
        self._often = OpeningBox()
        self._often.setAccessibleName(self.tr("How often films are verified by themselves"))
        spans = self.tr("never"), self.tr("every 30 days"), self.tr("every 90 days"), self.tr("every year")
        for days, words in zip(_SPANS, spans, strict=True):
            self._often.addItem(words, days)
        self._often.activated.connect(self._keep_often)
        self._take = push_button(self.tr("Take it as it is now"))
        self._take.clicked.connect(self.take)
        self.list.chosen.connect(lambda _place: self._allow())
        self._go = push_button(self.tr("Verify now"), primary=True)
        self._go.clicked.connect(self.start_or_stop)
        verifying.changed.connect(self._look_again)
        verifying.failed.connect(self.show_problem)
        self.column.addWidget(self._bar)
        self.add_list()
        self.add_foot(label(self.tr("By itself:"), "muted"), self._often, self._take, self._go)

    def ask(self) -> None:
        """Show how the files stand."""
        self.show_problem("")
        self._often.setCurrentIndex(max(0, self._often.findData(self._settings.value(VERIFY_EVERY))))
        self.refill()
        self.open(self._go)

    def start_or_stop(self) -> None:
        """Verify all files, or stop."""
        self.show_problem("")
        (self._verifying.stop if self._verifying.is_running else self._verifying.start)()

    def take(self) -> None:
        """Take the changed file of the current line as it is now."""
        verified = self._chosen
        if verified is None or not self._can_take(verified):
            return
        self.show_problem("")
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)  # which a button that is no more to be pressed would lose
        self._take.setEnabled(False)
        pen = self.around.session.pen
        self._errands.run(lambda: accept_in(pen, verified), partial(self._taken, verified), self._refused)

    def refill(self) -> None:
        """Read again how it stands."""
        progress, report = self._verifying.progress, self._verifying.report
        running = self._verifying.is_running
        self._bar.setVisible(running)
        self._bar.setValue(round(1000 * progress.done_bytes / max(1, progress.all_bytes)) if progress else 0)
        words = self.tr("Stop") if running else self.tr("Verify now")
        self._go.setText(words)
        self._go.setAccessibleName(words)
        self._go.setEnabled(not self.around.session.catalog.read_only)
        self._listed = []
        if report is None:
            files = self.around.session.catalog.media_files()
            self.show_lead(self.tr("Each file's bytes are read and compared with what they were (SHA-256)."))
            self.show_rows([self._standing(each) for each in files], self.tr("No film has a file yet."))
            self._allow()
            return
        chosen = self._chosen
        self.show_lead(self._summary(report, running=running))
        self._listed = sorted(report.files, key=lambda each: _WORST_FIRST.index(each.fixity))
        place = next((at for at, each in enumerate(self._listed) if each is chosen), None)
        self.show_rows([self._line(each) for each in self._listed], "", place)
        self._allow()

    @property
    def _chosen(self) -> Verified | None:
        return self._listed[self.list.place] if 0 <= self.list.place < len(self._listed) else None

    def _allow(self) -> None:
        changed = [each for each in self._listed if each.can_be_accepted]
        self._take.setVisible(bool(changed))
        self._take.setEnabled(self._chosen is not None and self._can_take(self._chosen))

    def _can_take(self, verified: Verified) -> bool:
        can_write = not (self._verifying.is_running or self.around.session.catalog.read_only)
        return can_write and verified.can_be_accepted and not self._is_taken(verified)

    def _is_taken(self, verified: Verified) -> bool:
        """Whether a file that was changed has been taken as it is: until that is undone."""
        known = self.around.session.catalog.media_files(verified.file.film_id)
        return any((each.id, each.sha256) == (verified.file.id, verified.sha256) for each in known)

    def _taken(self, verified: Verified, changes: Changes) -> None:
        session = self.around.session
        if session.catalog.noticed_changes():
            session.changed.emit(None)
        words = self.tr("“{film}” {taken}").format(film=self._film_of(verified.file), taken=translated(TAKEN))
        self.around.say_done(words, changes)
        self.taken.emit()
        self.refill()

    def _refused(self, sentence: str) -> None:
        self.show_problem(sentence)
        self._allow()

    def _keep_often(self) -> None:
        self._settings.set(VERIFY_EVERY, str(self._often.currentData()))
        self._verifying.look()

    def _look_again(self) -> None:
        if self.isVisible():
            self.refill()

    def _standing(self, media_file: MediaFile) -> SheetRow:
        when = self.tr("not verified yet")
        if media_file.verified_at:
            when = self.tr("verified {when}").format(when=moment(media_file.verified_at))
        return SheetRow(self._film_of(media_file), str(media_file.path), when)

    def _line(self, verified: Verified) -> SheetRow:
        if verified.can_be_accepted and self._is_taken(verified):
            return SheetRow(self._film_of(verified.file), str(verified.file.path), self.tr("taken as it is"), "saved")
        words = verified.sentence or str(verified.file.path)
        standing = translated(verified.fixity.value)
        return SheetRow(self._film_of(verified.file), words, standing, _TOKENS[verified.fixity])

    def _film_of(self, media_file: MediaFile) -> str:
        try:
            return self.around.session.catalog.film(media_file.film_id).title
        except Gone:  # taken back meanwhile
            return media_file.path.name

    def _summary(self, report: FixityReport, *, running: bool) -> str:
        counts = ", ".join(f"{report.count(each):,} {translated(each.value)}" for each in Fixity if report.count(each))
        if running:
            return self.tr("Verifying: {counts}…").format(counts=counts or self.tr("the first file"))
        words = self.tr("{files} verified: {counts}.") if counts else self.tr("{files} verified.")
        said = [words.format(files=counted(len(report.files), "file"), counts=counts)]
        if report.was_stopped:
            said.append(self.tr("Stopped; the next time it goes on from here."))
        elif report.left and report.resumed_at:
            said.append(self.tr("{files} had been done before.").format(files=counted(report.left, "file")))
        return " ".join(said)
