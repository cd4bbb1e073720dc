"""The door: logging in and out, sessions that run out, and the token every form carries."""

import secrets
import time
from urllib.parse import quote

from flask import Blueprint, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from ott_toolkit.practice.desk import desk
from ott_toolkit.practice.failures import FORM_EXPIRED, failure
from ott_toolkit.practice.world import REGIONALS

EXPIRED = "Sesi Anda telah habis, silakan masuk lagi."
NOT_LOGGED_IN = "Silakan masuk terlebih dahulu."
BAD_LOGIN = "Username atau password salah."
NO_NAME = "Nama belum diisi."
NO_REGIONAL = "Regional belum dipilih."

OPEN = ("entrance.login", "gate.enter", "static")

entrance = Blueprint("entrance", __name__)


@entrance.before_app_request
def guard() -> ResponseReturnValue | None:
    """Let a request through, or answer it: with the log-in page, or 419 for a form gone stale."""
    g.started = time.perf_counter()
    if request.endpoint != "static":
        time.sleep(desk().faults.delay)
    if request.endpoint not in OPEN:
        if "seen" not in session:
            # What no page answers to, such as /favicon.ico, is not what a person asked for.
            wanted = request.method == "GET" and request.endpoint
            return to_login(NOT_LOGGED_IN, inside(request.path) if wanted else _asked())
        if time.monotonic() - session["seen"] > desk().idle_seconds:
            return to_login(EXPIRED)
        session["seen"] = time.monotonic()
    if request.method == "POST" and not _token_is_good():
        return failure(FORM_EXPIRED)
    return None


def _token_is_good() -> bool:
    return secrets.compare_digest(request.form.get("_token", "").encode(), csrf_token().encode())


@entrance.app_template_global()
def csrf_token() -> str:
    """The token of this session's forms."""
    return str(session.setdefault("token", secrets.token_urlsafe(24)))


def to_login(message: str, asked: str = "") -> Response:
    """End the session and lead to the log-in page, which says why, and then on to what was asked.

    Args:
        message: Why.
        asked: Where on this server, as `inside` writes it; empty is the start page.
    """
    _begin_anew()
    session["asked"] = asked
    flash(message)
    return redirect(url_for("entrance.login"))


@entrance.route("/login", methods=["GET", "POST"])
def login() -> ResponseReturnValue:
    """The log-in form; refuses on the same page, with status 200 and a message."""
    refusal = _refusal() if request.method == "POST" else None
    if request.method == "GET" or refusal:
        return render_template("login.html", refusal=refusal, regionals=REGIONALS)
    asked = _asked() or url_for("lessons.home")
    _begin_anew()
    session["seen"] = time.monotonic()
    session["name"] = request.form["nama"].strip()
    session["regional"] = request.form["regional"]
    return redirect(asked)


def inside(path: str) -> str:
    r"""Where to redirect to for a path of this server, with what the request asks there.

    Never to another host: //host is the address of one, and a browser reads /\host likewise.
    """
    query = request.query_string.decode("ascii", "replace")
    return "/" + quote(path.lstrip("/")) + (f"?{query}" if query else "")


def _asked() -> str:
    return str(session.get("asked", ""))


def _begin_anew() -> None:
    """Forget the session; who has taken a seat in a class keeps it."""
    kept = {name: session[name] for name in ("seat",) if name in session}
    session.clear()
    session.update(kept)


def _refusal() -> str | None:
    typed = request.form.get
    if (typed("username"), typed("password")) != desk().account:
        return BAD_LOGIN
    if not typed("nama", "").strip():
        return NO_NAME
    return None if typed("regional") in REGIONALS else NO_REGIONAL


@entrance.post("/logout")
def logout() -> Response:
    """End the session."""
    return to_login("Anda telah keluar.")
