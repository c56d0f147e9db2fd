"""The page of a witness: the file as it came, line by line, with its own line numbers."""

from __future__ import annotations

from html import escape

from ...edition.domain import Record
from ...labels import meeting
from ...reading.source import source_of

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
LINE = '<li id="zeile-{n}">{text}</li>'
INVISIBLE = dict.fromkeys(
    [*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd"
)


def witness_page(record: Record, page: str, text: str) -> str:
    """`page`: the way from here to the protocol."""
    source = source_of(text, "")
    lines = (
        LINE.format(n=n, text=escape(text[line.start : line.end].translate(INVISIBLE)))
        for n, line in enumerate(source.lines, 1)
    )
    return PAGE.format(title=escape(meeting(record.date)), page=escape(page), lines="\n".join(lines))
