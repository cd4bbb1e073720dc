"""The competition: the same findings, written by hand for one engine at a time.

    python tests/benchmarks/by_hand.py FOLDER   # subscriptions, transactions, bills .parquet

`by_sql` is for populations in Parquet, `by_pandas` for one customer. Both know the default
policy only; what the toolkit is worth is measured against them.
"""

import resource
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

COLUMNS = [
    *("rule", "indihome_number", "partner_ref", "trx_id", "period", "time"),
    *("amount", "expected"),
]

SQL = r"""
WITH
s AS (
    SELECT indihome_number, partner_ref, price, item, start_time, end_time, last_charge,
        lower(trim(status, E' \t\n\r' || chr(160))) AS status,
        lower(trim(service, E' \t\n\r' || chr(160))) AS service,
        CASE regexp_extract(lower(item), '([\p{{L}}\p{{N}}]+)[^\p{{L}}\p{{N}}]*$', 1)
            WHEN 'daily' THEN 1 WHEN 'weekly' THEN 7 WHEN 'yearly' THEN 365 ELSE 30 END AS cycle
    FROM read_parquet('{subscriptions}')
),
account AS MATERIALIZED (
    SELECT row_number() OVER () AS id, indihome_number, partner_ref,
        min(start_time) AS start_time,
        CASE WHEN count(end_time) = count(*) THEN max(end_time) END AS end_time,
        max(last_charge) AS last_charge,
        CASE WHEN count(price) = count(*) AND min(price) = max(price) THEN min(price) END AS price,
        CASE WHEN count(item) = count(*) AND min(item) = max(item) THEN min(cycle) END AS cycle,
        CASE WHEN count(status) = count(*) AND min(status) = max(status) THEN min(status) END AS status,
        CASE WHEN count(service) = count(*) AND min(service) = max(service) THEN min(service) END AS service
    FROM s WHERE partner_ref IS NOT NULL
    GROUP BY indihome_number, partner_ref
),
-- Strings are left in the file and fetched for hits; an account is a number from here on.
charge AS MATERIALIZED (
    SELECT t.file_row_number AS row_id, t.indihome_number, t.trx_time, t.price, t.prorated_price,
        coalesce(t.prorated_price, t.price) AS amount,
        CASE WHEN item IS NOT NULL THEN
            CASE regexp_extract(lower(item), '([\p{{L}}\p{{N}}]+)[^\p{{L}}\p{{N}}]*$', 1)
                WHEN 'daily' THEN 1 WHEN 'weekly' THEN 7 WHEN 'yearly' THEN 365 ELSE 30 END END AS cycle,
        t.partner_ref IS NOT NULL AS has_reference,
        CASE WHEN trx_id <> '' THEN hash(t.indihome_number, trx_id) END AS trx_hash,
        a.id, a.start_time, a.end_time, a.price AS account_price, a.last_charge
    FROM read_parquet('{transactions}', file_row_number = true) AS t
    LEFT JOIN account AS a USING (indihome_number, partner_ref)
),
again AS (
    SELECT row_id FROM (
        SELECT c.row_id, row_number() OVER (
            PARTITION BY t.indihome_number, trx_id
            ORDER BY t.trx_time, coalesce(partner_ref, ''), c.amount, coalesce(c.price, -1),
                coalesce(c.prorated_price, -1), coalesce(c.cycle, -1), c.row_id
        ) AS place
        FROM read_parquet('{transactions}', file_row_number = true) AS t
        JOIN (
            SELECT row_id, amount, price, prorated_price, cycle FROM charge
            SEMI JOIN (
                SELECT trx_hash FROM charge WHERE amount > 0 AND trx_time IS NOT NULL AND trx_hash IS NOT NULL
                GROUP BY trx_hash HAVING count(*) > 1
            ) USING (trx_hash)
            WHERE amount > 0 AND trx_time IS NOT NULL
        ) AS c ON c.row_id = t.file_row_number
    ) WHERE place > 1
),
-- Nearly every reference has known amounts and no two charges at one time: order by time alone.
plain AS MATERIALIZED (
    SELECT row_id, id, trx_time, amount, price, cycle, start_time, end_time, account_price,
        lag(trx_time) OVER w AS possible_time, lag(price) OVER w AS possible_price,
        lead(true) OVER w IS NULL AS is_newest
    FROM charge
    WHERE id IS NOT NULL AND trx_time IS NOT NULL AND (amount > 0 OR amount IS NULL)
    WINDOW w AS (PARTITION BY id ORDER BY trx_time)
),
tied AS MATERIALIZED (
    SELECT DISTINCT id FROM plain WHERE trx_time = possible_time OR amount IS NULL
),
difficult AS (
    SELECT row_id FROM charge SEMI JOIN tied USING (id)
    UNION ALL SELECT row_id FROM charge WHERE id IS NULL AND has_reference
),
exact AS (
    SELECT row_id, id, trx_time, amount, price, cycle, start_time, end_time, account_price,
        lag(trx_time) OVER w AS possible_time, lag(price) OVER w AS possible_price,
        lag(amount > 0) OVER w AS possible_is_sure,
        lead(true) OVER w IS NULL AS is_newest,
        lag(CASE WHEN amount > 0 THEN trx_time END IGNORE NULLS) OVER w AS sure_time
    FROM (
        SELECT c.*, t.indihome_number AS number, t.partner_ref, t.trx_id
        FROM charge AS c SEMI JOIN difficult USING (row_id)
        JOIN read_parquet('{transactions}', file_row_number = true) AS t ON t.file_row_number = c.row_id
        WHERE c.trx_time IS NOT NULL AND (amount > 0 OR amount IS NULL)
    )
    WINDOW w AS (
        PARTITION BY number, partner_ref
        ORDER BY trx_time, coalesce(trx_id, ''), coalesce(amount, -1), coalesce(price, -1),
            coalesce(prorated_price, -1), coalesce(cycle, -1), row_id
    )
),
judged AS (
    SELECT *,
        CASE WHEN cycle = 1 THEN trx_time::DATE = sure_time::DATE
            ELSE trx_time - sure_time < to_days(cycle - 1) END AS too_soon
    FROM (
        SELECT *, possible_time AS sure_time, true AS possible_is_sure FROM plain ANTI JOIN tied USING (id)
        UNION ALL BY NAME FROM exact WHERE amount > 0
    )
),
charge_hits AS (
    SELECT row_id, 'charge-after-end' AS rule, amount, NULL::BIGINT AS expected FROM charge WHERE trx_time >= end_time + INTERVAL 1 DAY
    UNION ALL SELECT row_id, 'charge-at-end', amount, NULL FROM charge WHERE trx_time > end_time AND trx_time < end_time + INTERVAL 1 DAY
    UNION ALL SELECT row_id, 'charge-before-start', amount, NULL FROM charge WHERE trx_time < start_time - INTERVAL 60 SECOND
    UNION ALL SELECT row_id, 'unknown-subscription', amount, NULL FROM charge WHERE id IS NULL AND has_reference
    UNION ALL SELECT row_id, 'prorate-above-price', prorated_price, price FROM charge WHERE prorated_price > price AND prorated_price > 0
    UNION ALL SELECT row_id, 'price-mismatch', price, account_price FROM judged WHERE is_newest AND price <> account_price
    UNION ALL SELECT row_id, 'price-change', price, possible_price FROM judged WHERE price <> possible_price
    UNION ALL SELECT row_id, 'two-renewals-in-month', amount, NULL FROM judged WHERE cycle = 30 AND NOT too_soon AND possible_is_sure AND date_trunc('month', trx_time) = date_trunc('month', sure_time)
    UNION ALL SELECT row_id, 'missing-cycle', amount, NULL FROM judged WHERE trx_time - possible_time > to_days(cycle + 1) AND (start_time IS NULL OR start_time <= possible_time) AND (end_time IS NULL OR trx_time <= end_time)
    UNION ALL SELECT row_id, 'duplicate-charge', amount, NULL FROM charge SEMI JOIN (SELECT row_id FROM again UNION ALL SELECT row_id FROM judged WHERE too_soon) USING (row_id)
),
placed_hits AS (
    SELECT rule, indihome_number, partner_ref, trx_id, trx_time, h.amount, h.expected
    FROM charge_hits AS h JOIN read_parquet('{transactions}', file_row_number = true) AS t ON t.file_row_number = h.row_id
),
last AS (
    SELECT id, max(trx_time) AS newest,
        bool_or(trx_time BETWEEN last_charge - INTERVAL 60 SECOND AND last_charge + INTERVAL 60 SECOND) AS seen
    FROM charge WHERE id IS NOT NULL GROUP BY id
),
known AS (
    SELECT a.*, newest, coalesce(seen, false) AS seen FROM account AS a LEFT JOIN last USING (id)
),
spans AS (
    SELECT indihome_number, partner_ref, start_time,
        max(coalesce(end_time, TIMESTAMP 'infinity')) OVER (
            PARTITION BY indihome_number, service ORDER BY start_time, partner_ref
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS reach
    FROM account
    WHERE start_time IS NOT NULL AND service IS NOT NULL AND (end_time IS NOT NULL OR status = 'active')
),
account_hits AS (
    SELECT 'overlapping-subscriptions' AS rule, indihome_number, partner_ref, start_time AS time FROM spans WHERE start_time < reach
    UNION ALL SELECT 'last-charge-unseen', indihome_number, partner_ref, last_charge FROM known WHERE last_charge IS NOT NULL AND NOT seen
    UNION ALL SELECT 'last-charge-stale', indihome_number, partner_ref, newest FROM known WHERE newest > last_charge + INTERVAL 60 SECOND
    UNION ALL SELECT 'renewal-overdue', indihome_number, partner_ref, newest FROM known WHERE status = 'active' AND newest + to_days(cycle + 1) < TIMESTAMP '{asof}'
    UNION ALL SELECT 'reference-mismatch', indihome_number, partner_ref, start_time FROM account
        WHERE NOT coalesce(ends_with(partner_ref, '-' || strftime(start_time, '%Y%m%d%H%M%S') || '-' || indihome_number), false)
            AND regexp_matches(partner_ref, '-[0-9]{{14}}-[0-9]+$')
            AND (regexp_extract(partner_ref, '-([0-9]+)$', 1) <> indihome_number
                OR regexp_extract(partner_ref, '-([0-9]{{14}})-[0-9]+$', 1) <> strftime(start_time, '%Y%m%d%H%M%S'))
    UNION ALL SELECT 'status-mismatch', indihome_number, partner_ref, end_time
        FROM (SELECT indihome_number, partner_ref, status, end_time FROM account UNION ALL SELECT indihome_number, partner_ref, status, end_time FROM s WHERE partner_ref IS NULL)
        WHERE (status = 'active' AND end_time < TIMESTAMP '{asof}') OR (status = 'inactive' AND end_time IS NULL)
),
label AS MATERIALIZED (
    SELECT line, lower(regexp_replace(line, '[\s\p{{Z}}]', '', 'g')) AS label,
        (label IN ('internetcontent', 'internetconten-upointott'))::BIGINT AS is_content,
        starts_with(upper(trim(line, E' \t\n\r' || chr(160))), 'PPN')::BIGINT AS is_ppn,
        greatest(is_ppn, regexp_matches(upper(line), 'METERAI|MATERAI|DENDA')::BIGINT) AS is_untaxed
    FROM (SELECT DISTINCT line FROM read_parquet('{bills}') WHERE line IS NOT NULL)
),
b AS NOT MATERIALIZED (
    SELECT indihome_number, date_trunc('month', period)::DATE AS period, bill, line, amount, status, billed,
        label, coalesce(is_content, 0) AS is_content, coalesce(is_ppn, 0) AS is_ppn, coalesce(is_untaxed, 0) AS is_untaxed
    FROM read_parquet('{bills}') LEFT JOIN label USING (line)
    WHERE period IS NOT NULL
),
-- Nearly every period has one bill: by period at once, and again by bill where there are several.
period_bill AS MATERIALIZED (
    SELECT indihome_number, period, {sums},
        count(bill) > 0 AND (count(bill) < count(*) OR min(bill) <> max(bill)) AS is_several
    FROM b GROUP BY indihome_number, period
),
shown AS (
    SELECT indihome_number, period, bill, {sums},
        list_sort(list({{'line': line, 'amount': amount, 'status': status, 'billed': billed}})) AS shown
    FROM b SEMI JOIN (FROM period_bill WHERE is_several) USING (indihome_number, period)
    GROUP BY indihome_number, period, bill
),
different AS (
    SELECT * EXCLUDE (bill, shown) FROM shown
    QUALIFY row_number() OVER (PARTITION BY indihome_number, period, shown ORDER BY bill) = 1
),
one_bill AS (
    SELECT * EXCLUDE is_several FROM period_bill WHERE NOT is_several
    UNION ALL BY NAME FROM different
),
taxed AS (
    SELECT *, CASE WHEN period < DATE '2022-04-01' THEN 10 ELSE 11 END AS rate,
        2 * (lines - untaxed) * rate + 100 AS doubled,
        (doubled - (doubled % 200 + 200) % 200) // 200 AS expected
    FROM one_bill WHERE flags & 1 = 0
),
bill_hits AS (
    SELECT 'bill-total-mismatch' AS rule, indihome_number, period, most_billed AS amount, lines AS expected FROM taxed WHERE least_billed = most_billed AND abs(most_billed - lines) > 1
    UNION ALL SELECT 'tax-mismatch', indihome_number, period, ppn, expected FROM taxed WHERE flags & 6 = 2 AND abs(ppn - expected) > 1
),
monthly AS (
    SELECT indihome_number, (date_trunc('month', trx_time) + INTERVAL 1 MONTH)::DATE AS period, sum(amount)::BIGINT AS charged, count(*) > count(amount) AS charged_unknown
    FROM charge WHERE trx_time IS NOT NULL GROUP BY ALL
),
perhaps AS (
    SELECT indihome_number, count(*) > count(amount) AS unknown_too,
        sum(greatest(amount, 0))::BIGINT AS more, sum(least(amount, 0))::BIGINT AS less
    FROM charge WHERE trx_time IS NULL GROUP BY indihome_number
),
ledger AS (
    SELECT indihome_number, period, content AS billed, coalesce(charged, 0) AS charged,
        coalesce(charged, 0) + coalesce(more, 0) AS most, coalesce(charged, 0) + coalesce(less, 0) AS least,
        flags & 16 = 0 AND NOT coalesce(charged_unknown, false) AND NOT coalesce(unknown_too, false) AS is_known,
        is_known AND billed > most + 1 AS too_much, is_known AND flags & 4 = 0 AS is_named,
        flags, positive
    FROM (
        SELECT indihome_number, period, content, flags, positive FROM period_bill WHERE NOT is_several
        UNION ALL
        SELECT indihome_number, period, sum(content)::BIGINT, bit_or(flags), max(positive) FROM different GROUP BY ALL
    )
    LEFT JOIN monthly USING (indihome_number, period)
    LEFT JOIN perhaps USING (indihome_number)
),
maybe_twice AS (
    SELECT indihome_number, period, billed, charged FROM ledger
    WHERE too_much AND positive > 1
),
twice AS (
    SELECT DISTINCT indihome_number, period
    FROM b SEMI JOIN maybe_twice USING (indihome_number, period)
    WHERE is_content = 1 AND amount > 0
    GROUP BY indihome_number, period, bill, label, amount HAVING count(*) > 1
),
ledger_hits AS (
    SELECT 'billed-without-charge' AS rule, indihome_number, period, billed, charged FROM ledger WHERE billed > 0 AND charged = 0 AND is_known AND (most = 0 OR too_much)
    UNION ALL SELECT 'billed-amount-differs', indihome_number, period, billed, charged FROM ledger WHERE billed > 0 AND charged > 0 AND (too_much OR is_named AND billed < least - 1)
    UNION ALL SELECT 'charged-not-billed', indihome_number, period, billed, charged FROM ledger WHERE least > 0 AND is_named AND flags & 8 = 0
    UNION ALL SELECT 'duplicate-bill-line', indihome_number, period, billed, charged FROM maybe_twice SEMI JOIN twice USING (indihome_number, period)
)
SELECT rule, indihome_number, partner_ref, trx_id, NULL::DATE AS period, trx_time AS time, amount, expected FROM placed_hits
UNION ALL SELECT rule, indihome_number, partner_ref, NULL, NULL, time, NULL, NULL FROM account_hits
UNION ALL SELECT rule, indihome_number, NULL, NULL, period, NULL, amount, expected FROM bill_hits
UNION ALL SELECT rule, indihome_number, NULL, NULL, period, NULL, billed, charged FROM ledger_hits
"""  # noqa: E501 - one rule a line reads best

