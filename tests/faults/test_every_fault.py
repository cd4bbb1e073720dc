"""Every fault at every step: the right result, or an error that says what to do."""

from __future__ import annotations

import re
import socket
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Thread

import pandas as pd
import pytest

import ott_toolkit as ott
from ott_toolkit.errors import OttError
from ott_toolkit.locale import explain, translator
from ott_toolkit.portal import Patience
from tests.faults.catalogue import FAULTS
from tests.faults.desk import (
    NUMBER,
    OTHER,
    PASSWORD,
    RESULT,
    ROWS,
    SECRETS,
    STEPS,
    TABLES,
    USERNAME,
    Desk,
)
from tests.faults.fault import PATIENT, Fault

OWN = STEPS[3:]
"""The steps that each table has of its own."""
MOST_REQUESTS = 60
"""Of one look-up; a healthy one takes seven."""
ADVICE = re.compile(
    r"\b(?:[Ss]earch again|[Tt]ry again|[Ll]og in|[Ll]ook|[Cc]heck|[Nn]arrow|[Gg]ive|[Ll]oad|[Uu]se"
    r"|[Nn]ame|[Tt]ell|[Aa]sk|[Cc]opy|[Ss]ave)\b"
    r"|not an? \w+ like"  # a cell: where it stands, and what should be there
)


@dataclass
class Elsewhere:
    """Another server, and what arrived there."""

    url: str = ""
    arrived: list[bytes] = field(default_factory=list)


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    """A server beside the portal that notes who comes; nobody should."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        other = Elsewhere(f"http://127.0.0.1:{listening.getsockname()[1]}/")

        def note() -> None:
            while True:
                connection, _ = listening.accept()
                with connection:
                    if arrived := connection.recv(65536):
                        other.arrived.append(arrived)
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                    if arrived == b"end":
                        return

        thread = Thread(target=note, daemon=True)
        thread.start()
        yield other
        with socket.create_connection(listening.getsockname()) as last:
            last.sendall(b"end")
        thread.join()


def looked_up(desk: Desk, patience: Patience) -> pd.DataFrame:
    """Log in and look the desk's table up, from the start."""
    with ott.Portal(desk.url, patience=patience) as portal:
        portal.login(USERNAME, PASSWORD, name="Sari", regional=3)
        frame: pd.DataFrame = getattr(portal, desk.table)(NUMBER)
        return frame


@pytest.fixture(scope="module")
def healthy() -> dict[str, pd.DataFrame]:
    """What the portal shows while it is well, whatever it says of the number of rows."""
    frames = {}
    for table in TABLES:
        for counting in ("nothing", "page", "all"):
            with Desk(table=table, counting=counting).open() as desk:
                frame = looked_up(desk, PATIENT)
            assert len(frame) == len(ROWS[table]) == 5
            assert table not in frames or frames[table].equals(frame)
            assert frame.attrs["pages"] == 3
            assert frame.attrs["announced"] == (None if counting == "nothing" else 5)
            frames[table] = frame
    return frames


def difference(frame: pd.DataFrame | None, healthy: pd.DataFrame) -> str | None:
    """Return how a result differs from the healthy one; `None`: it is the same, to the row."""
    return None if frame is not None and frame.equals(healthy) else f"another result:\n{frame}"


