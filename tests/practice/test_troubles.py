"""What goes wrong with one number's page, whoever asks; every other number stays well."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from bs4 import BeautifulSoup

from ott_toolkit import practice
from ott_toolkit.practice.register import trouble
from tests.visitor import Visitor, soup

NUMBERS = {own.kind: n for n in practice.numbers() if (own := trouble(n))}


def rows(page: BeautifulSoup) -> list[str]:
    return [row.get_text(" ") for row in page.select("table.grid tbody tr")]


def test_a_page_may_break_off_within_its_last_row(analyst: Visitor) -> None:
    for _ in range(2):
        page = analyst.post("/data/transactions", nomor_indihome=NUMBERS["truncated"]).text
        assert "Showing : 4" in page
        assert page.count("</tr>") == 1 + 3  # the header, and all rows but the last
        assert not page.rstrip().endswith("</html>")


def test_a_page_may_announce_more_rows_than_it_shows(analyst: Visitor) -> None:
    page = analyst.transactions(NUMBERS["short"])
    assert "Showing : 7" in page.get_text()
    assert len(rows(page)) == 5
    assert not page.select("nav.pager")


def test_a_page_may_answer_with_another_customers_result(analyst: Visitor) -> None:
    page = analyst.transactions(NUMBERS["other-number"])
    assert "Nomor Indihome: 121500000001" in page.select_one("p.echo").get_text()
    assert all("121500000001" in row for row in rows(page))
    assert page.select_one("input#number")["value"] == NUMBERS["other-number"]


def test_a_page_may_be_maintained_for_one_number_alone(analyst: Visitor) -> None:
    assert "Sedang dalam pemeliharaan" in analyst.subscriptions(NUMBERS["maintenance"]).get_text()
    assert len(rows(analyst.transactions(NUMBERS["maintenance"]))) == 3
    assert len(rows(analyst.subscriptions(practice.SAMPLE_NUMBER))) == 1


def test_a_page_may_fail_for_one_number_alone(analyst: Visitor) -> None:
    answer = analyst.post("/data/transactions", nomor_indihome=NUMBERS["server-error"])
    assert answer.status_code == 500
    assert len(rows(analyst.transactions(practice.SAMPLE_NUMBER))) == 2


def test_the_session_is_lost_when_a_trainee_asks_for_the_first_time(visit) -> None:
    number = NUMBERS["session"]
    with practice.serve() as server:
        for name in ("Ani", "Budi"):
            trainee = visit(server)
            trainee.log_in(nama=name)
            assert trainee.get("/data/subscriptions").url.endswith("/data/subscriptions")
            lost = trainee.get("/data/subscriptions", nd=number)
            assert lost.url.endswith("/login")
            assert "Sesi Anda telah habis" in lost.text
            trainee.log_in(nama=name)
            assert len(rows(trainee.subscriptions(number))) == 1
            assert len(rows(trainee.subscriptions(number))) == 1


def test_of_requests_at_the_same_time_one_alone_loses_the_session(visit) -> None:
    with practice.serve() as server, ThreadPoolExecutor(8) as threads:
        trainees = [visit(server) for _ in range(8)]
        for trainee in trainees:
            trainee.log_in(nama="Ani")
        sought = {"nd": f" {NUMBERS['session']}"}
        asked = threads.map(lambda one: one.get("/data/subscriptions", **sought), trainees)
        lost = [answer.url.endswith("/login") for answer in asked]
        assert sum(lost) == 1
        still_in = trainees[lost.index(False)]
        assert len(rows(still_in.subscriptions(NUMBERS["session"]))) == 1


@pytest.mark.parametrize("kind", ["truncated", "short", "other-number", "server-error"])
def test_an_export_gives_no_more_than_the_page(analyst: Visitor, kind: str) -> None:
    answer = analyst.get("/data/transactions/export.csv", nomor_indihome=NUMBERS[kind])
    assert answer.status_code in (500, 503)
    assert NUMBERS[kind] not in soup(answer).get_text()


def test_the_bill_of_such_a_number_stays_well(analyst: Visitor) -> None:
    for number in NUMBERS.values():
        assert "INTERNET CONTENT" in analyst.get("/ipayment", nomor=number).text


def test_the_list_of_cases_shows_what_customers_say(analyst: Visitor) -> None:
    listed = [row.get_text() for row in soup(analyst.get("/")).select("table.grid tbody tr")]
    assert len(listed) == len(practice.disputes())
    for row, one in zip(listed, practice.disputes(), strict=True):
        assert one.number in row
        assert one.complaint.id in row
