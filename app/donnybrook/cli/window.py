"""What the command line asks of the window, which it does not know: to be opened. The program's start hands it in."""

from pathlib import Path
from typing import Protocol


class OpenWindow(Protocol):
    """Opens the window and returns its exit code when it is closed; raises ``Problem`` where there is no screen."""

    def __call__(self, catalog: Path | None = None, *, query: str = "", play: bool = False) -> int:
        """Open the window on a catalog, with a query in its search box; ``play`` plays what that finds."""
