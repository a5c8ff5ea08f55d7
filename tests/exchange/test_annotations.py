"""Web Annotations and IIIF manifests: exact both ways, valid to iiif-prezi3, and taken from others."""

import json
from fractions import Fraction
from pathlib import Path, PurePosixPath, PureWindowsPath

import iiif_prezi3
import pytest

from donnybrook.catalog import MediaFacts
from donnybrook.exchange import iiif, web_annotation
from donnybrook.exchange.exporting import export_found
from donnybrook.exchange.foreign import ForeignFile
from donnybrook.exchange.formats import read_format_for
from donnybrook.problems import Problem
from exchange.interchange import NTSC, RATES, duel, fill, new_catalog, no_rate, taken_over


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("name", ["all.jsonld", "all.iiif.json"])
def test_annotations_come_back_exactly_with_who_uses_what(tmp_path: Path, rate: Fraction, name: str) -> None:
    there, here, done = taken_over(tmp_path, name, rate)
    assert here == there
    assert done.plan.bad == ()


def test_iiif_prezi3_reads_the_manifest_with_a_canvas_for_each_film(tmp_path: Path) -> None:
    with new_catalog(tmp_path, "a", titles=("Ballerina", "Heat")) as catalog:
        fill(catalog, NTSC)
        catalog.add_scene(2, duel(catalog, NTSC, (24, 48), title="bank"))
        export_found(catalog, tmp_path / "a.iiif.json")
    manifest = iiif_prezi3.Manifest(**json.loads((tmp_path / "a.iiif.json").read_text(encoding="utf-8")))
    assert [canvas.label["none"] for canvas in manifest.items] == [["Ballerina"], ["Heat"]]
    assert [canvas.duration for canvas in manifest.items] == [7200.0, 7200.0]
    (bank,) = manifest.items[1].annotations[0].items
    assert bank.target.endswith("#t=1.001,2.002")
    assert len(bank.body) == 6


def test_a_web_annotation_is_on_a_fragment_of_the_film_s_file(tmp_path: Path) -> None:
    with new_catalog(tmp_path, "a") as catalog:
        catalog.add_scene(1, duel(catalog, NTSC, (24, 48)))
        export_found(catalog, tmp_path / "a.jsonld")
    page = json.loads((tmp_path / "a.jsonld").read_text(encoding="utf-8"))
    (item,) = page["items"]
    assert item["target"]["source"]["id"] == (tmp_path / "Ballerina.mkv").as_uri()
    assert item["target"]["selector"]["value"] == "t=1.001,2.002"
    assert item["creator"] == {"type": "Person", "name": "Ana"}
    tags = [body["value"] for body in item["body"] if body["purpose"] == "tagging"]
    assert tags == ["flamethrower", "fire hose", "choke", "overhead shot"]


def written(path: Path, document: object) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def times(found: ForeignFile) -> list[tuple[int | None, int | None]]:
    return [(each.fields.in_us, each.fields.out_us) for each in found.scenes]


@pytest.mark.parametrize("name", ["a.jsonld", "a.iiif.json", "a.otio", "a.eaf"])
@pytest.mark.parametrize(
    ("path", "address", "read_back"),
    [
        (r"C:\films\Heat 1.mkv", PureWindowsPath(r"C:\films\Heat 1.mkv").as_uri(), "/C:/films/Heat 1.mkv"),
        ("films/Heat 1.mkv", "films/Heat%201.mkv", "films/Heat 1.mkv"),
        ("/films/Heat 1.mkv", PurePosixPath("/films/Heat 1.mkv").as_uri(), "/films/Heat 1.mkv"),
    ],
)
def test_a_film_s_file_on_another_system_has_an_address_too(
    tmp_path: Path, name: str, path: str, address: str, read_back: str
) -> None:
    with new_catalog(tmp_path, "a", titles=()) as catalog:
        film = catalog.add_film("Heat").value
        catalog.attach_file(film, MediaFacts(path=Path(path), rate=NTSC, duration_us=7_200_000_000))
        catalog.add_scene(film, duel(catalog, NTSC, (24, 48)))
        export_found(catalog, tmp_path / name)
    assert f'"{address}"' in (tmp_path / name).read_text(encoding="utf-8")
    read = read_format_for(tmp_path / name).read
    assert read is not None
    assert [film.path for film in read(tmp_path / name, no_rate).films] == [read_back]


def test_annotations_of_others_are_read_however_they_are_held(tmp_path: Path) -> None:
    one = {
        "type": "Annotation",
        "motivation": "tagging",
        "body": {"type": "TextualBody", "value": "katana"},
        "target": "http://x.org/films/Heat.mp4#t=npt:10,0:20.5",
    }
    other = {
        "@type": ["oa:Annotation"],
        "bodyValue": "Duel\non the roof",
        "body": [{"value": "<b>seen</b> from above", "format": "text/html"}, "http://x.org/y"],
        "target": [
            {"source": {"id": "file:/films/R%C3%B6nin.mkv", "label": "Ronin"}, "selector": [{"value": "t=5"}]},
            {"source": "x", "selector": {"value": "xywh=1,2,3,4"}},
        ],
    }
    for document in (
        [one, other],
        {"items": [one, other]},
        {"first": {"items": [one, other]}},
        {"@graph": [one, other]},
    ):
        found = web_annotation.read(written(tmp_path / "a.jsonld", document), no_rate)
        assert read_format_for(tmp_path / "a.json").read is iiif.read
        assert iiif.read(tmp_path / "a.jsonld", no_rate) == found
        assert times(found) == [(10_000_000, 20_500_000), (5_000_000, None)]
        assert [film.path for film in found.films] == ["/films/Heat.mp4", "/films/Rönin.mkv", ""]
        assert [term.label for term in found.scenes[0].terms] == ["katana"]
        assert found.scenes[1].fields.title == "Duel"
        assert found.scenes[1].fields.note == "on the roof\nseen from above\nhttp://x.org/y"
        assert [each.where for each in found.bad] == ["annotation 2"]


def test_a_manifest_of_others_names_the_film_by_its_canvas(tmp_path: Path) -> None:
    manifest = {
        "type": "Manifest",
        "label": {"en": ["A film"]},
        "items": [
            {
                "type": "Canvas",
                "items": [{"items": [{"body": {"type": "Video", "id": "https://x.org/a/heat.mp4"}}]}],
                "annotations": [
                    {
                        "items": [
                            {"type": "Annotation", "body": {"value": "bank"}, "target": "c#t=1.5,2"},
                            {"target": "c"},
                        ]
                    }
                ],
            }
        ],
    }
    found = iiif.read(written(tmp_path / "a.json", manifest), no_rate)
    assert (found.films[0].path, found.films[0].title) == ("/a/heat.mp4", "A film")
    assert times(found) == [(1_500_000, 2_000_000)]
    assert [each.where for each in found.bad] == ["canvas 1, annotation 2"]


@pytest.mark.parametrize(
    "text", ["{}", "[]", "3", "{", '{"items": 5}', '{"type": "Manifest", "items": [1, null]}', "[" * 100_000]
)
def test_what_holds_no_annotation_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    for form in (web_annotation, iiif):
        with pytest.raises(Problem, match="Nothing was imported"):
            form.read(tmp_path / "a.json", no_rate)
