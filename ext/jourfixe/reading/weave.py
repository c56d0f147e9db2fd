"""One paragraph: from its stretch of the witness to text, spans, marks, and the account of each change.

A gap (see tokens) becomes one space, or nothing after a hyphen; no text begins or ends with a space or has two of
them in a row. Offsets of tokens count in the source, those of spans and marks in the woven text.
"""

from __future__ import annotations

from dataclasses import replace

from ..model import Edit, Reason, Span
from .emphasis import LONGEST, Pairs, pair_runs
from .forms import NOTE, Form, raised
from .hyphen import HYPHENS, Join, join_hyphen
from .numbers import line_number, page_of
from .plain import plain_of
from .threads import threads_of
from .tokens import Context, Token
from .woven import Mark, Woven, merged

DIVIDES = "\u00ad¬"  # at a line end: the word goes on
HARMLESS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
GAPS = ("gap", "joint")


def weave(
    context: Context,
    ranges: tuple[Span, ...],
    joint: Reason = Reason.PAGE,
    *,
    voices: bool = True,
    form: Form = Form.PLAIN,
) -> Woven:
    """Weave one or more ranges of the source into one paragraph; `joint` is what stands between two ranges."""
    tokens = threads_of(context, ranges, form, voices)
    return _Loom(context, ranges[0][0], ranges[-1][1], joint).weave(tokens)


