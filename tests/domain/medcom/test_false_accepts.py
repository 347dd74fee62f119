"""What was accepted though it is forbidden, and what is odd and silent (M01, M04, M07, M10 to M13, D15)."""

import json
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from journeys.models import Citizen
from medcom.domain.formats import Format, encode
from medcom.domain.lengths import LONGEST, shortened
from medcom.domain.reading import MessageReading, read
from medcom.domain.states import MessageState
from medcom.parsing.checking.checker import MOST_PROBLEMS, check
from medcom.parsing.fhir.decode import MAX_BYTES_WITHOUT_ATTACHMENT, Unreadable, decode
from medcom.parsing.problems.problem import Severity
from tests.domain.medcom.stays import STAYS
from tests.medcom.mutations import copy_of, encounter, header, own, patient

Change = Callable[[dict[str, Any]], Any]


def codes_of(change: Change, stay: str = "home") -> dict[str, Severity]:
    """The findings in the last message of a stay after a change."""
    bundle = copy_of(STAYS[stay].bundles[-1])
    change(bundle)
    return {problem.code: problem.severity for problem in check(bundle)}


def reading_of(change: Change, stay: str = "inpatient") -> MessageReading:
    """The changed message, read."""
    bundle = copy_of(STAYS[stay].bundles[-1])
    change(bundle)
    return read(encode(bundle, Format.JSON))


def _photo(data: str) -> Change:
    return lambda b: patient(b).update(photo=[{"contentType": "image/png", "data": data}])


def _narrative(inner: str) -> Change:
    div = f'<div xmlns="http://www.w3.org/1999/xhtml">{inner}</div>'
    return lambda b: patient(b).update(text={"status": "generated", "div": div})


def _second(kind: str) -> Change:
    def add(bundle: dict[str, Any]) -> None:
        first = next(entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind)
        bundle["entry"].append({"fullUrl": f"{kind}/e2", "resource": {**first, "id": "e2"}})

    return add


def _telecom(**part: str) -> Change:
    def add(bundle: dict[str, Any]) -> None:
        for entry in bundle["entry"]:
            if entry["resource"]["resourceType"] == "Organization":
                entry["resource"]["telecom"] = [part]

    return add