SUMS = """
    sum(amount)::BIGINT AS lines, sum(amount * is_ppn)::BIGINT AS ppn,
    sum(amount * is_untaxed)::BIGINT AS untaxed,
    coalesce(sum(amount * is_content), 0)::BIGINT AS content,
    bit_or(
        (amount IS NULL)::INT + 2 * is_ppn + 4 * (line IS NULL AND amount IS DISTINCT FROM 0)::INT
        + 8 * is_content * (amount IS DISTINCT FROM 0)::INT
        + 16 * is_content * (amount IS NULL)::INT
    ) AS flags,
    sum(is_content * (amount > 0)::INT) AS positive,
    min(billed) AS least_billed, max(billed) AS most_billed
"""


def by_sql(
    connection: duckdb.DuckDBPyConnection,
    subscriptions_path: str,
    transactions_path: str,
    bills_path: str,
    asof: datetime,
) -> duckdb.DuckDBPyRelation:
    """Return the findings in three Parquet files."""
    return connection.sql(
        SQL.format(
            subscriptions=subscriptions_path,
            transactions=transactions_path,
            bills=bills_path,
            asof=asof.isoformat(sep=" "),
            sums=SUMS,
        )
    )


CYCLES = {"daily": 1, "weekly": 7, "yearly": 365}
CONTENT = ("internetcontent", "internetconten-upointott")
KEY = ["indihome_number", "partner_ref"]
PERIOD = ["indihome_number", "period"]
DAY, MINUTE = pd.Timedelta(days=1), pd.Timedelta(seconds=60)


