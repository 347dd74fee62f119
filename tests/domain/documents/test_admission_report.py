"""An indlæggelsesrapport written here is the report that the hospital asked for (flowchart 2-2; DICTIONARY §2)."""

import pytest

from documents.domain.kinds import KINDS
from documents.domain.kinds.admission_report import ADMISSION_REPORT
from documents.domain.kinds.care_pathway_plan import CARE_PATHWAY_PLAN
from documents.domain.values import missing
from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.state.fold import fold
from tests.factories.events import at, event

STAY = event(K.ADMITTED, 0, provider="ward", hospital="a", **{"class": "IMP"})


def sent(hours: float, role: str = "hospital", ref: str = "s") -> EventRecord:
    return event(
        K.DOCUMENT_SENT,
        hours,
        ref=ref,
        document="doc",
        document_kind="admission_report",
        version=1,
        receivers=["x"],
        roles={"x": role},
    )


def reported_at(*events: EventRecord) -> object:
    return fold(History([STAY, *events]), facts=CitizenFacts()).report_sent_at


def test_a_report_that_the_hospital_got_is_the_report() -> None:
    assert reported_at(sent(5)) == at(5)
    assert reported_at(sent(5, role="general_practice")) is None
    assert reported_at(sent(5), event(K.CANCELLED, 6, voids_ref="s")) is None
    assert reported_at(event(K.REPORT_OF_ADMISSION_SENT, 4), sent(5)) == at(5)


def test_a_decision_against_resuscitation_has_a_day_and_words() -> None:
    def lacks(answer: str) -> set[str]:
        return {each.name for each in missing(ADMISSION_REPORT, {"resuscitation": answer})} & {
            "resuscitation_on",
            "resuscitation_by",
        }

    assert lacks("declined") == {"resuscitation_on", "resuscitation_by"}
    assert lacks("none") == lacks("unknown") == set()


def test_what_the_ability_was_is_answered_and_what_it_is_now_is_not_asked() -> None:
    names = [name for name in ADMISSION_REPORT.fields if name.startswith("ability_fa")]
    assert len(names) == 7 * 2
    assert not any(name.endswith("_now") for name in names)
    required = [name for name in names if ADMISSION_REPORT.fields[name].required]
    assert len(required) == 7
    assert all(name.endswith("_before") for name in required)


def test_what_a_kind_takes_both_kinds_hold_in_one_form() -> None:
    assert CARE_PATHWAY_PLAN.takes
    for kind in KINDS.values():
        for code, names in kind.takes.items():
            for name in names:
                ours, theirs = kind.fields[name], KINDS[code].fields[name]
                assert (ours.form, ours.choices) == (theirs.form, theirs.choices), name
                assert not ours.fixed


@pytest.mark.parametrize("name", ["last_wishes_on", "instructions_on", "life_on"])
def test_what_is_gone_through_has_a_day_of_its_own_that_has_been(name: str) -> None:
    field = ADMISSION_REPORT.fields[name]
    assert field.past
    assert [words.split("–")[1].strip() for words in field.label] == ["sidst opdateret", "last updated"]
