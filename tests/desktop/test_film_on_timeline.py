"""The film itself on the timeline: its pictures, its sound, its cuts, and going from cut to cut."""

import random
import shutil
import time
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.conftest import OpenProgram
from desktop.test_tag_workplace import press, tag_of
from donnybrook.catalog import Catalog, FileClock, SceneDraft, SceneFields, Shot, ShotList
from donnybrook.catalog.edits.scenes import change_scene
from donnybrook.catalog.edits.shots import store_shots
from donnybrook.desktop.models.film_outline import Cut, Cuts, SoundLine, cuts_of, outline_of
from donnybrook.desktop.panels.tag_workplace import TagWorkplace
from donnybrook.desktop.panels.timeline import GUTTER_PX, Timeline
from donnybrook.desktop.services.film_pictures import FilmPictures, Moment
from donnybrook.desktop.theme import Theme
from donnybrook.ingest.films import add_film_file
from donnybrook.media import FilmSurvey, FilmWorker, SoundEnvelope, SurveyCache
from donnybrook.times import format_clock

_PATIENCE_MS = 15_000
_FILM_US = 7_200_000_000


class OnePicture:
    """Has one picture for every moment, and remembers which moments were asked for."""

    def __init__(self) -> None:
        self.pixmap = QPixmap(156, 88)
        self.pixmap.fill(QColor("#336699"))
        self.asked: list[int] = []

    def picture(self, time_us: int, near_us: int) -> QPixmap | None:  # noqa: ARG002 - as the real ones
        self.asked.append(time_us)
        return self.pixmap


def cut_at(time_us: int) -> Cut:
    return Cut(time_us, time_us, time_us, "cut")


@pytest.fixture(scope="module")
def city(shared_media: Path) -> Path:
    return shared_media / "cityCC0.mpg"


@pytest.fixture(scope="module")
def survey(city: Path) -> FilmSurvey:
    with FilmWorker() as worker:
        return worker.survey(city)


def test_from_a_cut_the_next_and_the_one_before_are_others_though_a_clock_rounds() -> None:
    cuts = Cuts([cut_at(1_000_000), cut_at(2_000_000), cut_at(3_000_000)], are_known=True)
    assert [cuts.after(time_us) for time_us in (0, 999_999, 2_000_001, 3_000_000)] == [
        1_000_000,
        2_000_000,
        3_000_000,
        None,
    ]
    assert [cuts.before(time_us) for time_us in (500_000, 2_000_001, 2_500_000)] == [None, 1_000_000, 2_000_000]


def test_a_dissolve_that_began_before_what_is_seen_is_seen() -> None:
    cuts = Cuts([Cut(5_000_000, 4_000_000, 6_000_000, "dissolve"), cut_at(20_000_000)], are_known=True)
    assert [cut.time_us for cut in cuts.within(5_500_000, 9_000_000)] == [5_000_000]


def test_how_loud_a_stretch_is_is_told_by_its_loudest_moment_however_long_it_is() -> None:
    peaks = random.Random(4).randbytes(5_000)
    sound = SoundLine(SoundEnvelope(20_000, peaks), FileClock(offset_us=400_000))
    for steps in (1, 2, 4, 64, 1024):
        for start in range(0, 3_000, 1024):
            loudest = sound.loudest((start - 20) * 20_000, (start - 20 + steps) * 20_000)
            assert loudest == max(peaks[start : start + steps]) / 255
    assert sound.loudest(-10_000_000, -9_000_000) == 0.0


def test_on_a_faster_copy_cuts_and_pictures_stand_where_the_version_has_them(survey: FilmSurvey) -> None:
    clock = FileClock(offset_us=0, stretch=Fraction(24, 25))
    shots = tuple(Shot(each.in_us, each.out_us, each.kind) for each in survey.shots)
    outline = outline_of(survey, clock)
    cuts = cuts_of(ShotList("d", "1", shots), clock)
    assert cuts.after(0) == clock.to_version(survey.shots[1].in_us) > survey.shots[1].in_us
    assert outline.strip_times_us[-1] == clock.to_version(survey.strip[-1].time_us)
    assert outline.nearest(outline.strip_times_us[-1] + 10**9) == len(survey.strip) - 1


def test_fades_and_dissolves_are_as_long_as_the_catalog_says_whatever_became_of_the_cache() -> None:
    clock = FileClock(offset_us=1_000_000)
    shots = (
        Shot(0, 3_000_000, "start"),
        Shot(3_000_000, 5_000_000, "dissolve", 0.9, since_us=2_500_000, until_us=3_500_000),
        Shot(5_000_000, 6_000_000, "cut", 1.0),
    )
    assert cuts_of(ShotList("d", "1", shots), clock).within(0, 9_000_000) == [
        Cut(2_000_000, 1_500_000, 2_500_000, "dissolve"),
        cut_at(4_000_000),
    ]


def test_a_film_that_was_not_read_has_no_cuts_and_does_not_pretend_to() -> None:
    assert not cuts_of(None, FileClock()).are_known


