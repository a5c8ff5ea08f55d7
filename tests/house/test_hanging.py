"""A test that hangs, or whose process dies, fails the run and does not hold it up."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest

_HANGS = "import time\n\ndef test_hangs():\n    time.sleep(1000)\n"
_DIES = "import os\n\ndef test_dies():\n    os.kill(os.getpid(), 11)\n"
_PATIENCE_S = 60


@pytest.mark.parametrize("body", [_HANGS, _DIES], ids=["hangs", "dies"])
def test_a_test_that_does_not_end_fails_the_run(body: str, checkout: Path, tmp_path: Path) -> None:
    for name in ("test_one.py", "test_other.py"):
        (tmp_path / name).write_text(body)
    arguments = f"ARGS=-c pyproject.toml -p no:cacheprovider -o faulthandler_timeout=1 {tmp_path}"
    lines = subprocess.run(
        ["make", "-n", "--no-print-directory", "test", arguments],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    )
    command = lines.stdout.splitlines()[-1]
    assert shutil.which("timeout") is None or "timeout " in command
    began_s = time.monotonic()
    run = subprocess.run(command, shell=True, cwd=checkout, capture_output=True, text=True, timeout=_PATIENCE_S)
    assert run.returncode != 0
    assert "crashed" in run.stdout, run.stdout
    assert time.monotonic() - began_s < _PATIENCE_S
