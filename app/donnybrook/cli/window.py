"""What the command line asks of the windows, which it does not know: to be opened. They are handed in at the start."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from donnybrook.records import dataclass

if TYPE_CHECKING:
    from donnybrook.media import FilmFacts


class OpenWindow(Protocol):
    """Opens the window and returns its exit code when it is closed; raises ``Problem`` where there is no screen."""

    def __call__(self, catalog: Path | None = None, *, query: str = "", play: bool = False) -> int:
        """Open the window on a catalog, with a query in its search box; ``play`` plays what that finds."""


class OpenFilmWindow(Protocol):
    """Opens a window that plays one film, and returns as ``OpenWindow`` does."""

    def __call__(self, film: Path, facts: "FilmFacts", at_us: int) -> int:
        """Play a film file, of which the facts are known, from a time on."""


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows that can be opened."""

    catalog: OpenWindow
    film: OpenFilmWindow
