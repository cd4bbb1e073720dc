"""Hand-worked cases of every rule, as data: the oracle and the toolkit are held against them.

A scenario changes as little as it can of one clean customer, the sample of the procedure. What is
expected is every finding as (rule, key), with the key of `key_of`; nothing else may be found.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

import pandas as pd

NUMBER, OTHER = "121500000017", "121500000099"
REF = f"disact-20220102092122-{NUMBER}"
START, END, LAST = "2022-01-02 09:21:22", "2022-03-03 00:04:11", "2022-02-01 00:04:25"
ASOF = datetime(2022, 3, 20, 12)
MONTHLY = "Telkom.Premium.Monthly"

TEXT, RUPIAH, TIME, MONTH = "string", "Int64", "datetime64[us]", "month"
COLUMNS = {
    "subscriptions": {
        "partner_ref": TEXT,
        "indihome_number": TEXT,
        "item": TEXT,
        "price": RUPIAH,
        "denom": RUPIAH,
        "service": TEXT,
        "status": TEXT,
        "start_time": TIME,
        "end_time": TIME,
        "channel": TEXT,
        "last_charge": TIME,
    },
    "transactions": {
        "indihome_number": TEXT,
        "price": RUPIAH,
        "prorated_price": RUPIAH,
        "item": TEXT,
        "service": TEXT,
        "partner_ref": TEXT,
        "trx_id": TEXT,
        "trx_time": TIME,
    },
    "bill_lines": {
        "indihome_number": TEXT,
        "period": TIME,
        "bill": TEXT,
        "line": TEXT,
        "amount": RUPIAH,
        "status": TEXT,
        "billed": RUPIAH,
    },
}

Rows = list[dict[str, Any]]


class Scenario(NamedTuple):
    """Three sources, None where one is absent, and what is found in them."""

    name: str
    subscriptions: Rows | None
    transactions: Rows | None
    bill_lines: Rows | None
    expected: tuple[tuple[str, str], ...]


def key_of(finding: Any) -> tuple[str, str]:
    """Return the rule and the row it was found on: trx_id, reference, period or number."""
    rule, number, reference, trx_id, period, *_ = finding
    return rule, trx_id or reference or (f"{period:%Y-%m}" if period else number)


def frame(table: str, rows: Rows | None) -> pd.DataFrame | None:
    """Return the rows as a typed frame, also where there are none."""
    if rows is None:
        return None
    kinds = COLUMNS[table]
    return pd.DataFrame(
        {name: pd.Series([row[name] for row in rows], dtype=kind) for name, kind in kinds.items()}
    )


def at(time: str | None) -> datetime | None:
    return None if time is None else datetime.fromisoformat(time)


def subscription(**changes: Any) -> dict[str, Any]:
    row = {
        "partner_ref": REF,
        "indihome_number": NUMBER,
        "item": MONTHLY,
        "price": 29000,
        "denom": 29000,
        "service": "799 - Disney",
        "status": "Inactive",
        "start_time": START,
        "end_time": END,
        "channel": "STB",
        "last_charge": LAST,
        **changes,
    }
    return row | {name: at(row[name]) for name in ("start_time", "end_time", "last_charge")}


def quiet(**changes: Any) -> dict[str, Any]:
    """A subscription that says nothing of its last charge."""
    return subscription(**{"last_charge": None, **changes})


def running(**changes: Any) -> dict[str, Any]:
    return quiet(**{"status": "Active", "end_time": None, **changes})


def charge(time: str | None, **changes: Any) -> dict[str, Any]:
    """A charge whose trx_id is its time, unless it is given one."""
    row = {
        "indihome_number": NUMBER,
        "price": 29000,
        "item": MONTHLY,
        "service": "799 - disney",
        "partner_ref": REF,
        "trx_id": time or "timeless",
        "trx_time": at(time),
        **changes,
    }
    return {"prorated_price": row["price"], **row}


def line(label: str | None, amount: int | None, period: str = "2022-03", **changes: Any) -> dict:
    row = {"indihome_number": NUMBER, "period": datetime.fromisoformat(f"{period}-01")}
    row |= {"bill": None, "line": label, "amount": amount, "status": "Belum Lunas"}
    return {**row, "billed": None, **changes}


def content(amount: int | None = 29000, **changes: Any) -> dict[str, Any]:
    return line("INTERNET CONTENT", amount, **changes)


def bill(*lines: tuple[str | None, int | None], **changes: Any) -> Rows:
    return [line(*one, **changes) for one in lines]


FIRST, SECOND = charge(START), charge(LAST)
CLEAN_BILL = bill(
    ("INTERNET CONTENT", 29000),
    ("ABONEMEN", 425000),
    ("PPN UNSUR KENA PAJAK", 45400),
    ("METERAI", 0),
    billed=499400,
)
CLEAN = Scenario("the sample", [subscription()], [SECOND, FIRST], CLEAN_BILL, ())


def case(
    name: str,
    *expected: tuple[str, str] | str,
    s: Rows | None = None,
    t: Rows | None = None,
    b: Rows | None = None,
) -> Scenario:
    return Scenario(name, s, t, b, tuple(expected))


def of_rule(rule: str, cases: Iterable[tuple]) -> list[Scenario]:
    """Scenarios from (name, sources, hit keys, other findings)."""
    return [
        Scenario(
            f"{rule}: {name}",
            *(sources.get(source) for source in "stb"),
            (*((rule, key) for key in keys), *also),
        )
        for name, sources, keys, *also in cases
    ]


# Charges against the end and the start

AFTER, AT, BEFORE = "charge-after-end", "charge-at-end", "charge-before-start"
DAY_LATER, ALMOST = "2022-03-04 00:04:11", "2022-03-04 00:04:10"
NO_AMOUNT = {"price": None, "prorated_price": None}


def one(time: str | None, *subscriptions: dict, **changes: Any) -> dict[str, Rows]:
    """One charge, and the sample's subscription unless others are given."""
    return {"s": list(subscriptions) or [quiet()], "t": [charge(time, **changes)]}


