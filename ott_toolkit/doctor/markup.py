"""A page's source as its parts, as a browser tells them apart; nothing of it is mended.

A copy has to be cut off, or wrongly nested, where the page is. So the source is taken to pieces
and not read into a tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Literal

Attributes = dict[str, str]

_NAME = r"[a-zA-Z][^\s/>]*+"
_ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])[^\s>]++))?+"""
_PART = re.compile(
    rf"""
    (?P<comment><!--(?:-?>|.*?(?:--!?>|\Z)) | <[!?][^>]*+(?:>|\Z) | </(?![a-zA-Z])[^>]*+(?:>|\Z))
    | </(?P<end>{_NAME})[^>]*+(?:>|(?P<cutend>\Z))
    | <(?P<start>{_NAME})(?P<rest>(?:[\s/]++|{_ATTRIBUTE})*+)(?:>|(?P<cut>.*+\Z))
    """,
    re.VERBOSE | re.DOTALL,
)
_PAIR = re.compile(
    r"""([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++)))?+""", re.DOTALL
)
_DOCTYPE = re.compile(r"<!doctype\s+html", re.IGNORECASE)
_UNSEEN = frozenset(["script", "style", "xmp", "iframe", "noembed", "noframes", "template"])
"""What they hold is not shown, and may be anything."""
_PLAIN = frozenset(["textarea", "title"])
"""What they hold is text, whatever it looks like."""


@dataclass
class Part:
    """A part of a page: a tag, the text between two, or something that is not shown.

    Attributes:
        kind: `start`, `end`, `text` or `unseen`.
        name: Of a tag, in small letters.
        text: Of a text, its entities resolved.
        attributes: Of a start tag, the first of each name, their entities resolved.
        whole: Whether the tag is closed; the last one of a page that was cut off is not.
    """

    kind: Literal["start", "end", "text", "unseen"]
    name: str = ""
    text: str = ""
    attributes: Attributes = field(default_factory=dict)
    whole: bool = True


def parts(html: str) -> Iterator[Part]:
    """Yield the parts of a page in their order.

    What is not shown (comments, scripts, styles) has neither text nor attributes.
    """
    place = 0
    while place < len(html):
        found = _PART.search(html, place)
        if found is None:
            yield Part("text", text=unescape(html[place:]))
            return
        if found.start() > place:
            yield Part("text", text=unescape(html[place : found.start()]))
        part = _part(found)
        yield part
        place = found.end()
        if part.kind == "start" and part.whole and part.name in (_UNSEEN | _PLAIN):
            end = _end_of(html, part.name, place)
            if part.name in _PLAIN:
                yield Part("text", text=unescape(html[place:end]))
            place = end


def _part(found: re.Match[str]) -> Part:
    if name := found["start"]:
        pairs = _PAIR.findall(found["rest"])
        attributes: Attributes = {}
        for key, *values in pairs:
            attributes.setdefault(key.lower(), unescape("".join(values)))
        return Part("start", name.lower(), attributes=attributes, whole=found["cut"] is None)
    if name := found["end"]:
        return Part("end", name.lower(), whole=found["cutend"] is None)
    return Part("unseen", "!doctype" if _DOCTYPE.match(found[0]) else "")


def _end_of(html: str, name: str, place: int) -> int:
    """Return where the end tag of an element begins that holds no elements."""
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, place)
    return end.start() if end else len(html)
