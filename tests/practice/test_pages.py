"""The data pages over HTTP: searching, paging, exporting, and the bill."""

import csv
import re
from io import StringIO

import pytest
from bs4 import BeautifulSoup

from ott_toolkit import practice
from ott_toolkit.practice.register import accounts

SAMPLE = practice.SAMPLE_NUMBER
SEVERAL = "121500000003"
MANY = "121500000005"
MARKUP = "121500000006"
FORMULAS = "121500000008"


def rows(page: BeautifulSoup, table: str = "table.grid") -> list[list[str]]:
    """Header and rows of a page's table, as text."""
    return [
        [cell.get_text() for cell in row.find_all(["th", "td"])]
        for row in page.select_one(table).find_all("tr")
    ]


def column(page: BeautifulSoup, header: str) -> list[str]:
    head, *body = rows(page)
    return [row[head.index(header)] for row in body if len(row) == len(head)]


def showing(page: BeautifulSoup) -> list[str]:
    return [found.get_text() for found in page.select(".showing")]


def test_the_menu_is_the_dashboards(analyst) -> None:
    page = BeautifulSoup(analyst.get("/").content, "lxml")
    menu = page.select_one("nav.sidebar")
    assert menu.h2.get_text() == "MAIN NAVIGATION"
    assert menu.summary.get_text(strip=True) == "Addon [Softbundling]"
    assert [a.get_text(strip=True) for a in menu.find("ul").find_all("a")] == [
        "Subscriptions",
        "Transactions Data",
        "Free Gimmick Transactions",
        "Starclick",
        "DisneyPlus",
        "Tools",
        "Data Log",
    ]


def test_the_start_page_lists_every_case_and_no_solution(analyst) -> None:
    page = analyst.get("/").text
    assert all(number in page for number in practice.numbers())
    assert "charge-after-end" not in page


def test_subscriptions_of_the_sample(analyst) -> None:
    page = analyst.subscriptions(SAMPLE)
    assert page.select_one(".echo").get_text() == (
        "Hasil untuk pencarian: Nomor Indihome: 121500000017, Semua Data, "
        "Kategori: all_item, Regional: all_item."
    )
    assert showing(page) == ["Showing: 1", "Showing: 1"]
    assert rows(page) == [
        [
            "No",
            "Partner ref_no",
            "IndiHome",
            "Item",
            "Price (Rp.)",
            "Denom (Rp.)",
            "Service",
            "Status",
            "Start Time",
            "End Time",
            "Channel",
            "Last Charge",
        ],
        [
            "1",
            "disact-20220102092122-121500000017",
            "121500000017",
            "Telkom.Premium.Monthly",
            "29.000,00",
            "29.000,00",
            "799 - Disney",
            "Inactive",
            "2022-01-02 09:21:22",
            "2022-03-03 00:04:11",
            "STB",
            "2022-02-01 00:04:25",
        ],
    ]
    assert re.fullmatch(
        r"request time: 0\.\d{16}s \| 0\.\d{16}s", page.select_one(".timing").get_text()
    )


def test_transactions_of_the_sample(analyst) -> None:
    page = analyst.transactions(SAMPLE)
    assert page.select_one(".echo").get_text() == (
        "Hasil untuk pencarian: Nomor Indihome: 121500000017, OTT: all_item, Regional: all_item."
    )
    assert showing(page) == ["Showing : 2", "Showing : 2"]
    head, newest, oldest = rows(page)
    assert head == [
        "No",
        "Nomor Indihome",
        "Harga",
        "Harga Prorate",
        "Item",
        "Service",
        "Partner Ref_no",
        "Telkom trx_id",
        "Trx Time",
    ]
    assert newest == [
        "1",
        "121500000017",
        "29000",
        "29000",
        "Telkom.Premium.Monthly",
        "799 - disney",
        "disact-20220102092122-121500000017",
        "stbupoint00000000000000000000000000000002",
        "2022-02-01 00:04:25",
    ]
    assert oldest[-2:] == ["stbupoint00000000000000000000000000000001", "2022-01-02 09:21:22"]


