"""Processes for builds, each new, but with Sphinx imported already: that takes longer than a small build.

Run as a program, this is the process from which the others are forked. It has one thread and has built nothing.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

FROM_SCRATCH = {
    "sphinx": ["-m", "sphinx"],
    "jourfixe": ["-c", "from jourfixe.cli import main; main(prog_name='jourfixe')"],
}


def run(command: str, words: list[str], cwd: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Exit code and all that was said, on stdout, then on stderr. In another environment it begins from scratch."""
    if environment or _environment() != _first():
        call = [sys.executable, *FROM_SCRATCH[command], *words]
        done = subprocess.run(call, cwd=cwd, env=_environment() | environment, capture_output=True, check=False)
        return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")
    with tempfile.TemporaryDirectory() as folder:
        said = [str(Path(folder) / name) for name in ("out", "err")]
        request = {"command": command, "words": words, "cwd": str(cwd), "said": said}
        server = _server()
        assert server.stdin and server.stdout
        server.stdin.write(json.dumps(request) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        return code, "".join(Path(path).read_text("utf-8", "replace") for path in said)


def _environment() -> dict[str, str]:
    own = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    return {**own, "NO_COLOR": "1", "PYTHONUTF8": "1"}


@cache
def _first() -> dict[str, str]:
    """The environment of the first call."""
    return _environment()


@cache
def _server() -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    server = subprocess.Popen(
        [sys.executable, __file__], env=_first(), stdin=pipe, stdout=pipe, text=True, encoding="utf-8"
    )
    atexit.register(server.communicate)
    return server


def _serve() -> None:
    """Answer each request with the exit code of its process."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _begin(json.loads(line))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(code, flush=True)


def _begin(request: dict[str, Any]) -> NoReturn:
    """What a shell does before a command runs, and the command."""
    for stream, path in zip((1, 2), request["said"], strict=True):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(request["cwd"])
    sys.argv = [request["command"], *request["words"]]
    if request["command"] == "sphinx":
        sys.exit(sphinx_build(request["words"]))
    sys.exit(jourfixe(prog_name="jourfixe"))


if __name__ == "__main__":
    import furo  # noqa: F401
    import sphinxcontrib.bibtex  # noqa: F401
    from sphinx.cmd.build import main as sphinx_build

    import jourfixe.edition
    import jourfixe.output
    from jourfixe.cli import main as jourfixe

    gc.freeze()
    _serve()