def test_a_repaint_of_a_long_film_looks_at_what_is_seen_alone(qtbot: QtBot, qapp: QApplication) -> None:
    chance = random.Random(1)
    pictures = OnePicture()
    timeline = Timeline(Theme(qapp, "dark"))
    qtbot.addWidget(timeline)
    timeline.resize(GUTTER_PX + 1200, 200)
    timeline.show_film(_FILM_US)
    cuts = Cuts([cut_at(chance.randrange(_FILM_US)) for _ in range(1_500)], are_known=True)
    timeline.show_outline(pictures, SoundLine(SoundEnvelope(20_000, chance.randbytes(360_000)), FileClock()), cuts)
    timeline.sight.show_stretch(3_600_000_000, 3_604_000_000)
    image = QImage(timeline.size(), QImage.Format.Format_ARGB32_Premultiplied)
    timeline.render(image)
    seen_us = (timeline.scale.start_us, timeline.scale.start_us + timeline.scale.length_us)
    assert 10 < len(pictures.asked) < 30
    assert all(seen_us[0] - 4_000_000 < each < seen_us[1] + 4_000_000 for each in pictures.asked)
    timeline.sight.show_whole()
    timeline.render(image)
    spent_ms = []
    for _ in range(9):
        timeline.look_again()
        began_s = time.process_time()
        timeline.render(image)
        spent_ms.append((time.process_time() - began_s) * 1000)
    # Some 4 ms on an idle machine; a way of painting that looks at everything takes ten times that.
    assert min(spent_ms) < 25


@pytest.fixture
def city_catalog(tmp_path: Path, city: Path, survey: FilmSurvey) -> Path:
    """Return a catalog of one film that was looked through, with what was kept of it in the cache."""
    path = tmp_path / "city.fights"
    SurveyCache().store(survey)
    with Catalog.create(path) as catalog, FilmWorker() as worker:
        added = add_film_file(catalog, worker, city)
        shots = tuple(Shot(each.in_us, each.out_us, each.kind, each.score) for each in survey.shots)
        found = ShotList(survey.detector, survey.detector_version, shots)
        catalog.follow_up("Shots", store_shots, added.media_file_id, survey.fingerprint, found)
    return path


def wait_at(tag: TagWorkplace, qtbot: QtBot, time_us: int) -> None:
    player = tag.view._player
    qtbot.waitUntil(lambda: player.position_us == time_us and player.image() is not None, timeout=_PATIENCE_MS)


def test_brackets_go_from_cut_to_cut_and_say_where_there_is_none(
    open_program: OpenProgram, city_catalog: Path, survey: FilmSurvey, qtbot: QtBot
) -> None:
    tag = tag_of(open_program(city_catalog))
    wait_at(tag, qtbot, 0)
    assert tag.timeline.hand.cuts.are_known
    press(Qt.Key.Key_BracketRight)
    wait_at(tag, qtbot, survey.shots[1].in_us)
    press(Qt.Key.Key_BracketRight)
    assert tag.view._said.text() == "There is no cut after this frame."
    press(Qt.Key.Key_BracketLeft)
    wait_at(tag, qtbot, 0)


def test_how_a_fight_is_cut_stands_in_the_inspector_as_soon_as_it_is_known(
    open_program: OpenProgram, city_catalog: Path
) -> None:
    with Catalog.open(city_catalog) as catalog:
        fields = SceneFields(in_us=4_000_000, out_us=6_000_000)
        scene_id = catalog.add_scene(1, SceneDraft(fields=fields)).value
    program = open_program(city_catalog)
    tag = tag_of(program)
    tag.open_scene(scene_id)
    assert tag.inspector._rhythm.text() == "2 shots · 1.0 s on average · 30 cuts a minute"
    assert program.desk is not None
    session = program.desk.session
    (media_file,) = session.catalog.media_files()
    shots = ShotList("another", "1", (Shot(0, 9_000_000, "start"),))
    edited = session.catalog.follow_up("Shots", store_shots, media_file.id, media_file.fingerprint, shots)
    session.changed.emit(edited.changes)
    assert tag.inspector._rhythm.text() == "one shot of 2.0 s"
    session.edit("A hundredth less than a tenth more", change_scene, scene_id, out_us=6_090_000)
    assert tag.inspector._film.text().endswith("2.0 s")
    assert tag.inspector._rhythm.text() == "one shot of 2.0 s"


