"""The right side of Find: the hit in detail, with its picture or the player in the picture's place. Edits nothing."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from donnybrook.analysis.scene_rhythm import rhythm_of_scene
from donnybrook.catalog import Catalog, Gone, Scene
from donnybrook.catalog.fight_sentences import (
    Chip,
    Sentence,
    Words,
    beat_sentences,
    fight_sentences,
    term_token,
    term_words,
)
from donnybrook.desktop.action_set import ActionSet
from donnybrook.desktop.icons import Icons
from donnybrook.desktop.panels.action_key import ActionButton
from donnybrook.desktop.panels.plain import figures, give_role, heading, label
from donnybrook.desktop.panels.sentences import SentenceView
from donnybrook.desktop.scene_text import film_line, place_path, rhythm_line, stars, times_line
from donnybrook.desktop.services.spoilers import Spoilers
from donnybrook.desktop.services.thumbnails import Thumbnails
from donnybrook.desktop.theme import Theme

_MARGIN_PX = 12
_PLAYER_BAR_PX = 52


class CoverView(QWidget):
    """A scene's cover, 16:9, never stretched; where there is none, a quiet field."""

    pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._pixmap: QPixmap | None = None
        self.setMinimumSize(QSize(160, 90))
        theme.changed.connect(self.update)

    def show_pixmap(self, pixmap: QPixmap | None) -> None:
        """Show another picture, or none; the same one is not painted again whenever others come."""
        if pixmap is not self._pixmap:
            self._pixmap = pixmap
            self.update()

    def hasHeightForWidth(self) -> bool:
        """It is 16:9."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of 16:9."""
        return round(width * 9 / 16)

    def sizeHint(self) -> QSize:
        """Return a size for a side panel."""
        return QSize(288, 162)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A click plays."""
        self.pressed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture with rounded corners."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), 8, 8)
        painter.setClipPath(path)
        painter.fillRect(self.rect(), self._theme.colour("window"))
        if self._pixmap is None:
            side = self.height() * 0.3
            rect = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
            self._icons.draw(painter, rect, "swords", self._theme.colour("muted"))
            return
        fitted = self._pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        target = QRectF(0, 0, fitted.width(), fitted.height())
        target.moveCenter(QRectF(self.rect()).center())
        painter.drawPixmap(target, self._pixmap, QRectF(self._pixmap.rect()))


class FindDetail(QScrollArea):
    """Shows one scene, whole."""

    play_wanted = Signal()
    """Emits nothing: to play, or to pause while it plays."""

    tag_wanted = Signal()

    def __init__(
        self,
        catalog: Catalog,
        spoilers: Spoilers,
        thumbnails: Thumbnails,
        theme: Theme,
        icons: Icons,
        actions: ActionSet,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._spoilers = spoilers
        self._thumbnails = thumbnails
        self._cover_name: str | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        give_role(self, "right")
        self._cover = CoverView(theme, icons)
        self._cover.pressed.connect(self.play_wanted)
        self.player_place = QVBoxLayout()
        self._title = label(role="title", wrap=True)
        self._film = label(role="muted", wrap=True)
        self._icons = icons
        self._play = QPushButton()
        self._rhythm = figures(role="small")
        self._rhythm.setAccessibleDescription(self.tr("How the fight is cut"))
        self._buttons = self._make_buttons(icons, actions)
        self.show_playing(playing=False)
        self._fight = SentenceView(theme)
        self._beats = SentenceView(theme)
        self._place = SentenceView(theme)
        self._terms = SentenceView(theme)
        self._note = label(wrap=True, selectable=True)
        self._parts: list[tuple[QLabel, QWidget]] = []
        self._none = label(role="muted", wrap=True)
        self._none.setParent(self)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._body = self._lay_out()
        self.setWidget(self._body)
        thumbnails.arrived.connect(self._show_cover)
        self.show_scene(None, None)

    def show_scene(self, scene_id: int | None, cover_name: str | None, why_none: str = "") -> None:
        """Show another scene; ``None`` for none, with a sentence on why not."""
        self._cover_name = cover_name
        scene = self._read(scene_id)
        self._body.setVisible(scene is not None)
        self._none.setText(why_none)
        self._none.setVisible(scene is None)
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if scene is None else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bar)
        if scene is None:
            return
        fields = scene.fields
        self._title.setText(scene.name)
        told = (film_line(scene.film_title, scene.film_year), times_line(fields.in_us, fields.out_us))
        self._film.setText(" · ".join(part for part in (*told, stars(fields.rating)) if part))
        said = rhythm_line(rhythm_of_scene(self._catalog, scene))
        self._rhythm.setText(said)
        self._rhythm.setVisible(bool(said))
        self._fill(self._fight, fight_sentences(scene, self._catalog.vocabulary))
        self._fill(self._beats, beat_sentences(scene))
        self._fill(self._place, self._place_sentence(scene))
        self._fill(self._terms, _terms_sentence(scene))
        is_hidden = self._spoilers.hides(scene.film_id)
        hidden = self.tr("Title, note, beats and how it ends are hidden until you mark “{film}” as seen.")
        self._note.setText(hidden.format(film=scene.film_title) if is_hidden else fields.note)
        self._show_part(self._note, shown=bool(self._note.text()))
        self._show_cover()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say why there is no fight where one would be."""
        super().resizeEvent(event)
        self._none.setGeometry(self.rect().adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX))

    def take_player(self, view: QWidget) -> None:
        """Show the player in the picture's place."""
        # The film's own shape, and a bar under it; not so high that it pushes the words away.
        width = self.viewport().width() - 2 * _MARGIN_PX
        view.setMinimumWidth(min(width, 200))
        view.setFixedHeight(round(width * 9 / 16) + _PLAYER_BAR_PX)
        self.player_place.addWidget(view)
        view.show()
        self._cover.hide()

    def show_playing(self, *, playing: bool) -> None:
        """Have the first button say what it does now."""
        words = self.tr("Pause") if playing else self.tr("Play")
        self._play.setText(words)
        self._play.setAccessibleName(words)
        self._play.setIcon(self._icons.icon("pause" if playing else "play", "on_ember"))

    def show_cover_again(self) -> None:
        """Show the picture where the player was."""
        self._cover.show()

    def _read(self, scene_id: int | None) -> Scene | None:
        if scene_id is None:
            return None
        try:
            return self._spoilers.scene(scene_id)
        except Gone:  # deleted meanwhile, in another window
            return None

    def _show_cover(self) -> None:
        self._cover.show_pixmap(self._thumbnails.pixmap(self._cover_name))

    def _place_sentence(self, scene: Scene) -> tuple[Sentence, ...]:
        where = place_path(scene, self._catalog.vocabulary)
        said = [scene.fields.interior, scene.fields.time_of_day]
        light = ", ".join(word for word in said if word not in ("", "unknown"))
        words = [Words(where)] if where else []
        return (tuple([*words, Words(light, "muted")] if light else words),) if where or light else ()

    def _fill(self, view: SentenceView, sentences: tuple[Sentence, ...]) -> None:
        view.show_sentences(sentences)
        self._show_part(view, shown=bool(sentences))

    def _show_part(self, part: QWidget, *, shown: bool) -> None:
        part.setVisible(shown)
        for head, under in self._parts:
            if under is part:
                head.setVisible(shown)

    def _make_buttons(self, icons: Icons, actions: ActionSet) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 4, 0, 0)
        tag = QPushButton(self.tr("Tag"))
        tag.setIcon(icons.icon("tag", "text"))
        tag.setAccessibleName(self.tr("Tag"))
        self._play.setProperty("role", "primary")
        self._play.clicked.connect(self.play_wanted)
        tag.clicked.connect(self.tag_wanted)
        across.addWidget(self._play)
        across.addWidget(tag)
        across.addStretch(1)
        across.addWidget(ActionButton(actions, "edit.history", icons, "history"))
        return row

    def _lay_out(self) -> QWidget:
        body = QFrame()
        give_role(body, "panel")
        column = QVBoxLayout(body)
        column.setContentsMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        column.setSpacing(4)
        column.addLayout(self.player_place)
        column.addWidget(self._cover)
        column.addSpacing(6)
        for top in (self._title, self._film, self._rhythm, self._buttons):
            column.addWidget(top)
        parts = (
            (self.tr("Who against whom"), self._fight),
            (self.tr("Beats"), self._beats),
            (self.tr("Place"), self._place),
            (self.tr("Techniques and camera"), self._terms),
            (self.tr("Note"), self._note),
        )
        for name, part in parts:
            head = heading(name)
            head.setContentsMargins(0, 10, 0, 1)
            column.addWidget(head)
            column.addWidget(part)
            self._parts.append((head, part))
        column.addStretch(1)
        return body


def _terms_sentence(scene: Scene) -> tuple[Sentence, ...]:
    names = {combatant.id: combatant.label for combatant in scene.combatants}
    of_the_fight = [term for term in scene.terms if term.beat_id is None]  # those of beats stand with their beats
    chips = tuple(Chip(term_words(term, names), term_token(term)) for term in of_the_fight)
    return (chips,) if chips else ()
