"""A portal of the old kind: fields in a layout table, GET searches, `/20` leads to the next page.

No Nama and Regional at the log-in; English labels that stand before the fields and are no labels;
columns in an order of their own, row headers in `th`, no `thead`.
"""

from __future__ import annotations

from flask import Flask, redirect, request, session
from flask.typing import ResponseReturnValue

from tests.portals import CHARGES, NUMBER, PASSWORD, SUBSCRIPTION, USERNAME

PER_PAGE = 20
LOGIN = """<html><head><title>OTT desk</title></head><body>{said}
<form action="enter" method="post"><table border=0>
<tr><td>User ID:</td><td><input name="a1"></td></tr>
<tr><td>Secret word:</td><td><input type="password" name="a2"></td></tr>
<tr><td></td><td><input type="submit" value="Log in"></td></tr></table></form></body></html>"""
FRAME = """<html><head><title>OTT desk</title></head><body>
<p><a href="/messages">2</a> unread &middot; <a href="/bye">SIGN OUT</a></p>
<ul><li><a href="/subs">SUBSCRIPTIONS</a></li><li><a href="/trx">transactions data</a></li></ul>
{content}</body></html>"""
SEARCH = """<form action="{action}"><table border=0>
<tr><td>Phone number</td><td><input name="p1"></td></tr>
<tr><td>Customer number</td><td><input name="p2" value="{number}"></td></tr>
<tr><td>From</td><td><input name="p3"></td></tr><tr><td>To</td><td><input name="p4"></td></tr>
<tr><td>OTT</td><td><select name="p5"><option value="">All OTT<option value="812">812 - Mola
<option value="799">799 - Disney</select></td></tr>
<tr><td colspan=2><input type="submit" name="go" value="Search">
<input type="submit" name="go" value="Export"></td></tr></table></form>"""


def create_app() -> Flask:
    """Return the portal."""
    app = Flask(__name__)
    app.secret_key = "latihan"

    @app.get("/")
    def start() -> str:
        return LOGIN.format(said="")

    @app.post("/enter")
    def enter() -> ResponseReturnValue:
        if (request.form["a1"], request.form["a2"]) != (USERNAME, PASSWORD):
            return LOGIN.format(said="<p><font color=red>Unknown user or word.</font></p>")
        session["user"] = USERNAME
        return redirect("/home")

    @app.get("/home")
    def home() -> str:
        return FRAME.format(content="<h1>Welcome</h1>")

    @app.get("/subs")
    def subs() -> ResponseReturnValue:
        return _page("subs", [SUBSCRIPTION], 0)

    @app.get("/trx")
    @app.get("/trx/<int:offset>")
    def trx(offset: int = 0) -> ResponseReturnValue:
        return _page("trx", CHARGES, offset)

    return app


def _page(action: str, rows: list[dict[str, str]], offset: int) -> ResponseReturnValue:
    if "user" not in session:
        return redirect("/")
    number = request.args.get("p2", "")
    search = SEARCH.format(action=f"/{action}", number=number)
    if request.args.get("go") != "Search":
        return FRAME.format(content=search)
    found = rows if number == NUMBER else []
    since, until = request.args["p3"], request.args["p4"]
    if since or until:
        found = [
            row for row in found if (since or until) <= row["Trx Time"][:10] <= (until or since)
        ]
    query = request.query_string.decode()
    content = f"<p>Results for: {number}</p><p>Showing: {len(found)}</p>"
    content += _table(found[offset : offset + PER_PAGE], offset, list(rows[0]))
    return FRAME.format(content=search + content + _links(action, len(found), offset, query))


def _table(rows: list[dict[str, str]], offset: int, names: list[str]) -> str:
    headers = sorted(names)
    head = "<tr><th>#" + "".join(f"<th>{name}" for name in headers)
    body = "".join(
        f"<tr><th>{place}" + "".join(f"<td>{row[name]}" for name in headers)
        for place, row in enumerate(rows, start=offset + 1)
    )
    none = f"<tr><td colspan={len(headers) + 1}>No data found" if not rows else ""
    return f"<table class=r>{head}{body}{none}</table>"


def _links(action: str, count: int, offset: int, query: str) -> str:
    starts = range(0, count, PER_PAGE)
    shown = (
        f"<strong>{start // PER_PAGE + 1}</strong>"
        if start == offset
        else f'<a href="/{action}/{start}?{query}">{start // PER_PAGE + 1}</a>'
        for start in starts
    )
    last = f'<a href="/{action}/{starts[-1]}?{query}">Last »</a>' if len(starts) > 1 else ""
    return f"<p>{' '.join(shown)} {last}</p>"
