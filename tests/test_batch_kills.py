"""`ott batch` killed at many moments and gone on with: nothing lost, nothing asked twice."""

import csv
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest

import ott_toolkit as ott
from ott_toolkit import cli, evidence, practice
from ott_toolkit.batches import pace
from ott_toolkit.batches.work import WORKERS
from ott_toolkit.portal import Portal
from tests.counted import counted

NUMBERS = sorted(practice.numbers())[:24]
FAST = (
    "from ott_toolkit.batches import pace; pace.MOST = 300.0;"
    "from ott_toolkit.cli import main; raise SystemExit(main())"
)
"""The real command, but for the pace, which no option can raise."""
KILLS = 8


@pytest.fixture
def portal(monkeypatch):
    with counted() as portal:
        portal.faults.delay = 0.01
        monkeypatch.setenv("OTT_PRACTICE_URL", portal.url)
        yield portal


@pytest.fixture
def command(tmp_path, tmp_path_factory):
    """Start the command on the list; end it with the test."""
    numbers = tmp_path / "numbers.csv"
    numbers.write_text("IndiHome\n" + "\n".join(NUMBERS), encoding="utf-8")
    running = []
    # What is compiled is kept for the next start, also where the tests themselves keep nothing.
    compiled = {
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(tmp_path_factory.getbasetemp() / "compiled"),
    }

    def start(*words):
        told = [sys.executable, "-c", FAST, "batch", numbers, "-o", tmp_path / "out", *words]
        running.append(
            subprocess.Popen(
                [*told, "--language", "en"], stderr=subprocess.PIPE, text=True, encoding="utf-8",
                stdin=subprocess.DEVNULL, env={**os.environ, **compiled},
            )
        )  # fmt: skip
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.communicate()


def summary(folder):
    with (folder / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def answered():
    """Which number's which table is in evidence as answered, with the entry that says so."""
    store = evidence.store()
    if not store.path.exists():
        return {}
    entries = [one for one in store.entries("lookup") if one.told["outcome"] != "failed"]
    bodies = store.bodies([one.id for one in entries])
    return {(bodies[one.id].query["number"], one.told["table"]): one.id for one in entries}


def expected(portal, numbers):
    """What a run that nobody disturbs finds, as the library tells it."""
    with Portal(portal.url, practice=True) as asked:
        asked.login(practice.USERNAME, practice.PASSWORD, "Sari", 3)
        found = ott.batch(numbers, asked, asof=practice.TODAY, rate=1000)
        return {one.asked.number: told(one) for one in found}


def told(result):
    case = result.case
    rows = ("", "") if case is None else (str(len(case.subscriptions)), str(len(case.transactions)))
    rules = Counter([] if case is None else case.findings["rule"])
    return result.outcome, *rows, "; ".join(f"{rule}: {count}" for rule, count in rules.items())


def test_a_killed_batch_goes_on_and_asks_nothing_twice(portal, command, tmp_path, figures):
    chance = random.Random(20260131)
    lost = twice = again = kills = 0
    known, ended, unanswered = {}, 0, set()
    moments = [chance.choice((0, 1, *range(6, 44, 3))) for _ in range(KILLS)]
    for moment in moments:
        process = command()
        portal.wait_for(ended + moment, lambda process=process: process.poll() is None)
        time.sleep(chance.random() * 0.05)
        process.kill()
        if process.wait(timeout=60) != -signal.SIGKILL:
            break
        kills += 1
        time.sleep(0.2)  # what is on its way arrives
        asked = {one.search for one in portal.requests[ended:] if one.search}
        now = answered()
        lost += len(known.keys() - now.keys()) + sum(now[one] != known[one] for one in known)
        twice += len(asked & known.keys())
        again += len(asked & unanswered)
        assert len(asked - now.keys()) <= WORKERS + failures(), "more than one a worker in flight"
        unanswered, known, ended = asked - now.keys() - failed(), now, len(portal.requests)
    process = command()
    _, said = process.communicate(timeout=120)
    asked = {one.search for one in portal.requests[ended:] if one.search}
    twice, again = twice + len(asked & known.keys()), again + len(asked & unanswered)
    assert "are answered and not asked again" in said
    rows = summary(tmp_path / "out")
    assert [int(row["place"]) for row in rows] == list(range(2, len(NUMBERS) + 2))
    alone = expected(portal, NUMBERS)
    found = [(row["outcome"], row["subscriptions"], row["transactions"], row["findings"])
             for row in rows]  # fmt: skip
    wrong = [n for n, one in zip(NUMBERS, found, strict=True) if one != alone[n]]
    lost += len(known.keys() - answered().keys())
    figures("batch", kills=kills, numbers=len(NUMBERS), lost=lost + len(wrong), asked_twice=twice,
            in_flight_again=again)  # fmt: skip
    assert kills >= KILLS // 2, "too few were killed at work to tell anything"
    assert (lost, twice, wrong) == (0, 0, [])
    assert again <= WORKERS * kills
    assert not list((tmp_path / "out").glob("*.part"))
    assert evidence.verify(evidence.location()).faults == ()


def failed():
    store = evidence.store()
    entries = [one for one in store.entries("lookup") if one.told["outcome"] == "failed"]
    bodies = store.bodies([one.id for one in entries])
    return {(bodies[one.id].query["number"], one.told["table"]) for one in entries}


def failures():
    return len(failed()) if evidence.store().path.exists() else 0


def test_ctrl_c_ends_what_runs_and_the_same_command_goes_on(portal, command, tmp_path, monkeypatch):
    process = command()
    portal.wait_for(25, lambda: process.poll() is None)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Ending: what is running is waited for." in said
    assert "The same command goes on from here." in said
    assert "\ufffd" not in said
    outcomes = Counter(row["outcome"] for row in summary(tmp_path / "out"))
    assert outcomes.total() == len(NUMBERS)
    assert outcomes["waiting"] > 0
    before = answered()
    done = len(portal.requests)
    monkeypatch.setattr(pace, "MOST", 300.0)
    words = [tmp_path / "numbers.csv", "-o", tmp_path / "out", "--language", "en"]
    assert cli.main(["batch", *map(str, words)]) in {0, 1}  # some of them always fail
    assert {one.search for one in portal.requests[done:] if one.search}.isdisjoint(before)
    assert {row["outcome"] for row in summary(tmp_path / "out")}.isdisjoint({"waiting"})
