"""Scope and house of a unit, and what they cost."""

import pytest
from pytest_django import DjangoAssertNumQueries

from organisations.domain.kinds import OrganisationKind
from organisations.models import User
from organisations.selectors.units import house_ids, unit_scope
from tests.actors import Actors
from tests.factories.organisations import make_hospital, make_organisation

pytestmark = pytest.mark.django_db


def test_a_ward_shares_with_its_department_and_not_with_the_hospital() -> None:
    hospital = make_hospital()
    department = make_organisation("Medicin", kind=OrganisationKind.DEPARTMENT, parent=hospital)
    ward = make_organisation("M1", kind=OrganisationKind.WARD, parent=department)
    assert unit_scope(ward) == {ward.pk, department.pk}
    assert house_ids(ward) == {ward.pk, department.pk, hospital.pk}


def test_the_social_unit_sees_only_its_own(actors: Actors) -> None:
    assert unit_scope(actors.social_unit) == {actors.social_unit.pk}
    assert unit_scope(actors.visitation) == {actors.visitation.pk, actors.municipality.pk}


def test_the_scope_costs_one_query_a_request(actors: Actors, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        unit_scope(actors.ward)
        house_ids(actors.ward)
        unit_scope(actors.ward)


def test_a_user_comes_with_unit_in_one_query(actors: Actors, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        user = User.objects.get(pk=actors.nurse.pk)
        assert user.unit == actors.ward
        assert user.role == "hospital_nurse"
