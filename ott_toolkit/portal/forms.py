"""Forms: the log-in form and the search form of a page, found and filled by role.

A field is found by what a person reads beside it, in Indonesian or English, never by a fixed
parameter name. Where a role stays unclear the caller names its field; a field that only might be
meant is never used, since a number typed into the wrong one searches something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup, Tag
from selectolax.lexbor import LexborHTMLParser

from ott_toolkit.errors import PortalError, QueryError
from ott_toolkit.portal.controls import (
    Button,
    Control,
    attribute,
    buttons_of,
    controls_of,
    joined,
    method_of,
    plain_words,
    without_query,
)
from ott_toolkit.portal.roles import (
    LOGIN_ROLES,
    SEARCH_ROLES,
    Roles,
    login_roles,
    search_roles,
    words,
)

ROLES = frozenset([*LOGIN_ROLES, *SEARCH_ROLES, "submit"])
"""What a caller may name in `fields`."""

_FORM = re.compile(r"<form\b.*?</form\s*>", re.IGNORECASE | re.DOTALL)
_NAMED = "input[name], select[name], textarea[name]"
_SHOWN_FIELDS = 12
_NOT_PRESSED = words(
    *("reset", r"batal\w*", "cancel", "export", "ekspor", "unduh", "download", "hapus", "delete"),
    *("clear", "bersihkan", "cetak", "print", "excel", "xlsx?", "csv", "pdf", "kembali", "back"),
    *("tambah", "add", "simpan", "save", "log ?out", "keluar"),
)
_PRESSED = (
    words("search", "cari", "log ?in", "sign ?in", "masuk"),
    words("tampil\\w*", "lihat", "show", "view", "find", "filter", "submit", "kirim", "ok", "go"),
)


@dataclass(frozen=True)
class Filled:
    """A form ready to be sent: where, how, and its pairs of name and value."""

    address: str
    method: str
    pairs: list[tuple[str, str]] = field(repr=False)


@dataclass(frozen=True)
class Form:
    """A form: where it stands, where it is sent, its fields and their roles."""

    page: str
    action: str
    method: str
    controls: tuple[Control, ...]
    buttons: tuple[Button, ...]
    roles: Roles = field(default_factory=dict)
    submit: str | None = None

    def clear(self, role: str) -> Control | None:
        """Return the one field of `role`, or `None` where it is absent or unclear."""
        found = self.roles.get(role, ())
        return found[0] if len(found) == 1 else None

    def control(self, role: str) -> Control:
        """Return the one field of `role`.

        Raises:
            PortalError: None or several; the message lists the fields.
        """
        found = self.roles.get(role, ())
        if len(found) != 1:
            raise PortalError(
                "{count} fields of the form may be «{role}». Fields: {fields}. "
                "Name the right one: Portal(url, fields=dict({role}=…)).",
                count=len(found),
                role=role,
                fields=_listed(found or self.seen),
            )
        return found[0]

    @property
    def seen(self) -> tuple[Control, ...]:
        """The fields that a person sees."""
        return tuple(control for control in self.controls if control.kind != "hidden")

    def filled(self, values: Mapping[str, str]) -> Filled:
        """Return the form with `values` (role → value), the rest as a browser would send it.

        Raises:
            PortalError: A role has not exactly one field, or which button to press is unclear.
        """
        typed = {id(self.control(role)): value for role, value in values.items()}
        pairs = [
            (control.name, value)
            for control in self.controls
            for value in ([typed[id(control)]] if id(control) in typed else control.values)
        ]
        button = self.button()
        if button is None:
            return Filled(self.action, self.method, pairs)
        pairs += [(button.name, button.value)] if button.name else []
        return Filled(button.action or self.action, button.method or self.method, pairs)

    def button(self) -> Button | None:
        """Return the button to press: Search or Cari, never Reset or Export; `None`: it has none.

        Raises:
            PortalError: Several may be meant.
        """
        if self.submit is not None and self.buttons:
            meant = [b for b in self.buttons if self.submit in (b.name, b.text)]
        else:
            meant = [b for b in self.buttons if not _NOT_PRESSED.search(plain_words(b.text))]
            for pattern in _PRESSED:
                meant = [b for b in meant if pattern.search(plain_words(b.text))] or meant
            if not meant:
                return None
        if len(set(meant)) != 1:
            raise PortalError(
                "Which button of the form to press is unclear: {buttons}. "
                "Name it: Portal(url, fields=dict(submit=…)).",
                buttons=", ".join(f"«{b.text}» ({b.name})" for b in self.buttons),
            )
        return meant[0]

    def renewed(self, html: str) -> Form:
        """Return this form with the hidden values that it bears in `html`, a later page.

        A portal that gives every page a new CSRF token wants the newest one back. Only the form's
        own source is read: reading the whole page as carefully would cost more than the look-up.
        """
        hidden = [control for control in self.controls if control.kind == "hidden"]
        if all(f'value="{value}"' in html for control in hidden for value in control.values):
            return self  # nothing hidden, or all of it is as it was
        names = {control.name for control in self.seen}
        for source in _FORM.findall(html):
            nodes = LexborHTMLParser(source).css(_NAMED)
            if names <= {node.attributes["name"] for node in nodes}:
                fresh: dict[str | None, list[str]] = {}
                for node in nodes:
                    if (node.attributes.get("type") or "").lower() == "hidden":
                        values = fresh.setdefault(node.attributes["name"], [])
                        values.append(node.attributes.get("value") or "")
                return self._with_hidden(fresh)
        return self

    def _with_hidden(self, values: Mapping[str | None, Iterable[str]]) -> Form:
        """Return this form with these hidden values; of one name in their order."""
        rest = {name: iter(found) for name, found in values.items()}
        controls = tuple(
            replace(control, values=(next(rest[control.name], *control.values),))
            if control.kind == "hidden" and control.name in rest
            else control
            for control in self.controls
        )
        return replace(self, controls=controls)


def check_fields(fields: Mapping[str, str]) -> None:
    """Refuse names for roles that do not exist.

    Raises:
        QueryError: A key of `fields` is no role.
    """
    if unknown := sorted(set(fields) - ROLES):
        raise QueryError(
            "fields names unknown roles: {unknown}. Roles: {roles}.",
            unknown=", ".join(unknown),
            roles=", ".join(sorted(ROLES)),
        )


def login_form(soup: BeautifulSoup, address: str, fields: Mapping[str, str]) -> Form:
    """Return the form of a page that asks for one password.

    Args:
        soup: The page.
        address: Where the page was read.
        fields: Role → the `name` of its field, where the caller names it.

    Raises:
        PortalError: There is no such form, or several.
    """
    forms = [form for form in _forms(soup, address) if _passwords(form) == 1]
    if len(forms) != 1:
        raise PortalError(
            "{count} forms on {address} ask for one password; a log-in page has one. "
            "Give the address of the log-in page.",
            count=len(forms),
            address=without_query(address),
        )
    return _with_roles(forms[0], login_roles(forms[0].controls), LOGIN_ROLES, fields)


def search_form(soup: BeautifulSoup, address: str, fields: Mapping[str, str]) -> Form:
    """Return the form of a page that searches for a customer's number.

    Args:
        soup: The page.
        address: Where the page was read.
        fields: Role → the `name` of its field, where the caller names it.

    Raises:
        PortalError: No form has a field for the number, or several have, none with more roles.
    """
    forms = search_forms(soup, address, fields)
    able = [form for form in forms if form.roles.get("number")]
    most = max((len(form.roles) for form in able), default=0)
    best = [form for form in able if len(form.roles) == most]
    if len(best) != 1:
        raise PortalError(
            "{count} forms on {address} may search for a number. Fields: {fields}. "
            "Name the right one: Portal(url, fields=dict(number=…)).",
            count=len(best),
            address=without_query(address),
            fields=" / ".join(_listed(form.seen) for form in best or forms) or "–",
        )
    return best[0]


def search_forms(soup: BeautifulSoup, address: str, fields: Mapping[str, str]) -> list[Form]:
    """Return the forms of a page that ask for no password, with the roles of their fields."""
    return [
        _with_roles(form, search_roles(form.controls), SEARCH_ROLES, fields)
        for form in _forms(soup, address)
        if not _passwords(form)
    ]


def base_of(soup: BeautifulSoup, address: str) -> str:
    """Return what the relative addresses of a page refer to."""
    base = soup.find("base", href=True)
    return joined(address, attribute(base, "href")) if base else address


def _forms(soup: BeautifulSoup, address: str) -> list[Form]:
    base = base_of(soup, address)
    return [_form(soup, tag, address, base) for tag in soup.find_all("form")]


def _form(soup: BeautifulSoup, tag: Tag, address: str, base: str) -> Form:
    action = attribute(tag, "action").strip()
    return Form(
        page=address,
        action=joined(base, action) if action else address,
        method=method_of(tag, "method") or "get",
        controls=tuple(controls_of(soup, tag)),
        buttons=tuple(buttons_of(soup, tag, base)),
    )


def _passwords(form: Form) -> int:
    return sum(control.kind == "password" for control in form.controls)


def _with_roles(
    form: Form, roles: Roles, possible: Sequence[str], fields: Mapping[str, str]
) -> Form:
    """Return `form` with its roles; a name given by the caller wins wherever the form has it."""
    named = {
        role: found
        for role, name in fields.items()
        if role in possible
        and (found := tuple(control for control in form.controls if control.name == name))
    }
    taken = {control.name for found in named.values() for control in found}
    rest = {
        role: left
        for role, found in roles.items()
        if (left := tuple(control for control in found if control.name not in taken))
    }
    return replace(form, roles={**rest, **named}, submit=fields.get("submit"))


def _listed(controls: Sequence[Control] | Iterable[Control]) -> str:
    shown = [str(control) for control in controls]
    return ", ".join(shown[:_SHOWN_FIELDS]) + (" …" if len(shown) > _SHOWN_FIELDS else "") or "–"
