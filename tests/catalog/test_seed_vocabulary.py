"""The vocabulary every new catalog starts with."""

from collections import Counter

import pytest

from catalog.seed_vocabulary import FILES, index, labels, rows
from donnybrook.catalog.labels import LabelIndex, label_key

HEADER = [
    *("notation", "pref_label", "broader", "alt_labels", "made_as", "attack_mode", "wikidata", "aat", "oewn_synset"),
    *("ada_uri", "cinescale_code", "id_source", "scope_note"),
]
every_file = pytest.mark.parametrize("name", FILES.values())


@every_file
def test_every_file_has_the_same_header(name: str) -> None:
    assert all(list(row) == HEADER for row in rows(name))


@every_file
def test_every_notation_is_unique_and_plain(name: str) -> None:
    notations = [row["notation"] for row in rows(name)]
    assert len(notations) == len(set(notations))
    assert all(part.isalnum() and part.isascii() for notation in notations for part in notation.split("-"))


@every_file
def test_a_broader_concept_stands_above_its_narrower_ones_so_there_is_no_cycle(name: str) -> None:
    seen = {""}
    for row in rows(name):
        assert row["broader"] in seen, row
        seen.add(row["notation"])


@every_file
def test_a_label_means_one_concept_of_its_scheme(name: str) -> None:
    counts = Counter(key for row in rows(name) for key in sorted({label_key(label) for label in labels(row)}))
    assert [key for key, count in counts.items() if count > 1] == []


@every_file
def test_a_label_is_said_once_and_holds_no_stray_space(name: str) -> None:
    for row in rows(name):
        assert len({label.casefold() for label in labels(row)}) == len(labels(row)), row
        assert all(label and label == " ".join(label.split()) for label in labels(row)), row


@every_file
def test_an_external_id_says_where_it_was_verified(name: str) -> None:
    for row in rows(name):
        if row["wikidata"] or row["aat"] or row["oewn_synset"]:
            assert row["id_source"], row


@pytest.mark.parametrize(
    ("scheme", "typed", "notation"),
    [
        ("weapon", "blade", "edged-weapon"),
        ("weapon", "Ice Skates", "ice-skates"),
        ("weapon", "skate", "ice-skates"),
        ("weapon", "hose", "fire-hose"),
        ("weapon", "fire hoses", "fire-hose"),
        ("weapon", "gun", "firearm"),
        ("weapon", "bo staff", "bo-staff"),
        ("weapon", "knives", "knife"),
        ("weapon", "hatchets", "hatchet"),
        ("weapon", "ice axes", "ice-axe"),
        ("technique", "strangle", "choke"),
        ("technique", "groin kick", "groin-kick"),
        ("technique", "eye gouge", "eye-attack"),
        ("camera", "overhead", "overhead"),
        ("camera", "overhead shot", "overhead"),
        ("camera", "birds eye", "overhead"),
        ("camera", "oner", "long-take"),
        ("camera", "close up", "close-up"),
        ("camera", "handheld", "handheld"),
        ("location", "private house", "dwelling"),
        ("location", "ballet academy", "dance-studio"),
        ("location", "academy", "dance-studio"),
        ("location", "ice rink", "ice-rink"),
        ("location", "village", "village"),
        ("location", "rooftop", "roof"),
    ],
)
def test_the_words_people_use_find_their_concept(scheme: str, typed: str, notation: str) -> None:
    assert index(scheme).find(typed) == notation


def test_a_staff_is_a_polearm_and_still_blunt() -> None:
    staff = next(row for row in rows("weapons") if row["notation"] == "staff")
    assert (staff["broader"], staff["attack_mode"]) == ("polearm", "blunt")


def test_a_misspelt_name_is_answered_with_the_nearest_labels() -> None:
    assert index("weapon").near("flamethrowr", 1) == ("flamethrower",)
    assert "fire hose" in index("weapon").near("water hose", 5)
    assert index("weapon").near("zzqqxx") == ()
    assert LabelIndex([("", 1), ("a", 1)]).near("") == ()


def test_codes_are_listed_in_order_once_and_hold_those_the_design_names() -> None:
    listed: dict[str, list[str]] = {}
    for row in rows("code_lists"):
        codes = listed.setdefault(row["list"], [])
        assert int(row["order"]) == len(codes), row
        assert row["label"], row
        codes.append(row["code"])
    assert all(len(codes) == len(set(codes)) for codes in listed.values())
    assert {"brought", "picked up", "taken", "caught", "found"} <= set(listed["acquired"])
    assert {"kept", "lost", "broken", "thrown", "turned on its owner"} <= set(listed["ended"])
    assert listed["certainty"] == ["certain", "probable", "uncertain", "inferred"]
    assert listed["status"] == ["draft", "done", "reviewed"]
