"""Chains through the intake: lost links, other houses, gateways, other citizens, other receivers."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.state.doubts import DoubtKind
from journeys.models import Citizen, Journey, JourneyEvent, JourneyParty, Task
from medcom.actions.gateways import create_gateway, ensure_demo_gateway, gateway_with_token
from medcom.actions.intake import receive
from medcom.domain.formats import Format, encode
from medcom.domain.states import Door, MessageState
from medcom.models import InboundMessage
from medcom.parsing.building.builder import Episode
from organisations.models import Organisation
from tests.domain.medcom.stays import HOME_CARE, MONDAY, NANCY, OTHER_WARD, WARD
from tests.factories.organisations import make_municipal_unit, make_municipality
from tests.medcom.gateway.test_builder_scripts import play
from tests.medcom.mutations import copy_of, own, patient
from tests.medcom.world import NOW, deliver, make_department, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> dict[str, Organisation]:
    return make_world()


def codes(message: InboundMessage) -> set[str]:
    return {problem["code"] for problem in message.problems}


def journey() -> Journey:
    return Journey.objects.current().get()


def clean() -> bool:
    return all(rebuild_citizen(citizen.pk, now=NOW, check=True) == [] for citizen in Citizen.objects.all())


@pytest.mark.parametrize(
    ("names", "lost", "status"),
    [
        (["STIN", "RE-STIN", "AN-STIN"], [1], "cancelled"),
        (["STAA", "RE-STAA", "AN-STAA"], [1], "cancelled"),
        (["STIN", "SLHJ", "RE-SLHJ", "AN-SLHJ"], [2], "admitted"),
        (["STIN", "STOR", "RE-STOR", "AN-STOR"], [1, 2], "admitted"),
        (["STIN", "STOR", "SLOR", "AN-SLOR"], [1, 2], "on_leave"),
        (["STIN", "MORS", "RE-MORS", "AN-MORS"], [2], "admitted"),
        (["STAA", "STIN", "AN-STIN"], [0], "acute_ambulatory"),
    ],
    ids=lambda value: "-".join(map(str, value)) if isinstance(value, list) else value,
)
def test_m02_a_lost_link_changes_nothing(world: Any, names: list[str], lost: list[int], status: str) -> None:
    bundles = [bundle for number, bundle in enumerate(play(names)) if number not in lost]
    for order in (bundles, bundles[::-1]):
        for bundle in order:
            assert deliver(bundle).answer_code == "ok"
    assert journey().status == status
    assert clean()


def test_m02_what_leads_nowhere_is_said_to_the_sender_and_asked_of_the_ward(world: dict[str, Organisation]) -> None:
    _stin, an = play(["STIN", "AN-STIN"])
    message = deliver(an)
    assert (message.answer_code, codes(message)) == ("ok", {"intake.chain_unresolved"})
    (doubt,) = journey().doubts
    assert (doubt["kind"], doubt["by"]) == (DoubtKind.UNLINKED.value, str(world["ward"].pk))
    assert Task.objects.get(kind="settle_doubt").owner == world["ward"]
    assert clean()


def test_m06_a_correction_of_one_that_is_not_the_latest_is_remarked(world: Any) -> None:
    stin, stor, re = play(["STIN", "STOR", "RE-STOR"])
    own(re)["entity"][0]["what"] = {"reference": f"MessageHeader/{stin['entry'][0]['resource']['id']}"}
    for bundle in (stin, stor):
        deliver(bundle)
    assert "hn.not_latest" in codes(deliver(re))


def test_d14_only_the_house_of_the_first_message_cancels_it(world: Any) -> None:
    make_department(stranger := type(WARD)(sor="441211000016002", gln="5790002412233", name="Horsens"))
    episode = Episode(patient=NANCY, sender=WARD, receiver=HOME_CARE, seed=3)
    deliver(episode.admit(at=MONDAY))
    episode.sender = stranger
    message = deliver(episode.cancel(sent_at=MONDAY + timedelta(hours=1)))
    assert (message.answer_code, codes(message)) == ("fatal-error", {"intake.other_house"})
    assert journey().status == "admitted"


def through(bundle: dict[str, Any], gateway: Any) -> InboundMessage:
    body = encode(bundle, Format.JSON)
    return receive(body, content_type=Format.JSON.value, door=Door.GATEWAY, now=NOW, gateway=gateway)


@pytest.mark.parametrize("whose", ["nobody", "other", "own", "all"])
def test_d14_a_gateway_delivers_only_for_its_houses(world: dict[str, Organisation], whose: str) -> None:
    other = make_municipality("Anden Kommune", code="167")
    roots = {"own": [world["ward"].root], "other": [other]}.get(whose, [])
    gateway, _token = create_gateway("B", now=NOW, sender_roots=roots, all_senders=whose == "all")
    (stin,) = play(["STIN"])
    message = through(stin, gateway)
    allowed = whose in ("own", "all")
    assert message.state_value is (MessageState.ACCEPTED if allowed else MessageState.REJECTED)
    assert ("intake.sender_not_allowed" in codes(message)) is not allowed


def test_d14_the_demos_token_opens_nothing_where_there_is_no_demo(settings: Any) -> None:
    settings.DEMO, settings.MEDCOM_DEMO_TOKEN = True, "demo-gateway"
    assert ensure_demo_gateway(now=NOW) is not None
    assert gateway_with_token("demo-gateway", now=NOW) is not None
    settings.DEMO = False
    assert gateway_with_token("demo-gateway", now=NOW) is None
    settings.MEDCOM_DEMO_TOKEN = "another"
    assert gateway_with_token("demo-gateway", now=NOW) is None


def test_d14_a_new_gateway_must_be_told_for_whom_it_speaks(world: Any, capsys: Any) -> None:
    with pytest.raises(CommandError):
        call_command("medcom_gateway", "Ny")
    call_command("medcom_gateway", "Ny", "--for", WARD.sor)
    assert gateway_with_token(capsys.readouterr().out.strip(), now=NOW) is not None


@pytest.mark.parametrize("reverse", [False, True])
def test_m08_a_chain_told_of_two_citizens_is_asked_about_on_both(world: Any, reverse: bool) -> None:
    stin, slhj = play(["STIN", "SLHJ"])
    patient(slhj)["identifier"][0]["value"] = "2509479989"
    for bundle in (slhj, stin) if reverse else (stin, slhj):
        message = deliver(bundle)
    assert "intake.other_citizen" in codes(message)
    found = list(Journey.objects.current())
    assert len(found) == 2
    assert all([doubt["kind"] for doubt in row.doubts] == [DoubtKind.OTHER_CITIZEN.value] for row in found)
    assert Task.objects.filter(kind="settle_doubt").count() == 2
    assert clean()


@pytest.mark.parametrize("reverse", [False, True])
def test_m09_the_same_letter_to_a_second_receiver_is_a_delivery_of_its_own(world: Any, reverse: bool) -> None:
    second = make_municipality("Anden Kommune", code="167")
    unit = type(HOME_CARE)(sor="999800000000999", gln="5799998009991", name="Anden")
    make_municipal_unit(second, "Anden", sor=unit.sor, gln=unit.gln)
    episodes = [Episode(patient=NANCY, sender=WARD, receiver=receiver, seed=3) for receiver in (HOME_CARE, unit)]
    bundles = [copy_of(episode.admit(at=MONDAY)) for episode in episodes]
    for bundle in bundles[::-1] if reverse else bundles:
        assert deliver(bundle).state_value is MessageState.ACCEPTED
    assert JourneyParty.objects.filter(role="municipality").count() == 2
    assert deliver(bundles[0]).state_value is MessageState.DUPLICATE
    assert JourneyEvent.objects.count() == 2
    assert clean()


@pytest.mark.parametrize("field", ["family", "city"])
def test_m04_a_long_text_is_taken_into_the_row(world: Any, field: str) -> None:
    """On PostgreSQL this was a DataError, answered as passing and tried for ever."""
    (stin,) = play(["STIN"])
    if field == "family":
        patient(stin)["name"][0]["family"] = "a" * 121
    else:
        patient(stin)["address"] = [{"city": "b" * 81, "postalCode": "8000 Aarhus C", "line": ["c" * 201]}]
    message = deliver(stin)
    assert (message.answer_code, codes(message)) == ("ok", {"hn.text_shortened"})
    citizen = Citizen.objects.get()
    assert "…" in (citizen.family_name if field == "family" else citizen.postal_code + citizen.city)


def test_another_ward_of_the_same_hospital_corrects(world: Any) -> None:
    assert OTHER_WARD.sor != WARD.sor
    for bundle in play(["STIN", "RE-STIN"]):
        assert deliver(bundle).answer_code == "ok"
