"""A catalog that is edited, undone, redone, emptied and opened anew at random, beside a plain list of its states."""

import contextlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from donnybrook.catalog import Catalog, Combatant, CombatantDraft, SceneDraft, SceneFields, Transaction, history
from donnybrook.catalog.checking import journal, references
from donnybrook.catalog.driver import connect
from donnybrook.catalog.edits import bulk, contents, trash
from faults.rounds import IS_LONG, longer_when_soaking

_EXAMPLES, _STEPS = (2_000, 100) if IS_LONG else (60, 50)
_SETTINGS = settings(
    max_examples=_EXAMPLES,
    stateful_step_count=_STEPS,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
_WEAPONS = ("katana", "axe", "chair", "ice skates")
_words = st.text('abä%"\\\n', max_size=4)
_number = st.integers(0, 20)


@dataclass(frozen=True)
class Fight:
    """A fight as the plain model has it; its UUID, once the catalog has given it one, is its key."""

    title: str
    note: str = ""
    trashed: bool = False
    combatants: tuple[tuple[str, str], ...] = ()  # label and outcome
    uses: tuple[tuple[str, str], ...] = ()  # weapon and who uses it


type State = dict[str, Fight]


@dataclass
class Model:
    """What a person would expect: a list of states, and where in it they are."""

    states: list[State] = field(default_factory=lambda: [{}])
    at: int = 0

    @property
    def now(self) -> State:
        return self.states[self.at]

    @property
    def can_undo(self) -> bool:
        return self.at > 0

    @property
    def can_redo(self) -> bool:
        return self.at < len(self.states) - 1

    def becomes(self, state: State) -> None:
        """An edit that changes nothing is none; any other ends what could be done again."""
        if state != self.now:
            self.states = [*self.states[: self.at + 1], state]
            self.at += 1


def _read(catalog: Catalog) -> State:
    """Return all fights, those in the trash too, as the catalog gives them out."""
    live = [scene.id for scene in catalog.scenes()]
    trashed = catalog.read(trash.read_trash)
    return {
        scene.uuid: Fight(
            scene.fields.title,
            scene.fields.note,
            scene.id in trashed,
            tuple((who.label, who.outcome) for who in scene.combatants),
            tuple((use.weapon, _label_of(scene.combatants, use.combatant_id)) for use in scene.wieldings),
        )
        for scene in catalog.scenes(live + trashed)
    }


def _label_of(combatants: Sequence[Combatant], combatant_id: int | None) -> str:
    return next((who.label for who in combatants if who.id == combatant_id), "")


def _is_live(machine: "CatalogMachine") -> bool:
    return any(not fight.trashed for fight in machine.model.now.values())


_with_a_fight = precondition(_is_live)


class CatalogMachine(RuleBasedStateMachine):
    """The rules; ``origin`` is the catalog each run begins with, a copy of it in ``folder``."""

    origin: Path
    folder: Path

    @initialize()
    def begin(self) -> None:
        self.own_folder = TemporaryDirectory(dir=self.folder)
        self.path = Path(self.own_folder.name) / "a.fights"
        shutil.copy(self.origin, self.path)
        self.catalog = self._opened()
        self.weapons = {name: self.catalog.vocabulary.lookup("weapon", name) or 0 for name in _WEAPONS}
        self.model = Model()

    def _opened(self) -> Catalog:
        return Catalog.open(self.path, coder="Ana", cache_folder=self.path.parent)

    def teardown(self) -> None:
        if hasattr(self, "model"):
            try:
                self._agree_with_the_journal()
            finally:
                self.catalog.close()
                self.own_folder.cleanup()

    # -- edits

    @rule(title=_words, note=_words, who=_words)
    def add_a_fight(self, title: str, note: str, who: str) -> None:
        draft = SceneDraft(fields=SceneFields(title=title, note=note), combatants=(CombatantDraft(label=f"Eve{who}!"),))
        scene_id = self.catalog.add_scene(1, draft).value
        fight = Fight(title, note, combatants=((f"Eve{who}!", ""),))
        self.model.becomes({**self.model.now, self.catalog.scene(scene_id).uuid: fight})

    @_with_a_fight
    @rule(number=_number, title=_words, note=st.none() | _words)
    def change_a_fight(self, number: int, title: str, note: str | None) -> None:
        scene_id, uuid = self._fight(number)
        said = {"title": title} | ({} if note is None else {"note": note})
        self.catalog.change_scene(scene_id, **said)
        self._is_now(uuid, **said)

    @rule(note=_words)
    def change_all_fights(self, note: str) -> None:
        self.catalog.edit("Note", bulk.change_scenes, self._live_ids(), note=note)
        self._all_are_now(note=note)

    @rule()
    def trash_all_fights(self) -> None:
        self.catalog.edit("Trash", bulk.trash_scenes, self._live_ids())
        self._all_are_now(trashed=True)

    @rule(name=st.sampled_from(_WEAPONS))
    def give_all_a_weapon(self, name: str) -> None:
        self.catalog.edit("Arm", contents.add_weapon_to, self._live_ids(), self.weapons[name])
        state = {
            uuid: fight
            if fight.trashed or name in (weapon for weapon, _ in fight.uses)
            else replace(fight, uses=(*fight.uses, (name, "")))
            for uuid, fight in self.model.now.items()
        }
        self.model.becomes(state)

    @_with_a_fight
    @rule(number=_number, label=_words, outcome=st.sampled_from(["", "fled", "killed"]))
    def add_a_combatant(self, number: int, label: str, outcome: str) -> None:
        scene_id, uuid = self._fight(number)
        self.catalog.edit("Add", contents.add_combatant, scene_id, f"guard{label}!", outcome=outcome)
        self._is_now(uuid, combatants=(*self.model.now[uuid].combatants, (f"guard{label}!", outcome)))

    @_with_a_fight
    @rule(number=_number, name=st.sampled_from(_WEAPONS), who=_number)
    def add_a_use(self, number: int, name: str, who: int) -> None:
        scene_id, uuid = self._fight(number)
        combatants = self.catalog.scene(scene_id).combatants
        user = combatants[who % len(combatants)]
        self.catalog.edit("Use", contents.add_wielding, scene_id, self.weapons[name], combatant_id=user.id)
        self._is_now(uuid, uses=(*self.model.now[uuid].uses, (name, user.label)))

    @_with_a_fight
    @rule(number=_number, at=_number)
    def remove_a_use(self, number: int, at: int) -> None:
        scene_id, uuid = self._fight(number)
        uses = self.catalog.scene(scene_id).wieldings
        if uses:
            place = at % len(uses)
            self.catalog.edit("Unuse", contents.remove_wielding, uses[place].id)
            left = self.model.now[uuid].uses
            self._is_now(uuid, uses=left[:place] + left[place + 1 :])

    @_with_a_fight
    @rule(number=_number)
    def trash_a_fight(self, number: int) -> None:
        scene_id, uuid = self._fight(number)
        self.catalog.delete_scene(scene_id)
        self._is_now(uuid, trashed=True)

    @rule()
    def restore_what_is_in_the_trash(self) -> None:
        for scene_id in self.catalog.read(trash.read_trash):
            uuid = self.catalog.scene(scene_id).uuid
            self.catalog.restore_scene(scene_id)
            self._is_now(uuid, trashed=False)

    @rule()
    def empty_the_trash(self) -> None:
        self.catalog.edit("Empty", trash.empty_trash)
        self.model.becomes({uuid: fight for uuid, fight in self.model.now.items() if not fight.trashed})

    # -- there and back

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            undone = self.catalog.undo()
            assert (undone is not None) == self.model.can_undo
            assert undone is None or undone.value == 0
            self.model.at = max(self.model.at - 1, 0)

    @precondition(lambda self: self.model.can_redo)
    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            assert (self.catalog.redo() is not None) == self.model.can_redo
            self.model.at = min(self.model.at + 1, len(self.model.states) - 1)

    @rule()
    def open_anew(self) -> None:
        self.catalog.close()
        self.catalog = self._opened()

    # -- what must hold

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        assert _read(self.catalog) == self.model.now

    @invariant()
    def offers_to_undo_and_redo_what_the_model_would(self) -> None:
        assert (self.catalog.undo_label is not None) == self.model.can_undo
        assert (self.catalog.redo_label is not None) == self.model.can_redo

    def _agree_with_the_journal(self) -> None:
        assert len(self.catalog.search("").scene_ids) == len(self._live_ids())
        connection = connect(self.path)
        findings = [found.sentence for check in (journal, references) for found in check.look(connection)]
        connection.close()
        assert findings == []

    def _fight(self, number: int) -> tuple[int, str]:
        live = [uuid for uuid, fight in self.model.now.items() if not fight.trashed]
        uuid = live[number % len(live)]
        found = self.catalog.find_scene(uuid)
        assert found is not None
        return found, uuid

    def _live_ids(self) -> list[int]:
        return [scene.id for scene in self.catalog.scenes()]

    def _is_now(self, uuid: str, **values: Any) -> None:
        self.model.becomes({**self.model.now, uuid: replace(self.model.now[uuid], **values)})

    def _all_are_now(self, **values: Any) -> None:
        now = self.model.now.items()
        self.model.becomes({uuid: fight if fight.trashed else replace(fight, **values) for uuid, fight in now})


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("origin") / "origin.fights"
    with Catalog.create(path, coder="Ana") as catalog:
        catalog.add_film("Ballerina")
    with contextlib.closing(connect(path)) as connection:  # what the machine begins with can't be undone
        connection.execute("UPDATE edit SET coder_id = NULL")
    return path


def _machine(origin: Path, folder: Path) -> type[CatalogMachine]:
    return type("Machine", (CatalogMachine,), {"origin": origin, "folder": folder})


@longer_when_soaking
def test_a_catalog_is_what_a_plain_list_of_its_states_says(origin: Path, tmp_path: Path) -> None:
    run_state_machine_as_test(_machine(origin, tmp_path), settings=_SETTINGS)


def _take_back_all_but_one_row(tx: Transaction, edit: history.PastEdit) -> int:
    changes = history._changes(tx, edit.id)
    return history._apply(tx, [change.inverse() for change in reversed(changes[1:])])


def test_the_machine_sees_an_undo_that_leaves_a_row_as_it_was(
    origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "take_back", _take_back_all_but_one_row)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            _machine(origin, tmp_path), settings=settings(_SETTINGS, max_examples=50, phases=[Phase.generate])
        )
