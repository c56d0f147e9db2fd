"""What a reader sees and touches beside the words: previews, notes, the other reading, registers."""

from __future__ import annotations

import gzip
import mimetypes
import re
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from jourfixe.output.html.strip import strip
from projects import WITNESS, edition
from test_browser import DESK, PHONE, Reader, copied, luminance

PAGES = Path(__file__).parent / "pages"
PROTOCOL = "protokolle/2026-01-12.html"
REGISTER = "register.html"
WIDE = {"width": 1600, "height": 900}
ZOOMED = {"width": 320, "height": 256}  # a window of 1280 × 1024 at 400 %
TERM = "../glossar.html#term-Suprematie"
LONG = "Das Wort steht für vieles, und was es im Protokoll heißt, ist nicht in einem Satz gesagt. " * 20
LINES = "e => [...e.getClientRects()].map(r => [r.x, r.y, r.right, r.bottom])"
QUIET = ".passage.contribution :is(.begriff, .stelle, .person)"
LOOK = "e => { const s = getComputedStyle(e); return [s.color, s.textDecorationColor, s.textDecorationLine] }"
PREVIEWS = [
    (TERM, "Suprematie", "Der Anspruch einer Macht auf Vorrang: „first“ & <nicht> mehr."),
    ("../glossar.html#term-lang", "vieles", LONG),
    ("../literatur.html#lit-friedensplan", "", "Trumps Friedensplan für die Ukraine."),
    ("../register/eingriffe.html#em-3", "Eingriff", "Textzeuge: „konzedierte“."),
]
SETTINGS = """

def setup(app):
    app.connect("html-page-context", show, priority=900)

def show(app, pagename, templatename, context, doctree):
    if pagename in BODIES:
        context.update(body=BODIES[pagename], previews=PREVIEWS)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Real pages with a text written by hand. Not to be changed."""
    places = [(n - 1, f"Rn. {n}", f"{PROTOCOL}#rn-{n}") for n in (2, 3, 4, 8)]
    single = strip(5, [(2, "Rn. 3", "protokolle/2026-01-26.html#rn-3")], "1 Stelle in 5 Absätzen")
    register = (PAGES / "register.html").read_text("utf-8")
    bodies = {
        PROTOCOL.removesuffix(".html"): (PAGES / "protokoll.html").read_text("utf-8"),
        "register": register.format(strip=strip(9, places, "4 Stellen in 9 Absätzen"), single=single),
    }
    made = edition(tmp_path_factory.mktemp("preview"), d2026_01_12=WITNESS)
    made.write("docs/register.md", "---\norphan: true\n---\n\n# Begriffe\n")
    made.write("docs/conf.py", f"{made.read('docs/conf.py')}\nBODIES = {bodies}\nPREVIEWS = {PREVIEWS}\n{SETTINGS}")
    done = made.sphinx("html")
    assert done.code == 0, done.output
    return done.out


@pytest.fixture
def reader(browser: Browser, site: Path) -> Iterator[Callable[..., Reader]]:
    readers: list[Reader] = []

    def make(**context: Any) -> Reader:
        readers.append(Reader(browser, site, **context))
        return readers[-1]

    yield make
    for one in readers:
        one.context.close()


def pane(page: Page) -> Locator:
    return page.locator(".vorschau")


def text(page: Page) -> list[str]:
    """Heading and words of the preview that is shown."""
    expect(pane(page)).to_be_visible()
    return [" ".join(page.inner_text(f".vorschau .{part}").split()) for part in ("v-kopf", "v-text")]


def link(page: Page, href: str) -> Locator:
    return page.locator(f"main a[href='{href}']").first


