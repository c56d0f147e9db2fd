"""Makes the files of tests/made/office anew: `python tests/made/office.py`. Needs LibreOffice Writer (soffice)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> None:
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from made.variants import OFFICE_FILES
    from made.with_word import OFFICE, document

    OFFICE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for file, (layout, broken) in OFFICE_FILES.values():
            source = Path(folder) / f"{Path(file).stem}.docx"
            source.write_bytes(document(layout, broken))
            kind = Path(file).suffix[1:]
            profile = f"-env:UserInstallation=file://{folder}/profile"
            convert = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(OFFICE), str(source)]
            subprocess.run(convert, check=True, capture_output=True)


if __name__ == "__main__":
    main()