def by_pandas(
    subscriptions: pd.DataFrame,
    transactions: pd.DataFrame,
    bill_lines: pd.DataFrame,
    asof: datetime,
) -> pd.DataFrame:
    """Return the findings in three frames of one customer."""
    hits: list[pd.DataFrame] = []

    def add(rule: str, rows: pd.DataFrame, **values: str) -> None:
        """Add rows; `values` says which of their columns is the time, amount and expected."""
        if len(rows):
            named = {name: rows[column] for name, column in values.items()}
            hits.append(rows.assign(rule=rule, **named).reindex(columns=COLUMNS))

    account, nameless = _accounts(subscriptions)
    charge = _charges(transactions, account)
    _of_charges(charge, add)
    _of_accounts(account, nameless, charge, pd.Timestamp(asof), add)
    _of_bills(bill_lines, charge, add)
    if not hits:
        return pd.DataFrame(columns=COLUMNS)
    return pd.concat([frame.astype(object) for frame in hits], ignore_index=True)


def _cycle(item: pd.Series) -> pd.Series:
    word = item.str.extract(r"([^\W_]+)[\W_]*\Z", expand=False).str.casefold()
    return word.map(CYCLES).astype("float64").fillna(30).where(item.notna())


def _accounts(subscriptions: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    s = subscriptions.assign(
        price=subscriptions["price"].astype("float64"),
        status=subscriptions["status"].str.strip().str.casefold(),
        service=subscriptions["service"].str.strip().str.casefold(),
        ended=subscriptions["end_time"].notna(),
    )
    named = s["partner_ref"].notna()
    groups = s[named].groupby(KEY, sort=False)
    account = groups.agg(
        start_time=("start_time", "min"),
        end_time=("end_time", "max"),
        ended=("ended", "all"),
        last_charge=("last_charge", "max"),
    )
    account["end_time"] = account["end_time"].where(account["ended"])
    for name in ("price", "item", "status", "service"):
        agreed = groups[name].nunique(dropna=False) == 1
        account[name] = groups[name].first().where(agreed)
    account["cycle"] = _cycle(account["item"])
    return account.reset_index(), s[~named]


def _charges(transactions: pd.DataFrame, account: pd.DataFrame) -> pd.DataFrame:
    """The charges with their account, in the order that settles ties."""
    t = transactions.astype({"price": "float64", "prorated_price": "float64"})
    t["amount"] = t["prorated_price"].fillna(t["price"])
    t["cycle"] = _cycle(t["item"])
    order = t[["trx_time"]].assign(
        a=t["trx_id"].fillna(""),
        b=t["amount"].fillna(-1),
        c=t["price"].fillna(-1),
        d=t["prorated_price"].fillna(-1),
        e=t["cycle"].fillna(-1),
    )
    t = t.loc[order.sort_values(list(order), kind="stable").index]
    own = account.drop(columns=["item", "service", "cycle"]).rename(
        columns={"price": "account_price"}
    )
    return t.merge(own, on=KEY, how="left", validate="many_to_one", indicator="account")


def _of_charges(t: pd.DataFrame, add: Callable[..., None]) -> None:
    at, start, end = t["trx_time"], t["start_time"], t["end_time"]
    charge = {"time": "trx_time"}
    add("charge-after-end", t[at >= end + DAY], **charge)
    add("charge-at-end", t[(at > end) & (at < end + DAY)], **charge)
    add("charge-before-start", t[at < start - MINUTE], **charge)
    unknown = (t["account"] == "left_only") & t["partner_ref"].notna()
    add("unknown-subscription", t[unknown], **charge)
    above = (t["prorated_price"] > t["price"]) & (t["prorated_price"] > 0)
    add("prorate-above-price", t[above], **charge, amount="prorated_price", expected="price")

    may_be = t["partner_ref"].notna() & at.notna() & ~(t["amount"] <= 0)
    p = t[may_be].assign(sure_time=at.where(t["amount"] > 0))
    p["sure_time"] = p.groupby(KEY, sort=False)["sure_time"].ffill()
    shifted = p.groupby(KEY, sort=False)[["trx_time", "price", "amount", "sure_time"]].shift()
    p["sure_time"], p["before"], p["price_before"], p["amount_before"] = (
        shifted[name] for name in ("sure_time", "trx_time", "price", "amount")
    )
    p["is_newest"] = ~p.duplicated(KEY, keep="last")
    p = p[p["amount"] > 0]
    differs = p["is_newest"] & (p["price"] != p["account_price"])
    differs &= p["price"].notna() & p["account_price"].notna()
    add("price-mismatch", p[differs], **charge, amount="price", expected="account_price")
    changed = (p["price"] != p["price_before"]) & p["price"].notna() & p["price_before"].notna()
    add("price-change", p[changed], **charge, amount="price", expected="price_before")

    days = pd.to_timedelta(p["cycle"], unit="D")
    soon = (p["trx_time"] - p["sure_time"] < days - DAY).where(
        p["cycle"] != 1, p["trx_time"].dt.normalize() == p["sure_time"].dt.normalize()
    )
    same_month = p["trx_time"].dt.to_period("M") == p["sure_time"].dt.to_period("M")
    same_month &= p["amount_before"].notna()
    add("two-renewals-in-month", p[(p["cycle"] == 30) & same_month & ~soon], **charge)
    inside = ~(p["before"] < p["start_time"]) & ~(p["trx_time"] > p["end_time"])
    late = (p["trx_time"] - p["before"] > days + DAY) & inside
    add("missing-cycle", p[late], **charge)

    paid = t[(t["amount"] > 0) & at.notna() & t["trx_id"].fillna("").ne("")]
    paid = paid.assign(key=paid["partner_ref"].fillna(""))
    paid = paid.sort_values(["trx_time", "key"], kind="stable")
    again = paid.index[paid.duplicated(["indihome_number", "trx_id"])]
    add("duplicate-charge", t.loc[p.index[soon].union(again)], **charge)


def _of_accounts(
    a: pd.DataFrame,
    nameless: pd.DataFrame,
    t: pd.DataFrame,
    asof: pd.Timestamp,
    add: Callable[..., None],
) -> None:
    row = pd.concat([a, nameless]) if len(nameless) else a
    active = row["status"].eq("active").fillna(False).astype(bool)
    inactive = row["status"].eq("inactive").fillna(False).astype(bool)
    wrong = (active & (row["end_time"] < asof)) | (inactive & row["end_time"].isna())
    add("status-mismatch", row[wrong], time="end_time")

    said = a["partner_ref"].str.extract(r"-([0-9]{14})-([0-9]+)\Z")
    start = a["start_time"].dt.strftime("%Y%m%d%H%M%S")
    wrong = (said[1] != a["indihome_number"]) | (start.notna() & (said[0] != start))
    add("reference-mismatch", a[said[1].notna() & wrong.fillna(False)], time="start_time")

    active = a["status"].eq("active").fillna(False).astype(bool)
    spans = a[a["start_time"].notna() & a["service"].notna() & (a["end_time"].notna() | active)]
    spans = spans.sort_values(["start_time", "partner_ref"])
    owner = [spans["indihome_number"], spans["service"]]
    reach = spans["end_time"].fillna(pd.Timestamp(9999, 1, 1)).groupby(owner).cummax()
    reach = reach.groupby(owner).shift()
    add("overlapping-subscriptions", spans[spans["start_time"] < reach], time="start_time")

    own = t[["indihome_number", "partner_ref", "trx_time", "last_charge"]]
    own = own.assign(seen=(own["trx_time"] - own["last_charge"]).abs() <= MINUTE)
    a = a.join(own.groupby(KEY).agg(newest=("trx_time", "max"), seen=("seen", "any")), on=KEY)
    unseen = a["last_charge"].notna() & ~a["seen"].eq(True)
    add("last-charge-unseen", a[unseen], time="last_charge")
    add("last-charge-stale", a[a["newest"] > a["last_charge"] + MINUTE], time="newest")
    due = a["newest"] + pd.to_timedelta(a["cycle"] + 1, unit="D")
    add("renewal-overdue", a[active & (due < asof)], time="newest")


def _of_bills(bill_lines: pd.DataFrame, t: pd.DataFrame, add: Callable[..., None]) -> None:
    b = bill_lines[bill_lines["period"].notna()]
    if b.empty:
        return
    name = b["line"].str.upper()
    b = b.assign(
        period=b["period"].dt.to_period("M").dt.start_time,
        amount=b["amount"].astype("float64"),
        billed=b["billed"].astype("float64"),
        bill=b["bill"].astype(object).where(b["bill"].notna(), None),
        label=b["line"].str.replace(r"\s", "", regex=True).str.casefold(),
    )
    b = _different_bills(b)
    is_content = b["label"].isin(CONTENT)
    is_ppn = name.str.strip().str.startswith("PPN").fillna(False).astype(bool).reindex(b.index)
    untaxed = name.str.contains("METERAI|MATERAI|DENDA").fillna(False).astype(bool)
    untaxed = is_ppn | untaxed.reindex(b.index)
    unknown = b["amount"].isna()
    b = b.assign(
        is_ppn=is_ppn,
        ppn=b["amount"].where(is_ppn),
        taxable=b["amount"].mask(untaxed),
        content=b["amount"].where(is_content),
        unknown=unknown,
        content_unknown=is_content & unknown,
        has_content=is_content & (b["amount"] != 0),
        nameless=b["line"].isna() & (b["amount"] != 0),
        again=is_content & (b["amount"] > 0) & b.duplicated([*PERIOD, "bill", "label", "amount"]),
    )
    bill = b.groupby([*PERIOD, "bill"], dropna=False, sort=False).agg(
        lines=("amount", "sum"),
        unknown=("unknown", "any"),
        nameless=("nameless", "any"),
        has_ppn=("is_ppn", "any"),
        ppn=("ppn", "sum"),
        taxable=("taxable", "sum"),
        least=("billed", "min"),
        most=("billed", "max"),
    )
    bill = bill[~bill["unknown"]].reset_index()
    wrong = (bill["least"] == bill["most"]) & ((bill["most"] - bill["lines"]).abs() > 1)
    add("bill-total-mismatch", bill[wrong], amount="most", expected="lines")
    rate = np.where(bill["period"] < pd.Timestamp(2022, 4, 1), 10, 11)
    bill["due"] = (2 * bill["taxable"] * rate + 100) // 200
    wrong = bill["has_ppn"] & ~bill["nameless"] & ((bill["ppn"] - bill["due"]).abs() > 1)
    add("tax-mismatch", bill[wrong], amount="ppn", expected="due")

    ledger = b.groupby(PERIOD, sort=False).agg(
        billed=("content", "sum"),
        content_unknown=("content_unknown", "any"),
        has_content=("has_content", "any"),
        nameless=("nameless", "any"),
        again=("again", "any"),
    )
    timed = t[t["trx_time"].notna()]
    later = (timed["trx_time"].dt.to_period("M") + 1).dt.start_time
    month = timed.assign(period=later, unknown=timed["amount"].isna())
    month = month.groupby(PERIOD).agg(charged=("amount", "sum"), unknown=("unknown", "any"))
    ledger = ledger.join(month, on=PERIOD).reset_index()
    perhaps = t[t["trx_time"].isna()].set_index("indihome_number")["amount"]
    number = ledger["indihome_number"]
    charged, billed = ledger["charged"].fillna(0), ledger["billed"]
    ledger["charged"] = charged
    most, least = (
        charged + number.map(part.groupby(level=0).sum()).fillna(0)
        for part in (perhaps.clip(lower=0), perhaps.clip(upper=0))
    )
    known = ~ledger["unknown"].eq(True) & ~ledger["content_unknown"]
    known &= ~number.isin(perhaps.index[perhaps.isna()])
    named = known & ~ledger["nameless"]
    too_much = (billed > most + 1) & known
    too_little = (billed < least - 1) & named
    both = (billed > 0) & (charged > 0)
    values = {"amount": "billed", "expected": "charged"}
    add(
        "billed-without-charge",
        ledger[(billed > 0) & (charged == 0) & known & ((most == 0) | too_much)],
        **values,
    )
    add("billed-amount-differs", ledger[both & (too_much | too_little)], **values)
    add("charged-not-billed", ledger[(least > 0) & named & ~ledger["has_content"]], **values)
    add("duplicate-bill-line", ledger[too_much & ledger["again"]], **values)


def _different_bills(b: pd.DataFrame) -> pd.DataFrame:
    """Keep one of the bills of a period that are identical in every line."""
    if (b.groupby(PERIOD)["bill"].nunique(dropna=False) == 1).all():
        return b
    kept = []
    for _, period in b.groupby(PERIOD, sort=False):
        alike: dict[object, pd.DataFrame] = {}
        for _, bill in period.groupby("bill", dropna=False, sort=False):
            shown = bill[["line", "amount", "status", "billed"]].astype(object)
            shown = shown.where(shown.notna(), None)
            key = tuple(sorted(map(repr, shown.itertuples(index=False, name=None))))
            alike.setdefault(key, bill)
        kept += alike.values()
    return pd.concat(kept)


def main() -> None:
    """Print what the SQL costs on a folder of Parquet files, and what it finds."""
    folder, asof = Path(sys.argv[1]), datetime(2022, 3, 20)
    paths = [str(folder / f"{n}.parquet") for n in ("subscriptions", "transactions", "bills")]
    connection = duckdb.connect()
    start = time.perf_counter()
    by_sql(connection, *paths, asof).create("findings")
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = used.ru_utime + used.ru_stime
    print(f"{seconds:.1f} s, {cpu:.1f} s of CPU, {used.ru_maxrss / 1e6:.1f} GB at most")
    for rule, count in connection.sql(
        "SELECT rule, count(*) FROM findings GROUP BY rule ORDER BY rule"
    ).fetchall():
        print(f"{count:>10,}  {rule}")


if __name__ == "__main__":
    main()
