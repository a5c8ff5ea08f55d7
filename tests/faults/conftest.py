"""The process that forks what is to be killed."""

from collections.abc import Iterator

import pytest

from faults.forker import Forker


@pytest.fixture
def forker() -> Iterator[Forker]:
    with Forker() as forker:
        yield forker
