"""Secrets and a customer are planted; what a day's work leaves behind is searched for them.

The commands run as their users run them, against a portal of a customer that is invented and not
one of practice. Searched is all that they say, every file that they leave (packed ones unpacked,
the bodies of the evidence left out), the names of these files, and the processes meanwhile.
"""

import io
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path
from threading import Event, Thread

import pytest
from flask import request

from ott_toolkit.schema import BILL_PERIODS
from tests.portals import NUMBER, OTHER, PASSWORD, SUBSCRIPTION, USERNAME, charge, serve, table
from tests.portals.scripted import Script, create_app, found, page

TOKEN = "token-tertanam-9f3c"
NAME, PHONE, GROUP = "TERTANAM SENTOSA", "02155500077", "34000007777"
WRONG = "sandi-salah-tertanam"
SECRETS = {"password": PASSWORD, "wrong password": WRONG, "token": TOKEN}
CUSTOMER = {"number": NUMBER, "another's number": OTHER, "name": NAME, "phone": PHONE,
            "group": GROUP}  # fmt: skip

PERIODS = "\t".join(column.header for column in BILL_PERIODS.columns)
BILL = f"""Nama: {NAME}
Produk: Telkom Link ADSL
Phone: {PHONE}
Internet: {NUMBER}
GroupID: {GROUP} (TSI)
{PERIODS}
Sep 2022\tIDR\t63,800\t63,800\tBelum Lunas\t\tBukan cicilan\t\t
Detail pembayaran
Jenis Layanan\tMata Uang\tJumlah Tagihan\tStatus\tLokasi pembayaran
INTERNET CONTENT\tIDR\t58,000\tBelum Lunas\t
PPN UNSUR KENA PAJAK\tIDR\t6,380\tBelum Lunas\t
"""

TRACEBACK = """
import logging, sys
import ott_toolkit as ott
logging.basicConfig(level=logging.DEBUG)
portal = ott.Portal(sys.argv[1])
portal.login("latihan", sys.stdin.readline().strip())
print(portal)
case = ott.investigate(sys.argv[2], portal, bill=sys.argv[3])
print(case, case.bill, ott.Replay(case.recorded().kept.entry), ott.Occasion("Sari"))
print([repr(one) for one in vars(portal).values()])
portal.subscriptions(sys.argv[4])
"""


