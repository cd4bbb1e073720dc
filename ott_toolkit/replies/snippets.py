"""The team's own sentences in letters: what it promises, asks and calls itself.

The toolkit invents none of them. They stand in a file that the team edits; what is not filled in
is left out of the letters.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ott_toolkit.errors import QueryError, refusal
from ott_toolkit.locale import LANGUAGES

LONGEST, LONGEST_NAME = 160, 40
"""A text of the team, and its name, have at most so many characters: a letter has to have room."""

KEYS: Mapping[str, tuple[str, str]] = {
    "nama_tim": (
        "Nama tim yang menerima laporan, mis. Tim Billing.",
        "The team that a report goes to.",
    ),
    "penyetuju": (
        "Siapa yang menyetujui koreksi; hanya di catatan CRM dan eskalasi.",
        "Who approves a correction; in the CRM note and the escalation only.",
    ),
    "kabar_berikutnya": (
        "Janji waktu, mis. Kabar berikutnya paling lambat {tanggal}.",
        "The date that is promised.",
    ),
    "pembayaran_selama_laporan": (
        "Aturan pembayaran selama laporan diproses.",
        "What holds for paying the bill while a report is open.",
    ),
    "cara_berhenti": (
        "Cara berhenti berlangganan.",
        "How to stop a subscription.",
    ),
    "pembelian_lewat_stb": (
        "Aturan tim untuk pembelian lewat STB yang tidak dikenali.",
        "The team's rule for purchases on the set-top box that are not recognised.",
    ),
}
"""Key of a text → what it is for, in Indonesian and English."""

_HEAD = """\
# Kalimat tim untuk surat dan catatan. Isi di antara tanda kutip; yang kosong tidak dipakai.
# The team's own sentences. Fill in between the quotes; what is empty is not used.
#
# {nama}, {bulan}, {tiket}, dan {tim} diisi otomatis. Yang lain, mis. {tanggal}, tampil sebagai
# [isi tanggal] dan harus diisi sebelum surat dikirim.
# {nama}, {bulan}, {tiket} and {tim} are filled in. Any other, such as {tanggal}, is shown as
# [fill in tanggal] and has to be filled in before a letter is sent.
"""
_PLACE = re.compile(r"\{\s*(\w+)\s*\}")
_AT_LINE = re.compile(r"\(at line ([0-9]+)")


@dataclass(frozen=True)
class Snippets:
    """The team's texts: language → key → text."""

    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def text(self, key: str, language: str) -> str:
        """Return the text of `key`; empty where the team has none in that language."""
        return self.texts.get(language, {}).get(key, "")


def file() -> Path:
    """Return where the team's texts stand: `replies.toml` in the user's configuration folder."""
    import platformdirs

    return Path(platformdirs.user_config_dir("ott-toolkit", appauthor=False)) / "replies.toml"


def load(path: str | Path | None = None) -> Snippets:
    """Return the team's texts; without a file there are none.

    Args:
        path: The file; by default `file()`.

    Raises:
        QueryError: The file cannot be read, or holds what is no text of the team; the line is told.
    """
    path = file() if path is None else Path(path)
    try:
        content = _content(path)
    except FileNotFoundError:
        return Snippets()
    try:
        read = tomllib.loads(content)
    except (tomllib.TOMLDecodeError, RecursionError) as err:
        at = _AT_LINE.search(str(err))
        raise QueryError(
            "{path}, line {line}: this is not valid TOML. Write each text between quotes on one "
            "line.",
            path=path,
            line=at[1] if at else content.count("\n") + 1,
        ) from err
    return Snippets(
        {language: dict(_texts(language, own, content, path)) for language, own in read.items()}
    )


def _content(path: Path) -> str:
    """Return what a file holds.

    Raises:
        FileNotFoundError: There is none.
        QueryError: It cannot be read, or not as text.
    """
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise
    except UnicodeDecodeError:
        raise QueryError(
            "{path} is not a text file in UTF-8. Save it again as UTF-8.", path=path
        ) from None
    except OSError as err:
        raise QueryError(
            "{path} cannot be read: {reason}.", path=path, reason=refusal(err)
        ) from err


def write_template(path: str | Path | None = None) -> Path:
    """Write an empty file for the team to fill in, with comments, and return its path.

    Args:
        path: Where to; by default `file()`.

    Raises:
        QueryError: It is there already, or cannot be written.
    """
    path = file() if path is None else Path(path)
    if path.exists():
        raise QueryError("{path} is there already. Edit it.", path=path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(template())
    except OSError as err:
        raise QueryError(
            "{path} cannot be written: {reason}.", path=path, reason=refusal(err)
        ) from err
    return path


def template() -> str:
    """Return the file without a text: every key, empty, and what it is for."""
    parts = [_HEAD]
    for language in LANGUAGES:
        lines = [f"[{language}]"]
        for key, (indonesian, english) in KEYS.items():
            lines += [f"# {indonesian}", f"# {english}", f'{key} = ""']
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def places(text: str) -> list[str]:
    """Return the names of the places to fill in a text, each once.

    >>> places("Kabar paling lambat {tanggal} dari {tim}.")
    ['tanggal', 'tim']
    """
    return list(dict.fromkeys(_PLACE.findall(text)))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return a text with what stands in its places; what has no value stays as it is."""
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), text)


def _texts(language: str, own: Any, content: str, path: Path) -> Iterator[tuple[str, str]]:
    """Yield key and text of one language.

    Raises:
        QueryError: What stands there is no text of the team.
    """
    if language not in LANGUAGES or not isinstance(own, dict):
        raise QueryError(
            "{path}, line {line}: {found} is unknown. Write [id] or [en] above the texts.",
            path=path,
            line=_line_of(content, "", language),
            found=language,
        )
    for key, text in own.items():
        yield key, _text(key, text, {"path": path, "line": _line_of(content, language, key)})


def _text(key: str, text: Any, where: dict[str, object]) -> str:
    """Return a text of the team on one line.

    Raises:
        QueryError: It has no such text, or this is none, or it is too long.
    """
    if key not in KEYS:
        raise QueryError(
            "{path}, line {line}: {found} is unknown. Known are: {known}.",
            found=key,
            known=", ".join(KEYS),
            **where,
        )
    if not isinstance(text, str):
        raise QueryError(
            "{path}, line {line}: {found} is not a text. Write it between quotes.",
            found=key,
            **where,
        )
    line = " ".join(text.split())
    most = LONGEST_NAME if key == "nama_tim" else LONGEST
    if len(line) > most:
        raise QueryError(
            "{path}, line {line}: {found} has {count} characters. Use at most {most}.",
            found=key,
            count=len(line),
            most=most,
            **where,
        )
    return line


def _line_of(content: str, language: str, key: str) -> int:
    """Return the line on which a key, or a table, is named; the first where none is found."""
    inside = not language
    for place, line in enumerate(content.split("\n"), start=1):
        if header := re.match(r"\s*\[+\s*[\"']?(\w+)", line):
            inside = header[1] == language or (not language and header[1] == key)
            if not language and header[1] == key:
                return place
        named = re.match(r"\s*[\"']?([^\"'\s=]+)[\"']?\s*=", line)
        if named and named[1] == key and (inside or not language):
            return place
    return 1
