"""What it costs to start: `import ott_toolkit`, and `ott --help`, each against a bare Python.

    python tests/benchmarks/startup.py

The aims are 100 ms for the import on top of a bare Python, and half a second for the help.
"""

import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 9


def main() -> None:
    """Print the medians in milliseconds, in turn so that a slow moment strikes all."""
    ott = shutil.which("ott", path=Path(sys.executable).parent)
    commands = {
        "bare Python": [sys.executable, "-c", "pass"],
        "import ott_toolkit": [sys.executable, "-c", "import ott_toolkit"],
        "ott --help": [str(ott), "--help"],
    }
    rounds = [{name: _took(command) for name, command in commands.items()} for _ in range(ROUNDS)]
    medians = {name: statistics.median(taken[name] for taken in rounds) for name in commands}
    bare = medians["bare Python"]
    for name, took in medians.items():
        print(f"{name}: {took:.0f} ms ({took - bare:+.0f} ms, {took / bare:.2f}×)")


def _took(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
