import time
from collections.abc import Iterator

import pandas as pd
import pytest
import requests
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

import ott_toolkit as ott
from ott_toolkit import practice
from ott_toolkit.amounts import typed_number
from ott_toolkit.digits import without_numbers
from ott_toolkit.errors import IncompleteError, OttError, ParseError, QueryError
from ott_toolkit.locale import say
from tests.visitor import Visitor
from tests.written import (
    CHARGES,
    DATA,
    LINES,
    NUMBER,
    OTHER,
    PERIODS,
    REFERENCE,
    SUBSCRIPTIONS,
    charge,
    charges,
    lines,
    page,
    paste,
    subscription,
    table,
    workbook,
)

ECHO = f"Hasil untuk pencarian: Nomor Indihome: {NUMBER}, Semua Data.\n"
BILL = lines(PERIODS, ["Mar 2022", "IDR", "29,000", "0", "Lunas"]) + lines(
    LINES, ["INTERNET CONTENT", "IDR", "29,000", "Lunas", ""]
)
MINE, THEIRS = charge(), charge(Nomor_Indihome=OTHER)


def ids(frame):
    return frame["trx_id"].tolist()


# --- the sample ---------------------------------------------------------------------------------


def test_the_sample_of_subscriptions():
    frame = ott.read_subscriptions(DATA / "subscriptions.txt")
    assert frame.to_dict("records") == [
        {
            "partner_ref": REFERENCE,
            "indihome_number": NUMBER,
            "item": "Telkom.Premium.Monthly",
            "price": 29000,
            "denom": 29000,
            "service": "799 - Disney",
            "status": "Inactive",
            "start_time": pd.Timestamp("2022-01-02 09:21:22"),
            "end_time": pd.Timestamp("2022-03-03 00:04:11"),
            "channel": "STB",
            "last_charge": pd.Timestamp("2022-02-01 00:04:25"),
        }
    ]
    attrs = dict(frame.attrs)
    assert attrs.pop("fetched") <= pd.Timestamp.now("Asia/Jakarta").isoformat(sep=" ")
    assert [entry for entry, _ in attrs.pop("evidence")] == [1]
    assert attrs == {
        "source": "subscriptions.txt",
        "kind": "subscriptions",
        "number": NUMBER,
        "announced": 1,
        "echo": (
            "Hasil untuk pencarian: Nomor Indihome: 121500000017, Semua Data, "
            "Kategori: all_item, Regional: all_item."
        ),
        "pages": 1,
        "filtered": False,
        "notes": [],
    }


def test_the_sample_of_transactions():
    frame = ott.read_transactions(DATA / "transactions.txt")
    same = {
        "indihome_number": NUMBER,
        "price": 29000,
        "prorated_price": 29000,
        "item": "Telkom.Premium.Monthly",
        "service": "799 - disney",
        "partner_ref": REFERENCE,
    }
    assert frame.to_dict("records") == [
        {
            **same,
            "trx_id": "stbupoint00000000000000000000000000000002",
            "trx_time": pd.Timestamp("2022-02-01 00:04:25"),
        },
        {
            **same,
            "trx_id": "stbupoint00000000000000000000000000000001",
            "trx_time": pd.Timestamp("2022-01-02 09:21:22"),
        },
    ]
    assert frame.attrs["announced"] == 2


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_three_samples_in_one_paste_or_in_a_list(order):
    names = ["subscriptions", "transactions", "bill"]
    parts = [(DATA / f"{names[n]}.txt").read_text() for n in order]
    apart = {name: getattr(ott, f"read_{name}")(DATA / f"{name}.txt") for name in names}
    for found in (ott.read("\n".join(parts)), ott.read(parts)):
        assert set(found) == set(names)
        for name in names[:2]:
            pd.testing.assert_frame_equal(found[name], apart[name])
        pd.testing.assert_frame_equal(found["bill"].lines, apart["bill"].lines)


# --- the practice portal's own pages and exports ------------------------------------------------


@pytest.fixture(scope="module")
def visitor(server: practice.Server) -> Iterator["Saver"]:
    saver = Saver(server.url)
    saver.log_in()
    yield saver
    saver.http.close()


FIELDS = {"subscriptions": "nd", "transactions": "nomor_indihome"}


