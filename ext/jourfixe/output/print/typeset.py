"""Set books with Typst: run as a process of its own, because the compiler keeps what it once took of memory.

Reads a job from standard input, answers on standard output, both JSON; one line per book. Imports nothing of Sphinx.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import typst

from jourfixe.files import write_whole

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
PAGES = "({labels}).map(id => query(label(id)).first().location().page())"


def typeset(name: str, folder: str, data: str, out: str, labels: list[str]) -> dict[str, Any]:
    """Set a book from the folder of its sources. The pages of `labels` are told. With faults nothing is written."""
    inputs = {"book": data}
    compiler = typst.Compiler(Path(folder, "main.typ"), root=folder, ignore_system_fonts=True, sys_inputs=inputs)
    try:
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS)
        told = [warning.diagnostic for warning in warnings]
        count = int(compiler.eval("query(<page>).len()"))
        listed = "".join(f"{json.dumps(label)}, " for label in labels)
        pages = json.loads(compiler.eval(PAGES.format(labels=listed))) if labels else []
    except typst.TypstError as error:
        return {"name": name, "faults": [error.diagnostic]}
    if told or not isinstance(pdf, bytes):
        return {"name": name, "faults": told}
    write_whole(Path(out), [pdf])
    return {"name": name, "faults": [], "pages": count, "found": pages}


if __name__ == "__main__":
    for job in json.load(sys.stdin):
        print(json.dumps(typeset(**job)), flush=True)
