"""Where a sentence begins, a verb has a capital, too: "Macht man sich klar, …", "Waren die Europäer noch …"."""

from __future__ import annotations

import re

VERBS = frozenset("folge frage glaube klage kriege liebe macht rate rede reise sage stelle teile waren".split())
BEGINNING = re.compile(r"(?:^|[.!?:…–—][“”»«\"')\]]*\s|\n\s*\n)[\s„“»«\"'(\[–—-]*$")
NEXT = re.compile(r"\s+([^\W\d_]+)")
#: What follows a finite verb and hardly ever a noun.
AFTER_VERB = frozenset(
    "ich du er sie es wir ihr man sich mich mir dich dir uns euch ihm ihn ihnen das die den dem dies diese diesen "
    "dieser dieses ein eine einen einem kein keine keinen mein meine sein seine seinen ihre ihren unser unsere nicht "
    "nichts etwas jemand niemand nun nur doch also auch ja schon jetzt da so".split()
)


def is_verb(text: str, start: int, end: int) -> bool:
    """Is the word text[start:end], which is also the form of a noun, a verb here?"""
    word = text[start:end]
    if word.lower() not in VERBS or not (word.isupper() or BEGINNING.search(text, max(0, start - 9), start)):
        return False
    after = NEXT.match(text, end)
    if not after:
        return False
    return after[1].lower() in AFTER_VERB or (after[1][0].isupper() and not word.isupper())
