"""Hands a link to a fight to the window that has its catalog open already, and takes what is handed over. No widget.

Each open catalog listens under a name made of the user, the machine and the file's place; only the same user can reach
it.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QSysInfo, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from donnybrook.catalog.scene_links import SceneLink, read_link
from donnybrook.problems import Problem

_CONNECT_MS = 500
_ANSWER_MS = 3000
_LONGEST = 8192
_TAKEN = b"taken\n"
_NOBODY_LISTENS = QLocalSocket.LocalSocketError.ConnectionRefusedError


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
        _clear_left_behind()
        self._server.listen(_name(catalog))

    def close(self) -> None:
        """Take no more links."""
        self._server.close()

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


def _clear_left_behind() -> None:
    """Take away the sockets at which windows listened that were cut off; on Windows they go by themselves."""
    for place in Path(QDir.tempPath()).glob(f"{_own_names()}*"):
        socket = QLocalSocket()
        socket.connectToServer(str(place))
        if not socket.waitForConnected(_CONNECT_MS) and socket.error() == _NOBODY_LISTENS:
            with suppress(OSError):
                place.unlink()


def _name(catalog: Path) -> str:
    return f"{_own_names()}{_digest(os.fsencode(catalog.absolute().resolve()), 24)}"


def _own_names() -> str:
    """Return what all names of this user begin with on this machine: of another's nobody knows whether it listens."""
    user = os.getuid() if hasattr(os, "getuid") else os.getlogin()
    return f"donnybrook-{user}-{_digest(QSysInfo.machineHostName().encode(), 6)}-"


def _digest(value: bytes, length: int) -> str:
    return hashlib.sha256(value).hexdigest()[:length]
