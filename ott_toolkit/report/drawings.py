"""The charts of a report, with everything that they say masked."""

from __future__ import annotations

import io
from collections.abc import Iterator

from matplotlib.axes import Axes
from matplotlib.text import Text

from ott_toolkit.case import Case
from ott_toolkit.charts import to_svg
from ott_toolkit.report.telling import Teller

DPI = 144
"""Of the pictures in a workbook: sharp in print, and twice as large as they are shown."""


def svgs(case: Case, tell: Teller) -> Iterator[str]:
    """Yield the timeline and the charge chart as `<svg>` elements."""
    for drawn in _charts(case, tell):
        yield to_svg(drawn)


def pngs(case: Case, tell: Teller) -> Iterator[bytes]:
    """Yield both charts as pictures."""
    for drawn in _charts(case, tell):
        figure = drawn.get_figure(root=True)
        picture = io.BytesIO()
        if figure is not None:
            figure.savefig(picture, format="png", dpi=DPI, metadata={"Software": None})
        yield picture.getvalue()


def _charts(case: Case, tell: Teller) -> Iterator[Axes]:
    yield _masked(case.timeline(language=tell.language), tell)
    yield _masked(case.charge_chart(language=tell.language), tell)


def _masked(drawn: Axes, tell: Teller) -> Axes:
    """Mask what the artists write and what their tooltips say."""
    figure = drawn.get_figure(root=True)
    for artist in figure.findobj() if figure else ():
        label = artist.get_label()
        if (isinstance(label, str) and artist.get_gid()) or artist is drawn:
            artist.set_label(tell.lines(str(label)))
        if isinstance(artist, Text):
            artist.set_text(tell.lines(artist.get_text()))
    return drawn
