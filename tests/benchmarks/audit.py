"""What an audit costs: the rules on DuckDB against hand-written SQL, on pandas against pandas.

    python tests/benchmarks/audit.py [--customers 400000] [--growth 4] [--memory-limit 4GB]

A population is made, audited and searched by hand (`by_hand.py`) in turn, each in a process of its
own that tells its time and its memory; then one of `growth` times as many. One customer is audited
in pandas, in turn with the hand-written rules. Ratios are those of one run. The aims: at most 1.2 ×
the SQL; from 5 to 20 million transactions at most 5.5 × the time; one customer at most 2 × by hand.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import by_hand
import duckdb

from ott_toolkit import practice
from ott_toolkit.exports import audit_exports
from ott_toolkit.practice.population import write_population
from ott_toolkit.rules import audit, judged_at

SOURCES = ("subscriptions", "transactions", "bills")
KEY = "rule, indihome_number, partner_ref, trx_id, CAST(period AS DATE) AS period"
ROUNDS, ONE_CUSTOMER = 3, 31


def by_rules(folder: Path, memory_limit: str) -> Path:
    """Audit a population as `ott audit` does."""
    exports = {name: str(folder / f"{name}.parquet") for name in SOURCES}
    found = folder / "findings.parquet"
    audit_exports(str(found), **exports, asof=practice.TODAY, memory_limit=memory_limit, force=True)
    return found


def by_sql(folder: Path, memory_limit: str) -> Path:
    """Search it by the hand-written SQL, and write what it finds likewise."""
    found = folder / "by-hand.parquet"
    with duckdb.connect() as base:
        base.execute(f"SET memory_limit = '{memory_limit}'")
        base.execute("SET preserve_insertion_order = false")
        base.execute(f"SET temp_directory = '{folder}/spilled'")
        paths = [str(folder / f"{name}.parquet") for name in SOURCES]
        by_hand.by_sql(base, *paths, judged_at(practice.TODAY)).write_parquet(str(found))
    return found


WAYS = {"rules": by_rules, "sql": by_sql}


def alone(way: str, folder: Path, memory_limit: str) -> dict[str, float]:
    """Run one way in a process of its own; return its seconds and its gigabytes."""
    words = [sys.executable, __file__, "--run", way, str(folder), "--memory-limit", memory_limit]
    done = subprocess.run(words, stdout=subprocess.PIPE, check=True)
    return dict(json.loads(done.stdout))


def run(way: str, folder: Path, memory_limit: str) -> None:
    """Be that process."""
    import resource

    begun = time.perf_counter()
    WAYS[way](folder, memory_limit)
    seconds = time.perf_counter() - begun
    gigabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(json.dumps({"seconds": seconds, "gigabytes": gigabytes}))


def population(customers: int, memory_limit: str, place: Path) -> float:
    """Print what both ways take on a population; return the seconds of the rules."""
    folder = place / str(customers)
    rows = write_population(folder, customers).rows
    taken = {way: [alone(way, folder, memory_limit) for _ in range(ROUNDS)] for way in WAYS}
    off = [differing(folder, file) for file in ("findings.parquet", "by-hand.parquet")]
    seconds = {way: statistics.median(one["seconds"] for one in of) for way, of in taken.items()}
    most = {way: max(one["gigabytes"] for one in of) for way, of in taken.items()}
    print(
        f"{rows['transactions']:>11,} transactions: {seconds['rules']:.1f} s, "
        f"{seconds['rules'] / seconds['sql']:.2f} × hand-written SQL; {most['rules']:.1f} GB "
        f"({most['sql']:.1f} GB by hand, limit {memory_limit}); "
        f"{off[0]} findings differ from what was planted, {off[1]} by hand",
        flush=True,
    )
    return seconds["rules"]


def differing(folder: Path, found: str) -> int:
    """Return how many findings were not planted, or planted and not found."""
    found, planted = (f"(SELECT {KEY} FROM '{folder / file}')" for file in (found, "truth.parquet"))
    query = f"({found} EXCEPT ALL {planted}) UNION ALL ({planted} EXCEPT ALL {found})"
    return len(duckdb.sql(query).fetchall())


def one_customer(place: Path) -> None:
    """Print what one customer of about 70 transactions takes, pandas in and out."""
    folder = place / "one"
    write_population(folder, 1000)
    paths = {name: f"{folder}/{name}.parquet" for name in SOURCES}
    (number,) = duckdb.sql(
        f"SELECT indihome_number FROM '{paths['transactions']}' GROUP BY 1 "
        "ORDER BY abs(count(*) - 70), 1 LIMIT 1"
    ).fetchall()
    frames = [
        duckdb.sql(f"FROM '{path}' WHERE indihome_number = '{number[0]}'").df()
        for path in paths.values()
    ]
    asof = judged_at(practice.TODAY)
    ways = (lambda: audit(*frames, asof=asof), lambda: by_hand.by_pandas(*frames, asof))
    taken = [[seconds(way) for way in ways] for _ in range(ONE_CUSTOMER)]
    own, theirs = (statistics.median(side) for side in zip(*taken, strict=True))
    count = len(frames[1])
    print(f"{count} charges of one customer: {own * 1000:.0f} ms, {own / theirs:.2f} × by hand")


def seconds(action) -> float:
    """Return what one run takes."""
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def main() -> None:
    """Print the ratios."""
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("--customers", type=int, default=400_000)
    words.add_argument("--growth", type=int, default=4, help="1 leaves the larger population out")
    words.add_argument("--memory-limit", default="4GB")
    words.add_argument("--dir", type=Path, help="where the populations are made")
    words.add_argument("--run", nargs=2, metavar=("WAY", "FOLDER"), help=argparse.SUPPRESS)
    args = words.parse_args()
    if args.run:
        run(args.run[0], Path(args.run[1]), args.memory_limit)
        return
    with tempfile.TemporaryDirectory(dir=args.dir) as name:
        place = Path(name)
        one_customer(place)
        once = population(args.customers, args.memory_limit, place)
        if args.growth > 1:
            grown = population(args.customers * args.growth, args.memory_limit, place)
            print(f"{args.growth} × as many: {grown / once:.1f} × the time")


if __name__ == "__main__":
    main()
