"""What a saved page or a text holds, as far as it tells why it could not be read.

The facts are read from the page as it is; every word that is shown is read from its scrubbed copy,
at the same place. So what is said tells nothing of a customer, and the copy is known to read as
the page does: the facts of both are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

from ott_toolkit.amounts import now
from ott_toolkit.bill import Bill
from ott_toolkit.doctor.scrub import scrubbed, scrubbed_text
from ott_toolkit.errors import OttError, ParseError, PortalError, QueryError
from ott_toolkit.evidence import Kept
from ott_toolkit.files import read
from ott_toolkit.page import Grid, Page
from ott_toolkit.portal.forms import Form, login_form, search_forms
from ott_toolkit.portal.survey import closest
from ott_toolkit.schema import BILL_TABLES, TABLES, Table
from ott_toolkit.sources import Upload, decode, is_page, open_source

Kind = Literal[
    "broken", "maintenance", "log-in", "subscriptions", "transactions", "bill", "search form",
    "other",
]  # fmt: skip
Button = Literal["one", "none", "unclear"]

_HEADER, _RESULT = 0.3, 0.5
"""The share of a table's columns from which a row is like its header, and from which it is one."""
_HEAD_ROWS = 40
_WORKBOOK = b"PK\x03\x04"


@dataclass(frozen=True)
class TableSeen:
    """A table: where its header stands, what it is like, and which columns that has not."""

    grid: int
    row: int
    rows: int
    like: str
    missing: tuple[str, ...]
    twice: tuple[str, ...]


@dataclass(frozen=True)
class FormSeen:
    """A form: what it is for, the kinds of its fields, and which of them bear a role."""

    asks_password: bool
    method: str
    kinds: tuple[str, ...]
    roles: tuple[tuple[str, tuple[int, ...]], ...]
    button: Button


@dataclass(frozen=True)
class Facts:
    """What a page holds, without a word of it.

    Attributes:
        kind: What it is taken for.
        read: Name of a table → rows that were read; of a bill its periods.
        problem: What it could not be read for: messages, with row and column.
        tables: Those that may be results.
        forms: Those with fields.
        announced: How many rows it says there are.
        signs: What else it says: `echo`, `no data`, `notice`, `script`, `log-out`.
    """

    kind: Kind
    read: tuple[tuple[str, int], ...] = ()
    problem: tuple[str, ...] = ()
    tables: tuple[TableSeen, ...] = ()
    forms: tuple[FormSeen, ...] = ()
    announced: tuple[int, ...] = ()
    signs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Diagnosis:
    """The facts of a page, its copy, and what the copy shows of them.

    Attributes:
        facts: The page's.
        copy: What may be sent, ASCII.
        faithful: Whether the copy reads as the page does.
        problem: What it could not be read for, told of the copy.
        headers: Of each table its headers.
        fields: Of each form its fields.
    """

    facts: Facts
    copy: str
    faithful: bool
    problem: OttError | None = field(compare=False)
    headers: tuple[tuple[str, ...], ...]
    fields: tuple[tuple[str, ...], ...]

    def nearest(self, table: int, header: str) -> str:
        """Return which header of a table resembles one that it lacks, empty where none does."""
        seen = self.facts.tables[table]
        wanted = next(one for one in TABLES if one.name == seen.like)
        column = next(one for one in wanted.columns if one.header == header)
        known = {place for found in wanted.find(self.headers[table]).values() for place in found}
        rest = [text for n, text in enumerate(self.headers[table]) if n not in known]
        return closest((column.header, *column.aliases), rest)


def diagnose(content: bytes, name: str) -> Diagnosis:
    """Return what a saved page or text holds, with a copy that may be sent.

    Args:
        content: The file's.
        name: The file's, for messages.

    Raises:
        QueryError: It is a workbook, of which no copy is made.
        ParseError: It is a picture, or another thing that holds no text.
    """
    if content.startswith(_WORKBOOK):
        raise QueryError(
            "{name} is a workbook, of which no copy can be made. Save its sheet as CSV, and hand "
            "that over.",
            name=name,
        )
    text = decode(content)
    of_page = is_page(text.lstrip("\ufeff"))
    if not of_page:
        _refuse_textless(content, name)
    copy = (scrubbed if of_page else scrubbed_text)(text)
    facts, _ = _facts(content, name, text, of_page=of_page)
    same, problem = _facts(copy.encode(), name, copy, of_page=of_page)
    faithful = facts == same
    shown = _grids(copy, name, of_page=of_page) if faithful else []
    headers = [_cells(shown[table.grid][table.row]) for table in facts.tables] if faithful else []
    fields = [_fields(form) for form in _forms(_page(copy))] if faithful and of_page else []
    return Diagnosis(
        facts, copy, faithful, problem if faithful else None, tuple(headers), tuple(fields)
    )


def _unkept(name: str, content: bytes) -> Upload:
    """Return what is looked at for its form alone: no evidence, and none is needed to look."""
    return Upload(name, content, kept=Kept(0, now(), ""))


def _refuse_textless(content: bytes, name: str) -> None:
    """Refuse what holds no text, as reading it does.

    Raises:
        ParseError: It is a picture, an old workbook, or empty.
    """
    if (
        content[:4] in (b"\x89PNG", b"GIF8", b"RIFF", b"%PDF", b"\xd0\xcf\x11\xe0")
        or not (content.strip())
        or content.startswith(b"\xff\xd8\xff")
    ):
        open_source(_unkept(name, content))


