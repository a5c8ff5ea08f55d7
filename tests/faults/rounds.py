"""How often each harness runs: a quick slice with every test run, the long run with ``make soak``."""

import os
from typing import cast

import pytest

IS_LONG = os.environ.get("DONNYBROOK_SOAK") == "1"
soaks = pytest.mark.soak


def slices(quick: int, long: int) -> list[object]:
    """Return the parameters of a test that runs ``quick`` times in every run and ``long`` times when soaking."""
    return [pytest.param(quick, id=f"{quick}"), pytest.param(long, id=f"{long}", marks=soaks)]


def longer_when_soaking[T](test: T) -> T:
    """Mark a test that asks ``IS_LONG`` how far it goes: it belongs to every run, and to the long one."""
    return cast("T", soaks(test)) if IS_LONG else test
