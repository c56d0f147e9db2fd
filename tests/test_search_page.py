"""The search in a browser, from the disk: which paragraphs a question finds, and how the page answers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from conftest import vary
from jourfixe.apparatus.numbers.history import ranges
from jourfixe.apparatus.searching.stem import WORD, fold, stem
from jourfixe.output.html.finder import shortened
from projects import WITNESS, differences, edition, page, protocol, short, tree
from test_searching import FORMS, LIMITS, SPELLINGS

SCRIPTS = Path(__file__).parents[1] / "ext/jourfixe/output/html/scripts"
PHONE = {"width": 320, "height": 640}

#: Question → what a paragraph must say to answer it. In the real protocol nothing else may be found.
QUESTIONS = {
    "Suprematieanspruch": r"Suprematie-Anspruch",
    "suprematie-anspruch": r"Suprematie-Anspruch",
    "Weltmacht": r"Weltm[aä]cht",
    "weltmacht ": r"Weltm[aä]cht",
    "Anspruch": r"(?i)anspr[uü]ch",
    "Ansprueche": r"(?i)anspr[uü]ch",
    "Kriegsziel": r"Kriegsziel",
    "Europaeer": r"Europäer",
    "Europaer": r"Europäer",
    "europäern": r"Europäer",
    "Ukraine-Krieg": r"Ukraine-?[Kk]rieg",
    "Ukrainekrieg": r"Ukraine-?[Kk]rieg",
    "Weltordnungskrieg": r"Weltordnungs-?[kK]rieg",
    "Grossmacht": r"Großmacht|Großmächte",
    "GROSSMACHT": r"Großmacht|Großmächte",
    "Völkerrecht": r"Völkerrecht",
    "Voelkerrecht": r"Völkerrecht",
    "Ziel ": r"(?<![a-z])Ziele?[sn]?\b|[a-z]-?[zZ]iele?[sn]?\b",
    "Plan ": r"(?i)\b(?:[\w-]*-|Friedens)?pl[aä]n(?:en?|s|es)?\b",
    "Suprem": r"Suprem",
    '"Status Quo"': r"Status Quo",
    '"status quo': r"Status Quo",
    "„anerkennt Putin“": r"anerkennt Putin",
    '"Suprematie Anspruch"': r"Suprematie-Anspruch",
    "Trump Selenskyj": r"(?s)(?=.*Trump)(?=.*Selenskyj)",
    '"die USA" Interesse ': r"(?s)(?=.*\b[Dd]ie USA\b)(?=.*[iI]nteresse)",
    "28-Punkte-Plan": r"28-Punkte-Plan",
    "xyzzy": r"(?!)",
    '"Quo Status"': r"(?!)",
}


class Searcher:
    """The search page of a site, with what went wrong on it."""

    def __init__(self, browser: Browser, site: Path, **context: Any) -> None:
        self.site, self.wrong, self.asked = site, [], []
        self.context = browser.new_context(offline=True, **context)
        self.context.on("weberror", lambda error: self.wrong.append(str(error.error)))
        self.context.on("console", lambda m: self.wrong.append(m.text) if m.type == "error" else None)
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.page: Page = self.context.new_page()

    def open(self, query: str = "") -> Page:
        self.page.goto(f"{self.site.as_uri()}/search.html{query}")
        return self.page

    def ask(self, question: str) -> list[str]:
        """What stands before each paragraph that is shown."""
        self.page.fill("#suchtext", question)
        self.page.press("#suchtext", "Enter")
        return self.found()

    def found(self) -> list[str]:
        """What stands before each paragraph, once no more are being fetched."""
        self.page.wait_for_selector("#search-results[aria-busy=false]", state="attached")
        return self.page.locator("#search-results .wo").all_inner_texts()

    @property
    def said(self) -> str:
        return self.page.inner_text("form.volltext [role=status]")


Opening = Callable[..., Searcher]


@pytest.fixture
def searcher(browser: Browser, real: Path) -> Iterator[Opening]:
    opened: list[Searcher] = []

    def make(site: Path = real, **context: Any) -> Searcher:
        opened.append(Searcher(browser, site, **context))
        return opened[-1]

    yield make
    for one in opened:
        one.context.close()
        assert one.wrong == []


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four protocols of two years."""
    return vary(edition(tmp_path_factory.mktemp("years"))).sphinx("html").out


