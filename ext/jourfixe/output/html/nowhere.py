"""`404.html`: what a host shows for an address that does not exist. It may be asked for in any folder."""

from __future__ import annotations

from html import escape
from pathlib import Path

from sphinx.application import Sphinx

from ...files import write_whole

NAME = "404.html"
PAGE = """<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Seite nicht gefunden – {project}</title>
<link rel="icon" href="{top}_static/jourfixe.svg">
<link rel="stylesheet" href="{top}_static/textzeuge.css">
</head>
<body>
<main>
<h1>Seite nicht gefunden</h1>
<p>Unter dieser Adresse steht in der Edition nichts. Die Adresse eines Protokolls sieht so aus:
<code>{top}protokolle/2026-01-12.html#rn-34</code>.</p>
<form action="{top}search.html" role="search">
<label for="q">Stelle oder Wort:</label>
<input id="q" type="search" name="q">
<button type="submit">Suchen</button>
</form>
<p><a href="{top}index.html">Zur Titelseite: alle Protokolle</a></p>
</main>
</body>
</html>
"""


def write_nowhere(app: Sphinx, exception: Exception | None) -> None:
    """Where the editors have written no such page themselves."""
    path = Path(app.outdir, NAME)
    extra = (Path(app.confdir, folder, NAME) for folder in app.config.html_extra_path)
    if exception or app.builder.name != "html" or "404" in app.env.found_docs or any(p.exists() for p in extra):
        return
    if app.config.site_url:
        top = escape(app.config.site_url)
        write_whole(path, [PAGE.format(top=top, project=escape(app.config.project)).encode()])
    else:
        path.unlink(missing_ok=True)
