"""The portal over real HTTP: other makes of it, and everything that can go wrong on the way."""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from email.utils import formatdate
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pandas as pd
import pytest

import ott_toolkit as ott
from ott_toolkit import practice
from ott_toolkit.amounts import now
from ott_toolkit.charset import decoded
from ott_toolkit.portal.patience import Patience
from tests.portals import (
    CHARGES,
    NUMBER,
    OTHER,
    PASSWORD,
    REFERENCE,
    SUBSCRIPTION,
    TRX_IDS,
    USERNAME,
    Served,
    charge,
    layout,
    nameless,
    scripted,
    serve,
    table,
    tokens,
)
from tests.portals.scripted import LOGIN, SEARCH, Script, found, page

QUICK = Patience(connect=2, read=1, backoff=0.01, longest=2)
FOUND = found(table([SUBSCRIPTION]))
FORM = SEARCH.format(token="token-1", method="post")
CUT = "<html><head><title>Galat</title></head><body><table><tr><td>x"
"""A page of which a proxy sent the beginning."""


# --- other makes --------------------------------------------------------------------------------


@contextmanager
def portal_of(app: Any, path: str = "", **settings: Any) -> Iterator[tuple[ott.Portal, Served]]:
    """Serve `app`, log in, and give portal and server."""
    with serve(app) as served, ott.Portal(served.url + path, patience=QUICK, **settings) as portal:
        portal.login(USERNAME, PASSWORD, name="José", regional=3)
        yield portal, served


def test_fields_told_by_the_text_before_them_and_pages_by_offset():
    with portal_of(layout.create_app()) as (portal, served):
        charges = portal.transactions("1226 0000-0055")
        assert charges["trx_id"].tolist() == TRX_IDS
        assert charges.attrs["pages"] == 3
        assert charges.attrs["announced"] == 45
        assert [visit.path for visit in served.visits[-3:]] == ["/trx", "/trx/20", "/trx/40"]
        subscription = portal.subscriptions(NUMBER).iloc[0]
        assert subscription["partner_ref"] == REFERENCE
        assert subscription["price"] == 29000
        assert pd.isna(subscription["end_time"])
        assert "p1=&" in served.to("/subs")[-1].query  # the phone's field is left alone
        assert served.to("/subs")[-1].query.endswith("go=Search")


def test_a_row_that_says_no_data_is_no_row():
    with portal_of(layout.create_app()) as (portal, _):
        none = portal.subscriptions(OTHER)
        assert len(none) == 0
        assert none.attrs["announced"] == 0
        assert none["price"].dtype == "Int64"


def test_days_are_inclusive_and_a_missing_end_is_filled_in():
    with portal_of(layout.create_app()) as (portal, served):
        some = portal.transactions(NUMBER, since="2022-11-20", until="2022-12-20")
        assert some["trx_id"].tolist() == TRX_IDS[:2]
        assert some.attrs["filtered"] is True
        assert len(portal.transactions(NUMBER, since="2022-12-01")) == 1
        assert f"p3=2022-12-01&p4={now():%Y-%m-%d}" in served.visits[-1].query
        assert len(portal.transactions(NUMBER, until="2019-04-30")) == 1
        assert "p3=2000-01-01&p4=2019-04-30" in served.visits[-1].query
        assert portal.transactions(NUMBER).attrs["filtered"] is False


def test_one_time_tokens_and_pages_kept_in_the_session():
    with portal_of(tokens.create_app()) as (portal, served):
        for _ in range(3):
            charges = portal.transactions(NUMBER)
            assert charges["trx_id"].tolist() == TRX_IDS
        assert len(served.to("/transaksi", "POST")) == 3
        # The form is opened once; afterwards each answer brings the next token.
        assert len([v for v in served.to("/transaksi", "GET") if not v.query]) == 1


def test_presets_of_the_form_do_not_narrow_the_answer():
    with portal_of(tokens.create_app()) as (portal, served):
        found_rows = portal.subscriptions(NUMBER)
        assert found_rows["service"].tolist() == [tokens.SERVICE]  # cp1252 from end to end
        body = served.to("/langganan", "POST")[-1].body.decode()
        assert "y4=*" not in body  # in form encoding
        assert "y4=%2A&y5=all_item&aksi=cari" in body
        none = portal.transactions(NUMBER, ott="disney")
        assert len(none) == 0
        assert none.attrs["filtered"] is True


REGIONAL = '<select name="r" title="Regional">{}<option value="3" selected>Regional 3</select>'


@pytest.mark.parametrize(
    ("field", "sent", "filtered"),
    [
        (REGIONAL.format('<option value="">Pilih Regional</option>'), b"&r=", False),
        (REGIONAL.format('<option value="0">Semua</option>'), b"&r=0", False),
        (REGIONAL.format('<option value="2">Regional 2</option>'), b"&r=3", True),
        ('<input name="r" title="Regional" value="Regional 3">', b"&r=", False),
        ('<input name="r" title="Regional">', b"&r=", False),
        ('<input type="radio" name="r" value="" title="Regional"> Semua'
         '<input type="radio" name="r" value="3" checked> Regional 3', b"&r=", False),
        ('<fieldset><legend>Regional</legend><input type="radio" name="r" value="2"> 2'
         '<input type="radio" name="r" value="3" checked> 3</fieldset>', b"&r=3", True),
        ('<fieldset><legend>Regional</legend><input type="radio" name="r" value="2"> 2'
         '<input type="radio" name="r" value="3"> 3</fieldset>', b"", False),
        (REGIONAL.format('<option value="0">Semua</option>') * 2, b"&r=3&r=3", True),
        (REGIONAL.format("").replace("3</sel", '3<option value="" selected>–</sel') * 2,
         b"&r=&r=", False),
    ],
)  # fmt: skip
def test_a_filter_that_nobody_asked_for_is_opened_up_or_told(ask, field, sent, filtered):
    form = page(FORM.replace("<button>", f"{field}<button>"))
    portal, served = ask(Script([FOUND], pages={"/subs": form}))
    assert portal.subscriptions(NUMBER).attrs["filtered"] is filtered
    assert served.visits[-1].body.partition(f"number={NUMBER}".encode())[2] == sent


def test_a_regional_is_not_taken_for_the_number_of_another(ask):
    other = '<option value="4">Regional 3</option><option value="2">Regional 1</option>'
    field = REGIONAL.format(other).replace("Regional 3</sel", "Regional 2</sel")
    form = page(FORM.replace("<button>", f"{field}<button>"))
    portal, served = ask(Script([FOUND], pages={"/subs": form}))
    with pytest.raises(ott.QueryError, match="'3' is not one of the choices"):
        portal.subscriptions(NUMBER, regional=3)
    portal.subscriptions(NUMBER, regional="Regional 3")
    assert served.visits[-1].body.endswith(b"r=4")


