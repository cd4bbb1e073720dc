"""One portal for a class: who may come in, what a seat sees, and twenty trainees at once."""

import csv
import io
import re
import subprocess
import sys
import sysconfig
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

import ott_toolkit as ott
from ott_toolkit import cli, practice, rehearsal
from ott_toolkit.errors import PortalError, QueryError
from ott_toolkit.lab import lab as open_lab
from ott_toolkit.lab import server as lab_server
from ott_toolkit.practice import addresses, gate, handout
from ott_toolkit.practice.register import account
from ott_toolkit.practice.tries import Tries
from ott_toolkit.settings import CLASS_VARIABLE, PRACTICE_VARIABLE
from tests.visitor import Visitor, soup

OTT = str(Path(sysconfig.get_path("scripts")) / "ott")
SEATS = practice.new_seats(20)
EVERYWHERE = addresses.ANY
ASK = "Minta tautan kelas kepada pelatih"


@pytest.fixture(scope="module")
def room():
    with practice.serve(seats=SEATS) as running:
        yield running


@pytest.fixture
def door(monkeypatch):
    """A class whose tries are counted from nothing, and where a wrong token is answered at once."""
    monkeypatch.setattr(gate, "SLOWED", 0)
    with practice.serve(seats=SEATS[:2]) as running:
        yield running


def trainee(server, seat):
    """Somebody who took a seat and logged in."""
    visitor = Visitor(server.url)
    visitor.get(f"/kelas/{seat.token}")
    visitor.log_in(username=seat.username, password=seat.secret)
    return visitor


def own_numbers(seat, count):
    return [one.number for one in practice.drill(seat.secret, count, seat=seat.place)]


# --- seats ---------------------------------------------------------------------------------------


def test_every_seat_has_a_token_of_its_own_that_can_be_read_aloud():
    assert [seat.username for seat in SEATS[:2]] == ["peserta01", "peserta02"]
    assert len({seat.secret for seat in SEATS}) == 20
    assert all(re.fullmatch(r"[a-hjkmnp-z][a-hjkmnp-z2-9]{7}", seat.secret) for seat in SEATS)
    assert practice.new_seats(20) != SEATS
    assert SEATS[0].secret not in repr(SEATS)


@pytest.mark.parametrize("count", [0, -1, 41])
def test_a_class_has_one_to_forty_seats(count):
    with pytest.raises(ValueError, match="1 to 40 seats"):
        practice.new_seats(count)


def test_a_link_names_its_seat():
    link = SEATS[6].link("http://192.168.1.10:8080")
    assert link == f"http://192.168.1.10:8080/kelas/07-{SEATS[6].secret}"
    assert practice.seat_of(f" {link}/ ") == SEATS[6]
    assert practice.seat_of(link.replace(SEATS[6].secret, SEATS[6].secret.upper())) == SEATS[6]
    for wrong in ("", "07-k7m2p9xq", link[:-1], link + "x", link.replace("kelas", "class"),
                  *(link.replace("8080", port) for port in ("80800", "x", "0")),
                  link.replace("http", "ftp"), "http:///kelas/07-k7m2p9xq"):  # fmt: skip
        with pytest.raises(ValueError, match="no class link"):
            practice.seat_of(wrong)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_list_of_seats_is_read_as_it_was_written_or_as_a_spreadsheet_saved_it(separator):
    text = handout.written(SEATS, "http://10.0.0.5:8080").replace(";", separator)
    seats, link = handout.read(text)
    assert tuple(seats) == SEATS
    assert link == SEATS[-1].link("http://10.0.0.5:8080")
    assert practice.new_seats(20, seats) == SEATS
    assert practice.new_seats(22, seats)[:20] == SEATS
    assert practice.new_seats(5, seats) == SEATS


@pytest.mark.parametrize(
    ("change", "line"),
    [(lambda text: "", 1), (lambda text: text.replace("/kelas/02", "/02"), 3),
     (lambda text: text + text.splitlines()[1], 22)],
)  # fmt: skip
def test_what_is_no_list_of_seats_is_refused_with_its_line(change, line):
    with pytest.raises(ValueError, match=rf"^{line}$"):
        handout.read(change(handout.written(SEATS, "http://10.0.0.5:8080")))


