"""The films at the left of Tag, and the word on a film's file: shown from the catalog, removed after a question.

It opens no film itself: which one is on the desk is ``Tagging``'s to say.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Changes
from donnybrook.desktop.action_set import ActionSet
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.file_notice import FileNotice
from donnybrook.desktop.panels.film_list import FilmList, FilmRow
from donnybrook.desktop.services.file_states import FileStates
from donnybrook.desktop.services.film_pictures import FilmPictures
from donnybrook.desktop.services.film_removal import FilmRemoval
from donnybrook.desktop.services.films import FilmService
from donnybrook.desktop.services.tagging import Tagging
from donnybrook.desktop.session import Session
from donnybrook.desktop.theme import Theme
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class FilmParts:
    """What Tag needs of those who look after film files."""

    films: FilmService
    states: FileStates
    pictures: FilmPictures
    notice: FileNotice
    removal: FilmRemoval


class TagFilms(QObject):
    """The list, and the notice over the film."""

    removed = Signal()
    """A film was taken out of the catalog after a question in the list."""

    def __init__(
        self,
        session: Session,
        parts: FilmParts,
        tagging: Tagging,
        actions: ActionSet,
        theme: Theme,
        icons: Icons,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._films = parts.films
        self._states = parts.states
        self._removal = parts.removal
        self._tagging = tagging
        self.notice = parts.notice
        self.list = FilmList(theme, icons, actions)
        self.list.removal_confirmed.connect(self._remove_with_fights)
        self.list.memory_film_wanted.connect(tagging.new_memory_film)
        session.changed.connect(self._look_again)
        self._states.changed.connect(self._show_list)
        self._look_again(None)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Add film files; each opens as soon as it has been read."""
        self._films.add_files(paths)

    def show_film(self) -> None:
        """Show which film is on the desk, and how its file stands."""
        self._show_list()
        tagging = self._tagging
        known = self._session.catalog.media_files(tagging.film.id) if tagging.film is not None else []
        if tagging.media_file is None and known:
            self.notice.show_missing(known[0].path)
        else:
            self.notice.look_at(tagging.media_file)

    def remove(self) -> None:
        """Take the film out of the catalog; where fights would go with it, ask first."""
        film = self._tagging.film
        if film is None:
            return
        fights = self._removal.fights_of(film)
        if fights:
            self.list.ask_whether_to_remove(fights)
        else:
            self._removal.remove(film, with_fights=False)

    def _remove_with_fights(self) -> None:
        if self._tagging.film is not None:
            self._removal.remove(self._tagging.film, with_fights=True)
            self.removed.emit()

    def _look_again(self, changes: Changes | None) -> None:
        if changes is None or changes.films:
            self._states.look(self._session.catalog.media_files())
            self._show_list()

    def _show_list(self) -> None:
        film = self._tagging.film
        rows = [FilmRow(each, self._states.of(each.id)) for each in self._session.catalog.films()]
        self.list.show_films(rows, film.id if film is not None else None)
