"""The edition without the network, for those who have visited it once: a service worker, where it is published.

Its rules, which `sw.js` carries out:

- Pages and data come from the network as long as there is one, and the host is asked whether they have changed, so
  nobody is caught in an old state. What came is kept. If the network takes longer than four seconds, or there is none,
  what is kept is shown.
- Where the address of a file in `_static` holds its checksum (`?v=…`), what is kept under it is always right.
- After the first visit the files of `kept` are fetched. `sw.js` holds their hashes; at each visit the browser looks
  whether it has changed, and then fetches only the files whose hash is another one. The state before is thrown away.
- Kept are all pages and what they load; of a large edition the newest protocols, and what else was visited.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import quote

from sphinx.application import Sphinx

from ...files import write_changed
from .bundle import files
from .names import witness_file
from .scripts import as_script

WORKER = "sw.js"
SOURCE = Path(__file__).with_name(WORKER)
LIMIT = 20_000_000  # bytes; hosts send them compressed, about a fifth
DATED = re.compile(r"[/-](\d{4}(?:-\d\d-\d\d)?)(?!\d)")
UNDATED = "~"  # sorts behind every date
LEFT_OUT = re.compile(r"[._].*|r|sw\.js|searchindex\.js|404\.html")  # at the top
WITNESS = witness_file("")  # kept once somebody has read it
LOADED = re.compile(r'(?:href|src)="([^"#:?]+\.(?:css|js|svg|png|jpe?g|gif|webp))(\?[^"]*)?"')
PLAIN = "/!'()*,;:@&=+$~?"  # signs that a browser leaves in an address as they are


def write_worker(app: Sphinx, exception: Exception | None) -> None:
    """Last of all, when every file is what it will be."""
    if exception or app.builder.name != "html":
        return
    path = Path(app.outdir, WORKER)
    if not app.config.site_url:
        path.unlink(missing_ok=True)
        return
    write_changed(path, worker(Path(app.outdir)).encode())


def worker(site: Path) -> str:
    """The text of the service worker."""
    source = SOURCE.read_text("utf-8")
    files = {quote(name, PLAIN): _hash((site / name.partition("?")[0]).read_bytes()) for name in kept(site, LIMIT)}
    version = _hash((as_script(files) + source).encode())
    return f'const VERSION = "{version}", FILES = {as_script(files)};\n{source}'


def kept(site: Path, limit: int) -> list[str]:
    """Paths from the top of the site, with the `?v=…` of the address.

    What belongs to no year, whatever its size; then the years, the newest first, as long as there is room.
    """
    found = (path.relative_to(site).as_posix() for path in files(site, LEFT_OUT) if path.suffix in (".html", ".js"))
    names = [name for name in found if not name.endswith(WITNESS)]
    chosen, room = list[str](), limit
    for name in sorted(names, key=lambda name: (_day(name), name), reverse=True):
        room -= (site / name).stat().st_size
        if _day(name) == UNDATED or room >= 0:
            chosen.append(name)
    return sorted({*chosen, *_loaded(site, (name for name in chosen if name.endswith(".html")))})


def _day(name: str) -> str:
    """What to sort by; the pages of a year come before its protocols."""
    found = DATED.search(name)
    return found[1].ljust(len("2026-01-12"), UNDATED) if found else UNDATED


def _loaded(site: Path, pages: Iterable[str]) -> Iterator[str]:
    """What pages load, by the addresses they use."""
    for page in pages:
        for path, version in LOADED.findall((site / page).read_text("utf-8")):
            name = normpath(join(dirname(page), path))
            if (site / name).is_file():
                yield name + version


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]
