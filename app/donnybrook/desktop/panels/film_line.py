"""Brings what is known of the film on the desk to its timeline, and goes from cut to cut. Lays out nothing."""

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Changes, MediaFile
from donnybrook.catalog.shots import read_shots
from donnybrook.desktop.models.film_outline import Cuts, cuts_of
from donnybrook.desktop.panels.timeline import Timeline
from donnybrook.desktop.services.film_pictures import FilmPictures
from donnybrook.desktop.services.playback import Player
from donnybrook.desktop.session import Session

_USUAL_SHAPE = 16 / 9


class FilmLine(QObject):
    """One film file at a time."""

    refused = Signal(str)
    """Emits a sentence on why there is no cut to go to."""

    def __init__(
        self, session: Session, player: Player, pictures: FilmPictures, timeline: Timeline, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._player = player
        self._pictures = pictures
        self._timeline = timeline
        self._media_file: MediaFile | None = None
        self._cuts = Cuts()
        self._unknown = self.tr("The cuts of this film are not known yet: it has not been looked through.")
        pictures.outlined.connect(self._show)
        pictures.timed.connect(lambda: timeline.show_frames(pictures.frames))
        pictures.arrived.connect(timeline.look_at_film)
        session.changed.connect(self._look_again)

    def show_file(self, media_file: MediaFile | None) -> None:
        """Show another film file, or the same one as it is known now; ``None`` for none."""
        before, self._media_file = self._media_file, media_file
        if _looks(media_file) != _looks(before) or media_file is None:
            self._timeline.show_film((media_file.version_end_us or 0) if media_file else 0, _shape(media_file))
        if media_file is None or before is None or _content(media_file) != _content(before):
            self._pictures.show(media_file)

    @property
    def knows_cuts(self) -> bool:
        """Whether the film has been looked through for its cuts."""
        return self._cuts.are_known

    def next_cut(self) -> None:
        """Go to the first frame of the next shot."""
        self._go(self._cuts.after(self._player.position_us), self.tr("There is no cut after this frame."))

    def previous_cut(self) -> None:
        """Go to the first frame of this shot; from there, to that of the shot before."""
        time_us = self._cuts.before(self._player.position_us)
        self._go(0 if time_us is None and self._player.position_us > 0 else time_us, "")

    def beginning_of_shot(self) -> int | None:
        """Return when the shot on the screen begins; ``None``, with the reason told, where that is not known."""
        if self._media_file is None:
            return None
        if not self._cuts.are_known:
            self.refused.emit(self._unknown)
            return None
        return self._cuts.beginning(self._player.position_us)

    def _go(self, time_us: int | None, otherwise: str) -> None:
        if self._media_file is None:
            return
        if not self._cuts.are_known:
            self.refused.emit(self._unknown)
        elif time_us is None:
            self.refused.emit(otherwise)
        else:
            self._player.seek(time_us)

    def _look_again(self, changes: Changes | None) -> None:
        """Look whether the film has been looked through in the meantime, or anew."""
        if self._media_file is None or not (changes is None or self._media_file.id in changes.shots):
            return
        if self._cuts.are_known and self._pictures.outline.is_read:
            self._show()
        else:
            self._pictures.show(self._media_file)

    def _show(self) -> None:
        media_file, outline = self._media_file, self._pictures.outline
        if media_file is None:
            self._cuts = Cuts()
            self._timeline.show_outline(None, None, self._cuts)
            return
        self._cuts = cuts_of(self._session.catalog.read(read_shots, media_file.id), media_file.clock)
        self._timeline.show_outline(self._pictures, outline.sound, self._cuts)


def _looks(media_file: MediaFile | None) -> tuple[object, ...]:
    """What a timeline's scale depends on."""
    return () if media_file is None else (media_file.id, media_file.version_end_us, _shape(media_file))


def _content(media_file: MediaFile) -> tuple[object, ...]:
    """What the pictures depend on."""
    return (media_file.id, media_file.path, media_file.fingerprint, media_file.clock)


def _shape(media_file: MediaFile | None) -> float:
    if media_file is None or not media_file.width_px or not media_file.height_px:
        return _USUAL_SHAPE
    return media_file.width_px / media_file.height_px
