"""Tag on a film of a few fights, or of many, and how its tests click and type there."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableView, QWidget

from catalog.copies import made_once
from desktop.patience import LEAST_MS
from donnybrook.catalog import Catalog, CombatantDraft, Scene, SceneDraft, SceneFields, WieldingDraft
from donnybrook.catalog.edits.films import add_film
from donnybrook.desktop.app import Program
from donnybrook.desktop.desk import Desk
from donnybrook.desktop.panels.many_inspector import ManyInspector
from donnybrook.desktop.panels.tag_workplace import TagWorkplace

_SECOND_US = 1_000_000


class Several:
    """Tag on a film with some fights, and the panel for several."""

    def __init__(self, program: Program, tag: TagWorkplace) -> None:
        assert program.desk is not None
        self.tag, self.program = tag, program
        self.catalog = program.desk.session.catalog
        found = tag.scenes.findChild(QTableView)
        assert found is not None
        self.list = found

    @property
    def desk(self) -> Desk:
        assert self.program.desk is not None
        return self.program.desk

    @property
    def many(self) -> ManyInspector:
        """The panel, once several are selected and read."""
        return many_in(self.tag.side)

    @property
    def scenes(self) -> list[Scene]:
        assert self.tag.tagging.film is not None
        return list(self.catalog.scenes(self.catalog.scene_ids_of_film(self.tag.tagging.film.id)))

    @property
    def selected(self) -> list[int]:
        """The places of the fights that are selected."""
        ids = [scene.id for scene in self.scenes]
        return [ids.index(each) for each in self.tag.tagging.selected]

    def click(self, place: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Click a fight in the list."""
        where = self.list.visualRect(self.list.model().index(place, 0)).center()
        QTest.mouseClick(self.list.viewport(), Qt.MouseButton.LeftButton, held, where)


def many_in(place: QWidget) -> ManyInspector:
    """Return the panel for several fights that is in a place, once it has read those that are selected."""
    until_s = time.monotonic() + LEAST_MS / 1000
    while (many := place.findChild(ManyInspector)) is None or not many.scene_ids or many._reading.isActive():
        assert time.monotonic() < until_s, "nothing was read"
        QTest.qWait(5)
    QTest.qWait(0)  # its rows of before go only now
    return many


def enter(line: QLineEdit, text: str) -> None:
    """Type a text into a line, and press Enter."""
    line.setFocus()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def film_with(path: Path, fights: int) -> None:
    """Make a catalog with a film of so many fights, of sword and knife in turns."""
    made_once(("sword and knife in turns", fights), path, lambda path: _film_with(path, fights))


def _film_with(path: Path, fights: int) -> None:
    with Catalog.create(path) as catalog:
        film = catalog.edit("Add film", add_film, "Fire and Water").value
        weapons = [catalog.vocabulary.lookup("weapon", word) for word in ("sword", "knife")]
        for n in range(fights):
            fields = SceneFields(in_us=n * 10 * _SECOND_US, out_us=(n * 10 + 5) * _SECOND_US, layer="main")
            weapon_id = weapons[n % 2]
            assert weapon_id is not None
            use = WieldingDraft(weapon_id=weapon_id, who=0)
            draft = SceneDraft(
                fields=fields, sides=("",), combatants=(CombatantDraft(label="Eve", side=0),), wieldings=(use,)
            )
            catalog.add_scene(film, draft)


def several_fights(open_program: Callable[[Path | None], Program], path: Path, count: int = 4) -> Several:
    """Open Tag on a new catalog with a film of so many fights."""
    film_with(path, count)
    program = open_program(path)
    program.after_first_paint()
    assert program.desk is not None
    program.desk.show_workplace("tag")
    tag = program.window.findChild(TagWorkplace)
    assert tag is not None
    QTest.qWait(10)
    return Several(program, tag)
