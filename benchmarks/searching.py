"""Search engines that need no server, over N protocols: what they weigh, how fast and how completely they answer.

python benchmarks/searching.py TOOLS --n 1 100 1000

TOOLS: a folder made by `npm install minisearch lunr lunr-languages` and `pip install --target TOOLS pagefind[bin]`.
An engine that is not there is left out.
"""

from __future__ import annotations

import argparse
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from pathlib import Path

from material import ROOT, Material, day_of
from measure import size
from playwright.sync_api import Page, sync_playwright

from jourfixe.apparatus.searching.keys import Keys, nouns
from jourfixe.apparatus.searching.shards import LETTERS, cut, lines_of_year, merge, words_of
from jourfixe.output.html.scripts import HERE, data_script
from jourfixe.reading import read_bytes

#: Question → what answers it, looked for in every paragraph. Made before anything was measured.
QUERIES = {
    "Weltmacht": r"weltm[aä]cht",
    "Anspruch": r"anspr[uü]ch",
    "Suprematieanspruch": r"suprematie-?anspr[uü]ch",
    "Kriegsziele": r"kriegsziel",
    "Völkerrecht": r"völkerrecht",
    "Mächte": r"M[aä]cht|\w(?<!ge)(?<!ver)(?<!aus)m[aä]cht",
    "Interessen": r"interesse",
    "Länder": r"(?<![a-zäöü])l[aä]nd(?:er|ern|es|e|s)?\b",
    "Friedensplan": r"friedensplan|friedenspläne",
    "Ukraine-Krieg": r"ukraine-?krieg",
    "Weltordnung": r"weltordnung",
    "Ordnung": r"(?<!ver)ordnung(?!s?gem)",
    "europaeische": r"europäisch",
    "Europäern": r"europäer",
    "Buendnis": r"bündnis",
    "Sicherheitsinteresse": r"sicherheitsinteresse",
    "Garantie": r"garantie",
    "anerkennen": r"(?<![a-zäöü])anerkenn(?:en|t|e|end)",
    "Trump Selenskyj": r"(?s)(?=.*trump)(?=.*selenskyj)",
    "Friede Diktat": r"(?s)(?=.*fried)(?=.*diktat)",
    '"Status Quo"': r"status quo",
    '"die nationalen Interessen"': r"die nationalen interessen",
    "Grossmacht": r"großm[aä]cht",
    "Hegemonie": r"hegemonie",
}
CAPITALS_ONLY = {"Mächte"}
SPHINX = (
    'project = "x"\nlanguage = "de"\nextensions = ["myst_parser"]\nhtml_theme = "basic"\nhtml_copy_source = False\n'
)
Paragraph = tuple[str, str, str, str]  # protocol, number, role, text
Answer = dict[str, object]


def paragraphs(material: Material, n: int) -> list[Paragraph]:
    found = []
    for i in range(n):
        protocol = read_bytes(material.raw_text(i).encode(), "raw.md").protocol
        found += [(day_of(i).isoformat(), str(k), p.role.value, p.text) for k, p in enumerate(protocol.paragraphs, 1)]
    return sorted(found, key=lambda p: (p[0], int(p[1])))


def truths(texts: list[Paragraph]) -> dict[str, set[str]]:
    """What a look at every paragraph finds."""
    flags = {query: 0 if query in CAPITALS_ONLY else re.I for query in QUERIES}
    return {
        query: {f"{p[0]}#{p[1]}" for p in texts if re.search(pattern, p[3], flags[query])}
        for query, pattern in QUERIES.items()
    }


def ours(folder: Path, texts: list[Paragraph]) -> None:
    """The files of the search as a build writes them (output/html/wordindex.py keeps them up by year)."""
    out = folder / "suche"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    protocols: dict[str, list[Paragraph]] = {}
    for paragraph in texts:
        protocols.setdefault(paragraph[0], []).append(paragraph)
    words = {id_: words_of((p[2], p[3]) for p in of) for id_, of in protocols.items()}
    keys = Keys(nouns({word for w in words.values() for word in w.places}))
    years: dict[int, list[str]] = {}
    for id_, of in protocols.items():
        years.setdefault(int(id_[:4]), []).append(id_)
        (out / f"{id_}.js").write_bytes(data_script({"paragraphs": [[p[1], LETTERS[p[2]], p[3]] for p in of]}))
    lines = {n: lines_of_year((words[id_] for id_ in ids), keys.of) for n, ids in enumerate(years.values())}
    cuts = []
    for n, (first, text) in enumerate(cut(merge(lines))):
        cuts.append(first)
        (out / f"woerter-{n}.js").write_bytes(data_script(text))
    heads = [[year, [[id_[5:], len(protocols[id_])] for id_ in ids]] for year, ids in years.items()]
    (out / "woerter.js").write_bytes(data_script({"stamp": "", "years": heads, "cuts": cuts}))


