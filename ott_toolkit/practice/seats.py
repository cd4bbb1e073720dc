"""The seats of a class: each trainee's own way in, user name and numbers."""

import re
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from ott_toolkit.practice.pool import SEATS as MOST

# Without what a hand-written slip confuses: i, l, o, 0 and 1.
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz"
SIGNS: Final = LETTERS + "23456789"
LENGTH: Final = 8

_LINK = re.compile(
    r"https?://[^\s/?#@:]+(:(?P<port>[0-9]{1,5}))?"
    rf"/kelas/(?P<place>[0-9]{{2}})-(?P<secret>(?i:[{LETTERS}][{SIGNS}]{{{LENGTH - 1}}}))/?"
)


@dataclass(frozen=True)
class Seat:
    """One trainee's seat.

    Attributes:
        place: 1, 2, … up to `MOST`.
        secret: What nobody else knows; the password of the log-in and the seed of the drills.
    """

    place: int
    secret: str = field(repr=False)

    @property
    def token(self) -> str:
        """What the seat's link ends in: 07-k7m2p9xq."""
        return f"{self.place:02d}-{self.secret}"

    @property
    def username(self) -> str:
        """The user name of the log-in."""
        return f"peserta{self.place:02d}"

    def link(self, url: str) -> str:
        """The seat's way in.

        Args:
            url: Where the portal answers, without a slash at the end.
        """
        return f"{url}/kelas/{self.token}"


def new_seats(count: int, kept: Collection[Seat] = ()) -> tuple[Seat, ...]:
    """Seats 1 to `count`, those that are kept as they are; more where more are kept.

    Raises:
        ValueError: There would be none, or more than `MOST`.
    """
    known = {seat.place: seat for seat in kept}
    last = max([count, *known])
    if not 1 <= count <= last <= MOST:
        message = f"a class has 1 to {MOST} seats, not {last}"
        raise ValueError(message)
    return tuple(known.get(place) or Seat(place, _secret()) for place in range(1, last + 1))


def _secret() -> str:
    # A letter first: a spreadsheet would take 2e345678 for a number.
    rest = "".join(secrets.choice(SIGNS) for _ in range(LENGTH - 1))
    return secrets.choice(LETTERS) + rest


def seat_of(link: str) -> Seat:
    """The seat of a link; capitals in its token do no harm, for no token has any.

    Raises:
        ValueError: It is no class link.
    """
    found = _LINK.fullmatch(link.strip())
    if not found or int(found["port"] or 80) not in range(1, 65536):
        message = f"no class link: {link!r}"
        raise ValueError(message)
    return Seat(int(found["place"]), found["secret"].lower())


def with_token(seats: Iterable[Seat], token: str) -> Seat | None:
    """The seat that a token opens; how long it takes tells nothing about the others."""
    given = token.lower().encode()
    opened = [seat for seat in seats if secrets.compare_digest(seat.token.encode(), given)]
    return opened[0] if opened else None
