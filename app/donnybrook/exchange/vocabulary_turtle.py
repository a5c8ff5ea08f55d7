"""The vocabulary as SKOS in Turtle, written and read with rdflib (the extra ``donnybrook[rdf]``). Knows no catalog.

A term is ``urn:uuid:`` and its UUID. What SKOS has no word for stands in ``urn:x-donnybrook:vocabulary#``, so that
what is written is read back without loss.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from donnybrook.catalog.authorities import of_uri, uri_of
from donnybrook.catalog.concepts import SCHEMES, ConceptEntry, ConceptLabel, ConceptMatch
from donnybrook.catalog.identity import derived_uuid
from donnybrook.problems import Problem

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_OWN = "urn:x-donnybrook:vocabulary#"
_SCHEME = "urn:x-donnybrook:scheme:"
_UUID = "urn:uuid:"
_PLAIN = {"made_as": "madeAs", "attack_mode": "attackMode", "colour": "colour", "hotkey": "hotkey"}
_RELATIONS = ("closeMatch", "exactMatch", "broadMatch", "narrowMatch", "relatedMatch")
_SCHEME_TITLES = {
    "weapon": "Weapons",
    "technique": "Techniques",
    "camera": "Camera terms",
    "location": "Places",
    "theme": "Themes",
}


def write_turtle(entries: Sequence[ConceptEntry], file: BinaryIO) -> None:
    """Write entries as SKOS; raises ``Problem`` where rdflib is not installed."""
    _need_rdflib()
    from rdflib import DCTERMS, OWL, SKOS, Graph

    graph = Graph(bind_namespaces="none")
    for prefix, namespace in (("skos", SKOS), ("dcterms", DCTERMS), ("owl", OWL), ("donnybrook", _OWN)):
        graph.bind(prefix, namespace)
    _Writing(graph).write(entries)
    file.write(graph.serialize(format="turtle").encode("utf-8"))


def read_turtle(file: BinaryIO, scheme: str = "") -> list[ConceptEntry]:
    """Read every SKOS concept; ``scheme`` is that of concepts of other schemes than ours.

    Raises ``Problem`` for what is no Turtle, holds no concept, or where rdflib is not installed.
    """
    _need_rdflib()
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    try:
        graph.parse(data=file.read().decode("utf-8-sig"), format="turtle", publicID="urn:x-donnybrook:file")
    except (SyntaxError, ValueError, LookupError, TypeError, AssertionError, RecursionError) as fault:
        told = next(iter(str(fault).strip().splitlines()), type(fault).__name__)[:200]
        raise Problem(f"The file is no Turtle that can be read ({told}). Nothing was imported.") from fault
    entries = list(_Reading(graph, scheme).entries())
    if not entries:
        raise Problem("The file holds no SKOS concept with a label. Nothing was imported.")
    return entries


def _need_rdflib() -> None:
    try:
        import rdflib  # noqa: F401
    except ImportError as fault:
        raise Problem(
            "Turtle needs the package rdflib, which is not installed: pip install 'donnybrook[rdf]'. CSV needs nothing."
        ) from fault


class _Writing:
    def __init__(self, graph: "Graph") -> None:
        self._graph = graph

    def write(self, entries: Iterable[ConceptEntry]) -> None:
        """Add all entries with the schemes they are in."""
        from rdflib import RDF, SKOS, Literal, URIRef

        for scheme in dict.fromkeys(entry.scheme for entry in entries):
            node = URIRef(_SCHEME + scheme)
            self._graph.add((node, RDF.type, SKOS.ConceptScheme))
            self._graph.add((node, SKOS.notation, Literal(scheme)))
            self._graph.add((node, SKOS.prefLabel, Literal(_SCHEME_TITLES.get(scheme, scheme), lang="en")))
        for entry in entries:
            self._write_one(entry)

    def _write_one(self, entry: ConceptEntry) -> None:
        from rdflib import DCTERMS, OWL, RDF, SKOS, XSD, Literal, URIRef

        node, scheme = URIRef(_UUID + entry.uuid), URIRef(_SCHEME + entry.scheme)
        add = self._graph.add
        add((node, RDF.type, SKOS.Concept))
        add((node, SKOS.inScheme, scheme))
        add((node, SKOS.prefLabel, Literal(entry.label, lang="en")))
        add((node, SKOS.notation, Literal(entry.notation)))
        for label in entry.labels:
            word = SKOS.hiddenLabel if label.kind == "hidden" else SKOS.altLabel
            add((node, word, Literal(label.label, lang=label.language)))
        if entry.scope_note:
            add((node, SKOS.scopeNote, Literal(entry.scope_note, lang="en")))
        if entry.broader:
            add((node, SKOS.broader, URIRef(_UUID + entry.broader)))
            add((URIRef(_UUID + entry.broader), SKOS.narrower, node))
        else:
            add((node, SKOS.topConceptOf, scheme))
            add((scheme, SKOS.hasTopConcept, node))
        if entry.retired:
            add((node, OWL.deprecated, Literal("true", datatype=XSD.boolean)))
        if entry.replaced_by:
            add((node, DCTERMS.isReplacedBy, URIRef(_UUID + entry.replaced_by)))
        for name, own in _PLAIN.items():
            if getattr(entry, name):
                add((node, URIRef(_OWN + own), Literal(getattr(entry, name))))
        for match in entry.matches:
            self._write_match(node, match)

    def _write_match(self, node: "Node", match: ConceptMatch) -> None:
        from rdflib import DCTERMS, SKOS, BNode, Literal, URIRef

        uri = uri_of(match.authority, match.value)
        if uri:
            relation = match.relation if match.relation in _RELATIONS else "closeMatch"
            self._graph.add((node, SKOS[relation], URIRef(uri)))
        # Named by what it says, so that the same vocabulary is always the same file.
        identity = BNode(f"m{derived_uuid('match', str(node), match.authority, match.value).replace('-', '')}")
        self._graph.add((node, URIRef(f"{_OWN}identifier"), identity))
        for name in ("authority", "value", "relation"):
            self._graph.add((identity, URIRef(_OWN + name), Literal(getattr(match, name))))
        if match.source:
            self._graph.add((identity, DCTERMS.source, Literal(match.source)))


class _Reading:
    def __init__(self, graph: "Graph", scheme: str) -> None:
        self._graph = graph
        self._scheme = scheme

    def entries(self) -> Iterator[ConceptEntry]:
        """Read all concepts, in the order of their names: Turtle has none of its own."""
        from rdflib import RDF, SKOS, URIRef

        nodes = {node for node in self._graph.subjects(RDF.type, SKOS.Concept) if isinstance(node, URIRef)}
        for node in sorted(nodes):
            entry = self._entry(node)
            if entry.label:
                yield entry

    def _entry(self, node: "Node") -> ConceptEntry:
        from rdflib import DCTERMS, OWL, SKOS, URIRef

        preferred, others = self._labels(node)
        broader = [*self._graph.objects(node, SKOS.broader), *self._graph.subjects(SKOS.narrower, node)]
        return ConceptEntry(
            scheme=self._scheme_of(node),
            label=preferred,
            uuid=_identity(node),
            notation=self._text(node, SKOS.notation),
            broader=_identity(min(broader, key=str)) if broader else "",
            replaced_by=next((_identity(each) for each in self._graph.objects(node, DCTERMS.isReplacedBy)), ""),
            scope_note=self._text(node, SKOS.scopeNote) or self._text(node, SKOS.definition),
            labels=tuple(others),
            matches=tuple(self._matches(node)),
            retired=self._text(node, OWL.deprecated).casefold() in ("true", "1"),
            **{name: self._text(node, URIRef(_OWN + own)) for name, own in _PLAIN.items()},
        )

    def _labels(self, node: "Node") -> tuple[str, list[ConceptLabel]]:
        """Return the English label (or else the first) and all other words."""
        from rdflib import SKOS

        words = sorted((_language(each), str(each)) for each in self._graph.objects(node, SKOS.prefLabel))
        words.sort(key=lambda word: word[0].partition("-")[0] != "en")
        found = [ConceptLabel(label, language) for language, label in words[1:]]
        for kind, predicate in (("alt", SKOS.altLabel), ("hidden", SKOS.hiddenLabel)):
            each_kind = sorted((_language(each), str(each)) for each in self._graph.objects(node, predicate))
            found += [ConceptLabel(label, language, kind) for language, label in each_kind]
        return (words[0][1] if words else ""), found

    def _scheme_of(self, node: "Node") -> str:
        from rdflib import SKOS

        named = [*self._graph.objects(node, SKOS.inScheme), *self._graph.objects(node, SKOS.topConceptOf)]
        known = [str(each).removeprefix(_SCHEME) for each in named]
        return next((each for each in known if each in SCHEMES), self._scheme)

    def _matches(self, node: "Node") -> Iterator[ConceptMatch]:
        from rdflib import DCTERMS, SKOS, URIRef

        told: set[str] = set()
        for identity in sorted(self._graph.objects(node, URIRef(f"{_OWN}identifier")), key=str):
            said = {name: self._text(identity, URIRef(_OWN + name)) for name in ("authority", "value", "relation")}
            match = ConceptMatch(**said, source=self._text(identity, DCTERMS.source))
            told.add(uri_of(match.authority, match.value) or "")
            yield match
        for relation in _RELATIONS:
            for uri in sorted(str(each) for each in self._graph.objects(node, SKOS[relation])):
                if uri not in told:
                    yield ConceptMatch(*of_uri(uri), relation)
        if not str(node).startswith(_UUID) and str(node) not in told:
            yield ConceptMatch(*of_uri(str(node)), "exactMatch")

    def _text(self, node: "Node", predicate: "Node") -> str:
        words = sorted(self._graph.objects(node, predicate), key=lambda each: (_language(each) != "en", str(each)))
        return str(words[0]) if words else ""


def _identity(node: "Node") -> str:
    """Return the UUID of a concept; one with another URI gets the same UUID every time it is read."""
    uri = str(node)
    return uri.removeprefix(_UUID) if uri.startswith(_UUID) else derived_uuid("concept uri", uri)


def _language(node: "Node") -> str:
    return getattr(node, "language", None) or "en"
