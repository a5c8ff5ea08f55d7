"""Fights as annotations of the Web: what is said in bodies, where in a media fragment. Knows neither file format.

The Web Annotation Data Model and IIIF Presentation 3 share them. A body says the title, one all the rest in lines, and
one tags each weapon and term.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from urllib.parse import quote, unquote, urlsplit

from donnybrook.catalog import Scene, SceneFields
from donnybrook.exchange.foreign import BadItem, ForeignFilm, ForeignScene, ForeignTerm
from donnybrook.exchange.foreign_json import items_in, named_in, text_in
from donnybrook.exchange.scene_reading import strange_scene, told_scene
from donnybrook.exchange.scene_words import scene_lines, title_line
from donnybrook.times import TimeProblem, format_seconds, parse_time

type JsonLd = dict[str, object]

_FRAGMENT = re.compile(r"(?:.*[#&?])?t=(?:npt:)?([0-9:.]*)s?(?:,([0-9:.]+)s?)?(?:&.*)?", re.DOTALL)
_OURS = re.compile(r"Donnybrook ([0-9a-f-]{36})")


def fragment(scene: Scene) -> str:
    """Return where a scene with a time is, as a media fragment, exact to the microsecond: ``t=5.5,12.25``."""
    times = (scene.fields.in_us, scene.fields.out_us)
    return "t=" + ",".join(format_seconds(each) for each in times if each is not None)


def bodies(scene: Scene) -> list[JsonLd]:
    """Return what is said of a scene."""
    words = dict.fromkeys((*(use.weapon for use in scene.wieldings), *(term.label for term in scene.terms)))
    told = "\n".join((f"Donnybrook {scene.uuid}", *scene_lines(scene)))
    return [
        _text(title_line(scene), "identifying"),
        _text(told, "describing"),
        *(_text(word, "tagging") for word in words),
    ]


def fight_of(annotation: object, where: str, target: str, film: int = 0) -> ForeignScene | BadItem:
    """Return the fight that an annotation tells of; ``target`` holds its media fragment."""
    found = _FRAGMENT.fullmatch(target)
    if not found or not (found[1] or found[2]):
        return BadItem(where, f"“{target[:80]}” says no time (t=…)")
    try:
        in_us = parse_time(found[1]) if found[1] else 0
        fields = SceneFields(in_us=in_us, out_us=parse_time(found[2]) if found[2] else None)
    except TimeProblem as problem:
        return BadItem(where, str(problem).rstrip("."))
    said = [(purpose, value) for purpose, value in _said(annotation) if value]
    ours = next((value for purpose, value in said if purpose == "describing" and _OURS.match(value)), "")
    if ours:
        title = next((value for purpose, value in said if purpose == "identifying"), "")
        head, *lines = ours.split("\n")
        return told_scene(where, title, lines, fields, uuid=head.removeprefix("Donnybrook "), film=film)
    lines = [line for purpose, value in said if purpose != "tagging" for line in value.split("\n")]
    scene = strange_scene(where, lines, fields, film)
    return _tagged(scene, [value for purpose, value in said if purpose == "tagging"])


def target_of(target: object) -> str:
    """Return what an annotation is on, as an address or a media fragment that says the time."""
    if isinstance(target, str):
        return target
    selectors = [text_in(each, "value") for each in items_in(target, "selector")]
    timed = next((each for each in selectors if "t=" in each), "")
    return timed or text_in(target, "id") or text_in(target, "source")


def film_of(target: object) -> ForeignFilm:
    """Return the film that an annotation is on: the file at its address, and its label."""
    if isinstance(target, str):
        return film_at(target)
    source = text_in(target, "source") or text_in(target, "source", "id") or text_in(target, "id")
    holder = next(iter(items_in(target, "source")), None)
    return film_at(source, label_of(holder) or label_of(target))


def film_at(address: str, title: str = "") -> ForeignFilm:
    """Return the film at an address; one that is no file has a title alone."""
    try:
        parts = urlsplit(address.partition("#")[0])
    except ValueError:
        return ForeignFilm(title=title)
    is_drive = len(parts.scheme) == 1  # C:\\films
    path = unquote(parts.path) if parts.scheme in ("file", "http", "https", "") else address if is_drive else ""
    return ForeignFilm(title=title, path=path if PurePosixPath(path).suffix and "\0" not in path else "")


def address_of(path: PurePath) -> str:
    """Return the address of a film's file, which may lie on another computer and its system; a mere name stays one."""
    said = str(path)
    whole = (each for each in (PurePosixPath(said), PureWindowsPath(said)) if each.is_absolute())
    return next((each.as_uri() for each in whole), quote(said, errors="surrogateescape"))


def _text(value: str, purpose: str) -> JsonLd:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _said(annotation: object) -> Iterator[tuple[str, str]]:
    """Yield what an annotation says, each with its purpose: a body's own, or that of the whole."""
    motive = next((each for each in items_in(annotation, "motivation") if isinstance(each, str)), "")
    yield "identifying", label_of(annotation)
    yield "describing", text_in(annotation, "bodyValue")
    for body in items_in(annotation, "body"):
        if isinstance(body, str):
            yield "linking", body.encode("utf-8", "replace").decode()
            continue
        purpose = next((each for each in items_in(body, "purpose") if isinstance(each, str)), motive)
        said = text_in(body, "value") or text_in(body, "source") or text_in(body, "id") or label_of(body)
        is_text = text_in(body, "format") in ("", "text/plain")
        yield purpose.rpartition(":")[2], said if is_text else re.sub(r"<[^<>]*>", "", said)


def label_of(holder: object) -> str:
    """Return a label: a text, or its first text in whatever language."""
    texts = [each for _, texts in named_in(holder, "label") for each in items_in({"of": texts}, "of")]
    return text_in(holder, "label") or next((text_in({"of": each}, "of") for each in texts), "")


def _tagged(scene: ForeignScene, tags: list[str]) -> ForeignScene:
    terms = tuple(ForeignTerm(label=each) for each in dict.fromkeys(tags))
    return replace(scene, terms=terms)