def _facts(content: bytes, name: str, text: str, *, of_page: bool) -> tuple[Facts, OttError | None]:
    """Return the facts of a page or a text, and what reading it failed for."""
    found, problem = _read(content, name)
    told = tuple(_told(problem)) if problem else ()
    page = _page(text) if of_page else None
    if of_page and page is None:
        return Facts("broken", found, told), problem
    tables = tuple(_tables(_grids(text, name, of_page=of_page)))
    forms = _forms(page)
    facts = Facts(
        kind=_kind(page, tables, forms),
        read=found,
        problem=told,
        tables=tables,
        forms=tuple(map(_form_seen, forms)),
        announced=_announced(page),
        signs=frozenset(_signs(page)) if page else frozenset(),
    )
    return facts, problem


def _read(content: bytes, name: str) -> tuple[tuple[tuple[str, int], ...], OttError | None]:
    try:
        found = read(_unkept(name, content))
    except OttError as error:
        return (), error
    counts = (
        (kind, len(part.periods) if isinstance(part, Bill) else len(part))
        for kind, part in found.items()
    )
    return tuple(counts), None


def _told(error: OttError) -> Iterator[str]:
    """Yield what an error says without what it quotes; row and column stay."""
    yield error.template
    for name in ("row", "column", "count", "read", "missing"):
        if name in error.values:
            yield f"{name}={error.values[name]}"
    for value in error.values.values():
        if isinstance(value, OttError):
            yield from _told(value)


def _page(text: str) -> Page | None:
    try:
        return Page(text)
    except ParseError:
        return None


def _grids(text: str, name: str, *, of_page: bool) -> list[Grid]:
    if of_page:
        page = _page(text)
        return page.grids if page else []
    try:
        return open_source(_unkept(name, text.encode())).grids
    except ParseError:
        return []


def _tables(grids: Sequence[Grid]) -> Iterator[TableSeen]:
    """Yield what may be results: tables like one of ours, and others with a row below a header."""
    for place, grid in enumerate(grids):
        rows = range(min(len(grid), _HEAD_ROWS))
        scored = [(table.coverage(grid[row]), -row, table) for row in rows for table in TABLES]
        share, row, table = max(scored, key=lambda one: one[:2], default=(0.0, 0, TABLES[0]))
        if share >= _HEADER:
            yield _table_seen(place, -row, grid, table)
            continue
        wide = next((n for n in rows if sum(bool(text.strip()) for text in grid[n]) > 1), None)
        if wide is not None and len(grid) > wide + 1:
            yield TableSeen(place, wide, len(grid) - wide - 1, "", (), ())


def _table_seen(place: int, row: int, grid: Grid, table: Table) -> TableSeen:
    found = table.find(grid[row])
    return TableSeen(
        grid=place,
        row=row,
        rows=len(grid) - row - 1,
        like=table.name,
        missing=tuple(column.header for column in table.columns if not found[column.name]),
        twice=tuple(column.header for column in table.columns if len(found[column.name]) > 1),
    )


def _forms(page: Page | None) -> list[Form]:
    """Return the forms of a page that have fields; the log-in's first."""
    if page is None:
        return []
    forms = search_forms(page.soup, "", {})
    with suppress(PortalError):  # none, or several, asks for one password
        forms = [login_form(page.soup, "", {}), *forms]
    return [form for form in forms if form.seen]


def _form_seen(form: Form) -> FormSeen:
    places = {id(control): place for place, control in enumerate(form.seen)}
    roles = {
        role: tuple(places[id(control)] for control in found if id(control) in places)
        for role, found in form.roles.items()
    }
    kinds = tuple(control.kind for control in form.seen)
    return FormSeen(
        "password" in kinds, form.method, kinds, tuple(sorted(roles.items())), _button(form)
    )


def _button(form: Form) -> Button:
    try:
        return "none" if form.button() is None else "one"
    except PortalError:
        return "unclear"


def _kind(page: Page | None, tables: Iterable[TableSeen], forms: Iterable[Form]) -> Kind:
    if page and page.is_maintenance:
        return "maintenance"
    if page and page.is_login:
        return "log-in"
    likes = [
        table
        for seen in tables
        for table in TABLES
        if table.name == seen.like and len(seen.missing) <= _RESULT * len(table.columns)
    ]
    if any(table in BILL_TABLES for table in likes):
        return "bill"
    if likes:
        return "subscriptions" if likes[0].name == "subscriptions" else "transactions"
    return "search form" if any(form.roles.get("number") for form in forms) else "other"


def _announced(page: Page | None) -> tuple[int, ...]:
    try:
        count = page.announced if page else None
    except ParseError:
        return (-1,)  # two different counts
    return () if count is None else (count,)


def _signs(page: Page) -> Iterator[str]:
    there = {
        "echo": page.echo,
        "no data": page.says_no_data,
        "notice": page.notice,
        "script": page.scripted,
        "log-out": page.offers_logout,
    }
    return (name for name, sign in there.items() if sign)


def _cells(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(text.split()) for text in row)


def _fields(form: Form) -> tuple[str, ...]:
    return tuple(map(str, form.seen))
