"""The region's reference data and the fictitious overlay of the demo."""

from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from organisations.actions.demo import load_demo_overlay, load_demo_users
from organisations.actions.organisations import update_organisation
from organisations.actions.reference_data import Loaded, load_reference_data
from organisations.domain.identifiers import check_gln
from organisations.domain.kinds import OrganisationKind as Kind
from organisations.domain.kinds import UnitFunction
from organisations.domain.opening_hours import OpeningHours
from organisations.domain.refusals import NotAllowed
from organisations.domain.roles import Role
from organisations.models import CooperationArea, Organisation
from organisations.selectors.areas import area_of, areas_at
from organisations.selectors.organisations import municipal_unit, organisation_by_key, wards_of
from tests.factories.reference import lay_demo_overlay

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)
BIG_HOSPITALS = ("auh", "rh-horsens", "he-midt", "rh-randers", "rh-goedstrup")


@pytest.fixture
def demo(settings: Settings) -> None:
    settings.DEMO = True
    lay_demo_overlay()


def found(key: str) -> Organisation:
    organisation = organisation_by_key(key)
    assert organisation is not None
    return organisation


def test_nineteen_municipalities_and_the_hospitals() -> None:
    load_reference_data()
    kinds = Counter(Organisation.objects.values_list("kind", flat=True))
    assert (kinds[Kind.MUNICIPALITY], kinds[Kind.HOSPITAL], kinds[Kind.DEPARTMENT]) == (19, 10, 6)


def test_reference_data_invents_no_number() -> None:
    load_reference_data()
    for field in ("sor", "gln", "ydernummer", "phone", "phone_hours", "opening_hours", "beds"):
        assert not Organisation.objects.filter(**{f"{field}__isnull": False}).exists(), field
    assert not Organisation.objects.filter(fictitious=True).exists()


def test_loading_again_changes_nothing() -> None:
    load_reference_data()
    assert load_reference_data() == Loaded()


def test_loading_again_keeps_what_an_administrator_entered() -> None:
    load_reference_data()
    update_organisation(found("rh-viborg"), short_name="Viborg Sygehus")
    load_reference_data()
    assert found("rh-viborg").short_name == "Viborg Sygehus"


def test_loading_again_fills_in_what_is_missing() -> None:
    load_reference_data()
    update_organisation(found("rh-viborg"), municipality_code=None)
    assert load_reference_data() == Loaded(completed=1)
    assert not found("rh-viborg").fictitious


def test_areas_their_names_and_members_can_be_read_by_people() -> None:
    load_reference_data()
    area = CooperationArea.objects.get(key="midt")
    member = area.members.get(organisation=found("kommune-791"))
    assert (str(area), str(area.names.get()), str(member)) == ("Midtklyngen",) * 2 + ("Viborg Kommune · Midtklyngen",)


def test_five_clusters_with_every_municipality_once() -> None:
    load_reference_data()
    areas = areas_at(FRIDAY)
    assert {area.name for area in areas} == {
        "Aarhusklyngen",
        "Horsensklyngen",
        "Midtklyngen",
        "Randersklyngen",
        "Gødstrupklyngen",
    }
    members = Counter(member for area in areas for member in area.organisation_ids)
    municipalities = Organisation.objects.of_kind(Kind.MUNICIPALITY).values_list("pk", flat=True)
    assert all(members[pk] == 1 for pk in municipalities)


def test_vestklyngen_was_renamed_and_is_the_same_area() -> None:
    load_reference_data()
    (before,) = [area for area in areas_at(date(2021, 1, 1)) if area.key == "goedstrup"]
    (after,) = [area for area in areas_at(FRIDAY) if area.key == "goedstrup"]
    assert (before.name, after.name) == ("Vestklyngen", "Gødstrupklyngen")
    assert before.id == after.id


def test_a_unit_belongs_to_the_area_of_its_top(demo: None) -> None:
    area = area_of(found("rh-viborg-m1"), on=FRIDAY)
    assert area is not None
    assert area.key == "midt"
    assert area_of(found("praksis-01"), on=FRIDAY) is None


def test_membership_of_an_area_ends() -> None:
    load_reference_data()
    area = CooperationArea.objects.get(key="horsens")
    area.members.filter(organisation=found("kommune-727")).update(valid_to=date(2026, 1, 1))
    assert area_of(found("kommune-727"), on=date(2025, 12, 31)) == area
    assert area_of(found("kommune-727"), on=date(2026, 1, 1)) is None


