"""Why one fight is like another, aspect by aspect, and how much each is to weigh. Compares nothing.

What a person weighs is written as the command line says it: ``weapons=3 place=1.5``.
"""

from collections.abc import Mapping
from contextlib import suppress

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from donnybrook.catalog import Vocabulary
from donnybrook.catalog.alike import WEIGHTS, Likeness, Reason, read_weight
from donnybrook.desktop.panels.plain import figures, label

_STEPS = 4  # of the slider, to a weight of 1
_MOST = 5
_NAME_PX, _SLIDER_PX, _FIGURE_PX = 104, 92, 40


class LikeReasons(QWidget):
    """A line an aspect: its name, its weight as a slider, how alike the chosen fight is in it, and what is shared."""

    weighed = Signal()
    """A weight was changed."""

    def __init__(self, written: str) -> None:
        """``written`` are the weights as they were last time; what is not said weighs what it usually does."""
        super().__init__()
        names = {
            "weapons": self.tr("Weapons"), "sides": self.tr("Sides"), "place": self.tr("Place"),
            "techniques": self.tr("Techniques"), "camera": self.tr("Camera"), "length": self.tr("Length"),
            "look": self.tr("Look of it"),
        }  # fmt: skip
        self.lines = {aspect: _Line(names[aspect]) for aspect in WEIGHTS}
        self.weigh({**WEIGHTS, **_read(written)})
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for line in self.lines.values():
            line.slider.valueChanged.connect(self.weighed)
            column.addWidget(line)

    @property
    def weights(self) -> dict[str, float]:
        """How much each aspect weighs; 0 leaves it out."""
        return {aspect: line.slider.value() / _STEPS for aspect, line in self.lines.items()}

    @property
    def written(self) -> str:
        """The weights as text."""
        return " ".join(f"{aspect}={weight:g}" for aspect, weight in self.weights.items())

    def weigh(self, weights: Mapping[str, float]) -> None:
        """Set the weights; tells of it once, if any is another."""
        before = self.weights
        for aspect, line in self.lines.items():
            line.weigh(weights[aspect])
        if self.weights != before:
            self.weighed.emit()

    def show_reasons(self, likeness: Likeness | None, vocabulary: Vocabulary) -> None:
        """Show how alike a fight is in each aspect."""
        reasons = {each.aspect: each for each in (likeness.reasons if likeness else ())}
        for aspect, line in self.lines.items():
            line.show_reason(reasons.get(aspect), vocabulary)


class _Line(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _MOST * _STEPS)
        self.slider.setPageStep(_STEPS)
        self.slider.setFixedWidth(_SLIDER_PX)
        self.slider.setAccessibleName(self.tr("Weight of {aspect}").format(aspect=name.lower()))
        self._weight = figures("", "muted")
        self._like = figures()
        self._shared = label("", "small", wrap=True)
        self._shared.hide()
        self._lay_out(name)
        self.slider.valueChanged.connect(self._say_weight)

    @property
    def said(self) -> str:
        """What is said of the chosen fight."""
        return f"{self._like.text()} {self._shared.text()}".strip()

    def weigh(self, weight: float) -> None:
        self.slider.blockSignals(True)  # noqa: FBT003 - told of by who sets them all
        self.slider.setValue(round(weight * _STEPS))
        self.slider.blockSignals(False)  # noqa: FBT003
        self._say_weight()

    def show_reason(self, reason: Reason | None, vocabulary: Vocabulary) -> None:
        self._like.setText(f"{reason.likeness:.0%}" if reason else "–")
        words = ", ".join(vocabulary.concept(each).label for each in (reason.concept_ids if reason else ())[:6])
        self._shared.setText(words)
        self._shared.setVisible(bool(words))

    def _say_weight(self) -> None:
        weight = self.slider.value() / _STEPS
        words = f"×{weight:g}" if weight else self.tr("off")
        self._weight.setText(words)
        self.slider.setAccessibleDescription(words)

    def _lay_out(self, name: str) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._weight.setFixedWidth(_FIGURE_PX)
        self._like.setAlignment(Qt.AlignmentFlag.AlignRight)
        title = label(name)
        title.setFixedWidth(_NAME_PX)
        for part in (title, self.slider, self._weight):
            row.addWidget(part)
        row.addWidget(self._like, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addLayout(row)
        column.addWidget(self._shared)


def _read(written: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for part in written.split():
        with suppress(ValueError):  # a setting that somebody else wrote
            aspect, weight = read_weight(part)
            weights[aspect] = min(weight, _MOST)
    return weights


def reason_words(likeness: Likeness, vocabulary: Vocabulary) -> str:
    """Return how alike, and what makes it most of all: ``83 % · flamethrower, fire hose · village``."""
    told = [", ".join(vocabulary.concept(each).label for each in reason.concept_ids[:2]) for reason in likeness.reasons]
    said = [words or reason.aspect for words, reason in zip(told, likeness.reasons, strict=True)]
    return " · ".join([f"{likeness.score:.0%}", *said[:3]])
