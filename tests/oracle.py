"""The rules a second time: slow, obvious, row by row. What `ott_toolkit` finds is held against it.

A table is a list of dicts with None for what is missing, or None where the source is absent. It
states rules.md and knows nothing of the toolkit; where the two differ, one of them is wrong.
"""

import numbers
import re
from collections import Counter, namedtuple
from datetime import date, timedelta

import pandas as pd

Policy = namedtuple(
    "Policy",
    "cycle_days cycle_slack_days end_grace_days time_tolerance_seconds amount_tolerance"
    " bill_lag_months content_lines vat",
    defaults=(
        *(30, 1, 1, 60, 1, 1),
        ("INTERNET CONTENT", "Internet Content", "Internet Conten - Upoint OTT"),
        ((None, 10, 100), (date(2022, 4, 1), 11, 100), (date(2025, 1, 1), 11, 100)),
    ),
)
CYCLES = {"daily": 1, "weekly": 7, "yearly": 365}
Finding = namedtuple(
    "Finding", "rule indihome_number partner_ref trx_id period time amount expected"
)


def findings(subscriptions, transactions, bill_lines, *, asof, policy=None):
    """Return a `Finding` for each row and rule, in no particular order."""
    policy = policy or Policy()
    found = []
    if subscriptions is not None:
        every = accounts(subscriptions)
        found += of_accounts(every, asof)
    if transactions is not None:
        transactions = [dict(row) for row in transactions]  # each row is itself, whatever it says
        found += of_charges(transactions, policy)
    if subscriptions is not None and transactions is not None:
        found += of_both(every, transactions, asof, policy)
    if bill_lines is not None:
        found += of_bills(bills(bill_lines), policy)
        if transactions is not None:
            found += of_ledger(bills(bill_lines), transactions, policy)
    return found


