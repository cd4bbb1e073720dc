"""The switches, alone and played by a running portal."""

import time
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup

from ott_toolkit import practice
from ott_toolkit.practice import Faults

PATH = "/data/subscriptions?nd=121500000017"


@pytest.fixture
def server() -> Iterator[practice.Server]:
    with practice.serve() as running:
        yield running


@pytest.fixture
def trainee(server, visit):
    visitor = visit(server)
    visitor.log_in()
    return visitor


def test_no_switch_strikes_nothing() -> None:
    assert Faults().strike() is None
    assert Faults(delay=1, times=3).strike() is None


def test_times_counts_down_and_then_all_is_well() -> None:
    faults = Faults(status=500, times=2)
    assert [faults.strike() for _ in range(3)] == [("status", 500), ("status", 500), None]


def test_the_session_is_lost_once() -> None:
    faults = Faults(expire_after=1)
    assert [faults.strike() for _ in range(3)] == [None, ("expire_after", 0), None]


def test_zero_is_a_value() -> None:
    assert Faults(truncate_at=0.0).strike() == ("truncate_at", 0.0)
    assert Faults(too_many=0).strike() == ("too_many", 0)


def test_clear_turns_everything_off() -> None:
    faults = Faults(1, 500, 2, 0.5, True, 3, 4)
    faults.clear()
    assert faults == Faults()


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_the_first_two_requests_fail_then_all_is_well(server, trainee, status) -> None:
    server.faults.become(Faults(status=status, times=2))
    assert [trainee.get(PATH).status_code for _ in range(3)] == [status, status, 200]


def test_too_many_requests_say_how_long_to_wait(server, trainee) -> None:
    server.faults.too_many = 7
    response = trainee.get(PATH)
    assert (response.status_code, response.headers["Retry-After"]) == (429, "7")


def test_a_session_is_lost_in_the_middle(server, trainee) -> None:
    server.faults.expire_after = 1
    assert trainee.get(PATH).url.endswith(PATH)
    lost = trainee.get(PATH)
    assert lost.url == f"{server.url}/login"
    assert "Sesi Anda telah habis, silakan masuk lagi." in lost.text
    trainee.log_in()
    assert trainee.get(PATH).url.endswith(PATH)


def test_a_page_is_cut(server, trainee) -> None:
    whole = len(trainee.get(PATH).content)
    server.faults.truncate_at = 0.5
    cut = trainee.get(PATH)
    assert cut.status_code == 200
    assert len(cut.content) == pytest.approx(whole / 2, abs=40)
    assert "</html>" not in cut.text


def test_maintenance_comes_with_status_200(server, trainee) -> None:
    server.faults.maintenance = True
    response = trainee.get(PATH)
    page = BeautifulSoup(response.content, "lxml")
    assert response.status_code == 200
    assert page.h1.get_text() == "Sedang dalam pemeliharaan"
    assert page.form is None
    assert page.table is None


def test_every_page_waits(server, trainee) -> None:
    server.faults.delay = 0.15
    started = time.perf_counter()
    trainee.get("/")
    assert time.perf_counter() - started >= 0.15


@pytest.mark.parametrize(
    "path", ["/ipayment", "/data/tools", "/data/tools/export.csv?nomor=121500"]
)
def test_bill_menu_and_exports_are_struck(server, trainee, path) -> None:
    server.faults.status = 503
    assert trainee.get(path).status_code == 503


@pytest.mark.parametrize("path", ["/login", "/", "/gangguan", "/static/style.css"])
def test_the_way_to_the_switches_stays_open(server, trainee, path) -> None:
    server.faults.become(Faults(status=500, maintenance=True))
    assert trainee.get(path).status_code == 200
    assert trainee.log_in().status_code == 200


def test_a_portal_can_start_with_a_fault(visit) -> None:
    with practice.serve(faults=Faults(status=500, times=1)) as server:
        visitor = visit(server)
        visitor.log_in()
        assert [visitor.get(PATH).status_code for _ in range(2)] == [500, 200]


def test_a_trainer_turns_switches_on_and_off_in_the_browser(server, trainee) -> None:
    page = BeautifulSoup(trainee.get("/gangguan").content, "lxml")
    assert page.select_one("footer a[href='/gangguan']")
    trainee.post("/gangguan", delay="0", truncate_at="0,5", times="3", maintenance="on")
    assert server.faults == Faults(truncate_at=0.5, times=3, maintenance=True)
    page = BeautifulSoup(trainee.get("/gangguan").content, "lxml")
    assert page.find(id="truncate_at")["value"] == "0.5"
    assert page.find(id="maintenance").has_attr("checked")
    trainee.post("/gangguan", truncate_at="0.5", normal="1")
    assert server.faults == Faults()


@pytest.mark.parametrize("typed", [{"status": "404"}, {"delay": "lama"}, {"delay": "nan"}])
def test_a_switch_out_of_bounds_is_refused(server, trainee, typed) -> None:
    trainee.get("/gangguan")
    response = trainee.post("/gangguan", **typed)
    assert "isi angka" in response.text
    assert f'value="{next(iter(typed.values()))}"' in response.text
    assert server.faults == Faults()
