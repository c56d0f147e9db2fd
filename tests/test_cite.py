"""`jourfixe cite`: what a reference names, in the form that is wanted."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from jourfixe.apparatus.quoting.forms import FORMS
from jourfixe.settings import Settings, read_settings
from projects import REPO, Edition, edition, protocol, short
from test_changes import changed
from test_link import run

PLACE = "protokolle/2026-01-12.html"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edition:
    """One protocol of three paragraphs, its second Fassung; another with printed lines."""
    one = edition(
        tmp_path, d2026_01_12=protocol("2026-01-12", "Eins „sagt“ er. Zwei! Drei?", "Vier sind vier.", "Fünf.")
    )
    one.write("docs/conf.py", one.read("docs/conf.py") + '\nsite_url = "https://example.org/jf/"\n')
    monkeypatch.chdir(tmp_path)
    publish(one)
    one.rewrite("2026-01-12", one.read("protocols/2026-01-12/raw.md").replace("Vier sind vier", "Vier sind mehr"))
    publish(one)
    return one


def publish(one: Edition) -> None:
    done = one.jourfixe("publish", "2026-01-12", "--note", "Rn. 2 berichtigt")
    assert done.code == 0, done.output


def said(*words: str) -> str:
    done = run("cite", *words)
    assert (done.code, done.err) == (0, "")
    return done.out


@pytest.mark.parametrize(
    ("words", "form", "wanted"),
    [
        ("JF 12.1.26 Rn 1–3", "link", f"https://example.org/jf/{PLACE}?fassung=2&bis=3#rn-1\n"),
        ("Rn. 1 Satz 2", "quote", "„Zwei!“ (Leitung, Jour fixe 12.01.2026, Rn. 1 Satz 2, Fassung 2)\n"),
        ("Rn. 1 Satz 2–3", "quote", "„Zwei! Drei?“ (Leitung, Jour fixe 12.01.2026, Rn. 1 Satz 2–3, Fassung 2)\n"),
        ("Rn. 1", "quote", "„Eins ‚sagt‘ er. Zwei! Drei?“ (Leitung, Jour fixe 12.01.2026, Rn. 1, Fassung 2)\n"),
        ("Rn. 2 (Fassung 1)", "quote", "„Vier sind vier.“ (Leitung, Jour fixe 12.01.2026, Rn. 2, Fassung 1)\n"),
        ("Rn. 2 (Fassung 1)", "link", f"https://example.org/jf/{PLACE}?fassung=1#rn-2\n"),
        (
            "12.1. 2",
            "chat",
            f"Jour fixe 12.01.2026, Rn. 2 (Fassung 2): „Vier sind mehr.“ https://example.org/jf/{PLACE}?fassung=2#rn-2\n",
        ),
        (
            "Rn. 2, 3",
            "chat",
            f"Jour fixe 12.01.2026, Rn. 2 (Fassung 2): „Vier sind mehr.“ https://example.org/jf/{PLACE}?fassung=2#rn-2\n"
            f"Jour fixe 12.01.2026, Rn. 3 (Fassung 2): „Fünf.“ https://example.org/jf/{PLACE}?fassung=2#rn-3\n",
        ),
        (
            f"https://example.org/jf/{PLACE}?bis=3#rn-2",
            "markdown",
            "> Rn. 2: Vier sind mehr.\n>\n> Rn. 3: Fünf.\n>\n"
            f"> — [Jour fixe 12.01.2026, Rn. 2–3 (Fassung 2)](https://example.org/jf/{PLACE}?fassung=2&bis=3#rn-2)\n",
        ),
        ("JF 12.1.26", "chat", f"Jour fixe 12.01.2026: https://example.org/jf/{PLACE}\n"),
    ],
)
def test_forms(made: Edition, words: str, form: str, wanted: str) -> None:
    assert said(words, "--as", form) == wanted


def test_without_quotation_marks_around_the_reference(made: Edition) -> None:
    assert said("Rn.", "2") == said("Rn. 2", "--as", "chat")


@pytest.mark.parametrize("form", FORMS["forms"])
def test_every_form(made: Edition, form: str) -> None:
    assert said("Rn. 1-2", "--as", form)


def test_several_places_are_one_list(made: Edition) -> None:
    assert [item["page"] for item in json.loads(said("Rn. 1, 3", "--as", "csl"))] == ["Rn. 1", "Rn. 3"]
    assert said("Rn. 1, 3", "--as", "bibtex").count("@incollection{") == 2


def test_the_first_fassung_stands_in_the_address_only(made: Edition) -> None:
    made.add("2026-01-26", short("2026-01-26"))
    assert said("JF 26.1. Rn. 1", "--as", "link") == "https://example.org/jf/protokolle/2026-01-26.html#rn-1\n"
    assert made.jourfixe("publish", "2026-01-26").code == 0
    assert said("JF 26.1. Rn. 1", "--as", "link").endswith("2026-01-26.html?fassung=1#rn-1\n")
    assert "(Fassung" not in said("JF 26.1. Rn. 1")


def test_a_text_that_is_not_yet_a_fassung(made: Edition) -> None:
    made.rewrite("2026-01-12", made.read("protocols/2026-01-12/raw.md").replace("sind mehr", "sind Meer"))
    assert "Rn. 2:" in said("Rn. 2")
    assert "fassung" not in said("Rn. 2")


def test_printed_lines_of_the_real_protocol(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only where both ends are certain the words are those of the lines; else they are whole paragraphs."""
    monkeypatch.chdir(REPO)
    sure = run("cite", "JF 12.1.26, Z. 155–159", "--as", "quote").out
    assert sure.startswith("„Die Weltordnung, um die Putin kämpft")
    assert "(Jour fixe 12.01.2026, Rn. 28–29, Fassung 2, Z. 155–159)" in sure
    between = run("cite", "JF 12.1.26, Z. 156–159", "--as", "quote")
    assert "Z. 156" not in between.out
    assert "Rn. 28" in between.out
    assert between.err == "Hinweis: Die Zeilen sind hier nicht sicher; zitiert sind ganze Absätze.\n"
    assert "Absätze" not in run("cite", "JF 12.1.26, Z. 156–159", "--as", "link").err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Rn. 9", "Rn. 9 gibt es nicht; das Protokoll vom 12.01.2026 hat Rn. 1 bis 3."),
        ("Rn. 1 Satz 4", "Rn. 1 hat 3 Sätze; einen Satz 4 gibt es nicht."),
        ("Rn. 1 (Fassung 3)", "hat keine Fassung 3; die neueste ist Fassung 2."),
        ("JF 13.1.26 Rn. 1", "Am 13.01.2026 war kein Jour fixe; am nächsten liegt der 12.01.2026."),
        ("Z. 5", "hat keine Zeilenzahlen."),
        ("Satz 2", "Das ist kein Verweis"),
        ("GS 4-25, S. 45", "GS 4-25 kommt in keinem Protokoll vor."),
    ],
)
def test_what_leads_nowhere(made: Edition, words: str, sentence: str) -> None:
    done = run("cite", words)
    assert (done.code, done.out) == (1, "")
    assert sentence in done.err
    assert "→" in done.err


