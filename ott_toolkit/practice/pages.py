"""The data pages: the menu's search pages, their exports, and the bill."""

import time
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from ott_toolkit.practice import export, troubles
from ott_toolkit.practice.desk import desk
from ott_toolkit.practice.entrance import EXPIRED, to_login
from ott_toolkit.practice.failures import failure
from ott_toolkit.practice.products import PRODUCTS
from ott_toolkit.practice.search import (
    STATUSES,
    Paging,
    Query,
    SearchError,
    echo,
    read_number,
    read_query,
)
from ott_toolkit.practice.sheets import SHEETS, Role, Sheet
from ott_toolkit.practice.world import REGIONALS

SERVICES = tuple(product.service for product in PRODUCTS)
EXCEL = "application/vnd.ms-excel"

pages = Blueprint("pages", __name__)


@dataclass(frozen=True)
class Result:
    """What a search found, and the time it took."""

    echo: str
    rows: list[list[str]]
    paging: Paging
    seconds: float


@pages.before_request
def play_trouble() -> ResponseReturnValue | None:
    """Answer in place of the page where a fault is switched on."""
    g.part = None
    match desk().faults.strike():
        case "expire_after", _:
            return to_login(EXPIRED)
        case "maintenance", _:
            return render_template("maintenance.html")
        case "too_many", seconds:
            advice = f"Coba lagi setelah {seconds} detik."
            return *failure(429, advice), {"Retry-After": str(seconds)}
        case "status", status:
            return failure(int(status))
        case "truncate_at", part:
            g.part = part
    return troubles.instead(troubles.met())


@pages.after_request
def cut(response: Response) -> Response:
    """Let only a part of the page arrive where that fault is switched on, or the number's own."""
    if g.get("part") is not None:
        body = response.get_data()
        response.set_data(body[: int(len(body) * g.part)])
    elif (own := troubles.met()) and response.status_code == HTTPStatus.OK:
        response.set_data(troubles.broken(own, response.get_data()))
    return response


@pages.route("/data/<slug>", methods=["GET", "POST"])
def sheet(slug: str) -> str:
    """A page of the menu: its form and, once something was asked, the answer."""
    page = _sheet(slug)
    typed = _typed(page)
    result, error = None, None
    try:
        if page.fields["number"] in request.values:
            result = _search(page, read_query(typed, SERVICES))
    except SearchError as err:
        error = str(err)
    return render_template(
        "sheet.html",
        sheet=page,
        typed=typed,
        asked={page.fields[role]: text for role, text in typed.items() if text},
        choices={"status": STATUSES, "service": SERVICES, "regional": REGIONALS},
        result=result,
        error=error,
        seconds=time.perf_counter() - g.started,
    )


@pages.get("/data/<slug>/export.<any(csv, xls):kind>")
def export_result(slug: str, kind: str) -> ResponseReturnValue:
    """The whole result of a search as a file."""
    page = _sheet(slug)
    try:
        query = read_query(_typed(page), SERVICES)
    except SearchError as err:
        return failure(400, str(err))
    table = export.table(page, desk().store.find(page, query))
    headers = {"Content-Disposition": f"attachment; filename={slug}-{query.number}.{kind}"}
    if kind == "csv":
        return Response(export.as_csv(table), headers=headers, mimetype="text/csv")
    sheet_html = render_template("export.html", table=table)
    return Response(sheet_html, headers=headers, mimetype=EXCEL)


@pages.get("/ipayment")
def ipayment() -> str:
    """The bill of a number, every period with its detail."""
    typed = request.args.get("nomor")
    number, error = None, None
    try:
        number = read_number(typed) if typed is not None else None
    except SearchError as err:
        error = str(err)
    return render_template(
        "ipayment.html",
        typed=typed or "",
        number=number,
        holder=desk().store.holder(number or ""),
        bills=desk().store.bills(number or ""),
        error=error,
    )


def _sheet(slug: str) -> Sheet:
    return SHEETS[slug] if slug in SHEETS else abort(404)


def _typed(page: Sheet) -> dict[Role, str]:
    return {role: request.values.get(name, "") for role, name in page.fields.items()}


def _search(page: Sheet, query: Query) -> Result:
    started = time.perf_counter()
    store, own = desk().store, troubles.met()
    query = troubles.asked(own, query)
    asked = request.values.get("page", 1, type=int)
    paging = Paging(store.count(page, query), desk().page_size, asked)
    rows = troubles.shown(own, store.find(page, query, paging.size, paging.offset))
    return Result(echo(page, query), rows, paging, time.perf_counter() - started)
