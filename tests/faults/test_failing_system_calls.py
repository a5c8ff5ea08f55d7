"""The system's own calls fail under the real program, one after the other: nothing that was saved is lost."""

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from donnybrook import Catalog
from faults.jobs import draft
from faults.powered_edits import Toll, look
from faults.rounds import slices

# A failing fcntl is left out: locks that can't be taken stop the program before it has changed anything.
_CALLS = ("pwrite64:ENOSPC", "pwrite64:EIO", "fdatasync:EIO", "fsync:EIO", "ftruncate:EIO", "unlink:EIO")
_STRACE = shutil.which("strace")


@pytest.fixture
def original(tmp_path: Path) -> bytes:
    with Catalog.create(tmp_path / "original.fights", coder="Ana", cache_folder=tmp_path / "cache") as catalog:
        film_id = catalog.add_film("Ballerina").value
        catalog.add_scene(film_id, draft("first", catalog.vocabulary.concepts("weapon")[0].id))
    return (tmp_path / "original.fights").read_bytes()


@pytest.fixture
def strace() -> str:
    if _STRACE is None:
        pytest.skip("there is no strace here, which makes system calls fail")
    probe = subprocess.run([_STRACE, "-o", os.devnull, "true"], capture_output=True)
    if probe.returncode:
        pytest.skip(f"strace may not look at processes here: {probe.stderr.decode(errors='replace').strip()}")
    return _STRACE


def _run(strace: str, call: str, at: int, original: bytes, folder: Path, toll: Toll, *how: str) -> bool:
    """Edit with one failing call; returns whether a call failed."""
    for old in folder.glob("a.fights*"):
        old.unlink()
    path, said, trace = folder / "a.fights", folder / "said", folder / "trace"
    path.write_bytes(original)
    said.unlink(missing_ok=True)
    name, error = call.split(":")
    lasts = error.endswith("+")
    inject = f"inject={name}:error={error.rstrip('+')}:when={at}{'+' if lasts else ''}"
    command = [strace, "-f", "-qq", "-o", str(trace), "-e", f"trace={name}", "-e", inject]
    program = [sys.executable, "-m", "faults.real_edits", str(path), str(folder / "cache"), str(said), *how]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    run = subprocess.run([*command, *program], env=environment, capture_output=True, text=True, timeout=60)
    if run.returncode:
        toll.unsound.append(f"{call} {at}: {run.stderr[-300:]}")
    lines = said.read_text().splitlines() if said.exists() else []
    acknowledged = [int(line.split()[1]) for line in lines if line.startswith("saved ")]
    toll.cuts += 1
    toll.acknowledged += len(acknowledged)
    look(path, acknowledged, toll)
    return "INJECTED" in trace.read_text()


def _calls(count: int) -> Iterable[int]:
    return (1, 4, 11) if count else itertools.count(1)


@pytest.mark.parametrize("quick", slices(1, 0))
@pytest.mark.parametrize("call", _CALLS)
def test_no_failing_call_loses_what_was_said_to_be_saved(
    call: str, quick: int, strace: str, original: bytes, tmp_path: Path, count: Callable[[str], None]
) -> None:
    toll = Toll()
    for at in _calls(quick):
        if not _run(strace, call, at, original, tmp_path, toll):
            break
    count(f"{toll.cuts} runs, {toll.acknowledged} edits acknowledged, {toll.lost} lost, {len(toll.unsound)} unsound")
    assert toll.lost == 0
    assert toll.unsound == []


def test_the_harness_sees_what_is_saved_without_a_journal(strace: str, original: bytes, tmp_path: Path) -> None:
    toll = Toll()
    for at in (5, 8, 11, 14, 20):
        _run(strace, "pwrite64:EIO+", at, original, tmp_path, toll, "carelessly")
        if toll.lost or toll.unsound:
            return
    raise AssertionError("no failing write did any harm")
