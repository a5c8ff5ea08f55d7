"""Marks films as seen, and turns spoiler-safe mode on and off, with a word and a way back. Knows no view."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from donnybrook.desktop.main_window import MainWindow
from donnybrook.desktop.services.spoilers import Spoilers
from donnybrook.desktop.session import Session


class SeenFilms(QObject):
    """Does what the keys of both workplaces ask; ``current_film`` gives the film that is meant, if one is."""

    def __init__(
        self,
        session: Session,
        spoilers: Spoilers,
        window: MainWindow,
        current_film: Callable[[], int | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._catalog = session.catalog
        self._spoilers = spoilers
        self._window = window
        self._current_film = current_film
        window.actions_.connect_table({"edit.seen": self._mark, "view.spoilers": self._turn})
        self._show()

    def _mark(self) -> None:
        film_id = self._current_film()
        if film_id is None:
            self._window.toast.say(self.tr("Choose a fight or a film first."))
            return
        seen = not self._spoilers.has_seen(film_id)
        self._set(film_id, seen=seen)

    def _set(self, film_id: int, *, seen: bool) -> None:
        self._spoilers.mark(film_id, seen=seen)
        words = self.tr("“{film}” is marked as seen") if seen else self.tr("“{film}” is not marked as seen now")
        title = self._catalog.film(film_id).title
        self._window.toast.say(words.format(film=title), lambda: self._spoilers.mark(film_id, seen=not seen))

    def _turn(self) -> None:
        on = not self._spoilers.is_on
        self._spoilers.turn(on=on)
        self._show()
        seen = self._window.actions_.key_of("edit.seen")
        hidden = self.tr("Films you have not seen are hidden; {key} marks one as seen").format(key=seen)
        self._window.toast.say(hidden if on else self.tr("Nothing is hidden"))

    def _show(self) -> None:
        self._window.actions_.qt("view.spoilers").setChecked(self._spoilers.is_on)
