"""What was exported is read back: an empty catalog becomes an equal one, and exporting that gives the same bytes."""

import csv
import json
import shutil
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from donnybrook.catalog import Catalog, Shot, ShotList, Transaction
from donnybrook.catalog.sheets.taking import RowsRefused
from donnybrook.catalog.shots import read_shots
from donnybrook.exchange.exporting import Choice, export_found
from donnybrook.exchange.set_reading import is_whole, take_whole
from donnybrook.problems import Problem
from exchange.rich_catalogs import contents, empty_catalog, rich_catalog
from exchange.test_table_sets import bytes_of

_FORMS = {
    "folder": ("set", Choice(with_trash=True)),
    "zip": ("set.zip", Choice(with_trash=True)),
    "excel": ("excel", Choice(with_trash=True, flavour="excel")),
    "json": ("all.json", Choice()),
}


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rich")
    rich_catalog(folder / "rich.fights", folder).close()
    return folder / "rich.fights"


@pytest.fixture(scope="module")
def plain_set(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a set that can be read, as long as nobody spoils it."""
    folder = tmp_path_factory.mktemp("plain")
    rich_catalog(folder / "a.fights", folder, texts=("plain", "words")).close()
    out = exported(folder / "a.fights", folder / "set", Choice())
    taken(out, folder / "control.fights")
    return out


def exported(path: Path, out: Path, choice: Choice) -> Path:
    with Catalog.open(path, cache_folder=out.parent) as catalog:
        export_found(catalog, out, choice=choice)
    return out


def taken(out: Path, path: Path) -> Path:
    with empty_catalog(path, path.parent) as fresh:
        take_whole(fresh, out)
    return path


@pytest.mark.parametrize("form", list(_FORMS))
def test_an_empty_catalog_becomes_an_equal_one(rich: Path, tmp_path: Path, form: str) -> None:
    name, choice = _FORMS[form]
    out = exported(rich, tmp_path / name, choice)
    again = taken(out, tmp_path / "again.fights")
    assert contents(again) == contents(rich)
    second = exported(again, tmp_path / f"second-{name}", choice)
    if second.is_dir():
        assert bytes_of(second) == bytes_of(out)
    else:
        assert second.read_bytes() == out.read_bytes()


@pytest.mark.parametrize("name", ["set", "all.json"])
def test_what_goes_without_pictures_comes_without_them(rich: Path, tmp_path: Path, name: str) -> None:
    again = taken(exported(rich, tmp_path / name, Choice(pictures=False)), tmp_path / "again.fights")
    with_pictures, without = contents(rich), contents(again)
    assert without["picture"] == without["thumbnail"] == {}
    words = {uuid: {**word, "picture": None} for uuid, word in with_pictures["concept"].items()}
    assert words != with_pictures["concept"]
    assert without["concept"] == words


_TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(max_examples=5)
@given(st.lists(_TEXTS, min_size=1, max_size=8), st.sampled_from(list(_FORMS)))
def test_any_text_survives(texts: list[str], form: str) -> None:
    name, choice = _FORMS[form]
    with TemporaryDirectory() as folder:
        home = Path(folder)
        rich_catalog(home / "a.fights", home, tuple(texts)).close()
        out = exported(home / "a.fights", home / name, choice)
        assert contents(taken(out, home / "again.fights")) == contents(home / "a.fights")


def test_the_sample_survives(sample_folder: Path, tmp_path: Path) -> None:
    sample = Path(shutil.copy(sample_folder / "sample.fights", tmp_path / "sample.fights"))
    out = exported(sample, tmp_path / "set", Choice(with_trash=True))
    assert contents(taken(out, tmp_path / "again.fights")) == contents(sample)


def test_a_note_of_a_megabyte_survives(tmp_path: Path) -> None:
    long = '"=\n<script>\0' * 100_000
    with empty_catalog(tmp_path / "a.fights", tmp_path) as catalog:
        catalog.add_film("A", note=long)
        for name, choice in _FORMS.values():
            export_found(catalog, tmp_path / name, choice=choice)
    for number, (name, _) in enumerate(_FORMS.values()):
        again = taken(tmp_path / name, tmp_path / f"{number}.fights")
        with Catalog.open(again, cache_folder=tmp_path) as catalog:
            assert catalog.films()[0].note == long


def test_in_the_excel_flavour_no_text_begins_as_a_formula_does(rich: Path, tmp_path: Path) -> None:
    out = exported(rich, tmp_path / "excel", _FORMS["excel"][1])
    dangerous = ("=", "+", "-", "@", "\t", "\r", "\0")
    seen = 0
    for path in out.glob("*.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file, strict=True) for cell in row]
        bad = [cell for cell in cells if cell.startswith(dangerous) and not _is_number(cell)]
        assert bad == [], path.name
        seen += sum(cell.startswith("'=") for cell in cells)
    assert seen
    plain = exported(rich, tmp_path / "plain", _FORMS["folder"][1])
    assert b"'=HYPERLINK" not in (plain / "films.csv").read_bytes()  # the control: research data are as entered


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_an_import_is_one_edit_that_can_be_undone_and_twice_is_once(rich: Path, tmp_path: Path) -> None:
    out = exported(rich, tmp_path / "set", _FORMS["folder"][1])
    with empty_catalog(tmp_path / "b.fights", tmp_path, "Bo") as catalog:
        film = catalog.add_film("Mine").value
        before = contents(catalog.path)
        first = take_whole(catalog, out).value
        assert first.scenes == 6
        assert first.added > 50
        assert {each.title for each in catalog.films()} > {"Mine"}
        with_all = contents(catalog.path)
        second = take_whole(catalog, out).value
        assert (second.added, second.scenes) == (0, 0)
        assert second.same > first.added
        assert contents(catalog.path) == with_all
        catalog.undo()
        assert {name: rows for name, rows in contents(catalog.path).items() if name != "picture"} == {
            name: rows for name, rows in before.items() if name != "picture"
        }
        assert catalog.film(film).title == "Mine"


def test_what_is_here_with_other_values_stays_as_it_is(rich: Path, tmp_path: Path) -> None:
    out = exported(rich, tmp_path / "set", _FORMS["folder"][1])
    again = taken(out, tmp_path / "again.fights")
    with Catalog.open(again, coder="Bo", cache_folder=tmp_path) as catalog:
        scene = next(catalog.scenes())
        catalog.change_scene(scene.id, title="better")
        value = take_whole(catalog, out).value
        assert (value.added, value.other) == (0, 1)
        assert catalog.scene(scene.id).fields.title == "better"


def _spoil_cell(folder: Path) -> None:
    path = folder / "scenes.csv"
    path.write_bytes(path.read_bytes().replace(b",0.041708,", b",soon,"))


def _spoil_reference(folder: Path) -> None:
    path = folder / "combatants.csv"
    rows = path.read_bytes().split(b"\r\n")
    rows[1] = rows[1].replace(rows[1].split(b",")[1], b"01234567-0000-7000-8000-000000000000")
    path.write_bytes(b"\r\n".join(rows))


def _spoil_order(folder: Path) -> None:
    path = folder / "scenes.csv"
    path.write_bytes(path.read_bytes().replace(b",3723.000001,", b",0.000001,"))


def _spoil_code(folder: Path) -> None:
    path = folder / "combatants.csv"
    path.write_bytes(path.read_bytes().replace(b",fled,", b",vanished,"))


def _double_row(folder: Path) -> None:
    path = folder / "people.csv"
    header, *rows = path.read_bytes().removesuffix(b"\r\n").split(b"\r\n")
    path.write_bytes(b"\r\n".join([header, *rows, *rows, b""]))


def _double_column(folder: Path) -> None:
    path = folder / "people.csv"
    path.write_bytes(path.read_bytes().replace(b"person_id,name", b"person_id,person_id", 1))


def _open_quote(folder: Path) -> None:
    path = folder / "people.csv"
    path.write_bytes(path.read_bytes() + b'01234567,"never closed\r\nand on\r\n')


def _other_encoding(folder: Path) -> None:
    (folder / "people.csv").write_bytes(b"person_id,name\r\n0123456789,Ren\xe9e\r\n")


def _no_column(folder: Path) -> None:
    (folder / "people.csv").write_bytes(b"person_id\r\n0123456789\r\n")


def _lost_picture(folder: Path) -> None:
    next((folder / "pictures").iterdir()).write_bytes(b"\xff\xd8 another")


def _newer(folder: Path) -> None:
    path = folder / "datapackage.json"
    path.write_text(json.dumps({"donnybrook": {"form": 99}}))


def _ragged(folder: Path) -> None:
    path = folder / "people.csv"
    path.write_bytes(path.read_bytes() + b"0123456789,a,b,c\r\n")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_spoil_cell, r"scenes, line 2: in_s “soon” is no number of seconds"),
        (_spoil_reference, r"combatants, line 2: scene 01234567-0000-7000-8000-000000000000 is in no row of the set"),
        (_spoil_order, r"scenes, line 2: its values can't be: an end before its beginning"),
        (_spoil_code, r"combatants, line \d+: “vanished” is no code of outcome"),
        (_double_row, r"people, line 3: its identity stands there twice"),
        (_double_column, r"people\.csv, line 1: the column person_id stands there twice"),
        (_open_quote, r"people\.csv, line 3: a quote is opened there and never closed"),
        (_other_encoding, r"people\.csv, line 2 is not in UTF-8"),
        (_no_column, r"people\.csv, line 1: there is no column name"),
        (_lost_picture, r"pictures, line [0-9]: its file is missing, or is not the JPEG"),
        (_newer, r"exported by a newer Donnybrook"),
        (_ragged, r"people, line 3: it has more cells, or fewer"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_nothing_stays(
    plain_set: Path, tmp_path: Path, spoil: Callable[[Path], None], told: str
) -> None:
    out = Path(shutil.copytree(plain_set, tmp_path / "set"))
    spoil(out)
    with empty_catalog(tmp_path / "b.fights", tmp_path) as catalog:
        before = contents(catalog.path)
        with pytest.raises(Problem, match=told):
            take_whole(catalog, out)
        assert contents(catalog.path) == before
        assert catalog.undo() is None


def test_the_bad_rows_are_listed_up_to_a_hundred(tmp_path: Path) -> None:
    with empty_catalog(tmp_path / "a.fights", tmp_path) as catalog:
        for number in range(120):
            catalog.add_film(f"Film {number}", year=1900)
        export_found(catalog, tmp_path / "set")
    films = tmp_path / "set" / "films.csv"
    films.write_bytes(films.read_bytes().replace(b",1900,", b",MCM,"))
    with empty_catalog(tmp_path / "b.fights", tmp_path) as catalog:
        with pytest.raises(RowsRefused) as refused:
            take_whole(catalog, tmp_path / "set")
        assert [row.line for row in refused.value.bad] == list(range(2, 102))
        assert "110 more like these" in str(refused.value)


def test_a_stopped_import_leaves_nothing(rich: Path, tmp_path: Path) -> None:
    out = exported(rich, tmp_path / "set", _FORMS["folder"][1])

    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    with empty_catalog(tmp_path / "b.fights", tmp_path) as catalog:
        before = contents(catalog.path)
        with pytest.raises(KeyboardInterrupt):
            take_whole(catalog, out, stop)
        assert contents(catalog.path) == before


def test_a_table_with_chosen_columns_says_what_it_lacks(rich: Path, tmp_path: Path) -> None:
    out = exported(rich, tmp_path / "set", Choice(columns=("title",)))
    with (
        empty_catalog(tmp_path / "b.fights", tmp_path) as catalog,
        pytest.raises(Problem, match="so it can't be read back"),
    ):
        take_whole(catalog, out)


def test_what_was_exported_is_known_by_what_it_holds(rich: Path, tmp_path: Path) -> None:
    for name, choice in _FORMS.values():
        assert is_whole(exported(rich, tmp_path / name, choice))
    (tmp_path / "other.json").write_text('{"type": "AnnotationPage"}')
    (tmp_path / "empty").mkdir()
    assert not is_whole(tmp_path / "other.json")
    assert not is_whole(tmp_path / "empty")
    assert not is_whole(tmp_path / "nowhere")


# ---------------------------------------------------------------- shots, circles, and JSON that others made


def _other_shots(tx: Transaction, /, file_id: int) -> None:
    tx.shots.put(file_id, ShotList("ours", "newer", (Shot(0, 5_000_000, "start"),)))


def test_shots_that_are_here_already_stay_as_they_are(plain_set: Path, tmp_path: Path) -> None:
    with empty_catalog(tmp_path / "a.fights", tmp_path) as catalog:
        take_whole(catalog, plain_set)
        first, second = catalog.media_files()
        before = catalog.read(read_shots, second.id)
        catalog.edit("Read for shots", _other_shots, first.id)
        done = take_whole(catalog, plain_set).value
        kept = catalog.read(read_shots, first.id)
        assert kept is not None
        assert (kept.version, len(kept.shots)) == ("newer", 1)
        assert catalog.read(read_shots, second.id) == before
    assert done.other >= 2


def test_the_order_of_the_shots_of_a_set_does_not_matter(plain_set: Path, tmp_path: Path) -> None:
    shutil.copytree(plain_set, tmp_path / "set")
    shots = tmp_path / "set" / "shots.csv"
    header, *rows = shots.read_text(encoding="utf-8").splitlines(keepends=True)
    assert len(rows) == 4
    shots.write_text("".join((header, *rows[::2], *rows[1::2])), encoding="utf-8")
    sorted_again = contents(taken(tmp_path / "set", tmp_path / "b.fights"))["shot"]
    assert sorted_again == contents(taken(plain_set, tmp_path / "a.fights"))["shot"]


@pytest.mark.parametrize(
    ("table", "column", "sentence"),
    [("vocabulary", "broader_id", "is broader than itself"), ("wieldings", "previous_id", "comes before itself")],
)
def test_a_circle_is_told_and_nothing_stays(
    plain_set: Path, tmp_path: Path, table: str, column: str, sentence: str
) -> None:
    shutil.copytree(plain_set, tmp_path / "set")
    path = tmp_path / "set" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file, strict=True))
    place = header.index(column)
    row = next(row for row in rows if row[place])
    above = next(each for each in rows if each[0] == row[place])
    above[place] = row[0]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    with empty_catalog(tmp_path / "c.fights", tmp_path) as catalog:
        before = contents(catalog.path)
        with pytest.raises(Problem, match=rf"Nothing was imported.*{sentence}, in a circle"):
            take_whole(catalog, tmp_path / "set")
        assert contents(catalog.path) == before


@pytest.mark.parametrize(
    ("table", "column", "value", "sentence"),
    [
        ("scenes", "note", '"\\ud800"', "note has half a character in it"),
        ("scenes", "in_s", "1E999999999999999", "is no number of seconds"),
        ("scenes", "in_s", "1E-999999999999999", "is no number of seconds"),
        ("scenes", "in_s", "1E9999999999999999999999", "is not the JSON of a catalog"),
        ("scenes", "in_s", "9" * 400, "is no number of seconds"),
        ("pictures", "picture", '"aa"', "its file is missing"),
    ],
)
def test_values_that_no_catalog_holds_are_told(
    json_of_a_catalog: str, tmp_path: Path, table: str, column: str, value: str, sentence: str
) -> None:
    whole = json.loads(json_of_a_catalog)
    whole["tables"][table][0][column] = "SPOILT"
    whole["pictures"]["aa"] = "abc"  # no Base64
    path = tmp_path / "spoilt.json"
    path.write_text(json.dumps(whole, separators=(",", ":")).replace('"SPOILT"', value), encoding="utf-8")
    with empty_catalog(tmp_path / "d.fights", tmp_path) as catalog:
        with pytest.raises(Problem, match=rf"(?s){sentence}"):
            take_whole(catalog, path)
        assert catalog.films() == []


@pytest.fixture(scope="module")
def json_of_a_catalog(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("json")
    rich_catalog(folder / "a.fights", folder, texts=("plain", "words")).close()
    return exported(folder / "a.fights", folder / "all.json", Choice()).read_text(encoding="utf-8")


def test_json_is_read_in_whichever_order_its_parts_stand(rich: Path, tmp_path: Path) -> None:
    json_of_a_catalog = exported(rich, tmp_path / "all.json", Choice()).read_text(encoding="utf-8")
    whole = json.loads(json_of_a_catalog)
    tables, pictures = whole.pop("tables"), whole.pop("pictures")
    assert len(pictures) > 1
    whole["pictures"] = dict(reversed(pictures.items()))
    whole["more"] = {"of": ["something", {"else": 1}]}
    whole["tables"] = {"unheard of": [{"a": 1}], **dict(reversed(tables.items()))}
    plain, turned = tmp_path / "plain.json", tmp_path / "turned.json"
    plain.write_text(json_of_a_catalog, encoding="utf-8")
    turned.write_text(json.dumps(whole, separators=(",", ":")), encoding="utf-8")
    assert contents(taken(turned, tmp_path / "t.fights")) == contents(taken(plain, tmp_path / "p.fights"))


def test_json_that_ends_too_early_is_told_before_anything_is_taken(json_of_a_catalog: str, tmp_path: Path) -> None:
    raw = json_of_a_catalog.encode()
    path = tmp_path / "cut.json"
    with empty_catalog(tmp_path / "d.fights", tmp_path) as catalog:
        for place in range(20, len(raw) - 2, len(raw) // 40):
            path.write_bytes(raw[:place])
            with pytest.raises(Problem, match=r"cut\.json is not the JSON of a catalog \(.+\)\. Nothing was imported"):
                take_whole(catalog, path)
        assert catalog.films() == []


def test_who_imports_and_enters_nothing_is_no_coder_of_the_set(plain_set: Path, tmp_path: Path) -> None:
    with empty_catalog(tmp_path / "e.fights", tmp_path, "Zoe") as catalog:
        take_whole(catalog, plain_set)
        export_found(catalog, tmp_path / "again")
    assert bytes_of(tmp_path / "again") == bytes_of(plain_set)


# ---------------------------------------------------------------- ZIP files that are damaged


def _zipped(folder: Path, out: Path) -> bytes:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*.*")):
            archive.write(path, path.relative_to(folder).as_posix())
    return out.read_bytes()


def _spoil_stream(raw: bytes) -> bytes:
    at = raw.index(b"datapackage.json") + len(b"datapackage.json")
    return raw[:at] + b"\xff" * 40 + raw[at + 40 :]


def _encrypt(raw: bytes) -> bytes:
    """Set the mark of encryption in the directory, and before each file."""
    changed = bytearray(raw)
    for sign, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = changed.find(sign)
        while at >= 0:
            changed[at + place] |= 1
            at = changed.find(sign, at + 1)
    return bytes(changed)


def _no_directory(raw: bytes) -> bytes:
    return raw.replace(b"PK\x01\x02", b"PK\x09\x09")


@pytest.mark.parametrize("spoil", [_spoil_stream, _encrypt])
def test_a_damaged_zip_is_told(plain_set: Path, tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "set.zip"
    path.write_bytes(spoil(_zipped(plain_set, path)))
    assert is_whole(path)
    with empty_catalog(tmp_path / "f.fights", tmp_path) as catalog:
        with pytest.raises(Problem, match=r"can't be read .*Nothing was imported"):
            take_whole(catalog, path)
        assert catalog.films() == []
    with pytest.raises((zlib.error, RuntimeError)), zipfile.ZipFile(path) as archive:  # the control
        archive.read("datapackage.json")


def test_a_zip_without_its_directory_is_no_set(plain_set: Path, tmp_path: Path) -> None:
    path = tmp_path / "set.zip"
    path.write_bytes(_no_directory(_zipped(plain_set, path)))
    assert zipfile.is_zipfile(path)
    assert not is_whole(path)
