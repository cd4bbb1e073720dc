"""All that is kept of one ticket as an archive: entries, pages, and the report of its case."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from ott_toolkit import __version__
from ott_toolkit.errors import OttError, QueryError
from ott_toolkit.evidence import Entry, Store
from ott_toolkit.evidence.archive import manifest_of, packed
from ott_toolkit.evidence.chain import BEGINNING
from ott_toolkit.replay import CASES, Replay

_README = """\
Bukti tiket {ticket} · Evidence of ticket {ticket}

RAHASIA: berisi nomor lengkap dan data pelanggan. Simpan dan kirim hanya kepada yang berhak.
CONFIDENTIAL: full numbers and data of a customer. Keep it and send it only to who may see it.

manifest.json  setiap entri: waktu, siapa, tiket, keperluan, hasil, hash, dan hash entri sebelumnya
               each entry: time, who, ticket, purpose, outcome, hash, and the hash of the one before
bodies/        isi halaman dan berkas apa adanya; .txt aman dibuka, tidak ada yang dijalankan
               pages and files as they came; .txt is safe to open, nothing in it runs
report.html    laporan kasus terbaru, nomor disamarkan (jika kasusnya bisa dibuka lagi)
               the report of the newest case, numbers masked (where it could be opened again)

Periksa · Verify:  ott evidence verify {name}
"""


@dataclass(frozen=True)
class Archive:
    """An archive that is ready to be written.

    Attributes:
        content: Its bytes.
        entries: How many entries are in it.
        digest: SHA-256 of its manifest, which holds salts: nobody can find a number by it.
        report: Whether the report of a case is in it.
    """

    content: bytes
    entries: int
    digest: str
    report: bool


def entries_of(store: Store, ticket: str) -> list[Entry]:
    """Return all entries of a ticket and of what they rest on, in their order.

    Raises:
        QueryError: There are none.
        EvidenceError: There is no evidence, or it cannot be read.
    """
    entries = store.entries()
    chosen = {entry.id for entry in entries if entry.told.get("ticket") == ticket}
    if not chosen:
        raise QueryError(
            "There is no evidence of the ticket {ticket}. ott log shows the tickets.",
            ticket=repr(ticket),
        )
    links = {entry.id: _links(entry) for entry in entries}
    for entry in reversed(entries):  # what an entry rests on came before it
        if entry.id in chosen:
            chosen |= links[entry.id]
    chosen |= {entry.id for entry in entries if entry.told.get("case") in chosen}
    return [entry for entry in entries if entry.id in chosen or _deletes(entry, chosen)]


def _links(entry: Entry) -> set[int]:
    """Return which entries one rests on."""
    told = entry.told
    named = {told.get("case") or 0}
    return (named | {*told.get("pages", ()), *told.get("sources", ()), *told.get("of", ())}) - {0}


def _deletes(entry: Entry, chosen: Iterable[int]) -> bool:
    """Whether an entry is the purge that deleted a body of those that are chosen."""
    spans = entry.told["bodies"] if entry.kind == "purge" else ()
    return any(first <= number <= last for first, last in spans for number in chosen)


def archive(store: Store, ticket: str, name: str, language: str) -> Archive:
    """Return the archive of a ticket.

    That its case was opened again for the report is kept.

    Args:
        store: The evidence.
        ticket: Which.
        name: What the archive will be called.
        language: Of the report.

    Raises:
        QueryError: There is no evidence of the ticket.
        EvidenceError: A body was changed, or the evidence cannot be read.
    """
    entries = entries_of(store, ticket)
    bodies = store.bodies(entry.id for entry in entries)
    hashes = {entry.id: entry.hash for entry in store.entries()}
    before = {entry.id: hashes.get(entry.id - 1, BEGINNING) for entry in entries}
    beside = {"README.txt": _README.format(ticket=ticket, name=name).encode()}
    if report := _report(entries, store, language):
        beside["report.html"] = report
    about: dict[str, Any] = {
        "toolkit": __version__,
        "ticket": ticket,
        "files": {name: sha256(content).hexdigest() for name, content in beside.items()},
    }
    manifest = manifest_of(entries, before, bodies, **about)
    digest = sha256(manifest.encode()).hexdigest()
    return Archive(packed(manifest, bodies, beside), len(entries), digest, bool(report))


def _report(entries: Sequence[Entry], store: Store, language: str) -> bytes:
    """Return the report of the newest case; empty where none can be opened again."""
    newest = next((one.id for one in reversed(entries) if one.kind in CASES), None)
    if newest is None:
        return b""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        try:
            Replay(newest, store).case.report(path, language=language)
        except OttError:
            return b""
        return path.read_bytes()