ENDS = [
    *of_rule(
        AFTER,
        [
            ("a day later to the second", one(DAY_LATER), [DAY_LATER]),
            ("long after", one("2022-05-01 00:00:00"), ["2022-05-01 00:00:00"]),
            ("a refund", one(DAY_LATER, price=-29000), [DAY_LATER]),
            ("prorate 0", one(DAY_LATER, prorated_price=0), [DAY_LATER]),
            ("no amount", one(DAY_LATER, **NO_AMOUNT), [DAY_LATER]),
            ("no item", one(DAY_LATER, item=None), [DAY_LATER]),
            ("no trx_id", one(DAY_LATER, trx_id=None), [REF]),
            ("no time", one(None), []),
            ("no reference", one(DAY_LATER, partner_ref=None), []),
            ("no end", one("2022-03-10 00:00:00", running()), []),
            ("no status", one(DAY_LATER, quiet(status=None)), [DAY_LATER]),
            ("no start", one(DAY_LATER, quiet(start_time=None)), [DAY_LATER]),
            (
                "the latest end of several rows",
                one(DAY_LATER, quiet(), quiet(end_time="2022-04-01 00:00:00")),
                [],
            ),
            (
                "several rows, all ended",
                one(DAY_LATER, quiet(), quiet(end_time="2022-02-01 00:00:00")),
                [DAY_LATER],
            ),
            (
                "one of several ends is missing",
                one(DAY_LATER, running(), quiet(status="Active")),
                [],
            ),
            (
                "two numbers share a reference",
                {
                    "s": [
                        quiet(partner_ref="shared"),
                        quiet(
                            partner_ref="shared",
                            indihome_number=OTHER,
                            end_time="2022-12-31 00:00:00",
                        ),
                    ],
                    "t": [
                        charge(DAY_LATER, partner_ref="shared"),
                        charge(
                            DAY_LATER, partner_ref="shared", indihome_number=OTHER, trx_id="other"
                        ),
                    ],
                },
                [DAY_LATER],
            ),
        ],
    ),
    *of_rule(
        AT,
        [
            ("a second less than a day", one(ALMOST), [ALMOST]),
            ("a second after", one("2022-03-03 00:04:12"), ["2022-03-03 00:04:12"]),
            ("at the end itself", one(END), []),
            ("a refund", one(ALMOST, price=-1), [ALMOST]),
            ("no amount", one(ALMOST, **NO_AMOUNT), [ALMOST]),
            ("no time", one(None), []),
            ("no reference", one(ALMOST, partner_ref=None), []),
            ("no end", one(ALMOST, running()), []),
        ],
    ),
    *of_rule(
        BEFORE,
        [
            ("61 seconds", one("2022-01-02 09:20:21"), ["2022-01-02 09:20:21"]),
            ("60 seconds", one("2022-01-02 09:20:22"), []),
            ("at the start", one(START), []),
            ("a refund", one("2022-01-01 00:00:00", price=-1), ["2022-01-01 00:00:00"]),
            ("no amount", one("2022-01-01 00:00:00", **NO_AMOUNT), ["2022-01-01 00:00:00"]),
            ("no time", one(None), []),
            ("no reference", one("2022-01-01 00:00:00", partner_ref=None), []),
            ("no start", one("2022-01-01 00:00:00", quiet(start_time=None)), []),
            (
                "the earliest start of several rows",
                one("2022-01-02 09:20:21", quiet(), quiet(start_time="2022-02-01 00:00:00")),
                ["2022-01-02 09:20:21"],
            ),
            (
                "between the starts of several rows",
                one("2022-01-15 00:00:00", quiet(), quiet(start_time="2022-02-01 00:00:00")),
                [],
            ),
            (
                "one of several starts is missing",
                one("2022-01-01 00:00:00", quiet(), quiet(start_time=None)),
                ["2022-01-01 00:00:00"],
            ),
        ],
    ),
]

# Charges among themselves

DUPLICATE, RENEWALS = "duplicate-charge", "two-renewals-in-month"
CHANGE, PRORATE = "price-change", "prorate-above-price"
TENTH = "2022-01-10 00:00:00"


def pair(first: str | None, second: str | None, before: dict | None = None, **changes: Any) -> dict:
    """Two charges without subscriptions; `before` changes the first, the rest the second."""
    return {"t": [charge(second, **changes), charge(first, **(before or {}))]}


def unplaced(sources: dict[str, Rows]) -> dict[str, Rows]:
    """The same beside charges without a reference, without a time, and without either."""
    beside = [
        charge(LAST, partner_ref=None, trx_id="loose"),
        charge(None, trx_id="undated"),
        charge(None, partner_ref=None, trx_id="lost"),
    ]
    return {**sources, "t": [*sources["t"], *beside]}


def items(item: str | None, second: str) -> dict[str, Rows]:
    return pair(TENTH, second, {"item": item}, item=item)


GAPS = [
    ("monthly, a second too soon", items(MONTHLY, "2022-02-07 23:59:59"), True),
    ("monthly, 29 days", items(MONTHLY, "2022-02-08 00:00:00"), False),
    ("weekly, a second too soon", items("Telkom.Weekly", "2022-01-15 23:59:59"), True),
    ("weekly, 6 days", items("Telkom.Weekly", "2022-01-16 00:00:00"), False),
    ("yearly, a second too soon", items("Telkom.Yearly", "2023-01-08 23:59:59"), True),
    ("yearly, 364 days", items("Telkom.Yearly", "2023-01-09 00:00:00"), False),
    ("daily, on one date", items("Telkom.Daily", "2022-01-10 23:59:59"), True),
    ("daily, on the next", items("Telkom.Daily", "2022-01-11 00:00:00"), False),
    ("no cycle is 30 days, too soon", items("Telkom.Premium", "2022-02-07 23:59:59"), True),
    ("no cycle is 30 days", items("Telkom.Premium", "2022-02-08 00:00:00"), False),
    ("biweekly is not weekly", items("Telkom.Biweekly", "2022-01-20 00:00:00"), True),
    ("the last word, not any", items("Weekly Telkom", "2022-01-20 00:00:00"), True),
    ("digits belong to a word", items("Weekly2", "2022-01-20 00:00:00"), True),
    ("what follows the last word", items("Telkom_WEEKLY (.)", "2022-01-20 00:00:00"), False),
    ("no letter is 30 days", items("...", "2022-01-20 00:00:00"), True),
    ("no item", items(None, "2022-01-20 00:00:00"), False),
]
SOON, LATER = "2022-01-20 00:00:00", "2022-02-20 00:00:00"
SAME = {"trx_id": "same"}

