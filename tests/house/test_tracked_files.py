"""What the repository may hold: no address of a package index, no path of one machine, no film, one lock file."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

# Written in pieces, so that this file does not hold what it forbids.
_FORBIDDEN = [
    "py" + "pi.org",
    "python" + "hosted",
    "npm" + "js.org",
    "deb.deb" + "ian.org",
    "--index" + "-url",
    "--find" + "-links",
    "file:" + "///",
    "/opt/" + "wheels",
    "/work" + "/",
    "/ro" + "ot/",
]
_LICENCE_FOLDERS = ("LICENSE", "resources/licences/")


@pytest.fixture(scope="module")
def tracked(checkout: Path) -> list[Path]:
    if not (checkout / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a git checkout, or no git")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=checkout, capture_output=True, text=True, check=True).stdout
    return [path for name in listing.split("\0") if name and (path := checkout / name).is_file()]


def test_no_file_holds_an_index_address_or_a_path_of_one_machine(checkout: Path, tracked: list[Path]) -> None:
    found = [
        f"{path.relative_to(checkout)}: {word}"
        for path in tracked
        if not path.relative_to(checkout).as_posix().startswith(_LICENCE_FOLDERS)
        for word in _FORBIDDEN
        if word.encode() in path.read_bytes()
    ]
    assert found == []


@pytest.mark.parametrize("name", ["requirements.lock", "bootstrap.lock"])
def test_a_lock_file_holds_names_versions_and_hashes_only(checkout: Path, name: str) -> None:
    line_forms = re.compile(r"[a-z0-9-]+==[0-9.]+(post[0-9]+)?( ; [^/\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    strange = [
        line
        for line in (checkout / "packaging" / name).read_text().splitlines()
        if not line_forms.fullmatch(line.removesuffix("\n"))
    ]
    assert strange == []


def test_there_is_no_second_lock_file_and_no_film(checkout: Path, tracked: list[Path]) -> None:
    unwanted = {".mp4", ".mkv", ".mov", ".webm", ".mpg", ".avi", ".ts", ".fights", ".pyc"}
    assert [path.name for path in tracked if path.name == "uv.lock" or path.suffix in unwanted] == []


def test_no_file_is_larger_than_a_megabyte(tracked: list[Path]) -> None:
    assert [path.name for path in tracked if path.stat().st_size > 1_000_000] == []
