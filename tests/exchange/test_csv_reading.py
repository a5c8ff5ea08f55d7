"""Tables that others made: what is understood of them, what is told of what is not, and that nothing half stays."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from donnybrook.catalog import Catalog, MediaFacts
from donnybrook.exchange.exporting import Choice, export_found
from donnybrook.exchange.foreign import TableLayout
from donnybrook.exchange.import_films import FilmUnclear
from donnybrook.exchange.import_plan import ImportChoices, ImportPlan
from donnybrook.exchange.importing import import_file, preview_import
from donnybrook.exchange.strict_csv import LONGEST_CELL
from donnybrook.problems import Problem
from exchange.rich_catalogs import empty_catalog

_GERMAN = (
    "Film;Jahr;Name;Start;Ende;Waffe;Wer;Notiz\r\n"
    "Ballerina;2025;Kufen;10,5;1:02,25;ice skates!;Eve;sagt „nein“\r\n"
    'Ballerina;2025.0;Duell;3:00;4:00;"flamethrower; fire hose";Eve | villain;"zwei\r\nZeilen"\r\n'
)
_MAP = (
    ("title", "Name"),
    ("out", "Ende"),
    ("weapons", "Waffe"),
    ("combatants", "wer"),
    ("note", "Notiz"),
    ("year", "Jahr"),
)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with empty_catalog(tmp_path / "a.fights", tmp_path) as made:
        yield made


def written(folder: Path, text: str | bytes, name: str = "theirs.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def choices(*columns: tuple[str, str], separator: str = "", encoding: str = "") -> ImportChoices:
    return ImportChoices(layout=TableLayout(columns=columns, separator=separator, encoding=encoding))


def told(plan: ImportPlan) -> list[tuple[str, str]]:
    return [(each.where, each.reason) for each in plan.bad]


def test_a_table_is_taken_by_a_mapping(catalog: Catalog, tmp_path: Path) -> None:
    done = import_file(catalog, written(tmp_path, _GERMAN), choices(*_MAP))
    assert told(done.plan) == []
    skates, duel = catalog.scenes()
    assert (skates.film_title, skates.film_year, skates.fields.title) == ("Ballerina", 2025, "Kufen")
    assert (skates.fields.in_us, skates.fields.out_us) == (10_500_000, 62_250_000)
    assert [(use.weapon, use.improvised) for use in skates.wieldings] == [("ice skates", True)]
    assert skates.fields.note == "sagt „nein“"
    assert [who.label for who in duel.combatants] == ["Eve", "villain"]
    assert [use.weapon for use in duel.wieldings] == ["flamethrower", "fire hose"]
    assert duel.fields.note == "zwei\r\nZeilen"
    assert len(catalog.films()) == 1
    catalog.undo()
    assert (list(catalog.scenes()), catalog.films()) == ([], [])


def test_a_preview_tells_the_same_and_changes_nothing(catalog: Catalog, tmp_path: Path) -> None:
    path = written(tmp_path, _GERMAN)
    plan = preview_import(catalog, path, choices(*_MAP))
    assert plan.scene_count == 2
    assert [(film.title, film.film_id) for film in plan.films] == [("Ballerina", None)]
    assert [scene.fields.title for scene in plan.scenes] == ["Kufen", "Duell"]
    assert catalog.films() == []
    assert import_file(catalog, path, choices(*_MAP)).plan == plan


def test_our_own_wide_table_needs_no_mapping(catalog: Catalog, tmp_path: Path) -> None:
    import_file(catalog, written(tmp_path, _GERMAN), choices(*_MAP))
    for name, choice in (("plain.csv", Choice()), ("excel.csv", Choice(flavour="excel"))):
        export_found(catalog, tmp_path / name, choice=choice)
        with empty_catalog(tmp_path / f"{name}.fights", tmp_path) as other:
            assert told(import_file(other, tmp_path / name, choices()).plan) == []
            export_found(other, tmp_path / f"again-{name}", choice=choice)
        columns = ("film", "title", "in_s", "out_s", "weapons", "combatants", "note", "uses", "status")
        assert cells(tmp_path / f"again-{name}", columns) == cells(tmp_path / name, columns)


def cells(path: Path, columns: tuple[str, ...]) -> list[list[str]]:
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        return [[row[name] for name in columns] for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    ("raw", "layout"),
    [
        ("title,start\r\nDuel,16.5\r\n", choices()),
        ("title;start\r\nDuel;16,5\r\n", choices()),
        ("title\tstart\nDuel\t16.5\n", choices()),
        ("title|start\nDuel|0:16.5\n", choices()),
        ("\ufefftitle,start\r\nDuel,16.5\r\n", choices()),
        ("title~start\nDuel~16.5", choices(separator="~")),
        ('"title","start"\r\n"Duel","16,5"\r\n\r\n', choices()),
        ("title;start\r\nDuel;16,5\r\n".encode("utf-16"), choices()),
        ("Name,Start\rDuel,16.5\r", choices()),
    ],
)
def test_separators_marks_encodings_and_decimal_commas(
    catalog: Catalog, tmp_path: Path, raw: str | bytes, layout: ImportChoices
) -> None:
    catalog.add_film("theirs")
    done = import_file(catalog, written(tmp_path, raw), layout)
    assert told(done.plan) == []
    (scene,) = catalog.scenes()
    assert (scene.fields.title, scene.fields.in_us, scene.film_title) == ("Duel", 16_500_000, "theirs")


def test_another_encoding_is_told_with_its_line_and_can_be_said(catalog: Catalog, tmp_path: Path) -> None:
    path = written(tmp_path, "film,title\nA,one\nA,Renée\n".encode("cp1252"))
    with pytest.raises(Problem, match=r"theirs\.csv, line 3 is not in UTF-8"):
        import_file(catalog, path, choices())
    import_file(catalog, path, choices(encoding="cp1252"))
    assert [scene.fields.title for scene in catalog.scenes()] == ["one", "Renée"]
    with pytest.raises(Problem, match="no encoding “klingon”"):
        preview_import(catalog, path, choices(encoding="klingon"))


@pytest.mark.parametrize("end", [b"\r\n", b"\r", b"\n"])
def test_the_line_in_another_encoding_is_found_without_being_held(catalog: Catalog, tmp_path: Path, end: bytes) -> None:
    path = written(tmp_path, end.join((b"title,note", b"a,b", b"c,\xff" + b"x" * 40_000_000)))
    tracemalloc.start()
    with pytest.raises(Problem, match=r"theirs\.csv, line 3 is not in UTF-8"):
        import_file(catalog, path, choices())
    most_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most_bytes < 20_000_000


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ('film,title\nA,one\nA,"two\nA,three\n', r"line 3: a quote is opened there and never closed"),
        ('film,title\nA,one\nA,"two" x\n', r"line 3: something stands behind a closing quote"),
        ("film,Title,title\nA,b,c\n", r"line 1: the column “Title” stands there twice"),
        ("", r"is empty"),
        ("a,b\n1,2\n", r"None of the columns of theirs\.csv is known: a, b"),
        ("film,title\n", r"There is no fight in theirs\.csv"),
    ],
)
def test_what_can_not_be_read_is_told_with_its_line_and_nothing_stays(
    catalog: Catalog, tmp_path: Path, raw: str, sentence: str
) -> None:
    with pytest.raises(Problem, match=sentence):
        import_file(catalog, written(tmp_path, raw), choices())
    assert (list(catalog.scenes()), catalog.films()) == ([], [])


def test_a_quote_that_is_never_closed_does_not_swallow_a_large_file(catalog: Catalog, tmp_path: Path) -> None:
    row = b"A," + b"x" * 1_000_000 + b"\n"
    path = written(tmp_path, b'film,title\nA,"one\n' + row * (LONGEST_CELL // 1_000_000 + 20))
    with pytest.raises(Problem, match=r"line 2: a quote is opened there and never closed"):
        import_file(catalog, path, choices())


@pytest.mark.parametrize("cell", [b"x", b"x,"])
def test_a_line_too_long_to_be_held_is_told(catalog: Catalog, tmp_path: Path, cell: bytes) -> None:
    path = written(tmp_path, b"film,title\nA,b\n" + cell * (LONGEST_CELL // len(cell) + 10))
    with pytest.raises(Problem, match=r"line 3 is longer than 16 million characters"):
        import_file(catalog, path, choices())


@pytest.mark.parametrize("separator", ["\\t", "tab", "\t"])
def test_a_tab_may_be_typed_as_people_do(catalog: Catalog, tmp_path: Path, separator: str) -> None:
    import_file(catalog, written(tmp_path, "film\ttitle\nA\tb, c\n"), choices(separator=separator))
    assert [scene.fields.title for scene in catalog.scenes()] == ["b, c"]


@pytest.mark.parametrize("separator", [";;", '"'])
def test_what_can_not_stand_between_cells_is_told(catalog: Catalog, tmp_path: Path, separator: str) -> None:
    with pytest.raises(Problem, match=r"can't stand between cells.*Nothing was imported"):
        import_file(catalog, written(tmp_path, "film,title\nA,b\n"), choices(separator=separator))


def test_bad_rows_are_listed_with_line_and_reason_and_the_others_come(catalog: Catalog, tmp_path: Path) -> None:
    raw = (
        "film,year,title,in,out,rating\n"
        "A,1999,good,1,2,5\n"
        "A,MCM,year,1,2,\n"
        "A,1999,time,soon,2,\n"
        "A,1999,order,5,2,\n"
        "A,1999,code,1,2,splendid\n"
        "A,1999,few\n"
        "A,1999,comma,1,5,2,5,\n"
        "A,1999,,,,\n"
    )
    done = import_file(catalog, written(tmp_path, raw), choices())
    assert [scene.fields.title for scene in catalog.scenes()] == ["good"]
    reasons = dict(told(done.plan))
    assert list(reasons) == [f"line {number}" for number in range(3, 10)]
    assert "“MCM” is none" in reasons["line 3"]
    assert "“soon” is not a time" in reasons["line 4"]
    assert "ends before it begins" in reasons["line 5"]
    assert "“splendid” is not in the list of rating: 1, 2, 3" in reasons["line 6"]
    assert "3 cells, fewer than there are columns (6)" in reasons["line 7"]
    assert "a comma inside a cell needs quotes" in reasons["line 8"]
    assert "nothing is said of a fight" in reasons["line 9"]


def test_a_row_that_says_no_film_is_left_out_where_others_say_theirs(catalog: Catalog, tmp_path: Path) -> None:
    path = written(tmp_path, "film,title,in,out\nA,one,1,2\n,two,3,4\n,,,\n")
    done = import_file(catalog, path, choices())
    assert [scene.fields.title for scene in catalog.scenes()] == ["one"]
    assert dict(told(done.plan)) == {"line 3": "no film is said", "line 4": "nothing is said of a fight"}
    film_id = catalog.films()[0].id
    done = import_file(catalog, path, replace(choices(), film_id=film_id))
    assert [scene.fields.title for scene in catalog.scenes()] == ["one", "two"]
    assert dict(told(done.plan)) == {"line 4": "nothing is said of a fight"}


def test_where_no_row_says_a_film_somebody_has_to(catalog: Catalog, tmp_path: Path) -> None:
    path = written(tmp_path, "film,title,in,out\n,one,1,2\n,two,3,4\n")
    with pytest.raises(FilmUnclear, match="does not say which film"):
        import_file(catalog, path, choices())


def test_a_column_that_is_not_there_is_told_with_what_is_near(catalog: Catalog, tmp_path: Path) -> None:
    path = written(tmp_path, "film,Heading\nA,b\n")
    with pytest.raises(Problem, match=r"no column “Headng”\. Did you mean Heading"):
        preview_import(catalog, path, choices(("title", "Headng")))
    with pytest.raises(Problem, match="“titel” is none of our columns"):
        preview_import(catalog, path, choices(("titel", "Heading")))


def test_timecodes_count_the_film_s_frames(catalog: Catalog, tmp_path: Path) -> None:
    from fractions import Fraction

    film = catalog.add_film("A").value
    catalog.attach_file(film, MediaFacts(Path("/a.mkv"), rate=Fraction(25)))
    import_file(catalog, written(tmp_path, "film,title,in\nA,one,00:00:10:05\n"), choices())
    assert [scene.fields.in_us for scene in catalog.scenes()] == [10_200_000]


def test_a_large_table_is_one_edit_in_bounded_memory(catalog: Catalog, tmp_path: Path) -> None:
    """A thousand rows at a time: four times the rows take no more memory, but for the number of each."""
    peaks = []
    for count in (2_000, 8_000):
        rows = (f"Film {number // 100},title {number},{number},{'note ' * 100}\n" for number in range(count))
        path = written(tmp_path, "film,title,in,note\n" + "".join(rows), f"{count}.csv")
        tracemalloc.start()
        plan = preview_import(catalog, path, choices())
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert plan.scene_count == count
        assert len(plan.scenes) <= 100
    assert peaks[1] < 1.5 * peaks[0]
    done = import_file(catalog, tmp_path / "2000.csv", choices())
    assert done.plan.scene_count == catalog.scene_count() == 2_000
    assert [film.scene_count for film in catalog.films()] == [100] * 20
    catalog.undo()
    assert (catalog.scene_count(), catalog.films()) == (0, [])
    catalog.redo()
    assert catalog.scene_count() == 2_000


def test_what_a_film_has_already_is_read_once_however_many_rows_a_table_has(catalog: Catalog, tmp_path: Path) -> None:
    film = catalog.add_film("A").value
    asked: list[str] = []
    catalog.read(lambda connection: connection.set_trace_callback(asked.append))

    def questions(first: int, count: int) -> int:
        rows = "".join(f"f{number},{number},{number + 1}\n" for number in range(first, first + count))
        asked.clear()
        preview_import(catalog, written(tmp_path, f"title,in,out\n{rows}"), ImportChoices(film_id=film))
        return sum("place_name" in each for each in asked)  # of whole fights

    rows = "".join(f"f{number},{number},{number + 1}\n" for number in range(600))
    import_file(catalog, written(tmp_path, f"title,in,out\n{rows}"), ImportChoices(film_id=film))
    few = questions(600, 100)
    assert 0 < questions(600, 4_100) == few
