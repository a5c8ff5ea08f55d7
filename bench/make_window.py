"""Opens the whole window on a catalog for the benches, as the program does, but under a folder of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from donnybrook.desktop.app import Program, application
from donnybrook.desktop.errors import ErrorHook
from donnybrook.desktop.services.waste import WasteCollector
from donnybrook.desktop.settings import Settings


@contextmanager
def opened_window(catalog: Path, folder: Path, size: tuple[int, int] = (1280, 720)) -> Iterator[Program]:
    """Give the program with its window shown; ``folder`` takes its settings and its log, ``size`` is in pixels."""
    app = application()
    waste = WasteCollector(app)  # Qt does not survive being cleared away on another thread
    program = Program(app, ErrorHook(folder / "log.txt"), Settings(folder / "settings.ini"), "dark")
    program.open(catalog)
    program.window.resize(*size)
    program.window.show()
    program.window.activateWindow()
    program.after_first_paint()
    try:
        yield program
    finally:
        program.close_catalog()
        waste.hand_back()
