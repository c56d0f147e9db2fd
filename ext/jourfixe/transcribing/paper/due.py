"""Which number in the margin is due at a row, where the numbers count every row."""

from __future__ import annotations

from collections.abc import Sequence

from .rows import Row


class Due:
    """Goes through the regions of a file in order. `next`: the number due at the next row, None if not known."""

    def __init__(self) -> None:
        self.next: int | None = None

    def counts(self, rows: Sequence[Row]) -> bool:
        """Do the numbers of these rows count the first of them, too? A count may begin anew with it."""
        numbers = _numbers(rows)
        return _is_steady(numbers) and numbers[0][1] - numbers[0][0] in (1, self.next)

    def go_on(self, rows: Sequence[Row]) -> None:
        numbers = _numbers(rows)
        if numbers:
            row, number = numbers[-1]
            self.next = number + len(rows) - row if _is_steady(numbers) else None
        elif self.next is not None:
            self.next += len(rows)


def _numbers(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Index and number of the rows beside which one is printed."""
    return [(i, row.number) for i, row in enumerate(rows) if row.number is not None]


def _is_steady(numbers: Sequence[tuple[int, int]]) -> bool:
    """Every row is counted, and nothing else; one number alone does not tell."""
    return len(numbers) > 1 and len({number - row for row, number in numbers}) == 1
