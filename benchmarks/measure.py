"""CPU seconds and memory of a command with all its children. Wall seconds say nothing on a shared machine."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

WITHOUT_PYSTEMMER = "import sys; sys.modules['Stemmer'] = None; from sphinx.cmd.build import main; sys.exit(main())"
SAMPLE = 0.2  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds, and the most memory that was held at once in MB (shared pages counted once)."""

    cpu: float
    peak: float


def sphinx_build(source: Path, out: Path, *, stemmer: bool) -> Cost:
    """Build HTML in one process, with PyStemmer or as if it were not installed."""
    start = ["-m", "sphinx"] if stemmer else ["-c", WITHOUT_PYSTEMMER]
    doctrees = out.with_name(f"{out.name}-doctrees")
    return run([sys.executable, *start, "-q", "-j1", "-b", "html", "-d", str(doctrees), str(source), str(out)])


def edition_build(root: Path, output: str = "html") -> Cost:
    """Build with the project's own command, in one process; what it makes is in root/build/<output>."""
    return run([sys.executable, "-c", "from jourfixe.cli import main; main()", "build", output], root)


def run(command: list[str], folder: Path | None = None, given: bytes = b"") -> Cost:
    """Run to the end, in `folder`, with `given` as its input. RuntimeError with what it said if it fails."""
    before, peak = _cpu(), 0.0
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as asked:
        asked.write(given)
        asked.seek(0)
        environment = os.environ | {"SOURCE_DATE_EPOCH": "1700000000"}
        process = subprocess.Popen(
            command, cwd=folder, stdin=asked, stdout=said, stderr=subprocess.STDOUT, env=environment
        )
        while True:
            try:
                process.wait(SAMPLE)
                break
            except subprocess.TimeoutExpired:
                peak = max(peak, _memory(process.pid))
        if process.returncode:
            said.seek(0)
            raise RuntimeError(said.read().decode(errors="replace")[-2000:])
    return Cost(_cpu() - before, peak)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory(pid: int) -> float:
    """Proportional set size of a process and all below it, in MB; 0 where /proc does not tell."""
    total, waiting = 0, [pid]
    while waiting:
        process = Path("/proc", str(waiting.pop()))
        try:
            rows = (process / "smaps_rollup").read_text().splitlines()
            total += next((int(row.split()[1]) for row in rows if row.startswith("Pss:")), 0)
            waiting += [int(x) for t in (process / "task").iterdir() for x in (t / "children").read_text().split()]
        except OSError:
            continue
    return total / 1024


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
