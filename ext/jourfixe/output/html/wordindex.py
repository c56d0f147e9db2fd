"""The index of the words, kept up from build to build.

The words of a year's protocols lie on the disk beside the doctrees, with the lines of the index that follow from them.
A protocol is searched for its words again only if it changed; the lines of a year are made again only if one of its
protocols changed, or one of its words is found by others than before. Nothing of it stays in memory.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from sphinx.environment import BuildEnvironment

from ...apparatus import searching
from ...apparatus.searching.keys import Keys, nouns, touched
from ...apparatus.searching.shards import Words, cut, lines_of_year, merge, words_of
from ...edition.shelf import fetch
from ...files import write_changed, write_whole
from .scripts import data_script

FOLDER = "suche"
HEAD = "woerter.js"
RULES = Path(searching.__file__).parent
#: Folder of the files beside the doctrees: another for other rules, by which all words are looked at anew.
FORM = "suche-" + hashlib.sha256(b"".join(p.read_bytes() for p in sorted(RULES.glob("*.py")))).hexdigest()[:12]

Years = dict[int, dict[str, str]]


class Known(NamedTuple):
    """What the last build left. `years`: year → protocol → stamp; `keys` of each word; what the head of the index said.

    `lines`: year → digest of its lines. `lengths`: protocol → number of its paragraphs.
    """

    years: Years
    keys: dict[str, tuple[str, ...]]
    nouns: set[str]
    lines: dict[int, str]
    lengths: dict[str, int]
    head: bytes
    files: frozenset[str]


def update(env: BuildEnvironment, out: Path, stamps: dict[str, str]) -> frozenset[str]:
    """Bring the files in `out` up to date, and name them. `stamps`: of each protocol, by its id."""
    shelf = Path(env.doctreedir, "jourfixe", FORM)
    known = _load(shelf / "stand") or Known({}, {}, set(), {}, {}, b"", frozenset())
    years: Years = {}
    for id_, stamp in sorted(stamps.items()):
        years.setdefault(int(id_[:4]), {})[id_] = stamp
    if known.years != years or not _is_there(out, known):
        known = Renewal(env, shelf, known, years).renewed()
        head, files = _write_files(out, shelf, known)
        _save(shelf / "stand", known._replace(head=head, files=files))
        return files
    return known.files


def _is_there(out: Path, known: Known) -> bool:
    head = out / HEAD
    return head.is_file() and head.read_bytes() == known.head and all((out / name).is_file() for name in known.files)


class Renewal:
    """From what was known to what is."""

    def __init__(self, env: BuildEnvironment, shelf: Path, known: Known, years: Years) -> None:
        self.env, self.shelf, self.known, self.years = env, shelf, known, years
        self.changed = {year for year in years if years[year] != known.years.get(year)}
        self.lengths, self.lines = dict(known.lengths), dict(known.lines)

    def renewed(self) -> Known:
        for year in self.changed:
            self._find_words(year)
        for year in self.known.years.keys() - self.years.keys():
            for path in self.shelf.glob(f"{year}.*"):
                path.unlink()
        words = {year: set(self._path(year, "vocabulary").read_text("utf-8").split("\n")) for year in self.years}
        everywhere = set[str]().union(*words.values())
        known_nouns = self._nouns(everywhere)
        fresh = self._fresh_keys(everywhere, known_nouns)
        keys = {word: fresh[word] if word in fresh else self.known.keys[word] for word in everywhere}
        other = {word for word, found_by in fresh.items() if found_by != self.known.keys.get(word)}
        for year in self.years:
            if year in self.changed or not other.isdisjoint(words[year]):
                self._write_lines(year, keys)
        here = {id_ for of_year in self.years.values() for id_ in of_year}
        lines, lengths = {y: self.lines[y] for y in self.years}, {id_: self.lengths[id_] for id_ in here}
        return Known(self.years, keys, known_nouns, lines, lengths, b"", frozenset())

    def _path(self, year: int, kind: str) -> Path:
        return self.shelf / f"{year}.{kind}"

    def _find_words(self, year: int) -> None:
        held: dict[str, tuple[str, Words]] = _load(self._path(year, "words")) or {}
        found = {}
        for id_, stamp in self.years[year].items():
            found[id_] = held[id_] if id_ in held and held[id_][0] == stamp else (stamp, self._words(id_))
            self.lengths[id_] = len(found[id_][1].roles)
        _save(self._path(year, "words"), found)
        vocabulary = sorted({word for _, words in found.values() for word in words.places})
        write_whole(self._path(year, "vocabulary"), ["\n".join(vocabulary).encode()])

    def _words(self, id_: str) -> Words:
        return words_of((p.role, p.text) for p in fetch(self.env, id_).protocol.paragraphs)

    def _nouns(self, everywhere: set[str]) -> set[str]:
        if self.known.keys.keys() - everywhere:
            return nouns(everywhere)
        return self.known.nouns | nouns(everywhere - self.known.keys.keys())

    def _fresh_keys(self, everywhere: set[str], known_nouns: set[str]) -> dict[str, tuple[str, ...]]:
        """The keys of words that are new, or may be split otherwise than before."""
        keys = Keys(known_nouns)
        new = everywhere - self.known.keys.keys()
        old = touched(everywhere - new, known_nouns ^ self.known.nouns)
        return {word: keys.of(word) for word in new | old}

    def _write_lines(self, year: int, keys: dict[str, tuple[str, ...]]) -> None:
        held: dict[str, tuple[str, Words]] = _load(self._path(year, "words"))
        lines = lines_of_year((words for _, words in held.values()), keys.__getitem__)
        data = "\n".join(f"{key}:{places}" for key, places in lines).encode()
        write_whole(self._path(year, "lines"), [data])
        self.lines[year] = hashlib.sha256(data).hexdigest()


def _write_files(out: Path, shelf: Path, known: Known) -> tuple[bytes, frozenset[str]]:
    """The files of all years; the head last. What is as it was is not written again."""
    lines = {n: _lines(shelf / f"{year}.lines") for n, year in enumerate(known.years)}
    cuts = []
    for n, (first, text) in enumerate(cut(merge(lines))):
        cuts.append(first)
        write_changed(out / f"woerter-{n}.js", data_script(text))
    protocols = [[year, [[id_[5:], known.lengths[id_]] for id_ in of_year]] for year, of_year in known.years.items()]
    stamp = hashlib.sha256(repr((protocols, known.lines)).encode()).hexdigest()[:12]
    head = data_script({"stamp": stamp, "years": protocols, "cuts": cuts})
    write_changed(out / HEAD, head)
    return head, frozenset((HEAD, *(f"woerter-{n}.js" for n in range(len(cuts)))))


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text("utf-8").split("\n"):
        key, _, places = line.partition(":")
        yield key, places


def _save(path: Path, content: object) -> None:
    write_whole(path, [pickle.dumps(content, 5)])


def _load(path: Path) -> Any:
    """None if it is not there, or damaged."""
    with suppress(OSError, EOFError, pickle.UnpicklingError):
        return pickle.loads(path.read_bytes())  # noqa: S301 (written by ourselves)
    return None
