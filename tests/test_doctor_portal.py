"""`ott doctor URL`: what of a portal stands where it should, and that nobody is looked up."""

from __future__ import annotations

import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from werkzeug.serving import make_server

import ott_toolkit as ott
from ott_toolkit import practice
from ott_toolkit.doctor import portals
from ott_toolkit.locale import say
from ott_toolkit.portal.survey import Spot, closest
from ott_toolkit.portal.transport import Patience
from tests.portals import (
    PASSWORD,
    SUBSCRIPTION,
    USERNAME,
    Served,
    layout,
    nameless,
    scripted,
    serve,
    table,
    tokens,
)
from tests.portals.scripted import Script

OTT = str(Path(sysconfig.get_path("scripts")) / "ott")
QUICK = Patience(connect=2, read=5, tries=1)
SUBS, TRX = "Subscriptions", "Transactions Data"


def altered(app: Callable[..., Any], *changes: tuple[str, str]) -> Callable[..., Any]:
    """A portal whose pages say something else in some places."""

    def changed(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        kept: list[Any] = []
        body = b"".join(app(environ, lambda *said: kept.append(said)))
        for old, new in changes:
            body = body.replace(old.encode(), new.encode())
        status, headers, *_ = kept[0]
        others = [pair for pair in headers if pair[0].lower() != "content-length"]
        start_response(status, [*others, ("Content-Length", str(len(body)))])
        return [body]

    return changed


@contextmanager
def surveyed(app: Any, path: str = "", **settings: Any) -> Iterator[tuple[list[Spot], Served]]:
    """Serve a portal, look through it from the entrance on, and give what was found."""
    with serve(app) as served, ott.Portal(served.url + path, patience=QUICK, **settings) as portal:
        spots = portal.entrance()
        portal.login(USERNAME, PASSWORD, name="Ani", regional=3)
        yield [*spots, *portal.survey()], served


def states(spots: list[Spot], *wanted: str) -> set[tuple[str, str, str]]:
    """Where and what is in one of these states."""
    return {(spot.page, spot.thing, spot.state) for spot in spots if spot.state in wanted}


def spot(spots: list[Spot], page: str, thing: str) -> Spot:
    return next(one for one in spots if (one.page, one.thing) == (page, thing))


def never_searched(served: Served, *login: str) -> None:
    """Nothing was asked for but pages, and nothing sent but the log-in."""
    sent = [visit for visit in served.visits if visit.body or visit.query]
    assert [visit.path for visit in sent] == list(login)
    assert {visit.method for visit in served.visits if visit not in sent} == {"GET"}


# --- portals as they are --------------------------------------------------------------------------


def test_the_practice_portal_is_whole_and_nobody_is_looked_up():
    app = practice.create_app()
    with serve(app) as served, ott.Portal(served.url) as portal:
        spots = portal.entrance()
        portal.login(practice.USERNAME, practice.PASSWORD, name="Ani", regional=3)
        spots += portal.survey()
    assert states(spots, "missing", "unclear") == set()
    assert {one.thing for one in spots if one.page == SUBS} == {
        "page", "form", "number", "since", "until", "ott", "regional", "show", "submit",
        "columns", "result",
    }  # fmt: skip
    assert states(spots, "unchecked") == {
        (page, thing, "unchecked") for page in (SUBS, TRX) for thing in ("columns", "result")
    }
    never_searched(served, "/login")
    opened = [visit.path for visit in served.visits if visit.path.startswith("/data")]
    assert opened == ["/data/subscriptions", "/data/transactions"]


@pytest.mark.parametrize(
    ("make", "path", "login"),
    [(layout, "", "/enter"), (tokens, "", "/masuk")],
    ids=["layout", "tokens"],
)
def test_other_makes_are_whole_as_well(make, path, login):
    with surveyed(make.create_app(), path) as (spots, served):
        assert states(spots, "missing", "unclear") == set()
        assert spot(spots, SUBS, "number").state == "found"
        never_searched(served, login)


def test_fields_that_say_nothing_are_listed_and_can_be_named():
    with surveyed(nameless.create_app(), "/app/") as (spots, served):
        number = spot(spots, SUBS, "number")
        assert (number.state, number.needed) == ("missing", True)
        assert "(f1, text), (f2, text)" in say(number.said, "en")
        never_searched(served, "/app/in")
    with surveyed(nameless.create_app(), "/app/", fields={"number": "f2"}) as (spots, _):
        assert spot(spots, SUBS, "number").state == "found"


# --- what moved -----------------------------------------------------------------------------------


def test_a_field_that_is_called_something_else_is_told_with_what_may_be_it():
    renamed = ("<td>Customer number</td>", "<td>Kode kontrak</td>")
    with surveyed(altered(layout.create_app(), renamed)) as (spots, served):
        assert states(spots, "missing", "unclear") >= {(SUBS, "number", "missing")}
        number = spot(spots, SUBS, "number")
        assert "«kode kontrak» (p2, text)" in say(number.said, "en")
        assert number.needed
        assert spot(spots, SUBS, "since").state == "found", "the others are still told"
        never_searched(served, "/enter")
    check = portals.judged(number)
    assert check.grade == "stop"
    assert "fields=dict(number=...)" in check.advice.say("en")


def test_a_choice_that_is_called_something_else_only_warns():
    renamed = ("<td>OTT</td>", "<td>Kanal</td>"), ("All OTT", "Apa saja")
    with surveyed(altered(layout.create_app(), *renamed)) as (spots, _):
        found = spot(spots, SUBS, "ott")
        assert (found.state, found.needed) == ("missing", False)
        assert say(found.said, "en") == "fields without a role: «kanal» (p5, select)"
        assert portals.judged(found).grade == "warning"


def test_two_fields_for_one_role_are_unclear():
    with surveyed(altered(layout.create_app(), ("Phone number", "Customer number"))) as (spots, _):
        assert (SUBS, "number", "unclear") in states(spots, "unclear")
        assert "(p1, text)" in say(spot(spots, SUBS, "number").said, "en")


def test_a_page_that_left_the_menu_is_told_with_the_one_most_like_it():
    moved = (">transactions data<", ">Data Transaksi OTT<")
    with surveyed(altered(layout.create_app(), moved)) as (spots, served):
        page = spot(spots, TRX, "page")
        assert (page.state, page.nearest) == ("missing", "Data Transaksi OTT")
        assert "SUBSCRIPTIONS" in say(page.said, "en")
        assert spot(spots, SUBS, "number").state == "found"
        assert not served.to("/trx")
    assert portals.judged(page).grade == "stop"


def test_a_button_that_cannot_be_told_is_unclear():
    same = ('value="Export"', 'value="Search all"')
    with surveyed(altered(layout.create_app(), same)) as (spots, _):
        assert spot(spots, SUBS, "submit").state == "unclear"


def test_columns_are_compared_where_a_header_is_shown_before_a_search():
    row = {
        {"End Time": "Waktu Selesai", "Last Charge": "Last Charged"}.get(name, name): value
        for name, value in SUBSCRIPTION.items()
        if name != "Denom (Rp.)"
    }
    script = Script(before=table([row]).replace("<td>", "<td hidden>"))
    with surveyed(scripted.create_app(script)) as (spots, _):
        assert say(spot(spots, SUBS, "columns").said, "en") == "8 of 11 columns"
        missing = {one.thing: one for one in spots if one.page == SUBS and one.state == "missing"}
        assert set(missing) == {"End Time", "Last Charge", "Denom (Rp.)"}
        assert missing["Last Charge"].nearest == "Last Charged"
        assert missing["Last Charge"].needed
        assert not missing["Denom (Rp.)"].needed
        assert "Waktu Selesai" in say(missing["End Time"].said, "en")


def test_a_page_that_fails_does_not_hide_the_next():
    script = Script(pages={"/subs": (500, {}, "<html><title>Galat</title></html>")})
    with surveyed(scripted.create_app(script)) as (spots, _):
        assert spot(spots, SUBS, "page").state == "missing"
        assert "500" in say(spot(spots, SUBS, "page").said, "en")
        assert spot(spots, TRX, "number").state == "found"


def test_the_nearest_is_none_where_nothing_resembles():
    assert closest(["Last Charge"], ["Kanal", "", "–"]) == ""
    assert closest(["Last Charge"], ["Kanal", "Charge (last)"]) in ("", "Charge (last)")


# --- the way in -----------------------------------------------------------------------------------


def entrance(url: str) -> list[Spot]:
    with ott.Portal(url, patience=QUICK) as portal:
        return portal.entrance()


def test_a_host_that_nobody_knows_and_a_port_that_nobody_answers_are_told_apart():
    (unknown,) = entrance("http://portal.invalid/")
    assert (unknown.thing, unknown.state, unknown.needed) == ("name", "missing", True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        name, refused = entrance(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert (name.state, refused.thing, refused.state) == ("found", "connection", "missing")


def test_a_proxy_that_does_not_answer_is_told(monkeypatch):
    for name in ("no_proxy", "NO_PROXY", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{taken.getsockname()[1]}")
        name, answer = entrance("http://portal.invalid/")
    assert (name.thing, name.state) == ("name", "unchecked")
    assert (answer.thing, answer.state) == ("answer", "missing")
    assert "proxy" in say(answer.said, "en")


def test_a_certificate_that_is_trusted_is_told_and_any_other_keeps_us_out(tmp_path, monkeypatch):
    openssl = shutil.which("openssl")
    if openssl is None or sys.platform != "linux":
        pytest.skip("needs openssl, and a system that keeps its certificates in a file")
    key, signed = tmp_path / "key.pem", tmp_path / "signed.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-keyout", key, "-out", signed, "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    with over_tls(scripted.create_app(Script()), key, signed) as url:
        *_, refused = entrance(url)
        monkeypatch.setenv("SSL_CERT_FILE", str(signed))
        trusted = entrance(url)
    assert (refused.thing, refused.state, refused.needed) == ("answer", "missing", True)
    assert "certificate" in say(refused.said, "en")
    assert ("address", "certificate", "found") in states(trusted, "found")


@contextmanager
def over_tls(app: Any, key: Path, signed: Path) -> Iterator[str]:
    """Serve a portal over TLS."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(signed, key)
    server = make_server("127.0.0.1", 0, app, ssl_context=tls, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("pages", "page", "thing"),
    [
        ({"/": "<html><title>Sedang pemeliharaan</title></html>"}, "address", "answer"),
        ({"/": (503, {}, "<html>sibuk</html>")}, "address", "answer"),
        ({"/": "<html><body>Selamat datang</body></html>"}, "log-in", "form"),
        (
            {"/": scripted.LOGIN.format(said="").replace('name="username"', "")},
            "log-in",
            "username",
        ),
    ],
    ids=["maintenance", "busy", "no form", "no username"],
)
def test_what_is_wrong_at_the_log_in_is_told_before_a_password_is_typed(pages, page, thing):
    asked = []
    with (
        serve(scripted.create_app(Script(pages=pages))) as served,
        ott.Portal(served.url, patience=QUICK) as portal,
    ):
        checks = list(portals.checks(portal, lambda: asked.append("password")))
        wrong = [one for one in portal.entrance() if one.state == "missing" and one.needed]
    assert [(one.page, one.thing) for one in wrong] == [(page, thing)]
    assert asked == []
    assert [check.grade for check in checks][-1] == "unchecked"
    assert "stop" in {check.grade for check in checks}


# --- the command ----------------------------------------------------------------------------------


def doctor(*words, stdin="", **variables):
    env = {**os.environ, "OTT_LANGUAGE": "en", **variables}
    return subprocess.run(
        [OTT, "doctor", *words], env=env, input=stdin, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip


def test_a_whole_portal_ends_with_0_and_keeps_its_secrets(tmp_path, figures):
    who = ("--user", USERNAME, "--name", "Ani Wijaya", "--regional-login", "3")
    with serve(tokens.create_app()) as served:
        ran = doctor(served.url, *who, "--json", stdin=f"{PASSWORD}\n")
        never_searched(served, "/masuk")
        figures("doctor", portals=1, searched=0)
    found = json.loads(ran.stdout)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert {check["grade"] for check in found} == {"ok", "unchecked"}
    for secret in (PASSWORD, USERNAME, "Ani Wijaya"):
        assert secret not in ran.stdout


def test_a_portal_that_moved_ends_with_1_and_says_what_to_do():
    renamed = ("<td>Customer number</td>", "<td>Kode kontrak</td>")
    with serve(altered(layout.create_app(), renamed)) as served:
        ran = doctor(served.url, "--user", USERNAME, stdin=f"{PASSWORD}\n")
        never_searched(served, "/enter")
    assert ran.returncode == 1
    lines = ran.stdout.splitlines()
    (place,) = [n for n, line in enumerate(lines) if line.startswith("x   Subscriptions, number")]
    assert "«kode kontrak» (p2, text)" in lines[place]
    assert "fields=dict(number=...)" in lines[place + 1]


def test_without_a_user_only_the_way_in_is_checked():
    with serve(layout.create_app()) as served:
        ran = doctor(served.url)
        assert [visit.method for visit in served.visits] == ["GET"]
    assert ran.returncode == 0
    assert "?   What lies behind the log-in: give your username: --user" in ran.stdout


def test_a_password_that_is_refused_is_told():
    with serve(layout.create_app()) as served:
        ran = doctor(served.url, "--user", USERNAME, stdin="salah-sekali\n")
    assert ran.returncode == 1
    assert "Unknown user or word." in ran.stdout
    assert "salah-sekali" not in ran.stdout


def test_the_dashboard_that_was_named_is_checked_along_with_this_computer():
    with serve(layout.create_app()) as served:
        ran = doctor(OTT_PORTAL=served.url)
    assert "ok  Python: " in ran.stdout
    assert "ok  Log-in page, username field: " in ran.stdout
