"""The text of tooltips, shown as it is. Knows no widget.

Qt guesses whether a tooltip is markup, and text from a catalog could be such that reads files; so all of it is escaped.
"""

from html import escape


def tip(text: str) -> str:
    """Return what to give ``setToolTip`` (or as ``ToolTipRole``) for text to be shown as it is."""
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>' if text else ""
