"""The notebooks that come with the toolkit, in a folder where their user may change them.

In a checkout they are opened where they lie. An installed toolkit copies them to a folder of the
user's, and brings a newer version only where nobody has worked on the old one. What counts as
work is the source of the cells: running a notebook does not change it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import platformdirs

INVESTIGATE = "investigate.ipynb"
TRAINER = "trainer"
"""The folder that trainees do not see."""

_PACKAGE = Path(__file__).parent.parent
_RECORD = ".ott-toolkit.json"


def in_checkout() -> Path | None:
    """Return the folder of notebooks beside the package, or `None` outside a checkout."""
    folder = _PACKAGE.parent / "notebooks"
    beside = (_PACKAGE.parent / "pyproject.toml").is_file()
    return folder if beside and folder.is_dir() else None


def shipped() -> Path:
    """Return the folder that the notebooks are shipped in."""
    return in_checkout() or _PACKAGE / "notebooks"


def lesson(number: int) -> str:
    """Return where a lesson lies within the folder of notebooks."""
    return f"lessons/lesson-{number}.ipynb"


def users_folder() -> Path:
    """Return the folder that an installed toolkit copies its notebooks to."""
    return platformdirs.user_documents_path() / "OTT Toolkit"


def bring(source: Path, folder: Path, may_replace: Callable[[str], bool | None]) -> None:
    """Copy the files of `source` to `folder`, sparing what its user has changed.

    Args:
        source: What is shipped.
        folder: The user's; made where it does not exist. It remembers what was shipped last.
        may_replace: Asked with a file's name where it was changed and a newer one is shipped:
            replace it, keep it, or (`None`) keep it and ask again the next time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    remembered = _remembered(folder)
    for path in _files(source):
        name = path.relative_to(source).as_posix()
        newest, target = fingerprint(path), folder / name
        found = fingerprint(target) if target.is_file() else None
        last = remembered.get(name)
        if found not in (None, newest, last):
            if newest == last or (answer := may_replace(name)) is None:
                continue
        else:
            answer = found != newest
        if answer:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
        remembered[name] = newest
    (folder / _RECORD).write_text(json.dumps(remembered, indent=1), encoding="utf-8")


def fingerprint(path: Path) -> str:
    """Return what stands for a file's content; of a notebook only the source of its cells counts.

    A file that calls itself a notebook and is none counts as a whole.
    """
    content = path.read_bytes()
    if path.suffix == ".ipynb":
        # What is half-written or badly mended is told apart well enough by its bytes.
        with suppress(ValueError, KeyError, TypeError):
            content = json.dumps(list(_sources(json.loads(content)))).encode()
    return hashlib.sha256(content).hexdigest()


def _sources(notebook: dict[str, list[dict[str, str | list[str]]]]) -> Iterator[tuple[str, str]]:
    for cell in notebook["cells"]:
        yield str(cell["cell_type"]), "".join(cell["source"])


def _files(source: Path) -> Iterator[Path]:
    for path in sorted(source.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(source).parts)
        if path.is_file() and not hidden:
            yield path


def _remembered(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # without a record every difference counts as the user's work
    return dict(found) if isinstance(found, dict) else {}
