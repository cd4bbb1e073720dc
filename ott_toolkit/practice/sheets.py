"""What the pages of the menu show: their columns, search fields, and where their rows come from."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from ott_toolkit.practice.undocumented import checks
from ott_toolkit.practice.world import Account, Shown

Role: TypeAlias = Literal["number", "status", "since", "until", "service", "regional"]
"""What a search field is for; its name in the form is another matter."""


def as_is(value: Shown) -> str:
    """29000 as 29000, and a text as it stands."""
    return str(value)


def with_sen(value: Shown) -> str:
    """29000 as 29.000,00, and a text as it stands."""
    return f"{value:,}".replace(",", ".") + ",00" if isinstance(value, int) else value


@dataclass(frozen=True)
class Column:
    """A column of a page.

    Attributes:
        header: What stands above it.
        name: The name of its value in a row.
        look: «num» stands at the right; «ref», «id» and «time» may break into lines.
        write: How its value is written.
    """

    header: str
    name: str
    look: str = ""
    write: Callable[[Shown], str] = as_is


@dataclass(frozen=True)
class Sheet:
    """A page of the menu: a search form and the table it answers with.

    Attributes:
        slug: The page's address, and the name of its table in the store.
        title: What menu and heading call it.
        columns: The columns after the counter «No».
        rows: The rows of an account, in the order in which they are shown.
        fields: Search fields, role -> name in the form; the two documented pages differ.
        dated: The column that From and To are about.
        service_case: How the page writes a service.
        service_label: What form and echo call the choice of a service.
        showing: How the number of rows is announced.
        method: How the form is sent.
        button: The button's label.
        documented: Whether the procedure describes the layout.
    """

    slug: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[Account], Iterable[Any]]
    fields: Mapping[Role, str]
    dated: str = ""
    service_case: Callable[[str], str] = str
    service_label: str = "OTT"
    showing: str = "Showing: {}"
    method: str = "get"
    button: str = "Cari"
    documented: bool = True


NUMBER_ONLY: Final[Mapping[Role, str]] = {"number": "nomor"}

SUBSCRIPTIONS: Final = Sheet(
    slug="subscriptions",
    title="Subscriptions",
    columns=(
        Column("Partner ref_no", "partner_ref", "ref"),
        Column("IndiHome", "number"),
        Column("Item", "item"),
        Column("Price (Rp.)", "price", "num", with_sen),
        Column("Denom (Rp.)", "denom", "num", with_sen),
        Column("Service", "service"),
        Column("Status", "status"),
        Column("Start Time", "start_time", "time"),
        Column("End Time", "end_time", "time"),
        Column("Channel", "channel"),
        Column("Last Charge", "last_charge", "time"),
    ),
    rows=lambda account: account.subscriptions,
    fields={
        "number": "nd",
        "status": "tampil",
        "since": "tgl_awal",
        "until": "tgl_akhir",
        "service": "kategori",
        "regional": "regional",
    },
    dated="start_time",
    service_label="Kategori",
    button="Search",
)

TRANSACTIONS: Final = Sheet(
    slug="transactions",
    title="Transactions Data",
    columns=(
        Column("Nomor Indihome", "number"),
        Column("Harga", "price", "num"),
        Column("Harga Prorate", "prorated_price", "num"),
        Column("Item", "item"),
        Column("Service", "service"),
        Column("Partner Ref_no", "partner_ref", "ref"),
        Column("Telkom trx_id", "trx_id", "id"),
        Column("Trx Time", "trx_time", "time"),
    ),
    rows=lambda account: account.transactions,
    fields={
        "number": "nomor_indihome",
        "since": "from",
        "until": "to",
        "service": "ott",
        "regional": "reg",
    },
    dated="trx_time",
    service_case=str.lower,
    showing="Showing : {}",
    method="post",
)

GIMMICKS: Final = Sheet(
    slug="gimmicks",
    title="Free Gimmick Transactions",
    columns=(
        Column("Nomor Indihome", "number"),
        Column("Item", "item"),
        Column("Service", "service"),
        Column("Gratis Mulai", "since", "time"),
        Column("Gratis Sampai", "until", "time"),
        Column("Ketentuan", "terms"),
        Column("Channel", "channel"),
    ),
    rows=lambda account: account.gimmicks,
    fields=NUMBER_ONLY,
    documented=False,
)

STARCLICK: Final = Sheet(
    slug="starclick",
    title="Starclick",
    columns=(
        Column("Order ID", "order_id"),
        Column("Nomor Internet", "number"),
        Column("Jenis Order", "kind"),
        Column("Paket", "package"),
        Column("Status Order", "status"),
        Column("Tanggal Order", "ordered_at", "time"),
    ),
    rows=lambda account: account.orders,
    fields=NUMBER_ONLY,
    documented=False,
)

DISNEYPLUS: Final = Sheet(
    slug="disneyplus",
    title="DisneyPlus",
    columns=(
        Column("Nomor Indihome", "number"),
        Column("Partner Ref_no", "partner_ref", "ref"),
        Column("Status Akun", "status"),
        Column("Tanggal Aktivasi", "activated", "time"),
        Column("Berlaku Sampai", "until", "time"),
    ),
    rows=lambda account: account.activations,
    fields=NUMBER_ONLY,
    documented=False,
)

TOOLS: Final = Sheet(
    slug="tools",
    title="Tools",
    columns=(
        Column("Nomor Indihome", "number"),
        Column("Pemeriksaan", "name"),
        Column("Hasil", "result"),
    ),
    rows=checks,
    fields=NUMBER_ONLY,
    documented=False,
)

DATA_LOG: Final = Sheet(
    slug="datalog",
    title="Data Log",
    columns=(
        Column("Waktu", "time", "time"),
        Column("Nomor Indihome", "number"),
        Column("Channel", "channel"),
        Column("Proses", "process"),
        Column("Partner Ref_no", "partner_ref", "ref"),
        Column("Respon", "response"),
    ),
    rows=lambda account: account.log,
    fields=NUMBER_ONLY,
    documented=False,
)

SOFTBUNDLING: Final = (SUBSCRIPTIONS, TRANSACTIONS, GIMMICKS)
OTHERS: Final = (STARCLICK, DISNEYPLUS, TOOLS, DATA_LOG)
SHEETS: Final = {sheet.slug: sheet for sheet in (*SOFTBUNDLING, *OTHERS)}