def test_names_are_sent_in_the_character_set_of_the_page():
    with portal_of(tokens.create_app()) as (_, served):
        assert b"x3=Jos%E9&x4=r3" in served.to("/masuk")[0].body


def test_a_token_that_went_stale_is_fetched_anew():
    app = tokens.create_app()
    with portal_of(app) as (portal, served):
        portal.subscriptions(NUMBER)
        app.config["known"].clear()
        assert len(portal.subscriptions(NUMBER)) == 1
        assert len(served.to("/masuk")) == 1  # nobody had to log in again


def test_meaningless_names_need_the_callers_help():
    said = r"Name the right one: Portal\(url, fields=dict"
    with (
        portal_of(nameless.create_app(), "/app/") as (portal, _),
        pytest.raises(ott.PortalError, match=said),
    ):
        portal.subscriptions(NUMBER)
    with portal_of(nameless.create_app(), "/app/", fields={"number": "f2"}) as (portal, served):
        row = portal.subscriptions(NUMBER).iloc[0]
        assert row["service"] == "812 - Mola"
        assert row["CATATAN"] == "lihat nanti"
        assert portal.transactions(NUMBER)["trx_id"].tolist() == TRX_IDS[:2]
        assert b"f1=&f2=122600000055" in served.to("/app/t", "POST")[0].body
        log = portal.table("data log", NUMBER)
        assert log.loc[0].to_dict() == {
            "WAKTU": "2022-02-01 00:04:25", "PROSES": "charge", "KET.": "ok 2×",
            "CATATAN": "lihat nanti",
        }  # fmt: skip
        assert len(portal.transactions(OTHER)) == 0
        assert portal.menu()[:3] == ["Subscriptions", "Transactions Data", "Data Log"]
        with pytest.raises(ott.PortalError, match=r"no page Arsip\. Pages found: Subscriptions, "):
            portal.table("Arsip", NUMBER)


# --- the practice portal ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def dashboard() -> Iterator[practice.Server]:
    with practice.serve(page_size=1) as server:
        yield server


@contextmanager
def practised(server: practice.Server) -> Iterator[ott.Portal]:
    with ott.Portal(server.url, patience=QUICK) as portal:
        portal.login(practice.USERNAME, practice.PASSWORD, name="Sari", regional=3)
        yield portal


def test_the_practice_portal_answers(dashboard):
    with practised(dashboard) as portal:
        charges = portal.transactions(practice.SAMPLE_NUMBER)
        assert charges["trx_time"].astype(str).tolist() == [
            "2022-02-01 00:04:25", "2022-01-02 09:21:22",
        ]  # fmt: skip
        attrs = charges.attrs
        assert attrs["echo"].startswith("Hasil untuk pencarian: Nomor Indihome: 121500000017")
        assert (attrs["kind"], attrs["pages"], attrs["announced"]) == ("transactions", 2, 2)
        assert attrs["source"].startswith(dashboard.url + "/")
        assert json.loads(json.dumps(attrs)) == attrs
        assert len(portal.table("Data Log", practice.SAMPLE_NUMBER)) > 1


def test_a_session_lost_between_two_pages_is_resumed():
    with practice.serve(page_size=1) as server, practised(server) as portal:
        portal.transactions(practice.SAMPLE_NUMBER)
        server.faults.expire_after = 1
        assert len(portal.transactions(practice.SAMPLE_NUMBER)) == 2


def test_a_practice_portal_that_is_ill_is_an_error_not_an_empty_result():
    with practice.serve() as server, practised(server) as portal:
        number = practice.SAMPLE_NUMBER
        server.faults.maintenance = True
        with pytest.raises(ott.PortalError, match="maintenance"):
            portal.subscriptions(number)
        server.faults.clear()
        server.faults.truncate_at = 0.5
        with pytest.raises((ott.ParseError, ott.PortalError), match="before its end"):
            portal.subscriptions(number)
        server.faults.clear()
        server.faults.status = 503
        server.faults.times = 2
        assert len(portal.subscriptions(number)) == 1


# --- a portal that answers with prepared pages --------------------------------------------------


@pytest.fixture
def ask() -> Iterator[Callable[..., tuple[ott.Portal, Served]]]:
    """Starts a scripted portal, logs in, and gives both."""
    with ExitStack() as stack:

        def _ask(script: Script, **settings: Any) -> tuple[ott.Portal, Served]:
            served = stack.enter_context(serve(scripted.create_app(script)))
            settings = {"patience": QUICK, **settings}
            portal = stack.enter_context(ott.Portal(served.url, **settings))
            portal.login(USERNAME, PASSWORD)
            return portal, served

        yield _ask


def test_subscriptions_as_announced(ask):
    portal, served = ask(Script([FOUND]))
    assert len(portal.subscriptions(NUMBER)) == 1
    assert portal.subscriptions(NUMBER).attrs["notes"] == []
    assert len(served.to("/subs")) == 1  # the form is opened once
    assert len({visit.client for visit in served.visits}) == 1  # over one connection


def test_wrong_questions_are_refused_before_anything_is_sent(ask):
    portal, served = ask(Script([FOUND]))
    before = len(served.visits)
    for question in (
        {"number": "12345"},
        {"number": NUMBER, "since": "2022-13-01"},
        {"number": NUMBER, "since": "2022-02-02", "until": "2022-02-01"},
    ):
        with pytest.raises(ott.QueryError):
            portal.subscriptions(**question)
    assert len(served.visits) == before


def test_a_filter_that_the_form_does_not_have_is_an_error(ask):
    portal, _ = ask(Script([FOUND]))
    with pytest.raises(ott.PortalError, match="0 fields of the form may be «since»"):
        portal.subscriptions(NUMBER, since="2022-01-01")


# logging in


def test_a_refused_password_is_sent_once_and_the_reason_quoted(ask):
    with serve(scripted.create_app(Script())) as served, ott.Portal(served.url) as portal:
        with pytest.raises(ott.LoginError, match=r"refused the log-in: Login gagal\. Check"):
            portal.login(USERNAME, "salah")
        with pytest.raises(ott.LoginError, match="Nobody is logged in"):
            portal.subscriptions(NUMBER)
        assert len(served.to("/login")) == 1
        portal.login(USERNAME, PASSWORD)
        assert "logged in" in repr(portal)


