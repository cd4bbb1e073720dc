import pytest

from ott_toolkit.errors import OttError, ParseError, QueryError
from ott_toolkit.locale import LANGUAGES, explain, say, translator
from ott_toolkit.parse import note
from ott_toolkit.schema import TABLES

NOT_A_TIME = ParseError("not a time like 2022-02-01 00:04:25: {text}", text="'x'")
IN_ROW = ParseError("Row {row}, {column}: {reason}", row=7, column="Trx Time", reason=NOT_A_TIME)


def test_an_error_is_said_in_two_languages_and_so_is_the_one_within():
    assert explain(IN_ROW, "en") == str(IN_ROW)
    assert str(IN_ROW) == "Row 7, Trx Time: not a time like 2022-02-01 00:04:25: 'x'"
    assert (
        explain(IN_ROW, "id") == "Baris 7, Trx Time: bukan waktu seperti 2022-02-01 00:04:25: 'x'"
    )


def test_what_has_no_translation_is_said_in_english():
    assert explain(OttError("Never said: {what}", what="{braces}"), "id") == "Never said: {braces}"


def test_a_remark_is_said_with_its_values():
    remark = note("{column}: {count} amounts with sen were rounded to whole rupiah.",
                  column="Harga", count=2)  # fmt: skip
    assert say(remark, "en") == "Harga: 2 amounts with sen were rounded to whole rupiah."
    assert say(remark, "id") != say(remark, "en")
    assert say(remark, "id").startswith("Harga: 2")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_the_columns_mean_is_said_in_indonesian(table):
    for column in table.columns:
        assert translator("id")(column.meaning) != column.meaning
        assert translator("en")(column.meaning) == column.meaning


def test_an_error_survives_being_copied():
    import copy
    import pickle

    error = QueryError("{text} is not a date. Type it like 2022-03-20.", text="x")
    for same in (copy.copy(error), pickle.loads(pickle.dumps(error))):  # noqa: S301 - our own
        assert (type(same), str(same), same.values) == (QueryError, str(error), error.values)


def test_the_languages_are_known():
    assert LANGUAGES == ("id", "en")
