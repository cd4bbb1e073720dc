"""`ott configure`, the keyring, and which dashboard a command asks."""

import io
import json
import os
import pty
import select
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import keyring
import pytest
from keyring.backends import chainer, fail, null

from ott_toolkit import cli, dashboard, passwords, practice, settings
from ott_toolkit.errors import LoginError, OttError
from ott_toolkit.settings import Settings
from tests.portals import NUMBER, PASSWORD, SUBSCRIPTION, USERNAME, scripted, serve, table
from tests.portals.scripted import LOGIN, Script, found
from tests.vaults import Locked, Stubborn, Vault

CASE = {"ticket": "INC-7", "purpose": "billing-complaint"}
"""What the desk sends along with a search."""

OTT = str(Path(sysconfig.get_path("scripts")) / "ott")
FOUND = found(table([SUBSCRIPTION]))
REFUSED = LOGIN.format(said="<p>Login gagal.</p>")


class Terminal(io.TextIOWrapper):
    def isatty(self):
        return True


@pytest.fixture
def ott(capsys, monkeypatch):
    """Run a command within this process; return its status, what it printed and what it said."""
    monkeypatch.setenv(settings.LANGUAGE_VARIABLE, "en")

    def run(*words, stdin="", terminal=False):
        source = (Terminal if terminal else io.TextIOWrapper)(io.BytesIO(stdin.encode()))
        monkeypatch.setattr(sys, "stdin", source)
        status = cli.main(list(words))
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.fixture
def script():
    return Script([FOUND])


@pytest.fixture
def served(script):
    with serve(scripted.create_app(script)) as running:
        yield running


def configured(url, **more):
    settings.save(Settings(url=url, username=USERNAME, **more))


def logins(served):
    return len(served.to("/login", "POST"))


# --- setting ------------------------------------------------------------------------------------


def test_options_set_what_they_name_and_nothing_else(ott):
    settings.save(Settings(name="Ani", retention_days=30))
    status, out, err = ott("configure", "--url", "portal.example/ott/?sid=1", "--user", " budi ",
                           "--regional", "3", "--proxy", "proxy.example:8080")  # fmt: skip
    assert (status, out) == (0, "")
    assert str(settings.file()) in err
    assert settings.read() == Settings(
        url="https://portal.example/ott/", username="budi", name="Ani", regional="3",
        retention_days=30, proxy="http://proxy.example:8080",
    )  # fmt: skip
    assert ott("configure", "--retention-days", "", "--name", "", "--language", "en")[0] == 0
    now = settings.read()
    assert (now.retention_days, now.name, now.language) == (None, "", "en")


