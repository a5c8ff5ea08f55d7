"""Catalogs with mutated bytes: no crash, no hang, no fault without a sentence, not a byte changed."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from catalog.foreign_files import make_catalog
from faults.forker import Forker, wait_for_words, words
from faults.rounds import slices

_HANG_S = 2.0
_AT_ONCE = 100


@dataclass
class Toll:
    """What came of looking at mutated catalogs."""

    looked_at: int = 0
    crashes: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    longest_s: float = 0.0


def _look(forker: Forker, job: str, count: int, folder: Path) -> Toll:
    make_catalog(folder / "original.fights", folder / "cache")
    (folder / "mutated").mkdir()
    toll = Toll()
    first = 0
    while first < count:
        last = min(first + _AT_ONCE, count)
        first = _look_at_some(forker, job, folder, (first, last), toll)
    return toll


def _look_at_some(forker: Forker, job: str, folder: Path, span: tuple[int, int], toll: Toll) -> int:
    said = folder / "said"
    places = {"path": folder / "original.fights", "folder": folder / "mutated", "cache": folder / "cache"}
    pid = forker.start(job, said, first=str(span[0]), last=str(span[1]), **places)
    wait_for_words(said, 1_000_000, limit_s=600)
    status = forker.reap(pid)
    told = [line.split(maxsplit=2) for line in words(said)]
    toll.crashes += [" ".join(line) for line in told if line[0] in ("fault", "raised")]
    toll.changed += [line[1] for line in told if line[0] == "changed"]
    ends = [line for line in told if line[0] == "end"]
    toll.looked_at += len(ends)
    toll.longest_s = max([toll.longest_s, *(float(line[2]) for line in ends)])
    if status:
        toll.crashes.append(f"signal {os.WTERMSIG(status)} after {told[-1]}")
        return int(told[-1][1]) + 1 if told[-1][0] == "begin" else span[1]
    return span[1]


@pytest.mark.parametrize("count_of_files", slices(100, 10_000))
def test_no_mutated_catalog_crashes_hangs_or_is_changed(
    count_of_files: int, forker: Forker, tmp_path: Path, count: Callable[[str], None]
) -> None:
    toll = _look(forker, "look_at_mutated", count_of_files, tmp_path)
    count(
        f"{toll.looked_at} files, {len(toll.crashes)} crashes, {len(toll.changed)} changed, longest {toll.longest_s} s"
    )
    assert toll.crashes == []
    assert toll.changed == []
    assert toll.looked_at == count_of_files
    assert toll.longest_s < _HANG_S


def test_the_harness_sees_a_program_without_care(forker: Forker, tmp_path: Path) -> None:
    toll = _look(forker, "look_at_mutated_without_care", 60, tmp_path)
    assert toll.crashes
    assert toll.changed