_ABSENT = {"extension": [{"url": "urn:x", "valueCode": "unknown"}]}
FORBIDDEN: dict[str, tuple[Change, str]] = {
    "class without code": (lambda b: encounter(b)["class"].pop("code"), "hn.class_missing"),
    "old number": (lambda b: patient(b)["identifier"][0].update(use="old"), "hn.cpr_use"),
    "temporary number": (lambda b: patient(b)["identifier"][0].update(use="temp"), "hn.cpr_use"),
    "any use": (lambda b: patient(b)["identifier"][0].update(use="x"), "hn.cpr_use"),
    "phone of no kind": (_telecom(system="pigeon", value="1"), "value.not_in_valueset"),
    "use of no kind": (_telecom(system="phone", value="1", use="x"), "value.not_in_valueset"),
    "zone +14:30": (lambda b: b.update(timestamp="2025-03-03T08:00:00+14:30"), "value.time"),
    "zone -14:01": (lambda b: own(b).update(recorded="2025-03-03T08:00:00-14:01"), "value.time"),
    "R4-6 an id extended": (lambda b: patient(b).update(_id=_ABSENT), "element.unknown"),
    "R4-6 the id of a part extended": (lambda b: patient(b)["name"][0].update(_id=_ABSENT), "element.unknown"),
    "R4-6 the url of an extension extended": (
        lambda b: patient(b).update(_birthDate={"extension": [{"url": "urn:x", "_url": _ABSENT, "valueCode": "a"}]}),
        "element.unknown",
    ),
    "null given name": (lambda b: patient(b)["name"][0].update(given=[None]), "value.null"),
    "null beside a name": (lambda b: patient(b)["name"][0].update(given=["A", None]), "value.null"),
    "null with an empty extension": (
        lambda b: patient(b)["name"][0].update(given=[None], _given=[None]),
        "value.null",
    ),
    "implicit rules": (lambda b: b.update(implicitRules="http://x.dk/r"), "element.implicit_rules"),
    "implicit rules below": (lambda b: patient(b).update(implicitRules="http://x.dk/r"), "element.implicit_rules"),
    "script": (_narrative("<script>alert(1)</script>"), "narrative.not_xhtml"),
    "handler": (_narrative('<p onclick="x()">hej</p>'), "narrative.not_xhtml"),
    "script address": (_narrative('<a href=" JavaScript:x()">hej</a>'), "narrative.not_xhtml"),
    "foreign element": (_narrative('<svg xmlns="http://www.w3.org/2000/svg"/>'), "narrative.not_xhtml"),
    "no XHTML": (lambda b: patient(b).update(text={"status": "generated", "div": "<div>a<br></div>"}),
                 "narrative.not_xhtml"),
    "fragment to nothing": (
        lambda b: patient(b).update(managingOrganization={"reference": "#nope"}),
        "reference.fragment",
    ),
    "base64 without padding": (_photo("QUJDx"), "value.format"),
    "base64 padded inside": (_photo("QU=JD==="), "value.format"),
    "fullUrl of another": (lambda b: b["entry"][1].update(fullUrl="http://x.dk/Patient/o"), "entry.full_url_other"),
    "string over 1 MB": (lambda b: patient(b)["name"][0].update(family="a" * 1_048_577), "value.too_long"),
    "two encounters": (_second("Encounter"), "hn.encounter_too_many"),
    "two patients": (_second("Patient"), "hn.patient_too_many"),
    "removal by a discharge": (lambda b: own(b)["entity"][0].update(role="removal"), "hn.removal_unfit"),
    "M03 timestamp": (lambda b: b.update(timestamp="9999-12-31T23:59:59Z"), "hn.time_impossible"),
    "B07 start": (lambda b: encounter(b)["period"].update(start="9999-12-31T23:59:59Z"), "hn.time_impossible"),
    "M03 end": (lambda b: encounter(b)["period"].update(end="9999-12-31T23:59:59Z"), "hn.time_impossible"),
    "M07 year 1582": (lambda b: encounter(b)["period"].update(start="1582-10-15T10:00:00Z"), "hn.time_impossible"),
    "M07 year 1": (lambda b: encounter(b)["period"].update(start="0001-01-02T10:00:00Z"), "hn.time_impossible"),
    "predecessor without end": (
        lambda b: own(b)["entity"][0]["what"].update(reference=f"MessageHeader/{'a' * 101}"),
        "provenance.previous_invalid",
    ),
}  # fmt: skip
ODD: dict[str, tuple[Change, str]] = {
    "two activities": (
        lambda b: own(b)["activity"]["coding"].append({"system": "http://x.dk", "code": "other"}),
        "hn.activity_ambiguous",
    ),
    "an answer": (
        lambda b: header(b).update(response={"identifier": "x", "code": "ok"}),
        "hn.response_unexpected",
    ),
    "leave of a wrong type": (
        lambda b: encounter(b).update(extension=[{
            "url": "http://medcomfhir.dk/ig/hospitalnotification/StructureDefinition/"
            "medcom-hospitalnotifiation-leave-period-extension", "valueString": "i dag"}]),
        "hn.leave_unreadable",
    ),
    "to oneself": (
        lambda b: header(b)["destination"][0].update(receiver=header(b)["sender"]),
        "hn.sender_is_receiver",
    ),
    "B13 ends before it begins": (
        lambda b: encounter(b)["period"].update(end="2025-03-03T07:00:00+01:00"),
        "hn.period_reversed",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FORBIDDEN)
def test_m11_what_is_forbidden_is_refused_by_name(name: str) -> None:
    change, code = FORBIDDEN[name]
    assert codes_of(change).get(code) is Severity.ERROR


@pytest.mark.parametrize("name", ODD)
def test_m11_what_is_odd_is_said_and_taken(name: str) -> None:
    change, code = ODD[name]
    assert codes_of(change).get(code) in (Severity.WARNING, Severity.ERROR)


@pytest.mark.parametrize(
    "change",
    [
        _narrative("Borger <b>indlagt</b>&nbsp;i dag<br/>"),
        _photo("QUJD"),
        _photo("QUI="),
        lambda b: b.update(timestamp="2025-03-03T22:00:02+14:00"),
        lambda b: patient(b)["name"][0].update(given=["A", None], _given=[None, {"extension": [
            {"url": "http://x.dk/e", "valueString": "x"}]}]),
    ],
    ids=["narrative", "base64", "padding", "zone +14:00", "null with an extension"],
)  # fmt: skip
def test_m11_what_is_allowed_stays_allowed(change: Change) -> None:
    assert Severity.ERROR not in codes_of(change, "inpatient").values()


def _same_provenance_id(bundle: dict[str, Any]) -> None:
    for entry in bundle["entry"]:
        if entry["resource"]["resourceType"] == "Provenance":
            entry["resource"]["id"], entry["fullUrl"] = "p", "Provenance/p"


def _own_twice(bundle: dict[str, Any]) -> None:
    bundle["entry"].append(next(entry for entry in bundle["entry"] if entry["resource"] is own(bundle)))


@pytest.mark.parametrize("change", [_same_provenance_id, _own_twice], ids=["one id, two targets", "the same one twice"])
def test_m01_a_doubled_provenance_is_a_warning(change: Change) -> None:
    found = codes_of(change)
    assert found["provenance.id_repeated"] is Severity.WARNING
    assert Severity.ERROR not in found.values()


@pytest.mark.parametrize("kind", ["MessageHeader", "Patient", "Encounter", "Organization"])
def test_m01_any_other_doubled_entry_is_an_error(kind: str) -> None:
    def double(bundle: dict[str, Any]) -> None:
        entry = next(entry for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind)
        bundle["entry"].append(copy_of(entry))

    assert codes_of(double)["entry.duplicate"] is Severity.ERROR


def _long(name: str, value: Any) -> Change:
    def change(bundle: dict[str, Any]) -> None:
        if name in ("family", "given"):
            patient(bundle)["name"][0][name] = value
        else:
            patient(bundle).setdefault("address", [{}])[0][name] = value

    return change


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("family", "a" * 121, "family_name"),
        ("given", ["b" * 61, "c" * 61], "given_names"),
        ("line", ["d" * 101, "e" * 101], "address_line"),
        ("postalCode", "8000 Aarhus C", "postal_code"),
        ("city", "f" * 81, "city"),
    ],
)
def test_m04_a_text_longer_than_its_column_is_shortened_with_a_warning(name: str, value: Any, field: str) -> None:
    reading = reading_of(_long(name, value))
    assert reading.state is MessageState.RECEIVED
    assert [problem.code for problem in reading.problems] == ["hn.text_shortened"]


