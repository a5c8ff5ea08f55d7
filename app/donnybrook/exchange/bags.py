"""BagIt bags (RFC 8493) of files, and manifests of SHA-256 digests: written and read. Knows no catalog and no film.

A bag is a folder with the files under ``data/`` and text files that list their digests, which any archive can check.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from donnybrook.problems import Problem
from donnybrook.records import dataclass

MANIFEST = "manifest-sha256.txt"
_PIECE_BYTES = 1024 * 1024
_LINE = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?(.+)")
_LARGEST_MANIFEST = 100_000_000


@dataclass(frozen=True, slots=True)
class Packed:
    """A file to be put into a bag: where it lies, and its SHA-256 as far as it is known ('' if not)."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Bagged:
    """What was put into a bag, and what was left out because its bytes are not those that were known."""

    folder: Path
    names: tuple[str, ...]
    size_bytes: int
    left_out: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """A file that a manifest lists: where it should lie, and its digest."""

    path: Path
    sha256: str


def write_bag(
    folder: Path, files: Sequence[Packed], *, agent: str, told: Callable[[int], None] | None = None
) -> Bagged:
    """Copy files into a new bag, each compared with its digest on the way; a bag that can't be finished is taken away.

    ``agent`` is the program that makes it. ``told`` hears how many bytes are copied.

    Raises:
        Problem: there is something at ``folder``, or too little room.
        OSError: a file can't be read or written.
    """
    if folder.exists():
        raise Problem(f"There is something at {folder} already. Give the bag a folder that is not there yet.")
    _see_to_room(folder.absolute().parent, files)
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        bagged = _fill(part, files, agent, told)
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return Bagged(folder, bagged.names, bagged.size_bytes, bagged.left_out)


def read_manifest(path: Path) -> list[ManifestLine]:
    """Return what a manifest lists; ``path`` is the manifest or the bag it belongs to.

    Raises ``Problem`` for what is no manifest of SHA-256 digests, or leads out of its folder.
    """
    manifest = path / MANIFEST if path.is_dir() else path
    if not manifest.is_file():
        raise Problem(f"There is no {MANIFEST} at {path}.")
    if manifest.stat().st_size > _LARGEST_MANIFEST:
        raise Problem(f"{manifest.name} is far too large for a manifest.")
    text = manifest.read_text(encoding="utf-8", errors="surrogateescape")
    lines = [line for line in text.splitlines() if line.strip()]
    return [_line(manifest, number, line) for number, line in enumerate(lines, 1)]


def _line(manifest: Path, number: int, line: str) -> ManifestLine:
    match = _LINE.fullmatch(line)
    if match is None:
        raise Problem(f"Line {number} of {manifest.name} is not a SHA-256 digest with a file's name.")
    name = match[2].removeprefix("./")
    folder = manifest.absolute().parent
    place = PurePosixPath(name if (folder / name).exists() else _unescaped(name))
    if place.is_absolute() or ".." in place.parts:
        raise Problem(f"Line {number} of {manifest.name} leads out of its folder, so nothing was read.")
    return ManifestLine(folder / place, match[1].lower())


def _fill(part: Path, files: Sequence[Packed], agent: str, told: Callable[[int], None] | None) -> Bagged:
    (part / "data").mkdir(parents=True)
    digests: dict[str, str] = {}
    left_out: list[Path] = []
    done = 0
    for packed, name in zip(files, _names([each.path for each in files]), strict=True):
        target = part / "data" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        digest, count = _copied(packed.path, target, done, told)
        if packed.sha256 not in ("", digest):
            target.unlink()
            left_out.append(packed.path)
            continue
        done += count
        digests[f"data/{name}"] = digest
    _write_tags(part, digests, done, agent)
    return Bagged(part, tuple(digests), done, tuple(left_out))


def _copied(source: Path, target: Path, before: int, told: Callable[[int], None] | None) -> tuple[str, int]:
    digest, count = hashlib.sha256(), 0
    with source.open("rb") as there, target.open("xb") as here:
        while piece := there.read(_PIECE_BYTES):
            digest.update(piece)
            here.write(piece)
            count += len(piece)
            if told is not None:
                told(before + count)
        here.flush()
        os.fsync(here.fileno())
    shutil.copystat(source, target)
    return digest.hexdigest(), count


def _write_tags(part: Path, digests: dict[str, str], size_bytes: int, agent: str) -> None:
    texts = {
        "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": (
            f"Bag-Software-Agent: {agent}\nBagging-Date: {datetime.now(UTC).date().isoformat()}\n"
            f"Payload-Oxum: {size_bytes}.{len(digests)}\n"
        ),
        MANIFEST: "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())),
    }
    texts["tagmanifest-sha256.txt"] = "".join(
        f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n" for name, text in sorted(texts.items())
    )
    for name, text in texts.items():
        (part / name).write_text(text, encoding="utf-8", newline="\n")


def _names(paths: Sequence[Path]) -> Iterator[str]:
    """Give each file a name under ``data/``: its place below the folder that all share, in text that is UTF-8."""
    folders = {path.parent for path in paths}
    shared = Path(os.path.commonpath(folders)) if folders else Path()
    taken: set[str] = set()
    for path in paths:
        wanted = path.relative_to(shared).as_posix()
        # Line breaks and percent signs would have to be escaped, and not every reader of bags undoes that (RFC 8493,
        # §2.1.3, against bagit 1.9); so the names in a bag have none.
        name = re.sub("[\r\n%]", "_", os.fsencode(wanted).decode("utf-8", "replace"))
        number = 1
        while name.casefold() in taken:  # a disk that knows no case must hold the bag too
            number += 1
            stem = PurePosixPath(name)
            name = str(stem.with_name(f"{stem.stem} {number}{stem.suffix}"))
        taken.add(name.casefold())
        yield name


def _see_to_room(folder: Path, files: Sequence[Packed]) -> None:
    if not folder.is_dir():
        raise Problem(f"There is no folder {folder} to put the bag into.")
    needed = sum(each.path.stat().st_size for each in files)
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise Problem(
            f"The films take {needed / 1e9:,.1f} GB, and {folder} has room for {free / 1e9:,.1f} GB. No bag was made."
        )


def _unescaped(name: str) -> str:
    return re.sub("%(0[AaDd]|25)", lambda match: chr(int(match[1], 16)), name)
