"""The page on statistics gives every definition word for word, and each measure is told with its source."""

import re
from pathlib import Path

from donnybrook.analysis.registry import measures


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def test_the_page_on_statistics_defines_every_measure(checkout: Path) -> None:
    page = (checkout / "docs" / "statistics.md").read_text(encoding="utf-8")
    told = _in_one_line(page)
    assert len(list(measures())) >= 10
    for each in measures():
        assert f"`{each.name}`" in page, each.name
        for paragraph in re.split(r"\n\s*\n", each.definition):
            assert _in_one_line(paragraph) in told, each.name


def test_every_definition_names_a_source() -> None:
    assert [each.name for each in measures() if "Source: " not in each.definition] == []


def test_the_readme_leads_to_the_page(checkout: Path) -> None:
    assert "docs/statistics.md" in (checkout / "README.md").read_text(encoding="utf-8")
