"""Measures a gallery of ten thousand fights: writing it, its bytes, and how soon its page answers in headless Chromium.

Writing is set beside reading the same fights without writing anything. In the page, every prefix of some queries is
typed, filters are chosen, and pages turned; what is timed is all the work until the page is laid out again. Chromium:
``apt-get install chromium``, or ``DONNYBROOK_CHROMIUM``; without it only the writing is measured.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from donnybrook.catalog import Catalog
from donnybrook.exchange.gallery.writing import GalleryOptions, write_gallery
from make_catalog import FOLDER, gallery_catalog

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from exchange.browser import Browser, chromium, opened_browser

_WANTED_KEY_MS = 100
_QUERIES = (
    "flamethrower",
    "knife kitchen",
    'flamethrower vs "fire hose"',
    "weapon:blade improvised",
    "the hero -gun",
    "at:street or at:roof",
)
_TIMED = """
(change => {
  const page = donnybrook.page;
  history.replaceState(null, "", page.href(change));
  const began = performance.now();
  page.follow();
  document.body.offsetHeight;
  return performance.now() - began;
})(%s)
"""


def main() -> int:
    """Measure; 0 when keys are answered as soon as wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=int, default=10_000)
    scenes: int = parser.parse_args().scenes
    source = gallery_catalog(scenes, _jpegs)
    with tempfile.TemporaryDirectory(dir=FOLDER) as name:
        folder = Path(name) / "gallery"
        _write(source, folder, Path(name))
        program = chromium()
        if program is None:
            print("There is no Chromium here, so the page was not opened.")
            return 0
        with opened_browser(program, Path(name) / "chromium") as browser:
            return 0 if _look(browser, folder) else 1


def _jpegs() -> Iterator[bytes]:
    import cv2
    import numpy as np

    chance = np.random.default_rng(1)
    for _ in range(500):
        small = chance.integers(0, 255, (12, 20, 3), np.uint8)
        yield bytes(cv2.imencode(".jpg", cv2.resize(small, (320, 180)), [cv2.IMWRITE_JPEG_QUALITY, 85])[1])


def _write(source: Path, folder: Path, cache: Path) -> None:
    with Catalog.open(source, read_only=True, cache_folder=cache) as catalog:
        ids = catalog.search("").scene_ids
        began_s = time.process_time()
        for scene in catalog.scenes(ids):
            catalog.cover(scene.id)
        read_s = time.process_time() - began_s
        began_s = time.process_time()
        write_gallery(catalog, folder, ids, GalleryOptions("Ten thousand fights"))
        took_s = time.process_time() - began_s
    index = (folder / "data" / "index.js").stat().st_size
    told = sum(each.stat().st_size for each in (folder / "data").glob("fights-*.js"))
    pictures = sum(each.stat().st_size for each in (folder / "pictures").rglob("*.jpg"))
    print(f"written in {took_s:.1f} s CPU, {took_s / read_s:.1f} of reading the fights ({read_s:.1f})")
    print(f"index {index / 1e6:.1f} MB, details {told / 1e6:.1f} MB, pictures {pictures / 1e6:.1f} MB")


def _look(browser: Browser, folder: Path) -> bool:
    browser.size(1280, 720)
    began_s = time.perf_counter()
    browser.go((folder / "index.html").as_uri())
    print(f"opened and shown in {(time.perf_counter() - began_s) * 1000:.0f} ms")
    typed = [_change(browser, q=query[:length]) for query in _QUERIES for length in range(1, len(query) + 1)]
    _tell("a key, the first", typed[:1])
    _tell("a key", typed[1:])
    browser.ask(_TIMED % '{q: "", page: 1}')
    keys = browser.ask("donnybrook.page.gallery.weapons.slice(0, 40).map(each => each.key)")
    _tell("a filter", [_change(browser, q="", weapons=key) for key in keys])
    _tell("a page", [_change(browser, q="", weapons="", page=page) for page in range(1, 40)])
    orders = ("new", "old", "long", "rating", "film")
    _tell("an order", [_change(browser, q="", weapons="", page=1, order=order) for order in orders])
    return quantiles(typed[1:], n=20)[-1] <= _WANTED_KEY_MS


def _change(browser: Browser, **change: str | int) -> float:
    said = {name: value for name, value in change.items() if name != "weapons"}
    chosen = change.get("weapons")
    weapons = f", weapons: new Set({json.dumps([chosen] if chosen else [])})" if chosen is not None else ""
    return float(browser.ask(_TIMED % f"{{...{json.dumps(said)}{weapons}}}"))


def _tell(what: str, took_ms: list[float]) -> None:
    worst = quantiles(took_ms, n=20)[-1] if len(took_ms) > 1 else took_ms[0]
    print(f"{what}: {median(took_ms):.0f} ms, p95 {worst:.0f} ms, of {len(took_ms)}")


if __name__ == "__main__":
    sys.exit(main())