def test_the_language_is_set_only_where_it_was_asked_for(monkeypatch, capsys):
    monkeypatch.setenv(settings.LANGUAGE_VARIABLE, "en")
    assert cli.main(["configure", "--user", "budi"]) == 0
    assert settings.read().language == "id"
    assert cli.main(["--language", "en", "configure"]) == 0
    assert settings.read().language == "en"
    capsys.readouterr()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--url ftp://portal.example", "must start with http"),
        ("--url http://budi:planted-1@portal.example", "without username or password"),
        ("--url https://portal.example:99999", "must start with http"),
        ("--regional 8", "is no regional: 1 to 7"),
        ("--retention-days 1,5", "whole number of days"),
        ("--retention-days -3", "whole number of days"),
        ("--retention-days 0", "whole number of days"),
        ("--ca-file missing.pem", "missing.pem cannot be read: there is no such file"),
        ("--ca-file README.md", "holds no certificate"),
        ("--proxy http://budi:planted-1@proxy.example:8080", "without username and password"),
        ("--proxy socks5://proxy.example:8080", "is not a proxy's address"),
        ("--password", "belongs to an address and a username"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_set(ott, words, told):
    status, out, err = ott("configure", *words.split(" "))
    assert (status, out) == (2, "")
    assert err.startswith("ott: ")
    assert told in err
    assert "planted-1" not in err
    assert not settings.file().exists()


def test_show_tells_all_but_no_password(ott, vault):
    configured("https://portal.example", retention_days=90)
    passwords.keep("https://portal.example", USERNAME, "planted-2")
    status, out, err = ott("configure", "--show")
    assert status == 0
    assert "Dashboard address: https://portal.example\n" in out
    assert "90\n" in out
    assert "Password: in the keyring of this computer, Vault\n" in out
    assert err == f"{settings.file()}\n"
    assert "planted-2" not in out + err + settings.file().read_text() + repr(settings.read())


def test_the_questions_show_what_is_set_and_enter_keeps_it(ott, monkeypatch):
    kept = Settings("https://portal.example", USERNAME, "Ani", "3", "id", 30, keyring="x y")
    settings.save(kept)
    monkeypatch.delenv(settings.LANGUAGE_VARIABLE)
    status, out, err = ott("configure", stdin="\n" * 9, terminal=True)
    assert status == 0
    assert "Alamat dashboard [https://portal.example]: " in out
    assert "tidak punya keyring" in err
    assert settings.read() == kept


def test_an_answer_that_cannot_be_is_asked_for_again(ott):
    answers = ("en", "portal.example", "budi", "-", "9", "7", "", "x y", "", "never", "365")
    settings.save(Settings(name="Ani"))
    status, out, err = ott("configure", stdin="\n".join([*answers, ""]), terminal=True)
    assert status == 0
    assert out.count("Regional (1 to 7) [–]: ") == 2
    assert "'9' is no regional" in err
    assert "is not a proxy's address" in err
    assert settings.read() == Settings(
        "https://portal.example", "budi", "", "7", "en", retention_days=365
    )


def test_breaking_off_changes_nothing(ott):
    assert ott("configure", stdin="en\nportal.example\n", terminal=True)[0] == 130
    assert not settings.file().exists()


def test_nobody_there_to_be_asked(ott):
    status, _, err = ott("configure")
    assert status == 2
    assert "ott configure --url" in err


def test_an_address_that_is_not_encrypted_is_told(ott):
    assert "is not encrypted" in ott("configure", "--url", "http://portal.example")[2]
    assert "is not encrypted" not in ott("configure", "--url", "https://portal.example")[2]


def test_a_damaged_file_is_told_and_kept_beside_the_new_one(ott):
    settings.file().parent.mkdir(parents=True)
    settings.file().write_text("{damaged")
    assert ott("configure", "--show")[0] == 1
    status, _, err = ott("configure", "--user", "budi")
    assert status == 0
    assert "cannot be read" in err
    assert settings.read() == Settings(username="budi")
    assert settings.file().with_name("settings.damaged-1.json").read_text() == "{damaged"


# --- which dashboard is asked -------------------------------------------------------------------


def test_an_invented_customer_never_reaches_the_configured_dashboard(ott, served):
    configured(served.url)
    status, _, err = ott("lookup", practice.SAMPLE_NUMBER, "--csv", stdin="no password\n")
    assert status == 0
    assert "\npractice portal · 1215xxxxx017" in err
    status, _, err = ott("investigate", practice.SAMPLE_NUMBER)
    assert status == 0
    assert err.startswith("Asking the practice portal; its customers are invented.\n")
    assert served.visits == []


def test_any_other_number_is_asked_of_the_configured_dashboard_which_is_named(ott, served):
    configured(served.url)
    status, out, err = ott("lookup", NUMBER, "--csv", "--full-numbers", stdin=f"{PASSWORD}\n")
    assert status == 0
    assert NUMBER in out
    host = served.url.removeprefix("http://")
    assert err.startswith(f"Asking the dashboard {host} as {USERNAME}.\n")
    assert "practice" not in err
    status, _, err = ott("investigate", NUMBER, stdin=f"{PASSWORD}\n")
    assert (status, "practice" in err) == (1, False)  # it shows subscriptions for transactions
    assert err.startswith(f"Asking the dashboard {host}")


def test_an_address_that_is_given_is_asked_for_any_number(ott, served):
    status, _, err = ott("lookup", practice.SAMPLE_NUMBER, "--url", served.url, "--user", USERNAME,
                         stdin=f"{PASSWORD}\n")  # fmt: skip
    assert status == 1  # it answered for another number
    assert "Asking the dashboard" in err
    assert logins(served) == 1


def test_without_a_dashboard_a_real_number_is_nobodys(ott):
    status, _, err = ott("lookup", NUMBER)
    assert status == 2
    assert "is not an invented customer" in err
    assert "ott configure" in err


@pytest.mark.parametrize("words", [("--user", "x"), ("--name", "x"), ("--regional-login", "3")])
def test_a_log_in_for_an_invented_customer_needs_the_address_too(ott, served, words):
    configured(served.url)
    status, _, err = ott("lookup", practice.SAMPLE_NUMBER, *words)
    assert (status, "--url" in err) == (2, True)
    assert served.visits == []


def test_nobodys_name_goes_to_a_place_that_it_was_not_given_for(ott, served):
    configured("https://portal.example", name="Ani")
    status, _, err = ott("lookup", NUMBER, "--url", served.url, stdin="x\n")
    assert (status, "--user" in err) == (2, True)
    assert served.visits == []


def test_options_go_before_the_settings(ott, served):
    configured(served.url, name="Ani", regional="3")
    status, _, err = ott("lookup", NUMBER, "--user", "other", stdin="x\n")
    assert (status, "as other." in err) == (1, True)
    assert b"username=other" in served.to("/login")[0].body


def test_a_password_that_was_not_typed_is_not_sent(ott, served):
    configured(served.url)
    status, _, err = ott("lookup", NUMBER, stdin="\n")
    assert (status, "nothing was sent" in err) == (2, True)
    assert logins(served) == 0


def test_damaged_settings_stop_a_look_up_at_the_dashboard_and_no_other(ott, served):
    settings.file().parent.mkdir(parents=True)
    settings.file().write_text("{damaged")
    status, _, err = ott("lookup", NUMBER, "--url", served.url, "--user", USERNAME, stdin="x\n")
    assert (status, "Mend them" in err) == (1, True)
    assert served.visits == []
    assert ott("lookup", practice.SAMPLE_NUMBER)[0] == 0


# --- the keyring --------------------------------------------------------------------------------


def keep(url, password=PASSWORD):
    configured(url)
    passwords.keep(url, USERNAME, password)


def test_a_password_goes_to_the_keyring_and_is_used_from_there(ott, served, vault):
    configured(served.url)
    status, out, err = ott("configure", "--password", stdin=f"{PASSWORD}\n")
    assert (status, out) == (0, "")
    assert "in the keyring of this computer, Vault" in err
    assert vault.held == {("ott-toolkit", f"{served.url} {USERNAME}"): PASSWORD}
    assert PASSWORD not in settings.file().read_text() + err
    assert ott("lookup", NUMBER)[0] == 0
    assert ott("configure", "--forget-password")[0] == 0
    assert vault.held == {}
    assert ott("lookup", NUMBER)[0] == 2, "nobody typed one"
    assert logins(served) == 1


def test_who_keeps_no_password_is_never_asked_to_unlock_a_keyring(ott, served, vault):
    configured(served.url)
    assert ott("lookup", NUMBER, stdin=f"{PASSWORD}\n")[0] == 0
    assert vault.asked == 0


def test_a_kept_password_goes_nowhere_else(ott, served, vault):
    keep(served.url)
    same_machine = served.url.replace("127.0.0.1", "localhost")
    assert ott("lookup", NUMBER, "--user", "other", stdin="typed\n")[0] == 1
    assert ott("lookup", NUMBER, "--url", same_machine, "--user", USERNAME, stdin="typed\n")[0] == 1
    bodies = [visit.body for visit in served.to("/login")]
    assert len(bodies) == 2
    assert all(b"typed" in body for body in bodies)
    assert list(vault.held.values()) == [PASSWORD], "refused elsewhere, it is still good here"


def test_only_one_password_is_kept(vault):
    keep("https://one.example")
    keep("https://two.example")
    settings.save(settings.replace(settings.read(), keyring="https://two.example latihan"))
    passwords.keep("https://three.example", USERNAME, "x")
    assert set(vault.held.values()) == {PASSWORD, "x"}
    assert ("ott-toolkit", f"https://two.example {USERNAME}") not in vault.held


@pytest.mark.parametrize("kind", [Vault, Stubborn])
def test_a_refused_password_is_sent_once(ott, served, figures, kind):
    before = keyring.get_keyring()
    keyring.set_keyring(own := kind())
    try:
        keep(served.url, "stale")
        status, _, err = ott("lookup", NUMBER)
        assert status == 1
        assert "is not sent again" in err
        assert "Login gagal" in err, "the portal's own words are kept"
        for _ in range(3):
            assert ott("lookup", NUMBER)[0] == 2
        assert logins(served) == 1
        assert bool(own.held) is (kind is Stubborn)
    finally:
        keyring.set_keyring(before)
    figures("keyring", tried=4, wrong=logins(served) - 1)


def test_a_refused_password_is_taken_out_even_where_settings_cannot_be_written(
    ott, served, vault, monkeypatch
):
    keep(served.url, "stale")
    monkeypatch.setattr(settings, "save", _full)
    status, _, err = ott("lookup", NUMBER)
    assert (status, "is not sent again" in err) == (1, True)
    assert vault.held == {}
    assert ott("lookup", NUMBER)[0] == 2
    assert logins(served) == 1


def test_what_can_neither_be_taken_out_nor_marked_is_told(ott, served, monkeypatch):
    before = keyring.get_keyring()
    keyring.set_keyring(Stubborn())
    try:
        keep(served.url, "stale")
        monkeypatch.setattr(settings, "save", _full)
        assert "Delete 'ott-toolkit' from the keyring by hand" in ott("lookup", NUMBER)[2]
    finally:
        keyring.set_keyring(before)


def _full(_):
    raise OSError(28, "No space left on device")


def test_a_password_that_is_refused_later_is_given_up_as_well(served, script, vault, figures):
    """The session ends, and the portal lets nobody in with it any more."""
    keep(served.url)
    who = dashboard.reached_at(None)
    with dashboard.portal(who) as portal:
        dashboard.log_in(portal, who, "")
        script.signed_in = False
        script.logins = [REFUSED]
        with pytest.raises(LoginError, match="is not sent again"), dashboard.giving_up(who):
            portal.subscriptions(NUMBER)
    assert vault.held == {}
    assert logins(served) == 2
    figures("keyring", tried=1, wrong=0)


def test_an_outage_is_no_refusal(ott, served, script, vault):
    keep(served.url)
    script.logins = [(503, {"Retry-After": "0"}, "busy")]
    assert ott("lookup", NUMBER)[0] == 1
    assert len(vault.held) == 1
    assert ott("lookup", NUMBER)[0] == 0


@pytest.mark.parametrize(
    ("typed", "kept", "after"),
    [
        ("mistyped", PASSWORD, PASSWORD),  # what was mistyped says nothing of the other
        ("stale", "stale", None),
        (PASSWORD, "stale", PASSWORD),  # it was accepted: the other is another's
    ],
)
def test_what_is_typed_and_what_is_kept(served, vault, typed, kept, after):
    keep(served.url, kept)
    who = dashboard.reached_at(None)
    with dashboard.portal(who) as portal:
        try:
            dashboard.log_in(portal, who, typed)
        except LoginError:
            assert typed != PASSWORD
    assert vault.held.get(("ott-toolkit", f"{served.url} {USERNAME}")) == after


def test_a_keyring_that_does_not_open_is_told_without_what_it_says(ott, served):
    before = keyring.get_keyring()
    keyring.set_keyring(Locked())
    try:
        configured(served.url)
        status, _, err = ott("configure", "--password", stdin="planted-6\n")
        assert (status, "KeyringLocked" in err) == (1, True)
        assert "planted-6" not in err
        settings.save(settings.replace(settings.read(), keyring=f"{served.url} {USERNAME}"))
        status, _, err = ott("lookup", NUMBER, stdin=f"{PASSWORD}\n")
        assert (status, "--forget-password" in err) == (1, True)
        assert "planted-6" not in err
        assert served.visits == []
    finally:
        keyring.set_keyring(before)


class _Plain(Vault):
    pass


_Plain.__module__ = "keyrings.alt.file"


class _PlaintextKeyring(Vault):
    pass


class _Heir(_Plain):
    pass


class _Foreign(Vault):
    pass


class _System(Vault):
    pass


_System.__module__ = "keyring.backends.SecretService"


@pytest.mark.parametrize("kind", [fail.Keyring, null.Keyring, _Plain, _PlaintextKeyring, _Heir])
def test_what_keeps_nothing_or_keeps_it_in_a_file_is_no_keyring(ott, vault, kind):
    keyring.set_keyring(kind())
    configured("https://portal.example")
    assert passwords.keyring_name() == ""
    status, _, err = ott("configure", "--password", stdin="planted-7\n")
    assert status == 1
    assert "has no keyring that can be used" in err
    with pytest.raises(OttError, match="no keyring"):
        passwords.keep("https://portal.example", USERNAME, "planted-7")
    assert "asked for each time" in ott("configure", "--show")[1]
    assert getattr(keyring.get_keyring(), "held", {}) == {}


def test_of_several_the_operating_systems_own_is_taken(vault, monkeypatch):
    plain, foreign, system = _Plain(), _Foreign(), _System()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [plain, foreign, system])
    keyring.set_keyring(chainer.ChainerBackend())
    keep("https://portal.example")
    assert (plain.held, foreign.held, len(system.held)) == ({}, {}, 1)
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [plain, foreign])
    assert passwords.keyring_name() == ""


