"""Lesson 8: the answer, and what must not stand in it."""

from ott_toolkit.sentences import sentence
from ott_toolkit.teaching.lessons.lesson import Lesson
from ott_toolkit.teaching.questions import Option, Question, Typed

LESSON = Lesson(
    number=8,
    title=sentence("The answer"),
    minutes=40,
    questions=(
        Question(
            name="8-note",
            ask=sentence("Note A: which sentence has no row behind it?"),
            why=sentence("Channel STB is recorded, the buyer is not."),
            options=(
                Option(
                    "one",
                    sentence("1: «Mar 2022 bill, INTERNET CONTENT Rp 29.000.»"),
                    slip="unfounded",
                ),
                Option("two", sentence("2: «The customer's child bought it on the set-top box.»")),
                Option(
                    "three", sentence("3: «Charge of 1 Feb 2022, Rp 29.000.»"), slip="unfounded"
                ),
                Option(
                    "four",
                    sentence("4: «Subscription Inactive, End Time 3 Mar 2022.»"),
                    slip="unfounded",
                ),
            ),
        ),
        Question(
            name="8-whatsapp",
            ask=sentence("Message B: which sentence has to go?"),
            why=sentence(
                "Nobody has decided anything yet. A correction is proposed, with a ticket; "
                "the outcome follows the check."
            ),
            options=(
                Option(
                    "one",
                    sentence(
                        "1: «The subscription to Disney is recorded as ended on 18 Feb 2022.»"
                    ),
                    slip="unfounded",
                ),
                Option(
                    "two",
                    sentence("2: «There is one more charge of Rp 29.000 on 20 Feb 2022.»"),
                    slip="unfounded",
                ),
                Option(
                    "three", sentence("3: «Rp 31.900 will be back with you within three days.»")
                ),
            ),
        ),
        Question(
            name="8-email",
            ask=sentence("Email C: which sentence has no row behind it?"),
            why=sentence(
                "«Jumlah cocok» (Explained) compares amounts. Whether something has to be paid is "
                "not in the rows."
            ),
            options=(
                Option(
                    "one",
                    sentence("1: «The bill of Feb 2022 carries two charges of Rp 29.000.»"),
                    slip="unfounded",
                ),
                Option(
                    "two",
                    sentence("2: «They were made on 1 Jan 2022 and 31 Jan 2022.»"),
                    slip="unfounded",
                ),
                Option(
                    "three", sentence("3: «The amount is explained, so the bill has to be paid.»")
                ),
            ),
        ),
        Question(
            name="8-proposed",
            ask=sentence(
                "121500000009: the charge of 20 Feb 2022 is in doubt. Which correction do "
                "you propose, with PPN?"
            ),
            why=sentence("Rp 29.000 and 10 % PPN: Rp 31.900. It is a proposal, with a ticket."),
            typed=Typed(
                "rupiah",
                right="31900",
                wrong={"29000": "ppn", "32190": "ppn", "598400": "other-column"},
            ),
        ),
        Question(
            name="8-send",
            ask=sentence("Which sentence may be sent to the customer of 121500000009?"),
            why=sentence(
                "It says what is proposed, and that nothing is decided yet. Nobody "
                "promises, and nobody is said to have bought."
            ),
            options=(
                Option(
                    "bought",
                    sentence("«You bought Disney yourself, on your own set-top box.»"),
                    slip="buyer-known",
                ),
                Option(
                    "proposal",
                    sentence(
                        "«We propose a correction of Rp 31.900; the decision follows the check.»"
                    ),
                ),
                Option(
                    "refund",
                    sentence("«Rp 31.900 is sure to be paid back, please just wait for it.»"),
                    slip="promised-refund",
                ),
                Option(
                    "pay",
                    sentence("«The amount is explained, so please pay the bill as usual.»"),
                    slip="match-means-pay",
                ),
            ),
        ),
        Question(
            name="8-private",
            ask=sentence("How does the number stand in a WhatsApp message?"),
            why=sentence(
                "Four digits are enough for the customer to know the number, and too few "
                "for anybody else."
            ),
            options=(
                Option(
                    "all",
                    sentence("121500000009, with name, Phone and GroupID"),
                    slip="more-than-needed",
                ),
                Option("full", sentence("121500000009"), slip="more-than-needed"),
                Option("masked", sentence("…0009")),
            ),
        ),
        Question(
            name="8-escalation",
            ask=sentence("What does an escalation need in full? Tick all."),
            why=sentence(
                "The team has to find the rows: number, Partner ref_no, Telkom trx_id and "
                "Trx Time. Phone, GroupID and what others have in the house do not help it."
            ),
            options=(
                Option("number", sentence("The IndiHome number")),
                Option("reference", sentence("Partner ref_no and Telkom trx_id")),
                Option("house", sentence("Who lives in the house"), slip="more-than-needed"),
                Option("phone", sentence("Phone and GroupID"), slip="more-than-needed"),
                Option("times", sentence("Trx Time and amounts")),
            ),
        ),
    ),
    disputes=("121500000013",),
)
