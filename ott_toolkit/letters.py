"""What may be shown of a text that others wrote."""

from __future__ import annotations

import unicodedata

_SHAPELESS = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def harmless(text: str) -> str:
    r"""Return `text` with a mark for each character that has no shape of its own.

    These are what steers a terminal, turns the direction of writing, or hides.

    >>> harmless("\x1b[31mMola")
    '�[31mMola'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(letter) in _SHAPELESS else letter
        for letter in text
    )
