"""Where the program's own data lies: in the checkout, in a wheel, or beside a frozen app. Knows no format."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _data_folder(name: str) -> Path:
    # The checkout comes first: an editable install may have left a stale copy inside the package.
    checkout = _PACKAGE.parents[1]
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    return _PACKAGE / f"_{name}"


def db_folder() -> Path:
    """Return the folder with ``migrations/`` and ``vocabulary/``."""
    return _data_folder("db")


def resources_folder() -> Path:
    """Return the folder with icons, styles, fonts and help."""
    return _data_folder("resources")
