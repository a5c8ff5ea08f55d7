"""Puts the Tab key's order in the order of the layouts, also for rows that came later. Knows no panel.

It asks layouts where something stands and never for their items: PySide keeps what ``itemAt`` gave as long as the
layout lives, also after Qt has deleted it, and takes whatever Qt makes at that address next for it, which ends the
process sooner or later.
"""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def follow_layout(root: QWidget) -> None:
    """Have Tab go through everything inside ``root`` as it is laid out, top to bottom."""
    for before, after in pairwise(_in_order(root)):
        QWidget.setTabOrder(before, after)


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    layout = widget.layout()
    if layout is not None:
        children = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        yield from _in_layout(layout, children)


def _in_layout(layout: QLayout, children: list[QWidget]) -> Iterator[QWidget]:
    """Go through a layout; ``children`` are all of the widget that it, or a layout around it, lays out."""
    places: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(each), each) for each in children]
    places += [(layout.indexOf(each), each) for each in layout.children() if isinstance(each, QLayout)]
    for _, part in sorted((place for place in places if place[0] >= 0), key=lambda place: place[0]):
        if isinstance(part, QLayout):
            yield from _in_layout(part, children)
        else:
            yield from _in_order(part)
