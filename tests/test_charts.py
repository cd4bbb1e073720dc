from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import matplotlib as mpl
import pandas as pd
import pytest
from lxml import etree
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.dates import date2num
from matplotlib.figure import Figure

from ott_toolkit.charts import charge_chart, timeline, to_svg
from ott_toolkit.charts.lettering import apart, drawable, shorten, width
from ott_toolkit.charts.looks import ALERT, DOUBT, MUTED, TONES
from ott_toolkit.charts.months import Row, labellings, month_of
from ott_toolkit.charts.records import service_name
from ott_toolkit.charts.signs import VERDICTS, verdict_style
from ott_toolkit.schema import SUBSCRIPTIONS, TRANSACTIONS, Table

NUMBER = "121500000017"
REF = f"disact-20220102092122-{NUMBER}"
START, SECOND, END = (
    datetime(2022, 1, 2, 9, 21, 22),
    datetime(2022, 2, 1, 0, 4, 25),
    datetime(2022, 3, 3, 0, 4, 11),
)
ASOF = datetime(2022, 3, 20, 10, 42)
KINDS = {"text": "string", "number": "string", "amount": "Int64", "time": "datetime64[us]"}
SVG = "{http://www.w3.org/2000/svg}"
CHARTS = pytest.mark.parametrize("chart", [timeline, charge_chart])


def frame(table: Table, rows: list[dict]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            column.name: pd.Series([row.get(column.name) for row in rows], dtype=KINDS[column.kind])
            for column in table.columns
        }
    )


def subscriptions(*rows: dict) -> pd.DataFrame:
    sample = {
        "partner_ref": REF,
        "indihome_number": NUMBER,
        "item": "Telkom.Premium.Monthly",
        "price": 29000,
        "denom": 29000,
        "service": "799 - Disney",
        "status": "Inactive",
        "start_time": START,
        "end_time": END,
        "channel": "STB",
        "last_charge": SECOND,
    }
    return frame(SUBSCRIPTIONS, [sample | row for row in rows])


def transactions(*rows: dict) -> pd.DataFrame:
    sample = {
        "indihome_number": NUMBER,
        "price": 29000,
        "prorated_price": None,
        "item": "Telkom.Premium.Monthly",
        "service": "799 - disney",
        "partner_ref": REF,
        "trx_id": "stbupoint00000000000000000000000000000002",
    }
    return frame(TRANSACTIONS, [sample | row for row in rows])


def billed(bills: dict[str, int | None]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "period": pd.Series([f"{month}-01" for month in bills], dtype="datetime64[us]"),
            "amount": pd.Series(list(bills.values()), dtype="Int64"),
        }
    )


def findings(*rows: dict) -> pd.DataFrame:
    """Return findings; without a severity, they are about money."""
    kinds = {"period": "datetime64[us]", "time": "datetime64[us]"}
    kinds |= {"amount": "Int64", "expected": "Int64"}
    texts = ["rule", "indihome_number", "partner_ref", "trx_id", "severity", "title"]
    names = [*texts[:4], *kinds, *texts[4:]]
    blank = {"indihome_number": NUMBER, "partner_ref": REF, "severity": "money", "title": "Wrong"}
    rows = tuple(blank | row for row in rows)
    return pd.DataFrame(
        {
            name: pd.Series([row.get(name) for row in rows], dtype=kinds.get(name, "string"))
            for name in names
        }
    )


def of_charge(time: datetime, **row: object) -> dict:
    return {"trx_id": "stbupoint00000000000000000000000000000002", "time": time} | row


def of_bill(month: str, **row: object) -> dict:
    return {"partner_ref": None, "period": f"{month}-01"} | row


@pytest.fixture
def sample() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    charges = transactions({"trx_time": SECOND}, {"trx_time": START})
    return subscriptions({}), charges, billed({"2022-03": 29000})


