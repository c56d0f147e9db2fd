"""Sites built once for all tests, and the rule for a missing program: skipped loudly, failed where CI is set."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from projects import REPO, WITNESS, Edition, Outcome, edition, run_sphinx, short, witness

MISSING = "not on this system: "


@pytest.fixture(scope="session")
def varied(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, Outcome]:
    """An edition of protocols with and without a page of their own, built. Not to be changed."""
    made = vary(edition(tmp_path_factory.mktemp("varied")))
    return made, made.sphinx("html", "-n", "-W")


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The HTML of the real edition, without what may have been printed of it."""
    out = tmp_path_factory.mktemp("real")
    nothing = "-D", f"jourfixe_print={out / 'pdf'}"
    done = run_sphinx(REPO / "docs", "html", out / "html", out / "doctrees", "-n", "-W", *nothing)
    assert done.code == 0, done.output
    return done.out


def vary(made: Edition) -> Edition:
    """Four protocols in two years; one page with nothing but the protocol, one with an introduction."""
    made.add("2026-01-12", WITNESS, article="gs-4-25-friedensplan")
    made.add("2026-01-26", witness("2026-01-26", Trump="Präsident", Russland="Moskau"))
    made.add("2026-02-09", short("2026-02-09"))
    made.add("2025-12-15", short("2025-12-15"), title="Aus dem Vorjahr")
    made.write("docs/protokolle/2026-01-26.md", "```{protokoll} 2026-01-26\n```\n")
    made.write(
        "docs/protokolle/2026-02-09.md",
        "# Der kurze Abend\n\nZur Einführung siehe {rn}`2026-01-12:34`.\n\n```{protokoll} 2026-02-09\n```\n",
    )
    return made


def tool(name: str) -> str:
    """A program of the system that a test cannot do without."""
    path = shutil.which(name)
    if path:
        return path
    if os.environ.get("CI"):
        pytest.fail(f"{MISSING}{name}, and CI must not do without it", pytrace=False)
    pytest.skip(f"{MISSING}{name}")


@pytest.fixture(scope="session")
def chromium() -> str:
    return tool("chromium")


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def pdftotext() -> str:
    return tool("pdftotext")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was not tested stands at the end, whatever the verbosity."""
    reasons = [str(r.longrepr) for r in terminalreporter.stats.get("skipped", [])]
    missing = sorted({text.split(MISSING)[1].strip(" '),") for text in reasons if MISSING in text})
    if missing:
        unseen = sum(MISSING in text for text in reasons)
        terminalreporter.write_sep("!", f"{unseen} tests did NOT run, missing: {', '.join(missing)}", red=True)
