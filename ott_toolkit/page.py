"""An HTML page: what it is, what it says around its tables, and its tables as rows of text.

A page is told apart before anything is read from it, since a log-in page and a maintenance notice
also arrive with status 200. Everything here is pure: a string in, a `Page` out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ott_toolkit.errors import ParseError

Grid = list[list[str]]
"""A table as rows of cell texts, the header among them."""

_UNSEEN = "script, style, template, noscript"
_UNSEEN_SOURCE = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL)
_INLINE = frozenset(
    "a abbr b bdi bdo code em font i mark small span strong sub sup u wbr".split()  # noqa: SIM905 - a list of tags reads better so
)
_CELLS = frozenset({"td", "th"})
_CONTROLS = "input:not([type=hidden]):not([type=checkbox]), select, textarea, tfoot a"
_NO_DATA = re.compile(
    r"(tidak (ada|ditemukan)|belum ada|no|data tidak)\b.{0,40}\b"
    r"(data|hasil|records?|results?|rows?|entries|ditemukan|found|ada|tersedia)",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\b(?:showing|menampilkan)\s*:?\s*"
    r"(?:[0-9.,]+\s*(?:to|-|–|sampai|s/d|hingga)\s*[0-9.,]+\s*(?:of|dari)\s*)?([0-9][0-9.,]*)",
    re.IGNORECASE,
)
_ECHO = re.compile(
    r"\b(?:hasil\s+(?:untuk\s+)?pencarian|(?:search\s+)?results?\s+(?:for|of))\b[^\n]+",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"(?<![\w.])[0-9]{6,20}(?!\w)")
_MAINTENANCE = re.compile(r"pemeliharaan|maintenance|perbaikan sistem", re.IGNORECASE)
_LOGOUT = re.compile(r"log ?out|sign ?out|keluar", re.IGNORECASE)
_ALERTS = (
    ".alert-danger, .alert-error, .callout-danger, .error, .errors, .text-danger, "
    "[role=alert]:not(.alert-info):not(.alert-success):not(.alert-warning)"
)


class Link(NamedTuple):
    """A link of a page: its words, where it leads, and its `rel`."""

    text: str
    href: str
    rel: str


class Page:
    """One HTML page.

    Attributes:
        grids: Every table of the page in its order, nested ones included.

    Raises:
        ParseError: The page stops before its end.
    """

    def __init__(self, html: str) -> None:
        self._tree, self.scripted = _whole_tree(html)
        tables = self._tree.css("table")
        self.grids: list[Grid] = [_grid(table) for table in tables]
        # What is left is small, whatever the size of the result.
        for table in tables:
            if _is_data(table):
                table.decompose()

    @cached_property
    def text(self) -> str:
        """What the page says around its tables of data, a line for each block."""
        return "\n".join(_lines(self._tree.body))

    @cached_property
    def title(self) -> str:
        """The page's title and headings."""
        return " ".join(node.text(strip=True) for node in self._tree.css("title, h1, h2, h3"))

    @property
    def is_login(self) -> bool:
        """Whether the page asks for a password instead of showing what was asked for."""
        asks = self._tree.css_first("input[type=password]") is not None
        return asks and not any(_LOGOUT.fullmatch(link.text) for link in self.links)

    @property
    def is_maintenance(self) -> bool:
        """Whether the page says that the portal is being maintained."""
        return not self.grids and bool(_MAINTENANCE.search(self.title))

    @property
    def notice(self) -> str:
        """What the page's error banner says; empty where there is none."""
        said = (" ".join(node.text(separator=" ").split()) for node in self._tree.css(_ALERTS))
        return " ".join(dict.fromkeys(filter(None, said)))[:300]

    @property
    def announced(self) -> int | None:
        """How many rows the page says there are; `None` where it does not say.

        Raises:
            ParseError: It says two different counts.
        """
        return one_count(announced_counts(self.text))

    @property
    def echo(self) -> str:
        """The line that repeats the search; empty where there is none."""
        return echo(self.text)

    @cached_property
    def links(self) -> list[Link]:
        """Every link outside the tables of data, in page order."""
        return [
            Link(
                " ".join((node.text(separator=" ") or attributes.get("title") or "").split())
                or (attributes.get("aria-label") or ""),
                attributes.get("href") or "",
                attributes.get("rel") or "",
            )
            for node in self._tree.css("a[href]")
            for attributes in [node.attributes]
        ]

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page less its result tables, for what is small and irregular: forms."""
        return BeautifulSoup(self._tree.html or "", "lxml")


def flat_grid(html: str) -> Grid:
    """Return a page as copying it gives: a row for each line of text and each table row.

    Raises:
        ParseError: The page stops before its end.
    """
    return list(_rows(_whole_tree(html)[0].body, tables=True))


def announced_counts(text: str) -> list[int]:
    """Return every number of rows that `text` announces (`Showing: 2`), in order."""
    return [int(re.sub(r"[.,]", "", match[1])) for match in _ANNOUNCED.finditer(text)]


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


def before_echo(text: str) -> str:
    """Return what `text` says before it repeats another search."""
    return _ECHO.split(text, maxsplit=1)[0]


def echoed_numbers(text: str) -> set[str]:
    """Return the customers' numbers that the echo in `text` names."""
    return set(_LONG_NUMBER.findall(echo(text)))


