"""A case is opened again from its evidence alone, and the same follows."""

import json
import sqlite3
from datetime import date, datetime, timedelta
from fractions import Fraction

import pandas as pd
import pytest

import ott_toolkit as ott
from ott_toolkit import evidence, practice
from ott_toolkit.conclusion.claims import Claim
from ott_toolkit.errors import EvidenceError, ParseError, PortalError, QueryError
from ott_toolkit.evidence import Occasion
from ott_toolkit.portal.recall import recalled
from tests.portals import CHARGES, NUMBER, PASSWORD, SUBSCRIPTION, USERNAME, serve, table
from tests.portals.scripted import Script, create_app, found

KNOWN = ["121500000002", "121500000006", "121500000013", "121500000017", "121500000041",
         "121500000046", "121500000063", "121500000088", "121500000099"]  # fmt: skip


def logged_in(server):
    portal = ott.Portal(server.url, practice=True)
    portal.login(practice.USERNAME, practice.PASSWORD, name="Analis", regional=1)
    return portal


@pytest.mark.parametrize("number", KNOWN)
def test_the_same_follows_and_the_same_report(number, tmp_path):
    with practice.serve() as server, logged_in(server) as portal:
        bill = practice.bill_page(number)
        case = ott.investigate(
            number, portal, bill=bill, claim="not-subscribed", asof=practice.TODAY
        ).recorded()
        case.report(tmp_path / "then.html")
        case.report(tmp_path / "then.xlsx")
        note = case.reply(form="note", now=datetime(2022, 3, 20, 9))
    # The portal is gone by now.
    again = ott.Replay(case.kept.entry).case
    again.report(tmp_path / "now.html")
    again.report(tmp_path / "now.xlsx")
    pd.testing.assert_frame_equal(again.findings, case.findings)
    assert list(map(repr, again.verdicts)) == list(map(repr, case.verdicts))
    assert again.kept == case.kept
    assert again.reply(form="note", now=datetime(2022, 3, 20, 9)) == note
    for kind in ("html", "xlsx"):
        then, now = ((tmp_path / f"{name}.{kind}").read_bytes() for name in ("then", "now"))
        assert now == then


def test_what_was_said_of_a_case_and_decided_is_opened_with_it(server):
    policy = ott.Policy(
        cycle_days=28, content_lines=("KONTEN",), vat=((date(1, 1, 1), Fraction(11, 100)),)
    )
    with logged_in(server) as portal:
        case = ott.investigate(
            KNOWN[3], portal, bill=practice.bill_page(KNOWN[3]), asof=datetime(2022, 3, 20, 8, 30)
        )
        stopped = case.claimed(Claim("stopped", day=date(2022, 1, 31)))
        page = stopped.with_page("Data Log", portal.table("Data Log", KNOWN[3]))
        decided = page.decided("contested", "She says so.").recorded()
        other = ott.investigate(KNOWN[3], portal, policy=policy).recorded()
    again = ott.Replay(decided.kept.entry).case
    assert (again.claim, again.decision, again.asof) == (
        decided.claim, decided.decision, decided.asof,
    )  # fmt: skip
    pd.testing.assert_frame_equal(again.others["Data Log"], decided.others["Data Log"])
    assert again.others["Data Log"].attrs == decided.others["Data Log"].attrs
    bare = ott.Replay(other.kept.entry).case
    assert (bare.policy, bare.bill, bare.claim, bare.asof) == (policy, None, None, other.asof)


def test_a_state_of_a_case_is_kept_once(server):
    with logged_in(server) as portal:
        case = ott.investigate(KNOWN[3], portal, bill=practice.bill_page(KNOWN[3])).recorded()
    assert case.claimed("only-asking").claimed(None).kept == case.kept
    assert case.claimed("only-asking").kept is None
    assert case.recorded().kept == case.kept
    assert case.on_bill(None).kept == case.kept
    kinds = [entry.kind for entry in evidence.store().entries("case", "decision")]
    assert kinds == ["case"]


