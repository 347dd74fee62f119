"""Some roles are given by two people, and nobody gives one to themself (doors.md D7)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifications.models import Notification
from organisations.actions.memberships import ask_for_role, decide_role, end_membership, give_membership
from organisations.domain.refusals import InvalidOrganisation, NotAllowed
from organisations.domain.roles import Role, needs_second_person
from organisations.models import Membership, RoleRequest, SecurityEvent, User
from tests.actors import Actors
from tests.factories.organisations import LONG_AGO, make_user

ADMIN, DOCTOR = Role.SYSTEM_ADMINISTRATOR, Role.HOSPITAL_DOCTOR
PAGE = "admin:organisations_user_change"


@pytest.fixture
def colleague(actors: Actors) -> User:
    return make_user("Bo Vang", role=ADMIN, unit=actors.region)


@pytest.fixture
def third(actors: Actors) -> User:
    return make_user("Ea Lind", role=ADMIN, unit=actors.region)


def entered(by: User, user: User, **row: object) -> Client:
    """An administrator adds one membership on a person's page."""
    client = Client()
    client.force_login(by)
    standing = list(Membership.objects.filter(user=user))
    data: dict[str, object] = {
        "username": user.username,
        "name": user.name,
        "is_active": "on",
        "memberships-TOTAL_FORMS": len(standing) + 1,
        "memberships-INITIAL_FORMS": len(standing),
    }
    for place, membership in enumerate(standing):
        data |= {f"memberships-{place}-id": membership.pk, f"memberships-{place}-user": user.pk}
    data[f"memberships-{len(standing)}-user"] = user.pk
    data |= {f"memberships-{len(standing)}-{name}": value for name, value in row.items()}
    response = client.post(reverse(PAGE, args=[user.pk]), data)
    assert response.status_code == 302, response.context["errors"]
    return client


def as_doctor(actors: Actors) -> dict[str, object]:
    return {"unit": str(actors.ward.pk), "role": DOCTOR.value, "valid_from": "2026-01-01"}


@pytest.mark.parametrize(
    ("role", "others", "two"),
    [
        (DOCTOR, {ADMIN}, True),
        (Role.WARD_SECRETARY, {ADMIN, Role.CITIZEN}, True),
        (ADMIN, set(), True),
        (ADMIN, {DOCTOR}, True),
        (DOCTOR, {Role.GP}, False),
        (Role.CLUSTER_ADMINISTRATOR, {ADMIN}, False),
    ],
)
def test_d7_which_roles_take_two(role: Role, others: set[Role], two: bool) -> None:
    assert needs_second_person(role, frozenset(others)) is two


def test_d7_an_administrator_gives_himself_no_ward(actors: Actors) -> None:
    entered(actors.administrator, actors.administrator, **as_doctor(actors))
    assert [row.role for row in Membership.objects.filter(user=actors.administrator)] == [ADMIN.value]
    assert not RoleRequest.objects.exists()
    for act in (give_membership, ask_for_role):
        with pytest.raises(NotAllowed):
            act(actors.administrator, unit=actors.ward, role=DOCTOR, valid_from=LONG_AGO, by=actors.administrator)


def test_d7_a_ward_for_an_administrator_waits_for_another(actors: Actors, colleague: User, third: User) -> None:
    entered(colleague, actors.administrator, **as_doctor(actors))
    assert not Membership.objects.filter(user=actors.administrator, role=DOCTOR).exists()
    request = RoleRequest.objects.get()
    for by in (colleague, actors.administrator):
        with pytest.raises(NotAllowed):
            decide_role(request, granted=True, by=by)
    client = Client()
    client.force_login(third)
    data = {"action": "give", "_selected_action": [str(request.pk)]}
    client.post(reverse("admin:organisations_rolerequest_changelist"), data)
    assert Membership.objects.filter(user=actors.administrator, role=DOCTOR).exists()
    told = SecurityEvent.objects.get(kind="clinical_role_for_administrator")
    assert (told.user_uuid, told.by_uuid) == (actors.administrator.uuid, third.uuid)


def test_d7_an_administrator_is_made_by_two(actors: Actors, colleague: User) -> None:
    given = {"unit": str(actors.region.pk), "role": ADMIN.value, "valid_from": "2026-01-01"}
    entered(actors.administrator, actors.cluster_administrator, **given)
    assert not Membership.objects.filter(user=actors.cluster_administrator, role=ADMIN).exists()
    decide_role(RoleRequest.objects.get(), granted=True, by=colleague)
    assert Membership.objects.filter(user=actors.cluster_administrator, role=ADMIN).exists()


