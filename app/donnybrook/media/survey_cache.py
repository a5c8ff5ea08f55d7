"""Keeps surveys of films in a folder of files that may be thrown away, by the film's fingerprint. Knows no film.

A file that can't be read is as if it were not there: the film is surveyed again.
"""

import os
from pathlib import Path

from platformdirs import user_cache_path

from donnybrook.media import wire
from donnybrook.media.facts import FilmSurvey
from donnybrook.media.survey_parcel import packed, unpacked


class SurveyCache:
    """Surveys by fingerprint, under one folder."""

    def __init__(self, folder: Path | None = None) -> None:
        """``folder`` is the cache folder of the program; this user's, without one."""
        self._folder = (folder or user_cache_path("donnybrook", appauthor=False)) / "films"

    def has(self, fingerprint: str) -> bool:
        """Whether there is a survey of a film with this fingerprint."""
        return bool(fingerprint) and self._path(fingerprint).is_file()

    def store(self, survey: FilmSurvey) -> None:
        """Keep a survey, in place of an older one of the same film; raises ``OSError``."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(survey.fingerprint)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        parcel = packed(survey)
        try:
            with part.open("wb") as file:
                wire.send(file, wire.Answer("done", facts=survey.facts, payload_bytes=len(parcel)))
                file.write(parcel)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def load(self, fingerprint: str) -> FilmSurvey | None:
        """Return the survey of a film, if there is one; a file that is none is thrown away."""
        path = self._path(fingerprint)
        try:
            with path.open("rb") as file:
                answer = wire.receive_answer(file)
                if answer is None or answer.facts is None:
                    raise ValueError("There are no facts.")
                survey = unpacked(file.read(), answer.facts)
        except OSError:
            return None
        except (ValueError, TypeError, ArithmeticError):
            path.unlink(missing_ok=True)
            return None
        return survey if survey.fingerprint == fingerprint else None

    def _path(self, fingerprint: str) -> Path:
        name = "".join(letter if letter.isalnum() else "-" for letter in fingerprint)
        return self._folder / f"{name}.survey"
