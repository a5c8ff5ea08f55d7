"""The whole sample, as all tests of this room look at it."""

from pathlib import Path

import pytest

from donnybrook.sample.catalog import Sample, write_sample


@pytest.fixture(scope="session")
def sample(sample_folder: Path) -> Sample:
    """Return the sample that was drawn for this run; tests leave it as it is."""
    return write_sample(sample_folder)
