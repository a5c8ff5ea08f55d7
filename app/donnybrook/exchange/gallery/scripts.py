"""Data as a script that a page can load from the disk, where it may not fetch. Knows no catalog."""

import json

type Json = str | int | bool | list["Json"] | dict[str, "Json"] | None

# In a script of its own none of these does harm; nor would they if somebody put the script into a page.
_ESCAPED = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def script(call: str, *values: Json) -> bytes:
    """Return a script that calls a function of the page with some values: plain ASCII, a line for each."""
    lines = (json.dumps(value, separators=(",", ":")).translate(_ESCAPED) for value in values)
    return f"{call}(\n{',\n'.join(lines)});\n".encode("ascii")
