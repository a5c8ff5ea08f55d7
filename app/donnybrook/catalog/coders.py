"""Who enters things, when nobody says: the person who is logged in. Knows no catalog."""

import getpass
import os


def default_coder() -> str:
    """Return the name entries are made under: ``DONNYBROOK_CODER``, or the login name; '' where there is neither."""
    named = os.environ.get("DONNYBROOK_CODER")
    if named is not None:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user, as in some containers
        return ""
