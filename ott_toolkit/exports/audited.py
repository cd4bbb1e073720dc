"""The audit of exports: files in, a file of findings out, and a tally by rule."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any, Literal, Protocol

import narwhals as nw

from ott_toolkit.errors import OttError, QueryError
from ott_toolkit.exports import columns
from ott_toolkit.exports.layouts import SOURCES, Layout, layouts
from ott_toolkit.policy import Policy
from ott_toolkit.rules import CATALOGUE, RULES, Rule, audit_by_view, judged_at
from ott_toolkit.rules.catalogue import Source
from ott_toolkit.schema import Table

EngineName = Literal["duckdb", "spark"]
Progress = Callable[[str, float | None], None]
"""Called several times a second with what is being done (`read`, `audit`, `write`) and the share of
it that is done, `None` where nobody knows."""

_ENDINGS = (".parquet", ".csv")
_PAUSE = 0.5
"""Seconds between two looks at how far the engine is."""


@dataclass(frozen=True)
class Tally:
    """How often a rule found something, and what it comes to.

    Attributes:
        rule: The rule.
        findings: How many.
        rupiah: The sum of their differences from what was expected; of a rule on money that
            expects no amount, the sum of their amounts. `None` where they have neither.
    """

    rule: Rule
    findings: int
    rupiah: int | None


@dataclass(frozen=True)
class Audited:
    """What an audit did.

    Attributes:
        findings: Where they are: a file, or Spark's folder of files.
        asof: The time that was judged at, naive WIB.
        tallies: Of every rule that was run, in the order of the catalogue.
        not_run: Name of a rule → the sources that it lacked.
    """

    findings: str
    asof: datetime
    tallies: list[Tally]
    not_run: dict[str, tuple[Source, ...]]


class Engine(Protocol):
    """What reads, audits and writes."""

    dialect: columns.Dialect

    def load(self, layout: Layout) -> Any:
        """Return the rows of a layout's files as they are, their CSV as text."""

    def select(self, rows: Any, expressions: list[str]) -> Any:
        """Return rows with other columns, in SQL."""

    def one(self, rows: Any, aggregates: list[str]) -> dict[str, Any]:
        """Return the one row that aggregates make, by name."""

    def joined(self, frames: list[Any]) -> Any:
        """Return the rows of all frames."""

    def keep(self, rows: Any, name: str) -> Any:
        """Return rows that several things look at, reckoned once where doing it again is dear."""

    def write(self, findings: Any, path: str, format: str) -> None:  # noqa: A002 - as elsewhere
        """Write findings to a place that is not there yet."""

    def written(self, path: str) -> Any:
        """Return findings that were written as Parquet."""

    def rows(self, frame: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a small frame."""

    def done(self) -> float | None:
        """Return the share of what is running that is done, if it is known."""

    def interrupted(self, reason: Exception) -> bool:
        """Whether it is Ctrl+C that the engine calls a failure."""

    def told(self, reason: Exception) -> OttError | None:
        """Return what a failure of the engine means to whoever asked; `None` if it is not its."""


def audit_exports(
    findings: str,
    *,
    subscriptions: str | None = None,
    transactions: str | None = None,
    bills: str | None = None,
    policy: Policy | None = None,
    asof: date | datetime | None = None,
    engine: EngineName = "duckdb",
    memory_limit: str | None = None,
    threads: int | None = None,
    master: str | None = None,
    force: bool = False,
    on_progress: Progress | None = None,
) -> Audited:
    """Audit exports of all customers; write the findings and return a tally by rule.

    Args:
        findings: Where they go, `.parquet` or `.csv`; Spark makes a folder of that name. They have
            the columns of `rules.FINDINGS` and come under their name only when they are whole.
        subscriptions: A file, a folder or a pattern like `2022-*.parquet`, of Parquet or CSV;
            `None` where there is none: rules that need it are not run. Columns go by the names of
            `schema`; others are ignored.
        transactions: Likewise.
        bills: The lines of the bills (`indihome_number`, `period`, `line`, `amount`, `status`,
            where there are any `bill` and `billed`), likewise.
        policy: The inferred settings.
        asof: The time to judge at, WIB; by default now.
        engine: `duckdb`, on this computer, or `spark`.
        memory_limit: Like `4GB`; DuckDB puts what is more on the disk beside `findings`. By default
            60 % of the computer's; for Spark its own.
        threads: By default all of the computer's.
        master: Spark's, like `local[4]` or `spark://host:7077`; then sources and findings may be
            addresses of Parquet, like `hdfs://…`.
        force: Replace findings that are there.
        on_progress: Told how far it is, from another thread.

    Raises:
        QueryError: No source, no such file, or findings that are there already.
        ParseError: A file lacks a column or cannot be read: which, where and what.
        OttError: The engine is not installed, or failed.
    """
    sources = {"subscriptions": subscriptions, "transactions": transactions, "bill": bills}
    given = {name: source for name, source in sources.items() if source is not None}
    if not given:
        raise QueryError("Nothing to audit: name at least one of the exports.")
    form = _checked(findings, list(given.values()), force=force, remote=engine == "spark")
    asof = judged_at(asof)
    with (
        _own_folder(findings) as folder,
        _engine(engine, folder, memory_limit, threads, master) as runs,
        _told(runs),
        _watched(runs, on_progress) as step,
    ):
        step("read")
        frames = {name: _read(runs, source, SOURCES[name], name) for name, source in given.items()}
        step("audit")
        parts = _findings(runs, frames, policy, asof)
        place = str(folder / "findings.parquet") if folder else findings
        if folder:
            _write(runs, parts, place, step)
        else:  # at an address nothing else is written
            runs.write(runs.joined(parts), place, "parquet")
        step("write")
        tallies = _tallies(runs, runs.written(place), set(given))
        if folder:
            _place(runs, place, Path(findings), form)
    return Audited(findings, asof, tallies, _not_run(set(given)))


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """Raise what a failure of the engine means instead of it."""
    try:
        yield
    except Exception as reason:
        if engine.interrupted(reason):
            raise KeyboardInterrupt from None
        if (told := engine.told(reason)) is None:
            raise
        raise told from reason


def _checked(findings: str, sources: list[str], *, force: bool, remote: bool) -> str:
    """Return the format that findings are asked in; refuse a place where they cannot go."""
    form = Path(findings).suffix.lower().removeprefix(".")
    if f".{form}" not in _ENDINGS:
        raise QueryError("Findings go to a .parquet or a .csv, not to {path}.", path=findings)
    addresses = [path for path in (findings, *sources) if "://" in path]
    if addresses and not remote:
        raise QueryError("Only Spark reads and writes addresses: {path}.", path=addresses[0])
    if "://" in findings:
        if form != "parquet":
            raise QueryError("At an address findings are .parquet: {path}.", path=findings)
        return form
    if not Path(findings).absolute().parent.is_dir():
        raise QueryError("There is no folder {path}.", path=Path(findings).parent)
    if Path(findings).resolve() in {Path(source).resolve() for source in sources}:
        raise QueryError("{path} is one of the exports: name another file.", path=findings)
    if Path(findings).exists() and not force:
        raise QueryError("{path} is there already. --force replaces it.", path=findings)
    return form


@contextmanager
def _own_folder(findings: str) -> Iterator[Path | None]:
    """Make a folder beside the findings, for what is not whole yet and what does not fit in memory.

    Findings at an address have none: there Spark itself shows only what is whole.
    """
    if "://" in findings:
        yield None
        return
    place = Path(findings).absolute()
    with tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as folder:
        yield Path(folder)


@contextmanager
def _engine(
    name: EngineName,
    folder: Path | None,
    memory_limit: str | None,
    threads: int | None,
    master: str | None,
) -> Iterator[Engine]:
    if name == "spark":
        from ott_toolkit.exports.spark import Spark, session

        with session(master, memory_limit, threads) as running:
            yield Spark(running)
        return
    if master:
        raise QueryError("A master goes with Spark: --engine spark.")
    from ott_toolkit.exports.duck import Duck, connected

    assert folder is not None  # noqa: S101 - only Spark knows addresses
    with connected(folder, memory_limit, threads) as base:
        yield Duck(base, folder)


def _read(engine: Engine, source: str, table: Table, name: str) -> Any:
    """Return the rows of a source with canonical columns and types."""
    frames = []
    for place, layout in enumerate(_layouts(engine, source, table)):
        rows = engine.load(layout)
        read = columns.read(layout, table, engine.dialect)
        if doubtful := columns.unreadable(read, engine.dialect):
            for column, text in engine.one(rows, doubtful).items():
                if text is not None:
                    raise columns.refuse(layout, column, table[column].kind, text)
        typed = engine.select(rows, columns.selected(read, engine.dialect))
        frames.append(engine.keep(typed, f"{name}-{place}") if doubtful else typed)
    return engine.joined(frames)


def _findings(
    engine: Engine, frames: dict[str, Any], policy: Policy | None, asof: datetime
) -> list[Any]:
    subscriptions, transactions, bill = (frames.get(name) for name in SOURCES)
    return audit_by_view(subscriptions, transactions, bill, policy, asof, keep=engine.keep)


def _write(engine: Engine, parts: list[Any], place: str, step: Callable[..., None]) -> None:
    """Write the findings part by part: so they need the memory of the largest alone."""
    written = []
    for n, part in enumerate(parts):
        step("audit", n / len(parts))
        path = f"{place}-{n}.parquet"
        engine.write(part, path, "parquet")
        written.append(engine.written(path))
    engine.write(engine.joined(written), place, "parquet")


def _layouts(engine: Engine, source: str, table: Table) -> list[Layout]:
    if "://" not in source:
        return layouts(source, table)
    from ott_toolkit.exports.spark import Spark

    assert isinstance(engine, Spark)  # noqa: S101 - the others refuse addresses
    return [engine.layout(source, table)]


def _tallies(engine: Engine, findings: Any, given: set[str]) -> list[Tally]:
    of_money = [rule.name for rule in CATALOGUE if rule.severity in ("money", "confirm")]
    off = (nw.col("amount") - nw.col("expected")).abs()
    amount = nw.when(nw.col("rule").is_in(of_money)).then(nw.col("amount").abs())
    rupiah = nw.when(~nw.col("expected").is_null()).then(off).otherwise(amount)
    counted = (
        nw.from_native(findings)
        .with_columns(rupiah=rupiah)
        .group_by("rule")
        .agg(
            nw.len().alias("findings"),
            nw.col("rupiah").sum(),
            nw.col("rupiah").count().alias("known"),
        )
        .select("rule", "findings", "rupiah", "known")
    )
    found = {
        rule: Tally(RULES[rule], findings, int(total) if known else None)
        for rule, findings, total, known in engine.rows(counted.to_native())
    }
    return [found.get(r.name, Tally(r, 0, None)) for r in CATALOGUE if set(r.needs) <= given]


def _not_run(given: set[str]) -> dict[str, tuple[Source, ...]]:
    lacking = {r.name: tuple(name for name in r.needs if name not in given) for r in CATALOGUE}
    return {name: sources for name, sources in lacking.items() if sources}


def _place(engine: Engine, written: str, findings: Path, form: str) -> None:
    """Bring findings under their name in one step, the file that was there before away."""
    if form == "csv":
        spared = _spared(engine.written(written))
        written = str(Path(written).with_suffix(".csv"))
        engine.write(spared, written, "csv")
    if findings.is_dir() or (findings.exists() and Path(written).is_dir()):
        findings.rename(Path(written).parent / "before")  # a folder is not replaced in one step
    Path(written).replace(findings)


_SHAPELESS = r"[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]"
_SIGNS = "=+\\-@\u207a\u207c\u208a\u208c\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20"
_FORMULA = rf"^\p{{Zs}}*[{_SIGNS}]"
"""As `plain` spares a spreadsheet, the wide and small forms of these signs included."""


def _spared(findings: Any) -> Any:
    """Return findings whose text no spreadsheet takes for a formula, their months as days."""
    frame = nw.from_native(findings)
    texts = ("rule", "indihome_number", "partner_ref", "trx_id")
    harmless = frame.with_columns(nw.col(*texts).str.replace_all(_SHAPELESS, "\ufffd"))
    return harmless.with_columns(
        *(
            nw.when(nw.col(name).str.contains(_FORMULA))
            .then(nw.concat_str(nw.lit("'"), nw.col(name)))
            .otherwise(nw.col(name))
            .alias(name)
            for name in texts
        ),
        nw.col("period").cast(nw.Date),
    ).to_native()


@contextmanager
def _watched(engine: Engine, on_progress: Progress | None) -> Iterator[Callable[..., None]]:
    """Tell how far the engine is while it works; give a function that begins a step."""
    step, over = [("", 0.0)], Event()

    def begin(name: str, done: float = 0.0) -> None:
        step[0] = name, done

    def watch() -> None:
        while not over.wait(_PAUSE):
            name, done = step[0]
            if on_progress and name:
                on_progress(name, done or engine.done())

    watcher = Thread(target=watch, daemon=True)
    if on_progress:
        watcher.start()
    try:
        yield begin
    finally:
        over.set()
        if on_progress:
            watcher.join()