def test_m04_the_lengths_are_those_of_the_columns() -> None:
    assert {name: Citizen._meta.get_field(name).max_length for name in LONGEST} == LONGEST
    assert shortened("a" * 11, 10) == "aaaaaaaaa…"


@pytest.mark.parametrize(
    ("change", "element"),
    [
        (lambda b: encounter(b)["period"].update(start="2062-03-03T08:00:00+01:00"), "Encounter.period.start"),
        (lambda b: encounter(b)["period"].update(start="2025-03-06T08:00:00+01:00"), "Encounter.period.start"),
        (lambda b: encounter(b)["period"].update(start="1926-03-03T08:00:00+01:00"), "Encounter.period.start"),
        (lambda b: own(b).update(recorded="2035-03-03T08:00:00+01:00"), "Provenance.recorded"),
    ],
    ids=["M07b 2062", "B14 three days ahead", "M07 1926", "sent in ten years"],
)
def test_m07_v11_a_time_that_can_hardly_be_right_is_held_at_the_message(change: Change, element: str) -> None:
    reading = reading_of(change)
    assert [problem.detail for problem in reading.problems] == [{"element": element}]
    told = reading.notification
    assert told is not None
    assert told.uncertain
    assert told.assembled_at in (told.occurred_at, told.sent_at)


@pytest.mark.parametrize(("days", "held"), [(1, ()), (-1, ("period_start", "sent_at"))], ids=["in time", "ahead"])
def test_v11_what_is_after_the_receipt_is_held_there_though_the_message_says_the_same(
    days: int, held: tuple[str, ...]
) -> None:
    bundle = STAYS["inpatient"].bundles[-1]
    received_at = datetime.fromisoformat(bundle["timestamp"]) + timedelta(days=days)
    reading = read(encode(bundle, Format.JSON), received_at=received_at)
    told = reading.notification
    assert told is not None
    assert told.uncertain == held
    assert (told.occurred_at == received_at, told.sent_at == received_at) == (bool(held), bool(held))
    assert {problem.code for problem in reading.problems} == ({"hn.time_ahead"} if held else set())
    # The same message that comes again is the same.
    assert reading.identity == read(encode(bundle, Format.JSON)).identity


