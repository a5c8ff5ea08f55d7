"""ELAN: read by pympi, read back by us, and taken from others by the names of their tiers."""

from fractions import Fraction
from pathlib import Path

import pympi
import pytest

from donnybrook.exchange.eaf import read
from donnybrook.exchange.exporting import export_found
from donnybrook.exchange.import_plan import ImportChoices
from donnybrook.exchange.importing import import_file
from donnybrook.problems import Problem
from exchange.interchange import NTSC, RATES, duel, new_catalog, no_rate, taken_over

FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT AUTHOR="Someone" DATE="2020-01-01T00:00:00+00:00" FORMAT="3.0" VERSION="3.0">
 <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">
  <MEDIA_DESCRIPTOR MEDIA_URL="file:C:/films/Heat.mp4" MIME_TYPE="video/mp4" TIME_ORIGIN="500"/></HEADER>
 <TIME_ORDER><TIME_SLOT TIME_SLOT_ID="t1" TIME_VALUE="1000"/><TIME_SLOT TIME_SLOT_ID="t2" TIME_VALUE="9000"/>
  <TIME_SLOT TIME_SLOT_ID="t3" TIME_VALUE="2000"/><TIME_SLOT TIME_SLOT_ID="t4" TIME_VALUE="3000"/>
  <TIME_SLOT TIME_SLOT_ID="t5"/></TIME_ORDER>
 <TIER LINGUISTIC_TYPE_REF="default-lt" TIER_ID="Fights">
  <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="t1" TIME_SLOT_REF2="t2">
   <ANNOTATION_VALUE>the bank</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
 <TIER LINGUISTIC_TYPE_REF="place" PARENT_REF="Fights" TIER_ID="where">
  <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a2" ANNOTATION_REF="a1"><ANNOTATION_VALUE>village</ANNOTATION_VALUE>
  </REF_ANNOTATION></ANNOTATION></TIER>
 <TIER LINGUISTIC_TYPE_REF="weapons" PARTICIPANT="Neil" TIER_ID="N">
  <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a3" TIME_SLOT_REF1="t3" TIME_SLOT_REF2="t4">
   <ANNOTATION_VALUE>swords</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
 <TIER LINGUISTIC_TYPE_REF="default-lt" TIER_ID="gesture">
  <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a4" TIME_SLOT_REF1="t3" TIME_SLOT_REF2="t4">
   <ANNOTATION_VALUE>waves</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
  <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a5" TIME_SLOT_REF1="t4" TIME_SLOT_REF2="t5">
   <ANNOTATION_VALUE/></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