@pytest.fixture
def busy() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Three hundred charges of four services over three years."""
    rows = [
        {
            "partner_ref": f"ref-{number % 4}",
            "service": f"{number % 4} - Service {number % 4}",
            "trx_time": datetime(2020, 1, 5) + timedelta(days=3.6 * number),
            "price": 10000 + number,
        }
        for number in range(300)
    ]
    owners = [
        {"partner_ref": f"ref-{n}", "service": f"{n} - Service {n}", "start_time": START}
        for n in range(4)
    ]
    return subscriptions(*owners), transactions(*rows), billed({"2021-05": 200000})


def marks(ax: Axes, kind: str) -> dict[str, object]:
    """Return the artists whose gid is `kind`, or `kind` and a number or month."""
    found = {str(a.get_gid()): a for a in ax.get_children() if a.get_gid()}
    return {gid: artist for gid, artist in found.items() if gid.startswith(kind)}


def points(ax: Axes, kind: str) -> list[float]:
    return sorted(float(mark.get_xdata()[0]) for mark in marks(ax, kind).values())


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def titles(svg: str) -> list[str]:
    return [str(title.text) for title in etree.fromstring(svg).iter(f"{SVG}title")]


# The timeline


def test_a_bar_runs_from_start_to_end(sample):
    bar = marks(timeline(*sample), "subscription-")["subscription-0"]
    assert bar.get_x() == pytest.approx(date2num(START))
    assert bar.get_x() + bar.get_width() == pytest.approx(date2num(END))


def test_every_charge_has_a_dot_at_its_time(sample):
    assert points(timeline(*sample), "charge-") == pytest.approx(date2num([START, SECOND]))


def test_a_bar_is_cut_where_a_charge_begins_to_pay(sample):
    ax = timeline(*sample)
    cut = [line for line in ax.collections if line.get_zorder() == 3]
    assert [segment[0][0] for line in cut for segment in line.get_segments()] == pytest.approx(
        [date2num(SECOND)]
    )


@pytest.mark.parametrize("charges", [transactions({"trx_time": SECOND}), transactions()])
def test_last_charge_has_a_ring_with_or_without_its_transaction(charges):
    ax = timeline(subscriptions({}), charges)
    assert points(ax, "last-charge-") == pytest.approx([date2num(SECOND)])
    assert len(points(ax, "charge-")) == len(charges)


def test_a_ring_stands_around_the_count_that_holds_its_charge():
    times = [START, START + timedelta(hours=1), START + timedelta(days=400)]
    ax = timeline(
        subscriptions({"last_charge": times[1]}), transactions(*({"trx_time": t} for t in times))
    )
    assert points(ax, "last-charge-") == pytest.approx([date2num(START)])


def test_what_runs_on_leads_on_from_asof_with_an_arrow():
    ax = timeline(subscriptions({"status": "Active", "end_time": None}), None, asof=ASOF)
    bar, arrow = marks(ax, "subscription-")["subscription-0"], marks(ax, "open-end")["open-end-0"]
    assert bar.get_x() + bar.get_width() == pytest.approx(date2num(ASOF))
    assert arrow.get_xdata()[0] == pytest.approx(date2num(ASOF))
    assert arrow.get_marker() == ">"
    assert "Active" in texts(ax)


def test_inactive_without_an_end_has_no_arrow_and_says_so():
    ax = timeline(subscriptions({"end_time": None}), None, asof=ASOF)
    bar = marks(ax, "subscription-")["subscription-0"]
    assert bar.get_x() + bar.get_width() == pytest.approx(date2num(SECOND))
    assert not marks(ax, "open-end")
    assert "End Time –" in texts(ax)


def test_a_missing_start_begins_with_what_is_known():
    ax = timeline(subscriptions({"start_time": None}), None)
    assert marks(ax, "subscription-")["subscription-0"].get_x() == pytest.approx(date2num(SECOND))
    assert marks(ax, "open-start")


def test_an_end_in_a_far_century_does_not_stretch_the_months():
    ax = timeline(subscriptions({"end_time": datetime(9999, 12, 31, 23, 59, 59)}), None)
    assert ax.get_xlim()[1] < date2num(datetime(2023, 4, 1))
    assert marks(ax, "open-end")


def test_asof_is_drawn_where_near_and_only_named_where_far(sample):
    near, far = (
        timeline(*sample, asof=when, language="en") for when in (ASOF, datetime(2026, 1, 1))
    )
    assert points(near, "asof") == pytest.approx([date2num(ASOF)])
    assert "as of 20 Mar 2022" in texts(near)
    assert not marks(far, "asof")
    assert "as of 1 Jan 2026 →" in texts(far)


def test_rows_of_one_reference_are_one_lane():
    later = {"start_time": SECOND, "end_time": datetime(2022, 5, 1), "channel": "myIndiHome"}
    ax = timeline(subscriptions({}, later), None)
    (bar,) = marks(ax, "subscription-").values()
    assert bar.get_x() == pytest.approx(date2num(START))
    assert bar.get_x() + bar.get_width() == pytest.approx(date2num(datetime(2022, 5, 1)))
    assert "Telkom.Premium.Monthly" in texts(ax)  # without the channels, which differ


def test_missing_references_are_no_group():
    ax = timeline(subscriptions({"partner_ref": None}, {"partner_ref": None}), None)
    assert len(marks(ax, "subscription-")) == 2


def test_charges_without_subscription_have_a_lane_that_says_so():
    charges = transactions(
        {"trx_time": START}, {"trx_time": SECOND, "partner_ref": "lost", "service": "5 - Mola"}
    )
    ax = timeline(subscriptions({}), charges, language="en")
    assert {"Mola", "no subscription"} <= set(texts(ax))
    heights = {gid: dot.get_ydata()[0] for gid, dot in marks(ax, "charge-").items()}
    assert heights["charge-1-0"] > heights["charge-0-0"]


def test_nothing_is_said_of_subscriptions_that_were_not_read():
    assert "no subscription" not in texts(
        timeline(None, transactions({"trx_time": START}), language="en")
    )


@pytest.mark.parametrize(
    ("lag", "carried"), [(1, {"2022-02", "2022-03"}), (2, {"2022-03", "2022-04"})]
)
def test_bills_stand_in_their_months_and_carry_charges_after_the_lag(sample, lag, carried):
    ax = timeline(*sample, lag_months=lag, language="en")
    cells = {gid: cell for gid, cell in marks(ax, "bill-").items() if not gid.endswith("amount")}
    assert set(cells) == {f"bill-{month}" for month in carried}
    cell = cells["bill-2022-03"]
    assert date2num(datetime(2022, 3, 1)) < cell.get_x() < date2num(datetime(2022, 3, 2))
    assert marks(ax, "bill-2022-03-amount").popitem()[1].get_text() == "Rp 29.000"
    (links,) = marks(ax, "links").values()
    ends = sorted(segment[1][0] for segment in links.get_segments())
    middles = [cells[gid].get_x() + cells[gid].get_width() / 2 for gid in sorted(cells)]
    assert ends == pytest.approx(middles)


def test_a_bill_that_was_not_seen_is_dashed_and_has_no_amount(sample):
    ax = timeline(*sample, language="en")
    cells = marks(ax, "bill-")
    assert cells["bill-2022-02"].get_linestyle() != cells["bill-2022-03"].get_linestyle()
    assert cells["bill-2022-02-amount"].get_text() == "bill not seen here"


def test_refunds_are_marked_apart(sample):
    charges = transactions({"trx_time": START}, {"trx_time": SECOND, "price": -29000})
    ax = timeline(sample[0], charges, language="en")
    first, second = (marks(ax, "charge-")[f"charge-0-{number}"] for number in (0, 1))
    assert first.get_marker() == "o"
    assert second.get_marker() != "o"
    assert "-Rp 29.000" in second.get_label()
    assert "refund" in texts(ax)


def test_what_a_mark_is_names_time_amount_service_id_and_bill(sample):
    trx_id = "stbupoint00000000000000000000000000000002"
    for ax, gid in ((timeline, "charge-0-1"), (charge_chart, "strip-0-charge-1")):
        mark = marks(ax(*sample, language="en"), gid)[gid]
        assert mark.get_label() == (
            f"Charge 1 Feb 2022 00:04:25 · Rp 29.000 · disney · {trx_id} → bill Mar 2022"
        )


def test_what_a_subscription_is_names_its_reference(sample):
    bar = marks(timeline(*sample), "subscription-")["subscription-0"]
    assert bar.get_label().endswith(REF)


def test_the_prorated_price_is_the_amount_even_where_it_is_0():
    charges = transactions(
        {"trx_time": START, "prorated_price": 0}, {"trx_time": SECOND, "prorated_price": 15000}
    )
    first, second = (
        mark.get_label() for mark in marks(timeline(None, charges), "charge-").values()
    )
    assert "Rp 0 " in first
    assert "Rp 15.000" in second


def test_charges_too_close_to_tell_apart_share_a_count():
    times = [START, START + timedelta(minutes=1), START + timedelta(days=200)]
    ax = timeline(None, transactions(*({"trx_time": time} for time in times)), language="en")
    assert points(ax, "charge-0-1") == pytest.approx([date2num(times[2])])
    count = marks(ax, "charge-0-0")
    assert count["charge-0-0-count"].get_text() == "2"
    assert count["charge-0-0"].get_label().splitlines()[0] == "2 charges · Rp 58.000"
    assert len(count["charge-0-0"].get_label().splitlines()) == 3


def test_a_charge_without_a_time_is_counted_not_lost(sample):
    charges = transactions({"trx_time": START}, {"trx_time": None})
    for chart in (timeline, charge_chart):
        ax = chart(sample[0], charges, language="en")
        assert "1 charges without a time are not drawn" in texts(ax)


@CHARTS
def test_an_end_alone_is_a_time_to_draw(chart):
    only_end = subscriptions({"start_time": None, "last_charge": None})
    ax = chart(only_end, None, findings=findings({"time": END}))
    (diamond,) = marks(ax, "finding-").values()
    assert place(diamond)[0] == date2num(END)


def test_how_a_bar_ends_is_said_at_its_end_whatever_line_stands_there(sample):
    bills = billed({"2021-12": 0, "2022-03": 29000})
    ax = timeline(*sample[:2], bills, asof=ASOF, language="en")
    (words,) = (text for text in ax.texts if text.get_text() == "End Time 3 Mar 2022")
    days = (ax.get_xlim()[1] - ax.get_xlim()[0]) / 956
    assert words.get_position()[0] == pytest.approx(date2num(END) + 8 * days)


def test_an_end_at_the_edge_is_said_within_the_bar(sample):
    late = subscriptions({"end_time": datetime(2022, 3, 30)})
    (words,) = (t for t in timeline(late, *sample[1:]).texts if t.get_text().startswith("End T"))
    assert words.get_ha() == "right"
    assert date2num(SECOND) < words.get_position()[0] < date2num(datetime(2022, 3, 30))


def test_a_refund_bears_the_sign_of_its_verdict(sample):
    kind = {date(2022, 3, 1): ("explained", "")}
    charges = transactions({"trx_time": SECOND, "price": -29000})
    ax = charge_chart(sample[0], charges, billed({"2022-03": -29000}), verdicts=kind)
    sign = marks(ax, "billed-2022-03")["billed-2022-03-verdict"]
    assert -29000 < place(sign)[1] < 0


def test_few_months_come_with_those_before_them():
    for chart, first in ((timeline, datetime(2022, 1, 1)), (charge_chart, datetime(2021, 12, 1))):
        ax = chart(None, None, billed({"2022-03": 29000}))
        assert ax.get_xlim()[0] == date2num(first)
    assert timeline(None, transactions({"trx_time": datetime(1, 1, 1)})).get_xlim()


def test_an_amount_stands_where_months_are_narrow_and_a_bill_not_seen_does_not():
    times = [START + timedelta(days=30 * n) for n in range(15)]
    charges = transactions(*({"trx_time": time} for time in times))
    ax = timeline(None, charges, billed({"2022-02": 290000000}), language="en")
    amounts = {gid: text for gid, text in marks(ax, "bill-").items() if gid.endswith("amount")}
    assert amounts["bill-2022-02-amount"].get_rotation() == 90
    assert {amounts[gid].get_rotation() for gid in amounts if gid != "bill-2022-02-amount"} == {0}


def test_an_amount_and_its_verdict_have_room_in_their_cell():
    times = [START + timedelta(days=30 * n) for n in range(12)]
    judged = {date(2022, 2, 1): ("explained", "")}
    charges = transactions(*({"trx_time": time} for time in times))
    for amount in (9000, 46500, 465000):
        ax = timeline(None, charges, billed({"2022-02": amount}), verdicts=judged)
        cell = marks(ax, "bill-2022-02")
        if not (text := cell["bill-2022-02-amount"]).get_rotation():
            days = (ax.get_xlim()[1] - ax.get_xlim()[0]) / 956
            end = text.get_position()[0] + width(text.get_text(), weight="bold") / 2 * days
            box = cell["bill-2022-02"]
            assert end + 2 * days < box.get_x() + box.get_width()


def test_one_lane_fits_a_screen_and_many_grow_downwards(sample):
    many = subscriptions(*({"partner_ref": f"r{n}"} for n in range(20)))
    one, all_of_them = timeline(*sample), timeline(many, *sample[1:])
    assert 250 <= one.figure.get_figheight() * 72 <= 300
    assert all_of_them.figure.get_figheight() * 72 > 20 * 40


def test_three_hundred_charges_are_all_there(busy):
    ax = timeline(*busy)
    counts = [mark for gid, mark in marks(ax, "charge-").items() if gid.endswith("count")]
    shown = len(marks(ax, "charge-")) - 2 * len(counts)
    assert shown + sum(int(count.get_text()) for count in counts) == 300
    assert not marks(ax, "links")


# The charge chart


def test_bars_add_up_to_the_charges_of_their_month(busy):
    _, charges, _ = busy
    ax = charge_chart(*busy)
    drawn: dict[str, float] = {}
    for gid, bar in marks(ax, "charged-").items():
        month = gid.removeprefix("charged-")[:7]
        drawn[month] = drawn.get(month, 0) + bar.get_height()
    expected = charges["price"].groupby(charges["trx_time"].dt.strftime("%Y-%m")).sum()
    assert drawn == expected.astype(float).to_dict()


def test_a_bill_stands_beside_the_month_it_carries(sample):
    ax = charge_chart(*sample, language="en")
    charged, bill = marks(ax, "charged-2022-02").popitem()[1], marks(ax, "billed-").popitem()[1]
    assert bill.get_height() == 29000
    assert 0 < bill.get_x() - (charged.get_x() + charged.get_width()) < 2
    assert {"charges Feb 2022", "bill Mar 2022"} <= set(texts(ax))


def test_what_is_not_known_is_no_zero(sample):
    subscribed, charges, bills = sample
    unread = charge_chart(subscribed, None, bills, language="en")
    assert unread.get_label() == "Charges Jan 2022 – Mar 2022: – charged, Rp 29.000 billed"
    charges["price"] = charges["price"].where(charges["trx_time"] != SECOND, pd.NA)
    title = marks(timeline(subscribed, charges, bills, language="en"), "bill-2022-03")
    assert {mark.get_label() for mark in title.values()} == {
        "Bill Mar 2022 · INTERNET CONTENT Rp 29.000 · charges Feb 2022: Rp –"
    }


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (44000, "+ Rp 15.000 without charges"),
        (20000, "Rp 9.000 not on the bill"),
        (0, "Rp 29.000 not on the bill"),
        (29001, None),
        (29002, "+ Rp 2 without charges"),
        (None, None),
    ],
)
def test_the_difference_is_written_where_there_is_a_bill(sample, amount, said):
    ax = charge_chart(*sample[:2], billed({"2022-03": amount}), language="en")
    differences = [mark.get_text() for mark in marks(ax, "difference-").values()]
    assert differences == ([said] if said else [])


def test_no_difference_is_said_of_charges_that_were_not_read_or_have_no_amount(sample):
    unknown = transactions({"trx_time": SECOND, "price": None})
    for charges in (None, unknown):
        assert not marks(charge_chart(sample[0], charges, sample[2]), "difference-")


def test_a_difference_stands_upright_where_months_are_narrow(busy):
    (mark,) = marks(charge_chart(*busy), "difference-").values()
    assert mark.get_rotation() == 90


def test_refunds_go_below_zero(sample):
    charges = transactions({"trx_time": START}, {"trx_time": START, "price": -9000})
    ax = charge_chart(sample[0], charges)
    assert marks(ax, "charged-2022-01").popitem()[1].get_height() == 29000
    assert marks(ax, "refunded-2022-01").popitem()[1].get_height() == -9000
    assert "Rp 20.000" in texts(ax)
    assert ax.get_ylim()[0] < -9000


def test_strips_show_start_end_last_charge_and_charges_at_their_times(sample):
    ax = charge_chart(*sample)
    for kind, times in {
        "strip-0-0-start": [START],
        "strip-0-0-end": [END],
        "strip-0-0-last-charge": [SECOND],
        "strip-0-charge": [START, SECOND],
    }.items():
        assert points(ax, kind) == pytest.approx(date2num(times))


def test_services_differing_in_case_are_one_and_the_small_ones_share_a_colour():
    services = ["799 - DISNEY", "799 - disney", *(f"{n} - S{n}" for n in range(8))]
    rows = [
        {"trx_time": START, "partner_ref": name, "service": name, "price": 1000 * (20 - place)}
        for place, name in enumerate(services)
    ]
    ax = charge_chart(subscriptions({}), transactions(*rows), language="en")
    colours = {bar.get_facecolor() for bar in marks(ax, "charged-").values()}
    assert len(colours) == 7
    assert "other services" in texts(ax)
    assert [text for text in texts(ax) if text.casefold() == "disney"] == ["Disney"]


def test_the_scale_is_round_and_encloses_every_bar(sample):
    ax = charge_chart(*sample[:2], billed({"2022-03": 74000}))
    assert {"0", "30.000", "60.000", "90.000"} <= set(texts(ax))


# Findings and verdicts


def fill(mark: object) -> str:
    return to_hex(mark.get_markerfacecolor())


def place(mark: object) -> tuple[float, float]:
    return float(mark.get_xdata()[0]), float(mark.get_ydata()[0])


@CHARTS
def test_a_charge_with_a_finding_is_a_diamond_of_its_own_name(chart, sample):
    found = findings(of_charge(START, severity=None), of_charge(SECOND))
    ax = chart(*sample, findings=found)
    (gid, diamond), *others = marks(ax, "finding-").items()
    assert (gid, others) == ("finding-1", [])  # called by its row; the one before it weighs nothing
    assert diamond.get_xdata() == pytest.approx([date2num(SECOND)])
    assert diamond.get_marker() == "D"
    assert diamond.get_label().startswith("◆ Wrong\n")
    assert "1 Feb 2022" in diamond.get_label()
    dots = {**marks(ax, "charge-0-1"), **marks(ax, "strip-0-charge-1")}.values()
    assert [place(dot) for dot in dots] == [place(diamond)]


@pytest.mark.parametrize(
    "other",
    [
        {"time": SECOND + timedelta(seconds=1)},
        {"trx_id": "stbupoint00000000000000000000000000000003"},
        {"partner_ref": "another"},
        {"indihome_number": "121500000018"},
        {"time": None, "trx_id": None, "partner_ref": None},
    ],
)
def test_what_is_about_nothing_drawn_is_listed_below_the_timeline_alone(sample, other):
    found = findings(of_charge(SECOND) | other)
    ax = timeline(*sample, findings=found, language="en")
    (diamond,) = marks(ax, "finding-").values()
    cell = marks(ax, "bill-2022-03")["bill-2022-03"]
    assert place(diamond)[1] > cell.get_y() + cell.get_height()
    assert diamond.get_label().startswith("◆ Wrong")
    assert "no time recorded" in texts(ax)
    assert ax.figure.get_figheight() > timeline(*sample).figure.get_figheight()
    assert to_svg(charge_chart(*sample, findings=found)) == to_svg(charge_chart(*sample))


def test_the_list_has_a_row_for_each_kind_and_a_sign_for_each_finding(sample):
    rows = [{"trx_id": f"T{n}", "title": "Unknown"} for n in range(3)]
    rows.append({"trx_id": "T9", "severity": "information", "title": "Gap"})
    rows = [row | {"partner_ref": "lost"} for row in rows]
    ax = timeline(*sample, findings=findings(*rows), language="en")
    assert set(marks(ax, "finding-")) == {f"finding-{n}" for n in range(4)}
    assert "Unknown · 3" in texts(ax)
    assert "Gap · T9" in texts(ax)
    assert "T2" in marks(ax, "finding-1")["finding-1"].get_label()
    legend = [text.get_position()[1] for text in ax.texts if text.get_text() == "to be checked"]
    assert place(marks(ax, "finding-0")["finding-0"])[1] > legend[0]


def test_without_any_time_what_was_found_is_listed_all_the_same():
    nothing = subscriptions({"start_time": None, "end_time": None, "last_charge": None})
    found = findings({"severity": "record", "title": "Status"})
    ax = timeline(nothing, transactions(), findings=found, language="en")
    assert list(marks(ax, "finding-")) == ["finding-0"]
    assert {"No times to draw are recorded", f"Status · {REF}"} <= set(texts(ax))
    assert to_svg(ax)


@CHARTS
def test_what_explains_stands_below_the_bar_and_is_no_diamond(chart, sample):
    rows = [of_charge(SECOND), {"time": START}, {"time": START}]
    found = findings(*({"severity": "information", "title": "Gap"} | row for row in rows))
    ax = chart(*sample, findings=found, language="en")
    assert {mark.get_marker() for mark in marks(ax, "finding-").values()} == {"^"}
    explains = marks(ax, "finding-")
    assert place(explains["finding-0"])[0] == date2num(SECOND)
    assert explains["finding-0"].get_label().startswith("△ Gap\nCharge 1 Feb 2022")
    assert explains["finding-1"].get_label().startswith("△ Gap\n△ Gap\nDisney")
    bar = marks(ax, {timeline: "subscription-0", charge_chart: "strip-0-0"}[chart])
    line = next(iter(bar.values()))
    up = 1 if chart is charge_chart else -1
    middle = line.get_ydata()[0] if chart is charge_chart else line.get_y() + line.get_height() / 2
    assert up * place(explains["finding-0"])[1] < up * middle
    assert "explains a pattern" in texts(ax)
    assert "Gap" not in texts(ax)
    assert not marks(ax, "found-")


def test_what_explains_a_charge_without_a_subscription_stands_below_it(sample):
    charges = transactions({"trx_time": START, "partner_ref": "lost"})
    row = of_charge(START, partner_ref="lost", severity="information")
    for chart in (timeline, charge_chart):
        (mark,) = marks(chart(None, charges, findings=findings(row)), "finding-").values()
        assert place(mark)[0] == date2num(START)


def test_a_link_bears_no_colour_of_what_explains(sample):
    ax = timeline(*sample, findings=findings(of_charge(SECOND, severity="information")))
    (links,) = marks(ax, "links").values()
    assert len({to_hex(colour) for colour in links.get_colors()}) == 1


@CHARTS
def test_money_and_confirm_differ_in_sign_and_colour(chart, sample):
    found = findings(of_charge(START), of_charge(SECOND, severity="confirm"))
    ax = chart(*sample, findings=found, language="en")
    money, confirm = (marks(ax, "finding-")[f"finding-{row}"] for row in (0, 1))
    assert (fill(money), fill(confirm)) == (ALERT, "#ffffff")
    assert to_hex(confirm.get_markeredgecolor()) == DOUBT
    assert {"to be checked", "to be confirmed"} <= set(texts(ax))
    assert "sources disagree" not in texts(ax)
    assert ax.get_label().endswith(", 1 to be checked, 1 to be confirmed")


def test_what_is_wrong_is_said_above_its_charge_in_its_colour(sample):
    ax = timeline(*sample, findings=findings(of_charge(SECOND, title="Dikenakan dobel")))
    (words,) = (text for text in ax.texts if text.get_text() == "Dikenakan dobel")
    assert words.get_color() == ALERT
    bar = marks(ax, "subscription-")["subscription-0"]
    assert words.get_position()[1] < bar.get_y()  # y grows downwards
    (date_line,) = (text for text in ax.texts if text.get_text().startswith("Last Charge · 1"))
    assert words.get_position()[1] < date_line.get_position()[1]


def test_words_without_room_give_way_to_graver_ones():
    charges = transactions(
        *({"trx_time": START + timedelta(days=5 * n), "trx_id": f"t{n}"} for n in range(60))
    )
    rows = [
        of_charge(START + timedelta(days=5 * n), trx_id=f"t{n}", severity=severity, title=severity)
        for n, severity in [(30, "confirm"), (31, "money"), (32, "record"), (50, "confirm")]
    ]
    ax = timeline(subscriptions({}), charges, findings=findings(*rows))
    assert [text for text in texts(ax) if text in TONES] == ["money", "confirm"]
    assert len(marks(ax, "finding-")) == 4


def test_words_of_several_lanes_stay_clear_of_dates():
    lanes = subscriptions(*({"partner_ref": f"r{n}"} for n in range(5)))
    charges = transactions({"trx_time": START, "partner_ref": "r0"})
    ax = timeline(lanes, charges, findings=findings(of_charge(START, partner_ref="r0")))
    (words,) = (text for text in ax.texts if text.get_text() == "Wrong")
    line = [
        text.get_text() for text in ax.texts if text.get_position()[1] == words.get_position()[1]
    ]
    assert sorted(line) == ["Last Charge", "Wrong"]  # there is one line, and no room for 2 Jan


def test_a_count_that_holds_a_finding_shows_it():
    times = [START, START + timedelta(minutes=1), START + timedelta(days=200)]
    charges = transactions(*({"trx_time": time, "trx_id": "t"} for time in times))
    for severity in ("money", "confirm"):
        row = of_charge(times[1], trx_id="t", severity=severity)
        ax = timeline(subscriptions({}), charges, findings=findings(row))
        count = marks(ax, "charge-0-0-count")["charge-0-0-count"]
        diamond = marks(ax, "finding-")["finding-0"]
        assert place(diamond) == count.get_position()
        assert diamond.get_zorder() < count.get_zorder()
        assert to_hex(count.get_color()) == ("#ffffff" if severity == "money" else DOUBT)
        assert count.get_label() == diamond.get_label()


@CHARTS
def test_findings_of_one_place_stand_behind_the_gravest_and_each_can_be_found(chart, sample):
    rows = [of_charge(SECOND, severity="confirm", title="Perhaps")]
    rows += [of_charge(SECOND, title=f"Wrong {n}") for n in range(20)]
    ax = chart(*sample, findings=findings(*rows))
    drawn = [gid for artist in ax.get_children() if (gid := artist.get_gid() or "")[:5] == "findi"]
    assert drawn == ["finding-0", *(f"finding-{n}" for n in range(20, 0, -1))]
    found = marks(ax, "finding-")
    assert len({place(mark) for mark in found.values()}) == 3
    assert found["finding-7"].get_label().startswith("◆ Wrong 6\n◆ Wrong 0\n")
    assert "◆ …" in found["finding-7"].get_label()


def test_of_equal_charges_one_bears_the_finding():
    charges = transactions({"trx_time": START, "trx_id": "t"}, {"trx_time": START, "trx_id": "t"})
    found = findings(of_charge(START, trx_id="t"))
    assert list(marks(timeline(None, charges, findings=found), "finding-")) == ["finding-0"]


@CHARTS
@pytest.mark.parametrize(
    ("time", "where"),
    [(SECOND, SECOND), (END, END), (START, START), (None, START), (datetime(1999, 1, 1), None)],
)
def test_what_was_found_in_a_subscription_stands_on_its_bar(chart, sample, time, where):
    found = findings({"time": time, "severity": "record"})
    ax = chart(*sample, findings=found, language="en")
    (diamond,) = marks(ax, "finding-").values()
    x = date2num(where) if where else ax.get_xlim()[0]
    assert diamond.get_xdata() == pytest.approx([x])
    assert to_hex(diamond.get_markeredgecolor()) == MUTED
    assert "sources disagree" in texts(ax)
    assert "Wrong" not in texts(ax)


def test_a_record_that_is_behind_is_no_mark_of_the_charge_that_it_lacks():
    times = [START, START + timedelta(hours=1), START + timedelta(days=400)]
    charges = transactions(*({"trx_time": time, "trx_id": None} for time in times))
    found = findings({"time": times[1], "severity": "record"})
    ax = timeline(subscriptions({}), charges, findings=found)
    (diamond,) = marks(ax, "finding-").values()
    count = marks(ax, "charge-0-0-count")["charge-0-0-count"]
    assert place(diamond)[0] == count.get_position()[0]  # where the charge is drawn
    assert place(diamond)[1] < count.get_position()[1]
    assert to_hex(count.get_color()) == "#ffffff"


def test_an_overlap_stands_at_the_later_start_and_is_said():
    later = {"partner_ref": "later", "start_time": SECOND, "last_charge": None}
    found = findings({"partner_ref": "later", "time": SECOND, "title": "Overlap"})
    ax = timeline(subscriptions({}, later), None, findings=found)
    (diamond,) = marks(ax, "finding-").values()
    bar = marks(ax, "subscription-1")["subscription-1"]
    assert place(diamond) == pytest.approx((date2num(SECOND), bar.get_y()))
    assert "Overlap" in texts(ax)


def test_subscriptions_without_a_reference_are_told_apart_by_their_times():
    rows = [{"partner_ref": None, "end_time": end} for end in (END, END + timedelta(days=9))]
    found = findings({"partner_ref": None, "time": rows[1]["end_time"], "severity": "record"})
    ax = timeline(subscriptions(*rows), None, findings=found)
    (diamond,) = marks(ax, "finding-").values()
    assert place(diamond)[1] == marks(ax, "subscription-1")["subscription-1"].get_y()


@CHARTS
def test_a_subscription_without_any_time_has_no_place_on_its_lane(chart, sample):
    nothing = subscriptions({"start_time": None, "end_time": None, "last_charge": None})
    found = findings({"severity": "record"}, of_charge(START, partner_ref="x"))
    charges = transactions({"trx_time": START, "partner_ref": "x"})
    ax = chart(nothing, charges, findings=found, language="en")
    listed = ["finding-0"] if chart is timeline else []
    assert sorted(marks(ax, "finding-")) == [*listed, "finding-1"]
    assert ("sources disagree" in texts(ax)) == bool(listed)


def test_links_of_wrong_charges_bear_their_colour(sample):
    ax = timeline(*sample, findings=findings(of_charge(SECOND)))
    (links,) = marks(ax, "links").values()
    ends = [segment[0][0] for segment in links.get_segments()]
    colours = [to_hex(colour) for colour in links.get_colors()]
    assert [x for x, c in zip(ends, colours, strict=True) if c == ALERT] == [date2num(SECOND)]
    assert len(colours) == 2


def test_of_a_count_over_two_months_only_the_link_to_the_wrong_one_is_coloured():
    times = [datetime(2022, 1, 31), datetime(2022, 2, 1), datetime(2023, 6, 1)]
    charges = transactions(*({"trx_time": time, "trx_id": "t"} for time in times))
    ax = timeline(None, charges, findings=findings(of_charge(times[1], trx_id="t")))
    (links,) = marks(ax, "links").values()
    middles = [
        segment[1][0]
        for segment, colour in zip(links.get_segments(), links.get_colors(), strict=True)
        if to_hex(colour) == ALERT
    ]
    assert middles == pytest.approx([date2num(datetime(2022, 3, 16, 12))])


@CHARTS
def test_what_was_found_in_a_bill_stands_at_the_bill_of_its_month(chart, sample):
    row = of_bill("2022-03", title="Tax", amount=2900, expected=3190)
    ax = chart(*sample, findings=findings(row), language="en")
    (diamond,) = marks(ax, "finding-").values()
    assert diamond.get_label().split("\n")[0] == "◆ Tax · Rp 2.900 against Rp 3.190"
    bill = marks(ax, "bill")[("bill" if chart is timeline else "billed") + "-2022-03"]
    x, y = place(diamond)
    assert bill.get_x() < x <= bill.get_x() + bill.get_width()
    assert bill.get_y() <= y <= bill.get_y() + bill.get_height()


@CHARTS
def test_what_was_found_in_a_bill_without_a_known_amount_stands_in_its_month(chart, sample):
    found = findings(of_bill("2022-06", title="Total", severity="record"))
    ax = chart(*sample, findings=found, language="en")
    (diamond,) = marks(ax, "finding-").values()
    month = datetime(2022, 6 if chart is timeline else 5, 1)
    assert date2num(month) < place(diamond)[0] < date2num(month + timedelta(days=31))
    if chart is timeline:
        assert "detail not seen here" in marks(ax, "bill-2022-06")["bill-2022-06"].get_label()
        assert "bill not seen here" in marks(ax, "bill-2022-02")["bill-2022-02"].get_label()


def test_what_was_found_in_a_bill_is_said_in_its_cell_where_there_is_room(sample, busy):
    said = findings(of_bill("2022-03", title="Tax"), of_bill("2022-03", title="Total"))
    assert "Tax +1" in texts(timeline(*sample, findings=said))
    ax = timeline(*busy, findings=findings(of_bill("2021-05", title="Tax")))
    assert "Tax" not in texts(ax)
    cell = marks(ax, "bill-2021-05")["bill-2021-05"]
    middle = cell.get_x() + cell.get_width() / 2
    assert place(marks(ax, "finding-")["finding-0"]) == pytest.approx((middle, cell.get_y()))


def test_the_part_of_a_bar_that_holds_a_finding_is_outlined(sample):
    lines = {}
    for severity, colour in (("money", ALERT), ("confirm", DOUBT)):
        found = findings(of_charge(SECOND, severity=severity))
        ax = charge_chart(*sample, findings=found)
        ((gid, outline),) = marks(ax, "found-").items()
        part = marks(ax, "charged-")["charged-2022-02-0"]
        assert gid == "found-2022-02-0"
        assert part.get_x() < outline.get_x() < part.get_x() + part.get_width() / 2
        assert part.get_y() < outline.get_y()
        assert outline.get_height() < part.get_height()
        assert to_hex(outline.get_edgecolor()) == colour
        lines[severity] = outline.get_linestyle()
    assert lines["money"] != lines["confirm"]


def test_a_refund_that_is_wrong_does_not_outline_the_charges(sample):
    charges = transactions({"trx_time": SECOND}, {"trx_time": SECOND, "price": -9, "trx_id": "r"})
    ax = charge_chart(sample[0], charges, findings=findings(of_charge(SECOND, trx_id="r")))
    (outline,) = marks(ax, "found-").values()
    assert outline.get_y() < 0


@CHARTS
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("explained", "amount explained"),
        ("contested", "explained, contested"),
        ("partly", "explained in part"),
        ("unexplained", "without charges"),
        ("cannot", "cannot be said yet"),
    ],
)
def test_a_bill_bears_the_sign_and_the_colour_of_its_verdict(chart, sample, kind, words):
    ax = chart(*sample, verdicts={date(2022, 3, 1): (kind, "Words of it")}, language="en")
    name = f"{'bill' if chart is timeline else 'billed'}-2022-03"
    cell, sign = marks(ax, name)[name], marks(ax, name)[f"{name}-verdict"]
    _glyph, colour = VERDICTS[kind]
    assert to_hex(cell.get_edgecolor()) == fill(sign) == colour
    assert cell.get_label().split("\n")[1] == "Words of it"
    assert words in texts(ax)
    assert cell.get_x() < place(sign)[0] < cell.get_x() + cell.get_width()
    assert cell.get_y() < place(sign)[1] < cell.get_y() + cell.get_height()


def test_a_verdict_stands_before_its_amount_and_clear_of_it(sample):
    ax = timeline(*sample, verdicts={date(2022, 3, 1): ("explained", "")})
    amount, sign = (
        marks(ax, "bill-2022-03-a").popitem()[1],
        marks(ax, "bill-2022-03-v").popitem()[1],
    )
    days = (ax.get_xlim()[1] - ax.get_xlim()[0]) / 956  # to a point
    left = amount.get_position()[0] - width("Rp 29.000", weight="bold") / 2 * days
    assert left - 20 * days < place(sign)[0] < left - 8 * days


def test_a_sign_stands_above_its_amount_before_the_amount_has_to_stand():
    times = [START + timedelta(days=30 * n) for n in range(11)]
    charges = transactions(*({"trx_time": time} for time in times))
    kind = {date(2022, 3, 1): ("explained", "")}
    ax = timeline(None, charges, billed({"2022-03": 146500}), verdicts=kind)
    cell = marks(ax, "bill-2022-03")
    amount, sign = cell["bill-2022-03-amount"], place(cell["bill-2022-03-verdict"])
    assert not amount.get_rotation()
    assert sign[0] == amount.get_position()[0]
    top = cell["bill-2022-03"].get_y()
    bottom = top + cell["bill-2022-03"].get_height()
    assert top < sign[1] - 6 < sign[1] + 6 < amount.get_position()[1] - 5 < bottom - 10


def test_a_verdict_stands_above_an_amount_that_stands(busy):
    ax = timeline(*busy, verdicts={date(2021, 5, 1): ("explained", "")})
    cell = marks(ax, "bill-2021-05")
    amount, sign = cell["bill-2021-05-amount"], cell["bill-2021-05-verdict"]
    half = width("200.000", weight="bold") / 2
    assert place(sign)[1] + 5.5 < amount.get_position()[1] - half
    bottom = cell["bill-2021-05"].get_y() + cell["bill-2021-05"].get_height()
    assert amount.get_position()[1] + half < bottom


@CHARTS
def test_the_verdicts_have_signs_of_their_own_and_other_words_are_refused(chart, sample):
    shapes = {verdict_style(kind)["marker"].vertices.tobytes() for kind in VERDICTS}
    assert len(shapes) == len(VERDICTS)
    with pytest.raises(ValueError, match=r"not a verdict of explained, .*: 'maybe'"):
        chart(*sample, verdicts={date(2022, 3, 1): ("maybe", "")})


@CHARTS
def test_a_verdict_has_no_colour_where_there_is_no_room_for_its_sign(chart, sample):
    later = transactions({"trx_time": START}, {"trx_time": START + timedelta(days=9000)})
    judged = {date(2022, 3, 1): ("partly", "Words"), date(2030, 1, 1): ("cannot", "")}
    ax = chart(sample[0], later, sample[2], verdicts=judged, language="en")
    name = f"{'bill' if chart is timeline else 'billed'}-2022-03"
    assert list(marks(ax, name)) == [name]
    assert to_hex(marks(ax, name)[name].get_edgecolor()) not in {ALERT, DOUBT}
    assert marks(ax, name)[name].get_label().endswith("Words")
    assert not {"explained in part", "cannot be said yet"} & set(texts(ax))


@CHARTS
def test_titles_of_findings_are_texts_and_cut_where_they_are_long(chart, sample):
    hostile = "<script>alert('x')</script> & $\\frac{1}{2}$ \u202e" + "panjang " * 40
    rows = [of_charge(SECOND, title=hostile), of_bill("2022-03", title=hostile)]
    ax = chart(*sample, findings=findings(*rows))
    svg = to_svg(ax)
    root = etree.fromstring(svg)
    assert not list(root.iter(f"{SVG}script"))
    assert "\u202e" not in svg
    assert sum(title.startswith("◆ <script>") for title in titles(svg)) >= 2
    said = [text for text in texts(ax) if text.startswith("<script>")]
    assert len(said) == (2 if chart is timeline else 0)
    assert all(text.endswith("…") and width(text, weight="bold") < 400 for text in said)


@CHARTS
def test_findings_without_any_value_do_no_harm(chart, sample):
    nothing = {"indihome_number": None, "partner_ref": None, "title": None}
    found = findings(nothing, of_charge(SECOND, title=None), of_bill("2022-03", title=None))
    listed = {"finding-0"} if chart is timeline else set()
    marked = set(marks(chart(*sample, findings=found), "finding-"))
    assert marked == {"finding-1", "finding-2"} | listed
    assert to_svg(chart(*sample, findings=found[["rule"]])) == to_svg(chart(*sample))
    assert to_svg(chart(*sample, findings=found.iloc[:0])) == to_svg(chart(*sample))


@CHARTS
def test_three_hundred_findings_are_all_there(chart, busy):
    rows = [
        {"partner_ref": row.partner_ref, "trx_id": row.trx_id, "time": row.trx_time}
        for row in busy[1].itertuples()
    ]
    svg = etree.fromstring(to_svg(chart(*busy, findings=findings(*rows))))
    found = svg.xpath("//*[starts-with(@data-mark, 'finding-')]/@data-mark")
    assert sorted(found) == sorted(f"finding-{row}" for row in range(300))


@CHARTS
def test_a_long_legend_goes_on_in_a_second_row_within_the_figure(chart, sample):
    rows = [of_charge(START), of_charge(SECOND, severity="confirm"), {"severity": "record"}]
    bills = billed({f"2022-0{month}": 29000 for month in range(1, 6)})
    kinds = {date(2022, month, 1): (kind, "") for month, kind in enumerate(VERDICTS, 1)}
    plain = chart(*sample[:2], bills)
    ax = chart(*sample[:2], bills, findings=findings(*rows), verdicts=kinds)
    heights = [drawn.figure.get_figheight() * 72 for drawn in (plain, ax)]
    assert heights[1] - heights[0] == pytest.approx(42)
    for text in ax.texts:
        x, y = ax.transData.transform(text.get_position()) * 72 / ax.figure.dpi
        assert 0 < y < heights[1]
        assert x + (text.get_ha() == "left") * width(text.get_text()) < 1240


# Both


@CHARTS
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_data_is_a_calm_sentence(chart, language):
    ax = chart(subscriptions(), transactions(), billed({}), asof=ASOF, language=language)
    assert len(texts(ax)) == 1
    assert ax.get_label() == texts(ax)[0]
    assert to_svg(ax)


@CHARTS
@pytest.mark.parametrize("present", range(3))
def test_each_source_alone_is_drawn(chart, present, sample):
    sources = [source if place == present else None for place, source in enumerate(sample)]
    assert titles(to_svg(chart(*sources, asof=ASOF)))


@CHARTS
def test_rows_without_any_value_do_no_harm(chart):
    nothing = dict.fromkeys(column.name for column in SUBSCRIPTIONS.columns)
    charge = dict.fromkeys(column.name for column in TRANSACTIONS.columns) | {"trx_time": START}
    assert texts(chart(subscriptions(nothing), transactions({"trx_time": None})))
    assert titles(to_svg(chart(subscriptions(nothing), transactions(charge))))


@CHARTS
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_mark_says_what_it_is(chart, sample, language):
    ax = chart(*sample, asof=ASOF, language=language)
    svg = etree.fromstring(to_svg(ax))
    said = {
        group.get("data-mark"): group.findtext(f"{SVG}title")
        for group in svg.iter(f"{SVG}g")
        if group.get("data-mark")
    }
    expected = {gid: mark.get_label() for gid, mark in marks(ax, "").items() if gid != "links"}
    assert said == expected
    assert all(said.values())


@CHARTS
def test_texts_are_texts(chart):
    name = "<script>alert('x')</script> & $\\frac{1}{2}$ $x_2$"
    row = {"service": name, "item": name}
    charges = transactions({"trx_time": START, "service": name, "trx_id": "\x00a\nb" + name})
    svg = to_svg(chart(subscriptions(row), charges))
    root = etree.fromstring(svg)
    assert not list(root.iter(f"{SVG}script"))
    assert any(name in title for title in titles(svg))
    assert any("<script>" in str(text.text) for text in root.iter(f"{SVG}text"))
    short = to_svg(chart(subscriptions({"service": "$x_2$"}), None))
    assert "$x_2$" in [text.text for text in etree.fromstring(short).iter(f"{SVG}text")]


@CHARTS
def test_long_names_are_shortened(chart):
    ax = chart(subscriptions({"service": "9 - " + "nama " * 50}), None)
    (name,) = (text for text in texts(ax) if text.startswith("nama"))
    assert name.endswith("…")
    assert width(name, 13.5, "bold") < 252


@CHARTS
def test_an_axes_that_is_given_is_drawn_into(chart, sample):
    figure = Figure(figsize=(12, 8))
    ax = figure.add_subplot()
    assert chart(*sample, ax=ax) is ax
    assert tuple(figure.get_size_inches()) == (12, 8)
    assert figure.dpi == 100
    assert titles(to_svg(ax))
    assert figure.dpi == 100


@CHARTS
def test_the_svg_is_one_responsive_accessible_element_without_ids(chart, sample):
    ax = chart(*sample)
    svg = to_svg(ax)
    root = etree.fromstring(svg)
    assert svg.startswith("<svg")
    assert (root.get("width"), root.get("height"), root.get("role")) == ("100%", None, "img")
    assert root.get("viewBox").startswith("0 0 1240 ")
    assert root.get("aria-label") == ax.get_label() != ""
    assert not root.xpath("//@id")
    assert "Verdana" in root.get("font-family")
    assert not list(root.iter(f"{SVG}style", f"{SVG}metadata", f"{SVG}image"))


@CHARTS
def test_the_same_case_gives_the_same_svg_in_any_thread(chart, busy):
    settings = dict(mpl.rcParams)
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: to_svg(chart(*busy)), range(2))
    assert first == second
    assert dict(mpl.rcParams) == settings


@CHARTS
@pytest.mark.parametrize("days", [0, 1, 40, 400, 1200, 2200, 20000])
def test_month_names_have_room_however_long_the_span(chart, days):
    later = START + timedelta(days=days)
    ax = chart(None, transactions({"trx_time": START}, {"trx_time": later}), language="en")
    lines: dict[float, list[tuple[float, str]]] = {}
    for text in ax.texts:
        if text.get_text()[-4:].isdigit() and text.get_horizontalalignment() == "center":
            place = ax.transData.transform(text.get_position())[0] * 72 / ax.figure.dpi
            lines.setdefault(text.get_position()[1], []).append((place, text.get_text()))
    assert lines
    assert all(apart(sorted(line), gap=0) for line in lines.values())


@CHARTS
def test_the_year_9999_means_never(chart):
    never = datetime(9999, 12, 31, 23, 59, 59)
    row = {"start_time": None, "end_time": never, "last_charge": None}
    assert len(texts(chart(subscriptions(row), None))) == 1


# The parts


def test_months_are_named_from_full_to_bare():
    months = range(month_of(datetime(2021, 11, 1)), month_of(datetime(2022, 6, 1)))
    full, unworded, bare, *_, years = labellings(months, "id", [Row("tagihan", 1)])
    assert full.labels[0][:2] == ["tagihan Des 2021", "tagihan Jan 2022"]
    assert unworded.labels[0][-1] == "Jun 2022"
    assert bare.labels[0] == ["Des 2021", "Jan 2022", "Feb", "Mar", "Apr", "Mei", "Jun"]
    assert [len(block) for block in years.blocks] == [7]


@pytest.mark.parametrize(
    ("shown", "name"),
    [("799 - Disney", "Disney"), (" 12-Mola ", "Mola"), ("CATCHPLAY+", "CATCHPLAY+"), (None, "–")],
)
def test_services_are_named_without_their_code(shown, name):
    assert service_name(shown) == name


def test_letters_that_the_font_lacks_are_boxes_and_control_characters_marks():
    assert drawable("a\x00\u202eb\n漢") == "a\ufffd\ufffdb □"


def test_shortened_texts_fit():
    assert shorten("Disney", 100) == "Disney"
    assert width(shorten("m" * 50, 100)) <= 100
