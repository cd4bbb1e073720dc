"""What is remembered between runs, in the user's own folder; never a password."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from itertools import count
from pathlib import Path
from typing import Any

from ott_toolkit.errors import OttError, ParseError, refusal
from ott_toolkit.locale import LANGUAGES

LANGUAGE_VARIABLE = "OTT_LANGUAGE"
"""Environment variable: the language to begin with."""
PRACTICE_VARIABLE = "OTT_PRACTICE_URL"
"""Environment variable: a practice portal that already runs."""
CLASS_VARIABLE = "OTT_CLASS"
"""Environment variable: the link of a seat in a class."""


@dataclass(frozen=True)
class Settings:
    """The dashboard, who asks there and how it is reached; the language; what is kept how long.

    Attributes:
        url: The dashboard's address; empty where none was named.
        username: Who logs in there.
        name: Nama, where the log-in asks for it.
        regional: 1 to 7, likewise.
        language: Of the texts, `id` or `en`.
        retention_days: How long the bodies of evidence are kept; `None` where the team has not
            decided.
        ca_file: The certificates that are trusted for the dashboard instead of the operating
            system's.
        proxy: The proxy on the way, without a password.
        keyring: The account (`passwords.account`) whose password is in the operating system's
            keyring; only then is the keyring asked.
    """

    url: str = ""
    username: str = ""
    name: str = ""
    regional: str = ""
    language: str = LANGUAGES[0]
    retention_days: int | None = None
    ca_file: str = ""
    proxy: str = ""
    keyring: str = ""


def file() -> Path:
    """Return where the settings are kept."""
    import platformdirs

    return Path(platformdirs.user_config_dir("ott-toolkit", appauthor=False)) / "settings.json"


def trainee() -> str:
    """Return the name that a trainee practises under; empty where none was given."""
    try:
        return file().with_name("trainee.txt").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def name_trainee(name: str) -> None:
    """Remember the trainee's name, apart from the settings: those are the analyst's."""
    try:
        file().parent.mkdir(parents=True, exist_ok=True)
        file().with_name("trainee.txt").write_text(name, encoding="utf-8")
    except OSError:
        pass  # it is asked again the next time


def read() -> Settings:
    """Return what was remembered; a value that is not there has its default.

    Raises:
        ParseError: The file cannot be read, or holds what no value of that name can be.
    """
    kept, wrong = _kept()
    if wrong:
        raise ParseError(
            "The settings in {file} cannot be read: {reason}. Mend them in any editor, or type "
            "them again with ott configure; the file is then kept beside the new one.",
            file=file(),
            reason=wrong,
        )
    return kept


def load() -> Settings:
    """Return as much of what was remembered as can be read, and the defaults for the rest."""
    return _kept()[0]


def language() -> str:
    """Return the language to begin with: the environment's, else the one that was chosen last."""
    asked = (os.environ.get(LANGUAGE_VARIABLE), load().language)
    return next((known for known in asked if known in LANGUAGES), LANGUAGES[0])


def save(settings: Settings) -> None:
    """Write the settings at once and whole; a file that cannot be read is kept under another name.

    Raises:
        OSError: They cannot be written.
    """
    path = file()
    path.parent.mkdir(parents=True, exist_ok=True)
    if _kept()[1]:
        names = (path.with_name(f"settings.damaged-{nth}.json") for nth in count(1))
        path.rename(next(name for name in names if not name.exists()))
    new = path.with_name(f"settings.{os.getpid()}.new")
    new.write_text(json.dumps(asdict(settings), indent=2), encoding="utf-8")
    new.replace(path)


def remember(**changed: Any) -> None:
    """Remember what is known by the way, and leave the rest as it is in the file now.

    A folder that cannot be written, or a file that cannot be read, only means typing it again.
    """
    kept, wrong = _kept()
    if not wrong:
        with suppress(OSError):
            save(replace(kept, **changed))


def _kept() -> tuple[Settings, OttError | str]:
    """Return what can be read of the file, and why the rest of it cannot; empty where all can."""
    try:
        found = json.loads(file().read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return Settings(), ""
    except OSError as error:
        return Settings(), refusal(error)
    except (ValueError, RecursionError) as error:  # no JSON, no text at all, or nested for ever
        return Settings(), OttError("it is no JSON ({reason})", reason=error)
    if not isinstance(found, dict):
        return Settings(), OttError("it is no JSON ({reason})", reason=type(found).__name__)
    known = {part.name: found[part.name] for part in fields(Settings) if part.name in found}
    good = {name: value for name, value in known.items() if _may_be(name, value)}
    bad = ", ".join(sorted(known.keys() - good.keys()))
    wrong = OttError("{names} cannot be what it says there", names=bad) if bad else ""
    return Settings(**good), wrong


def _may_be(name: str, value: object) -> bool:
    """Whether a value is of the kind that belongs under a name."""
    if name == "retention_days":
        return value is None or (type(value) is int and value >= 1)
    return isinstance(value, str)
