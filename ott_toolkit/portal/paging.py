"""The next page of a result: which of a page's links leads there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from ott_toolkit.errors import PortalError
from ott_toolkit.page import Link
from ott_toolkit.portal.controls import joined

_BASE = re.compile(r"<base\b[^<>]*?\bhref\s*+=\s*+[\"']?([^\"'\s>]+)", re.IGNORECASE)
_NEXT_WORDS = frozenset(
    ["next", "next page", "berikutnya", "selanjutnya", "lanjut", "halaman berikutnya"]
)
_PAGE_IN_PATH = re.compile(r"(/(page|p|hal|halaman))?(/[0-9]+)?/?$", re.IGNORECASE)


@dataclass(frozen=True, repr=False)
class Place:
    """Where a look-up stands: the page just read, which one it is, and what belongs to it."""

    address: str
    page: int
    roots: tuple[str, ...]
    """Addresses of the menu page and of the search."""
    read: frozenset[str]
    """Addresses read so far."""


def next_address(
    html: str, links: Sequence[Link], place: Place, *, avoid: Collection[str], wanting: bool
) -> str | None:
    """Return the address of the next page of a result, or `None` on the last one.

    A link is believed by `rel`, by the next page's number, by its words, then by its sign, and
    where it leads: below the search's own address, or elsewhere only while rows are wanting.

    Args:
        html: The page.
        links: Its links.
        place: Where the look-up stands.
        avoid: Addresses of the menu.
        wanting: Whether more rows are announced than read.

    Raises:
        PortalError: Several links may be meant.
    """
    number = str(place.page + 1)
    ranked = [(rank, link.href) for link in links if (rank := _rank(link, number)) is not None]
    base = _BASE.search(html) if ranked else None
    root = joined(place.address, base[1]) if base else place.address
    led = [(rank, urldefrag(joined(root, href)).url) for rank, href in ranked]
    led = [(rank, address) for rank, address in led if address not in place.read]
    near = [(rank, address) for rank, address in led if _belongs(address, place.roots)]
    far = [(rank, address) for rank, address in led if address not in avoid]
    return _strongest(near, number) or (_strongest(far, number) if wanting else None)


def leads(href: str) -> bool:
    """Whether a link leads to a page, not to a script or a place on its own page."""
    return bool(href.strip()) and not href.strip().lower().startswith(
        ("#", "javascript:", "mailto:")
    )


def _belongs(address: str, roots: Iterable[str]) -> bool:
    path = _path(address)
    return any(path == root or (root and path.startswith(f"{root}/")) for root in map(_path, roots))


def _path(address: str) -> str:
    return _PAGE_IN_PATH.sub("", urlsplit(address).path)


def _rank(link: Link, number: str) -> int | None:
    """Return how surely a link is the one to page `number`, 0 the surest; `None`: it is not."""
    text = link.text.strip()
    signs = (
        "next" in link.rel.lower().split(),
        text.strip("[]() ") == number and re.search(r"[0-9]", link.href) is not None,
        text.strip(" .›>→»").lower() in _NEXT_WORDS,
        text in ("›", ">", "→"),
        text in ("»", ">>"),  # elsewhere the sign of the last page
    )
    return next((rank for rank, told in enumerate(signs) if told and leads(link.href)), None)


def _strongest(led: Sequence[tuple[int, str]], number: str) -> str | None:
    """Return where the surest of the links lead."""
    ranks = sorted({rank for rank, _ in led})
    found = [{address for rank, address in led if rank == best} for best in ranks]
    for addresses in found:
        if len(addresses) == 1:
            return addresses.pop()
    if found:
        raise PortalError(
            "Which link leads to page {page} is unclear: {count} may. Narrow the search with dates "
            "so that it fits one page.",
            page=number,
            count=len(set().union(*found)),
        )
    return None
