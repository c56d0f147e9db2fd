"""Build N protocols as the edition and as plain Sphinx, in turn, and print what each costs.

python benchmarks/run.py --n 100 1000 [--peer tuned flat] [--repeat 3] [--write]
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from material import Material
from measure import Cost, edition_build, size, sphinx_build
from report import RESULTS, Figures, derived, results, table
from sites import Edition, Peer

PEERS = {
    "tuned": ("Sphinx, year pages, collapsed sidebar", {"stemmer": True, "years": True}),
    "stemmer": ("Sphinx, one list", {"stemmer": True, "years": False}),
    "flat": ("Sphinx, one list, no PyStemmer", {"stemmer": False, "years": False}),
}
Site = Edition | Peer


def measure(folder: Path, n: int, peers: list[str], repeat: int, say: Callable[[str], None]) -> Figures:
    """All figures for N protocols, the sites always in turn."""
    material = Material()
    sites: dict[str, Site] = {
        "edition": Edition(folder / "edition", material, n),
        "bare": Edition(folder / "bare", material, n, apparatus=False),
    }
    for name in peers:
        sites[name] = Peer(folder / name, material, n, **PEERS[name][1])
    figures: Figures = {}
    _full(sites, folder, n, repeat, figures, say)
    for what, change in (
        ("nothing changed", lambda site: None),
        ("one word changed", lambda site: site.change_word()),
        ("one protocol added", lambda site: site.add()),
    ):
        row = figures.setdefault(f"{n}, {what}: CPU s", {})
        for name, site in sites.items():
            change(site)
            row[name] = _build(site, folder / f"{name}.html").cpu
            say(f"{n} {what:20} {name:8} {row[name]:8.2f} CPU s")
    return figures


def _build(site: Site, out: Path) -> Cost:
    if isinstance(site, Edition):
        cost = edition_build(site.folder)
        out.unlink(missing_ok=True)
        out.symlink_to(site.folder / "build" / "html")
        return cost
    return sphinx_build(site.source, out, stemmer=site.stemmer)


def _full(
    sites: dict[str, Site], folder: Path, n: int, repeat: int, figures: Figures, say: Callable[[str], None]
) -> None:
    """Whole builds; each into a folder of its own, the first of which is built upon later."""
    costs: dict[str, list[float]] = {name: [] for name in sites}
    for i in range(repeat):
        for name, site in sites.items():
            if isinstance(site, Edition):
                shutil.rmtree(site.folder / "build", ignore_errors=True)
            with tempfile.TemporaryDirectory(dir=folder) as temporary:
                out = folder / f"{name}.html" if not i else Path(temporary, "html")
                cost = _build(site, out)
            costs[name].append(cost.cpu)
            say(f"{n} {'full build':20} {name:8} {cost.cpu:8.2f} CPU s {cost.peak:6.0f} MB")
            row = figures.setdefault(f"{n}, full build: peak MB", {})
            row[name] = max(row.get(name, 0), cost.peak)
    figures[f"{n}, full build: CPU s"] = {name: statistics.median(seconds) for name, seconds in costs.items()}
    html = {name: folder / f"{name}.html" for name in sites}
    figures[f"{n}, output: MB"] = {name: size(html[name]) / 1e6 for name in sites}
    pages = {name: html[name] / site.page for name, site in sites.items()}
    figures[f"{n}, a protocol's page: kB"] = {name: page.stat().st_size / 1e3 for name, page in pages.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, nargs="+", default=[100])
    parser.add_argument("--peer", nargs="*", choices=PEERS, default=["tuned"])
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--write", action="store_true", help=f"also write {RESULTS.name}")
    options = parser.parse_args()
    figures: Figures = {}
    for n in sorted(options.n):
        with tempfile.TemporaryDirectory() as folder:
            figures |= measure(Path(folder), n, options.peer, options.repeat, lambda text: print(text, flush=True))
    figures |= derived(sorted(options.n), figures)
    own = {"edition": "edition", "bare": "without apparatus"}
    text = table(figures, own | {name: PEERS[name][0] for name in options.peer})
    print("\n" + text)
    if options.write:
        RESULTS.write_text(results(text), "utf-8")


if __name__ == "__main__":
    main()
