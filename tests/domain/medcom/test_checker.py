"""The checker on messages of our own making: every mutation caught, warnings, and no message that breaks it."""

import time
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medcom.parsing.checking.checker import check
from medcom.parsing.codes import MessageEventKind, ResponseCode
from medcom.parsing.envelope import read_envelope
from medcom.parsing.fhir.datatypes import DATATYPES
from medcom.parsing.fhir.types import elements_of
from medcom.parsing.messages.acknowledgement import build_acknowledgement, read_acknowledgement
from medcom.parsing.messages.notification import read_notification
from medcom.parsing.problems.problem import PROBLEMS, Problem, Severity, refused, template_text
from medcom.parsing.tables import load
from tests.domain.medcom.stays import HOUR, MONDAY, STAYS, stay
from tests.medcom.mutations import MUTATIONS, Mutation, copy_of, encounter, header, own, party, patient

BUNDLES = [bundle for name in STAYS for bundle in STAYS[name].bundles]


def codes_of(bundle: dict[str, Any]) -> dict[str, Severity]:
    return {problem.code: problem.severity for problem in check(bundle)}


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_every_mutation_is_an_error_of_its_own_code(mutation: Mutation) -> None:
    episode = stay("leave")
    episode.revise(sent_at=MONDAY + 2 * HOUR)
    tried = 0
    for bundle in [*episode.bundles, *BUNDLES]:
        broken = copy_of(bundle)
        if mutation.apply(broken):
            tried += 1
            assert codes_of(broken).get(mutation.code) is Severity.ERROR
    assert tried


def party_resource(bundle: dict[str, Any]) -> Any:
    """The sender's organisation."""
    identifier = header(bundle)["sender"]["reference"].split("/")[-1]
    return next(entry["resource"] for entry in bundle["entry"] if entry["resource"]["id"] == identifier)


def _no_role(bundle: dict[str, Any]) -> None:
    own(bundle)["entity"][0]["role"] = "source"


@pytest.mark.parametrize(
    ("stay_name", "change", "code"),
    [
        ("home", lambda b: encounter(b).update(status="in-progress"), "hn.status_unexpected"),
        ("inpatient", lambda b: encounter(b)["class"].update(code="EMER"), "hn.class_unexpected"),
        ("home", lambda b: encounter(b)["period"].pop("end"), "hn.end_missing"),
        ("inpatient", lambda b: encounter(b)["period"].update(end="2025-03-04T08:00:00+01:00"), "hn.end_unexpected"),
        ("back from leave", lambda b: encounter(b).pop("extension"), "hn.leave_missing"),
        ("on leave", lambda b: encounter(b)["extension"][0]["valuePeriod"].update(start="2025-01-04T08:00:00+01:00"),
         "hn.leave_outside"),
        # The header says who sent it, so a death is not lost for this.
        ("dead", lambda b: own(b)["agent"][0].update(who={"reference": "Organization/x"}), "provenance.agent_outside"),
        ("home", lambda b: encounter(b)["period"].update(end="2025-03-03T08:00:00+01:00"), "hn.period_reversed"),
        ("home", lambda b: own(b).pop("entity"), "provenance.previous_missing"),
        ("home", _no_role, "provenance.role_unexpected"),
        ("dead", lambda b: own(b)["entity"][0].update(role="removal"), "hn.death_contradiction"),
        ("home", lambda b: header(b).update(extension=[{
            "url": "http://medcomfhir.dk/ig/hospitalnotification/StructureDefinition/"
            "medcom-messaging-reportOfAdmissionExtension", "valueBoolean": True}]), "hn.flag_unexpected"),
        ("inpatient", lambda b: encounter(b)["episodeOfCare"][0]["identifier"].pop("value"),
         "hn.episode_value_missing"),
        ("inpatient", lambda b: b.update(timestamp="1947-09-20T12:00:00+01:00"), "hn.cpr_future"),
        ("inpatient", lambda b: patient(b).update(generalPractitioner=[{"reference": "Organization/x"}]),
         "reference.outside"),
        ("home", lambda b: b["entry"].append({"fullUrl": "Provenance/x", "resource": {
            **own(b), "id": "x", "target": [{"reference": "MessageHeader/x"}]}}), "provenance.outside_chain"),
    ],
)  # fmt: skip
def test_oddity_is_a_warning_and_no_refusal(stay_name: str, change: Any, code: str) -> None:
    bundle = copy_of(STAYS[stay_name].bundles[-1])
    change(bundle)
    problems = check(bundle)
    assert code in {problem.code for problem in problems}
    assert not refused(problems)


