from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import matplotlib as mpl
import pandas as pd
import pytest
from lxml import etree
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure

from ott_toolkit.charts import charge_chart, timeline, to_svg
from ott_toolkit.charts.lettering import apart, drawable, shorten, width
from ott_toolkit.charts.months import Row, labellings, month_of
from ott_toolkit.charts.records import service_name
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
    mark = marks(timeline(*sample, language="en"), "charge-")["charge-0-1"]
    assert mark.get_label() == (
        "Charge 1 Feb 2022 00:04:25 · Rp 29.000 · disney · stbupoint…0002 → bill Mar 2022"
    )


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


def test_letters_that_the_font_lacks_are_boxes_and_control_characters_go():
    assert drawable("a\x00\u202eb\n漢") == "ab □"


def test_shortened_texts_fit():
    assert shorten("Disney", 100) == "Disney"
    assert width(shorten("m" * 50, 100)) <= 100