def test_the_overlay_is_refused_outside_a_demo(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(NotAllowed, match="DEMO"):
        load_demo_overlay()
    with pytest.raises(NotAllowed, match="DEMO"):
        load_demo_users(password="x")


def test_everything_the_overlay_touched_is_marked_fictitious(demo: None) -> None:
    assert not Organisation.objects.filter(fictitious=False, gln__isnull=False).exists()
    assert not Organisation.objects.filter(fictitious=False, phone__isnull=False).exists()


def test_invented_numbers_lie_in_invented_ranges_and_hold(demo: None) -> None:
    for organisation in Organisation.objects.filter(fictitious=True):
        assert organisation.gln is not None
        assert check_gln(organisation.gln) is None
        assert organisation.gln.startswith("5799999")
        assert str(organisation.sor).startswith("9999")
        assert str(organisation.phone).startswith("00 00 ")
        assert OpeningHours.from_json(organisation.opening_hours or {}).weekly


def test_each_big_hospital_has_three_to_nine_wards_and_an_emergency_department(demo: None) -> None:
    for key in BIG_HOSPITALS:
        wards = wards_of(found(key))
        assert 4 <= wards.count() <= 10, key
        assert wards.filter(kind=Kind.EMERGENCY_DEPARTMENT).exists(), key
        assert all(ward.beds for ward in wards), key


def test_psychiatry_has_psychiatric_wards(demo: None) -> None:
    assert set(wards_of(found("psykiatrien")).values_list("speciality", flat=True)) == {"psychiatric"}


def test_every_municipality_has_its_three_units(demo: None) -> None:
    for municipality in Organisation.objects.of_kind(Kind.MUNICIPALITY):
        assert all(municipal_unit(municipality, function) for function in UnitFunction), municipality


def test_practices_lie_all_over_the_region(demo: None) -> None:
    codes = Organisation.objects.of_kind(Kind.GP_PRACTICE).values_list("municipality_code", flat=True)
    assert len(set(codes)) == 19


def test_the_secretariat_is_attached_to_its_cluster(demo: None) -> None:
    assert CooperationArea.objects.get(key="midt").secretariat == found("sekretariat-midt")


def test_the_overlay_loads_again_without_change(demo: None) -> None:
    assert load_demo_overlay() == Loaded()


def test_one_demo_user_per_role(demo: None) -> None:
    users = {user.username: user for user in load_demo_users(password="demo en to tre")}
    assert set(users) == {
        "hospital", "doctor", "municipality", "social", "gp", "ooh", "cluster", "citizen", "admin", "psychiatry",
        "psychiatrist", "facility", "consultant", "analyst", "steering", "operator",
    }  # fmt: skip
    assert (users["hospital"].name, users["hospital"].role) == ("Birgit Holm", Role.HOSPITAL_NURSE)
    assert users["hospital"].unit == users["doctor"].unit == found("rh-viborg-m1")
    assert users["citizen"].unit is None
    assert users["admin"].is_staff
    assert not users["hospital"].is_staff


def test_demo_users_are_made_once(demo: None) -> None:
    first = load_demo_users(password="demo en to tre")
    assert load_demo_users(password="demo en to tre") == first


def test_a_new_password_reaches_the_demo_users(demo: None) -> None:
    load_demo_users(password="den gamle")
    (nurse, *_rest) = load_demo_users(password="den nye")
    assert nurse.check_password("den nye")


def test_demo_users_need_a_password(demo: None) -> None:
    with pytest.raises(NotAllowed, match="adgangskode"):
        load_demo_users(password="")


def test_the_command_says_what_it_did(settings: Settings) -> None:
    settings.DEMO, settings.DEMO_PASSWORD = True, "demo en to tre"
    out = StringIO()
    call_command("load_reference_data", "--demo", stdout=out)
    assert out.getvalue().endswith("demo users 16\n")


def test_the_command_fails_with_the_reason(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO"):
        call_command("load_reference_data", "--demo")


def test_the_command_without_demo_loads_public_data_only() -> None:
    call_command("load_reference_data", stdout=StringIO())
    assert not Organisation.objects.filter(fictitious=True).exists()
