"""The authorities whose identifiers terms bear: what their identifiers look like, and as which URI. Knows no term."""

import re

from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Authority:
    """One authority; ``uri`` holds ``{}`` where the identifier stands, and is '' where it gives no URIs."""

    name: str
    title: str
    pattern: str
    uri: str
    example: str


AUTHORITIES: tuple[Authority, ...] = (
    Authority("wikidata", "Wikidata", r"Q[1-9][0-9]*", "http://www.wikidata.org/entity/{}", "Q728"),
    Authority("aat", "Getty Art & Architecture Thesaurus", r"[0-9]{9}", "http://vocab.getty.edu/aat/{}", "300036926"),
    Authority("ada", "AdA filmontology", r"http://ada\.filmontology\.org/\S+", "{}", "http://ada.filmontology.org/…"),
    Authority("oewn", "Open English WordNet", r"[0-9]{8}-[a-z]", "", "04572661-n"),
    Authority("cinescale", "CineScale", r"\S+", "", "ELS"),
    Authority("uri", "any other, by its URI", r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", "{}", "https://…"),
)
_BY_NAME = {authority.name: authority for authority in AUTHORITIES}


def authority_named(name: str) -> Authority | None:
    """Return the authority of a name, in any case."""
    return _BY_NAME.get(name.casefold())


def uri_of(authority: str, value: str) -> str | None:
    """Return the URI of an identifier; ``None`` where its authority gives none, or it is none of theirs."""
    known = authority_named(authority)
    if known is None or not known.uri or not re.fullmatch(known.pattern, value):
        return None
    return known.uri.format(value)


def of_uri(uri: str) -> tuple[str, str]:
    """Return the authority and the identifier that a URI stands for."""
    for authority in AUTHORITIES:
        before = authority.uri.partition("{}")[0]
        value = uri[len(before) :]
        if authority.uri and uri.startswith(before) and re.fullmatch(authority.pattern, value):
            return authority.name, value
    return "uri", uri
