"""Links to a scene, ``donnybrook:///path/to/NAME.fights#scene_id``: made, and read. Opens nothing."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from donnybrook.problems import Problem
from donnybrook.records import dataclass

SCHEME = "donnybrook"


@dataclass(frozen=True, slots=True)
class SceneLink:
    """Where a scene is: the catalog's file, and the scene's UUID ('' for the catalog alone)."""

    catalog: Path
    scene: str

    @property
    def text(self) -> str:
        """The link."""
        return f"{self.catalog.absolute().as_uri().replace('file', SCHEME, 1)}#{self.scene}"

    @property
    def query(self) -> str:
        """The search that finds the scene."""
        return f"scene:{self.scene}" if self.scene else ""


def read_link(text: str) -> SceneLink:
    """Read a link; raises ``Problem`` for what is none."""
    parts = urlsplit(text)
    path = unquote(parts.path)
    scene = unquote(parts.fragment)
    is_id = not scene or scene.replace("-", "").isalnum()
    if parts.scheme != SCHEME or parts.netloc or not path.startswith("/") or not is_id:
        raise Problem(f"“{text[:200]}” is no link to a fight. ‘donnybrook link CATALOG SCENE’ makes one.")
    return SceneLink(Path(path), scene)
