"""Plays what always goes wrong with one page of one number, for cases that cannot be decided."""

from dataclasses import replace
from typing import Final

from flask import render_template, request, session
from flask.typing import ResponseReturnValue

from ott_toolkit.practice.desk import desk
from ott_toolkit.practice.entrance import EXPIRED, to_login
from ott_toolkit.practice.failures import failure
from ott_toolkit.practice.register import trouble
from ott_toolkit.practice.search import Query
from ott_toolkit.practice.sheets import SHEETS
from ott_toolkit.practice.story import Trouble
from ott_toolkit.practice.telling import number_of

UNSEEN: Final = 2
"""How many of the announced rows a page that is short leaves out: the oldest."""


def met() -> Trouble | None:
    """The trouble of the number that the current request asks a page for, if it has one."""
    slug = (request.view_args or {}).get("slug", "")
    number = request.values.get(SHEETS[slug].fields["number"], "") if slug in SHEETS else ""
    own = trouble(number.strip())
    return own if own and own.page == slug else None


def instead(own: Trouble | None) -> ResponseReturnValue | None:
    """What is answered in place of the page, or nothing.

    An export is as little to be had as the page: it would answer what the page does not.
    """
    if own is None:
        return None
    match own.kind:
        case "session":
            return to_login(EXPIRED) if _first_time(own) else None
        case "maintenance":
            return render_template("maintenance.html")
        case "server-error":
            return failure(500)
    return failure(503) if request.endpoint == "pages.export_result" else None


def _first_time(own: Trouble) -> bool:
    """Whether this trainee meets it for the first time since the portal runs.

    That is kept here and not in the session, which is what gets lost.
    """
    number = request.values[SHEETS[own.page].fields["number"]].strip()
    mine = object()  # of requests at the same time one alone is the first
    return desk().met.setdefault((str(session.get("name")), own.page, number), mine) is mine


def asked(own: Trouble | None, query: Query) -> Query:
    """The search that is answered: that of another customer where the trouble is so."""
    if own and own.kind == "other-number":
        return replace(query, number=number_of(own.other))
    return query


def shown(own: Trouble | None, rows: list[list[str]]) -> list[list[str]]:
    """The rows that the page shows of those that it announces."""
    return rows[:-UNSEEN] if own and own.kind == "short" else rows


def broken(own: Trouble | None, body: bytes) -> bytes:
    """What arrives of a page: it may break off within its last row."""
    if own is None or own.kind != "truncated":
        return body
    last = body.rindex(b"<tr>")
    return body[: (last + body.index(b"</tr>", last)) // 2]
