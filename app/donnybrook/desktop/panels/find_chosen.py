"""Which fights Find's keys mean: those that are chosen, as long as they are seen. Knows no search, and edits nothing.

Where films or places stand in front of the hits, no fight is meant: what is hidden behind them stays as it is.
"""

from PySide6.QtCore import QObject, Signal

from donnybrook.catalog import Catalog, Scene, SceneRow
from donnybrook.desktop.action_set import ActionSet, Handler
from donnybrook.desktop.panels.find_middle import FindMiddle
from donnybrook.desktop.services.spoilers import Spoilers


class ChosenHits(QObject):
    """Says which fights, and which film, something is to be done with, and why with none."""

    changed = Signal()
    """Fights are seen one by one again, or no longer, or something else is in their place."""

    refused = Signal(str)
    """Emits a sentence on why there is no fight to do something with."""

    def __init__(
        self, catalog: Catalog, spoilers: Spoilers, middle: FindMiddle, actions: ActionSet, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._spoilers = spoilers
        self._middle = middle
        self._actions = actions
        self._shown = self.are_seen, middle.view
        middle.stage.currentChanged.connect(self._look_again)
        middle.view_changed.connect(self._look_again)

    @property
    def are_seen(self) -> bool:
        """Whether fights are shown one by one, or one of them large."""
        return not self._middle.stage.shows_groups

    @property
    def scene_id(self) -> int | None:
        """The fight that is chosen, if it is seen."""
        return self._middle.views.current_scene if self.are_seen else None

    @property
    def selected(self) -> tuple[int, ...]:
        """The fights that are selected and seen, or the one that is chosen."""
        one = self.scene_id
        if one is None:
            return ()
        return self._middle.views.selected_scenes or (one,)

    @property
    def scene(self) -> Scene | None:
        """The fight that is chosen, as the person may see it."""
        scene_id = self.scene_id
        return None if scene_id is None else self._spoilers.scene(scene_id)

    @property
    def row(self) -> SceneRow | None:
        """The same, as lists show it; ``None`` also where it has gone meanwhile."""
        scene_id = self.scene_id
        found = [] if scene_id is None else self._spoilers.rows([scene_id])
        return found[0] if found else None

    @property
    def film_id(self) -> int | None:
        """The film of the fight that is chosen; where films are shown, the one the keyboard is on."""
        if not self.are_seen:
            return self._middle.current_film
        scene_id = self.scene_id
        return None if scene_id is None else self._catalog.scene(scene_id).film_id

    @property
    def why_none(self) -> str:
        """A sentence on why no fight is meant, and what to do."""
        if self.are_seen:
            return self.tr("Choose a fight first.")
        if self._middle.view == "films":
            return self.tr("Films are shown, not single fights: {key} shows the fights.").format(key=self._key)
        return self.tr("Places are shown, not single fights: {key} shows the fights.").format(key=self._key)

    def doing(self, handler: Handler) -> Handler:
        """Return what does something with the fights that are meant, or says why there are none."""

        def do() -> None:
            if self.scene_id is None:
                self.refused.emit(self.why_none)
            else:
                handler()

        return do

    @property
    def _key(self) -> str:
        return self._actions.key_of("find.wall")

    def _look_again(self) -> None:
        shown = self.are_seen, self._middle.view
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()
