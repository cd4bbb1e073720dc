"""The tabs below the desk: summary, timeline, both tables, bill."""

from __future__ import annotations

import warnings

import ipywidgets as widgets
import pandas as pd
from itables.widget import ITable

from ott_toolkit.case import Case
from ott_toolkit.charts import to_svg
from ott_toolkit.locale import translator
from ott_toolkit.panel import views
from ott_toolkit.panel.filters import Filters
from ott_toolkit.parse import empty
from ott_toolkit.schema import SUBSCRIPTIONS, TRANSACTIONS, Table


class Pages(widgets.Tab):
    """Five tabs; `show` fills them from a case."""

    def __init__(self) -> None:
        self._summary = widgets.HTML()
        self._charts = widgets.HTML()
        self._tables = [TablePage(SUBSCRIPTIONS), TablePage(TRANSACTIONS)]
        self._bill = widgets.HTML()
        super().__init__([self._summary, self._charts, *self._tables, self._bill])

    def show(self, case: Case | None, filters: Filters, language: str) -> None:
        """Show `case`; without one, nothing. `filters` narrow the tables alone.

        What speaks of amounts, of belonging and of «nothing» speaks of the whole case.
        """
        _ = translator(language)
        named = [_("Summary"), _("Timeline"), SUBSCRIPTIONS.title, TRANSACTIONS.title, _("Bill")]
        for place, title in enumerate(named):
            self.set_title(place, title)
        self.layout.display = "none" if case is None else ""
        if case is None:
            self.selected_index = 0
            for page in (self._summary, self._charts, self._bill):
                page.value = ""
            for table in self._tables:
                table.show(None, language)
            return
        timeline = to_svg(case.timeline(language=language))
        self._summary.value = views.summary_page(case, timeline, language)
        self._charts.value = views.charts_page(case, timeline, language)
        self._bill.value = views.bill_page(case, language)
        self.show_tables(case, filters, language)

    def show_tables(self, case: Case, filters: Filters, language: str) -> None:
        """Show the rows of `case` that `filters` keep."""
        shown = filters.narrowed(case)
        for page, frame in zip(
            self._tables, (shown.subscriptions, shown.transactions), strict=True
        ):
            page.show(frame, language, filtered=bool(filters))


class TablePage(widgets.VBox):
    """One table that sorts, filters and pages, and what its columns mean."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._meanings = widgets.HTML()
        rows, options = views.table_rows(empty(table), table, "id")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # itables warns of options that it passes on unknown
            self._rows = ITable(
                rows,
                showIndex=False,
                maxBytes=0,
                pageLength=10,
                order=[],
                classes="display compact",
                **options,
            )
        super().__init__([self._rows, self._meanings])
        self.add_class("ott-page")

    def show(self, frame: pd.DataFrame | None, language: str, *, filtered: bool = False) -> None:
        """Show `frame`; `None` means that the table was not looked up."""
        _ = translator(language)
        shown = empty(self._table) if frame is None else frame
        rows, options = views.table_rows(shown, self._table, language)
        if frame is None:
            nothing = _("{table}: not looked up yet").format(table=self._table.title)
            options["language"]["emptyTable"] = nothing
        elif filtered:
            options["language"]["emptyTable"] = _("Nothing for this number and this filter")
        self._rows.update(rows, **options)
        self._meanings.value = views.meanings(self._table, language)
