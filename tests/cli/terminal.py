"""Types commands as a person would: in this process, or in one of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from donnybrook.__main__ import main


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def cells(self) -> list[dict[str, str]]:
        """The rows of a listing, by their header."""
        header, *rows = (line.split("\t") for line in self.lines)
        return [dict(zip(header, row, strict=True)) for row in rows]


class Terminal:
    """Runs the program in this process."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def run(self, *arguments: str | Path) -> Said:
        """Run a command, however it ends."""
        self._capture.readouterr()
        code = main([os.fspath(each) for each in arguments])
        out, err = self._capture.readouterr()
        return Said(code, out, err)

    def done(self, *arguments: str | Path) -> Said:
        """Run a command that ends well and complains of nothing."""
        said = self.run(*arguments)
        assert (said.code, said.err) == (0, "")
        return said

    def refused(self, *arguments: str | Path, code: int = 1) -> str:
        """Run a command that fails, and return the one sentence (or two) it says why, on one line."""
        said = self.run(*arguments)
        assert said.code == code, said
        assert said.out == ""
        assert said.err.startswith("donnybrook: ")
        assert said.err.count("\n") == 1
        assert "Traceback" not in said.err
        assert said.err.rstrip()[-1] in ".?"
        return said.err


def run_apart(*arguments: str | Path, cwd: Path | None = None, **surroundings: str) -> Said:
    """Run the program in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-m", "donnybrook", *(os.fspath(each) for each in arguments)],
        cwd=cwd,
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return Said(run.returncode, run.stdout, run.stderr)
