"""`jourfixe lines`: find out where the printed lines of a witness begin, and keep it in lines.toml."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from .acquire import Refused, with_entry
from .adding import receive
from .apparatus.filenames import harmless_name
from .apparatus.folder import Edited
from .apparatus.lining.applying import rows_of
from .apparatus.lining.composing import LEAST, Composed, compose
from .apparatus.lining.copy import copies
from .apparatus.lining.counting import Line
from .apparatus.lining.linesfile import LinesFile, Row, format_lines
from .apparatus.meta import Meta
from .apparatus.numbers.history import way
from .arrival import Kept, Reception
from .files import write_changed, write_whole
from .findings import finding
from .labels import counted
from .model import Origin, Paragraph, Place
from .progress import Bar
from .project import Project
from .reading import Reading, read_bytes
from .transcribing.aligning import LEAST as LEAST_ALIKE
from .transcribing.aligning.alignment import Alignment
from .transcribing.aligning.flow import flow_of
from .transcribing.transcript import Kind, Passage, PrintedLine, Run

META = "meta.toml"
SHOWN = 5  # lines that are named
WITH_PDF = "Mit einem PDF desselben Protokolls geht es genau: jourfixe lines {} --from DATEI.pdf"


@dataclass(frozen=True, slots=True)
class Found:
    """`origins`: line → how its number is known, where it was not computed. `told`: sentences for the editor."""

    lines: Sequence[Line]
    origins: dict[int, Origin]
    source: str
    fit: tuple[int, int]
    told: tuple[str, ...]


def find_lines(project: Project, edited: Edited, pdf: Path | None) -> list[str]:
    """Write lines.toml; the sentences say what came of it. Refused where it would not be right."""
    folder = project.protocols / edited.id
    if blocking := tuple(f for f in edited.findings if f.blocks):
        raise Refused(findings=blocking)
    data = (folder / "raw.md").read_bytes()
    reading = read_bytes(data, f"{folder.parent.name}/{edited.id}/raw.md")
    found = _from_pdf(folder, edited.meta, reading, pdf) if pdf else _computed(edited.id, reading)
    rows = tuple(rows_of(reading, found.lines, found.origins))
    file = LinesFile(hashlib.sha256(data).hexdigest(), found.source, found.fit, rows)
    write_changed(folder / "lines.toml", format_lines(file).encode())
    return [_sum(rows), *found.told, *_moved(edited, found.lines)]


def _computed(protocol: str, reading: Reading) -> Found:
    """By setting the paragraphs again."""
    if not any(p.lines for p in reading.protocol.paragraphs):
        raise Refused(
            "In raw.md steht keine Zeilenzahl, nach der sich die Zeilen berechnen ließen.", WITH_PDF.format(protocol)
        )
    if reading.exact:
        raise Refused("raw.md ist eine Abschrift; die Zeilen stehen schon darin.", "Zu tun ist nichts.")
    composed = compose(copies(reading))
    fit, told = composed.fit, _fit(composed)
    if not fit.is_good or not composed.setting:
        raise Refused(f"Die Zeilen lassen sich nicht berechnen. {told}", WITH_PDF.format(protocol))
    style = composed.setting.style
    source = f"{style.face}, Zeilenbreite {composed.setting.measure / 1000:.2f} Geviert".replace(".", ",")
    source += ", Beiträge kursiv" * style.italic + ", mit Silbentrennung" * style.divides
    known = fit.ends_known + fit.numbers_known
    return Found(composed.lines, {}, source, (fit.ends + fit.numbers, known), (f"Satz: {source}.", told))


def _fit(composed: Composed) -> str:
    fit = composed.fit
    return (
        f"Probe: Lässt man bekannte Stellen weg, ergeben sich {fit.ends} von {fit.ends_known} Zeilenenden und "
        f"{fit.numbers} von {fit.numbers_known} Zeilenzahlen ({fit.share:.0%}; nötig {LEAST:.0%}).".replace("%", " %")
    )


def _from_pdf(folder: Path, meta: Meta, reading: Reading, pdf: Path) -> Found:
    """From the lines of a PDF, which is kept beside raw.md."""
    with Reception() as reception, Bar("Seiten") as bar:
        arrival = receive(reception, pdf, None, bar)
        if not arrival.received:
            raise Refused(f"„{arrival.name}“ ist kein PDF.", "Nur ein PDF hat die gedruckten Zeilen.")
        of_pdf = read_bytes(arrival.data, arrival.name)
        if not any(p.lines for p in of_pdf.protocol.paragraphs):
            raise Refused(f"„{arrival.name}“ hat keine Zeilenzahlen.", "Das PDF mit Zeilenzählung angeben.")
        if any(mark.page for p in of_pdf.protocol.paragraphs for mark in p.lines):
            raise Refused(
                f"In „{arrival.name}“ beginnen die Zeilenzahlen auf jeder Seite neu; so kennt lines.toml sie nicht.",
                f"Das PDF selbst aufnehmen: jourfixe add --replace {arrival.name}",
            )
        found = _aligned(reading, of_pdf, arrival.name)
        _same_print(reading, found.lines, arrival.name)
        _keep(folder, meta, arrival.received)
    return found


def _same_print(reading: Reading, lines: Sequence[Line], name: str) -> None:
    """Refused if the numbers that are certain in raw.md stand at other words in the PDF."""
    there = {line.n: (line.paragraph, line.offset) for line in lines}
    here = {
        mark.n: (i, mark.offset)
        for i, paragraph in enumerate(reading.protocol.paragraphs)
        for mark in paragraph.lines
        if mark.certain and mark.n in there
    }
    same = sum(there[n] == at for n, at in here.items())
    if same < len(here) / 2:
        raise Refused(
            f"„{name}“ ist anders gedruckt: Von {len(here)} sicheren Zeilenzahlen in raw.md stehen dort nur {same} "
            "am selben Wort.",
            "Das PDF angeben, aus dem der Text stammt; zu einem anderen Druck gehören andere Zeilen.",
        )


def _aligned(reading: Reading, of_pdf: Reading, name: str) -> Found:
    flow = flow_of([_passage(p) for p in reading.protocol.paragraphs])
    alignment = Alignment(flow, flow_of([_passage(p) for p in of_pdf.protocol.paragraphs]))
    if (share := alignment.share) < LEAST_ALIKE:
        raise Refused(findings=(finding("JF028", Place(name), share=int(100 * share)),))
    starts = [start for start, _ in flow.passages]
    lines, origins = list[Line](), dict[int, Origin]()
    for cut in alignment.cuts():
        n = cut.line.n
        if n and (not lines or n > lines[-1].n):
            i = bisect_right(starts, cut.offset) - 1
            lines.append(Line(i, cut.offset - starts[i], n))
            origins[n] = Origin.PRINTED if cut.line.printed else Origin.COUNTED
    letters = sum(map(len, flow.words))
    told = f"Übereinstimmung des Textes mit dem PDF: {int(100 * share)} %."
    return Found(lines, origins, name, (round(share * letters), letters), (told,))


def _passage(paragraph: Paragraph) -> Passage:
    """A paragraph in the lines that it is known to have."""
    text = paragraph.text
    marks = [(m.offset, m) for m in paragraph.lines if m.offset < len(text)]
    ends = [*(offset for offset, _ in marks), len(text)]
    lines = [PrintedLine((Run(text[: ends[0]]),))] if ends[0] else []
    for (_, mark), (start, end) in zip(marks, pairwise(ends), strict=True):
        is_divided = end < len(text) and text[end - 1] != " "
        lines.append(PrintedLine((Run(text[start:end]),), mark.n, mark.origin is Origin.PRINTED, is_divided))
    return Passage(Kind.PARAGRAPH, tuple(lines))


def _keep(folder: Path, meta: Meta, kept: Kept) -> None:
    """The PDF and its checksum, in place of one that gave the lines before; meta.toml names it."""
    same = kept.name.casefold() == meta.received.casefold()
    name = harmless_name(f"Zeilen-{kept.name}") if same else kept.name
    text = (folder / META).read_text("utf-8-sig") if (folder / META).exists() else ""
    text = with_entry(with_entry(text, "lines_from", name), "lines_from_sha256", kept.sha256)
    write_whole(folder / name, [kept.path.read_bytes()])
    write_changed(folder / META, text.encode())
    if meta.lines_from and meta.lines_from != name:
        (folder / meta.lines_from).unlink(missing_ok=True)


def _sum(rows: Sequence[Row]) -> str:
    count = {origin: sum(row.origin is origin for row in rows) for origin in Origin}
    return (
        f"{counted(len(rows), 'Zeile', 'Zeilen')} in lines.toml: {count[Origin.PRINTED]} mit gedruckter Nummer, "
        f"{count[Origin.COUNTED]} gezählt, {count[Origin.COMPUTED]} berechnet."
    )


def _moved(edited: Edited, lines: Sequence[Line]) -> Iterator[str]:
    """One sentence for the published lines that lie in another paragraph than the one they were published with."""
    numbers, gone, published = edited.numbering.numbers, dict(edited.numbering.gone), edited.register.lines
    moved = [
        f"Z. {line.n} (Rn. {home}, jetzt {numbers[line.paragraph]})"
        for line in lines
        if (rn := published.get(str(line.n))) and (home := way(rn, numbers, gone)[-1]) != numbers[line.paragraph]
    ]
    if moved:
        more = f" und {len(moved) - SHOWN} weitere" if len(moved) > SHOWN else ""
        yield (
            f"Mit einer anderen Rn. veröffentlicht: {', '.join(moved[:SHOWN])}{more}. Zu tun ist nichts; Verweise auf "
            "diese Zeilen führen weiter zu der veröffentlichten Rn."
        )
