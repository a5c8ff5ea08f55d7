"""The work on the films of the catalog: what runs, waits and failed, and why; paused, cancelled, retried here."""

import math
from collections.abc import Iterator

from PySide6.QtCore import Qt

from donnybrook.catalog.jobs import Job, JobState
from donnybrook.catalog.numbers import counted
from donnybrook.catalog.reading import read_file_titles
from donnybrook.desktop.marked_words import N_, translate, translated
from donnybrook.desktop.models.sheet_rows import SheetRow
from donnybrook.desktop.panels.sheet import ListSheet, SheetSurroundings, progress_bar, push_button
from donnybrook.desktop.services.film_jobs import FilmJobs, Standing
from donnybrook.records import dataclass

_WAITING_MOST = 40


def told(standing: Standing) -> str:
    """Return how the work stands, in as few words as the foot of the window has room for; '' where there is none."""
    if not standing.left:
        failed = translate("JobsSheet", "{files} could not be read").format(files=counted(standing.failed, "film file"))
        return failed if standing.failed else ""
    words = _looked_through(standing)
    if standing.is_paused:
        return translate("JobsSheet", "{work} · paused").format(work=words)
    # Films take minutes each: what is done of those that are being read moves meanwhile.
    return f"{words} · {math.floor(100 * standing.share)} %"


@dataclass(frozen=True, slots=True)
class _Listed:
    file_uuid: str
    can_retry: bool
    row: SheetRow


