"""How things look, the same in both charts."""

from __future__ import annotations

from typing import Any

from matplotlib.path import Path

Style = dict[str, Any]

PALETTE = ("#2165ac", "#6fb6da", "#e2a22f", "#2f8f73", "#b779a7", "#84694f")
OTHER = "#aab2bd"
"""Services in the order of what they cost: told apart by colour-blind readers, and in grey."""
INK, MUTED, LINE, BAND = "#27303f", "#5d6877", "#b9c1cc", "#f5f6f8"
GRID = "#e3e7ec"
ACCENT, PALE, ALERT = "#2165ac", "#d3e3f1", "#b2182b"
DOUBT, GOOD = "#a85b00", "#1f7a3d"
"""Red, amber and green never stand alone: each comes with a sign or a shape of its own."""

BAR: Style = {"facecolor": PALE, "linewidth": 0, "zorder": 2}
DOT: Style = {
    "marker": "o",
    "markersize": 10,
    "markerfacecolor": ACCENT,
    "markeredgecolor": "white",
    "markeredgewidth": 1.2,
    "zorder": 5,
}
COUNT: Style = {**DOT, "markersize": 16}
COUNTED_TEXT: Style = {"size": 10, "color": "white", "weight": "bold", "ha": "center"}
_SLIT = Path([(-0.6, -0.14), (-0.6, 0.14), (0.6, 0.14), (0.6, -0.14), (-0.6, -0.14)])
REFUND: Style = {**DOT, "marker": Path.make_compound_path(Path.unit_circle(), _SLIT)}
"""A dot with a minus cut out: the slit runs against the circle, which makes it a hole."""
RING: Style = {
    "marker": "o",
    "markersize": 17,
    "markerfacecolor": "white",
    "markeredgecolor": ACCENT,
    "markeredgewidth": 2,
    "zorder": 4,
}
PLATE: Style = {"facecolor": "#fafbfc", "alpha": 0.85, "linewidth": 0, "pad": 1}
"""What lies under words that lines may pass."""
BILL: Style = {"facecolor": "white", "edgecolor": "#8791a0", "linewidth": 1.4, "zorder": 2}
NO_BILL: Style = {**BILL, "edgecolor": LINE, "linewidth": 1.2, "linestyle": (0, (4, 3))}
LINK: Style = {"linewidth": 1.1, "linestyle": (0, (4, 3)), "zorder": 1}
NOW: Style = {"color": INK, "linewidth": 1.2, "linestyle": (0, (1, 2)), "zorder": 1.5}

_DIAMOND: Style = {"marker": "D", "zorder": 6}
DIAMONDS: dict[str, Style] = {
    "money": {
        **_DIAMOND,
        "markersize": 11,
        "markerfacecolor": ALERT,
        "markeredgecolor": "white",
        "markeredgewidth": 1.2,
    },
    "confirm": {
        **_DIAMOND,
        "markersize": 10,
        "markerfacecolor": "white",
        "markeredgecolor": DOUBT,
        "markeredgewidth": 2.2,
    },
    "record": {
        **_DIAMOND,
        "markersize": 6.5,
        "markerfacecolor": "white",
        "markeredgecolor": MUTED,
        "markeredgewidth": 1.4,
    },
    "information": {
        "marker": "^",
        "markersize": 8.5,
        "markerfacecolor": "white",
        "markeredgecolor": ACCENT,
        "markeredgewidth": 1.4,
        "zorder": 6,
    },
}
"""By severity, and told apart without colour: full, hollow, small, and no diamond at all."""
TONES = {"money": ALERT, "confirm": DOUBT, "record": MUTED, "information": ACCENT}
FLAG: Style = {"facecolor": "none", "linewidth": 2.2, "zorder": 3}
DASHES: dict[str, Any] = {"money": "solid", "confirm": (0, (3, 1.5))}

FREE: Style = {
    "facecolor": "#dfe4ea",
    "edgecolor": "#8791a0",
    "linewidth": 1,
    "linestyle": (0, (3, 2)),
    "zorder": 2,
}
EVENT: Style = {
    "marker": "s",
    "markersize": 6,
    "markerfacecolor": "white",
    "markeredgecolor": MUTED,
    "markeredgewidth": 1.2,
    "zorder": 3,
}
EVENTS: Style = {**EVENT, "markersize": 14}
EVENTS_TEXT: Style = {"size": 9, "color": MUTED, "ha": "center", "zorder": 4}
"""What other pages tell: grey, hollow and square, where charges are full and round."""

SWATCH: Style = {"marker": "s", "markersize": 9, "markeredgewidth": 0}
SQUARE: Style = {"marker": "s", "markersize": 11, "markeredgewidth": 1.4}
FREE_KEY: Style = {**SQUARE, "markerfacecolor": "#dfe4ea", "markeredgecolor": "#8791a0"}
BILL_KEY: Style = {**SQUARE, "markerfacecolor": "white", "markeredgecolor": "#8791a0"}
PART: Style = {"linewidth": 0.8, "edgecolor": "white", "zorder": 2}
SMALL_DOT: Style = {**DOT, "markersize": 7, "markeredgewidth": 1}
SMALL_RING: Style = {
    **RING,
    "markersize": 11,
    "markerfacecolor": "none",
    "markeredgecolor": INK,
    "markeredgewidth": 1.4,
    "zorder": 6,
}
SPAN: Style = {"alpha": 0.35, "linewidth": 6, "solid_capstyle": "butt", "zorder": 2}
LIMIT: Style = {"marker": "|", "markersize": 15, "markeredgewidth": 2, "zorder": 3}