def test_pictures_come_from_the_strip_and_where_it_has_none_from_the_film(
    city_catalog: Path, survey: FilmSurvey, qtbot: QtBot
) -> None:
    with Catalog.open(city_catalog, read_only=True) as catalog:
        (media_file,) = catalog.media_files()
    pictures = FilmPictures(SurveyCache())  # of its own: a timeline asks for moments as it likes
    try:
        pictures.show(media_file)
        qtbot.waitUntil(lambda: pictures.outline.is_read, timeout=_PATIENCE_MS)
        second_us, spacing_us = survey.strip[1].time_us, survey.strip[2].time_us - survey.strip[1].time_us
        qtbot.waitUntil(lambda: pictures.picture(second_us, 1) is not None, timeout=_PATIENCE_MS)
        assert pictures._reader._worker.process_id is None
        between_us = second_us + spacing_us // 2
        qtbot.waitUntil(lambda: pictures.picture(between_us, 1) is not None, timeout=_PATIENCE_MS)
        qtbot.waitUntil(lambda: pictures._reader._worker.process_id is not None, timeout=_PATIENCE_MS)
    finally:
        pictures.close()


def test_of_many_glances_in_a_row_only_the_last_is_read_and_it_is_the_very_frame(
    city_catalog: Path, survey: FilmSurvey, qtbot: QtBot
) -> None:
    with Catalog.open(city_catalog, read_only=True) as catalog:
        (media_file,) = catalog.media_files()
    pictures = FilmPictures(SurveyCache())
    try:
        with qtbot.waitSignal(pictures.timed, timeout=_PATIENCE_MS):
            pictures.show(media_file)
        times = [each + 1_000 for each in survey.frame_times[10:150:3]]
        with qtbot.waitSignal(pictures.glanced, timeout=_PATIENCE_MS):
            for time_us in times:
                pictures.glance(time_us)
        exact = [moment.time_us for moment in pictures._kept if moment.place is None]
        assert survey.frame_times[148] in exact
        assert len(exact) < len(times) / 4
        assert pictures.glance(times[-1]) is pictures._kept[Moment(survey.frame_times[148])]
    finally:
        pictures.close()


def test_the_pointer_over_the_timeline_shows_a_picture_of_that_time_and_takes_it_away_again(
    open_program: OpenProgram, city_catalog: Path, qtbot: QtBot
) -> None:
    tag = tag_of(open_program(city_catalog))
    wait_at(tag, qtbot, 0)
    timeline = tag.timeline
    QTest.mouseMove(timeline, QPoint(GUTTER_PX + 100, 10))
    time_us = timeline.scale.time(100)
    qtbot.waitUntil(lambda: tag.lines.glance.isVisible() and tag.lines.glance._pixmap is not None, timeout=_PATIENCE_MS)
    assert tag.lines.glance.words == format_clock(time_us)
    assert tag.lines.glance.geometry().bottom() < timeline.mapTo(tag, QPoint(0, 0)).y()
    QTest.mouseMove(timeline, QPoint(5, 10))
    qtbot.waitUntil(lambda: not tag.lines.glance.isVisible(), timeout=_PATIENCE_MS)


def test_a_film_that_was_never_looked_through_has_its_pictures_made(
    open_program: OpenProgram, tmp_path: Path, shared_media: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))  # in the shared one another test may have put it
    path = tmp_path / "new.fights"
    with Catalog.create(path) as catalog, FilmWorker() as worker:
        add_film_file(catalog, worker, shared_media / "awkward" / "fps59.94.mp4")
    program = open_program(path)
    tag = tag_of(program)
    assert program.desk is not None
    pictures, work = program.desk._parts.pictures, program.desk._parts.work
    assert pictures is not None
    assert work is not None
    work.jobs.pause()  # whoever stays by a film for a moment has it looked through
    wait_at(tag, qtbot, 0)
    qtbot.waitUntil(lambda: len(pictures._kept) > 1, timeout=_PATIENCE_MS)
    press(Qt.Key.Key_BracketRight)
    assert tag.view._said.text() == "The cuts of this film are not known yet: it has not been looked through."


def test_a_film_whose_file_has_changed_is_told_of_once_when_it_is_opened(
    open_program: OpenProgram, tmp_path: Path, shared_media: Path, qtbot: QtBot
) -> None:
    path, film = tmp_path / "new.fights", tmp_path / "film.mp4"
    shutil.copy(shared_media / "awkward" / "fps59.94.mp4", film)
    with Catalog.create(path) as catalog, FilmWorker() as worker:
        add_film_file(catalog, worker, film)
    with film.open("ab") as file:
        file.write(b"another cut")
    program = open_program(path)
    wait_at(tag_of(program), qtbot, 0)
    told = "“film.mp4” has changed since it was added"
    qtbot.waitUntil(lambda: told in program.window.problem_words, timeout=_PATIENCE_MS)


def test_find_tells_in_a_line_how_a_fight_is_cut(
    open_program: OpenProgram, city_catalog: Path, survey: FilmSurvey
) -> None:
    fields = SceneFields(title="Crossing", in_us=survey.shots[0].in_us, out_us=survey.shots[1].out_us)
    with Catalog.open(city_catalog) as catalog:
        catalog.add_scene(catalog.films()[0].id, SceneDraft(fields=fields))
    program = open_program(city_catalog)
    assert program.desk is not None
    said = program.desk.find._detail._rhythm.text()
    assert said.startswith("2 shots · ")
    assert said.endswith("cuts a minute")
