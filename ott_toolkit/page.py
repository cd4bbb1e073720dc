"""An HTML page: what it is, what it says around its tables, and its tables as rows of text.

A page is told apart before anything is read from it, since a log-in page and a maintenance notice
also arrive with status 200. Everything here is pure: a string in, a `Page` out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from html import unescape
from typing import NamedTuple

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ott_toolkit.errors import ParseError
from ott_toolkit.said import announced_counts, echo, one_count, says_no_data

Grid = list[list[str]]
"""A table as rows of cell texts, the header among them."""

_UNSEEN = "script, style, template, noscript"
_UNSEEN_SOURCE = re.compile(
    r"<(script|style)\b(?:.*?</\1\s*>|.*)|<!--(?:-?>|.*?--!?>|.*)", re.DOTALL
)
"""What is not closed hides all that follows."""
_SELDOM_CLOSED = frozenset(
    (  # noqa: SIM905 - a list of tags reads better so
        "html head body p li td th tr tbody thead tfoot caption colgroup option rt rp area base "
        "basefont bgsound br col embed frame hr img input link meta param source track wbr"
    ).split()
)
_LETTERING = frozenset(
    "a b big code em font i nobr s small strike strong tt u".split()  # noqa: SIM905 - a list of tags reads better so
)
_DEEPEST, _MOST_OPEN = 500, {"table": 20, "option": 5000}
_MOST_TABLES, _MOST_ATTRIBUTES, _MOST_OPENED_AGAIN = 5000, 200, 5_000_000
"""Browsers themselves go no deeper; beyond it the time to read a page grows with its square."""
_HARMLESS = 10_000
"""A page of fewer letters is read at once, whatever it holds."""
_ATTRIBUTE = (
    r"[\s/]*+(?:=[^\s/>=]*+|[^\s/>=]++)"
    r"""(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+"""
)
_TAG = re.compile(
    rf"<(/?)([a-z][^\s/>]*+)((?:{_ATTRIBUTE}){{{_MOST_ATTRIBUTES}}})?+(?:{_ATTRIBUTE})*+"
)
_ATTRIBUTES = r'(?:\s++(?!colspan|rowspan|hidden|style)[a-z-]++(?:="[^"<>]*+"|=[\w-]++)?)*+\s*+>'
_FEW_ROWS = 20
_WIDEST = 100
"""Over so many columns a cell reaches at most; no table has as many."""
_PLAIN_TEXT = re.compile(r">([^<]*+)</td>")
_PLAIN_ROWS = re.compile(
    rf"(?:<tr{_ATTRIBUTES}\s*+(?:<td{_ATTRIBUTES}[^<\0]*+</td>\s*+){{3,}}+</tr>\s*+){{{_FEW_ROWS},}}+"
)
_LIFTED = "data-lifted-rows"
_INLINE = frozenset(
    "a abbr b bdi bdo code em font i mark small span strong sub sup u wbr".split()  # noqa: SIM905 - a list of tags reads better so
)
_ASIDE = frozenset({"nav", "aside", "select", "datalist"})
"""Menus and choices: what a page offers, not what it says."""
_SILENT = frozenset({"-comment", None})
"""A comment, and an instruction to the server that the server left."""
_CELLS = frozenset({"td", "th"})
_NOT_JUST_TEXT = "tr > :not(td, th), td > *, th > *, td[colspan], th[colspan]"
_WORDLESS = frozenset(
    "hidden checkbox radio button submit reset image file password".split()  # noqa: SIM905 - likewise
)
_HIDING_CLASSES = frozenset({"hidden", "hide", "d-none"})
_NOT_ALWAYS_SHOWN = "tr[hidden], tr[style], tr.hidden, tr.hide, tr.d-none"
_HIDING_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CONTROLS = "input:not([type=hidden]):not([type=checkbox]), select, textarea, tfoot a"
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


def leads_out(text: str) -> bool:
    """Whether a link that says `text` leads out of the session."""
    return _LOGOUT.fullmatch(" ".join(re.findall(r"\w+", text))) is not None


class Page:
    """One HTML page.

    Attributes:
        grids: Every table of the page in its order, nested ones included.

    Raises:
        ParseError: The page stops before its end, or is no page that a browser would show.
    """

    def __init__(self, html: str) -> None:
        self._tree, lifted = _whole_tree(html)
        self.scripted = self._tree.css_first("script") is not None
        _strip_unseen(self._tree)
        tables = self._tree.css("table")
        self.grids: list[Grid] = [_grid(table, lifted) for table in tables]
        # What is left is small, whatever the size of the result.
        for table, grid in zip(tables, self.grids, strict=True):
            if _is_data(table, grid):
                table.decompose()

    @cached_property
    def text(self) -> str:
        """What the page says around its tables of data, a line for each block."""
        return "\n".join(_lines(self._tree.body))

    @property
    def says_no_data(self) -> bool:
        """Whether a line of `text` says that there are no rows, and does not wait for a script."""
        return any(says_no_data(line) for (line,) in _rows(self._tree.body, [], hidden=False))

    @cached_property
    def title(self) -> str:
        """The page's title and headings."""
        return " ".join(node.text(strip=True) for node in self._tree.css("title, h1, h2, h3"))

    @property
    def is_login(self) -> bool:
        """Whether the page asks for a password instead of showing what was asked for."""
        asks = self._tree.css_first("input[type=password i]") is not None
        return asks and not self.offers_logout

    @property
    def offers_logout(self) -> bool:
        """Whether one of its links leads out of the session."""
        return any(leads_out(link.text) for link in self.links)

    @property
    def is_maintenance(self) -> bool:
        """Whether the page says that the portal is being maintained."""
        return not self.grids and bool(_MAINTENANCE.search(self.title))

    @property
    def notice(self) -> str:
        """What the page's error banner says; empty where there is none."""
        said = (" ".join(node.text(separator=" ").split()) for node in self._tree.css(_ALERTS))
        return " ".join(dict.fromkeys(filter(None, said)))

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
        ParseError: The page stops before its end, or is no page that a browser would show.
    """
    tree, lifted = _whole_tree(html)
    _strip_unseen(tree)
    return list(_rows(tree.body, lifted, tables=True))


def _whole_tree(html: str) -> tuple[LexborHTMLParser, list[Grid]]:
    """Return the parsed page, and the rows that were lifted out of it (`_lift`).

    Raises:
        ParseError: The page was cut off, or would take for ever.
    """
    html = html.replace("\0", "\N{REPLACEMENT CHARACTER}")  # a parser would leave it out
    rest, lifted = _lift(html)
    _refuse_cut(rest)
    tree = LexborHTMLParser(rest)
    marks = tree.css(f"table > :not(tfoot) > tr[{_LIFTED}]") if lifted else []
    if len(marks) == len(lifted) and not (marks and tree.css_first("table table")):
        return tree, lifted
    # Such rows also stand where none is shown, or in a table that is part of a cell's text.
    return LexborHTMLParser(html), []


def _lift(html: str) -> tuple[str, list[Grid]]:
    """Return the page with a mark for every long run of plain rows, and these runs.

    A row of closed cells with nothing but text leaves a parser where it found it. So one marked
    row in the place of a run tells where all its rows belong, and most of a large page need not
    become a tree.
    """
    lifted: list[Grid] = []

    def lift(run: re.Match[str]) -> str:
        text = run[0]
        rows = [_PLAIN_TEXT.findall(row) for row in text.split("</tr>")[:-1]]
        lifted.append([list(map(unescape, row)) for row in rows] if "&" in text else rows)
        return f"<tr {_LIFTED}={len(lifted) - 1}></tr>"

    worth = html.count("<tr") > _FEW_ROWS and _LIFTED not in html
    return (_PLAIN_ROWS.sub(lift, html) if worth else html), lifted


def _refuse_cut(html: str) -> None:
    source = html.lower()
    if "<!--" in source or "<script" in source or "<style" in source:
        source = _UNSEEN_SOURCE.sub("", source)
    # What stands behind the end, a profiler's line or a warning, is not the page's.
    cut = "<html" in source[:2000] and "</html" not in source
    if cut or source.count("<table") != source.count("</table"):
        raise ParseError(
            "The page stops before its end: rows may be missing. Load or save it again."
        )
    if len(source) < _HARMLESS:
        return
    if source.count("<table") > _MOST_TABLES or _is_too_deep(source):
        raise ParseError(
            "The page is nested too deeply to be a dashboard's. Load or save it again."
        )


def _is_too_deep(source: str) -> bool:
    """Whether a tag stands in too many others, bears too many attributes, or makes too many.

    What letters text and is left open, a parser opens again in each block that follows; the end
    of a cell ends it. A tag that closes nothing of its name closes nothing at all.
    """
    depth = lettering = again = 0
    within: Counter[str] = Counter()
    for tag in _TAG.finditer(source):
        closes, name, overloaded = tag.groups()
        if lettering and name in _CELLS and within["table"]:
            lettering = 0
            within = Counter({one: n for one, n in within.items() if one not in _LETTERING})
        again += lettering
        if overloaded or again > _MOST_OPENED_AGAIN:
            return True
        if closes and not within[name]:
            continue
        step = -1 if closes else 1
        within[name] += step
        lettering += step if name in _LETTERING else 0
        depth += 0 if name in _LETTERING or name in _SELDOM_CLOSED else step
        if depth > _DEEPEST or (name in _MOST_OPEN and within[name] > _MOST_OPEN[name]):
            return True
    return False


def _strip_unseen(tree: LexborHTMLParser) -> None:
    for node in tree.css(_UNSEEN):
        node.decompose()
    for row in tree.css(_NOT_ALWAYS_SHOWN):
        # Such as «Tidak ada data»; rows of data that a filter hides are still the result's.
        if _is_hidden(row) and sum(cell.tag in _CELLS for cell in row.iter()) == 1:
            row.decompose()


def _is_data(table: LexborNode, grid: Grid) -> bool:
    """Whether a table shows data: no controls or tables within, no menu and no page links."""
    if len(grid) < 2 or max(map(len, grid)) < 3:
        return False
    nested = any(found.mem_id != table.mem_id for found in table.css("table"))
    return not nested and table.css_first(_CONTROLS) is None


def _grid(table: LexborNode, lifted: list[Grid]) -> Grid:
    """Return the rows of `table` itself, not of tables within its cells."""
    rows = [
        row
        for part in table.iter()
        if part.tag != "tfoot"
        for row in ([part] if part.tag == "tr" else part.iter())
        if row.tag == "tr"
    ]
    if not lifted and table.css_first(_NOT_JUST_TEXT) is None:
        return [[cell.text() for cell in row.iter()] for row in rows]
    return [cells for row in rows for cells in _table_rows(row, lifted)]


def _table_rows(row: LexborNode, lifted: list[Grid]) -> Grid:
    """Return what a `tr` stands for: its own cells, or the rows that it marks."""
    place = row.attributes.get(_LIFTED) if lifted else None
    if place is not None:
        return lifted[int(place)]
    cells = [cell for cell in row.iter() if cell.tag in _CELLS]
    if len(cells) == 1:
        return [[_cell_text(cells[0])]]
    if len(cells) > _WIDEST:
        return [[_cell_text(cell) for cell in cells]]
    # A cell over two columns is a cell too many for its header, as it should be.
    return [[text for cell in cells for text in [_cell_text(cell)] * _span(cell)]]


def _span(cell: LexborNode) -> int:
    told = cell.attributes.get("colspan") or ""
    return min(max(int(told), 1), _WIDEST) if re.fullmatch("[0-9]{1,9}", told) else 1


def _cell_text(cell: LexborNode) -> str:
    return " ".join(row[0] for row in _rows(cell, [], cell=True, hidden=False))


def _lines(node: LexborNode | None) -> Iterator[str]:
    """Yield the lines of text of `node`, those too that a script may yet show."""
    return (row[0] for row in _rows(node, []))


def _rows(
    node: LexborNode | None,
    lifted: list[Grid],
    *,
    tables: bool = False,
    cell: bool = False,
    hidden: bool = True,
) -> Iterator[list[str]]:
    """Yield what `node` shows: a line of text as one cell and, with `tables`, rows as they are.

    Menus are no text, save in a `cell`, where what is typed into fields is text too. The walk keeps
    its own stack, since a page may nest deeper than Python does.
    """
    line: list[str] = []
    stack: list[LexborNode | None] = [None, node]
    while stack:
        current = stack.pop()
        tag = current.tag if current else None
        if current and tag == "-text":
            line.append(current.text())
            continue
        if current and (
            tag in _SILENT or (not hidden and current is not node and _is_hidden(current))
        ):
            continue
        if tag in _ASIDE and not (cell or tables):
            continue
        if current and tag == "input" and cell:
            line.append(_typed_in(current))
        if tag not in _INLINE:
            if shown := " ".join("".join(line).split()):
                yield [shown]
            line = []
        if current and tables and tag == "tr" and not current.css_first("table"):
            yield from _table_rows(current, lifted)
        elif current:
            stack += [] if tag in _INLINE else [None]
            child = current.last_child
            while child:
                stack.append(child)
                child = child.prev


def _typed_in(field: LexborNode) -> str:
    """Return the text that a field of a cell shows."""
    attributes = field.attributes
    worded = (attributes.get("type") or "text").lower() not in _WORDLESS
    return (attributes.get("value") or "") if worded else ""


def _is_hidden(node: LexborNode) -> bool:
    """Whether a node says of itself that it is not shown, such as a key to sort by in a cell."""
    attributes = node.attributes
    return (
        "hidden" in attributes
        or not _HIDING_CLASSES.isdisjoint((attributes.get("class") or "").split())
        or _HIDING_STYLE.search(attributes.get("style") or "") is not None
    )
