"""Fights that are like one, as a sheet: their pictures, why each is like it, and what is to weigh how much.

Enter shows the chosen fight in Find, the sheet's own key looks for more like that one, Backspace goes back. Knows no
SQL, and compares nothing.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from donnybrook.catalog import Family, Gone, SceneRow
from donnybrook.catalog.alike import WEIGHTS, Likeness
from donnybrook.desktop.models.scene_wall import SceneWall
from donnybrook.desktop.panels.like_reasons import LikeReasons, reason_words
from donnybrook.desktop.panels.plain import give_role, heading, label
from donnybrook.desktop.panels.scene_card import SceneCard
from donnybrook.desktop.panels.sheet import Sheet, SheetSurroundings, push_button
from donnybrook.desktop.panels.wall import Wall
from donnybrook.desktop.pressed_key import pressed_key
from donnybrook.desktop.scene_text import film_line, name_of
from donnybrook.desktop.services.cover_looks import CoverLooks
from donnybrook.desktop.services.spoilers import Spoilers
from donnybrook.desktop.services.thumbnails import Thumbnails
from donnybrook.desktop.settings import LIKE_WEIGHTS, Settings

type Answered = Callable[[list[Likeness]], None]
type AskLike = Callable[[int, Mapping[str, float], Answered], None]
"""Is given a fight, how much each aspect weighs, and whom to answer."""

_WIDTH_PX, _SIDE_PX, _WALL_PX = 1180, 300, 470
_LATE_MS = 400


class LikeSheet(Sheet):
    """``looks`` is what works out how covers look, so that they count."""

    def __init__(
        self,
        around: SheetSurroundings,
        spoilers: Spoilers,
        thumbnails: Thumbnails,
        settings: Settings,
        looks: CoverLooks,
        ask: AskLike,
        show_fight: Callable[[int], None],
    ) -> None:
        super().__init__(around, "", _WIDTH_PX)
        self._settings, self._looks, self._ask, self._show_fight = settings, looks, ask, show_fight
        self._spoilers = spoilers
        self._trail: list[int] = []
        self._like: dict[int, Likeness] = {}
        self._first: int | None = None  # chosen because it came first, and by nobody
        self.model = SceneWall(spoilers.rows, self)
        card = SceneCard(
            around.theme,
            around.icons,
            thumbnails,
            self._family,
            self,
            line_of=self._line_of,
        )
        self.wall = Wall(self.model, card)
        self.wall.setAccessibleName(self.tr("Fights that are like it"))
        self.wall.setMinimumHeight(_WALL_PX)
        self.reasons = LikeReasons(settings.value(LIKE_WEIGHTS))
        self._name, self._film = label("", "title", wrap=True), label("", "muted", wrap=True)
        self._looking = label("", "small")
        self.back = push_button(self.tr("Back"))
        self.usual = push_button(self.tr("Usual weights"))
        self.more = push_button(self.tr("More like this one"))
        self.take = push_button(self.tr("Show in Find"), primary=True)
        # A million fights take some seconds when they are compared first; a handful none.
        self._late = QTimer(self, interval=_LATE_MS, singleShot=True)
        self._late.timeout.connect(lambda: self.show_lead(self.tr("Comparing it with all fights…")))
        self._lay_out()
        self._connect(thumbnails)
        spoilers.changed.connect(self.model.refresh)

    @property
    def scene_id(self) -> int | None:
        """The fight that the others are like."""
        return self._trail[-1] if self._trail else None

    def ask(self, scene_id: int) -> None:
        """Show what is like a fight."""
        self._trail = [scene_id]
        self._like = {}
        self.model.show_ids(())
        self.show_lead("")
        self._late.start()
        self.refill()
        self.open(self.wall)
        if not self.around.session.catalog.read_only:  # where there is no cache to keep them in
            self._looks.begin()

    def leave(self) -> None:
        """Hide the sheet, and look at no more covers."""
        self._looks.stop()
        super().leave()

    def stop(self) -> None:
        """Look at no more covers: the catalog is about to be closed."""
        self._looks.stop()

    def refill(self) -> None:
        """Compare anew."""
        try:
            scene = self._spoilers.scene(self._trail[-1])
        except Gone:  # deleted meanwhile
            self.leave()
            return
        self.show_title(self.tr("More like “{name}”").format(name=scene.name))
        self.back.setEnabled(len(self._trail) > 1)
        self._ask(scene.id, self.reasons.weights, self._answered)

    def go_on(self) -> None:
        """Show what is like the chosen fight."""
        chosen = self.wall.current_scene
        if chosen is not None:
            self._trail.append(chosen)
            self.refill()
            self.wall.setFocus()

    def go_back(self) -> None:
        """Show again what is like the fight before."""
        if len(self._trail) > 1:
            self._trail.pop()
            self.refill()
            self.wall.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the wall's keys: M looks on from the chosen fight, Backspace goes back."""
        if watched is self.wall and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps: dict[int, Callable[[], None]] = {Qt.Key.Key_M: self.go_on, Qt.Key.Key_Backspace: self.go_back}
            step = steps.get(pressed_key(event))
            if step is not None:
                step()
                return True
        return super().eventFilter(watched, event)

    def _answered(self, like: list[Likeness]) -> None:
        chosen = self.wall.current_scene
        self._late.stop()
        self._like = {each.scene_id: each for each in like}
        is_picked = chosen in self._like and chosen != self._first
        self.model.show_ids(tuple(self._like))
        if not is_picked or not self.wall.choose(chosen):  # another may come first once covers were looked at
            self.wall.choose_place(0)
        nothing = self.tr("Nothing is known of this fight that any other has too. Say what is fought with, and where.")
        self.show_lead("" if like else nothing)
        self._choose(self.wall.current_scene)
        self._first = None if is_picked else self.wall.current_scene

    def _choose(self, scene_id: int | None) -> None:
        self._first = None
        likeness = self._like.get(scene_id) if scene_id is not None else None
        row = self.model.scene_row(self.wall.current_place or 0) if likeness else None
        self._name.setText(name_of(row) if row else "")
        self._film.setText(film_line(row.film_title, row.film_year) if row else "")
        self.reasons.show_reasons(likeness, self.around.session.catalog.vocabulary)
        for button in (self.more, self.take):
            button.setEnabled(row is not None)

    def _weighed(self) -> None:
        self._settings.set(LIKE_WEIGHTS, self.reasons.written)
        self.refill()

    def _take(self) -> None:
        chosen = self.wall.current_scene
        if chosen is not None:
            self.leave()
            self._show_fight(chosen)

    def _show_progress(self, covers: int) -> None:
        self._looking.setText(self.tr("Looking at covers: {count:,} so far…").format(count=covers))

    def _looked(self, covers: int) -> None:
        self._looking.clear()
        if covers and self.isVisible():
            self.refill()

    def _family(self, concept_id: int) -> Family:
        return self.around.session.catalog.vocabulary.family(concept_id)

    def _line_of(self, row: SceneRow) -> str:
        likeness = self._like.get(row.id)
        return reason_words(likeness, self.around.session.catalog.vocabulary) if likeness else ""

    def _connect(self, thumbnails: Thumbnails) -> None:
        self.wall.installEventFilter(self)
        self.wall.scene_chosen.connect(self._choose)
        self.wall.activated.connect(self._take)
        self.reasons.weighed.connect(self._weighed)
        self.usual.clicked.connect(lambda: self.reasons.weigh(WEIGHTS))
        self.back.clicked.connect(self.go_back)
        self.more.clicked.connect(self.go_on)
        self.take.clicked.connect(self._take)
        thumbnails.arrived.connect(self.wall.viewport().update)
        self._looks.progressed.connect(self._show_progress)
        self._looks.finished.connect(self._looked)

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.wall, 1)
        across.addWidget(self._side())
        self.column.addLayout(across, 1)
        self.add_foot(self.back, self.usual, self.more, self.take)

    def _side(self) -> QWidget:
        body = QFrame()
        give_role(body, "sheet_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(4, 0, 4, 0)
        column.setSpacing(4)
        column.addWidget(self._name)
        column.addWidget(self._film)
        column.addSpacing(8)
        column.addWidget(heading(self.tr("How alike, and what that weighs")))
        column.addSpacing(2)
        column.addWidget(self.reasons)
        column.addStretch(1)
        column.addWidget(self._looking)
        side = QScrollArea()
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setWidgetResizable(True)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setFixedWidth(_SIDE_PX)
        side.setWidget(body)
        return side
