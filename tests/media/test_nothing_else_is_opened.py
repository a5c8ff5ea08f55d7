"""Playlists and scripts under film names make the decoder open no other file and no socket, as the system sees it."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from donnybrook.media import FilmProblem, FilmWorker
from donnybrook.media.launching import worker_command
from media.numbered_films import RECIPES, draw_film

pytestmark = [
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed"),
    pytest.mark.usefixtures("no_leftover_processes"),
]

SCRIPTS = {
    "playlist of a path": "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{film}\n#EXT-X-ENDLIST\n",
    "playlist of a name": "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{name}\n#EXT-X-ENDLIST\n",
    "playlist of an address": "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n",
    "concat script of a path": "ffconcat version 1.0\nfile '{film}'\n",
    "concat script of a name": "ffconcat version 1.0\nfile {name}\n",
    "session": "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
    "manifest": '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"'
    ' mediaPresentationDuration="PT5S"><Period><AdaptationSet mimeType="video/mp2t"><Representation id="1"'
    ' bandwidth="1"><BaseURL>{name}</BaseURL></Representation></AdaptationSet></Period></MPD>',
    "redirection": "[Reference]\nRef1=http://127.0.0.1:9/a.ts\n",
}
_ENDINGS = ("mp4", "ts", "m3u8", "ffconcat")
# What the decoder would do without the whitelists; the control.
_PERMISSIVE = (
    "import sys\nfrom donnybrook.media import opening\nopening._SAFE_OPTIONS = {{{options}}}\n"
    "from donnybrook.media.worker_process import main\nmain(sys.argv[1:])"
)
_FREE_HAND = "'protocol_whitelist': 'file,http,tcp', 'allowed_extensions': 'ALL', 'extension_picky': '0'"


class Traced:
    """What the system saw a decoding process open."""

    def __init__(self, log: Path) -> None:
        self._log = log

    def command(self, decoder: Sequence[str]) -> list[str]:
        calls = "trace=open,openat,openat2,socket,connect"
        return ["strace", "-f", "--seccomp-bpf", "-qq", "-s", "4096", "-e", calls, "-o", str(self._log), *decoder]

    def opened(self, path: Path) -> bool:
        return str(path) in self._log.read_text(errors="replace")

    def sockets(self) -> list[str]:
        return [line for line in self._log.read_text(errors="replace").splitlines() if "socket(" in line]


def ask(command: Sequence[str], paths: Sequence[Path]) -> list[str]:
    """Ask a decoder for everything of files that are no films; return why each was refused."""
    reasons: list[str] = []
    with FilmWorker(command=command) as worker:
        for path in paths:
            for question in (worker.probe, worker.survey, lambda each: worker.cover(each, 0, 1_000_000)):
                try:
                    question(path)
                except FilmProblem as problem:
                    reasons.append(problem.reason)
    return reasons


@pytest.fixture
def film(tmp_path: Path) -> Path:
    recipe = next(each for each in RECIPES if each.name == "transport.ts")
    return draw_film(tmp_path / "other.ts", recipe)


def disguised(film: Path, script: str, ending: str) -> Path:
    path = film.with_name(f"{script.replace(' ', '_')}.{ending}")
    path.write_text(SCRIPTS[script].format(film=film, name=film.name))
    return path


def test_scripts_under_film_names_open_no_other_file_and_no_socket(film: Path, tmp_path: Path) -> None:
    traced = Traced(tmp_path / "calls.log")
    paths = [disguised(film, script, ending) for script in SCRIPTS for ending in _ENDINGS]
    reasons = ask(traced.command(worker_command()), paths)
    assert len(reasons) == 3 * len(paths)
    assert set(reasons) <= {"not_a_film", "no_picture"}
    assert all(traced.opened(path) for path in paths)
    assert not traced.opened(film)
    assert traced.sockets() == []


@pytest.mark.parametrize("script", ["playlist of a path", "concat script of a name"])
def test_the_watch_sees_a_decoder_that_opens_the_other_file(script: str, film: Path, tmp_path: Path) -> None:
    traced = Traced(tmp_path / "calls.log")
    decoder = [sys.executable, "-c", _PERMISSIVE.format(options=_FREE_HAND if "playlist" in script else "")]
    ask(traced.command(decoder), [disguised(film, script, "m3u8" if "playlist" in script else "mp4")])
    assert traced.opened(film)


def test_the_watch_sees_a_decoder_that_opens_a_socket(film: Path, tmp_path: Path) -> None:
    traced = Traced(tmp_path / "calls.log")
    decoder = [sys.executable, "-c", _PERMISSIVE.format(options=_FREE_HAND)]
    ask(traced.command(decoder), [disguised(film, "playlist of an address", "m3u8")])
    assert traced.sockets()
