"""The fields of a form as a browser has them, each with what a person reads beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from ott_toolkit.errors import QueryError

TEXT = frozenset(["text", "search", "tel", "number", "email", "url", "textarea"])
DAY = frozenset(["date", "datetime-local"])
CHOICE = frozenset(["select", "radio"])
TAGS = ("input", "select", "textarea", "button")

_SENDS = ("submit", "image")
_SILENT = frozenset(["button", "reset", "file", *_SENDS])
_ALL = re.compile(r"(?:semua|seluruh|all)\b")
_BLOCKS = re.compile(r"p|div|td|th|tr|li|dt|dd|label|h[1-6]|fieldset|legend|form|table|body")
_TOKEN = re.compile(r"(?=(?:[^0-9]*[0-9]){2})(?=(?:[^a-z]*[a-z]){2})[\w.~-]{10,}", re.IGNORECASE)
"""What no page is called: letters and digits mixed, as the link of a seat or a session is."""
_ENDS = frozenset([*TAGS, "form", "tr"])  # the row above is read by column, not as a line
_NOT_BESIDE = ("select", "button", "textarea", "script", "style")
_LABELS, _PIECES = 5, 100
"""So many labels of a field are heard, and so many pieces of the line before it."""


@dataclass(frozen=True)
class Option:
    """A choice: what it shows and what is sent for it."""

    text: str
    value: str


@dataclass(frozen=True, repr=False)
class Control:
    """A field of a form.

    Attributes:
        name: Under which it is sent.
        kind: Its type; `select`, `textarea`, and `radio` for all radio buttons of one name.
        hints: What is said about it in plain words, the strongest first: label, text before it,
            placeholder, title, aria-label, options, and last its name.
        values: What a browser sends of it when nobody touches it.
        options: What can be chosen.
    """

    name: str
    kind: str
    hints: tuple[str, ...]
    values: tuple[str, ...] = field(repr=False)
    options: tuple[Option, ...] = ()

    def __str__(self) -> str:
        said = next(filter(None, self.hints[:-1]), "")[:40]
        return f"«{said}» ({self.name}, {self.kind})" if said else f"({self.name}, {self.kind})"

    def option(self, wanted: str) -> str:
        """Return what is sent to choose `wanted`: an option's text or value, or a unique part.

        The whole text comes first, since a value may be a number of the database; where one
        option says «3» and another is sent as 3, neither is meant.

        Raises:
            QueryError: No option is meant, or several are.
        """
        if self.kind not in CHOICE:
            return wanted
        asked = plain_words(wanted)
        texts = {option: plain_words(option.text) for option in self.options}
        exact = [o for o, text in texts.items() if asked == text]
        whole = [
            option
            for option, text in texts.items()
            if f" {asked} " in f" {text} " or asked == plain_words(option.value)
        ]
        part = [o for o, text in texts.items() if asked in text]
        meant = {option.value for option in exact or whole or part}
        if len(meant) != 1 or not asked:
            raise QueryError(
                "{wanted} is not one of the choices of {field}. Choices: {options}.",
                wanted=repr(wanted),
                field=str(self),
                options=", ".join(option.text for option in self.options),
            )
        return meant.pop()

    def all_option(self) -> str | None:
        """Return what is sent to leave nothing out, if anything does.

        That is «Semua Data» or «All OTT», else what is sent as nothing («Pilih Regional»).
        """
        if self.kind not in CHOICE:
            return ""
        everything = [o for o in self.options if _ALL.match(plain_words(o.text))]
        nothing = [o for o in self.options if not o.value]
        return next((option.value for option in everything + nothing), None)


@dataclass(frozen=True)
class Button:
    """A button that sends the form, perhaps elsewhere or otherwise than the form says."""

    name: str
    text: str
    value: str = field(repr=False)
    action: str | None = None
    method: str | None = None


def plain_words(text: str) -> str:
    """Return the words of `text` in small letters, without signs.

    >>> plain_words("Nomor IndiHome (Internet):")
    'nomor indihome internet'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def attribute(tag: Tag, name: str) -> str:
    """Return an attribute's text, empty where there is none."""
    value = tag.get(name)
    return value if isinstance(value, str) else " ".join(value or ())


def joined(base: str, address: str) -> str:
    """Return where a relative address leads; one that is malformed leads nowhere."""
    try:
        return urljoin(base, address)
    except ValueError:
        return "about:invalid"