class Saver(Visitor):
    """Saves pages and exports the way a browser does."""

    def search(self, kind: str, number: str, shown: int = 1) -> str:
        asked = {FIELDS[kind]: number, "page": str(shown)}
        send = self.post if kind == "transactions" else self.get
        response = send(f"/data/{kind}", **asked)
        assert response.status_code == 200
        return response.text

    def export(self, kind: str, number: str, form: str) -> bytes:
        response = self.get(f"/data/{kind}/export.{form}", **{FIELDS[kind]: number})
        assert response.status_code == 200
        return response.content


def copied(html: str) -> str:
    """A page as Ctrl-A, Ctrl-C gives it: a line for each block, a tab between two cells."""
    soup = BeautifulSoup(html, "lxml")
    for unseen in soup(["script", "style", "select", "option"]):
        unseen.decompose()
    for row in soup("tr"):
        row.replace_with("\t".join(cell.get_text() for cell in row(["td", "th"])) + "\n")
    return soup.body.get_text("\n")


EVERY = [n for n in practice.numbers()[:70:6] if n not in practice.numbers()[:2]]


@pytest.mark.parametrize("kind", ["subscriptions", "transactions"])
def test_a_result_is_the_same_in_every_format(visitor, kind):
    read = getattr(ott, f"read_{kind}")
    for number in EVERY:
        html = visitor.search(kind, number)
        shown = read(html)
        assert len(shown) == shown.attrs["announced"] > 0
        assert set(shown["indihome_number"]) == {shown.attrs["number"]} == {number}
        csv, xls = (visitor.export(kind, number, form) for form in ("csv", "xls"))
        grid = [line.split(";") for line in csv.decode("utf-8-sig").splitlines()]
        for other in (html.encode(), copied(html), csv, xls, workbook(grid), lines(*grid)):
            pd.testing.assert_frame_equal(read(other), shown, obj=number)


@pytest.mark.parametrize("kind", ["subscriptions", "transactions"])
def test_a_customer_without_rows(visitor, kind):
    number = practice.numbers()[1]
    html = visitor.search(kind, number)
    for source in (html, copied(html)):
        none = getattr(ott, f"read_{kind}")(source)
        assert len(none) == none.attrs["announced"] == 0
        assert none.attrs["number"] == number
    with pytest.raises(ParseError, match="does not say that there are none"):
        ott.read(visitor.export(kind, number, "csv"))


def test_a_result_of_several_pages_needs_them_all(visitor):
    number = practice.numbers()[43]
    one, two = (visitor.search("transactions", number, n) for n in (1, 2))
    with pytest.raises(IncompleteError, match="only 20 of 22 rows"):
        ott.read_transactions(one)
    whole = ott.read_transactions(visitor.export("transactions", number, "csv"))
    for pages in ([one, two], [copied(one), copied(two)], copied(one) + copied(two)):
        pd.testing.assert_frame_equal(ott.read_transactions(pages), whole)
    assert ott.read_transactions([one, two]).attrs["pages"] == 2
    assert ott.Files(transactions=[one, two]).transactions(number).attrs["announced"] == 22


def test_a_bill_is_the_same_saved_and_copied(visitor):
    for number in EVERY:
        html = visitor.get("/ipayment", nomor=number).text
        saved, pasted = ott.read_bill(html), ott.read_bill(copied(html))
        assert saved.customer == pasted.customer
        assert saved.customer.number == number
        pd.testing.assert_frame_equal(saved.periods, pasted.periods)
        pd.testing.assert_frame_equal(saved.lines, pasted.lines)
        assert len(saved.lines) == html.count("<td>IDR") - len(saved.periods)
        shown = BeautifulSoup(html, "lxml").select("table.detail td.num")
        assert sum(saved.lines["amount"]) == sum(int(c.text.replace(",", "")) for c in shown)


def test_what_is_no_result_page_says_so(visitor, server):
    login = requests.get(f"{server.url}/login", timeout=5).text
    with pytest.raises(ParseError, match="is a saved log-in page"):
        ott.read_subscriptions(login)
    with pytest.raises(ParseError, match="holds no table with the headers of Subscriptions"):
        ott.read_subscriptions(visitor.get("/data/subscriptions").text)
    with pytest.raises(ParseError, match="Subscriptions: the column Status, Start Time, End Time"):
        ott.read_subscriptions(visitor.search("transactions", NUMBER))


