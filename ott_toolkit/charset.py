"""Bytes of a page or a file as text."""

from __future__ import annotations

import re

from ott_toolkit.errors import ParseError

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_NO_UTF8 = re.compile("[\udc80-\udcff]")
"""Bytes that are not UTF-8, as Python decodes them to keep them apart."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def decoded(content: bytes, content_type: str = "") -> tuple[str, str]:
    """Return the text of a page and its character set.

    Whatever is declared, bytes that are valid UTF-8 are UTF-8: other sets hardly ever look so by
    chance, and pages declare wrongly. Then what is declared counts, then cp1252 for those bytes
    that are not.

    Args:
        content: The page.
        content_type: Its Content-Type header.

    Raises:
        ParseError: The bytes are text in none of them.
    """
    for mark, charset in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(charset, "replace"), charset
    header, meta = _CHARSET.search(content_type), _META.search(content[:4096])
    declared = [header[1] if header else "", meta[1].decode("ascii") if meta else ""]
    declared = [name for name in declared if name and not name.lower().startswith("utf-16")]
    # A page in plain ASCII does not tell; then the form on it is sent as it declares.
    tried = [*declared, "utf-8"] if content.isascii() else ["utf-8", *declared]
    for charset in tried:
        # As browsers do: what calls itself Latin 1 is cp1252.
        name = "cp1252" if charset.lower() in ("iso-8859-1", "latin1", "us-ascii") else charset
        try:
            return content.decode(name), name
        except (UnicodeError, LookupError):
            continue
    try:
        return _mixed(content)
    except UnicodeError:
        raise ParseError(
            "The page is not text in UTF-8, cp1252 or what it declares. Load or save it again."
        ) from None


def _mixed(content: bytes) -> tuple[str, str]:
    """Return what is UTF-8 as such and every other byte as cp1252: one must not garble the rest."""
    text = _NO_UTF8.sub(
        lambda byte: bytes([ord(byte[0]) - 0xDC00]).decode("cp1252"),
        content.decode("utf-8", "surrogateescape"),
    )
    return text, "cp1252" if len(text) == len(content) else "utf-8"
