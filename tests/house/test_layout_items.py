"""No panel asks a layout for its items: PySide keeps what it was given after Qt has deleted it, and crashes for it."""

import re
from pathlib import Path

_ASKS = re.compile(r"(?<!def )\bitemAt\(")


def test_no_panel_asks_a_layout_for_its_items(checkout: Path) -> None:
    panels = (checkout / "app" / "donnybrook" / "desktop").rglob("*.py")
    assert [path.name for path in panels if _ASKS.search(path.read_text(encoding="utf-8"))] == []


def test_asking_for_an_item_is_seen() -> None:
    assert _ASKS.search("item = layout.itemAt(place)")
    assert not _ASKS.search("    def itemAt(self, index: int) -> QLayoutItem | None:")
