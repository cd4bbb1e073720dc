"""Lesson 2: the bill, from a price to its total."""

from ott_toolkit.sentences import sentence
from ott_toolkit.teaching.lessons.lesson import Lesson
from ott_toolkit.teaching.questions import Option, Question, Typed

LESSON = Lesson(
    number=2,
    title=sentence("The bill"),
    minutes=20,
    questions=(
        Question(
            name="2-number",
            ask=sentence(
                "The head of the bill above shows Phone, Internet and GroupID. Which number"
                " do you look up?"
            ),
            why=sentence("The IndiHome number is the one behind «Internet»: 121500000017."),
            typed=Typed(
                "number",
                right="121500000017",
                wrong={"02100000017": "phone-for-internet", "34000000017": "other-column"},
            ),
        ),
        Question(
            name="2-names",
            ask=sentence("Which of these lines are INTERNET CONTENT under another name? Tick all."),
            why=sentence(
                "Epayment writes Internet Content, MyArms writes Internet Conten - Upoint "
                "OTT; capitals and spaces do not matter."
            ),
            options=(
                Option("epayment", sentence("Internet Content")),
                Option("myarms", sentence("Internet Conten - Upoint OTT")),
                Option("calls", sentence("PERCAKAPAN PONSEL"), slip="other-column"),
                Option("fee", sentence("ABONEMEN"), slip="other-column"),
            ),
        ),
        Question(
            name="2-signs",
            ask=sentence(
                "The dashboard shows 29.000,00, the bill 29,000 and the export 29000. How "
                "much is that?"
            ),
            why=sentence(
                "On the dashboard the dot groups thousands and the comma begins the sen; on"
                " the bill the comma groups. All three are Rp 29.000."
            ),
            options=(
                Option("same", sentence("The same three times: Rp 29.000")),
                Option(
                    "small",
                    sentence("29,000 is twenty-nine rupiah, the others are Rp 29.000"),
                    slip="separators",
                ),
                Option(
                    "large",
                    sentence("29.000,00 is Rp 2.900.000, the others are Rp 29.000"),
                    slip="separators",
                ),
            ),
        ),
        Question(
            name="2-ppn",
            ask=sentence(
                "Of the March 2022 bill of 121500000017: what does the line INTERNET "
                "CONTENT cost with PPN?"
            ),
            why=sentence(
                "29.000 + 10 % = 31.900. PPN stands in a line of its own, for all taxed "
                "lines together."
            ),
            typed=Typed(
                "rupiah",
                right="31900",
                wrong={
                    "29000": "ppn",
                    "2900": "ppn",
                    "32190": "ppn",
                    "74400": "ppn",
                    "3190000": "separators",
                },
            ),
        ),
        Question(
            name="2-untaxed",
            ask=sentence("Which line is left out when PPN is reckoned?"),
            why=sentence(
                "METERAI and fines (DENDA) bear no PPN. All other lines do, with their "
                "signs as shown."
            ),
            options=(
                Option("content", sentence("INTERNET CONTENT"), slip="ppn"),
                Option("stamp", sentence("METERAI")),
                Option("fee", sentence("ABONEMEN"), slip="ppn"),
            ),
        ),
        Question(
            name="2-content",
            ask=sentence(
                "The March 2022 bill of 121500000003 has INTERNET CONTENT three times. How "
                "much is it altogether, before PPN?"
            ),
            why=sentence(
                "45.000 + 65.000 + 29.000 = 139.000. Several lines are legitimate: one for "
                "each service."
            ),
            typed=Typed(
                "rupiah",
                right="139000",
                wrong={
                    "152900": "ppn",
                    "45000": "other-column",
                    "414000": "other-column",
                    "13900000": "separators",
                },
            ),
        ),
    ),
    disputes=("121500000024",),
)
