"""The media room: what a film file says. Importing it loads no decoder; all decoding is in a process of its own."""

from donnybrook.media.detectors import USUAL as USUAL_DETECTOR
from donnybrook.media.detectors import detector_named, detectors
from donnybrook.media.digests import DigestStopped, sha256_of
from donnybrook.media.facts import (
    LOOK_LENGTH,
    SOUND_RATE_HZ,
    TOLD_KEY,
    Chapter,
    Clip,
    FilmFacts,
    FilmSurvey,
    Frame,
    MediaVersions,
    Shot,
    ShotKind,
    SoundEnvelope,
    Thumbnail,
)
from donnybrook.media.film_cutter import FilmCutter, Take
from donnybrook.media.nursery import Nursery
from donnybrook.media.part_files import part_paths
from donnybrook.media.picture_cache import Picture
from donnybrook.media.playing_film import PlayingFilm, playing_worker
from donnybrook.media.problems import FilmProblem, Reason
from donnybrook.media.stills import encode_png, write_png
from donnybrook.media.survey_cache import SurveyCache
from donnybrook.media.worker import FilmWorker

__all__ = [
    "LOOK_LENGTH",
    "SOUND_RATE_HZ",
    "TOLD_KEY",
    "USUAL_DETECTOR",
    "Chapter",
    "Clip",
    "DigestStopped",
    "FilmCutter",
    "FilmFacts",
    "FilmProblem",
    "FilmSurvey",
    "FilmWorker",
    "Frame",
    "MediaVersions",
    "Nursery",
    "Picture",
    "PlayingFilm",
    "Reason",
    "Shot",
    "ShotKind",
    "SoundEnvelope",
    "SurveyCache",
    "Take",
    "Thumbnail",
    "detector_named",
    "detectors",
    "encode_png",
    "part_paths",
    "playing_worker",
    "sha256_of",
    "write_png",
]
