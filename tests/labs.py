"""JupyterLab as its users run it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def running_lab(folder: Path) -> Iterator[str]:
    """Run `ott lab` with all that it remembers in `folder`."""
    ott = shutil.which("ott", path=Path(sys.executable).parent)
    assert ott, "the toolkit is not installed beside this Python"
    command = [ott, "lab", "--no-browser", "--dir", str(folder / "notebooks")]
    own = {name: str(folder / name) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    process = subprocess.Popen(
        command,
        env={**os.environ, **own, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    said: list[str] = []
    for line in process.stdout:
        said.append(line)
        if address := re.search(r"http://127\.0\.0\.1:\S+", line):
            yield address[0]
            break
    else:
        pytest.fail("ott lab named no address:\n" + "".join(said))
    process.terminate()
    process.stdout.close()
    process.wait(timeout=30)
