"""The menu's other pages over real HTTP: text as shown, and nothing taken for what it is not."""

import pytest

import ott_toolkit as ott
from ott_toolkit import practice
from ott_toolkit.portal.patience import Patience
from tests.portals import NUMBER, OTHER, PASSWORD, USERNAME, nameless, scripted, serve, table
from tests.portals.scripted import Script, found, page

SAMPLE = practice.SAMPLE_NUMBER
FREE, LATE = "121500000047", "121500000052"
PAGES = ["Free Gimmick Transactions", "Starclick", "DisneyPlus", "Tools", "Data Log"]
QUICK = Patience(connect=2, read=1, backoff=0.01, longest=2)


@pytest.fixture(scope="module")
def portal(server):
    with ott.Portal(server.url) as opened:
        opened.login(practice.USERNAME, practice.PASSWORD, name="Sari", regional=3)
        yield opened


def records(frame):
    return frame.to_dict("records")


# --- the practice portal ------------------------------------------------------------------------


def test_a_free_period_is_read_as_shown(portal):
    frame = portal.table("Free Gimmick Transactions", FREE)
    assert records(frame) == [
        {
            "Nomor Indihome": FREE,
            "Item": "Telkom.Premium.Monthly",
            "Service": "799 - Disney",
            "Gratis Mulai": "2022-01-09 00:00:00",
            "Gratis Sampai": "2022-02-08 00:00:00",
            "Ketentuan": "Gratis 30 hari, lalu Rp 29.000 setiap 30 hari",
            "Channel": "STB",
        }
    ]
    assert set(frame.dtypes.astype(str)) == {"string"}
    assert frame.attrs["kind"] == "Free Gimmick Transactions"
    assert frame.attrs["announced"] == 1


def test_an_order_is_read_as_shown(portal):
    newest, installation = records(portal.table("Starclick", LATE))
    assert newest["Nomor Internet"] == LATE
    assert (newest["Jenis Order"], newest["Paket"]) == ("ADD ON", "799 - Disney")
    assert newest["Tanggal Order"] < "2022-01-27 16:57:12"
    assert installation["Paket"] == "IndiHome 3P 50 Mbps + Disney"


def test_an_activation_is_read_as_shown(portal):
    (late,) = records(portal.table("DisneyPlus", LATE))
    assert (late["Status Akun"], late["Tanggal Aktivasi"]) == ("AKTIF", "2022-02-05 19:12:40")
    never = portal.table("DisneyPlus", "121500000018")
    assert never["Status Akun"].tolist() == ["AKTIF", "BELUM AKTIVASI"]
    assert never["Tanggal Aktivasi"].tolist()[1] == "-"


def test_the_log_is_read_as_shown(portal):
    log = portal.table("data log", SAMPLE)
    assert log["Waktu"].tolist()[1:3] == ["2022-02-01 00:04:25", "2022-01-02 09:21:22"]
    assert log["Proses"].tolist()[::-1] == [
        "PERMINTAAN", "KONFIRMASI", "SUBSCRIBE", "CHARGE", "CHARGE", "EXPIRE",
    ]  # fmt: skip
    stopped = portal.table("Data Log", "121500000009")
    assert stopped.loc[stopped["Proses"] == "UNREG", "Respon"].tolist() == [
        "UNREG diterima",
        "UNREG gagal",
    ]


def test_a_long_log_is_read_on_all_its_pages(portal):
    log = portal.table("Data Log", "121500000005")
    assert len(log) == log.attrs["announced"] == 324
    assert log.attrs["pages"] == 17


def test_the_tools_are_read_as_shown(portal):
    tools = portal.table("Tools", SAMPLE)
    assert dict(zip(tools["Pemeriksaan"], tools["Hasil"], strict=True))["Regional"] == "3"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_says_there_is_nothing_is_empty(portal, name):
    nothing = portal.table(name, "121500009999")
    assert len(nothing) == 0
    assert nothing.attrs["announced"] == 0
    assert "No" not in nothing


@pytest.mark.parametrize("name", PAGES)
def test_an_outage_of_any_page_is_no_empty_result(server, portal, name):
    server.faults.maintenance = True
    try:
        with pytest.raises(ott.PortalError, match="maintenance"):
            portal.table(name, SAMPLE)
    finally:
        server.faults.clear()


# --- other makes --------------------------------------------------------------------------------


def ask(script, name="Subscriptions"):
    with serve(scripted.create_app(script)) as served, ott.Portal(served.url, patience=QUICK) as p:
        p.login(USERNAME, PASSWORD)
        return p.table(name, NUMBER)


ROW = {"Waktu": "2022-02-01 00:04:25", "Nomor Indihome": NUMBER, "Proses": "CHARGE"}


def test_rows_of_another_number_are_refused_in_any_row():
    with pytest.raises(ott.PortalError, match="Another number's result"):
        ask(Script([found(table([ROW, {**ROW, "Nomor Indihome": OTHER}]), 2)]))


def test_a_table_without_rows_is_believed_only_where_the_page_says_so():
    head = "<table><tr><th>Waktu<th>Nomor Indihome<th>Proses</tr></table>"
    assert len(ask(Script([found(head, 0)]))) == 0
    with pytest.raises(ott.ParseError, match="does not say that there are none"):
        ask(Script([page(head)]))


# --- which pages there are ----------------------------------------------------------------------


def test_the_pages_beyond_the_two_are_named_by_the_menu(portal):
    assert portal.others() == [*PAGES, "I-Payment (tagihan)", "Gangguan latihan"]
    with ott.Portal("http://127.0.0.1:9") as nobody:
        assert nobody.others() == []


def test_the_way_out_is_never_offered():
    with serve(nameless.create_app()) as served, ott.Portal(served.url + "/app/") as opened:
        opened.login(USERNAME, PASSWORD)
        assert opened.others() == ["Data Log"]
        assert "Logout" in opened.menu()
