"""Words that stand in a table are marked there, and put into the person's language where they are shown.

``make words`` gathers all that is to be translated: these, and what is given to ``tr`` and ``translate`` directly.
"""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
"""Words in the language of the program, where there is no ``tr``: the context, and the words as a literal."""


def N_(words: str) -> str:
    """Return words as they are, marked to be translated; for literals that stand outside of classes."""
    return words


def translated(words: str) -> str:
    """Return words that were marked where they are declared, in the language of the program."""
    return translate("", words)
