"""Asks what is to be cut out of fights, and where to; shows how far it is. Cuts nothing itself.

It can be closed meanwhile: the work goes on, and the foot of the window says how far.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from donnybrook.catalog.numbers import counted
from donnybrook.desktop.marked_words import N_, translated
from donnybrook.desktop.panels.choice import Choice, Option
from donnybrook.desktop.panels.field_box import FieldBox
from donnybrook.desktop.panels.sheet import Sheet, SheetSurroundings, progress_bar, push_button
from donnybrook.desktop.services.cutting_out import CuttingOut, Fights
from donnybrook.exchange.cutting.wishes import Wish
from donnybrook.times import SECOND_US

type AskWhere = Callable[[str, str], Path | None]
"""Asks for a file with such an ending, to be called so at first; for a folder if the ending is ''."""

_WIDTH_PX = 560
_SHEET = "sheet"
_ONE = (
    Option(".mp4", N_("a clip (MP4)")),
    Option(".mkv", N_("a clip (Matroska)")),
    Option(".gif", N_("a loop (GIF)")),
    Option(".webp", N_("a loop (WebP)")),
    Option(".png", N_("a still (PNG)")),
    Option(".jpg", N_("a still (JPEG)")),
    Option(_SHEET, N_("a contact sheet (JPEG)")),
)
_SEVERAL = (
    Option(".mp4", N_("a supercut (MP4)")),
    Option(".mkv", N_("a supercut (Matroska)")),
    Option("", N_("a folder of clips (MP4)")),
    Option(_SHEET, N_("a contact sheet (JPEG)")),
)
_HOW = (
    Option("exact", N_("to the very frame (coded anew)")),
    Option("copy", N_("as it is coded (quick; from a keyframe on)")),
)
_TITLES = (Option("titles", N_("a title card before each fight")), Option("plain", N_("none")))
_ORDER = (Option("film", N_("film by film, as they are fought")), Option("shown", N_("as they are shown")))
_LEAD_IN = (
    Option(0, N_("at the in point")),
    Option(SECOND_US // 2, N_("½ s before")),
    Option(SECOND_US, N_("1 s before")),
    Option(2 * SECOND_US, N_("2 s before")),
    Option(3 * SECOND_US, N_("3 s before")),
)
_CLIPS = (".mp4", ".mkv", "")
_TIMED = (*_CLIPS, ".gif", ".webp", _SHEET)


class CutSheet(Sheet):
    """Of one fight, or of several."""

    def __init__(self, around: SheetSurroundings, cutting: CuttingOut, ask_where: AskWhere) -> None:
        super().__init__(around, self.tr("Cut out"), _WIDTH_PX)
        self._cutting = cutting
        self._ask_where = ask_where
        self._ids: tuple[int, ...] = ()
        self._name = ""
        self._one = _choice(self.tr("What it is cut out as"), _ONE)
        self._several = _choice(self.tr("What they are cut out as"), _SEVERAL)
        self.how = _choice(self.tr("How clips are made"), _HOW)
        self.titles = _choice(self.tr("Title cards"), _TITLES)
        self.order = _choice(self.tr("The order of the fights"), _ORDER)
        self.lead_in = _choice(self.tr("Where each fight begins"), _LEAD_IN)
        for choice in (self._one, self._several):
            choice.chosen.connect(lambda _key: self._rest())
        self._boxes: dict[str, QWidget] = {
            "one": FieldBox(self.tr("As"), self._one, inset_px=0),
            "several": FieldBox(self.tr("As"), self._several, inset_px=0),
            "how": FieldBox(self.tr("How"), self.how, inset_px=0),
            "order": FieldBox(self.tr("Order"), self.order, inset_px=0),
            "titles": FieldBox(self.tr("Titles"), self.titles, inset_px=0),
            "lead_in": FieldBox(self.tr("Begins"), self.lead_in, inset_px=0),
        }
        self.bar = progress_bar(self.tr("How far cutting is"))
        self.go = push_button(self.tr("Choose where, and cut…"), primary=True)
        self.go.clicked.connect(self.start_or_stop)
        for box in self._boxes.values():
            self.column.addWidget(box)
        self.column.addWidget(self.bar)
        self.add_foot(self.go)
        cutting.changed.connect(self._rest)
        cutting.refused.connect(self.refuse)

    def ask(self, scene_ids: Sequence[int], name: str) -> None:
        """Ask about fights; ``name`` is that of the one, or of all together."""
        if not self._cutting.is_running:
            self._ids, self._name = tuple(scene_ids), name
            self.show_problem("")
        self._rest()
        self.open(self.go if self._cutting.is_running else self.form)

    def start_or_stop(self) -> None:
        """Ask where to, and cut; while something is being cut, stop."""
        if self._cutting.is_running:
            self._cutting.stop()
            return
        form = str(self.form.key)
        ending = ".jpg" if form == _SHEET else form
        out = self._ask_where(self._name, ending)
        if out is not None:
            self.cut(out)

    def cut(self, out: Path) -> None:
        """Cut into a file, or a folder."""
        self.show_problem("")
        self._rest()
        lead_in_us = int(self.lead_in.key or 0) if self._boxes["lead_in"].isVisibleTo(self) else 0
        wish = Wish(
            out=out,
            is_sheet=self.form.key == _SHEET,
            copies=self.how.key == "copy" and self._boxes["how"].isVisibleTo(self),
            has_titles=self.titles.key == "titles",
            title=self._name,
        )
        self._cutting.start(Fights(self._ids, self.order.key == "shown", lead_in_us), wish)

    @property
    def form(self) -> Choice:
        """What the fights are cut out as: one and several have their own choice."""
        return self._several if self._is_several else self._one

    @property
    def _is_several(self) -> bool:
        return len(self._ids) > 1

    def _rest(self) -> None:
        running, form = self._cutting.is_running, self.form.key
        several = self._is_several
        is_supercut = several and form in (".mp4", ".mkv")
        count = counted(len(self._ids), "fight")
        one, all_ = self.tr("Cut out “{name}”"), self.tr("Cut out {fights}")
        self.show_title(all_.format(fights=count) if several else one.format(name=self._name))
        words = self.tr("It goes on when this is closed.") if running else ""
        self.show_lead(words)
        self._boxes["one"].setVisible(not several)
        self._boxes["several"].setVisible(several)
        self._boxes["how"].setVisible(form in _CLIPS and not is_supercut)
        self._boxes["titles"].setVisible(is_supercut)
        self._boxes["order"].setVisible(several)
        self._boxes["lead_in"].setVisible(form in _TIMED)
        for choice in (self._one, self._several, self.how, self.order, self.titles, self.lead_in):
            choice.setEnabled(not running)
        self.bar.setVisible(running)
        self.bar.setValue(round(self._cutting.share * 1000))
        words = self.tr("Stop") if running else self.tr("Choose where, and cut…")
        if self.go.text() != words:
            self.go.setText(words)
            self.go.setAccessibleName(words)
        if self.isVisible():
            self.place()


def _choice(name: str, options: tuple[Option, ...]) -> Choice:
    told = [Option(each.key, translated(each.words)) for each in options]
    made = Choice(name, told[0], told[1:])
    made.setProperty("role", "")  # on a sheet it is to be seen that there is a choice
    return made
