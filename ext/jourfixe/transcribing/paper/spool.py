"""Records kept on disk between two passes, so that a file of any length is never in memory."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")
IN_MEMORY = 8_000_000  # bytes


class Spool(Generic[T]):
    """Written once, from first to last; then read as often as needed."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)
        self._count = 0

    def add(self, record: T) -> None:
        pickle.dump(record, self._file, pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def __iter__(self) -> Iterator[T]:
        self._file.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._file)  # noqa: S301 (this process wrote it)

    def close(self) -> None:
        self._file.close()

    def __del__(self) -> None:
        """A transcript nobody reads to its end, or a file of which nothing could be made, leaves nothing behind."""
        self.close()
