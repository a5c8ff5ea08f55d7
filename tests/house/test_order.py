"""The files that are begun with because they take long are there."""

from pathlib import Path

from long_files import LONG


def test_each_file_that_takes_long_is_there_and_named_once(checkout: Path) -> None:
    assert [name for name in LONG if not (checkout / "tests" / name).is_file()] == []
    assert len(set(LONG)) == len(LONG)
