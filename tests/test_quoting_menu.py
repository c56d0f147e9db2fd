"""Quoting in the browser: the menu at a number and for what is selected, and what is in the clipboard afterwards."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from test_browser import DESK, PHONE, Reader, copied, readers

PROTOCOL = "protokolle/2026-01-12.html"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
FINGER = {"viewport": PHONE, "has_touch": True, "is_mobile": True, "permissions": CLIPBOARD}
FOCUSED = "document.activeElement.textContent"
ITEMS = ["Link kopieren", "Chatzeile", "Zitat", "Fußnote", "Markdown", "BibTeX", "RIS", "CSL-JSON", "Merken"]
SELECT = """([first, from, last, to]) => {
    const at = (rn, offset) => {
        const texts = document.createTreeWalker(document.querySelector(`#rn-${rn} > p`), NodeFilter.SHOW_TEXT);
        for (let node; (node = texts.nextNode()); offset -= node.length)
            if (offset <= node.length) return [node, offset];
    };
    const whole = document.querySelector(`#rn-${last} > p`).textContent.length;
    getSelection().setBaseAndExtent(...at(first, from), ...at(last, to < 0 ? whole : to));
}"""


@pytest.fixture
def reader(browser: Browser, real: Path) -> Iterator[Callable[..., Reader]]:
    yield from readers(browser, real, viewport=DESK, permissions=CLIPBOARD)


def menu(page: Page) -> Locator:
    return page.get_by_role("menu")


def number(page: Page, rn: str) -> Locator:
    return page.locator(f"#rn-{rn} > .rn")


def item(page: Page, name: str) -> Locator:
    return page.get_by_role("menuitem", name=name, exact=True)


def clipboard(page: Page) -> str:
    """After the reader has been told that something is there."""
    expect(page.locator(".gesagt[role=status]")).to_contain_text("Kopiert: ")
    return str(page.evaluate("navigator.clipboard.readText()")).replace("\r", "")


def select(page: Page, first: str, start: int, last: str, end: int) -> None:
    """From an offset into one paragraph to an offset into another; -1 is its end."""
    page.evaluate(SELECT, [first, start, last, end])


def offered(page: Page) -> Locator:
    offer = page.get_by_role("button", name="Zitieren")
    expect(offer).to_be_visible()
    return offer


def words(page: Page, rn: str) -> str:
    return str(page.locator(f"#rn-{rn} > p").text_content())


def address(site: Path, rest: str) -> str:
    return f"{(site / PROTOCOL).as_uri()}?fassung=2{rest}"


def test_a_click_on_a_number_follows_it_and_opens_its_menu(reader: Any) -> None:
    page = reader().open(PROTOCOL)
    number(page, "5").scroll_into_view_if_needed()
    before = number(page, "5").bounding_box()
    number(page, "5").click()
    assert page.url.endswith(f"{PROTOCOL}#rn-5")
    assert page.evaluate("document.querySelector(':target').id") == "rn-5"
    assert number(page, "5").bounding_box() == before
    assert menu(page).get_by_role("menuitem").all_inner_texts() == ITEMS
    assert menu(page).locator("p").first.inner_text() == "Jour fixe 12.01.2026, Rn. 5 (Fassung 2)"
    number(page, "5").click()
    expect(menu(page)).to_be_hidden()


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("Link kopieren", "{address}", ""),
        ("Chatzeile", "Jour fixe 12.01.2026, Rn. 5 (Fassung 2)", "{address}"),
        ("Zitat", "„{words}“", "“ (Leitung, Jour fixe 12.01.2026, Rn. 5, Fassung 2)"),
        ("Fußnote", "„Trumps Friedensplan", "."),
        ("Markdown", "> {words}", "> — [Jour fixe 12.01.2026, Rn. 5 (Fassung 2)]({address})"),
        ("BibTeX", "@incollection{{jf-2026-01-12-rn-5,", "}}"),
        ("RIS", "TY  - CHAP", "ER  - "),
    ],
)
def test_one_gesture_copies(reader: Any, real: Path, name: str, start: str, end: str) -> None:
    page = reader().open(PROTOCOL)
    number(page, "5").click()
    item(page, name).click()
    text = clipboard(page)
    known = {"words": words(page, "5"), "address": address(real, "#rn-5")}
    assert text.startswith(start.format(**known))
    assert text.endswith(end.format(**known))
    expect(menu(page)).to_be_hidden()


def test_machines_get_what_they_can_read(reader: Any) -> None:
    page = reader().open(PROTOCOL)
    number(page, "5").click()
    item(page, "CSL-JSON").click()
    assert json.loads(clipboard(page))[0]["page"] == "Rn. 5"


def test_a_passage_is_handed_to_the_collection(reader: Any) -> None:
    page = reader().open(PROTOCOL)
    page.evaluate("document.addEventListener('merken', ({detail}) => { window.passage = detail })")
    number(page, "5").click()
    item(page, "Merken").click()
    passage = page.evaluate("window.passage")
    assert {key: passage[key] for key in ("id", "first", "last", "sentence", "revision", "roles", "texts")} == {
        "id": "2026-01-12",
        "first": "5",
        "last": "5",
        "sentence": "",
        "revision": 2,
        "roles": ["chair"],
        "texts": [words(page, "5")],
    }


def test_the_menu_by_keyboard_alone(reader: Any, real: Path) -> None:
    page = reader().open(f"{PROTOCOL}#rn-5")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(menu(page)).to_be_visible()
    seen = [page.evaluate(FOCUSED)]
    for key in ("ArrowDown", "End", "ArrowDown", "ArrowUp", "Home"):
        page.keyboard.press(key)
        seen.append(page.evaluate(FOCUSED))
    assert seen == ["Link kopieren", "Chatzeile", "Merken", "Link kopieren", "Merken", "Link kopieren"]
    page.keyboard.press("Escape")
    expect(menu(page)).to_be_hidden()
    assert page.evaluate("document.activeElement.hash") == "#rn-5"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert clipboard(page) == address(real, "#rn-5")
    assert page.evaluate("document.activeElement.hash") == "#rn-5"


def test_a_key_opens_it_for_the_paragraph_in_view(reader: Any) -> None:
    page = reader().open(f"{PROTOCOL}#rn-30")
    page.keyboard.press("z")
    assert "Rn. 30 " in menu(page).locator("p").first.inner_text()
    assert menu(page).locator(".taste").inner_text() == "Taste z"
    page.keyboard.press("Escape")
    page.evaluate("document.querySelector('#rn-50').scrollIntoView()")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("z")
    assert "Rn. 50 " in menu(page).locator("p").first.inner_text()


def test_the_key_writes_where_one_writes(reader: Any) -> None:
    page = reader().open(PROTOCOL)
    page.locator("#suchwort").focus()
    page.keyboard.type("z")
    assert page.input_value("#suchwort") == "z"
    expect(menu(page)).to_be_hidden()


@pytest.mark.parametrize("button", ["middle", "left"])
def test_other_clicks_are_the_browsers(reader: Any, button: Any) -> None:
    page = reader().open(PROTOCOL)
    number(page, "5").click(button=button, modifiers=["Control"] if button == "left" else [])
    page.wait_for_timeout(200)
    expect(menu(page)).to_be_hidden()
    assert page.url.endswith(PROTOCOL)


def test_a_click_elsewhere_closes_it(reader: Any) -> None:
    page = reader().open(PROTOCOL)
    number(page, "5").click()
    page.locator("h1").first.click(force=True)
    expect(menu(page)).to_be_hidden()


def test_a_finger_opens_it_and_it_fits_the_screen(reader: Any) -> None:
    page = reader(**FINGER).open(PROTOCOL)
    for rn in ("1", "5", "57"):
        number(page, rn).tap()
        box = menu(page).bounding_box()
        assert box
        assert 0 <= box["x"] < box["x"] + box["width"] <= 320
        assert 0 <= box["y"] < box["y"] + box["height"] <= 640
        for one in menu(page).get_by_role("menuitem").all():
            target = one.bounding_box()
            assert target
            assert min(target["height"], target["width"]) >= 40
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    item(page, "Chatzeile").tap()
    assert clipboard(page).startswith("Jour fixe 12.01.2026, Rn. 57")


@pytest.mark.parametrize(
    ("first", "start", "last", "end", "head", "rest"),
    [
        ("33", 0, "33", -1, "Rn. 33 (Fassung 2), Z. 175–184", "#rn-33"),
        ("33", 184, "33", 200, "Rn. 33 Satz 2 (Fassung 2), Z. 180–184", "&satz=2#rn-33"),
        ("33", 190, "33", 300, "Rn. 33 Satz 2–3 (Fassung 2), Z. 180–184", "&satz=2-3#rn-33"),
        ("29", 10, "31", 20, "Rn. 29–31 (Fassung 2), Z. 155–174", "&bis=31#rn-29"),
        ("5", 0, "6", 60, "Rn. 5–6 (Fassung 2)", "&bis=6#rn-5"),
    ],
)
def test_what_is_selected_is_quoted(
    reader: Any, real: Path, first: str, start: int, last: str, end: int, head: str, rest: str
) -> None:
    page = reader().open(PROTOCOL)
    select(page, first, start, last, end)
    offered(page).click()
    assert menu(page).locator("p").first.inner_text().replace("\u2060", "") == f"Jour fixe 12.01.2026, {head}"
    item(page, "Link kopieren").click()
    assert clipboard(page) == address(real, rest)


def test_exactly_the_words_selected_trimmed(reader: Any) -> None:
    page = reader().open(PROTOCOL)
    whole = words(page, "33")
    start = whole.index(" nicht um ")
    select(page, "33", start, "33", start + len(" nicht um ukrain"))
    page.keyboard.press("z")
    item(page, "Zitat").click()
    assert clipboard(page).startswith("„nicht um ukrain“ (")


def test_several_paragraphs_are_quoted_with_their_numbers(reader: Any) -> None:
    page = reader().open(PROTOCOL)
    select(page, "5", 4, "6", 5)
    offered(page).click()
    item(page, "Zitat").click()
    quoted = clipboard(page).split("\n\n")
    assert quoted[0].startswith(f"„{words(page, '5')[4:].strip()}“")
    assert quoted[0].endswith("Rn. 5)")
    assert quoted[1].startswith(f"„{words(page, '6')[:5].strip()}“")
    assert quoted[1].endswith("Rn. 6)")
    assert quoted[2] == "(Jour fixe 12.01.2026, Rn. 5–6, Fassung 2)"


def test_words_are_selected_by_pointer_and_the_offer_stays_out_of_the_way(reader: Any) -> None:
    page = reader().open(f"{PROTOCOL}#rn-5")
    box = page.locator("#rn-5 > p").bounding_box()
    assert box
    page.mouse.move(box["x"] + 60, box["y"] + 14)
    page.mouse.down()
    page.mouse.move(box["x"] + 260, box["y"] + 14, steps=5)
    page.wait_for_timeout(400)
    assert not page.locator(".zitieren").is_visible()
    page.mouse.up()
    offer = offered(page).bounding_box()
    assert offer
    assert offer["y"] >= page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().bottom")
    page.mouse.click(box["x"] + 300, box["y"] - 8)
    expect(page.locator(".zitieren")).to_be_hidden()


def test_words_are_selected_by_keyboard(reader: Any) -> None:
    page = reader().open(PROTOCOL)
    select(page, "5", 0, "5", 3)
    for _ in range(3):
        page.keyboard.press("Shift+Control+ArrowRight")
    offered(page)
    page.keyboard.press("z")
    assert page.evaluate(FOCUSED) == "Link kopieren"
    page.keyboard.press("Escape")
    expect(menu(page)).to_be_hidden()
    assert page.evaluate("getSelection().toString()").startswith("Wie unterscheidet sich")


def test_a_finger_finds_the_offer_below_its_handles(reader: Any) -> None:
    page = reader(**FINGER).open(f"{PROTOCOL}#rn-5")
    select(page, "5", 4, "5", 30)
    offer = offered(page).bounding_box()
    assert offer
    end = page.evaluate("[...getSelection().getRangeAt(0).getClientRects()].at(-1).bottom")
    assert offer["y"] >= end + 30
    assert offer["height"] >= 40
    assert offer["x"] + offer["width"] <= 320
    page.locator(".zitieren").tap()
    item(page, "Chatzeile").tap()
    assert "Rn. 5" in clipboard(page)


def test_outside_of_passages_nothing_is_offered(reader: Any) -> None:
    page = reader().open(PROTOCOL)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    page.wait_for_timeout(400)
    assert not page.locator(".zitieren").is_visible()
    assert "Trumps Friedensplan" in copied(page)


def test_copying_by_key_gives_paragraphs_and_nothing_between(reader: Any) -> None:
    """Rn. 33 has a mark of a note, and the note stands behind it; soft hyphens are not what anybody wrote."""
    page = reader().open(PROTOCOL)
    page.evaluate("document.querySelector('#rn-34 > p').firstElementChild.after('\\u00ad')")
    plain = words(page, "34").replace("\u00ad", "")
    select(page, "33", 0, "34", -1)
    page.keyboard.press("Control+C")
    html = page.evaluate(
        "navigator.clipboard.read().then(([one]) => one.getType('text/html')).then(blob => blob.text())"
    )
    assert copied(page) == f"{words(page, '33')}\n\n{plain}"
    assert "<em>in der Ukraine</em>" in html
    assert html.count("<p>") == 2
    assert "<a" not in html


def test_copying_more_than_passages_is_left_to_the_browser(reader: Any) -> None:
    page = reader().open(PROTOCOL)
    page.keyboard.press("Control+A")
    text = copied(page)
    assert "Trumps Friedensplan für die Ukraine" in text
    assert words(page, "57")[:40] in text


def test_without_a_clipboard_it_is_copied_in_the_old_way(browser: Browser, real: Path) -> None:
    """http without TLS, and a strict policy."""
    errors: list[str] = []

    def answer(route: Route) -> None:
        path = real / route.request.url.removeprefix("http://edition.test/").split("?")[0].split("#")[0]
        kind = mimetypes.guess_type(path.name)[0] or "text/plain"
        policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
        headers = {"Content-Security-Policy": policy, "Content-Type": f"{kind}; charset=utf-8"}
        route.fulfill(body=path.read_bytes(), headers=headers)

    context = browser.new_context(viewport=DESK)
    context.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.route("**/*", answer)
    page = context.new_page()
    page.goto(f"http://edition.test/{PROTOCOL}?fassung=1&bis=6#rn-5")
    assert page.evaluate("navigator.clipboard === undefined")
    expect(page.locator(".ankunft")).to_contain_text("unverändert")
    number(page, "5").click()
    item(page, "Link kopieren").click()
    expect(page.locator(".gesagt")).to_contain_text("Kopiert: Link, Rn. 5")
    page.focus("#suchwort")
    page.keyboard.press("Control+V")
    assert page.input_value("#suchwort") == f"http://edition.test/{PROTOCOL}?fassung=2#rn-5"
    page.evaluate("document.execCommand = () => false")
    number(page, "5").click()
    item(page, "Fußnote").click()
    field = page.get_by_role("textbox", name="Text zum Kopieren")
    assert "Rn. 5 (Fassung 2)" in field.input_value()
    assert page.evaluate("getSelection().toString()") == field.input_value()
    field.press("Escape")
    expect(field).to_be_hidden()
    assert errors == []
    context.close()


def test_without_script_a_number_is_a_link(reader: Any) -> None:
    page = reader(java_script_enabled=False).open(PROTOCOL)
    number(page, "5").click()
    assert page.url.endswith("#rn-5")
    assert page.locator(".zitat, .zitieren").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_menu_is_of_the_colours_of_the_page(reader: Any, scheme: str) -> None:
    page = reader(color_scheme=scheme).open(PROTOCOL)
    number(page, "5").click()
    ink, paper = item(page, "Zitat").evaluate(
        "e => [getComputedStyle(e).color, getComputedStyle(e.closest('.zitat')).backgroundColor]"
    )
    bright = [sum(map(int, colour.removeprefix("rgb(").removesuffix(")").split(", "))) for colour in (ink, paper)]
    assert (bright[0] > bright[1] + 400) if scheme == "dark" else (bright[1] > bright[0] + 400)


def test_paper_has_no_menu(reader: Any) -> None:
    page = reader().open(PROTOCOL)
    number(page, "5").click()
    page.emulate_media(media="print")
    assert not menu(page).is_visible()
