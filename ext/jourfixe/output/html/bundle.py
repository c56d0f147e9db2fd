"""The whole site in one file, to take along: unpacked, it is read from the disk like the one on the host."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from sphinx.application import Sphinx
from sphinx.config import Config

from ...apparatus.collation import collation
from ...files import write_whole

LEFT_OUT = re.compile(r"\..*|_sources|_redirects|r|sw\.js|404\.html|.*\.zip")  # means nothing on a disk
DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can name
MODE = 0o644 << 16
OURS = b"jourfixe"  # comment by which one of an earlier title is known


def bundle_name(config: Config) -> str:
    """jour-fixe-edition.zip"""
    words = re.findall(r"[a-z0-9]+", collation(config.project)[0])
    return f"{'-'.join(words) or 'edition'}.zip"


def bundle_offer(app: Sphinx, docname: str) -> str:
    """Its address, for the title page; a complete one, as a copy on a disk has no copy in it."""
    if docname != app.config.root_doc or not app.config.site_url or app.builder.name != "html":
        return ""
    return f"{app.config.site_url}{bundle_name(app.config)}"


def write_bundle(app: Sphinx, exception: Exception | None) -> None:
    """When all other files are written; the same files give the same bytes, and are not packed again."""
    if exception or app.builder.name != "html":
        return
    site, name = Path(app.outdir), bundle_name(app.config) if app.config.site_url else ""
    for path in site.glob("*.zip"):
        if path.name != name and _is_ours(path):
            path.unlink()
    if name and not _is_same(site / name, site):
        write_whole(site / name, [_packed(site, name.removesuffix(".zip"))])


def _members(site: Path) -> Iterator[tuple[str, Path]]:
    """Names and files, sorted."""
    yield from sorted((path.relative_to(site).as_posix(), path) for path in files(site, LEFT_OUT))


def files(site: Path, left_out: re.Pattern[str]) -> Iterator[Path]:
    """Every file but those at the top, and in folders there, whose names match; some of these hold thousands."""
    for top in (path for path in site.iterdir() if not left_out.fullmatch(path.name)):
        yield from [top] if top.is_file() else (path for path in top.rglob("*") if path.is_file())


def _packed(site: Path, folder: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as pack:
        pack.comment = OURS
        for name, path in _members(site):
            info = ZipInfo(f"{folder}/{name}", DATE)
            info.compress_type, info.external_attr, info.create_system = ZIP_DEFLATED, MODE, 3
            pack.writestr(info, path.read_bytes())
    return out.getvalue()


def _is_ours(path: Path) -> bool:
    try:
        with ZipFile(path) as pack:
            return pack.comment == OURS
    except (OSError, BadZipFile):
        return False


def _is_same(path: Path, site: Path) -> bool:
    """Whether it holds just these files, by their checksums."""
    if not _is_ours(path):
        return False
    with ZipFile(path) as pack:
        packed = {info.filename: info.CRC for info in pack.infolist()}
    present = {f"{path.stem}/{name}": zlib.crc32(file.read_bytes()) for name, file in _members(site)}
    return packed == present
