"""The page of a witness: the file as it came, line by line, with its own line numbers."""

from __future__ import annotations

import re
from html import escape

from ...edition.records import Record
from ...labels import meeting
from ...reading.source import LINE_END

PAGE = """<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="{title}: Wortlaut, wie er vorlag, mit den Zeilen der Datei.">
<title>{title} – Textzeuge</title>
<link rel="icon" href="../_static/jourfixe.svg">
<link rel="stylesheet" href="../_static/textzeuge.css">
</head>
<body>
<main>
<h1>{title}: Textzeuge</h1>
<p>So lag der Text vor, mit allen Zeichen; gezählt sind die Zeilen der Datei.
Zitiert wird die <a href="{page}">Edition</a>.</p>
<ol lang="de">
{lines}
</ol>
</main>
</body>
</html>
"""
INVISIBLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def witness_page(record: Record, page: str, text: str) -> str:
    """`page`: the way from here to the protocol. Characters that cannot be shown are replaced by one that can."""
    shown = LINE_END.split(escape(INVISIBLE.sub("\ufffd", text)))
    if not shown[-1]:
        shown.pop()
    lines = "\n".join(f'<li id="zeile-{n}">{line}</li>' for n, line in enumerate(shown, 1))
    return PAGE.format(title=escape(meeting(record.date)), page=escape(page), lines=lines)
