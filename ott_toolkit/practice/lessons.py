"""The pages beside the data: the list of cases, and the switches of the faults."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ott_toolkit.practice.desk import desk
from ott_toolkit.practice.faults import Faults
from ott_toolkit.practice.key import Dispute
from ott_toolkit.practice.register import customers, drill
from ott_toolkit.practice.seats import Seat

LISTED = 40
"""Numbers of a seat's own that its start page lists."""

lessons = Blueprint("lessons", __name__)


@dataclass(frozen=True)
class Switch:
    """A fault as the form offers it: a number between two bounds; empty is off."""

    name: str
    label: str
    hint: str
    read: Callable[[str], float]
    low: float
    high: float


SWITCHES = (
    Switch("delay", "Jeda", "detik; setiap halaman menunggu selama itu", float, 0, 30),
    Switch(
        "status",
        "Kesalahan server",
        "angka kesalahan yang tampil: 500, 502, 503, atau 504",
        int,
        500,
        504,
    ),
    Switch(
        "too_many",
        "Terlalu banyak permintaan (429)",
        "peserta disuruh menunggu sekian detik",
        int,
        0,
        3600,
    ),
    Switch(
        "truncate_at", "Halaman terpotong", "bagian halaman yang sampai, misalnya 0,5", float, 0, 1
    ),
    Switch(
        "times",
        "Berapa kali",
        "gangguan muncul sekian kali; kosong berarti terus-menerus",
        int,
        1,
        1000,
    ),
    Switch(
        "expire_after", "Sesi hilang setelah", "sekian pencarian; terjadi sekali saja", int, 0, 1000
    ),
)


@lessons.get("/")
def home() -> str:
    """The start page: the steps of the procedure and the list of cases."""
    seat = desk().seat
    return render_template("home.html", customers=customers(), own=_own(seat) if seat else ())


def _own(seat: Seat) -> list[Dispute]:
    """The numbers that nobody else in the class has, in the order of the seat's drills."""
    return drill(seat.secret, LISTED, seat=seat.place)


@lessons.route("/gangguan", methods=["GET", "POST"])
def faults() -> ResponseReturnValue:
    """The page on which a trainer switches faults on and off."""
    if request.method == "GET":
        return _switchboard(_shown(desk().faults))
    try:
        desk().faults.become(_read_faults(request.form))
    except ValueError as err:
        return _switchboard(request.form, str(err))
    flash("Pengaturan gangguan disimpan.")
    return redirect(url_for("lessons.faults"))


def _shown(faults: Faults) -> dict[str, str]:
    """The switches as the form shows them: empty is off."""
    values = {name: getattr(faults, name) for name in ("maintenance", *(s.name for s in SWITCHES))}
    return {
        name: f"{value:g}"
        for name, value in values.items()
        if value is not None and value is not False
    }


def _switchboard(values: Mapping[str, str], error: str = "") -> str:
    return render_template("faults.html", switches=SWITCHES, values=values, error=error)


def _read_faults(form: Mapping[str, str]) -> Faults:
    """The switches as they were set; «normal» turns everything off.

    Raises:
        ValueError: A value is not a number, or out of bounds.
    """
    if "normal" in form:
        return Faults()
    typed = {switch: form.get(switch.name, "").strip() for switch in SWITCHES}
    values = {switch.name: _read(switch, text) for switch, text in typed.items() if text}
    return Faults(**values, maintenance="maintenance" in form)


def _read(switch: Switch, typed: str) -> Any:
    message = f"{switch.label}: isi angka {switch.low} sampai {switch.high}."
    try:
        value = switch.read(typed.replace(",", "."))
    except ValueError as err:
        raise ValueError(message) from err
    if not switch.low <= value <= switch.high:
        raise ValueError(message)
    return value
