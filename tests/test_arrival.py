"""Arriving at a passage in the browser: what is marked, what is told, and what a wrong reference is answered."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from jourfixe.output.html.scripts import data_script
from projects import edition, protocol
from test_browser import DESK, PHONE, Reader, readers

PROTOCOL = "protokolle/2026-01-12.html"
FILE = "protokolle/2026-01-12-fassungen.js"
MARKED = "[...document.querySelectorAll('.passage.gemeint')].map(e => e.id.slice(3)).join(' ')"
WORDS = "[...(CSS.highlights.get('stelle') ?? [])].map(range => range.toString())"
NO_99 = "Rn. 99 gibt es nicht; dieses Protokoll hat Rn. 1–57."
NO_999 = "Z. 999 ist hier nicht bezeichnet; dieses Protokoll hat Z. 5–365."
REVERSED = "Das Ende liegt vor dem Anfang. Gemeint ist vielleicht"
HISTORY = {
    "revision": 3,
    "published": True,
    "revisions": [
        [1, "2026-01-20", "Erste Veröffentlichung"],
        [2, "2026-02-01", "berichtigt"],
        [3, "2026-03-01", "neu"],
    ],
    "numbers": {"1": "1-33 35-58", "2": "1-57", "3": "1-57"},
    "since": {
        "1": {
            "35": {"kind": "changed", "diff": [["=", "Eine "], ["-", "alte "], ["+", "neue "], ["=", "Frage."]]},
            "58": {"kind": "gone", "text": "Der Schluss."},
        },
        "2": {
            "36": {"kind": "merged", "to": "35", "text": "Was in Rn. 36 stand."},
            "37": {"kind": "gone", "text": "Was in Rn. 37 stand."},
        },
        "3": {},
    },
}


DAY = "2026-01-12"
PLAN = "Der Plan verlangt von beiden Seiten, dass sie ihre Interessen an denen der Weltmacht messen lassen."
TREASON = "Die Europäer sehen darin einen Verrat und nicht bloß eine andere Taktik gegen denselben Feind."
COSTS = "Der Krieg hat seine Kosten, und die trägt vor allem, wer ihn führt, ohne ihn bezahlen zu können."
RESPECT = "Respekt ist doch, so der Artikel, die Anerkennung einer Macht als Macht durch ihresgleichen."
BASES = "Stützpunkte im Norden sichern den Zugang zu Häfen, an denen bisher die Flotte des Gegners lag."
WAGES = "Vom Lohn war lange nicht die Rede; er gilt als Preis, den das Land für seine Größe entrichtet."
PRESS = "Zeitungen nennen das eine Wende, obwohl dieselben Leute dasselbe schon im Frühjahr gefordert haben."
VOTE = "Gewählt wird im Herbst, weshalb beide Parteien einander mangelnde Entschlossenheit nachsagen."
TARIFF = "Zölle treffen Freunde wie Feinde und sollen beide daran erinnern, wem der Weltmarkt gehört."
NEXT = "Beim nächsten Mal wird der zweite Teil des Artikels besprochen, in dem es um die Handelspolitik geht."


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fassung 1: 1 to 10. Fassung 2: without 6. Fassung 3: 2 is divided, 4 is part of 3, 3 and 5 stand at the end."""
    first = [PLAN, f"{TREASON} {COSTS}", RESPECT, BASES, WAGES, PRESS, VOTE, TARIFF, f"Das war es. {NEXT}", "Schluss."]
    second = [one for one in first if one != PRESS]
    third = [PLAN, TREASON, COSTS, *second[5:], WAGES, f"{RESPECT} {BASES}"]
    made = edition(tmp_path_factory.mktemp("moved"), d2026_01_12=protocol(DAY, *first))
    for n, paragraphs in enumerate((first, second, third), 1):
        made.rewrite(DAY, protocol(DAY, *paragraphs))
        done = made.jourfixe("publish", DAY, "--note", f"Fassung {n}")
        assert done.code == 0, done.output
    return made.sphinx().out


