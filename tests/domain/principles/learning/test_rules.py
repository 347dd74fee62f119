"""What a text may not hold, who is told, the audit's questions, and before and after (001-103; B2-P5; FQ2)."""

from datetime import UTC, date, datetime

import pytest

from principles.learning.rules.asking import CaseState, Holder, Standing, check_problem, holders
from principles.learning.rules.audit import QUESTION, QUESTIONS, is_complex
from principles.learning.rules.effect import MonthShare, effect_of, months_around
from principles.learning.rules.pack import OTHER, TOLD
from principles.learning.rules.traces import Known, Trace, traces_in
from principles.learning.selectors import seen_by_second
from principles.learning.texts import STEPS, TRACES
from principles.models import AuditAnswer, LearningCase

# Houses that are called by what they are.
KINDS = ("Hospitalsenhed Midt", "Afsnit 204", "Børne- og Ungdomspsykiatri", "Psykiatrien i Region Midtjylland")
KNOWN = Known(
    names=("Karen Margrethe", "Prøve-Madsen", "Bo Holm", "Lærke Dahl"),
    places=("Skive Kommune", "Regionshospitalet Viborg", "Medicin 1", "Møllevej 14", "Aalestrup"),
    numbers=("0412501234", "98765432"),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Planen kom for sent, og ingen ringede.", ()),
        ("To afsnit talte sammen, og på dag 3 var alt klar kl. 14.30.", ()),
        ("Der gik 12 timer, og 4 ud af 5 planer kom i tide.", ()),
        ("Hun blev kørt hjem, og Karen var glad.", (Trace.NAME,)),
        ("KARENS datter ringede.", (Trace.NAME,)),
        ("Fru prøve-madsen ventede.", (Trace.NAME,)),
        ("Madsens plan.", (Trace.NAME,)),
        ("Lægen, Bo Holm, var væk.", (Trace.NAME,)),
        ("Visitationen i Skive svarede.", (Trace.PLACE,)),
        ("Skives visitation svarede.", (Trace.PLACE,)),
        ("På medicin 1 var der travlt.", (Trace.PLACE,)),
        ("Krigen og årene efter, 1939–1959, fyldte.", ()),
        ("041250-1234 blev nævnt.", (Trace.CPR, Trace.PHONE, Trace.ID)),
        ("041250 1234", (Trace.CPR, Trace.PHONE, Trace.ID)),
        ("Ring på 98 76 54 32.", (Trace.PHONE, Trace.ID)),
        ("Ring på +45 12345678.", (Trace.PHONE,)),
        ("Skriv til en@prøve.dk.", (Trace.MAIL,)),
        ("Boede på Åvej 3.", (Trace.ADDRESS,)),
        ("Boede i 8800 Viborg.", (Trace.ADDRESS,)),
        ("Det skete 3. maj.", (Trace.DATE,)),
        ("Det skete 3-5-2026.", (Trace.DATE,)),
        ("Se 6f1c1f6e-11aa-4b1b-8a90-0f6b5a0e1c11.", (Trace.ID,)),
    ],
)
def test_what_can_show_who_it_is_about_is_found(text: str, found: tuple[Trace, ...]) -> None:
    assert set(found) <= set(traces_in(text, KNOWN))
    assert bool(found) == bool(traces_in(text, KNOWN))


