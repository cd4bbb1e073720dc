"""What a lesson lays beside its text: the bill, the rows, the charts and the practice portal.

Everything is made when the cell is run, from the portal that is practised on, so that it never
differs from what the trainee finds there. What a page holds is shown as text.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Final, Literal

from ott_toolkit import practice, rehearsal, settings
from ott_toolkit.case import Case, investigate
from ott_toolkit.charts import to_svg
from ott_toolkit.locale import translator
from ott_toolkit.policy import Policy
from ott_toolkit.report.contents import SETTINGS
from ott_toolkit.schema import TABLES
from ott_toolkit.teaching.tables import Shown, table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ott_toolkit.replies import Form

Place = Literal["start", "bill", "subscriptions", "transactions", "faults"]

_PATHS: Final[dict[Place, str]] = {
    "start": "/",
    "bill": "/ipayment",
    "subscriptions": "/data/subscriptions",
    "transactions": "/data/transactions",
    "faults": "/gangguan",
}


def portal(place: Place = "start") -> Shown:
    """Return a link that opens the practice portal in a tab of its own, and the log-in.

    Args:
        place: The page that it opens on, once one is logged in.

    Raises:
        KeyError: There is no such place.
    """
    _ = translator(settings.language())
    address = escape(rehearsal.address() + _PATHS[place])
    user, password = (f"<code>{escape(word)}</code>" for word in rehearsal.account())
    login = _("Log in with {user} / {password}; any Nama, any Regional from 1 to 7.").format(
        user=user, password=password
    )
    opened = escape(_("Open the practice portal in a new tab"))
    return Shown(
        f'<p style="font-size:15px"><a href="{address}" target="_blank" rel="noopener">'
        f"<b>{opened}</b></a> · {login}</p>"
    )


def bill(number: str, height: int = 420) -> Shown:
    """Return the bill of a number as I-Payment shows it, the newest period first.

    Args:
        number: An invented customer's.
        height: Of the frame, in pixels; what is longer is scrolled.

    Raises:
        KeyError: Nobody has this number.
    """
    page = practice.bill_page(number)
    if page is None:
        _ = translator(settings.language())
        return Shown(f"<p>{escape(_('No bill is found for this number.'))}</p>")
    return Shown(  # a frame without scripts, whose style is its own
        f'<div><iframe title="I-Payment" sandbox srcdoc="{escape(page)}" '
        f'style="width:100%;height:{height}px;border:1px solid #c9d3db"></iframe></div>'
    )


def rows(page: str, number: str) -> Shown:
    """Return the table that a page of the menu shows of a number, cell by cell.

    Args:
        page: Its name in the menu, such as «Subscriptions».
        number: An invented customer's.

    Raises:
        PortalError: The portal could not be asked.
    """
    with rehearsal.portal() as opened:
        frame = opened.table(page, number)
    return table(list(frame.columns), frame.fillna("").astype(str).to_numpy().tolist())


def meaning(name: str) -> Shown:
    """Return what each column of a table means, from the data dictionary.

    Args:
        name: `subscriptions`, `transactions`, `periods` or `lines`.
    """
    (known,) = (one for one in TABLES if one.name == name)
    _ = translator(settings.language())
    return table(
        [known.title, _("Meaning")], [[one.header, _(one.meaning)] for one in known.columns]
    )


def inferred() -> Shown:
    """Return what a conclusion takes for granted, with its value."""
    usual, _ = Policy(), translator(settings.language())
    return table(
        [_("Settings used"), _("Value")],
        [
            [_(name.template), str(getattr(usual, field))]
            for field, name in SETTINGS.items()
            if isinstance(getattr(usual, field), int)
        ],
    )


def letter(number: str, form: Form) -> Shown:
    """Return what the toolkit drafts of a case: `note`, `whatsapp`, `email` or `escalation`."""
    text = case(number).reply(language=settings.language(), form=form)
    return Shown(
        f'<pre style="white-space:pre-wrap;word-break:normal;overflow-wrap:anywhere;max-width:90ch;'
        f'margin:0;font:inherit;font-size:14px;border-left:3px solid #1f6f9f;padding:6px 12px">'
        f"{escape(text)}</pre>"
    )


def timeline(number: str) -> Shown:
    """Return the timeline of a number: subscriptions, charges and bills."""
    return _chart(number, Case.timeline)


def charges(number: str) -> Shown:
    """Return what was charged to a number by month, beside what was billed."""
    return _chart(number, Case.charge_chart)


def case(number: str) -> Case:
    """Return the case of an invented customer, with the bill, judged on the practice world's day.

    Raises:
        KeyError: Nobody has this number.
        PortalError: The portal could not be asked.
    """
    page = practice.bill_page(number)
    with rehearsal.portal() as opened:
        return investigate(number, opened, bill=page, asof=practice.TODAY)


def _chart(number: str, draw: Callable[..., Axes]) -> Shown:
    return Shown(f"<div>{to_svg(draw(case(number), language=settings.language()))}</div>")
