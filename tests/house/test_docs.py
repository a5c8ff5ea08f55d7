"""What the documents say is there: the files they link to, the make targets and the commands that they name."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?\n(.*?)```|`([^`\n]+)`", re.DOTALL)


def _documents(checkout: Path) -> list[Path]:
    return [*checkout.glob("*.md"), *checkout.glob("docs/**/*.md"), *checkout.glob("packaging/*.md")]


def _code_of(document: Path) -> str:
    """Return all that stands as code in a document, a line each."""
    return "\n".join(block or inline for block, inline in _CODE.findall(document.read_text(encoding="utf-8")))


def _page(checkout: Path) -> str:
    return (checkout / "ARCHITECTURE.md").read_text(encoding="utf-8")


def _make_targets(checkout: Path) -> set[str]:
    return set(re.findall(r"^([a-z]+):", (checkout / "Makefile").read_text(), re.MULTILINE))


def test_every_link_between_documents_leads_to_a_file(checkout: Path) -> None:
    dead = [
        f"{document.name}: {target}"
        for document in _documents(checkout)
        for target in _LINK.findall(document.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith(("#", "mailto:"))
        if not (document.parent / target.partition("#")[0]).exists()
    ]
    assert dead == []


def test_every_path_that_the_architecture_names_is_there(checkout: Path) -> None:
    named = re.findall(r"`((?:app|db|desktop|cli|exchange|resources|tests|bench|packaging)/[^`\s]*)`", _page(checkout))
    roots = (checkout, checkout / "app" / "donnybrook")
    assert named
    assert [path for path in named if not any(list(root.glob(path.replace("NNNN", "*"))) for root in roots)] == []


def test_every_make_command_in_the_documents_is_a_target(checkout: Path) -> None:
    named = {
        (document.name, target)
        for document in _documents(checkout)
        for target in re.findall(r"\bmake ([a-z]+)", _code_of(document))
    }
    assert named
    assert {(name, target) for name, target in named if target not in _make_targets(checkout)} == set()


def test_the_makefile_has_the_targets_that_people_expect(checkout: Path) -> None:
    assert {"run", "test", "check", "bench", "soak", "clean"} <= _make_targets(checkout)


def test_every_command_in_the_documents_is_in_the_program_s_help(checkout: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "donnybrook", "--help"], capture_output=True, text=True, check=True, timeout=60
    )
    offered = set(re.findall(r"^  ([a-z][a-z-]+)\b", run.stdout, re.MULTILINE))
    named = {
        command
        for document in _documents(checkout)
        for command in re.findall(r"^\s*(?:\$ )?donnybrook ([a-z][a-z-]+)(?=\s|$)", _code_of(document), re.MULTILINE)
    }
    if not named:
        pytest.fail("the documents name no command")
    assert named <= offered
