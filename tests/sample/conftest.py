"""The whole sample, made once for all tests of this room."""

import pytest

from donnybrook.sample.catalog import Sample, write_sample


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Return a sample that was drawn for this run; tests leave it as it is."""
    return write_sample(tmp_path_factory.mktemp("sample"))
