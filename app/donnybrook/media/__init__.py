"""The media room: what a film file says. Importing it loads no decoder; all decoding is in a process of its own."""

from donnybrook.media.facts import FilmFacts, FilmSurvey, Frame, MediaVersions, Shot, ShotKind, SoundEnvelope, Thumbnail
from donnybrook.media.problems import FilmProblem, Reason
from donnybrook.media.stills import encode_png, write_png
from donnybrook.media.survey_cache import SurveyCache
from donnybrook.media.worker import FilmWorker

__all__ = [
    "FilmFacts",
    "FilmProblem",
    "FilmSurvey",
    "FilmWorker",
    "Frame",
    "MediaVersions",
    "Reason",
    "Shot",
    "ShotKind",
    "SoundEnvelope",
    "SurveyCache",
    "Thumbnail",
    "encode_png",
    "write_png",
]