@pytest.fixture(scope="module")
def site(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, with a history in which everything has happened."""
    made = tmp_path_factory.mktemp("arrival") / "html"
    shutil.copytree(real, made)
    (made / FILE).write_bytes(data_script(HISTORY))
    return made


@pytest.fixture
def reader(browser: Browser, site: Path) -> Iterator[Callable[..., Reader]]:
    yield from readers(browser, site)


def notice(page: Page) -> Locator:
    return page.locator(".ankunft")


def told(page: Page) -> list[str]:
    """The sentences of the notice."""
    expect(notice(page).locator("p").last).not_to_be_empty()
    return [" ".join(words.split()) for words in notice(page).locator("p").all_inner_texts()]


@pytest.mark.parametrize(
    ("address", "marked"),
    [("#rn-34", "34"), ("?bis=36#rn-34", "34 35 36"), ("?bis=34#rn-34", "34"), ("?fassung=3&bis=35#rn-34", "34 35")],
)
def test_passages_are_marked(reader: Any, address: str, marked: str) -> None:
    page = reader(viewport=DESK).open(PROTOCOL + address)
    assert page.evaluate(MARKED) == marked
    assert notice(page).count() == 0


def test_a_range_looks_like_a_single_passage(reader: Any) -> None:
    page = reader(viewport=DESK).open(f"{PROTOCOL}?bis=36#rn-34")
    colour = "e => getComputedStyle(e).backgroundColor"
    found = [page.locator(f"#rn-{n}").evaluate(colour) for n in (34, 35, 36, 37)]
    assert found[0] == found[1] == found[2] != found[3]


@pytest.mark.parametrize(
    ("address", "first", "last"),
    [
        ("?bis=164#z-155", "Die Weltordnung, um die Putin", "auch über die Mittel verfügt,"),
        ("?bis=165#z-155", "Die Weltordnung, um die Putin", "darum kämpft Russland."),
        ("?satz=2#rn-33", "Es betont ja, dass es nicht um", "nicht um ukrainisches Territorium geht."),
        ("?satz=2-3#rn-33", "Es betont ja, dass es nicht um", "sonstigen Interessen erkämpfen."),
    ],
)
def test_lines_and_sentences_are_marked_word_by_word(reader: Any, address: str, first: str, last: str) -> None:
    page = reader(viewport=DESK).open(PROTOCOL + address)
    words = page.evaluate(WORDS)
    assert words[0].startswith(first)
    assert words[-1].rstrip().endswith(last)
    assert page.evaluate(MARKED) == ""


def test_where_words_cannot_be_marked_the_passages_are(reader: Any) -> None:
    one = reader(viewport=DESK)
    one.context.add_init_script(
        "delete CSS.__proto__.highlights; Object.defineProperty(CSS, 'highlights', {value: undefined})"
    )
    assert one.open(f"{PROTOCOL}?bis=165#z-155").evaluate(MARKED) == "28 29 30"


@pytest.mark.parametrize(
    ("address", "sentences", "leads"),
    [
        ("#rn-99", f"{NO_99} Am nächsten: Rn. 57", "#rn-57"),
        ("#rn-0", "Rn. 0 gibt es nicht; dieses Protokoll hat Rn. 1–57. Am nächsten: Rn. 1", "#rn-1"),
        ("#rn-34a", f"{NO_99.replace('99', '34a')} Am nächsten: Rn. 34", "#rn-34"),
        ("?bis=99#rn-34", f"{NO_99} Am nächsten: Rn. 34–57", "?bis=57#rn-34"),
        ("?bis=30#rn-34", f"Rn. 34–30: {REVERSED} Rn. 30–34.", "?bis=34#rn-30"),
        ("#z-999", f"{NO_999} Am nächsten: Z. 365", "#z-365"),
        ("#z-157", f"{NO_999.replace('999', '157')} Am nächsten: Z. 155", "#z-155"),
        ("?bis=999#z-155", f"{NO_999} Am nächsten: Z. 155–365", "?bis=365#z-155"),
        ("?bis=150#z-155", f"Z. 155–150: {REVERSED} Z. 150–155.", "?bis=155#z-150"),
        ("?satz=9#rn-33", "Rn. 33 hat 3 Sätze; Satz 9 gibt es nicht. Zum letzten: Rn. 33 Satz 3", "?satz=3#rn-33"),
        ("?satz=0#rn-33", "Rn. 33 hat 3 Sätze; Satz 0 gibt es nicht. Zum letzten: Rn. 33 Satz 3", "?satz=3#rn-33"),
        ("?satz=x#rn-33", "Rn. 33 hat 3 Sätze; Satz x gibt es nicht. Zum letzten: Rn. 33 Satz 3", "?satz=3#rn-33"),
        ("#anm-33-weg", "Diese Anmerkung gibt es nicht mehr. Zum Absatz: Rn. 33", "#rn-33"),
    ],
)  # fmt: skip
def test_a_wrong_reference_is_told_what_is_wrong(reader: Any, address: str, sentences: str, leads: str) -> None:
    page = reader(viewport=DESK).open(PROTOCOL + address)
    assert told(page) == [sentences]
    link = notice(page).locator("a")
    assert link.evaluate("e => e.search + e.hash") == leads
    link.click()
    expect(notice(page)).to_have_count(0)
    assert page.url.endswith(f"{PROTOCOL}{leads}")
    page.wait_for_function(f"{MARKED}.length + {WORDS}.length + document.querySelectorAll('.z:target').length > 0")


@pytest.mark.parametrize("address", ["#%E0%A4%A", "?bis=#rn-34", "?satz=#rn-34", "#", "?fassung=#rn-34", "?x=1#inhalt"])
def test_nonsense_says_nothing(reader: Any, address: str) -> None:
    page = reader(viewport=DESK).open(PROTOCOL + address)
    page.wait_for_timeout(200)
    assert notice(page).count() == 0


def test_a_doubtful_line_is_called_so(reader: Any) -> None:
    page = reader(viewport=DESK).open(f"{PROTOCOL}?bis=30#z-25")
    assert told(page) == ["Wo Z. 25 beginnt, steht nicht sicher fest."]
    assert len(page.evaluate(WORDS)) == 3


@pytest.mark.parametrize(
    ("address", "sentences"),
    [
        ("?fassung=1#rn-20", ["Zitiert nach Fassung 1. Seither unverändert."]),
        ("?fassung=1&bis=22#rn-20", ["Zitiert nach Fassung 1. Seither unverändert."]),
        ("?fassung=1#rn-34", ["Zitiert nach Fassung 1. Rn. 34 gab es in Fassung 1 noch nicht."]),
        ("?fassung=1#rn-35", ["Zitiert nach Fassung 1. Rn. 35 ist seither geändert:"]),
        ("?fassung=2#rn-36", ["Zitiert nach Fassung 2. Rn. 36 ist in Rn. 35 aufgegangen. Dort stand:"]),
        ("?fassung=2#rn-37", ["Zitiert nach Fassung 2. Rn. 37 ist seither entfallen. Dort stand:"]),
        (
            "?fassung=2&bis=38#rn-35",
            [
                "Zitiert nach Fassung 2. Rn. 36 ist in Rn. 35 aufgegangen. Dort stand:",
                "Rn. 37 ist seither entfallen. Dort stand:",
            ],
        ),
        ("?fassung=9#rn-20", ["Fassung 9 gibt es nicht; veröffentlicht: 1, 2, 3."]),
        ("?fassung=neu#rn-20", ["Fassung neu gibt es nicht; veröffentlicht: 1, 2, 3."]),
        ("?fassung=1", ["Zitiert nach Fassung 1. Seither anders: Rn. 35, Rn. 58"]),
        ("?fassung=2&bis=170#z-155", ["Zitiert nach Fassung 2. Seither unverändert."]),
    ],
)
def test_a_fassung_is_told_what_became_of_it(reader: Any, address: str, sentences: list[str]) -> None:
    page = reader(viewport=DESK).open(PROTOCOL + address)
    assert told(page) == sentences


MERGED = "Rn. 4 ist in Rn. 3 aufgegangen. Dort stand:"
MOVED = "Rn. 5 steht jetzt an anderer Stelle."
LONGER = "Rn. 3 steht jetzt an anderer Stelle und ist seither geändert:"
DIVIDED = "Rn. 2 ist seither geändert:"
DROPPED = "Rn. 6 ist seither entfallen. Dort stand:"


@pytest.mark.parametrize(
    ("address", "marked", "sentences"),
    [
        ("?fassung=1&satz=2#rn-2", "2", [DIVIDED]),
        ("?fassung=1&satz=1#rn-2", "2", [DIVIDED]),
        ("?fassung=1&satz=9#rn-9", "9", ["Rn. 9 hat 2 Sätze; Satz 9 gibt es nicht. Zum letzten: Rn. 9 Satz 2", ""]),
        ("?fassung=1&bis=4#rn-3", "3 4", [LONGER, MERGED]),
        ("?fassung=1&bis=3#rn-5", "5", [f"Rn. 5–3: {REVERSED} Rn. 3–5.", MOVED]),
        ("?fassung=1&bis=9#rn-1", "1 2 3 4 5 6 7 8 9", [DIVIDED, LONGER, MERGED, MOVED, DROPPED]),
        ("?fassung=1&bis=5#rn-5", "5", [MOVED]),
        ("?fassung=1&bis=8#rn-7", "7 8", [""]),
        ("?fassung=2&bis=7#rn-5", "5 7", [MOVED]),
        ("?fassung=2#rn-6", "6", ["Rn. 6 gab es in Fassung 2 nicht mehr."]),
        ("?fassung=2&bis=6#rn-5", "5", [MOVED, "Rn. 6 gab es in Fassung 2 nicht mehr."]),
        ("?fassung=2#rn-2a", "2a", ["Rn. 2a gab es in Fassung 2 noch nicht."]),
        ("?fassung=2", "", ["Seither anders: Rn. 2, Rn. 3, Rn. 4, Rn. 5"]),
    ],
)
def test_an_older_fassung_has_its_own_numbers_order_and_sentences(
    browser: Browser, moved: Path, address: str, marked: str, sentences: list[str]
) -> None:
    one = Reader(browser, moved, viewport=DESK)
    page = one.open(PROTOCOL + address)
    cited = f"Zitiert nach Fassung {address[9]}. "
    said = [words.replace(cited, "").replace("Seither unverändert.", "") for words in told(page)]
    assert (sorted(page.evaluate(MARKED).split()), said) == (marked.split(), sentences)
    assert page.evaluate(WORDS) == []
    assert one.errors == []
    one.context.close()


def test_a_sentence_of_an_unchanged_paragraph_is_marked(browser: Browser, moved: Path) -> None:
    one = Reader(browser, moved, viewport=DESK)
    page = one.open(f"{PROTOCOL}?fassung=1&satz=2#rn-9")
    assert told(page) == ["Zitiert nach Fassung 1. Seither unverändert."]
    assert page.evaluate(WORDS) == [NEXT]
    one.context.close()


def test_there_may_be_no_lines(browser: Browser, moved: Path) -> None:
    one = Reader(browser, moved, viewport=DESK)
    page = one.open(f"{PROTOCOL}?bis=10#z-5")
    assert told(page) == ["Dieses Protokoll hat keine Zeilenzahlen."]
    assert notice(page).locator("a").count() == 0
    one.context.close()


def test_what_is_reversed_leads_to_the_same_fassung(browser: Browser, moved: Path) -> None:
    one = Reader(browser, moved, viewport=DESK)
    page = one.open(f"{PROTOCOL}?fassung=1&bis=3#rn-5")
    told(page)
    notice(page).locator("a").first.click()
    page.wait_for_url("**?fassung=1&bis=5#rn-3")
    assert told(page) == [f"Zitiert nach Fassung 1. {LONGER}", MERGED, MOVED]
    one.context.close()


def test_the_present_fassung_needs_no_words(reader: Any) -> None:
    page = reader(viewport=DESK).open(f"{PROTOCOL}?fassung=3#rn-20")
    page.wait_for_timeout(300)
    assert notice(page).count() == 0


def test_the_old_wording_is_there_with_its_differences(reader: Any) -> None:
    page = reader(viewport=DESK).open(f"{PROTOCOL}?fassung=1#rn-35")
    told(page)
    old = notice(page).get_by_role("group", name="Wortlaut der Fassung 1")
    assert old.inner_text() == "Eine alte neue Frage."
    assert [old.locator("del").inner_text(), old.locator("ins").inner_text()] == ["alte ", "neue "]
    words = old.locator("del, ins").evaluate_all("all => all.map(e => getComputedStyle(e, '::before').content)")
    assert words == ['"alt: "', '"neu: "']


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_notice_and_passage_are_both_seen_and_neither_covers_the_other(reader: Any, viewport: dict[str, int]) -> None:
    page = reader(viewport=viewport).open(f"{PROTOCOL}?fassung=2&bis=38#rn-35")
    told(page)
    page.wait_for_timeout(100)
    above, passage = notice(page).bounding_box(), page.locator("#rn-35 > p").bounding_box()
    assert above
    assert passage
    assert 0 <= above["y"] < above["y"] + above["height"] <= passage["y"] < viewport["height"] - 30
    assert page.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]


def test_a_notice_is_closed_by_key_and_by_pointer(reader: Any) -> None:
    page = reader(viewport=DESK).open(f"{PROTOCOL}?satz=9#rn-33")
    told(page)
    page.keyboard.press("Escape")
    expect(notice(page)).to_have_count(0)
    page.reload()
    told(page)
    page.get_by_role("button", name="Hinweis schließen").focus()
    page.keyboard.press("Enter")
    expect(notice(page)).to_have_count(0)
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Rn. 33, Beitrag"
    assert page.evaluate(MARKED) == "33"


def test_the_way_back_leads_to_the_same_marks(reader: Any) -> None:
    page = reader(viewport=DESK).open(f"{PROTOCOL}?bis=36#rn-34")
    page.evaluate("document.querySelector('main a[href$=\"#rn-34\"]:not(.rn)').click()")
    page.wait_for_function("!location.search")
    expect(page.locator(".passage.gemeint")).to_have_count(1)
    assert re.search(r"\.html#rn-34$", page.url)
    assert page.evaluate("document.querySelector(':target').id") == "rn-34"
    page.go_back()
    expect(page.locator(".passage.gemeint")).to_have_count(3)
    page.evaluate("location.hash = '#rn-99'")
    assert told(page)[0].startswith("Rn. 99 gibt es nicht")


def test_no_link_carries_the_question_of_this_address_along(reader: Any) -> None:
    page = reader(viewport=DESK).open(f"{PROTOCOL}?bis=36#rn-34")
    links = page.eval_on_selector_all("a", "all => all.map(e => e.href)")
    assert [one for one in links if "?bis" in one] == []


@pytest.mark.parametrize("address", ["?bis=36#rn-34", "?satz=2#rn-34", "?fassung=1&bis=36#rn-34", "?bis=165#z-155"])
def test_without_script_it_lands_where_the_passage_begins(reader: Any, address: str) -> None:
    page = reader(viewport=PHONE, java_script_enabled=False).open(PROTOCOL + address)
    box = page.locator(address[address.index("#") :]).bounding_box()
    assert box
    assert 0 <= box["y"] < PHONE["height"] / 2


@pytest.mark.parametrize("address", ["?fassung=2#rn-37", "?bis=165#z-155"])
def test_print_has_nothing_of_it(reader: Any, pdftotext: str, tmp_path: Path, address: str) -> None:
    page = reader(viewport=DESK).open(PROTOCOL + address)
    if "fassung" in address:
        told(page)
    page.pdf(path=tmp_path / "druck.pdf", format="A4")
    call = [pdftotext, str(tmp_path / "druck.pdf"), "-"]
    words = subprocess.run(call, capture_output=True, check=True).stdout.decode()
    assert "Zitiert nach" not in words
    page.emulate_media(media="print")
    assert not notice(page).is_visible()
    assert page.evaluate(
        "getComputedStyle(document.querySelector('#rn-28'), '::highlight(stelle)').backgroundColor"
    ) in (
        "rgba(0, 0, 0, 0)",
        "transparent",
    )


def test_the_data_are_those_of_the_edition(real: Path) -> None:
    """What is written by hand above has the shape of what the edition writes."""
    text = (real / FILE).read_text("utf-8")
    data = json.loads(text[text.index("{detail:") + 8 : text.rindex("}))")])
    assert data.keys() == HISTORY.keys()
    assert {change["kind"] for changes in data["since"].values() for change in changes.values()} <= {
        "changed",
        "gone",
        "merged",
    }