def engine(browser: Browser, expression: str, *given: object) -> Any:
    """A value from the pure parts of the script, without a page of ours."""
    shown = browser.new_page()
    source = "\n".join((SCRIPTS / f"{name}.js").read_text("utf-8") for name in ("stamm", "suchen"))
    try:
        return shown.evaluate(f"(given) => {{ {source}\n return {expression}; }}", list(given))
    finally:
        shown.close()


def test_script_and_python_stem_alike(browser: Browser) -> None:
    words = [w for group in SPELLINGS for w in group.split()] + [w for row in FORMS for w in " ".join(row).split()]
    words += [word for row in LIMITS for word in row[:2]]
    words += [form for word in WORD.findall(WITNESS) for form in (word, word.lower(), word.upper())]
    words += ["ß", "ẞ", "Ça", "Žižek", "Ελλάδα", "Москва", "e", "Sch", "schscheiie", "Ssssss", "x²"]
    told = engine(browser, "given[0].map((word) => [foldWord(word), stemWord(word)])", words)
    assert [tuple(one) for one in told] == [(fold(word), stem(word)) for word in words]


def test_script_and_python_see_the_same_words(browser: Browser) -> None:
    assert engine(browser, "given[0].match(WORD_FORM)", WITNESS) == WORD.findall(WITNESS)


@pytest.mark.parametrize(
    "query, terms",
    [
        ("", []),
        ("  ?! ", []),
        ("Macht", [("Macht", ["macht"], True)]),
        ("Macht ", [("Macht", ["macht"], False)]),
        ("macht ", [("macht", ["macht"], False)]),
        ("US ", [("US", ["us"], False)]),
        ("EU", [("EU", ["eu"], False)]),
        ('Krieg "Status Quo"', [("Krieg", ["krieg"], False), ("Status Quo", ["status", "quo"], False)]),
        ("„Status Qu", [("Status Qu", ["status", "qu"], False)]),
        ("„Status Quo", [("Status Quo", ["status", "quo"], True)]),
        ("»28-Punkte-Plan«", [("28-Punkte-Plan", ["28", "punkte", "plan"], False)]),
    ],
)
def test_queries(browser: Browser, query: str, terms: list[object]) -> None:
    """The words of a question, and whether the last of them may go on."""
    told = engine(
        browser,
        "parseQuery(given[0]).map((t) => [t.text, t.words.map((w) => w.folded), !!t.words.at(-1).begins])",
        query,
    )
    assert [tuple(one) for one in told] == terms


@pytest.mark.parametrize("question", QUESTIONS)
def test_finds_all_paragraphs_and_no_others(searcher: Opening, real: Path, question: str) -> None:
    """The truth is a look at every paragraph."""
    one = searcher()
    one.open()
    found = [text.split("Rn. ")[1].split()[0] for text in one.ask(question)]
    while one.page.is_visible("button.weitere"):
        one.page.click("button.weitere")
        found = [text.split("Rn. ")[1].split()[0] for text in one.found()]
    data = json.loads((real / "edition.json").read_text("utf-8"))["protocols"][0]["paragraphs"]
    assert found == [p["rn"] for p in data if re.search(QUESTIONS[question], p["text"])]


def test_a_result_names_and_opens_its_paragraph(searcher: Opening) -> None:
    one = searcher()
    one.open("?q=Suprematieanspruch")
    assert [text.split("\n") for text in one.found()] == [["Jour fixe 12.01.2026, Rn. 25", "Leitung"]]
    assert one.page.inner_text("#search-results mark") == "Suprematie-Anspruch"
    assert one.said == "1 Absatz in 1 Protokoll."
    one.page.click("#search-results a")
    one.page.wait_for_url("**/protokolle/2026-01-12.html#rn-25")


