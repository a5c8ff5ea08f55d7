"""What the journal keeps of film files is told in words, too."""

from pathlib import Path

from donnybrook.catalog import Catalog
from donnybrook.catalog.driver import connect
from donnybrook.catalog.wording import Wording


def test_a_file_that_begins_earlier_than_its_version_is_told_with_a_minus(tmp_path: Path) -> None:
    path = tmp_path / "a.fights"
    Catalog.create(path, cache_folder=tmp_path).close()
    connection = connect(path, mode="ro")
    wording = Wording(connection)
    assert wording.field("media_file", "offset_us") == "Offset"
    assert wording.value("media_file", "offset_us", -3_000_000) == "−0:00:03.000"
    assert wording.value("media_file", "offset_us", 3_000_000) == "0:00:03.000"
    assert wording.field("media_file", "path_text") == "Path"
    connection.close()
