"""Bytes to text, reversibly: `Decoded.encode()` gives back the very bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from ..findings import finding
from ..model import Finding, Place
from .source import LINE_END

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MOJIBAKE = re.compile("Ã[¤¶¼Ÿ„–œ]|â€[žœ“”™]")
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`bom` + `text` in `encoding` are the bytes of the file, whatever they are. `refused`: it is no text to read."""

    text: str
    encoding: str = "utf-8"
    bom: bytes = b""
    findings: tuple[Finding, ...] = ()
    refused: bool = False

    def encode(self) -> bytes:
        return self.bom + self.text.encode(self.encoding)


SIGNATURES = {b"%PDF-": "PDF", b"PK\x03\x04": "Word", b"{\\rtf": "RTF", b"\xd0\xcf\x11\xe0": "Word"}


def decode(data: bytes, file: str) -> Decoded:
    """Text of the bytes; a file that is empty or no text is refused with a blocking finding."""
    if kind := next((kind for start, kind in SIGNATURES.items() if data.startswith(start)), ""):
        whole = Decoded(data.decode("latin-1"), "latin-1")
        return _refused(whole, "JF002", Place(file), what=f"Sie ist eine {kind}-Datei")
    bom, encoding = _bom(data)
    wide = encoding.startswith("utf-16")
    for codec in (encoding,) if wide else ("utf-8", "cp1252"):
        try:
            text = data[len(bom) :].decode(codec)
        except UnicodeDecodeError:
            continue
        return _judge(Decoded(text, codec, bom), file)
    if not wide:
        return _judge(Decoded(data.decode("latin-1"), "latin-1"), file)
    whole = Decoded(data.decode("latin-1"), "latin-1")
    return _refused(whole, "JF002", Place(file), what=f"Sie ist kein gültiges {_name(encoding)}")


def _bom(data: bytes) -> tuple[bytes, str]:
    """Byte order mark and the encoding it tells; UTF-16 without one is known by its zero bytes."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return bom, encoding
    sample = data[:4000]
    if len(sample) >= 4 and len(data) % 2 == 0:
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        if odd > 0.3 * len(sample) and not even:
            return b"", "utf-16-le"
        if even > 0.3 * len(sample) and not odd:
            return b"", "utf-16-be"
    return b"", ""


def _judge(decoded: Decoded, file: str) -> Decoded:
    """Remarks about how the text was read; refused where it is empty or binary."""
    text, found = decoded.text, []
    if not text.strip():
        return _refused(decoded, "JF001", Place(file))
    odd = UNPRINTABLE.findall(text)
    if "\0" in text or (len(odd) > 20 and len(odd) > len(text) / 500):
        return _refused(decoded, "JF002", _place(file, text, text.index(odd[0])), what="Sie enthält Binärdaten")
    if decoded.encoding != "utf-8":
        found.append(finding("JF003", Place(file), encoding=_name(decoded.encoding)))
    if wrong := MOJIBAKE.search(text):
        found.append(finding("JF005", _place(file, text, wrong.start()), sample=wrong[0]))
    return replace(decoded, findings=tuple(found))


def _refused(decoded: Decoded, code: str, place: Place, **fields: object) -> Decoded:
    return replace(decoded, findings=(finding(code, place, **fields),), refused=True)


def _place(file: str, text: str, offset: int) -> Place:
    ends = [m.end() for m in LINE_END.finditer(text, 0, offset)]
    return Place(file, len(ends) + 1, offset - (ends[-1] if ends else 0) + 1)


def _name(encoding: str) -> str:
    return {"cp1252": "Windows-1252", "latin-1": "Latin-1"}.get(encoding, encoding.upper())
