"""What lies on a page and is not printed text: comments and the fields of forms."""

from __future__ import annotations

import ctypes
from collections import Counter
from typing import Any

import pypdfium2.raw as pdfium

FIELD = "Formularfelder"
COMMENT = "Kommentare"
NAMES = {
    pdfium.FPDF_ANNOT_WIDGET: (FIELD, b"V"),
    pdfium.FPDF_ANNOT_TEXT: (COMMENT, b"Contents"),
    pdfium.FPDF_ANNOT_FREETEXT: (COMMENT, b"Contents"),
    pdfium.FPDF_ANNOT_HIGHLIGHT: (COMMENT, b"Contents"),
}
MOST = 1000  # of a page are looked at


def annotations_of(page: Any) -> Counter[str]:
    """How many comments and fields of a pypdfium2 page hold text."""
    found: Counter[str] = Counter()
    for i in range(min(MOST, pdfium.FPDFPage_GetAnnotCount(page))):
        annotation = pdfium.FPDFPage_GetAnnot(page, i)
        if not annotation:
            continue
        name, key = NAMES.get(pdfium.FPDFAnnot_GetSubtype(annotation), ("", b""))
        found[name] += bool(name) and _has_text(annotation, key)
        pdfium.FPDFPage_CloseAnnot(annotation)
    return +found


def _has_text(annotation: Any, key: bytes) -> bool:
    """pdfium tells the length in bytes, of UTF-16 and with a zero at its end."""
    buffer = (ctypes.c_ushort * 4)()
    return int(pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, ctypes.sizeof(buffer))) > 2
