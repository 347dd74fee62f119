"""What a text may not hold, who is told, the audit's questions, and before and after (001-103; B2-P5; FQ2)."""

from datetime import UTC, date, datetime

import pytest

from principles.learning.rules.asking import CaseState, Holder, SharingStanding, check_problem, holders
from principles.learning.rules.audit import QUESTION, QUESTIONS, is_complex
from principles.learning.rules.effect import MonthShare, effect_of, months_around
from principles.learning.rules.pack import OTHER, TOLD
from principles.learning.rules.traces import Known, PersonTrace, traces_in
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
        ("Hun blev kørt hjem, og Karen var glad.", (PersonTrace.NAME,)),
        ("KARENS datter ringede.", (PersonTrace.NAME,)),
        ("Fru prøve-madsen ventede.", (PersonTrace.NAME,)),
        ("Madsens plan.", (PersonTrace.NAME,)),
        ("Lægen, Bo Holm, var væk.", (PersonTrace.NAME,)),
        ("Visitationen i Skive svarede.", (PersonTrace.PLACE,)),
        ("Skives visitation svarede.", (PersonTrace.PLACE,)),
        ("På medicin 1 var der travlt.", (PersonTrace.PLACE,)),
        ("Krigen og årene efter, 1939–1959, fyldte.", ()),
        ("041250-1234 blev nævnt.", (PersonTrace.CPR, PersonTrace.PHONE, PersonTrace.ID)),
        ("041250 1234", (PersonTrace.CPR, PersonTrace.PHONE, PersonTrace.ID)),
        ("Ring på 98 76 54 32.", (PersonTrace.PHONE, PersonTrace.ID)),
        ("Ring på +45 12345678.", (PersonTrace.PHONE,)),
        ("Skriv til en@prøve.dk.", (PersonTrace.MAIL,)),
        ("Boede på Åvej 3.", (PersonTrace.ADDRESS,)),
        ("Boede i 8800 Viborg.", (PersonTrace.ADDRESS,)),
        ("Det skete 3. maj.", (PersonTrace.DATE,)),
        ("Det skete 3-5-2026.", (PersonTrace.DATE,)),
        ("Se 6f1c1f6e-11aa-4b1b-8a90-0f6b5a0e1c11.", (PersonTrace.ID,)),
    ],
)
def test_what_can_show_who_it_is_about_is_found(text: str, found: tuple[PersonTrace, ...]) -> None:
    assert set(found) <= set(traces_in(text, KNOWN))
    assert bool(found) == bool(traces_in(text, KNOWN))


# As people type and paste: dashes of a text program, letters of two marks, spaces that do not break, nothing visible.
@pytest.mark.parametrize(
    ("text", "trace"),
    [
        ("Det var 150641\u20111234.", PersonTrace.CPR),
        ("Det var 150641\u22121234.", PersonTrace.CPR),
        ("Det var 150641\u20141234.", PersonTrace.CPR),
        ("Det var 150641\u00a0-\u00a01234.", PersonTrace.CPR),
        ("Det var 150641/1234.", PersonTrace.CPR),
        ("Det var 15\u200b0641\u00ad-12\u200d34.", PersonTrace.CPR),
        ("Det var １５０６４１-１２３４.", PersonTrace.CPR),
        ("Han er født 150641.", PersonTrace.DATE),
        ("Ring på 12\u201334\u201356\u201378.", PersonTrace.PHONE),
        ("Ring på 22 33 - 44 55.", PersonTrace.PHONE),
        ("Ring på 2012-2015.", PersonTrace.PHONE),
        ("Ring på +45 1939-1959.", PersonTrace.PHONE),
        ("Skriv til en (at) prøve.dk.", PersonTrace.MAIL),
        ("Skriv til en @ prøve.dk.", PersonTrace.MAIL),
        ("Skriv til en[at]prøve[dot]dk.", PersonTrace.MAIL),
        ("Boede på Åvej nr. 3.", PersonTrace.ADDRESS),
        ("Boede på Åvej, 3.", PersonTrace.ADDRESS),
        ("Boede i Granlunden 7.", PersonTrace.ADDRESS),
        ("Boede i Søtoften 12 B.", PersonTrace.ADDRESS),
        ("Det skete 3.maj.", PersonTrace.DATE),
        ("Det skete den 3/5.", PersonTrace.DATE),
        ("Det skete 2026/05/03.", PersonTrace.DATE),
        ("Det skete i maj 2026.", PersonTrace.DATE),
        ("Læge Åse ringede.", PersonTrace.NAME),
        ("Læge A\u030ase ringede.", PersonTrace.NAME),
        ("Læge ÅSE ringede.", PersonTrace.NAME),
        ("Læge Aases telefon.", PersonTrace.NAME),
        ("Fru Kirkegård ventede.", PersonTrace.NAME),
        ("Fru Kirke\u00adgaard ventede.", PersonTrace.NAME),
        ("Hr. Andre ventede.", PersonTrace.NAME),
        ("Hr. Ib ventede.", PersonTrace.NAME),
        ("Ibs datter ventede.", PersonTrace.NAME),
        ("Det gælder karen_margrethe.", PersonTrace.NAME),
        ("Pia ringede.", PersonTrace.NAME),
        ("Visitationen i Ålestrup svarede.", PersonTrace.PLACE),
        ("Visitationen i Alestrup svarede.", PersonTrace.PLACE),
        ("Hr. Soeren ringede.", PersonTrace.NAME),
        ("Hr. Soren ringede.", PersonTrace.NAME),
        ("Fru Kjaer ringede.", PersonTrace.NAME),
        ("Annelise ringede.", PersonTrace.NAME),
        ("Anne Lise ringede.", PersonTrace.NAME),
        ("Det gælder Karen\u200bMargrethe.", PersonTrace.NAME),
        ("Horsens svarede ikke.", PersonTrace.PLACE),
        ("Det gik galt på Randers.", PersonTrace.PLACE),
        ("Aarhus svarede ikke.", PersonTrace.PLACE),
        ("Ikast svarede ikke.", PersonTrace.PLACE),
        ("Lægerne i Eksempelgade svarede ikke.", PersonTrace.PLACE),
        ("Han er født 2/3 1950.", PersonTrace.DATE),
        ("Han er født i 1950.", PersonTrace.DATE),
        ("Se 6f1c1f6e11aa4b1b8a900f6b5a0e1c11.", PersonTrace.ID),
    ],
)
def test_it_is_found_however_it_is_written(text: str, trace: PersonTrace) -> None:
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
    assert set(TRACES) == {trace.value for trace in PersonTrace}
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
        (SharingStanding(CaseState.WAITING, True, frozenset({1})), None),
        (SharingStanding(CaseState.WAITING, True, frozenset({1, 2})), "learning.own_nomination"),
        (SharingStanding(CaseState.WAITING, False, frozenset({1})), "learning.nobody_told"),
        (SharingStanding(CaseState.SHOWN, True, frozenset({1})), "learning.shown_already"),
        (SharingStanding(CaseState.OBJECTED, False, frozenset()), "learning.objected"),
    ],
)
def test_a_second_person_shows_it(standing: SharingStanding, problem: str | None) -> None:
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
