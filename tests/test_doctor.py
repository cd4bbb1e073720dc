"""`ott doctor` on this computer: each check by what is really so, and the command as a process."""

from __future__ import annotations

import getpass
import json
import os
import subprocess
import sys
import sysconfig
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from packaging.requirements import Requirement

from ott_toolkit.doctor import folders, kernel, machine, packages, setup
from ott_toolkit.doctor.check import Check
from ott_toolkit.doctor.discreet import HIDDEN, Discreet
from ott_toolkit.locale import LANGUAGES
from ott_toolkit.sentences import sentence

OTT = str(Path(sysconfig.get_path("scripts")) / "ott")
ABOUT = sentence("Data folder")
WIB = timezone(timedelta(hours=7))


def ott(*words, **variables):
    env = {**os.environ, "OTT_LANGUAGE": "en", **variables}
    return subprocess.run(
        [OTT, "doctor", *words], env=env, capture_output=True, text=True, check=False, timeout=180
    )


def grades(checks):
    return [check.grade for check in checks]


def only(checks) -> Check:
    (check,) = checks
    return check


# --- Python and packages ------------------------------------------------------------------------


def test_this_python_is_new_enough_and_one_of_tomorrow_is_not_here():
    assert grades(packages.python()) == ["ok"]
    check = only(packages.python(">=4.0"))
    assert check.grade == "stop"
    assert "Python >=4.0" in check.advice.say("en")


def test_packages_are_as_demanded():
    check = only(packages.packages())
    assert check.grade == "ok"
    assert "0.1.0" in check.found.say("en")


def test_each_package_that_is_missing_or_too_old_is_named_with_how_to_mend_it():
    wrong = [
        "no-such-package-here>=1.2",
        "pandas>=99",
        "numpy",
        "pyspark>=99; extra == 'spark'",
        "tzdata>=9999; platform_system == 'Amiga'",
    ]
    checks = list(packages.packages(wrong))
    assert grades(checks) == ["stop", "stop"]
    assert [check.found.say("en").split(" is")[0] for check in checks] == [
        "no-such-package-here",
        "pandas",
    ]
    assert checks[1].advice.say("en") == 'Run: python -m pip install "pandas>=99"'
    assert all(Requirement(line) for line in wrong)


# --- kernel -------------------------------------------------------------------------------------


def test_a_kernel_starts_answers_and_is_this_python():
    check = only(kernel.kernel())
    assert (check.grade, check.found.say("en")) == ("ok", "python3 is this Python, and answers")


