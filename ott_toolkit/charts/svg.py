"""A chart as one `<svg>` element, fit to stand in a page: text is text, and marks have tooltips."""

from __future__ import annotations

import io
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_hex

_SVG = "{http://www.w3.org/2000/svg}"
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}

FONTS = "'DejaVu Sans', Verdana, 'Segoe UI', Arial, sans-serif"
"""Verdana, which Windows and macOS have, is as wide as DejaVu Sans: nothing moves there."""


def to_svg(ax: Axes) -> str:
    """Return the figure of `ax` as an inline `<svg>` element, as wide as the page lets it be.

    An artist with a gid becomes a group with that `data-mark`, and its label the group's
    `<title>`. The element holds no id, so that any number of charts can share a page.
    """
    figure = ax.get_figure(root=True)
    if figure is None:
        raise ValueError("an Axes that was removed from its Figure cannot be drawn")
    drawn, dpi = io.StringIO(), figure.dpi
    try:
        figure.dpi = 72  # what the renderer takes for granted: a unit is a point
        renderer = _Renderer(*figure.bbox.size, drawn, metadata={})  # type: ignore[no-untyped-call]
        figure.draw(renderer)
        renderer.finalize()  # type: ignore[no-untyped-call]
    finally:
        figure.dpi = dpi
    marks = [artist for artist in figure.findobj() if artist.get_gid()]
    titles = {str(mark.get_gid()): str(mark.get_label()) for mark in marks}
    return _finished(drawn.getvalue(), titles, summary=str(ax.get_label()))


class _Renderer(RendererSVG):
    """Writes text as text: small, sharp, selectable, found by a page's search.

    The setting `svg.fonttype` would do so too, but belongs to the whole process, where other
    threads draw at the same time.
    """

    def draw_text(  # noqa: PLR0917 - matplotlib's signature
        self,
        gc: Any,
        x: float,
        y: float,
        s: str,
        prop: Any,
        angle: float,
        ismath: object = False,
        mtext: Any = None,
    ) -> None:
        anchor = "start"
        if mtext is not None and not angle:
            # Anchored as it was placed, a text stays there in whatever font the page has.
            x = mtext.get_transform().transform(mtext.get_unitless_position())[0]
            anchor = _ANCHORS[mtext.get_horizontalalignment()]
        look = {
            "x": f"{x:.1f}",
            "y": f"{y:.1f}",
            "fill": to_hex(gc.get_rgb()),
            "font-size": f"{prop.get_size_in_points():g}",
            "font-weight": str(prop.get_weight()),
            "text-anchor": anchor,
        }
        if angle:
            look["transform"] = f"rotate({-angle:g} {x:.1f} {y:.1f})"
        self.writer.element("text", s, attrib=look)  # type: ignore[no-untyped-call]

    # The SVG renderer would define a marker once and refer to it by an id, random by default.
    draw_markers = RendererBase.draw_markers


def _finished(drawn: str, titles: dict[str, str], summary: str) -> str:
    """Return what was drawn as an element for a page, its marks titled."""
    root = etree.fromstring(drawn.encode())
    # Metadata names a date and a program; the style would apply to the whole page.
    for unwanted in [*root.iter(f"{_SVG}metadata"), *root.iter(f"{_SVG}style")]:
        unwanted.getparent().remove(unwanted)
    for group in root.iter(f"{_SVG}g"):
        gid = group.attrib.pop("id", "")
        if titles.get(gid):
            group.set("data-mark", gid)
            title = etree.Element(f"{_SVG}title")
            title.text = titles[gid]
            group.insert(0, title)
    del root.attrib["height"]
    root.attrib.update(
        {
            "width": "100%",
            "role": "img",
            "aria-label": summary,
            "font-family": FONTS,
            "stroke-linejoin": "round",
        }
    )
    return str(etree.tostring(root, encoding="unicode"))
