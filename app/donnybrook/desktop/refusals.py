"""Why something that was entered is not stored, said where it was entered or in the banner. Knows no catalog."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject

from donnybrook.catalog import EntryProblem, Gone
from donnybrook.desktop.entry import Caption
from donnybrook.problems import Problem

type ShowLate = Callable[[str], bool]
"""Shows a sentence where it can still be seen, and returns whether it can."""


class Refusals(QObject):
    """Of one window on one catalog. What is said of several that have waited is said together."""

    def __init__(self, tell: Callable[[str], None], parent: QObject) -> None:
        """``tell`` shows a sentence in the banner."""
        super().__init__(parent)
        self._tell = tell
        self._late: list[tuple[str, ShowLate | None]] | None = None  # sentences that are kept to be told together

    def refuse(
        self,
        problem: Problem,
        caption: Caption,
        show: Callable[[str], None],
        *,
        is_late: bool,
        show_late: ShowLate | None = None,
    ) -> None:
        """Say why something was not stored: where it was entered, in the banner where that is the world's fault.

        What ``is_late`` goes there too, by its caption: another fight may stand by now where it was entered. A sheet,
        which stands over the banner, gives ``show_late``.
        """
        if is_late:
            self.tell_late(caption, str(problem), show_late)
        elif isinstance(problem, EntryProblem):
            show(str(problem))
        else:
            self._tell(str(problem))

    def tell_gone(self, caption: Caption) -> None:
        """Say that something was not stored because what it is about is gone."""
        self.tell_late(caption, self.tr("It is not there any more."))

    def tell_late(self, caption: Caption, sentence: str, show: ShowLate | None = None) -> None:
        """Say why what goes by a caption was not stored, and what was entered: by ``show``, or else in the banner."""
        told = self.tr("{entry} was not stored: {sentence}").format(entry=caption.name, sentence=sentence)
        self._tell_or_keep(told + self._entered(caption), show)

    def tell_unread(self, caption: Caption, sentence: str) -> None:
        """Say in the banner that something was stored, and why the window may not show it yet."""
        told = self.tr("{entry} was stored, but the catalog could not be read after it: {sentence}")
        self._tell_or_keep(told.format(entry=caption.name, sentence=sentence))

    def _entered(self, caption: Caption) -> str:
        return self.tr(" Entered was “{text}”.").format(text=caption.entered) if caption.entered else ""

    def _tell_or_keep(self, told: str, show: ShowLate | None = None) -> None:
        if self._late is not None:
            self._late.append((told, show))
        elif show is None or not show(told):
            self._tell(told)

    @contextmanager
    def owning_up(self, caption: Caption) -> Iterator[None]:
        """Let no fault of the program at storing something go to the hook without a word on what that was.

        It is raised on. What is of the input or the world is not of the program.
        """
        try:
            yield
        except (Problem, Gone):
            raise
        except Exception as fault:
            told = self.tr("{entry} was not stored.").format(entry=caption.name) + self._entered(caption)
            if self._late is None:
                fault.add_note(told)
            else:
                self._late.append((told, None))
            raise

    def keep(self) -> None:
        """Keep all that is to be told until ``telling_together`` is over."""
        self._late = self._late or []

    @contextmanager
    def telling_together(self) -> Iterator[None]:
        """Keep what is to be told while all that waited is stored, and then tell it.

        With a fault of the program it is told by the hook: the banner has one sentence, and this one comes last.
        """
        self.keep()
        try:
            yield
        except Exception as fault:
            if told := " ".join(sentence for sentence, _ in self._taken()):
                fault.add_note(told)
            raise
        finally:
            self._tell_together(self._taken())

    def _tell_together(self, late: list[tuple[str, ShowLate | None]]) -> None:
        unseen = list[str]()
        for show in dict.fromkeys(show for _, show in late):
            told = " ".join(sentence for sentence, each in late if each == show)
            if show is None or not show(told):
                unseen.append(told)
        if unseen:
            self._tell(" ".join(unseen))

    def _taken(self) -> list[tuple[str, ShowLate | None]]:
        late, self._late = self._late or [], None
        return late
