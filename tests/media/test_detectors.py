"""Shot detectors are plug-ins: ours in two forms, PySceneDetect's, and the one that the document tells how to make."""

import re
from pathlib import Path

import pytest
import scenedetect

from donnybrook.media import FilmProblem, FilmWorker, detector_named, detectors

_DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "detectors.md"


@pytest.fixture
def plugged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install the package that the document tells how to make."""
    text = _DOCUMENT.read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (table,) = re.findall(r'entry-points\."(donnybrook\.shot_detectors)"\]\n', text)
    (line,) = re.findall(r"^(light-jumps = .*)$", text, re.MULTILINE)
    (tmp_path / "light_jumps.py").write_text(code, encoding="utf-8")
    said = tmp_path / "light_jumps-1.0.dist-info"
    said.mkdir()
    (said / "METADATA").write_text("Metadata-Version: 2.1\nName: light-jumps\nVersion: 1.0\n")
    (said / "entry_points.txt").write_text(f"[{table}]\n{line.replace('"', '')}\nbroken = nowhere_at_all:PLUG\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


@pytest.mark.parametrize("plug", list(detectors()), ids=lambda plug: plug.name)
def test_every_detector_finds_a_plain_cut_and_is_named_with_its_version(
    plug: object, shared_media: Path, worker: FilmWorker, request: pytest.FixtureRequest
) -> None:
    name = request.node.callspec.id
    survey = worker.survey(shared_media / "cityCC0.mpg", detector=name)
    assert [shot.in_frame for shot in survey.shots] == [0, 116]
    assert (survey.detector, survey.detector_version) == (name, detector_named(name).version)


def test_pyscenedetect_s_detectors_find_what_they_find_by_themselves(shared_media: Path, worker: FilmWorker) -> None:
    path = shared_media / "bbb_0_30.webm"
    peer = scenedetect.detectors.AdaptiveDetector()
    theirs = [start.frame_num for start, _ in scenedetect.detect(str(path), peer)]
    survey = worker.survey(path, detector="scenedetect-adaptive")
    assert [shot.in_frame for shot in survey.shots] == theirs
    assert len(theirs) > 2
    assert {shot.kind for shot in survey.shots} == {"start", "cut"}


@pytest.mark.usefixtures("plugged")
def test_a_detector_made_as_the_document_says_is_found_and_finds_shots(shared_media: Path) -> None:
    assert detector_named("light-jumps").words == "jumps of light"
    with FilmWorker() as worker:
        survey = worker.survey(shared_media / "cityCC0.mpg", detector="light-jumps")
    assert (survey.detector, survey.detector_version) == ("light-jumps", "1.0")
    assert 116 in [shot.in_frame for shot in survey.shots]


@pytest.mark.usefixtures("plugged")
def test_a_detector_that_is_not_there_or_can_t_be_loaded_is_told(shared_media: Path) -> None:
    with pytest.raises(FilmProblem, match="“broken” can't be loaded: No module named 'nowhere_at_all'"):
        detector_named("broken")
    with FilmWorker() as worker, pytest.raises(FilmProblem, match="no shot detector called “unheard-of”") as told:
        worker.survey(shared_media / "cityCC0.mpg", detector="unheard-of")
    assert told.value.reason == "no_detector"
    assert "donnybrook-fast, scenedetect-adaptive" in str(told.value)