def test_what_the_trainer_wrote_beside_the_links_is_kept_when_they_move():
    before = handout.written(SEATS[:2], "http://10.0.0.5:8080").splitlines()
    columns = zip(before, ("Nama", "Ani", '"Édi; B"'), strict=True)
    named = "\r\n".join(f"{line};{name}" for line, name in columns)
    seats, link = handout.read(named)
    assert (tuple(seats), link) == (SEATS[:2], SEATS[1].link("http://10.0.0.5:8080"))
    assert handout.written(SEATS[:2], "http://10.0.0.5:8080", named).splitlines() == (
        named.splitlines()
    )
    moved = handout.written(SEATS[:3], "http://10.0.0.9:81", named)
    rows = list(csv.DictReader(io.StringIO(moved), delimiter=";"))
    assert [row["Nama"] for row in rows] == ["Ani", "Édi; B", ""]
    assert [row["Tautan"] for row in rows] == [
        seat.link("http://10.0.0.9:81") for seat in SEATS[:3]
    ]
    assert rows[2]["Username"] == "peserta03"


# --- the door ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/login", "/data/subscriptions", "/ipayment", "/gangguan",
                                  "/nowhere", "/kelas/", "/kelas/07-k7m2p9xq"])  # fmt: skip
def test_without_a_link_every_page_says_where_to_get_one(door, visit, path):
    page = visit(door).get(path)
    assert page.status_code == 403
    assert ASK in page.text
    assert "121500" not in page.text


@pytest.fixture
def visit():
    visitors = []

    def _visit(server):
        visitors.append(Visitor(server.url))
        return visitors[-1]

    yield _visit
    for visitor in visitors:
        visitor.http.close()


def test_a_link_opens_the_log_in_of_its_seat_and_no_other(door, visit):
    one, two = SEATS[:2]
    visitor = visit(door)
    page = visitor.get(f"/kelas/{one.token}")
    assert page.url == f"{door.url}/login"
    assert one.username in page.text
    assert one.secret in page.text
    refused = visitor.log_in(username=two.username, password=two.secret)
    assert "Username atau password salah." in refused.text
    assert "Username atau password salah." in visitor.log_in().text  # nor the usual log-in
    home = visitor.log_in(username=one.username, password=one.secret)
    assert home.url == f"{door.url}/"
    assert visitor.post("/logout").url == f"{door.url}/login"  # leaving keeps the seat


def test_a_link_leads_on_to_a_page_and_keeps_whoever_is_logged_in(room, visit):
    seat = SEATS[9]
    visitor = trainee(room, seat)
    number = own_numbers(seat, 1)[0]
    page = visitor.get(f"/kelas/{seat.token}/ipayment?nomor={number}")
    assert page.url == f"{room.url}/ipayment?nomor={number}"
    assert number in page.text
    assert visitor.get(f"/kelas/{seat.token}").url == f"{room.url}/"
    other = visit(room)
    assert other.get(f"/kelas/{seat.token}/ipayment").url == f"{room.url}/login"
    for astray in ("//example.org", "/%5Cexample.org", "%2F%2Fexample.org", "%09/example.org"):
        address = f"{room.url}/kelas/{seat.token}/{astray}"
        there = other.http.get(address, allow_redirects=False, timeout=5).headers["Location"]
        assert re.match(r"/(?![/\\\\])", there), there
    visitor.http.close()


@pytest.mark.parametrize(
    "written", [str, "{}/".format, str.upper], ids=["out", "slash", "capitals"]
)
def test_a_link_opens_as_handed_out_as_lessons_write_it_and_in_capitals(room, visit, written):
    page = visit(room).get(f"/kelas/{written(SEATS[9].token)}")
    assert (page.status_code, page.url) == (200, f"{room.url}/login")


