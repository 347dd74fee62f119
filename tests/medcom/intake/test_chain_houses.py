"""Whose word counts: the hospital that holds the contact. Two times for one end are asked about (RULES 2i V12)."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from journeys.actions.acting.acts import Act
from journeys.actions.citizens import citizen_by_cpr
from journeys.actions.stays.doubts import correct_doubt
from journeys.domain.events import EventKind
from journeys.models import Journey, Task
from medcom.domain.states import MessageState
from medcom.parsing.building.builder import Episode, MessageOrganization
from organisations.domain.kinds import OrganisationKind
from organisations.domain.roles import Role
from organisations.models import Organisation
from tests.domain.medcom.stays import HOME_CARE, NANCY
from tests.factories.journeys import tell
from tests.factories.organisations import make_organisation, make_user
from tests.medcom.chains import BEGUN, chain
from tests.medcom.mutations import Bundle, copy_of, encounter
from tests.medcom.orders import end_of, unclean
from tests.medcom.world import NOW, deliver, make_department, make_served_citizen, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
ELSEWHERE = MessageOrganization(sor="999800000000888", gln="5799998008888", name="Anden afdeling")
PRACTICE = MessageOrganization(sor="999800000000777", gln="5790002412233", name="En praksis")


@pytest.fixture(autouse=True)
def world() -> dict[str, Organisation]:
    make_department(ELSEWHERE)
    make_served_citizen(NANCY.cpr)
    return make_world()


def as_revision(message: Bundle, *bundles: Bundle) -> None:
    """Tells a cancelled death without the word for it: role revision instead of removal, in later chains too."""
    name = message["entry"][0]["resource"]["id"]
    for resource in (entry["resource"] for bundle in bundles for entry in bundle["entry"]):
        about = resource["resourceType"] == "Provenance" and resource["target"][0]["reference"].endswith(name)
        if about and resource.get("entity"):
            resource["entity"][0]["role"] = "revision"


@pytest.mark.parametrize("word", ["SLHJ", "STOR", "MORS"])
def test_r4b_6_what_another_hospital_tells_in_the_chain_is_a_question_to_the_holder(word: str) -> None:
    assert end_of(chain(f"STIN; {word}", senders={2: ELSEWHERE})) == ("admitted", "other_house")


def test_r4b_6_the_holders_own_discharge_counts_after_it() -> None:
    bundles = chain("STIN; SLHJ; SLHJ→1", senders={2: ELSEWHERE})
    assert end_of(bundles) == ("discharged", "other_house")
    for bundle in bundles:
        deliver(bundle)
    assert Journey.objects.current().get().discharged_at == hours(4)


def hours(number: float) -> datetime:
    return BEGUN + timedelta(hours=number)


def test_r3b_1_a_first_message_of_a_death_from_another_hospital_is_a_question_too() -> None:
    (stin,) = chain("STIN")
    mors = Episode(patient=NANCY, sender=ELSEWHERE, receiver=HOME_CARE, seed=2).die(at=hours(2))
    assert end_of([stin, mors]) == ("admitted", "other_house")


def test_r4b_6_another_hospital_that_takes_the_citizen_in_ends_its_own_contact() -> None:
    assert end_of(chain("STIN; STIN; SLHJ", senders={2: ELSEWHERE, 3: ELSEWHERE})) == ("discharged", "")
    assert end_of(chain("STIN; (STIN); SLHJ", senders={2: ELSEWHERE, 3: ELSEWHERE})) == ("discharged", "")


@pytest.mark.parametrize("lost", [False, True])
@pytest.mark.parametrize(
    ("word", "status"), [("AN_STIN", "cancelled"), ("RE_STIN", "admitted"), ("SLHJ", "discharged")]
)
def test_r4b_3_a_death_is_cancelled_without_the_word_for_it(word: str, status: str, lost: bool) -> None:
    mors = "(MORS)" if lost else "MORS"
    removal, revision = (chain(f"STIN; {mors}; AN_MORS; {word}") for _ in range(2))
    as_revision(revision[-2], *revision)
    assert end_of(revision) == end_of(removal) == (status, "")


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("STIN; SLHJ; SLHJ", "discharged"),
        ("STIN; SLHJ; SLHJ→1", "discharged"),
        ("STIN; STOR; STOR", "on_leave"),
        ("STIN; MORS; MORS", "deceased"),
        ("STIN; MORS; MORS→1", "deceased"),
    ],
)
def test_r4b_7_and_9_two_times_for_one_end_are_asked_about_and_the_first_stands(line: str, status: str) -> None:
    bundles = chain(line)
    if status == "deceased":
        # A death that names a death corrects it (SPEC A3.1): only one that names the admission says it twice.
        assert end_of(bundles) == (status, "twice" if "→" in line else "")
    else:
        assert end_of(bundles) == (status, "twice")


@pytest.mark.parametrize(("first", "doubts"), [("staa", []), ("an", ["unlinked"])])
def test_r4b_2_another_hospitals_cancellation_is_refused_or_asked_about(first: str, doubts: list[str]) -> None:
    staa, an = chain("STAA; AN_STAA", senders={2: ELSEWHERE})
    order = (staa, an) if first == "staa" else (an, staa)
    states = [deliver(bundle).state_value for bundle in order]
    journey = Journey.objects.current().get()
    assert (journey.status, [doubt["kind"] for doubt in journey.doubts]) == ("acute_ambulatory", doubts)
    # Where the sender could not be told, the ward is asked.
    assert (MessageState.REJECTED in states) is not bool(doubts)


@pytest.mark.parametrize("word", ["SLHJ", "STOR"])
def test_r4b_10_a_cancellation_of_what_a_rival_had_overtaken_is_asked_about(word: str) -> None:
    line = f"STIN; {word}; RE_{word}→2; RE_{word}→2; AN_{word}→3"
    bundles = chain(line, hours={3: 9, 4: 7, 5: 10}, sent={3: 7, 4: 9, 5: 10})
    # As they were sent, and with the cancellation first.
    for order in (bundles, [bundles[4], *bundles[:4]]):
        with transaction.atomic():
            for bundle in order:
                deliver(bundle)
            assert [doubt["kind"] for doubt in Journey.objects.current().get().doubts] == ["unlinked"]
            transaction.set_rollback(True)


def test_r4b_8_a_death_cancels_what_was_planned_at_another_hospital(world: dict[str, Organisation]) -> None:
    citizen, planned_at = citizen_by_cpr(NANCY.cpr), hours(72).isoformat()
    tell(citizen, EventKind.ADMISSION_DECIDED, at=hours(-24), provider=world["ward"], planned_at=planned_at)
    for bundle in chain("STIN; MORS", senders={1: ELSEWHERE, 2: ELSEWHERE}):
        deliver(bundle)
    assert {row.status for row in Journey.objects.current()} == {"cancelled", "deceased"}


def test_r4b_4_the_same_id_with_another_class_is_a_conflict() -> None:
    (stin,) = chain("STIN")
    again = copy_of(stin)
    again["id"] = "22222222-2222-4222-8222-222222222222"
    encounter(again)["class"]["code"] = "EMER"
    assert deliver(stin).state_value is MessageState.ACCEPTED
    assert deliver(again).state_value is MessageState.CONFLICT


@pytest.mark.parametrize("kind", [OrganisationKind.GP_PRACTICE, OrganisationKind.MUNICIPALITY])
@pytest.mark.parametrize("dead", [False, True])
def test_r3b_2_only_a_hospital_tells_of_stays_and_deaths(kind: OrganisationKind, dead: bool) -> None:
    make_organisation("Afsender", kind=kind, sor=PRACTICE.sor, gln=PRACTICE.gln)
    teller = Episode(patient=NANCY, sender=PRACTICE, receiver=HOME_CARE, seed=2)
    message = deliver(teller.die(at=hours(1)) if dead else teller.admit(at=hours(1)))
    assert (message.state_value, [each["code"] for each in message.problems]) == (
        MessageState.REJECTED,
        ["intake.sender_no_hospital"],
    )
    assert not Journey.objects.exists()


@pytest.mark.parametrize("other", [True, False])
def test_r5_6_a_discharge_typed_before_the_lost_arrival_that_it_ends_is_taken(other: bool) -> None:
    senders = {2: ELSEWHERE, 3: ELSEWHERE} if other else {}
    bundles = chain("STIN; (STAA); SLHJ", hours={1: 0, 2: 3, 3: 2}, senders=senders)
    assert {deliver(bundle).state_value for bundle in bundles} == {MessageState.ACCEPTED}
    bundles = chain("STIN; STAA; SLHJ", hours={1: 0, 2: 3, 3: 2}, senders=senders, seed=9)
    assert len({end_of(bundles)}) == 1


def test_r5_4_r7_1_the_ward_says_when_it_was_and_the_hospital_tidies_up(world: dict[str, Organisation]) -> None:
    told = chain("STIN; SLHJ; SLHJ→1; AN_SLHJ→2")
    for bundle in told[:3]:
        deliver(bundle)
    nurse = make_user("Nanna Prøve", role=Role.HOSPITAL_NURSE, unit=world["ward"])
    correct_doubt(Journey.objects.current().get(), occurred_at=hours(6), act=Act(by=nurse, now=NOW))
    for bundle in ([], told[3:]):
        for each in bundle:
            assert deliver(each).state_value is MessageState.ACCEPTED
        journey = Journey.objects.current().get()
        assert (journey.status, journey.discharged_at, journey.doubts) == ("discharged", hours(6), [])
    assert not Task.objects.open().filter(kind="settle_doubt").exists()
    assert unclean() == []