def says_no_data(text: str) -> bool:
    """Whether a cell says that there are no rows («Tidak ada data», «No data available»)."""
    return len(text) < 100 and bool(_NO_DATA.match(text.strip(" .-–*")))


def _whole_tree(html: str) -> tuple[LexborHTMLParser, bool]:
    """Return the parsed page less what is not shown, and whether scripts work on it.

    Raises:
        ParseError: The page was cut off.
    """
    tree = LexborHTMLParser(html)
    unseen = tree.css(_UNSEEN)
    source = html.lower()
    if unseen or "<!--" in source:
        source = _UNSEEN_SOURCE.sub("", source)
    cut = "<html" in source[:2000] and not source.rstrip().endswith("</html>")
    if cut or source.count("<table") != source.count("</table"):
        raise ParseError(
            "The page stops before its end: rows may be missing. Load or save it again."
        )
    scripted = any(node.tag == "script" for node in unseen)
    for node in unseen:
        node.decompose()
    return tree, scripted


def _is_data(table: LexborNode) -> bool:
    """Whether a table lays nothing out: no controls, page links or tables within."""
    nested = any(found.mem_id != table.mem_id for found in table.css("table"))
    return not nested and table.css_first(_CONTROLS) is None


def _grid(table: LexborNode) -> Grid:
    """Return the rows of `table` itself, not of tables within its cells."""
    rows = [
        row
        for part in table.iter()
        if part.tag != "tfoot"
        for row in ([part] if part.tag == "tr" else part.iter())
        if row.tag == "tr"
    ]
    if table.css_first("td > *, th > *, tr > form") is None:
        return [[cell.text() for cell in row.iter()] for row in rows]
    return [[_cell_text(cell) for cell in row.iter() if cell.tag in _CELLS] for row in rows]


def _cell_text(cell: LexborNode) -> str:
    return " ".join(_lines(cell))


def _lines(node: LexborNode | None) -> Iterator[str]:
    """Yield the lines of text that a browser would show of `node`."""
    return (row[0] for row in _rows(node))


def _rows(node: LexborNode | None, *, tables: bool = False) -> Iterator[list[str]]:
    """Yield what `node` shows: a line of text as one cell and, with `tables`, rows as they are.

    The walk keeps its own stack, since a page may nest deeper than Python does.
    """
    line: list[str] = []
    stack: list[LexborNode | None] = [None, node]
    while stack:
        current = stack.pop()
        tag = current.tag if current else None
        if current and tag == "-text":
            line.append(current.text())
            continue
        if tag not in _INLINE:
            if shown := " ".join("".join(line).split()):
                yield [shown]
            line = []
        if current and tables and tag == "tr" and not current.css_first("table"):
            yield [_cell_text(cell) for cell in current.iter() if cell.tag in _CELLS]
        elif current:
            stack += [] if tag in _INLINE else [None]
            stack += reversed(list(current.iter(include_text=True)))
