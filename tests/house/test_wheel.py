"""The wheel holds all that the program needs, and runs from a folder that is not the checkout, with no network."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the folders of a venv are named otherwise there")


def _run(command: list[str | Path], cwd: Path) -> str:
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    run = subprocess.run(command, cwd=cwd, env=surroundings, capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], checkout)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an environment with the wheel and, by way of a path file, this one's other packages."""
    home = tmp_path_factory.mktemp("elsewhere") / "env"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
    ]
    _run([*pip, "--no-cache-dir", wheel], home)
    (site_packages,) = home.glob("lib/python*/site-packages")
    # A path file is not read in turn for path files, so the editable checkout stays out of sight.
    (site_packages / "others.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home


def test_the_wheel_holds_every_file_of_db_and_resources(checkout: Path, wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    expected = {
        f"donnybrook/_{folder}/{path.relative_to(checkout / folder).as_posix()}"
        for folder in ("db", "resources")
        for path in (checkout / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert expected
    assert expected - names == set()


def test_the_wheel_holds_every_module_and_no_test(checkout: Path, wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    sources = {path.relative_to(checkout / "app").as_posix() for path in (checkout / "app").rglob("*.py")}
    assert sources - names == set()
    assert {name.partition("/")[0] for name in names} == {"donnybrook", "donnybrook-0.1.0.dist-info"}


def test_the_installed_program_finds_its_data_in_the_wheel_not_in_the_checkout(installed: Path, tmp_path: Path) -> None:
    script = (
        "from donnybrook.files import db_folder, resources_folder; print(db_folder(), resources_folder(), sep='\\n')"
    )
    folders = [Path(line) for line in _run([installed / "bin" / "python", "-c", script], tmp_path).splitlines()]
    assert [folder.name for folder in folders] == ["_db", "_resources"]
    for folder in folders:
        assert folder.is_relative_to(installed)
        assert any(folder.iterdir())


def test_the_installed_program_tells_its_version_from_any_folder(installed: Path, tmp_path: Path) -> None:
    assert "donnybrook 0.1.0" in _run([installed / "bin" / "donnybrook", "--version"], tmp_path).lower()


def test_the_installed_program_makes_and_reads_a_catalog(installed: Path, tmp_path: Path) -> None:
    program = installed / "bin" / "donnybrook"
    _run([program, "new", tmp_path / "mine.fights"], tmp_path)
    assert _run([program, "search", tmp_path / "mine.fights", "skates", "--json"], tmp_path).strip() == "[]"