def test_a_login_that_the_portal_is_too_busy_for_is_not_repeated():
    script = Script(logins=[(503, {"Retry-After": "0"}, "busy")] * 3)
    with serve(scripted.create_app(script)) as served, ott.Portal(served.url) as portal:
        with pytest.raises(ott.PortalError, match="status 503") as caught:
            portal.login(USERNAME, PASSWORD)
        assert not isinstance(caught.value, ott.LoginError)
        assert len(served.to("/login")) == 1


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((401, {}, LOGIN.format(said="<p>Akun terkunci</p>")), "Akun terkunci"),
        (LOGIN.format(said=""), "gave no reason"),
        ("<html><body>Login gagal. <a href='/'>Kembali</a></body></html>", "Login gagal"),
        (LOGIN.format(said=f"<p>Sandi {PASSWORD} salah</p>"), "Sandi … salah"),
    ],
)
def test_what_a_refusal_looks_like(answer, said):
    script = Script(logins=[answer])
    with serve(scripted.create_app(script)) as served, ott.Portal(served.url) as portal:
        with pytest.raises(ott.LoginError, match=said) as caught:
            portal.login(USERNAME, PASSWORD)
        assert PASSWORD not in str(caught.value)
        assert len(served.to("/login")) == 1


@pytest.mark.parametrize(
    "answer",
    [
        (500, {}, f"<title>SQL error near '{PASSWORD}'</title>"),
        (500, {}, f'<p class="error">{"x" * 290} {PASSWORD}</p>'),
        f"<html><h1>Maintenance</h1><p>{PASSWORD}</p></html>",
        LOGIN.format(said=f"<p>{'x' * 290} {PASSWORD}</p>"),
        LOGIN.format(said=f'<p class="error">{"x" * 290} {PASSWORD}</p>'),
    ],
)
def test_no_error_of_logging_in_repeats_the_password(answer):
    script = Script(logins=[answer])
    with serve(scripted.create_app(script)) as served, ott.Portal(served.url) as portal:
        with pytest.raises(ott.PortalError) as caught:
            portal.login(USERNAME, PASSWORD)
        assert PASSWORD[:4] not in str(caught.value)


@pytest.mark.parametrize("status", [500, 503])
def test_an_outage_that_is_cut_off_is_no_page_to_log_in(status):
    script = Script(pages={"/": (status, {}, CUT)})
    with (
        serve(scripted.create_app(script)) as served,
        ott.Portal(served.url, patience=QUICK) as portal,
    ):
        with pytest.raises(ott.PortalError, match=f"status {status}"):
            portal.login(USERNAME, PASSWORD)
        script.pages, script.logins = {}, [(status, {}, CUT)]
        with pytest.raises(ott.PortalError, match=f"status {status}") as caught:
            portal.login(USERNAME, PASSWORD)
        assert not isinstance(caught.value, ott.LoginError)


@pytest.mark.parametrize(
    "outage",
    [
        (500, {}, "<title>Galat</title>"),
        (500, {}, '<title>Galat</title><a href="/">Beranda</a>'),
        (503, {}, '<title>Sibuk</title><a href="/">Masuk</a>'),
        (503, {}, LOGIN.format(said="Sibuk")),
        '<html><h1>Maintenance</h1><a href="/">Masuk</a></html>',
        (500, {}, CUT),
    ],
)
def test_an_outage_behind_the_login_is_neither_refusal_nor_success(ask, outage):
    script = Script([FOUND])
    portal, served = ask(script)
    script.signed_in, script.logins = False, ["<html><body>Tunggu sebentar</body></html>"]
    script.pages["/"] = lambda: outage if len(served.to("/login")) == 2 else LOGIN.format(said="")
    with pytest.raises(ott.PortalError, match=r"status 50|maintenance") as caught:
        portal.subscriptions(NUMBER)
    assert not isinstance(caught.value, ott.LoginError)
    del script.pages["/"]
    assert len(portal.subscriptions(NUMBER)) == 1  # what was typed is still known


def test_a_form_for_a_new_password_beside_a_way_out_is_no_login(ask):
    form = '<form method="post" action="/pw"><input type="password" name="p"></form>'
    menu = '<a href="/addon">Addon [Softbundling]</a><a href="/x">[ Keluar ]</a>'
    home = f"<html><body>{menu}{form}</body></html>"
    script = Script([FOUND], logins=[home], signed_in=True, pages={"/addon": page("")})
    portal, _ = ask(script)
    assert len(portal.subscriptions(NUMBER)) == 1


def test_a_portal_may_say_welcome_before_it_shows_the_menu():
    script = Script(logins=["<html><body>Tunggu sebentar</body></html>"])
    with serve(scripted.create_app(script)) as served, ott.Portal(served.url) as portal:
        script.pages["/"] = lambda: (
            page("") if served.to("/login") else LOGIN.format(said="")
        )  # fmt: skip
        portal.login(USERNAME, PASSWORD)


def test_the_login_page_may_lie_behind_a_link():
    script = Script(pages={"/": "<html><a href='/sesi'>Masuk</a></html>"})
    script.pages["/sesi"] = LOGIN.format(said="")
    with serve(scripted.create_app(script)) as served, ott.Portal(served.url) as portal:
        portal.login(USERNAME, PASSWORD)


def test_a_login_form_that_shows_the_password_in_the_address_is_not_used():
    script = Script(pages={"/": LOGIN.format(said="").replace('method="post"', "")})
    with serve(scripted.create_app(script)) as served, ott.Portal(served.url) as portal:
        with pytest.raises(ott.PortalError, match="password into the address"):
            portal.login(USERNAME, PASSWORD)
        assert [visit.path for visit in served.visits] == ["/"]


def test_no_secret_shows():
    with serve(scripted.create_app(Script())) as served:
        with ott.Portal(served.url) as portal:
            portal.login(USERNAME, PASSWORD)
            assert PASSWORD not in repr(portal) + repr(vars(portal))
        assert "not logged in" in repr(portal)


# the session


def test_a_lost_session_is_resumed_once(ask):
    script = Script([FOUND])
    portal, served = ask(script)
    portal.subscriptions(NUMBER)
    script.signed_in, script.token = False, "token-2"  # a new session has a new token
    assert len(portal.subscriptions(NUMBER)) == 1
    assert len(served.to("/login")) == 2


def test_a_session_that_does_not_last_has_expired(ask):
    script = Script([FOUND])
    portal, served = ask(script)
    script.signed_in = script.lasting = False
    with pytest.raises(ott.SessionExpiredError):
        portal.subscriptions(NUMBER)
    assert len(served.to("/login")) == 2


LANDING = '<html><body>{said}<a href="/">Masuk</a></body></html>'
ENDED = '<div class="alert alert-danger">Sesi Anda telah habis</div>'


