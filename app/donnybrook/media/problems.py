"""What can be wrong with a film file, told to a person; knows no decoder and reads no file."""

import os
from pathlib import Path
from typing import Literal

from donnybrook.problems import Problem

Reason = Literal[
    "missing",
    "not_a_file",
    "not_a_film",
    "no_picture",
    "too_big",
    "broken",
    "timeout",
    "crashed",
    "quarantined",
    "no_frame",
    "no_detector",
    "uncopyable",
    "unwritable",
]


class FilmProblem(Problem):
    """A film file that can't be used as asked: one sentence or two for the person, a reason for the program."""

    def __init__(self, text: str, reason: Reason) -> None:
        super().__init__(text)
        self.reason: Reason = reason


def shown_name(path: Path) -> str:
    """Return a file's name in quotes, fit for a sentence: undecodable bytes and control characters replaced."""
    name = os.fsencode(path.name or str(path)).decode("utf-8", "replace")
    return "“" + "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name) + "”"
