"""CPU time of reading alone: the real protocol, and how it grows with the length of one paragraph.

python benchmarks/reading.py [--times 200]
"""

from __future__ import annotations

import argparse
import statistics
import time

from material import Material

from jourfixe.reading import read_bytes

MB = 1_000_000
TIMES_LONG = 2


def milliseconds(data: bytes, times: int) -> list[float]:
    """CPU time of each of many readings."""
    costs = []
    for _ in range(times):
        start = time.process_time()
        read_bytes(data, "raw.md")
        costs.append((time.process_time() - start) * 1000)
    return costs


def one_paragraph(raw: str, size: int, glue: str) -> bytes:
    """The real protocol's head, then its text again and again in one paragraph of `size` characters."""
    head, text = raw.strip().split("\n\n", 1)
    lines = (line.strip() for line in text.replace("—", "").replace("*", "").splitlines())
    unit = glue.join(filter(None, lines)) + glue
    return f"{head}\n\n{(unit * (size // len(unit) + 1))[:size]}".encode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=200)
    times = parser.parse_args().times
    raw = Material().raw
    costs = milliseconds(raw.encode(), times)
    print("| reading | CPU ms |\n|---|---:|")
    print(f"| the real protocol, least of {times} | {min(costs):.1f} |")
    print(f"| the real protocol, median | {statistics.median(costs):.1f} |")
    for name, glue in (("in lines", "\n"), ("in one line", " ")):
        small, large = (min(milliseconds(one_paragraph(raw, n * MB, glue), TIMES_LONG)) for n in (1, 5))
        print(f"| one paragraph of 1 MB {name} | {small:.0f} |")
        print(f"| one paragraph of 5 MB {name} | {large:.0f} |")
        print(f"| growth 1 → 5 MB {name} | × {large / small:.1f} |", flush=True)


if __name__ == "__main__":
    main()