AMONG = [
    *of_rule(
        DUPLICATE,
        [(n, sources, [sources["t"][0]["trx_id"]] if hit else []) for n, sources, hit in GAPS],
    ),
    *of_rule(
        DUPLICATE,
        [
            ("no item of the first", pair(TENTH, SOON, {"item": None}), [SOON]),
            ("no item of the second", pair(TENTH, SOON, item=None), []),
            ("no time of the first", pair(None, SOON), []),
            ("no time of the second", pair(TENTH, None), []),
            ("no reference of the first", pair(TENTH, SOON, {"partner_ref": None}), []),
            ("no reference of the second", pair(TENTH, SOON, partner_ref=None), []),
            (
                "no references are no group",
                pair(TENTH, SOON, {"partner_ref": None}, partner_ref=None),
                [],
            ),
            ("no amount of the first", pair(TENTH, SOON, NO_AMOUNT), []),
            ("no amount of the second", pair(TENTH, SOON, **NO_AMOUNT), []),
            ("no prorate", pair(TENTH, SOON, prorated_price=None), [SOON]),
            ("no price", pair(TENTH, SOON, price=None, prorated_price=29000), [SOON]),
            ("no trx_id", pair(TENTH, SOON, {"trx_id": None}, trx_id=None), [REF]),
            ("prorate 0", pair(TENTH, SOON, prorated_price=0), []),
            ("a price of 0", pair(TENTH, SOON, {"price": 0}), []),
            ("a refund", pair(TENTH, SOON, price=-29000), []),
            ("one rupiah", pair(TENTH, SOON, prorated_price=1), [SOON]),
            ("other reference", pair(TENTH, SOON, partner_ref="other"), []),
            ("other number", pair(TENTH, SOON, indihome_number=OTHER), []),
            (
                "a refund between",
                {"t": [charge(TENTH), charge("2022-01-15 00:00:00", price=-1), charge(SOON)]},
                [SOON],
            ),
            (
                "an unknown amount between",
                {"t": [charge(TENTH), charge("2022-01-15 00:00:00", **NO_AMOUNT), charge(SOON)]},
                [SOON],
            ),
            (
                "three in a row",
                {"t": [charge("2022-01-15 00:00:00"), charge(SOON), charge(TENTH)]},
                ["2022-01-15 00:00:00", SOON],
            ),
            ("identical rows", {"t": [charge(TENTH), charge(TENTH)]}, [TENTH]),
            ("identical rows, thrice", {"t": [charge(TENTH)] * 3}, [TENTH, TENTH]),
            ("a tie", pair(TENTH, TENTH, {"trx_id": "a"}, trx_id="b"), ["b"]),
            ("a tie, turned", pair(TENTH, TENTH, {"trx_id": "b"}, trx_id="a"), ["b"]),
            ("a tie without an id", pair(TENTH, TENTH, {"trx_id": "a"}, trx_id=None), ["a"]),
        ],
    ),
    *of_rule(
        DUPLICATE,
        [
            ("an id again", pair(TENTH, LATER, SAME, **SAME), ["same"]),
            ("an id again and too soon", pair(TENTH, SOON, SAME, **SAME), ["same"]),
            ("other ids", pair(TENTH, LATER, SAME, trx_id="Same"), []),
            (
                "an id of two references",
                pair(TENTH, LATER, SAME, **SAME, partner_ref="o"),
                ["same"],
            ),
            ("an id of two numbers", pair(TENTH, LATER, SAME, **SAME, indihome_number=OTHER), []),
            ("an id, no reference", pair(TENTH, LATER, SAME, **SAME, partner_ref=None), ["same"]),
            (
                "an id, no references",
                pair(TENTH, SOON, {**SAME, "partner_ref": None}, **SAME, partner_ref=None),
                ["same"],
            ),
            ("an id, no item", pair(TENTH, SOON, {**SAME, "item": None}, **SAME), ["same"]),
            ("an id, no time", pair(None, LATER, SAME, **SAME), []),
            ("an id, no amount", pair(TENTH, LATER, {**SAME, **NO_AMOUNT}, **SAME), []),
            ("an id, a refund", pair(TENTH, LATER, SAME, **SAME, price=-29000), []),
            ("an empty id", pair(TENTH, LATER, {"trx_id": ""}, trx_id=""), []),
            ("no ids", pair(TENTH, LATER, {"trx_id": None}, trx_id=None), []),
            (
                "an id thrice",
                {"t": [charge(time, **SAME) for time in (LATER, TENTH, "2022-04-01 00:00:00")]},
                ["same", "same"],
            ),
            (
                "an id at one time, the references tell which is first",
                pair(TENTH, TENTH, {**SAME, "partner_ref": "b"}, **SAME, partner_ref="a"),
                ["same"],
            ),
        ],
    ),
    *of_rule(
        RENEWALS,
        [
            (
                "one of unknown amount at the same second",
                {
                    "t": [
                        *pair("2022-01-01 00:00:00", "2022-01-31 00:00:00")["t"],
                        charge("2022-01-01 00:00:00", **NO_AMOUNT, trx_id="later"),
                    ]
                },
                [],
            ),
            ("29 days", pair(START, "2022-01-31 09:21:22"), ["2022-01-31 09:21:22"]),
            (
                "a second to the turn",
                pair("2022-01-01 00:00:00", "2022-01-31 23:59:59"),
                ["2022-01-31 23:59:59"],
            ),
            ("the turn", pair("2022-01-01 00:00:00", "2022-02-01 00:00:00"), []),
            (
                "a second too soon",
                pair(START, "2022-01-31 09:21:21"),
                [],
                (DUPLICATE, "2022-01-31 09:21:21"),
            ),
            ("the same month of another year", pair(START, "2023-01-31 09:21:22"), []),
            (
                "no cycle is 30 days",
                pair(START, "2022-01-31 09:21:22", item="Telkom"),
                ["2022-01-31 09:21:22"],
            ),
            ("weekly", pair(START, "2022-01-31 09:21:22", item="Weekly"), []),
            ("daily", pair(START, "2022-01-31 09:21:22", item="Daily"), []),
            ("no item", pair(START, "2022-01-31 09:21:22", item=None), []),
            (
                "no item of the first",
                pair(START, "2022-01-31 09:21:22", {"item": None}),
                ["2022-01-31 09:21:22"],
            ),
            ("no time", pair(None, "2022-01-31 09:21:22"), []),
            ("no reference", pair(START, "2022-01-31 09:21:22", partner_ref=None), []),
            ("no amount of the first", pair(START, "2022-01-31 09:21:22", NO_AMOUNT), []),
            ("no amount of the second", pair(START, "2022-01-31 09:21:22", **NO_AMOUNT), []),
            (
                "beside rows without a place",
                unplaced(pair(START, "2022-01-31 09:21:22")),
                ["2022-01-31 09:21:22"],
            ),
            ("a refund", pair(START, "2022-01-31 09:21:22", price=-1), []),
        ],
    ),
    *of_rule(
        CHANGE,
        [
            ("a rupiah more", pair(START, LAST, price=29001), [LAST]),
            ("a rupiah less", pair(START, LAST, price=28999), [LAST]),
            ("the same", pair(START, LAST), []),
            ("other prorate only", pair(START, LAST, prorated_price=10000), []),
            ("other reference", pair(START, LAST, price=1, partner_ref="other"), []),
            ("other number", pair(START, LAST, price=1, indihome_number=OTHER), []),
            ("no price of the first", pair(START, LAST, {"price": None, "prorated_price": 1}), []),
            ("no price of the second", pair(START, LAST, price=None, prorated_price=1), []),
            ("no prorate", pair(START, LAST, price=1, prorated_price=None), [LAST]),
            ("no time", pair(None, LAST, price=1), []),
            (
                "no reference",
                pair(START, LAST, {"partner_ref": None}, price=1, partner_ref=None),
                [],
            ),
            ("no item", pair(START, LAST, price=1, item=None), [LAST]),
            ("a refund", pair(START, LAST, price=-29000), []),
            ("beside rows without a place", unplaced(pair(START, LAST, price=1)), [LAST]),
            ("prorate 0", pair(START, LAST, price=1, prorated_price=0), []),
            (
                "a refund between",
                {"t": [FIRST, charge("2022-01-15 00:00:00", price=-1), charge(LAST, price=1)]},
                [LAST],
            ),
            (
                "an unknown amount between",
                {"t": [FIRST, charge("2022-01-15 00:00:00", **NO_AMOUNT), charge(LAST, price=1)]},
                [],
            ),
            (
                "an unknown price between",
                {
                    "t": [
                        FIRST,
                        charge(LAST, price=None, prorated_price=29000),
                        charge("2022-03-03 00:04:11", price=1),
                    ]
                },
                [],
            ),
        ],
    ),
    *of_rule(
        PRORATE,
        [
            ("a rupiah more", {"t": [charge(LAST, prorated_price=29001)]}, [LAST]),
            ("the same", {"t": [charge(LAST, prorated_price=29000)]}, []),
            ("a rupiah less", {"t": [charge(LAST, prorated_price=28999)]}, []),
            ("no price", {"t": [charge(LAST, price=None, prorated_price=29000)]}, []),
            ("no prorate", {"t": [charge(LAST, prorated_price=None)]}, []),
            ("no time", {"t": [charge(None, prorated_price=29001)]}, ["timeless"]),
            (
                "no reference",
                {"t": [charge(LAST, prorated_price=29001, partner_ref=None)]},
                [LAST],
            ),
            ("nothing taken", {"t": [charge(LAST, price=-1, prorated_price=0)]}, []),
            ("a rupiah for nothing", {"t": [charge(LAST, price=0, prorated_price=1)]}, [LAST]),
        ],
    ),
]

# Charges and subscriptions

UNKNOWN, PRICE, CYCLE = "unknown-subscription", "price-mismatch", "missing-cycle"
UNSEEN, STALE, OVERDUE = "last-charge-unseen", "last-charge-stale", "renewal-overdue"
LIMIT = "2022-02-02 09:21:22"
PAST = "2022-02-02 09:21:23"


