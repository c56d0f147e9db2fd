"""`jourfixe read --json`: a file that is in no project yet, in the shape of edition.json."""

from __future__ import annotations

import datetime

from ..apparatus.folder import Edited
from ..apparatus.meta import Meta
from ..apparatus.numbers.numbering import Numbering
from ..apparatus.numbers.register import Register
from ..reading import Reading
from .data import FORMAT, dumps, protocol_data


def preview_data(reading: Reading) -> str:
    """JSON with one protocol; where the file names no date, id and date are empty."""
    protocol = reading.protocol
    numbering = Numbering(tuple(str(n) for n in range(1, len(protocol.paragraphs) + 1)))
    day = protocol.date or datetime.date.min
    edited = Edited(
        day.isoformat(),
        day,
        protocol.title,
        protocol.issue,
        Meta(),
        protocol,
        Register(),
        numbering,
        reading.findings,
        (),
    )
    data = protocol_data(edited)
    if not protocol.date:
        data |= {"id": "", "date": "", "url": ""}
    return dumps({"format": FORMAT, "protocols": [data]})
