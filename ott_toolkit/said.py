"""What a result says around its table: whose it is, how many rows there are, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ott_toolkit.errors import ParseError

_ROWS = "(?:data|hasil|baris|transaksi|langganan|records?|results?|rows?|entri(?:es)?)"
_THERE = (
    "(?:yang )?(?:ditemukan|tersedia|cocok|sesuai|ditampilkan|found|available|to (?:display|show))"
)
_NO_DATA = re.compile(
    rf"(?:(?:tidak ada|tidak ditemukan|belum ada|no|0) (?:matching )?{_ROWS}(?: {_THERE})?"
    rf"|{_ROWS} tidak (?:ada|ditemukan|tersedia))"
    r"(?: (?:in (?:the |this )?table|(?:di|pada|dalam) tabel(?: ini)?"
    r"|untuk (?:nomor|pencarian) ini|for this (?:number|search)))?",
    re.IGNORECASE,
)
"""The whole of what is said: «tidak ada koneksi ke data» is an outage, not an empty result."""
_ANNOUNCED = re.compile(
    r"\b(?:showing|menampilkan)\s*+:?\s*+"
    rf"(?:[0-9.,]+\s*(?:(?:to|-|–|sampai|s/d|hingga)\s*[0-9.,]+\s*)?(?:{_ROWS}\s*)?"
    r"\(?(?:(?:out )?of|from|dari|/)\s*(?:total\s*)?"
    r"(?![0-9]+[-/]|[0-9]+\.[0-9]+\.[0-9]{4}|[0-9]{1,2}\s+[a-z]{3,9}\s+[0-9]{4}|[0-9]{6,20}\b))?"
    r"([0-9][0-9.,]*)",
    re.IGNORECASE,
)
"""Of «1 to 10 of 57» the last: a first page must not pass for the whole. A day or a customer's
number is no total."""
_ECHO = re.compile(
    r"\b(?:hasil\s+(?:untuk\s+)?pencarian|(?:search\s+)?results?\s+(?:for|of))\b[^\n]+",
    re.IGNORECASE,
)
_DIGITS = 18
"""No result has a count of more digits, and Python reads no number of thousands of them."""
_LONG_NUMBER = re.compile(r"(?<![\w.])[0-9]{6,20}(?!\w)")


def announced_counts(text: str) -> list[int]:
    """Return every number of rows that `text` announces (`Showing: 2`), in order."""
    counts = (re.sub(r"[.,]", "", match[1]) for match in _ANNOUNCED.finditer(text))
    return [int(count[:_DIGITS]) for count in counts]


def one_count(counts: Iterable[int]) -> int | None:
    """Return the number of rows that was announced, once or several times; `None` where not.

    Raises:
        ParseError: Different numbers were announced.
    """
    distinct = sorted(set(counts))
    if len(distinct) > 1:
        raise ParseError(
            "The page announces different numbers of rows: {counts}. Search again.",
            counts=", ".join(map(str, distinct)),
        )
    return distinct[0] if distinct else None


def echo(text: str) -> str:
    """Return the last line of `text` that repeats a search, or an empty text."""
    matches = _ECHO.findall(text)
    return " ".join(matches[-1].split()) if matches else ""


def after_echo(text: str) -> str:
    """Return what `text` says after it repeated the last search."""
    return _ECHO.split(text)[-1]


def before_echo(text: str) -> str:
    """Return what `text` says before it repeats another search."""
    return _ECHO.split(text, maxsplit=1)[0]


def echoed_numbers(text: str) -> set[str]:
    """Return the customers' numbers that the echo in `text` names."""
    return set(_LONG_NUMBER.findall(echo(text)))


def any_says_no_data(text: str) -> bool:
    """Whether a line of `text` says that there are no rows."""
    return any(map(says_no_data, text.splitlines()))


def says_no_data(text: str) -> bool:
    """Whether `text` says that there are no rows («Tidak ada data»), and nothing else.

    An outage that is taken for no rows is worse than no rows that are taken for an error.
    """
    return _NO_DATA.fullmatch(" ".join(text.split()).strip(" .!-–*×")) is not None
