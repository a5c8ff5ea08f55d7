"""Compares a manifest's digests with the files it lists and with a catalog's films. Knows no form of manifest."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from donnybrook.catalog import Catalog, MediaFile
from donnybrook.catalog.door import now_text
from donnybrook.catalog.edits.films import readable
from donnybrook.catalog.edits.media_files import note_digest
from donnybrook.ingest.fixity import Fixity
from donnybrook.ingest.folders import find_films
from donnybrook.media import FilmProblem, sha256_of
from donnybrook.records import dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that a manifest lists, and the digest it should have."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What comparing came to; ``NEW`` is a film beside the manifest that it does not list."""

    path: Path
    film_id: int | None  # None: no film of the catalog
    fixity: Fixity
    sha256: str
    sentence: str = ""


def check_manifest(
    catalog: Catalog, folder: Path, listed: Sequence[Listed], told: Callable[[int], None] | None = None
) -> list[Checked]:
    """Compare the files a manifest lists, in ``folder``, with its digests; ``told`` hears how many are done.

    A file of the catalog that is as the manifest says gets its SHA-256 put down, if it had none. Raises
    ``CatalogProblem`` if the catalog can't be written.
    """
    files = {file.path.resolve(): file for file in catalog.media_files()}
    copied = {file.sha256: file for file in files.values() if file.sha256}
    checked = []
    for number, line in enumerate(listed, 1):
        file = files.get(line.path.resolve())
        checked.append(_check(catalog, file, line) if file else _check_stranger(copied.get(line.sha256), line))
        if told is not None:
            told(number)
    known = {line.path.resolve() for line in listed}
    for found in find_films([folder]).films:
        if found.path.resolve() not in known:
            file = files.get(found.path.resolve())
            sentence = "The manifest does not list it."
            checked.append(Checked(found.path, file.film_id if file else None, Fixity.NEW, "", sentence))
    return checked


def _check(catalog: Catalog, file: MediaFile, line: Listed) -> Checked:
    checked = _compare(file.film_id, line)
    if checked.fixity is not Fixity.OK:
        return checked
    if file.sha256 in ("", line.sha256):
        catalog.follow_up(f"Verify {readable(file.path.name)}", note_digest, file.id, line.sha256, now_text())
        return checked
    sentence = "It is as the manifest says, but the catalog knew it with other bytes."
    return replace(checked, fixity=Fixity.CHANGED, sentence=sentence)


def _check_stranger(same: MediaFile | None, line: Listed) -> Checked:
    checked = _compare(same.film_id if same else None, line)
    if checked.fixity is not Fixity.OK:
        return checked
    return replace(checked, sentence="It is a copy of this film’s file." if same else "It is no film of this catalog.")


def _compare(film_id: int | None, line: Listed) -> Checked:
    try:
        digest = sha256_of(line.path)
    except FilmProblem as problem:
        fixity = Fixity.MISSING if problem.reason == "missing" else Fixity.CHANGED
        return Checked(line.path, film_id, fixity, "", str(problem))
    if digest != line.sha256:
        return Checked(line.path, film_id, Fixity.CHANGED, digest, "Its bytes are not those the manifest says.")
    return Checked(line.path, film_id, Fixity.OK, digest)