@pytest.mark.parametrize("said", ["", ENDED])
@pytest.mark.parametrize("status", [200, 401])
def test_a_session_that_ended_on_a_page_with_a_link_to_the_login_is_resumed(ask, said, status):
    script = Script([FOUND])
    portal, served = ask(script)
    portal.subscriptions(NUMBER)
    before = (status, {}, LANDING.format(said=said))
    script.answers = [lambda: before if len(served.to("/login")) == 1 else FOUND]
    script.pages["/subs"] = lambda: before if len(served.to("/login")) == 1 else page(FORM)
    script.pages["/"] = lambda: LOGIN.format(said="")
    assert len(portal.subscriptions(NUMBER)) == 1
    assert len(served.to("/login")) == 2


def test_a_session_that_keeps_ending_there_has_expired(ask):
    script = Script([LANDING.format(said="")])
    portal, served = ask(script)
    with pytest.raises(ott.SessionExpiredError):
        portal.subscriptions(NUMBER)
    script.pages["/subs"] = LANDING.format(said=ENDED)
    with pytest.raises(ott.SessionExpiredError):
        portal.subscriptions(NUMBER)
    assert len(served.to("/login")) == 2


def test_an_outage_that_shows_the_way_to_the_login_is_an_outage(ask):
    portal, served = ask(Script([(500, {}, LANDING.format(said="<title>Galat</title>"))]))
    with pytest.raises(ott.PortalError, match="status 500: Galat") as caught:
        portal.subscriptions(NUMBER)
    assert not isinstance(caught.value, ott.SessionExpiredError)
    assert len(served.to("/login")) == 1


FOLDER = '<html><body><a href="/addon">Addon</a><a href="/x">Keluar</a></body></html>'


def test_a_session_that_ended_before_the_menu_folder_was_opened_is_resumed(ask):
    script = Script([FOUND], logins=[FOLDER, FOLDER], signed_in=True)
    portal, served = ask(script)
    script.pages["/addon"] = lambda: (
        LOGIN.format(said="") if len(served.to("/login")) == 1 else page("")
    )
    assert len(portal.subscriptions(NUMBER)) == 1
    assert len(served.to("/login")) == 2


@pytest.mark.parametrize(
    ("folder", "error", "logins"),
    [
        (LOGIN.format(said=""), ott.SessionExpiredError, 2),
        ((500, {}, "<title>Galat</title>"), ott.PortalError, 1),
    ],
)
def test_a_menu_folder_that_does_not_open(ask, folder, error, logins):
    script = Script([FOUND], logins=[FOLDER, FOLDER], signed_in=True, pages={"/addon": folder})
    portal, served = ask(script)
    with pytest.raises(error, match=r"Log in again|status 500"):
        portal.subscriptions(NUMBER)
    assert len(served.to("/login")) == logins


def test_a_form_is_kept_by_a_look_up_that_succeeded(ask):
    script = Script([FOUND, page(ENDED), FOUND])
    portal, served = ask(script)
    portal.subscriptions(NUMBER)
    with pytest.raises(ott.PortalError, match="Sesi Anda telah habis"):
        portal.subscriptions(NUMBER)
    assert len(portal.subscriptions(NUMBER)) == 1
    assert len(served.to("/subs")) == 2


def test_a_password_refused_on_the_way_is_not_sent_again(ask):
    script = Script([FOUND])
    portal, served = ask(script)
    script.signed_in, script.logins = False, [LOGIN.format(said="Sandi sudah diganti")]
    with pytest.raises(ott.LoginError, match="Sandi sudah diganti"):
        portal.subscriptions(NUMBER)
    with pytest.raises(ott.LoginError, match="Nobody is logged in"):
        portal.subscriptions(NUMBER)
    assert len(served.to("/login")) == 2


def test_a_login_that_fails_on_the_way_may_be_tried_with_the_next_look_up(ask):
    script = Script([FOUND])
    portal, served = ask(script)
    script.signed_in, script.logins = False, [(503, {}, "busy")]
    with pytest.raises(ott.PortalError, match="status 503"):
        portal.subscriptions(NUMBER)
    assert len(portal.subscriptions(NUMBER)) == 1
    assert len(served.to("/login")) == 3


@pytest.mark.parametrize("status", [403, 419])
def test_a_stale_token_opens_the_form_anew(ask, status):
    script = Script([(status, {}, "Page Expired"), FOUND])
    portal, served = ask(script)
    assert len(portal.subscriptions(NUMBER)) == 1
    assert (len(served.to("/subs")), len(served.to("/login"))) == (2, 1)


def test_a_page_that_stays_forbidden_is_an_error(ask):
    portal, served = ask(Script([(403, {}, "<title>Terlarang</title>")]))
    with pytest.raises(ott.PortalError, match="status 403: Terlarang") as caught:
        portal.subscriptions(NUMBER)
    assert not isinstance(caught.value, ott.SessionExpiredError)
    assert len(served.to("/search")) == 2


def test_a_forbidden_page_is_no_lost_session_where_the_start_page_always_asks(ask):
    """As it does where somebody gave the address of the log-in page itself."""
    forbidden = (403, {}, "<title>Terlarang</title>")
    portal, served = ask(Script([FOUND], pages={"/subs": forbidden}))
    with pytest.raises(ott.PortalError, match="status 403: Terlarang") as caught:
        portal.subscriptions(NUMBER)
    assert not isinstance(caught.value, ott.SessionExpiredError)
    assert len(served.to("/login")) == 2  # it may have been the session, and was tried once


def test_another_portal_has_a_session_of_its_own(ask):
    with portal_of(tokens.create_app()) as (portal, served), portal.again() as other:
        assert repr(other) == repr(portal)
        assert len(served.to("/masuk")) == 1  # it logs in when it is asked, not before
        assert len(other.subscriptions(NUMBER)) == len(portal.subscriptions(NUMBER)) == 1
        assert len(other.subscriptions(NUMBER)) == 1
        assert len(served.to("/masuk")) == 2
    with ott.Portal(served.url) as nobody, pytest.raises(ott.LoginError, match="Nobody"):
        nobody.again().subscriptions(NUMBER)


def test_a_password_that_is_refused_is_forgotten_by_all(ask):
    script = Script([FOUND])
    portal, served = ask(script)
    other = portal.again()
    with other, other.again() as third:
        script.signed_in, script.logins = False, [LOGIN.format(said="Sandi sudah diganti")]
        with pytest.raises(ott.LoginError, match="Sandi sudah diganti"):
            portal.subscriptions(NUMBER)
        for like in (portal, other, third):
            assert "not logged in" in repr(like)
            with pytest.raises(ott.LoginError, match="Nobody is logged in"):
                like.subscriptions(NUMBER)
    assert len(served.to("/login")) == 2


