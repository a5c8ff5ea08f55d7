"""Chapters: ffmetadata as FFmpeg reads it, Matroska's XML, and those of film files themselves, MP4 too."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import pytest

from donnybrook.catalog import Catalog
from donnybrook.exchange import ffmetadata, matroska_chapters
from donnybrook.exchange.exporting import export_found
from donnybrook.exchange.import_plan import ImportChoices
from donnybrook.exchange.importing import import_file
from donnybrook.ingest.films import add_film_file
from donnybrook.media import FilmWorker
from donnybrook.problems import Problem
from exchange.interchange import FRAMES, NTSC, RATES, all_told, duel, fill, new_catalog, no_rate, taken_over
from media.numbered_films import Recipe, draw_film


def ffmpeg_reads(path: Path) -> list[dict[str, Any]]:
    with av.open(str(path), format="ffmetadata") as held:
        return [dict(each) for each in held.chapters()]


def with_chapters(film: Path, out: Path, chapters: list[dict[str, Any]]) -> None:
    """Copy a film with chapters, as ``ffmpeg -map_chapters 1 -c copy`` does."""
    with av.open(str(film)) as held, av.open(str(out), "w", options={"avoid_negative_ts": "disabled"}) as made:
        made.set_chapters(chapters)  # type: ignore[arg-type]
        streams = {each.index: made.add_stream_from_template(each) for each in held.streams}
        for packet in held.demux():
            if packet.size:
                packet.stream = streams[packet.stream.index]
                made.mux(packet)


@pytest.mark.parametrize("rate", RATES)
def test_ffmetadata_comes_back_exactly_with_who_uses_what(tmp_path: Path, rate: Fraction) -> None:
    there, here, _ = taken_over(tmp_path, "Ballerina.ffmeta", rate)
    assert here == there


def test_ffmpeg_reads_the_chapters_with_their_titles_and_what_is_told(tmp_path: Path) -> None:
    with new_catalog(tmp_path, "a") as catalog:
        fill(catalog, NTSC)
        there = all_told(catalog)
        export_found(catalog, tmp_path / "a.ffmeta")
    chapters = [each for each in ffmpeg_reads(tmp_path / "a.ffmeta") if each["metadata"]["title"] != "(no fight)"]
    assert [(each["start"], each["end"]) for each in chapters] == [each.times for each in there]
    assert all(each["time_base"] == Fraction(1, 1_000_000) for each in chapters)
    assert chapters[0]["metadata"]["title"] == "0 plain"
    assert "Weapons: Eve: flamethrower; Eve: fire hose!" in chapters[1]["metadata"]["DONNYBROOK"]


@pytest.mark.parametrize("ending", [".mkv", ".mp4"])
def test_the_chapters_of_a_film_file_are_fights_the_first_one_where_it_is(tmp_path: Path, ending: str) -> None:
    recipe = Recipe(f"drawn{ending}", "libx264")
    film = draw_film(tmp_path / recipe.name, recipe)
    with Catalog.create(tmp_path / "a.fights", cache_folder=tmp_path) as catalog, FilmWorker() as worker:
        add_film_file(catalog, worker, film)  # Matroska's pictures begin later than zero there
        catalog.add_scene(1, duel(catalog, recipe.rate, (10, 40), title="first"))
        catalog.add_scene(1, duel(catalog, recipe.rate, (55, 80), title="second"))
        times = [each.times for each in all_told(catalog)]
        export_found(catalog, tmp_path / "a.ffmeta")
    out = tmp_path / f"out{ending}"
    with_chapters(film, out, ffmpeg_reads(tmp_path / "a.ffmeta"))
    with FilmWorker() as worker:
        titles = [each.title for each in worker.chapters(out)]
    assert titles == ["(no fight)", "first", "(no fight)", "second"]
    with new_catalog(tmp_path, "b", recipe.rate, titles=("drawn",)) as catalog:
        done = import_file(catalog, out, ImportChoices(film_id=1))
        assert [each.times for each in all_told(catalog)] == times
        kept = [[use.weapon for use in catalog.scene(each).wieldings] for each in done.scene_ids]
    told = ["flamethrower", "fire hose", "flamethrower"] if ending == ".mkv" else []
    assert kept == [told, told]


def test_a_film_without_chapters_has_no_fight_and_what_is_no_film_is_told(tmp_path: Path) -> None:
    film = draw_film(tmp_path / "drawn.mkv", Recipe("drawn.mkv", "libx264"))
    (tmp_path / "no.mkv").write_bytes(b"\x1a\x45\xdf\xa3" + bytes(200))
    with new_catalog(tmp_path, "a") as catalog:
        with pytest.raises(Problem, match=r"There is no fight in drawn\.mkv"):
            import_file(catalog, film, ImportChoices(film_id=1))
        with pytest.raises(Problem, match="is not a film"):
            import_file(catalog, tmp_path / "no.mkv", ImportChoices(film_id=1))


@pytest.mark.parametrize("ending", [".ffmeta", ".chapters.xml"])
def test_chapters_count_as_a_film_file_does_that_begins_later_than_zero(tmp_path: Path, ending: str) -> None:
    with new_catalog(tmp_path, "from", start_us=83_000) as theirs, new_catalog(tmp_path, "to", start_us=83_000) as ours:
        theirs.add_scene(1, duel(theirs, NTSC, (24, 48)))
        export_found(theirs, tmp_path / f"Ballerina{ending}")
        written = (tmp_path / f"Ballerina{ending}").read_text(encoding="utf-8")
        assert ("START=1084000\n" if ending == ".ffmeta" else ">00:00:01.084000000<") in written
        import_file(ours, tmp_path / f"Ballerina{ending}", ImportChoices(film_id=1))
        assert [each.times for each in all_told(ours)] == [(1_001_000, 2_002_000)]


@pytest.mark.parametrize("rate", RATES)
def test_matroska_s_chapters_keep_times_titles_and_beats(tmp_path: Path, rate: Fraction) -> None:
    with new_catalog(tmp_path, "from", rate) as theirs, new_catalog(tmp_path, "to", rate) as ours:
        for place, frames in enumerate(FRAMES):
            theirs.add_scene(1, duel(theirs, rate, frames, title=f"{place} <b> & “x”"))
        export_found(theirs, tmp_path / "Ballerina.chapters.xml")
        import_file(ours, tmp_path / "Ballerina.chapters.xml", ImportChoices(film_id=1))
        there, here = all_told(theirs), all_told(ours)
    assert [(each.times, each.title) for each in here] == [(each.times, each.title) for each in there]
    assert [[beat[:3] for beat in each.beats] for each in here] == [[beat[:3] for beat in each.beats] for each in there]
    assert [[beat[2] for beat in each.beats] for each in here] == [["the duel starts", "hose"]] * len(FRAMES)


def test_chapters_of_others_without_ends_go_on_to_the_next(tmp_path: Path) -> None:
    file = tmp_path / "a.chapters.xml"
    atoms = "".join(
        f"<ChapterAtom><ChapterTimeStart>{time}</ChapterTimeStart><ChapterDisplay><ChapterString>{name}"
        "</ChapterString></ChapterDisplay></ChapterAtom>"
        for time, name in (("00:00:01.500000000", "one"), ("00:00:04", "two"), ("soon", "three"))
    )
    doctype = '<!DOCTYPE Chapters SYSTEM "matroskachapters.dtd">'
    file.write_text(f"{doctype}<Chapters><EditionEntry>{atoms}</EditionEntry></Chapters>", encoding="utf-8")
    found = matroska_chapters.read(file, no_rate)
    assert [(each.fields.title, each.fields.in_us, each.fields.out_us) for each in found.scenes] == [
        ("one", 1_500_000, 4_000_000),
        ("two", 4_000_000, None),
    ]
    assert found.bad[0].where == "chapter 3"


def test_ffmetadata_of_others_is_read_in_its_own_time_base(tmp_path: Path) -> None:
    file = tmp_path / "a.ffmetadata"
    file.write_text(
        ";FFMETADATA1\r\ntitle=whole\r\n\r\n[CHAPTER]\r\nTIMEBASE=1/1000\r\nSTART=1001\r\n#x\r\nEND=2002\r\n"
        "title=a \\= b\\; \\\\ c\r\n[STREAM]\r\ntitle=no\r\n[CHAPTER]\r\nSTART=3000000000\r\nEND=x\r\n",
        encoding="utf-8",
        newline="",
    )
    found = ffmetadata.read(file, no_rate)
    (scene,) = found.scenes
    assert (scene.fields.title, scene.fields.in_us, scene.fields.out_us) == ("a = b; \\ c", 1_001_000, 2_002_000)
    assert [each.where for each in found.bad] == ["chapter 2"]
