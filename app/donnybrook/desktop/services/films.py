"""Films for the window: covers and new films, read in a thread and stored through the session.

It knows no widget. Every method returns at once; what it finds comes back by a signal.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import FileClock, MediaFacts, MediaFile
from donnybrook.catalog.edits import pictures
from donnybrook.catalog.reading import read_versions
from donnybrook.desktop.services.film_thread import FilmThread
from donnybrook.desktop.session import Session
from donnybrook.ingest import covers, films
from donnybrook.ingest.versions import Place, put_file
from donnybrook.media import FilmWorker, Nursery, Thumbnail
from donnybrook.problems import Problem


class FilmService(QObject):
    """The window's one way to film files. Close it before the application ends."""

    cover_ready = Signal(int)
    """Emits the id of a scene whose cover has just been stored."""

    film_added = Signal(object)
    """Emits an ``AddedFilm``: one that is new in the catalog, or was there already."""

    file_attached = Signal(int, str, object)
    """Emits a film that has got its file, the file's name, and what changed."""

    adding_changed = Signal(int)
    """Emits how many files are still to be added."""

    failed = Signal(str)
    """Emits a sentence on a file that could not be added, or another fault of the world."""

    _was_read = Signal(object)
    _film_refused = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None, nursery: Nursery | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._thread = FilmThread(self, nursery)
        self._covers_wanted: dict[int, tuple[MediaFile, int, int | None]] = {}
        self._adding = 0
        self._is_closed = False
        self._was_read.connect(session.when_free)
        self._film_refused.connect(self._refuse_film)

    def close(self) -> None:
        """Finish what is in hand and end the thread and the decoding process."""
        self._is_closed = True
        self._thread.close()

    # ------------------------------------------------------------ covers

    def request_cover(self, scene_id: int, media_file: MediaFile, in_us: int, out_us: int | None) -> None:
        """Have a scene's cover made from its own frames and stored; an older request for the scene is dropped."""
        wanted = (media_file, in_us, out_us)
        if self._covers_wanted.get(scene_id) == wanted:
            return  # it is on its way
        self._covers_wanted[scene_id] = wanted

        def work(worker: FilmWorker) -> None:
            if self._covers_wanted.get(scene_id) != wanted:
                return
            try:
                thumbnail = covers.read_cover(worker, media_file, in_us, out_us)
            except Problem as problem:
                self._covers_wanted.pop(scene_id, None)  # whoever asks again shall be told again
                self.failed.emit(str(problem))
            else:
                self._was_read.emit(partial(self._store_cover, scene_id, media_file.id, thumbnail))

        self._thread.put_job(work)

    def request_chosen_cover(self, scene_id: int, media_file: MediaFile, time_us: int) -> None:
        """Have the frame at a time of the version's clock stored as the cover that a person picked."""

        def work(worker: FilmWorker) -> None:
            try:
                picture = covers.read_cover(worker, media_file, time_us, None)
                self._was_read.emit(partial(self._store_choice, scene_id, media_file.id, picture))
            except Problem as problem:
                self.failed.emit(str(problem))

        self._thread.put_job(work)

    def request_another_cover(
        self, scene_id: int, media_file: MediaFile, in_us: int, out_us: int, now_us: int | None
    ) -> None:
        """Have another good picture of a scene stored in place of the one from the file's time ``now_us``."""

        def work(worker: FilmWorker) -> None:
            try:
                picture = covers.read_another_cover(worker, media_file, in_us, out_us, now_us)
                self._was_read.emit(partial(self._store_choice, scene_id, media_file.id, picture))
            except Problem as problem:
                self.failed.emit(str(problem))

        self._thread.put_job(work)

    def _store_choice(self, scene_id: int, media_file_id: int, thumbnail: Thumbnail) -> None:
        if self._is_closed:
            return
        try:
            self._session.edit(
                "Choose cover",
                pictures.set_cover,
                scene_id,
                jpeg=thumbnail.jpeg,
                width_px=thumbnail.width_px,
                height_px=thumbnail.height_px,
                time_us=thumbnail.time_us,
                media_file_id=media_file_id,
                chosen=True,
            )
        except Problem as problem:
            self._session.tell(problem)

    def _store_cover(self, scene_id: int, media_file_id: int, thumbnail: Thumbnail) -> None:
        if self._is_closed:  # read before the end, told after it: it will be read again
            return
        self._covers_wanted.pop(scene_id, None)
        try:
            changes = covers.store_cover(self._session.catalog, scene_id, media_file_id, thumbnail)
        except Problem as problem:
            self._session.tell(problem)
            return
        self._session.tell_changes(changes)
        self.cover_ready.emit(scene_id)

    # ------------------------------------------------------------ adding films

    def add_files(self, paths: Sequence[Path]) -> None:
        """Have film files read and added to the catalog, one after another; ``film_added`` tells of each."""
        for path in paths:
            self._thread.put_job(self._reading(path))
        self._count_adding(len(paths))

    def attach_file(self, film_id: int, path: Path) -> None:
        """Have a film file read and made that of a film which has none; ``file_attached`` tells of it."""

        def work(worker: FilmWorker) -> None:
            try:
                self._was_read.emit(partial(self._attach_file, film_id, films.read_film_file(worker, path)))
            except Problem as problem:
                self._film_refused.emit(str(problem))

        self._thread.put_job(work)
        self._count_adding(1)

    def _attach_file(self, film_id: int, facts: MediaFacts) -> None:
        if self._is_closed:
            return
        self._count_adding(-1)
        catalog = self._session.catalog
        try:
            versions = catalog.read(read_versions, film_id)
            if not versions:
                words = self.tr("The film is not there any more, so {name} was not made its file.")
                self.failed.emit(words.format(name=facts.path.name))
                return
            changes = put_file(catalog, facts, Place(film_id, versions[0].id, FileClock()))
        except Problem as problem:
            self.failed.emit(str(problem))
            return
        self._session.tell_changes(changes)
        self.file_attached.emit(film_id, facts.path.name, changes)

    def _reading(self, path: Path) -> Callable[[FilmWorker], None]:
        def work(worker: FilmWorker) -> None:
            try:
                self._was_read.emit(partial(self._store_film, films.read_film_file(worker, path)))
            except Problem as problem:
                self._film_refused.emit(str(problem))

        return work

    def _store_film(self, facts: MediaFacts) -> None:
        if self._is_closed:
            return
        self._count_adding(-1)
        try:
            added = films.store_film_file(self._session.catalog, facts)
        except Problem as problem:
            self.failed.emit(str(problem))
            return
        if added.changes is not None:
            self._session.tell_changes(added.changes)
        self.film_added.emit(added)

    def _refuse_film(self, sentence: str) -> None:
        self._count_adding(-1)
        self.failed.emit(sentence)

    def _count_adding(self, by: int) -> None:
        self._adding += by
        self.adding_changed.emit(self._adding)
