"""What the printed edition costs: hand-outs, a volume, and both again after one changed word.

python benchmarks/printing.py [--n 2 20]    (N protocols; with 20 all but one of them are in one volume)
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from material import REAL, Material, day_of
from measure import Cost, edition_build, run
from sites import Edition

from jourfixe.output.print.sources import TYPESET


def typeset(root: Path, book: str, *steps: str) -> Cost:
    """A book whose sources are there, in a process of its own."""
    job = {
        "name": book,
        "folder": str(root / "build" / "pdf" / "satz"),
        "data": f"/{book}.book.json",
        "out": str(root / "again.pdf"),
        "steps": steps,
    }
    return run([sys.executable, "-P", str(TYPESET)], given=json.dumps([job]).encode())


def figures(root: Path, n: int) -> Iterator[tuple[str, Cost]]:
    site = Edition(root, Material(), n)
    edition_build(root, "text")
    yield "all PDFs, protocols already read", edition_build(root, "pdf")
    volume = f"protokolle/jahr-{day_of(n - 1):%Y}"
    yield "hand-out", typeset(root, f"protokolle/{REAL}", "places", "pdf")
    yield "volume, places", typeset(root, volume, "places")
    yield "volume, PDF", typeset(root, volume, "pdf")
    yield "nothing changed", edition_build(root, "pdf")
    site.change_word()
    yield "one word changed", edition_build(root, "pdf")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, nargs="+", default=[2, 20])
    for n in parser.parse_args().n:
        with tempfile.TemporaryDirectory() as folder:
            for what, cost in figures(Path(folder), n):
                print(f"| {n}, {what} | {cost.cpu:.2f} | {cost.peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
