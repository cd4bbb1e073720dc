"""Customers' numbers in a text, known by their shape alone, and hidden.

It needs nothing of a case, so that even an error, a log or a traceback can hide what it holds.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

_HEAD, _TAIL = 4, 3
_HIDDEN = "x"

Span = tuple[int, int]

_OTHERS = (
    (re.compile(r"(?<![0-9])[0-9]{5,}(?=…)"), _HEAD, 0),
    (re.compile(r"(?<=…)[0-9]{5,}(?![0-9])"), 0, _TAIL),
    (re.compile(r"(?<=(?<![0-9])[0-9]{14}[-_])[0-9]{6,20}(?![0-9])"), _HEAD, _TAIL),
    (re.compile(r"(?<![0-9])[0-9]{9,20}(?![0-9])"), _HEAD, _TAIL),
)
"""What may be another's number: cut short at either end, in a reference, and by itself; and how
many of its digits may be shown first and last."""


def without_numbers(text: str) -> str:
    """Return `text` without what may be a customer's number, or is left of one that was cut short.

    >>> without_numbers("121500000017: disact-20220102092122-121500000017")
    '1215xxxxx017: disact-20220102092122-1215xxxxx017'
    """
    for pattern, head, tail in _OTHERS:
        gone: set[int] = set()
        for found in pattern.finditer(ascii_digits(text)):
            if not _is_time(found[0]):
                gone |= places(text, found.span(), head, tail)
        text = without(text, gone)
    return text


def _is_time(digits: str) -> bool:
    if len(digits) != 14:
        return False
    try:
        year = datetime.strptime(digits, "%Y%m%d%H%M%S").year  # noqa: DTZ007 - only its shape
    except ValueError:
        return False
    return 1990 <= year < 2100


def hidden(text: str) -> str:
    """Return `text`, which is a number, with its digits hidden but for some at both ends."""
    return without(text, places(text, (0, len(text))))


def places(text: str, span: Span, head: int = _HEAD, tail: int = _TAIL) -> set[int]:
    """Return where the digits of `span` stand, but for at most some at both ends."""
    digits = [place for place in range(*span) if text[place].isdecimal()]
    head, tail = min(head, len(digits) // 3), min(tail, len(digits) // 4)
    return set(digits[head : len(digits) - tail])


def without(text: str, gone: set[int]) -> str:
    """Return `text` with the digits at these places hidden."""
    if not gone:
        return text
    return "".join(_HIDDEN if place in gone else letter for place, letter in enumerate(text))


def ascii_digits(text: str) -> str:
    """Return `text`, letter for letter, with the digits of every script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)
