"""A copy of a page, or of a text, that may be sent: it reads as the page does, and tells nothing.

Only what is listed here gets into the copy: tags of HTML, the attributes by which things are
found, words of the `vocabulary`, headers of tables and labels of fields. All else is `invented`.
Where that is not clear, a header that cannot be read is better than a customer who can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from urllib.parse import urlsplit

from ott_toolkit.doctor.invented import Invented
from ott_toolkit.doctor.markup import Part, parts
from ott_toolkit.doctor.vocabulary import EVERY_HEADER, WORD, WORDS
from ott_toolkit.schema import header_key

_TAGS = frozenset(
    """
    a abbr address area article aside b base bdi bdo big blockquote body br button caption center
    cite code col colgroup datalist dd del details dfn dialog dir div dl dt em embed fieldset
    figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html i iframe
    img input ins kbd label legend li link main map mark menu meta nav nobr noembed noframes
    noscript object ol optgroup option output p param picture pre progress q s samp script section
    select small source span strike strong style sub summary sup svg table tbody td template
    textarea tfoot th thead time title tr track tt u ul var video wbr xmp audio canvas path
    """.split()  # noqa: SIM905 - a list of tags reads better so
)
_BLOCKS = frozenset(
    "table tr td th p div li h1 h2 h3 h4 form body br section label dt dd ul ol nav".split()  # noqa: SIM905 - likewise
)
_TYPED = frozenset(
    ["text", "search", "tel", "number", "email", "url", "date", "datetime-local", "password"]
)
_FLAGS = frozenset(["hidden", "disabled", "selected", "checked", "multiple"])
_COUNTS = frozenset(["colspan", "rowspan"])
_WORDED = {
    "type": "text search tel number email url date datetime-local month week time password hidden "
    "checkbox radio button submit reset image file color range",
    "method": "get post dialog",
    "formmethod": "get post",
    "scope": "row col rowgroup colgroup",
    "rel": "next prev first last canonical stylesheet icon nofollow noopener noreferrer",
    "role": "alert status search region navigation main banner table grid row cell columnheader "
    "rowheader button link list listitem dialog tab presentation group",
    "lang": "id en",
}
"""What the words of HTML in these attributes are; any other becomes x."""
_PLACES = frozenset(["id", "for", "form", "aria-labelledby"])
_ADDRESSES = frozenset(["href", "action", "formaction"])
_SAID = frozenset(["placeholder", "title", "aria-label", "alt"])
_CLASSES = re.compile(
    r"alert|alert-(?:danger|error|info|success|warning)|callout-danger|errors?|text-danger"
    r"|hidden|hide|d-none"
)
_CHARSET = re.compile(r"utf-8|windows-[0-9]{4}|iso-8859-[0-9]{1,2}")
_NAMED = re.compile(r"[A-Za-z_][\w.:\[\]-]{0,23}")
_HIDING = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_LONGEST_LABEL = 60
_FEW = 4
"""Digits that a header or a name may have; more may be a customer's."""
_SHORT = 3
"""Digits of a page's or a regional's number."""
_FEWEST = 3
"""Cells of a header; one or two may be a customer's name over all columns."""
_SCHEMES = ("javascript:", "mailto:", "tel:", "data:")


def scrubbed(html: str) -> str:
    """Return a copy of a page that may be sent, in ASCII: in any character set it is the same."""
    return _Copy(list(parts(html))).text.encode("ascii", "xmlcharrefreplace").decode()


def scrubbed_text(text: str) -> str:
    """Return a copy of separated or pasted text that may be sent."""
    invented = Invented()
    lines = text.splitlines(keepends=True)
    return "".join(_line(line, invented) for line in lines)


def _line(line: str, invented: Invented) -> str:
    for separator in ("\t", ";", ","):
        cells = line.split(separator)
        if _has_known_headers([cell.strip(' "\n\r') for cell in cells]):
            return separator.join(c if _is_safe(c) else invented.text(c) for c in cells)
    return invented.text(line)