def test_a_kernel_that_dies_is_told(tmp_path, monkeypatch):
    (tmp_path / "ipykernel_launcher.py").write_text("raise SystemExit('broken')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    check = only(kernel.kernel())
    assert check.grade == "stop"
    assert check.found.say("en").startswith("it does not start: RuntimeError")


def test_a_kernel_is_not_waited_for_without_end():
    check = only(kernel.kernel(seconds=0.05))
    assert (check.grade, check.found.say("en")) == ("stop", "it did not answer within 0.05 s")


def test_a_kernel_of_another_python_or_toolkit_is_not_ours(tmp_path):
    assert kernel.judged(str(tmp_path), "0.1.0").grade == "stop"
    other = kernel.judged(sys.prefix, "0.0.9")
    assert (other.grade, other.found.say("en")) == ("stop", "it has another toolkit: 0.0.9")


# --- folders ------------------------------------------------------------------------------------


def test_folders_are_tried_and_neither_made_nor_filled(tmp_path):
    there, later = tmp_path / "there", tmp_path / "not" / "yet"
    there.mkdir()
    assert folders.writable(ABOUT, there).found.say("en").endswith("can be written")
    assert folders.writable(ABOUT, later).found.say("en").endswith("when it is needed")
    assert list(tmp_path.rglob("*")) == [there]


@pytest.mark.parametrize(("needed", "grade"), [(True, "stop"), (False, "warning")])
def test_a_folder_that_cannot_be_written_is_told_with_the_reason(tmp_path, needed, grade):
    (tmp_path / "file").write_text("x")
    check = folders.writable(ABOUT, tmp_path / "file" / "data", needed=needed)
    assert check.grade == grade
    assert "cannot be written: a part of its path is no folder" in check.found.say("en")
    assert check.advice


@pytest.mark.parametrize(
    ("free", "grade"),
    [
        (folders.LITTLE, "ok"),
        (folders.LITTLE - 1, "warning"),
        (folders.TOO_LITTLE, "warning"),
        (folders.TOO_LITTLE - 1, "stop"),
    ],
)
def test_a_full_disk_stops_work_and_a_small_one_warns(free, grade):
    assert folders.room(free).grade == grade


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/share /home/a/kantor\\040kita cifs rw 0 0
server:/x /srv nfs4 rw 0 0
tmpfs /srv/local tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/a", ""),
        ("/home/a/kantor kita/data", "cifs"),
        ("/home/a/kantor kitakita", ""),
        ("/srv/data", "nfs4"),
        ("/srv/local/data", ""),
    ],
)
def test_a_network_share_is_told_by_the_nearest_mount(folder, kind):
    assert folders.remote_kind(PurePosixPath(folder), MOUNTS) == kind


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        (PureWindowsPath(r"C:\Users\a\OneDrive - Kantor\data"), "onedrive"),
        (PureWindowsPath(r"D:\Kantor\data"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\a\AppData\Local\ott-toolkit"), ""),
        (PurePosixPath("/home/a/Dropbox/x"), "dropbox"),
        (PurePosixPath("/Users/a/Library/Mobile Documents/x"), "mobile documents"),
        (PurePosixPath("/home/a/my onedrive notes"), ""),
    ],
    ids=range(6),
)
def test_a_folder_that_is_synchronised_is_told(folder, service):
    environ = {"OneDrive": r"D:\Kantor"} if isinstance(folder, PureWindowsPath) else {}
    assert folders.synchronised(folder, environ) == service


def test_data_among_synchronised_files_are_a_warning(tmp_path):
    assert grades(folders.place(tmp_path / "OneDrive" / "data")) == ["warning"]
    assert grades(folders.place(tmp_path / "data")) == ["ok"]


# --- this computer ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "grade"),
    [
        (datetime(2026, 11, 30, 9, tzinfo=WIB), "ok"),
        (datetime(2026, 11, 30, 9, tzinfo=timezone(timedelta(hours=9))), "ok"),
        (datetime(2026, 11, 30, 9, tzinfo=UTC), "warning"),
        (datetime(1970, 1, 1, 9, tzinfo=WIB), "warning"),
    ],
    ids=["WIB", "WIT", "UTC", "1970"],
)
def test_a_clock_that_makes_no_sense_is_told(now, grade):
    check = only(machine.clock(now, datetime(2026, 11, 1, tzinfo=UTC)))
    assert check.grade == grade
    assert "WIB" in check.found.say("en")


def test_the_texts_of_both_languages_are_read():
    check = only(machine.texts())
    assert check.grade == "ok"
    assert int(check.found.say("en").split()[0]) > 1000


def test_what_stays_here_must_not_be_sent_to_a_proxy(monkeypatch):
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", "http://proxy.invalid:3128")
    assert grades(machine.loopback()) == ["ok", "warning"]
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
    assert grades(machine.loopback()) == ["ok", "ok"]


def test_the_practice_portal_answers():
    check = only(machine.practice_portal())
    assert (check.grade, check.found.values["count"]) == ("ok", 1)


def test_a_browser_needs_a_screen(monkeypatch):
    if sys.platform in ("win32", "darwin"):
        pytest.skip("there is always a screen here")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    check = only(machine.browser())
    assert check.grade == "warning"
    assert "no screen" in check.found.say("en")


