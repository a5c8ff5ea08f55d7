"""The sheets that belong to Find alone: match-ups, and more like this; each made when it is first wanted.

Knows the workplace by what it shows, and counts nothing.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from donnybrook.desktop.main_window import MainWindow
from donnybrook.desktop.panels.find_workplace import FindWorkplace
from donnybrook.desktop.panels.sheet import SheetSurroundings
from donnybrook.desktop.services.cover_looks import CoverLooks
from donnybrook.desktop.services.spoilers import Spoilers
from donnybrook.desktop.services.thumbnails import Thumbnails
from donnybrook.desktop.settings import Settings
from donnybrook.desktop.sheet_shelf import SheetShelf

if TYPE_CHECKING:
    from donnybrook.desktop.panels.like_sheet import LikeSheet


class FindSheets(QObject):
    """Lives as long as its catalog is open."""

    def __init__(
        self,
        around: SheetSurroundings,
        window: MainWindow,
        find: FindWorkplace,
        spoilers: Spoilers,
        thumbnails: Thumbnails,
        settings: Settings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._around, self._window, self._find = around, window, find
        self._spoilers, self._thumbnails, self._settings = spoilers, thumbnails, settings
        self._looks = CoverLooks(around.session.catalog.path, self)
        self._shelf = SheetShelf(window, {"find.match_ups": self._show_match_ups, "find.like": self._show_like})

    def close(self) -> None:
        """Let go of the catalog."""
        self._shelf.close()
        self._looks.close()

    # Panels are imported when they are first wanted: the first paint does not wait for them.

    def _show_match_ups(self) -> None:
        from donnybrook.desktop.panels.match_up_sheet import MatchUpSheet

        ask, show = self._find.counts.match_ups, self._window.search_box.set_text
        sheet = self._shelf.sheet(MatchUpSheet, lambda: MatchUpSheet(self._around, ask, show))
        sheet.ask(self._find.query)

    def _show_like(self) -> None:
        from donnybrook.desktop.panels.like_sheet import LikeSheet

        scene_id = self._find.current_scene
        if scene_id is None:
            self._around.say(self.tr("Choose a fight first; then those like it can be found."))
            return
        sheet = self._shelf.sheet(LikeSheet, self._made_like)
        sheet.ask(scene_id)

    def _made_like(self) -> "LikeSheet":
        from donnybrook.desktop.panels.like_sheet import LikeSheet

        ask, show = self._find.counts.like, self._find.show_fight
        return LikeSheet(self._around, self._spoilers, self._thumbnails, self._settings, self._looks, ask, show)