def shown_with(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and those that Python shows with it."""
    while error:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def faults_of_error(error: BaseException) -> list[str]:
    """Return what is wrong with an error: it must say what to do, in both languages, no secret."""
    if not isinstance(error, OttError):
        return ["raw " + "".join(traceback.format_exception(error))]
    said = {language: explain(error, language) for language in ("en", "id")}
    told = "\n".join([*said.values(), *map(repr, shown_with(error))])
    wrong = [f"says {secret}" for secret in (*SECRETS, OTHER) if secret in told]
    if not ADVICE.search(said["en"]):
        wrong.append(f"says not what to do: {said['en']}")
    for one in (error, *(v for v in error.values.values() if isinstance(v, OttError))):
        if translator("id")(one.template) == one.template:
            wrong.append(f"is not said in Indonesian: {one.template}")
    return wrong


def outcome(
    fault: Fault, desk: Desk, do: Callable[[], str | None], elsewhere: Elsewhere
) -> tuple[str, list[str]]:
    """Play a fault; return what came of it, and what is wrong with that."""
    wrong: list[str] = []
    with desk.open():
        try:
            difference = do()
        except Exception as error:  # noqa: BLE001 - a raw one is what is looked for
            came, wrong = type(error).__name__, faults_of_error(error)
            if fault.said not in str(error):
                wrong.append(f"it says something else: {error}")
        else:
            came, wrong = "right", [difference] if difference else []
    if not desk.struck:
        wrong.append("the fault was not played")
    if desk.requests > MOST_REQUESTS:
        wrong.append(f"{desk.requests} requests")
    wrong += desk.amiss + [f"elsewhere arrived {some!r}" for some in elsewhere.arrived]
    elsewhere.arrived.clear()
    survived = fault.survived if desk.times is None else fault.survived | fault.outlived
    if desk.step in survived and came != "right":
        wrong.append(f"it should have come right: {came}")
    return came, wrong


def desks(fault: Fault, table: str, elsewhere: str) -> Iterator[Desk]:
    """Yield a portal for each step that a fault may strike at, always and once.

    What comes before either table is played on the way to the first, or where it is all there is.
    """
    own = [step for step in fault.steps if step in OWN]
    for step in fault.steps if table == next(iter(TABLES)) or not own else own:
        for counting in fault.counting if step in RESULT else fault.counting[:1]:
            yield Desk(fault.play, step, table, counting, None, elsewhere)
        if not fault.final:
            yield Desk(fault.play, step, table, fault.counting[0], 1, elsewhere)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_look_up_is_right_or_says_what_to_do(
    fault: Fault,
    table: str,
    figures: Callable[..., None],
    healthy: dict[str, pd.DataFrame],
    elsewhere: Elsewhere,
):
    came: dict[str, list[str]] = {}
    wrongs: list[str] = []
    for desk in desks(fault, table, elsewhere.url):

        def look_up(desk: Desk = desk) -> str | None:
            return difference(looked_up(desk, fault.patience), healthy[table])

        what, wrong = outcome(fault, desk, look_up, elsewhere)
        place = f"{desk.step}{'' if desk.times is None else ' once'}"
        came.setdefault(what, []).append(place)
        wrongs += [f"{place}, {desk.counting} counted: {said}" for said in wrong]
    tried, right = sum(map(len, came.values())), len(came.get("right", []))
    figures(
        "faults",
        fault=fault.name,
        table=table,
        outcome="; ".join(f"{what}: {', '.join(dict.fromkeys(at))}" for what, at in came.items()),
        tried=tried,
        right=right,
        named=tried - right,
        wrong=len(wrongs),
    )
    assert not wrongs, "\n".join(wrongs)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_case_has_no_silent_hole(
    fault: Fault,
    figures: Callable[..., None],
    healthy: dict[str, pd.DataFrame],
    elsewhere: Elsewhere,
):
    """The fault strikes the second table, after the first was read."""
    desk = Desk(fault.play, fault.steps[-1], "transactions", fault.counting[-1], None)
    desk.elsewhere = elsewhere.url

    def investigate() -> str | None:
        with ott.Portal(desk.url, patience=fault.patience) as portal:
            portal.login(USERNAME, PASSWORD, name="Sari", regional=3)
            case = ott.investigate(NUMBER, portal)
        found = {"subscriptions": case.subscriptions, "transactions": case.transactions}
        holes = [name for name, frame in found.items() if difference(frame, healthy[name])]
        return f"another case: {', '.join(holes)}" if holes else None

    what, wrong = outcome(fault, desk, investigate, elsewhere)
    right = what == "right"
    figures("faults in a case", tried=1, right=right, named=not right, wrong=len(wrong))
    assert not wrong, "\n".join(wrong)


# --- the suite itself can fail ------------------------------------------------------------------


def test_whoever_comes_to_the_other_server_is_seen(elsewhere: Elsewhere):
    with socket.create_connection(("127.0.0.1", int(elsewhere.url.split(":")[-1][:-1]))) as line:
        line.sendall(b"GET / HTTP/1.1\r\n\r\n")
        assert line.recv(99).startswith(b"HTTP/1.1 200")
    assert elsewhere.arrived == [b"GET / HTTP/1.1\r\n\r\n"]
    elsewhere.arrived.clear()


@pytest.mark.parametrize(
    ("error", "wrong"),
    [
        (ValueError("x"), "raw"),
        (ott.PortalError("Search again: {said}", said=PASSWORD), "says"),
        (ott.PortalError("Search again: {said}", said=OTHER), "says"),
        (ott.PortalError("Something went wrong."), "says not what to do"),
        (ott.PortalError("Something went wrong. Search again."), "is not said in Indonesian"),
    ],
)
def test_an_error_that_helps_nobody_is_seen(error: Exception, wrong: str):
    assert any(said.startswith(wrong) for said in faults_of_error(error))


def test_a_result_that_is_not_whole_is_seen(healthy: dict[str, pd.DataFrame]):
    whole = healthy["transactions"]
    assert difference(whole.copy(), whole) is None
    assert difference(whole.iloc[:4], whole)
    assert difference(whole.replace(NUMBER, OTHER), whole)


def test_a_fault_that_never_strikes_is_seen(healthy: dict[str, pd.DataFrame], elsewhere: Elsewhere):
    fault, desk = FAULTS[0], Desk(FAULTS[0].play, "nowhere", "transactions")
    came, wrong = outcome(
        fault, desk, lambda: difference(looked_up(desk, PATIENT), healthy[desk.table]), elsewhere
    )
    assert (came, wrong) == ("right", ["the fault was not played"])
