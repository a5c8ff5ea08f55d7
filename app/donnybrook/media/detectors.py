"""Which shot detectors there are: ours, PySceneDetect's where it is installed, and those of other packages.

Knows what a detector is, and no film. Nothing is loaded before it is asked for.
"""

from collections.abc import Iterator
from functools import partial
from importlib import util
from typing import TYPE_CHECKING

from donnybrook.media.problems import FilmProblem
from donnybrook.media.shot_detectors import DetectorPlug, ShotDetector

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint, EntryPoints

USUAL = "donnybrook"
ENTRY_POINTS = "donnybrook.shot_detectors"
_OUR_VERSION = "1"
_PEERS = {"adaptive": "AdaptiveDetector", "content": "ContentDetector", "hash": "HashDetector"}
_PEER_PX = 256  # the width that PySceneDetect itself makes pictures of


def detectors() -> Iterator[DetectorPlug]:
    """Iterate over all detectors, the usual one first; raises ``FilmProblem`` for one that can't be loaded."""
    yield from _own()
    for entry in _entries():
        yield _loaded(entry)


def detector_names() -> list[str]:
    """Return the names of all detectors, loading none."""
    return [*(plug.name for plug in _own()), *(entry.name for entry in _entries())]


def detector_named(name: str) -> DetectorPlug:
    """Return the detector of a name; raises ``FilmProblem`` if there is none, or if it can't be loaded."""
    for plug in _own():
        if plug.name == name:
            return plug
    for entry in _entries():
        if entry.name == name:
            return _loaded(entry)
    raise FilmProblem(
        f"There is no shot detector called “{name}” here. There are: {', '.join(detector_names())}.", "no_detector"
    )


def _own() -> Iterator[DetectorPlug]:
    yield DetectorPlug(USUAL, _OUR_VERSION, "follows every frame: cuts, fades, dissolves", _correlating)
    words = "the same, but leaves out frames that no other needs"
    yield DetectorPlug("donnybrook-fast", _OUR_VERSION, words, _correlating, is_fast=True)
    if util.find_spec("scenedetect") is not None:
        version = _peer_version()
        for name, peer in _PEERS.items():
            words = f"PySceneDetect’s {peer}, as it comes: cuts alone"
            yield DetectorPlug(f"scenedetect-{name}", version, words, partial(_peer, peer), picture_px=_PEER_PX)


def _correlating() -> ShotDetector:
    from donnybrook.media.correlating_detector import CorrelatingDetector

    return CorrelatingDetector()


def _peer(peer: str) -> ShotDetector:
    from donnybrook.media.peer_detector import PeerDetector

    return PeerDetector(peer)


def _peer_version() -> str:
    from importlib import metadata  # which takes as long to load as the rest of this room

    # Two distributions hold the same package: with the OpenCV of servers, which is ours, and with the other one.
    for name in ("scenedetect-headless", "scenedetect"):
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return "unknown"


def _entries() -> "EntryPoints":
    from importlib import metadata

    return metadata.entry_points(group=ENTRY_POINTS)


def _loaded(entry: "EntryPoint") -> DetectorPlug:
    try:
        plug = entry.load()
    except (ImportError, AttributeError) as fault:
        raise FilmProblem(f"The shot detector “{entry.name}” can't be loaded: {fault}.", "no_detector") from fault
    if not isinstance(plug, DetectorPlug) or plug.name != entry.name:
        raise FilmProblem(f"What calls itself the shot detector “{entry.name}” is none.", "no_detector")
    return plug
