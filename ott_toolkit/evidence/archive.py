"""Some of the evidence as one file that can be verified without the rest.

Each entry stands in it with the hash of the one before, each body with its salt. What a page held
is a text in it: whoever opens it reads it, and nothing runs.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from ott_toolkit.errors import EvidenceError, OttError
from ott_toolkit.evidence.chain import BEGINNING, Body, Entry
from ott_toolkit.evidence.verification import Verification, miscited, purged_by

MANIFEST = "manifest.json"
FORMAT = "ott-toolkit evidence archive 1"
_LARGEST = 2**31
"""More bytes than this are in no ticket's archive."""


def manifest_of(
    entries: Sequence[Entry],
    before: Mapping[int, str],
    bodies: Mapping[int, Body],
    **about: Any,
) -> str:
    """Return what tells of all that is in an archive.

    Args:
        entries: Which, in their order.
        before: Entry → the hash of the one before it.
        bodies: Entry → its body, those that are still there.
        about: What is told beside them.
    """
    told = [
        {
            "id": entry.id,
            "time": entry.time,
            "kind": entry.kind,
            "about": entry.about,
            "digest": entry.digest,
            "hash": entry.hash,
            "previous": before[entry.id],
            "body": _told(entry.id, bodies[entry.id]) if entry.id in bodies else None,
        }
        for entry in entries
    ]
    content = {"format": FORMAT, **about, "entries": told}
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def packed(manifest: str, bodies: Mapping[int, Body], beside: Mapping[str, bytes]) -> bytes:
    """Return an archive; the same content gives the same bytes.

    Args:
        manifest: What tells of it.
        bodies: As in the manifest.
        beside: Name → content of what else is in it.
    """
    files = {MANIFEST: manifest.encode(), **beside}
    files |= {_name(number, body): body.content for number, body in bodies.items() if body.content}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def _told(number: int, body: Body) -> dict[str, Any]:
    return {
        "address": body.address,
        "query": body.query,
        "salt": body.salt.hex(),
        "file": _name(number, body) if body.content else None,
    }


def _name(number: int, body: Body) -> str:
    """Return under which name a body's content stands: a text, or what only a program reads."""
    try:
        body.content.decode()
        binary = b"\x00" in body.content
    except UnicodeDecodeError:
        # A page may be written in an older charset; a workbook begins as an archive does.
        binary = b"\x00" in body.content or body.content.startswith(b"PK")
    return f"bodies/{number:06}.{'bin' if binary else 'txt'}"


def verify_archive(path: Path, cited: Mapping[int, str] | None = None) -> Verification:
    """Look through an archive; as `verify` a file of evidence.

    Raises:
        EvidenceError: It is no archive of evidence, or cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(one.file_size for one in archive.infolist()) > _LARGEST:
                raise EvidenceError(
                    "{name} is too large for an archive of evidence.", name=path.name
                )
            manifest = json.loads(archive.read(MANIFEST))
            if manifest["format"] != FORMAT:
                raise EvidenceError(
                    "{name} was written by another version of the toolkit, as «{format}».",
                    name=path.name,
                    format=manifest["format"],
                )
            return _verified(archive, manifest, cited or {})
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        raise EvidenceError(
            "{name} is no archive of evidence, or is damaged: {reason}.",
            name=path.name,
            reason=type(error).__name__,
        ) from None


def _verified(
    archive: zipfile.ZipFile, manifest: Mapping[str, Any], cited: Mapping[int, str]
) -> Verification:
    told = manifest["entries"]
    entries = [
        Entry(*(one[name] for name in ("id", "time", "kind", "about", "digest", "hash")))
        for one in told
    ]
    purged = purged_by(entries)
    expected = {MANIFEST, *manifest["files"]}
    faults: list[OttError] = [*_chain(entries, told)]
    bodies = 0
    for entry, one in zip(entries, told, strict=True):
        if one["body"] is None:
            if entry.digest and entry.id not in purged:
                faults.append(_missing(entry.id))
            continue
        bodies += 1
        expected.add(one["body"]["file"] or MANIFEST)
        faults += _body(archive, entry, one["body"])
    faults += _files(archive, manifest["files"], expected)
    faults += miscited(entries, cited)
    head = (entries[-1].id, entries[-1].hash) if entries else (0, BEGINNING)
    there = {entry.id for entry in entries}
    return Verification(len(entries), bodies, len(purged & there), head, tuple(faults))


def _chain(entries: Sequence[Entry], told: Sequence[Mapping[str, Any]]) -> Iterator[OttError]:
    last = Entry(0, "", "", "", "", BEGINNING)
    for entry, one in zip(entries, told, strict=True):
        tied = entry.after(one["previous"]).hash == entry.hash
        follows = entry.id != last.id + 1 or one["previous"] == last.hash
        if not tied or not follows or entry.id <= last.id:
            yield EvidenceError(
                "Entry #{entry} was changed or put in: it does not follow from #{last}.",
                entry=entry.id,
                last=entry.id - 1,
            )
        last = entry


def _body(archive: zipfile.ZipFile, entry: Entry, one: Mapping[str, Any]) -> Iterator[OttError]:
    try:
        content = archive.read(one["file"]) if one["file"] else b""
    except KeyError:
        yield _missing(entry.id)
        return
    except (zipfile.BadZipFile, EOFError):
        content = b""
    body = Body(one["address"], one["query"], content, bytes.fromhex(one["salt"]))
    if body.digest != entry.digest:
        yield EvidenceError("#{entry}: the body was changed.", entry=entry.id)


def _missing(number: int) -> EvidenceError:
    return EvidenceError("#{entry}: the body is missing, and no purge says so.", entry=number)


def _files(
    archive: zipfile.ZipFile, known: Mapping[str, str], expected: set[str]
) -> Iterator[OttError]:
    """Yield a fault for each file that was put in, taken out or changed."""
    there = archive.namelist()
    for name in sorted(set(there) - expected):
        yield EvidenceError("{name} was put into the archive.", name=name)
    for name, digest in sorted(known.items()):
        if name not in there or sha256(archive.read(name)).hexdigest() != digest:
            yield EvidenceError("{name} was changed, or taken out of the archive.", name=name)
