"""The gallery in a headless Chromium: searched, filtered, read by keys, on a phone; hostile text does nothing.

Skipped where there is no Chromium; ``DONNYBROOK_CHROMIUM`` names one that is not on the path.
"""

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from exchange.browser import Browser, chromium, opened_browser
from exchange.galleries import HOSTILE, add_fillers, make_catalog, write

pytestmark = pytest.mark.skipif(chromium() is None, reason="no Chromium here: install it, or set DONNYBROOK_CHROMIUM")

TITLES = "[...document.querySelectorAll('#wall h3')].map(e => e.textContent)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gallery of five fights, one of 105, and one that keeps back what happens."""
    folder = tmp_path_factory.mktemp("galleries")
    with make_catalog(folder, note_letters=20_000) as catalog:
        write(catalog, folder / "few")
        write(catalog, folder / "safe", spoiler_safe=True)
        add_fillers(catalog, 100)
        write(catalog, folder / "many")
    return folder


@pytest.fixture(scope="module")
def chromium_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with opened_browser(chromium() or "", tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


@pytest.fixture
def browser(chromium_page: Browser) -> Iterator[Browser]:
    """The browser, which must not complain of anything."""
    chromium_page.size(1280, 720)
    chromium_page.complaints.clear()
    yield chromium_page
    assert chromium_page.complaints == []


def address(folder: Path, name: str, **state: str) -> str:
    return f"{(folder / name / 'index.html').as_uri()}#{urlencode(state, quote_via=quote)}"


def titles(browser: Browser, folder: Path, **state: str) -> set[str]:
    browser.go(address(folder, "few", **state))
    return {"hostile" if each == HOSTILE else each for each in browser.ask(TITLES)}


def test_all_fights_are_on_the_wall(browser: Browser, folder: Path) -> None:
    assert titles(browser, folder) == {"fire", "skates", "allies", "bare", "hostile"}
    assert browser.ask("document.getElementById('count').textContent") == "5 fights in 3 films"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("flamethrower", {"fire", "allies"}),
        ('flamethrower vs "fire hose"', {"fire"}),
        ('"fire hose" vs flamethrower', {"fire"}),
        ("improvised -skates", {"fire", "bare"}),
        ("weapon:sword", {"bare", "hostile"}),
        ("lodz at:village or by:macarro", {"fire", "skates", "allies", "bare"}),
        ("film:boken skate", {"allies"}),
        ("weapon:skate or chair", {"skates", "allies", "bare"}),
        ("lodz", {"allies", "bare"}),
        ("adventure -weapon:chair", set()),
        ("tech:choke", {"bare"}),
    ],
)
def test_a_search_finds_what_the_window_would(browser: Browser, folder: Path, query: str, found: set[str]) -> None:
    assert titles(browser, folder, q=query) == found


def test_filters_count_narrower_terms_and_are_chosen_by_a_click(browser: Browser, folder: Path) -> None:
    browser.go(address(folder, "few"))
    facet = "[...document.querySelectorAll('#facets label')].find(e => e.querySelector('.name').textContent === '%s')"
    sword = facet % "sword"
    assert browser.ask(f"{sword}.querySelector('.count').textContent") == "2"
    browser.ask(f"{sword}.click()")
    browser.until("document.querySelectorAll('#wall li.card').length === 2")
    assert browser.ask("document.querySelector('#chosen').textContent.trim()") == "sword ×"
    assert browser.ask("new URLSearchParams(location.hash.slice(1)).get('weapons')") == "sword"
    browser.ask("document.querySelector('#chosen button').click()")
    browser.until("document.querySelectorAll('#wall li.card').length === 5")


def test_a_fight_is_opened_read_and_left_by_keys_alone(browser: Browser, folder: Path) -> None:
    browser.go(address(folder, "few", q="skates"))
    browser.ask("document.getElementById('found').focus()")
    for _ in range(8):
        if browser.ask("document.activeElement.classList.contains('face')"):
            break
        browser.press("Tab")
    ring = "getComputedStyle(document.activeElement.closest('.card')).outlineStyle"
    assert browser.ask(ring) == "solid"
    browser.press("Enter", text="\r")
    browser.until("document.querySelectorAll('#fight .sentence').length > 1")
    told = browser.ask("document.getElementById('fight').innerText")
    for words in ("Who against whom", "Eve uses", "ice skates", "swung by the long laces", "played by Ana de Armas"):
        assert words in told
    assert browser.ask("document.activeElement.id") == "fight"
    browser.press("Escape")
    browser.until("document.getElementById('fight').hidden")
    assert browser.ask("document.activeElement.id.startsWith('card-')")


def test_typing_searches(browser: Browser, folder: Path) -> None:
    browser.go(address(folder, "few"))
    browser.ask("document.getElementById('query').focus()")
    browser.type("katana")
    browser.until("document.querySelectorAll('#wall li.card').length === 2")
    assert browser.ask("document.getElementById('query').value") == "katana"


