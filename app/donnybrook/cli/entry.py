"""Runs the command line: the one door where every fault becomes a sentence and an exit code. Knows no command."""

import os
import sys
from collections.abc import Callable, Sequence

import click

from donnybrook.cli.describing.fields import Answer
from donnybrook.cli.faults import log_fault
from donnybrook.cli.program import program
from donnybrook.cli.window import Windows
from donnybrook.problems import Problem

_STOPPED = 130  # what shells take for “ended by Ctrl-C”
_PIPE_CLOSED = 141  # … and for “nobody reads any more”


def run(arguments: Sequence[str], windows: Windows) -> int:
    """Run one command and return the exit code: 0, 1 for a problem, 2 for a command typed wrongly."""
    # Names of films and files may hold what a terminal's encoding can't say.
    for stream in (sys.stdout, sys.stderr):
        _make_lenient(stream)
    return _guarded(lambda: _run(arguments, windows))


def _run(arguments: Sequence[str], windows: Windows) -> int:
    code = program.main(list(arguments), prog_name="donnybrook", standalone_mode=False, obj=windows)
    sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _guarded(work: Callable[[], int]) -> int:
    try:
        return work()
    except click.ClickException as fault:
        return _tell(_usage(fault), fault.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _tell("Stopped.", _STOPPED)
    except BrokenPipeError:
        return _be_quiet()
    except Answer as answer:
        click.echo(str(answer))
        return 0
    except Problem as problem:
        return _tell(str(problem), 1)
    except OSError as fault:
        name = f" “{os.fsdecode(fault.filename)}”" if isinstance(fault.filename, str | bytes) else ""
        return _tell(f"The system refused{name}: {fault.strerror or fault}.", 1)
    except Exception as fault:  # noqa: BLE001 - the door: what gets here is ours, and is logged with its stack
        return _tell(_explained(fault) or log_fault(fault), 1)


def _explained(fault: Exception) -> str | None:
    """Return in words what is the matter with a catalog, where that is the fault."""
    from donnybrook.catalog.driver import DatabaseError
    from donnybrook.catalog.faults import explain

    return explain(fault, "The catalog") if isinstance(fault, DatabaseError) else None


def _usage(fault: click.ClickException) -> str:
    context = fault.ctx if isinstance(fault, click.UsageError) else None
    hint = f" ‘{context.command_path} --help’ says more." if context else ""
    said = fault.format_message().rstrip(".")
    return f"{said}{'' if said.endswith('?') else '.'}{hint}"


def _tell(sentence: str, code: int) -> int:
    click.echo(f"donnybrook: {sentence}", err=True)
    return code


def _be_quiet() -> int:
    # Python flushes standard output once more at its end, and would complain of the closed pipe.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _PIPE_CLOSED


def _make_lenient(stream: object) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="replace")
