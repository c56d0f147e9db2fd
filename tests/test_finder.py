"""The box on every page: what it suggests, where it leads, by keyboard, pointer and finger; and as a plain form."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from test_browser import DESK, PHONE, PROTOCOL, Reader, luminance, readers

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"


@pytest.fixture
def reader(browser: Browser, real: Path) -> Iterator[Callable[..., Reader]]:
    yield from readers(browser, real)


def box(page: Page) -> Locator:
    return page.locator("#suchwort")


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Vorschläge").get_by_role("option")


def ask(page: Page, words: str) -> list[tuple[str, str]]:
    """What is suggested, as name and address."""
    box(page).fill("")
    box(page).press_sequentially(words)
    expect(options(page).first).to_be_visible()
    rows = page.locator(".vorschlaege a").evaluate_all(
        "all => all.map(a => [a.querySelector('b').textContent, a.getAttribute('href').replace('../', '')])"
    )
    return [(name, address) for name, address in rows]


def test_a_stroke_calls_it_and_escape_leads_back(reader: Any) -> None:
    page = reader(viewport=DESK).open(PROTOCOL)
    page.evaluate("scrollTo(0, 2000)")
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_be_in_viewport()
    page.keyboard.type("Suprematie")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    assert page.evaluate("[document.activeElement === document.body, scrollY]") == [True, 2000]
    assert box(page).input_value() == "Suprematie"


def test_a_stroke_in_a_field_is_a_stroke(reader: Any) -> None:
    page = reader(viewport=DESK).open("sammlung.html")
    page.locator("#eingabe").press_sequentially("a/b")
    assert page.locator("#eingabe").input_value() == "a/b"
    box(page).press_sequentially("S/Z")
    assert box(page).input_value() == "S/Z"


@pytest.mark.parametrize(
    ("words", "name", "address"),
    [
        ("Rn 34", "Jour fixe 12.01.2026, Rn. 34", f"{PROTOCOL}#rn-34"),
        ("34", "Jour fixe 12.01.2026, Rn. 34", f"{PROTOCOL}#rn-34"),
        ("34-36", "Jour fixe 12.01.2026, Rn. 34–36", f"{PROTOCOL}?bis=36#rn-34"),
        ("12.1. 34-36", "Jour fixe 12.01.2026, Rn. 34–36", f"{PROTOCOL}?bis=36#rn-34"),
        ("Z. 215", "Jour fixe 12.01.2026, Z. 215", f"{PROTOCOL}#z-215"),
        ("S. 45", "GS 4-25, S. 45", "register/stellen.html#gs-4-25-friedensplan-s-45"),
        ("GS 4-25 45", "GS 4-25, S. 45", "register/stellen.html#gs-4-25-friedensplan-s-45"),
        ("12.1.", "Jour fixe 12.01.2026", PROTOCOL),
        ("Suprematie", "Suprematie", "glossar.html#term-Suprematie"),
        ("suprem", "Suprematie", "glossar.html#term-Suprematie"),
        ("Grossmacht", "Großmacht", "glossar.html#term-Groszmacht"),
        ("multipolaritaet", "Multipolarität", "glossar.html#term-Multipolaritat"),
        ("Karaganow", "Sergej Karaganow", "register/personen.html#person-karaganow"),
        ("Karaganov", "Sergej Karaganow", "register/personen.html#person-karaganow"),
        ("zitierw", "Zitierweise", "edition/zitierweise.html"),
        ("dialektisches", "12.01.2026", PROTOCOL),
    ],
)
def test_it_suggests_where_it_leads(reader: Any, words: str, name: str, address: str) -> None:
    assert ask(reader(viewport=DESK).open(PROTOCOL), words)[0] == (name, address)


def test_it_does_so_on_every_page(reader: Any) -> None:
    """There a bare number says nothing."""
    page = reader(viewport=DESK).open("index.html")
    assert ask(page, "12.1. Rn 34")[0][1] == f"{PROTOCOL}#rn-34"
    assert [name for name, _ in ask(page, "34")][-1] == "Alle Stellen mit „34“"


@pytest.mark.parametrize(
    ("words", "said", "nearest"),
    [
        ("Rn 99", "Rn. 99 gibt es nicht; das Protokoll vom 12.01.2026 hat Rn. 1 bis 57.", f"{PROTOCOL}#rn-57"),
        ("13.13.", "Am 13.13. war kein Jour fixe.", "search.html?q=13.13."),
        ("13.1.26", "Am 13.01.2026 war kein Jour fixe; am nächsten liegt der 12.01.2026.", PROTOCOL),
        ("GS 9-99", "GS 9-99 kommt in keinem Protokoll vor.", "search.html?q=GS%209-99"),
    ],
)
def test_a_wrong_reference_is_answered_with_the_nearest(reader: Any, words: str, said: str, nearest: str) -> None:
    """Enter does not follow it at once, but marks it."""
    page = reader(viewport=DESK).open(PROTOCOL)
    assert ask(page, words)[0][1] == nearest
    assert page.locator(".vorschlaege > p").inner_text() == said
    expect(page.locator(".search [role=status]")).to_contain_text(said)
    box(page).press("Enter")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    before = page.url
    box(page).press("Enter")
    expect(page).not_to_have_url(before) if nearest != PROTOCOL else expect(page).to_have_url(before)


@pytest.mark.parametrize("words", ["<b>Rn</b>", "%", "\\", '"', "„", "(((", "Rn. 34–", "0", "x" * 3000, "Rn 1-9999"])
def test_nothing_that_is_typed_is_an_error(reader: Any, words: str) -> None:
    page = reader(viewport=DESK).open(PROTOCOL)
    box(page).fill(words)
    expect(options(page).first).to_be_visible()
    assert page.locator(".vorschlaege b b").count() == 0


def test_words_are_answered_with_paragraphs(reader: Any) -> None:
    page = reader(viewport=DESK).open(PROTOCOL)
    box(page).press_sequentially("Weltmacht")
    first = page.locator(".vorschlaege li", has=page.locator("mark")).first
    expect(first).to_be_visible()
    assert re.fullmatch(r"12\.01\.2026, Rn\. \d+", first.locator("b").inner_text())
    assert "eltmacht" in first.locator("mark").first.inner_text()
    assert 1 <= page.locator(".vorschlaege li", has=page.locator("mark")).count() <= 4
    rows = page.locator(".vorschlaege b").all_inner_texts()
    assert (rows[0], rows[-1]) == ("Weltmacht", "Alle Stellen mit „Weltmacht“")


def test_the_index_is_loaded_when_it_is_needed(reader: Any) -> None:
    one = reader(viewport=DESK)
    page = one.open(PROTOCOL)
    assert not [url for url in one.requests if "/suche/" in url]
    box(page).focus()
    page.wait_for_timeout(300)
    assert [url.rsplit("/", 1)[1] for url in one.requests if "/suche/" in url] == ["register.js"]
    box(page).fill("Rn 34")
    expect(options(page).first).to_be_visible()
    page.wait_for_timeout(400)
    assert [url.rsplit("/", 1)[1] for url in one.requests if "/suche/" in url] == ["register.js"]


def test_by_keyboard(reader: Any) -> None:
    page = reader(viewport=DESK).open(PROTOCOL)
    ask(page, "Friedensplan")
    expect(page.locator(".vorschlaege mark").first).to_be_visible()
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    assert box(page).get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")
    box(page).press("ArrowDown")
    box(page).press("ArrowDown")
    marked = page.locator("[aria-selected=true]")
    assert box(page).get_attribute("aria-activedescendant") == marked.get_attribute("id")
    assert marked.locator("i").inner_text() == "Protokoll"
    box(page).press("ArrowUp")
    box(page).press("ArrowUp")
    expect(marked).to_have_count(0)
    box(page).press("ArrowUp")
    assert "Alle Stellen" in marked.inner_text()
    box(page).press("Tab")
    expect(options(page)).to_have_count(0)
    expect(page.locator(".top .search button")).to_be_focused()
    expect(box(page)).to_have_attribute("aria-expanded", "false")


def test_enter_goes_to_what_is_marked(reader: Any) -> None:
    page = reader(viewport=DESK).open(PROTOCOL)
    ask(page, "Friedensplan")
    box(page).press("ArrowDown")
    box(page).press("Enter")
    page.wait_for_url("**/glossar.html#term-Friedensplan")


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("Rn 34", f"{PROTOCOL}#rn-34"),
        ("12.1.26 Rn 34-36", f"{PROTOCOL}?bis=36#rn-34"),
        ("suprematie", "glossar.html#term-Suprematie"),
        ("Suprematie Anspruch", "search.html?q=Suprematie+Anspruch"),
        ("", "search.html?q="),
    ],
)
def test_enter_without_choice(reader: Any, words: str, address: str) -> None:
    """At once, before anything is suggested."""
    page = reader(viewport=DESK).open(PROTOCOL)
    box(page).fill(words)
    box(page).press("Enter")
    page.wait_for_url(f"**/{address}")


def test_a_reference_on_the_same_page_goes_there(reader: Any) -> None:
    page = reader(viewport=DESK).open(PROTOCOL)
    page.keyboard.press("/")
    page.keyboard.type("34")
    page.keyboard.press("Enter")
    page.wait_for_url("**#rn-34")
    expect(page.locator("#rn-34")).to_be_in_viewport()
    expect(box(page)).not_to_be_focused()


def test_by_pointer(reader: Any) -> None:
    page = reader(viewport=DESK).open(PROTOCOL)
    ask(page, "Suprematie")
    options(page).first.click()
    page.wait_for_url("**/glossar.html#term-Suprematie")
    page.go_back()
    ask(page, "Suprematie")
    page.mouse.click(900, 700)
    expect(options(page)).to_have_count(0)


def test_by_touch(reader: Any) -> None:
    page = reader(viewport=PHONE, has_touch=True, is_mobile=True).open(PROTOCOL)
    box(page).tap()
    page.keyboard.type("Rn 34")
    options(page).first.tap()
    page.wait_for_url("**#rn-34")
    expect(options(page)).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_it_fits_and_can_be_read(reader: Any, width: int, scheme: str) -> None:
    page = reader(viewport={"width": width, "height": 640}, color_scheme=scheme).open(PROTOCOL)
    ask(page, "Friedensplan")
    expect(page.locator(".vorschlaege mark").first).to_be_visible()
    box(page).press("ArrowDown")
    shown = page.locator(".vorschlaege").bounding_box()
    assert shown is not None
    assert 0 <= shown["x"] < shown["x"] + shown["width"] <= width
    assert shown["width"] >= min(width - 40, 500)
    assert shown["y"] + shown["height"] <= 640
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    paper = luminance(page.locator(".vorschlaege").evaluate("e => getComputedStyle(e).backgroundColor"))
    for part in ("b", "i", "span", "mark"):
        ink = luminance(page.locator(f".vorschlaege {part}").first.evaluate("e => getComputedStyle(e).color"))
        assert (max(ink, paper) + 0.05) / (min(ink, paper) + 0.05) >= 4.5


def test_what_is_marked_is_seen_in_forced_colours(reader: Any) -> None:
    page = reader(viewport=DESK, forced_colors="active").open(PROTOCOL)
    ask(page, "Friedensplan")
    colour = "e => getComputedStyle(e).backgroundColor"
    plain = options(page).first.locator("a").evaluate(colour)
    box(page).press("ArrowDown")
    assert options(page).first.locator("a").evaluate(colour) != plain


def test_without_script_it_is_a_form(reader: Any) -> None:
    page = reader(viewport=DESK, java_script_enabled=False).open(PROTOCOL)
    box(page).fill("Suprematie")
    box(page).press("Enter")
    page.wait_for_url("**/search.html?q=Suprematie")


def test_a_strict_policy_allows_it(browser: Browser, real: Path) -> None:
    errors: list[str] = []

    def answer(route: Route) -> None:
        path = real / re.sub(r"[?#].*", "", route.request.url.removeprefix("http://edition.test/"))
        kind = mimetypes.guess_type(path.name)[0] or "text/plain"
        headers = {"Content-Security-Policy": POLICY, "Content-Type": f"{kind}; charset=utf-8"}
        route.fulfill(body=path.read_bytes(), headers=headers)

    context = browser.new_context(viewport=DESK)
    context.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.route("**/*", answer)
    page = context.new_page()
    page.goto(f"http://edition.test/{PROTOCOL}")
    ask(page, "Friedensplan")
    expect(page.locator(".vorschlaege mark").first).to_be_visible()
    box(page).press("ArrowDown")
    box(page).press("Enter")
    page.wait_for_url("**/glossar.html#term-Friedensplan")
    assert errors == []
    context.close()
