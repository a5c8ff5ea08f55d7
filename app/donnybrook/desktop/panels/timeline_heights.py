"""How high the lanes of a timeline are: lower in a low window, so that a fight's weapons stand under its film in sight.

Which it is, the window says, and nothing that is shown: lanes would else change their height from fight to fight.
"""

from collections.abc import Mapping

from donnybrook.desktop.models.dragging import PieceKind
from donnybrook.records import dataclass

_WEAPONS = 5  # of a fight that has more, the others are scrolled to
_LINE_PX = 1


@dataclass(frozen=True, slots=True)
class Heights:
    """In pixels: of pictures, sound and cuts, with so much room above and below each; of one row of each kind."""

    film_px: int
    sound_px: int
    cuts_px: int
    room_px: int
    row_px: Mapping[PieceKind, int]

    def with_room(self, height_px: int) -> int:
        """Return how high a lane of the film is with the room around it and the line above."""
        return height_px + 2 * self.room_px + _LINE_PX

    @property
    def usual_px(self) -> int:
        """How high the lanes of a film that was looked through are, with a fight of some beats and weapons."""
        film = sum(map(self.with_room, (self.film_px, self.sound_px, self.cuts_px)))
        return film + self.row_px["scene"] + self.row_px["beat"] + _WEAPONS * self.row_px["use"]


_AMPLE = Heights(42, 20, 12, 3, {"scene": 23, "beat": 19, "use": 21})
_LOW = Heights(28, 12, 8, 2, {"scene": 21, "beat": 17, "use": 17})


def heights_in(room_px: float) -> Heights:
    """Return the heights for lanes that may take so much room together."""
    return _AMPLE if _AMPLE.usual_px <= room_px else _LOW
