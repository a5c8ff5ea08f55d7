"""A set of tables: what is in it, that others read it, that it is always the same, and whole or not there."""

import csv
import hashlib
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from catalog.fights import make_fights
from donnybrook.catalog import Catalog
from donnybrook.catalog.shapes import TABLES_IN_ORDER, read_shape
from donnybrook.catalog.sheets import TIDY
from donnybrook.catalog.sheets.reading import Chosen
from donnybrook.exchange import xlsx
from donnybrook.exchange.exporting import Choice, export_found, export_scenes, is_folder
from donnybrook.exchange.wanted import Wanted, charts_of
from donnybrook.problems import Problem
from donnybrook.times import format_timecode
from exchange.rich_catalogs import rich_catalog

_ASKED_FOR = {
    *("scenes.csv", "wieldings.csv", "combatants.csv", "beats.csv", "scene_terms.csv", "films.csv", "vocabulary.csv"),
    *("codebook.csv", "codebook.md", "datapackage.json"),
}


@pytest.fixture
def rich(tmp_path: Path) -> Iterator[Catalog]:
    with rich_catalog(tmp_path / "rich.fights", tmp_path) as made:
        yield made


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_has_every_table_the_codebook_and_the_description(rich: Catalog, tmp_path: Path) -> None:
    written = export_found(rich, tmp_path / "set")
    there = set(bytes_of(tmp_path / "set"))
    assert there >= _ASKED_FOR
    assert {f"{sheet.name}.csv" for sheet in TIDY} <= there
    assert written.scene_count == len(rows_of(tmp_path / "set" / "scenes.csv")) == 4  # two lie in the trash
    assert any(name.startswith("pictures/") for name in there)


@pytest.mark.parametrize("flavour", ["plain", "excel"])
def test_frictionless_finds_a_valid_data_package(rich: Catalog, tmp_path: Path, flavour: str) -> None:
    export_found(rich, tmp_path / "set", choice=Choice(flavour=flavour))  # type: ignore[arg-type]
    report = frictionless.validate(str(tmp_path / "set" / "datapackage.json"))
    assert report.flatten(["type", "note"]) == []
    assert report.valid


def test_frictionless_finds_what_is_wrong(rich: Catalog, tmp_path: Path) -> None:
    export_found(rich, tmp_path / "set")
    scenes = tmp_path / "set" / "scenes.csv"
    scenes.write_bytes(scenes.read_bytes().replace(b",0.041708,", b",soon,", 1))
    assert not frictionless.validate(str(tmp_path / "set" / "datapackage.json")).valid


def test_the_same_catalog_gives_the_same_bytes(rich: Catalog, tmp_path: Path) -> None:
    for name in ("a", "b"):
        export_found(rich, tmp_path / f"set-{name}")
        for ending in ("zip", "csv", "json", "xlsx", "parquet"):
            export_found(rich, tmp_path / f"{name}.{ending}")
    assert bytes_of(tmp_path / "set-a") == bytes_of(tmp_path / "set-b")
    for ending in ("zip", "csv", "json", "xlsx", "parquet"):
        assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes(), ending


def test_everything_that_people_enter_is_in_a_table(rich: Catalog) -> None:
    for name in TABLES_IN_ORDER:
        (sheet,) = (each for each in TIDY if each.table == name)
        shape = rich.read(read_shape, name)
        stored = {column.stores for column in sheet.columns if column.stores}
        assert stored == set(shape.journalled), name


