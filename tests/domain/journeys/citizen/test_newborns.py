"""RULES 2i V10: a newborn's stay is its own, and no municipal care channel belongs to it."""

from datetime import date, datetime
from typing import Any

import pytest

from discharge.channel.rules.channel import ChannelDocument, ChannelFacts, Recipient, channel
from discharge.explain.rules.explaining import explain
from journeys.domain.citizen.citizen_facts import facts_at, facts_of_each
from journeys.domain.citizen.newborns import is_newborn, newborn_statements
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from tests.domain.discharge.stories import event, hour

BORN = date(2026, 11, 9)
TO_CARE = [
    ChannelDocument.ADMISSION_NOTICE,
    ChannelDocument.DISCHARGE_NOTICE,
    ChannelDocument.ADMISSION_REPORT,
    ChannelDocument.CARE_PATHWAY_PLAN,
    ChannelDocument.READY_NOTICE,
    ChannelDocument.REHABILITATION_PLAN,
    ChannelDocument.DISCHARGE_REPORT,
]


@pytest.mark.parametrize(
    ("born", "begun", "newborn"),
    [
        (BORN, hour(0), True),
        (BORN, hour(28 * 24), True),
        (BORN, hour(29 * 24), False),
        (date(2026, 11, 10), hour(0), False),
        (date(1950, 11, 9), hour(0), False),
        (None, hour(0), False),
        (BORN, None, False),
    ],
)
def test_v10_who_is_a_newborn(born: date | None, begun: datetime | None, newborn: bool) -> None:
    assert is_newborn(born, begun) is newborn


def known(*stated: EventRecord, begun: float = 0, at: float | None = None) -> bool | None:
    about = (*newborn_statements(BORN, [hour(begun)], stated), *stated)
    return facts_at(History(about), hour(at) if at is not None else None).municipal_services


def says(when: float, affiliation: str, value: bool) -> EventRecord:
    return event(K.AFFILIATION_STATED, hour(when), affiliation=affiliation, value=value)


def test_v10_a_newborn_has_no_municipal_services_and_nobody_is_asked() -> None:
    assert known() is False
    assert known(begun=40 * 24) is None


@pytest.mark.parametrize("affiliation", ["municipal_services", "community_nursing", "social"])
def test_v10_what_somebody_states_of_the_child_goes_first(affiliation: str) -> None:
    assert known(says(3, affiliation, True)) is True


def test_v10_the_rule_ends_with_the_first_stay_after_the_neonatal_period() -> None:
    first = [event(K.ADMITTED, hour(1))]
    second = [event(K.ADMITTED, hour(24 * 400), episode="e2")]
    derived = newborn_statements(BORN, [hour(1), hour(24 * 400)], ())
    facts = facts_of_each([History(first), History(second)], History(derived))
    assert [each.facts.municipal_services for each in facts] == [False, None]


def test_v10_a_stated_answer_is_not_taken_away_by_the_end_of_the_rule() -> None:
    stated = says(48, "municipal_services", True)
    derived = newborn_statements(BORN, [hour(1), hour(24 * 400)], (stated,))
    assert facts_at(History((*derived, stated)), None).municipal_services is True


def newborn(**facts: Any) -> ChannelFacts:
    return ChannelFacts(newborn=True, speciality="somatic", stay_hours=50, **facts)


@pytest.mark.parametrize("document", TO_CARE)
@pytest.mark.parametrize("facts", [{}, {"elder_care": False, "social": False, "needs_municipal_services": False}])
def test_v10_nothing_of_a_newborn_goes_to_municipal_care(document: ChannelDocument, facts: dict[str, Any]) -> None:
    permission = channel(newborn(**facts)).documents[document]
    assert (permission.allowed, permission.verdict.rule) == (False, "V10")
    assert permission.alternative is ChannelDocument.CORRESPONDENCE


@pytest.mark.parametrize("document", TO_CARE)
def test_v10_the_mother_has_her_own_row(document: ChannelDocument) -> None:
    facts = ChannelFacts(newborn=False, elder_care=True, social=False, speciality="somatic", stay_hours=50)
    assert channel(facts).documents[document].allowed is True


def test_v10_the_letter_to_the_gp_and_correspondence_stay_possible() -> None:
    documents = channel(newborn(recipient=Recipient.GP)).documents
    assert documents[ChannelDocument.DISCHARGE_LETTER].allowed is True
    assert documents[ChannelDocument.CORRESPONDENCE].allowed is not False


@pytest.mark.parametrize("fact", ["elder_care", "social", "needs_municipal_services"])
def test_v10_a_child_that_will_need_the_municipality_is_no_exception_from_the_table(fact: str) -> None:
    known_facts = {"elder_care": False, "social": False, "needs_municipal_services": False} | {fact: True}
    assert channel(newborn(**known_facts)).documents[ChannelDocument.CARE_PATHWAY_PLAN].verdict.rule != "V10"


def test_v10_explain_says_it() -> None:
    found = explain("channel", {"newborn": True, "speciality": "somatic", "stay_hours": 50}, now=hour(0))
    assert found["kinds"]["care_pathway_plan"]["rule"] == "V10"
