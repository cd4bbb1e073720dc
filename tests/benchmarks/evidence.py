"""What evidence adds to a look-up: wall clock with it and without, in turn, in one run.

    python tests/benchmarks/evidence.py

A look-up is both tables of a number, and the case that is kept of it. Without evidence, `keep` is
replaced by one that returns at once. The aim: at most a tenth, or 5 ms, whichever is more.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

from lookup import portal_elsewhere

from ott_toolkit import Portal, evidence, investigate, practice
from ott_toolkit.amounts import now
from ott_toolkit.evidence import Kept, Store

PAIRS = 200
NUMBERS = {
    "sample": practice.SAMPLE_NUMBER,
    "four services": "121500000003",
    "321 charges": "121500000005",
}


def nothing(*_: Any, **__: Any) -> Kept:
    """Keep nothing."""
    return Kept(1, now(), "0" * 64)


def elapsed(action: Callable[[], object]) -> float:
    """Return the milliseconds of one action."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def pairs(portal: Portal, number: str) -> list[tuple[float, float]]:
    """Return with and without, `PAIRS` times, the one first and then the other."""
    keep = Store.keep

    def without() -> None:
        Store.keep = nothing  # type: ignore[method-assign]
        try:
            look_up()
        finally:
            Store.keep = keep  # type: ignore[method-assign]

    def look_up() -> None:
        investigate(number, portal)

    found = []
    for nth in range(PAIRS + 5):
        if nth % 2:
            with_it, bare = elapsed(look_up), elapsed(without)
        else:
            bare, with_it = elapsed(without), elapsed(look_up)
        found.append((with_it, bare))
    return found[5:]


def main() -> None:
    """Print both and their difference, for small and for large numbers."""
    with tempfile.TemporaryDirectory() as folder, portal_elsewhere() as url:
        os.environ["OTT_EVIDENCE"] = folder
        with Portal(url, practice=True) as portal:
            portal.login(practice.USERNAME, practice.PASSWORD, name="Ukur", regional=1)
            for name, number in NUMBERS.items():
                taken = pairs(portal, number)
                kept, bare = (statistics.median(side) for side in zip(*taken, strict=True))
                added = statistics.median(one - other for one, other in taken)
                print(
                    f"{name}: {bare:.1f} ms without, {kept:.1f} ms with, "
                    f"+{added:.2f} ms ({kept / bare:.2f}×)"
                )
        size = evidence.location().stat().st_size
        entries = len(evidence.store().entries())
        print(f"{entries} entries, {size / entries / 1024:.1f} KiB each")
        evidence.close()


if __name__ == "__main__":
    main()
