"""Which field of a form bears which role, told by the words beside it.

The first hint of a field that speaks decides, so that a label outweighs a placeholder and a
placeholder the parameter's name. A word that may mean several things («Nomor», «Kategori») is only
believed where no plainer word follows and no other field has a plainer one. Position comes after
all words, except that a name which contradicts it is heard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ott_toolkit.portal.controls import CHOICE, DAY, TEXT, Control, Option, plain_words

Roles = Mapping[str, tuple[Control, ...]]
"""Role → the fields that may bear it: one is clear, several are unclear."""

LOGIN_ROLES = ("username", "password", "name", "regional")
SEARCH_ROLES = ("number", "since", "until", "ott", "regional", "show")


class Word(NamedTuple):
    """Words that claim a role for a field of certain kinds; `perhaps`: only for want of better."""

    role: str
    kinds: frozenset[str]
    pattern: re.Pattern[str]
    perhaps: bool = False


def words(*alternatives: str) -> re.Pattern[str]:
    """Return the pattern of any of these as whole words."""
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b")


_A_NUMBER = "(?:nomor|nomer|no|number|num|id)"
_A_CUSTOMER = "(?:pelanggan|customer|layanan|service|inet)"
_SINCE = r"\b(?:from|dari|mulai|awal|start|since|sejak|begin)\b"
_UNTIL = r"\b(?:to|until|till|sampai|s d|sd|akhir|end|hingga)\b"
_NO_SEARCH = r"^(?!.*\b(?:cari|pencarian|search|find|ketik|type|typing)\b)"
_NEGATED = re.compile(r"\b(?:bukan|not|tanpa)\b.*")

SEARCH_WORDS = (
    Word(
        "another",
        TEXT,
        words(
            *("phone", "telepon", "telephone", "telp", "telpon", "tlp", "hp", "handphone"),
            *("ponsel", "mobile", "group ?id", "menu", "tiket", "ticket", "halaman", "pages?"),
            *("baris", "rows?", "entries", "ref", "referensi", "reference", "trx", "transaksi"),
            *("ktp", "nik", "captcha", "otp", "kode", "code", "sandi", "nama", "name"),
        ),
    ),
    Word(
        "number",
        TEXT,
        words(
            *("indihome", "internet", "inet"),
            *(f"{_A_NUMBER} {_A_CUSTOMER}", f"{_A_CUSTOMER} {_A_NUMBER}"),
        ),
    ),
    Word("day", TEXT | DAY, re.compile(f"(?=.*{_SINCE})(?=.*{_UNTIL})")),
    Word("since", TEXT | DAY, re.compile(f"{_NO_SEARCH}.*{_SINCE}")),
    Word("until", TEXT | DAY, re.compile(f"{_NO_SEARCH}.*{_UNTIL}")),
    Word("day", TEXT | DAY, words("tanggal", "tgl", "dates?", "hari", "periode?", "yyyy")),
    Word("regional", TEXT | CHOICE, words("regional", "region", "wilayah", "treg")),
    Word("ott", TEXT | CHOICE, words("ott")),
    Word("number", TEXT, words("nomor", "nomer", "number", "no"), perhaps=True),
    Word(
        "ott",
        TEXT | CHOICE,
        words("kategori", "category", "layanan", "service", "produk", "product", "item", "konten"),
        perhaps=True,
    ),
)

LOGIN_WORDS = (
    Word("password", frozenset(["password"]), re.compile("")),
    Word("another", TEXT, words("captcha", "otp", "kode", "code", "token")),
    Word(
        "username",
        TEXT,
        words("user", "username", "user ?id", "pengguna", "login", "account", "akun", "e ?mail"),
    ),
    Word("username", TEXT, words("nik", "id"), perhaps=True),
    Word("name", TEXT, words("nama", "name")),
    Word("regional", TEXT | CHOICE, words("regional", "region", "wilayah", "treg")),
)


class _Claim(NamedTuple):
    """How a field claims a role; the smaller, the stronger."""

    perhaps: bool
    rank: int


def login_roles(controls: Sequence[Control]) -> Roles:
    """Return the roles of a log-in form's fields."""
    roles = _strongest(controls, LOGIN_WORDS)
    texts = tuple(control for control in controls if control.kind in TEXT)
    if "username" not in roles:
        # The one text field beside a password is the user's, even if it says «Nama».
        silent = texts if len(texts) == 1 else _silent(texts, roles)
        rest = {role: found for role, found in roles.items() if found != silent}
        roles = {**rest, "username": silent} if len(silent) == 1 else roles
    return {role: found for role, found in roles.items() if role in LOGIN_ROLES}