@pytest.mark.parametrize(
    ("rn", "last", "sentence"),
    [("3", 1, "Rn. 3 ist in Rn. 2 aufgegangen und mit ihr entfallen."), ("2", 2, "Rn. 2 ist entfallen.")],
)
def test_what_is_said_of_a_gone_number_is_what_its_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rn: str, last: int, sentence: str
) -> None:
    """Its old wording can be cited."""
    changed(tmp_path)
    monkeypatch.chdir(tmp_path)
    done = run("cite", f"JF 12.1.26 Rn. {rn}")
    near = f"Jour fixe 12.01.2026, Rn. {rn} (Fassung {last}) ({PLACE}?fassung={last}#rn-{rn})"
    assert done.err == f"Fehler: {sentence}\n    → Am nächsten: {near}\n"
    assert run("cite", f"JF 12.1.26 Rn. {rn} (Fassung {last})").code == 0
    several = run("cite", "JF 12.1.26 Rn. 1-3 (Fassung 1)", "--as", "quote")
    assert re.findall(r"“ \((.*?Rn\. \d)\)", several.out) == ["Rn. 1", "Rn. 2", "Rn. 3"]


def test_pages_have_only_an_address(made: Edition) -> None:
    text = short("2026-01-26").replace("Verrat sehen", "Verrat sehen (S. 45)")
    made.add("2026-01-26", text, article="gs-4-25-friedensplan")
    made.write("docs/register/stellen.md", "# Stellen\n\n```{stellenregister}\n```\n")
    address = "https://example.org/jf/register/stellen.html#gs-4-25-friedensplan-s-45"
    assert said("GS 4-25, S. 45") == f"GS 4-25, S. 45: {address}\n"
    assert said("JF 26.1. S. 45", "--as", "link") == f"{address}\n"
    done = run("cite", "GS 4-25, S. 45", "--as", "bibtex")
    assert (done.code, done.out) == (1, "")
    assert "nur die Adresse" in done.err


def test_wrong_use(made: Edition) -> None:
    assert run("cite").err.startswith("Fehler: Es fehlt: VERWEIS.")
    assert "Zur Wahl stehen link, chat, quote" in run("cite", "Rn. 1", "--as", "pdf").err


@pytest.mark.parametrize(
    "conf", ['site_url = "www.example.org"', 'site_url = ""\nhtml_baseurl = "https://example.org//jf"', "site_url = 5"]
)
def test_a_wrong_address_of_the_site_is_told_as_the_build_tells_it(made: Edition, conf: str) -> None:
    made.write("docs/conf.py", conf)
    line, name, value = conf.count("\n") + 1, conf.split("\n")[-1].split(" = ")[0], conf.split(" = ")[-1].strip('"')
    for words in (("cite", "Rn. 1"), ("link",)):
        done = run(*words, given="JF 12.1.26 Rn. 1")
        assert (done.code, done.out) == (1, "")
        assert f"docs/conf.py:{line}:1: JF690 {name} ist keine Adresse" in done.err
        assert f"„{value}“" in done.err


def test_outside_of_an_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (("cite", "Rn. 1"), ("link",)):
        assert run(*words)[0] == 2


def test_damaged_protocols_are_not_cited(made: Edition) -> None:
    made.write("protocols/2026-01-12/numbering.toml", "kaputt")
    done = run("cite", "Rn. 1")
    assert (done.code, done.out) == (1, "")
    assert "JF406" in done.err


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('project = "A"\nsite_url = "https://example.org"', Settings("A", "https://example.org/")),
        ('project = "A"\nhtml_title: str = "B"\nhtml_title = "C"', Settings("A", "")),
        (
            'project = 5\nsite_url = None\nhtml_baseurl = "http://Example.org/jf"',
            Settings("", "http://example.org/jf/"),
        ),
        ('project = name()\nsite_url = "a" + "b"', Settings()),
        ("def", Settings()),
        ("\0", Settings()),
    ],
)
def test_settings(tmp_path: Path, text: str, wanted: Settings) -> None:
    conf = tmp_path / "conf.py"
    conf.write_text(text)
    assert read_settings(conf) == wanted
    assert read_settings(tmp_path / "missing.py") == Settings()
