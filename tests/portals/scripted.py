"""A portal that answers searches with prepared pages, one after the other; the last one stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, request
from flask.typing import ResponseReturnValue

from tests.portals import NUMBER, PASSWORD, USERNAME

MENU = (
    '<a href="/subs">Subscriptions</a> <a href="/trx">Transactions Data</a> <a href="/x">Keluar</a>'
)
LOGIN = """<html><body>{said}<form method="post" action="/login"><label>Username
<input name="username"></label><input type="password" name="password"><button>Masuk</button>
</form></body></html>"""
SEARCH = """<form method="{method}" action="/search">
<input type="hidden" name="_token" value="{token}">
<label>Nomor IndiHome <input name="number"></label><button>Cari</button></form>"""


def page(content: str) -> str:
    """Return a page behind the log-in."""
    return (
        f"<!doctype html><html><head><title>OTT</title></head><body>{MENU}{content}</body></html>"
    )


def found(content: str, count: int | None = 1, number: str = NUMBER) -> str:
    """Return a page that answers a search."""
    showing = "" if count is None else f"Showing: {count}"
    echo = f"<p>Hasil untuk pencarian: Nomor Indihome: {number}, Semua Data.</p>"
    return page(f"{echo}<p>{showing}</p>{content}<p>{showing}</p>")


@dataclass
class Script:
    """What the portal does.

    Attributes:
        answers: What searches are answered with: a page, or status, headers and body.
        logins: What log-ins are answered with before one succeeds.
        pages: What other addresses show.
        signed_in: Whether there is a session; a log-in makes it so, anything may end it.
        lasting: Whether a log-in lasts at all.
        token: The CSRF token that forms bear; another one is answered with 419.
        method: How the search form is sent.
        before: What stands on the form's page beside the form.
    """

    answers: list[Any] = field(default_factory=list)
    logins: list[Any] = field(default_factory=list)
    pages: dict[str, Any] = field(default_factory=dict)
    signed_in: bool = False
    lasting: bool = True
    token: str = "token-1"
    method: str = "post"
    before: str = ""


def create_app(script: Script) -> Flask:
    """Return the portal that follows `script`."""
    app = Flask(__name__)

    @app.get("/")
    def start() -> ResponseReturnValue:
        return _response(script.pages.get("/", LOGIN.format(said="")))

    @app.post("/login")
    def login() -> ResponseReturnValue:
        if script.logins:
            return _response(script.logins.pop(0))
        good = (request.form["username"], request.form["password"]) == (USERNAME, PASSWORD)
        script.signed_in = good and script.lasting
        return page("Selamat datang") if good else LOGIN.format(said="<p>Login gagal.</p>")

    @app.get("/subs")
    @app.get("/trx")
    def opened() -> ResponseReturnValue:
        if not script.signed_in:
            return LOGIN.format(said="")
        if request.path in script.pages:
            return _response(script.pages[request.path])
        return page(script.before + SEARCH.format(token=script.token, method=script.method))

    @app.route("/search", methods=["GET", "POST"])
    def search() -> ResponseReturnValue:
        if not script.signed_in:
            return LOGIN.format(said="")
        if request.values["_token"] != script.token:
            return page("Page Expired"), 419
        return _response(script.answers.pop(0) if len(script.answers) > 1 else script.answers[0])

    @app.get("/<path:path>")
    def other(path: str) -> ResponseReturnValue:
        return _response(script.pages[f"/{path}"])

    return app


def _response(prepared: Any) -> ResponseReturnValue:
    if callable(prepared):
        prepared = prepared()
    if isinstance(prepared, str):
        return prepared
    status, headers, body = prepared
    return Response(body, status, {"Content-Type": "text/html", **headers})
