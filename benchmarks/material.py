"""N protocols out of the real one: words varied, noise kept, vocabulary growing with N. Always the same bytes."""

from __future__ import annotations

import datetime
import itertools
import random
import re
from pathlib import Path

from jourfixe.model import Paragraph, Role
from jourfixe.reading import read_bytes

ROOT = Path(__file__).resolve().parent.parent
REAL = "2026-01-12"
FIRST = datetime.date(2010, 1, 5)  # counted on in fortnights this never meets the date of the real protocol
VARIED = 0.05  # share of the plain words that are exchanged
COMPOUNDS = 20_000
WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{3,}")
NOUN = re.compile(r"(?<=[a-zäöüß,] )[A-ZÄÖÜ][a-zäöüß]{4,14}\b")
LINKING_S = ("ung", "heit", "keit", "ion", "tät")
MARKUP = re.compile(r"([\\`*_\[\]<>])")


def day_of(n: int) -> datetime.date:
    """Date of protocol n; the first is the real one."""
    return FIRST + datetime.timedelta(14 * n) if n else datetime.date.fromisoformat(REAL)


class Material:
    """The real protocol, and what to put in place of its words."""

    def __init__(self) -> None:
        self.raw = (ROOT / "protocols" / REAL / "raw.md").read_bytes().decode()
        nouns = sorted(set(NOUN.findall(self.raw)))
        pairs = [
            a + ("s" if a.endswith(LINKING_S) else "") + b.lower() for a, b in itertools.product(nouns, nouns) if a != b
        ]
        random.Random(7).shuffle(pairs)
        self.words = nouns + pairs[:COMPOUNDS]
        self.weights = list(itertools.accumulate(1 / (i + 5) for i in range(len(self.words))))

    def raw_text(self, n: int) -> str:
        """Witness of protocol n; margin numbers, markup and line ends are those of the real one."""
        if not n:
            return self.raw
        chance = random.Random(1000 + n)
        real, day = (d.strftime("%d.%m.%Y") for d in (day_of(0), day_of(n)))
        return "\n".join(
            line.replace(real, day) if line.startswith("#") else self._varied(line, chance)
            for line in self.raw.split("\n")
        )

    def _varied(self, line: str, chance: random.Random) -> str:
        tokens = re.split(r"( +)", line)
        for i, token in enumerate(tokens):
            if WORD.fullmatch(token) and chance.random() < VARIED:
                tokens[i] = chance.choices(self.words, cum_weights=self.weights)[0]
        return "".join(tokens)

    def markdown(self, n: int) -> str:
        """The text of protocol n as we read it, cleaned: an ordinary Markdown page for the peer."""
        protocol = read_bytes(self.raw_text(n).encode(), "raw.md").protocol
        meeting = f"Jour fixe vom {day_of(n):%d.%m.%Y}: {protocol.title} (GS {protocol.issue})"
        sections = ("\n\n".join(map(_as_markdown, s.paragraphs)) for s in protocol.sections)
        return f"# {meeting}\n\n" + "\n\n---\n\n".join(sections) + "\n"


def _as_markdown(paragraph: Paragraph) -> str:
    """Text with its emphasis; a contribution begins with a dash."""
    out, done = [], 0
    for start, end in sorted((*paragraph.emphasis, *paragraph.strong)):
        if start >= done:
            out += [_escaped(paragraph.text[done:start]), "*", _escaped(paragraph.text[start:end]), "*"]
            done = end
    text = "".join((*out, _escaped(paragraph.text[done:])))
    return f"— {text}" if paragraph.role is Role.CONTRIBUTION else text


def _escaped(text: str) -> str:
    return MARKUP.sub(r"\\\1", text)