def test_a_case_of_files_and_pastes_is_opened_again(tmp_path):
    half = [[CHARGES[0]], CHARGES[1:3]]
    pastes = [found(table(rows), 3) for rows in half]
    (tmp_path / "saved.html").write_text(found(table([SUBSCRIPTION])), encoding="utf-8")
    files = ott.Files(subscriptions=tmp_path / "saved.html", transactions=pastes)
    case = ott.investigate(NUMBER, files).recorded()
    (tmp_path / "saved.html").unlink()
    again = ott.Replay(case.kept.entry).case
    for name in ("subscriptions", "transactions"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(case, name))
        assert getattr(again, name).attrs == getattr(case, name).attrs
    files = evidence.store().entries("file")
    assert [entry.told["pasted"] for entry in files] == [False, True, True]


def test_opening_a_case_again_is_told_and_reads_nothing_anew(server):
    with logged_in(server) as portal:
        case = ott.investigate(KNOWN[3], portal, bill=practice.bill_page(KNOWN[3])).recorded()
    before = len(evidence.store().entries())
    with evidence.asking(Occasion("Budi", "INC-9", "quality-check")):
        _ = ott.Replay(case.kept.entry).case.findings
    (entry,) = evidence.store().entries()[before:]
    assert (entry.kind, entry.told["case"], entry.told["who"], entry.told["ticket"]) == (
        "replay", case.kept.entry, "Budi", "INC-9",
    )  # fmt: skip


# --- what cannot be opened ----------------------------------------------------------------------


@pytest.fixture
def case(server):
    with logged_in(server) as portal:
        return ott.investigate(KNOWN[3], portal, bill=practice.bill_page(KNOWN[3])).recorded()


def test_what_is_of_no_case_says_so(case):
    with pytest.raises(EvidenceError, match="#1 is of no case"):
        ott.Replay(1)
    with pytest.raises(EvidenceError, match="no evidence #999"):
        ott.Replay(999)


def test_another_number_is_refused(case):
    with pytest.raises(QueryError, match="of another number"):
        ott.investigate(KNOWN[0], ott.Replay(case.kept.entry))


def test_a_table_of_a_program_is_in_no_evidence(case):
    frame = case.transactions.copy()
    frame.attrs = {}
    handed = ott.investigate(KNOWN[3], ott.Files(transactions=frame)).recorded()
    with pytest.raises(EvidenceError, match="handed over as a table of a program"):
        _ = ott.Replay(handed.kept.entry).case


@pytest.mark.parametrize("kind", ["page", "lookup", "file", "case"])
def test_what_was_changed_is_not_opened(case, kind):
    evidence.close()
    with sqlite3.connect(evidence.location()) as connection:
        connection.execute("DROP TRIGGER bodies_are_not_changed")
        connection.execute(
            "UPDATE bodies SET address = address || 'x' WHERE entry IN "
            "(SELECT id FROM entries WHERE kind = ?)",
            (kind,),
        )
    connection.close()
    with pytest.raises(EvidenceError, match="was changed"):
        _ = ott.Replay(case.kept.entry).case


def test_what_was_purged_is_not_opened_and_says_so(case):
    tomorrow = evidence.store().entry(1).time
    day = (datetime.fromisoformat(tomorrow) + timedelta(days=1)).date()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ott_toolkit.evidence.retention.now", lambda: datetime(2999, 1, 1))
        evidence.purge(evidence.store(), day)
    with pytest.raises(EvidenceError, match="deleted by the retention rule"):
        ott.Replay(case.kept.entry)


# --- look-ups -----------------------------------------------------------------------------------


def asked(answers, ask, **script):
    with serve(create_app(Script(answers=answers, **script))) as served:
        portal = ott.Portal(served.url)
        portal.login(USERNAME, PASSWORD)
        with portal:
            return ask(portal)


def last_lookup():
    return evidence.store().entries("lookup")[-1]


EMPTY = found("<p>Tidak ada data</p>", 0)


