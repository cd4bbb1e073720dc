"""A bill by itself, as a lesson lays it beside its text: the page of I-Payment without a server."""

from pathlib import Path

from jinja2 import Environment, PackageLoader

from ott_toolkit.practice.register import account as pooled
from ott_toolkit.practice.register import accounts

_STYLE = Path(__file__).parent / "static" / "style.css"


def bill_page(number: str) -> str | None:
    """The bill of a number as I-Payment shows it, a page that needs nothing beside it; or none.

    Raises:
        KeyError: Nobody has this number.
    """
    account = next((one for one in accounts() if one.number == number), None) or pooled(number)
    if account is None:
        raise KeyError(number)
    if not account.bills:
        return None
    drawn = Environment(
        loader=PackageLoader("ott_toolkit.practice"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = _STYLE.read_text(encoding="utf-8")
    return drawn.get_template("paper.html").render(holder=account, bills=account.bills, style=style)