def test_the_keyboard_is_enough(searcher: Opening) -> None:
    one = searcher()
    shown = one.open()
    shown.keyboard.type("Weltmacht")
    shown.wait_for_url("**/search.html?q=Weltmacht")
    assert one.found()
    at = "document.activeElement.textContent"
    shown.keyboard.press("Enter")
    shown.wait_for_function(f"{at}.endsWith('Rn. 14')")
    shown.keyboard.press("Tab")
    assert shown.evaluate(at).endswith("Rn. 15")
    shown.keyboard.press("Enter")
    shown.wait_for_url("**/protokolle/2026-01-12.html#rn-15")


@pytest.mark.parametrize(
    "question, said",
    [
        ("?", "Bitte ein Wort eingeben."),
        ("xyzzy", "„xyzzy“ kommt nicht vor"),
        ("Alaska Suprematie", "stehen in keinem Absatz zusammen"),
        ('"Quo Status"', "in Anführungszeichen"),
        ("</script><b>", "„script“"),
    ],
)
def test_what_is_not_found_is_told(searcher: Opening, question: str, said: str) -> None:
    one = searcher()
    one.open()
    assert one.ask(question) == []
    assert said in one.said


def test_contributions_or_chair_only(searcher: Opening) -> None:
    one = searcher()
    shown = one.open()
    everywhere = one.ask("Weltmacht")
    kept = {}
    for role, name in (("contribution", "Beitrag"), ("chair", "Leitung")):
        shown.select_option("[name=rolle]", role)
        kept[role] = one.ask("Weltmacht")
        assert {text.split()[-1] for text in kept[role]} == {name}
    assert sorted(kept["contribution"] + kept["chair"]) == sorted(everywhere)
    assert "rolle=chair" in shown.url
    shown.reload()
    assert one.found() == kept["chair"]


def test_the_latest_protocol_first_and_a_year_alone(searcher: Opening, years: Path) -> None:
    one = searcher(years)
    shown = one.open()
    found = one.ask("Verrat")
    assert [text.split()[2] for text in found] == ["09.02.2026,", "15.12.2025,"]
    assert one.said == "2 Absätze in 2 Protokollen."
    shown.select_option("[name=jahr]", "2025")
    assert [text.split()[2] for text in one.ask("Verrat")] == ["15.12.2025,"]
    shown.select_option("[name=jahr]", "2026")
    assert one.ask("Vorjahr") == []
    assert "allen Jahren" in one.said or "kommt nicht vor" in one.said


def test_texts_are_loaded_only_where_something_was_found(searcher: Opening, years: Path) -> None:
    one = searcher(years)
    one.open()
    one.ask("Selenskyj")
    loaded = {url.rpartition("/")[2] for url in one.asked if "/suche/20" in url}
    assert loaded == {"2026-01-12.js", "2026-01-26.js"}


def test_a_phrase_is_looked_for_step_by_step(searcher: Opening, tmp_path: Path) -> None:
    """Its words stand in eight protocols, itself only in the oldest one: not every text is loaded at once."""
    days = [f"2026-{month:02}-05" for month in range(1, 9)]
    made = edition(tmp_path, **{f"d{day.replace('-', '_')}": short(day) for day in days})
    made.edit("protocols/2026-01-05/raw.md", "Beim nächsten Mal", "Verrat, die Europäer! Beim nächsten Mal")
    one = searcher(made.sphinx("html").out)
    one.open()
    assert one.ask('"Verrat die Europäer"') == []
    assert "In den jüngsten Protokollen" in one.said
    assert len({url for url in one.asked if "/suche/20" in url}) == 6
    one.page.click("button.weitere")
    assert len(one.found()) == 1
    assert one.said == "1 Absatz."
    assert one.page.inner_text("#search-results mark") == "Verrat, die Europäer"


