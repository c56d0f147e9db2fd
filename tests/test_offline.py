"""The published site in a browser, below a path of a host and with a strict policy: without the network, and zipped."""

from __future__ import annotations

import os
import re
import shutil
import threading
import time
import zipfile
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page

from jourfixe.output.html.offline import kept
from projects import REPO, Edition, differences, edition, page, short, tree

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
READY = """() => Promise.race([
    navigator.serviceWorker.ready.then(() => true),
    new Promise((_, fail) => setTimeout(fail, 10000, "no service worker")),
])"""
CONTROLLED = "() => navigator.serviceWorker.controller?.state === 'activated'"
SETTLED = "() => navigator.serviceWorker.getRegistration().then((r) => !r.installing && !r.waiting)"
UPDATE = "navigator.serviceWorker.getRegistration().then((r) => r.update())"
FOUND = "() => document.querySelector('#search-results').textContent.includes('bloß eine andere')"


class Handler(SimpleHTTPRequestHandler):
    """Files under /edition/, as a host serves the site of a project."""

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix("/edition")
        self.directory = str(self.server.folder)  # type: ignore[attr-defined]
        return super().translate_path(inside if inside != path else "/nirgends")

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *args: Any) -> None:
        pass


class Host(ThreadingHTTPServer):
    """A host that shows one folder, and remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder, self.asked = Path(), list[str]()
        self.site = f"http://127.0.0.1:{self.server_port}/edition/"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def show(self, folder: Path) -> str:
        self.folder, self.asked = folder, []
        return self.site


class States(NamedTuple):
    """An edition published, and published again with another word; `made` has the second."""

    made: Edition
    first: Path
    second: Path


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with Host() as one:
        yield one
        one.shutdown()


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory, host: Host) -> States:
    tmp = tmp_path_factory.mktemp("states")
    days = ("2026-01-12", "2026-01-26")
    made = edition(tmp / "edition", **{f"d{day.replace('-', '_')}": short(day) for day in days})
    first = shutil.copytree(publish(made, host.site), tmp / "first")
    made.rewrite("2026-01-26", short("2026-01-26").replace("Taktik", "List"))
    second = shutil.copytree(publish(made, host.site), tmp / "second")
    for path in second.rglob("*"):
        os.utime(path, (time.time() + 10, time.time() + 10))  # the host tells states apart by whole seconds
    return States(made, first, second)


def publish(made: Edition, site: str, *options: str) -> Path:
    done = made.sphinx("html", "-n", "-W", "-D", f"site_url={site}", *options)
    assert (done.code, done.output) == (0, "")
    return done.out


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    one = browser.new_context()
    one.set_default_timeout(10_000)
    yield one
    one.close()


def visit(context: BrowserContext, address: str) -> Page:
    """A first visit, until all is kept."""
    shown = context.new_page()
    shown.goto(address)
    assert shown.evaluate(READY)
    shown.wait_for_function(CONTROLLED)
    return shown


def test_after_the_first_visit_the_edition_is_read_without_the_network(
    states: States, host: Host, context: BrowserContext
) -> None:
    errors: list[str] = []
    context.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    shown = visit(context, host.show(states.first))
    context.set_offline(True)
    for path in ("", "protokolle/jahr-2026.html", "protokolle/2026-01-26.html?bis=5#rn-4"):
        shown.goto(host.site + path)
        assert shown.inner_text("h1")
        assert shown.evaluate("[...document.styleSheets].map((sheet) => sheet.cssRules.length > 0)") == [True, True]
    assert "Sie haben ihre eigene Rolle" in shown.inner_text("#rn-4")
    shown.goto(f"{host.site}search.html?q=Taktik")
    shown.wait_for_function(FOUND)
    assert errors == []


def test_short_addresses_work_without_the_network(states: States, host: Host, context: BrowserContext) -> None:
    shown = visit(context, host.show(states.first))
    context.set_offline(True)
    shown.goto(f"{host.site}r/2026-01-12/4/")
    assert shown.url == f"{host.site}protokolle/2026-01-12.html#rn-4"
    shown.goto(f"{host.site}r/2026-01-26/")
    assert shown.url == f"{host.site}protokolle/2026-01-26.html"


def test_what_is_not_kept_is_told(states: States, host: Host, context: BrowserContext) -> None:
    shown = visit(context, host.show(states.first))
    context.set_offline(True)
    shown.goto(f"{host.site}protokolle/2026-01-12-textzeuge.html")
    assert shown.inner_text("h1") == "Ohne Verbindung"
    shown.click("a")
    assert "Kleine Edition" in shown.inner_text("h1")


def update(shown: Page, site: str) -> None:
    """A visit at which the browser finds that the edition has changed, until the new state is kept."""
    before = shown.evaluate("caches.keys()")
    shown.goto(site)
    shown.evaluate(UPDATE)
    ended = "before => caches.keys().then((now) => now.length === 1 && now[0] !== before[0])"
    shown.wait_for_function(ended, arg=before)


def test_a_new_state_is_seen_at_once_and_only_what_changed_is_fetched(
    states: States, host: Host, context: BrowserContext
) -> None:
    shown = visit(context, host.show(states.first))
    shown.goto(f"{host.site}protokolle/2026-01-12-textzeuge.html")
    host.show(states.second)
    shown.goto(f"{host.site}protokolle/2026-01-26.html")
    assert "andere List" in shown.inner_text("#rn-3")
    host.asked.clear()
    update(shown, host.site)
    asked = {path.removeprefix("/edition/") for path in host.asked}
    assert "protokolle/2026-01-26.html" in asked
    assert not {"protokolle/2026-01-12.html", "protokolle/jahr-2026.html", "suche/2026-01-12.js"} & asked
    assert not [path for path in asked if "?v=" in path]
    context.set_offline(True)
    shown.goto(f"{host.site}protokolle/2026-01-26.html")
    assert "andere List" in shown.inner_text("#rn-3")
    shown.goto(f"{host.site}protokolle/2026-01-12-textzeuge.html")
    assert "Textzeuge" in shown.inner_text("h1"), "what was visited stays"


def test_a_state_that_cannot_be_fetched_leaves_the_one_before(
    states: States, host: Host, context: BrowserContext
) -> None:
    shown = visit(context, host.show(states.first))
    before = shown.evaluate("caches.keys()")
    host.show(states.second)
    context.route(re.compile("protokolle/2026-01-26"), lambda route: route.abort())
    shown.evaluate(UPDATE)
    shown.wait_for_function(SETTLED)
    context.set_offline(True)
    shown.goto(f"{host.site}protokolle/2026-01-26.html")
    assert "andere Taktik" in shown.inner_text("#rn-3")
    assert before[0] in shown.evaluate("caches.keys()")


def test_nothing_is_registered_where_the_edition_is_not_published(
    states: States, host: Host, context: BrowserContext, tmp_path: Path
) -> None:
    shutil.copytree(states.first, tmp_path, dirs_exist_ok=True)
    for path in tmp_path.rglob("*.html"):
        path.write_text(path.read_text("utf-8").replace(host.site, "https://jourfixe.example/"), "utf-8")
    shown = context.new_page()
    shown.goto(host.show(tmp_path))
    assert shown.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert "/edition/sw.js" not in host.asked


def test_a_wrong_address_is_answered(states: States, host: Host, context: BrowserContext) -> None:
    shown = context.new_page()
    shown.goto(f"{host.show(states.first)}404.html")
    assert shown.inner_text("h1") == "Seite nicht gefunden"
    shown.fill("input", "Friedensplan")
    shown.click("button")
    assert shown.url == f"{host.site}search.html?q=Friedensplan"
    assert all(link.startswith(host.site) for link in page(states.first / "404.html").links())


def test_the_zip_is_read_from_the_disk(states: States, host: Host, context: BrowserContext, tmp_path: Path) -> None:
    shown = context.new_page()
    shown.goto(host.show(states.first))
    assert shown.get_attribute("a[type='application/zip']", "href") == f"{host.site}jour-fixe-edition.zip"
    with zipfile.ZipFile(states.first / "jour-fixe-edition.zip") as pack:
        pack.extractall(tmp_path)
    site, errors = tmp_path / "jour-fixe-edition", list[str]()
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    context.set_offline(True)
    for path in sorted(site.rglob("*.html")):
        shown.goto(path.as_uri())
    shown.goto(f"{(site / 'protokolle/2026-01-12.html').as_uri()}#rn-4")
    assert "Sie haben ihre eigene Rolle" in shown.inner_text("#rn-4")
    assert errors == []


def test_the_zip_holds_the_site_and_nothing_that_is_only_for_a_host(states: States) -> None:
    with zipfile.ZipFile(states.first / "jour-fixe-edition.zip") as pack:
        files = {info.filename.removeprefix("jour-fixe-edition/"): pack.read(info) for info in pack.infolist()}
    there = tree(states.first)
    only_there = re.compile(r"\.|_sources/|r/|sw\.js|404\.html|jour-fixe-edition\.zip")
    assert differences(files, there) == [name for name in sorted(there) if only_there.match(name)]


def test_what_is_published_goes_with_the_address(states: States, host: Host, tmp_path: Path) -> None:
    shutil.copytree(states.made.root, tmp_path / "edition")
    made = Edition(tmp_path / "edition")
    other = publish(made, host.site, "-D", "project=Übungen für Lesende")
    assert [path.name for path in other.glob("*.zip")] == ["ubungen-fur-lesende.zip"]
    left = {path.name for path in publish(made, "").iterdir()}
    assert not {"sw.js", "404.html", "r", "ubungen-fur-lesende.zip"} & left


def test_the_same_bytes_again_elsewhere_and_in_parallel(states: States, host: Host, tmp_path: Path) -> None:
    packed = states.made.root / "build/html/jour-fixe-edition.zip"
    written = packed.stat().st_mtime_ns
    again = publish(states.made, host.site)
    assert packed.stat().st_mtime_ns == written
    assert {"sw.js", packed.name} <= set(differences(tree(states.first), tree(states.second)))
    shutil.copytree(states.made.root, tmp_path / "anders", ignore=shutil.ignore_patterns("build"))
    assert differences(tree(again), tree(publish(Edition(tmp_path / "anders"), host.site, "-j2"))) == []


def test_of_a_large_edition_the_newest_is_kept(tmp_path: Path) -> None:
    sizes = {
        "index.html": 300,
        "suche/register.js": 100,
        "protokolle/2024-12-01.html": 400,
        "protokolle/2025-01-12.html": 400,
        "protokolle/2025-12-01.html": 400,
        "suche/2025-12-01.js": 100,
        "protokolle/2025-12-01-textzeuge.html": 400,
        "protokolle/jahr-2025.html": 100,
        "register/personen-2024.html": 300,
        "r/2025-12-01/1/index.html": 10,
    }
    for name, size in sizes.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x" * size)
    newest = ["protokolle/2025-12-01.html", "protokolle/jahr-2025.html", "suche/2025-12-01.js"]
    assert kept(tmp_path, 1000) == ["index.html", *newest, "suche/register.js"]
    assert kept(tmp_path, 10) == ["index.html", "suche/register.js"]


def test_the_workflow_builds_what_the_readme_builds_and_uploads_it() -> None:
    job = yaml.safe_load((REPO / ".github/workflows/veroeffentlichen.yml").read_text("utf-8"))["jobs"][
        "veroeffentlichen"
    ]
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert f"    {' && '.join(commands)}\n" in (REPO / "README.md").read_text("utf-8")
    assert [step["with"]["path"] for step in job["steps"] if "upload" in step.get("uses", "")] == ["build/html"]
