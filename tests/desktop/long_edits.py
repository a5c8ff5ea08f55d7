"""An edit in another thread that is under way for as long as a test wants."""

import threading
from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

from donnybrook.catalog import Catalog, Edited, Transaction
from donnybrook.catalog.edits.scenes import change_scene
from donnybrook.desktop.desk import Desk
from donnybrook.desktop.services.far_edits import FarEdits


def _name_first(catalog: Catalog) -> Edited[bool]:
    return catalog.edit("Name them all", change_scene, 1, title="Named")


class Long:
    """An edit in another thread that is over when the test says so."""

    def __init__(self, desk: Desk, edit: Callable[[Catalog], Edited[Any] | None] = _name_first) -> None:
        self._may_end = threading.Event()
        self._edit = edit
        self.far = FarEdits(desk.session)
        self.told: list[object] = []
        self.far.make("Name them all", self._work, self.told.append, self.told.append)

    def _work(self, catalog: Catalog) -> Edited[Any] | None:
        self._may_end.wait(60)
        return self._edit(catalog)

    def end(self) -> None:
        self._may_end.set()

    def close(self, qtbot: QtBot) -> None:
        """Have it over."""
        self.end()
        qtbot.waitUntil(lambda: bool(self.told))
        self.far.close()


class Holding(Long):
    """One that has SQLite's lock meanwhile."""

    def __init__(self, desk: Desk) -> None:
        self._has_lock = threading.Event()
        super().__init__(desk)
        assert self._has_lock.wait(60)

    def _work(self, catalog: Catalog) -> Edited[bool]:
        return catalog.edit("Name them all", self._hold)

    def _hold(self, tx: Transaction) -> bool:
        self._has_lock.set()
        self._may_end.wait(60)
        return change_scene(tx, 1, title="Named")
