"""Known and unknown organisations (DESIGN §4)."""

from typing import Any

import pytest

from journeys.models import Citizen, Journey
from medcom.actions import parties
from medcom.actions.parties import Unknown
from medcom.domain.states import MessageState
from medcom.models import InboundMessage
from medcom.parsing.building.builder import Episode, MessageOrganization
from medcom.parsing.codes import GLN, ROA_RECIPIENT, SOR
from organisations.domain.kinds import OrganisationKind
from organisations.models import Organisation
from tests.domain.medcom.stays import HOME_CARE, MONDAY, NANCY, OTHER_WARD, WARD
from tests.factories.organisations import make_municipality, make_practice
from tests.medcom.world import deliver, make_department, make_world

pytestmark = pytest.mark.django_db
R, A = MessageState.REJECTED, MessageState.ACCEPTED


def admission(
    *,
    sender: MessageOrganization = WARD,
    receiver: MessageOrganization = HOME_CARE,
    provider: MessageOrganization | None = None,
) -> dict[str, Any]:
    return Episode(patient=NANCY, sender=sender, receiver=receiver, service_provider=provider).admit(at=MONDAY)


def _codes(message: InboundMessage) -> list[str]:
    return [problem["code"] for problem in message.problems]


def test_an_unknown_citizen_is_no_error() -> None:
    make_world()
    message = deliver(admission())
    assert message.state_value is A
    assert message.citizen == Citizen.objects.get(cpr=NANCY.cpr)


def test_unknown_sender_and_receiver_are_refused_with_their_codes() -> None:
    message = deliver(admission())
    assert message.state_value is R
    assert _codes(message) == ["intake.receiver_unknown", "intake.sender_unknown"]
    assert message.answer is not None
    assert "MSG_Receiver_Identifier_UNKNOWN" in str(message.answer)
    assert not Organisation.objects.exists()


def test_unknown_organisations_are_registered_unverified() -> None:
    message = deliver(admission(provider=OTHER_WARD), unknown=Unknown.REGISTER)
    assert message.state_value is A
    kinds = {row.sor: (row.kind, row.verified) for row in Organisation.objects.all()}
    assert kinds == {
        WARD.sor: (OrganisationKind.DEPARTMENT, False),
        OTHER_WARD.sor: (OrganisationKind.DEPARTMENT, False),
        HOME_CARE.sor: (OrganisationKind.MUNICIPAL_UNIT, False),
    }


def test_a_registered_ward_belongs_to_the_house_of_its_sender() -> None:
    deliver(admission(provider=OTHER_WARD), unknown=Unknown.REGISTER)
    provider = Organisation.objects.get(sor=OTHER_WARD.sor)
    assert provider.root == Organisation.objects.get(sor=WARD.sor)


@pytest.mark.parametrize(
    ("name", "code", "kind"),
    [
        ("Struer Kommune", None, OrganisationKind.MUNICIPALITY),
        ("Visitationen", "671", OrganisationKind.MUNICIPALITY),
        ("Plejecentret", None, OrganisationKind.MUNICIPAL_UNIT),
    ],
)
def test_what_an_unknown_receiver_is_taken_for(name: str, code: str | None, kind: OrganisationKind) -> None:
    receiver = MessageOrganization(sor=HOME_CARE.sor, gln=HOME_CARE.gln, name=name, municipality_code=code)
    deliver(admission(receiver=receiver), unknown=Unknown.REGISTER)
    assert Organisation.objects.get(sor=HOME_CARE.sor).kind == kind


def test_an_unknown_receiver_with_a_known_municipality_code_belongs_to_it() -> None:
    municipality = make_municipality("Struer Kommune", code="671")
    receiver = MessageOrganization(sor=HOME_CARE.sor, gln=HOME_CARE.gln, name="Visitation", municipality_code="671")
    deliver(admission(receiver=receiver), unknown=Unknown.REGISTER)
    assert Organisation.objects.get(sor=HOME_CARE.sor).root == municipality
    assert Journey.objects.get().municipality == municipality


