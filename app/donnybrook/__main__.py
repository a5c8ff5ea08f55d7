"""Starts the program: the window for a catalog or nothing at all, the command line for everything else.

The way to the window imports nothing of the command line's.
"""

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from donnybrook.problems import Problem

if TYPE_CHECKING:
    from donnybrook.catalog.scene_links import SceneLink
    from donnybrook.media import FilmFacts

_FILM_WORKER = "--film-worker"  # how a frozen app, which has no other Python, starts its decoding process
_CALM = 100_000  # objects between one look for waste and the next
_LINK = "donnybrook:"  # a link to a fight
_FILE = "file:"  # how a desktop may name a catalog
_THEMES = ("light", "dark", "system")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == [_FILM_WORKER]:
        from donnybrook.media.worker_process import main as serve

        serve(given[1:])
        return 0
    try:
        return _window(given) if _is_for_the_window(given) else _command(given)
    except KeyboardInterrupt:
        return _tell("Stopped.", 130)


def open_window(
    catalog: Path | None = None,
    *,
    query: str = "",
    play: bool = False,
    theme: str | None = None,
    link: "SceneLink | None" = None,
) -> int:
    """Open the window and return its exit code when it is closed; raises ``Problem`` where there is no screen."""
    _need_screen()
    gc.disable()  # until the window is painted: looking for waste among what stays would only take time
    from donnybrook.desktop.app import run

    return run(catalog, query=query, play=play, theme=theme, link=link)


def open_film_window(film: Path, facts: "FilmFacts", at_us: int) -> int:
    """Play a film in a window of its own and return the exit code; raises ``Problem`` where there is no screen."""
    _need_screen()
    from donnybrook.desktop.film_window import run

    return run(film, facts, at_us)


def _command(given: Sequence[str]) -> int:
    # Looking for waste takes a sixth of loading a command, and as much again at its end, when all is let go of anyway.
    gc.set_threshold(_CALM)
    atexit.register(gc.freeze)
    from donnybrook.cli.entry import run
    from donnybrook.cli.window import Windows

    return run(given, Windows(open_window, open_film_window))


def _is_for_the_window(given: Sequence[str]) -> bool:
    """Whether the arguments are a catalog alone, a theme, or nothing. No command's name holds a dot or a slash."""
    if not given:
        return True
    first = given[0]
    if first.startswith((_LINK, _FILE)):
        return True
    if first == "--theme" or first.startswith("--theme=") or first.endswith(".fights"):
        return True
    return not first.startswith("-") and any(sign in first for sign in (".", os.sep)) and Path(first).exists()


def _window(given: list[str]) -> int:
    theme: str | None = None
    places: list[str] = []
    rest = iter(given)
    for each in rest:
        if each.startswith("--theme"):
            theme = each.partition("=")[2] if "=" in each else next(rest, "")
        else:
            places.append(each)
    if (theme is not None and theme not in _THEMES) or len(places) > 1 or any(each[:1] == "-" for each in places):
        return _tell("Usage: donnybrook [--theme light|dark|system] [CATALOG|LINK], or donnybrook --help.", 2)
    try:
        place = _place(places[0]) if places else None
        if isinstance(place, Path) or place is None:
            return open_window(place, theme=theme)
        return open_window(theme=theme, link=place)
    except Problem as problem:
        return _tell(str(problem), 1)


def _place(given: str) -> "Path | SceneLink":
    if given.startswith(_LINK):
        from donnybrook.catalog.scene_links import read_link

        return read_link(given)
    if given.startswith(_FILE):
        from urllib.parse import unquote_to_bytes, urlsplit

        return Path(os.fsdecode(unquote_to_bytes(urlsplit(given).path)))
    return Path(given)


def _need_screen() -> None:
    if not _has_screen():
        raise Problem("There is no screen here to open the window on. ‘donnybrook --help’ lists what works without.")


def _has_screen() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _tell(sentence: str, code: int) -> int:
    print(f"donnybrook: {sentence}", file=sys.stderr)  # noqa: T201 - said before the command line is loaded
    return code


if __name__ == "__main__":
    sys.exit(main())
