"""The portal's entrance: whether a page lies before or behind the log-in, and the menu behind it.

A page is told apart before anything is read from it, since a portal shows its log-in form with
status 200 to whoever has lost the session.
"""

from __future__ import annotations

from dataclasses import dataclass

from ott_toolkit.errors import LoginError, PortalError
from ott_toolkit.page import Page, leads_out
from ott_toolkit.portal.controls import joined, plain_words, without_query
from ott_toolkit.portal.forms import Form, base_of
from ott_toolkit.portal.outage import quoted, status_error
from ott_toolkit.portal.paging import leads
from ott_toolkit.portal.transport import Answer
from ott_toolkit.schema import SUBSCRIPTIONS, TRANSACTIONS, header_key

Menu = dict[str, dict[str, str]]
"""Key of a page's name → its addresses, each with the name as shown."""

TITLES = {
    SUBSCRIPTIONS.name: ("Subscriptions", "Langganan", "Subscription", "Data Langganan"),
    TRANSACTIONS.name: ("Transactions Data", "Data Transaksi", "Transaction Data", "Transactions"),
}
"""What the menu may call the pages of the procedure."""

FOLDERS = frozenset({header_key("Addon [Softbundling]"), header_key("Addon")})
"""Keys of the menu's part that holds them."""

_KNOWN = frozenset(header_key(title) for titles in TITLES.values() for title in titles)
_LOGIN_LINKS = frozenset(["login", "log in", "sign in", "masuk"])
_LOST = frozenset([401, 403, 419])
_REFUSED = frozenset([400, 401, 403, 422])


@dataclass(frozen=True, repr=False)
class Credentials:
    """Who logs in; kept in memory only, for logging in again once."""

    username: str
    password: str
    name: str | None = None
    regional: str | None = None

    def values(self, form: Form) -> dict[str, str]:
        """Return what to type into a log-in form; Nama and Regional only where it has them.

        Raises:
            QueryError: The regional is not among the form's choices.
        """
        values = {"username": self.username, "password": self.password}
        if self.name is not None and "name" in form.roles:
            values["name"] = self.name
        if self.regional is not None and "regional" in form.roles:
            values["regional"] = form.control("regional").option(self.regional)
        return values


def asks_login(page: Page) -> bool:
    """Whether a page asks for a password and shows nothing of what lies behind the log-in."""
    return page.is_login and not any(header_key(link.text) in _KNOWN for link in page.links)


def lies_inside(page: Page) -> bool:
    """Whether a page lies behind the log-in: it has the menu, or a way out."""
    inside = _KNOWN | FOLDERS
    return not asks_login(page) and (
        page.offers_logout or any(header_key(link.text) in inside for link in page.links)
    )


def way_in(answer: Answer) -> str | None:
    """Return where the log-in link of a page before the log-in leads, if it has one."""
    if lies_inside(answer.page):
        return None
    to = (link.href for link in answer.page.links if plain_words(link.text) in _LOGIN_LINKS)
    href = next(to, None)
    return None if href is None else joined(_base(answer), href)


def lies_before(answer: Answer) -> bool:
    """Whether a page lies before the log-in: it is the log-in page, or leads there.

    An outage tells nothing, though it may show the way to the log-in as every page does.
    """
    outage = answer.status >= 400 and answer.status not in _LOST
    return not outage and (asks_login(answer.page) or way_in(answer) is not None)


def forbids(answer: Answer) -> bool:
    """Whether an answer refuses access by its status, and does not ask for the password."""
    return answer.status in _LOST and not asks_login(answer.page)


def is_lost(answer: Answer) -> bool:
    """Whether an answer may mean that the session has ended or a CSRF token is stale."""
    return forbids(answer) or lies_before(answer)


def menu_of(answer: Answer) -> Menu:
    """Return the menu that a page's links make."""
    base = _base(answer)
    menu: Menu = {}
    for link in answer.page.links:
        if leads(link.href) and (key := header_key(link.text)):
            menu.setdefault(key, {}).setdefault(joined(base, link.href), link.text)
    return menu


def listed(menu: Menu, titles: tuple[str, ...]) -> str | None:
    """Return the address of the page that bears one of `titles`, the first that the menu knows.

    Raises:
        PortalError: Pages at different addresses bear it.
    """
    for title in titles:
        addresses = menu.get(header_key(title), {})
        if len({without_query(address) for address in addresses}) > 1:
            raise PortalError(
                "The menu has several pages {name}: {addresses}.",
                name=title,
                addresses=", ".join(map(without_query, addresses)),
            )
        if addresses:
            return next(iter(addresses))
    return None


def names_in(menu: Menu) -> list[str]:
    """Return the names that a menu shows."""
    return [next(iter(addresses.values())) for addresses in menu.values()]


def others_in(menu: Menu, start: str) -> list[str]:
    """Return the names of the pages beyond those of the procedure, each address once.

    The start page, the folder and the way out are left out as well: they are not to be searched.
    """
    seen = {_bare(start)}
    names = []
    for key, addresses in menu.items():
        (address, name), *_ = addresses.items()
        if key in _KNOWN | FOLDERS or leads_out(name) or _bare(address) in seen:
            continue
        seen.add(_bare(address))
        names.append(name)
    return names


def _bare(address: str) -> str:
    return without_query(address).rstrip("/")


def refusal(answer: Answer, asking: Page, password: str) -> PortalError:
    """Return the error for a log-in that did not succeed, in the portal's own words.

    Args:
        answer: What came back.
        asking: The log-in page before; what is new on the answer is the reason.
        password: Blotted out, should the portal repeat it.
    """
    if answer.status >= 400 and answer.status not in _REFUSED:
        return status_error(answer, password)
    known = set(asking.text.splitlines())
    fresh = " ".join(line for line in answer.page.text.splitlines() if line not in known)
    said = quoted(answer.page.notice or fresh, password)
    if not said and not asks_login(answer.page):
        return PortalError(
            "The portal answered the log-in with an empty page. Log in again; if it stays so, look "
            "at the page with a browser."
        )
    if not said:
        return LoginError(
            "The portal showed its log-in form again and gave no reason. Check username, password "
            "and the other fields of the form."
        )
    return LoginError(
        "The portal refused the log-in: {said} Check what was typed; if it is right, log in with a "
        "browser.",
        said=said,
    )


def _base(answer: Answer) -> str:
    return base_of(answer.page.soup, answer.address)