def test_a_zip_holds_what_a_folder_holds(rich: Catalog, tmp_path: Path) -> None:
    export_found(rich, tmp_path / "set")
    export_found(rich, tmp_path / "set.zip")
    with zipfile.ZipFile(tmp_path / "set.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == bytes_of(tmp_path / "set")


def test_the_description_has_the_digest_of_each_table(rich: Catalog, tmp_path: Path) -> None:
    export_found(rich, tmp_path / "set")
    description = json.loads((tmp_path / "set" / "datapackage.json").read_bytes())
    assert len(description["resources"]) >= len(TABLES_IN_ORDER)
    for resource in description["resources"]:
        content = (tmp_path / "set" / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (
            len(content),
            f"sha256:{hashlib.sha256(content).hexdigest()}",
        )


def test_the_codebook_tells_every_column_of_every_table(rich: Catalog, tmp_path: Path) -> None:
    export_found(rich, tmp_path / "set")
    told = {(row["table"], row["column"]): row for row in rows_of(tmp_path / "set" / "codebook.csv")}
    for sheet in TIDY:
        with (tmp_path / "set" / f"{sheet.name}.csv").open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert [told[sheet.name, name]["description"][-1:] for name in header] == ["."] * len(header)
        assert all(name.isascii() and len(name) <= 32 and name == name.lower() for name in header)
    assert told["wieldings", "ended"]["codes"].startswith("kept; lost; ")
    assert told["scenes", "in_s"]["unit"] == "s"
    assert told["wieldings", "combatant_id"]["refers_to"] == "combatants.combatant_id"
    assert "## Codes: ended" in (tmp_path / "set" / "codebook.md").read_text()


def test_each_row_carries_ids_codes_labels_seconds_and_timecode(rich: Catalog, tmp_path: Path) -> None:
    export_found(rich, tmp_path / "set")
    (first, *_) = rows_of(tmp_path / "set" / "scenes.csv")
    scene = next(rich.scenes())
    rate = rich.media_files()[0].version_rate
    assert rate is not None
    assert scene.fields.in_us is not None
    assert scene.fields.out_us is not None
    assert first["scene_id"] == scene.uuid
    assert (first["rating"], first["rating_label"]) == ("5", "outstanding")
    assert first["location_code"]
    assert first["location"] == scene.location
    assert (first["in_s"], first["out_s"]) == ("0.041708", "3723.000001")
    assert first["in_timecode"] == format_timecode(scene.fields.in_us, rate)
    assert first["out_timecode"] == format_timecode(scene.fields.out_us, rate)


def test_a_use_carries_the_weapon_with_its_class_and_all_that_is_broader(tmp_path: Path) -> None:
    with make_fights(tmp_path / "a.fights", tmp_path) as catalog:
        export_found(catalog, tmp_path / "set")
    by_weapon = {row["weapon"]: row for row in rows_of(tmp_path / "set" / "wieldings.csv")}
    assert by_weapon
    for weapon, row in by_weapon.items():
        path = row["weapon_path"].split(" > ")
        assert (path[0], path[-1]) == ("weapon", weapon)
        assert row["weapon_class"] == path[min(1, len(path) - 1)]


@pytest.mark.parametrize(
    ("rate_num", "rate_den"), [(24_000, 1_001), (25, 1), (30_000, 1_001), (60, 1), (120_000, 1_001), (1, 3)]
)
def test_timecodes_are_as_the_program_shows_them(tmp_path: Path, rate_num: int, rate_den: int) -> None:
    from fractions import Fraction

    from donnybrook.catalog import MediaFacts, SceneDraft, SceneFields

    rate = Fraction(rate_num, rate_den)
    with Catalog.create(tmp_path / "a.fights", cache_folder=tmp_path) as catalog:
        film = catalog.add_film("A").value
        catalog.attach_file(film, MediaFacts(Path("/a.mkv"), rate=rate))
        times_us = [0, 1, 499, 500, 41_707, 41_708, 41_709, 3_599_999_999, 3_600_000_000, 35_999_999_999_999]
        for time_us in times_us:
            catalog.add_scene(film, SceneDraft(fields=SceneFields(in_us=time_us)))
        export_found(catalog, tmp_path / "set")
    told = [row["in_timecode"] for row in rows_of(tmp_path / "set" / "scenes.csv")]
    assert told == [format_timecode(time_us, rate) for time_us in times_us]


def test_a_chosen_query_takes_along_only_what_belongs_to_it(tmp_path: Path) -> None:
    with make_fights(tmp_path / "a.fights", tmp_path) as catalog:
        written = export_found(catalog, tmp_path / "set", "film:ballerina")
        assert 0 < written.scene_count < catalog.scene_count()
    scenes = rows_of(tmp_path / "set" / "scenes.csv")
    ids = {row["scene_id"] for row in scenes}
    assert {row["film"] for row in scenes} == {"Ballerina"}
    assert [row["title"] for row in rows_of(tmp_path / "set" / "films.csv")] == ["Ballerina"]
    assert {row["scene_id"] for row in rows_of(tmp_path / "set" / "wieldings.csv")} <= ids
    assert not (tmp_path / "set" / "collections.csv").exists()
    assert frictionless.validate(str(tmp_path / "set" / "datapackage.json")).valid


def test_chosen_columns_and_tables(rich: Catalog, tmp_path: Path) -> None:
    choice = Choice(sheets=("scenes", "wieldings"), columns=("scenes.title", "weapon", "scene_id"))
    export_found(rich, tmp_path / "set", choice=choice)
    assert list(rows_of(tmp_path / "set" / "scenes.csv")[0]) == ["title", "scene_id"]
    assert list(rows_of(tmp_path / "set" / "wieldings.csv")[0]) == ["wielding_id", "weapon", "scene_id"]
    assert not (tmp_path / "set" / "films.csv").exists()
    export_found(rich, tmp_path / "o.csv", choice=Choice(columns=("title", "weapons")))
    assert list(rows_of(tmp_path / "o.csv")[0]) == ["title", "weapons"]
    export_found(rich, tmp_path / "w.csv", choice=Choice(sheets=("wieldings",)))
    assert "weapon_path" in rows_of(tmp_path / "w.csv")[0]
    with pytest.raises(Problem, match="Did you mean weapons"):
        export_found(rich, tmp_path / "o.csv", choice=Choice(columns=("weapns",)))
    with pytest.raises(Problem, match="no table “swords”"):
        export_found(rich, tmp_path / "o.csv", choice=Choice(sheets=("swords",)))


def test_the_trash_goes_along_only_when_asked(rich: Catalog, tmp_path: Path) -> None:
    export_found(rich, tmp_path / "set", choice=Choice(with_trash=True))
    deleted = [row["deleted_at"] for row in rows_of(tmp_path / "set" / "scenes.csv")]
    assert [bool(each) for each in deleted] == [False, False, True] * 2


def test_pandas_reads_every_table_with_default_options_and_the_right_types(rich: Catalog, tmp_path: Path) -> None:
    export_found(rich, tmp_path / "set")
    description = json.loads((tmp_path / "set" / "datapackage.json").read_bytes())
    for resource in description["resources"]:
        frame = pd.read_csv(tmp_path / "set" / resource["path"])
        kinds = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        assert list(frame.columns) == list(kinds)
        for name, kind in kinds.items():
            column = frame[name]
            if column.isna().all():
                continue
            numeric, boolean = pd.api.types.is_numeric_dtype(column), pd.api.types.is_bool_dtype(column)
            assert boolean == (kind == "boolean"), (resource["name"], name)
            if kind in ("number", "integer"):
                assert numeric, (resource["name"], name)
    scenes = pd.read_csv(tmp_path / "set" / "scenes.csv")
    assert scenes["in_s"].round(6).tolist()[:2] == [0.041708, 0.041709]


def test_a_workbook_has_a_worksheet_a_table_and_no_formula(rich: Catalog, tmp_path: Path) -> None:
    export_found(rich, tmp_path / "o.xlsx")
    with zipfile.ZipFile(tmp_path / "o.xlsx") as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/")]
        names = book.read("xl/workbook.xml").decode()
    assert all(f'name="{sheet.name}"' in names for sheet in TIDY)
    assert not any("<f>" in text for text in sheets)
    assert any("=HYPERLINK(" in text for text in sheets)


def test_text_longer_than_a_cell_of_excel_is_cut_and_says_so(tmp_path: Path) -> None:
    with rich_catalog(tmp_path / "long.fights", tmp_path, texts=("x" * 40_000,)) as catalog:
        export_found(catalog, tmp_path / "o.xlsx")
    with zipfile.ZipFile(tmp_path / "o.xlsx") as book:
        assert "cut here: the CSV has all of it" in book.read("xl/worksheets/sheet1.xml").decode() + "".join(
            book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/")
        )


def test_a_cell_of_excel_is_measured_in_units_of_utf_16(tmp_path: Path) -> None:
    with rich_catalog(tmp_path / "long.fights", tmp_path, texts=("😀" * 20_000,)) as catalog:
        export_found(catalog, tmp_path / "o.xlsx")
    with zipfile.ZipFile(tmp_path / "o.xlsx") as book:
        text = "".join(book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/"))
    cells = [html.unescape(each) for each in re.findall(">([^<]*😀[^<]*)", text)]
    assert cells
    assert {len(each.encode("utf-16-le")) // 2 for each in cells} <= {xlsx.LONGEST, xlsx.LONGEST - 1}
    assert all(each.endswith(xlsx.CUT) for each in cells)


def test_a_workbook_that_is_stopped_is_not_built_and_leaves_nothing_by(
    rich: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "by").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "by"))
    file = io.BytesIO()
    wanted = Wanted(charts=charts_of((), (), Chosen()))
    with pytest.raises(Stopped):
        xlsx.write(rich, wanted, file, _stop)
    assert (file.getvalue(), list((tmp_path / "by").iterdir())) == (b"", [])
    assert xlsx.write(rich, wanted, file, lambda _done, _total: None) > 0
    assert list((tmp_path / "by").iterdir()) == []


def test_parquet_has_the_types_and_the_text(rich: Catalog, tmp_path: Path) -> None:
    export_found(rich, tmp_path / "set", choice=Choice(parquet=True))
    frame = pd.read_parquet(tmp_path / "set" / "scenes.parquet")
    assert frame["in_s"].tolist()[:2] == [0.041708, 0.041709]
    assert str(frame["created_at"].dtype).startswith("datetime64")
    plain = rows_of_sheet(rich, tmp_path, "scenes")
    assert frame["note"].fillna("").tolist() == [row["note"] for row in plain]


def rows_of_sheet(catalog: Catalog, folder: Path, name: str) -> list[dict[str, str]]:
    export_found(catalog, folder / "one.csv", choice=Choice(sheets=(name,)))
    return rows_of(folder / "one.csv")


# ---------------------------------------------------------------- whole, or not there


class Stopped(Exception):
    pass


def _stop(_done: int, _total: int) -> None:
    raise Stopped


@pytest.mark.parametrize("name", ["set", "o.zip", "o.csv", "o.json", "o.xlsx", "o.parquet"])
def test_an_export_that_is_stopped_leaves_nothing(rich: Catalog, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Stopped):
        export_found(rich, folder / name, tell=_stop)
    assert list(folder.iterdir()) == []
    export_found(rich, folder / name)
    before = bytes_of(folder)
    rich.change_scene(1, title="another")
    with pytest.raises(Stopped):
        export_found(rich, folder / name, tell=_stop)
    assert bytes_of(folder) == before


def test_an_earlier_export_is_replaced_and_nothing_else_is(rich: Catalog, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    export_found(rich, folder)  # an empty folder is taken
    rich.change_scene(1, title="another")
    export_found(rich, folder)
    assert rows_of(folder / "scenes.csv")[0]["title"] == "another"
    (folder / "thesis.txt").write_text("mine")
    with pytest.raises(Problem, match=r"no part of an export: thesis\.txt"):
        export_found(rich, folder)
    other = tmp_path / "other"
    other.mkdir()
    (other / "scenes.csv").write_text("mine too")
    with pytest.raises(Problem, match="no part of an export"):
        export_found(rich, other)
    assert (other / "scenes.csv").read_text() == "mine too"


def test_own_pictures_among_those_of_an_export_keep_it_from_being_replaced(rich: Catalog, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    export_found(rich, folder)
    pictures = folder / "pictures"
    pictures.mkdir(exist_ok=True)
    (pictures / f"{'0' * 64}.jpg").write_bytes(b"as an export names it")
    export_found(rich, folder)
    pictures.mkdir(exist_ok=True)
    (pictures / "holiday.jpg").write_bytes(b"mine")
    with pytest.raises(Problem, match=r"no part of an export: pictures/holiday\.jpg"):
        export_found(rich, folder)
    assert (pictures / "holiday.jpg").read_bytes() == b"mine"


def test_a_name_says_whether_it_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "there.d").mkdir()
    names = ["set", "set.d/", str(tmp_path / "there.d"), "set.zip", "fights.csv"]
    assert [is_folder(name) for name in names] == [True, True, True, False, False]


def test_a_table_that_a_csv_file_cannot_hold_is_refused(rich: Catalog, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="one table"):
        export_scenes(rich, tmp_path / "o.csv", None, choice=Choice(sheets=("scenes", "films")))
    assert not (tmp_path / "o.csv").exists()


def test_what_others_write_meanwhile_is_not_in_half_of_the_set(rich: Catalog, tmp_path: Path) -> None:
    written: list[bool] = []

    def write(_done: int, _total: int) -> None:
        if written:
            return
        written.append(True)
        with Catalog.open(rich.path, cache_folder=tmp_path) as other:
            for scene in list(other.scenes()):
                other.delete_scene(scene.id)

    export_found(rich, tmp_path / "set", tell=write)
    assert len(rows_of(tmp_path / "set" / "scenes.csv")) == 4
    assert frictionless.validate(str(tmp_path / "set" / "datapackage.json")).valid
