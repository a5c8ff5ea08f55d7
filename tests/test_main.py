"""Where the program's arguments lead: to the window, or to the command line."""

import subprocess
import sys
from pathlib import Path

import pytest

from donnybrook.__main__ import _is_for_the_window, main

_WITHOUT_CLICK = """
import sys
sys.argv = ["donnybrook", "mine.fights"]
from donnybrook.__main__ import main
code = main()
assert code == 1, code
print(*[name for name in ("click", "rich", "donnybrook.cli") if name in sys.modules])
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("mine.fights", "old.catalog", "list", "plain"):
        (tmp_path / name).touch()
    return tmp_path


@pytest.mark.parametrize(
    "given",
    [
        [],
        ["mine.fights"],
        ["not there yet.fights"],
        ["old.catalog"],
        ["./plain"],
        ["--theme", "dark"],
        ["--theme=dark", "x"],
        ["donnybrook:///home/ana/my.fights#0199"],
        ["file:/home/ana/my%20own.fights"],
    ],
)
def test_nothing_a_catalog_or_a_theme_leads_to_the_window(folder: Path, given: list[str]) -> None:
    assert _is_for_the_window(given)


@pytest.mark.parametrize(
    "given", [["list", "mine.fights"], ["list"], ["--help"], ["--version"], ["serach"], ["gone.txt"], ["-x"], [""]]
)
def test_everything_else_leads_to_the_command_line(folder: Path, given: list[str]) -> None:
    assert not _is_for_the_window(given)


@pytest.mark.parametrize(
    "given",
    [["--theme", "pink"], ["--theme"], ["a.fights", "b.fights"], ["a.fights", "--nope"], ["--theme=dark", "-x"]],
)
def test_the_window_s_arguments_typed_wrongly_are_told_in_a_line(
    capsys: pytest.CaptureFixture[str], given: list[str]
) -> None:
    assert main(given) == 2
    assert capsys.readouterr().err.startswith("donnybrook: Usage: ")


def test_without_a_screen_the_window_is_refused_in_a_sentence_and_click_is_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    run = subprocess.run(
        [sys.executable, "-c", _WITHOUT_CLICK], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert run.stdout.strip() == ""
    assert run.stderr.startswith("donnybrook: There is no screen here")
    assert run.stderr.count("\n") == 1
