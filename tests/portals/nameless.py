"""A portal whose parameters mean nothing (f1, f2), and whose tables hold more than they should.

Two text fields say nothing at all, so that the caller must name the number's; the answer to a
POST is a redirect; headers are in capitals, with columns that nobody knows; cells hold line
breaks, tables and scripts; addresses are relative to a `<base>`.
"""

from __future__ import annotations

from flask import Flask, redirect, request, session
from flask.typing import ResponseReturnValue

from tests.portals import CHARGES, NUMBER, PASSWORD, SUBSCRIPTION, USERNAME

HEAD = '<!doctype html><html><head><base href="/app/"><title>x</title></head><body>'
LOGIN = f"""{HEAD}<form method="post" action="in"><input name="f1"><input name="f2" type="password">
<button>OK</button></form></body></html>"""
MENU = (
    '<a href="s">Subscriptions</a><a href="s">Subscriptions</a><a href="t">Transactions Data</a>'
    '<a href="log">Data Log</a><a href="out">Logout</a>'
)
SEARCH = """<form method="post" action="{action}"><input name="f1"><input name="f2">
<input type="hidden" name="f9" value="7"><label>Wilayah <select name="f3">
<option value="0">All Regional<option value="3">Regional 3</select></label>
<button>OK</button></form>"""


def create_app() -> Flask:
    """Return the portal."""
    app = Flask(__name__)
    app.secret_key = "latihan"

    @app.get("/app/")
    def start() -> str:
        return LOGIN

    @app.post("/app/in")
    def enter() -> ResponseReturnValue:
        if (request.form["f1"], request.form["f2"]) != (USERNAME, PASSWORD):
            return LOGIN, 401
        session["user"] = USERNAME
        return f"{HEAD}{MENU}</body></html>"

    @app.get("/app/<page>")
    def opened(page: str) -> str:
        return f"{HEAD}{MENU}{SEARCH.format(action=page)}</body></html>"

    @app.post("/app/<page>")
    def searched(page: str) -> ResponseReturnValue:
        session["number"] = request.form["f2"] if request.form["f9"] == "7" else ""
        session["region"] = request.form["f3"]
        return redirect(f"/app/{page}/result", code=303)

    @app.get("/app/<page>/result")
    def result(page: str) -> str:
        rows = {"s": [SUBSCRIPTION], "t": CHARGES[:2], "log": [LOG]}[page]
        rows = rows if session["number"] == NUMBER and session["region"] == "0" else []
        return f"{HEAD}{MENU}<p>Showing: {len(rows)}</p>{_table(rows)}</body></html>"

    return app


LOG = {"Waktu": "2022-02-01 00:04:25", "Proses": "charge", "Ket.": "<b>ok</b><br>2×"}


def _table(rows: list[dict[str, str]]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th>{name.upper()}</th>" for name in (*rows[0], "Catatan"))
    return f"<table><tr>{head}</tr>{''.join(map(_row, rows))}</table>"


def _row(row: dict[str, str]) -> str:
    note = "<table><tr><td>lihat</td><td>nanti</td></tr></table><script>alert(1)</script>"
    cells = [f"<td> {value.replace(' - ', '<br>- ')}\n</td>" for value in row.values()]
    return f"<tr>{''.join(cells)}<td>{note}</td></tr>"
