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


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("catalog/intruder.py", "import PySide6.QtCore", "Qt stays in the desktop room"),
        ("desktop/intruder.py", "import cv2", "PyAV and OpenCV stay in the media room"),
        ("exchange/intruder.py", "import sqlite3", "SQLite stays in the catalog room"),
        ("media/intruder.py", "import donnybrook.catalog", "The rooms point one way"),
        ("catalog/intruder.py", "def late():\n    import donnybrook.cli", "The rooms point one way"),
    ],
)
def test_an_import_against_the_arrows_is_seen(
    checkout: Path, tmp_path: Path, module: str, line: str, contract: str
) -> None:
    package = tmp_path / "donnybrook"
    for source in (checkout / "app" / "donnybrook").rglob("*.py"):
        copy = package / source.relative_to(checkout / "app" / "donnybrook")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(source.read_bytes())
    (package / module).write_text(line + "\n")
    run = _lint(checkout, tmp_path)
    assert run.returncode != 0
    assert f"{contract} BROKEN" in run.stdout