def ask_ours(page: Page, site: Path) -> dict[str, Answer]:
    """On the page itself: until the first paragraph is shown; then all that is found."""
    answers: dict[str, Answer] = {}
    source = "\n".join((HERE / f"{name}.js").read_text("utf-8") for name in ("text", "laden", "stamm", "suchen"))
    collect = """async (query) => {
      const found = await findParagraphs(query), all = [];
      if (!query.includes('"')) return found.protocols.flatMap(({ id, places }) => places.map((n) => `${id}#${n + 1}`));
      for await (const hit of paragraphsOf(found)) if (hit) all.push(`${hit.id}#${hit.rn}`);
      return all;
    }"""  # paragraphs are numbered from 1 on, so only phrases need the texts
    page.add_init_script(FIRST)
    for query in QUERIES:
        page.goto("about:blank")
        page.goto(f"{site.as_uri()}/search.html?q={query}")
        page.wait_for_function("window.first")
        milliseconds, urls = page.evaluate("window.first")
        files = {"search.html", *(url.split("?")[0].removeprefix(f"{site.as_uri()}/") for url in urls)}
        loaded = {kind: sum((site / f).stat().st_size for f in files if fits(f)) for kind, fits in KINDS.items()}
        found = page.evaluate(f"(query) => {{ {source}\n return ({collect})(query); }}", query)
        answers[query] = {"found": found, "ms": milliseconds, **loaded}
    return answers


HEADING = """\
| protocols | engine | before the first, kB | page, script too | in all, kB | first, ms | recall | precision | s |
|---|---|---|---|---|---|---|---|---|"""
#: The time at which the first paragraph, or the answer that there is none, is shown, and the scripts asked for by then.
FIRST = """document.addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
  const answer = document.querySelector("#search-results li");
  if (answer) window.first ??= [performance.now(), [...document.scripts].map((script) => script.src)];
}).observe(document.querySelector("main") ?? document, { subtree: true, childList: true }));"""
KINDS: dict[str, Callable[[str], bool]] = {
    "bytes": lambda f: f.startswith("suche/") and not f.endswith("register.js"),
    "with script": lambda f: not f.endswith((".css", "register.js")),
}


def sphinx(folder: Path, material: Material, n: int) -> None:
    source = folder / "source"
    source.mkdir(parents=True)
    (source / "conf.py").write_text(SPHINX, "utf-8")
    (source / "index.md").write_text("# Index\n\n```{toctree}\n:glob:\n*\n```\n", "utf-8")
    for i in range(n):
        (source / f"{day_of(i)}.md").write_text(material.markdown(i), "utf-8")
    call = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", str(folder / "doctrees"), str(source)]
    subprocess.run([*call, str(folder / "html")], check=True)


def pagefind(folder: Path, tools: Path, texts: list[Paragraph]) -> None:
    folder.mkdir(parents=True)
    pages: dict[str, list[str]] = {}
    for day, rn, _, text in texts:
        pages.setdefault(day, []).append(f'<p id="rn-{rn}">{escape(text)}</p>')
    for day, shown in pages.items():
        head = f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{day}</title></head>'
        (folder / f"{day}.html").write_text(f"{head}<body><main>{''.join(shown)}</main></body></html>", "utf-8")
    call = [sys.executable, "-m", "pagefind", "--site", str(folder), "--force-language", "de", "--silent"]
    subprocess.run(call, check=True, env=os.environ | {"PYTHONPATH": str(tools)})


FIND = """async (query) => {
  const engine = await import("/pagefind/pagefind.js"), { results } = await engine.search(query);
  const paragraphs = async (result) => {
    const data = await result.data(), places = data.anchors.filter((a) => a.id.startsWith("rn-"));
    const rn = (at) => places.findLast((a) => a.location <= at)?.id.slice("rn-".length);
    return data.locations.map((at) => `${data.url.slice(1, 11)}#${rn(at)}`);
  };
  const first = results.length ? await paragraphs(results[0]) : [], ms = performance.now();
  window.soFar = ms;
  const rest = await Promise.all(results.slice(1).map(paragraphs));
  return { found: [...new Set([...first, ...rest.flat()])], ms };
}"""


