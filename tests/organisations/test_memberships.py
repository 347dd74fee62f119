"""Users, memberships and the unit one acts for."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from organisations.actions.memberships import end_membership, give_membership, switch_active_unit
from organisations.actions.users import register_user
from organisations.domain.refusals import InvalidOrganisation, NotAllowed
from organisations.domain.roles import Role
from organisations.models import Membership, User
from organisations.selectors.memberships import memberships_of
from tests.actors import Actors
from tests.factories.organisations import LONG_AGO, make_user, make_ward

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
NURSE = Role.HOSPITAL_NURSE


def test_the_first_membership_becomes_the_active_one(actors: Actors) -> None:
    second = give_membership(actors.nurse, unit=actors.other_ward, role=NURSE, valid_from=LONG_AGO)
    assert actors.nurse.unit == actors.ward
    assert set(memberships_of(actors.nurse, on=TODAY)) == {actors.nurse.membership, second}


def test_the_same_membership_is_given_once(actors: Actors) -> None:
    again = give_membership(actors.nurse, unit=actors.ward, role=NURSE, valid_from=TODAY)
    assert again == actors.nurse.membership


def test_switching_to_another_of_ones_units(actors: Actors) -> None:
    second = give_membership(actors.nurse, unit=actors.other_ward, role=NURSE, valid_from=LONG_AGO)
    switch_active_unit(actors.nurse, membership=second, on=TODAY)
    assert User.objects.get(pk=actors.nurse.pk).unit == actors.other_ward


def test_nobody_switches_to_someone_elses_unit(actors: Actors) -> None:
    theirs = actors.stranger.membership
    assert theirs is not None
    with pytest.raises(NotAllowed, match="egne"):
        switch_active_unit(actors.nurse, membership=theirs, on=TODAY)


def test_nobody_switches_to_an_ended_membership(actors: Actors) -> None:
    second = give_membership(actors.nurse, unit=actors.other_ward, role=NURSE, valid_from=LONG_AGO)
    end_membership(second, valid_to=TODAY)
    with pytest.raises(NotAllowed) as refusal:
        switch_active_unit(actors.nurse, membership=second, on=TODAY)
    assert refusal.value.code == "membership.ended"


def test_a_membership_ends_after_it_began(actors: Actors) -> None:
    assert actors.nurse.membership is not None
    with pytest.raises(InvalidOrganisation, match="efter startdatoen"):
        end_membership(actors.nurse.membership, valid_to=LONG_AGO)


def test_the_last_day_is_not_part_of_it(actors: Actors) -> None:
    membership = actors.nurse.membership
    assert membership is not None
    end_membership(membership, valid_to=TODAY)
    assert membership.is_valid_on(date(2026, 11, 19))
    assert not membership.is_valid_on(TODAY)
    assert actors.nurse not in staff(actors)


def staff(actors: Actors) -> set[User]:
    return {row.user for row in Membership.objects.valid_on(TODAY).in_unit(actors.ward.pk)}


def test_staff_of_a_unit(actors: Actors) -> None:
    assert staff(actors) == {actors.nurse, actors.doctor, actors.secretary}


def test_only_a_citizen_has_no_unit(actors: Actors) -> None:
    for unit, role in ((None, NURSE), (actors.ward, Role.CITIZEN)):
        with pytest.raises(InvalidOrganisation):
            give_membership(actors.nurse, unit=unit, role=role, valid_from=TODAY)
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(user=actors.nurse, unit=unit, role=role, valid_from=TODAY)
    assert actors.citizen.unit is None
    assert str(actors.citizen.membership) == "Borger"


def test_the_switcher_names_role_and_unit(actors: Actors) -> None:
    assert str(actors.gp.membership) == "Praktiserende læge, Lægehuset Eksempelgade"


def test_a_user_name_is_taken_once() -> None:
    make_user("Birgit Holm", role=NURSE, unit=make_ward(), username="birgit")
    with pytest.raises(InvalidOrganisation, match="i brug"):
        register_user(username="birgit", name="Birgit Bak")


def test_an_authorisation_id_is_checked() -> None:
    assert register_user(username="a", name="A", authorisation_id="bfg12").authorisation_id == "BFG12"
    with pytest.raises(InvalidOrganisation, match="fem tegn"):
        register_user(username="b", name="B", authorisation_id="AEIOU")


def test_history_never_keeps_a_password() -> None:
    user = register_user(username="a", name="A", password="noget hemmeligt")
    assert not hasattr(user.history.first(), "password")
    assert user.check_password("noget hemmeligt")


def test_people_are_called_by_their_name() -> None:
    user = register_user(username="a", name="Birgit Holm")
    assert (str(user), user.get_full_name(), user.get_short_name()) == ("Birgit Holm",) * 3
