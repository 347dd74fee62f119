"""A bundle as a frozen notification: kind, times, identifiers, chain."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from medcom.parsing.activities import ACTIVITIES, activity_code
from medcom.parsing.codes import Operation, PhysicalEventKind
from medcom.parsing.messages.notification import HospitalNotification, NotANotification, classify, read_notification
from tests.domain.medcom.stays import HOUR, MONDAY, STAYS, WARD, dead_on_arrival, stay
from tests.medcom.mutations import copy_of, encounter, header, own, patient

STAA, STIN, STOR = PhysicalEventKind.STAA, PhysicalEventKind.STIN, PhysicalEventKind.STOR
SLOR, SLHJ, MORS = PhysicalEventKind.SLOR, PhysicalEventKind.SLHJ, PhysicalEventKind.MORS
FIRST, REVISE, CANCEL = Operation.FIRST, Operation.REVISE, Operation.CANCEL


def last(name: str) -> HospitalNotification:
    return read_notification(STAYS[name].bundles[-1])


# SPEC A3.1, A3.4; the deaths after MedCom's scripts send-mors-*, send-re-mors-*, send-an-mors-*.
@pytest.mark.parametrize(
    ("activity", "role", "deceased", "repeats", "kind", "operation"),
    [
        ("admit-emergency", None, None, False, STAA, FIRST),
        ("admit-inpatient", "revision", None, False, STIN, FIRST),
        ("revise-admit-inpatient", "revision", None, False, STIN, REVISE),
        ("cancel-admit-inpatient", "removal", None, False, STIN, CANCEL),
        ("cancel-start-leave-inpatient", "removal", None, False, STOR, CANCEL),
        ("revise-end-leave-inpatient", "revision", None, False, SLOR, REVISE),
        ("discharge-emergency-home", "revision", None, False, SLHJ, FIRST),
        ("cancel-discharge-inpatient-home", "removal", True, False, SLHJ, CANCEL),
        ("admit-inpatient", None, True, False, MORS, FIRST),
        ("admit-inpatient", "revision", True, True, MORS, FIRST),
        ("start-leave-inpatient", "revision", True, True, MORS, FIRST),
        ("discharge-inpatient-home", "revision", True, False, MORS, FIRST),
        ("cancel-discharge-inpatient-home", "revision", True, True, MORS, FIRST),
        ("cancel-discharge-inpatient-home", "revision", True, False, MORS, FIRST),
        ("admit-inpatient", "removal", False, True, MORS, CANCEL),
        ("start-leave-inpatient", "removal", None, True, MORS, CANCEL),
        ("cancel-discharge-inpatient-home", "removal", False, True, MORS, CANCEL),
        ("admit-inpatient", "revision", False, True, MORS, CANCEL),
        ("admit-inpatient", "revision", False, False, STIN, FIRST),
        ("admit-inpatient", "revision", None, True, STIN, FIRST),
        ("revise-admit-inpatient", "revision", False, True, STIN, REVISE),
    ],
)
def test_kind_and_operation(
    activity: str, role: str | None, deceased: bool | None, repeats: bool, kind: PhysicalEventKind, operation: Operation
) -> None:
    assert classify(ACTIVITIES[activity], role=role, deceased=deceased, repeats=repeats) == (kind, operation)


@pytest.mark.parametrize(
    ("name", "hours"),
    [("acute", 0), ("inpatient", 0), ("on leave", 1), ("back from leave", 2), ("home", 1), ("dead", 1),
     ("dead on leave", 2), ("dead on arrival", 0)],
)  # fmt: skip
def test_time_to_show_comes_from_the_encounter(name: str, hours: int) -> None:
    """SPEC A3.2."""
    found = last(name)
    assert (found.occurred_at, found.occurred_at_is_fallback) == (MONDAY + hours * HOUR, False)


def test_a_cancellation_happened_when_it_was_made() -> None:
    episode = stay("discharge")
    found = read_notification(episode.cancel(sent_at=MONDAY + 5 * HOUR))
    assert (found.short, found.operation) == (SLHJ, CANCEL)
    assert (found.occurred_at, found.occurred_at_is_fallback) == (MONDAY + 5 * HOUR, False)


def test_without_its_time_the_own_provenance_is_the_fallback() -> None:
    bundle = copy_of(STAYS["home"].bundles[-1])
    encounter(bundle)["period"].pop("end")
    found = read_notification(bundle)
    assert (found.occurred_at, found.occurred_at_is_fallback) == (MONDAY + HOUR + timedelta(seconds=2), True)


def test_time_of_death_goes_before_the_end_of_the_stay() -> None:
    bundle = copy_of(STAYS["dead"].bundles[-1])
    patient(bundle).pop("deceasedBoolean")
    patient(bundle)["deceasedDateTime"] = "2025-03-03T09:30:00+01:00"
    found = read_notification(bundle)
    assert (found.short, found.deceased, found.occurred_at) == (MORS, True, datetime(2025, 3, 3, 8, 30, tzinfo=UTC))


def test_a_day_of_death_is_no_time_of_death() -> None:
    bundle = copy_of(STAYS["dead"].bundles[-1])
    patient(bundle).pop("deceasedBoolean")
    patient(bundle)["deceasedDateTime"] = "2025-03-03"
    found = read_notification(bundle)
    assert (found.deceased, found.deceased_at, found.occurred_at) == (True, None, MONDAY + HOUR)


@pytest.mark.parametrize(
    ("system", "value", "wanted"),
    [
        ("https://sor2.sum.dsdn.dk/#id=1", "BD481C38-a921-0242ac12", "local:bd481c38-a921-0242ac12"),
        ("https://sor2.sum.dsdn.dk/#id=1", "urn:uuid:ab-1", "local:ab-1"),
        ("https://www.esundhed.dk/Registre/Landspatientregisteret", "urn:uuid:FC60", "lpr3:fc60"),
    ],
)  # fmt: skip
def test_episode_identifier_is_canonical(system: str, value: str, wanted: str) -> None:
    bundle = copy_of(STAYS["inpatient"].bundles[0])
    encounter(bundle)["episodeOfCare"] = [{"identifier": {"system": system, "value": value}}]
    assert read_notification(bundle).episode_ids == (wanted,)


def test_parties_and_person() -> None:
    found = last("inpatient")
    assert (found.sender.sor, found.sender.gln) == (WARD.sor, WARD.gln)
    assert (found.family_name, found.given_names) == ("Berggren", "Nancy Ann Test")
    assert (found.address_lines, found.postal_code, found.city) == (("Testvej 1",), "8000", "Aarhus C")
    assert found.report_recipient is not None
    assert (found.report_of_admission, found.report_recipient.gln) == (True, WARD.gln)


def test_what_is_not_said_is_unknown() -> None:
    found = last("inpatient")
    assert (found.deceased, found.period_end, found.leave_start, found.previous_id) == (None, None, None, None)


def test_flag_that_is_absent_is_unknown() -> None:
    bundle = copy_of(STAYS["inpatient"].bundles[0])
    header(bundle).pop("extension")
    assert read_notification(bundle).report_of_admission is None


def test_chain_goes_from_the_first_message_to_the_own() -> None:
    bundles = STAYS["back from leave"].bundles
    ids = tuple(read_notification(bundle).message_id for bundle in bundles)
    assert read_notification(bundles[-1]).chain == ids
    assert read_notification(bundles[-1]).previous_id == ids[-2]


def test_a_ring_in_the_chain_ends() -> None:
    bundle = copy_of(STAYS["home"].bundles[-1])
    own(bundle)["entity"][0]["what"]["reference"] = f"MessageHeader/{header(bundle)['id']}"
    assert len(read_notification(bundle).chain) == 1


def test_death_corrected_names_the_death() -> None:
    episode = dead_on_arrival()
    corrected = read_notification(episode.revise(at=MONDAY - HOUR, sent_at=MONDAY + HOUR))
    assert (corrected.short, corrected.operation) == (MORS, FIRST)
    assert corrected.previous_id == read_notification(episode.bundles[0]).message_id


def test_death_cancelled_leaves_the_stay_as_it_was() -> None:
    episode = stay("leave", "die")
    found = read_notification(episode.cancel(sent_at=MONDAY + 9 * HOUR))
    assert (found.short, found.operation, found.deceased, found.encounter_status) == (MORS, CANCEL, False, "onleave")


@pytest.mark.parametrize(
    "change",
    [
        lambda b: patient(b)["identifier"][0].update(value="0201609995"),
        lambda b: encounter(b)["period"].update(start="2025-03-03T07:00:00+01:00"),
        lambda b: encounter(b)["episodeOfCare"][0]["identifier"].update(value="another"),
        lambda b: own(b)["activity"]["coding"][0].update(code="admit-emergency"),
    ],
)
def test_another_citizen_episode_activity_or_time_is_another_identity(change: Any) -> None:
    """SPEC A5: conflicting duplicate."""
    bundle = copy_of(STAYS["inpatient"].bundles[0])
    change(bundle)
    assert read_notification(bundle).identity != last("inpatient").identity


def test_times_in_another_zone_are_the_same_identity() -> None:
    bundle = copy_of(STAYS["inpatient"].bundles[0])
    encounter(bundle)["period"]["start"] = "2025-03-03T08:00:00Z"
    assert read_notification(bundle).identity == last("inpatient").identity


@pytest.mark.parametrize("kind", ["MessageHeader", "Encounter", "Patient", "Provenance", "Organization"])
def test_a_bundle_that_was_not_checked_is_refused(kind: str) -> None:
    bundle = deepcopy(STAYS["inpatient"].bundles[0])
    bundle["entry"] = [entry for entry in bundle["entry"] if entry["resource"]["resourceType"] != kind]
    if kind == "Organization":
        header(bundle)["source"]["endpoint"] = "urn:x"
        header(bundle)["destination"][0]["endpoint"] = "urn:x"
    with pytest.raises(NotANotification):
        read_notification(bundle)


def test_there_is_no_activity_for_a_death() -> None:
    with pytest.raises(ValueError, match="MORS"):
        activity_code(MORS, FIRST, emergency=False)


@pytest.mark.parametrize(
    ("code", "encounter_class", "status", "flag_allowed"),
    [
        ("admit-emergency", "EMER", "in-progress", True),
        ("admit-inpatient", "IMP", "in-progress", True),
        ("revise-admit-inpatient", "IMP", "in-progress", False),
        ("cancel-admit-inpatient", "IMP", "entered-in-error", False),
        ("start-leave-inpatient", "IMP", "onleave", False),
        ("cancel-start-leave-inpatient", "IMP", "in-progress", False),
        ("discharge-emergency-home", "EMER", "finished", False),
    ],
)
def test_what_an_activity_says_of_its_encounter(
    code: str, encounter_class: str, status: str, flag_allowed: bool
) -> None:
    row = ACTIVITIES[code]
    assert (row.encounter_class, row.status, row.flag_allowed) == (encounter_class, status, flag_allowed)