# --- real processes, a real terminal, a real keyring --------------------------------------------


@pytest.fixture
def home(tmp_path):
    """An environment with a home of its own, and no stand-in for a keyring."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("OTT_")}
    environ.pop("PYTHON_KEYRING_BACKEND", None)
    folders = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME")
    places = {name: tmp_path / name for name in folders}
    for place in places.values():
        place.mkdir(mode=0o700)
    return environ | {name: str(place) for name, place in places.items()} | {"COLUMNS": "80"}


def files_with(folder, secret):
    return [
        path for path in folder.rglob("*")
        if path.is_file() and secret.encode() in path.read_bytes()
    ]  # fmt: skip


def lines_of_processes(secret):
    """Command lines and environments of all processes that hold a secret."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        for part in ("cmdline", "environ"):
            try:
                if secret.encode() in (path / part).read_bytes():
                    found.append(path / part)
            except OSError:
                continue
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc and a terminal of Linux")
def test_a_typed_password_is_seen_nowhere(home, served, tmp_path, figures):
    """On a real terminal: not echoed, in no process list, no environment, no file, no output."""
    pid, terminal = pty.fork()
    if pid == 0:
        words = [OTT, "lookup", NUMBER, "--url", served.url, "--user", USERNAME]
        os.execve(OTT, words, home)  # noqa: S606 - in a terminal of its own
    said = _until(terminal, "Password")
    os.write(terminal, f"{PASSWORD}\n".encode())
    seen = lines_of_processes(PASSWORD)
    said += _until(terminal, None)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert "1226xxxxx055" in said
    found_in = [*seen, *files_with(tmp_path, PASSWORD)]
    assert found_in == []
    assert PASSWORD not in said
    figures("secrets", planted=1, **{"found in the open": len(found_in)})