@pytest.mark.parametrize(
    ("answers", "outcome", "rows"),
    [([found(table([SUBSCRIPTION]))], "rows", 1), ([EMPTY], "none", 0)],
)
def test_a_lookup_is_kept_with_what_it_found(answers, outcome, rows):
    frame = asked(answers, lambda portal: portal.subscriptions(NUMBER))
    entry = last_lookup()
    assert (entry.told["outcome"], entry.told["rows"]) == (outcome, rows)
    again = recalled(evidence.store(), entry)
    pd.testing.assert_frame_equal(again, frame)
    assert again.attrs == frame.attrs
    assert frame.attrs["evidence"] == [[entry.id, entry.hash]]


@pytest.mark.parametrize(
    ("answer", "error", "failure"),
    [
        ((500, {}, "down"), PortalError, "PortalError"),
        (found("<table><tr><th>Partner ref_no</th></tr>", 1), ParseError, "ParseError"),
        (found(table([SUBSCRIPTION]), 3), PortalError, "PortalError"),
    ],
)
def test_a_lookup_that_failed_is_kept_as_such(answer, error, failure):
    with pytest.raises(error):
        asked([answer], lambda portal: portal.subscriptions(NUMBER))
    entry = last_lookup()
    assert (entry.told["outcome"], entry.told["failure"]) == ("failed", failure)
    (body,) = evidence.store().bodies([entry.id]).values()
    assert body.query["number"] == NUMBER
    assert body.query["error"]
    with pytest.raises(EvidenceError, match="failed then"):
        recalled(evidence.store(), entry)


def test_a_page_that_cannot_be_read_is_kept_all_the_same():
    page = found("<table><tr><th>Partner ref_no</th></tr>", 1)
    with pytest.raises(ParseError):
        asked([page], lambda portal: portal.subscriptions(NUMBER))
    *_, last = evidence.store().entries("page")
    assert evidence.store().bodies([last.id])[last.id].content == page.encode()


def test_two_readings_are_opened_as_two():
    pages = [found(table([SUBSCRIPTION, SUBSCRIPTION]), 1)]  # one row too many: read once more
    with pytest.raises(PortalError):
        asked(pages, lambda portal: portal.subscriptions(NUMBER))
    moved = {**SUBSCRIPTION, "Partner ref_no": SUBSCRIPTION["Partner ref_no"] + "1"}
    answers = [found(table([moved]), 2), found(table([SUBSCRIPTION, moved]), 2)]
    frame = asked(answers, lambda portal: portal.subscriptions(NUMBER))
    again = recalled(evidence.store(), last_lookup())
    pd.testing.assert_frame_equal(again, frame)
    assert len(again) == 2


def test_what_is_sent_is_kept_without_tokens():
    script = {"token": "token-4711-planted", "method": "post"}
    asked([found(table([SUBSCRIPTION]))], lambda portal: portal.subscriptions(NUMBER), **script)
    said = json.dumps([
        [body.address, dict(body.query)]
        for body in evidence.store().bodies(range(1, 99)).values()
    ])  # fmt: skip
    assert NUMBER in said
    assert "planted" not in said
    assert PASSWORD not in said


def test_logging_in_is_told_without_what_is_typed():
    asked([EMPTY], lambda portal: None)
    with pytest.raises(ott.LoginError):
        asked([], lambda portal: None, logins=["<p>Salah</p>"])
    assert [entry.told["outcome"] for entry in evidence.store().entries("login")] == [
        "in", "refused",
    ]  # fmt: skip
    assert evidence.store().bodies(range(1, 99)) == {}


def test_no_real_portal_is_asked_without_a_ticket():
    portal = ott.Portal("https://dashboard.example")
    with pytest.raises(QueryError, match="ticket number is needed"):
        portal.subscriptions(NUMBER)
    with ott.asking(ott.Occasion("Sari", "INC-7")), pytest.raises(ott.LoginError):
        portal.subscriptions(NUMBER)  # nobody is logged in; but it may be asked
    with pytest.raises(ott.LoginError):
        ott.Portal("https://dashboard.example", practice=True).subscriptions(NUMBER)
