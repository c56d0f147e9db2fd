"""What machines read of a page: the fields that Zotero, search engines and previews take from it."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Browser

from jourfixe.apparatus.site import site_address
from projects import ENGLISH, Edition, edition, page, short

SITE = "https://jourfixe.example/edition/"
DAY = "2026-01-12"
ADDRESS = f"{SITE}protokolle/{DAY}.html"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published protocol with a difficult title, on a site with an address."""
    made = edition(tmp_path_factory.mktemp("published"))
    made.add(DAY, short(DAY), title="„Macht & <b>Recht</b>“ </script>", issue="4-25")
    assert made.jourfixe("publish", DAY).code == 0
    done = made.sphinx("html", "-n", "-W", "-D", f"site_url={SITE.removesuffix('/')}")
    assert (done.code, done.output) == (0, "")
    return done.out


def fields(path: Path, key: str = "property") -> dict[str, str]:
    """All that meta elements say."""
    return {values[key]: values["content"] for tag, values in page(path).elements if tag == "meta" and key in values}


def linked_data(path: Path) -> dict[str, object]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', path.read_text("utf-8"), re.S)
    assert len(found) == 1
    return json.loads(found[0])


def spans(path: Path) -> list[dict[str, str]]:
    """The fields of each COinS, as Zotero reads them."""
    titles = [values["title"] for _, values in page(path).elements if values.get("class") == "Z3988"]
    assert all(part.count("=") == 1 for title in titles for part in title.split("&"))
    return [dict(parse_qsl(title, strict_parsing=True)) for title in titles]


def test_zotero_takes_a_protocol_for_a_part_of_the_edition(published: Path) -> None:
    found = fields(published / f"protokolle/{DAY}.html", "name")
    assert {name: value for name, value in found.items() if name.startswith("citation_")} == {
        "citation_title": "Jour fixe vom 12.01.2026: „Macht & <b>Recht</b>“ </script>",
        "citation_inbook_title": "Jour-fixe-Edition",
        "citation_publication_date": DAY,
        "citation_firstpage": "Rn. 1–5",
        "citation_language": "de",
        "citation_public_url": ADDRESS,
    }


def test_zotero_offers_each_paragraph(published: Path) -> None:
    found = spans(published / f"protokolle/{DAY}.html")
    assert [span["rft.pages"] for span in found] == [f"Rn. {n}" for n in range(1, 6)]
    assert found[3] == {
        "ctx_ver": "Z39.88-2004",
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:book",
        "rft.genre": "bookitem",
        "rft.atitle": "Jour fixe 12.01.2026, Rn. 4",
        "rft.btitle": "Jour-fixe-Edition",
        "rft.pages": "Rn. 4",
        "rft.date": DAY,
        "rft_id": f"{ADDRESS}#rn-4",
    }


def test_linked_data_name_chapter_book_and_what_was_discussed(published: Path) -> None:
    data = linked_data(published / f"protokolle/{DAY}.html")
    assert {key: data[key] for key in ("@type", "name", "url", "pagination", "version", "inLanguage")} == {
        "@type": "Chapter",
        "name": "Jour fixe vom 12.01.2026: „Macht & <b>Recht</b>“ </script>",
        "url": ADDRESS,
        "pagination": "Rn. 1–5",
        "version": "1",
        "inLanguage": "de",
    }
    assert data["isPartOf"] == {"@type": "Book", "name": "Jour-fixe-Edition", "url": SITE}
    assert data["about"] == {"@type": "PublicationIssue", "name": "GS 4-25"}
    assert "author" not in json.dumps(data)


def test_every_page_says_what_it_is(published: Path) -> None:
    pages = [p for p in published.rglob("*.html") if p.relative_to(published).parts[0] not in ("r", "404.html")]
    for path in (p for p in pages if not p.stem.endswith("-textzeuge")):
        name, found = path.relative_to(published).as_posix(), fields(path)
        assert found["og:title"]
        assert found["og:description"] == fields(path, "name")["description"]
        assert found["og:type"] == ("article" if name == f"protokolle/{DAY}.html" else "website")
        assert found["og:url"] == f"{SITE}{name}" == linked_data(path)["url"]
        assert (found["og:site_name"], found["og:locale"]) == ("Jour-fixe-Edition", "de_DE")
        assert [v["href"] for t, v in page(path).elements if v.get("rel") == "canonical"] == [f"{SITE}{name}"]


