"""The who-may table is complete and says what the agreement says."""

import pytest

from organisations.domain.permissions import NEEDS_NO_PARTY, WHO_MAY, Permission, role_may
from organisations.domain.roles import FIGURES_ONLY, SECTOR_OF_ROLE, Role, Sector, roles_of, sector_of


def test_every_permission_is_given_to_somebody() -> None:
    assert set(WHO_MAY) == set(Permission)
    assert all(WHO_MAY.values())


def test_every_role_has_one_sector() -> None:
    assert set(SECTOR_OF_ROLE) == set(Role)
    assert sum(len(roles_of(sector)) for sector in Sector) == len(Role)
    assert sector_of(Role.OUT_OF_HOURS_DOCTOR) is Sector.GENERAL_PRACTICE


def test_the_roles_of_a_sector_are_its_own() -> None:
    assert roles_of(Sector.GENERAL_PRACTICE) == {Role.GP, Role.GP_NURSE, Role.OUT_OF_HOURS_DOCTOR}
    assert roles_of(Sector.CITIZEN) == {Role.CITIZEN}


def test_no_role_may_nothing() -> None:
    assert not any(role_may(None, permission) for permission in Permission)


@pytest.mark.parametrize("role", sorted(FIGURES_ONLY))
def test_who_reads_the_figures_may_nothing_else(role: Role) -> None:
    own = {Permission.VIEW_STATISTICS, Permission.REQUEST_CHANGE}
    # Requests to change the agreement are the steering group's to decide (FQ10).
    own |= {Permission.DECIDE_CHANGE} if role is Role.STEERING_GROUP else set()
    assert {each for each in Permission if role_may(role, each)} == own


def test_an_operator_sees_how_the_program_runs_and_nothing_else() -> None:
    allowed = {each for each in Permission if role_may(Role.OPERATOR, each)}
    assert allowed == {Permission.VIEW_OPERATIONS, Permission.REQUEST_CHANGE}


@pytest.mark.parametrize(
    "role", [Role.CLUSTER_ADMINISTRATOR, Role.OPERATOR, Role.SYSTEM_ADMINISTRATOR, Role.CITIZEN, *sorted(FIGURES_ONLY)]
)
def test_those_who_do_not_care_for_citizens_see_no_journeys(role: Role) -> None:
    assert not role_may(role, Permission.VIEW_JOURNEY)
    assert not role_may(role, Permission.SEARCH_CITIZENS)


def test_the_social_sector_only_reads_and_answers() -> None:
    allowed = {permission for permission in Permission if role_may(Role.SOCIAL_WORKER, permission)}
    assert allowed == {
        Permission.VIEW_JOURNEY,
        Permission.ANSWER_QUESTION,
        Permission.MARK_SEEN,
        Permission.CHOOSE_MAIL,
        # The cooperation's plans, which name no citizen.
        Permission.VIEW_PLANS,
        # Likewise the registers; and anybody asks for a change of the agreement.
        Permission.VIEW_REGISTERS,
        Permission.REQUEST_CHANGE,
        # Journeys to learn from, which any party nominates (FQ2).
        Permission.VIEW_LEARNING,
        Permission.NOMINATE_JOURNEY,
        # How they experience the cooperation, and what all answered.
        Permission.VIEW_SURVEYS,
        Permission.ANSWER_STAFF_SURVEY,
        Permission.ACKNOWLEDGE_JOURNEY,
        # A letter that was sent to it.
        Permission.ANSWER_DOCUMENT,
        # A dialogue meeting, which any party asks for (001 bilag 2, B2-P5 b).
        Permission.ASK_FOR_MEETING,
        # Their own acknowledgement.
        Permission.CORRECT_EVENT,
    }


@pytest.mark.parametrize(
    "permission",
    [
        Permission.ACCEPT_RESPONSIBLE_PHYSICIAN,
        Permission.ASSESS_READY,
        Permission.APPROVE_READY_CORRECTION,
        Permission.EXTEND_RESPONSIBILITY,
        Permission.EXEMPT_RESPONSIBILITY,
    ],
)
def test_what_takes_a_hospital_doctor(permission: Permission) -> None:
    assert WHO_MAY[permission] == {Role.HOSPITAL_DOCTOR}


def test_citizens_may_only_see_their_own_journey() -> None:
    assert {p for p in Permission if role_may(Role.CITIZEN, p)} == {
        Permission.VIEW_OWN_JOURNEY,
        Permission.SHARE_OWN_PAGE,
        Permission.WRITE_OWN_WORDS,
        # Of the agreement.
        Permission.REQUEST_CHANGE,
        Permission.NOMINATE_JOURNEY,
    }


def test_acts_in_a_journey_need_a_party_and_views_do_not() -> None:
    assert Permission.VIEW_JOURNEY in NEEDS_NO_PARTY
    assert Permission.PLACE_CITIZEN not in NEEDS_NO_PARTY
