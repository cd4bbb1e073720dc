"""Exports of all customers: files of any size, audited on DuckDB or Spark into findings."""

from ott_toolkit.exports.audited import Audited, Tally, audit_exports

__all__ = ["Audited", "Tally", "audit_exports"]