def test_a_password_that_is_refused_is_sent_by_one_of_those_that_ask_at_once(ask):
    def refused() -> str:
        time.sleep(0.3)
        return LOGIN.format(said="Sandi sudah diganti")

    script = Script([FOUND])
    portal, served = ask(script)
    script.signed_in, script.logins = False, [refused] * 3
    said, start = [], Barrier(3)

    def look_up(like: ott.Portal) -> None:
        start.wait()
        with pytest.raises(ott.LoginError) as caught:
            like.subscriptions(NUMBER)
        said.append(str(caught.value))

    with portal.again() as second, portal.again() as third:
        threads = [Thread(target=look_up, args=[like]) for like in (portal, second, third)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(text.partition(":")[0] for text in said) == [
        "Nobody is logged in. Call portal.login(username, password) first.",
        "Nobody is logged in. Call portal.login(username, password) first.",
        "The portal refused the log-in",
    ]
    assert len(served.to("/login")) == 2


def test_a_portal_that_is_closed_leaves_another_its_password(ask):
    portal, _ = ask(Script([FOUND]))
    with portal.again() as other:
        portal.close()
        assert "not logged in" in repr(portal)
        assert len(other.subscriptions(NUMBER)) == 1


# what is no result


@pytest.mark.parametrize(
    ("answer", "error", "said"),
    [
        pytest.param(page("<p>Selamat datang</p>"), ott.ParseError,
                     "does not say that there are none", id="something else"),
        pytest.param(found("", 3), ott.PortalError, "Only 0 of 3 rows", id="no table"),
        pytest.param(found("", None), ott.ParseError, "does not say", id="nothing said"),
        pytest.param(found(table([SUBSCRIPTION]), 10), ott.PortalError, "Only 1 of 10 rows",
                     id="too few"),
        pytest.param(found(table([SUBSCRIPTION]), 0), ott.PortalError, "0 rows, but 1 were",
                     id="announces none"),
        pytest.param(found("<p>Tidak ada data</p>", 2), ott.PortalError, "Only 0 of 2",
                     id="contradiction"),
        pytest.param(found(table([], list(SUBSCRIPTION)) + "<script>load()</script>", None),
                     ott.ParseError, "filled by a script", id="filled by script"),
        pytest.param(found(table([SUBSCRIPTION]), 1, OTHER), ott.PortalError,
                     "Another number's result, not shown", id="another echo"),
        pytest.param(found(table([SUBSCRIPTION, {**SUBSCRIPTION, "IndiHome": OTHER}]), 2),
                     ott.PortalError, "Another number's result, not shown", id="another row"),
        pytest.param(FOUND[: FOUND.index("</tbody>")], ott.ParseError, "before its end",
                     id="truncated"),
        pytest.param(found(table([{k: v for k, v in SUBSCRIPTION.items() if k != "Item"}])),
                     ott.ParseError, "Item is missing. Headers found: Partner ref_no, IndiHome, ",
                     id="missing column"),
        pytest.param(found(table([SUBSCRIPTION]).replace("Denom (Rp.)", "Price")),
                     ott.ParseError, "two columns are both", id="duplicate headers"),
        pytest.param(found(table([{**SUBSCRIPTION, "Start Time": "2022-13-01 00:00:00"}])),
                     ott.ParseError, "Row 1, Start Time: not a time .*2022-13-01", id="no date"),
        pytest.param(page('<div class="alert alert-danger">Galat basis data</div>'),
                     ott.PortalError, "Galat basis data", id="error banner"),
        *(pytest.param(found(f'<div class="alert alert-danger">{outage}</div>', None),
                       ott.PortalError, f"an error instead of a result: {outage}", id=outage)
          for outage in ("Tidak ada koneksi ke database", "No connection to database",
                         "Data tidak dapat dimuat: layanan tidak tersedia",
                         "No response from data source")),
        pytest.param(page("<h2>Pesan</h2><p>Tidak ada data</p>"), ott.ParseError, "does not say",
                     id="none of something else"),
        pytest.param(found("<p style='display:none'>Tidak ada data</p>", None), ott.ParseError,
                     "does not say", id="hidden for a script"),
        pytest.param(page('<p class="alert alert-danger" hidden>Tidak ada data</p>'),
                     ott.ParseError, "does not say", id="hidden banner"),
        pytest.param("<html><h1>Sistem dalam pemeliharaan</h1></html>", ott.PortalError,
                     "maintenance: Sistem dalam pemeliharaan", id="maintenance"),
        pytest.param((500, {}, "<title>Whoops</title>"), ott.PortalError, "status 500: Whoops",
                     id="status 500"),
        pytest.param((500, {}, CUT), ott.PortalError, "status 500", id="status 500, cut off"),
        pytest.param((503, {}, CUT), ott.PortalError, "status 503", id="status 503, cut off"),
        pytest.param((500, {}, b"<html>\x81\x81"), ott.PortalError, "status 500",
                     id="status 500, no text"),
        pytest.param((404, {"Content-Type": "application/json"}, "{}"), ott.PortalError,
                     "status 404", id="status 404"),
        pytest.param((200, {"Content-Type": "application/json"}, "{}"), ott.PortalError,
                     "application/json, not with a web page", id="no HTML"),
        pytest.param((200, {}, b"<html>\x81\x81</html>"), ott.ParseError, "UTF-8, cp1252",
                     id="no text"),
    ],
)  # fmt: skip
def test_what_is_no_result_is_an_error(ask, answer, error, said):
    portal, _ = ask(Script([answer]))
    with pytest.raises(error, match=said) as caught:
        portal.subscriptions(NUMBER)
    assert OTHER not in str(caught.value)


@pytest.mark.parametrize(
    "answer",
    [
        found(table([], list(SUBSCRIPTION)), 0),
        found("", 0),
        found("<p>Tidak ada data.</p>", None),
        found(f"<table><tr>{'<th>x' * 12}<tr><td colspan=12>Tidak ada data</table>".replace(
            "<th>x" * 12, "".join(f"<th>{name}" for name in SUBSCRIPTION)), None),
        page('<div class="alert alert-danger">Data tidak ditemukan</div>'),
        page(table([], list(SUBSCRIPTION)) + "<p>Tidak ada data</p>"),
    ],
)  # fmt: skip
def test_an_empty_result_is_one_that_says_so(ask, answer):
    portal, served = ask(Script([answer]))
    none = portal.subscriptions(NUMBER)
    assert len(none) == 0
    assert list(none.columns)[:2] == ["partner_ref", "indihome_number"]
    assert len(served.to("/search")) == 1


def test_a_count_that_differs_is_read_once_more(ask):
    portal, served = ask(Script([found(table([SUBSCRIPTION]), 2), FOUND]))
    assert len(portal.subscriptions(NUMBER)) == 1
    assert len(served.to("/search")) == 2
    assert len(served.to("/subs")) == 2  # from a form opened anew


def test_missing_values_in_all_their_spellings(ask):
    ends = ["0000-00-00 00:00:00", "-", "NULL", ""]
    rows = [{**SUBSCRIPTION, "End Time": end, "Partner ref_no": f"r{end}"} for end in ends]
    portal, _ = ask(Script([found(table(rows), 4)]))
    assert portal.subscriptions(NUMBER)["end_time"].isna().all()


def test_a_notice_that_stood_there_before_the_search_is_no_error(ask):
    notice = '<div class="alert alert-danger">Libur tanggal 17</div>'
    portal, _ = ask(Script([found(notice + table([SUBSCRIPTION]))], before=notice))
    assert len(portal.subscriptions(NUMBER)) == 1


def test_a_banner_that_stood_there_before_the_search_does_not_answer_it(ask):
    notice = '<div class="alert alert-danger">Tidak ada data</div>'
    portal, _ = ask(Script([page(notice)], before=notice))
    with pytest.raises(ott.ParseError, match="does not say"):
        portal.subscriptions(NUMBER)


NONE = [
    "<p>Showing: 0</p>",
    "<p>Tidak ada data</p>",
    table([], list(SUBSCRIPTION)).replace("<tbody>", "<tbody><tr><td colspan=11>Tidak ada data"),
]


@pytest.mark.parametrize("none", NONE)
def test_none_that_stood_there_before_the_search_does_not_answer_it(ask, none):
    portal, _ = ask(Script([page(none + FORM)], before=none))
    with pytest.raises(ott.ParseError, match="does not say"):
        portal.subscriptions(NUMBER)
    portal, _ = ask(Script([found(none, None)], before=none))
    assert len(portal.subscriptions(NUMBER)) == 0  # the answer names the number
    portal, _ = ask(Script([page(table([SUBSCRIPTION]) + "<p>Showing: 1</p>")], before=none))
    assert len(portal.subscriptions(NUMBER)) == 1


@pytest.mark.parametrize("none", [NONE[0], NONE[2]])
def test_none_is_believed_without_an_echo_where_the_form_did_not_say_so(ask, none):
    portal, _ = ask(Script([page(none + FORM)], before="<p>Showing: 1</p>"))
    assert len(portal.subscriptions(NUMBER)) == 0


def test_tables_that_lay_out_fields_are_no_data(ask):
    form = "<table><tr><td>Tahun</td><td><select><option>2022</select></td></tr></table>"
    portal, _ = ask(Script([found(form + "<p>Tidak ada data</p>", None)], before=form))
    assert len(portal.table("Subscriptions", NUMBER)) == 0
    portal, _ = ask(Script([found(form, None)], before=form))
    with pytest.raises(ott.ParseError, match="does not say"):
        portal.table("Subscriptions", NUMBER)


def test_a_page_of_the_menu_may_be_read_without_a_search(ask):
    script = Script(pages={"/subs": page(table([SUBSCRIPTION]))})
    portal, _ = ask(script)
    shown = portal.table("SUBSCRIPTIONS")
    assert shown["Price (Rp.)"].tolist() == ["29.000,00"]
    assert shown.attrs["number"] is None


@pytest.mark.parametrize(
    "header",
    ["Nomor Internet", "No. Internet", "No Inet", "Internet", "ND", "Nomor Pelanggan"],
)
def test_another_customers_row_in_any_table_is_refused(ask, header):
    rows = [{"Proses": "charge", header: NUMBER, "Ket.": "ok"}]
    portal, _ = ask(Script([page(table(rows))]))
    assert len(portal.table("Subscriptions", NUMBER)) == 1
    portal, _ = ask(Script([page(table([*rows, {**rows[0], header: OTHER}]))]))
    with pytest.raises(ott.PortalError, match="Another number's result, not shown") as caught:
        portal.table("Subscriptions", NUMBER)
    assert OTHER not in str(caught.value)


def test_what_stands_beside_the_number_is_no_other_number(ask):
    row = {"IndiHome": NUMBER, "ND": "0274123456", "Internet": "50 Mbps"}
    portal, _ = ask(Script([page(table([row]))]))
    assert portal.table("Subscriptions", NUMBER)["ND"].tolist() == ["0274123456"]
    portal, _ = ask(Script([page(table([{**row, "IndiHome": "50 Mbps"}]))]))
    assert portal.table("Subscriptions", NUMBER)["IndiHome"].tolist() == ["50 Mbps"]


def test_pages_of_one_name_at_two_addresses_are_unclear(ask):
    script = Script([FOUND], logins=[])
    with serve(scripted.create_app(script)) as served, ott.Portal(served.url) as portal:
        script.logins = [page('<a href="/gimmick">Subscriptions</a>')]
        portal.login(USERNAME, PASSWORD)
        with pytest.raises(ott.PortalError, match=r"several pages Subscriptions: .*/gimmick"):
            portal.subscriptions(NUMBER)


def test_a_menu_folder_is_opened(ask):
    menu = '<html><body><a href="/addon">Addon [Softbundling]</a></body></html>'
    script = Script([FOUND], logins=[menu], signed_in=True, pages={"/addon": page("")})
    portal, _ = ask(script)
    assert len(portal.subscriptions(NUMBER)) == 1


# several pages


def pages_of(*parts: list[dict[str, str]], count: int | None, link: str = "{n}") -> dict[str, str]:
    """Return the pages of a result at /search/2 and so on; the first is at "first"."""
    made = {}
    for n, rows in enumerate(parts, start=1):
        text = link.format(n=n + 1)
        more = f'<a href="/search/{n + 1}">{text}</a>' if n < len(parts) else ""
        made[f"/search/{n}"] = found(table(rows) + more, count)
    made["first"] = made.pop("/search/1")
    return made


@pytest.mark.parametrize("link", ["{n}", "Next »", "Berikutnya", "›", "»", "[{n}]"])
def test_next_links_in_many_words(ask, link):
    made = pages_of(CHARGES[:2], CHARGES[2:4], CHARGES[4:5], count=5, link=link)
    portal, _ = ask(Script([made.pop("first")], pages=made))
    assert portal.transactions(NUMBER)["trx_id"].tolist() == TRX_IDS[:5]


def test_links_that_lead_to_other_things_are_not_followed(ask):
    others = (
        '<a href="/messages/2">2</a><a href="/news?page=2">Next</a><a href="#">2</a>'
        '<a href="javascript:go(2)">2</a><a href="/search/9">9</a>'
    )
    portal, served = ask(Script([found(others + table(CHARGES[:2]), 2)]))
    assert len(portal.transactions(NUMBER)) == 2
    assert len(served.to("/search")) == 1
    assert served.visits[-1].path == "/search"


def test_pages_elsewhere_are_followed_while_rows_are_wanting(ask):
    first = found(table(CHARGES[:2]) + '<a href="/lanjutan?h=2">2</a>', 3)
    second = found(table(CHARGES[2:3]) + '<a href="/lanjutan?h=3">3</a>', 3)
    portal, served = ask(Script([first], pages={"/lanjutan": second}))
    assert len(portal.transactions(NUMBER)) == 3
    assert len(served.to("/lanjutan")) == 1


def test_two_links_to_the_next_page_are_unclear(ask):
    links = '<a href="/search/2">2</a><a href="/search/20">2</a>'
    portal, _ = ask(Script([found(table(CHARGES[:2]) + links, 4)]))
    with pytest.raises(ott.PortalError, match="Which link leads to page 2 is unclear"):
        portal.transactions(NUMBER)


def test_each_page_may_announce_its_own_rows(ask):
    made = pages_of(CHARGES[:2], CHARGES[2:4], count=2)
    portal, _ = ask(Script([made.pop("first")], pages=made))
    assert portal.transactions(NUMBER).attrs["announced"] == 4


def test_a_row_on_two_pages_is_one_row_and_noted(ask):
    made = pages_of(CHARGES[:2], CHARGES[1:3], count=3)
    portal, served = ask(Script([made.pop("first")], pages=made))
    charges = portal.transactions(NUMBER)
    assert charges["trx_id"].tolist() == TRX_IDS[:3]
    assert [note["count"] for note in charges.attrs["notes"]] == [1]
    assert len(served.to("/search")) == 2  # only a second reading could tell


@pytest.mark.parametrize("count", [4, 2, None])
def test_a_row_on_two_pages_may_have_pushed_another_out(ask, count):
    """The fourth row, or of each page the second one: no count says that there are three."""
    made = pages_of(CHARGES[:2], CHARGES[1:3], count=count)
    portal, served = ask(Script([made.pop("first")], pages=made))
    with pytest.raises(ott.PortalError, match="1 rows stand on two pages, and others may be"):
        portal.transactions(NUMBER)
    assert len(served.to("/search")) == 2


def test_a_row_twice_on_one_page_stays_two(ask):
    portal, served = ask(Script([found(table([CHARGES[0], CHARGES[0]]), 2)]))
    assert len(portal.transactions(NUMBER)) == 2
    assert len(served.to("/search")) == 1


def test_rows_that_move_while_they_are_read(ask):
    """A new row pushes the last of page 1 onto page 2: it stands twice, and the second is lost."""
    moved = pages_of(CHARGES[1:3], CHARGES[2:4], count=4)
    still = pages_of(CHARGES[:2], CHARGES[2:4], count=4)
    seconds = iter([moved["/search/2"], still["/search/2"]])
    script = Script([moved["first"], still["first"]], pages={"/search/2": lambda: next(seconds)})
    portal, _ = ask(script)
    charges = portal.transactions(NUMBER)
    assert charges["trx_id"].tolist() == TRX_IDS[:4]
    assert charges.attrs["notes"] == []


def test_rows_that_keep_moving_are_an_error(ask):
    a = pages_of(CHARGES[1:3], CHARGES[2:4], count=4)
    b = pages_of(CHARGES[:2], CHARGES[1:3], count=4)
    seconds = iter([a["/search/2"], b["/search/2"]])
    script = Script([a["first"], b["first"]], pages={"/search/2": lambda: next(seconds)})
    portal, _ = ask(script)
    with pytest.raises(ott.PortalError, match="rows moved between the pages"):
        portal.transactions(NUMBER)


def test_pages_without_end_are_an_error(ask):
    pages = {
        f"/search/{n}": found(table([charge(n)]) + f'<a href="/search/{n + 1}">{n + 1}</a>', 99)
        for n in range(1, 10)
    }
    portal, _ = ask(Script([pages["/search/1"]], pages=pages), page_limit=5)
    with pytest.raises(ott.PortalError, match="more than 5 pages"):
        portal.transactions(NUMBER)


def test_a_circle_of_pages_ends(ask):
    back = found(table(CHARGES[1:2]) + '<a href="/search" rel="next">x</a>', 2)
    first = found(table(CHARGES[:1]) + '<a href="/search/2" rel="next">y</a>', 2)
    portal, _ = ask(Script([first], pages={"/search/2": back}))
    assert len(portal.transactions(NUMBER)) == 2


# the network


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_portal_is_asked_again(ask, status):
    portal, served = ask(Script([(status, {}, "busy"), (status, {}, "busy"), FOUND]))
    assert len(portal.subscriptions(NUMBER)) == 1
    assert [visit.method for visit in served.to("/search")] == ["POST"] * 3


def test_a_portal_that_stays_busy_is_an_error(ask):
    portal, served = ask(Script([(503, {}, "<title>Sibuk</title>")]))
    with pytest.raises(ott.PortalError, match="status 503: Sibuk"):
        portal.subscriptions(NUMBER)
    assert len(served.to("/search")) == 3


def test_retry_after_is_honoured(ask):
    portal, _ = ask(Script([(429, {"Retry-After": "1"}, "busy"), FOUND]))
    start = time.monotonic()
    assert len(portal.subscriptions(NUMBER)) == 1
    assert time.monotonic() - start >= 1


@pytest.mark.parametrize(
    "after",
    [
        "3600",
        pytest.param(formatdate(time.time() + 3600, usegmt=True), id="in an hour"),
        "9" * 20,
        "9" * 400,
        "Fri, 31 Dec 9999 23:59:59 -2300",
    ],
)
def test_a_wait_that_is_too_long_is_said_instead(ask, after):
    portal, served = ask(Script([(503, {"Retry-After": after}, "busy")]))
    with pytest.raises(ott.PortalError, match=r"asks to wait until \d{4}-\d\d-\d\d \d\d:"):
        portal.subscriptions(NUMBER)
    assert len(served.to("/search")) == 1


@pytest.mark.parametrize("after", ["soon", "Fri, 31 Dec 2026 23:59:59 +" + "9" * 20])
def test_a_wait_that_is_no_time_is_not_heard(ask, after):
    portal, served = ask(Script([(503, {"Retry-After": after}, "busy"), FOUND]))
    assert len(portal.subscriptions(NUMBER)) == 1
    assert len(served.to("/search")) == 2


@pytest.mark.parametrize(
    "target", ["http://127.0.0.2:{port}/x", "https://127.0.0.1:{port}/x", "http://127.0.0.1:1/x",
               "//example.invalid/x", "http://me@127.0.0.1:{port}/x"]
)  # fmt: skip
def test_no_request_leaves_scheme_host_and_port(ask, target):
    script = Script()
    portal, served = ask(script)
    port = served.url.rpartition(":")[2]
    script.answers = [(302, {"Location": target.format(port=port)}, "")]
    with pytest.raises(ott.PortalError, match="another place; nothing was sent there"):
        portal.subscriptions(NUMBER)
    assert served.visits[-1].path == "/search"


def test_an_address_in_any_letters_may_be_where_one_comes_from(ask):
    menu = '<html><body><a href="/lain–™">Subscriptions</a><a href="/x">Keluar</a></body></html>'
    script = Script([FOUND], logins=[menu], signed_in=True, pages={"/lain–™": page(FORM)})
    portal, served = ask(script)
    assert len(portal.subscriptions(NUMBER)) == 1
    assert served.to("/search")[0].referer == served.url + "/lain%E2%80%93%E2%84%A2"


def test_a_redirect_may_ask_for_the_same_form_again(ask):
    portal, served = ask(Script([(307, {"Location": "/search?again=1"}, ""), FOUND]))
    assert len(portal.subscriptions(NUMBER)) == 1
    first, second = served.to("/search", "POST")
    assert first.body == second.body


def test_nobody_there():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/?token=geheim"
        with (
            ott.Portal(url, patience=QUICK) as portal,
            pytest.raises(ott.PortalError, match="could not be reached") as caught,
        ):
            portal.login(USERNAME, PASSWORD)
    assert "geheim" not in str(caught.value) + repr(portal)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


WELCOME = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nHalo"


@contextmanager
def raw_server(answer: bytes, certificate: Path | None = None) -> Iterator[str]:
    """Answer every connection with these bytes and hang up; with a certificate, over TLS."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if certificate else None
    if tls and certificate:
        tls.load_cert_chain(certificate)

    def reply(connection: socket.socket) -> None:
        with tls.wrap_socket(connection, server_side=True) if tls else connection as talk:
            talk.recv(65536)
            talk.sendall(answer)

    def run(listening: socket.socket) -> None:
        with suppress(OSError):  # it ends when nobody listens any more
            while True:
                connection, _ = listening.accept()
                with connection, suppress(OSError):  # a client may refuse the certificate
                    reply(connection)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=run, args=[listening], daemon=True)
        thread.start()
        scheme = "https" if certificate else "http"
        yield f"{scheme}://127.0.0.1:{listening.getsockname()[1]}/"
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.mark.parametrize("target", [b"http://[x", b"http://127.0.0.1:x/", b"mailto:a@b"])
def test_a_redirect_to_no_address(target):
    answer = b"HTTP/1.1 302 Found\r\nLocation: %b\r\nContent-Length: 0\r\n\r\n" % target
    with (
        raw_server(answer) as url,
        ott.Portal(url, patience=QUICK) as portal,
        pytest.raises(ott.PortalError, match="another place; nothing was sent"),
    ):
        portal.login(USERNAME, PASSWORD)


def test_a_login_says_how_long_the_portal_wants_to_be_left_alone():
    script = Script(logins=[(429, {"Retry-After": "3600"}, "busy")])
    with serve(scripted.create_app(script)) as served, ott.Portal(served.url) as portal:
        with pytest.raises(ott.PortalError, match="asks to wait until"):
            portal.login(USERNAME, PASSWORD)
        assert len(served.to("/login")) == 1


def test_no_proxy_stands_between_here_and_here(monkeypatch, ask):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    portal, _ = ask(Script([FOUND]))
    assert len(portal.subscriptions(NUMBER)) == 1


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """A certificate for 127.0.0.1 with its key in one file, signed by nobody."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl to make a certificate")
    path = tmp_path_factory.mktemp("tls") / "own.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", str(path), "-out", f"{path}.crt"],
        check=True, capture_output=True,
    )  # fmt: skip
    with path.open("a") as both:
        both.write(Path(f"{path}.crt").read_text())
    return path


