"""What it costs to transcribe a PDF: a long protocol, and what nobody will ever write.

python benchmarks/transcribing.py [--pages 33 1000 10000]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from measure import Cost, run

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from made.flow import Flow
from made.layout import HELVETICA, Layout
from made.manuscript import manuscript
from made.with_reportlab import Press

PLAIN = Layout(justified=True, hyphen="-", foot="{n}")
LAYOUTS = {
    "plain": PLAIN,
    "every line numbered, words without spaces": replace(PLAIN, step=1, spaces=False, faces=HELVETICA, size=10),
    "footnotes, lists and tables": replace(PLAIN, text="bienen"),
}
TRANSCRIBE = """
import sys
from pathlib import Path
from jourfixe.transcribing import transcribe
from jourfixe.transcribing.write import write
with Path(sys.argv[1]).with_suffix(".md").open("w", encoding="utf-8") as raw:
    write(transcribe(Path(sys.argv[1]), "Protokoll.pdf", lambda page, pages: None), raw)
"""


def printed(layout: Layout, pages: int) -> bytes:
    """The manuscript, as often as fills the pages."""
    heading, *rest = manuscript(layout.text)
    once = Flow(layout, Press(layout).width).fill((heading, *rest))[-1].page
    press = Press(layout)
    lines = Flow(layout, press.width).fill((heading, *rest * (pages // once + 2)))
    return press.print([line for line in lines if line.page <= pages])


def cost(layout: Layout, pages: int) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "Protokoll.pdf"
        file.write_bytes(printed(layout, pages))
        return run([sys.executable, "-c", TRANSCRIBE, str(file)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[33, 1000, 10000])
    for pages in parser.parse_args().pages:
        for name, layout in LAYOUTS.items():
            measured = cost(layout, pages)
            print(f"| {pages}, {name} | {measured.cpu:.2f} | {measured.peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
