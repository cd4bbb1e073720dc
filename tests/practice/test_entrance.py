"""Logging in, being refused, and losing a session."""

import time
from types import SimpleNamespace

import pytest
import requests
from bs4 import BeautifulSoup

from ott_toolkit import practice
from ott_toolkit.practice import entrance

EXPIRED = "Sesi Anda telah habis, silakan masuk lagi."


def alert(response: requests.Response) -> str:
    found = BeautifulSoup(response.content, "lxml").select_one(".alert")
    return found.get_text(strip=True) if found else ""


def test_the_log_in_page_asks_for_everything_and_shows_the_account(portal, visit) -> None:
    page = visit(portal).get("/login")
    form = BeautifulSoup(page.content, "lxml").form
    labels = {label["for"]: label.get_text() for label in form.find_all("label")}
    assert labels == {
        "username": "Username",
        "password": "Password",
        "nama": "Nama",
        "regional": "Regional",
    }
    assert [o.get_text() for o in form.select("option")] == ["Pilih", *"1234567"]
    assert form.find("input", {"name": "_token"})["value"]
    assert "Akun latihan" in page.text


def test_the_right_words_open_the_door(portal, visit) -> None:
    page = visit(portal).log_in()
    assert page.url == f"{portal.url}/"
    assert "Keluar" in page.text
    assert "Ani" in page.text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"password": "salah"}, "Username atau password salah."),
        ({"username": ""}, "Username atau password salah."),
        ({"nama": "  "}, "Nama belum diisi."),
        ({"regional": ""}, "Regional belum dipilih."),
        ({"regional": "8"}, "Regional belum dipilih."),
    ],
)
def test_the_wrong_words_are_refused_on_the_same_page(portal, visit, typed, message) -> None:
    visitor = visit(portal)
    page = visitor.log_in(**typed)
    assert (page.status_code, page.url, alert(page)) == (200, f"{portal.url}/login", message)
    assert visitor.get("/data/subscriptions").url == f"{portal.url}/login"


@pytest.mark.parametrize("path", ["/", "/data/subscriptions", "/ipayment", "/gangguan", "/nowhere"])
def test_nothing_is_shown_before_the_log_in(portal, visit, path) -> None:
    page = visit(portal).get(path)
    assert page.url == f"{portal.url}/login"
    assert alert(page) == "Silakan masuk terlebih dahulu."


def test_whoever_logs_in_comes_to_the_page_that_was_asked_for(portal, visit) -> None:
    visitor = visit(portal)
    visitor.get("/ipayment", nomor="121500000017")
    assert visitor.log_in().url == f"{portal.url}/ipayment?nomor=121500000017"
    assert visitor.log_in().url == f"{portal.url}/", "once"
    visitor = visit(portal)
    visitor.get("/ipayment")
    visitor.get("/favicon.ico")
    assert visitor.log_in().url == f"{portal.url}/ipayment", "no person asks for an icon"
    stranger = visit(portal)
    for astray in ("//example.org/x", "/\\example.org", "/%5Cexample.org"):
        stranger.http.get(portal.url + astray, timeout=5, allow_redirects=False)
        assert stranger.log_in().url.startswith(f"{portal.url}/")


def test_a_session_runs_out_when_nobody_is_there(visit, monkeypatch) -> None:
    clock = SimpleNamespace(**{**vars(time), "monotonic": lambda: clock.now}, now=0.0)
    monkeypatch.setattr(entrance, "time", clock)
    with practice.serve(session_minutes=30) as server:
        visitor = visit(server)
        visitor.log_in()
        for _ in range(3):  # used all the time, it stays
            clock.now += 30 * 60
            assert visitor.get("/data/subscriptions").url.endswith("/data/subscriptions")
        clock.now += 30 * 60 + 1
        page = visitor.get("/data/subscriptions")
        assert (page.url, alert(page)) == (f"{server.url}/login", EXPIRED)
        assert visitor.log_in().url == f"{server.url}/"


@pytest.mark.parametrize("token", ["", "stale", "ñ"])
def test_a_form_without_a_good_token_is_refused(portal, visit, token) -> None:
    visitor = visit(portal)
    visitor.log_in()
    page = visitor.post("/data/transactions", _token=token, nomor_indihome="121500000017")
    assert page.status_code == 419
    assert "Sesi formulir kedaluwarsa" in page.text


def test_a_new_log_in_makes_old_forms_stale(portal, visit) -> None:
    visitor = visit(portal)
    visitor.log_in()
    visitor.get("/data/transactions")
    old = visitor.token
    visitor.post("/logout")
    visitor.log_in()
    assert visitor.post("/data/transactions", _token=old, nomor_indihome="1").status_code == 419


def test_leaving_ends_the_session(portal, visit) -> None:
    visitor = visit(portal)
    visitor.log_in()
    visitor.get("/")
    assert alert(visitor.post("/logout")) == "Anda telah keluar."
    assert visitor.get("/").url == f"{portal.url}/login"


def test_two_portals_do_not_share_their_cookies(portal, visit) -> None:
    with practice.serve() as other:
        visitor = visit(portal)
        visitor.log_in()
        visitor.url = other.url
        visitor.log_in()
        visitor.url = portal.url
        assert visitor.get("/").url == f"{portal.url}/"
