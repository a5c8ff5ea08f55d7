"""What the page on notebooks says works as it stands there, and everything it names is documented."""

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

import donnybrook.catalog
from donnybrook import Catalog


def test_the_code_on_the_page_on_notebooks_runs(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    page = (checkout / "docs" / "notebook.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 4
    exec("\n".join(blocks), {})  # noqa: S102 - the page's own code
    first, counted = capsys.readouterr().out.splitlines()
    assert first == "Fire and Water The hose 30.0 ['fire hose', 'flamethrower']"
    assert "('flamethrower', 1)" in counted
    for name in re.findall(r"^\| `([a-z`, ]+)` \|", page, re.MULTILINE):
        for module in re.split(r"`, `", name):
            assert import_module(f"donnybrook.catalog.edits.{module}").__doc__


def test_all_that_a_notebook_reaches_is_documented() -> None:
    public = [getattr(donnybrook.catalog, name) for name in donnybrook.catalog.__all__]
    members = [member for name, member in inspect.getmembers(Catalog) if not name.startswith("_")]
    assert [each for each in (*public, *members) if not inspect.getdoc(each)] == []
