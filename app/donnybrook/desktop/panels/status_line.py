"""The foot of the window: whether all is saved, how much there is, what is being done, and the next keys."""

from datetime import datetime

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from donnybrook.catalog.numbers import counted
from donnybrook.desktop.fonts import TextSize, font
from donnybrook.desktop.panels.plain import figures, give_role, key_cap, label
from donnybrook.desktop.theme import Theme
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key, and in a word what it does."""

    keys: str
    word: str


class _Dot(QWidget):
    """Green: all is saved; red: the last edit was not."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.token = "saved"
        self.setFixedSize(9, 9)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self.token))
        painter.drawEllipse(QRectF(self.rect()))


class StatusLine(QFrame):
    """What it says of saving is the truth: it is told at each commit, and at each that failed."""

    conflicts_wanted = Signal()
    """The person wants to settle what is in conflict."""

    jobs_wanted = Signal()
    """The person wants to see the work on films."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_role(self, "foot")
        self.setFixedHeight(27)
        self._dot = _Dot(theme)
        self._saved = figures(role="muted", size_px=TextSize.CHIP)
        self._counts = figures(role="muted", size_px=TextSize.CHIP)
        self._work = figures(role="muted", size_px=TextSize.CHIP)
        self._conflicts = _sign("ember")
        self._conflicts.clicked.connect(self.conflicts_wanted)
        self._jobs = _sign("quiet")
        self._jobs.clicked.connect(self.jobs_wanted)
        self._hints = QHBoxLayout()
        self._hints.setSpacing(5)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._dot)
        row.addWidget(self._saved)
        row.addSpacing(14)
        row.addWidget(self._counts)
        row.addSpacing(14)
        row.addWidget(self._conflicts)
        row.addWidget(self._jobs)
        row.addWidget(self._work)
        row.addStretch(1)
        row.addLayout(self._hints)
        self.show_no_catalog()

    def show_no_catalog(self) -> None:
        """Say that nothing is open."""
        self._dot.hide()
        self._saved.setText(self.tr("No catalog is open"))
        self._counts.clear()
        self._work.clear()
        self.show_conflicts(0)
        self.show_jobs("")

    def show_conflicts(self, count: int) -> None:
        """Say how many values two copies changed apart, with a way to settle them."""
        self._conflicts.setText(counted(count, "conflict"))
        self._conflicts.setAccessibleName(self.tr("Settle {conflicts}").format(conflicts=self._conflicts.text()))
        self._conflicts.setVisible(count > 0)

    @property
    def conflict_words(self) -> str:
        """What is said of conflicts; '' where there are none."""
        return "" if self._conflicts.isHidden() else self._conflicts.text()

    def show_jobs(self, words: str) -> None:
        """Say how far the work on films is, with a way to see more of it; empty where there is none."""
        self._jobs.setText(words)
        self._jobs.setAccessibleName(self.tr("Work on films: {words}").format(words=words))
        self._jobs.setVisible(bool(words))

    @property
    def job_words(self) -> str:
        """What is said of the work on films; '' where there is none."""
        return "" if self._jobs.isHidden() else self._jobs.text()

    def show_saved(self, when: datetime | None) -> None:
        """Say that everything is in the file, and when that was so last."""
        self._dot.token = "saved"
        self._dot.show()
        self._dot.update()
        at = f" · {when:%H:%M:%S}" if when else ""
        self._saved.setText(self.tr("All saved") + at)

    def show_unsaved(self) -> None:
        """Say that the last edit could not be written."""
        self._dot.token = "loss"
        self._dot.show()
        self._dot.update()
        self._saved.setText(self.tr("Not saved: the last edit was refused"))

    def show_read_only(self) -> None:
        """Say that the catalog can only be read."""
        self._dot.hide()
        self._saved.setText(self.tr("Read only"))

    def show_counts(self, words: str) -> None:
        """Say how much the catalog holds."""
        self._counts.setText(words)

    def show_work(self, words: str) -> None:
        """Say what is being done; empty for nothing."""
        self._work.setText(words)

    @property
    def work_words(self) -> str:
        """What is said to be being done; "" for nothing."""
        return self._work.text()

    @property
    def saved_words(self) -> str:
        """What is said of saving."""
        return self._saved.text()

    def show_hints(self, hints: tuple[KeyHint, ...]) -> None:
        """Show the next keys at the right end."""
        while item := self._hints.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for hint in hints:
            self._hints.addWidget(key_cap(hint.keys))
            word = label(hint.word, "muted")
            word.setStyleSheet("font-size: 12px; margin-right: 6px;")
            self._hints.addWidget(word)


def _sign(role: str) -> QToolButton:
    """Return words that can be pressed."""
    made = QToolButton()
    made.setFont(font(TextSize.CHIP, tabular=True))
    made.setProperty("role", role)
    return made
