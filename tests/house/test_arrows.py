"""The arrows between the rooms, as pyproject.toml draws them, hold; and the check would see one that does not."""

import subprocess
import sysconfig
from pathlib import Path

import pytest

_LINTER = Path(sysconfig.get_path("scripts")) / "lint-imports"


def _lint(project: Path, package_folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [_LINTER, "--config", project / "pyproject.toml", "--no-cache"],
        cwd=package_folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_room_imports_against_the_arrows(checkout: Path) -> None:
    run = _lint(checkout, checkout / "app")
    assert run.returncode == 0, run.stdout
    assert "0 broken" in run.stdout


_INTRUDERS = [
    ("catalog", "import PySide6.QtCore", "Qt stays in the desktop room", "PySide6"),
    ("desktop", "import cv2", "PyAV and OpenCV stay in the media room", "cv2"),
    ("exchange", "import sqlite3", "SQLite stays in the catalog room", "sqlite3"),
    ("media", "import donnybrook.catalog", "The rooms point one way", "donnybrook.catalog"),
    ("analysis", "def late():\n    import donnybrook.cli", "The rooms point one way", "donnybrook.cli"),
]


@pytest.fixture(scope="module")
def seen(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return what the check says of a copy of the program with all intruders in it."""
    folder = tmp_path_factory.mktemp("intruded")
    package = folder / "donnybrook"
    for source in (checkout / "app" / "donnybrook").rglob("*.py"):
        copy = package / source.relative_to(checkout / "app" / "donnybrook")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(source.read_bytes())
    for room, line, _, _ in _INTRUDERS:
        (package / room / "intruder.py").write_text(line + "\n")
    run = _lint(checkout, folder)
    assert run.returncode != 0
    return run.stdout


@pytest.mark.parametrize(("room", "line", "contract", "imported"), _INTRUDERS)
def test_an_import_against_the_arrows_is_seen(seen: str, room: str, line: str, contract: str, imported: str) -> None:
    assert f"{contract} BROKEN" in seen
    assert f"donnybrook.{room}.intruder -> {imported} (l." in seen
