"""Every word the window shows is marked for translation, as a literal, where it stands.

Names of edits are not: they are kept in the catalog, for whoever opens it later, and so are those of backups.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_MARKS = {"tr", "translate", "N_"}  # a painter that is moved also says ``translate``, and marks nothing
_WORD = re.compile(r"[^\W\d_]{2,}")
# What shows its words, and which of its arguments they are (all, for None).
_SHOWS: dict[str, tuple[int, ...] | None] = {
    **dict.fromkeys(
        ("setText", "setToolTip", "setStatusTip", "setPlaceholderText", "setWindowTitle", "setTitle"), None
    ),
    **dict.fromkeys(("setAccessibleName", "setAccessibleDescription", "setPlainText", "show_hint", "show_words"), None),
    **dict.fromkeys(("addAction", "addMenu", "QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QAction"), None),
    **dict.fromkeys(("heading", "key_cap", "push_button", "progress_bar", "sheet_line", "adding_line", "tip"), None),
    **dict.fromkeys(("show_problem", "show_lead", "show_title", "show_empty", "show_work", "show_count"), None),
    **dict.fromkeys(("say", "say_done", "said", "_say_done", "_refuse", "refused", "tell", "Problem"), None),
    **dict.fromkeys(("ask_so", "TwoStepButton", "show_several", "setHeaderLabels"), None),
    **dict.fromkeys(("EntryLine", "ConceptInput", "FieldBox", "code_choice", "label", "figures", "Choice"), (0,)),
    **dict.fromkeys(("LineEditor", "TextEditor", "TimeEditor", "KeyCatcher", "ManyWords", "Switch"), (0, 1)),
    **dict.fromkeys(("Segment", "Option", "Offer", "name_button", "Suggestion", "WordRow", "insertItem"), (1,)),
    "addItem": (0,),
    "_say": (0,),
    "EntryProblem": (1,),
    "icon_button": (2,),
    "FacetRow": (0,),
    "SheetRow": (0, 1, 2),
    "Line": (1,),
    "Action": (1, 6),
    "Column": (1,),
    "Scheme": (1,),
}
_SHOWN_BY_NAME = {"spoken", "help", "side", "placeholder", "hint"}
# Names of things, which are the same in every language.
_NAMES = re.compile(r"^(Donnybrook|%?[\w*.]*\.fights|imdb .*|#[0-9a-f]{6}|en)$| – Donnybrook$")


def _words(node: ast.expr) -> Iterator[ast.expr]:
    """Find the literals that an expression puts on the screen as they are."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and _WORD.search(node.value) and not _NAMES.search(node.value):
            yield node
    elif isinstance(node, ast.JoinedStr):
        parts = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        if _WORD.search(parts) and not _NAMES.search(parts):
            yield node
        yield from (
            found for part in node.values if isinstance(part, ast.FormattedValue) for found in _words(part.value)
        )
    elif isinstance(node, ast.IfExp):
        yield from (*_words(node.body), *_words(node.orelse))
    elif isinstance(node, ast.BoolOp):
        yield from (found for value in node.values for found in _words(value))
    elif isinstance(node, ast.BinOp):
        yield from (*_words(node.left), *_words(node.right))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("format", "join"):
        yield from _words(node.func.value)


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _shown(call: ast.Call) -> Iterator[ast.expr]:
    """Return the arguments of a call that people read."""
    name = _name(call)
    if name == "emit" and isinstance(call.func, ast.Attribute):
        name = getattr(call.func.value, "attr", "")
    places = _SHOWS.get(name, ())
    yield from (arg for place, arg in enumerate(call.args) if places is None or place in places)
    yield from (each.value for each in call.keywords if each.arg in _SHOWN_BY_NAME)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _given_to(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Find words that are shown unmarked, and marks on what is no literal: line and code."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if _name(node) in _MARKS:
            words = node.args[-1:] if _name(node) == "translate" else node.args
            is_moved = _name(node) == "translate" and not (_is_text(node.args[0]) and ast.literal_eval(node.args[0]))
            yield from ((each.lineno, ast.unparse(node)) for each in words if not (is_moved or _is_text(each)))
        else:
            yield from ((each.lineno, ast.unparse(each)) for arg in _shown(node) for each in _words(arg))


def _unmarked(source: str) -> list[str]:
    return [f"{line}: {code}" for line, code in _given_to(ast.parse(source))]


def _window(checkout: Path) -> list[Path]:
    return sorted((checkout / "app" / "donnybrook" / "desktop").rglob("*.py"))


def test_every_word_the_window_shows_is_marked_for_translation(checkout: Path) -> None:
    unmarked = {
        path.name: found for path in _window(checkout) if (found := _unmarked(path.read_text(encoding="utf-8")))
    }
    assert unmarked == {}


@pytest.mark.parametrize(
    "code",
    [
        'button.setText("Stop")',
        'button.setText(f"Stop {name}")',
        'button.setText(self.tr("Go on") if running else "Stop")',
        'button.setText("Stop {name}".format(name=name))',
        'line = EntryLine("Who uses it", theme)',
        'editor = TimeEditor(name, around, spoken="Used from")',
        'row = SheetRow(title, side="left out")',
        'self.refused.emit(f"The film of “{film}” is not there.")',
        'raise Problem("Comparing was stopped.")',
        "label.setText(self.tr(words))",
        'label.setText(self.tr(f"{count} fights"))',
        'label.setText(translate("Sheet", words))',
    ],
)
def test_a_word_that_is_not_marked_is_seen(code: str) -> None:
    assert _unmarked(code)


@pytest.mark.parametrize(
    "code",
    [
        'button.setText(self.tr("Stop {name}").format(name=name))',
        'button.setText(f"{name} ↓")',
        'label("", "heading")',
        'made.setProperty("role", "quiet")',
        'session.edit(f"Rename {name}", rename)',
        "painter.translate(words.x, 0)",
    ],
)
def test_what_is_marked_or_no_word_is_let_be(code: str) -> None:
    assert _unmarked(code) == []


def test_all_that_is_marked_is_gathered(checkout: Path, tmp_path: Path) -> None:
    """``make words`` finds words of tables, of functions and of widgets alike."""
    gathered = tmp_path / "donnybrook.ts"
    subprocess.run(
        [sys.executable, checkout / "packaging" / "words.py", gathered], check=True, capture_output=True, timeout=120
    )
    found = gathered.read_text(encoding="utf-8")
    for words in (
        "Mark in, 3 s back",
        "this is the first frame after the fight",
        "Who uses it",
        "Delete fight",
        "Length",
    ):
        assert f"<source>{words}</source>" in found
