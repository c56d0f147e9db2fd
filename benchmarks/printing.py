"""What the printed edition costs: hand-outs, a volume, and both again after one changed word.

python benchmarks/printing.py [--n 2 20]    (N protocols; with 20 all but one of them are in one volume)
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from material import REAL, Material, day_of
from measure import Cost, edition_build
from sites import Edition


def figures(root: Path, n: int) -> Iterator[tuple[str, Cost]]:
    """A book is set again when its PDF is not there; what that costs stands beside a build that has nothing to do."""
    site = Edition(root, Material(), n)
    edition_build(root, "text")
    yield "all PDFs, protocols already read", edition_build(root, "pdf")
    yield "nothing changed", edition_build(root, "pdf")
    for name, book in (("one hand-out", REAL), ("the volume", f"jahr-{day_of(n - 1):%Y}")):
        Path(root, "build", "pdf", "protokolle", f"{book}.pdf").unlink()
        yield name, edition_build(root, "pdf")
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