def without_query(address: str) -> str:
    """Return an address without what was searched for, which may hold a token."""
    return address.partition("?")[0]


def told_address(address: str) -> str:
    """Return an address as it may be shown and kept: without a query, and without a session in it.

    >>> told_address("https://portal.example/app/trx;jsessionid=8F2A?number=1")
    'https://portal.example/app/trx'
    """
    parts = without_query(address).split("/")
    path = (segment.partition(";")[0] for segment in parts[3:])  # after `https:`, nothing, host
    return "/".join([*parts[:3], *("…" if _TOKEN.fullmatch(one) else one for one in path)])


def method_of(tag: Tag, name: str) -> str | None:
    """Return the method (`get`, `post`) that an attribute gives, if any."""
    method = attribute(tag, name).strip().lower()
    return method if method in ("get", "post") else None


def controls_of(soup: BeautifulSoup, form: Tag) -> list[Control]:
    """Return the fields of `form` that a browser would send, in page order."""
    tags = [tag for tag in _tags_of(soup, form) if attribute(tag, "name")]
    return list(_controls(soup, tags))


def buttons_of(soup: BeautifulSoup, form: Tag, base: str) -> list[Button]:
    """Return the buttons that send `form`; `base` is what relative addresses refer to."""
    return [_button(tag, base) for tag in _tags_of(soup, form) if _kind(tag) in _SENDS]


def _tags_of(soup: BeautifulSoup, form: Tag) -> list[Tag]:
    """Return the controls that a browser counts to `form`, in page order."""
    own: list[Tag] = list(form.find_all(TAGS))
    table = form.find_parent("table")
    if not own and table:
        # A form that opens between table and row is closed at once by the rules of HTML; what
        # follows in the table stays its own all the same.
        following = [tag for tag in form.find_all_next(TAGS) if not tag.find_parent("form")]
        own = [tag for tag in following if any(parent is table for parent in tag.parents)]
    owned = {id(tag) for tag in own if not tag.get("form")}
    name = attribute(form, "id")
    return [
        tag
        for tag in soup.find_all(TAGS)
        if (id(tag) in owned or (name and attribute(tag, "form") == name)) and not _disabled(tag)
    ]


def _controls(soup: BeautifulSoup, tags: list[Tag]) -> Iterator[Control]:
    done: set[str] = set()
    for tag in tags:
        kind, name = _kind(tag), attribute(tag, "name")
        if kind in _SILENT or (kind == "radio" and name in done):
            continue
        if kind == "radio":
            done.add(name)
            yield _radio(
                soup, [t for t in tags if (_kind(t), attribute(t, "name")) == (kind, name)]
            )
        else:
            options = tuple(map(_option, _choices(tag)))
            yield Control(name, kind, _hints(soup, tag, options), _values(tag, kind), options)


def _radio(soup: BeautifulSoup, group: list[Tag]) -> Control:
    """Return the radio buttons of one name as one choice."""
    options = [Option(_label(soup, tag) or _text_after(tag), _ticked(tag)) for tag in group]
    fieldset = group[0].find_parent("fieldset")
    legend = fieldset.find("legend") if fieldset else None
    said = (_text(legend), _text_before(group[0]), *(option.text for option in options))
    name = attribute(group[0], "name")
    chosen = [o.value for tag, o in zip(group, options, strict=True) if tag.has_attr("checked")]
    return Control(name, "radio", _as_hints(*said, name=name), tuple(chosen[-1:]), tuple(options))


def _button(tag: Tag, base: str) -> Button:
    name = attribute(tag, "name")
    texts = (_text(tag), *(attribute(tag, a) for a in ("value", "title", "aria-label", "alt")))
    image = _kind(tag) == "image"
    action = attribute(tag, "formaction")
    return Button(
        name=f"{name}.x" if image and name else name,
        text=next(filter(None, (*texts, name)), ""),
        value="1" if image else attribute(tag, "value"),
        action=joined(base, action) if action else None,
        method=method_of(tag, "formmethod"),
    )


def _kind(tag: Tag) -> str:
    default = {"input": "text", "button": "submit"}.get(tag.name)
    return (attribute(tag, "type").strip().lower() or default) if default else tag.name


def _disabled(tag: Tag) -> bool:
    return tag.has_attr("disabled") or tag.find_parent("fieldset", disabled=True) is not None