def test_d7_declined_it_gives_nothing_and_is_decided_once(actors: Actors, colleague: User, third: User) -> None:
    request = ask_for_role(actors.administrator, unit=actors.ward, role=DOCTOR, valid_from=LONG_AGO, by=colleague)
    assert decide_role(request, granted=False, by=third) is None
    with pytest.raises(InvalidOrganisation, match="allerede"):
        decide_role(request, granted=True, by=third)
    assert not Membership.objects.filter(user=actors.administrator, role=DOCTOR).exists()


def test_d7_the_database_refuses_one_person_for_two(actors: Actors, colleague: User) -> None:
    request = ask_for_role(actors.administrator, unit=actors.ward, role=DOCTOR, valid_from=LONG_AGO, by=colleague)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleRequest.objects.filter(pk=request.pk).update(decided_by=colleague)


def test_d7_an_end_is_not_taken_away_by_one(actors: Actors, colleague: User) -> None:
    ended = give_membership(actors.administrator, unit=actors.ward, role=DOCTOR, valid_from=LONG_AGO)
    end_membership(ended, valid_to=timezone.localdate())
    client = Client()
    client.force_login(colleague)
    rows = list(Membership.objects.filter(user=actors.administrator))
    data: dict[str, object] = {
        "username": actors.administrator.username,
        "name": actors.administrator.name,
        "is_active": "on",
        "memberships-TOTAL_FORMS": len(rows),
        "memberships-INITIAL_FORMS": len(rows),
    }
    for place, row in enumerate(rows):
        data |= {f"memberships-{place}-id": row.pk, f"memberships-{place}-user": row.user_id}
    client.post(reverse(PAGE, args=[actors.administrator.pk]), data)
    ended.refresh_from_db()
    assert ended.valid_to == timezone.localdate()


def test_d7_a_colleague_administrators_password_is_not_set_by_another(actors: Actors, colleague: User) -> None:
    client = Client()
    client.force_login(colleague)
    address = reverse("admin:auth_user_password_change", args=[actors.administrator.pk])
    new = {"password1": "k9Tq-vvLm2-xx-7", "password2": "k9Tq-vvLm2-xx-7"}
    assert client.post(address, new).status_code == 403
    address = reverse("admin:auth_user_password_change", args=[actors.nurse.pk])
    assert client.post(address, new).status_code == 302
    assert SecurityEvent.objects.filter(kind="password_changed", user_uuid=actors.nurse.uuid).exists()


def test_d7_an_ordinary_role_is_given_by_one_and_written_down(actors: Actors, colleague: User) -> None:
    entered(colleague, actors.nurse, **as_doctor(actors))
    assert Membership.objects.filter(user=actors.nurse, role=DOCTOR).exists()
    assert SecurityEvent.objects.filter(kind="membership_saved", by_uuid=colleague.uuid).exists()
    assert timezone.now() - SecurityEvent.objects.latest("pk").at < timedelta(minutes=1)


def told(user: User) -> list[str]:
    return list(
        Notification.objects.filter(subject_ref=user.uuid).order_by("created_at").values_list("kind", flat=True)
    )


def test_d7_administrators_are_told_when_the_role_is_asked_for_given_and_ended(
    actors: Actors, colleague: User, third: User
) -> None:
    person = actors.cluster_administrator
    request = ask_for_role(person, unit=actors.region, role=ADMIN, valid_from=LONG_AGO, by=colleague)
    membership = decide_role(request, granted=True, by=third)
    assert membership is not None
    end_membership(membership, valid_to=timezone.localdate() + timedelta(days=1), by=colleague)
    assert told(person) == ["administrator_asked", "administrator_given", "administrator_ended"]
    client = Client()
    client.force_login(actors.administrator)
    page = client.get("/adgangslog/").content.decode()
    assert f"Rollen som administrator er givet eller ændret ({person.name}, " in page


def test_d7_a_clinical_role_of_an_administrator_is_told_and_others_are_not(
    actors: Actors, colleague: User, third: User
) -> None:
    decide_role(
        ask_for_role(actors.administrator, unit=actors.ward, role=DOCTOR, valid_from=LONG_AGO, by=colleague),
        granted=True,
        by=third,
    )
    assert set(told(actors.administrator)) == {"administrator_sees"}
    give_membership(actors.gp, unit=actors.ward, role=DOCTOR, valid_from=LONG_AGO, by=colleague)
    assert told(actors.gp) == []
