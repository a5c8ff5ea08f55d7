"""What is said at the foot of the window has room there, however long the names in it are."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QPushButton

from donnybrook.desktop.app import Program
from donnybrook.desktop.panels.toasts import with_short_names

_FILE = "From.the.World.of.John.Wick.Ballerina.2025.2160p.UHD.BluRay.REMUX.HDR.HEVC.Atmos-NOBODY.mkv"
_LONG = (
    f"“{_FILE}” is the file of “From the World of John Wick: Ballerina, the Director’s Cut” now. Where a fight begins,"
    " Ctrl+Shift+I slides them all."
)


def test_long_names_are_cut_in_their_middle_and_the_key_after_them_is_read(program: Program) -> None:
    toast = program.window.toast
    taken: list[int] = []
    toast.say(_LONG, lambda: taken.append(1))
    assert toast.text == _LONG
    assert toast.width() <= program.window.width() * 3 // 4
    assert toast.geometry().right() < program.window.width()
    shown = toast._words.text()
    assert shown.startswith("“From")
    assert shown.count("…") == 2
    assert shown.endswith("Where a fight begins, Ctrl+Shift+I slides them all.")
    assert toast._words.width() >= toast._words.fontMetrics().horizontalAdvance(shown)
    assert "Director" in toast._words.toolTip()
    assert toast._words.accessibleName() == _LONG
    button = toast.findChild(QPushButton)
    assert button is not None
    assert toast.rect().contains(button.geometry())
    button.click()
    assert taken == [1]


def test_what_is_short_is_said_whole_and_takes_no_more_room_than_that(program: Program) -> None:
    toast = program.window.toast
    toast.say(_LONG)
    long_px = toast.width()
    toast.say("“Heat” added")
    assert toast._words.text() == "“Heat” added"
    assert toast._words.toolTip() == ""
    assert toast.width() < long_px // 3


def test_a_window_that_becomes_narrower_cuts_more_of_it(program: Program) -> None:
    toast = program.window.toast
    toast.say(_LONG)
    before = len(toast._words.text())
    program.window.resize(1000, 720)
    assert len(toast._words.text()) < before
    assert toast.geometry().right() < program.window.width()


def test_words_without_names_end_in_an_ellipsis(program: Program) -> None:
    toast = program.window.toast
    toast.say("word " * 100)
    assert toast.width() <= program.window.width() * 3 // 4
    assert toast._words.toolTip() != ""
    metrics = QFontMetrics(QApplication.font())
    assert with_short_names("word " * 100, metrics, 200) == "word " * 100
