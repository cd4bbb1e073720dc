"""Two charts of one case: its life on a timeline, and its charges beside its bills.

A chart takes typed frames and an Axes, returns the Axes, and decides nothing: what is wrong, and
what a bill's verdict is, it is told. Every mark carries two of an artist's own properties: its
`gid` says which mark it is, its `label` what it shows. `to_svg` turns the labels into tooltips.
"""

from ott_toolkit.charts.history import timeline
from ott_toolkit.charts.pairs import charge_chart
from ott_toolkit.charts.svg import to_svg

__all__ = ["charge_chart", "timeline", "to_svg"]