@pytest.mark.parametrize(
    ("asked", "services"),
    [
        ({}, ["731 - Mola", "712 - Catchplay", "799 - Disney", "705 - Iflix"]),
        (
            {"tampil": "Semua Data"},
            ["731 - Mola", "712 - Catchplay", "799 - Disney", "705 - Iflix"],
        ),
        ({"tampil": "Active"}, ["712 - Catchplay", "799 - Disney"]),
        ({"tampil": "Inactive"}, ["731 - Mola", "705 - Iflix"]),
        (
            {"tgl_awal": "2021-11-03", "tgl_akhir": "2021-12-18"},
            ["712 - Catchplay", "799 - Disney"],
        ),
        ({"tgl_awal": "2021-11-03"}, ["799 - Disney"]),
        ({"tgl_akhir": "2021-11-03"}, ["799 - Disney"]),
        ({"kategori": "799 - Disney"}, ["799 - Disney"]),
        ({"kategori": "764 - Kañal+"}, []),
        ({"tampil": "Inactive", "kategori": "799 - Disney"}, []),
    ],
)
def test_filters_of_subscriptions(analyst, asked, services) -> None:
    page = analyst.subscriptions(SEVERAL, **asked)
    assert column(page, "Service") == services
    assert showing(page) == [f"Showing: {len(services)}"] * 2


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({}, 14),
        ({"ott": "799 - Disney"}, 5),
        ({"from": "2021-12-18", "to": "2022-01-15"}, 3),
        ({"from": "2022-01-15"}, 1),
        ({"to": "2022-01-15"}, 1),
        ({"to": "2022-01-16"}, 0),
    ],
)
def test_filters_of_transactions(analyst, asked, count) -> None:
    page = analyst.transactions(SEVERAL, **asked)
    assert showing(page) == [f"Showing : {count}"] * 2


def test_only_the_customers_own_regional_finds_the_customer(analyst) -> None:
    found = [
        regional
        for regional in "1234567"
        if column(analyst.subscriptions(SAMPLE, regional=regional), "IndiHome")
    ]
    assert found == ["3"]
    assert len(column(analyst.transactions(SAMPLE, reg="3"), "Harga")) == 2
    assert len(column(analyst.transactions(SAMPLE, reg="4"), "Harga")) == 0


def test_a_form_keeps_what_was_chosen(analyst) -> None:
    page = analyst.subscriptions(SEVERAL, tampil="Active", tgl_awal="2021-11-03", regional="2")
    chosen = {s["name"]: s.select_one("[selected]") for s in page.select("form.search select")}
    assert chosen["tampil"].get_text() == "Active"
    assert chosen["regional"]["value"] == "2"
    assert chosen["kategori"] is None
    assert page.find("input", {"name": "tgl_awal"})["value"] == "2021-11-03"
    assert page.find("input", {"name": "nd"})["value"] == SEVERAL


@pytest.mark.parametrize("number", ["121500000002", "121500009999"])
def test_nothing_found_is_said(analyst, number) -> None:
    page = analyst.subscriptions(number)
    assert showing(page) == ["Showing: 0"] * 2
    cell = page.select_one("tbody td")
    assert (cell.get_text(), cell["colspan"]) == ("Tidak ada data", "12")
    assert showing(analyst.transactions(number)) == ["Showing : 0"] * 2


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"nd": ""}, "Nomor Indihome belum diisi."),
        ({"nd": "1215abc"}, "hanya boleh berisi angka"),
        ({"nd": "' OR 1=1 --"}, "hanya boleh berisi angka"),
        ({"nd": SAMPLE, "tgl_awal": "kemarin"}, "Tanggal tidak dikenal"),
    ],
)
def test_what_cannot_be_searched_is_said_and_nothing_is_shown(analyst, asked, message) -> None:
    response = analyst.get("/data/subscriptions", **asked)
    page = BeautifulSoup(response.content, "lxml")
    assert response.status_code == 200
    assert message in page.find(role="alert").get_text()
    assert page.table is None
    assert analyst.get("/data/subscriptions/export.csv", **asked).status_code == 400


