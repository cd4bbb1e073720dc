"""What of a portal stands where it should, told without looking anybody up.

Its pages are opened as a person opens them, and what stands on them is read: the only form that
is ever sent is the log-in's, by `Portal.login`. What only a result shows is said to be unchecked.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal
from urllib.parse import urlsplit

from ott_toolkit.errors import OttError, PortalError, refusal
from ott_toolkit.page import Grid, Page
from ott_toolkit.parse import Note, note
from ott_toolkit.portal.controls import CHOICE, DAY, TEXT, Control
from ott_toolkit.portal.entrance import TITLES, names_in, others_in
from ott_toolkit.portal.forms import Form, login_form, search_form, search_forms
from ott_toolkit.portal.roles import LOGIN_ROLES, SEARCH_ROLES
from ott_toolkit.portal.session import Session
from ott_toolkit.portal.transport import Answer, Door
from ott_toolkit.schema import DASHBOARD_TABLES, Table, header_key

State = Literal["found", "missing", "unclear", "unchecked"]

ADDRESS, LOGIN, MENU = "address", "log-in", "menu"
"""Pages of a survey beside those that bear a table's title."""

_NEEDED = frozenset({"username", "password", "number", "submit"})
_KINDS = {
    "since": TEXT | DAY,
    "until": TEXT | DAY,
    "ott": CHOICE,
    "regional": CHOICE,
    "show": CHOICE,
    "name": TEXT,
}
"""What may be a field of a role that was not recognised; a field for a phone is no choice."""
_HEADER = 0.3
"""A row with this share of a table's columns is its header; the field «OTT» alone is none."""
_ALIKE = 0.5


@dataclass(frozen=True)
class Spot:
    """One thing that was looked for in a portal.

    Attributes:
        page: Where: `address`, `log-in`, `menu`, or a table's title (`Subscriptions`).
        thing: What: `name`, `connection`, `certificate`, `answer`, `form`, `page`, `menu`,
            `columns`, `result`, a role, or a column's header.
        state: Whether it is there.
        said: What was found, there or in its place (`locale.say`).
        nearest: The page or header that resembles it most, where it is missing.
        needed: Whether no look-up is possible without it.
    """

    page: str
    thing: str
    state: State
    said: Note
    nearest: str = ""
    needed: bool = False


def closest(wanted: Iterable[str], shown: Iterable[str]) -> str:
    """Return which of the texts `shown` resembles one that is `wanted`; empty where none does.

    >>> closest(["Trx Time"], ["Item", "Trx. Datetime"])
    'Trx. Datetime'
    """
    keys = {header_key(text): text for text in shown if header_key(text)}
    near = [
        match
        for text in wanted
        for match in get_close_matches(header_key(text), keys, n=1, cutoff=_ALIKE)
    ]
    return keys[near[0]] if near else ""


# --- before the log-in ----------------------------------------------------------------------------


def entrance(
    url: str, door: Door, session: Session, fields: Mapping[str, str], seconds: float
) -> Iterator[Spot]:
    """Yield what of the way in is there, as far as it leads.

    Args:
        url: The portal's address.
        door: The way there.
        session: Nobody is logged in yet.
        fields: Role → the `name` of its field, where the caller names it.
        seconds: How long to wait for a connection.
    """
    for spot in _way(url, door, seconds):
        yield spot
        if spot.state == "missing":
            return
    try:
        answer = session.login_page()
        form = login_form(answer.page.soup, answer.address, fields)
    except OttError as error:
        thing = "form" if "address" in error.values and "count" in error.values else "answer"
        yield Spot(LOGIN if thing == "form" else ADDRESS, thing, "missing", _of(error), needed=True)
        return
    if urlsplit(url).scheme == "https":
        yield Spot(ADDRESS, "certificate", "found", note("this computer trusts it"))
    yield Spot(ADDRESS, "answer", "found", note("status {status}", status=answer.status))
    yield Spot(LOGIN, "form", "found", note("{count} fields", count=len(form.seen)))
    yield from _roles(LOGIN, form, LOGIN_ROLES)


def _way(url: str, door: Door, seconds: float) -> Iterator[Spot]:
    """Yield whether a portal's host is known and lets itself be connected to."""
    parts = urlsplit(url.strip())
    host, port = parts.hostname or "", parts.port or {"https": 443}.get(parts.scheme, 80)
    if door.proxied:
        through = note("a proxy stands between and looks the name up")
        yield Spot(ADDRESS, "name", "unchecked", through)
        return
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        unknown = note("no address is known for {host}: a typing mistake, or the VPN is off",
                       host=host)  # fmt: skip
        yield Spot(ADDRESS, "name", "missing", unknown, needed=True)
        return
    yield Spot(ADDRESS, "name", "found", note("{host} is {ip}", host=host, ip=found[0][4][0]))
    try:
        socket.create_connection((host, port), timeout=seconds).close()
    except OSError as reason:
        late = OttError("no answer within {seconds} s", seconds=seconds)
        why = late if isinstance(reason, TimeoutError) else refusal(reason)
        refused = note("port {port} of {host} cannot be reached: {reason}", port=port, host=host,
                       reason=why)  # fmt: skip
        yield Spot(ADDRESS, "connection", "missing", refused, needed=True)
        return
    yield Spot(ADDRESS, "connection", "found", note("port {port} answers", port=port))


