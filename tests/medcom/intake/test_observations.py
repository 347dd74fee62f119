"""Measurements from home (HomeCareObservation) are letters of the journey, answered, and corrected in any order."""

import json
from datetime import timedelta
from typing import Any

import pytest

from documents.domain.parts import Parts
from documents.models import Delivery, Document, Version
from journeys.actions.rebuild import rebuild_citizen
from journeys.models import Journey
from medcom.domain.formats import Format
from medcom.domain.reading import read
from medcom.domain.states import MessageState
from medcom.models import InboundMessage
from medcom.parsing.checking.checker import check
from tests.domain.medcom.observations import FIRST, SECOND, THIRD, observation_bundle
from tests.domain.medcom.stays import MONDAY, WARD
from tests.medcom.intake.classic.test_classic import LATER, codes, journey
from tests.medcom.world import deliver

__all__ = ["journey"]
pytestmark = pytest.mark.django_db


def take(bundle: dict[str, Any], form: Format = Format.JSON) -> InboundMessage:
    return deliver(bundle, now=LATER, form=form)


@pytest.mark.parametrize("form", list(Format))
def test_they_lie_in_the_journey_of_whoever_got_them(journey: Journey, form: Format) -> None:
    message = take(observation_bundle(), form)
    assert (message.state_value, message.answer_code) == (MessageState.ACCEPTED, "ok")
    assert codes(message) == {"hco.profile_unchecked"}
    version = Version.objects.select_related("document").get()
    assert (version.document.journey, version.document.kind) == (journey, "correspondence")
    assert version.values["category"] == "examination-results"
    assert version.values["text"].splitlines() == [
        "C-reaktivt protein: 26 mg/L (man. 03-03-2025 kl. 09.00).",
        "Glucose: <6,8 mmol/L (man. 03-03-2025 kl. 09.00). Fastende",
        "",
        "Almen tilstand påvirket.",
    ]
    parts = Parts.parse(version.parts)
    # Nobody says that it follows its profile.
    assert parts.unchecked
    assert str(parts.added[0].writer).startswith("Anne Test, sygeplejerske")
    assert Delivery.objects.get().receiver.gln == WARD.gln


def test_a_repetition_is_taken_once_and_another_content_under_its_id_is_a_conflict(journey: Journey) -> None:
    take(observation_bundle())
    again = observation_bundle()
    again["id"] = "0d2c4f8e-11aa-4a57-9c53-000000000001"
    assert take(again).state_value is MessageState.DUPLICATE
    other = observation_bundle(crp=260)
    other["id"] = "0d2c4f8e-11aa-4a57-9c53-000000000002"
    assert take(other).state_value is MessageState.CONFLICT
    assert Document.objects.count() == 1


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_corrections_lie_in_one_thread_in_whatever_order_they_come(journey: Journey, order: tuple[int, ...]) -> None:
    told = (
        observation_bundle(),
        observation_bundle(SECOND, corrects=(FIRST,), crp=36, at=MONDAY + timedelta(hours=1)),
        observation_bundle(THIRD, corrects=(FIRST, SECOND), crp=46, at=MONDAY + timedelta(hours=2)),
    )
    for number in order:
        assert take(told[number]).state_value is MessageState.ACCEPTED
    assert len(set(Document.objects.values_list("thread", flat=True))) == 1
    texts = {version.values["text"].partition("\n")[0] for version in Version.objects.all()}
    assert texts == {
        "C-reaktivt protein: 26 mg/L (man. 03-03-2025 kl. 09.00).",
        "Rettede målinger: de gælder i stedet for dem, der blev sendt før.",
    }
    assert rebuild_citizen(journey.citizen_id, now=LATER, check=True) == []


def _without(kind: str, *names: str) -> Any:
    def change(bundle: dict[str, Any]) -> None:
        for entry in bundle["entry"]:
            if entry["resource"]["resourceType"] == kind:
                for name in names:
                    entry["resource"].pop(name, None)

    return change


def _remove(kind: str) -> Any:
    def change(bundle: dict[str, Any]) -> None:
        bundle["entry"] = [entry for entry in bundle["entry"] if entry["resource"]["resourceType"] != kind]

    return change


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"activity": "retract-message"}, "hco.activity"),
        ({"change": _without("MessageHeader", "focus")}, "hco.report_missing"),
        ({"change": _remove("DiagnosticReport")}, "hco.report_missing"),
        ({"change": _without("DiagnosticReport", "result", "conclusion")}, "hco.empty"),
        ({"change": _without("Patient", "identifier")}, "hco.patient"),
        ({"change": _remove("Patient")}, "hco.patient"),
        ({"crp": "mange"}, "value.datatype"),
        ({"crp": {"value": 1}}, "value.datatype"),
    ],
)
def test_what_is_not_taken_is_refused_and_kept(journey: Journey, facts: dict[str, Any], code: str) -> None:
    message = take(observation_bundle(**facts))
    assert (message.state_value, message.answer_code) == (MessageState.REJECTED, "fatal-error"), codes(message)
    assert code in codes(message)
    assert not Document.objects.exists()


@pytest.mark.parametrize("value", ["\x00", "\ud800", [], {}, None, True, 1e308, -1e308, 10**400, "9" * 100_000])
@pytest.mark.parametrize("place", ["conclusion", "display", "note", "result"])
def test_poison_makes_no_error(place: str, value: Any) -> None:
    def change(bundle: dict[str, Any]) -> None:
        for entry in bundle["entry"]:
            resource = entry["resource"]
            if place in ("conclusion", "result") and resource["resourceType"] == "DiagnosticReport":
                resource[place] = value
            if place == "display" and resource["resourceType"] == "Observation":
                resource["code"]["coding"][0]["display"] = value
            if place == "note" and resource["resourceType"] == "Observation":
                resource["note"] = value

    bundle = observation_bundle(change=change)
    check(bundle)
    read(json.dumps(bundle).encode(), Format.JSON.value)
