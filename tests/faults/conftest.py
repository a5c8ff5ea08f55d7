"""The process that forks what is to be killed, and where the harnesses write down what they counted."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from faults.forker import Forker


@pytest.fixture
def forker() -> Iterator[Forker]:
    with Forker() as forker:
        yield forker


@pytest.fixture
def count(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Write figures to the file DONNYBROOK_FIGURES names, if it names one."""
    target = os.environ.get("DONNYBROOK_FIGURES")

    def write(figures: str) -> None:
        if target:
            with Path(target).open("a", encoding="utf-8") as file:
                file.write(f"{request.node.name}: {figures}\n")

    return write