# --- behind the log-in ----------------------------------------------------------------------------


def inside(url: str, session: Session, fields: Mapping[str, str]) -> Iterator[Spot]:
    """Yield what is there behind the log-in: the menu, and the pages of the procedure.

    Args:
        url: The portal's address.
        session: Somebody is logged in.
        fields: As for `entrance`.
    """
    for table in DASHBOARD_TABLES:
        yield from _page(session, table, fields)
    others = others_in(session.menu, url)
    yield Spot(MENU, "menu", "found", note("other pages: {names}", names=", ".join(others) or "-"))


def _page(session: Session, table: Table, fields: Mapping[str, str]) -> Iterator[Spot]:
    """Yield what is there of the page of a table."""
    titles = TITLES[table.name]
    try:
        answer = session.open(titles)
        page = answer.page
    except OttError as error:
        near = closest(titles, names_in(session.menu)) if "menu" in error.values else ""
        yield Spot(table.title, "page", "missing", _of(error), near, needed=True)
        return
    yield Spot(table.title, "page", "found", note("it opens"))
    yield from _form(table.title, answer, fields)
    yield from _columns(table, page.grids)
    yield Spot(table.title, "result", "unchecked",
               note("rows, their number and further pages: only a look-up shows them"))  # fmt: skip


def _form(title: str, answer: Answer, fields: Mapping[str, str]) -> Iterator[Spot]:
    """Yield the search form of a page; where it is not clear, the one that is most like it."""
    page: Page = answer.page
    try:
        form = search_form(page.soup, answer.address, fields)
    except PortalError as error:
        yield Spot(title, "form", "unclear", _of(error), needed=True)
        forms = search_forms(page.soup, answer.address, fields)
        likely = max(forms, key=lambda one: len(one.roles), default=None)
        if likely is None:
            return
        form = likely
    else:
        yield Spot(title, "form", "found", note("{count} fields", count=len(form.seen)))
    yield from _roles(title, form, SEARCH_ROLES)


def _roles(page: str, form: Form, roles: Sequence[str]) -> Iterator[Spot]:
    """Yield each role of a form, and its button."""
    for role in roles:
        yield from _role(page, form, role)
    try:
        button = form.button()
    except PortalError as error:
        yield Spot(page, "submit", "unclear", _of(error), needed=True)
        return
    if button is None:
        yield Spot(page, "submit", "missing", note("the form has no button"))
    else:
        yield Spot(page, "submit", "found", note("«{text}»", text=button.text))


def _role(page: str, form: Form, role: str) -> Iterator[Spot]:
    """Yield one role of a form; nothing of one that the form does not seem to have."""
    found = form.roles.get(role, ())
    needed = role in _NEEDED
    spot = Spot(page, role, "found", note("{field}", field=", ".join(map(str, found))),
                needed=needed)  # fmt: skip
    if len(found) == 1:
        yield spot
    elif found:
        yield replace(spot, state="unclear")
    elif needed or (left := _without_role(form, role)):
        left = _without_role(form, role)
        said = note("fields without a role: {fields}", fields=", ".join(map(str, left)) or "-")
        yield replace(spot, state="missing", said=said)


def _without_role(form: Form, role: str) -> list[Control]:
    """Return the fields that nobody claims and that may be `role`'s."""
    claimed = {id(control) for found in form.roles.values() for control in found}
    kinds = _KINDS.get(role, TEXT)
    return [one for one in form.seen if id(one) not in claimed and one.kind in kinds]


def _columns(table: Table, grids: Iterable[Grid]) -> Iterator[Spot]:
    """Yield the columns of a table whose header is shown before anything was searched."""
    rows = [row for grid in grids for row in grid]
    header = max(rows, key=table.coverage, default=[])
    if not header or table.coverage(header) < _HEADER:
        nowhere = note("no header is shown before a search")
        yield Spot(table.title, "columns", "unchecked", nowhere)
        return
    places = table.find(header)
    known = {place for found in places.values() for place in found}
    rest = [" ".join(text.split()) for place, text in enumerate(header) if place not in known]
    there = sum(bool(found) for found in places.values())
    yield Spot(table.title, "columns", "found",
               note("{count} of {all} columns", count=there, all=len(table.columns)))  # fmt: skip
    others = note("headers that are not known: {headers}", headers=", ".join(filter(None, rest))
                  or "-")  # fmt: skip
    for column in table.columns:
        if not places[column.name]:
            near = closest((column.header, *column.aliases), rest)
            yield Spot(table.title, column.header, "missing", others, near, column.required)


def _of(error: OttError) -> Note:
    return note(error.template, **error.values)
