"""What a person is told of an entry that could not be stored, or was, though the catalog can't be read after it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.long_edits import Long
from desktop.several import Several, film_with
from donnybrook.catalog import Catalog, CombatantDraft, Edited, Performer, SceneDraft, Transaction, WieldingDraft
from donnybrook.catalog.edits.contents import add_beat
from donnybrook.catalog.edits.links import put_term
from donnybrook.catalog.edits.scenes import add_scene
from donnybrook.desktop.entry import Caption, Spoken, entered_in
from donnybrook.desktop.panels.beat_fields import BeatFields
from donnybrook.desktop.panels.choice import Choice
from donnybrook.desktop.panels.inspector import Inspector
from donnybrook.desktop.panels.wielding_fields import WieldingFields
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


def _choose(choice: Choice, words: str) -> None:
    choice.setCurrentText(words)
    choice.activated.emit(choice.currentIndex())


def _full_fight(tx: Transaction, /, sword: int, parry: int) -> int:
    """Add a fight with one of everything."""
    eve = CombatantDraft(label="Eve", side=0)
    scene_id = add_scene(
        tx, 1, SceneDraft(sides=("heroes",), combatants=(eve,), wieldings=(WieldingDraft(weapon_id=sword, who=0),) * 2)
    )
    add_beat(tx, scene_id, label="finale")
    put_term(tx, scene_id, parry)
    return scene_id


def _choose_all_over(inspector: Inspector, katana: int, eve: int, night: str) -> None:
    """Choose something in every field of a fight that is no line to type in."""
    row = inspector.wieldings.list.rows[0]
    row.open()
    use = row.fields
    assert isinstance(use, WieldingFields)
    use.weapon.chosen.emit(katana)
    use.improvised.click()
    use.improvised.click()
    _choose(use.beat, "finale")
    _choose(use.previous, "Eve’s sword")
    _choose(use.ended, "the scene ends first")
    row = inspector.beats.list.rows[0]
    row.open()
    beat = row.fields
    assert isinstance(beat, BeatFields)
    _choose(beat.upper_hand, "heroes")
    _choose(next(iter(inspector.sides.rows.values())).role, "third party")
    who = next(iter(inspector.combatants.rows.values()))
    who.open()
    assert who.fields is not None
    _choose(who.fields.outcome, "fled")
    who.count.entered.emit("many")
    who.count.entered.emit("5")
    inspector.terms._made[0].credited.emit(inspector.terms._made[0]._term, eve)
    inspector.keep("time_of_day", night)


def test_what_was_chosen_is_told_in_words_where_it_could_not_be_stored(several: Several, qtbot: QtBot) -> None:
    vocabulary, session = several.catalog.vocabulary, several.desk.session
    sword, katana = (vocabulary.lookup("weapon", word) for word in ("sword", "katana"))
    parry = vocabulary.lookup("technique", "parry")
    assert sword is not None
    assert katana is not None
    assert parry is not None
    several.tag.open_scene(session.edit("Add fight", _full_fight, sword, parry))
    scene = several.tag.inspector._scene
    assert scene is not None
    long = Long(several.desk, Catalog.undo)
    _choose_all_over(several.tag.inspector, katana, scene.combatants[0].id, "twilight")
    long.end()
    qtbot.waitUntil(lambda: several.program.window.problem_words != "", timeout=15_000)
    told = several.program.window.problem_words.replace(" was not stored: It is not there any more.", "\n")
    assert [line.strip() for line in told.splitlines()] == [
        "“katana in place of sword” in “sword”",
        "“Improvised use of sword” in “sword”",
        "“No improvised use of sword” in “sword”",
        "“Beat of sword: finale” in “sword”",
        "“Same object as sword: Eve’s sword” in “sword”",
        "“What became of sword: the scene ends first” in “sword”",
        "“Upper hand of heroes in beat finale” in “sword”",
        "“Role of side heroes: third party” in “sword”",
        "“Outcome of Eve: fled” in “sword”",
        "“Headcount of Eve: many” in “sword”",
        "“Headcount of Eve” in “sword”",
        "Entered was “5”. “Who does parry: Eve” in “sword”",
        "“Change Time of day of sword to dawn or dusk”",
    ]
    long.far.close()


@pytest.mark.parametrize(
    ("label", "args", "kwargs", "entered"),
    [
        ("Key 3 of Blades: katana", (7, "3", 12), {}, ""),
        ("Add film Hose", ("Hose",), {"year": 1999}, "1999"),
        ("Keep search Hose", ("Hose", "weapon:hose"), {}, "weapon:hose"),
        ("Improvised use of axe", (1,), {"improvised": True}, ""),
        ("Add garden gnome", (), {"scheme": "weapon", "label": "garden gnome", "broader_id": 4}, ""),
        ("Change Time of day of 4 fights to dawn or dusk", ((1, 2),), {"time_of_day": "twilight"}, ""),
        ("Who plays Eve", (5, (Performer("Jo Field", "stunt double"),)), {}, "Jo Field (stunt double)"),
        ("Change point", (5,), {"out_us": 65_500_000}, "0:01:05.500"),
    ],
)
def test_entered_is_each_text_that_the_label_does_not_have(
    label: str, args: tuple[object, ...], kwargs: dict[str, object], entered: str
) -> None:
    assert entered_in(label, *args, **kwargs) == entered
