"""One table as CSV, read back by a strict reader."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donnybrook.catalog import SCENE_FIELDS, Catalog, CombatantDraft, SceneDraft, SceneFields, TermDraft, WieldingDraft
from donnybrook.catalog.sheets import FIGHTS
from donnybrook.exchange.csv_lines import csv_lines, unguarded
from donnybrook.exchange.exporting import export_found, export_scenes
from donnybrook.exchange.formats import format_for, formats
from donnybrook.problems import Problem
from donnybrook.times import format_clock, format_seconds

ASKED_FOR = [
    *("scene_id", "film", "year", "title", "in", "out", "in_s", "out_s", "duration_s", "location", "weapons"),
    *("combatants", "techniques", "camera", "improvised", "note"),
]
AWKWARD = 'says "no", twice;\r\nthen\nleaves =SUM(A1) \N{SNOWMAN}'


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.create(tmp_path / "a.fights", cache_folder=tmp_path) as made:
        yield made


def concept(catalog: Catalog, scheme: str, word: str) -> int:
    found = catalog.vocabulary.lookup(scheme, word)
    assert found is not None
    return found


def whole_draft(catalog: Catalog, **fields: str | int | None) -> SceneDraft:
    return SceneDraft(
        fields=SceneFields(**fields),  # type: ignore[arg-type]
        sides=("Eve", "cult"),
        combatants=(CombatantDraft(label="Eve", side=0), CombatantDraft(label="villain", side=1, headcount=8)),
        wieldings=(
            WieldingDraft(weapon_id=concept(catalog, "weapon", "fire hose"), who=0, against=(1,), improvised=True),
            WieldingDraft(weapon_id=concept(catalog, "weapon", "flamethrower"), who=1, against=(0,)),
            WieldingDraft(weapon_id=concept(catalog, "weapon", "fire hose"), who=1),
        ),
        terms=(
            TermDraft(concept_id=concept(catalog, "technique", "strangle")),
            TermDraft(concept_id=concept(catalog, "camera", "overhead shot")),
            TermDraft(concept_id=concept(catalog, "camera", "long take")),
        ),
    )


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_the_header_has_the_columns_asked_for_first_and_every_exported_field(catalog: Catalog, tmp_path: Path) -> None:
    export_found(catalog, tmp_path / "o.csv")
    raw = (tmp_path / "o.csv").read_bytes()
    header = raw.decode("ascii").removesuffix("\r\n").split(",")
    assert header[: len(ASKED_FOR)] == ASKED_FOR
    assert {field.export_as for field in SCENE_FIELDS if field.export_as} <= set(header)
    assert len(set(header)) == len(header)


def test_every_column_is_described(catalog: Catalog) -> None:
    assert all(column.description.endswith(".") for column in FIGHTS.columns)


def test_a_scene_is_one_row_with_several_values_joined(catalog: Catalog, tmp_path: Path) -> None:
    film_id = catalog.add_film("Bōken", year=1971).value
    village = concept(catalog, "location", "village")
    catalog.add_scene(
        film_id,
        whole_draft(
            catalog,
            title="Duel",
            in_us=41_708,
            out_us=3_723_000_001,
            location_id=village,
        ),
    )
    export_found(catalog, tmp_path / "o.csv")
    (row,) = rows_of(tmp_path / "o.csv")
    (scene,) = catalog.scenes()
    assert (
        row
        | {
            "scene_id": scene.uuid,
            "film": "Bōken",
            "year": "1971",
            "title": "Duel",
            "in": "0:00:00.042",
            "out": "1:02:03.000",
            "in_s": "0.041708",
            "out_s": "3723.000001",
            "duration_s": "3722.958293",
            "location": "village",
            "weapons": "fire hose; flamethrower",
            "combatants": "Eve; villain",
            "techniques": "choke",
            "camera": "overhead shot; long take",
            "improvised": "true",
            "improvised_weapons": "fire hose",
            "uses": "Eve: fire hose!; villain: flamethrower; villain: fire hose",
            "status": "draft",
        }
        == row
    )


def test_what_was_not_said_is_empty(catalog: Catalog, tmp_path: Path) -> None:
    catalog.add_scene(catalog.add_film("A").value, SceneDraft())
    export_found(catalog, tmp_path / "o.csv")
    (row,) = rows_of(tmp_path / "o.csv")
    said = {"scene_id", "film", "improvised", "status", "certainty", "layer"}
    assert {name for name, value in row.items() if value} == said
    assert row["improvised"] == "false"


def test_the_file_is_utf_8_without_a_mark_with_crlf_and_awkward_text_whole(catalog: Catalog, tmp_path: Path) -> None:
    catalog.add_scene(catalog.add_film("A").value, SceneDraft(fields=SceneFields(note=AWKWARD)))
    export_found(catalog, tmp_path / "o.csv")
    raw = (tmp_path / "o.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\r\n")
    assert [row["note"] for row in rows_of(tmp_path / "o.csv")] == [AWKWARD]


_TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.lists(st.tuples(_TEXTS, _TEXTS), min_size=1, max_size=5), st.booleans())
def test_any_text_comes_back_from_a_strict_reader(rows: list[tuple[str, str]], guarded: bool) -> None:
    columns = [column for column in FIGHTS.columns if column.name in ("title", "note")]
    written = csv_lines([[cell.encode() for cell in row] for row in rows], columns, guarded=guarded)
    read = list(csv.reader(io.StringIO(written.decode(), newline=""), strict=True))
    assert [tuple(unguarded(cell) if guarded else cell for cell in row) for row in read] == rows


def test_quotes_stand_where_the_standard_wants_them_and_nowhere_else() -> None:
    """As Python's own writer does it, which takes three times as long."""
    rows = [["a,b", "plain", 'say "no"'], ["", "line\nline", "x\ry"], ["é", " ", "'"]]
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    assert csv_lines([[cell.encode() for cell in row] for row in rows], ()).decode() == buffer.getvalue()


