"""What is being tagged: the film on the desk, the fight that is selected, the marks; and every edit of the workplace.

It knows the session, the films and the player, and no widget.
"""

from collections.abc import Callable, Collection
from typing import Concatenate

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Beat, Changes, Film, MediaFile, Scene, SceneDraft, SceneFields, SceneRow, Transaction
from donnybrook.catalog.edits import films as film_edits
from donnybrook.catalog.edits import scenes as scene_edits
from donnybrook.catalog.noticing import read_taken_in_by
from donnybrook.catalog.reading import read_films, read_scenes
from donnybrook.desktop.entry import Caption, Entry, Spoken, entered_in
from donnybrook.desktop.models.dragging import Piece, PieceKind
from donnybrook.desktop.models.marks import Marks
from donnybrook.desktop.scene_text import name_of, read_film_line
from donnybrook.desktop.services.coming_fight import ComingFight
from donnybrook.desktop.services.desk_file import DeskFile
from donnybrook.desktop.services.fight_covers import FightCovers
from donnybrook.desktop.services.film_rows import FilmRows, is_same_but_for_its_picture
from donnybrook.desktop.services.films import FilmService
from donnybrook.desktop.services.many_edits import ManyEdits
from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.services.undo_steps import TakeBack
from donnybrook.desktop.session import Session


