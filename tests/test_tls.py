"""Who is trusted on the way to a portal: real certificates, a real proxy, all on 127.0.0.1."""

import base64
import io
import socket
import ssl
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Thread
from urllib.parse import urlsplit

import pytest
import trustme
from werkzeug.serving import make_server

import ott_toolkit as ott
from ott_toolkit import cli, dashboard, settings
from ott_toolkit.portal.patience import Patience
from ott_toolkit.settings import Settings
from tests.portals import NUMBER, PASSWORD, SUBSCRIPTION, USERNAME, scripted, serve, table
from tests.portals.scripted import Script, found
from tests.proxies import proxy

QUICK = Patience(connect=5, read=5, backoff=0.01)
FOUND = found(table([SUBSCRIPTION]))
NAME = "dashboard.invalid"
"""A name that no resolver knows: only a proxy can lead there."""


@pytest.fixture(autouse=True)
def no_proxy_of_whoever_runs_this(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def ca_file(authority, tmp_path_factory):
    path = tmp_path_factory.mktemp("ca") / "portal-ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@contextmanager
def safe(certificate, script=None):
    """Serve a portal over TLS; give its address and the requests that arrived, head and body."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    app = scripted.create_app(script or Script([FOUND]))
    arrived = []

    def noting(environ, start_response):
        arrived.append((environ["REQUEST_METHOD"], environ["PATH_INFO"], dict(environ)))
        return app(environ, start_response)

    server = make_server("127.0.0.1", 0, noting, threaded=True, ssl_context=context)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_port}", arrived
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def look_up(url, **way):
    with ott.Portal(url, patience=QUICK, **way) as portal:
        portal.login(USERNAME, PASSWORD)
        with ott.asking(ott.Occasion(ticket="INC-7")):
            return portal.subscriptions(NUMBER)


def refuses(figures, case, url, arrived, said, **way):
    with pytest.raises(ott.PortalError, match=said) as caught:
        look_up(url, **way)
    assert arrived == [], "something was sent"
    assert PASSWORD not in str(caught.value)
    figures("tls", tried=1, wrong=len(arrived), case=case, outcome="refused, nothing was sent")


# --- certificates -------------------------------------------------------------------------------


def test_a_portal_of_an_unknown_authority_is_refused_unless_its_file_is_named(
    authority, ca_file, figures
):
    with safe(authority.issue_cert("127.0.0.1")) as (url, arrived):
        refuses(figures, "unknown authority", url, arrived, "not trusted by this computer")
        assert len(look_up(url, ca_file=ca_file)) == 1
        assert ("POST", "/login") in [one[:2] for one in arrived]


def test_a_portals_own_certificate_will_do(tmp_path):
    """As a browser saves it: that of the portal alone, and as Windows does: not as text."""
    issued = trustme.CA().issue_cert("127.0.0.1")
    pem, der = tmp_path / "own.pem", tmp_path / "own.cer"
    pem.write_bytes(issued.cert_chain_pems[0].bytes())
    der.write_bytes(ssl.PEM_cert_to_DER_cert(pem.read_text()))
    with safe(issued) as (url, _):
        assert len(look_up(url, ca_file=pem)) == len(look_up(url, ca_file=der)) == 1


def test_a_named_file_is_trusted_and_nobody_else(authority, ca_file, monkeypatch, figures):
    """Whoever the computer trusts besides may not speak for the portal."""
    if sys.platform != "linux":
        pytest.skip("elsewhere the system keeps the certificates")
    stranger = trustme.CA()
    with stranger.cert_pem.tempfile() as path, safe(stranger.issue_cert("127.0.0.1")) as served:
        monkeypatch.setenv("SSL_CERT_FILE", path)
        url, arrived = served
        refuses(
            figures, "signed by another than the named file", url, arrived,
            "does not come from .*portal-ca.pem", ca_file=ca_file,
        )  # fmt: skip
        assert len(look_up(url)) == 1, "without the file it is trusted"


def test_a_certificate_for_another_name_is_refused(authority, ca_file, figures):
    with safe(authority.issue_cert("portal.example", "127.0.0.2")) as (url, arrived):
        refuses(figures, "another name", url, arrived, "made for another name", ca_file=ca_file)


@pytest.mark.parametrize(("begins", "ends"), [(-9, -1), (1, 9)], ids=["expired", "not yet valid"])
def test_a_certificate_of_another_time_is_refused(authority, ca_file, figures, begins, ends):
    now = datetime.now(UTC)
    issued = authority.issue_cert(
        "127.0.0.1",
        not_before=now + timedelta(days=begins),
        not_after=now + timedelta(days=ends),
    )
    with safe(issued) as (url, arrived):
        refuses(figures, "another time", url, arrived, "not valid today", ca_file=ca_file)


def test_what_speaks_no_tls_is_told_apart(ca_file):
    heard = []

    def answer(listening):
        while True:
            try:
                client, _ = listening.accept()
            except OSError:
                return
            with client:
                heard.append(client.recv(65536))
                client.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=answer, args=[listening], daemon=True)
        thread.start()
        url = f"https://127.0.0.1:{listening.getsockname()[1]}"
        with pytest.raises(ott.PortalError, match="No safe connection"):
            look_up(url, ca_file=ca_file)
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()
    assert len(heard) == 1
    assert b"GET" not in heard[0]


@pytest.mark.parametrize(
    "content",
    [None, b"", b"hello", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
     b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "—".encode()],
    ids=["missing", "empty", "words", "damaged", "key", "letters"],
)  # fmt: skip
def test_a_file_without_certificates_is_refused_before_anything_is_sent(tmp_path, content):
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ott.QueryError, match=r"ca\.pem"):
        ott.Portal("https://127.0.0.1:1", ca_file=path)


def test_a_ca_file_protects_nothing_without_tls(ca_file):
    with pytest.raises(ott.QueryError, match="not encrypted"):
        ott.Portal("http://127.0.0.1:1", ca_file=ca_file)


# --- redirects ----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("step", ["login", "search"])
def test_a_redirect_takes_nothing_along_to_another_place(authority, ca_file, figures, status, step):
    with serve(scripted.create_app(Script())) as elsewhere:
        away = (status, {"Location": f"{elsewhere.url}/login?next=1"}, "")
        script = Script([away]) if step == "search" else Script(logins=[away])
        with safe(authority.issue_cert("127.0.0.1"), script) as (url, arrived):
            with pytest.raises(ott.PortalError, match="another place; nothing was sent there"):
                look_up(url, ca_file=ca_file)
            assert arrived[-1][1] == f"/{step}"
        assert elsewhere.visits == [], "neither password nor cookie nor where one came from"
    figures("tls", tried=1, wrong=len(elsewhere.visits))


# --- proxies ------------------------------------------------------------------------------------


def port_of(url):
    return urlsplit(url).port


def test_a_proxy_leads_to_a_name_that_only_it_knows_and_sees_nothing(authority, ca_file):
    with safe(authority.issue_cert(NAME)) as (url, arrived):
        with pytest.raises(ott.PortalError, match="could not be reached"):
            look_up(f"https://{NAME}", ca_file=ca_file)
        with proxy({NAME: port_of(url)}) as between:
            assert len(look_up(f"https://{NAME}", ca_file=ca_file, proxy=between.url)) == 1
        asked = {tuple(head.split()[:2]) for head in between.heads}
        assert asked == {("CONNECT", f"{NAME}:443")}
        seen = "".join(between.heads)
        assert PASSWORD not in seen
        assert "Cookie" not in seen
        assert ("POST", "/login") in [one[:2] for one in arrived]


def test_a_portal_like_it_goes_the_same_way(authority, ca_file):
    with (
        safe(authority.issue_cert(NAME)) as (url, _),
        proxy({NAME: port_of(url)}) as between,
        ott.Portal(f"https://{NAME}", patience=QUICK, ca_file=ca_file, proxy=between.url) as first,
    ):
        first.login(USERNAME, PASSWORD)
        with first.again() as second, ott.asking(ott.Occasion(ticket="INC-7")):
            assert len(second.subscriptions(NUMBER)) == 1


def test_behind_a_proxy_the_certificate_is_checked_as_well(authority, ca_file, figures):
    with (
        safe(trustme.CA().issue_cert(NAME)) as (url, arrived),
        proxy({NAME: port_of(url)}) as between,
    ):
        refuses(
            figures, "unknown authority behind a proxy", f"https://{NAME}", arrived,
            "does not come from", ca_file=ca_file, proxy=between.url,
        )  # fmt: skip


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_a_proxy_that_asks_who_is_there_is_named_and_asked_once(authority, ca_file, scheme):
    with proxy({}, secret="c2VjcmV0") as between:
        ca = ca_file if scheme == "https" else None
        with pytest.raises(ott.PortalError, match="asks for a username and password") as caught:
            look_up(f"{scheme}://{NAME}", ca_file=ca, proxy=between.url)
    assert len(between.heads) == 1
    assert "HTTPS_PROXY" in str(caught.value)


def test_a_proxys_password_comes_from_the_environment_and_stays_with_it(
    authority, ca_file, monkeypatch
):
    secret = base64.b64encode(b"budi:planted-3").decode()
    with (
        safe(authority.issue_cert(NAME)) as (url, arrived),
        proxy({NAME: port_of(url)}, secret) as between,
    ):
        monkeypatch.setenv("HTTPS_PROXY", f"http://budi:planted-3@{between.address}")
        assert len(look_up(f"https://{NAME}", ca_file=ca_file)) == 1
        assert f"Basic {secret}" in between.heads[0]
        assert secret not in str(arrived)
        monkeypatch.setenv("HTTPS_PROXY", f"http://budi:planted-4@{between.address}")
        before = len(between.heads)
        with pytest.raises(ott.PortalError, match="asks for a username") as caught:
            look_up(f"https://{NAME}", ca_file=ca_file)
    assert len(between.heads) == before + 1, "a wrong password is sent once"
    assert "planted-4" not in str(caught.value) + repr(caught.value.values)


def test_a_proxy_that_is_not_there_is_named():
    with pytest.raises(ott.PortalError, match="The proxy on the way"):
        look_up(f"https://{NAME}", proxy="http://127.0.0.1:1")


def test_no_proxy_stands_before_this_computer(authority, ca_file):
    with safe(authority.issue_cert("127.0.0.1")) as (url, _):
        assert len(look_up(url, ca_file=ca_file, proxy="http://127.0.0.1:1")) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("http://budi:planted-5@proxy.example:8080", "without username and password"),
        ("budi@proxy.example:8080", "without username and password"),
        ("socks5://proxy.example:1080", "is not a proxy's address"),
        ("https://proxy.example:8080", "is not a proxy's address"),
        ("http://proxy.example", "is not a proxy's address"),
        ("http://proxy.example:99999", "is not a proxy's address"),
        ("http://proxy.example:8080/path", "is not a proxy's address"),
        ("http://[x", "is not a proxy's address"),
    ],
)
def test_what_is_no_proxy_is_refused_and_its_password_not_repeated(typed, said):
    with pytest.raises(ott.QueryError, match=said) as caught:
        ott.Portal("https://portal.example", proxy=typed)
    assert "planted-5" not in str(caught.value) + repr(caught.value.values)


# --- what is configured is used -----------------------------------------------------------------


@pytest.fixture
def configured(authority, ca_file):
    """A dashboard that only its CA file and its proxy open."""
    with safe(authority.issue_cert(NAME)) as (url, _), proxy({NAME: port_of(url)}) as between:
        settings.save(
            dashboard.checked(
                Settings(f"https://{NAME}", USERNAME, ca_file=str(ca_file), proxy=between.url)
            )
        )
        yield


def test_commands_use_the_configured_ca_file_and_proxy(configured, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
    assert cli.main(["lookup", NUMBER, "--csv", "--full-numbers", "--ticket", "INC-7"]) == 0
    assert NUMBER in capsys.readouterr().out


def test_the_panel_uses_them_too(configured, server, monkeypatch, eventually):
    from ott_toolkit.panel import Panel

    monkeypatch.setenv("OTT_PRACTICE_URL", server.url)
    panel = Panel()
    eventually(lambda: panel.portal and not panel._work.running)
    entry = {"url": NAME, "username": USERNAME, "password": PASSWORD, "name": "", "regional": ""}
    panel._handle({"action": "connect", "token": "", **entry}, [])
    eventually(lambda: not panel._work.running)
    state = panel._desk.state
    panel.close_all()
    assert state["error"] == ""
    assert state["connection"]["mode"] == "Dashboard"
