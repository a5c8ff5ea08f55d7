"""What fights can be cut out as: one line a form, by the ending of the file's name. Cuts nothing."""

import os
from pathlib import Path
from typing import Literal

from donnybrook.problems import Problem
from donnybrook.records import dataclass

type Kind = Literal["still", "loop", "clip", "sheet", "folder"]


@dataclass(frozen=True, slots=True)
class Form:
    """A form by the ending of a name; ``several`` says whether more than one fight goes into it."""

    ending: str
    kind: Kind
    summary: str
    several: bool = False


FORMS: tuple[Form, ...] = (
    Form(".mp4", "clip", "a clip; of several fights, a supercut with title cards", several=True),
    Form(".mkv", "clip", "the same in Matroska, which holds any film that is copied", several=True),
    Form(".gif", "loop", "a picture that moves for ever, without sound"),
    Form(".webp", "loop", "the same, smaller and finer"),
    Form(".png", "still", "one frame, exactly as it is"),
    Form(".jpg", "still", "one frame, smaller"),
)
_SHEETS = (
    Form(".jpg", "sheet", "a contact sheet", several=True),
    Form(".png", "sheet", "a contact sheet", several=True),
)
FOLDER = Form(".mp4", "folder", "a clip of each fight", several=True)
_IN_NO_NAME = '/\\:*?"<>|'
_LONGEST_NAME = 60
_SAME = {".jpeg": ".jpg", ".m4v": ".mp4"}


def form_of(out: Path, *, is_sheet: bool = False) -> Form:
    """Return the form that a file's name means; a folder, or a name without an ending, is one for clips.

    Raises:
        Problem: no form ends so.
    """
    ending = _SAME.get(out.suffix.lower(), out.suffix.lower())
    if is_sheet:
        found = next((each for each in _SHEETS if each.ending == ending), None)
        if found is None:
            raise Problem(f"A contact sheet is a picture: “{out.name}” has to end in .jpg or .png.")
        return found
    if out.is_dir() or not ending or str(out).endswith(os.sep):
        return FOLDER
    found = next((each for each in FORMS if each.ending == ending), None)
    if found is None:
        known = ", ".join(each.ending for each in FORMS)
        raise Problem(f"Nothing is cut out as “{ending}”. Give the file one of these endings: {known}; or a folder.")
    return found


def name_for_file(words: str) -> str:
    """Return words as a file may be called on any system, without an ending; ``fight`` if nothing is left of them."""
    shown = "".join(letter if letter.isprintable() and letter not in _IN_NO_NAME else " " for letter in words)
    return " ".join(shown.split())[:_LONGEST_NAME].strip(". ") or "fight"
