"""What a person is told of an entry that could not be stored, or was, though the catalog can't be read after it."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.several import film_with
from donnybrook.catalog import Catalog, Edited
from donnybrook.catalog.edits.contents import add_beat
from donnybrook.desktop.entry import Caption, Spoken
from donnybrook.desktop.session import Session


class _Spoilt:
    """A session whose catalog can't be read any more once something was stored in it, for the file is overwritten."""

    def __init__(self, path: Path) -> None:
        film_with(path, 1)
        self.path = path
        self.session = Session(Catalog.open(path))
        self.told, self.heard = list[str](), list[str]()
        self.session.problem.connect(self.told.append)
        self._whole: dict[Path, bytes] = {}

    def store(self, catalog: Catalog) -> Edited[int]:
        edited = catalog.edit("Add beat", add_beat, 1, label="She falls")
        for file in (self.path, self.path.with_name(f"{self.path.name}-wal")):
            if file.exists():
                self._whole[file] = file.read_bytes()
                with file.open("r+b") as opened:
                    opened.write(b"\xff" * len(self._whole[file]))
        return edited

    def store_once(self) -> None:
        at = Spoken(self.heard.append, "sword")
        entry = self.session.make(at, Caption("“Add beat” in “sword”", "She falls"), self.store)
        entry.when_stored(lambda _id: self.heard.append("stored")).when_refused(lambda: self.heard.append("refused"))

    def close(self) -> None:
        for file, whole in self._whole.items():
            with file.open("r+b") as opened:
                opened.write(whole)
        self.session.close()


def test_what_is_stored_is_not_told_to_be_lost_where_the_catalog_can_not_be_read_after_it(
    qapp: QApplication, tmp_path: Path
) -> None:
    spoilt = _Spoilt(tmp_path / "mine.fights")
    spoilt.store_once()
    spoilt.close()
    (told,) = spoilt.told
    assert told.startswith("“Add beat” in “sword” was stored, but the catalog could not be read after it: mine.fights")
    assert spoilt.heard == ["stored"]
    with Catalog.open(spoilt.path) as catalog:
        assert [each.label for each in catalog.scene(1).beats] == ["She falls"]