class _Copy:
    """The copy of a page, made part by part."""

    def __init__(self, page: Sequence[Part]) -> None:
        self._page = page
        self._invented = Invented()
        self._labels = _labels(page)
        self._headers = _headers(page)
        self._within: set[str] = set()
        self._said = ""
        self.text = "".join(map(self._part, range(len(page))))

    def _part(self, place: int) -> str:
        part = self._page[place]
        if part.kind == "text":
            return escape(self._words(place), quote=False)
        if part.kind == "unseen":
            return "<!doctype html>" if part.name else "<!-- -->"
        name = part.name if part.name in _TAGS else "x-x"
        if name in _BLOCKS:
            self._said = ""
        if part.kind == "end":
            self._within.discard(name)
            return f"</{name}>" if part.whole else f"</{name} "
        self._within |= {name} & {"option", "a"}
        pairs = "".join(self._attributes(part))
        return f"<{name}{pairs}>" if part.whole else f"<{name} "

    def _words(self, place: int) -> str:
        text = self._page[place].text
        if (place in self._headers or place in self._labels) and _is_safe(text):
            return text
        if self._within and _is_choice(text):
            return text
        made = self._invented.text(text, before=self._said)
        self._said = (self._said + text)[-80:]
        return made

    def _attributes(self, part: Part) -> Iterator[str]:
        for name, value in part.attributes.items():
            made = self._attribute(part, name, value)
            if made is not None:
                yield f' {name}="{escape(made)}"'

    def _attribute(self, part: Part, name: str, value: str) -> str | None:  # noqa: PLR0911 - a list
        """Return what stands in the copy for an attribute, `None` for nothing."""
        if name in _FLAGS:
            return ""
        if name in _COUNTS:
            return value if re.fullmatch(r"[0-9]{1,3}", value) else "x"
        if name in _WORDED:
            known = _WORDED[name].split()
            return " ".join(w if w.lower() in known else "x" for w in value.split())
        if name == "charset":
            return value if _CHARSET.fullmatch(value.lower()) else None
        if name in _PLACES:
            return " ".join(map(self._invented.place, value.split()))
        if name in _ADDRESSES:
            return self._address(value)
        if name in _SAID:
            as_it_is = _is_typed(part) and name != "alt" and _is_safe(value)
            return value if as_it_is else self._invented.text(value)
        if name == "name" and part.name in ("input", "select", "textarea", "button"):
            return value if _is_name(value) else self._invented.text(value, known=False)
        if name == "value":
            return self._value(part, value)
        if name == "class":
            return " ".join(filter(_CLASSES.fullmatch, value.split())) or None
        return "display:none" if name == "style" and _HIDING.search(value) else None

    def _value(self, part: Part, value: str) -> str:
        """Return an invented value; a button's is its label, and a short number chooses."""
        kind = part.attributes.get("type", "").lower()
        if part.name == "option" and (_is_choice(value) or value == "*"):
            return value
        button = part.name == "input" and kind in ("submit", "button", "reset")
        return self._invented.text(value, known=button or part.name == "option")

    def _address(self, value: str) -> str:
        """Return an address without host, names, numbers and what it asks for."""
        bare = value.strip()
        if bare.startswith("#") or not bare:
            return bare[:1]
        if found := next((one for one in _SCHEMES if bare.lower().startswith(one)), None):
            return found
        try:
            parts = urlsplit(bare.replace("\\", "/"))
        except ValueError:
            return "about:invalid"
        host = f"{parts.scheme or 'http'}://portal.invalid" if parts.netloc else ""
        return host + self._invented.text(parts.path) + ("?x" if parts.query else "")


def _is_safe(text: str) -> bool:
    """Whether what heads a column or a field may be shown: no number, no address, and short."""
    bare = text.strip()
    digits = sum(sign.isnumeric() for sign in bare)
    return len(bare) <= _LONGEST_LABEL and digits <= _FEW and "@" not in bare


