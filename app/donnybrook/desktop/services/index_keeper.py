"""Has the search index brought up to date when the hands rest after an edit, away from the window. Knows no widget.

Whoever asks something before that has it brought up first; so this spares the next search, and the edit itself.
"""

from PySide6.QtCore import QObject, QTimer

from donnybrook.catalog import Catalog
from donnybrook.desktop.services.asker import Asker
from donnybrook.desktop.session import Session

_REST_MS = 400


class IndexKeeper(QObject):
    """Asks once after many edits that follow each other quickly."""

    def __init__(self, session: Session, asker: Asker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asker = asker
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._ask)
        session.changed.connect(self._rest.start)

    def _ask(self) -> None:
        self._asker.ask("index", _catch_up, lambda _: None)


def _catch_up(catalog: Catalog) -> None:
    catalog.questions.catch_up()
