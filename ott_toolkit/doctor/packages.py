"""Whether Python and the packages are those that the installed toolkit demands."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from ott_toolkit.doctor.check import Check
from ott_toolkit.sentences import Sentence, sentence

DISTRIBUTION = "ott-toolkit"
_PYTHON = sentence("Python")
_PACKAGES = sentence("Packages")
_AGAIN = sentence("Install the toolkit again, as the README says.")


def python(demanded: str | None = None) -> Iterator[Check]:
    """Yield whether this Python is new enough.

    Args:
        demanded: Versions; `None` are those of the installed toolkit.
    """
    version = platform.python_version()
    wanted = _demanded_python() if demanded is None else demanded
    found = sentence("{version} ({demanded} is demanded)", version=version, demanded=wanted)
    if SpecifierSet(wanted).contains(version, prereleases=True):
        yield Check(_PYTHON, found)
        return
    newer = sentence("Install Python {demanded}, then the toolkit in it.", demanded=wanted)
    yield Check(_PYTHON, found, "stop", newer)


def packages(demanded: list[str] | None = None) -> Iterator[Check]:
    """Yield each package that is missing or of another version; one check where none is.

    Args:
        demanded: Requirements as `importlib.metadata.requires` lists them; `None` are those of
            the installed toolkit.
    """
    if demanded is None:
        try:
            demanded = metadata.requires(DISTRIBUTION) or []
        except metadata.PackageNotFoundError:
            loose = sentence("the toolkit is not installed, but run from a folder")
            yield Check(_PACKAGES, loose, "warning", _AGAIN)
            return
    needs = [need for need in map(Requirement, demanded) if _holds(need)]
    wrong = [(need, found) for need in needs if (found := _not_as_demanded(need))]
    for need, found in wrong:
        yield Check(_PACKAGES, found, "stop", _mending(need))
    if not wrong:
        as_demanded = sentence("{count} packages are as demanded; toolkit {version}",
                               count=len(needs), version=_version(DISTRIBUTION) or "-")  # fmt: skip
        yield Check(_PACKAGES, as_demanded)


def _demanded_python() -> str:
    try:
        return str(metadata.metadata(DISTRIBUTION)["Requires-Python"])
    except metadata.PackageNotFoundError:
        return ""


def _holds(need: Requirement) -> bool:
    """Whether a requirement is one here: not of another system, nor of an extra."""
    return need.marker is None or need.marker.evaluate({"extra": ""})


def _not_as_demanded(need: Requirement) -> Sentence | None:
    version = _version(need.name)
    if version is None:
        return sentence("{name} is not installed", name=need.name)
    if need.specifier.contains(version, prereleases=True):
        return None
    return sentence("{name} is {version}; {demanded} is demanded", name=need.name,
                    version=version, demanded=str(need.specifier))  # fmt: skip


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _mending(need: Requirement) -> Sentence:
    wanted = f'python -m pip install "{need.name}{need.specifier}"'
    return sentence("Run: {command}", command=wanted)
