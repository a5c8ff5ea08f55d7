"""The one stylesheet, built from the tokens: what a palette can't say (lines, radii, spacing). Knows no widget's name.

Widgets say what they are by a dynamic property ``role``; the rules go by that and by Qt's classes.
"""

from string import Template

from donnybrook.colours import Tokens

_RULES = Template("""
QMainWindow, QWidget[role="back"] { background: $window; }
QWidget[role="panel"] { background: $panel; }
QWidget[role="bar"] { background: $panel; border-bottom: 1px solid $line; }
QWidget[role="foot"] { background: $panel; border-top: 1px solid $line; }
QWidget[role="left"], QWidget[role="right"] { background: $panel; }
QWidget[role="sheet"] { background: $raised; border: 1px solid $line; border-radius: 8px; }
QWidget[role="sheet_body"] { background: $raised; }
QLabel { background: transparent; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: 11px; }
QLabel[role="heading"] { color: $muted; font-size: 11px; font-weight: 600; }
QLabel[role="title"] { font-size: 15px; font-weight: 600; }
QLabel[role="loss"] { color: $loss; }
QLabel[role="ember"] { color: $ember_text; }
QLabel[role="key"] { border: 1px solid $line; border-radius: 3px; padding: 0 4px; font-size: 11px; color: $muted; }
QMenuBar { background: $panel; padding: 2px 6px; spacing: 0; }
QMenuBar::item { padding: 3px 8px; border-radius: 4px; color: $muted; background: transparent; }
QMenuBar::item:selected { background: $selected; color: $text; }
QMenu { background: $raised; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::indicator { width: 13px; height: 13px; margin-left: 4px; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px; }
QLineEdit, QPlainTextEdit, QSpinBox, QComboBox {
    background: $field; border: 1px solid $line; border-radius: 6px; padding: 4px 8px;
    selection-background-color: $ember; selection-color: $on_ember; }
QComboBox { padding-left: 10px; }
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QComboBox:focus { border-color: $ember; }
QLineEdit[role="bare"], QPlainTextEdit[role="bare"] { border: none; background: transparent; padding: 0; }
QLineEdit[role="quiet"], QComboBox[role="quiet"] { background: transparent; border: none; padding: 3px 6px; }
QComboBox[role="quiet"] { padding-left: 8px; }
QPlainTextEdit[role="quiet"] { background: transparent; border: 1px solid $line; padding: 2px 3px; }
QLineEdit[role="quiet"]:hover, QComboBox[role="quiet"]:hover { border: 1px solid $line; padding: 2px 5px; }
QLineEdit[role="quiet"]:focus, QComboBox[role="quiet"]:focus {
    background: $field; border: 1px solid $ember; padding: 2px 5px; }
QComboBox[role="quiet"]:hover, QComboBox[role="quiet"]:focus { padding-left: 7px; }
QPlainTextEdit[role="quiet"]:focus { background: $field; border-color: $ember; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox[role="quiet"]::drop-down { border: none; width: 14px; }
QLineEdit[role="name"] { border-radius: 4px; border-color: $ember; padding: 0 3px; }
QFrame[role="drop"] { background: $ember; border-radius: 1px; }
QFrame[role="search"] { background: $field; border: 1px solid $line; border-radius: 8px; }
QFrame[role="search"][focused="true"] { border-color: $ember; }
QPushButton { background: $raised; border: 1px solid $line; border-radius: 6px; padding: 5px 12px; }
QPushButton:hover { background: $selected; }
QPushButton:focus { border-color: $ember; }
QPushButton:disabled { color: $muted; }
QPushButton[role="primary"] { background: $ember; border-color: $ember; color: $on_ember; font-weight: 600; }
QPushButton[role="armed"] { border-color: $loss; color: $loss; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $ember_text; }
QPushButton[role="primary"]:disabled { background: $raised; border-color: $line; color: $muted; }
QPushButton[role="primary"]:focus { border-color: $text; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px; }
QToolButton:hover { background: $selected; }
QToolButton:checked { background: $selected; }
QToolButton:focus { border-color: $ember; }
QToolButton[role="ember"] { color: $ember_text; padding: 0 5px; }
QToolButton[role="quiet"] { color: $muted; padding: 0 5px; }
QToolButton::menu-indicator { image: none; }
QFrame[role="switch"] { background: $window; border-radius: 7px; }
QFrame[role="switch"] QToolButton { padding: 4px 14px; color: $muted; }
QFrame[role="switch"] QToolButton:checked { background: $selected; color: $text; font-weight: 600; }
QFrame[role="views"] { background: $panel; border: 1px solid $line; border-radius: 7px; }
QFrame[role="views"] QToolButton { padding: 2px 10px; color: $muted; font-size: 12px; }
QFrame[role="views"] QToolButton:checked { background: $selected; color: $text; font-weight: 600; }
QToolButton[role="order"] { color: $muted; font-size: 12px; padding: 3px 8px; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: $window; color: $muted; border: none; border-bottom: 1px solid $line;
    padding: 0 8px; font-size: 11px; font-weight: 600; }
QTableView[role="figures"] QHeaderView::section { padding: 0 3px; }
QHeaderView::section:hover { color: $text; }
QTableView QTableCornerButton::section { background: $window; border: none; border-bottom: 1px solid $line; }
QAbstractScrollArea { border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QListView, QTreeView, QTableView { background: transparent; border: none; outline: none; }
QListView[role="films"]::item { padding-left: 9px; margin: 0 6px; border-radius: 6px; }
QListView[role="films"]::item:selected:focus { border: 1px solid $ember; }
QListView::item:selected, QTreeView::item:selected { background: $selected; color: $text; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $ember; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 1px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSlider::groove:horizontal { background: $line; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $ember; border-radius: 2px; }
QSlider::handle:horizontal {
    background: $text; border: 1px solid $line; width: 10px; height: 10px; margin: -4px 0; border-radius: 6px; }
QSlider::handle:horizontal:focus { background: $ember; border-color: $text; }
QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $ember; border-radius: 2px; }
""")


def stylesheet(tokens: Tokens) -> str:
    """Return the rules with a look's colours in them."""
    return _RULES.substitute({name: str(getattr(tokens, name)) for name in tokens.__slots__})
