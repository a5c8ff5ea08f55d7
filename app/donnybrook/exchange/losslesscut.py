"""LosslessCut projects (``.llc``): each segment is a fight. Read, not written. Knows no catalog.

A tag of a segment is a word; one with a name that we know (weapon, technique, place …) says what kind of word it is.
"""

from collections.abc import Iterator
from pathlib import Path

from donnybrook.catalog import SceneFields
from donnybrook.exchange.foreign import ANY_SCHEME, BadItem, ForeignFile, ForeignFilm, ForeignScene, ForeignTerm
from donnybrook.exchange.foreign_json import items_in, named_in, seconds_in, text_in
from donnybrook.exchange.foreign_text import read_text
from donnybrook.exchange.format import Format, RateOf
from donnybrook.exchange.json5 import read_json5
from donnybrook.exchange.kinds import LOCATION, scheme_called
from donnybrook.problems import Problem


def read(path: Path, _: RateOf) -> ForeignFile:
    """Return the segments of a project as fights; ``Problem`` if it is none."""
    try:
        project = read_json5(read_text(path))
    except ValueError as fault:
        raise Problem(f"{path.name} can't be read as a LosslessCut project: {fault}. Nothing was imported.") from fault
    if not isinstance(project, dict) or "cutSegments" not in project:
        raise Problem(f"{path.name} is no LosslessCut project: it has no segments. Nothing was imported.")
    film = ForeignFilm(path=text_in(project, "mediaFileName"))
    scenes: list[ForeignScene] = []
    bad: list[BadItem] = []
    for number, segment in enumerate(items_in(project, "cutSegments"), 1):
        found = _scene(segment, f"segment {number}")
        if isinstance(found, BadItem):
            bad.append(found)
        else:
            scenes.append(found)
    return ForeignFile(films=(film,), scenes=tuple(scenes), bad=tuple(bad))


def _scene(segment: object, where: str) -> ForeignScene | BadItem:
    """Return a segment as a fight; one without a start begins with the film, one without an end is a marker."""
    in_us, out_us = seconds_in(segment, "start"), seconds_in(segment, "end")
    for name, time_us in (("start", in_us), ("end", out_us)):
        if time_us is None and isinstance(segment, dict) and segment.get(name) is not None:
            return BadItem(where, f"its {name} is no number of seconds")
    tags = [(name, value) for name, value in named_in(segment, "tags") if isinstance(value, str) and value.strip()]
    places = [value for name, value in tags if scheme_called(name) == LOCATION]
    return ForeignScene(
        where=where,
        fields=SceneFields(title=text_in(segment, "name").strip(), in_us=in_us or 0, out_us=out_us),
        location=" ".join(places[0].split()) if places else "",
        terms=tuple(_terms(tags)),
    )


def _terms(tags: list[tuple[str, str]]) -> Iterator[ForeignTerm]:
    for name, value in tags:
        scheme = scheme_called(name)
        if scheme != LOCATION:
            label = value.encode("utf-8", "replace").decode()
            yield ForeignTerm(
                label=label if scheme else f"{name}: {label}", schemes=(scheme,) if scheme else ANY_SCHEME
            )


FORMAT = Format(
    "losslesscut",
    ".llc",
    "a LosslessCut project",
    read=read,
    one_film=True,
)