# As people type and paste: dashes of a text program, letters of two marks, spaces that do not break, nothing visible.
@pytest.mark.parametrize(
    ("text", "trace"),
    [
        ("Det var 150641\u20111234.", Trace.CPR),
        ("Det var 150641\u22121234.", Trace.CPR),
        ("Det var 150641\u20141234.", Trace.CPR),
        ("Det var 150641\u00a0-\u00a01234.", Trace.CPR),
        ("Det var 150641/1234.", Trace.CPR),
        ("Det var 15\u200b0641\u00ad-12\u200d34.", Trace.CPR),
        ("Det var １５０６４１-１２３４.", Trace.CPR),
        ("Han er født 150641.", Trace.DATE),
        ("Ring på 12\u201334\u201356\u201378.", Trace.PHONE),
        ("Ring på 22 33 - 44 55.", Trace.PHONE),
        ("Ring på 2012-2015.", Trace.PHONE),
        ("Ring på +45 1939-1959.", Trace.PHONE),
        ("Skriv til en (at) prøve.dk.", Trace.MAIL),
        ("Skriv til en @ prøve.dk.", Trace.MAIL),
        ("Skriv til en[at]prøve[dot]dk.", Trace.MAIL),
        ("Boede på Åvej nr. 3.", Trace.ADDRESS),
        ("Boede på Åvej, 3.", Trace.ADDRESS),
        ("Boede i Granlunden 7.", Trace.ADDRESS),
        ("Boede i Søtoften 12 B.", Trace.ADDRESS),
        ("Det skete 3.maj.", Trace.DATE),
        ("Det skete den 3/5.", Trace.DATE),
        ("Det skete 2026/05/03.", Trace.DATE),
        ("Det skete i maj 2026.", Trace.DATE),
        ("Læge Åse ringede.", Trace.NAME),
        ("Læge A\u030ase ringede.", Trace.NAME),
        ("Læge ÅSE ringede.", Trace.NAME),
        ("Læge Aases telefon.", Trace.NAME),
        ("Fru Kirkegård ventede.", Trace.NAME),
        ("Fru Kirke\u00adgaard ventede.", Trace.NAME),
        ("Hr. Andre ventede.", Trace.NAME),
        ("Hr. Ib ventede.", Trace.NAME),
        ("Ibs datter ventede.", Trace.NAME),
        ("Det gælder karen_margrethe.", Trace.NAME),
        ("Pia ringede.", Trace.NAME),
        ("Visitationen i Ålestrup svarede.", Trace.PLACE),
        ("Visitationen i Alestrup svarede.", Trace.PLACE),
        ("Hr. Soeren ringede.", Trace.NAME),
        ("Hr. Soren ringede.", Trace.NAME),
        ("Fru Kjaer ringede.", Trace.NAME),
        ("Annelise ringede.", Trace.NAME),
        ("Anne Lise ringede.", Trace.NAME),
        ("Det gælder Karen\u200bMargrethe.", Trace.NAME),
        ("Horsens svarede ikke.", Trace.PLACE),
        ("Det gik galt på Randers.", Trace.PLACE),
        ("Aarhus svarede ikke.", Trace.PLACE),
        ("Ikast svarede ikke.", Trace.PLACE),
        ("Lægerne i Eksempelgade svarede ikke.", Trace.PLACE),
        ("Han er født 2/3 1950.", Trace.DATE),
        ("Han er født i 1950.", Trace.DATE),
        ("Se 6f1c1f6e11aa4b1b8a900f6b5a0e1c11.", Trace.ID),
    ],
)
def test_it_is_found_however_it_is_written(text: str, trace: Trace) -> None:
    people = ("Aase", "Ib Kirkegaard", "André", "PIA", "Søren", "Anne-Lise Kjær")
    houses = ("Regionshospitalet Horsens", "Medicinsk sengeafsnit 2, Regionshospitalet Randers")
    houses += ("Aarhus Universitetshospital", "Ikast-Brande Kommune", "Lægehuset Eksempelgade")
    more = Known(names=(*KNOWN.names, *people), places=(*KNOWN.places, *houses))
    assert trace in traces_in(text, more)


@pytest.mark.parametrize(
    "text",
    [
        "Af planen stod intet, og ingen vidste det.",
        "Hun lå i seng 4 i 3 dage, og der var tvang 2 gange.",
        "Temperaturen var høj 39, og 1/2 tablet blev givet.",
        "Der var 250 meter at gå, og det tog 10-15 minutter.",
        "Han kunne bo hjemme, og ib er intet ord.",
        "Svaret kom kl. 9-10, mellem dag 3-5.",
        "Midt i ugen var afdelingen lukket, og hospitalet og kommunen ventede på hinanden i 204 timer.",
        "Børn og unge venter, og psykiatrien i regionen ved det.",
    ],
)
def test_plain_words_and_numbers_are_let_through(text: str) -> None:
    assert traces_in(text, Known(names=("Bo af Rosenhjelm", "Ib Dag"), places=(*KNOWN.places, *KINDS))) == ()


