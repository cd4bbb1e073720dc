"""The portal as a Flask application."""

import secrets
from http import HTTPStatus

from flask import Flask, Response, session
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from ott_toolkit.practice.desk import Desk
from ott_toolkit.practice.entrance import entrance
from ott_toolkit.practice.failures import failure
from ott_toolkit.practice.faults import Faults
from ott_toolkit.practice.lessons import lessons
from ott_toolkit.practice.pages import pages
from ott_toolkit.practice.register import account, accounts
from ott_toolkit.practice.sheets import OTHERS, SOFTBUNDLING
from ott_toolkit.practice.store import Store
from ott_toolkit.practice.world import PASSWORD, TODAY, USERNAME

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
) -> Flask:
    """The practice portal, with its customers freshly stored.

    Args:
        faults: Switches of the troubles to play; they may be turned while the portal runs.
        page_size: Rows on one page of a result.
        session_minutes: After so long without a request one has to log in again.
    """
    app = Flask(__name__)
    # Cookies do not know ports: a name of its own keeps two portals on one machine apart.
    app.config["SESSION_COOKIE_NAME"] = f"practice_{secrets.token_hex(4)}"
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    app.secret_key = secrets.token_bytes(32)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.extensions["practice"] = Desk(
        Store(accounts(), account), faults or Faults(), page_size, 60 * session_minutes
    )
    for part in (entrance, lessons, pages):
        app.register_blueprint(part)
    app.register_error_handler(HTTPException, _failed)
    app.after_request(_shielded)
    app.context_processor(_common)
    return app


def _failed(error: HTTPException) -> ResponseReturnValue:
    return failure(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)


def _shielded(response: Response) -> Response:
    response.headers.update(HEADERS)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _common() -> dict[str, object]:
    """What the frame of every page shows."""
    return {
        "today": TODAY,
        "username": USERNAME,
        "password": PASSWORD,
        "softbundling": SOFTBUNDLING,
        "others": OTHERS,
        "user": session.get("name"),
        "user_regional": session.get("regional"),
    }
