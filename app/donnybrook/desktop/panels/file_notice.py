"""Says in Tag, above the film, what is the matter with its file, and offers what can be done. Reads no file itself."""

from pathlib import Path

from PySide6.QtCore import Signal

from donnybrook.catalog import MediaFile
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.banner import Banner
from donnybrook.desktop.services.errands import Errands
from donnybrook.desktop.services.film_errands import standing_of
from donnybrook.ingest.standing import Standing, changed_sentence


class FileNotice(Banner):
    """Hidden while all is well."""

    find_wanted = Signal()
    """The person wants to find the file again."""

    take_wanted = Signal(object)
    """Emits the path of a changed file that is to be taken as it is now."""

    def __init__(self, errands: Errands, icons: Icons) -> None:
        super().__init__(icons)
        self._errands = errands
        self._looked_at: MediaFile | None = None
        self._missing: Path | None = None

    def show_missing(self, path: Path) -> None:
        """Say that a film's file is gone; once, so that it can be closed."""
        if path == self._missing:
            return
        self._looked_at, self._missing = None, path
        words = self.tr("{path} is not there any more. The fights of the film are safe; moved, it can be found again.")
        self.say(words.format(path=path), self.find_wanted.emit, self.tr("Find it again…"))

    def look_at(self, media_file: MediaFile | None) -> None:
        """Look, away from the window's thread, whether the file on the desk is still what it was; ``None``: hide."""
        if media_file is not None and media_file == self._looked_at:
            return
        self._looked_at, self._missing = media_file, None
        self.hide()
        if media_file is not None:
            self._errands.run(lambda: standing_of(media_file), lambda found: self._looked(media_file, found), _leave)

    def _looked(self, media_file: MediaFile, found: Standing) -> None:
        if found is Standing.CHANGED and media_file == self._looked_at:
            take = self.tr("Take it as it is now")
            self.say(changed_sentence(media_file), lambda: self.take_wanted.emit(media_file.path), take)


def _leave(_sentence: str) -> None:
    """A file that can't be looked at shows so when it is played."""
