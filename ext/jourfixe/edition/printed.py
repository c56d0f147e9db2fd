"""The printed edition beside this one: which PDF there is of which page, and on which of its pages a paragraph begins.

The builder of the PDFs leaves them in a folder with a table of contents. One that was made of another state of the
text is not offered, as its words and pages are no longer those of the edition.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from ..findings import finding
from ..labels import counted
from ..model import Finding
from .domain import JourfixeDomain, domain_of
from .errors import place_of
from .mount import register_of, year_docname, year_of
from .records import Register
from .whole import digest

logger = logging.getLogger(__name__)
FORMAT = "jourfixe-print/1"
CONTENTS = "druck.json"


class Printed(NamedTuple):
    """A PDF: `file` inside its folder. `paragraphs`: number → page on which it begins, counted from 1.

    `stamp` says of which state of the text it was made, `sources` of which files.
    """

    file: str
    pages: int
    paragraphs: dict[str, int]
    stamp: str
    sources: str


class Prints(NamedTuple):
    """Document → its PDF, where that is of the present text. `remark`: how many are not, if any."""

    present: dict[str, Printed]
    remark: Finding | None = None


def stamp_of(domain: JourfixeDomain, docname: str) -> str:
    """The state of all that a book prints, when all is read: of a protocol, or of a year. Nothing for other pages."""
    config = domain.env.config
    imprint = config.project, config.release, config.author, config.copyright, config.html_baseurl
    if record := domain.records.get(docname):
        return digest((imprint, record.stamp, domain.places(docname), _pictures(domain, docname)))
    year = year_of(docname)
    if not year or docname not in domain.env.found_docs:
        return ""
    protocols = [stamp_of(domain, d) for d, record in sorted(domain.records.items()) if record.date.year == year]
    terms = [(name, entry) for name, (_, entry) in sorted(domain.whole.terms.items())]
    persons, articles = domain.whole.persons.items(), domain.whole.bibliography.articles.items()
    behind = [domain.whole.registers.get((register, 0), "") for register in (Register.TERMS, Register.LITERATURE)]
    texts = [(Path(domain.env.doc2path(d)).read_bytes(), _pictures(domain, d)) for d in behind if d]
    return digest((protocols, terms, sorted(persons), sorted(articles), texts))


def _pictures(domain: JourfixeDomain, docname: str) -> list[bytes]:
    """The files of all pictures on a page."""
    shown = sorted(str(name) for name, (pages, _) in domain.env.images.items() if docname in pages)
    paths = (Path(domain.env.srcdir, name) for name in shown)
    return [path.read_bytes() if path.is_file() else b"" for path in paths]


def read_printed(folder: Path) -> dict[str, Printed]:
    """Document → its PDF, of all that are in the folder. ValueError if its table of contents is damaged."""
    try:
        contents = json.loads((folder / CONTENTS).read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, RecursionError) as error:
        raise ValueError(CONTENTS) from error
    if not isinstance(contents, dict) or contents.get("format") != FORMAT:
        raise ValueError(CONTENTS)
    books = {docname: _book(row) for docname, row in _table(contents.get("books")).items()}
    return {docname: book for docname, book in books.items() if _is_there(folder, book.file)}


def _book(row: Any) -> Printed:
    file, stamp, pages = (_table(row).get(key) for key in ("file", "stamp", "pages"))
    paragraphs = _table(row.get("paragraphs"))
    if not isinstance(file, str) or not isinstance(stamp, str) or not all(map(_is_page, (pages, *paragraphs.values()))):
        raise ValueError(row)
    return Printed(file, pages, paragraphs, stamp, str(row.get("sources", "")))  # type: ignore[arg-type]


def _table(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(value)
    return value


def _is_page(value: object) -> bool:
    return type(value) is int and value > 0


def _is_there(folder: Path, file: str) -> bool:
    """Only what lies in the folder."""
    path = folder / file
    try:
        return path.is_file() and path.resolve().is_relative_to(folder.resolve())
    except OSError:
        return False


def print_folder(app: Sphinx) -> Path:
    return Path(app.srcdir, str(app.config.jourfixe_print)).resolve()


def compare_prints(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Put what is printed of the present text where the pages find it; only HTML pages offer it."""
    domain = domain_of(env)
    domain.prints = Prints({})
    if app.builder.name != "html":
        return []
    contents = print_folder(app) / CONTENTS
    try:
        books = read_printed(contents.parent)
    except ValueError:
        logger.warning(str(damaged := finding("JF670", place_of(env, contents))), type="jourfixe", subtype=damaged.code)
        return []
    stamps = {docname: stamp for docname in books if (stamp := stamp_of(domain, docname))}
    present = {docname: books[docname] for docname, stamp in stamps.items() if books[docname].stamp == stamp}
    domain.prints = Prints(present)
    if older := len(stamps) - len(present):
        remark = finding("JF671", place_of(env, contents), count=counted(older, "PDF", "PDFs"))
        domain.prints = Prints(present, remark)
        logger.info("%s", remark)
    return []


def printed(env: BuildEnvironment, docname: str) -> Printed | None:
    """The PDF of a page, if it is of the present text."""
    return domain_of(env).prints.present.get(docname)


def offered(domain: JourfixeDomain, docname: str) -> str:
    """The document whose PDF a page offers, or nothing: its own, or the volume that prints it."""
    of_year = register_of(docname)
    if docname in domain.records or year_of(docname):
        book = docname
    elif of_year or docname in domain.registers or docname == domain.env.config.root_doc:
        book = year_docname(of_year[1] if of_year else domain.whole.latest)
    else:
        return ""
    return book if book in domain.prints.present else ""
