"""The portal as a Flask application."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus

from flask import Flask, Response, session
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from ott_toolkit.practice.desk import Desk, desk
from ott_toolkit.practice.entrance import entrance
from ott_toolkit.practice.failures import failure
from ott_toolkit.practice.faults import Faults
from ott_toolkit.practice.gate import Classroom, gate
from ott_toolkit.practice.lessons import lessons
from ott_toolkit.practice.pages import pages
from ott_toolkit.practice.register import account, accounts, owned
from ott_toolkit.practice.seats import Seat
from ott_toolkit.practice.sheets import OTHERS, SOFTBUNDLING
from ott_toolkit.practice.store import Store
from ott_toolkit.practice.window import Window
from ott_toolkit.practice.world import BESIDE, TODAY

PAGE_SIZE = 20
SESSION_MINUTES = 30.0

# Nothing from elsewhere is loaded, and nowhere else is told where the trainee is.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def create_app(
    *,
    faults: Faults | None = None,
    page_size: int = PAGE_SIZE,
    session_minutes: float = SESSION_MINUTES,
    seats: Sequence[Seat] = (),
) -> Flask:
    """The practice portal, with its customers freshly stored.

    Args:
        faults: Switches of the troubles to play; they may be turned while the portal runs.
        page_size: Rows on one page of a result.
        session_minutes: After so long without a request one has to log in again.
        seats: The seats of a class; none is no class, but one log-in for all.
    """
    app = Flask(__name__)
    key = _key(seats)
    # Cookies do not know ports: a name of its own keeps two portals on one machine apart.
    app.config["SESSION_COOKIE_NAME"] = f"practice_{key[:4].hex()}"
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    app.secret_key = key[4:]
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    store = Store(accounts(), account)
    whole = Desk(store, faults or Faults(), page_size, 60 * session_minutes)
    app.extensions["practice"] = {0: whole, **{one.place: _own(whole, one) for one in seats}}
    if seats:
        app.extensions["classroom"] = Classroom(seats)
        app.register_blueprint(gate)
    for part in (entrance, lessons, pages):
        app.register_blueprint(part)
    app.register_error_handler(HTTPException, _failed)
    app.after_request(_shielded)
    app.context_processor(_common)
    return app


def _key(seats: Sequence[Seat]) -> bytes:
    """What sessions are signed with; a class that is taken up again goes on with its sessions."""
    if not seats:
        return secrets.token_bytes(36)
    return hashlib.sha512(" ".join(seat.token for seat in seats).encode()).digest()[:36]


def _own(whole: Desk, seat: Seat) -> Desk:
    """A seat's desk: its own numbers, switches and log-in."""
    window = Window(whole.store, lambda number: owned(number, seat.place))
    return replace(whole, store=window, faults=Faults(), met={}, seat=seat)


def _failed(error: HTTPException) -> ResponseReturnValue:
    return failure(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)


def _shielded(response: Response) -> Response:
    response.headers.update(HEADERS)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _common() -> dict[str, object]:
    """What the frame of every page shows."""
    username, password = desk().account
    return {
        "today": TODAY,
        "username": username,
        "password": password,
        "seat": desk().seat,
        "softbundling": SOFTBUNDLING,
        "others": OTHERS,
        "beside": BESIDE,
        "user": session.get("name"),
        "user_regional": session.get("regional"),
    }
