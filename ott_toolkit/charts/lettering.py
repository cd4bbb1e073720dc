"""How wide a text is, and how it is made to fit.

Texts are measured letter by letter: that costs a dictionary look-up where matplotlib's own layout
costs a millisecond, and is exact but for kerning.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import LoadFlags

from ott_toolkit.letters import harmless

FAMILY = "DejaVu Sans"
TEXT = 12.0
TITLE = 13.5


def one_line(text: str) -> str:
    """Return `text` without line breaks, what XML or a reader rejects as marks."""
    return harmless(" ".join(text.split()))


def drawable(text: str) -> str:
    """Return `text` in letters that the font has, of which matplotlib would warn otherwise."""
    return "".join(letter if _advance(letter) else "□" for letter in one_line(text))


def width(text: str, size: float = TEXT, weight: str = "normal") -> float:
    """Return the width of `text` in points."""
    return size * sum(_advance(letter, weight) for letter in text)


def shorten(text: str, room: float, size: float = TEXT, weight: str = "normal") -> str:
    """Return `text`, cut with … where it is wider than `room` points."""
    text = drawable(text)
    if width(text, size, weight) <= room:
        return text
    room -= width("…", size, weight)
    end = 0
    while end < len(text) and room >= 0:
        room -= width(text[end], size, weight)
        end += 1
    return text[: max(end - 1, 0)].rstrip() + "…"


def apart(texts: Iterable[tuple[float, str]], gap: float = 8, weight: str = "normal") -> bool:
    """Return whether texts that are centred at these points can stand in one line."""
    reached = float("-inf")
    for centre, text in texts:
        half = width(text, weight=weight) / 2
        if text and centre - half < reached:
            return False
        reached = centre + half + gap if text else reached
    return True


@cache
def _advance(letter: str, weight: str = "normal") -> float:
    """Return the width of a letter at size 1, or 0 where the font lacks it."""
    font = get_font(findfont(FontProperties(family=FAMILY, weight=weight)))
    if not font.get_char_index(ord(letter)):
        return 0
    font.set_size(100, 72)
    return font.load_char(ord(letter), LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / 100
