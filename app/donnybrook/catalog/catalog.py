"""A catalog: one SQLite file of films and their fights, opened for reading, searching and editing.

This is what scripts and notebooks use (``from donnybrook import Catalog``), and the one thing the rest of the program
sees of this room. It knows no video and no screen. One ``Catalog`` belongs to the thread that opened it; another
thread asks for ``Catalog.open`` on the same path.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import batched
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Concatenate, Self

from platformdirs import user_cache_path

from donnybrook.catalog import counting, history, named, noticing, opening, reading
from donnybrook.catalog.aside.making import Aside
from donnybrook.catalog.backups import Keeper
from donnybrook.catalog.coders import default_coder
from donnybrook.catalog.connections import Connections
from donnybrook.catalog.creation import create_file
from donnybrook.catalog.door import Door, Edited, Step, Transaction
from donnybrook.catalog.drafts import SceneDraft
from donnybrook.catalog.driver import Connection
from donnybrook.catalog.edits import films as film_edits
from donnybrook.catalog.edits import scenes as scene_edits
from donnybrook.catalog.faults import told
from donnybrook.catalog.film_places import found_beside
from donnybrook.catalog.opening import Opened
from donnybrook.catalog.problems import CatalogProblem, Gone
from donnybrook.catalog.questions import Page, Questions
from donnybrook.catalog.records import Character, Code, Cover, Film, MediaFacts, MediaFile, Scene, SceneRow
from donnybrook.catalog.scene_fields import FieldValue
from donnybrook.catalog.search.finding import Found
from donnybrook.catalog.search.index import index_path
from donnybrook.catalog.vocabulary import Vocabulary, read_vocabulary

if TYPE_CHECKING:  # merging waits until there is something to merge: a window's start does without it
    from donnybrook.catalog.merging.conflicts import Conflict
    from donnybrook.catalog.merging.merge import MergeReport

_PAGE = 500


class Catalog:
    """One catalog file. Use ``Catalog.open`` or ``Catalog.create``; close it, or use it as a context manager.

    What it gives are frozen records; ids are those of this file, times are microseconds. ``edit`` runs any function of
    ``donnybrook.catalog.edits``, ``read`` any that reads. For one thread; open it again for another.
    """

    def __init__(
        self,
        path: Path,
        opened: Opened,
        *,
        read_only: bool,
        coder: str,
        cache_folder: Path | None,
        backups_folder: Path | None,
        turn: Callable[[], AbstractContextManager[None]],
    ) -> None:
        reader = opened.connection
        self.path = path
        self.read_only = read_only
        self.uuid = str(reader.execute("SELECT uuid FROM catalog").fetchone()[0])
        self._coder = coder
        self._turn = turn
        self._door: Door | None = None  # opened by the first edit
        self._vocabulary: Vocabulary | None = None
        self._words_as_of = noticing.LastEdit(0, "")  # the last edit that the vocabulary at hand knows of
        index = None if read_only or cache_folder is None else index_path(cache_folder, self.uuid, path)
        self._connections = Connections(path, reader, read_only=read_only, index_path=index, has_log=opened.has_log)
        self._reader = reader
        self.questions = Questions(self._connections, self._words_now)  # counts, match-ups, likeness …
        self.aside = Aside(self._connections, path.name, coder, self._run)  # large edits, such as imports
        self.notice = opened.notice  # what a person should know of this file, in sentences
        self._private = opened.private
        self._backups_folder = backups_folder
        self._was_edited = False

    @classmethod
    def create(cls, path: Path | str, *, coder: str | None = None, cache_folder: Path | str | None = None) -> Self:
        """Make a new catalog with the starter vocabulary; raises ``CatalogProblem`` if there is a file at ``path``."""
        create_file(Path(path))
        return cls.open(path, coder=coder, cache_folder=cache_folder)

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        coder: str | None = None,
        read_only: bool = False,
        cache_folder: Path | str | None = None,
        backups_folder: Path | None = None,
        turn: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> Self:
        """Open a catalog; opening changes nothing in it. Raises ``CatalogProblem`` for a file that is not one.

        ``coder`` is the name entries are made under (that of ``default_coder``, if none is given), ``cache_folder``
        where the search index is kept (the user's cache folder), ``backups_folder`` where backups are (the user's data
        folder). Each edit is made within a ``turn``: threads wait there longer for each other than SQLite lets them. A
        catalog that can't be written, was made by a newer Donnybrook, or is not sound is opened read-only, and
        ``notice`` says so.
        """
        path = Path(path).absolute()
        opened = opening.open_file(path, backups=backups_folder)
        folder = Path(cache_folder) if cache_folder else user_cache_path("donnybrook", appauthor=False)
        read_only = read_only or not opened.writable
        name = default_coder() if coder is None else coder
        return cls(
            path,
            opened,
            read_only=read_only,
            coder=name,
            cache_folder=folder,
            backups_folder=backups_folder,
            turn=turn,
        )

    def close(self) -> None:
        """Close the catalog and leave it as one self-contained file; closing twice does no harm."""
        self._connections.close()
        if self._private:
            self._private.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------ editing

    def edit[**P, T](
        self, label: str, edit: Callable[Concatenate[Transaction, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Edited[T]:
        """Run an edit (see ``donnybrook.catalog.edits``) in one transaction; returns its value and what changed.

        ``label`` says in words what it does. Raises ``CatalogProblem`` on a catalog that can't be written; whatever
        else is raised, the catalog is as it was before.
        """
        return self._run(Step(label), lambda tx: edit(tx, *args, **kwargs))

    def merge(self, theirs: "Catalog", *, backup: bool = True) -> "Edited[MergeReport]":
        """Unite another catalog with this one, as one edit: nothing typed is lost, and twice is once.

        A backup of this one is made before. Raises ``CatalogProblem`` if it is the same file, was made by a newer
        program, or does not fit together, and ``BackupProblem`` if no backup can be made.
        """
        label = f"Merge {theirs.path.name}"
        there = theirs._reader  # noqa: SLF001 - one catalog of another
        from donnybrook.catalog.merging.merge import merge_into, refuse_misfit

        refuse_misfit(self.path, self._reader, theirs.path, there)
        if backup:
            self.back_up_before("merge")
        return self._run(Step(label, "merge"), lambda tx: merge_into(tx, there))

    @property
    def was_edited(self) -> bool:
        """Whether anything was entered here since it was opened."""
        return self._was_edited

    def back_up_before(self, deed: str) -> None:
        """Make a backup because something large is about to be done, such as an ``import``.

        A catalog that can't be written is left alone. Raises ``BackupProblem`` if none can be made: then don't do it.
        """
        if not self.read_only:
            Keeper(self.path, folder=self._backups_folder).back_up(f"before {deed}")

    def conflicts(self) -> "list[Conflict]":
        """Return the values that two copies changed apart and nobody has settled yet."""
        from donnybrook.catalog.merging.conflicts import open_conflicts

        return open_conflicts(self._reader)

    def follow_up[**P, T](
        self, label: str, edit: Callable[Concatenate[Transaction, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Edited[T]:
        """Run an edit the program makes by itself in the wake of a person's, such as the cover of a new scene.

        Undo does not stop at it: it goes with the edit that added the scene.
        """
        return self._run(Step(label, "auto"), lambda tx: edit(tx, *args, **kwargs))

    def undo(self, *, only: int | None = None) -> Edited[int] | None:
        """Take back this coder's last edit; ``None`` if there is none left, or it is not the ``only`` one that may be.

        ``only`` is the id of that edit, or of the redo that did it again. The value is how many changed values were
        left alone because someone has changed them since.
        """
        past = history.next_undo(self._reader, self._coder)
        if past is None or only not in {None, past.id, past.turn_id}:
            return None
        return self._run(Step(f"Undo {past.label}", "undo", past.uuid), lambda tx: history.take_back(tx, past))

    def redo(self, *, only: int | None = None) -> Edited[int] | None:
        """Do again what was undone last; ``None`` if there is nothing, or a new edit has been made since.

        ``only`` is the id of the one undo after which that may be.
        """
        past = history.next_redo(self._reader, self._coder)
        if past is None or only not in {None, past.turn_id}:
            return None
        return self._run(Step(f"Redo {past.label}", "redo", past.uuid), lambda tx: history.do_again(tx, past))

    def add_film(
        self, title: str, *, year: int | None = None, alternative_titles: tuple[str, ...] = (), note: str = ""
    ) -> Edited[int]:
        """Add a film, and return its id."""
        return self.edit(
            f"Add film {title}", film_edits.add_film, title, year=year, alternative_titles=alternative_titles, note=note
        )

    def attach_file(self, film_id: int, facts: MediaFacts) -> Edited[int]:
        """Attach a film file to a film, and return the media file's id."""
        return self.edit(f"Attach {film_edits.readable(facts.path.name)}", film_edits.attach_file, film_id, facts)

    def add_scene(self, film_id: int, draft: SceneDraft) -> Edited[int]:
        """Add a scene to a film, and return its id."""
        return self.edit("Add fight", scene_edits.add_scene, film_id, draft)

    def change_scene(self, scene_id: int, **values: FieldValue) -> Edited[bool]:
        """Change entered fields of a scene, named as in ``SceneFields``."""
        return self.edit("Change fight", scene_edits.change_scene, scene_id, **values)

    def delete_scene(self, scene_id: int) -> Edited[None]:
        """Put a scene in the trash."""
        return self.edit("Delete fight", scene_edits.trash_scene, scene_id)

    def restore_scene(self, scene_id: int) -> Edited[None]:
        """Take a scene out of the trash."""
        return self.edit("Restore fight", scene_edits.restore_scene, scene_id)

    # ------------------------------------------------------------ reading

    def read[**P, T](self, reading: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run one of this room's reading functions, as ``edit`` runs an edit: ``read(history.read_journal, 20)``."""
        with told(self.path.name):
            return reading(self._reader, *args, **kwargs)

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, in the words of the edit."""
        past = history.next_undo(self._reader, self._coder)
        return past.label if past else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, in the words of the edit."""
        past = history.next_redo(self._reader, self._coder)
        return past.label if past else None

    def turn_rows(self, way: history.Way, most: int) -> int:
        """Return how many rows undo or redo would go through now, counted as far as ``most``."""
        return history.turn_rows(self._reader, self._coder, way, most)

    def scene_history(self, scene_id: int) -> list[history.PastValue]:
        """Return every value that was ever changed in a scene, newest first: when, by whom, from what to what."""
        return history.scene_history(self._reader, self.scene(scene_id).uuid)

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary, as of now."""
        if self._vocabulary is None:
            self._words_as_of = noticing.read_last_edit(self._reader)
            self._vocabulary = read_vocabulary(self._reader)
        return self._vocabulary

    def _words_now(self) -> Vocabulary:
        """Return the vocabulary for an answer: another window may have added a term that a fight has already."""
        self._forget_old_words()
        return self.vocabulary

    def _forget_old_words(self) -> None:
        """Have the vocabulary read anew if a word of it was changed since it was; few edits change any."""
        last = noticing.read_last_edit(self._reader)
        if self._vocabulary and last != self._words_as_of and noticing.words_changed(self._reader, self._words_as_of):
            self._vocabulary = None
        self._words_as_of = last

    def films(self) -> list[Film]:
        """Return all films by title."""
        return reading.read_films(self._reader)

    def film(self, film_id: int) -> Film:
        """Return one film; raises ``Gone`` if there is none with that id."""
        found = reading.read_films(self._reader, [film_id])
        if not found:
            raise Gone(f"no film {film_id}")
        return found[0]

    def find_films(self, text: str) -> list[Film]:
        """Return the films ``text`` names: a title or another title, an id or a UUID, or a file's path."""
        return reading.read_films(self._reader, named.find_film_ids(self._reader, text, self.media_files))

    def media_files(
        self, film_id: int | None = None, *, uuid: str | None = None, fingerprint: str | None = None
    ) -> list[MediaFile]:
        """Return the files of one film, or of all: only those of that UUID or fingerprint, where one is given.

        A file that is not where the catalog says, but beside the catalog, has the path it has there.
        """
        files = reading.read_media_files(self._reader, film_id, uuid=uuid, fingerprint=fingerprint)
        return found_beside(files, self.path.parent)

    def scene(self, scene_id: int) -> Scene:
        """Return one scene, whole; raises ``Gone`` if there is none with that id."""
        found = reading.read_scenes(self._reader, [scene_id])
        if not found:
            raise Gone(f"no scene {scene_id}")
        return found[0]

    def scenes(self, scene_ids: Sequence[int] | None = None) -> Iterator[Scene]:
        """Iterate over whole scenes in the order given; over all that are not in the trash when no ids are given."""
        if scene_ids is None:
            sql = "SELECT id FROM scene WHERE deleted_at IS NULL ORDER BY id"
            scene_ids = [row[0] for row in self._reader.execute(sql)]
        for some in batched(scene_ids, _PAGE):
            yield from reading.read_scenes(self._reader, some)

    def scene_rows(self, scene_ids: Sequence[int]) -> list[SceneRow]:
        """Return scenes as lists show them, in the order given."""
        return reading.read_scene_rows(self._reader, scene_ids)

    def scene_ids_of_film(
        self, film_id: int, version_id: int | None = None, *, among: Collection[int] | None = None
    ) -> list[int]:
        """Return the scenes of a film (or of one version of it, or ``among`` some), in the order they are fought."""
        return reading.read_scene_ids(self._reader, film_id, version_id, among)

    def find_scene(self, text: str) -> int | None:
        """Return the id of the scene with this UUID (or the beginning of one, if no other begins so) or id."""
        return named.find_scene_id(self._reader, text)

    def cover(self, scene_id: int) -> Cover | None:
        """Return a scene's cover, if it has one."""
        return reading.read_cover(self._reader, scene_id)

    def picture(self, name: str) -> bytes | None:
        """Return a picture's JPEG by its name."""
        return reading.read_picture(self._reader, name)

    def codes(self, name: str) -> list[Code]:
        """Return a closed list, such as ``ended``, in its order."""
        return reading.read_codes(self._reader, name)

    def names(self, film_id: int | None = None) -> list[str]:
        """Return the names of combatants and characters, most used first; of one film, or of all."""
        return reading.read_names(self._reader, film_id)

    def cast(self, film_id: int) -> list[Character]:
        """Return a film's characters, with those who play them."""
        return reading.read_cast(self._reader, film_id)

    # ------------------------------------------------------------ counting

    def scene_count(self) -> int:
        """Return how many scenes there are that are not in the trash."""
        return counting.count_scenes(self._reader)

    def film_count(self, scene_ids: Sequence[int] | None = None) -> int:
        """Return of how many films some scenes are; of all that are not in the trash when no ids are given."""
        return counting.count_films(self._reader, scene_ids)

    # ------------------------------------------------------------ searching

    def search(self, query: str, *, order: str = "newest", limit: int | None = None, after: int | None = None) -> Found:
        """Find scenes by the query language, in an order of ``search.ordering.ORDERS``; an empty query finds all.

        ``after`` is the last id of the page before. What could not be understood is in the answer; the rest still ran.
        """
        return self.questions.search(Page(query, order, limit, after))

    # ------------------------------------------------------------ other windows

    def noticed_changes(self) -> bool:
        """Whether another window or program has changed the catalog since the last call. Cheap: ask it often."""
        if noticed := self._connections.noticed_changes():
            self._forget_old_words()
        return noticed

    def _run[T](self, step: Step, edit: Callable[[Transaction], T]) -> Edited[T]:
        if self.read_only and self.notice:  # which said why, and what helps
            raise CatalogProblem(f"{self.path.name} can only be read here, so nothing was changed.")
        with self._turn(), told(self.path.name):
            if self._door is None:
                self._door = Door(self._connections.writer(), self._coder)
            edited = self._door.run(step, edit)
        if edited.changes.vocabulary:
            self._vocabulary = None
        if edited.changes:
            self._was_edited = True
        return edited
