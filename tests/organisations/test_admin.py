"""The administrators' pages of reference data."""

import pytest
from django.test import Client
from django.urls import reverse

from organisations.actions.organisations import register_organisation
from organisations.domain.kinds import OrganisationKind
from organisations.forms import OrganisationForm
from organisations.models import Organisation
from tests.actors import Actors
from tests.factories.organisations import make_hospital, make_ward

LIST = "admin:organisations_organisation_changelist"
CHANGE = "admin:organisations_organisation_change"


@pytest.fixture
def admin_page(actors: Actors, client: Client) -> Client:
    client.force_login(actors.administrator)
    return client


def _form_data(organisation: Organisation, **changes: object) -> dict[str, object]:
    values = {field: getattr(organisation, field) for field in ("name", "kind", "speciality", "sor", "gln")}
    values |= {"parent": organisation.parent_id or "", "opening_hours": "null", "beds": "null", "verified": "on"}
    return {**{key: value or "" for key, value in values.items()}, **changes}


def test_unverified_organisations_are_one_click_away(admin_page: Client) -> None:
    new = register_organisation(name="Ukendt afsnit", kind=OrganisationKind.WARD)
    page = admin_page.get(reverse(LIST), {"verified__exact": "0"})
    assert [row.pk for row in page.context["cl"].result_list] == [new.pk]


def test_verifying_from_the_list_writes_history(admin_page: Client, actors: Actors) -> None:
    new = register_organisation(name="Ukendt afsnit", kind=OrganisationKind.WARD)
    admin_page.post(reverse(LIST), {"action": "mark_verified", "_selected_action": [str(new.pk)]})
    new.refresh_from_db()
    assert new.verified
    assert new.history.first().history_user == actors.administrator


def test_saving_a_new_parent_moves_everything_below(admin_page: Client, actors: Actors) -> None:
    new_home = make_hospital("Nyt hospital")
    data = _form_data(actors.ward, parent=str(new_home.pk))
    response = admin_page.post(reverse(CHANGE, args=[actors.ward.pk]), data)
    assert response.status_code == 302, response.context and response.context["errors"]
    actors.ward.refresh_from_db()
    assert actors.ward.root == new_home


@pytest.mark.parametrize("model", ["organisation", "cooperationarea", "user"])
@pytest.mark.parametrize("page", ["changelist", "add"])
def test_the_pages_open(admin_page: Client, model: str, page: str) -> None:
    assert admin_page.get(reverse(f"admin:organisations_{model}_{page}")).status_code == 200


@pytest.mark.django_db
def test_the_form_tells_what_is_wrong_at_the_field() -> None:
    hospital = make_hospital()
    ward = make_ward(hospital)
    form = OrganisationForm(_form_data(hospital, gln="5790000173434", parent=str(ward.pk)), instance=hospital)
    assert set(form.errors) == {"gln", "parent"}
