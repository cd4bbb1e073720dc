"""The tabs below the desk: summary, timeline, both tables, bill, questions, other pages."""

from __future__ import annotations

from collections.abc import Sequence

import ipywidgets as widgets
import itables.options
import pandas as pd
from itables.widget import ITable

from ott_toolkit.case import Case
from ott_toolkit.locale import translator
from ott_toolkit.panel import views
from ott_toolkit.panel.answer import Answer
from ott_toolkit.panel.filters import Filters
from ott_toolkit.panel.others import Others
from ott_toolkit.panel.proof import Proof
from ott_toolkit.parse import empty
from ott_toolkit.schema import SUBSCRIPTIONS, TRANSACTIONS, Table

PLACES = ("summary", "charts", "subscriptions", "transactions", "bill", "questions", "others")
_PAGE = 10

itables.options.warn_on_undocumented_option = False  # they are DataTables' own, passed on


class Pages(widgets.Tab):
    """Seven tabs: the first an `Answer`, the last the menu's other pages; `show` fills the rest."""

    def __init__(self, answer: Answer, others: Others) -> None:
        self._charts = widgets.HTML()
        self._tables = [TablePage(SUBSCRIPTIONS), TablePage(TRANSACTIONS)]
        self._bill = widgets.HTML()
        self._questions = widgets.HTML()
        rest = [self._bill, self._questions, others]
        super().__init__([answer, self._charts, *self._tables, *rest])

    def show(
        self, case: Case | None, filters: Filters, language: str, proof: Proof | None = None
    ) -> None:
        """Show `case`; without one, nothing. `filters` narrow the tables alone, as in `show_rows`.

        What speaks of amounts, of belonging and of «nothing» speaks of the whole case. The tabs
        are seen once `reveal` is called: none stands there empty while it is filled.
        """
        _ = translator(language)
        tables = (SUBSCRIPTIONS.title, TRANSACTIONS.title)
        named = [_("Summary"), _("Timeline"), *tables, _("Bill"), _("Questions"), _("Other pages")]
        for place, title in enumerate(named):
            self.set_title(place, title)
        if case is None:
            self.layout.display = "none"
            self.selected_index = 0
            for page in (self._charts, self._bill, self._questions):
                page.value = ""
            for table in self._tables:
                table.show(None, language)
            return
        self.show_charts(case, language)
        self.show_questions(case, language)
        self.show_rows(case, filters, language, proof)

    def reveal(self) -> None:
        """Let the tabs be seen."""
        self.layout.display = ""

    def show_charts(self, case: Case, language: str) -> None:
        """Show the charts, which know what was read of other pages."""
        self._charts.value = views.charts_page(case, language)

    def show_questions(self, case: Case, language: str) -> None:
        """Show the standard questions, which follow the period in dispute."""
        self._questions.value = views.questions_page(case, language)

    def show_rows(
        self, case: Case, filters: Filters, language: str, proof: Proof | None = None
    ) -> None:
        """Show the rows of `case` that `filters` keep, and its bill; those of `proof` marked."""
        self._bill.value = views.bill_page(case, language, proof)
        shown = filters.narrowed(case)
        for page, frame in zip(
            self._tables, (shown.subscriptions, shown.transactions), strict=True
        ):
            page.show(frame, language, filtered=bool(filters), proof=proof)

    @property
    def place(self) -> str:
        """The tab that is open, of `PLACES`."""
        return PLACES[self.selected_index or 0]

    def turn_to(self, place: str) -> None:
        """Open the tab of `place`, of `PLACES`."""
        self.selected_index = PLACES.index(place)


class TablePage(widgets.VBox):
    """One table that sorts, filters and pages, and what its columns mean."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._meanings = widgets.HTML()
        rows, options = views.table_rows(empty(table), table, "id")
        self._rows = ITable(
            rows,
            showIndex=False,
            maxBytes=0,
            pageLength=_PAGE,
            order=[],
            select={"style": "api"},  # rows are marked from here, not by clicks
            classes="display compact",
            **options,
        )
        super().__init__([self._rows, self._meanings])
        self.add_class("ott-page")

    def show(
        self,
        frame: pd.DataFrame | None,
        language: str,
        *,
        filtered: bool = False,
        proof: Proof | None = None,
    ) -> None:
        """Show `frame`, the rows of `proof` marked; `None` is a table that was not looked up."""
        _ = translator(language)
        shown = empty(self._table) if frame is None else frame
        rows, options = views.table_rows(shown, self._table, language)
        if frame is None:
            nothing = _("{table}: not looked up yet").format(table=self._table.title)
            options["language"]["emptyTable"] = nothing
        elif filtered:
            options["language"]["emptyTable"] = _("Nothing for this number and this filter")
        marked: Sequence[int] = proof.positions(self._table.name, shown) if proof else ()
        options["displayStart"] = min(marked, default=0) // _PAGE * _PAGE
        self._rows.update(rows, selected_rows=list(marked), **options)
        self._meanings.value = views.meanings(self._table, language)