def search_roles(controls: Sequence[Control]) -> Roles:
    """Return the roles of a search form's fields."""
    roles = _strongest(controls, SEARCH_WORDS)
    days = (*roles.get("day", ()), *(c for c in _silent(controls, roles) if c.kind in DAY))
    roles |= _days_by_position(controls, roles, days)
    silent = [control for control in _silent(controls, roles) if control.kind in TEXT]
    if "number" not in roles and len(silent) == 1 and set(roles) & set(SEARCH_ROLES):
        roles["number"] = (silent[0],)
    return {role: found for role, found in roles.items() if role in SEARCH_ROLES}


def _strongest(
    controls: Iterable[Control], vocabulary: Sequence[Word]
) -> dict[str, tuple[Control, ...]]:
    """Return role → the fields with the strongest claim to it."""
    claims: dict[str, list[tuple[_Claim, Control]]] = {}
    for control in controls:
        if claim := _claim(control, vocabulary):
            role, strength = claim
            claims.setdefault(role, []).append((strength, control))
    best = {role: min(strength for strength, _ in found) for role, found in claims.items()}
    return {
        role: tuple(control for strength, control in found if keeps_all or strength == best[role])
        for role, found in claims.items()
        for keeps_all in [role in ("another", "day")]
    }


def _claim(control: Control, vocabulary: Sequence[Word]) -> tuple[str, _Claim] | None:
    """Return the role that a field's words claim: the first plain word, else the first perhaps."""
    if vocabulary is SEARCH_WORDS and _shows_states(control.options):
        return "show", _Claim(perhaps=False, rank=0)
    usable = [word for word in vocabulary if control.kind in word.kinds]
    perhaps: tuple[str, _Claim] | None = None
    for rank, hint in enumerate(control.hints):
        said = _NEGATED.sub("", hint)
        word = next((word for word in usable if word.pattern.search(said)), None)
        if word and not word.perhaps:
            return word.role, _Claim(perhaps=False, rank=rank)
        if word and not perhaps:
            perhaps = word.role, _Claim(perhaps=True, rank=rank)
    return perhaps


def _silent(controls: Iterable[Control], roles: Roles) -> tuple[Control, ...]:
    """Return the fields whose words claim nothing at all."""
    spoken = {id(control) for found in roles.values() for control in found}
    return tuple(control for control in controls if id(control) not in spoken)


def _days_by_position(
    controls: Sequence[Control], roles: Roles, days: tuple[Control, ...]
) -> dict[str, tuple[Control, ...]]:
    """Return since and until of fields that only say «date»: the earlier one is since."""
    since, until = roles.get("since", ()), roles.get("until", ())
    place = {id(control): number for number, control in enumerate(controls)}
    if len(days) == 2 and not since and not until:
        first, second = sorted(days, key=lambda control: place[id(control)])
        return {"since": (first,), "until": (second,)}
    if len(days) == 1 and len(since) + len(until) == 1:
        before = place[id(days[0])] < place[id((since or until)[0])]
        if before == bool(until):
            return {"since" if until else "until": days}
    return {}


def _shows_states(options: Iterable[Option]) -> bool:
    """Whether these are the choices Semua Data, Active, Inactive."""
    texts = {plain_words(option.text) for option in options}
    active = texts & {"active", "aktif", "data aktif", "active data"}
    inactive = texts & {"inactive", "tidak aktif", "non aktif", "nonaktif", "in active"}
    return bool(texts & {"semua data", "all data"} or (active and inactive))