def test_following_berikutnya_shows_every_row_once(analyst) -> None:
    page = analyst.transactions(MANY)
    counters, seen = [], []
    while True:
        assert showing(page) == ["Showing : 321"] * 2
        counters += [int(text) for text in column(page, "No")]
        seen += column(page, "Telkom trx_id")
        onward = page.find("a", string="Berikutnya")
        if onward is None:
            break
        page = BeautifulSoup(analyst.get(onward["href"]).content, "lxml")
    assert counters == list(range(1, 322))
    assert len(set(seen)) == 321
    assert page.select_one(".pager [aria-current]").get_text() == "17"
    assert page.find("a", string="Sebelumnya")


def test_paging_keeps_the_search(analyst) -> None:
    page = analyst.transactions(MANY, **{"from": "2022-01-01", "to": "2022-03-20"})
    onward = analyst.get(page.find("a", string="Berikutnya")["href"])
    second = BeautifulSoup(onward.content, "lxml")
    assert showing(second) == ["Showing : 79"] * 2
    assert second.select_one(".echo").get_text() == page.select_one(".echo").get_text()


def test_a_page_that_is_no_number_is_the_first(analyst) -> None:
    assert column(analyst.subscriptions(SAMPLE, page="dua"), "No") == ["1"]


def test_another_page_size(visit) -> None:
    with practice.serve(page_size=2) as server:
        visitor = visit(server)
        visitor.log_in()
        page = visitor.subscriptions(SEVERAL)
        assert (column(page, "No"), showing(page)[0]) == (["1", "2"], "Showing: 4")


def test_exports_hold_the_whole_result(analyst) -> None:
    page = analyst.transactions(MANY, ott="741 - Olahraga Harian")
    links = {a.get_text(strip=True): a["href"] for a in page.select(".export a")}
    assert set(links) == {"Export Search Result (.csv)", "Export Search Result (.xls)"}
    as_csv = analyst.get(links["Export Search Result (.csv)"])
    as_xls = analyst.get(links["Export Search Result (.xls)"])
    assert as_csv.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert as_xls.headers["Content-Type"] == "application/vnd.ms-excel"
    assert "transactions-121500000005.xls" in as_xls.headers["Content-Disposition"]
    assert as_csv.content.startswith(b"\xef\xbb\xbf")
    from_csv = list(csv.reader(StringIO(as_csv.content.decode("utf-8-sig")), delimiter=";"))
    from_xls = rows(BeautifulSoup(as_xls.content, "lxml"), "table")
    assert from_csv == from_xls
    assert len(from_csv) == 322
    assert from_csv[:21] == rows(page)


@pytest.mark.parametrize("number", [SAMPLE, SEVERAL, MARKUP, "121500000007"])
def test_an_export_equals_the_page(analyst, number) -> None:
    on_page = rows(analyst.subscriptions(number))
    exported = analyst.get("/data/subscriptions/export.csv", nd=number).content.decode("utf-8-sig")
    assert list(csv.reader(StringIO(exported), delimiter=";")) == on_page


def test_an_export_holds_no_formula(analyst) -> None:
    for path in ("/data/subscriptions/export.csv", "/data/transactions/export.csv"):
        text = analyst.get(path, nd=FORMULAS, nomor_indihome=FORMULAS).content.decode("utf-8-sig")
        cells = [cell for row in csv.reader(StringIO(text), delimiter=";") for cell in row]
        assert any(cell.startswith("'") for cell in cells)
        assert not any(cell.startswith(("=", "+", "@")) for cell in cells)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        f"/data/subscriptions?nd={MARKUP}",
        f"/data/subscriptions/export.xls?nd={MARKUP}",
        f"/data/transactions?nomor_indihome={MARKUP}",
        f"/data/datalog?nomor={MARKUP}",
        f"/ipayment?nomor={MARKUP}",
        "/data/subscriptions?nd=<script>alert(1)</script>",
    ],
)
def test_markup_in_values_is_shown_not_run(analyst, path) -> None:
    text = analyst.get(path).text
    assert "<script" not in text
    assert "&lt;" in text
    assert "<b>STB" not in text