def test_a_row_of_one_empty_cell_is_still_a_row() -> None:
    assert csv_lines([[b""], [b"x"]], FIGHTS.columns[:1]) == b'""\r\nx\r\n'


@pytest.mark.parametrize("in_us", [0, 1, 999_999, 1_000_000, 41_708, 3_723_000_001, 35_999_999_999_999])
def test_seconds_and_clocks_are_as_times_prints_them(catalog: Catalog, tmp_path: Path, in_us: int) -> None:
    fields = SceneFields(in_us=in_us, out_us=in_us + 1)
    catalog.add_scene(catalog.add_film("A").value, SceneDraft(fields=fields))
    export_found(catalog, tmp_path / "o.csv")
    (row,) = rows_of(tmp_path / "o.csv")
    assert (row["in_s"], row["in"], row["duration_s"]) == (format_seconds(in_us), format_clock(in_us), "0.000001")


def test_rows_stand_in_the_order_of_entry_each_once(catalog: Catalog, tmp_path: Path) -> None:
    film_id = catalog.add_film("A").value
    ids = [catalog.add_scene(film_id, SceneDraft(fields=SceneFields(title=str(n)))).value for n in range(5)]
    catalog.delete_scene(ids[2])
    assert export_found(catalog, tmp_path / "all.csv").scene_count == 4
    assert [row["title"] for row in rows_of(tmp_path / "all.csv")] == ["0", "1", "3", "4"]
    export_scenes(catalog, tmp_path / "some.csv", [ids[4], ids[0], ids[4]])
    assert [row["title"] for row in rows_of(tmp_path / "some.csv")] == ["0", "4"]


def test_an_export_that_breaks_off_leaves_the_old_file_and_no_part(catalog: Catalog, tmp_path: Path) -> None:
    catalog.add_scene(catalog.add_film("A").value, SceneDraft())
    out = tmp_path / "sub" / "o.csv"
    out.parent.mkdir()
    out.write_text("old")

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_found(catalog, out, tell=stop)
    assert out.read_text() == "old"
    assert list(out.parent.iterdir()) == [out]


def test_a_new_file_has_the_rights_of_any_new_file(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    export_found(catalog, tmp_path / "o.csv")
    assert (tmp_path / "o.csv").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_formats_are_found_by_themselves_and_chosen_by_the_ending() -> None:
    assert "csv" in {each.name for each in formats()}
    assert format_for(Path("A.CSV")).name == "csv"
    with pytest.raises(Problem, match=r"Give the file one of these: .*\.csv"):
        format_for(Path("a.docx"))
