"""Reads XML that somebody else made: no entities, nothing fetched, bounded depth. Knows no format."""

from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.parsers import expat

from donnybrook.exchange.foreign_text import read_text
from donnybrook.problems import Problem

_DEEPEST = 200


def read_xml(path: Path, root: str) -> Element:
    """Return the root of a file of XML, which must be called ``root``; raises ``Problem`` for what is none."""
    text = read_text(path)
    try:
        found = _Reading().read(text)
    except (expat.ExpatError, ParseError, ValueError, AssertionError) as fault:
        raise Problem(f"{path.name} is no XML that can be read ({fault}). Nothing was imported.") from fault
    if found.tag != root:
        raise Problem(f"{path.name} begins with “{found.tag[:60]}”, not with “{root}”. Nothing was imported.")
    return found


class _Reading:
    """Builds a tree out of what the parser finds."""

    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._depth = 0
        self._parser = expat.ParserCreate("utf-8")  # whatever the file says: it has been decoded
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._builder.data
        self._parser.EntityDeclHandler = self._refuse

    def read(self, text: str) -> Element:
        self._parser.Parse(text.encode("utf-8", "replace"), True)  # noqa: FBT003 - expat takes it by place
        return self._builder.close()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("it is nested too deeply")
        self._builder.start(name, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(name)

    @staticmethod
    def _refuse(*_: object) -> None:
        raise ValueError("it defines entities, which no such file needs")
