"""A vocabulary that is written to a file and read back is the same, and foreign SKOS is understood."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from rdflib import SKOS, Graph, URIRef

from donnybrook.catalog import Catalog
from donnybrook.catalog.concepts import ConceptEntry, ConceptLabel, ConceptMatch, read_entries
from donnybrook.catalog.edits import vocabulary
from donnybrook.exchange.vocabulary_csv import read_csv, write_csv
from donnybrook.exchange.vocabulary_files import export_vocabulary, import_vocabulary
from donnybrook.exchange.vocabulary_turtle import read_turtle, write_turtle
from donnybrook.problems import Problem

FOREIGN = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://example.org/arms> a skos:ConceptScheme .
<http://example.org/arms/club> a skos:Concept ; skos:inScheme <http://example.org/arms> ;
    skos:prefLabel "Morgenstern"@de, "war club"@en ; skos:altLabel "gourdin"@fr ;
    skos:narrower <http://example.org/arms/spiked> ; skos:closeMatch <http://www.wikidata.org/entity/Q186010> .
<http://example.org/arms/spiked> a skos:Concept ; skos:prefLabel "spiked club"@en ; skos:definition "With nails." .
"""


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.create(tmp_path / "a.fights", cache_folder=tmp_path / "cache") as made:
        yield made


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.create(tmp_path / "b.fights", cache_folder=tmp_path / "cache") as made:
        yield made


def _comparable(catalog: Catalog) -> dict[str, ConceptEntry]:
    return {
        entry.uuid: replace(
            entry,
            labels=tuple(sorted(entry.labels, key=repr)),
            matches=tuple(sorted(entry.matches, key=repr)),
        )
        for entry in catalog.read(read_entries)
    }


def _shape(catalog: Catalog) -> None:
    def concept(word: str) -> int:
        found = catalog.vocabulary.lookup("weapon", word)
        assert found is not None
        return found

    edit = catalog.edit
    whip = edit("Add", vocabulary.add_concept, "weapon", "bull; whip", broader_id=concept("weapon")).value
    edit("Say", vocabulary.add_synonym, whip, "name@en", language="en")
    edit("Say", vocabulary.add_synonym, whip, "fouet", language="fr")
    edit("Say", vocabulary.add_synonym, whip, "wipp", kind="hidden")
    edit(
        "Say",
        vocabulary.describe_concept,
        whip,
        scope_note='Of "leather",\nbraided; \\ long',
        colour="#aa3300",
        hotkey="w",
    )
    edit(
        "Say", vocabulary.add_match, whip, "uri", "https://example.org/whip", relation="exactMatch", source="me; myself"
    )
    edit("Say", vocabulary.add_match, whip, "oewn", "04586584-n")
    edit("Rename", vocabulary.rename_concept, concept("katana"), "katana blade")
    edit("Move", vocabulary.move_concept, concept("ice skates"), whip)
    edit("Theme", vocabulary.add_concept, "theme", "revenge")
    edit("Merge", vocabulary.merge_concepts, concept("nunchaku"), whip)
    edit("Retire", vocabulary.retire_concept, concept("spear"))


@pytest.mark.parametrize("name", ["words.csv", "words.ttl"])
def test_what_is_exported_and_imported_into_a_new_catalog_is_equal(
    catalog: Catalog, empty: Catalog, tmp_path: Path, name: str
) -> None:
    _shape(catalog)
    export_vocabulary(catalog, tmp_path / name)
    taken = import_vocabulary(empty, tmp_path / name)
    assert taken.value.skipped == ()
    theirs, ours = _comparable(empty), _comparable(catalog)
    nunchaku = next(uuid for uuid, entry in ours.items() if entry.notation == "nunchaku")
    assert ours[nunchaku].retired
    # An import takes no word away, so the synonyms that a merged term handed over stay with it too.
    theirs[nunchaku] = replace(theirs[nunchaku], labels=())
    assert {uuid: each for uuid, each in theirs.items() if each != ours.get(uuid)} == {}
    assert theirs.keys() == ours.keys()
    again = import_vocabulary(empty, tmp_path / name)
    assert (again.value.added, again.value.changed, bool(again.changes)) == (0, 0, False)