def _is_choice(text: str) -> bool:
    """Whether a choice or a link is the procedure's own, or the number of a page or a regional."""
    numbers = re.findall(r"[0-9]+", text)
    return all(word.casefold() in WORDS for word in WORD.findall(text)) and (
        len(numbers) < 2 and all(len(number) <= _SHORT for number in numbers)
    )


def _is_name(value: str) -> bool:
    """Whether a field's name was given by a person, not drawn by lot."""
    return bool(_NAMED.fullmatch(value)) and sum(map(str.isdigit, value)) <= _FEW


def _is_typed(part: Part) -> bool:
    """Whether a tag is a field that a person fills in."""
    if part.name == "input":
        return (part.attributes.get("type") or "text").strip().lower() in _TYPED
    return part.name in ("select", "textarea")


def _labels(page: Sequence[Part]) -> set[int]:
    """Return the places of texts that label a field that a person fills in."""
    typed = {part.attributes.get("id", "") for part in page if _is_typed(part)} - {""}
    found: set[int] = set()
    inside: list[int] | None = None
    for_typed, aside = False, ""
    for place, part in enumerate(page):
        if part.kind == "start" and part.name == "label":
            inside, for_typed = [], part.attributes.get("for", "") in typed
        elif inside is None:
            continue
        elif part.kind == "end" and part.name == "label":
            found |= set(inside) if for_typed else set()
            inside = None
        elif part.kind == "start":
            for_typed = for_typed or _is_typed(part)
            aside = part.name if part.name in ("select", "textarea", "button") else aside
        elif part.kind == "end":
            aside = "" if part.name == aside else aside
        elif part.kind == "text" and not aside:
            inside.append(place)
    return found


class _Row:
    """A row of a table while its parts pass by."""

    def __init__(self, *, in_head: bool) -> None:
        self.in_head = in_head
        self.cells: list[tuple[str, list[int]]] = []


def _headers(page: Sequence[Part]) -> set[int]:
    """Return the places of texts that stand in the header of a table."""
    found: set[int] = set()
    rows: list[_Row | None] = [None]
    head = False
    for place, part in enumerate(page):
        row = rows[-1]
        if part.kind == "text":
            if row and row.cells:
                row.cells[-1][1].append(place)
        elif part.name == "table":
            if part.kind == "start":
                rows.append(None)
            elif len(rows) > 1:
                found |= _header_places(page, rows.pop())
        elif part.name in ("thead", "tbody", "tfoot", "tr"):
            found |= _header_places(page, row)
            head = (part.kind == "start" and part.name == "thead") or (head and part.name == "tr")
            rows[-1] = _Row(in_head=head) if (part.kind, part.name) == ("start", "tr") else None
        elif part.kind == "start" and part.name in ("td", "th") and row:
            row.cells.append((part.name, []))
    return found.union(*(_header_places(page, row) for row in rows))


def _header_places(page: Sequence[Part], row: _Row | None) -> set[int]:
    """Return the places of a row's texts if it is a header: by its tags, or by what it says."""
    if row is None:
        return set()
    texts = ["".join(page[place].text for place in places) for _, places in row.cells]
    headed = row.in_head or all(name == "th" for name, _ in row.cells)
    if not (headed and len(row.cells) >= _FEWEST) and not _has_known_headers(texts):
        return set()
    # A cell is shown whole or not at all: a number may be spread over its tags.
    return {
        place
        for (_, places), text in zip(row.cells, texts, strict=True)
        if _is_safe(text)
        for place in places
    }


def _has_known_headers(texts: Iterable[str]) -> bool:
    """Whether two of the texts are headers of one table, which no row of data is."""
    keys = {header_key(text) for text in texts}
    return any(len(keys & headers) > 1 for headers in EVERY_HEADER)
