"""How the program behaves at a terminal: help, versions, wrong usage, Ctrl-C, closed pipes, faults of its own."""

import os
import pkgutil
import signal
import subprocess
import sys
from importlib import import_module, metadata
from pathlib import Path

import click
import pytest
from platformdirs import user_log_path

from cli.terminal import Terminal, run_apart
from donnybrook.catalog.driver import connect
from donnybrook.cli import commands
from donnybrook.cli.entry import run
from donnybrook.cli.program import program
from donnybrook.cli.window import Windows
from donnybrook.media import FilmFacts

NAMED = {name for names in commands.NAMES.values() for name in names}
COMMANDS = {"add", "export", "frame", "list", "new", "probe", "sample", "search", "show", "tag", "thumb"}


def test_help_lists_every_command(terminal: Terminal) -> None:
    assert COMMANDS <= NAMED
    told = terminal.done("--help").out
    assert all(f"\n  {name} " in told for name in NAMED)


def test_every_file_of_commands_is_named_with_its_commands() -> None:
    files = [module.name for module in pkgutil.iter_modules(commands.__path__)]
    found = {name: import_module(f"{commands.__name__}.{name}").COMMANDS for name in files}
    assert {file: tuple(each.name for each in some) for file, some in found.items()} == commands.NAMES


def test_a_command_loads_the_file_of_no_other() -> None:
    script = (
        "import sys, click; from donnybrook.cli.program import program;"
        "program.get_command(click.Context(program), 'search');"
        "print(*[name for name in sys.modules if name.startswith(('donnybrook.cli.commands.', 'donnybrook.media'))])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.split() == ["donnybrook.cli.commands.finding"]


@pytest.mark.parametrize("name", sorted(NAMED))
def test_every_command_has_a_help_that_begins_with_a_short_sentence(terminal: Terminal, name: str) -> None:
    assert terminal.done(name, "--help").out.startswith("Usage: donnybrook ")
    command = program.commands[name]
    assert command.get_short_help_str(limit=63)[-3:] != "..."


def test_version_names_all_that_the_program_stands_on() -> None:
    said = run_apart("--version")
    assert said.code == 0
    assert said.lines[0] == f"Donnybrook {metadata.version('donnybrook')}"
    assert [line.split()[0] for line in said.lines[1:]] == ["Python", "Qt", "FFmpeg", "OpenCV", "SQLite"]


def test_a_command_typed_wrongly_is_one_line_and_code_2(terminal: Terminal, tmp_path: Path) -> None:
    assert "No such command" in terminal.refused("serach", code=2)
    assert "?." not in terminal.refused("serach", code=2)
    assert "--help" in terminal.refused("search", code=2)
    assert "--help" in terminal.refused("add", tmp_path / "a.fights", code=2)
    assert "--nope" in terminal.refused("list", "--nope", "a", code=2)


def test_the_program_runs_as_a_module_from_any_folder(tmp_path: Path) -> None:
    assert run_apart("new", "a.fights", cwd=tmp_path).code == 0
    assert run_apart("list", "a.fights", cwd=tmp_path).lines[0].startswith("scene_id\t")


def test_nothing_but_the_bar_goes_to_standard_error_of_no_terminal(tmp_path: Path) -> None:
    run_apart("new", "a.fights", cwd=tmp_path)
    assert run_apart("export", "a.fights", "o.csv", cwd=tmp_path).err == ""


@pytest.mark.parametrize("command", ["list", "trash", "history", "conflicts", "vocabulary"])
def test_whatever_opens_a_catalog_tells_what_is_the_matter_with_it(
    terminal: Terminal, catalog: Path, command: str
) -> None:
    connection = connect(catalog)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert "newer Donnybrook" in terminal.run(command, catalog).err


def test_a_reader_who_goes_away_is_no_error(tmp_path: Path) -> None:
    run_apart("new", "a.fights", cwd=tmp_path)
    with subprocess.Popen(
        [sys.executable, "-m", "donnybrook", "search", "a.fights", "--json"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are otherwise there")
def test_ctrl_c_ends_with_a_word_and_no_stack(capsys: pytest.CaptureFixture[str]) -> None:
    @click.command("wait")
    def wait() -> None:
        os.kill(os.getpid(), signal.SIGINT)

    program.add_command(wait)
    try:
        assert run(["wait"], Windows(_no_window, _no_film_window)) == 130
    finally:
        del program.commands["wait"]
    assert capsys.readouterr().err.strip() == "donnybrook: Stopped."


def test_a_fault_of_our_own_is_a_sentence_and_its_stack_is_in_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    @click.command("break")
    def break_down() -> None:
        raise KeyError("oops")

    program.add_command(break_down)
    try:
        assert run(["break"], Windows(_no_window, _no_film_window)) == 1
    finally:
        del program.commands["break"]
    told = capsys.readouterr().err
    log = user_log_path("donnybrook", appauthor=False) / "faults.log"
    assert told.count("\n") == 1
    assert str(log) in told
    assert "break_down" in log.read_text()


def test_a_terminal_gets_a_table(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    run_apart("new", "a.fights", cwd=tmp_path)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "donnybrook", "list", "a.fights"]
    subprocess.run(command, cwd=tmp_path, stdout=theirs, check=True, timeout=60)
    os.close(theirs)
    told = os.read(ours, 4096).decode()
    os.close(ours)
    assert "No." in told
    assert "\t" not in told


def _no_window(catalog: Path | None = None, *, query: str = "", play: bool = False) -> int:
    raise AssertionError("nobody asked for a window")


def _no_film_window(film: Path, facts: FilmFacts, at_us: int) -> int:
    raise AssertionError("nobody asked for a film")