def tab_to(page: Page, href: str) -> None:
    """As a keyboard gets there."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == href:
            return
    raise AssertionError(href)


def box(found: Locator) -> dict[str, float]:
    known = found.bounding_box()
    assert known is not None
    return {**known, "right": known["x"] + known["width"], "bottom": known["y"] + known["height"]}


def test_hover_shows_it_and_leaving_closes_it(reader: Any) -> None:
    page = reader(viewport=DESK).open(PROTOCOL)
    link(page, TERM).hover()
    assert text(page) == ["Suprematie", "Der Anspruch einer Macht auf Vorrang: „first“ & <nicht> mehr."]
    assert link(page, TERM).get_attribute("aria-describedby") == pane(page).get_attribute("id")
    assert pane(page).get_attribute("role") == "tooltip"
    assert not page.locator(".v-weiter").is_visible()
    page.mouse.move(5, 5)
    expect(pane(page)).to_be_hidden()
    assert link(page, TERM).get_attribute("aria-describedby") is None


def test_a_pointer_passing_by_shows_nothing(reader: Any) -> None:
    page = reader(viewport=DESK).open(PROTOCOL)
    link(page, TERM).hover()
    page.mouse.move(5, 5)
    page.wait_for_timeout(700)
    assert not pane(page).is_visible()


def test_the_pointer_can_go_onto_it(reader: Any) -> None:
    page = reader(viewport=DESK).open(PROTOCOL)
    link(page, TERM).hover()
    text(page)
    pane(page).hover()
    page.wait_for_timeout(600)
    assert pane(page).is_visible()
    page.keyboard.press("Escape")
    expect(pane(page)).to_be_hidden()


def test_a_click_follows_the_link(reader: Any) -> None:
    page = reader(viewport=DESK).open(PROTOCOL)
    link(page, "#rn-9").hover()
    text(page)
    link(page, "#rn-9").click()
    expect(pane(page)).to_be_hidden()
    assert page.url.endswith("#rn-9")


def test_the_keyboard_shows_it_and_escape_closes_it(reader: Any) -> None:
    page = reader(viewport=DESK).open(PROTOCOL)
    tab_to(page, TERM)
    assert text(page)[0] == "Suprematie"
    page.keyboard.press("Escape")
    expect(pane(page)).to_be_hidden()
    page.wait_for_timeout(500)
    assert not pane(page).is_visible()
    assert page.evaluate("document.activeElement.getAttribute('href')") == TERM
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    text(page)
    page.keyboard.press("Tab")
    expect(link(page, TERM)).not_to_have_attribute("aria-describedby", re.compile("."))


def test_a_finger_shows_it_first_and_follows_then(reader: Any) -> None:
    page = reader(viewport=PHONE, has_touch=True, is_mobile=True).open(PROTOCOL)
    link(page, "#rn-9").tap()
    assert text(page)[0] == "Rn. 9, Leitung"
    assert pane(page).get_attribute("role") == "dialog"
    assert page.url.endswith(PROTOCOL)
    link(page, "#rn-9").tap()
    expect(pane(page)).to_be_hidden()
    assert page.url.endswith("#rn-9")


def test_a_finger_follows_the_link_in_the_preview(reader: Any) -> None:
    page = reader(viewport=PHONE, has_touch=True, is_mobile=True).open(PROTOCOL)
    link(page, "#rn-9").tap()
    page.get_by_text("Zur Stelle").tap()
    expect(pane(page)).to_be_hidden()
    assert page.url.endswith("#rn-9")


def test_a_tap_elsewhere_closes_it(reader: Any) -> None:
    page = reader(viewport=PHONE, has_touch=True, is_mobile=True).open(PROTOCOL)
    link(page, TERM).tap()
    text(page)
    page.locator("#rn-3 > p").tap(position={"x": 3, "y": 3})
    expect(pane(page)).to_be_hidden()
    link(page, "../index.html").tap()  # nothing known of it: followed at once
    page.wait_for_url("**/index.html")


@pytest.mark.parametrize(
    ("href", "shown"),
    [
        ("#rn-9", ["Rn. 9, Leitung", "Praktisch führt Russland"]),
        ("?bis=9#rn-8", ["Rn. 8, Beitrag", "Die Anerkennung als Staatsmann"]),
        ("#term-Frieden", ["Frieden", "Was der Überlegene gewährt."]),
    ],
)
def test_places_on_the_page_speak_for_themselves(reader: Any, href: str, shown: list[str]) -> None:
    page = reader(viewport=DESK).open(PROTOCOL)
    link(page, href).hover()
    found = text(page)
    assert found[0] == shown[0]
    assert found[1].startswith(shown[1])


def test_the_unknown_takes_the_place_of_what_was_shown(reader: Any) -> None:
    page = reader(viewport=DESK).open(PROTOCOL)
    link(page, "../glossar.html#term-lang").hover()
    text(page)
    link(page, "#rn-7").hover(force=True)
    expect(pane(page)).to_be_hidden()


@pytest.mark.parametrize("href", ["#rn-3", "../index.html", "2026-01-12-textzeuge.html"])
def test_nothing_is_shown_of_the_place_itself_or_of_the_unknown(reader: Any, href: str) -> None:
    page = reader(viewport=DESK).open(PROTOCOL)
    link(page, href).hover()
    page.wait_for_timeout(600)
    assert not pane(page).is_visible()


def test_a_note_on_the_screen_is_pointed_at(reader: Any) -> None:
    page = reader(viewport=WIDE).open(PROTOCOL)
    link(page, "#anm-2-28-punkte-plan").hover()
    expect(page.locator("#anm-2-28-punkte-plan")).to_have_class(re.compile("gemeint"))
    assert not pane(page).is_visible()
    assert link(page, "#anm-2-28-punkte-plan").get_attribute("aria-describedby") == "anm-2-28-punkte-plan"
    page.keyboard.press("Escape")
    assert page.locator(".gemeint").count() == 0


def test_a_note_off_the_screen_is_shown(reader: Any) -> None:
    page = reader(viewport=ZOOMED).open(PROTOCOL)
    page.locator("#rn-4").evaluate("e => scrollTo(0, e.getBoundingClientRect().bottom + scrollY - innerHeight)")
    link(page, "#anm-4").hover()
    head, words = text(page)
    assert head == "Anmerkung 2"
    assert words.startswith("Eine lange Anmerkung")


@pytest.mark.parametrize("viewport", [PHONE, ZOOMED, DESK], ids=["phone", "zoomed", "desk"])
def test_it_stays_on_the_screen_and_off_its_link(reader: Any, viewport: dict[str, int]) -> None:
    page = reader(viewport=viewport).open(PROTOCOL)
    for found in page.locator("main a:is(.begriff, .stelle, [href='#rn-9']):not(.rn)").all():
        found.scroll_into_view_if_needed()
        found.hover()
        text(page)
        shown = box(pane(page))
        assert 0 <= shown["x"] < shown["right"] <= viewport["width"]
        assert 0 <= shown["y"] < shown["bottom"] <= viewport["height"]
        assert page.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]
        assert any(not covers(shown, line) for line in found.evaluate(LINES))
        page.keyboard.press("Escape")


def covers(shown: dict[str, float], line: list[float]) -> bool:
    left, top, right, bottom = line
    return shown["x"] < right and left < shown["right"] and shown["y"] < bottom and top < shown["bottom"]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_long_text_is_cut(reader: Any, viewport: dict[str, int]) -> None:
    page = reader(viewport=viewport).open(PROTOCOL)
    link(page, "../glossar.html#term-lang").hover()
    assert text(page)[0] == "vieles"
    shown, whole = page.locator(".v-text").evaluate("e => [e.clientHeight, e.scrollHeight]")
    assert 60 < shown < whole / 2


def test_the_page_does_not_move(reader: Any) -> None:
    page = reader(viewport=DESK).open(PROTOCOL)
    places = "[...document.querySelectorAll('.page *')].filter(e => !e.closest('.vorschau')).map(e => e.offsetTop)"
    link(page, TERM).scroll_into_view_if_needed()
    before = page.evaluate(f"[{places}, document.scrollingElement.scrollHeight, scrollY]")
    link(page, TERM).hover()
    text(page)
    assert page.evaluate(f"[{places}, document.scrollingElement.scrollHeight, scrollY]") == before


def test_it_moves_with_its_link(reader: Any) -> None:
    page = reader(viewport={"width": 1280, "height": 500}).open(PROTOCOL)
    tab_to(page, TERM)
    text(page)
    before = box(pane(page))["y"] - box(link(page, TERM))["y"]
    page.evaluate("scrollBy(0, 40)")
    assert box(pane(page))["y"] - box(link(page, TERM))["y"] == before


@pytest.mark.parametrize(("wish", "name"), [("reduce", "none"), ("no-preference", "vorschau")])
def test_motion_is_a_matter_of_the_reader(reader: Any, wish: str, name: str) -> None:
    page = reader(viewport=DESK, reduced_motion=wish).open(PROTOCOL)
    link(page, TERM).hover()
    text(page)
    assert pane(page).evaluate("e => getComputedStyle(e).animationName") == name


def test_without_script_links_are_links(reader: Any) -> None:
    page = reader(viewport=DESK, java_script_enabled=False).open(PROTOCOL)
    assert not page.locator(".lesart").is_visible()
    assert "Der Anspruch einer Macht" not in page.inner_text("body")
    link(page, "#rn-9").click()
    assert page.url.endswith("#rn-9")


def test_a_strict_policy_allows_it(browser: Browser, site: Path) -> None:
    """default-src 'self', from a server that is not there."""
    asked: list[str] = []
    errors: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        path = site / route.request.url.removeprefix("http://edition.test/").split("?")[0].split("#")[0]
        kind = mimetypes.guess_type(path.name)[0] or "text/plain"
        headers = {"Content-Security-Policy": "default-src 'self'", "Content-Type": f"{kind}; charset=utf-8"}
        route.fulfill(body=path.read_bytes(), headers=headers)

    context = browser.new_context(viewport=DESK)
    context.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.route("**/*", answer)
    page = context.new_page()
    page.goto(f"http://edition.test/{PROTOCOL}")
    loaded = len(asked)
    link(page, TERM).hover()
    assert text(page)[0] == "Suprematie"
    page.locator(".lesart").click()
    assert errors == []
    assert {url for url in asked[loaded:] if not url.endswith("/jourfixe.svg")} == set()  # the tab's icon
    assert all(url.startswith("http://edition.test/") for url in asked)
    context.close()


def test_scripts_are_small(site: Path) -> None:
    page = (site / PROTOCOL).read_text("utf-8")
    names = re.findall(r'<script[^>]* src="\.\./([^"?]+)', page)
    assert {"_static/theme.js", "_static/jourfixe.js"} == set(names)
    assert sum(len(gzip.compress((site / name).read_bytes(), 9, mtime=0)) for name in names) <= 20 * 1024
    assert "<style" not in page
    assert " style=" not in page
    assert not re.search(r'<script(?![^>]* (?:src=|type="application/(?:ld\+)?json"))', page)


def choose(page: Page, first: str, last: str) -> None:
    """Select from the beginning of one element to the end of another."""
    page.evaluate(
        """([first, last]) => { const range = document.createRange();
        range.setStartBefore(document.querySelector(first)); range.setEndAfter(document.querySelector(last));
        getSelection().removeAllRanges(); getSelection().addRange(range) }""",
        [first, last],
    )


def test_the_switch_shows_the_witness_and_copying_gives_it(reader: Any) -> None:
    page = reader(viewport=DESK).open(PROTOCOL)
    switch, place = page.locator(".lesart"), page.locator(".emendation")
    plain = place.evaluate("e => getComputedStyle(e).backgroundColor")
    assert switch.get_attribute("aria-label") == "Wortlaut des Textzeugen zeigen"
    switch.click()
    assert switch.get_attribute("aria-label") == "Wortlaut der Edition zeigen"
    assert place.inner_text() == "konzedierte"
    assert place.evaluate("e => getComputedStyle(e).backgroundColor") != plain
    assert page.locator("#z-10").count() == 1
    choose(page, "#rn-3 > p", "#rn-3 > p")
    assert copied(page).startswith("Damit hat er ihm Respekt konzedierte, mehr nicht.")
    switch.click()
    assert place.inner_html() == 'konz<span class="z unsure" id="z-10" data-z="10"></span>ediert'
    assert place.evaluate("e => getComputedStyle(e).backgroundColor") == plain


def test_the_original_is_one_touch_away(reader: Any) -> None:
    page = reader(viewport=PHONE, has_touch=True, is_mobile=True).open(PROTOCOL)
    page.locator(".emendation").tap()
    assert text(page) == ["Eingriff", "Textzeuge: „konzedierte“."]


def test_note_marks_are_not_copied(reader: Any) -> None:
    page = reader(viewport=DESK).open(PROTOCOL)
    choose(page, "#rn-4", "#rn-4")
    assert copied(page).strip() == "Kurz gesagt: nein."


@pytest.mark.parametrize("width", [1280, 1600, 1920])
def test_notes_stand_beside_their_passage(reader: Any, width: int) -> None:
    """Level with its first line, right of the numbers of lines, on nothing else, and inside the screen."""
    page = reader(viewport={"width": width, "height": 900}).open(PROTOCOL)
    notes = [box(one) for one in page.locator(".apparat").all()]
    passages = [box(one) for one in page.locator(".passage").all()]
    for aside, rn in zip(notes, (2, 4, 6), strict=True):
        text_of = box(page.locator(f"#rn-{rn} > p"))
        assert text_of["right"] + 55 < aside["x"] < aside["right"] <= width - 16
        assert aside["width"] >= 13 * 16
        assert abs(aside["y"] - text_of["y"]) < 8
    assert all(one["bottom"] <= other["y"] + 1 for one, other in pairwise(notes))
    assert all(one["bottom"] <= other["y"] for one, other in pairwise(passages))
    rem = float(page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)"))
    assert {round(p["width"] / rem, 2) for p in passages} == {35}
    assert box(page.locator(".neighbours"))["x"] == passages[0]["x"]
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_a_long_note_runs_on_beside_passages_without_one(reader: Any) -> None:
    """So that the text keeps its rhythm: the paragraph after a long note is not pushed below it."""
    page = reader(viewport=DESK).open(PROTOCOL)
    note, following = box(page.locator(".apparat").nth(1)), box(page.locator("#rn-5"))
    assert following["y"] < note["bottom"]
    assert box(page.locator("#rn-7"))["y"] - box(page.locator("hr.abschnitt"))["bottom"] < 40


@pytest.mark.parametrize("width", [320, 768, 1100])
def test_notes_stand_below_their_passage_where_there_is_no_room(reader: Any, width: int) -> None:
    page = reader(viewport={"width": width, "height": 700}).open(PROTOCOL)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    for rn, after in ((2, 3), (4, 5)):
        aside = box(page.locator(f"#rn-{rn} + .apparat"))
        passage, following = box(page.locator(f"#rn-{rn}")), box(page.locator(f"#rn-{after}"))
        assert passage["bottom"] <= aside["y"] < aside["bottom"] <= following["y"]
        assert passage["x"] < aside["x"] + 1
        assert aside["right"] <= passage["right"] + 1


def test_a_page_without_notes_keeps_its_place_where_there_is_room(reader: Any) -> None:
    """From about 1600 px on, the notes hang in the empty margin."""
    one = reader(viewport={"width": 1920, "height": 900})
    page = one.open(PROTOCOL)
    with_notes = box(page.locator("#rn-1"))["x"]
    page.evaluate("document.querySelectorAll('.apparat').forEach(e => e.remove())")
    assert abs(box(page.locator("#rn-1"))["x"] - with_notes) <= 1


def printed(page: Page, pdftotext: str, folder: Path) -> str:
    page.pdf(path=folder / "druck.pdf", format="A4")
    call = [pdftotext, "-layout", str(folder / "druck.pdf"), "-"]
    return " ".join(subprocess.run(call, capture_output=True, check=True).stdout.decode().split())


def test_print_has_the_notes_below_and_no_preview(reader: Any, pdftotext: str, tmp_path: Path) -> None:
    page = reader(viewport=WIDE).open(PROTOCOL)
    tab_to(page, TERM)
    text(page)
    words = printed(page, pdftotext, tmp_path)
    assert "Der Anspruch einer Macht" not in words
    assert "Textzeugen zeigen" not in words
    order = ["ist für ihn kein Widerspruch", "im November 2025 bekannt", "S. 45 auch in Rn. 8", "mehr nicht."]
    assert [words.index(part) for part in order] == sorted(words.index(part) for part in order)


def test_closed_places_are_open_in_print(reader: Any, pdftotext: str, tmp_path: Path) -> None:
    page = reader(viewport=WIDE).open(REGISTER)
    assert not page.locator(".kwic li").first.is_visible()
    assert "Monopolanspruch auf Suprematie zu verstehen." in printed(page, pdftotext, tmp_path)


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_registers_fit_the_screen(reader: Any, width: int) -> None:
    page = reader(viewport={"width": width, "height": 700}).open(REGISTER)
    page.locator(".kwic summary").click()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    for one in page.locator(".stellen :is(p, li, b, svg), .eingriffe td").all():
        assert not one.is_visible() or box(one)["right"] <= width


def test_rows_of_the_interventions_are_labelled_on_a_phone(reader: Any) -> None:
    page = reader(viewport=PHONE).open(REGISTER)
    heads = page.locator(".eingriffe th").all_text_contents()
    labels = page.locator(".eingriffe tr:first-child td").evaluate_all(
        "all => all.map(e => getComputedStyle(e, '::before').content.replaceAll('\"', ''))"
    )
    assert labels == heads


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_each_mark_of_a_strip_leads_to_its_place(reader: Any, viewport: dict[str, int]) -> None:
    page = reader(viewport=viewport).open(REGISTER)
    drawing = box(page.locator(".streifen").first)
    for rn in (2, 3, 4, 8):
        x = drawing["x"] + drawing["width"] * (2 * rn - 1) / 18
        y = drawing["y"] + drawing["height"] / 2
        hit = page.evaluate("([x, y]) => document.elementFromPoint(x, y).closest('a').getAttribute('href')", [x, y])
        assert hit == f"{PROTOCOL}#rn-{rn}"
    page.mouse.click(drawing["x"] + drawing["width"] * 3 / 18 + 1, drawing["y"] + drawing["height"] / 2)
    page.wait_for_url(f"**/{PROTOCOL}#rn-2")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_links_in_the_text_are_quiet_and_yet_to_be_seen(reader: Any, scheme: str) -> None:
    """Colour of the text, so that contrast is the text's; an underline that stands out 3:1 from the paper."""
    page = reader(viewport=DESK, color_scheme=scheme).open(PROTOCOL)
    page.mouse.move(0, 0)
    paper = luminance(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    ink = page.locator("#rn-2 > p").evaluate("e => getComputedStyle(e).color")
    for found in page.locator(QUIET).all():
        look = found.evaluate(LOOK)
        assert (look[0], look[2]) == (ink, "underline")
        line = luminance(look[1])
        assert (max(line, paper) + 0.05) / (min(line, paper) + 0.05) >= 3
    loud = page.locator("#rn-2 .begriff")
    loud.hover()
    assert loud.evaluate("e => getComputedStyle(e).color") != ink


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("selector", [".apparat p", ".nummer", ".lesart", ".emendation", ".v-kopf", ".v-text"])
def test_contrast(reader: Any, scheme: str, selector: str) -> None:
    page = reader(viewport=DESK, color_scheme=scheme).open(PROTOCOL)
    link(page, TERM).hover()
    text(page)
    ink = luminance(page.locator(selector).first.evaluate("e => getComputedStyle(e).color"))
    paper = luminance(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert (max(ink, paper) + 0.05) / (min(ink, paper) + 0.05) >= 4.5


def test_nothing_fails_and_nothing_is_fetched(reader: Any, site: Path) -> None:
    one = reader(viewport=DESK)
    for path in (PROTOCOL, REGISTER):
        page = one.open(path)
        for found in page.locator("main a").all()[:12]:
            if found.is_visible():
                found.hover(force=True)
    assert one.errors == []
    assert {url for url in one.requests if not url.startswith(f"{site.as_uri()}/")} == set()