class JobsSheet(ListSheet):
    """Shows what a person may want to do something about: not what went well and has nothing to say."""

    def __init__(self, around: SheetSurroundings, jobs: FilmJobs) -> None:
        super().__init__(around, self.tr("Work on films"))
        self._jobs = jobs
        self._listed: list[_Listed] = []
        self._unread = 0  # film files that nobody has asked to be read yet
        self._bar = progress_bar(self.tr("How much of the work is done"))
        self._cancel = push_button(self.tr("Cancel what waits"))
        self._cancel.clicked.connect(self.cancel)
        self._retry_all = push_button(self.tr("Retry all"))
        self._retry_all.clicked.connect(self.retry_all)
        self._retry = push_button(self.tr("Retry this film"))
        self._retry.clicked.connect(self.retry)
        self._pause = push_button(self.tr("Pause"), primary=True)
        self._pause.clicked.connect(self._pause_or_go_on)
        self.list.chosen.connect(lambda _place: self._allow())
        self.list.taken.connect(lambda _place: self.retry())
        jobs.changed.connect(self._look_again)
        self.column.addWidget(self._bar)
        self.add_list()
        self.add_foot(self._cancel, self._retry_all, self._retry, self._pause)

    def ask(self) -> None:
        """Show the work."""
        self.show_problem("")
        self.refill()
        self.open(self.list if self._listed else self._close)

    def refill(self) -> None:
        """Read again how it stands."""
        standing = self._jobs.standing
        self.show_lead(_lead(standing))
        self._bar.setValue(round(standing.share * 1000))
        self._bar.setVisible(standing.left > 0)
        file_uuid = self._chosen.file_uuid if self._chosen is not None else ""
        jobs, titles = self._jobs.jobs(), self._titles()
        self._unread = len(titles.keys() - {job.key.file_uuid for job in jobs})
        self._listed = list(self._lines(jobs, titles))
        place = next((at for at, each in enumerate(self._listed) if file_uuid and each.file_uuid == file_uuid), None)
        self.show_rows([each.row for each in self._listed], _nothing(standing, self._unread), place)
        self._allow()

    def cancel(self) -> None:
        """Let go of all that waits and runs."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)  # which a button that is no more to be pressed would lose
        self._jobs.cancel()

    def retry(self) -> None:
        """Do again what failed with the film of the current line."""
        if self._chosen is not None and self._chosen.can_retry:
            self._jobs.retry((self._chosen.file_uuid,))

    def retry_all(self) -> None:
        """Do again all that failed or was cancelled."""
        self._jobs.retry()

    @property
    def _chosen(self) -> _Listed | None:
        return self._listed[self.list.place] if 0 <= self.list.place < len(self._listed) else None

    def _pause_or_go_on(self) -> None:
        if self._jobs.standing.is_paused:
            self._jobs.resume()
        elif self._jobs.is_at_work:
            self._jobs.pause()
        else:
            self._jobs.wake()

    def _allow(self) -> None:
        standing = self._jobs.standing
        idle = self.tr("Pause") if self._jobs.is_at_work else self.tr("Look through films")
        words = self.tr("Go on") if standing.is_paused else idle
        self._pause.setText(words)
        self._pause.setAccessibleName(words)
        self._pause.setEnabled(standing.left > 0 or standing.is_paused or self._unread > 0)
        self._cancel.setEnabled(standing.left > 0)
        self._retry_all.setEnabled(any(each.can_retry for each in self._listed))
        self._retry.setEnabled(self._chosen is not None and self._chosen.can_retry)

    def _look_again(self) -> None:
        if self.isVisible():
            self.refill()

    def _lines(self, jobs: list[Job], titles: dict[str, str]) -> Iterator[_Listed]:
        """What runs, then what went wrong, what there is to know, and some of what waits."""
        for state in (JobState.RUNNING, JobState.FAILED, JobState.CANCELLED, JobState.DONE):
            for job in jobs:
                if job.state == state and (state != JobState.DONE or job.sentence):
                    yield _line(job, titles)
        waiting = [job for job in jobs if job.state == JobState.WAITING]
        yield from (_line(job, titles) for job in waiting[:_WAITING_MOST])
        if len(waiting) > _WAITING_MOST:
            more = self.tr("and {jobs}").format(jobs=counted(len(waiting) - _WAITING_MOST, "more job"))
            yield _Listed("", can_retry=False, row=SheetRow(more))

    def _titles(self) -> dict[str, str]:
        return dict(self.around.session.catalog.read(read_file_titles))


_KINDS = {"probe": N_("its length, size and kind"), "survey": N_("its shots, sound and pictures")}
_SIDES = {
    JobState.FAILED: N_("could not be done"),
    JobState.CANCELLED: N_("cancelled"),
    JobState.DONE: N_("done"),
    JobState.WAITING: N_("waits"),
}


def _line(job: Job, titles: dict[str, str]) -> _Listed:
    is_running = job.state == JobState.RUNNING
    side = f"{round(job.share * 100)} %" if is_running else translated(_SIDES[job.state])
    token = "loss" if job.state == JobState.FAILED else "ember" if is_running else ""
    kind = _KINDS.get(job.key.kind, "") if job.state != JobState.WAITING else ""
    words = job.sentence or (translated(kind) if kind else "")
    title = titles.get(job.key.file_uuid) or translate("JobsSheet", "A film that is no longer in the catalog")
    can_retry = job.state in (JobState.FAILED, JobState.CANCELLED)
    return _Listed(job.key.file_uuid, can_retry, SheetRow(title, words, side, token))


def _lead(standing: Standing) -> str:
    if standing.is_elsewhere and standing.left:
        return translate(
            "JobsSheet", "Another Donnybrook works on these films at the moment. What it does appears here."
        )
    if not standing.films:
        return translate(
            "JobsSheet", "Films that are added are looked through in the background: for shots, sound and pictures."
        )
    words = _looked_through(standing)
    if standing.failed:
        words += translate("JobsSheet", ", {count:,} could not be read").format(count=standing.failed)
    paused = translate("JobsSheet", "{work}. Paused: nothing is begun until you go on.")
    return paused.format(work=words) if standing.is_paused else f"{words}."


def _nothing(standing: Standing, unread: int) -> str:
    if unread:
        words = translate("JobsSheet", "{files} not looked through yet: shots, sound and pictures are not known.")
        return words.format(files=counted(unread, "film file"))
    words = translate("JobsSheet", "All films are looked through, and nothing went wrong.")
    return words if standing.films else ""


def _looked_through(standing: Standing) -> str:
    words = translate("JobsSheet", "{count:,} of {files} looked through")
    return words.format(count=standing.looked_through, files=counted(standing.films, "film file"))
