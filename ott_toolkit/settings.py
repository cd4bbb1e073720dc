"""What is remembered between runs, in the user's own folder; never a password."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from ott_toolkit.locale import LANGUAGES

LANGUAGE_VARIABLE = "OTT_LANGUAGE"
"""Environment variable: the language to begin with."""
PRACTICE_VARIABLE = "OTT_PRACTICE_URL"
"""Environment variable: a practice portal that already runs."""
CLASS_VARIABLE = "OTT_CLASS"
"""Environment variable: the link of a seat in a class."""


@dataclass(frozen=True)
class Settings:
    """The connection that was used last, and the language."""

    url: str = ""
    username: str = ""
    name: str = ""
    regional: str = ""
    language: str = "id"


def _file() -> Path:
    import platformdirs

    return Path(platformdirs.user_config_dir("ott-toolkit", appauthor=False)) / "settings.json"


def trainee() -> str:
    """Return the name that a trainee practises under; empty where none was given."""
    try:
        return _file().with_name("trainee.txt").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def name_trainee(name: str) -> None:
    """Remember the trainee's name, apart from the settings: a panel that is open rewrites those."""
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        _file().with_name("trainee.txt").write_text(name, encoding="utf-8")
    except OSError:
        pass  # it is asked again the next time


def load() -> Settings:
    """Return what was remembered; the defaults where nothing or nothing readable was."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
        return Settings(**{part.name: str(kept[part.name]) for part in fields(Settings)})
    except (OSError, ValueError, KeyError, TypeError):
        return Settings()


def language() -> str:
    """Return the language to begin with: the environment's, else the one that was chosen last."""
    asked = (os.environ.get(LANGUAGE_VARIABLE), load().language)
    return next((known for known in asked if known in LANGUAGES), LANGUAGES[0])


def save(settings: Settings) -> None:
    """Remember `settings`; a folder that cannot be written only means typing them again."""
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        _file().write_text(json.dumps(asdict(settings), indent=2), encoding="utf-8")
    except OSError:
        pass