def _until(terminal, word):
    said = ""
    end = time.monotonic() + 60
    while word is None or word not in said:
        assert time.monotonic() < end, said
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            part = os.read(terminal, 65536)
        except OSError:  # the other side is gone
            part = b""
        if not part:
            break
        said += part.decode(errors="replace")
    return said


REAL = """
printf keyring-secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null &
while ! gdbus introspect --session --dest org.freedesktop.secrets --object-path \
/org/freedesktop/secrets >/dev/null 2>&1; do sleep 0.1; done
printf 'planted-real\\n' | "$OTT" configure --url "$URL" --user latihan --password
"$OTT" configure --show
for each in 1 2 3; do "$OTT" lookup "$NUMBER" --csv </dev/null; echo "status $?"; done
"$OTT" configure --show
"""


@pytest.mark.skipif(
    not all(map(shutil.which, ("gnome-keyring-daemon", "dbus-run-session", "gdbus"))),
    reason="needs gnome-keyring, dbus and gdbus",
)
def test_a_real_keyring_gives_a_refused_password_up(home, served, script, tmp_path, figures):
    """Kept, used once with success; refused the second time, and not sent a third time."""
    script.logins = [scripted.page("Selamat datang"), REFUSED]
    script.signed_in = True
    environ = home | {"OTT": OTT, "URL": served.url, "NUMBER": NUMBER, "OTT_LANGUAGE": "en"}
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", REAL],
        env=environ, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert "Password: in the keyring of this computer, SecretService Keyring" in said
    assert [line for line in said.splitlines() if line.startswith("status")] == [
        "status 0", "status 1", "status 2",
    ]  # fmt: skip
    assert "is not sent again" in said
    assert "Password: asked for each time; ott configure --password keeps it in" in said
    bodies = [visit.body for visit in served.to("/login", "POST")]
    assert len(bodies) == 2
    assert all(b"planted-real" in body for body in bodies)
    found_in = files_with(tmp_path, "planted-real")
    assert found_in == []
    assert "planted-real" not in said
    figures("secrets", planted=1, **{"found in the open": len(found_in)})