def _choices(tag: Tag) -> list[Tag]:
    options = tag.find_all("option") if tag.name == "select" else []
    return [option for option in options if not option.has_attr("disabled")]


def _option(tag: Tag) -> Option:
    text = _text(tag)
    return Option(text, attribute(tag, "value") if tag.has_attr("value") else text)


def _ticked(tag: Tag) -> str:
    """Return what is sent for a radio button or checkbox that is chosen."""
    return attribute(tag, "value") if tag.has_attr("value") else "on"


def _values(tag: Tag, kind: str) -> tuple[str, ...]:
    if kind == "select":
        chosen: list[Tag] = list(tag.find_all("option", selected=True))
        if not tag.has_attr("multiple"):
            chosen = chosen[-1:] or _choices(tag)[:1]
        # A disabled one («Pilih Regional») is shown and not sent.
        return tuple(_option(option).value for option in chosen if not option.has_attr("disabled"))
    if kind == "checkbox":
        return (_ticked(tag),) if tag.has_attr("checked") else ()
    return (tag.get_text() if kind == "textarea" else attribute(tag, "value"),)


# --- what stands beside a control ---------------------------------------------------------------


def _hints(soup: BeautifulSoup, tag: Tag, options: tuple[Option, ...]) -> tuple[str, ...]:
    return _as_hints(
        _label(soup, tag),
        _text_before(tag),
        *(attribute(tag, name) for name in ("placeholder", "title", "aria-label")),
        " / ".join(option.text for option in options),
        name=attribute(tag, "name"),
    )


def _as_hints(*said: str, name: str) -> tuple[str, ...]:
    """Return the hints as plain words; a name such as `tglAwal` is taken apart."""
    parts = re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", name)
    return (*map(plain_words, said), plain_words(parts))


def _text(node: Tag | None) -> str:
    return " ".join(node.get_text(" ").split()) if node else ""


def _beside(node: Tag) -> str:
    """Return the text of `node` less that of the controls in it."""
    strings = node.find_all(string=True)
    return " ".join(" ".join(s for s in strings if not s.find_parent(_NOT_BESIDE)).split())


def _label(soup: BeautifulSoup, tag: Tag) -> str:
    """Return what labels a control: `for` it, around it, or named by `aria-labelledby`."""
    identity, around = attribute(tag, "id"), tag.find_parent("label")
    labels: list[Tag] = []
    if identity:
        labels += soup.find_all("label", attrs={"for": identity}, limit=_LABELS)
    if around and around not in labels:
        labels.append(around)
    for name in attribute(tag, "aria-labelledby").split()[:_LABELS]:
        labels += soup.find_all(id=name, limit=1)
    return " ".join(map(_beside, labels))


def _text_after(tag: Tag) -> str:
    following = tag.next_sibling
    return " ".join(following.split()) if isinstance(following, NavigableString) else ""


def _text_before(tag: Tag) -> str:
    """Return the line of text nearest before a control, as far as the control before it."""
    line: list[str] = []
    block: Tag | None = None
    for node in tag.previous_elements:
        if isinstance(node, NavigableString):
            if not node.strip():
                continue
            around = node.find_parent(_BLOCKS)
            if node.find_parent(_NOT_BESIDE) or _of_another(node, tag):
                break
            if len(line) == _PIECES or (line and around is not block):
                break
            block = around
            line.insert(0, node)
        elif isinstance(node, Tag) and (node.name in _ENDS or (line and node.name == "br")):
            break
    return " ".join("".join(line).split()) or _column_header(tag)


def _of_another(node: NavigableString, tag: Tag) -> bool:
    """Whether a text is the label of another control."""
    label = node.find_parent("label")
    target = attribute(label, "for") if label else ""
    return bool(target) and target != attribute(tag, "id")


def _column_header(tag: Tag) -> str:
    """Return the text above a control, where the fields of a table stand side by side."""
    cell = tag.find_parent(["td", "th"])
    row = cell.find_parent("tr") if cell else None
    above = row.find_previous("tr") if row else None
    if not cell or not above or above.find_parent("table") is not cell.find_parent("table"):
        return ""
    place = len(cell.find_previous_siblings(["td", "th"]))
    cells = above.find_all(["td", "th"], recursive=False)
    return _beside(cells[place]) if place < len(cells) else ""