def two(
    first: str | None,
    second: str | None,
    *subscriptions: dict,
    before: dict | None = None,
    **changes: Any,
) -> dict:
    return {**pair(first, second, before, **changes), "s": list(subscriptions) or [quiet()]}


def overdue(
    time: str | None = "2022-02-17 11:59:59", item: str | None = MONTHLY, **changes: Any
) -> dict:
    return one(time, running(item=item, start_time=None, **changes))


BOTH = [
    *of_rule(
        UNKNOWN,
        [
            ("other reference", one(LAST, partner_ref="other"), [LAST]),
            ("its reference", one(LAST), []),
            ("no reference", one(LAST, partner_ref=None), []),
            ("no subscription", {"s": [], "t": [SECOND]}, [LAST]),
            ("subscriptions absent", {"t": [SECOND]}, []),
            (
                "the reference of another number",
                one(LAST, quiet(indihome_number=OTHER, partner_ref="o"), partner_ref="o"),
                [LAST],
            ),
            ("a subscription without reference", one(LAST, quiet(partner_ref=None)), [LAST]),
            ("no time", one(None, partner_ref="other"), ["timeless"]),
            ("no amount", one(LAST, **NO_AMOUNT, partner_ref="other"), [LAST]),
            ("a refund", one(LAST, price=-1, partner_ref="other"), [LAST]),
            ("letters count", one(LAST, partner_ref=REF.upper()), [LAST]),
        ],
    ),
    *of_rule(
        PRICE,
        [
            ("a rupiah more", one(LAST, price=29001), [LAST]),
            ("a rupiah less", one(LAST, price=28999), [LAST]),
            ("the same", one(LAST), []),
            ("prorate does not matter", one(LAST, prorated_price=1), []),
            ("no price of the charge", one(LAST, price=None, prorated_price=1), []),
            ("no prorate", one(LAST, price=1, prorated_price=None), [LAST]),
            ("no price of the subscription", one(LAST, quiet(price=None), price=1), []),
            ("no time", one(None, price=1), []),
            ("no reference", one(LAST, price=1, partner_ref=None), []),
            ("a refund", one(LAST, price=-1), []),
            ("only the newest", two(START, LAST, before={"price": 1}), [], (CHANGE, LAST)),
            ("the newest but a refund", two(START, LAST, before={"price": 1}, price=-1), [START]),
            ("the newest may be unknown", two(START, LAST, before={"price": 1}, **NO_AMOUNT), []),
            (
                "the newest has no price",
                two(START, LAST, before={"price": 1}, price=None, prorated_price=1),
                [],
            ),
            ("beside rows without a place", unplaced(one(LAST, price=1)), [LAST]),
            ("rows that agree", one(LAST, quiet(), quiet(), price=1), [LAST]),
            ("rows that differ", one(LAST, quiet(), quiet(price=1), price=2), []),
            ("one of the rows has none", one(LAST, quiet(), quiet(price=None), price=1), []),
        ],
    ),
    *of_rule(
        CYCLE,
        [
            ("a second over 31 days", two(START, PAST), [PAST]),
            ("31 days", two(START, LIMIT), []),
            ("weekly, 8 days", two(START, "2022-01-10 09:21:22", item="Weekly"), []),
            (
                "weekly, a second over",
                two(START, "2022-01-10 09:21:23", item="Weekly"),
                ["2022-01-10 09:21:23"],
            ),
            ("daily, 2 days", two(START, "2022-01-04 09:21:22", item="Daily"), []),
            (
                "daily, a second over",
                two(START, "2022-01-04 09:21:23", item="Daily"),
                ["2022-01-04 09:21:23"],
            ),
            ("yearly", two(START, PAST, item="Yearly"), [], (DUPLICATE, PAST)),
            ("until the end", two(START, END), [END]),
            ("past the end", two(START, "2022-03-03 00:04:12"), [], (AT, "2022-03-03 00:04:12")),
            ("before the start", two("2022-01-02 09:21:21", PAST), []),
            ("no start", two("2022-01-02 09:21:21", PAST, quiet(start_time=None)), [PAST]),
            (
                "no end",
                two(START, "2022-03-10 00:00:00", quiet(status=None, end_time=None)),
                ["2022-03-10 00:00:00"],
            ),
            ("no item", two(START, PAST, item=None), []),
            ("no item of the subscription", two(START, PAST, quiet(item=None)), [PAST]),
            ("no time", two(None, PAST), []),
            ("no reference", two(START, PAST, before={"partner_ref": None}, partner_ref=None), []),
            ("no amount of the second", two(START, PAST, **NO_AMOUNT), []),
            ("no amount of the first", two(START, PAST, before=NO_AMOUNT), [PAST]),
            ("a refund", two(START, PAST, price=-1), []),
            (
                "a refund between is no charge",
                {
                    "s": [quiet()],
                    "t": [FIRST, charge("2022-01-20 00:00:00", price=-1), charge(PAST)],
                },
                [PAST],
            ),
            (
                "what is between may be a charge",
                {
                    "s": [quiet()],
                    "t": [FIRST, charge("2022-01-20 00:00:00", **NO_AMOUNT), charge(PAST)],
                },
                [],
            ),
            (
                "no subscription",
                {"s": [], "t": [FIRST, charge(PAST)]},
                [PAST],
                (UNKNOWN, START),
                (UNKNOWN, PAST),
            ),
            ("beside rows without a place", unplaced(two(START, PAST)), [PAST]),
            ("subscriptions absent", {"t": [FIRST, charge(PAST)]}, []),
        ],
    ),
    *of_rule(
        UNSEEN,
        [
            ("60 seconds before", one("2022-02-01 00:03:25", subscription()), []),
            ("61 seconds before", one("2022-02-01 00:03:24", subscription()), [REF]),
            ("60 seconds after", one("2022-02-01 00:05:25", subscription()), []),
            ("61 seconds after", one("2022-02-01 00:05:26", subscription()), [REF], (STALE, REF)),
            ("no charges", {"s": [subscription()], "t": []}, [REF]),
            ("charges absent", {"s": [subscription()]}, []),
            ("no last charge", {"s": [quiet()], "t": []}, []),
            ("no reference", {"s": [subscription(partner_ref=None)], "t": []}, []),
            ("a charge without time", one(None, subscription()), [REF]),
            ("a charge without amount", one(LAST, subscription(), **NO_AMOUNT), []),
            ("a refund", one(LAST, subscription(), price=-1), []),
            ("a charge without reference", one(LAST, subscription(), partner_ref=None), [REF]),
            (
                "a charge of another number",
                one(LAST, subscription(), indihome_number=OTHER),
                [REF],
                (UNKNOWN, LAST),
            ),
            (
                "a charge of another reference",
                one(LAST, subscription(), partner_ref="other"),
                [REF],
                (UNKNOWN, LAST),
            ),
            (
                "the newest of several rows",
                one(LAST, subscription(), subscription(last_charge=START)),
                [],
            ),
            ("one of several rows has none", one(START, subscription(), quiet()), [REF]),
        ],
    ),
    *of_rule(
        STALE,
        [
            ("a newer charge", two(START, LAST, subscription(last_charge=START)), [REF]),
            ("61 seconds", two(START, "2022-02-01 00:05:26", subscription()), [REF], (UNSEEN, REF)),
            ("60 seconds", two(START, "2022-02-01 00:05:25", subscription()), []),
            ("the same", two(START, LAST, subscription()), []),
            ("a newer refund", two(START, LAST, subscription(last_charge=START), price=-1), [REF]),
            ("no amount", two(START, LAST, subscription(last_charge=START), **NO_AMOUNT), [REF]),
            ("no last charge", two(START, LAST), []),
            ("no time", two(START, None, subscription(last_charge=START)), []),
            (
                "no reference",
                two(START, LAST, subscription(last_charge=START), partner_ref=None),
                [],
            ),
            (
                "no reference of the subscription",
                {"s": [subscription(partner_ref=None)], "t": []},
                [],
            ),
        ],
    ),
    *of_rule(
        OVERDUE,
        [
            ("a second over 31 days", overdue(), [REF]),
            ("31 days", overdue("2022-02-17 12:00:00"), []),
            ("weekly, a second over", overdue("2022-03-12 11:59:59", "Weekly"), [REF]),
            ("weekly, 8 days", overdue("2022-03-12 12:00:00", "Weekly"), []),
            ("yearly", overdue(item="Yearly"), []),
            (
                "the item of the charge does not matter",
                one("2022-02-17 11:59:59", running(), item="Yearly"),
                [REF],
            ),
            ("no item", overdue(item=None), []),
            ("no status", overdue(status=None), []),
            ("inactive", overdue(status="Inactive", end_time=END), []),
            ("active, written otherwise", overdue(status=" ACTIVE "), [REF]),
            ("with an end to come", overdue(end_time="2022-04-01 00:00:00"), [REF]),
            ("no time", overdue(None), []),
            ("one has no time", two(START, None, running()), [REF]),
            ("no charge", {"s": [running()], "t": []}, []),
            (
                "no reference",
                one("2022-02-17 11:59:59", running(partner_ref=None), partner_ref=None),
                [],
            ),
            ("beside rows without a place", unplaced(overdue()), [REF]),
            ("a refund is the newest", two(START, LAST, running(), price=-1), [REF]),
            ("no amount", one("2022-02-17 11:59:59", running(), **NO_AMOUNT), [REF]),
            ("rows that differ", one("2022-02-17 11:59:59", running(), quiet(end_time=None)), []),
        ],
    ),
]

