"""Files and functions of the program stay small enough to read at one sitting, and are named for what they are."""

import ast
from pathlib import Path

_MOST_FILE_LINES = 400
_MOST_FUNCTION_LINES = 60
_EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def _sources(checkout: Path) -> list[Path]:
    return sorted((checkout / "app").rglob("*.py"))


def test_no_file_of_the_program_is_too_long(checkout: Path) -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in _sources(checkout)}
    assert lengths
    assert {path.name: lines for path, lines in lengths.items() if lines > _MOST_FILE_LINES} == {}


def test_no_function_of_the_program_is_too_long(checkout: Path) -> None:
    too_long = [
        f"{path.name}: {node.name} has {(node.end_lineno or 0) - node.lineno + 1} lines"
        for path in _sources(checkout)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= _MOST_FUNCTION_LINES
    ]
    assert too_long == []


def test_no_module_is_named_for_nothing(checkout: Path) -> None:
    folders = {folder for path in _sources(checkout) for folder in path.relative_to(checkout / "app").parent.parts}
    assert not ({path.stem for path in _sources(checkout)} | folders) & _EMPTY_NAMES
