"""Invented text of the same shape: what is read fails or succeeds as before, and tells nothing.

The same text always becomes the same, another becomes another, in the order in which they come;
so a second pass changes nothing. Words become x and y, long numbers 9 and 0, dates the first days
of months from 2001 on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime

from ott_toolkit.amounts import BILL_YEARS, FULL_MONTHS, MONTH_OF, MONTHS, is_missing
from ott_toolkit.doctor.vocabulary import WORD, WORDS

_LONG = 6
"""No number of a customer has fewer digits."""
_FIRST_YEAR, _NO_YEAR = 2001, 2999
_NAMES = (*MONTHS.values(), *(names.split() for names in FULL_MONTHS))
"""The months in each way of naming them; an odd name becomes one of the first way."""
_MONTH = "|".join(sorted(MONTH_OF, key=len, reverse=True))
_TOKENS = re.compile(
    rf"""
    (?P<mail>(?<![\w.+-])[\w.+-]++@[\w.-]+)
    | (?<![0-9])(?P<day>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})
      (?P<time>[ ][0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}})?(?![0-9])
    | (?<![0-9-])(?P<iso>[0-9]{{4}}-[0-9]{{2}})(?![0-9-])
    | (?<![^\W_])(?P<named>{_MONTH})(?P<gap>[ ./-]*)(?P<year>[0-9]{{4}})(?![0-9])
    | (?P<scientific>[0-9]+(?:[.,][0-9]+)?[Ee]\+?[0-9]+)
    | (?P<number>[0-9]+)
    | (?P<word>(?:[^\W\d_]|[\u0300-\u036f])+)
    | (?P<other>[^\W_])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SHORT = str.maketrans("123456789", "9" * 9)
_COUNTED = re.compile(r"(?:showing|menampilkan)[^\n]{0,60}$", re.IGNORECASE)
_NEAR = 80
"""Letters in which a count may be announced."""
_COUNT = re.compile(r"[0-9]{1,5}|[0-9]{1,3}(?:[.,][0-9]{3}){1,2}")
"""How many rows there are is no secret, and what is read is compared with it."""


class Invented:
    """Makes invented text; one for each copy, for it remembers what it has met."""

    def __init__(self) -> None:
        self._met: dict[str, dict[str, int]] = defaultdict(dict)

    def text(self, text: str, *, known: bool = True, before: str = "") -> str:
        """Return an invented text of the shape of `text`.

        Args:
            text: Any.
            known: Whether words of the vocabulary stay; not in what may be a secret.
            before: What stands in front of it, where a count may be announced.
        """
        if is_missing(text):
            return text
        made, end = [], 0
        for token in _TOKENS.finditer(text):
            made.append(text[end : token.start()])
            said = (before + text[max(0, token.start() - _NEAR) : token.start()])[-_NEAR:]
            made.append(self._instead(token, said if known else "", known=known))
            end = token.end()
        return "".join([*made, text[end:]])

    def place(self, name: str) -> str:
        """Return an invented identifier, which other places of a page may refer to."""
        return f"i{self._nth('place', name)}"

    def _instead(self, token: re.Match[str], said: str, *, known: bool) -> str:
        found = token[0]
        match token.lastgroup:
            case "mail":
                instead = WORD.sub(lambda word: self._word(word[0]), found).translate(_SHORT)
            case "day" | "time":
                instead = self._day(token["day"], token["time"] or "")
            case "iso":
                instead = self._iso(found)
            case "year":
                instead = self._named(token["named"], token["gap"], token["year"])
            case "number" if _COUNTED.search(said) and _COUNT.fullmatch(found):
                instead = found
            case "number" if len(found) >= _LONG:
                instead = self._long(found)
            case "word":
                instead = self._word(found, known=known)
            case "other":  # a digit of another script is a digit of another script
                instead = "\N{ARABIC-INDIC DIGIT NINE}"
            case _:
                instead = found.translate(_SHORT)
        return instead

    def _nth(self, kind: str, text: str) -> int:
        """Return the place of `text` among those of its kind, from 0."""
        met = self._met[kind]
        return met.setdefault(text, len(met))

    def _word(self, word: str, *, known: bool = False) -> str:
        if known and word.casefold() in WORDS:
            return word
        shape = "".join("X" if letter.isupper() else "x" for letter in word)
        bits = _bits(self._nth(shape, word), len(word), "xy")
        return "".join(
            bit.upper() if one == "X" else bit for bit, one in zip(bits, shape, strict=True)
        )

    def _long(self, number: str) -> str:
        head = "0" if number.startswith("0") else "9"
        kind = f"number {head} {len(number)}"
        return head + _bits(self._nth(kind, number), len(number) - 1, "09")

    def _month(self, year: int, month: int) -> tuple[int, int]:
        """Return the invented month for a month of a year that bills are of."""
        nth = self._nth("month", f"{year}-{month}") % (12 * 90)
        return _FIRST_YEAR + nth // 12, nth % 12 + 1

    def _day(self, day: str, time: str) -> str:
        if is_missing(day):
            return day + time
        try:
            real = datetime.fromisoformat(day + (time or " 00:00:00"))
        except ValueError:  # no such day: nor is the invented one
            return re.sub("[0-9]", "9", day + time)
        rest = "01" if real.day == 1 else "02"
        # A period is told by the first moment of its first day.
        clock = "00:00:00" if time[1:] == "00:00:00" else "00:00:01"
        moment = time[:1] + clock if time else ""
        if real.year not in BILL_YEARS:
            return f"{_NO_YEAR}-01-{rest}{moment}"
        year, month = self._month(real.year, real.month)
        return f"{year}-{month:02d}-{rest}{moment}"

    def _iso(self, text: str) -> str:
        year, month = int(text[:4]), int(text[5:])
        if not 1 <= month <= 12:
            return "9999-99"
        if year not in BILL_YEARS:
            return f"{_NO_YEAR}-01"
        return "{}-{:02d}".format(*self._month(year, month))

    def _named(self, name: str, gap: str, year: str) -> str:
        ways = (names for names in _NAMES if name.casefold() in map(str.casefold, names))
        names = next(ways, _NAMES[0])
        if int(year) not in BILL_YEARS:
            return f"{_cased(names[0], name)}{gap}{_NO_YEAR}"
        new, month = self._month(int(year), MONTH_OF[name.casefold()])
        return f"{_cased(names[month - 1], name)}{gap}{new}"


def _bits(number: int, length: int, signs: str) -> str:
    """Return `number` in two signs, of `length`; what does not fit is cut off in front."""
    return "".join(signs[number >> place & 1] for place in reversed(range(length)))


def _cased(name: str, like: str) -> str:
    """Return `name` in the case of `like`."""
    if like.isupper():
        return name.upper()
    return name.lower() if like.islower() else name.capitalize()