@pytest.mark.parametrize("role", ["sender", "receiver"])
def test_two_organisations_in_one_are_refused(role: str) -> None:
    make_world()
    mixed = MessageOrganization(sor=OTHER_WARD.sor, gln=(WARD if role == "sender" else HOME_CARE).gln, name="Blandet")
    named: dict[str, Any] = {role: mixed}
    message = deliver(admission(**named), unknown=Unknown.REGISTER)
    assert message.state_value is R
    assert _codes(message) == [f"intake.{role}_contradiction"]


def test_an_organisation_is_known_by_either_number() -> None:
    make_world()
    Organisation.objects.filter(sor=WARD.sor).update(sor=None)
    Organisation.objects.filter(gln=HOME_CARE.gln).update(gln=None)
    assert deliver(admission()).state_value is A


def test_an_unknown_service_provider_does_not_cost_the_message() -> None:
    world = make_world()
    nowhere = MessageOrganization(sor="999600000000001", name="Nyt afsnit")
    message = deliver(admission(provider=nowhere))
    assert (message.state_value, message.answer_code) == (A, "ok")
    assert _codes(message) == ["intake.provider_unknown"]
    assert Journey.objects.get().ward == world["ward"]


def with_report_recipient(bundle: dict[str, Any], named: MessageOrganization) -> dict[str, Any]:
    """The notification with somebody else to send the report of admission to."""
    identifiers = [{"system": SOR, "value": named.sor}, {"system": GLN, "value": named.gln}]
    recipient = {"resourceType": "Organization", "id": "recipient", "identifier": identifiers, "name": named.name}
    bundle["entry"].append({"fullUrl": "Organization/recipient", "resource": recipient})
    reference = {"url": ROA_RECIPIENT, "valueReference": {"reference": "Organization/recipient"}}
    header = bundle["entry"][0]["resource"]
    header["extension"] = [part for part in header["extension"] if part["url"] != ROA_RECIPIENT] + [reference]
    return bundle


@pytest.mark.parametrize("unknown", Unknown)
def test_the_recipient_of_the_report_is_named_in_the_event(unknown: Unknown) -> None:
    make_world()
    message = deliver(with_report_recipient(admission(), OTHER_WARD), unknown=unknown)
    assert message.event is not None
    assert message.event.payload["report_recipient"] == str(Organisation.objects.get(sor=OTHER_WARD.sor).pk)


def test_an_unknown_recipient_is_registered_where_that_is_the_rule() -> None:
    deliver(with_report_recipient(admission(), OTHER_WARD), unknown=Unknown.REGISTER)
    assert Organisation.objects.filter(sor=OTHER_WARD.sor, verified=False).exists()


@pytest.mark.parametrize(
    "recipient",
    [
        MessageOrganization(sor="999600000000001", gln="5799997000012", name="Ukendt"),
        MessageOrganization(sor=OTHER_WARD.sor, gln=WARD.gln, name="Blandet"),
    ],
    ids=["unknown", "two in one"],
)
def test_a_recipient_that_cannot_be_told_is_left_out_with_a_warning(recipient: MessageOrganization) -> None:
    make_world()
    message = deliver(with_report_recipient(admission(), recipient))
    assert (message.state_value, _codes(message)) == (A, ["intake.report_recipient_unknown"])
    assert message.event is not None
    assert "report_recipient" not in message.event.payload


def test_somebody_else_may_be_faster_in_registering(monkeypatch: pytest.MonkeyPatch) -> None:
    make_world()
    monkeypatch.setattr(parties._Directory, "find", lambda self, named: None)
    deliver(admission(), unknown=Unknown.REGISTER)
    assert Organisation.objects.filter(sor=WARD.sor).count() == 1


def test_places_are_the_provider_its_hospital_and_the_receivers_municipality() -> None:
    world = make_world()
    deliver(admission(provider=OTHER_WARD))
    journey = Journey.objects.get()
    assert journey.ward == world["other_ward"]
    assert journey.hospital == world["other_ward"].root
    assert journey.municipality == world["municipality"]


def test_a_receiver_that_is_no_municipality_makes_none() -> None:
    make_department(WARD)
    make_practice("Lægehuset", sor=HOME_CARE.sor, gln=HOME_CARE.gln)
    deliver(admission())
    assert Journey.objects.get().municipality is None