def test_first_use_is_light(searcher: Opening, real: Path) -> None:
    """What is loaded until a question is answered, beside the style and the other scripts of all pages."""
    one = searcher()
    one.open("?q=Weltmacht")
    assert one.found()
    files = {url.split("?")[0].removeprefix(f"{real.as_uri()}/") for url in one.asked}
    files = {name for name in files if name == "search.html" or name.startswith("suche/")}
    own = sum((SCRIPTS / f"{name}.js").stat().st_size for name in ("text", "laden", "stamm", "suchen", "suchseite"))
    assert own + sum((real / name).stat().st_size for name in files) <= 80_000


def test_without_script_the_page_says_so(searcher: Opening) -> None:
    shown = searcher(java_script_enabled=False).open("?q=Krieg")
    assert "Die Suche braucht JavaScript" in shown.inner_text("main")
    assert not shown.is_visible("#suchtext")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_fits_a_phone(searcher: Opening, scheme: str) -> None:
    one = searcher(viewport=PHONE, color_scheme=scheme)
    shown = one.open()
    one.ask("Selbstbehauptungsfähigkeit Sicherheitsinteressen")
    assert shown.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]
    sizes = "els => els.map(e => e.getBoundingClientRect().height)"
    controls = shown.locator("form.volltext :is(input, select), #search-results a").evaluate_all(sizes)
    assert min(height for height in controls if height) >= 24


def test_nothing_of_the_search_of_sphinx_is_left(real: Path) -> None:
    unwanted = re.compile(r"search(?:index|tools)|language_data|stemmer|doctools|documentation_options")
    assert [name for name in tree(real) if unwanted.search(name)] == []
    assert not unwanted.search((real / "search.html").read_text("utf-8"))


def test_other_forms_of_the_site_have_no_search(tmp_path: Path) -> None:
    done = edition(tmp_path, d2026_02_09=short("2026-02-09")).sphinx("dirhtml", "-n", "-W")
    assert (done.code, done.output) == (0, "")
    assert not (done.out / "search").exists()
    assert not [values for tag, values in page(done.out / "index.html").elements if tag == "form"]
    assert not (done.out / "suche").exists()


def test_edits_leave_the_index_of_a_clean_build(tmp_path: Path) -> None:
    """A noun that comes and goes changes what compounds elsewhere are found by."""
    made = edition(tmp_path / "one", d2026_01_12=short("2026-01-12"), d2025_01_13=short("2025-01-13"))
    compound = protocol("2026-02-09", "Es geht um Gebietsabtretungen und ihren Zweck.")
    noun = protocol("2024-03-01", "Die Abtretung war vorbei.")
    states = {
        "a compound": lambda: made.add("2026-02-09", compound),
        "its noun, in another year": lambda: made.add("2024-03-01", noun),
        "another paragraph": lambda: made.add("2024-03-01", noun + "\nEin Wort mehr.\n"),
        "without the noun": lambda: made.add("2024-03-01", noun.replace("Abtretung", "Sache")),
    }
    found = {}
    for name, edit in states.items():
        edit()
        after = tree(made.sphinx("html").out / "suche")
        fresh = tree(made.sphinx("html", "-E", out=f"fresh {len(found)}").out / "suche")
        assert differences(after, fresh) == [], name
        found[name] = "abtretung:" in after["woerter-0.js"].decode().replace("gebietsabtretung:", "")
    assert list(found.values()) == [False, True, True, False]


def test_numbers_of_a_protocol_in_short() -> None:
    assert ranges(()) == ""
    assert ranges(("1",)) == "1"
    assert ranges(("1", "2", "3", "3a", "4", "5", "7")) == "1-3 3a 4-5 7"


def test_a_long_title_is_cut_at_a_space() -> None:
    assert shortened("Kurz") == "Kurz"
    assert shortened("Trumps Friedensplan für die Ukraine – Ein dialektisches Angebot an Russland") == (
        "Trumps Friedensplan für die Ukraine – Ein dialektisches Angebot …"
    )
