"""CareCommunication: the checker against the official bundles of versions 4 and 5, beside two judges not ours."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from medcom.domain.formats import Format, encode
from medcom.domain.letters import parts_of, values_of
from medcom.domain.reading import read as read_bytes
from medcom.domain.states import MessageState
from medcom.parsing.checking.checker import check
from medcom.parsing.fhir.decode import decode, encode_xml
from medcom.parsing.messages.care_communication import data_of, read_care_communication
from medcom.parsing.problems.problem import Severity
from tests.domain.medcom.letters import letter_bundle
from tests.medcom.mutations import copy_of, header, own, patient, resource
from tests.medcom.official import each, load, read
from tests.medcom.oracles import base_fault, broken_invariants

LETTERS = "examples/fhir/carecommunication*/Bundle-*.json"
LETTERS_5 = ("examples/fhir/carecommunication-5*/Bundle-*.json", "examples/fhir/carecommunicationtest*/Bundle-*.json")
# What MedCom's own files say that their rules do not ask: a source that is not there, an odd number, an assigner.
REMARKS = {"cc.source_unknown", "organization.number_odd", "reference.outside"}


@each(LETTERS)
def test_an_official_letter_is_accepted(path: Path | None) -> None:
    problems = check(load(path))
    assert {problem.code for problem in problems} <= REMARKS
    assert all(problem.severity is Severity.WARNING for problem in problems)


@each(LETTERS)
def test_an_official_letter_in_xml_is_judged_alike(path: Path | None) -> None:
    assert check(decode(encode_xml(decode(read(path))))) == check(load(path))


@each(LETTERS)
def test_an_official_letter_is_read_whole(path: Path | None) -> None:
    bundle = load(path)
    letter = read_care_communication(bundle)
    payload = resource(bundle, "Communication")["payload"]
    assert len(letter.segments) + len(letter.files) == len(payload)
    assert all(part.text and part.author.name and part.author.phone and part.at for part in letter.segments)
    assert letter.added
    assert list(letter.segments) == sorted(
        letter.segments, key=lambda part: part.at or datetime.min.replace(tzinfo=UTC)
    )
    assert letter.cpr == "2509479989" or (letter.cpr is None and letter.replacement)
    for file in letter.files:
        assert (data_of(bundle, file.id) is not None) == file.has_data


@each(*LETTERS_5)
def test_judges_agree_about_the_official_letters(path: Path | None, medcom_dir: Path) -> None:
    bundle = load(path)
    assert base_fault(bundle) == ""
    assert broken_invariants(bundle, medcom_dir / "definitions", "care-communication-message") == []


def test_judges_agree_about_a_letter_of_ours(medcom_dir: Path) -> None:
    bundle = letter_bundle()
    assert base_fault(bundle) == ""
    assert broken_invariants(bundle, medcom_dir / "definitions", "care-communication-message") == []


def _communication(bundle: dict[str, Any]) -> Any:
    return resource(bundle, "Communication")


def _payload(bundle: dict[str, Any], index: int = 0) -> Any:
    return _communication(bundle)["payload"][index]


def _extension(bundle: dict[str, Any], name: str) -> Any:
    return next(part for part in _payload(bundle)["extension"] if name in part["url"])


def _without(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda bundle: _payload(bundle)["extension"].remove(_extension(bundle, name))


def _set(found: Any, name: str, value: Any) -> None:
    found[name] = value


# What is broken, and by which problem it is told (SPEC A4; the published invariants CC-1 to CC-15).
BROKEN: dict[str, tuple[str, Callable[[dict[str, Any]], object]]] = {
    "CC-1": ("cc.header_profile", lambda b: _set(header(b)["meta"], "profile", ["http://other.dk/header"])),
    "CC-2 none": ("cc.patient_count", lambda b: b["entry"].remove(_entry(b, "Patient"))),
    "CC-3": ("cc.provenance_profile", lambda b: _set(own(b)["meta"], "profile", ["http://other.dk/p"])),
    "CC-4": ("cc.author_nameless", lambda b: resource(b, "Practitioner").pop("name")),
    "CC-5": ("cc.priority_misplaced", lambda b: _set(_communication(b), "priority", "asap")),
    "CC-6": ("cc.topic_missing", lambda b: (_category(b, "other"), _communication(b).pop("topic"))),
    "CC-7 neither": ("cc.author_role", lambda b: resource(b, "PractitionerRole").pop("code")),
    "CC-7 both": (
        "cc.author_role",
        lambda b: _set(resource(b, "PractitionerRole")["code"][0], "coding", [{"system": "s", "code": "laege"}]),
    ),
    "CC-9": ("cc.encounter_unfit", lambda b: _set(_communication(b), "encounter", {"reference": "Encounter/none"})),
    "CC-12": ("cc.party_other", lambda b: _set(resource(b, "CareTeam"), "managingOrganization", [header(b)["sender"]])),
    "CC-13": ("cc.author_nameless", lambda b: resource(b, "PractitionerRole").pop("practitioner")),
    "thread": (
        "cc.thread_invalid",
        lambda b: _set(_communication(b)["identifier"][0], "value", "urn:uuid:E45A978C-44F2-4C07-9927-BB7626A054F9"),
    ),
    "definition 3": ("cc.definition_unknown", lambda b: _set(header(b), "definition", f"{_definition(b)}|3.0")),
    "definition bare": ("cc.definition_unknown", lambda b: _set(header(b), "definition", _definition(b))),
    "no definition": ("element.missing", lambda b: header(b).pop("definition")),
    "category": ("value.not_in_valueset", lambda b: _category(b, "assessment")),
    "no text": (
        "cc.text_missing",
        lambda b: _set(_payload(b), "contentAttachment", _payload(b).pop("contentString") and {"title": "a"}),
    ),
    "no date": ("cc.part_incomplete", _without("datetime")),
    "no author": ("cc.part_incomplete", _without("practitioner")),
    "no telephone": ("cc.part_incomplete", _without("contact")),
    "no part id": ("cc.part_incomplete", _without("identifier")),
    "part id": (
        "cc.part_id_invalid",
        lambda b: _set(_extension(b, "identifier")["valueIdentifier"], "value", "1"),
    ),
    "telephone": (
        "cc.contact_invalid",
        lambda b: _set(_extension(b, "contact")["valueContactPoint"], "value", "ved ikke"),
    ),
    "number": ("cc.number_invalid", lambda b: _set(patient(b)["identifier"][0], "value", "3102479989")),
    "no number": ("cc.number_missing", lambda b: _set(patient(b)["identifier"][0], "system", "urn:oid:1.2")),
    "activity": (
        "value.not_in_valueset",
        lambda b: _set(own(b)["activity"]["coding"][0], "code", "retract-message"),
    ),
    "status": ("value.fixed", lambda b: _set(_communication(b), "status", "completed")),
    "no focus": ("header.focus_missing", lambda b: header(b).pop("focus")),
    "no receiver": ("header.receiver_missing", lambda b: header(b)["destination"][0].pop("receiver")),
    "receiver that is not there": (
        "header.receiver_missing",
        lambda b: _set(header(b)["destination"][0], "receiver", {"reference": "Organization/none"}),
    ),
    "two receivers": (
        "hn.destination_not_primary",
        lambda b: header(b)["destination"].append(dict(header(b)["destination"][0])),
    ),
}


def _entry(bundle: dict[str, Any], kind: str) -> Any:
    return next(entry for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind)


def _category(bundle: dict[str, Any], code: str) -> None:
    _communication(bundle)["category"][0]["coding"][0]["code"] = code


def _definition(bundle: dict[str, Any]) -> str:
    return str(header(bundle)["definition"]).partition("|")[0]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_letter_is_refused_by_the_rule_that_it_breaks(name: str) -> None:
    code, change = BROKEN[name]
    bundle = copy_of(letter_bundle(specific="Team Nord"))
    assert check(bundle) == ()
    change(bundle)
    errors = [problem for problem in check(bundle) if problem.severity is Severity.ERROR]
    assert code in {problem.code for problem in errors}
    # Where it stands: whoever is to mend it is told.
    assert [problem.code for problem in errors if not problem.expression] == []


def test_references_find_a_resource_without_an_id_by_its_address() -> None:
    """Only the header must have an id: in a bundle it is `fullUrl` that a reference is resolved by."""
    bundle = copy_of(letter_bundle(specific="Team Nord", episode="12"))
    bare = copy_of(bundle)
    for entry in bare["entry"][1:]:
        entry["fullUrl"] = f"https://example.dk/fhir/{entry['resource']['resourceType']}/{entry['resource'].pop('id')}"
    assert check(bare) == ()
    assert values_of(read_care_communication(bare)) == values_of(read_care_communication(bundle))


def test_a_letter_of_ours_is_read_as_it_was_written() -> None:
    letter = read_care_communication(letter_bundle(specific="Team Nord"))
    assert letter.thread == UUID("e45a978c-44f2-4c07-9927-bb7626a054f9")
    assert (letter.category, letter.topic, letter.specific_receiver) == ("discharge", "Hjemkomst", "Team Nord")
    (text,) = letter.added
    assert (text.text, text.author.name, text.author.role) == ("Linje 1\n<b>Linje 2", "Anne Test", "Sygeplejerske")
    assert letter.previous_id is None


ODD = (None, "", 0, True, [], {}, ["a"], {"a": 1}, "x" * 300, "urn:uuid:1", "2024-13-45T99:99:99", "Patient/none")


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for name, part in below for place in _places(part, (*path, name)))]


def test_no_letter_breaks_the_reading_whatever_stands_in_it() -> None:
    """Every element of a letter left out, and each in turn something odd: an answer, never an error of ours."""
    whole = letter_bundle("Første", "Andet", activity="reply-message", specific="Team Nord", episode="12")
    places = _places(whole)[1:]
    states = set()
    for index, place in enumerate(places):
        for odd in (*ODD[index % 3 :: 3], "left out"):
            bundle = copy_of(whole)
            found: Any = bundle
            for name in place[:-1]:
                found = found[name]
            if odd == "left out":
                del found[place[-1]]
            else:
                found[place[-1]] = odd
            reading = read_bytes(encode(bundle, Format.JSON))
            if reading.letter is not None:
                assert values_of(reading.letter)
                assert parts_of(reading.letter).as_json()
            states.add(reading.state)
    assert {MessageState.RECEIVED, MessageState.REJECTED} <= states