# Subscriptions alone

OVERLAP, REFERENCE, STATUS = "overlapping-subscriptions", "reference-mismatch", "status-mismatch"
FEBRUARY, MARCH = "2022-02-01 00:00:00", "2022-03-01 00:00:00"


def spans(*spans: tuple[str, str | None, str | None], **last: Any) -> dict[str, Rows]:
    """Subscriptions from (reference, start, end); `last` changes the last."""
    rows = [quiet(partner_ref=ref, start_time=start, end_time=end) for ref, start, end in spans]
    times = {name: at(last[name]) for name in ("start_time", "end_time") if name in last}
    return {"s": [*rows[:-1], rows[-1] | last | times]}


def ab(
    end_of_a: str | None = MARCH, start_of_b: str | None = FEBRUARY, **changes_of_b: Any
) -> dict:
    return spans(("a", START, end_of_a), ("b", start_of_b, END), **changes_of_b)


def active(sources: dict[str, Rows], place: int, status: str | None = "Active") -> dict[str, Rows]:
    sources["s"][place]["status"] = status
    return sources


def referred(reference: str | None, **changes: Any) -> dict[str, Rows]:
    return {"s": [quiet(partner_ref=reference, **changes)]}


ALONE = [
    *of_rule(
        OVERLAP,
        [
            ("within", ab(), ["b"]),
            ("touching", ab(FEBRUARY), []),
            ("by a second", ab("2022-02-01 00:00:01"), ["b"]),
            ("apart", ab("2022-01-31 23:59:59"), []),
            ("one start", ab(start_of_b=START), ["b"]),
            ("one start, turned", spans(("b", START, END), ("a", START, END)), ["b"]),
            ("other number", ab(indihome_number=OTHER), []),
            ("other service", ab(service="800 - Disney"), []),
            ("the service written otherwise", ab(service=" 799 - DISNEY "), ["b"]),
            ("white space within counts", ab(service="799 -  Disney"), []),
            ("no service", ab(service=None), []),
            ("no services", {"s": [row | {"service": None} for row in ab()["s"]]}, []),
            ("no start", ab(start_time=None), []),
            ("no reference", ab(partner_ref=None), []),
            ("no references", {"s": [row | {"partner_ref": None} for row in ab()["s"]]}, []),
            ("active without end", active(ab(None), 0), ["b"]),
            ("active without end, later", active(ab(end_time=None), 1), ["b"]),
            ("inactive without end", ab(None), [], (STATUS, "a")),
            ("inactive without end, later", ab(end_time=None), [], (STATUS, "b")),
            ("no end and no status", active(ab(None), 0, None), []),
            ("no status", active(active(ab(), 0, None), 1, None), ["b"]),
            ("one reference twice", ab(partner_ref="a"), []),
            (
                "the longest of the earlier ones",
                spans(
                    ("a", START, END),
                    ("b", FEBRUARY, "2022-02-02 00:00:00"),
                    ("c", "2022-02-03 00:00:00", MARCH),
                ),
                ["b", "c"],
            ),
            (
                "an open one hides no other",
                active(
                    spans(
                        ("a", START, None),
                        ("b", FEBRUARY, "2022-02-02 00:00:00"),
                        ("c", MARCH, END),
                    ),
                    0,
                ),
                ["b", "c"],
            ),
            (
                "one of several ends is missing",
                active(
                    spans(("a", START, FEBRUARY), ("a", START, None), ("b", MARCH, END)),
                    0,
                    "Inactive",
                ),
                [],
                (STATUS, "a"),
            ),
        ],
    ),
    *of_rule(
        REFERENCE,
        [
            ("its own", referred(REF), []),
            ("other number", referred(f"x-20220102092122-{OTHER}"), [f"x-20220102092122-{OTHER}"]),
            (
                "a leading zero",
                referred(f"x-20220102092122-0{NUMBER}"),
                [f"x-20220102092122-0{NUMBER}"],
            ),
            (
                "a second later",
                referred(f"x-20220102092123-{NUMBER}"),
                [f"x-20220102092123-{NUMBER}"],
            ),
            (
                "a second earlier",
                referred(f"x-20220102092121-{NUMBER}"),
                [f"x-20220102092121-{NUMBER}"],
            ),
            (
                "no time at all",
                referred(f"x-20221302092122-{NUMBER}"),
                [f"x-20221302092122-{NUMBER}"],
            ),
            ("13 digits", referred(f"x-2022010209212-{OTHER}"), []),
            ("15 digits", referred(f"x-202201020921222-{OTHER}"), []),
            ("letters after", referred(f"x-20220102092122-{OTHER}x"), []),
            ("no digits after", referred("x-20220102092122-"), []),
            ("free text", referred("manual"), []),
            ("no prefix", referred(f"-20220102092122-{OTHER}"), [f"-20220102092122-{OTHER}"]),
            ("no reference", referred(None), []),
            ("no start", referred(REF, start_time=None), []),
            (
                "no start, other number",
                referred(f"x-20220102092122-{OTHER}", start_time=None),
                [f"x-20220102092122-{OTHER}"],
            ),
            ("the earliest start", {"s": [quiet(), quiet(start_time=FEBRUARY)]}, []),
            ("an earlier start", {"s": [quiet(), quiet(start_time="2022-01-01 00:00:00")]}, [REF]),
            (
                "one of the starts is missing",
                {"s": [quiet(start_time=None), quiet(start_time=FEBRUARY)]},
                [REF],
            ),
        ],
    ),
    *of_rule(
        STATUS,
        [
            ("active, ended a second ago", {"s": [running(end_time="2022-03-20 11:59:59")]}, [REF]),
            ("active, ends now", {"s": [running(end_time="2022-03-20 12:00:00")]}, []),
            ("active without end", {"s": [running()]}, []),
            ("inactive without end", {"s": [quiet(end_time=None)]}, [REF]),
            ("inactive with an end to come", {"s": [quiet(end_time="2023-01-01 00:00:00")]}, []),
            ("written otherwise", {"s": [running(end_time=END, status=" aCTIVE")]}, [REF]),
            ("other status", {"s": [quiet(status="Suspended", end_time=None)]}, []),
            ("no status, ended", {"s": [quiet(status=None)]}, []),
            ("no status, no end", {"s": [quiet(status=None, end_time=None)]}, []),
            ("no reference", {"s": [quiet(partner_ref=None, end_time=None)] * 2}, [NUMBER, NUMBER]),
            ("no start", {"s": [quiet(start_time=None, end_time=None)]}, [REF]),
            ("identical rows", {"s": [quiet(end_time=None)] * 2}, [REF]),
            ("rows that differ", {"s": [quiet(status="Active"), quiet()]}, []),
            (
                "active, the latest end",
                {"s": [running(end_time=END), running(end_time="2023-01-01 00:00:00")]},
                [],
            ),
            ("active, one of the ends is missing", {"s": [running(end_time=END), running()]}, []),
        ],
    ),
]