def test_what_happens_is_kept_back_until_somebody_asks(browser: Browser, folder: Path) -> None:
    browser.go(address(folder, "safe"))
    shown = browser.ask("document.body.innerText")
    for kept in ("balustrade", "kicks him", "skates\n", "bare\n"):
        assert kept not in shown.replace("ice skates", "")
    assert browser.ask("getComputedStyle(document.querySelector('.hides img')).filter").startswith("blur")
    browser.ask("location.hash = [...document.querySelectorAll('a.face')][0].getAttribute('href')")
    browser.until("document.getElementById('tell') !== null")
    assert browser.ask("document.getElementById('fight').innerText.includes('Who against whom')") is False
    browser.ask("document.getElementById('tell').click()")
    browser.until("document.querySelectorAll('#fight section').length > 1")
    assert browser.ask("document.querySelectorAll('#wall .kept').length") == 4
    browser.ask("document.getElementById('hides').click()")
    browser.until("document.querySelectorAll('.kept').length === 0")
    assert browser.ask("getComputedStyle(document.querySelector('#wall img')).filter") == "none"


def test_a_search_gives_nothing_away_that_is_kept_back(browser: Browser, folder: Path) -> None:
    browser.go(address(folder, "safe", q="kicks"))
    assert browser.ask(TITLES) == []
    browser.go(address(folder, "safe", q="kicks", shown="1"))
    assert browser.ask(TITLES) == ["allies"]


def test_hostile_text_is_shown_as_it_was_written_and_does_nothing(browser: Browser, folder: Path) -> None:
    browser.go(address(folder, "few", q="guard -gang -eve"))
    browser.ask("location.hash = document.querySelector('a.face').getAttribute('href')")
    browser.until("document.querySelectorAll('#fight .sentence').length > 0")
    assert browser.ask("document.querySelector('#fight h2').textContent") == HOSTILE
    assert browser.ask("document.querySelector('#fight .note').textContent.length") == len(HOSTILE) + 20_000
    assert browser.ask("typeof window.hacked") == "undefined"
    assert browser.ask("document.querySelectorAll('img[src=x], body script').length") == 0


def test_nothing_is_asked_of_a_network_and_the_policy_would_not_let_it(chromium_page: Browser, folder: Path) -> None:
    chromium_page.go(address(folder, "few"))
    asked = chromium_page.ask("performance.getEntriesByType('resource').map(e => new URL(e.name).protocol)")
    assert set(asked) <= {"file:"}
    chromium_page.complaints.clear()
    assert chromium_page.ask("fetch('http://127.0.0.1:9/').then(() => 'let through', () => 'refused')") == "refused"
    assert "Content Security Policy" in "".join(chromium_page.complaints)
    chromium_page.complaints.clear()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_it_fits_a_phone_and_a_desk(browser: Browser, folder: Path, width: int) -> None:
    browser.size(width, 800)
    browser.go(address(folder, "many"))
    wide = "document.scrollingElement.scrollWidth"
    assert browser.ask(wide) <= width
    browser.ask("location.hash = document.querySelector('a.face').getAttribute('href')")
    browser.until("!document.getElementById('fight').hidden")
    assert browser.ask(wide) <= width
    assert browser.ask("document.getElementById('fight').scrollWidth <= document.getElementById('fight').clientWidth")
    covers = browser.ask("document.querySelector('main').inert")
    assert covers is (width < 900)


def test_many_fights_come_a_page_at_a_time(browser: Browser, folder: Path) -> None:
    browser.go(address(folder, "many"))
    assert browser.ask("document.querySelectorAll('#wall li.card').length") == 48
    seen = set(browser.ask(TITLES))
    for number in (2, 3):
        browser.ask("document.getElementById('later').click()")
        browser.until(f"document.getElementById('page').textContent === 'Page {number} of 3'")
        seen |= set(browser.ask(TITLES))
    assert len(seen) == 105
    assert browser.ask("document.getElementById('later').getAttribute('aria-disabled')") == "true"


def test_everything_that_can_be_used_has_a_name_for_readers(browser: Browser, folder: Path) -> None:
    browser.size(360, 800)
    browser.go(address(folder, "many", q="fire"))
    browser.ask("document.getElementById('filters').click()")
    roles = {"button", "link", "checkbox", "searchbox", "textbox", "combobox"}
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    named = [
        (each["role"]["value"], each.get("name", {}).get("value", ""))
        for each in nodes
        if not each.get("ignored") and each["role"]["value"] in roles
    ]
    assert {role for role, _ in named} >= {"button", "link", "checkbox", "searchbox", "combobox"}
    assert [each for each in named if not each[1].strip()] == []
    levels = browser.ask("[...document.querySelectorAll('h1, h2, h3')].map(e => e.tagName)")
    assert levels[0] == "H1"
    assert levels.count("H1") == 1


def test_a_web_server_shows_the_same(browser: Browser, folder: Path) -> None:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder / "few")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        browser.go(f"http://127.0.0.1:{server.server_address[1]}/#q=flamethrower")
        assert set(browser.ask(TITLES)) == {"fire", "allies"}
        browser.ask("location.hash = document.querySelector('a.face').getAttribute('href')")
        browser.until("document.querySelectorAll('#fight .sentence').length > 0")
    finally:
        server.shutdown()
        server.server_close()
