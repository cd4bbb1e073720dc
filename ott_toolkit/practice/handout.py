"""The list of seats as a file, to hand out and to take the class up again with.

A trainer writes in it who sits where, and a spreadsheet saves it as it likes: a line is known by
its link, wherever that stands, and what is beside it is kept.
"""

import csv
from collections.abc import Sequence
from io import StringIO

from ott_toolkit.practice.seats import Seat, seat_of

HEADER = ("Kursi", "Username", "Password", "Tautan")


def written(seats: Sequence[Seat], url: str, before: str = "") -> str:
    """The list as CSV with semicolons, as an Indonesian Excel expects.

    Args:
        seats: Whose.
        url: Where the portal answers, without a slash at the end.
        before: The list as it was; what it holds beside the links is kept.
    """
    header, *rows = _rows(before) or [list(HEADER)]
    known = {seat.place: seat for row in rows if (seat := _seat(row))}
    new = [_row(seat, url, header) for seat in seats if seat.place not in known]
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerows([header, *([_moved(cell, url) for cell in row] for row in rows), *new])
    return text.getvalue()


def read(text: str) -> tuple[list[Seat], str]:
    """The seats of such a list, and the last link, which says where the portal was.

    Raises:
        ValueError: A line has no class link (its number is the argument), or a seat stands twice.
    """
    seats: dict[int, Seat] = {}
    link = ""
    for number, row in enumerate(_rows(text), start=1):
        if number == 1 or not any(row):
            continue
        seat = _seat(row)
        if seat is None or seat.place in seats:
            raise ValueError(number)
        seats[seat.place] = seat
        link = next(cell for cell in row if _seat([cell]))
    if not seats:
        raise ValueError(1)
    return list(seats.values()), link


def _rows(text: str) -> list[list[str]]:
    header, *_ = [*text.splitlines(), ""]
    separator = max(";,\t", key=header.count)
    return list(csv.reader(StringIO(text), delimiter=separator))


def _seat(row: Sequence[str]) -> Seat | None:
    """The seat of a line's first link, or nothing."""
    for cell in row:
        try:
            return seat_of(cell)
        except ValueError:
            continue
    return None


def _moved(cell: str, url: str) -> str:
    """A cell as it is, a link at the portal's present address."""
    seat = _seat([cell])
    return seat.link(url) if seat else cell


def _row(seat: Seat, url: str, header: Sequence[str]) -> list[str]:
    cells = (str(seat.place), seat.username, seat.secret, seat.link(url))
    if "Tautan" not in header:
        return list(cells)
    own = dict(zip(HEADER, cells, strict=True))
    return [own.get(name, "") for name in header]
