"""W3C Web Annotations: JSON-LD, a page of annotations, each on a stretch of a film file. Knows no catalog file.

A file may also hold one annotation, a collection with its first page in it, a list, or a ``@graph``.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from donnybrook.catalog import Catalog, MediaFile, Scene
from donnybrook.exchange.annotations import JsonLd, address_of, bodies, fight_of, film_of, fragment, target_of
from donnybrook.exchange.foreign import BadItem, ForeignFile, ForeignFilm, ForeignScene
from donnybrook.exchange.foreign_json import items_in, read_json, text_in
from donnybrook.exchange.format import Format, RateOf
from donnybrook.problems import Problem

_MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"


def write(catalog: Catalog, scenes: Iterable[Scene], file: BinaryIO) -> None:
    """Write an annotation for each scene with a time, on its film's file, or on the film where there is none."""
    files = {each.version_id: each for each in reversed(catalog.media_files())}
    items = [_annotation(each, files.get(each.version_id)) for each in scenes if each.fields.in_us is not None]
    page: JsonLd = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:uuid:{catalog.uuid}",
        "type": "AnnotationPage",
        "items": items,
    }
    file.write(json.dumps(page, ensure_ascii=False, indent=1).encode("utf-8", "replace"))


def read(path: Path, _: RateOf) -> ForeignFile:
    """Return the annotations of a file as fights; ``Problem`` if it holds none."""
    return annotations_in(read_json(path), path.name)


def annotations_in(document: object, name: str) -> ForeignFile:
    """Return the annotations of a document, whose file is so called, as fights; ``Problem`` if it holds none."""
    annotations = _annotations(document)
    if not annotations:
        raise Problem(f"{name} holds neither Web Annotations nor an IIIF manifest. Nothing was imported.")
    films: dict[ForeignFilm, int] = {}
    scenes: list[ForeignScene] = []
    bad: list[BadItem] = []
    for number, annotation in enumerate(annotations, 1):
        for target in items_in(annotation, "target"):
            film = films.setdefault(film_of(target), len(films))
            found = fight_of(annotation, f"annotation {number}", target_of(target), film)
            if isinstance(found, BadItem):
                bad.append(found)
            else:
                scenes.append(found)
    return ForeignFile(films=tuple(films), scenes=tuple(scenes), bad=tuple(bad))


def _annotation(scene: Scene, file: MediaFile | None) -> JsonLd:
    source: JsonLd = {
        "id": f"urn:uuid:{scene.uuid}" if file is None else address_of(file.path),
        "type": "Video",
        "label": scene.film_title,
    }
    selector: JsonLd = {"type": "FragmentSelector", "conformsTo": _MEDIA_FRAGMENTS, "value": fragment(scene)}
    said: JsonLd = {
        "id": f"urn:uuid:{scene.uuid}",
        "type": "Annotation",
        "motivation": "describing",
        "created": scene.created_at,
        "modified": scene.modified_at,
        "body": bodies(scene),
        "target": {"type": "SpecificResource", "source": source, "selector": selector},
    }
    return said | ({"creator": {"type": "Person", "name": scene.coder}} if scene.coder else {})


def _annotations(document: object) -> list[object]:
    """Return the annotations of a document, whichever way it holds them."""
    held: list[object] = document if isinstance(document, list) else [document]
    found: list[object] = []
    for each in held:
        inner = [
            *items_in(each, "@graph"),
            *items_in(each, "items"),
            *items_in(each, "first", "items"),
        ]
        found += [item for item in (each, *inner) if _is_annotation(item)]
    return found


def _is_annotation(item: object) -> bool:
    kinds = [*items_in(item, "type"), *items_in(item, "@type")]
    names = [text_in({"kind": kind}, "kind").rpartition(":")[2] for kind in kinds]
    return "Annotation" in names and bool(items_in(item, "target"))


FORMAT = Format(
    "annotation",
    ".jsonld",
    "W3C Web Annotations (JSON-LD)",
    write,
    read,
    needs_times=True,
)
