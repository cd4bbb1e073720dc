"""The door of a class: nobody sees a page before the link of a seat was opened.

A seat has a few requests at once, so that no trainee can keep the portal from the others.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import BoundedSemaphore
from typing import cast

from flask import Blueprint, current_app, g, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from ott_toolkit.practice.entrance import inside
from ott_toolkit.practice.failures import failure
from ott_toolkit.practice.seats import Seat, with_token
from ott_toolkit.practice.tries import Tries

AT_ONCE = 4
"""Requests of one seat that are answered at once; each may be told to wait."""
SLOWED = 0.3
"""Seconds that the answer to a wrong token takes."""

gate = Blueprint("gate", __name__)


@dataclass(frozen=True)
class Classroom:
    """The seats of a running class, and how they are guarded."""

    seats: Sequence[Seat]
    tries: Tries = field(default_factory=Tries)
    busy: dict[int, BoundedSemaphore] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for seat in self.seats:
            self.busy[seat.place] = BoundedSemaphore(AT_ONCE)


def _classroom() -> Classroom:
    return cast(Classroom, current_app.extensions["classroom"])


@gate.before_app_request
def admit() -> ResponseReturnValue | None:
    """Let a seat's request through, as many as it may have at once."""
    if request.endpoint in ("gate.enter", "static"):
        return None
    busy = _classroom().busy.get(session.get("seat", 0))
    if busy is None:
        return _refused()
    if not busy.acquire(blocking=False):
        return *failure(HTTPStatus.TOO_MANY_REQUESTS), {"Retry-After": "1"}
    g.held = busy
    return None


@gate.teardown_app_request
def leave(_error: BaseException | None) -> None:
    """Make room for the seat's next request."""
    if held := g.pop("held", None):
        held.release()


@gate.get("/kelas/<token>/")
@gate.get("/kelas/<token>")
@gate.get("/kelas/<token>/<path:page>")
def enter(token: str, page: str = "") -> ResponseReturnValue:
    """Take a seat; guessing is slowed.

    Whoever sits there stays logged in, and is led to the page that stands behind the token.
    """
    room, address = _classroom(), request.remote_addr or ""
    if wait := room.tries.wait(address):
        advice = f"Coba lagi setelah {wait} detik."
        return *failure(HTTPStatus.TOO_MANY_REQUESTS, advice), {"Retry-After": str(wait)}
    seat = with_token(room.seats, token)
    if seat is None:
        room.tries.wrong(address)
        time.sleep(SLOWED)
        return _refused()
    if session.get("seat") != seat.place:
        session.clear()
        session["seat"] = seat.place
    return redirect(inside(page))


def _refused() -> ResponseReturnValue:
    return render_template("gate.html"), HTTPStatus.FORBIDDEN
