"""What a message may hold beside what is used, what it must name inside itself, and how much of it (SPEC A2, A3.2)."""

from collections.abc import Callable
from typing import Any

import pytest

from journeys.domain.sight.showable import payload_problem
from medcom.domain.events import MOST_LINKS, chain_of
from medcom.domain.formats import Format, encode
from medcom.domain.reading import MessageReading, read
from medcom.domain.states import MessageState
from medcom.parsing.checking.notification_rules import MOST_EPISODES
from tests.domain.medcom.stays import STAYS
from tests.medcom.mutations import copy_of, encounter, header, own, patient

Part = dict[str, Any]
CPR = "urn:oid:1.2.208.176.1.2"
STRANGER = {"identifier": {"system": CPR, "value": "2509479989"}}


def _reading(change: Callable[[Part], object], form: Format = Format.JSON) -> MessageReading:
    bundle = copy_of(STAYS["inpatient"].bundles[-1])
    change(bundle)
    return read(encode(bundle, form), form.value)


def _codes(reading: MessageReading) -> set[str]:
    return {problem.code for problem in reading.problems}


MUST_BE_INSIDE: dict[str, Callable[[Part, Part], object]] = {
    "subject": lambda b, ref: encounter(b).update(subject=ref),
    "serviceProvider": lambda b, ref: encounter(b).update(serviceProvider=ref),
    "sender": lambda b, ref: header(b).update(sender=ref),
    "focus": lambda b, ref: header(b).update(focus=[ref]),
    "receiver": lambda b, ref: header(b)["destination"][0].update(receiver=ref),
}
NAMED_OUTSIDE: dict[str, Part] = {
    "display": {"display": "x"},
    "identifier": {"identifier": {"system": "urn:oid:1.2.208.176.1.1", "value": "265161000016000"}},
    "another person": STRANGER,
    "type": {"type": "Patient"},
}


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("outside", NAMED_OUTSIDE)
@pytest.mark.parametrize("place", MUST_BE_INSIDE)
def test_r4_9_what_must_be_in_the_bundle_is_not_named_outside(place: str, outside: str, form: Format) -> None:
    reading = _reading(lambda b: MUST_BE_INSIDE[place](b, NAMED_OUTSIDE[outside]), form)
    assert reading.state is MessageState.REJECTED
    assert "reference.unresolved" in _codes(reading)


def test_r4_9_a_contained_resource_is_not_in_the_bundle() -> None:
    def contain(bundle: Part) -> None:
        encounter(bundle)["contained"] = [
            {"resourceType": "Patient", "id": "p", "identifier": [STRANGER["identifier"]]}
        ]
        encounter(bundle)["subject"] = {"reference": "#p"}

    reading = _reading(contain)
    assert reading.state is MessageState.REJECTED
    assert "reference.unresolved" in _codes(reading)


def test_r4_9_a_number_beside_the_reference_names_the_same_person() -> None:
    reading = _reading(lambda b: encounter(b)["subject"].update(STRANGER))
    assert (reading.state, _codes(reading)) == (MessageState.REJECTED, {"hn.subject_other"})
    same = {"system": CPR, "value": patient(STAYS["inpatient"].bundles[-1])["identifier"][0]["value"]}
    assert _reading(lambda b: encounter(b)["subject"].update(identifier=same)).problems == ()


def test_r4_9_what_need_not_be_there_may_be_named_outside() -> None:
    reading = _reading(lambda b: patient(b).update(managingOrganization={"display": "x"}))
    assert (reading.state, _codes(reading)) == (MessageState.RECEIVED, {"reference.outside"})


@pytest.mark.parametrize("kind", ["Location", "EpisodeOfCare", "Device", "Endpoint", "RelatedPerson", "Condition"])
@pytest.mark.parametrize("form", Format)
def test_r4_10_an_entry_that_is_not_used_is_said_and_taken(kind: str, form: Format) -> None:
    extra = {
        "resourceType": kind,
        "id": "x1",
        "status": "active",
        "code": {"coding": [{"code": "x"}]},
        "note": ["a", "b"],
    }
    reading = _reading(lambda b: b["entry"].append({"fullUrl": f"{kind}/x1", "resource": extra}), form)
    assert (reading.state, _codes(reading)) == (MessageState.RECEIVED, {"entry.type_unused"})
    inside = _reading(lambda b: encounter(b).update(contained=[extra]), form)
    assert (inside.state, _codes(inside)) == (MessageState.RECEIVED, {"entry.type_unused"})


def _episodes(count: int) -> list[Part]:
    return [{"identifier": {"system": "urn:x", "value": str(n)}} for n in range(count)]


@pytest.mark.parametrize(("count", "taken"), [(MOST_EPISODES, True), (MOST_EPISODES + 1, False), (20_000, False)])
def test_r4_11_the_number_of_episodes_is_limited(count: int, taken: bool) -> None:
    reading = _reading(lambda b: encounter(b).update(episodeOfCare=_episodes(count)))
    assert _codes(reading) == (set() if taken else {"hn.episodes_too_many"})


def test_r4_11_of_a_very_long_chain_the_book_keeps_the_nearest() -> None:
    """Half a year with a leave every day: it was refused as an event that cannot be shown."""

    def lengthen(bundle: Part) -> None:
        last = own(bundle)
        previous = ""
        for n in range(900):
            link = {**last, "id": f"p{n}", "target": [{"reference": f"MessageHeader/{n:064}"}]}
            if previous:
                what = {"reference": f"MessageHeader/{previous}"}
                link["entity"] = [{"role": "revision", "what": what}]
            bundle["entry"].append({"fullUrl": f"Provenance/p{n}", "resource": link})
            previous = f"{n:064}"
        last["entity"] = [{"role": "revision", "what": {"reference": f"MessageHeader/{previous}"}}]

    told = _reading(lengthen).notification
    assert told is not None
    links = chain_of(told)
    assert len(links) == MOST_LINKS
    assert links[-1].ref == told.previous_id
    assert payload_problem({"chain": [link.as_json() for link in links]}) is None