class Day:
    """A day's work: what was said, and where things were left."""

    def __init__(self, folder: Path, url: str) -> None:
        self.given, self.home, self.out = (folder / name for name in ("given", "home", "out"))
        for place in (self.given, self.home, self.out):
            place.mkdir()
        (self.given / "tagihan.txt").write_text(BILL, encoding="utf-8")
        (self.given / "daftar.csv").write_text(
            f"IndiHome,tiket\n{NUMBER},INC-8\n{OTHER},INC-9\n", encoding="utf-8"
        )
        self.url = url
        self.said: list[str] = []
        self.processes: list[bytes] = []
        own = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME",
               "APPDATA", "LOCALAPPDATA", "USERPROFILE")  # fmt: skip
        self.env = {**os.environ, **dict.fromkeys(own, str(self.home)), "OTT_LANGUAGE": "id"}

    def ott(self, *words: object, typed: str = PASSWORD) -> None:
        ott = shutil.which("ott", path=str(Path(sys.executable).parent))
        assert ott
        self.run(ott, *words, typed=typed)

    def asked(self, *words: object, typed: str = PASSWORD) -> None:
        where = ("--url", self.url, "--user", USERNAME, "--ticket", "INC-7")
        self.ott(*words, *where, typed=typed)

    def run(self, *command: object, typed: str) -> None:
        process = subprocess.Popen(
            [*map(str, command)], cwd=self.out, env=self.env, text=True, encoding="utf-8",
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        over = Event()
        watching = Thread(target=self._watch, args=(process.pid, over))
        watching.start()
        said = process.communicate(f"{typed}\n", timeout=120)
        over.set()
        watching.join()
        self.said.append(f"$ {command[1]} -> {process.returncode}\n{said[0]}\n{said[1]}")

    def _watch(self, pid: int, over: Event) -> None:
        """Note what whoever lists the processes of this computer would see."""
        while not over.wait(0.05):
            for name in ("cmdline", "environ"):
                try:
                    self.processes.append(Path(f"/proc/{pid}/{name}").read_bytes())
                except OSError:
                    return

    def traces(self) -> dict[str, str]:
        """All that was left, as text, by where it is."""
        left = {"said": "\n".join(self.said)}
        for path in sorted([*self.home.rglob("*"), *self.out.rglob("*")]):
            left[f"name of {path.name}"] = str(path.relative_to(self.given.parent))
            if path.is_file() and not path.name.startswith("evidence.sqlite"):
                left[path.name] = opened(path.read_bytes())
        store = sqlite3.connect(next(self.home.rglob("evidence.sqlite")))
        left["entries"] = repr(store.execute("SELECT * FROM entries").fetchall())
        store.close()
        return left


def opened(content: bytes) -> str:
    """A file as text; a packed one with all that is in it."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(f"{name}\n{opened(packed.read(name))}" for name in packed.namelist())


def answered() -> object:
    """What the portal says to whom; the wrong page for some."""
    number = request.values["number"]
    if number == OTHER:
        return found(table([SUBSCRIPTION]), 1)  # of another customer than was asked for
    if number == "122600000056":
        return 500, {}, f"<h1>Error</h1> {NUMBER} {TOKEN}"
    if number == "122600000057":
        return page(f"<p>Hasil untuk pencarian: Nomor Indihome: {number}</p> {NUMBER}")
    about = request.headers.get("Referer", "")
    rows = [charge(4), charge(5)] if about.endswith("/trx") else [SUBSCRIPTION]
    return found(table(rows), len(rows))


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """A day's work, done once."""
    script = Script(answers=[answered], token=TOKEN)
    with serve(create_app(script)) as served:
        day = Day(tmp_path_factory.mktemp("day"), served.url)
        bill = day.given / "tagihan.txt"
        for kind in ([], ["--csv"], ["--json"], ["--transactions"]):
            day.asked("lookup", NUMBER, *kind)
        day.asked("lookup", NUMBER, typed=WRONG)
        for number in (OTHER, "122600000056", "122600000057", "12260000"):
            day.asked("lookup", number)
        day.asked("investigate", NUMBER, "--bill", bill, "-o", "case.html", "-o", "case.xlsx")
        day.asked("investigate", OTHER, "--bill", bill)
        for form in ("note", "whatsapp", "email"):
            day.asked("investigate", NUMBER, "--bill", bill, "--reply", form)
        day.ott("read", bill)
        day.asked("batch", day.given / "daftar.csv", "-o", "hasil", "--reports", "html")
        day.ott("log")
        day.ott("log", "--json")
        for kind in ("html", "xlsx", "csv"):
            day.ott("day", "-o", f"day.{kind}")
        day.ott("evidence", "verify")
        day.ott("investigate", "--replay", "1")
        day.ott("doctor", served.url, "--user", USERNAME)
        day.ott("evidence", "purge", "--before", "2999-01-01", "--yes")
        day.run(sys.executable, "-c", TRACEBACK, day.url, NUMBER, bill, OTHER, typed=PASSWORD)
    return day


def test_the_day_was_as_it_is_meant(day):
    statuses = [re.search(r"-> (-?\d+)", said)[1] for said in day.said]
    assert statuses.count("0") >= 14, "\n".join(day.said)
    said = "\n".join(day.said)
    for part in ("1226xxxxx055", "Traceback", "DEBUG:urllib3", "Bukti #", "INC-7"):
        assert part in said
    names = {path.name for path in day.out.rglob("*")}
    assert {"case.html", "case.xlsx", "day.html", "day.xlsx", "day.csv", "summary.csv"} <= names


@pytest.mark.parametrize("secret", SECRETS)
def test_no_secret_is_left_anywhere(day, secret, figures):
    planted = SECRETS[secret]
    places = [where for where, text in day.traces().items() if planted in text]
    store = next(day.home.rglob("evidence.sqlite")).read_bytes()
    if secret != "token":  # a page's own token stands in the page
        places += ["evidence"] if planted.encode() in store else []
    places += ["processes"] if any(planted.encode() in one for one in day.processes) else []
    figures("secrets", planted=1, **{"found in the open": len(places)})
    assert places == []


@pytest.mark.parametrize("part", CUSTOMER)
def test_no_customer_is_left_in_the_open(day, part, figures):
    planted = CUSTOMER[part]
    pattern = re.compile(r"[\W_]{0,2}".join(map(re.escape, planted)), re.IGNORECASE)
    traces = day.traces()
    if part == "name":  # those to the customer address the customer
        traces["said"] = "\n".join(said for said in day.said if "Bapak/Ibu" not in said)
    places = [where for where, text in traces.items() if pattern.search(text)]
    figures("secrets", planted=1, **{"found in the open": len(places)})
    assert places == []


def test_what_is_planted_would_be_found(day):
    (day.out / "left.xlsx").write_bytes(packed(NUMBER))
    try:
        assert NUMBER in day.traces()["left.xlsx"]
    finally:
        (day.out / "left.xlsx").unlink()
    assert day.processes


def packed(text: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("sheet.xml", text)
    return content.getvalue()
