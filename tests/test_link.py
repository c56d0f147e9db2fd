"""Mentions in running text become links; everything else stays. The cases are in referring/link.md."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from jourfixe.apparatus.literature.bibliography import Article, Bibliography
from jourfixe.apparatus.referring.linking import Link, Linker, Refusal, linked
from jourfixe.citation import complaint, line_starts
from jourfixe.cli import main
from projects import ENGLISH, Edition, edition, short
from test_referring import EDITION, rows

ARTICLES = {"plan": "Der Plan für den Frieden", "europa": "Europa im Krieg"}
LITERATURE = Bibliography({key: Article(key, title, "", "4-25") for key, title in ARTICLES.items()})
LINKER = Linker(EDITION, LITERATURE, "2026-01-12")
WANTED = re.compile(r"\{([^{}]*)\}\(([^()]*)\)")
SIGNS = str.maketrans({"⏎": "\n", "¶": "\n\n", "·": "\u00a0", "¦": "|"})


def target(short: str) -> str:
    """The whole address for what a case has of it."""
    page, sign, anchor = re.fullmatch("([a-z0-9]*)([?#]?)(.*)", short).groups()  # type: ignore[union-attr]
    day = {"": "2026-01-12", "26": "2026-01-26"}.get(page)
    return f"protokolle/{day}.html{sign}{anchor}" if day else f"register/stellen.html{sign}{anchor}"


@pytest.mark.parametrize(("text", "said"), rows("link.md"), ids=lambda x: x)
def test_case(text: str, said: str) -> None:
    text = text.translate(SIGNS)
    given = WANTED.sub(r"\1", text)
    found = LINKER.read(given)
    links = [(given[one.start : one.end], one.address) for one in found if isinstance(one, Link)]
    assert links == [(words, target(address)) for words, address in WANTED.findall(text)]
    refused = [one for one in found if isinstance(one, Refusal)]
    told = [complaint(given, one, "", line_starts(given)).partition("\n")[0] for one in refused]
    assert told == ([said] if said else [])
    assert linked(given, found) == WANTED.sub(lambda m: f"[{m[1]}]({target(m[2])})", text)


PIECES = (
    "Rn. 34|Rn. 59| und |JF 12.1.26 |\n|\r\n|\n\n|> |`|[|](x)|<b>|</a>|<a>| S. 45|GS 4-25, |ff.|–36|36|, |Z. 155|&nbsp;"
    "|```\n|(|)|BGH |\u2028|\0|protokolle/"
).split("|")
MAIL = st.lists(st.sampled_from(PIECES) | st.text(max_size=8)).map("".join)


@settings(deadline=None)
@given(MAIL)
def test_without_its_links_it_is_the_text(text: str) -> None:
    found = LINKER.read(text)
    spans = [(one.start, one.end) for one in found]
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
    for html in (False, True):
        shown = linked(text, found, "https://example.org/", html)
        for one in found:
            if isinstance(one, Link):
                words = text[one.start : one.end]
                address = "https://example.org/" + one.address
                link = f'<a href="{address.replace("&", "&amp;")}">{words}</a>' if html else f"[{words}]({address})"
                assert link in shown
                shown = shown.replace(link, words, 1)
        assert text in (shown, unescape(shown))


# The command


class Said(NamedTuple):
    """How it ended."""

    code: int
    data: bytes
    err: str

    @property
    def out(self) -> str:
        return self.data.decode()


def run(*words: str, given: str | bytes = "") -> Said:
    done = CliRunner().invoke(main, list(words), given, prog_name="jourfixe")
    assert isinstance(done.exception, SystemExit | None), done.exception
    assert not ENGLISH.search(done.stderr), done.stderr
    return Said(done.exit_code, done.stdout_bytes, done.stderr)


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edition:
    one = edition(tmp_path, d2026_01_12=short("2026-01-12"), d2026_01_26=short("2026-01-26"))
    monkeypatch.chdir(tmp_path)
    return one


def test_byte_for_byte(made: Edition) -> None:
    mail = "\ufeffHallo,\r\n\r\n> JF 12.1.26 Rn. 3\r\n\r\ngrüße\u2028\r\n".encode()
    done = run("link", given=mail)
    assert (done.code, done.err.count("\n")) == (0, 1)
    assert "site_url" in done.err
    assert done.data == mail.replace(b"JF 12.1.26 Rn. 3", b"[JF 12.1.26 Rn. 3](protokolle/2026-01-12.html#rn-3)")


def test_the_site_and_html(made: Edition) -> None:
    made.write("docs/conf.py", made.read("docs/conf.py") + '\nsite_url = "https://example.org/jf"\n')
    done = run("link", "--as", "html", given="1 < 2, JF 12.1.26 Rn. 3–5")
    wanted = '1 &lt; 2, <a href="https://example.org/jf/protokolle/2026-01-12.html?bis=5#rn-3">JF 12.1.26 Rn. 3–5</a>'
    assert (done.code, done.out, done.err) == (0, wanted, "")


def test_a_link_into_a_published_text_tells_of_what_is_corrected_later(made: Edition) -> None:
    made.write("docs/conf.py", 'site_url = "https://example.org/"')
    assert made.jourfixe("publish", "2026-01-26").code == 0
    mail = "JF 26.1. Rn. 3–4, JF 26.1. Rn. 5 Satz 1. Siehe Rn. 3 im JF 26.1.26 (Fassung 1), JF 26.1., JF 12.1. Rn. 3"
    page = "https://example.org/protokolle/2026-01-26.html"
    wanted = [f"{page}?fassung=1&bis=4#rn-3", f"{page}?fassung=1&satz=1#rn-5", f"{page}?fassung=1#rn-3", page]
    done = run("link", given=mail)
    assert re.findall(r"\]\((.*?)\)", done.out) == [*wanted, f"{page.replace('26.html', '12.html')}#rn-3"]
    assert re.sub(r"\[(.*?)\]\(.*?\)", r"\1", done.out) == mail
    made.rewrite("2026-01-26", short("2026-01-26").replace("Friedensplan", "Plan"))
    assert "fassung" not in run("link", given="JF 26.1. Rn. 3").out


def test_what_is_not_clear_stays_and_is_told(made: Edition) -> None:
    done = run("link", given="Siehe Rn. 3.\n")
    assert (done.code, done.out) == (1, "Siehe Rn. 3.\n")
    assert done.err.startswith("Zeile 1, Spalte 7: „Rn. 3“: Es ist kein Jour fixe genannt.")
    done = run("link", "--protocol", "2026-01-26", given="Siehe Rn. 3.\n")
    assert (done.code, done.out) == (0, "Siehe [Rn. 3](protokolle/2026-01-26.html#rn-3).\n")
    done = run("link", "--protocol", "2026-01-26", given="Siehe Rn. 9.\n")
    assert (done.code, done.out) == (1, "Siehe Rn. 9.\n")
    assert "→ Am nächsten: Jour fixe 26.01.2026, Rn. 5 (protokolle/2026-01-26.html#rn-5)" in done.err


def test_pages_only_with_a_register(made: Edition) -> None:
    text = short("2026-01-12").replace("Verrat sehen", "Verrat sehen (S. 45)")
    made.add("2026-01-12", text, article="gs-4-25-friedensplan")
    mail = "Im JF 12.1.26 heißt es (S. 45) anders als in GS 4-25, S. 45.\n"
    assert "S. 45]" not in run("link", given=mail).out
    made.write("docs/register/stellen.md", "# Stellen\n\n```{stellenregister}\n```\n")
    assert run("link", given=mail).out.count("](register/stellen.html#gs-4-25-friedensplan-s-45)") == 2


@pytest.mark.parametrize(
    ("given", "words", "code", "sentence"),
    [
        ("Grüße".encode("cp1252"), (), 1, "nicht in UTF-8 geschrieben (Zeile 1)"),
        ("a\nGrüße".encode("utf-16"), (), 1, "nicht in UTF-8 geschrieben"),
        (b"", ("--protocol", "2026-09-09"), 2, "Es gibt kein Protokoll „2026-09-09“"),
        (b"", ("--as", "pdf"), 2, "Zur Wahl stehen markdown, html"),
    ],
)
def test_refused(made: Edition, given: bytes, words: tuple[str, ...], code: int, sentence: str) -> None:
    done = run("link", *words, given=given)
    assert (done.code, done.out) == (code, "")
    assert sentence in done.err


def test_a_protocol_that_cannot_be_built(made: Edition) -> None:
    made.write("protocols/2026-01-12/meta.toml", "titel = 3\n")
    done = run("link", given="JF 12.1.26 Rn. 3")
    assert (done.code, done.out) == (1, "")
    assert "JF307" in done.err


def test_nothing_comes_of_nothing(made: Edition) -> None:
    assert run("link", given=b"") == Said(0, b"", "")