def test_m07_v11_a_correction_may_be_of_a_stay_that_began_long_ago() -> None:
    def long_ago(bundle: dict[str, Any]) -> None:
        encounter(bundle)["period"]["start"] = "2023-03-03T08:00:00+01:00"
        own(bundle)["activity"]["coding"][0]["code"] = "discharge-inpatient-home"

    reading = reading_of(long_ago, "home")
    assert reading.notification is not None
    assert reading.notification.uncertain == ()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"a":[' + b"{}," * 60_000 + b"{}]}", "unreadable.too_many"),
        (b'<Bundle xmlns="http://hl7.org/fhir">' + b'<x value="1"/>' * 100_001 + b"</Bundle>", "unreadable.too_many"),
        (b"<Bundle xmlns='http://hl7.org/fhir' " + b" ".join(b"a%d='1'" % n for n in range(40_000)) + b"/>",
         "unreadable.too_many"),
        (b'{"resourceType":"Bundle","x":"' + b"a" * MAX_BYTES_WITHOUT_ATTACHMENT + b'"}', "unreadable.too_large"),
    ],
    ids=["20 MB of {}", "unknown elements", "attributes", "a large notification"],
)  # fmt: skip
def test_m10_what_no_message_has_is_refused_before_it_costs(body: bytes, code: str) -> None:
    begun = time.process_time()
    with pytest.raises(Unreadable) as refused:
        decode(body)
    assert refused.value.code == code
    assert time.process_time() - begun < 1


def test_m10_a_letter_with_an_attachment_may_be_large() -> None:
    letter = {"resourceType": "Bundle", "code": "care-communication-message", "data": "a" * 6_000_000}
    assert decode(json.dumps(letter).encode()) == letter


def test_m10_entries_and_stored_problems_are_limited() -> None:
    def many(bundle: dict[str, Any]) -> None:
        bundle["entry"] += [{"fullUrl": f"Organization/o{n}", "resource": {}} for n in range(1_000)]

    assert codes_of(many) == {"bundle.too_many_entries": Severity.ERROR}
    bundle = copy_of(STAYS["home"].bundles[-1])
    patient(bundle).update({f"x{n}": 1 for n in range(1_000)})
    found = check(bundle)
    assert len(found) == MOST_PROBLEMS + 1
    assert (found[-1].code, found[-1].detail) == ("problems.more", {"count": 1_000 - MOST_PROBLEMS})


def test_m10_a_long_chain_is_read_in_a_moment() -> None:
    bundle = copy_of(STAYS["home"].bundles[-1])
    last = own(bundle)
    previous = last["entity"][0]["what"]["reference"].rpartition("/")[2]
    for n in range(900):
        link = {**last, "id": f"p{n}", "target": [{"reference": f"MessageHeader/m{n}"}]}
        link["entity"] = [{"role": "revision", "what": {"reference": f"MessageHeader/{previous}"}}]
        bundle["entry"].append({"fullUrl": f"Provenance/p{n}", "resource": link})
        previous = f"m{n}"
    last["entity"] = [{"role": "revision", "what": {"reference": f"MessageHeader/{previous}"}}]
    begun = time.process_time()
    assert read(encode(bundle, Format.JSON)).state is MessageState.RECEIVED
    assert time.process_time() - begun < 3


def test_m12_the_transports_charset_counts_more_than_the_declaration() -> None:
    bundle = copy_of(STAYS["inpatient"].bundles[-1])
    patient(bundle)["name"][0]["family"] = "Sørensen"
    body = encode(bundle, Format.XML).replace(b"encoding='utf-8'", b"encoding='ISO-8859-1'")
    assert b"ISO-8859-1" in body
    found = decode(body, "application/fhir+xml; charset=utf-8")
    assert patient(found)["name"][0]["family"] == "Sørensen"
    assert patient(decode(body, "application/fhir+xml"))["name"][0]["family"] != "Sørensen"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("form", Format)
def test_m12_utf_16_is_told_to_be_the_encoding(encoding: str, form: Format) -> None:
    body = encode(STAYS["inpatient"].bundles[-1], form).decode().encode(encoding)
    with pytest.raises(Unreadable) as refused:
        decode(body, form.value)
    assert refused.value.code == "unreadable.encoding"


@pytest.mark.parametrize(
    "profile",
    [
        "http://medcomfhir.dk/fhir/core/1.0/StructureDefinition/medcom-hospitalNotification-message",
        "http://medcomfhir.dk/ig/hospitalnotification/StructureDefinition/medcom-hospitalNotification-message|1.0.0",
    ],
)
def test_a_message_of_profile_1_is_refused_in_plain_words(profile: str) -> None:
    reading = reading_of(lambda b: b["meta"].update(profile=[profile]))
    assert reading.state is MessageState.REJECTED
    assert [problem.code for problem in reading.problems] == ["bundle.profile_old"]


@pytest.mark.parametrize("version", ["2.0.0", "3.0.0", "3.0.1"])
def test_the_versions_that_are_still_sent_are_taken(version: str) -> None:
    base = "http://medcomfhir.dk/ig/hospitalnotification/StructureDefinition/medcom-hospitalNotification-message"
    reading = reading_of(lambda b: b["meta"].update(profile=[f"{base}|{version}"]))
    assert reading.state is MessageState.RECEIVED
