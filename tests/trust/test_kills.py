"""Killed in the middle of writing, by several at once: what was confirmed is there."""

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from ott_toolkit import evidence
from ott_toolkit.errors import EvidenceError
from ott_toolkit.evidence import Store

KEEPER = Path(__file__).with_name("keeper.py")
ROUNDS = 10


@contextmanager
def keeping(folder, count=100_000, pause=0.0, *, begin=True):
    process = subprocess.Popen(
        [sys.executable, str(KEEPER), str(folder), str(count), str(pause)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    if begin:
        let_begin(process)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def let_begin(*writers):
    for writer in writers:
        writer.stdin.write("\n")
        writer.stdin.flush()


def confirmed(said):
    """What a killed process had said by then: number and hash, its last line perhaps cut."""
    lines = said.split("\n")[:-1]
    assert not [line for line in lines if line.startswith("!")]
    return {int(number): proof for number, proof in map(str.split, lines)}


def kept(folder):
    return {entry.id: entry.hash for entry in Store(folder / "evidence.sqlite").entries()}


def test_nothing_confirmed_is_lost_when_writers_are_killed(tmp_path, figures):
    chance = random.Random(5)
    said = {}
    for _ in range(ROUNDS):
        with keeping(tmp_path) as one, keeping(tmp_path) as other:
            writers = [one, other]
            heard = [writer.stdout.readline() for writer in writers]  # both are at it
            time.sleep(chance.uniform(0.0, 0.15))
            for writer in writers:
                writer.kill()
            for first, writer in zip(heard, writers, strict=True):
                new = confirmed(first + writer.stdout.read())
                assert not new.keys() & said.keys(), "one number was given twice"
                said |= new
    there = kept(tmp_path)
    lost = {number for number, proof in said.items() if there.get(number) != proof}
    found = evidence.verify(tmp_path / "evidence.sqlite")
    figures(
        "kills in evidence writes", kills=2 * ROUNDS, confirmed=len(said), lost=len(lost),
        faults=len(found.faults),
    )  # fmt: skip
    assert len(said) > 5 * ROUNDS
    assert lost == set()
    assert found.faults == ()
    assert len(there) - len(said) <= 2 * ROUNDS, "each had at most one under way"


def test_two_write_at_once_and_the_chain_holds(tmp_path, figures):
    with (
        keeping(tmp_path, 150, 0.002, begin=False) as one,
        keeping(tmp_path, 150, 0.002, begin=False) as other,
    ):
        time.sleep(1.5)  # both have started, and wait for their line
        let_begin(one, other)
        said = [confirmed(writer.stdout.read()) for writer in (one, other)]
    assert [len(each) for each in said] == [150, 150]
    assert kept(tmp_path) == said[0] | said[1]
    assert evidence.verify(tmp_path / "evidence.sqlite").faults == ()
    turns = sorted((number, who) for who, each in enumerate(said) for number in each)
    changes = sum(a[1] != b[1] for a, b in pairwise(turns))
    figures("kills in evidence writes", written_by_two=len(turns), turns=changes)
    assert changes > 2, "they wrote one after the other"


def test_verifying_meanwhile_sees_a_whole_chain(tmp_path):
    found = []
    with keeping(tmp_path) as writer:
        for _ in range(10):
            writer.stdout.readline()  # it has gone on meanwhile
            found.append(evidence.verify(tmp_path / "evidence.sqlite"))
    assert [one.faults for one in found] == [()] * 10
    assert found[0].entries < found[-1].entries


def test_a_purge_meanwhile_loses_nothing(tmp_path):
    with keeping(tmp_path) as writer:
        writer.stdout.readline()
        store = Store(tmp_path / "evidence.sqlite")
        done = [evidence.purge(store, date(2022, 1, 1)) for _ in range(5)]
        store.close()
        time.sleep(0.1)
        writer.kill()
        said = confirmed(writer.stdout.read())
    there = kept(tmp_path)
    assert {number: there.get(number) for number in said} == said
    assert {one.kept.entry: there.get(one.kept.entry) for one in done} == {
        one.kept.entry: one.kept.hash for one in done
    }
    assert evidence.verify(tmp_path / "evidence.sqlite").faults == ()


def test_a_writer_that_holds_on_is_named_in_the_end(tmp_path, monkeypatch):
    monkeypatch.setattr("ott_toolkit.evidence.database.PATIENCE", 0.2)
    path = tmp_path / "evidence.sqlite"
    first = Store(path)
    first.keep("page")
    first.close()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    second = Store(path)
    with pytest.raises(EvidenceError, match="Another program"):
        second.keep("page")
    holder.close()
    assert second.keep("page").entry == 2
    second.close()
