"""A portal that wants a new CSRF token with every form, and keeps the search in the session.

POST searches, `?page=2` leads on; fields are named by placeholder and title alone, in Indonesian;
Reset stands before Cari; every page bears a side-bar search and a settings form with a password
of its own; pages are cp1252.
"""

from __future__ import annotations

import secrets

from flask import Flask, Response, redirect, request, session
from flask.typing import ResponseReturnValue

from tests.portals import CHARGES, NUMBER, PASSWORD, SUBSCRIPTION, USERNAME, table

PER_PAGE = 15
SERVICE = "812 – Télé"
LOGIN = """<!doctype html><html><head><meta charset="windows-1252"><title>Masuk</title></head>
<body>{said}
<form method="post" action="/masuk"><input type="hidden" name="_csrf" value="{token}">
<input name="x1" placeholder="Nama pengguna"><input name="x2" type="password">
<input name="x3" placeholder="Nama"><select name="x4" title="Regional">
<option value="">Pilih Regional</option><option value="r3">Regional 3</option>
<option value="r13">Regional 13</option></select>
<button>Masuk</button></form></body></html>"""
FRAME = """<!doctype html><html><head><title>Dasbor</title></head><body>
<form action="/menu"><input name="q" placeholder="Cari menu…"><button>Cari</button></form>
<nav><a href="#">Addon [Softbundling]</a><a href="/langganan">Langganan</a>
<a href="/transaksi"> data  TRANSAKSI </a><a href="/keluar">Keluar</a></nav>
{content}
<form method="post" action="/pengaturan"><input type="hidden" name="_csrf" value="settings">
<input type="password" name="baru" placeholder="Sandi baru"><button>Simpan</button></form>
</body></html>"""
SEARCH = """<form method="post"><input type="hidden" name="_csrf" value="{token}">
<input name="y0" placeholder="Nomor telepon"><input name="y1" placeholder="Nomor Internet">
<input name="y2" title="Tanggal awal"><input name="y3" title="Tanggal akhir">
<select name="y4"><option value="*">Semua Data</option><option selected>Active</option>
<option>Inactive</option></select>
<select name="y5"><option value="d" selected>799 - Disney</option><option value="all_item">All OTT
</option></select>
<input type="reset" value="Reset"><button name="aksi" value="reset">Reset</button>
<button name="aksi" value="cari">Cari</button></form>"""


def create_app() -> Flask:
    """Return the portal; `app.config["known"]` holds the tokens that are still good."""
    app = Flask(__name__)
    app.secret_key = "latihan"
    app.config["known"] = known = set[str]()

    def fresh() -> str:
        token = secrets.token_hex(4)
        known.add(token)
        return token

    def spent() -> bool:
        token = request.form.get("_csrf", "")
        good = token in known
        known.discard(token)
        return not good

    def login_page(said: str = "") -> Response:
        return _cp1252(LOGIN.format(said=said, token=fresh()))

    @app.get("/")
    def start() -> ResponseReturnValue:
        return login_page()

    @app.post("/masuk")
    def enter() -> ResponseReturnValue:
        if spent():
            return "expired", 419
        typed = [request.form[name] for name in ("x1", "x2", "x4")]
        if typed != [USERNAME, PASSWORD, "r3"]:
            return login_page(
                '<div class="alert alert-danger">Nama pengguna atau sandi salah</div>'
            )
        session["user"] = USERNAME
        return _cp1252(FRAME.format(content="Halo"))

    @app.route("/langganan", methods=["GET", "POST"])
    @app.route("/transaksi", methods=["GET", "POST"])
    def data() -> ResponseReturnValue:
        if "user" not in session:
            return redirect("/")
        if request.method == "POST":
            if spent():
                return "expired", 419
            if request.form["aksi"] != "cari" or request.form["y4"] != "*":
                return _cp1252(FRAME.format(content=SEARCH.format(token=fresh())))
            session["asked"] = {**request.form}
        elif "page" not in request.args:
            return _cp1252(FRAME.format(content=SEARCH.format(token=fresh())))
        return _cp1252(FRAME.format(content=SEARCH.format(token=fresh()) + _result()))

    return app


def _result() -> str:
    asked, page = session["asked"], int(request.args.get("page", 1))
    subscription = {**SUBSCRIPTION, "Service": SERVICE}
    rows = CHARGES if request.path == "/transaksi" else [subscription]
    rows = rows if asked["y1"] == NUMBER and asked["y5"] == "all_item" else []
    shown = rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    links = "".join(
        f'<li><a href="?page={n}">{n}</a></li>' for n in range(1, 1 + -(-len(rows) // PER_PAGE))
    )
    result = table(shown) if shown else "<p>Tidak ada data.</p>"
    return (
        f"<p>Hasil untuk pencarian: Nomor Indihome: {asked['y1']}</p>Menampilkan {len(rows)}"
        f"{result}<ul>{links}</ul>"
    )


def _cp1252(html: str) -> Response:
    return Response(html.encode("cp1252", "xmlcharrefreplace"), content_type="text/html")