@pytest.mark.parametrize(
    ("slug", "number", "count"),
    [
        ("gimmicks", "121500000047", 1),
        ("gimmicks", SAMPLE, 0),
        ("starclick", SAMPLE, 1),
        ("disneyplus", SAMPLE, 1),
        ("disneyplus", "121500000002", 0),
        ("tools", SAMPLE, 5),
        ("datalog", SAMPLE, 6),
    ],
)
def test_the_undocumented_pages_show_a_plain_table(analyst, slug, number, count) -> None:
    page = BeautifulSoup(analyst.get(f"/data/{slug}", nomor=number).content, "lxml")
    assert "tata letak tidak terdokumentasi" in page.h1.get_text()
    assert showing(page) == [f"Showing: {count}"] * 2


def test_the_bill_of_the_sample(analyst) -> None:
    page = BeautifulSoup(analyst.get("/ipayment", nomor=SAMPLE).content, "lxml")
    assert [line.get_text() for line in page.select(".holder div")] == [
        "Nama: PELANGGAN CONTOH",
        "Produk: Telkom Link ADSL",
        "Phone: 02100000017",
        "Internet: 121500000017",
        "GroupID: 34000000017 (TSI)",
    ]
    assert rows(page, "table.period") == [
        [
            "Periode",
            "Mata Uang",
            "Jumlah Tagihan",
            "Belum Bayar",
            "Status Pembayaran",
            "Lokasi Pembayaran",
            "Cicilan",
            "Tanggal",
            "Jam",
        ],
        ["Mar 2022", "IDR", "499,400", "499,400", "Belum Lunas", "", "Bukan cicilan", "", ""],
    ]
    assert rows(page, "table.detail") == [
        ["Jenis Layanan", "Mata Uang", "Jumlah Tagihan", "Status", "Lokasi pembayaran"],
        ["INTERNET CONTENT", "IDR", "29,000", "Belum Lunas", ""],
        ["ABONEMEN", "IDR", "425,000", "Belum Lunas", ""],
        ["PPN UNSUR KENA PAJAK", "IDR", "45,400", "Belum Lunas", ""],
        ["METERAI", "IDR", "0", "Belum Lunas", ""],
    ]
    kinds = [table["class"][0] for table in page.select("article table")]
    assert kinds == ["period", "detail"] * 4


def test_every_bill_is_shown_as_it_was_made(analyst) -> None:
    for account in accounts():
        page = BeautifulSoup(analyst.get("/ipayment", nomor=account.number).content, "lxml")
        shown = [rows(table, "tbody") for table in page.select("article table.period")]
        assert [(s[0][0], s[0][2]) for s in shown] == [
            (bill.period, f"{bill.total:,}") for bill in account.bills
        ]


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("121500000050", "Tagihan untuk nomor 121500000050 tidak ditemukan."),
        ("02100000017", "Isi Nomor Internet pelanggan."),
        ("abc", "hanya boleh berisi angka"),
        ("", "belum diisi"),
    ],
)
def test_a_bill_that_is_not_there_is_said(analyst, number, message) -> None:
    response = analyst.get("/ipayment", nomor=number)
    assert message in response.text
    assert "Detail pembayaran" not in response.text


def test_an_unknown_address_is_said_in_style(analyst) -> None:
    for path in ("/nowhere", "/data/nowhere", "/data/subscriptions/export.pdf"):
        response = analyst.get(path)
        assert response.status_code == 404
        assert "Halaman tidak ditemukan" in response.text


@pytest.mark.parametrize("path", ["/login", "/", "/data/tools", "/ipayment", "/gangguan", "/none"])
def test_every_page_says_that_it_is_for_practice(analyst, path) -> None:
    response = analyst.get(path)
    strip = BeautifulSoup(response.content, "lxml").select_one(".strip")
    assert "PORTAL LATIHAN" in strip.get_text()
    assert strip.time["datetime"] == str(practice.TODAY)
    assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert response.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path", ["/data/subscriptions", "/data/transactions", "/ipayment", "/login"]
)
def test_every_field_has_a_label(analyst, path) -> None:
    page = BeautifulSoup(analyst.get(path).content, "lxml")
    fields = page.select("main input:not([type=hidden]), main select")
    labels = {label["for"] for label in page.select("label")}
    assert fields
    assert {field["id"] for field in fields} == labels