def test_guessing_is_slowed_and_then_has_to_wait(monkeypatch, visit):
    monkeypatch.setattr(gate, "SLOWED", 0.05)
    with practice.serve(seats=SEATS[:1]) as server:
        guesser = visit(server)
        begun = time.perf_counter()
        answers = [guesser.get("/kelas/01-aaaaaaaa").status_code for _ in range(12)]
        assert answers == [403] * 10 + [429] * 2
        assert time.perf_counter() - begun > 0.5
        late = guesser.get(f"/kelas/{SEATS[0].token}")
        assert late.status_code == 429
        assert 1 <= int(late.headers["Retry-After"]) <= 60


def test_only_the_one_who_guesses_waits_and_not_for_ever(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    tries = Tries(most=2, seconds=60)
    tries.wrong("10.0.0.7")
    assert tries.wait("10.0.0.7") == 0
    now[0] = 110
    tries.wrong("10.0.0.7")
    assert (tries.wait("10.0.0.7"), tries.wait("10.0.0.8")) == (51, 0)
    now[0] = 160
    assert tries.wait("10.0.0.7") == 0


def test_a_body_that_is_no_form_is_refused(door, visit):
    visitor = trainee(door, SEATS[0])
    assert visitor.post("/data/transactions", nomor_indihome="1" * 70_000).status_code == 413
    visitor.http.close()


@pytest.mark.parametrize(
    ("host", "only_here"),
    [("127.0.0.1", True), ("127.8.0.1", True), ("localhost", True), (EVERYWHERE, False),
     ("192.168.1.10", False), ("", False), ("kelas", False)],
)  # fmt: skip
def test_who_can_reach_an_address(host, only_here):
    assert practice.is_loopback(host) is only_here


def test_open_to_others_is_a_class_or_nothing(monkeypatch):
    with pytest.raises(ValueError, match="only a class"):
        practice.serve(EVERYWHERE)
    with practice.serve(EVERYWHERE, seats=SEATS[:1]) as running:
        local = running.url.replace(EVERYWHERE, "127.0.0.1")
        assert requests.get(f"{local}/login", timeout=5).status_code == 403
    monkeypatch.setattr(addresses.socket, "gethostbyname_ex", lambda _: ("", [], ["127.0.1.1"]))
    assert not any(map(practice.is_loopback, practice.reachable(EVERYWHERE)))
    assert practice.reachable("192.168.1.10") == ["192.168.1.10"]


# --- what a seat has of its own ------------------------------------------------------------------


def test_a_seat_sees_the_catalogue_and_its_own_numbers(room):
    one, two = SEATS[3], SEATS[4]
    visitor = trainee(room, one)
    own, foreign = own_numbers(one, 2), own_numbers(two, 1)[0]
    home = visitor.get("/").text
    assert "Nomor Anda" in home
    assert all(number in home for number in (*own_numbers(one, 40), practice.SAMPLE_NUMBER))
    assert foreign not in home
    for number in (own[0], practice.SAMPLE_NUMBER):
        assert number in soup(visitor.get("/ipayment", nomor=number)).text
    for address in (f"/data/subscriptions?nd={foreign}", f"/data/datalog?nomor={foreign}",
                    f"/data/starclick/export.csv?nomor={foreign}"):  # fmt: skip
        page = visitor.get(address)
        assert page.status_code == 200
        assert f"-{foreign}" not in page.text.replace(f"export.csv?nomor={foreign}", "")
        assert f"<td>{foreign}" not in page.text
    assert "tidak ditemukan" in visitor.get("/ipayment", nomor=foreign).text
    visitor.http.close()


def test_without_a_class_the_start_page_has_no_own_numbers(server, visit):
    assert "Nomor Anda" not in visit(server).log_in().text


def test_troubles_of_one_seat_are_not_the_others(room):
    one, two = trainee(room, SEATS[0]), trainee(room, SEATS[1])
    one.get("/gangguan")
    one.post("/gangguan", status="503")
    assert one.get("/ipayment").status_code == 503
    assert two.get("/ipayment").status_code == 200
    assert 'value="503"' not in two.get("/gangguan").text
    one.post("/gangguan", normal="1")
    for visitor in (one, two):
        visitor.http.close()


def test_a_seat_that_asks_too_much_at_once_leaves_the_others_room(room):
    one, two = trainee(room, SEATS[0]), trainee(room, SEATS[1])
    one.get("/gangguan")
    one.post("/gangguan", delay="0.6")
    cookies = one.http.cookies.get_dict()

    def slow(_):
        return requests.get(f"{room.url}/ipayment", cookies=cookies, timeout=10)

    with ThreadPoolExecutor(12) as many:
        answers = many.map(slow, range(12))
        time.sleep(0.1)
        begun = time.perf_counter()
        assert two.get("/ipayment").status_code == 200
        assert time.perf_counter() - begun < 0.4
        found = [answer.status_code for answer in answers]
    one.post("/gangguan", normal="1")
    assert found.count(200) == gate.AT_ONCE
    assert found.count(429) == 12 - gate.AT_ONCE
    assert one.get("/ipayment").status_code == 200
    for visitor in (one, two):
        visitor.http.close()


def test_a_class_that_is_taken_up_again_goes_on(visit):
    first = practice.serve(seats=SEATS[:2])
    port = int(first.url.rpartition(":")[2])
    visitor = trainee(first, SEATS[0])
    portal = rehearsal.class_portal(SEATS[1].link(first.url))
    number = own_numbers(SEATS[1], 1)[0]
    first.close()
    with practice.serve(port=port, seats=SEATS[:2]):
        assert visitor.get("/ipayment").status_code == 200
        assert len(portal.transactions(number)) == len(account(number).transactions)
    portal.close()
    visitor.http.close()


# --- twenty trainees -----------------------------------------------------------------------------


def test_twenty_trainees_at_once(room):
    begin = threading.Barrier(len(SEATS))

    def works(seat):
        visitor = Visitor(room.url)
        begin.wait(timeout=30)
        visitor.get(f"/kelas/{seat.token}")
        visitor.log_in(username=seat.username, password=seat.secret)
        with rehearsal.class_portal(seat.link(room.url)) as portal:
            for number in (*own_numbers(seat, 2), practice.numbers()[seat.place]):
                yield number, portal.subscriptions(number), portal.transactions(number)
                assert number in visitor.get("/ipayment", nomor=number).text
        visitor.http.close()

    def answered(seat):
        return [
            (number, list(subscriptions["partner_ref"]), list(transactions["trx_id"]))
            for number, subscriptions, transactions in works(seat)
        ]

    with ThreadPoolExecutor(len(SEATS)) as trainees:
        found = [one for own in trainees.map(answered, SEATS) for one in own]
    assert len(found) == 60
    for number, references, charges in found:
        shown = account(number) or catalogue()[number]
        assert references == [row.partner_ref for row in shown.subscriptions]
        assert charges == [row.trx_id for row in shown.transactions]


def catalogue():
    from ott_toolkit.practice.register import accounts

    return {one.number: one for one in accounts()}


# --- the toolkit at a seat -----------------------------------------------------------------------


def test_the_link_alone_says_portal_seed_and_seat(room, monkeypatch):
    assert rehearsal.seat() == ("latihan", 0)
    assert not rehearsal.lies_at(room.url.removeprefix("http://").replace("127.0.0.1", "10.0.0.5"))
    seat = SEATS[8]
    link = seat.link(room.url)
    monkeypatch.setenv(PRACTICE_VARIABLE, "http://127.0.0.1:9")
    monkeypatch.setenv(CLASS_VARIABLE, link)
    assert rehearsal.address() == link
    assert rehearsal.seat() == (seat.secret, 9)
    assert rehearsal.account() == (seat.username, seat.secret)
    seed, place = rehearsal.seat()
    number = practice.drill(seed, 1, seat=place)[0].number
    with rehearsal.portal() as portal:
        assert len(portal.transactions(number)) == len(account(number).transactions)
    monkeypatch.setenv(CLASS_VARIABLE, link.replace("127.0.0.1", "10.0.0.5"))
    assert rehearsal.lies_at(room.url.removeprefix("http://").replace("127.0.0.1", "10.0.0.5"))


def test_a_link_that_does_not_work_says_what_to_do(door, monkeypatch):
    with pytest.raises(QueryError, match="is no class link"):
        rehearsal.class_portal("http://127.0.0.1:80/login")
    with pytest.raises(PortalError, match="does not know this link"):
        rehearsal.class_portal(practice.Seat(1, "aaaaaaaa").link(door.url))
    with pytest.raises(PortalError, match="does not answer"):
        rehearsal.class_portal(SEATS[0].link("http://127.0.0.1:9"))
    for _ in range(10):
        requests.get(f"{door.url}/kelas/x", timeout=5)
    with pytest.raises(PortalError, match="Too many wrong links"):
        rehearsal.class_portal(SEATS[0].link(door.url))


@pytest.mark.parametrize(
    ("host", "direct"),
    [("192.168.1.10:8080", True), ("10.0.0.5", True), ("127.0.0.1:1", True), ("8.8.8.8", False),
     ("dashboard.example", False)],
)  # fmt: skip
def test_no_proxy_stands_between_a_seat_and_the_class(monkeypatch, host, direct):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with ott.Portal(f"http://{host}") as portal:
        assert bool(portal._door._session.proxies) is not direct


@pytest.fixture
def opened(monkeypatch, tmp_path):
    """Open the lab without JupyterLab; return what JupyterLab would have been told."""

    def _open(**asked):
        told = {}
        monkeypatch.setattr(lab_server, "run", lambda *_, **settings: told.update(settings))
        open_lab(tmp_path / "own", may_replace=lambda _: True, on_ready=lambda *_: None, **asked)
        return told

    return _open


def test_a_lab_in_a_class_starts_no_portal_of_its_own(room, opened, monkeypatch):
    def never(*_, **__):
        raise AssertionError("a portal of its own")

    link = SEATS[0].link(room.url)
    monkeypatch.setattr(practice, "serve", never)
    told = opened(class_link=f" {link} ")
    assert told["variables"][CLASS_VARIABLE] == link
    assert PRACTICE_VARIABLE not in told["variables"]


def test_a_wrong_link_is_told_before_jupyterlab_opens(room, opened):
    with pytest.raises(PortalError, match="does not know this link"):
        opened(class_link=practice.Seat(1, "aaaaaaaa").link(room.url))
    with pytest.raises(QueryError, match="is no class link"):
        opened(class_link="kelas")


def test_the_trainers_folder_is_listed_only_for_the_trainer(opened):
    from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
    from traitlets.config import Config

    def listed(**asked):
        hidden = opened(**asked)["hidden"]
        told = lab_server.configuration(Path("x"), "/", "t", port=1, browser=False, hidden=hidden)
        manager = AsyncLargeFileManager(config=Config(told))
        return [
            name
            for name in ("lessons", "trainer", "investigate.ipynb", "__pycache__")
            if manager.should_list(name)
        ]

    assert listed() == ["lessons", "investigate.ipynb"]
    assert listed(trainer=True) == ["lessons", "trainer", "investigate.ipynb"]


# --- the command ---------------------------------------------------------------------------------


class Portal:
    """`ott portal --class` as a trainer starts it."""

    def __init__(self, *words):
        self.process = subprocess.Popen(
            [OTT, "portal", "--language", "en", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = []
        for line in self.process.stdout:
            self.said.append(line.rstrip())
            if line.startswith("Trainees type"):
                return
        pytest.fail("\n".join(self.said))

    def links(self):
        return [line.split()[-1] for line in self.said if "/kelas/" in line]

    def end(self):
        self.process.kill()
        self.process.communicate(timeout=10)


@pytest.mark.skipif(sys.platform == "win32", reason="ended by a signal")
def test_a_class_is_announced_handed_out_and_taken_up_again(tmp_path):
    seats = tmp_path / "kursi.csv"
    first = Portal("--class", "2", "--seats", str(seats))
    first.end()
    assert first.said[0].startswith("Only this computer can reach the class")
    assert "plain HTTP" in first.said[1]
    rows = list(csv.DictReader(io.StringIO(seats.read_text("utf-8-sig")), delimiter=";"))
    assert [row["Tautan"] for row in rows] == first.links()
    assert [row["Username"] for row in rows] == ["peserta01", "peserta02"]
    again = Portal("--class", "3", "--seats", str(seats))
    assert again.links()[:2] == first.links()
    rehearsal.class_portal(again.links()[2]).close()
    again.end()


def test_for_the_room_the_warning_comes_first_and_links_lead_to_the_network(monkeypatch, capsys):
    monkeypatch.setattr("ott_toolkit.practice.addresses.reachable", lambda _: ["192.168.1.10"])
    monkeypatch.setattr(practice.Server, "wait", lambda _: None)
    assert cli.main(["portal", "--class", "1", "--host", EVERYWHERE]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "PERINGATAN: semua komputer di jaringan ini bisa membuka alamat portal ini."
    assert said[3] == "Tekan Ctrl+C untuk mengakhiri."
    assert re.search(r"http://192\.168\.1\.10:\d+/kelas/01-\w{8}$", said[5])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--host", EVERYWHERE), "add how many seats: --class 20"),
        (("--host", "192.168.1.10"), "add how many seats: --class 20"),
        (("--seats", "x.csv"), "add how many, --class 20"),
        (("--class", "41"), "at most 40 seats"),
        (("--class", "0"), "'0' is no value for --class"),
    ],
)
def test_what_makes_no_class_is_refused(words, told, capsys):
    try:
        status = cli.main(["portal", "--language", "en", *words])
    except SystemExit as ended:
        status = ended.code
    assert status == 2
    assert told in capsys.readouterr().err


@pytest.fixture
def at_once(monkeypatch):
    """Start a class that ends as soon as it was announced; return the exit status."""
    monkeypatch.setattr(practice.Server, "wait", lambda _: None)
    return lambda *words: cli.main(["portal", "--language", "en", "--class", "2", *words])


def test_a_list_that_a_spreadsheet_holds_open_is_taken_up_all_the_same(
    at_once, tmp_path, monkeypatch, capsys
):
    seats = tmp_path / "kursi.csv"
    assert at_once("--seats", str(seats)) == 0
    named = seats.read_text("utf-8-sig").splitlines()
    text = "\n".join([named[0] + ";Nama", named[1] + ";André", named[2] + ";"])
    seats.write_bytes(text.encode("cp1252"))

    def held(path, *_, **__):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "write_text", held)
    capsys.readouterr()
    assert at_once("--seats", str(seats)) == 0
    assert named[1].rpartition(";")[2] in capsys.readouterr().out
    assert seats.read_bytes() == text.encode("cp1252")


def test_no_link_is_told_that_could_not_be_written_down(at_once, tmp_path, capsys):
    assert at_once("--seats", str(tmp_path / "absent" / "x.csv")) == 1
    said = capsys.readouterr()
    assert "/kelas/" not in said.out
    assert "cannot be opened or written" in said.err


def test_where_the_class_cannot_listen_is_said_with_what_to_do(at_once, room, capsys):
    port = room.url.rpartition(":")[2]
    assert at_once("--port", port) == 1
    assert f"port {port}: another program uses it. Take another one with --port" in (
        capsys.readouterr().err
    )
    assert at_once("--host", "kelas.invalid") == 1
    assert "this computer has no such address" in capsys.readouterr().err


def test_a_file_that_is_no_list_of_seats_is_left_alone(tmp_path, capsys):
    path = tmp_path / "catatan.csv"
    path.write_text("penting\n1;2\n")
    assert cli.main(["portal", "--language", "en", "--class", "2", "--seats", str(path)]) == 1
    assert "line 2 has no class link" in capsys.readouterr().err
    assert path.read_text() == "penting\n1;2\n"
    path.write_bytes(b"\x81\x00")
    assert cli.main(["portal", "--language", "en", "--class", "2", "--seats", str(path)]) == 1
    assert "line 1 has no class link" in capsys.readouterr().err
