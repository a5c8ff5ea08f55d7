"""Records what came of tasks: in the catalog, in the cache, in the book, in that order. Knows no pool and no screen.

The book comes last, so that a job counts as done only when what it found is kept; found twice, it is kept once.
"""

from donnybrook.catalog import Catalog, Changes, MediaFacts, MediaFile, Shot, ShotList
from donnybrook.catalog.edits.films import readable, update_file
from donnybrook.catalog.edits.shots import store_shots
from donnybrook.catalog.jobs import JobBook, JobKey
from donnybrook.ingest.films import kept_of
from donnybrook.ingest.job_plan import chosen_detector
from donnybrook.ingest.standing import changed_sentence
from donnybrook.ingest.tasks import FilmReport, FilmTask
from donnybrook.media import USUAL_DETECTOR, FilmProblem, FilmSurvey, SurveyCache
from donnybrook.media import Shot as FoundShot
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one job, in words for a person; ``changes`` is what it changed in the catalog, if anything."""

    key: JobKey
    film_id: int | None
    title: str
    sentence: str  # why it failed, or what is worth knowing; '' for nothing
    has_failed: bool
    changes: Changes | None = None


class Recorder:
    """The one writer of what tasks report."""

    def __init__(self, catalog: Catalog, book: JobBook, cache: SurveyCache) -> None:
        self._catalog = catalog
        self._book = book
        self._cache = cache

    def task(self, key: JobKey) -> FilmTask | None:
        """Return what is to be done for a job; None if its film is no longer in the catalog."""
        file = self._file(key.file_uuid)
        return None if file is None else FilmTask(key, file.path, chosen_detector(self._book) or USUAL_DETECTOR)

    def from_cache(self, task: FilmTask) -> Outcome | None:
        """Record a survey that was made before, for a film that came back or is in another catalog; None without one.

        Only a file that still is what it was can have one: its time of change must be the one that is known. A survey
        with the shots of another detector than the chosen one is none.
        """
        file = self._file(task.key.file_uuid)
        if task.key.kind != "survey" or file is None or not self._cache.has(file.fingerprint):
            return None
        survey = self._cache.load(file.fingerprint)
        if survey is None or survey.detector != (chosen_detector(self._book) or survey.detector):
            return None
        try:
            facts = kept_of(file.path, survey.facts, survey.fingerprint)
        except FilmProblem:
            return None
        if (facts.size_bytes, facts.mtime_ns) != (file.size_bytes, file.mtime_ns):
            return None
        return self.record(FilmReport(task, facts, survey))

    def record(self, report: FilmReport) -> Outcome:
        """Keep what a task found, or why it found nothing."""
        key = report.task.key
        file = self._file(key.file_uuid)
        if file is None:
            self._book.strike(key)
            return Outcome(key, None, readable(report.task.path.name), "", has_failed=False)
        if report.facts is None:
            return self._fail(report, file, report.sentence)
        if file.fingerprint and file.fingerprint != report.facts.fingerprint:
            return self._fail(report, file, changed_sentence(file))
        changes = self._keep_facts(file, report.facts)
        if report.survey is not None:
            self._keep_survey(file, report.survey)
        sentence = self._sameness(file, report.facts)
        self._book.finish(key, sentence)
        return Outcome(key, file.film_id, self._title(file), sentence, has_failed=False, changes=changes)

    def _fail(self, report: FilmReport, file: MediaFile, sentence: str) -> Outcome:
        key = report.task.key
        self._book.fail(key, sentence)
        if key.kind == "probe":
            self._book.strike(JobKey(key.file_uuid, "survey"))
        return Outcome(key, file.film_id, self._title(file), sentence, has_failed=True)

    def _keep_facts(self, file: MediaFile, facts: MediaFacts) -> Changes | None:
        if file.fingerprint and file.video_codec and file.mtime_ns == facts.mtime_ns:
            return None
        label = f"Read {self._title(file)}"
        return self._catalog.follow_up(label, update_file, file.id, facts).changes

    def _keep_survey(self, file: MediaFile, survey: FilmSurvey) -> None:
        self._cache.store(survey)
        shots = tuple(Shot(each.in_us, each.out_us, each.kind, each.score, *_span(each)) for each in survey.shots)
        found = ShotList(survey.detector, survey.detector_version, shots)
        self._catalog.follow_up(f"Shots of {self._title(file)}", store_shots, file.id, survey.fingerprint, found)

    def _sameness(self, file: MediaFile, facts: MediaFacts) -> str:
        others = [
            each
            for each in self._catalog.media_files(fingerprint=facts.fingerprint)
            if each.id != file.id and each.film_id != file.film_id
        ]
        if not others or (file.sha256 and others[0].sha256 not in ("", file.sha256)):
            return ""
        other = self._catalog.film(others[0].film_id)
        return f"It holds the same film as {other.title} (film {other.id}), at {readable(others[0].path)}."

    def _title(self, file: MediaFile) -> str:
        return self._catalog.film(file.film_id).title

    def _file(self, uuid: str) -> MediaFile | None:
        return next(iter(self._catalog.media_files(uuid=uuid)), None)


def _span(shot: FoundShot) -> tuple[int, int] | tuple[None, None]:
    return (shot.since_us, shot.until_us) if shot.since_us < shot.until_us else (None, None)