@pytest.mark.parametrize(
    "change",
    [
        lambda b: patient(b)["name"][0].pop("family") and patient(b)["name"][0].update(
            _family={"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
                                    "valueCode": "unknown"}]}),
        lambda b: party(b, "gln").update(system="http://www.gs1.org/gln"),
        lambda b: encounter(b).update(extension=[{"url": "urn:own", "valueString": "x"}]),
        lambda b: [entry["resource"].pop("meta") for entry in b["entry"]],
        lambda b: b["meta"].update(profile=["urn:another"]),
        lambda b: patient(b).update(deceasedBoolean=False),
        lambda b: encounter(b)["period"].update(start="2025-03-03T08:00:00.123456789Z"),
        lambda b: patient(b)["identifier"][0].update(use="official"),
    ],
)  # fmt: skip
def test_what_the_profiles_leave_open_is_no_problem(change: Any) -> None:
    bundle = copy_of(STAYS["inpatient"].bundles[0])
    change(bundle)
    assert check(bundle) == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda b: patient(b).update(telecom=[{"value": "1"}]), "contact.system_missing"),
        (lambda b: patient(b).update(telecom=[{"system": "pigeon", "value": "1"}]), "value.not_in_valueset"),
        (lambda b: patient(b).update(contact=[{"gender": "male"}]), "contact.empty"),
        (lambda b: patient(b).update(gender="x"), "value.not_in_valueset"),
        (lambda b: patient(b).update(active="yes"), "value.datatype"),
        (lambda b: patient(b).update(multipleBirthInteger=1.5), "value.format"),
        (lambda b: patient(b).update(multipleBirthInteger=True), "value.datatype"),
        (lambda b: patient(b).update(birthDate="1947-02-30"), "value.time"),
        (lambda b: patient(b).update(birthDate=" "), "element.empty"),
        (lambda b: patient(b).update(photo=[]), "element.empty"),
        (lambda b: patient(b).update(photo=[{}]), "element.empty"),
        (lambda b: patient(b).update(photo=["x"]), "value.datatype"),
        (lambda b: patient(b).update(deceasedBoolean=True, deceasedDateTime="2025-03-03"), "element.too_many"),
        (lambda b: patient(b).update(_active={"extension": [{"url": "urn:x"}]}), "extension.shape"),
        (lambda b: patient(b).update(_active=["x"]), "value.datatype"),
        (lambda b: patient(b).update(_ward={}), "element.unknown"),
        (lambda b: patient(b).update(contained=[{"resourceType": "Ward"}]), "entry.type_unknown"),
        (lambda b: patient(b).update(contained=[{"resourceType": "Organization", "nme": "x"}]), "element.unknown"),
        (lambda b: party_resource(b).update(address=[{"use": "home"}]), "organization.home"),
        (lambda b: b["entry"].append({"fullUrl": "Ward/1", "resource": {"resourceType": "Ward"}}),
         "entry.type_unknown"),
        (lambda b: b["entry"][1].update(fullUrl="urn:x/_history/1"), "entry.full_url_version"),
        (lambda b: encounter(b)["episodeOfCare"][0].update(identifier=None), "value.datatype"),
        (lambda b: header(b)["destination"][0]["extension"].append(header(b)["destination"][0]["extension"][0]),
         "slice.too_many"),
        (lambda b: header(b)["destination"].append({"endpoint": "urn:x"}), "slice.unexpected"),
        (lambda b: header(b).update(destination={}), "value.datatype"),
    ],
)  # fmt: skip
def test_base_definition_and_its_invariants(change: Any, code: str) -> None:
    bundle = copy_of(STAYS["inpatient"].bundles[0])
    change(bundle)
    assert codes_of(bundle).get(code) is Severity.ERROR


def test_an_extension_is_held_to_its_own_profile() -> None:
    """A leave that has ended and never began."""
    bundle = copy_of(STAYS["back from leave"].bundles[2])
    assert check(bundle) == ()
    encounter(bundle)["extension"][0]["valuePeriod"].pop("start")
    assert [(problem.code, problem.expression.rpartition(".")[2]) for problem in check(bundle)] == [
        ("element.missing", "start")
    ]


@pytest.mark.parametrize(
    ("system", "value", "is_odd"),
    [
        ("urn:oid:1.2.208.176.1.4", "012345", False),
        ("urn:oid:1.2.208.176.1.4", "12345", True),
        ("http://hl7.dk/fhir/core/CodeSystem/dk-core-municipality-codes", "0751", False),
        ("http://hl7.dk/fhir/core/CodeSystem/dk-core-municipality-codes", "Aarhus", True),
        ("http://hl7.dk/fhir/core/CodeSystem/dk-core-regional-subdivision-codes", "1082", False),
        ("http://hl7.dk/fhir/core/CodeSystem/dk-core-regional-subdivision-codes", "82", True),
    ],
)
def test_other_numbers_of_organisations_only_warn(system: str, value: str, is_odd: bool) -> None:
    bundle = copy_of(STAYS["inpatient"].bundles[0])
    party_resource(bundle)["identifier"].append({"system": system, "value": value})
    assert [problem.code for problem in check(bundle)] == ["organization.number_odd"] * is_odd


