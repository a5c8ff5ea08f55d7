"""The file of the film on the desk, and its place in the player that all workplaces share. Knows no fight."""

from donnybrook.catalog import MediaFile
from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.session import Session


class DeskFile:
    """``media_file`` is the one that is marked on; ``is_known`` says whether the film has any, be it gone or not."""

    def __init__(self, session: Session, player: Player) -> None:
        self._session = session
        self._player = player
        self._left_at_us = 0
        self.media_file: MediaFile | None = None
        self.is_known = False

    @property
    def version_id(self) -> int | None:
        """The version whose file it is; its clock is the one that is marked on."""
        return self.media_file.version_id if self.media_file is not None else None

    def open(self, film_id: int, version_id: int | None, at_us: int) -> None:
        """Take a film's first file that is there (of a version, if one is given), and show a frame of it, paused."""
        self._left_at_us = at_us
        self._find(film_id, version_id)
        self._show()

    def look_again(self, film_id: int) -> None:
        """Find the file again: it may have come, gone, or follow another clock; the same one stays as it plays."""
        had = self.media_file
        self._find(film_id, self.version_id)
        if self.media_file is None:
            self._find(film_id, None)
        if self.media_file is None:
            known = {each.id for each in self._session.catalog.media_files(film_id)}
            if had is not None and had.id not in known and self._is_in_player(had):  # else it is out of reach for now
                self._player.close_film()
            return
        shown = self._player.media_file if self._is_in_player(self.media_file) else had
        if shown is None or shown.clock != self.media_file.clock:
            self._show()

    def close(self) -> None:
        """There is no film any more."""
        self.media_file, self.is_known = None, False
        self._player.close_film()

    def leave(self) -> None:
        """Another workplace comes to the front."""
        if self._is_in_player(self.media_file):
            self._left_at_us = self._player.position_us
            self._player.pause()
            self._player.set_loop(None)

    def come_back(self) -> None:
        """The workplace is at the front again: the player shows the film, at the frame where it was left."""
        if not self._is_in_player(self.media_file):
            self._show()
        elif self._player.position_us != self._left_at_us:  # moved by another workplace meanwhile
            self._player.seek(self._left_at_us)

    def _find(self, film_id: int, version_id: int | None) -> None:
        files = self._session.catalog.media_files(film_id)
        if version_id is not None:
            files = [each for each in files if each.version_id == version_id]
        self.is_known = bool(files)
        self.media_file = next((each for each in files if each.path.is_file()), None)

    def _is_in_player(self, media_file: MediaFile | None) -> bool:
        there = self._player.media_file
        return there is not None and media_file is not None and there.id == media_file.id

    def _show(self) -> None:
        if self.media_file is None:
            self._player.close_film()
        else:
            self._player.open(self.media_file.path, self.media_file, at_us=self._left_at_us)