# --- the panel ----------------------------------------------------------------------------------


@pytest.fixture
def panel(monkeypatch, server, eventually):
    from ott_toolkit.panel import Panel

    monkeypatch.setenv("OTT_PRACTICE_URL", server.url)
    opened = []

    def make():
        own = Panel()
        opened.append(own)
        eventually(lambda: own.portal and not own._work.running)
        return own

    yield make
    for own in opened:
        own.close_all()


def send(panel, eventually, action, **content):
    panel._handle({"action": action, "token": "", **content}, [])
    eventually(lambda: not panel._work.running)
    return panel._desk.state


def entry(url, password="", **more):
    return {"url": url, "username": USERNAME, "password": password, "name": "", "regional": "",
            **more}  # fmt: skip


def test_the_panel_logs_in_with_the_keyrings_password_and_shows_none(
    panel, served, vault, eventually
):
    keep(served.url, PASSWORD)
    own = panel()
    assert own._desk.state["connection"]["kept"] is True
    state = send(own, eventually, "connect", **entry(served.url))
    assert state["error"] == ""
    assert state["connection"]["mode"] == "Dashboard"
    assert PASSWORD not in json.dumps(state)
    assert set(state["connection"]["remembered"]) == {"url", "username", "name", "regional"}


def test_the_panel_offers_to_keep_a_password_where_there_is_a_keyring(
    panel, served, vault, eventually
):
    own = panel()
    assert own._desk.state["connection"]["keyring"] == "", "not looked for at the start"
    assert send(own, eventually, "keyring")["connection"]["keyring"] == "Vault"
    send(own, eventually, "connect", **entry(served.url, PASSWORD))
    assert vault.held == {}
    state = send(own, eventually, "connect", **entry(served.url, PASSWORD, keep="on"))
    assert list(vault.held.values()) == [PASSWORD]
    assert state["connection"]["kept"] is True
    keyring.set_keyring(fail.Keyring())
    assert send(own, eventually, "keyring")["connection"]["keyring"] == ""