# --- announced and read -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "below", "read"),
    [
        ("", "", 2),
        ("Showing: 2\n", "", 2),
        ("", "Showing: 2\n", 2),
        ("Showing: 2\n", "Showing: 2\n", 2),
        ("Showing: 9\n" + ECHO, "", 2),  # another search, above this one
        ("", "Hasil pencarian lain\nShowing: 9\n", 2),
        ("Showing: 3\n", "", IncompleteError),
        ("Showing 1 to 2 of 57\n", "", IncompleteError),
        ("", "Showing: 3\n", IncompleteError),
        ("Showing: 1\n", "", ParseError),
        ("Showing: 0\n", "", ParseError),
        ("Showing: 2\n", "Showing: 3\n", ParseError),
    ],
)
def test_the_rows_read_are_those_announced(above, below, read):
    text = above + paste(charges(2)) + below
    html = page(*(f"<p>{line}</p>" for line in above.splitlines()), table(charges(2)))
    sources = [text] if below or ECHO in above else [text, html]
    for source in sources:
        if read == 2:
            assert len(ott.read_transactions(source)) == 2
        else:
            with pytest.raises(read) as caught:
                ott.read_transactions(source)
            assert isinstance(caught.value, IncompleteError) is (read is IncompleteError)


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("Showing: 2", 2),
        ("Menampilkan 2 data dari 320", 320),
        ("Menampilkan 1 sampai 2 dari total 320 entri", 320),
        ("Menampilkan 2 entri dari 1.320 entri", 1320),
        ("Showing 2 rows of 320", 320),
        ("Showing 1 to 2 rows of 320 rows", 320),
        ("Showing 1 - 2 out of 320", 320),
        ("Showing 1-2 of 320", 320),
        ("Showing 2 from 320", 320),
        ("Showing 2/320", 320),
        ("Showing: 2 data from 2022-01-01 to 2022-03-20", 2),
        ("Menampilkan 2 data dari 01/01/2022", 2),
    ],
)
def test_a_first_page_does_not_pass_for_the_whole(said, count):
    for source in (f"{said}\n{paste(charges(2))}", page(f"<p>{said}</p>", table(charges(2)))):
        if count == 2:
            assert ott.read_transactions(source).attrs["announced"] == 2
        else:
            with pytest.raises(IncompleteError, match=f"only 2 of {count} rows"):
                ott.read_transactions(source)


def test_an_announcement_without_a_count_is_passed_over():
    text = "Showing" + "\n" * 20_000 + paste([MINE])
    assert ott.read_transactions(text).attrs["announced"] is None


def test_a_count_of_each_page_is_as_good_as_one_of_all():
    rows = charges(4)
    own = [f"Showing: 2\n{paste(part)}" for part in (rows[:2], rows[2:])]
    frame = ott.read_transactions(own)
    assert ids(frame) == ["T1", "T2", "T3", "T4"]
    assert frame.attrs["announced"] == 4
    assert ott.read_transactions([*own, own[0]]).attrs["announced"] == 4
    total = [f"Showing: 4\n{paste(part)}" for part in (rows[:2], rows[2:])]
    assert len(ott.read_transactions(total)) == 4
    assert len(ott.read_transactions([*total, total[0]])) == 4
    with pytest.raises(IncompleteError):
        ott.read_transactions([total[0], total[0]])


@pytest.mark.parametrize(
    ("pastes", "announced"),
    [
        ([[1, 2], [3]], 3),  # pages that announce their own rows
        ([[1, 2], [1, 2, 3]], 3),  # one search at two times
        ([[1, 2, 3], [1, 2]], 3),
        ([[1, 2], [2, 3, 4]], None),
        ([[1, 2], [1, 2]], 2),
    ],
)
def test_what_several_results_announce_together(pastes, announced):
    rows = charges(4)
    given = [f"Showing: {len(ids)}\n" + paste([rows[n - 1] for n in ids]) for ids in pastes]
    assert ott.read_transactions(given).attrs["announced"] == announced
    assert ott.read_transactions([*given, paste(rows)]).attrs["announced"] is None


