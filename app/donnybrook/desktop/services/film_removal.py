"""Takes a film out of the catalog, after a backup, as one edit to undo. Knows no widget."""

from donnybrook.catalog import Film
from donnybrook.catalog.edits.film_removal import count_fights, fights_told, remove_film
from donnybrook.desktop.entry import Spoken
from donnybrook.desktop.marked_words import translate
from donnybrook.desktop.services.backups import Backups
from donnybrook.desktop.services.far_edits import FarEdits
from donnybrook.desktop.services.told_edits import ToldEdits
from donnybrook.desktop.session import Session


class FilmRemoval:
    """For one window on one catalog; ``edits`` tell of it."""

    def __init__(self, session: Session, backups: Backups, far: FarEdits, edits: ToldEdits) -> None:
        self._session = session
        self._backups = backups
        self._far = far
        self._edits = edits

    def fights_of(self, film: Film) -> str:
        """Return in words how many fights would go with a film; '' for none."""
        return self._session.catalog.read(fights_told, film.id)

    def remove(self, film: Film, *, with_fights: bool) -> None:
        """Remove a film; the backup is made behind the window."""

        def go_on() -> None:
            at, label = Spoken(self._session.problem.emit), f"Remove film {film.title}"
            fights = self._session.catalog.read(count_fights, film.id)
            entry = self._far.enter(fights, at, label, remove_film, film.id, with_fights=with_fights)
            told = translate("FilmRemoval", "“{film}” was removed").format(film=film.title)
            self._edits.tell(entry, told)

        self._backups.make("before removing a film", go_on, self._session.problem.emit)