def test_a_problem_says_where_and_with_which_codes() -> None:
    bundle = copy_of(STAYS["inpatient"].bundles[0])
    encounter(bundle).pop("class")
    (problem,) = check(bundle)
    assert (problem.code, problem.expression) == ("hn.class_missing", "Bundle.entry[2].resource.class")
    assert (problem.medcom_code, problem.issue_type) == ("MSG_BAD_SYNTAX", "required")
    assert template_text(problem, language="en") == "The class of the encounter is missing"


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (lambda b: b.update(total=3), "bundle.interaction", "Bundle.total"),
        (lambda b: b["entry"][2].update(search={}), "bundle.interaction", "Bundle.entry[2].search"),
        (lambda b: b["entry"].append(b["entry"][0]), "header.too_many", "Bundle.entry"),
        (lambda b: own(b)["activity"]["coding"][0].update(code="go-home"), "hn.activity_unknown", "activity"),
    ],
)  # fmt: skip
def test_a_problem_is_found_at_its_place(change: Any, code: str, place: str) -> None:
    bundle = copy_of(STAYS["inpatient"].bundles[0])
    change(bundle)
    (found,) = [problem for problem in check(bundle) if problem.code == code]
    assert found.expression.endswith(place)


@pytest.mark.parametrize("code", PROBLEMS)
def test_texts_are_filled_in_both_languages(code: str) -> None:
    problem = Problem(code, "", {"element": "Encounter.class"})
    assert "{" not in template_text(problem, language="da") + template_text(problem, language="en")


def test_problems_never_quote_a_cpr_number() -> None:
    bundle = copy_of(STAYS["inpatient"].bundles[0])
    patient(bundle)["identifier"][0]["value"] = "310247-9989"
    encounter(bundle)["subject"]["reference"] = "Patient/3102479989"
    assert "3102479989" not in repr(check(bundle)).replace("-", "")


def test_something_else_than_a_bundle() -> None:
    assert [problem.code for problem in check({"resourceType": "Patient"})] == ["message.not_a_bundle"]


@pytest.mark.parametrize("bundle", [{}, {"entry": None}, {"entry": {}}, {"entry": [None, 3, {"resource": []}]}])
def test_bundle_without_header(bundle: dict[str, Any]) -> None:
    assert [problem.code for problem in check({"resourceType": "Bundle", **bundle})] == ["header.missing"]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for name, item in items for place in places(item, (*path, name)))]


def at(value: Any, place: tuple[Any, ...]) -> Any:
    """What stands at a place."""
    for name in place:
        value = value[name]
    return value


PLACES = places(BUNDLES[-1])
OBJECTS = [place for place in PLACES if isinstance(at(BUNDLES[-1], place), dict)]
NAMES = sorted(
    {
        "_id",
        "extension",
        "modifierExtension",
        *(name for kind in (*DATATYPES, *load("resources")) for name in elements_of(kind)),
    }
)
JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=9)
    | st.just("2025-03-03"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "code", "x", "_id"]), inner),
    max_leaves=4,
)


def survive(bundle: dict[str, Any]) -> None:
    """Check, read and answer a damaged bundle."""
    problems = check(bundle)
    read_acknowledgement(bundle)
    envelope = read_envelope(bundle)
    if not refused(problems) and envelope.event is MessageEventKind.HOSPITAL_NOTIFICATION:
        read_notification(bundle)
    if envelope.can_be_answered and envelope.receiver and envelope.receiver.sor and envelope.receiver.gln:
        code = ResponseCode.FATAL_ERROR if problems else ResponseCode.OK
        answer = build_acknowledgement(envelope, code=code, problems=problems, now=MONDAY)
        assert {problem.code for problem in check(answer)} <= {"organization.gln_invalid", "organization.sor_invalid"}


@settings(max_examples=200, deadline=None)
@given(place=st.sampled_from(PLACES[1:]), junk=JUNK)
def test_no_damage_breaks_the_checker(place: tuple[Any, ...], junk: Any) -> None:
    bundle = deepcopy(BUNDLES[-1])
    at(bundle, place[:-1])[place[-1]] = junk
    survive(bundle)


@settings(max_examples=200, deadline=None)
@given(place=st.sampled_from(OBJECTS), name=st.sampled_from(NAMES), junk=JUNK)
def test_no_addition_breaks_the_checker(place: tuple[Any, ...], name: str, junk: Any) -> None:
    bundle = deepcopy(BUNDLES[-1])
    at(bundle, place)[name] = junk
    survive(bundle)


def test_a_check_takes_a_few_milliseconds() -> None:
    """Well under the 1 to 50 ms of fhir.resources; the best of many, for a busy machine."""
    bundle = STAYS["dead on leave"].bundles[-1]
    times = []
    for _ in range(51):
        start = time.perf_counter()
        check(bundle)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.01
