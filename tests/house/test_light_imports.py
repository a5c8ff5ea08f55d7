"""The window may not wait for heavy packages: no module that it needs before its first paint imports them at once."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

_HEAVY = ("numpy", "cv2", "av", "sqlite_utils", "rich")
_SCRIPT = """
import importlib, sys
for name in sys.argv[1].split(","):
    importlib.import_module(name)
print(*[heavy for heavy in {heavy!r} if heavy in sys.modules])
"""


def _heavy_after_importing(modules: list[str]) -> list[str]:
    script = _SCRIPT.format(heavy=_HEAVY)
    run = subprocess.run(
        [sys.executable, "-c", script, ",".join(modules)], capture_output=True, text=True, check=False, timeout=60
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.split()


@pytest.mark.parametrize("room", ["donnybrook", "donnybrook.catalog", "donnybrook.media", "donnybrook.__main__"])
def test_a_room_opens_without_heavy_packages(room: str) -> None:
    assert _heavy_after_importing([room]) == []


def test_the_whole_desktop_opens_without_heavy_packages(checkout: Path) -> None:
    app = checkout / "app"
    modules = [
        ".".join(path.relative_to(app).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((app / "donnybrook" / "desktop").rglob("*.py"))
    ]
    assert _heavy_after_importing(modules) == []


def test_the_check_sees_a_heavy_package() -> None:
    assert "numpy" in _heavy_after_importing(["donnybrook", "numpy"])


def test_records_are_made_by_the_house_and_not_by_the_standard_library(checkout: Path) -> None:
    house = checkout / "app" / "donnybrook" / "records.py"
    taken = re.compile(r"^from dataclasses import .*\bdataclass\b", re.MULTILINE)
    paths = [path for path in sorted((checkout / "app").rglob("*.py")) if path != house]
    assert paths
    assert [str(path) for path in paths if taken.search(path.read_text(encoding="utf-8"))] == []
