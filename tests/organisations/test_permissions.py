"""May this person do that, here?"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone, translation

from organisations.domain.permissions import WHO_MAY, Permission
from organisations.domain.roles import Role
from organisations.models import User
from organisations.selectors.permissions import NotAllowed, can, check_can, why_not
from organisations.sentences import role_within
from tests.actors import Actors
from tests.factories.organisations import make_municipality, make_practice


@dataclass
class Parties:
    """The parties of a journey as the permission check sees them."""

    hospital_id: UUID | None = None
    ward_id: UUID | None = None
    municipality_id: UUID | None = None
    gp_practice_id: UUID | None = None
    gp_known: bool = False
    unconfirmed: bool = False


@pytest.fixture
def journey(actors: Actors) -> Parties:
    return Parties(actors.hospital.pk, actors.ward.pk, actors.municipality.pk, actors.practice.pk)


@pytest.mark.parametrize("permission", list(Permission))
def test_each_role_may_what_the_table_says(actors: Actors, journey: Parties, permission: Permission) -> None:
    for role, user in actors.everyone().items():
        assert can(user, permission, journey) is (role in WHO_MAY[permission]), role
        assert can(user, permission, journey) is (why_not(user, permission, journey) == "")


def test_the_refusal_says_who_may(actors: Actors) -> None:
    with pytest.raises(NotAllowed) as refusal:
        check_can(actors.nurse, Permission.ACCEPT_RESPONSIBLE_PHYSICIAN)
    assert refusal.value.code == "permission.role"
    assert refusal.value.sentence == "Kun hospitalets læger kan overtage patientansvaret."


def test_nothing_happens_to_those_who_may(actors: Actors) -> None:
    check_can(actors.doctor, Permission.ACCEPT_RESPONSIBLE_PHYSICIAN)


def test_several_roles_are_listed(actors: Actors) -> None:
    sentence = why_not(actors.gp, Permission.PLACE_CITIZEN)
    assert sentence == (
        "Kun hospitalets sygeplejersker, hospitalets læger og hospitalets lægesekretærer "
        "kan placere borgeren på afsnit og seng."
    )


def test_a_stranger_is_not_a_party(actors: Actors, journey: Parties) -> None:
    with pytest.raises(NotAllowed) as refusal:
        check_can(actors.stranger, Permission.PLACE_CITIZEN, journey)
    assert refusal.value.code == "permission.not_party"


def test_a_stranger_may_still_read_what_they_can_see(actors: Actors, journey: Parties) -> None:
    assert can(actors.stranger, Permission.VIEW_JOURNEY, journey)


@pytest.mark.parametrize("side", ["municipality_id", "gp_practice_id"])
def test_another_municipality_or_practice_is_no_party(actors: Actors, journey: Parties, side: str) -> None:
    other = make_municipality(code="779") if side == "municipality_id" else make_practice()
    setattr(journey, side, other.pk)
    user = actors.assessor if side == "municipality_id" else actors.gp
    assert not can(user, Permission.CORRECT_EVENT, journey)


def test_an_unknown_party_excludes_nobody(actors: Actors) -> None:
    assert can(actors.nurse, Permission.PLACE_CITIZEN, Parties())


def test_the_anonymous_may_nothing(actors: Actors) -> None:
    with pytest.raises(NotAllowed) as refusal:
        check_can(AnonymousUser(), Permission.VIEW_JOURNEY)
    assert refusal.value.code == "permission.not_signed_in"


def test_without_a_unit_one_may_nothing(db: None) -> None:
    user = User.objects.create(username="ny", name="Ny Kollega")
    assert why_not(user, Permission.VIEW_JOURNEY).startswith("Du har ingen aktiv enhed")


def test_an_ended_membership_gives_no_rights(actors: Actors) -> None:
    membership = actors.nurse.membership
    assert membership is not None
    membership.valid_to = timezone.localdate()
    assert not can(actors.nurse, Permission.VIEW_JOURNEY)
    membership.valid_to += timedelta(days=1)
    assert can(actors.nurse, Permission.VIEW_JOURNEY)


def test_a_superuser_has_no_way_around_the_table(actors: Actors) -> None:
    actors.administrator.is_superuser = True
    assert not can(actors.administrator, Permission.VIEW_JOURNEY)


@pytest.mark.parametrize(
    ("role", "danish", "english"),
    [
        (Role.GP, "praktiserende læge", "GP"),
        (Role.GP_NURSE, "praksissygeplejerske", "practice nurse"),
        (Role.NEEDS_ASSESSOR, "visitator", "needs assessor"),
    ],
)
def test_a_role_inside_a_sentence_keeps_the_capitals_of_an_abbreviation(role: Role, danish: str, english: str) -> None:
    assert role_within(role) == danish
    with translation.override("en"):
        assert role_within(role) == english
