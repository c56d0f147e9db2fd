"""Bytes to text, reversibly: `Decoded.encode()` gives back the very bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from ..findings import finding
from ..model import Finding, Place

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MOJIBAKE = re.compile("Ã[¤¶¼Ÿ„–œ]|â€[žœ“”™]")
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`bom` + `text` in `encoding` are the bytes of the file."""

    text: str
    encoding: str = "utf-8"
    bom: bytes = b""
    findings: tuple[Finding, ...] = ()

    def encode(self) -> bytes:
        return self.bom + self.text.encode(self.encoding)


def decode(data: bytes, file: str) -> Decoded:
    """Text of the bytes; a file that is empty or no text gives a blocking finding and no text."""
    if not data.strip():
        return Decoded("", findings=(finding("JF001", Place(file)),))
    bom, encoding = _bom(data)
    for codec in (encoding,) if encoding else ("utf-8", "cp1252", "latin-1"):
        try:
            text = data[len(bom) :].decode(codec)
        except UnicodeDecodeError:
            continue
        return _judge(Decoded(text, codec, bom), file)
    return Decoded("", findings=(finding("JF002", Place(file), what=f"kein gültiges {encoding}"),))


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
    """Remarks about how the text was read; no text at all where it is binary."""
    text, found = decoded.text, []
    odd = UNPRINTABLE.findall(text)
    if "\0" in text or len(odd) > 20 and len(odd) > len(text) / 500:
        at = Place(file, text.count("\n", 0, text.index(odd[0])) + 1)
        return Decoded("", findings=(finding("JF002", at, what="sie enthält Binärdaten"),))
    if not text.strip():
        return Decoded("", findings=(finding("JF001", Place(file)),))
    if decoded.encoding != "utf-8":
        found.append(finding("JF003", Place(file), encoding=_name(decoded.encoding)))
    if wrong := MOJIBAKE.search(text):
        line_start = max(text.rfind("\n", 0, wrong.start()), text.rfind("\r", 0, wrong.start())) + 1
        at = Place(file, text.count("\n", 0, wrong.start()) + 1, wrong.start() - line_start + 1)
        found.append(finding("JF005", at, sample=wrong[0]))
    return Decoded(text, decoded.encoding, decoded.bom, tuple(found))


def _name(encoding: str) -> str:
    return {"cp1252": "Windows-1252", "latin-1": "Latin-1"}.get(encoding, encoding.upper())