def test_a_certificate_that_nobody_signed_is_refused(certificate):
    with (
        raw_server(WELCOME, certificate) as url,
        ott.Portal(url, patience=QUICK) as portal,
        pytest.raises(ott.PortalError, match="not trusted by this computer; nothing was sent"),
    ):
        portal.login(USERNAME, PASSWORD)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system keeps the certificates")
def test_the_certificates_of_the_system_are_trusted(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
    with (
        raw_server(WELCOME, certificate) as url,
        ott.Portal(url, patience=QUICK) as portal,
        pytest.raises(ott.PortalError, match=r"0 forms on .* ask for one password"),
    ):
        portal.login(USERNAME, PASSWORD)  # read, and no log-in page


@pytest.mark.parametrize("url", ["127.0.0.1:80", "ftp://x/", "http://", "http://a:b@host/", ""])
def test_addresses_that_are_none(url):
    with pytest.raises(ott.QueryError) as caught:
        ott.Portal(url)
    assert "a:b" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "declared", "text", "charset"),
    [
        ("Télé".encode(), "", "Télé", "utf-8"),
        ("\ufeffTélé".encode(), "", "Télé", "utf-8"),
        ("\ufeffTélé".encode("utf-16-le"), "", "Télé", "utf-16-le"),
        ("Télé –".encode("cp1252"), "", "Télé –", "cp1252"),
        ("Télé –".encode("cp1252"), "text/html; charset=ISO-8859-1", "Télé –", "cp1252"),
        ("Télé –".encode("cp1252"), "text/html; charset=utf-8", "Télé –", "cp1252"),
        ("Télé –".encode("cp1252"), "text/html; charset=nonsense", "Télé –", "cp1252"),
        ("Télé".encode(), "text/html; charset=cp1252", "Télé", "utf-8"),
        ("<meta charset=cp1250>ő".encode("cp1250"), "", "<meta charset=cp1250>ő", "cp1250"),
        ("Télé – ".encode() + b"\xe9\xff", "", "Télé – éÿ", "utf-8"),
        ("Télé".encode("cp1252"), "text/html; charset=undefined", "Télé", "cp1252"),
    ],
)
def test_character_sets(content, declared, text, charset):
    assert decoded(content, declared) == (text, charset)
