"""What every test may ask for: folders of its own, the shared films, the sample. Knows nothing of single rooms."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Container, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from long_files import LONG

if TYPE_CHECKING:
    from donnybrook.media import Nursery

# How long an example takes says how busy the machine is.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
_CHECKOUT = Path(__file__).resolve().parents[1]
_PATIENCE_S = 300
_MEMORY, _ROOM_BYTES = Path("/dev/shm"), 4 << 30  # a run holds some 800 MB at once
_XDG_FOLDERS = {
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_RUNTIME_DIR": "run",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take long first, in their order."""
    rank = {_CHECKOUT / "tests" / name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: rank.get(item.path, len(LONG)))


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Let Ctrl+C reach what tests start, and put their folders in memory where there is room.

    What a shell starts in the background has Ctrl+C ignored, and hands that on. Thousands of saved edits would wait
    for the disk.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM_BYTES:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the whole run an empty home, so that no test reads or writes the person's own files."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name, folder in _XDG_FOLDERS.items():
            (home / folder).mkdir(parents=True)
            patch.setenv(name, str(home / folder))
        (home / "run").chmod(0o700)
        patch.setenv("LC_ALL", "C.UTF-8")
        patch.setenv("DONNYBROOK_CODER", "")  # whoever runs the tests
        if "QT_QPA_PLATFORM" not in os.environ:
            patch.setenv("QT_QPA_PLATFORM", "offscreen")
        yield home


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the root of the checkout that is tested."""
    return _CHECKOUT


@pytest.fixture(scope="session")
def shared_media() -> Path:
    """Return the folder of real and awkward films, which lies beside the checkout; skip where there is none."""
    folder = Path(os.environ.get("DONNYBROOK_MEDIA", _CHECKOUT.parent / "shared" / "media"))
    if not folder.is_dir():
        pytest.skip("no folder of films: set DONNYBROOK_MEDIA")
    return folder


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the sample, made once for the run. Copy what is to be changed: all tests share it."""
    run_folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run_folder = run_folder.parent
    return _made_once(run_folder / "sample")


def _made_once(folder: Path) -> Path:
    """Make the sample, or wait for the other test process that is making it."""
    from donnybrook.sample.catalog import write_sample

    made, failed = folder.with_suffix(".made"), folder.with_suffix(".failed")
    try:
        folder.mkdir()
    except FileExistsError:
        deadline_s = time.monotonic() + _PATIENCE_S
        while not made.exists():
            assert not failed.exists(), "another test process could not make the sample"
            assert time.monotonic() < deadline_s, f"the sample was not made within {_PATIENCE_S} s"
            time.sleep(0.2)
        return folder
    try:
        write_sample(folder)
    except BaseException:
        failed.touch()
        raise
    made.touch()
    return folder


@pytest.fixture(scope="session")
def nursery(own_home: Path) -> Iterator["Nursery"]:
    """Return where decoding processes come from that are there soon: to load the decoders is most of what one costs."""
    from donnybrook.media import FilmWorker, Nursery

    made = Nursery()
    with FilmWorker(nursery=made) as worker:
        worker.prepare()  # so that no test is the one that leaves it behind
    yield made
    made.close()


@pytest.fixture
def workers_are_born(nursery: "Nursery", monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every decoding process that names no nursery come from this one."""
    from donnybrook.media import FilmWorker

    defaults = FilmWorker.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "nursery", nursery)


@pytest.fixture
def count(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Write figures to the file DONNYBROOK_FIGURES names, if it names one."""
    target = os.environ.get("DONNYBROOK_FIGURES")

    def write(figures: str) -> None:
        if target:
            with Path(target).open("a", encoding="utf-8") as file:
                file.write(f"{request.node.name}: {figures}\n")

    return write


_TO_END_S = 5.0


@pytest.fixture
def no_leftover_processes() -> Iterator[None]:
    """Fail the test when it leaves a child process running (seen on Linux only)."""
    before = _children()
    yield
    until_s = time.monotonic() + _TO_END_S
    while (left := _children(but=before)) and time.monotonic() < until_s:
        time.sleep(0.05)  # one that was told to end may still be at it
    assert not left, f"still running: {left}"


def _children(but: Container[int] = ()) -> dict[int, str]:
    """Return the command line of each living child but some, and of theirs; multiprocessing's own tracker may stay."""
    parents: dict[int, tuple[int, str, str]] = {}
    if sys.platform != "linux":
        return {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        parents[int(entry.name)] = (int(parent), state, command)
    ours = {os.getpid()}
    while more := {number for number, (parent, *_) in parents.items() if parent in ours} - ours:
        ours |= more
    return {
        number: command
        for number, (_, state, command) in parents.items()
        if number in ours - {os.getpid()} and number not in but and state != "Z" and "resource_tracker" not in command
    }
