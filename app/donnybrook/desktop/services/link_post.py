"""Hands a link to a fight to the window that has its catalog open already, and takes what is handed over. No widget.

Each open catalog listens under a name made of the user and the file's place; only the same user can reach it.
"""

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QAbstractSocket, QLocalServer, QLocalSocket

from donnybrook.catalog.scene_links import SceneLink, read_link
from donnybrook.problems import Problem

_CONNECT_MS = 500
_ANSWER_MS = 3000
_LONGEST = 8192
_TAKEN = b"taken\n"


def hand_over(link: SceneLink) -> bool:
    """Give a link to the window that has its catalog open; returns whether one took it."""
    socket = QLocalSocket()
    socket.connectToServer(_name(link.catalog))
    if not socket.waitForConnected(_CONNECT_MS):
        return False
    socket.write(f"{link.text}\n".encode())
    socket.flush()
    is_answered = socket.waitForReadyRead(_ANSWER_MS)
    taken = is_answered and bytes(socket.readAll().data()) == _TAKEN
    socket.disconnectFromServer()
    return taken


class LinkPost(QObject):
    """Takes links to fights of one catalog, as long as that is open; of two windows on it, the first does."""

    linked = Signal(str)
    """Emits the search that finds the fight of a link; '' for the catalog alone."""

    def __init__(self, catalog: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        name = _name(catalog)
        if not self._server.listen(name) and self._is_left_over(name):
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def close(self) -> None:
        """Take no more links."""
        self._server.close()

    def _is_left_over(self, name: str) -> bool:
        """Whether a window that listened there has ended without a word."""
        if self._server.serverError() != QAbstractSocket.SocketError.AddressInUseError:
            return False
        socket = QLocalSocket()
        socket.connectToServer(name)
        return not socket.waitForConnected(_CONNECT_MS)

    def _welcome(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _LONGEST:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        text = bytes(socket.readLine().data()).decode("utf-8", "replace").strip()
        try:
            link = read_link(text)
        except Problem:
            socket.abort()
            return
        if _name(link.catalog) == _name(self._catalog):
            socket.write(_TAKEN)
            socket.flush()
            self.linked.emit(link.query)
        socket.disconnectFromServer()


def _name(catalog: Path) -> str:
    place = hashlib.sha256(os.fsencode(catalog.absolute().resolve())).hexdigest()[:24]
    return f"donnybrook-{os.getuid() if hasattr(os, 'getuid') else os.getlogin()}-{place}"
