"""Spoiler-safe mode: scenes of films a person has not seen lose their titles, notes and what comes of them.

Their covers become blurs. Whoever shows scenes in Find reads them here, and can't forget to hide anything. What a
person has seen is theirs, not the catalog's: it is kept in the settings, by the film's UUID.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Changes, Scene, SceneRow
from donnybrook.catalog.reading import read_film_ids, read_films_of
from donnybrook.desktop.services.thumbnails import veiled
from donnybrook.desktop.session import Session
from donnybrook.desktop.settings import SPOILER_SAFE, Settings


class Spoilers(QObject):
    """Reads one catalog's scenes as a person may see them."""

    changed = Signal()
    """The mode is another, or a film counts as seen, or no longer."""

    def __init__(self, session: Session, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalog = session.catalog
        self._settings = settings
        self._seen: frozenset[int] = frozenset()
        session.changed.connect(self._look_again)
        self._read_seen()

    @property
    def is_on(self) -> bool:
        """Whether anything is hidden at all."""
        return self._settings.value(SPOILER_SAFE)

    def turn(self, *, on: bool) -> None:
        """Begin to hide, or show all."""
        self._settings.set(SPOILER_SAFE, on)
        self.changed.emit()

    def has_seen(self, film_id: int) -> bool:
        """Whether the person has marked a film as seen."""
        return film_id in self._seen

    def mark(self, film_id: int, *, seen: bool) -> None:
        """Remember that a film was seen, or that it was not."""
        self._settings.keep_seen(self._catalog.film(film_id).uuid, seen=seen)
        self._read_seen()
        self.changed.emit()

    def hides(self, film_id: int) -> bool:
        """Whether a film's scenes are hidden."""
        return self.is_on and film_id not in self._seen

    def hiding(self) -> Callable[[int], bool]:
        """Return what says of a film's id whether its scenes are hidden now; for other threads."""
        is_on, seen = self.is_on, self._seen
        return lambda film_id: is_on and film_id not in seen

    def hides_any(self, scene_ids: Sequence[int]) -> bool:
        """Whether any of some scenes, which may be thousands, is hidden."""
        return self.is_on and not self._seen.issuperset(self._catalog.read(read_films_of, scene_ids))

    def rows(self, scene_ids: Sequence[int]) -> list[SceneRow]:
        """Return scenes as lists show them, in the order of the ids; those that are gone are left out."""
        is_on = self.is_on
        return [
            _veiled_row(row) if is_on and row.film_id not in self._seen else row
            for row in self._catalog.scene_rows(scene_ids)
        ]

    def scenes(self, scene_ids: Sequence[int]) -> list[Scene]:
        """Return whole scenes, in the order of the ids; those that are gone are left out."""
        return [
            without_spoilers(scene) if self.hides(scene.film_id) else scene for scene in self._catalog.scenes(scene_ids)
        ]

    def scene(self, scene_id: int) -> Scene:
        """Return one scene; raises ``Gone`` if there is none with that id."""
        found = self._catalog.scene(scene_id)
        return without_spoilers(found) if self.hides(found.film_id) else found

    def _look_again(self, changes: Changes | None) -> None:
        if changes is None or changes.films:
            self._read_seen()

    def _read_seen(self) -> None:
        self._seen = frozenset(self._catalog.read(read_film_ids, self._settings.seen_films()))


def _veiled_row(row: SceneRow) -> SceneRow:
    return replace(row, title="", cover=None if row.cover is None else veiled(row.cover))


def without_spoilers(scene: Scene) -> Scene:
    """Return a scene without title, note and beats, and without what becomes of anyone or anything in it."""
    return replace(
        scene,
        fields=replace(scene.fields, title="", note=""),
        combatants=tuple(replace(each, outcome="", note="") for each in scene.combatants),
        beats=(),
        wieldings=tuple(replace(each, ended="", manner="", beat_id=None, previous_id=None) for each in scene.wieldings),
        terms=tuple(each for each in scene.terms if each.beat_id is None),
    )