def records(frame):
    """Return a pandas frame's rows: None for what is missing, else str, int, float or datetime."""
    return [{name: plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def plain(value):
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return int(value) if isinstance(value, numbers.Real) and value == int(value) else value


# What the rules speak of


def amount_of(charge):
    """The prorated price where there is one (0 is one), else the price; None is unknown."""
    return charge["price"] if charge["prorated_price"] is None else charge["prorated_price"]


def is_possible(charge):
    """It has its place in a reference's order of time, and money may have been taken."""
    placed = None not in (charge["partner_ref"], charge["trx_time"])
    return placed and (amount_of(charge) is None or amount_of(charge) > 0)


def is_sure(charge):
    return is_possible(charge) and amount_of(charge) is not None


def in_order(charges):
    """Those with a time, by time; ties are settled by what else they say."""

    def key(charge):
        figures = (amount_of(charge), charge["price"], charge["prorated_price"])
        return (
            charge["trx_time"],
            charge["trx_id"] or "",
            *(-1 if figure is None else figure for figure in figures),
            -1 if charge["item"] is None else cycle_of(charge["item"], Policy()),
        )

    return sorted((charge for charge in charges if charge["trx_time"] is not None), key=key)


def last_word(item):
    words = re.findall(r"[^\W_]+", item.casefold())
    return words[-1] if words else ""


def cycle_of(item, policy):
    """Days; the caller has an item."""
    return CYCLES.get(last_word(item), policy.cycle_days)


def key_of(row):
    return row["indihome_number"], row["partner_ref"]


def month_of(day):
    return day.year * 12 + day.month - 1


def differ(one, other):
    """Whether two values are known and not the same."""
    return None not in (one, other) and one != other


def fold(text):
    return None if text is None else text.strip().casefold()


def accounts(subscriptions):
    """The rows of one (number, reference) are one; a row without a reference is its own."""
    groups = {}
    for place, row in enumerate(subscriptions):
        apart = place if row["partner_ref"] is None else None
        groups.setdefault((*key_of(row), apart), []).append(row)
    return [account(rows) for rows in groups.values()]


def account(rows):
    def agreed(values):
        first, *others = values
        return first if all(first == other for other in others) else None

    starts = [row["start_time"] for row in rows]
    ends = [row["end_time"] for row in rows]
    charges = [row["last_charge"] for row in rows if row["last_charge"] is not None]
    return {
        "indihome_number": rows[0]["indihome_number"],
        "partner_ref": rows[0]["partner_ref"],
        "start_time": min((start for start in starts if start is not None), default=None),
        "end_time": None if None in ends else max(ends),
        "last_charge": max(charges, default=None),
        "price": agreed([row["price"] for row in rows]),
        "item": agreed([row["item"] for row in rows]),
        "status": agreed([fold(row["status"]) for row in rows]),
        "service": agreed([fold(row["service"]) for row in rows]),
    }


def bills(bill_lines):
    """(number, period) → its bills, each a (lines, totals said); identical ones are one."""
    groups = {}
    for line in bill_lines:
        if line["period"] is not None:
            key = line["indihome_number"], date(line["period"].year, line["period"].month, 1)
            groups.setdefault(key, {}).setdefault(line.get("bill"), []).append(line)
    result = {}
    for key, of_period in groups.items():
        alike = {}
        for lines in of_period.values():
            shown = Counter(
                (line["line"], line["amount"], line["status"], line["billed"]) for line in lines
            )
            alike.setdefault(frozenset(shown.items()), []).append(lines)
        result[key] = [
            (same[0], {line["billed"] for lines in same for line in lines} - {None})
            for same in alike.values()
        ]
    return result


# Charges alone


NO_ACCOUNT = {"start_time": None, "end_time": None}


def charge_finding(rule, charge, amount=None, expected=None):
    amount = amount_of(charge) if amount is None else amount
    where = (*key_of(charge), charge["trx_id"], None, charge["trx_time"])
    return Finding(rule, *where, amount, expected)


def of_charges(transactions, policy):
    for charge in transactions:
        price, prorated, item = charge["price"], charge["prorated_price"], charge["item"]
        if price is not None and prorated is not None and prorated > max(price, 0):
            yield charge_finding("prorate-above-price", charge, prorated, price)
        before = previous(charge, transactions, is_possible)
        if before and differ(price, before["price"]):
            yield charge_finding("price-change", charge, price, before["price"])
        before = previous(charge, transactions, is_sure)
        judged = before is not None and item is not None
        soon = judged and comes_too_soon(charge, before, policy)
        if soon or bears_an_id_again(charge, transactions):
            yield charge_finding("duplicate-charge", charge)
        default = judged and last_word(item) not in CYCLES
        next_to_it = before is previous(charge, transactions, is_possible)
        if default and not soon and next_to_it and in_one_month(before, charge):
            yield charge_finding("two-renewals-in-month", charge)


def in_one_month(*charges):
    return len({month_of(charge["trx_time"]) for charge in charges}) == 1


def previous(charge, transactions, counts):
    """The charge before this sure one, of those of its number and reference that count."""
    if not is_sure(charge):
        return None
    ordered = in_order(row for row in transactions if key_of(row) == key_of(charge))
    place = next(place for place, row in enumerate(ordered) if row is charge)
    return next(filter(counts, reversed(ordered[:place])), None)


def comes_too_soon(charge, before, policy):
    if last_word(charge["item"]) == "daily":
        return charge["trx_time"].date() == before["trx_time"].date()
    least = cycle_of(charge["item"], policy) - policy.cycle_slack_days
    return charge["trx_time"] - before["trx_time"] < timedelta(days=least)


def bears_an_id_again(charge, transactions):
    """A reference is not needed: the same trx_id for one number is the same charge."""
    paid = [other for other in in_order(transactions) if (amount_of(other) or 0) > 0]
    names = ("indihome_number", "trx_id")
    same = [other for other in paid if all(other[name] == charge[name] for name in names)]
    same.sort(key=lambda other: (other["trx_time"], other["partner_ref"] or ""))
    return bool(charge["trx_id"]) and any(charge is other for other in same[1:])


# Accounts alone


def account_finding(rule, row, time):
    return Finding(rule, *key_of(row), None, None, time, None, None)


def of_accounts(every, asof):
    for row in every:
        active, inactive = row["status"] == "active", row["status"] == "inactive"
        end = row["end_time"]
        if (active and end is not None and end < asof) or (inactive and end is None):
            yield account_finding("status-mismatch", row, end)
        if row["partner_ref"] is not None and contradicts_its_reference(row):
            yield account_finding("reference-mismatch", row, row["start_time"])
        if any(overlaps(earlier, row) for earlier in every):
            yield account_finding("overlapping-subscriptions", row, row["start_time"])


def contradicts_its_reference(row):
    said = re.search(r"-([0-9]{14})-([0-9]+)\Z", row["partner_ref"])
    if not said:
        return False
    if said[2] != row["indihome_number"]:
        return True
    start = row["start_time"]
    return start is not None and said[1] != start.strftime("%Y%m%d%H%M%S")


def overlaps(earlier, later):
    """Whether two references of one service ran at once; what ends at an unknown time does not."""
    for row in (earlier, later):
        if None in (row["partner_ref"], row["start_time"], row["service"]):
            return False
        if row["end_time"] is None and row["status"] != "active":
            return False
    same = all(earlier[name] == later[name] for name in ("indihome_number", "service"))
    order = [(row["start_time"], row["partner_ref"]) for row in (earlier, later)]
    still_runs = earlier["end_time"] is None or later["start_time"] < earlier["end_time"]
    return same and order[0] < order[1] and still_runs


# Accounts and their charges


def of_both(every, transactions, asof, policy):
    by_reference = {key_of(row): row for row in every if row["partner_ref"] is not None}
    for charge in transactions:
        row = by_reference.get(key_of(charge))
        if row is None and charge["partner_ref"] is not None:
            yield charge_finding("unknown-subscription", charge)
            row = NO_ACCOUNT
        if row is NO_ACCOUNT and charge["trx_time"] is not None:
            yield from late_ones(charge, row, transactions, policy)
        elif row is not None and charge["trx_time"] is not None:
            yield from against_its_account(charge, row, transactions, policy)
    for row in by_reference.values():
        yield from last_charges(row, transactions, asof, policy)


def against_its_account(charge, row, transactions, policy):
    time, start, end = charge["trx_time"], row["start_time"], row["end_time"]
    grace = timedelta(days=policy.end_grace_days)
    if end is not None and time >= end + grace:
        yield charge_finding("charge-after-end", charge)
    if end is not None and end < time < end + grace:
        yield charge_finding("charge-at-end", charge)
    if start is not None and start - time > timedelta(seconds=policy.time_tolerance_seconds):
        yield charge_finding("charge-before-start", charge)
    if not is_sure(charge):
        return
    of_reference = [other for other in transactions if key_of(other) == key_of(charge)]
    newest = [other for other in in_order(of_reference) if is_possible(other)][-1]
    if newest is charge and differ(charge["price"], row["price"]):
        yield charge_finding("price-mismatch", charge, charge["price"], row["price"])
    yield from late_ones(charge, row, transactions, policy)


def late_ones(charge, row, transactions, policy):
    time, start, end = charge["trx_time"], row["start_time"], row["end_time"]
    before = previous(charge, transactions, is_possible)
    if before and charge["item"] is not None:
        most = timedelta(days=cycle_of(charge["item"], policy) + policy.cycle_slack_days)
        inside = (start is None or start <= before["trx_time"]) and (end is None or time <= end)
        if time - before["trx_time"] > most and inside:
            yield charge_finding("missing-cycle", charge)


def last_charges(row, transactions, asof, policy):
    times = [one["trx_time"] for one in transactions if key_of(one) == key_of(row)]
    known = [time for time in times if time is not None]
    newest = max(known, default=None)
    last, tolerance = row["last_charge"], timedelta(seconds=policy.time_tolerance_seconds)
    if last is not None:
        near = any(abs(time - last) <= tolerance for time in known)
        if not near:
            yield account_finding("last-charge-unseen", row, last)
        if newest is not None and newest > last + tolerance:
            yield account_finding("last-charge-stale", row, newest)
    if row["status"] == "active" and row["item"] is not None and known:
        days = cycle_of(row["item"], policy) + policy.cycle_slack_days
        if newest + timedelta(days=days) < asof:
            yield account_finding("renewal-overdue", row, newest)


# Bills alone


def label_of(line):
    """The label, case and white space ignored; None where there is none."""
    return None if line["line"] is None else re.sub(r"\s", "", line["line"]).casefold()


def bill_finding(rule, key, amount, expected):
    return Finding(rule, key[0], None, None, key[1], None, amount, expected)


def of_bills(by_period, policy):
    for key, of_period in by_period.items():
        _, rate, per = [vat for vat in policy.vat if vat[0] is None or vat[0] <= key[1]][-1]
        for lines, totals in of_period:
            if any(line["amount"] is None for line in lines):
                continue
            shown = sum(line["amount"] for line in lines)
            if len(totals) == 1 and abs(max(totals) - shown) > policy.amount_tolerance:
                yield bill_finding("bill-total-mismatch", key, max(totals), shown)
            if any(line["line"] is None and line["amount"] != 0 for line in lines):
                continue
            named = [((line["line"] or "").strip().upper(), line["amount"]) for line in lines]
            ppn = [amount for name, amount in named if name.startswith("PPN")]
            untaxed = [amount for name, amount in named if is_untaxed(name)]
            expected = (2 * (shown - sum(untaxed)) * rate + per) // (2 * per)  # rounded half up
            if ppn and abs(sum(ppn) - expected) > policy.amount_tolerance:
                yield bill_finding("tax-mismatch", key, sum(ppn), expected)


def is_untaxed(name):
    return name.startswith("PPN") or any(word in name for word in ("METERAI", "MATERAI", "DENDA"))


# Bills and charges


def of_ledger(by_period, transactions, policy):
    content = {label_of({"line": name}) for name in policy.content_lines}
    for key, of_period in by_period.items():
        number, period = key
        of_number = [one for one in transactions if one["indihome_number"] == number]
        timeless = [amount_of(one) for one in of_number if one["trx_time"] is None]
        month = month_of(period) - policy.bill_lag_months
        timed = [one for one in of_number if one["trx_time"] is not None]
        of_month = [one for one in timed if month_of(one["trx_time"]) == month]
        amounts = [amount_of(one) for one in of_month]
        charged = sum(amount for amount in amounts if amount is not None)

        lines = [line for of_bill, _ in of_period for line in of_bill]
        of_content = [line["amount"] for line in lines if label_of(line) in content]
        billed = sum(amount for amount in of_content if amount is not None)
        maybe_content = of_content + [line["amount"] for line in lines if line["line"] is None]
        named = all(line["line"] is not None or line["amount"] == 0 for line in lines)
        if None in amounts + of_content + timeless:
            continue
        # Those without a time may be of the month, or not: what is found has to stand either way.
        most = charged + sum(amount for amount in timeless if amount > 0)
        least = charged + sum(amount for amount in timeless if amount < 0)
        too_much = billed > most + policy.amount_tolerance
        too_little = billed < least - policy.amount_tolerance and named

        if billed > 0 and charged == 0 and (most == 0 or too_much):
            yield bill_finding("billed-without-charge", key, billed, charged)
        if billed > 0 and charged > 0 and (too_much or too_little):
            yield bill_finding("billed-amount-differs", key, billed, charged)
        if least > 0 and all(amount == 0 for amount in maybe_content):
            yield bill_finding("charged-not-billed", key, billed, charged)
        if too_much and any(has_a_line_twice(of_bill, content) for of_bill, _ in of_period):
            yield bill_finding("duplicate-bill-line", key, billed, charged)


def has_a_line_twice(lines, content):
    positive = [(label_of(line), line["amount"]) for line in lines if (line["amount"] or 0) > 0]
    return any(times > 1 for (label, _), times in Counter(positive).items() if label in content)