def test_a_page_with_two_counts_is_not_believed():
    html = page("<p>Showing: 57</p><p>Showing: 2</p>", table(charges(2)))
    with pytest.raises(ParseError, match="different numbers"):
        ott.read_transactions(html)


def test_rows_that_were_given_twice_are_one_and_noted():
    one, two = paste(charges(2)), paste(charges(3))
    frame = ott.read_transactions([one, two])
    assert ids(frame) == ["T1", "T2", "T3"]
    assert [note["template"] for note in frame.attrs["notes"]] == [
        "Rows that were given twice are counted once."
    ]
    twice = ott.read_transactions(paste([charge(), charge()]))
    assert len(twice) == 2
    assert twice.attrs["notes"] == []


@pytest.mark.parametrize(
    ("source", "rows"),
    [
        (paste([]), None),
        (page(table([])), None),
        (workbook([CHARGES]), None),
        (paste([]) + "Tidak ada data\n", 0),
        (paste([["Tidak ada data", *[""] * 8]]), 0),
        (paste([]) + "Showing: 0\n", 0),
        (page("<p>Showing: 0</p>", table([])), 0),
        (page("<p>Showing: 0</p><script>x</script>", table([])), 0),
        (page(table([]).replace("<tbody>", "<tbody><tr><td colspan=9>No data")), 0),
    ],
)
def test_an_empty_result_must_say_so(source, rows):
    if rows is None:
        with pytest.raises(ParseError, match="does not say that there are none"):
            ott.read_transactions(source)
    else:
        assert len(ott.read_transactions(source)) == rows


NOTHING = "Tidak ada data"


@pytest.mark.parametrize(
    "source",
    [
        page(f"<p>{NOTHING}.</p>", table([])),
        page(table([]), f"<p>{NOTHING}</p><script>sort()</script>"),
        page(f"<p role=alert>{NOTHING}</p>", table([])),
        f"{NOTHING}\n{paste([])}",
        f"{ECHO}{NOTHING}\n{paste([])}",
        f"{paste([subscription()], SUBSCRIPTIONS)}Showing: 1\n{ECHO}{NOTHING}\n{paste([])}",
    ],
)
def test_a_result_may_say_beside_its_table_that_it_is_empty(source):
    assert len(ott.read_transactions(source)) == 0


@pytest.mark.parametrize(
    "source",
    [
        page("<p>Tidak ada koneksi ke data</p>", table([])),
        page(f"<p>{NOTHING} karena gangguan</p>", table([])),
        page(f"<p hidden>{NOTHING}</p>", table([])),
        page(f"<p role=alert>Basis data tidak menjawab</p><p>{NOTHING}</p>", table([])),
        f"Tidak ada koneksi ke data\n{paste([])}",
        f"{NOTHING}\n{ECHO}{paste([])}",  # said of another search
        f"{paste([])}{ECHO}{NOTHING}\n{paste([], SUBSCRIPTIONS)}",
        f"{paste([], SUBSCRIPTIONS)}{NOTHING}\n{paste([])}",
    ],
)
def test_an_outage_is_no_empty_result(source):
    with pytest.raises(ParseError, match="does not say that there are none"):
        ott.read_transactions(source)


def test_a_table_that_a_script_fills_is_an_error_that_says_so():
    with pytest.raises(ParseError, match="filled by a script afterwards"):
        ott.read_transactions(page(table([]), "<script>fill()</script>"))
    assert len(ott.read_transactions(page(table([MINE]), "<script>sort()</script>"))) == 1


# --- whose rows ---------------------------------------------------------------------------------


def test_rows_of_another_number_below_an_echo_are_an_error():
    assert len(ott.read_transactions(ECHO + paste([MINE]))) == 1
    for rows in ([MINE, THEIRS], [THEIRS]):
        with pytest.raises(
            ParseError, match=f"a search of {without_numbers(f'{NUMBER} with rows of {OTHER}')}"
        ):
            ott.read_transactions(ECHO + paste(rows))
    with pytest.raises(ParseError, match=f"a search of {without_numbers(f'{NUMBER}, {OTHER}')}"):
        ott.read_transactions(ECHO + paste([MINE]) + ECHO.replace(NUMBER, OTHER) + paste([THEIRS]))