# Bills and charges

WITHOUT, DIFFERS = "billed-without-charge", "billed-amount-differs"
UNBILLED, TWICE = "charged-not-billed", "duplicate-bill-line"
P = "2022-03"


def ledger(charges: Iterable[dict], *lines: dict) -> dict[str, Rows]:
    return {"t": list(charges), "b": list(lines)}


def charged(amount: int | None, **changes: Any) -> dict[str, Any]:
    return charge(LAST, **{"price": amount, "prorated_price": None, **changes})


FEE = line("ABONEMEN", 425000)
NOTHING = charge(LAST, prorated_price=0)
BILLED = [
    *of_rule(
        WITHOUT,
        [
            ("no charges", ledger([], content()), [P]),
            ("charges absent", {"b": [content()]}, []),
            ("one rupiah", ledger([], content(1)), [P]),
            ("nothing billed", ledger([], content(0)), []),
            ("a credit", ledger([], content(-29000)), []),
            ("the month before", ledger([charge("2022-01-31 23:59:59")], content()), [P]),
            ("the month begins", ledger([charge("2022-02-01 00:00:00")], content()), []),
            ("the month ends", ledger([charge("2022-02-28 23:59:59")], content()), []),
            ("the month after", ledger([charge("2022-03-01 00:00:00")], content()), [P]),
            ("December", ledger([charge("2021-12-31 23:59:59")], content(period="2022-01")), []),
            ("prorate 0", ledger([NOTHING], content()), [P]),
            (
                "refunded",
                ledger([charge("2022-02-02 00:00:00", price=-29000), SECOND], content()),
                [P],
            ),
            ("a refund alone", ledger([charge(LAST, price=-29000)], content()), []),
            ("an unknown amount", ledger([charged(None)], content()), []),
            ("no time", ledger([charge(None)], content()), []),
            ("no time, nothing taken", ledger([charge(None, price=0)], content()), [P]),
            ("no time, Rp 2 too little", ledger([charge(None, price=28998)], content()), [P]),
            ("no time, Rp 1 too little", ledger([charge(None, price=28999)], content()), []),
            ("no time, a refund", ledger([charge(None, price=-29000)], content()), [P]),
            ("no time, unknown amount", ledger([charge(None, **NO_AMOUNT)], content()), []),
            (
                "no time, other number",
                ledger([charge(None, indihome_number=OTHER)], content()),
                [P],
            ),
            ("other number", ledger([charge(LAST, indihome_number=OTHER)], content()), [P]),
            (
                "no reference, no id, no item",
                ledger([charge(LAST, partner_ref=None, trx_id=None, item=None)], content()),
                [],
            ),
            ("no amount billed", ledger([], content(None)), []),
            ("one of two has no amount", ledger([], content(None), content()), []),
            ("no label", ledger([], line(None, 29000)), []),
            ("no period", ledger([], content() | {"period": None}), []),
            ("no status, no total", ledger([], content(status=None, billed=None)), [P]),
            ("written otherwise", ledger([], line(" internet\u00a0con tent\t", 29000)), [P]),
            ("MyArms", ledger([], line("INTERNET CONTEN - UPOINT OTT", 29000)), [P]),
            ("Epayment", ledger([], line("Internet Content", 29000)), [P]),
            ("nearly content", ledger([], line("INTERNET CONTENTS", 29000)), []),
            ("two periods", ledger([SECOND], content(), content(period="2022-04")), ["2022-04"]),
        ],
    ),
    *of_rule(
        DIFFERS,
        [
            ("a rupiah more", ledger([SECOND], content(29001)), []),
            ("two rupiah more", ledger([SECOND], content(29002)), [P]),
            ("a rupiah less", ledger([SECOND], content(28999)), []),
            ("two rupiah less", ledger([SECOND], content(28998)), [P]),
            ("prorated", ledger([charge(LAST, prorated_price=10000)], content()), [P]),
            ("two lines", ledger([SECOND], content(10000), content(19000)), []),
            (
                "two charges",
                ledger([SECOND, charge("2022-02-08 00:00:00", partner_ref="o")], content(58000)),
                [],
            ),
            (
                "with a refund",
                ledger([SECOND, charge("2022-02-08 00:00:00", price=-9000)], content()),
                [P],
            ),
            ("other number", ledger([SECOND, charge(LAST, indihome_number=OTHER)], content()), []),
            ("nothing charged", ledger([], content()), [], (WITHOUT, P)),
            ("nothing billed", ledger([SECOND], content(0)), [], (UNBILLED, P)),
            (
                "charges unknown, billed more",
                ledger([SECOND, charge(LAST, **NO_AMOUNT, trx_id="?")], content(40000)),
                [],
            ),
            (
                "charges unknown, billed less",
                ledger([SECOND, charge(LAST, **NO_AMOUNT, trx_id="?")], content(1)),
                [],
            ),
            ("one has no time, billed more", ledger([SECOND, charge(None)], content(40000)), []),
            ("one has no time, billed less", ledger([SECOND, charge(None)], content(1)), [P]),
            ("Rp 2 more than all", ledger([SECOND, charge(None)], content(58002)), [P]),
            ("Rp 1 more than all", ledger([SECOND, charge(None)], content(58001)), []),
            (
                "less, unless a refund is of the month",
                ledger([SECOND, charge(None, price=-28999)], content(1)),
                [],
            ),
            ("bill unknown, billed less", ledger([SECOND], content(1), content(None)), []),
            ("bill unknown, billed more", ledger([SECOND], content(40000), content(None)), []),
            ("no reference", ledger([charge(LAST, partner_ref=None)], content(29002)), [P]),
            (
                "several bills",
                ledger([SECOND], content(20000, bill="1"), content(9000, bill="2")),
                [],
            ),
            ("one bill twice", ledger([SECOND], content(bill="1"), content(bill="2")), []),
            (
                "nearly one bill twice",
                ledger([SECOND], content(bill="1"), content(bill="2", status="Lunas")),
                [P],
            ),
            (
                "one bill twice, lines turned",
                ledger(
                    [SECOND],
                    *bill(("INTERNET CONTENT", 29000), ("X", 1), bill="1"),
                    *bill(("X", 1), ("INTERNET CONTENT", 29000), bill="2"),
                ),
                [],
            ),
        ],
    ),
    *of_rule(
        UNBILLED,
        [
            ("other lines", ledger([SECOND], FEE), [P]),
            ("content of nothing", ledger([SECOND], FEE, content(0)), [P]),
            ("content", ledger([SECOND], FEE, content()), []),
            ("no lines", ledger([SECOND]), []),
            ("lines of another period", ledger([SECOND], line("ABONEMEN", 425000, "2022-04")), []),
            ("one rupiah", ledger([charged(1)], FEE), [P]),
            ("nothing charged", ledger([NOTHING], FEE), []),
            ("a refund", ledger([charged(-1)], FEE), []),
            ("unknown charge", ledger([charged(None)], FEE), []),
            (
                "beside a smaller refund without a time",
                ledger([SECOND, charge(None, price=-28999)], FEE),
                [P],
            ),
            (
                "beside a refund without a time",
                ledger([SECOND, charge(None, price=-29000)], FEE),
                [],
            ),
            ("no time", ledger([charge(None)], FEE), []),
            ("no reference", ledger([charge(LAST, partner_ref=None)], FEE), [P]),
            ("content unknown", ledger([SECOND], content(None)), []),
            ("content that cancels out", ledger([SECOND], content(1), content(-1)), []),
            ("no label", ledger([SECOND], FEE, line(None, 29000)), []),
            ("no label, no amount", ledger([SECOND], FEE, line(None, None)), []),
            ("no label, nothing", ledger([SECOND], FEE, line(None, 0)), [P]),
            ("no amount of another line", ledger([SECOND], line("ABONEMEN", None)), [P]),
            ("other number", ledger([charge(LAST, indihome_number=OTHER)], FEE), []),
        ],
    ),
    *of_rule(
        TWICE,
        [
            ("a line twice", ledger([SECOND], content(), content()), [P], (DIFFERS, P)),
            ("nothing charged", ledger([], content(), content()), [P], (WITHOUT, P)),
            ("two services at one price", ledger([charged(58000)], content(), content()), []),
            ("a rupiah too much", ledger([charged(57999)], content(), content()), []),
            (
                "two rupiah too much",
                ledger([charged(57998)], content(), content()),
                [P],
                (DIFFERS, P),
            ),
            ("too little", ledger([charged(60000)], content(), content()), [], (DIFFERS, P)),
            ("other amounts", ledger([SECOND], content(29000), content(29001)), [], (DIFFERS, P)),
            (
                "other labels",
                ledger([SECOND], content(), line("Internet Conten - Upoint OTT", 29000)),
                [],
                (DIFFERS, P),
            ),
            (
                "labels written otherwise",
                ledger([SECOND], content(), line("Internet content ", 29000)),
                [P],
                (DIFFERS, P),
            ),
            ("other lines", ledger([SECOND], content(29002), FEE, FEE), [], (DIFFERS, P)),
            (
                "of nothing",
                ledger([SECOND], content(29002), content(0), content(0)),
                [],
                (DIFFERS, P),
            ),
            ("no amounts", ledger([], content(None), content(None), content()), []),
            ("no labels", ledger([], line(None, 1), line(None, 1), content()), [], (WITHOUT, P)),
            ("unknown charge", ledger([charged(None)], content(), content()), []),
            ("no time", ledger([charge(None)], content(), content()), [P], (WITHOUT, P)),
            (
                "no time, twice as much",
                ledger([charge(None, price=58000)], content(), content()),
                [],
            ),
            ("charges absent", {"b": [content(), content()]}, []),
            (
                "in two bills",
                ledger([SECOND], content(bill="1"), content(bill="2", status="Lunas")),
                [],
                (DIFFERS, P),
            ),
            (
                "twice in two bills",
                ledger(
                    [],
                    content(1, bill="1"),
                    content(1, bill="1"),
                    content(2, bill="2"),
                    content(2, bill="2"),
                ),
                [P],
                (WITHOUT, P),
            ),
        ],
    ),
]

