"""What is said in a word of a film that was added, or has its file now, with a way on or back. Opens no film itself."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from donnybrook.catalog import Changes
from donnybrook.desktop.main_window import MainWindow
from donnybrook.desktop.marked_words import translated
from donnybrook.desktop.panels.sheet import SheetSurroundings

if TYPE_CHECKING:
    from donnybrook.ingest.films import AddedFilm


class FilmNews(QObject):
    """Of one window on one catalog; ``around`` tells it with a way back."""

    def __init__(self, around: SheetSurroundings, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._window = window

    def tell_attached(self, film_id: int, name: str, changes: Changes) -> None:
        """Say that a film has its file now, and how its fights come to stand where they are in it."""
        catalog = self._around.session.catalog
        words = self.tr("“{name}” is the file of “{film}” now")
        first = catalog.scene_rows(catalog.scene_ids_of_film(film_id)[:1])  # those without an in point come last
        if first and first[0].in_us is not None:
            words = self.tr("“{name}” is the file of “{film}” now. Where a fight begins, {key} slides them all.")
        key = self._window.actions_.key_of("tag.slide")
        self._around.say_done(words.format(name=name, film=catalog.film(film_id).title, key=key), changes)

    def tell_added(self, added: "AddedFilm", open_it: Callable[[], object] | None) -> None:
        """Say what became of a film that was added; ``open_it`` opens it where it is not on the screen."""
        was = self.tr("is in the catalog already") if added.already_there else self.tr("added")
        if added.has_changed:
            from donnybrook.ingest.standing import TAKEN

            was = translated(TAKEN)
        elif added.same_as is not None and not added.already_there:
            was = self.tr("is there already: this is another copy of {name}").format(name=added.same_as.name)
        words = self.tr("“{film}” {was}").format(film=added.title, was=was)
        self._window.toast.say(words, open_it, self.tr("Open in Tag") if open_it is not None else "")
