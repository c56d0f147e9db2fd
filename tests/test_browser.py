"""The real edition in a browser, from the disk: on a phone, in the dark, on paper, without script, in the clipboard."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 800}
PROTOCOL = "protokolle/2026-01-12.html"
BOX = "e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom] }"


class Reader:
    """Opens pages of the site and notes what they ask for."""

    def __init__(self, browser: Browser, site: Path, **context: Any) -> None:
        self.site, self.requests, self.errors = site, [], []
        self.context = browser.new_context(offline=True, **context)
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.context.on("weberror", lambda error: self.errors.append(str(error.error)))
        self.context.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)

    def open(self, path: str) -> Page:
        shown = self.context.new_page()
        shown.goto(f"{self.site.as_uri()}/{path}")
        return shown


def readers(browser: Browser, site: Path, **given: Any) -> Iterator[Any]:
    """Makes readers, and closes what they had open; none may have met an error."""
    made: list[Reader] = []

    def make(**context: Any) -> Reader:
        made.append(Reader(browser, site, **(given | context)))
        return made[-1]

    yield make
    for one in made:
        assert one.errors == []
        one.context.close()


@pytest.fixture
def reader(browser: Browser, real: Path) -> Iterator[Any]:
    yield from readers(browser, real)


def pages(site: Path) -> list[str]:
    return sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html"))


def numbers(site: Path) -> list[str]:
    return re.findall(r'class="rn" href="#rn-(\w+)"', (site / PROTOCOL).read_text("utf-8"))


def test_nothing_is_fetched_and_nothing_fails(reader: Any, real: Path) -> None:
    one = reader(viewport=DESK)
    for path in pages(real):
        one.open(path).close()
    assert one.errors == []
    assert {url for url in one.requests if not url.startswith(f"{real.as_uri()}/")} == set()


def test_search_finds_paragraphs_on_the_disk(reader: Any, real: Path) -> None:
    one = reader(viewport=DESK)
    shown = one.open("search.html?q=Suprematie")
    shown.wait_for_selector("#search-results li a")
    assert f"{real.as_uri()}/{PROTOCOL}#rn-11" in shown.eval_on_selector_all(
        "#search-results a", "all => all.map(a => a.href)"
    )
    assert one.errors == []
    assert all(url.startswith("file:") for url in one.requests)


def test_pages_fit_their_screen(reader: Any, real: Path) -> None:
    one = reader(viewport=DESK)
    for path in pages(real):
        shown = one.open(path)
        for width in (1280, 768, 375, 320):
            shown.set_viewport_size({"width": width, "height": 640})
            assert shown.evaluate("document.scrollingElement.scrollWidth") <= width, (path, width)
        shown.close()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_every_number_is_seen_beside_its_words(reader: Any, real: Path, viewport: dict[str, int]) -> None:
    """Inside the screen, on no other number, and not on the words."""
    shown = reader(viewport=viewport).open(PROTOCOL)
    boxes = shown.eval_on_selector_all(".passage > .rn", f"all => all.map({BOX})")
    texts = shown.eval_on_selector_all(".passage > p", f"all => all.map({BOX})")
    assert len(boxes) == len(texts) == len(numbers(real)) > 50
    for left, top, right, bottom in boxes:
        assert 0 <= left < right <= viewport["width"]
        assert bottom - top > 8
    for (_, _, right, bottom), (left, above, _, _) in zip(boxes, texts, strict=True):
        assert right <= left or bottom <= above + 1
    assert all(one[3] <= other[1] for one, other in pairwise(boxes))
    assert shown.eval_on_selector_all(".rn", "all => all.every(e => e.checkVisibility({opacityProperty: true}))")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_lines_of_the_witness_stay_on_the_screen(reader: Any, viewport: dict[str, int]) -> None:
    shown = reader(viewport=viewport).open(PROTOCOL)
    inside = """all => all.every(e => {
        const p = e.closest('p').getBoundingClientRect(), s = getComputedStyle(e, '::before');
        return p.right - parseFloat(s.right) <= innerWidth && s.content.includes(e.dataset.z) })"""
    assert shown.eval_on_selector_all(".z", inside)


def copied(shown: Page) -> str:
    """What the clipboard holds, pasted into a field."""
    shown.keyboard.press("Control+C")
    shown.evaluate("document.body.append(Object.assign(document.createElement('textarea'), {id: 'hierher'}))")
    shown.focus("#hierher")
    shown.keyboard.press("Control+V")
    return shown.input_value("#hierher")


def test_copying_gives_the_words_and_no_numbers(reader: Any) -> None:
    """Over two paragraphs with margin numbers, lines of the witness and links inside; a note between is text, too."""
    shown = reader(viewport=DESK).open(PROTOCOL)
    words = [" ".join(shown.inner_text(f"#rn-{n} p").split()) for n in (3, 4)]
    assert shown.locator("#rn-3 .z, #rn-4 .z").count() > 0
    assert shown.locator("#rn-3 a.person, #rn-4 a").count() > 1
    shown.evaluate(
        """() => { const r = document.createRange(), s = getSelection();
        r.setStartBefore(document.querySelector('#rn-3')); r.setEndAfter(document.querySelector('#rn-4'));
        s.removeAllRanges(); s.addRange(r) }"""
    )
    assert " ".join(shown.evaluate("getSelection().toString()").split()) == " ".join(words)
    assert " ".join(copied(shown).split()) == " ".join(words)
    assert not re.search(r"\d", " ".join(words))


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize(
    ("address", "target"),
    [("#rn-34", "rn-34"), ("?bis=36#rn-34", "rn-34"), ("?fassung=2#rn-34", "rn-34"), ("#z-155", "z-155")],
)
def test_links_land(reader: Any, script: bool, address: str, target: str) -> None:
    shown = reader(viewport=PHONE, java_script_enabled=script).open(PROTOCOL + address)
    box = shown.locator(f"#{target}").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < PHONE["height"] / 2
    if target.startswith("rn"):
        plain = shown.locator("#rn-33").evaluate("e => getComputedStyle(e).backgroundColor")
        assert shown.locator("#rn-34").evaluate("e => getComputedStyle(e).backgroundColor") != plain


def test_without_script_everything_is_there(reader: Any, real: Path) -> None:
    shown = reader(viewport=PHONE, java_script_enabled=False).open("index.html")
    shown.locator("details.drawer > summary").click()
    assert shown.locator("nav a").first.is_visible()
    assert not shown.locator(".theme-switch").is_visible()
    shown.locator("main a[href*='2026-01-12']").first.click()
    assert shown.locator(".passage > p").count() == len(numbers(real))
    assert shown.locator(".passage > p").last.is_visible()


def luminance(colour: str) -> float:
    parts = [int(x) / 255 for x in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def colours(shown: Page, selector: str) -> tuple[float, float]:
    """Luminance of the ink of an element and of the paper below it."""
    ink = shown.locator(selector).first.evaluate("e => getComputedStyle(e).color")
    paper = shown.evaluate("getComputedStyle(document.body).backgroundColor")
    return luminance(ink), luminance(paper)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "selector", [".contribution p", ".chair p", ".frame p", ".rn", "h1", "dl.kopf dt", "dl.kopf a"]
)
def test_contrast(reader: Any, scheme: str, selector: str) -> None:
    ink, paper = colours(reader(viewport=DESK, color_scheme=scheme).open(PROTOCOL), selector)
    assert (paper < 0.05) == (scheme == "dark")
    assert (max(ink, paper) + 0.05) / (min(ink, paper) + 0.05) >= 4.5


def test_the_reader_can_choose_light_or_dark(reader: Any) -> None:
    shown = reader(viewport=DESK, color_scheme="light").open(PROTOCOL)
    seen = []
    for _ in range(3):
        seen.append(colours(shown, "h1")[1] < 0.05)
        shown.locator(".theme-switch").click()
    assert sorted(seen) == [False, False, True]


@pytest.fixture
def printed(reader: Any, pdftotext: str, tmp_path: Path) -> str:
    """The text of the page on paper, line by line."""
    shown = reader(viewport=DESK, color_scheme="dark").open(PROTOCOL)
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "15mm")
    shown.pdf(path=tmp_path / "druck.pdf", format="A4", margin=margin)
    call = [pdftotext, "-layout", str(tmp_path / "druck.pdf"), "-"]
    return subprocess.run(call, capture_output=True, check=True).stdout.decode()


def test_print_holds_every_number_in_order(printed: str, real: Path) -> None:
    """At the left edge of a line with words."""
    rows = re.findall(r"(?m)^[ \f]*(\d+[a-z]*) +(?:— ?)?\S.*[a-zäöüß]", printed)
    wanted = iter(numbers(real))
    missing = next(wanted)
    for rn in rows:
        if rn == missing:
            missing = next(wanted, "")
    assert missing == ""


def test_print_holds_the_words_and_nothing_of_the_screen(printed: str, real: Path) -> None:
    words = re.sub(r"[^a-zäöüß]", "", printed.lower())
    last = re.findall(r"(?s)<p>(.*?)</p>", (real / PROTOCOL).read_text("utf-8").split('class="passage')[-1])[0]
    tail = re.sub(r"[^a-zäöüß]", "", re.sub(r"<[^>]*>", "", last).lower())[-40:]
    assert tail in words
    for screen in ("Inhaltsverzeichnis", "Suchen", "Hergestellt mit", "Nachbarseiten"):
        assert screen not in printed