@pytest.mark.parametrize(("priority", "grade"), [(5, "ok"), (0, "warning")])
def test_a_keyring_that_keeps_nothing_is_none(tmp_path, monkeypatch, priority, grade):
    """A stand-in: which keyring a computer has cannot be chosen by a test."""
    (tmp_path / "keyring.py").write_text(
        f"class Keyring:\n    priority = {priority}\n\ndef get_keyring():\n    return Keyring()\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "keyring", raising=False)
    assert grades(machine.keyring()) == [grade]
    monkeypatch.delitem(sys.modules, "keyring")


def test_a_check_that_breaks_keeps_none_from_being_made():
    def broken():
        yield Check(ABOUT, sentence("form"))
        raise ZeroDivisionError("x")

    first, second = setup.guarded(broken)
    assert (first.grade, second.grade) == ("ok", "stop")
    assert "ZeroDivisionError" in second.found.say("en")


# --- what is said -------------------------------------------------------------------------------


def test_names_homes_seats_secrets_and_customers_are_hidden():
    hidden = Discreet(["budi", "Budi Santoso", "rahasia+x"])
    text = (
        f"{Path.home()}/x {getpass.getuser()} budi Budi Santoso rahasia+x budiman "
        "http://10.0.0.1:80/kelas/07-k7m2p9xq disact-20220102092122-121500000017"
    )
    said = hidden.text(text)
    assert "~/x" in said or "~\\x" in said
    for secret in (str(Path.home()), "Santoso", "rahasia+x", "k7m2p9xq", "121500000017"):
        assert secret not in said
    assert f" {HIDDEN} {HIDDEN} {HIDDEN} budiman" in said
    assert "/kelas/***" in said
    assert "1215xxxxx017" in said


def test_the_command_says_what_is_so_and_hides_who_sits_here(tmp_path):
    """As a process, in a home of its own."""
    home = tmp_path / "rumah-sari"
    home.mkdir()
    own = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "USERPROFILE": str(home)}
    ran = ott("--json", **own, LOGNAME="sari", USER="sari")
    found = json.loads(ran.stdout)
    assert ran.returncode == int(any(check["grade"] == "stop" for check in found))
    assert {check["about"]: check["grade"] for check in found if check["grade"] == "stop"} == {}
    assert [check["about"] for check in found if "older" in check["about"]] == [
        "Settings folder", "Data folder", "Notebooks folder",
    ]  # fmt: skip
    assert all(check["advice"] for check in found if check["grade"] in ("warning", "stop"))
    assert "rumah-sari" not in ran.stdout + ran.stderr
    assert "~/data/ott-toolkit" in ran.stdout.replace("\\\\", "/")
    assert not (home / "data").exists(), "it leaves nothing behind"


def test_what_stops_work_is_the_exit_status(tmp_path):
    (tmp_path / "file").write_text("x")
    ran = ott(XDG_DATA_HOME=str(tmp_path / "file"), LOCALAPPDATA=str(tmp_path / "file"))
    assert ran.returncode == 1
    (line,) = [line for line in ran.stdout.splitlines() if line.startswith("x ")]
    assert line.startswith("x   Data folder: ")
    assert "1 that stop work (x)" in ran.stdout.splitlines()[-1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("console", ["cp1252", "cp437"])
def test_every_console_can_print_it(language, console):
    checks = [
        *packages.python(">=4.0"),
        *packages.packages(["no-such-package-here>=1.2"]),
        *machine.clock(datetime(1970, 1, 1, tzinfo=UTC)),
        *machine.loopback(),
        kernel.judged("/elsewhere", ""),
        folders.room(0),
    ]
    for check in checks:
        for said in (check.about, check.found, check.advice):
            assert said is None or said.say(language).encode(console)


def test_a_question_that_makes_no_sense_is_refused():
    for words in (("--page", "x.html", "http://127.0.0.1:9"), ("-o", "x.html")):
        ran = ott(*words)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert ran.stderr.startswith("ott: ")
