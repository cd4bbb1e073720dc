"""Call-backs that a text promises, known by the team's own sentence for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ott_toolkit.replies.snippets import Snippets, fill, places

_KEY = "kabar_berikutnya"
_NAME = "nama"
_HIDDEN = "***"
_PLACE = re.compile(r"\\\{\\?\s*(\w+)\\?\s*\\\}")
_FILLED_IN = r"(\[[^\]\n]*\]|[^\n]{1,60}?)"
"""What stands in a place: what is still to be filled in stands in brackets."""


@dataclass(frozen=True)
class Promise:
    """A sentence that promises a call-back, without the customer's name.

    Attributes:
        sentence: As it stood in the text, its date as well.
        filled: Whether nothing in it was still to be filled in.
    """

    sentence: str
    filled: bool


def promised(text: str, snippets: Snippets) -> Iterator[Promise]:
    """Yield the promises in a text, by the team's sentence as it is now.

    >>> own = Snippets({"id": {"kabar_berikutnya": "Kabar paling lambat {tanggal}."}})
    >>> [one.sentence for one in promised("Rp 1. Kabar paling lambat 2 Mar. Salam.", own)]
    ['Kabar paling lambat 2 Mar.']
    """
    lines = [" ".join(line.split()) for line in text.split("\n")]
    for language in snippets.texts:
        own = snippets.text(_KEY, language)
        if not own:
            continue
        names = places(own)
        for found in re.finditer(_pattern(own), "\n".join(lines)):
            told = dict(zip(_order(own), found.groups(), strict=True))
            shown = {name: _HIDDEN if name == _NAME else told[name] for name in names}
            yield Promise(fill(own, shown), not any(v.startswith("[") for v in told.values()))


def _order(own: str) -> list[str]:
    return [found[1] for found in _PLACE.finditer(re.escape(own))]


def _pattern(own: str) -> str:
    """Return the team's sentence as a pattern: anything may stand in its places."""
    pattern = _PLACE.sub(lambda _: _FILLED_IN, re.escape(own))
    ends = r"(?=\s*(?:[.;\n]|\Z))" if pattern.endswith(_FILLED_IN) else r"(?!\w)"
    return pattern + ends
