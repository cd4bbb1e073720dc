"""An answer that is no page to read: the portal is under maintenance, or its status is an error's.

An outage is never an empty result, nor a password that was refused.
"""

from __future__ import annotations

from ott_toolkit.errors import PortalError
from ott_toolkit.page import Page
from ott_toolkit.portal.controls import without_query
from ott_toolkit.portal.transport import Answer

_LONGEST = 300
"""Letters of a page that an error quotes."""


def refuse_outage(answer: Answer, secret: str = "") -> None:
    """Refuse an answer that is no page to read.

    Args:
        answer: What came back.
        secret: Blotted out, should the portal repeat it; so too below.

    Raises:
        PortalError: The portal is being maintained, or the status is 400 or above.
    """
    refuse_maintenance(answer.page, secret)
    if answer.status >= 400:
        raise status_error(answer, secret)


def refuse_maintenance(page: Page, secret: str = "") -> None:
    """Refuse a page that says that the portal is being maintained.

    Raises:
        PortalError: It says so.
    """
    if page.is_maintenance:
        raise PortalError(
            "The portal is under maintenance: {said} Search again later.",
            said=quoted(page.text, secret),
        )


def status_error(answer: Answer, secret: str = "") -> PortalError:
    """Return the error for an answer with status 400 or above."""
    return PortalError(
        "The portal answered {address} with status {status}: {said}. Try again; if it stays so, "
        "look at the page with a browser.",
        status=answer.status,
        address=without_query(answer.address),
        said=quoted(answer.page.notice or answer.page.title, secret) or "–",
    )


def quoted(said: str, secret: str = "") -> str:
    """Return what a page says as an error may quote it: short, and without `secret`."""
    shown, hidden = " ".join(said.split()), " ".join(secret.split())
    # Blotted out before the cut, which could leave a part of it that is not recognised.
    shown = shown.replace(hidden, "…") if hidden else shown
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 2].rstrip()} …"
