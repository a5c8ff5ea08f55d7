"""IIIF Presentation 3: a manifest with a canvas a film and an annotation a fight. Knows no catalog file.

Its addresses are of no server (``.invalid``); whoever publishes the manifest writes their own in their place.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from donnybrook.catalog import Catalog, MediaFile, Scene
from donnybrook.exchange.annotations import JsonLd, address_of, bodies, fight_of, film_at, fragment, label_of, target_of
from donnybrook.exchange.foreign import BadItem, ForeignFile, ForeignFilm, ForeignScene
from donnybrook.exchange.foreign_json import items_in, read_json, text_in
from donnybrook.exchange.format import Format, RateOf
from donnybrook.exchange.spans import span_us, timed
from donnybrook.exchange.web_annotation import annotations_in
from donnybrook.problems import Problem
from donnybrook.times import SECOND_US

_CONTEXTS = ["http://www.w3.org/ns/anno.jsonld", "http://iiif.io/api/presentation/3/context.json"]
_USUAL_PX = (1920, 1080)


def write(catalog: Catalog, scenes: Iterable[Scene], file: BinaryIO) -> None:
    """Write a canvas for each version of a film with a fight that has a time."""
    base = f"https://{catalog.uuid}.invalid"
    files = {each.version_id: each for each in reversed(catalog.media_files())}
    versions: dict[int, list[Scene]] = {}
    for scene in timed(scenes):
        versions.setdefault(scene.version_id, []).append(scene)
    canvases = [
        _canvas(f"{base}/canvas/{version_id}", fights, files.get(version_id))
        for version_id, fights in sorted(versions.items())
    ]
    manifest: JsonLd = {
        "@context": _CONTEXTS,
        "id": f"{base}/manifest",
        "type": "Manifest",
        "label": {"none": [catalog.path.stem.encode("utf-8", "replace").decode()]},
        "items": canvases,
    }
    file.write(json.dumps(manifest, ensure_ascii=False, indent=1).encode("utf-8", "replace"))


def read(path: Path, _: RateOf) -> ForeignFile:
    """Return the annotations on the canvases of a manifest as fights; ``Problem`` if it is none.

    A file that is called as any other of JSON may hold Web Annotations without a manifest.
    """
    manifest = read_json(path)
    if text_in(manifest, "type") != "Manifest":
        return annotations_in(manifest, path.name)
    canvases = [each for each in items_in(manifest, "items") if text_in(each, "type") == "Canvas"]
    if not canvases:
        raise Problem(f"{path.name} is a manifest without a canvas. Nothing was imported.")
    films: list[ForeignFilm] = []
    scenes: list[ForeignScene] = []
    bad: list[BadItem] = []
    for place, canvas in enumerate(canvases):
        films.append(_film(canvas) if label_of(canvas) else _film(canvas, label_of(manifest)))
        for number, annotation in enumerate(_annotations(canvas), 1):
            for target in items_in(annotation, "target"):
                where = f"canvas {place + 1}, annotation {number}"
                found = fight_of(annotation, where, target_of(target), place)
                if isinstance(found, BadItem):
                    bad.append(found)
                else:
                    scenes.append(found)
    return ForeignFile(films=tuple(films), scenes=tuple(scenes), bad=tuple(bad))


def _canvas(name: str, fights: Sequence[Scene], file: MediaFile | None) -> JsonLd:
    ends_us = max(span_us(each)[1] for each in fights)
    length_us = max(ends_us, (file.version_end_us if file else None) or 0)
    width_px, height_px = (file.width_px if file else None), (file.height_px if file else None)
    size: JsonLd = {"width": width_px or _USUAL_PX[0], "height": height_px or _USUAL_PX[1]}
    length: JsonLd = {"duration": length_us / SECOND_US}
    canvas: JsonLd = {
        "id": name,
        "type": "Canvas",
        "label": {"none": [fights[0].film_title]},
        **size,
        **length,
        "items": [],
        "annotations": [
            {
                "id": f"{name}/fights",
                "type": "AnnotationPage",
                "items": [_annotation(name, scene) for scene in fights],
            }
        ],
    }
    if file is not None:
        body: JsonLd = {"id": address_of(file.path), "type": "Video", **size, **length}
        painting: JsonLd = {
            "id": f"{name}/film/painting",
            "type": "Annotation",
            "motivation": "painting",
            "body": body,
            "target": name,
        }
        canvas["items"] = [{"id": f"{name}/film", "type": "AnnotationPage", "items": [painting]}]
    return canvas


def _annotation(canvas: str, scene: Scene) -> JsonLd:
    return {
        "id": f"{canvas}/fight/{scene.uuid}",
        "type": "Annotation",
        "motivation": "commenting",
        "body": bodies(scene),
        "target": f"{canvas}#{fragment(scene)}",
    }


def _annotations(canvas: object) -> Iterator[object]:
    for page in items_in(canvas, "annotations"):
        yield from items_in(page, "items")


def _film(canvas: object, title: str = "") -> ForeignFilm:
    for page in items_in(canvas, "items"):
        for painting in items_in(page, "items"):
            for body in items_in(painting, "body"):
                if text_in(body, "type") in ("Video", "Sound"):
                    return film_at(text_in(body, "id"), label_of(canvas) or title)
    return ForeignFilm(title=label_of(canvas) or title)


FORMAT = Format(
    "iiif",
    ".iiif.json",
    "a IIIF Presentation 3 manifest",
    write,
    read,
    needs_times=True,
    also_read=(".json",),
)