def test_each_trace_and_each_step_has_its_words() -> None:
    assert set(TRACES) == {trace.value for trace in Trace}
    assert {*TOLD.values(), OTHER} == set(STEPS)


@pytest.mark.parametrize(
    ("born", "died", "whom"),
    [
        (date(1950, 2, 2), False, (Holder.CITIZEN, Holder.GUARDIAN)),
        (None, False, (Holder.CITIZEN, Holder.GUARDIAN)),
        (date(2012, 2, 2), False, (Holder.PARENTS, Holder.GUARDIAN)),
        (date(2011, 11, 29), False, (Holder.CITIZEN, Holder.GUARDIAN)),
        (date(1950, 2, 2), True, (Holder.RELATIVES,)),
        (date(2012, 2, 2), True, (Holder.RELATIVES,)),
    ],
)
def test_who_can_say_no(born: date | None, died: bool, whom: tuple[Holder, ...]) -> None:
    assert holders(born=born, died=died, on=date(2026, 11, 29)) == whom


@pytest.mark.parametrize(
    ("standing", "problem"),
    [
        (Standing(CaseState.WAITING, True, frozenset({1})), None),
        (Standing(CaseState.WAITING, True, frozenset({1, 2})), "learning.own_nomination"),
        (Standing(CaseState.WAITING, False, frozenset({1})), "learning.nobody_told"),
        (Standing(CaseState.SHOWN, True, frozenset({1})), "learning.shown_already"),
        (Standing(CaseState.OBJECTED, False, frozenset()), "learning.objected"),
    ],
)
def test_a_second_person_shows_it(standing: Standing, problem: str | None) -> None:
    assert check_problem(standing, by=2) == problem


def test_b2_p5_the_audit_asks_of_each_principle_and_of_psychiatry() -> None:
    assert len(QUESTION) == len(QUESTIONS) == 9
    assert sum(question.clause == "B2-P5" for question in QUESTIONS) == 3
    assert [
        is_complex(speciality=of, sides=sides, waited=waited)
        for of, sides, waited in (
            ("psychiatric", 1, 0),
            ("somatic", 3, 0),
            ("somatic", 2, 2),
            ("somatic", 2, 1),
        )
    ] == [True, True, True, False]


@pytest.mark.parametrize(
    ("checked", "seconded", "seen"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_what_a_second_person_has_read_may_be_shown(checked: bool, seconded: bool, seen: bool) -> None:
    case = LearningCase(checked_at=datetime(2026, 5, 1, 12, tzinfo=UTC) if checked else None)
    assert seen_by_second(case, AuditAnswer(seconded=seconded)) is (checked and seconded)


def test_before_and_after_leave_the_month_of_the_change_out() -> None:
    months = months_around(date(2026, 5, 12), date(2026, 8, 1))
    assert months == (
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
        date(2026, 3, 1),
        date(2026, 4, 1),
        date(2026, 6, 1),
        date(2026, 7, 1),
        date(2026, 8, 1),
    )
    found = effect_of([MonthShare(date(2026, 4, 1), 5, 10), MonthShare(date(2026, 6, 1), 18, 20)], date(2026, 5, 12))
    assert (found.before.share, found.after.share, found.points) == (50.0, 90.0, 40.0)
    own_too = [MonthShare(date(2026, month, 1), met, 10) for month, met in ((4, 5), (5, 1), (6, 9))]
    assert effect_of(own_too, date(2026, 5, 12)).points == 40.0
    assert effect_of([MonthShare(date(2026, 4, 1), 5, 10)], date(2026, 5, 12)).points is None