# Bills alone

TAX, TOTAL = "tax-mismatch", "bill-total-mismatch"


def taxed(ppn: int | None, taxable: int | None = 454000, *more: tuple, period: str = P) -> dict:
    return {"b": bill(("ABONEMEN", taxable), ("PPN UNSUR", ppn), *more, period=period)}


def totals(*said: int | None, amounts: tuple = (20000, 9000), **changes: Any) -> dict[str, Rows]:
    lines = bill(*(("ABONEMEN", amount) for amount in amounts), **changes)
    return {"b": [row | {"billed": total} for row, total in zip(lines, said, strict=True)]}


BILLS = [
    *of_rule(
        TAX,
        [
            ("exact", taxed(45400), []),
            ("a rupiah more", taxed(45401), []),
            ("two rupiah more", taxed(45402), [P]),
            ("a rupiah less", taxed(45399), []),
            ("two rupiah less", taxed(45398), [P]),
            ("half a rupiah is rounded up", taxed(42502, 425005), []),
            ("half a rupiah is rounded up, below", taxed(42499, 425005), [P]),
            ("below half a rupiah is rounded down", taxed(42502, 425004), [P]),
            ("minus half a rupiah is rounded up", taxed(1, -5), []),
            ("minus half a rupiah is rounded up, below", taxed(-2, -5), [P]),
            ("10 % in April 2022", taxed(45400, period="2022-04"), ["2022-04"]),
            ("11 % in April 2022", taxed(49940, period="2022-04"), []),
            ("11 % in March 2022", taxed(49940), [P]),
            ("11 % in December 2024", taxed(49940, period="2024-12"), []),
            ("12 % of 11/12 in January 2025", taxed(49940, period="2025-01"), []),
            ("12 % in January 2025", taxed(54480, period="2025-01"), ["2025-01"]),
            ("stamp duty", taxed(45400, 454000, ("Meterai", 10000), ("BEA MATERAI", 6000)), []),
            ("a fine", taxed(45400, 454000, ("Denda terbayar", 5000)), []),
            ("a discount is taxed", taxed(45000, 454000, ("RESTUSI/DISKON/DEBET", -4000)), []),
            ("a line is taxed", taxed(45400, 454000, ("LAIN", 20)), [P]),
            ("several are summed", taxed(45000, 454000, ("ppn lain", 400)), []),
            ("several do not sum up", taxed(45000, 454000, ("ppn lain", 500)), [P]),
            ("other spelling", {"b": bill(("X", 1000), (" ppn", 1))}, [P]),
            ("no PPN line", {"b": bill(("ABONEMEN", 454000))}, []),
            ("PPN elsewhere in the name", {"b": bill(("ABONEMEN", 1000), ("BIAYA PPN", 1))}, []),
            ("no PPN", taxed(None), []),
            ("no taxable amount", taxed(45400, None), []),
            ("no amount of stamp duty", taxed(1, 454000, ("METERAI", None)), []),
            ("no label", taxed(1, 454000, (None, 5)), []),
            ("no label, nothing", taxed(1, 454000, (None, 0)), [P]),
            ("no status, no total", {"b": bill(("X", 1000), ("PPN", 1), status=None)}, [P]),
            ("no period", {"b": [row | {"period": None} for row in taxed(1)["b"]]}, []),
            (
                "by bill",
                {
                    "b": bill(("X", 1000), ("PPN", 100), bill="1")
                    + bill(("X", 100), ("PPN", 1), bill="2")
                },
                [P],
            ),
            (
                "in two bills",
                {
                    "b": bill(("X", 1000), ("PPN", 1), bill="1")
                    + bill(("X", 100), ("PPN", 1), bill="2")
                },
                [P, P],
            ),
            (
                "one bill twice",
                {
                    "b": bill(("X", 1000), ("PPN", 1), bill="1")
                    + bill(("X", 1000), ("PPN", 1), bill="2")
                },
                [P],
            ),
            (
                "taxed in another bill",
                {"b": bill(("X", 1000), bill="1") + bill(("PPN", 100), bill="2")},
                [P],
            ),
            (
                "an identical line counts twice",
                {"b": bill(("X", 1000), ("X", 1000), ("PPN", 200))},
                [],
            ),
        ],
    ),
    *of_rule(
        TOTAL,
        [
            ("exact", totals(29000, 29000), []),
            ("a rupiah more", totals(29001, 29001), []),
            ("two rupiah more", totals(29002, 29002), [P]),
            ("a rupiah less", totals(28999, 28999), []),
            ("two rupiah less", totals(28998, 28998), [P]),
            ("said once", totals(None, 1), [P]),
            ("not said", totals(None, None), []),
            ("said differently", totals(1, 2), []),
            ("no amount", totals(1, 1, amounts=(20000, None)), []),
            ("no label", {"b": bill((None, 29000), ("X", 1), billed=1)}, [P]),
            (
                "no period",
                totals(1, 1) | {"b": [r | {"period": None} for r in totals(1, 1)["b"]]},
                [],
            ),
            (
                "by bill",
                {
                    "b": totals(29000, 29000, bill="1")["b"]
                    + totals(3, 3, bill="2", amounts=(1, 2))["b"]
                },
                [],
            ),
            (
                "in two bills",
                {"b": totals(1, 1, bill="1")["b"] + totals(9, 9, bill="2", amounts=(1, 2))["b"]},
                [P, P],
            ),
            (
                "one bill twice",
                {"b": totals(1, 1, bill="1")["b"] + totals(1, 1, bill="2")["b"]},
                [P],
            ),
            (
                "one bill twice, one says no total",
                {"b": totals(None, None, bill="1")["b"] + totals(1, 1, bill="2")["b"]},
                [P],
            ),
            (
                "two numbers",
                {
                    "b": totals(29000, 29000)["b"]
                    + totals(3, 3, indihome_number=OTHER, amounts=(1, 2))["b"]
                },
                [],
            ),
        ],
    ),
]

