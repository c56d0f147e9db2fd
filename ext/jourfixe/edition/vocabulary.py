"""What the editors wrote for the whole edition, read before the pages: literature and persons."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from ..apparatus.literature.bibliography import Article, Bibliography, read_bibliography
from ..apparatus.vocabulary.persons import read_persons
from ..files import write_whole
from .addresses import Reaching
from .domain import domain_of
from .errors import place_of, stop_if_blocking
from .mount import protocols_dir


def read_vocabulary(app: Sphinx) -> None:
    """Put it where all pages find it. Of a damaged .bib sphinxcontrib-bibtex is only shown what is sound."""
    domain, articles, sound = domain_of(app.env), dict[str, Article](), []
    domain.builder = Reaching(app.builder)  # type: ignore[assignment]  # stands in for it
    domain.remarks = []
    for name in app.config.bibtex_bibfiles or ():
        path = Path(app.srcdir, name).resolve()
        bibliography, findings = read_bibliography(path, place_of(app.env, path).file)
        domain.remarks += findings
        articles |= bibliography.articles
        sound.append(bibliography.sound)
    domain.literature = Bibliography(articles, "\n".join(sound))
    copy = Path(app.doctreedir, "jourfixe", "references.bib")
    if not copy.is_file() or copy.read_text("utf-8") != domain.literature.sound:
        write_whole(copy, [domain.literature.sound.encode()])
    app.config.bibtex_bibfiles = [str(copy)]
    path = protocols_dir(app) / "persons.toml"
    domain.persons, findings = read_persons(path, place_of(app.env, path).file)
    stop_if_blocking(findings)
    domain.remarks += findings