def test_a_password_that_could_not_be_kept_is_told_and_the_log_in_stands(panel, served, eventually):
    own = panel()
    state = send(own, eventually, "connect", **entry(served.url, PASSWORD, keep="on"))
    assert "tidak punya keyring" in state["error"]
    assert state["connection"]["mode"] == "Dashboard"


def test_the_panel_sends_a_refused_password_once(panel, served, script, vault, eventually):
    keep(served.url)
    own = panel()
    send(own, eventually, "connect", **entry(served.url))
    script.signed_in = False
    script.logins = [REFUSED]
    state = send(own, eventually, "search", number=NUMBER, asof="", **CASE)
    assert "tidak akan dikirim lagi" in state["error"]
    assert state["connection"]["kept"] is False
    assert vault.held == {}
    state = send(own, eventually, "connect", **entry(served.url))
    assert "tidak ada yang dikirim" in state["error"]
    assert logins(served) == 2


def test_the_panel_tells_of_damaged_settings_and_leaves_them(panel, eventually):
    settings.file().parent.mkdir(parents=True)
    settings.file().write_text("{damaged")
    own = panel()
    assert "tidak bisa dibaca" in own._desk.state["error"]
    send(own, eventually, "language", language="en")
    assert settings.file().read_text() == "{damaged"
    state = send(own, eventually, "search", number=practice.SAMPLE_NUMBER, asof="", **CASE)
    assert state["error"] == ""
