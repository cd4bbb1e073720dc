"""The list of seats as a file, to hand out and to take the class up again with."""

import csv
from collections.abc import Iterable
from io import StringIO

from ott_toolkit.practice.seats import Seat, seat_of

HEADER = ("Kursi", "Username", "Password", "Tautan")


def written(seats: Iterable[Seat], url: str) -> str:
    """The list as CSV with semicolons, as an Indonesian Excel expects.

    Args:
        seats: Whose.
        url: Where the portal answers.
    """
    text = StringIO()
    rows = csv.writer(text, delimiter=";")
    rows.writerow(HEADER)
    rows.writerows([one.place, one.username, one.secret, one.link(url)] for one in seats)
    return text.getvalue()


def read(text: str) -> tuple[list[Seat], str]:
    """The seats of such a list, and the last link, which says where the portal was.

    A spreadsheet may have saved it with other separators.

    Raises:
        ValueError: A line has no class link (its number is the argument), or a seat stands twice.
    """
    header, *_ = [*text.splitlines(), ""]
    separator = max(";,\t", key=header.count)
    seats: dict[int, Seat] = {}
    link = ""
    for number, row in enumerate(csv.reader(StringIO(text), delimiter=separator), start=1):
        if number == 1 or not any(row):
            continue
        try:
            link = row[-1]
            seat = seat_of(link)
        except ValueError:
            raise ValueError(number) from None
        if seat.place in seats:
            raise ValueError(number)
        seats[seat.place] = seat
    if not seats:
        raise ValueError(1)
    return list(seats.values()), link
