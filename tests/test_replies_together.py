"""What is being checked and what was decided: the same in the note, the letters, the escalation."""

from tests.practised import by_hand, practised
from tests.test_replies import text
from tests.written import charge, subscription

# --- what is found outside the charges of this bill ----------------------------------------------


def test_a_charge_is_the_first_only_where_none_was_made_before_it(server):
    said = text(practised(server, 48))
    assert "first charge" not in said
    assert "The charge of 6 Feb 2022 is what bill Mar 2022 carries" in said
    assert "Its first charge is what bill Mar 2022 carries" in text(practised(server, 16))
    free = charge(Trx_Time="2022-01-31 10:00:00", Harga="0", Harga_Prorate="0", Telkom_trx_id="T0")
    begun = subscription(Start_Time="2022-02-01 00:04:25", End_Time="-")
    assert "Its first charge" in text(by_hand([begun], [charge(), free]))