def ask_pagefind(page: Page, folder: Path) -> dict[str, Answer]:
    """Over http, as it fetches; the first result is that of the first protocol it names."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site, answers = f"http://127.0.0.1:{server.server_port}", {}
    for query in QUERIES:
        page.context.clear_cookies()
        page.goto(f"{site}/{next(folder.glob('*.html')).name}")
        before = page.evaluate("performance.now()")
        answer = page.evaluate(FIND, query)
        sizes = page.evaluate(
            "(until) => performance.getEntriesByType('resource').filter((e) => e.responseEnd <= until)"
            ".reduce((sum, e) => sum + e.decodedBodySize, 0)",
            answer["ms"],
        )
        answers[query] = {"found": answer["found"], "ms": answer["ms"] - before, "bytes": sizes}
    server.shutdown()
    return answers


def ask_node(engine: str, tools: Path, folder: Path) -> tuple[dict[str, Answer], int]:
    """Engines that load one index: in Node, index and question from the disk."""
    here = Path(__file__).with_suffix(".mjs")
    call = ["node", "--max-old-space-size=6000", str(here), engine, str(tools), str(folder)]
    told = json.loads(subprocess.run(call, check=True, capture_output=True).stdout)
    return told["answers"], told["bytes"]


def summary(answers: dict[str, Answer], truth: dict[str, set[str]]) -> dict[str, float]:
    """Means over all questions that have an answer; the time is the median, the bytes are the most."""
    recalls, precisions = [], []
    for query, right in truth.items():
        found = set(answers[query]["found"])  # type: ignore[call-overload]
        if right:
            recalls.append(len(found & right) / len(right))
            precisions.append(len(found & right) / len(found) if found else 1)
    rows = list(answers.values())
    told = {name: max(row[name] for row in rows) for name in ("bytes", "with script") if name in rows[0]}
    times = sorted(row["ms"] for row in rows)
    return told | {
        "ms": times[len(times) // 2],
        "recall": sum(recalls) / len(recalls),
        "precision": sum(precisions) / len(precisions),
    }


def measure(folder: Path, tools: Path, n: int) -> Iterator[tuple[str, dict[str, float]]]:
    material = Material()
    texts = paragraphs(material, n)
    truth = truths(texts)
    by_page = {query: {place.split("#")[0] for place in places} for query, places in truth.items()}
    (folder / "paragraphs.json").write_text(json.dumps([[f"{p[0]}#{p[1]}", p[3]] for p in texts]), "utf-8")
    (folder / "queries.json").write_text(json.dumps(list(QUERIES)), "utf-8")
    site = folder / "site"
    call = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", str(folder / "dt"), str(ROOT / "docs"), str(site)]
    subprocess.run(call, check=True)
    start = time.process_time()
    ours(site, texts)
    made = time.process_time() - start
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        answers = ask_ours(page, site)
        for query in QUERIES:
            found, right = set(answers[query]["found"]), truth[query]  # type: ignore[call-overload]
            if found != right:
                print(f"  ours, {query}: {len(found - right)} too many, {len(right - found)} missing of {len(right)}")
        yield "this edition", summary(answers, truth) | {"all": size(site / "suche"), "index s": made}
        if (tools / "pagefind").is_dir():
            start = time.perf_counter()
            pagefind(folder / "pagefind", tools, texts)
            made = time.perf_counter() - start
            told = summary(ask_pagefind(page, folder / "pagefind"), truth)
            yield "Pagefind", told | {"all": size(folder / "pagefind" / "pagefind"), "index s": made}
        browser.close()
    sphinx(folder / "sphinx", material, n)
    answers, weight = ask_node("sphinx", tools, folder)
    yield "Sphinx (pages)", summary(answers, by_page) | {"all": weight}
    for engine in ("minisearch", "lunr"):
        if (tools / "node_modules" / engine).is_dir():
            answers, weight = ask_node(engine, tools, folder)
            yield engine, summary(answers, truth) | {"all": weight}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tools", type=Path)
    parser.add_argument("--n", type=int, nargs="+", default=[1, 100])
    options = parser.parse_args()
    print(HEADING)
    for n in options.n:
        with tempfile.TemporaryDirectory() as folder:
            for engine, f in measure(Path(folder), options.tools.resolve(), n):
                script = f"{f['with script'] / 1e3:.0f}" if "with script" in f else ""
                made = f"{f['index s']:.1f}" if "index s" in f else ""
                cells = f"{f['bytes'] / 1e3:.0f} | {script} | {f['all'] / 1e3:.0f} | {f['ms']:.0f}"
                print(f"| {n} | {engine} | {cells} | {f['recall']:.2f} | {f['precision']:.2f} | {made} |", flush=True)


if __name__ == "__main__":
    main()