@pytest.mark.parametrize(("write", "read"), [(write_csv, read_csv), (write_turtle, read_turtle)])
def test_a_file_holds_every_entry_without_loss(write: object, read: object, catalog: Catalog) -> None:
    assert callable(write)
    assert callable(read)
    _shape(catalog)
    entries = catalog.read(read_entries)
    file = BytesIO()
    write(entries, file)
    file.seek(0)
    found: list[ConceptEntry] = read(file)
    by_notation = {(entry.scheme, entry.notation): entry.uuid for entry in entries}

    def even(entry: ConceptEntry) -> ConceptEntry:
        named = {
            name: by_notation.get((entry.scheme, getattr(entry, name)), getattr(entry, name))
            for name in ("broader", "replaced_by")
        }
        labels, matches = sorted(entry.labels, key=repr), sorted(entry.matches, key=repr)
        return replace(entry, labels=tuple(labels), matches=tuple(matches), **named)

    assert sorted(map(even, found), key=repr) == sorted(map(even, entries), key=repr)


def test_turtle_is_skos_that_others_understand(catalog: Catalog, tmp_path: Path) -> None:
    export_vocabulary(catalog, tmp_path / "words.ttl", "weapon")
    graph = Graph().parse(tmp_path / "words.ttl")
    (sword,) = (node for node in graph.subjects(SKOS.notation) if str(graph.value(node, SKOS.prefLabel)) == "sword")
    assert str(sword).startswith("urn:uuid:")
    assert graph.value(sword, SKOS.broader) is not None
    assert str(graph.value(sword, SKOS.inScheme)) == "urn:x-donnybrook:scheme:weapon"
    matches = {str(node) for node in graph.objects(None, SKOS.closeMatch)}
    assert "http://www.wikidata.org/entity/Q728" in matches
    assert "http://vocab.getty.edu/aat/300036926" in matches
    assert list(graph.triples((sword, SKOS.narrower, None)))
    assert URIRef("urn:x-donnybrook:scheme:camera") not in set(graph.objects(None, SKOS.inScheme))


def test_the_same_vocabulary_is_always_the_same_file(catalog: Catalog, tmp_path: Path) -> None:
    export_vocabulary(catalog, tmp_path / "a.ttl")
    export_vocabulary(catalog, tmp_path / "b.ttl")
    assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "b.ttl").read_bytes()


def test_foreign_skos_is_taken_with_its_own_uris_and_twice_is_once(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "arms.ttl").write_text(FOREIGN)
    taken = import_vocabulary(catalog, tmp_path / "arms.ttl", "weapon").value
    assert (taken.added, taken.skipped) == (2, ())
    entries = {entry.label: entry for entry in catalog.read(read_entries, "weapon")}
    club = entries["war club"]
    assert ConceptLabel("Morgenstern", "de") in club.labels
    assert ConceptLabel("gourdin", "fr") in club.labels
    assert ConceptMatch("wikidata", "Q186010") in club.matches
    assert ConceptMatch("uri", "http://example.org/arms/club", "exactMatch") in club.matches
    assert entries["spiked club"].broader == club.uuid
    assert entries["spiked club"].scope_note == "With nails."
    assert import_vocabulary(catalog, tmp_path / "arms.ttl", "weapon").value.same == 2


def test_the_seed_tables_of_the_source_can_be_imported(catalog: Catalog, checkout: Path) -> None:
    taken = import_vocabulary(catalog, checkout / "db" / "vocabulary" / "weapons.csv", "weapon")
    assert (taken.value.added, taken.value.changed, taken.value.skipped) == (0, 0, ())


def test_without_rdflib_turtle_is_refused_with_what_to_do(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rdflib", None)
    with pytest.raises(Problem, match=r"pip install 'donnybrook\[rdf\]'"):
        export_vocabulary(catalog, tmp_path / "words.ttl")
    assert list(tmp_path.glob("words*")) == []
    assert export_vocabulary(catalog, tmp_path / "words.csv") > 400