class _Loom:
    """Builds one paragraph from left to right; everything it takes out goes into the account.

    `hyphen` is the source offset of the hyphen written last, -1 where another character was.
    """

    def __init__(self, context: Context, start: int, end: int, joint: Reason) -> None:
        self.context, self.text, self.joint = context, context.source.text, joint
        self.start, self.end = start, end
        self.out: list[str] = []
        self.length = 0
        self.hyphen = -1
        self.offsets: dict[int, int] = {}
        self.woven = Woven()

    def weave(self, tokens: list[Token]) -> Woven:
        pairs = pair_runs(self.text, [(a, b) for a, b, kind in tokens if kind == "run"], self.start, self.end)
        cut = dict(pairs.cut)
        at, i = self.start, 0
        while i < len(tokens):
            a, b, kind = tokens[i]
            if kind in GAPS:
                i, a, b, joined = self._extent(tokens, i, at)
                self._keep(at, a)
                self._gap(a, b, joined)
            else:
                i += 1
                self._keep(at, a)
                if kind == "run":
                    self._run(a, b, cut)
                else:
                    self._character(a, b, kind)
            at = b
        self._keep(at, self.end)
        return self._finish(pairs)

    def _extent(self, tokens: list[Token], i: int, at: int) -> tuple[int, int, int, bool]:
        """The whole gap that begins with token `i`, spaces on both sides included; and the token after it."""
        text, joined = self.text, False
        a = b = tokens[i][0]
        while a > at and text[a - 1] == " ":
            a -= 1
        while i < len(tokens) and tokens[i][0] == b and tokens[i][2] in GAPS:
            b, joined = tokens[i][1], joined or tokens[i][2] == "joint"
            i += 1
            until = tokens[i][0] if i < len(tokens) else self.end
            while b < until and text[b] == " ":
                b += 1
        return i, a, b, joined

    def _finish(self, pairs: Pairs) -> Woven:
        woven = self.woven
        woven.edits.sort(key=lambda edit: edit.start)
        while self.out and self.out[-1][-1] == " ":
            self._trim()
        woven.text = "".join(self.out)
        woven.marks = [replace(mark, offset=min(mark.offset, self.length)) for mark in woven.marks]
        woven.single = pairs.single
        for strong in (False, True):
            spans = sorted((self.offsets[p.start], self.offsets[p.end]) for p in pairs.pairs if p.strong is strong)
            (woven.strong if strong else woven.emphasis).extend(merged(spans, woven.text))
        return woven

    def _keep(self, a: int, b: int) -> None:
        """Plain text; of its spaces only single ones between two words stay."""
        while a < b:
            if self.text[a] == " " and (not self.out or self.out[-1][-1] == " "):
                until = a + 1
                while until < b and self.text[until] == " ":
                    until += 1
                self._put(a, until, "", Reason.SPACE)
                a = until
                continue
            double = self.text.find("  ", a, b)
            until = double + 1 if double >= 0 else b
            self._write(self.text[a:until], a)
            a = until

    def _write(self, piece: str, a: int) -> None:
        self.out.append(piece)
        self.length += len(piece)
        self.hyphen = a + len(piece) - 1 if piece[-1] in HYPHENS else -1

    def _put(self, a: int, b: int, after: str, reason: Reason) -> None:
        if (before := self.text[a:b]) != after:
            self.woven.edits.append(Edit(a, before, after, reason))
        if after:
            self._write(after, b - len(after))

    def _run(self, a: int, b: int, cut: dict[int, int]) -> None:
        """Marks of emphasis go, those without a partner stay. Both ends of each mark learn their offset."""
        while a < b:
            until = cut.get(a, a + 1 if b - a <= LONGEST else b)
            self.offsets[a] = self.length
            if a in cut:
                self._put(a, until, "", Reason.MARKUP)
            else:
                self._keep(a, until)
            a = until
            self.offsets[a] = self.length

    def _character(self, a: int, b: int, kind: str) -> None:
        """A token that stands for another character or none."""
        token = self.text[a:b]
        if kind == "dash":
            self.woven.voice = True
            self._put(a, b, "", Reason.VOICE)
        elif kind == "escape":
            self._put(a, a + 1, "", Reason.MARKUP)
            self._keep(a + 1, b)
        elif kind == "note":
            self._note(a, b, token)
        elif kind in ("bar", "cell"):
            opened = not self.out or self.out[-1][-1] == " "
            self._put(a, b, " " * (not opened) + "| " * (kind == "bar"), Reason.MARKUP)
        else:
            plain, reason = plain_of(token, kind)
            self._put(a, b, plain, reason)
            if kind == "raised" and reason is Reason.CHARACTER:
                self.woven.bare.append(a)
            elif kind == "target":
                self.woven.targets.append(a + 2)
            elif kind == "odd" and token not in HARMLESS:
                self.woven.odd.append(a)

    def _note(self, a: int, b: int, token: str) -> None:
        """The mark of a footnote; before the note itself a space follows it."""
        found = NOTE.fullmatch(token)
        opens = bool(found and found[2] and not self.out)
        end = b if opens or not found else a + found.end(1) + 1
        self._put(a, end, (raised(found[1]) if found else token) + " " * opens, Reason.MARKUP)
        self._keep(end, b)

    def _gap(self, a: int, b: int, joined: bool) -> None:
        """Put one space for the gap, or nothing; note the margin numbers and line ends in it."""
        trailing = b >= self.end
        line_end = joined or any(c in self.text[a:b] for c in "\r\n")
        why = self.joint if joined else Reason.LINE if line_end else Reason.SPACE
        pieces = list(self.context.account(a, b, why))
        margin = (piece for piece in pieces if piece[2] is Reason.MARGIN and piece[0] not in self.context.void)
        numbers = [(self.text[x:y], page_of(self.context.pages, x)) for x, y, _ in margin]
        glue = "" if trailing or not self.out else self._glue(a, b, line_end or bool(numbers))
        carrier = next((i for i, p in enumerate(pieces) if p[2] is why), 0)
        for i, (x, y, reason) in enumerate(pieces):
            self._put(x, y, glue if i == carrier else "", reason)
        if line_end and not trailing:
            self.woven.breaks.append(self.length)
        for i, (number, page) in enumerate(numbers):
            if n := line_number(number):
                direct = not trailing and i == len(numbers) - 1
                self.woven.marks.append(Mark(n, self.length, direct, number.startswith("["), page))

    def _glue(self, a: int, b: int, line_end: bool) -> str:
        """A space, or nothing where the gap divides a word."""
        if self.out[-1][-1] == " " or (line_end and self.text[max(0, a - 4) : a].rstrip("*_")[-1:] in DIVIDES):
            return ""
        if not line_end or self.hyphen < 0:
            return " "
        before, after = "".join(self.out[-3:])[-60:], self.text[b : b + 40].lstrip("*_")
        join, stem, rest = join_hyphen(before, after, lambda: self.context.words)
        if join is Join.DROP and not self.context.exact:
            self.woven.hyphens.append((self.hyphen, f"{stem}-/{rest}", stem + rest))
            self._drop_hyphen(a)
        return " " if join is Join.SPACE else ""

    def _drop_hyphen(self, a: int) -> None:
        """Take back the hyphen that was written last; only marks of emphasis stand between it and offset `a`."""
        edits, i = self.woven.edits, len(self.woven.edits)
        while i and edits[i - 1].start >= self.hyphen:
            i -= 1
        if i < len(edits) and edits[i].start == self.hyphen:
            del edits[i]
        edits.insert(i, Edit(self.hyphen, self.text[self.hyphen], "", Reason.HYPHEN))
        for offset in range(self.hyphen + 1, a + 1):
            if offset in self.offsets:
                self.offsets[offset] -= 1
        self.length -= 1
        self.out[-1] = self.out[-1][:-1]
        if not self.out[-1]:
            self.out.pop()

    def _trim(self) -> None:
        """Take back the space with which the text ends; it was kept, or put for a gap."""
        edits, at, i = self.woven.edits, self.end, len(self.woven.edits)
        while i and edits[i - 1].end == at and not edits[i - 1].after:
            i, at = i - 1, edits[i - 1].start
        if i and edits[i - 1].end == at:
            edits[i - 1] = Edit(edits[i - 1].start, edits[i - 1].before, edits[i - 1].after[:-1], edits[i - 1].reason)
        else:
            edits.insert(i, Edit(at - 1, " ", "", Reason.SPACE))
        self.length -= 1
        self.out[-1] = self.out[-1][:-1]
        if not self.out[-1]:
            self.out.pop()
