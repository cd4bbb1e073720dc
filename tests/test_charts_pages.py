"""The rows of other pages on the timeline."""

from datetime import datetime

import pandas as pd
import pytest
from matplotlib.dates import date2num

from ott_toolkit.charts import timeline, to_svg
from tests.test_charts import ASOF, SECOND, START, subscriptions, transactions

LOG, GIMMICK = "Data Log", "Free Gimmick Transactions"


def events(*rows):
    return pd.DataFrame(
        {
            "page": pd.array([page for page, *_ in rows], dtype="string"),
            "time": pd.Series([time for _, time, _ in rows], dtype="datetime64[us]"),
            "what": pd.array([what for *_, what in rows], dtype="string"),
        }
    )


def free(*rows):
    return pd.DataFrame(
        {
            "page": pd.array([GIMMICK] * len(rows), dtype="string"),
            "service": pd.array([service for service, *_ in rows], dtype="string"),
            "since": pd.Series([since for _, since, _ in rows], dtype="datetime64[us]"),
            "until": pd.Series([until for *_, until in rows], dtype="datetime64[us]"),
        }
    )


def draw(**pages):
    charges = transactions({"trx_time": START}, {"trx_time": SECOND})
    return timeline(subscriptions({}), charges, asof=ASOF, **pages)


def marks(ax, prefix):
    found = [a for a in ax.get_children() if (a.get_gid() or "").startswith(prefix)]
    return {artist.get_gid(): artist for artist in found}


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_nothing_changes_where_no_page_was_read():
    plain = to_svg(draw())
    assert to_svg(draw(free=None, events=None)) == plain
    assert to_svg(draw(free=free(), events=events())) == plain


def test_an_event_stands_at_its_time_and_says_what_it_is():
    ax = draw(events=events((LOG, SECOND, "CHARGE · 0 - OK")))
    (mark,) = marks(ax, "event-").values()
    assert mark.get_xdata() == [pytest.approx(date2num(SECOND))]
    assert mark.get_label() == "Data Log\n1 Feb 2022 00:04:25 · CHARGE · 0 - OK"
    assert LOG in texts(ax)
    assert "catatan dari halaman lain (angka: banyaknya)" in texts(ax)


def test_events_that_stand_close_are_counted_and_all_are_named():
    near = [(LOG, START.replace(second=n), f"LANGKAH {n}") for n in range(3)]
    ax = draw(events=events(*near, (LOG, SECOND, "CHARGE")))
    found = marks(ax, "event-")
    assert set(found) == {"event-0", "event-0-count", "event-1"}
    assert found["event-0-count"].get_text() == "3"
    assert [line.split(" · ")[-1] for line in found["event-0"].get_label().split("\n")[1:]] == [
        "LANGKAH 0", "LANGKAH 1", "LANGKAH 2",
    ]  # fmt: skip


def test_a_free_period_is_a_bar_from_its_begin_to_its_end():
    since, until = datetime(2022, 1, 9), datetime(2022, 2, 8)
    ax = draw(free=free(("799 - Disney", since, until)))
    (bar,) = marks(ax, "free-").values()
    assert bar.get_x() == pytest.approx(date2num(since))
    assert bar.get_x() + bar.get_width() == pytest.approx(date2num(until))
    assert bar.get_label() == (
        "Free Gimmick Transactions · Disney · 9 Jan 2022 00:00:00 – 8 Feb 2022 00:00:00"
    )
    assert "masa gratis" in texts(ax)
    assert texts(ax).count("Disney") == 2, "the lane's, and its own"


def test_free_periods_that_overlap_have_rows_of_their_own():
    january = ("799 - Disney", datetime(2022, 1, 1), datetime(2022, 1, 31))
    overlaps = ("731 - Mola", datetime(2022, 1, 30), datetime(2022, 2, 20))
    touches = ("705 - Iflix", datetime(2022, 1, 31), datetime(2022, 2, 10))
    ax = draw(free=free(january, overlaps, touches))
    heights = {a.get_label().split(" · ")[1]: a.get_y() for a in marks(ax, "free-").values()}
    assert heights["Disney"] == heights["Iflix"]
    assert heights["Mola"] != heights["Disney"]


def test_they_stand_below_the_lanes_and_above_the_bills():
    plain = draw()
    ax = draw(free=free(("799 - Disney", START, SECOND)), events=events((LOG, SECOND, "CHARGE")))
    (lane,) = marks(ax, "subscription-").values()
    (bar,) = marks(ax, "free-").values()
    (mark,) = marks(ax, "event-").values()
    bills = marks(ax, "bill-")
    assert bills
    top = min(cell.get_y() for cell in bills.values() if hasattr(cell, "get_y"))
    below = lane.get_y() + lane.get_height()
    assert below < bar.get_y() < mark.get_ydata()[0] < top
    (unmoved,) = marks(plain, "subscription-").values()
    assert (unmoved.get_y(), unmoved.get_height()) == (lane.get_y(), lane.get_height())


def test_the_axis_follows_what_is_near_and_counts_what_is_far():
    ax = draw(events=events((LOG, datetime(2021, 11, 3), "x"), (LOG, datetime(2016, 5, 3), "y")))
    assert len(marks(ax, "event-")) == 1
    assert ax.get_xlim()[0] == date2num(datetime(2021, 11, 1))
    assert "1 catatan dari halaman lain berada di luar bulan-bulan ini" in texts(ax)


@pytest.mark.parametrize(("count", "left_out"), [(12, 0), (13, 1), (500, 488)])
def test_free_periods_beyond_twelve_rows_are_counted_not_drawn(count, left_out):
    far = ("far", datetime(1990, 1, 1), datetime(1990, 2, 1))
    ax = draw(free=free(*[(f"{n} - Film", START, SECOND) for n in range(count)], far))
    assert len(marks(ax, "free-")) == 12
    said = f"{left_out} masa gratis terlalu banyak bertumpuk sehingga tidak digambar"
    assert (said in texts(ax)) == bool(left_out)
    assert "1 catatan dari halaman lain berada di luar bulan-bulan ini" in texts(ax)


def test_a_free_period_that_reaches_beyond_is_cut_at_the_edge():
    ax = draw(free=free(("799 - Disney", START, datetime(2030, 1, 1))))
    (bar,) = marks(ax, "free-").values()
    assert bar.get_x() + bar.get_width() == pytest.approx(ax.get_xlim()[1])
    assert "1 Jan 2030" in bar.get_label()


def test_a_log_is_drawn_where_there_is_nothing_else():
    ax = timeline(None, None, events=events((LOG, SECOND, "UNREG · UNREG diterima")))
    assert len(marks(ax, "event-")) == 1


def test_cells_are_text_whatever_they_hold():
    svg = to_svg(draw(events=events((LOG, SECOND, "<script>alert(1)</script> $x^2$"))))
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
