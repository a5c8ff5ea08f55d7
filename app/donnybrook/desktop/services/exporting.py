"""Exports fights in a thread of its own, which can be asked how far it is, and to stop. Knows no widget.

The thread opens the catalog for itself; what it writes has no name until it is whole.
"""

from collections.abc import Callable
from pathlib import Path

from donnybrook.catalog import Catalog
from donnybrook.desktop.marked_words import N_, translated
from donnybrook.desktop.services.errands import Errands
from donnybrook.exchange.exporting import Choice, Exported, export_found, export_scenes
from donnybrook.exchange.formats import format_named, written_formats
from donnybrook.problems import Problem
from donnybrook.records import dataclass

STOPPED = N_("Stopped. Nothing was written.")


class Stopped(Problem):
    """Whoever waited wants it no more."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be exported, from which catalog, and where to: some scenes, or what a query finds; '' finds all.

    ``form`` is the name of a format; '' is a folder of tables.
    """

    catalog: Path
    path: Path
    scene_ids: tuple[int, ...] | None
    query: str
    choice: Choice
    form: str = ""


class Exporting:
    """One export at a time."""

    def __init__(self, errands: Errands) -> None:
        self._errands = errands
        self._is_stopping = False
        self.is_running = False
        self.share = 0.0  # of 1: how far it is

    def start(self, order: Order, done: Callable[[Exported], None], refused: Callable[[str], None]) -> None:
        """Export; ``done`` hears what was written, ``refused`` why nothing was."""
        self._is_stopping, self.is_running, self.share = False, True, 0.0

        def finished(written: Exported) -> None:
            self.is_running = False
            done(written)

        def failed(sentence: str) -> None:
            self.is_running = False
            refused(sentence)

        self._errands.run(lambda: self._export(order), finished, failed)

    def stop(self) -> None:
        """Stop; what was there before is untouched."""
        self._is_stopping = True

    def _export(self, order: Order) -> Exported:
        with Catalog.open(order.catalog) as catalog:
            form = format_named(order.form, written_formats()) if order.form else None
            path, choice, tell = order.path, order.choice, self._tell
            if order.scene_ids is not None:
                return export_scenes(catalog, path, order.scene_ids, form=form, choice=choice, tell=tell)
            return export_found(catalog, path, order.query, form=form, choice=choice, tell=tell)

    def _tell(self, done: int, total: int) -> None:
        self.share = min(1.0, done / total) if total else 1.0
        if self._is_stopping:
            raise Stopped(translated(STOPPED))