def test_without_an_address_nothing_pretends_to_have_one(tmp_path: Path) -> None:
    done = edition(tmp_path, d2026_01_12=short(DAY)).sphinx("html", "-n", "-W")
    text = (done.out / f"protokolle/{DAY}.html").read_text("utf-8")
    assert not re.search(r"og:url|public_url|canonical|rft_id", text)
    assert "url" not in linked_data(done.out / f"protokolle/{DAY}.html")
    assert len(spans(done.out / f"protokolle/{DAY}.html")) == 5


def test_the_spans_are_neither_seen_nor_read_aloud_nor_copied(published: Path, browser: Browser) -> None:
    shown = browser.new_page()
    shown.goto((published / f"protokolle/{DAY}.html").as_uri())
    assert shown.eval_on_selector_all(".Z3988", "all => all.every((one) => !one.offsetWidth && !one.textContent)")
    assert "Z39.88" not in shown.locator("body").aria_snapshot()
    copied = "() => { getSelection().selectAllChildren(document.querySelector('main')); return String(getSelection()) }"
    assert "Z39" not in shown.evaluate(copied)
    shown.close()


def test_what_it_weighs(real: Path) -> None:
    """Of the page of the real protocol, which may have 110 kB."""
    text = (real / f"protokolle/{DAY}.html").read_text("utf-8")
    without = re.sub(
        r'<span class="Z3988".*?</span>|<meta (?:property|name="cit).*?>\n?|<script type="appl.*?d\+json.*', "", text
    )
    raw, zipped = len(text.encode()), len(gzip.compress(text.encode(), 6, mtime=0))
    assert raw <= 110_000
    assert raw - len(without.encode()) <= 17_000
    assert zipped - len(gzip.compress(without.encode(), 6, mtime=0)) <= 2_000


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://Example.org/Edition", "https://example.org/Edition/"),
        ("http://127.0.0.1:8000/edition/", "http://127.0.0.1:8000/edition/"),
        ("https://example.org/jour%20fixe/", "https://example.org/jour%20fixe/"),
        ("example.org", None),
        ("ftp://example.org/", None),
        ("https://", None),
        ("https:///edition", None),
        ("https://example.org/?seite=1", None),
        ("https://example.org/#oben", None),
        ("https://example.org/a b/", None),
        ("https://example.org:x/", None),
        ("https://example.org//edition/", None),
        ("https://example.org/../", None),
        ('https://example.org/"><script>', None),
        ("https://[::1/", None),
        (5, None),
        (["https://example.org"], None),
    ],
)
def test_addresses(said: object, address: str | None) -> None:
    assert site_address(said) == address


@pytest.mark.parametrize("name", ["site_url", "html_baseurl"])
def test_a_wrong_address_is_told_with_its_line(tmp_path: Path, name: str) -> None:
    made = edition(tmp_path, d2026_01_12=short(DAY))
    set_to(made, name, '"www.example.org"')
    line = made.read("docs/conf.py").splitlines().index(f'{name} = "www.example.org"') + 1
    done = made.jourfixe("build")
    assert done.code == 1
    assert f"docs/conf.py:{line}:1: JF690 {name} ist keine Adresse" in done.output
    assert not ENGLISH.search(done.output)
    set_to(made, name, "None" if name == "site_url" else '["https://example.org"]')
    assert "Traceback" not in made.jourfixe("build").output


def test_the_name_that_sphinx_has_for_it_counts(tmp_path: Path) -> None:
    made = edition(tmp_path, d2026_01_12=short(DAY))
    set_to(made, "html_baseurl", f'"{SITE}"')
    assert fields(made.sphinx("html", "-W").out / "index.html")["og:url"] == f"{SITE}index.html"


def set_to(made: Edition, name: str, value: str) -> None:
    kept = [line for line in made.read("docs/conf.py").splitlines() if not line.startswith(name)]
    made.write("docs/conf.py", "\n".join([*kept, f"{name} = {value}", ""]))
