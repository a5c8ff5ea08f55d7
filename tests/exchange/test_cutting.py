"""A supercut of the sample is every frame of its fights, and what is stopped or refused leaves nothing."""

import threading
from pathlib import Path

import av
import pytest

from donnybrook.catalog import Catalog
from donnybrook.exchange.cutting.cutting import Cutting, CuttingStopped
from donnybrook.exchange.cutting.picking import Picked, in_film_order, pick
from donnybrook.exchange.cutting.wishes import Wish
from donnybrook.problems import Problem
from donnybrook.sample.catalog import CATALOG_NAME, TRUTH_NAME
from donnybrook.sample.strip import read_frame_number
from donnybrook.sample.truth import read_truth
from media.clips import pictures_of


def unheard(_share: float) -> None:
    """Hear of the share that is done, and do nothing about it."""


@pytest.fixture(scope="module")
def picked(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Picked:
    with Catalog.open(
        sample_folder / CATALOG_NAME, read_only=True, cache_folder=tmp_path_factory.mktemp("cache")
    ) as catalog:
        return pick(catalog, in_film_order(catalog, catalog.search("").scene_ids))


def test_a_supercut_of_the_sample_is_every_frame_of_its_fights(
    picked: Picked, sample_folder: Path, tmp_path: Path
) -> None:
    shares: list[float] = []
    done = Cutting(picked, Wish(out=tmp_path / "all.mp4", size_px=(320, 180)), shares.append).run()
    truth = read_truth(sample_folder / TRUTH_NAME)
    assert done.fights == len(truth.fights) == 5
    assert len(done.left_out) == 6
    assert done.left_out[0].why == "it was catalogued from memory, without times"
    seen = pictures_of(tmp_path / "all.mp4")
    wanted: list[int | None] = []
    for fight in sorted(truth.fights, key=lambda each: each.in_us):
        wanted += [None] * 48 + [*range(fight.in_frame, fight.out_frame)]
    assert len(seen) == len(wanted)
    told = [read_frame_number(each.rgb) for each in seen]
    assert [each for each, want in zip(told, wanted, strict=True) if want is not None] == [
        want for want in wanted if want is not None
    ]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)
    assert [path.name for path in tmp_path.iterdir()] == ["all.mp4"]
    with av.open(str(tmp_path / "all.mp4")) as film:
        assert [each["metadata"]["title"] for each in film.chapters()] == [each.name for each in picked.picks]


def test_what_is_stopped_leaves_nothing(picked: Picked, tmp_path: Path, no_leftover_processes: None) -> None:
    (tmp_path / "all.mp4").write_bytes(b"what was there before")
    begun = threading.Event()
    cutting = Cutting(picked, Wish(out=tmp_path / "all.mp4"), lambda share: begun.set() if share > 0.02 else None)

    def stop() -> None:
        begun.wait(60)
        cutting.stop()

    stopper = threading.Thread(target=stop)
    stopper.start()
    with pytest.raises(CuttingStopped):
        cutting.run()
    stopper.join()
    assert [path.name for path in tmp_path.iterdir()] == ["all.mp4"]
    assert (tmp_path / "all.mp4").read_bytes() == b"what was there before"
    with pytest.raises(CuttingStopped):
        cutting.run()


@pytest.mark.parametrize("whole", [0, 1])
def test_a_folder_that_is_stopped_keeps_what_is_whole_and_says_so(picked: Picked, tmp_path: Path, whole: int) -> None:
    from dataclasses import replace

    short = replace(picked.picks[0], out_us=picked.picks[0].in_us + 200_000)
    out = tmp_path / "clips"

    def hear(_share: float) -> None:
        if list(out.glob("001*.mp4")):
            cutting.stop()

    cutting = Cutting(Picked((short, short, short), ()), Wish(out=out), hear)
    if not whole:
        cutting.stop()
    with pytest.raises(CuttingStopped, match=r"1 clip is whole and stays in .*clips\." if whole else "Nothing is left"):
        cutting.run()
    assert len(list(out.iterdir()) if out.exists() else []) == whole
    assert out.exists() == bool(whole)


def test_a_film_that_can_t_be_read_costs_its_own_fights_only(picked: Picked, tmp_path: Path) -> None:
    from dataclasses import replace

    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no film at all")
    first, second, *_ = picked.picks
    short = replace(second, out_us=second.in_us + 500_000)
    bad = replace(first, name="bad", file=replace(first.file, path=broken))
    out = tmp_path / "out"
    out.mkdir()
    done = Cutting(Picked((bad, short), ()), Wish(out=out / "all.mp4", has_titles=False), unheard).run()
    assert done.fights == 1
    assert done.left_out[0].name == "bad"
    assert "not a film" in done.left_out[0].why
    with pytest.raises(Problem, match=r"Nothing was cut out\. “bad”"):
        Cutting(Picked((bad, bad), ()), Wish(out=out / "none.mp4"), unheard).run()
    with pytest.raises(Problem, match=r"Nothing was cut out\. “bad”"):
        Cutting(Picked((bad,), ()), Wish(out=out / "folder"), unheard).run()
    assert [path.name for path in out.iterdir()] == ["all.mp4"]
