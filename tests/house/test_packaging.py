"""The files that desktops and releases read agree with the program: one version, one file type, one icon."""

import re
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from donnybrook.catalog.driver import APPLICATION_ID
from donnybrook.catalog.scene_links import SCHEME

_MIME_TYPE = "application/x-donnybrook-catalog"
_MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture(scope="module")
def version(checkout: Path) -> str:
    return str(tomllib.loads((checkout / "pyproject.toml").read_text())["project"]["version"])


def test_program_changelog_and_store_entry_name_the_same_version(checkout: Path, version: str) -> None:
    entry = ET.parse(checkout / "packaging" / "donnybrook.metainfo.xml")
    newest = entry.find("releases/release")
    assert newest is not None
    assert newest.get("version") == version
    assert f"## [{version}]" in (checkout / "CHANGELOG.md").read_text()
    assert metadata.version("donnybrook") == version


def test_desktops_know_a_catalog_by_its_name_and_by_its_first_bytes(checkout: Path) -> None:
    kind = ET.parse(checkout / "packaging" / "donnybrook.xml").find(f"{_MIME}mime-type")
    assert kind is not None
    assert kind.get("type") == _MIME_TYPE
    values = {match.get("offset"): match.get("value") for match in kind.iter(f"{_MIME}match")}
    assert values == {"0": "SQLite format 3\\0", "68": f"0x{APPLICATION_ID:08X}"}
    assert [glob.get("pattern") for glob in kind.iter(f"{_MIME}glob")] == ["*.fights"]


def test_the_desktop_entry_opens_catalogs_and_links(checkout: Path) -> None:
    entry = (checkout / "packaging" / "donnybrook.desktop").read_text().splitlines()
    assert f"MimeType={_MIME_TYPE};x-scheme-handler/{SCHEME};" in entry
    assert "Exec=donnybrook %u" in entry
    assert (checkout / "resources" / "icons" / "donnybrook.svg").is_file()


def test_the_user_s_desktop_is_told_of_the_checkout_and_forgets_it_again(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    subprocess.run([checkout / "packaging" / "desktop.sh"], check=True, capture_output=True)
    entry = (tmp_path / "applications" / "donnybrook.desktop").read_text()
    assert f'Exec="{checkout}/.venv/bin/donnybrook" %u' in entry
    assert (tmp_path / "mime" / "packages" / "donnybrook.xml").is_file()
    subprocess.run([checkout / "packaging" / "desktop.sh", "remove"], check=True, capture_output=True)
    assert not list(tmp_path.rglob("donnybrook*"))


def test_every_icon_of_the_set_takes_the_colour_it_is_given(checkout: Path) -> None:
    icons = [path for path in (checkout / "resources" / "icons").glob("*.svg") if path.stem != "donnybrook"]
    assert len(icons) >= 40
    for path in icons:
        root = ET.parse(path).getroot()
        assert (root.get("viewBox"), root.get("stroke")) == ("0 0 24 24", "currentColor"), path.name


def test_what_is_not_ours_comes_with_its_licence(checkout: Path) -> None:
    licences = checkout / "resources" / "licences"
    assert "ISC License" in (licences / "lucide.txt").read_text()
    assert "SIL OPEN FONT LICENSE" in (licences / "inter-OFL.txt").read_text()


def test_the_set_up_script_is_short_enough_to_read(checkout: Path) -> None:
    script = (checkout / "packaging" / "setup.sh").read_text()
    assert len(script.splitlines()) < 150
    assert not re.search(r"https?:", script)
