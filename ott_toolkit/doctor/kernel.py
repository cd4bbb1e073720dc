"""Whether a notebook's kernel starts, answers, and is this Python."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import ott_toolkit
from ott_toolkit.doctor.check import Check
from ott_toolkit.sentences import Sentence, sentence

_KERNEL = sentence("Kernel")
_SECONDS = 60.0
"""A computer that was just switched on takes its time."""
_AGAIN = sentence(
    "Install the toolkit again, as the README says; on a managed computer, ask whether programs "
    "may talk to each other on 127.0.0.1."
)


def kernel(seconds: float = _SECONDS) -> Iterator[Check]:
    """Yield what became of a kernel that was started as `ott lab` starts it.

    Args:
        seconds: How long all of it may take.
    """
    from ott_toolkit.lab.server import environment

    asking = [sys.executable, "-m", "ott_toolkit.doctor.asking", str(seconds)]
    with TemporaryDirectory(prefix="ott-doctor-", ignore_cleanup_errors=True) as scratch:
        try:
            done = subprocess.run(  # noqa: S603 - this Python, and words of our own
                asking,
                cwd=scratch,
                env={**environment(os.environ, Path(scratch)), "PYTHONPATH": _import_path()},
                capture_output=True,
                text=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            late = sentence("it did not answer within {seconds} s", seconds=f"{seconds:g}")
            yield _failed(late)
            return
    if done.returncode:
        *_, last = ["", *done.stderr.strip().splitlines()]
        yield _failed(sentence("it does not start: {reason}", reason=last))
        return
    yield judged(*json.loads(done.stdout))


def judged(prefix: str, version: str) -> Check:
    """Return whether a kernel that answered is this Python, with this toolkit."""
    if Path(prefix).resolve() != Path(sys.prefix).resolve():
        return _failed(sentence("python3 is another Python: {prefix}", prefix=prefix))
    if version != ott_toolkit.__version__:
        return _failed(sentence("it has another toolkit: {version}", version=version or "-"))
    return Check(_KERNEL, sentence("python3 is this Python, and answers"))


def _failed(found: Sentence) -> Check:
    return Check(_KERNEL, found, "stop", _AGAIN)


def _import_path() -> str:
    """Return what lets another process find this toolkit, where it is not installed, too."""
    given = os.environ.get("PYTHONPATH", "")
    here = str(Path(ott_toolkit.__file__).parent.parent)
    return os.pathsep.join(filter(None, [given, here]))
