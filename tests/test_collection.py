"""Gesammelte Stellen: marked while reading, ordered, passed on, taken in; in several tabs, and unstored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from test_browser import PHONE, PROTOCOL, Reader, luminance, readers

PAGE = "sammlung.html"
KEY = "jourfixe-sammlung/1 Jour-fixe-Edition"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }"
MARK = """([first, last, more]) => {
  const numbers = [...document.querySelectorAll('main .passage')].map((one) => one.id.slice(3));
  const own = numbers.slice(numbers.indexOf(first), numbers.indexOf(last) + 1);
  const passages = own.map((rn) => document.getElementById(`rn-${rn}`));
  const detail = {
    id: '2026-01-12', day: '12.01.2026', first, last, numbers: own, revision: 2, lines: null, address: location.href,
    roles: passages.map((one) => one.classList[1]), texts: passages.map((one) => one.querySelector('p').textContent),
    ...more,
  };
  document.dispatchEvent(new CustomEvent('merken', { detail }));
}"""


@pytest.fixture
def reader(browser: Browser, real: Path) -> Iterator[Callable[..., Reader]]:
    yield from readers(browser, real)


def collect(page: Page, first: str, last: str = "", **more: Any) -> None:
    """As the menu of a Randnummer does."""
    page.evaluate(MARK, [first, last or first, more])


def collected(one: Reader, *places: str) -> Page:
    """The page of the collection, with these passages in it."""
    page = one.open(PROTOCOL)
    for place in places:
        first, _, last = place.partition("-")
        collect(page, first, last)
    page.close()
    return one.open(PAGE)


def entries(page: Page) -> Locator:
    return page.locator("#sammlung > ol > li")


def places(page: Page) -> list[str]:
    return [name.removeprefix("Jour fixe 12.01.2026, ") for name in page.locator("#sammlung .wo a").all_inner_texts()]


def do(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def told(page: Page) -> Locator:
    return page.locator("#sammlung .meldung")


def take_in(page: Page, text: str) -> None:
    page.locator("#eingabe").fill(text)
    do(page, "Übernehmen")


def test_a_passage_is_marked_while_reading(reader: Any) -> None:
    page = reader().open(PROTOCOL)
    count = page.get_by_role("link", name="Gesammelte Stellen (")
    expect(count).to_have_count(0)
    collect(page, "34", "36")
    expect(count).to_have_text("Gesammelte Stellen (1)")
    expect(page.locator(".gesagt")).to_have_text("Rn. 34–36 gemerkt.")
    assert page.locator(".gesammelt").evaluate_all("all => all.map(e => e.id)") == ["rn-34", "rn-35", "rn-36"]
    assert page.locator("#rn-35 > .rn").get_attribute("aria-description") == "gesammelt"
    collect(page, "34", "36")
    expect(page.locator(".gesagt")).to_have_text("Rn. 34–36 ist schon gesammelt.")
    page.reload()
    assert page.locator(".gesammelt").count() == 3
    count.click()
    page.wait_for_url(f"**/{PAGE}")
    assert places(page) == ["Rn. 34–36 (Fassung 2)"]


def test_the_menu_of_a_number_has_it(reader: Any) -> None:
    page = reader().open(PROTOCOL)
    page.locator("#rn-5 > .rn").click()
    page.get_by_role("menuitem", name="Merken").click()
    expect(page.locator(".gesagt")).to_have_text("Rn. 5 gemerkt.")
    expect(page.locator("#rn-5")).to_have_class("passage chair gemeint gesammelt")


def test_an_event_that_names_no_passage_is_nothing(reader: Any) -> None:
    page = reader().open(PROTOCOL)
    for detail in ({}, {"id": "../x", "first": "1"}, {"id": "2026-01-12", "first": "eins"}, {"id": "2026-01-12"}):
        page.evaluate("detail => document.dispatchEvent(new CustomEvent('merken', { detail }))", detail)
    assert page.evaluate("localStorage.length") == 0


def test_the_list_shows_the_words_and_leads_to_them(reader: Any) -> None:
    page = collected(reader(), "34", "2-3")
    assert places(page) == ["Rn. 34 (Fassung 2)", "Rn. 2–3 (Fassung 2)"]
    expect(entries(page).first.locator(".wortlaut")).to_contain_text("Das könnte man so verstehen")
    assert entries(page).nth(1).locator(".rolle").inner_text() == "Beitrag"
    expect(entries(page).first).to_have_class("gleich")
    assert page.locator("#sammlung .hinweis:visible").all_inner_texts() == [
        "Der Link nennt nur die Stellen. Datei und Text geben auch den Wortlaut weiter.",
        "Eine Liste, die jemand geschickt hat, kommt zu den eigenen Stellen hinzu; ersetzt wird nichts.",
    ]
    entries(page).nth(1).get_by_role("link").click()
    page.wait_for_url(f"**/{PROTOCOL}?fassung=2&bis=3#rn-2")


def test_an_empty_list_says_how_it_is_filled(reader: Any) -> None:
    page = reader().open(PAGE)
    expect(page.locator(".bei-leer")).to_be_visible()
    expect(page.get_by_role("button", name="Text kopieren")).to_be_hidden()


def test_order_by_keyboard(reader: Any) -> None:
    page = collected(reader(), "34", "2", "10")
    down = page.get_by_role("button", name="Nach unten, Jour fixe 12.01.2026, Rn. 34")
    down.focus()
    page.keyboard.press("Enter")
    expect(told(page)).to_have_text("Rn. 34: 2. von 3")
    expect(down).to_be_focused()
    page.keyboard.press("Enter")
    assert places(page) == ["Rn. 2 (Fassung 2)", "Rn. 10 (Fassung 2)", "Rn. 34 (Fassung 2)"]
    expect(page.get_by_role("button", name="Nach oben, Jour fixe 12.01.2026, Rn. 34")).to_be_focused()
    page.keyboard.press("Enter")
    page.reload()
    assert places(page) == ["Rn. 2 (Fassung 2)", "Rn. 34 (Fassung 2)", "Rn. 10 (Fassung 2)"]


def test_order_by_touch_at_320_px(reader: Any) -> None:
    page = collected(reader(viewport=PHONE, has_touch=True, is_mobile=True), "34", "2")
    up = page.get_by_role("button", name="Nach oben, Jour fixe 12.01.2026, Rn. 2 ")
    size = up.bounding_box()
    assert size is not None
    assert min(size["width"], size["height"]) >= 36
    up.tap()
    assert places(page) == ["Rn. 2 (Fassung 2)", "Rn. 34 (Fassung 2)"]
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_removed_and_back(reader: Any) -> None:
    page = collected(reader(), "34", "2", "10")
    page.get_by_role("button", name="Entfernen, Jour fixe 12.01.2026, Rn. 2 ").click()
    expect(told(page)).to_have_text("Die Stelle ist entfernt.")
    assert len(places(page)) == 2
    undo = page.get_by_role("button", name="Rückgängig")
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    assert places(page) == ["Rn. 34 (Fassung 2)", "Rn. 2 (Fassung 2)", "Rn. 10 (Fassung 2)"]
    expect(undo).to_be_hidden()


def test_two_tabs_show_the_same_and_lose_nothing(reader: Any) -> None:
    one = reader()
    page, other, reading = collected(one, "34", "2"), one.open(PAGE), one.open(PROTOCOL)
    collect(reading, "10")
    expect(entries(page)).to_have_count(3)
    other.get_by_role("button", name="Entfernen, Jour fixe 12.01.2026, Rn. 34").click()
    expect(entries(page)).to_have_count(2)
    expect(reading.get_by_role("link", name="Gesammelte Stellen (2)")).to_be_visible()
    expect(reading.locator("#rn-34")).not_to_have_class("passage chair gesammelt")
    do(other, "Rückgängig")
    expect(entries(page)).to_have_count(3)


def test_changed_words_are_told(reader: Any) -> None:
    one = reader()
    page = one.open(PROTOCOL)
    collect(page, "5", texts=["Das stand hier früher."])
    collect(page, "99", numbers=["99"], texts=["Das gibt es nicht mehr."], roles=["chair"])
    collect(page, "34", sentence="1", texts=[page.locator("#rn-34 > p").inner_text()[:131]])
    collect(page, "1", id="2020-02-02", numbers=["1"], texts=["Aus einer anderen Edition."], roles=["frame"])
    page = one.open(PAGE)
    expect(entries(page).nth(3).locator(".bei-unbekannt")).to_be_visible()
    one.errors.clear()  # the browser's own word for a file that is not there
    changed, gone, same, _ = entries(page).all()
    expect(changed.locator(".bei-anders.hinweis")).to_have_text("Wortlaut seither geändert. Heute heißt es:")
    expect(changed.locator(".wortlaut")).to_have_text("Das stand hier früher.")
    expect(changed.locator(".heute")).to_contain_text("Wie unterscheidet sich also Trumps Stellung")
    expect(gone.locator(".bei-fort")).to_be_visible()
    expect(gone.locator(".wortlaut")).to_have_text("Das gibt es nicht mehr.")
    expect(same.locator(".hinweis:visible")).to_have_count(0)


def clipboard(page: Page, name: str) -> str:
    """What the button puts there."""
    do(page, f"{name} kopieren")
    expect(page.locator(".gesagt")).to_have_text(f"Kopiert: {name}")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_text_and_markdown(reader: Any) -> None:
    page = collected(reader(permissions=CLIPBOARD), "5", "2-3")
    first, second, link = clipboard(page, "Text").split("\n\n\n")
    assert first.startswith("„Wie unterscheidet sich also")
    assert first.endswith("(Leitung, Jour fixe 12.01.2026, Rn. 5, Fassung 2)")
    assert "(Jour fixe 12.01.2026, Rn. 2–3" in second
    assert link.endswith(f"/{PAGE}#2026-01-12:5@2,2026-01-12:2-3@2")
    assert "[Jour fixe 12.01.2026, Rn. 5" in clipboard(page, "Markdown")
    assert clipboard(page, "Link") == link


def test_a_link_shows_the_same_list_to_somebody_else(reader: Any) -> None:
    theirs = reader()
    page = collected(theirs, "10")
    page.close()
    page = theirs.open(f"{PAGE}#2026-01-12:34@2,2026-01-12:2-3,2026-01-12:10@2")
    assert places(page) == ["Rn. 34 (Fassung 2)", "Rn. 2–3", "Rn. 10 (Fassung 2)"]
    expect(entries(page).first.locator(".wortlaut")).to_contain_text("Das könnte man so verstehen")
    expect(page.locator(".bei-link")).to_contain_text("Ihre eigene Sammlung ist davon unberührt.")
    expect(page.locator("li button:visible")).to_have_count(0)
    expect(page.get_by_role("link", name="Gesammelte Stellen (1)")).to_be_visible()
    do(page, "In meine Sammlung übernehmen")
    expect(told(page)).to_have_text("Übernommen: 2, schon in der Sammlung: 1")
    assert places(page) == ["Rn. 10 (Fassung 2)", "Rn. 34 (Fassung 2)", "Rn. 2–3"]
    page.reload()
    assert len(places(page)) == 3


def test_a_link_comes_with_the_words_of_its_fassung(reader: Any) -> None:
    """And with those of today, if they are others."""
    page = reader().open(f"{PAGE}#2026-01-12:20@1,2026-01-12:20@1,2026-01-12:5@1")
    old, same = entries(page).all()
    expect(old.locator(".bei-anders.hinweis")).to_be_visible()
    words, today = old.locator(".wortlaut").inner_text(), old.locator(".heute").inner_text()
    assert words.startswith("Putin interpretiert den Respekt")
    assert today.startswith("Putin interpretiert den Respekt")
    assert words != today
    expect(same).to_have_class("gleich")


def test_a_link_to_a_sentence_does_not_quote_more_than_it(reader: Any) -> None:
    page = reader(permissions=CLIPBOARD).open(f"{PAGE}#2026-01-12:34.99")
    expect(entries(page).locator(".heute")).to_contain_text("Das könnte man so verstehen")
    assert clipboard(page, "Text").startswith("Jour fixe 12.01.2026, Rn. 34 Satz 99\n\n\n")


def test_a_link_that_a_chat_has_encoded(reader: Any) -> None:
    page = reader().open(f"{PAGE}#2026-01-12%3A34%402%2C2026-01-12%3A36-38.2")
    assert places(page) == ["Rn. 34 (Fassung 2)", "Rn. 36–38 Satz 2"]


def test_a_link_that_names_nothing(reader: Any) -> None:
    page = reader().open(f"{PAGE}#gibt-es-nicht")
    expect(told(page)).to_contain_text("Darin ist keine Stelle dieser Edition zu erkennen.")
    expect(page.locator(".bei-leer")).to_be_visible()


def test_a_file_brings_everything_to_another_browser(reader: Any, tmp_path: Path) -> None:
    page = collected(reader(), "34", "2-3")
    with page.expect_download() as download:
        do(page, "Als Datei sichern")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    data = json.loads(file.read_text("utf-8"))
    assert (file.name, data["format"]) == ("gesammelte-stellen.json", "jourfixe-sammlung/1")
    other = collected(reader(), "2-3")
    other.locator("input[type=file]").set_input_files(file)
    expect(told(other)).to_have_text("Übernommen: 1, schon in der Sammlung: 1")
    assert places(other) == ["Rn. 2–3 (Fassung 2)", "Rn. 34 (Fassung 2)"]
    assert stored(other)["passages"] == data["passages"][::-1]


def stored(page: Page) -> Any:
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY))


@pytest.mark.parametrize("form", ["Text", "Markdown", "Link"])
def test_what_was_passed_on_as_text_comes_back(reader: Any, form: str) -> None:
    page = collected(reader(permissions=CLIPBOARD), "34", "2-3")
    other = reader().open(PAGE)
    take_in(other, f"Hallo,\n{clipboard(page, form)}\nGruß")
    assert places(other) == places(page)
    expect(entries(other).first.locator(".wortlaut")).to_contain_text("Das könnte man so verstehen")


@pytest.mark.parametrize(
    "text", ["", "Guten Tag", "{", "null", "[]", '{"passages": [null, 3, {"id": "x"}]}', "%E0%A4%A"]
)
def test_what_is_none_of_ours_is_answered_kindly(reader: Any, text: str) -> None:
    page = reader().open(PAGE)
    take_in(page, text)
    expect(told(page)).to_contain_text("Darin ist keine Stelle dieser Edition zu erkennen.")
    expect(entries(page)).to_have_count(0)


@pytest.mark.parametrize("storage", [REFUSED, FULL], ids=["refused", "full"])
def test_where_nothing_is_stored_the_link_carries_it(reader: Any, storage: str) -> None:
    one = reader(permissions=CLIPBOARD)
    one.context.add_init_script(storage)
    page = one.open(PROTOCOL)
    collect(page, "34")
    collect(page, "2", "3")
    expect(page.locator(".gesagt")).to_contain_text("Der Browser speichert die Liste nicht")
    page.get_by_role("link", name="Gesammelte Stellen (2)").click()
    page.wait_for_url(f"**/{PAGE}#2026-01-12:34@2,2026-01-12:2-3@2")
    assert places(page) == ["Rn. 34 (Fassung 2)", "Rn. 2–3 (Fassung 2)"]
    do(page, "In meine Sammlung übernehmen")
    expect(page.locator(".bei-ungespeichert")).to_be_visible()
    assert "Das könnte man so verstehen" in clipboard(page, "Text")


def test_without_script_the_page_says_so(reader: Any) -> None:
    page = reader(java_script_enabled=False).open(PAGE)
    assert "Die Sammlung braucht JavaScript." in page.inner_text("main")
    expect(page.locator("#sammlung")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_it_fits_and_can_be_read(reader: Any, width: int, scheme: str) -> None:
    page = collected(reader(viewport={"width": width, "height": 640}, color_scheme=scheme), "34", "2-3")
    take_in(page, "Rn. 5")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    paper = luminance(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    for part in (".wo a", ".rolle", ".wortlaut", ".hinweis", "button", ".meldung"):
        ink = luminance(page.locator(f"#sammlung {part}").first.evaluate("e => getComputedStyle(e).color"))
        assert (max(ink, paper) + 0.05) / (min(ink, paper) + 0.05) >= 4.5


def test_on_paper_it_is_a_numbered_list(reader: Any) -> None:
    page = collected(reader(), "34", "2")
    page.emulate_media(media="print")
    assert not page.locator("#sammlung :is(button, section, input):visible").count()
    counters = page.locator(".wo").evaluate_all("all => all.map(e => getComputedStyle(e, '::before').content)")
    assert counters == ['counter(stelle) "."'] * 2
