"""Answers requests for what plays, pictures and sound, inside the decoding process; knows no pipe."""

import mmap
from collections.abc import Callable, Mapping
from pathlib import Path

from donnybrook.media.admission import FileIdentity, admit
from donnybrook.media.facts import SOUND_BYTES
from donnybrook.media.reel import Reel
from donnybrook.media.sound_track import SoundTrack
from donnybrook.media.wire import Action, Answer, Request


class PlayingDesk:
    """The one film that plays: its pictures and its sound."""

    def __init__(self, memory: mmap.mmap, alive: Callable[[], None]) -> None:
        """Answer through ``memory``: sound from its first byte on, pictures at the places that requests name."""
        self._memory = memory
        self._alive = alive
        self._identity: FileIdentity | None = None
        self._reel: Reel | None = None
        self._track: SoundTrack | None = None
        self.actions: Mapping[Action, Callable[[Request], Answer]] = {
            "run": lambda request: self._opened(request).run(request),
            "keyframe": lambda request: self._opened(request).keyframe(request),
            "neighbour_time": lambda request: self._opened(request).neighbour_time(request),
            "sound": self._sound,
        }

    def _opened(self, request: Request) -> Reel:
        path = Path(request.path)
        self._turn_to(path)
        if self._reel is None:
            self._reel = Reel(path, self._memory, self._alive)
        return self._reel

    def _sound(self, request: Request) -> Answer:
        path = Path(request.path)
        self._turn_to(path)
        if self._track is None:
            self._track = SoundTrack(path)
        if self._track.is_silent:
            return Answer("done", is_end=True)
        count = min(request.step, SOUND_BYTES // 4)
        coded = self._track.take(request.time_us, request.rate, count).tobytes()
        self._memory[: len(coded)] = coded
        return Answer("done", time_us=request.time_us, payload_bytes=len(coded))

    def _turn_to(self, path: Path) -> None:
        identity = admit(path)
        if identity == self._identity:
            return
        for open_one in (self._reel, self._track):
            if open_one is not None:
                open_one.close()
        self._reel = self._track = None
        self._identity = identity