@pytest.mark.parametrize(
    ("given", "number", "found"),
    [
        (paste([MINE, THEIRS]), NUMBER, 1),
        (paste([MINE, THEIRS]), " 1226-0000.0055 ", 1),
        ([paste([MINE]), paste([THEIRS])], OTHER, 1),
        (ECHO + paste([MINE]), NUMBER, 1),
        (ott.read_transactions(paste([MINE, THEIRS])), OTHER, 1),
        (paste([]) + "Tidak ada data", OTHER, 0),
        (None, NUMBER, None),
        (paste([MINE]), OTHER, ParseError),
        (ECHO + paste([MINE]), OTHER, ParseError),
        (ECHO + paste([]) + "Tidak ada data", OTHER, ParseError),
        (paste([MINE]), "0" + NUMBER, ParseError),
        (paste([MINE]), NUMBER[:-1], ParseError),
        (paste([MINE]), "x", QueryError),
        ([], NUMBER, QueryError),
    ],
)
def test_files_give_the_rows_of_the_number_asked_for(given, number, found):
    files = ott.Files(transactions=given)
    if isinstance(found, type):
        with pytest.raises(found):
            files.transactions(number)
        return
    frame = files.transactions(number)
    assert (frame if frame is None else len(frame)) == found
    if frame is not None:
        assert set(frame["indihome_number"]) <= {typed_number(number)}
    assert files.subscriptions(NUMBER) is None


def test_files_tell_the_number_that_the_source_says_not_the_one_asked_for():
    for text, said in ((ECHO + paste([MINE]), NUMBER), (paste([MINE]), None)):
        assert ott.Files(transactions=text).transactions(NUMBER).attrs["number"] == said
    bare = ott.read_transactions(paste([MINE]))
    bare.attrs = {}
    assert ott.Files(transactions=bare).transactions(NUMBER).attrs["number"] is None


def test_files_announce_the_rows_of_the_number_asked_for():
    both = paste([MINE, THEIRS])
    for text, count in ((f"Showing: 2\n{both}", 1), (both, None)):
        own = ott.Files(transactions=text).transactions(NUMBER)
        assert (len(own), own.attrs["announced"]) == (1, count)


@pytest.mark.parametrize(
    ("said", "filtered"),
    [
        ("Semua Data, Kategori: all_item, Regional: all_item.", False),
        ("OTT: All OTT, Regional: Semua Regional.", False),
        ("Active, Kategori: all_item", True),
        ("Semua Data, Kategori: 799 - Disney", True),
        ("Semua Data, Regional: 3", True),
        ("Tanggal: 2022-01-01 s/d 2022-02-01", True),
    ],
)
def test_a_filtered_search_is_known_by_its_echo(said, filtered):
    text = f"Hasil untuk pencarian: Nomor Indihome: {NUMBER}, {said}\n" + paste([MINE])
    assert ott.read_transactions(text).attrs["filtered"] is filtered


# --- telling the kinds apart --------------------------------------------------------------------


SUBSCRIBED = table([subscription()], SUBSCRIPTIONS)
NEARLY = table([subscription()[:-1]], SUBSCRIPTIONS[:-1])
NEARLY_PASTED = paste([subscription()[:-1]], SUBSCRIPTIONS[:-1])


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        (paste([MINE]), ["transactions"]),
        (paste([subscription()], SUBSCRIPTIONS), ["subscriptions"]),
        (BILL, ["bill"]),
        (BILL + paste([MINE]), ["transactions", "bill"]),
        ([BILL, page(table([MINE]))], ["transactions", "bill"]),
        (page(SUBSCRIBED, table([MINE])), ["subscriptions", "transactions"]),
    ],
)  # fmt: skip
def test_kinds_are_told_by_their_headers(source, kinds):
    assert list(ott.read(source)) == kinds


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("Halo\nselamat pagi", "holds no table with the headers of Subscriptions / Transactions"),
        ([paste([MINE]), "Halo\nselamat pagi"], "holds no table"),
        ([paste([MINE]), page("<input type=password>")], "is a saved log-in page"),
        (page(NEARLY), "Last Charge is missing"),
        (page(table([MINE]), NEARLY), "Last Charge is missing"),
        (paste([MINE]) + "\nx\n" + NEARLY_PASTED, "Last Charge is missing"),
    ],
)  # fmt: skip
def test_no_part_is_passed_over_in_silence(source, message):
    with pytest.raises(ParseError, match=message):
        ott.read(source)


