"""What the program remembers between runs: each setting is a line of the table below. Knows no widget.

Settings are kept in one INI file in the user's configuration folder, never in a catalog.
"""

from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_config_path
from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from donnybrook.records import dataclass

_RECENT_MOST = 8
_SWITCHES = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Setting[T: (str, bool)]:
    """One setting: its key in the file, and its value where nothing was chosen."""

    key: str
    default: T


APPEARANCE = Setting("look/appearance", "system")
VOLUME = Setting("play/volume_percent", "100")
MUTED = Setting("play/muted", default=False)
LEAD_IN = Setting("play/lead_in_ms", "1000")
LOOP = Setting("play/loop", default=False)
VERIFY_EVERY = Setting("films/verify_every_days", "never")
SHOW_FACETS = Setting("find/show_facets", default=True)
LIKE_WEIGHTS = Setting("find/like_weights", "")
SHOW_DETAIL = Setting("find/show_detail", default=True)
FIND_VIEW = Setting("find/view", "wall")
FIND_ORDER = Setting("find/order", "newest")
SPOILER_SAFE = Setting("find/spoiler_safe", default=False)


def settings_path() -> Path:
    """Return the user's settings file."""
    return user_config_path("donnybrook", appauthor=False) / "donnybrook.ini"


class Settings(QObject):
    """Reads and writes settings; ``changed`` gives the key of one that was set."""

    changed = Signal(str)

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self._store = QSettings(str(path or settings_path()), QSettings.Format.IniFormat)

    def value[T: (str, bool)](self, setting: Setting[T]) -> T:
        """Return what was chosen, or the default (also when the file holds something else than its kind)."""
        kept = self._store.value(setting.key)
        if kept is None:
            return setting.default
        if isinstance(setting.default, bool):
            return _SWITCHES.get(str(kept).lower(), setting.default)
        return str(kept)

    def set[T: (str, bool)](self, setting: Setting[T], value: T) -> None:
        """Keep a choice."""
        if self.value(setting) != value:
            self._store.setValue(setting.key, value)
            self.changed.emit(setting.key)

    def recent(self) -> list[Path]:
        """Return the catalogs opened last, the latest first."""
        kept = self._store.value("recent/catalogs")
        names = [kept] if isinstance(kept, str) else kept if isinstance(kept, list) else []
        return [Path(str(name)) for name in names if name]

    def remember(self, catalog: Path) -> None:
        """Put a catalog at the head of those opened last."""
        others = [path for path in self.recent() if path != catalog]
        self._store.setValue("recent/catalogs", [str(path) for path in (catalog, *others)][:_RECENT_MOST])
        self.changed.emit("recent/catalogs")

    def choice(self, of: str) -> str:
        """Return what was chosen for something, such as a film; '' for nothing."""
        kept = self._store.value(f"choices/{of}")
        return kept if isinstance(kept, str) else ""

    def keep_choice(self, of: str, what: str) -> None:
        """Keep what was chosen for something."""
        self._store.setValue(f"choices/{of}", what)

    def seen_films(self) -> list[str]:
        """Return the UUIDs of the films the person has seen, in whatever catalogs these are."""
        self._store.beginGroup("seen")
        found = self._store.childKeys()
        self._store.endGroup()
        return found

    def keep_seen(self, film: str, *, seen: bool) -> None:
        """Keep that a film, by its UUID, was seen, or that it was not."""
        if seen:
            self._store.setValue(f"seen/{film}", "yes")
        else:
            self._store.remove(f"seen/{film}")

    def keys(self, action_id: str) -> tuple[str, ...] | None:
        """Return the keys a person gave an action; ``None`` if they gave it none of their own."""
        kept = self._store.value(f"keys/{action_id}")
        return (tuple(kept.split("\n")) if kept else ()) if isinstance(kept, str) else None

    def keep_keys(self, action_id: str, keys: Sequence[str] | None) -> None:
        """Keep the keys of an action; ``None``: those it was born with."""
        if keys is None:
            self._store.remove(f"keys/{action_id}")
        else:
            self._store.setValue(f"keys/{action_id}", "\n".join(keys))

    def state(self, name: str) -> QByteArray:
        """Return a widget's kept geometry or sizes; empty if there are none."""
        kept = self._store.value(f"state/{name}")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def keep_state(self, name: str, state: QByteArray) -> None:
        """Keep a widget's geometry or sizes."""
        self._store.setValue(f"state/{name}", state)
