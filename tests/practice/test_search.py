"""Reading a search form and saying it back, without a server."""

import pytest

from ott_toolkit.practice.search import ALL, Paging, Query, SearchError, echo, read_query
from ott_toolkit.practice.sheets import DATA_LOG, SUBSCRIPTIONS, TRANSACTIONS

NUMBER = "121500000017"
SERVICES = ("799 - Disney", "768 - Tom & Jerry")


def test_a_number_alone_lets_everything_through() -> None:
    assert read_query({"number": f" {NUMBER} "}, SERVICES) == Query(NUMBER)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ({"since": "2022-02-01", "until": "2022-02-28"}, ("2022-02-01", "2022-02-28")),
        ({"since": "2022-02-01"}, ("2022-02-01", "2022-02-01")),
        ({"until": "2022-02-28"}, ("2022-02-28", "2022-02-28")),
        ({"since": " ", "until": ""}, ("", "")),
    ],
)
def test_one_date_alone_is_that_day(typed: dict, days: tuple[str, str]) -> None:
    query = read_query({"number": NUMBER, **typed}, SERVICES)
    assert (query.since, query.until) == days


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"number": ""}, "belum diisi"),
        ({}, "belum diisi"),
        ({"number": "12150000001a"}, "hanya boleh berisi angka"),
        ({"number": "12345"}, "6 sampai 20 digit"),
        ({"number": "1" * 21}, "6 sampai 20 digit"),
        ({"number": "１２１５００００００１７"}, "hanya boleh berisi angka"),
        ({"number": NUMBER, "since": "20-03-2022"}, "Tanggal tidak dikenal"),
        ({"number": NUMBER, "since": "2022-02-30"}, "Tanggal tidak dikenal"),
        ({"number": NUMBER, "since": "2022-03-02", "until": "2022-03-01"}, "melewati"),
        ({"number": NUMBER, "service": "1 OR 1=1"}, "Pilihan tidak dikenal"),
        ({"number": NUMBER, "regional": "8"}, "Pilihan tidak dikenal"),
        ({"number": NUMBER, "status": "active"}, "Pilihan tidak dikenal"),
    ],
)
def test_what_cannot_be_searched_is_refused(typed: dict, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        read_query(typed, SERVICES)


def test_the_echo_is_the_documented_one() -> None:
    assert echo(SUBSCRIPTIONS, Query(NUMBER)) == (
        "Hasil untuk pencarian: Nomor Indihome: 121500000017, Semua Data, "
        "Kategori: all_item, Regional: all_item."
    )
    assert echo(TRANSACTIONS, Query(NUMBER)) == (
        "Hasil untuk pencarian: Nomor Indihome: 121500000017, OTT: all_item, Regional: all_item."
    )
    assert echo(DATA_LOG, Query(NUMBER)) == "Hasil untuk pencarian: Nomor Indihome: 121500000017."


def test_the_echo_says_what_was_chosen() -> None:
    query = Query(NUMBER, "Active", "2022-01-01", "2022-02-01", "799 - Disney", "3")
    assert echo(SUBSCRIPTIONS, query) == (
        "Hasil untuk pencarian: Nomor Indihome: 121500000017, Active, "
        "Tanggal: 2022-01-01 s/d 2022-02-01, Kategori: 799 - Disney, Regional: 3."
    )
    one_day = Query(NUMBER, since="2022-01-01", until="2022-01-01", service=ALL)
    assert ", Tanggal: 2022-01-01, OTT" in echo(TRANSACTIONS, one_day)


@pytest.mark.parametrize(
    ("total", "asked", "current", "last", "offset"),
    [(0, 1, 1, 1, 0), (20, 1, 1, 1, 0), (21, 2, 2, 2, 20), (21, 9, 2, 2, 20), (321, -4, 1, 17, 0)],
)
def test_paging(total: int, asked: int, current: int, last: int, offset: int) -> None:
    paging = Paging(total, 20, asked)
    assert (paging.current, paging.last, paging.offset) == (current, last, offset)


def test_page_links_keep_the_ends_and_the_neighbours() -> None:
    assert Paging(321, 20, 9).links == [1, None, 7, 8, 9, 10, 11, None, 17]
    assert Paging(60, 20, 2).links == [1, 2, 3]