def test_nothing_is_a_wrong_question():
    for read in (ott.read, ott.read_subscriptions, ott.read_transactions, ott.read_bill):
        with pytest.raises(QueryError, match="nothing to read"):
            read([])


def test_a_bill_that_is_one_table_is_a_bill():
    rows = [row.split("\t") for row in (DATA / "bill.txt").read_text().splitlines()]
    (found,) = ott.read(page(table(rows[1:], rows[0]))).values()
    pd.testing.assert_frame_equal(found.lines, ott.read_bill(DATA / "bill.txt").lines)


def test_a_bill_that_was_read_may_be_read_again_beside_others():
    bill = ott.read_bill(BILL)
    assert ott.read_bill(bill) is bill
    joined = ott.read_bill([bill, BILL.replace("Mar 2022", "Apr 2022")])
    assert [f"{period:%m}" for period in joined.periods["period"]] == ["03", "04"]


# --- what a spreadsheet may have done -----------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "doubted"),
    [(29, True), (1, True), (999, True), (-29, True),
     (1000, False), (0, False), (29000, False), (None, False)],
)  # fmt: skip
def test_an_amount_that_may_have_lost_its_thousands_is_remarked(amount, doubted):
    told = {"Harga": amount, "Harga_Prorate": amount}
    rows = [charge(**told), charge(**told, Telkom_trx_id="T2")]
    for source in (workbook([CHARGES, *rows]), page(table(rows)).replace("None", "")):
        found = ott.read_transactions(source).attrs["notes"]
        expected = [("Harga", 2), ("Harga Prorate", 2)] * doubted
        assert [(note["column"], note["count"]) for note in found] == expected
    if doubted:
        assert "below Rp 1.000" in say(found[0], "en")


def test_a_prorated_amount_may_be_small():
    rows = [charge(Harga_Prorate="967"), charge(Harga_Prorate="", Telkom_trx_id="T2")]
    assert ott.read_transactions(paste(rows)).attrs["notes"] == []


# --- anything at all ----------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *("\t", ";", ",", "\n", "\r\n", '"', "**", "\0", "\ud800", "-", "Rp", "1.215E+11"),
        *("<html>", "<table>", "<tr>", "<td>", "<td colspan=9>", "<script>", "<!--", "-->"),
        *("</td>", "</table>", "</html>", "&#0;", "&nbsp;", "Tidak ada data", "sep=;\n"),
        *("Showing: 2\n", ECHO),
        *("2022-02-30 00:00:00", "9999-12-31 23:59:59", "9" * 30, "Mar 2022", "Internet: x\n"),
        *CHARGES, *SUBSCRIPTIONS, *PERIODS, *LINES, *charge(), *subscription(),
        paste([MINE]), BILL, table([MINE]), paste([subscription()], SUBSCRIPTIONS),
    ]
)  # fmt: skip
PASTES = st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=30).map("".join)
WHOLE = [
    (DATA / "bill.txt").read_bytes(),
    (DATA / "subscriptions.txt").read_bytes(),
    page(table(charges(25)), table([subscription()], SUBSCRIPTIONS)).encode(),
    workbook([CHARGES, *charges(3)]),
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good file with a few bytes of it changed, or a part cut out."""
    content = bytearray(draw(st.sampled_from(WHOLE)))
    for _ in range(draw(st.integers(0, 5))):
        content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    start = draw(st.integers(0, len(content)))
    del content[start : start + draw(st.sampled_from([0, 0, 1, 50, 10**6]))]
    return bytes(content)


@settings(max_examples=300, deadline=None)
@given(st.one_of(PASTES, PASTES.map(page), st.binary(max_size=200), damaged()))
def test_whatever_is_handed_over_is_read_or_refused(source):
    started = time.process_time()
    try:
        found = ott.read(source)
    except OttError as error:
        assert str(error)
    else:
        assert found
        assert set(found) <= {"subscriptions", "transactions", "bill"}
    assert time.process_time() - started < 2