# The customer as a whole

WHOLE = [
    CLEAN,
    CLEAN._replace(
        name="the sample, rows turned", transactions=[FIRST, SECOND], bill_lines=CLEAN_BILL[::-1]
    ),
    Scenario("nothing", [], [], [], ()),
    Scenario("all absent", None, None, None, ()),
    Scenario("identical subscriptions are one", [subscription()] * 2, [FIRST, SECOND], None, ()),
    CLEAN._replace(name="charges absent", transactions=None),
    CLEAN._replace(name="subscriptions absent", subscriptions=None),
    CLEAN._replace(
        name="no charges",
        transactions=[],
        expected=((UNSEEN, REF), (WITHOUT, P)),
    ),
    CLEAN._replace(
        name="another customer beside",
        subscriptions=[subscription(), subscription(indihome_number=OTHER, partner_ref="o")],
        transactions=[
            FIRST,
            SECOND,
            charge(LAST, indihome_number=OTHER, partner_ref="o", trx_id="o"),
        ],
    ),
    CLEAN._replace(
        name="charged again after the end",
        transactions=[FIRST, SECOND, charge("2022-03-05 00:04:25")],
        bill_lines=[*CLEAN_BILL, content(period="2022-04")],
        expected=((AFTER, "2022-03-05 00:04:25"), (STALE, REF)),
    ),
    CLEAN._replace(
        name="every charge twice",
        transactions=[FIRST, SECOND] * 2,
        expected=((DUPLICATE, START), (DUPLICATE, LAST), (DIFFERS, P)),
    ),
    Scenario(
        "rows with nothing but a number",
        [dict.fromkeys(COLUMNS["subscriptions"]) | {"indihome_number": NUMBER}],
        [dict.fromkeys(COLUMNS["transactions"]) | {"indihome_number": NUMBER}],
        [dict.fromkeys(COLUMNS["bill_lines"]) | {"indihome_number": NUMBER}],
        (),
    ),
]

SCENARIOS = [*WHOLE, *ENDS, *AMONG, *BOTH, *ALONE, *BILLED, *BILLS]

# What a finding says, in full: rule, number, reference, trx_id, period, time, amount, expected.
_PERIOD = (NUMBER, None, None, date(2022, 3, 1), None)
FIGURES = {
    f"{AFTER}: no amount": (AFTER, NUMBER, REF, DAY_LATER, None, at(DAY_LATER), None, None),
    f"{AFTER}: prorate 0": (AFTER, NUMBER, REF, DAY_LATER, None, at(DAY_LATER), 0, None),
    f"{AT}: a refund": (AT, NUMBER, REF, ALMOST, None, at(ALMOST), -1, None),
    f"{BEFORE}: 61 seconds": (
        *(BEFORE, NUMBER, REF, "2022-01-02 09:20:21", None),
        *(at("2022-01-02 09:20:21"), 29000, None),
    ),
    f"{DUPLICATE}: one rupiah": (DUPLICATE, NUMBER, REF, SOON, None, at(SOON), 1, None),
    f"{DUPLICATE}: an id, no references": (
        *(DUPLICATE, NUMBER, None, "same", None, at(SOON), 29000, None),
    ),
    f"{RENEWALS}: 29 days": (
        *(RENEWALS, NUMBER, REF, "2022-01-31 09:21:22", None),
        *(at("2022-01-31 09:21:22"), 29000, None),
    ),
    f"{UNKNOWN}: no time": (UNKNOWN, NUMBER, "other", "timeless", None, None, 29000, None),
    f"{PRICE}: a rupiah more": (PRICE, NUMBER, REF, LAST, None, at(LAST), 29001, 29000),
    f"{PRORATE}: a rupiah more": (PRORATE, NUMBER, REF, LAST, None, at(LAST), 29001, 29000),
    f"{CHANGE}: no prorate": (CHANGE, NUMBER, REF, LAST, None, at(LAST), 1, 29000),
    f"{CYCLE}: a second over 31 days": (CYCLE, NUMBER, REF, PAST, None, at(PAST), 29000, None),
    f"{UNSEEN}: no charges": (UNSEEN, NUMBER, REF, None, None, at(LAST), None, None),
    f"{STALE}: a newer charge": (STALE, NUMBER, REF, None, None, at(LAST), None, None),
    f"{OVERDUE}: no amount": (
        *(OVERDUE, NUMBER, REF, None, None, at("2022-02-17 11:59:59"), None, None),
    ),
    f"{OVERLAP}: within": (OVERLAP, NUMBER, "b", None, None, at(FEBRUARY), None, None),
    f"{REFERENCE}: no start, other number": (
        *(REFERENCE, NUMBER, f"x-20220102092122-{OTHER}", None, None, None, None, None),
    ),
    f"{STATUS}: inactive without end": (STATUS, NUMBER, REF, None, None, None, None, None),
    f"{STATUS}: written otherwise": (STATUS, NUMBER, REF, None, None, at(END), None, None),
    f"{WITHOUT}: prorate 0": (WITHOUT, *_PERIOD, 29000, 0),
    f"{DIFFERS}: with a refund": (DIFFERS, *_PERIOD, 29000, 20000),
    f"{UNBILLED}: other lines": (UNBILLED, *_PERIOD, 0, 29000),
    f"{TAX}: minus half a rupiah is rounded up, below": (TAX, *_PERIOD, -2, 0),
    f"{TAX}: several do not sum up": (TAX, *_PERIOD, 45500, 45400),
    f"{TOTAL}: said once": (TOTAL, *_PERIOD, 1, 29000),
}
