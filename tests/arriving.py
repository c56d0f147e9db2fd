"""Small files as they arrive: five paragraphs as PDF, as Word file and as text."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from reportlab.pdfgen.canvas import Canvas

from projects import german

BODY = (
    ("In dem Artikel geht es um den Friedensplan und um die Stellung der", "Europäer zu ihm."),
    ("— Der Plan verlangt von beiden Seiten, dass sie ihre Interessen an denen", "der Weltmacht messen lassen."),
    ("Die Frage war, warum die Europäer darin einen Verrat sehen und nicht bloß", "eine andere Taktik."),
    ("— Sie haben ihre eigene Rolle an den Krieg geknüpft; sein Ende ohne sie", "macht diese Rechnung zunichte."),
    ("Beim nächsten Mal wird der zweite Teil des Artikels besprochen.",),
)
TEXTS = [" ".join(lines).removeprefix("— ") for lines in BODY]


def title(day: str) -> str:
    return f"Jour fixe vom {german(day)} Ein kurzes Protokoll (GS 4-25)"


def pdf(day: str, pages: int = 1, compressed: bool = True) -> bytes:
    """One sheet, or several with the same text; contributions in italics."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=int(compressed))
    for page in range(pages):
        y = 780
        if not page:
            canvas.setFont("Helvetica-Bold", 14)
            canvas.drawString(72, y, title(day))
        for lines in BODY:
            y -= 16
            canvas.setFont("Helvetica-Oblique" if lines[0].startswith("—") else "Helvetica", 11)
            for line in lines:
                y -= 16
                canvas.drawString(72, y, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def docx(day: str) -> bytes:
    made = Document()
    made.add_heading(title(day), 1)
    for text in (" ".join(lines) for lines in BODY):
        made.add_paragraph().add_run(text).italic = text.startswith("—")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def markdown(day: str) -> bytes:
    return "\n\n".join([f"# {title(day)}", *(" ".join(lines) for lines in BODY), ""]).encode()


def part(data: bytes, name: str) -> bytes:
    """One file of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        return pack.read(name)


def repacked(data: bytes, **changes: bytes) -> bytes:
    """A zip with other contents for some names; `__` for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            key = name.replace("/", "__").rpartition(".")[0]
            new.writestr(name, changes.get(key, old.read(name)))
    return out.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name, data in files.items():
            pack.writestr(name, data)
    return out.getvalue()
