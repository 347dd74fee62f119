"""Registering, changing and moving organisations."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from organisations.actions import organisations as act
from organisations.domain.kinds import OrganisationKind, UnitFunction
from organisations.domain.refusals import InvalidOrganisation
from organisations.domain.roles import Role
from organisations.models import Organisation
from organisations.selectors import organisations as find
from tests.factories.organisations import (
    fictitious_gln,
    make_hospital,
    make_municipal_unit,
    make_municipality,
    make_organisation,
    make_practice,
    make_user,
    make_ward,
)

pytestmark = pytest.mark.django_db
WARD = OrganisationKind.WARD


def test_an_organisation_from_a_message_is_not_verified() -> None:
    organisation = act.register_organisation(name=" Nyt afsnit ", kind=WARD, sor="265161000016000")
    assert not organisation.verified
    assert organisation.name == "Nyt afsnit"
    assert list(Organisation.objects.filter(verified=False)) == [organisation]


def test_what_is_not_told_stays_unknown() -> None:
    organisation = act.register_organisation(name="Afsnit", kind=WARD, gln="", phone="")
    assert (organisation.gln, organisation.phone, organisation.region_code) == (None, None, None)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"gln": "5790000173434"}, "gln.check_digit"),
        ({"sor": "123"}, "sor.format"),
        ({"ydernummer": "1"}, "ydernummer.format"),
        ({"municipality_code": "9999"}, "municipality_code.format"),
        ({"region_code": "1"}, "region_code.unknown"),
        ({"opening_hours": {"weekly": {"mandag": []}}}, "opening_hours.format"),
        ({"opening_hours": ["08:00"]}, "opening_hours.format"),
    ],
)
def test_ill_formed_facts_are_refused_with_code_and_sentence(facts: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidOrganisation) as refusal:
        act.register_organisation(name="Afsnit", kind=WARD, **facts)
    assert refusal.value.code == code
    assert refusal.value.sentence


def test_a_name_is_needed() -> None:
    with pytest.raises(InvalidOrganisation, match="navn"):
        act.register_organisation(name="  ", kind=WARD)


def test_an_identifier_belongs_to_one_organisation() -> None:
    first = make_ward()
    with pytest.raises(InvalidOrganisation) as refusal:
        act.register_organisation(name="Andet afsnit", kind=WARD, sor=first.sor)
    assert refusal.value.code == "sor.taken"


@pytest.mark.parametrize("field", ["sor", "gln", "ydernummer"])
def test_the_database_keeps_identifiers_apart_and_never_empty(field: str) -> None:
    Organisation.objects.create(name="A", kind=WARD, **{field: "1"})
    for value in ("1", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            Organisation.objects.create(name="B", kind=WARD, **{field: value})


def test_nothing_is_its_own_parent() -> None:
    ward = make_ward()
    ward.parent = ward
    with pytest.raises(IntegrityError), transaction.atomic():
        ward.save()


def test_the_root_is_the_top_of_the_tree() -> None:
    hospital = make_hospital()
    department = make_organisation("Medicin", kind=OrganisationKind.DEPARTMENT, parent=hospital)
    ward = make_organisation("M1", kind=WARD, parent=department)
    assert (hospital.root, department.root, ward.root) == (hospital, hospital, hospital)


def test_moving_takes_everything_below_along() -> None:
    old, new = make_hospital("Gammelt"), make_hospital("Nyt")
    department = make_organisation("Medicin", kind=OrganisationKind.DEPARTMENT, parent=old)
    ward = make_organisation("M1", kind=WARD, parent=department)
    act.move_organisation(department, parent=new)
    ward.refresh_from_db()
    assert ward.root == new


def test_moving_to_the_top_makes_it_its_own_root() -> None:
    ward = make_ward()
    assert act.move_organisation(ward, parent=None).root == ward


def test_a_unit_cannot_be_moved_below_itself() -> None:
    hospital = make_hospital()
    ward = make_ward(hospital)
    with pytest.raises(InvalidOrganisation, match="sig selv"):
        act.move_organisation(hospital, parent=ward)


def test_changes_are_remembered_with_the_one_who_made_them() -> None:
    ward = make_ward(name="Medicin 1")
    nurse = make_user("Birgit Holm", role=Role.HOSPITAL_NURSE, unit=ward)
    act.update_organisation(ward, by=nurse, phone="+4512345678")
    newest = ward.history.first()
    assert (newest.phone, newest.history_user) == ("+4512345678", nurse)
    assert newest.prev_record.phone != newest.phone


def test_verifying_takes_it_off_the_list() -> None:
    organisation = act.register_organisation(name="Afsnit", kind=WARD)
    act.verify_organisation(organisation)
    assert not Organisation.objects.filter(verified=False).exists()


def test_only_the_given_facts_change() -> None:
    ward = make_ward(phone="00 00 12 34")
    act.update_organisation(ward, short_name="M1")
    ward.refresh_from_db()
    assert (ward.label, ward.phone) == ("M1", "00 00 12 34")


def test_sor_decides_before_gln() -> None:
    by_sor, by_gln = make_ward(), make_ward()
    assert find.organisation_by_identifiers(sor=by_sor.sor, gln=by_gln.gln) == by_sor
    assert find.organisation_by_identifiers(sor="99999999999", gln=by_gln.gln) == by_gln
    assert find.organisation_by_identifiers(gln=fictitious_gln(99999)) is None
    assert find.organisation_by_identifiers() is None


def test_wards_are_found_anywhere_in_the_hospital() -> None:
    hospital = make_hospital()
    site = make_organisation("RH Skive", kind=OrganisationKind.HOSPITAL, parent=hospital)
    ward = make_ward(site)
    make_ward()
    assert list(find.wards_of(hospital)) == [ward]
    assert list(find.wards_of(site)) == [ward]


def test_the_municipality_and_its_units() -> None:
    viborg = make_municipality(code="791")
    visitation = make_municipal_unit(viborg)
    assert find.municipality_with_code("791") == viborg
    assert find.municipal_unit(viborg, UnitFunction.NEEDS_ASSESSMENT) == visitation
    assert find.municipal_unit(make_municipality("Skive Kommune", code="779"), UnitFunction.NEEDS_ASSESSMENT) is None


def test_practices_by_place() -> None:
    practice = make_practice(municipality_code="791")
    make_practice(municipality_code="779")
    assert list(find.gp_practices(municipality_code="791")) == [practice]
    assert find.gp_practices().count() == 2