</ANNOTATION_DOCUMENT>"""


@pytest.mark.parametrize("rate", RATES)
def test_annotations_come_back_on_their_frames_with_who_uses_what(tmp_path: Path, rate: Fraction) -> None:
    there, here, done = taken_over(tmp_path, "Ballerina.eaf", rate)
    assert here == there
    assert done.plan.bad == ()


def test_pympi_reads_a_tier_for_fights_beats_and_each_combatant_s_weapons(tmp_path: Path) -> None:
    with new_catalog(tmp_path, "a") as catalog:
        catalog.add_scene(1, duel(catalog, NTSC, (24, 240), title="Duel <1>"))
        catalog.add_scene(1, duel(catalog, NTSC, (48, 480), title="at once"))
        export_found(catalog, tmp_path / "a.eaf")
    held = pympi.Elan.Eaf(str(tmp_path / "a.eaf"))
    assert held.get_annotation_data_for_tier("fights") == [(1001, 10010, "Duel <1>")]
    assert held.get_annotation_data_for_tier("fights 2") == [(2002, 20020, "at once")]
    assert (1001, 10010, "flamethrower") in held.get_annotation_data_for_tier("weapons: Eve")
    assert held.get_parameters_for_tier("weapons: rival")["PARTICIPANT"] == "rival"
    assert held.get_annotation_data_for_tier("beats")[0] == (1001, 1293, "the duel starts")
    listed = [value for values, _ in held.get_cv_entries("weapons").values() for value, *_ in values]
    assert listed == ["flamethrower", "fire hose"]
    assert held.media_descriptors[0]["MEDIA_URL"] == (tmp_path / "Ballerina.mkv").as_uri()


def test_tiers_of_others_tell_what_lies_in_a_fight(tmp_path: Path) -> None:
    (tmp_path / "a.eaf").write_text(FOREIGN, encoding="utf-8")
    with new_catalog(tmp_path, "a", titles=("Heat",)) as catalog:
        done = import_file(catalog, tmp_path / "a.eaf", ImportChoices())
        (scene,) = (catalog.scene(each) for each in done.scene_ids)
        assert (scene.fields.title, scene.fields.in_us, scene.fields.out_us) == ("the bank", 1_500_000, 9_500_000)
        assert scene.location == "village"
        assert [(use.weapon, use.from_us) for use in scene.wieldings] == [("sword", 2_500_000)]
        assert [who.label for who in scene.combatants] == ["Neil"]
        assert [beat.label for beat in scene.beats] == ["gesture: waves"]
    assert [each.where for each in done.plan.bad] == ["tier “gesture”, annotation 2"]


def test_annotations_without_times_of_their_own_lie_evenly_between_those_around_them(tmp_path: Path) -> None:
    """As ELAN writes a subdivision: its slots stand in the order of times, and only the outer ones have one."""
    slots = '<TIME_SLOT TIME_SLOT_ID="s1" TIME_VALUE="1000"/>' + "".join(
        f'<TIME_SLOT TIME_SLOT_ID="s{number}"/>' for number in (2, 3)
    )
    pairs = (("s1", "s2"), ("s2", "s3"), ("s3", "s4"), ("s4", "s5"))
    annotations = "".join(
        f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{first}" TIME_SLOT_REF1="{first}" TIME_SLOT_REF2="{last}">'
        f"<ANNOTATION_VALUE>{first}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
        for first, last in pairs
    )
    (tmp_path / "a.eaf").write_text(
        '<ANNOTATION_DOCUMENT AUTHOR="" FORMAT="3.0"><HEADER TIME_UNITS="milliseconds"/><TIME_ORDER>'
        f'{slots}<TIME_SLOT TIME_SLOT_ID="s4" TIME_VALUE="4000"/><TIME_SLOT TIME_SLOT_ID="s5"/></TIME_ORDER>'
        f'<TIER TIER_ID="words" LINGUISTIC_TYPE_REF="subdivision">{annotations}</TIER></ANNOTATION_DOCUMENT>',
        encoding="utf-8",
    )
    found = read(tmp_path / "a.eaf", no_rate)
    times = [(each.fields.in_us, each.fields.out_us) for each in found.scenes]
    assert times == [(1_000_000, 2_000_000), (2_000_000, 3_000_000), (3_000_000, 4_000_000)]
    assert [each.where for each in found.bad] == ["tier “words”, annotation 4"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<ANNOTATION_DOCUMENT>",
        "<OTHER/>",
        FOREIGN.replace("milliseconds", "NTSC-frames"),
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><ANNOTATION_DOCUMENT>&b;</ANNOTATION_DOCUMENT>',
        "<a>" * 5000 + "</a>" * 5000,
    ],
)
def test_what_is_no_annotation_file_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.eaf").write_text(text, encoding="utf-8")
    with pytest.raises(Problem, match="Nothing was imported"):
        read(tmp_path / "a.eaf", no_rate)


def test_a_file_of_somebody_else_s_is_never_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hidden", encoding="utf-8")
    doctype = f'<!DOCTYPE x SYSTEM "{(tmp_path / "secret").as_uri()}">'
    (tmp_path / "a.eaf").write_text(doctype + FOREIGN.partition("?>")[2], encoding="utf-8")
    assert "hidden" not in repr(read(tmp_path / "a.eaf", no_rate))