class Tagging(QObject):
    """One film and at most one of its fights at a time."""

    film_changed = Signal()
    """Another film is on the desk, or it has a file now; while none is, other films came or went."""

    scenes_changed = Signal()
    """Fights of the film came, went or look different."""

    scene_changed = Signal()
    """Another fight is selected, or the selected one is different now."""

    beat_changed = Signal()
    """Another beat or use of the fight is selected, or none."""

    selection_changed = Signal()
    """Other fights are selected: none, one or several."""

    said = Signal(str, object)
    """Emits a word on what was done, and the function that takes it back (or ``None``)."""

    refused = Signal(str)
    """Emits a sentence on an entry that can't be kept."""

    def __init__(
        self, session: Session, take_back: TakeBack, films: FilmService, player: Player, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._player = player
        self.marks = Marks(self)
        self.film: Film | None = None
        self._file = DeskFile(session, player)
        self.scene: Scene | None = None
        self.beat: Beat | None = None
        self.part: Piece | None = None  # the beat or use of the fight that was opened last, and still is
        self.selected: tuple[int, ...] = ()
        self._coming = ComingFight(session.refusals, self)
        self.many = ManyEdits(session, take_back, self)
        self.many.said.connect(self.said)
        self.many.refused.connect(self.refused)
        self._rows = FilmRows(session, self)
        self._rows.changed.connect(self.scenes_changed)
        self._covers = FightCovers(session, films, self._file, self._rows, self)
        session.changed.connect(self._look_again)

    # ------------------------------------------------------------ what is on the desk

    def open_film(self, film_id: int, *, at_us: int = 0, version_id: int | None = None) -> None:
        """Put a film on the desk; its first file that is there (of a version, if one is given) is opened, paused."""
        film = self._film(film_id)
        if film is None:
            self._tell_gone(self.tr("That film is not there any more."))
            return
        self.film = film
        self.scene = self.beat = self.part = None
        self._coming.forget()
        self.marks.clear()
        self._covers.forget()
        self._file.open(film_id, version_id, at_us)
        self._rows.show_film(film_id, self._file.version_id)
        self.film_changed.emit()
        self._tell_selected(())
        self.scene_changed.emit()
        self._covers.make_missing()
        self._covers.doubt(None)

    def open_first(self) -> None:
        """Put the first film on the desk, if there is one."""
        if films := self._session.catalog.films():
            self.open_film(films[0].id)

    def open_scene(self, scene_id: int) -> None:
        """Put a fight's film on the desk and select the fight, its in point on the screen."""
        scene = next(iter(self._session.catalog.read(read_scenes, [scene_id])), None)
        if scene is None:
            self._tell_gone(self.tr("That fight is not there any more."))
            return
        is_other = self.film is None or self.film.id != scene.film_id
        if is_other or self._file.version_id not in (None, scene.version_id):
            self.open_film(scene.film_id, at_us=scene.fields.in_us or 0, version_id=scene.version_id)
        elif scene.fields.in_us is not None:
            self._player.seek(self.marks.seen_at(scene.fields.in_us))
        self.select(scene_id)

    def select(self, scene_id: int | None) -> None:
        """Select a fight of the film without moving the playhead; ``None``: none."""
        self._coming.forget()
        self.scene, self.beat, self.part = self._scene(scene_id), None, None
        fields = self.scene.fields if self.scene else SceneFields()
        self.marks.load(fields.in_us, fields.out_us)
        self._player.set_loop(None)
        self._tell_selected((self.scene.id,) if self.scene is not None else ())
        self.scene_changed.emit()

    def select_many(self, scene_ids: tuple[int, ...]) -> None:
        """Select several fights, for edits of all of them; one or none is what it was before."""
        if len(scene_ids) > 1 or len(self.selected) > 1:
            self.beat = None
            self._tell_selected(scene_ids)

    def _tell_selected(self, scene_ids: tuple[int, ...]) -> None:
        if scene_ids != self.selected:
            self.selected = scene_ids
            self.selection_changed.emit()

    @property
    def media_file(self) -> MediaFile | None:
        """The film's file that is on the desk; ``None``: it has none, or none is there."""
        return self._file.media_file

    @property
    def has_known_file(self) -> bool:
        """Whether the film has a file, though it may be gone."""
        return self._file.is_known

    @property
    def version_id(self) -> int | None:
        """The version of the film that is on the desk."""
        return self._file.version_id

    @property
    def rows(self) -> list[SceneRow]:
        """The film's fights, as lists show them."""
        return self._rows.rows

    @property
    def changed_ids(self) -> Collection[int] | None:
        """The fights that ``scenes_changed`` is being told of; ``None`` for any."""
        return self._rows.changed_ids

    def row(self, scene_id: int | None) -> SceneRow | None:
        """Return a fight's row, if it is one of the film's."""
        return None if scene_id is None else self._rows.row(scene_id)

    def select_beat(self, beat_id: int | None) -> None:
        """Select a beat of the selected fight: a tagging line speaks of it then; ``None``: of the fight as a whole."""
        self.beat = self._beat(beat_id)
        self._note_part("beat", beat_id)

    def select_use(self, use_id: int | None) -> None:
        """Select a use of a weapon in the selected fight, whose times keys move then; ``None``: none."""
        self._note_part("use", use_id)

    def _note_part(self, kind: PieceKind, key: int | None) -> None:
        if key is not None:
            self.part = Piece(kind, key)
        elif self.part is not None and self.part.kind == kind:
            self.part = Piece("beat", self.beat.id) if self.beat is not None else None
        self.beat_changed.emit()

    def _beat(self, beat_id: int | None) -> Beat | None:
        beats = self.scene.beats if self.scene is not None else ()
        return next((each for each in beats if each.id == beat_id), None)

    def let_go(self) -> None:
        """Read nothing any more: the catalog is about to be closed."""
        self._rows.let_go()
        self.many.close()

    def leave(self) -> None:
        """Another workplace comes to the front."""
        self._file.leave()

    def come_back(self) -> None:
        """The workplace is at the front again: the player shows its film, at the frame where it was left."""
        self._file.come_back()

    # ------------------------------------------------------------ marks

    def mark_in(self, before_us: int = 0) -> None:
        """Mark the frame on the screen as the in point of a new fight, or a frame so long before it."""
        self.mark_in_at(max(0, self._player.position_us - before_us))

    def mark_in_at(self, time_us: int) -> None:
        """Mark the frame at a time as the in point of a new fight."""
        if self.media_file is not None:
            self._deselect()
            self.marks.mark_in(time_us)

    def mark_out(self) -> None:
        """Mark the frame on the screen as the out point: the first that no longer belongs to the fight."""
        self.mark_out_at(self._player.position_us)

    def mark_out_at(self, time_us: int) -> None:
        """Mark the frame at a time as the out point of a new fight, or of the one made while it was still going on."""
        if self.media_file is None:
            return
        scene = self.scene if len(self.selected) < 2 else None
        if scene is not None and scene.fields.out_us is None and scene.fields.in_us is not None:
            self._change(scene.id, out_us=time_us)
            return
        entered = entered_in("Change times", out_us=time_us)
        if self.when_there("Change times", entered, lambda scene_id: self._change(scene_id, out_us=time_us)):
            return
        self._deselect()
        self.marks.mark_out(time_us)

    def mark_stretch(self, in_us: int, out_us: int) -> None:
        """Mark both points of a new fight."""
        self._deselect()
        self.marks.mark_in(in_us)
        self.marks.mark_out(out_us)

    def choose_cover(self) -> None:
        """Make the frame on the screen the selected fight's picture; it stays until another is chosen."""
        if self.scene is not None and self.media_file is not None:
            self._covers.choose(self.scene.id, self._player.position_us)

    def _deselect(self) -> None:
        if self.scene is not None or self.selected:
            self.scene = self.beat = self.part = None
            self._tell_selected(())
            self.marks.clear()
            self.scene_changed.emit()

    def set_scene_time(self, name: str) -> None:
        """Give the selected fight's ``in_us`` or ``out_us`` the time of the frame on the screen."""
        if self.scene is not None and self.media_file is not None:
            self._change(self.scene.id, **{name: self._player.position_us})

    def _change(self, scene_id: int, **values: int) -> None:
        row = self.row(scene_id)
        at = Spoken(self.refused.emit, name_of(row) if row is not None else "")
        entry = self._session.enter(at, "Change times", scene_edits.change_scene, scene_id, **values)
        entry.when_stored(lambda _is_other: self.times_changed(scene_id))
        self.say_waiting(entry)

    # ------------------------------------------------------------ fights

    def new_scene(self) -> Entry[int] | None:
        """Make a fight of the marks, and select it; without times where the film has no file."""
        if self.film is None:
            return None
        if self.media_file is not None and not self.marks.are_fresh:
            self.refused.emit(self.tr("Mark where the fight begins and where it is over; then it can be made."))
            return None
        in_us, out_us = self.new_times()
        draft = SceneDraft(fields=SceneFields(in_us=in_us, out_us=out_us))
        return self.add_fight("Add fight", scene_edits.add_scene, self.film.id, draft, version_id=self.version_id)

    def add_fight[**P](
        self, label: str, edit: Callable[Concatenate[Transaction, P], int], /, *args: P.args, **kwargs: P.kwargs
    ) -> Entry[int]:
        """Have a fight added by an edit that returns its id, and select it.

        One that has to wait is not selected, for the person goes on; its marks are taken away at once.
        """
        entry = self._session.add(Spoken(self.refused.emit), label, edit, *args, **kwargs)
        if entry.value is not None:
            self.select(entry.value)
        elif entry.is_waiting:
            self._deselect()
            self.marks.clear()
            self._coming.mean(entry)
            self.say_waiting(entry)
        return entry.when_stored(self.times_changed)

    def when_there(self, label: str, entered: str, do: Callable[[int], object]) -> bool:
        """Do something with the fight that still waits to be added, once it is there; returns whether one is meant."""
        coming, is_other_meant = self._coming.entry, self.scene is not None or len(self.selected) > 1
        if coming is None or is_other_meant or self.marks.are_fresh:
            return False
        self._coming.when_there(Caption(f"“{label}”", entered), do)
        self.say_waiting(coming)
        return True

    def say_waiting[T](self, entry: Entry[T]) -> None:
        """Say of what has to wait that it is not lost."""
        if entry.is_waiting and (words := self._session.waiting_words):
            self.said.emit(words, None)

    def times_changed(self, *scene_ids: int) -> None:
        """Have the pictures of fights of this film made anew: they have other times now."""
        self._covers.make_anew(scene_ids)

    def new_memory_film(self, text: str) -> None:
        """Make a film without a file, from its title (with its year at the end, if known), and open it."""
        title, year = read_film_line(text)
        at = Spoken(self.refused.emit)
        entry = self._session.enter(at, f"Add film {title}", film_edits.add_film, title, year=year)
        if entry.value is not None:
            self.open_film(entry.value)
        self.say_waiting(entry)

    def new_times(self) -> tuple[int | None, int | None]:
        """Return when a new fight begins and is over: at the marks, or from the frame on the screen on."""
        if self.media_file is None:
            return None, None
        if self.marks.in_us is None and self.marks.out_us is None:
            return self._player.position_us, None
        return self.marks.in_us, self.marks.out_us

    # ------------------------------------------------------------ keeping up

    def _look_again(self, changes: Changes | None) -> None:
        if self.film is None:
            if changes is None or changes.films:
                self.film_changed.emit()
            return
        film, scene = self.film, self.scene
        if changes is None or changes.films:
            self._look_at_film_again()
        if changes is None or changes.scenes or changes.pictures or changes.vocabulary:
            changed = changes.scenes if changes is not None and not changes.vocabulary else None
            self._rows.look_again(changed)
            if self.scene is not None and (changed is None or self.scene.id in changed):
                self._look_at_scene_again(self.scene, changed)
        if changes is None or changes.scenes or changes.films:
            self._covers.doubt(changes.scenes if changes is not None and not changes.films else None)
        if changes is None or not changes.label:  # what is taken away here says so itself
            self._tell_lost(film, scene)

    def _look_at_scene_again(self, before: Scene, changed: Collection[int] | None) -> None:
        """Tell of the selected fight, if it is another now; where words may be others, it is in any case.

        Where it is gone, the fight of the film that has taken it in is selected, if there is one.
        """
        scene = self._scene(before.id)
        if changed is not None and is_same_but_for_its_picture(scene, before):
            return  # its row tells of that
        self.scene = scene
        if self.scene is None:  # deleted, or its making was undone
            whole = self._session.catalog.read(read_taken_in_by, before.uuid)
            self.select(whole if whole is not None and self._rows.row(whole) is not None else None)
            return
        times = self.scene.fields.in_us, self.scene.fields.out_us
        if times != (self.marks.in_us, self.marks.out_us):  # whoever changed them: undo and other windows do, too
            self.marks.load(*times)
        self.beat = self._beat(self.beat.id if self.beat is not None else None)
        if self.part is not None and not self.part.is_in(self.scene):
            self.part = None
        self.beat_changed.emit()
        self.scene_changed.emit()

    def _look_at_film_again(self) -> None:
        assert self.film is not None
        self.film = self._film(self.film.id)
        if self.film is None:
            self._file.close()
            self._rows.show_film(None, None)
            self.select(None)
        else:
            self._file.look_again(self.film.id)
            self._rows.show_film(self.film.id, self._file.version_id)
        self.film_changed.emit()

    def _tell_lost(self, film: Film, scene: Scene | None) -> None:
        """Say of the film that was on the desk, or of its selected fight, that others took it away."""
        if self.film is None:
            self.said.emit(self.tr("“{name}” was removed elsewhere.").format(name=film.title), None)
        elif scene is not None and self.scene is None:
            self.said.emit(self.tr("“{name}” was deleted elsewhere.").format(name=scene.name), None)

    def _tell_gone(self, words: str) -> None:
        """Say that something can't be opened any more, and open what is left where nothing is."""
        self.said.emit(words, None)
        if self.film is None:
            self.open_first()

    def _film(self, film_id: int) -> Film | None:
        """Return a film, unless it was removed meanwhile, in another window or by a command."""
        return next(iter(self._session.catalog.read(read_films, [film_id])), None)

    def _scene(self, scene_id: int | None) -> Scene | None:
        found = [] if scene_id is None else self._session.catalog.read(read_scenes, [scene_id])
        return next((scene for scene in found if not scene.deleted_at), None)
