"""Files of word processors: Word, OpenDocument.

pandoc reads a copy of the file with marks in its text (marks.py) for what it does not tell: italics of styles, signs
of lists, which paragraph this is. What was no text (source.py), or did not come back, is told (missing.py).

Such a file has passages and no lines: each line break that somebody made begins a line, nothing else.
"""

from __future__ import annotations

from pathlib import Path

from ..transcript import Doubt, Transcript
from ..unreadable import Unreadable
from .docx import read_docx
from .missing import doubt_what_is_missing
from .odt import read_odt
from .pandoc import syntax_tree
from .passages import Passages

READERS = {"docx": read_docx, "odt": read_odt}


def transcribe_word(path: Path, name: str, format: str) -> Transcript:
    """The text of a file whose `format` is "docx" or "odt"; `name` is what it was called."""
    try:
        source = READERS[format](path)
        drafts = Passages(source).of(syntax_tree(source.data, format))
    except RecursionError as error:
        raise Unreadable("JF022") from error
    if source.counted and drafts:
        drafts[0].doubts.append(Doubt("JF133", " ".join(drafts[0].text.split())[:60]))
    doubt_what_is_missing(source, drafts)
    return Transcript(name, tuple(draft.passage() for draft in drafts))
