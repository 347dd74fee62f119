"""Every date that anybody can type has bounds by what it means: forms, programs, corrections, settings, addresses."""

import importlib
import json
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.utils import timezone

import desk.forms
from desk.forms.acting.planning.beginning import BEGINNING_BY_NAME
from desk.forms.acting.table import BY_NAME, CORRECTS
from desk.forms.checked import CheckedForm
from desk.forms.fields import CalendarDayField, MomentField
from desk.forms.moment import MomentForm
from desk.forms.reasons import ReasonsField
from desk.forms.settings import ClosingDayForm, OpenPointForm, TariffForm
from journeys.domain.calendar.plausible import ASKED, BOUNDS, Meaning, doubt
from journeys.models import Journey, JourneyEvent
from organisations.models import User
from organisations.selectors.permissions import can
from tests.actors import Actors
from tests.factories.journeys import admitted_journey
from tests.factories.readiness import make_ready

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
ODD = ["0001-01-01", "0026-11-24", "1582-10-10", "1899-12-31", "2226-01-01", "9999-12-31", "26-11-24", "24-11-26"]


def all_forms() -> Iterator[type[forms.BaseForm]]:
    """Every form class of the desk, whether or not a table names it."""
    for module in pkgutil.walk_packages(desk.forms.__path__, "desk.forms."):
        importlib.import_module(module.name)
    waiting: list[type[forms.BaseForm]] = [forms.Form, forms.ModelForm]
    while waiting:
        for form in waiting.pop().__subclasses__():
            waiting.append(form)
            if form.__module__.startswith("desk.") and "samples" not in form.__module__:
                yield form


def dated(form: type[forms.BaseForm]) -> dict[str, forms.Field]:
    """The fields that hold a date or a time."""
    kinds = (forms.DateField, forms.DateTimeField, MomentField, ReasonsField)
    return {name: field for name, field in form.base_fields.items() if isinstance(field, kinds)}


def test_every_date_field_says_what_it_means() -> None:
    silent = {
        f"{form.__qualname__}.{name}"
        for form in all_forms()
        for name, field in dated(form).items()
        if not hasattr(field, "dates_in") or not issubclass(form, CheckedForm)
    }
    assert not silent


def test_the_walk_finds_a_field_without_meaning() -> None:
    class Careless(CheckedForm):
        """Put in to see the walk fail."""

        day = forms.DateField()

    assert [name for name, field in dated(Careless).items() if not hasattr(field, "dates_in")] == ["day"]


def test_the_walk_meets_all_forms_with_dates() -> None:
    assert len({form for form in all_forms() if dated(form)}) >= 20
    assert {BY_NAME[name].form for name in BY_NAME} <= set(all_forms())


ACT_FIELDS = [
    (name, field) for name, spec in sorted(BY_NAME.items()) for field in dated(spec.form) if field != "reasons"
]


@pytest.fixture
def journey(actors: Actors) -> Journey:
    found = admitted_journey(actors, hours_ago=50)
    make_ready(found, actors.nurse, at=timezone.now() - timedelta(hours=2), now=timezone.now())
    return Journey.objects.get(pk=found.pk)


def errors_of(response: Any, field: str) -> list[str]:
    return [error["code"] for error in response.json().get("errors", {}).get(field, [])]


def clients(actors: Actors, as_user: AsUser, permission: Any) -> Iterator[Client]:
    return (as_user(user) for user in actors.everyone().values() if can(user, permission))


@pytest.mark.parametrize(("name", "field"), ACT_FIELDS)
def test_no_act_takes_an_odd_year(journey: Journey, actors: Actors, as_user: AsUser, name: str, field: str) -> None:
    url = f"/api/v1/journeys/{journey.pk}/acts/{name}/"
    client = next(clients(actors, as_user, BY_NAME[name].form.permission), None)
    assert client is not None
    number = JourneyEvent.objects.count()
    for odd in ODD:
        for at in (odd, f"{odd}T10:00", f"{odd}T10:00:00+14:00"):
            response = client.post(url, json.dumps({field: at, "sure": True}), content_type="application/json")
            assert response.status_code == 403 or errors_of(response, field), (at, response.content)
    assert JourneyEvent.objects.count() == number


@pytest.mark.parametrize("name", sorted(BEGINNING_BY_NAME))
def test_no_beginning_takes_an_odd_year(actors: Actors, as_user: AsUser, name: str) -> None:
    client = as_user(actors.nurse)
    for field in dated(BEGINNING_BY_NAME[name].form):
        for odd in ODD:
            said = {field: f"{odd}T10:00", "family_name": "Prøve", "ward": str(actors.ward.pk), "sure": True}
            response = client.post(f"/api/v1/journeys/begin/{name}/", json.dumps(said), content_type="application/json")
            assert errors_of(response, field), odd


FIELDS = sorted({(form, name) for form in {*CORRECTS.values()} for name in dated(form)}, key=str)


@pytest.mark.parametrize(("form", "name"), FIELDS)
def test_a_correction_is_bounded_by_the_same_field(form: Any, name: str) -> None:
    assert form.base_fields[name].meaning in BOUNDS


SETTINGS: list[tuple[str, Callable[[dict[str, str]], forms.BaseForm]]] = [
    ("day", ClosingDayForm),
    ("valid_from", TariffForm),
    ("valid_to", TariffForm),
    ("valid_from", lambda data: OpenPointForm(data, point="A5")),
    ("value", lambda data: OpenPointForm(data, point="A22")),
    ("tid", MomentForm),
]


@pytest.mark.parametrize(("field", "form"), SETTINGS)
@pytest.mark.parametrize("odd", ODD)
def test_no_setting_takes_an_odd_year(field: str, form: Callable[[dict[str, str]], forms.BaseForm], odd: str) -> None:
    assert field in form({field: odd}).errors
    assert field in form({field: f"{odd}T10:00"}).errors


def test_two_figures_are_refused_in_plain_words_and_never_guessed() -> None:
    for field in (CalendarDayField(meaning=Meaning.DECIDED), MomentField(meaning=Meaning.HAPPENED)):
        for odd in ("0026-11-24", "24-11-26 10.00", "24-11-26"):
            with pytest.raises(forms.ValidationError) as refused:
                field.clean(odd)
            assert "fire cifre" in str(refused.value) or "eksempel 17.11.2026" in str(refused.value)


@pytest.mark.parametrize("meaning", [m for m, bounds in BOUNDS.items() if bounds.asked_back or bounds.asked_ahead])
def test_u3_an_odd_time_is_asked_about_and_the_answer_holds_for_it_only(meaning: Meaning) -> None:
    class Form(CheckedForm):
        """One time."""

        at = MomentField(meaning=meaning)

    now, bounds = timezone.now(), BOUNDS[meaning]
    far = timedelta(days=2)
    odd = now + bounds.asked_ahead + far if bounds.asked_ahead else now - (bounds.asked_back or far) - far
    assert doubt(meaning, odd, now=now) in ASKED
    asked = Form({"at": odd.isoformat()})
    assert (asked.is_valid(), asked.must_be_sure, asked.only_asks) == (False, True, True)
    token = str(asked["sure"]).split('value="')[1].split('"')[0]
    assert Form({"at": odd.isoformat(), "sure": token}).is_valid()
    assert not Form({"at": (odd + timedelta(hours=1)).isoformat(), "sure": token}).is_valid()


def test_u3_a_proposal_in_two_years_is_asked_about_on_the_page(
    journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    client, url = as_user(actors.nurse), f"/forloeb/{journey.pk}/handling/foreslaa-tid/"
    at = (timezone.localtime() + timedelta(days=90)).strftime("%Y-%m-%dT11:00")
    page = client.post(url, {"at": at, "page": "1"})
    text = page.content.decode()
    assert (page.status_code, "Er det rigtigt?" in text, 'name="sure"' in text) == (422, True, True)
    assert "Ret dette, før der gemmes" not in text
    token = text.split('name="sure" value="')[1].split('"')[0]
    assert client.post(url, {"at": at, "sure": token}).status_code == 302


def test_d15_a_stay_cannot_begin_in_1950(actors: Actors, as_user: AsUser) -> None:
    for year in (1700, 1950, timezone.now().year - 6):
        said = {"family_name": "Prøve", "ward": str(actors.ward.pk), "occurred_at": f"{year}-01-01T10:00", "sure": True}
        response = as_user(actors.nurse).post(
            "/api/v1/journeys/begin/admitted/", json.dumps(said), content_type="application/json"
        )
        assert errors_of(response, "occurred_at")


def test_d15_a_message_of_1950_gives_no_ledger_of_28056_days(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors, hours_ago=24 * 365 * 70)
    said = {"at": "1957-01-01T10:00", "sure": True}
    url = f"/api/v1/journeys/{journey.pk}/acts/ready/"
    response = as_user(actors.nurse).post(url, json.dumps(said), content_type="application/json")
    assert errors_of(response, "at") == ["date.too_early"]


def test_u12_nothing_happens_before_birth(actors: Actors, as_user: AsUser) -> None:
    said = {
        "cpr": "2401264234",
        "ward": str(actors.ward.pk),
        "occurred_at": f"{date(2026, 1, 20)}T10:00",
        "sure": True,
    }
    response = as_user(actors.nurse).post(
        "/api/v1/journeys/begin/admitted/", json.dumps(said), content_type="application/json"
    )
    assert errors_of(response, "occurred_at") == ["date.before_birth"]


@pytest.mark.parametrize(("name", "field"), [("ready", "reasons"), ("waiting-reasons", "reasons")])
def test_a_reason_that_ends_before_it_begins_is_refused(
    journey: Journey, actors: Actors, as_user: AsUser, name: str, field: str
) -> None:
    now = timezone.localtime()
    reasons = [{"reason": "home_measures", "from": _iso(now), "to": _iso(now - timedelta(hours=1)), "primary": True}]
    odd = [{"reason": "home_measures", "from": "0026-11-24T10:00", "primary": True}]
    far = [{"reason": "home_measures", "to": "2099-11-24T10:00", "primary": True}]
    for said in (reasons, odd, far):
        response = as_user(actors.nurse).post(
            f"/api/v1/journeys/{journey.pk}/acts/{name}/",
            json.dumps({"at": _iso(now), field: said, "sure": True}),
            content_type="application/json",
        )
        assert errors_of(response, field)


def _iso(at: datetime) -> str:
    return at.isoformat()


def test_b14_by_hand_a_stay_does_not_begin_in_the_future(actors: Actors, as_user: AsUser) -> None:
    at = _iso(timezone.localtime() + timedelta(days=3))
    said = {"family_name": "Prøve", "ward": str(actors.ward.pk), "occurred_at": at, "sure": True}
    for name in ("admitted", "arrived"):
        response = as_user(actors.nurse).post(
            f"/api/v1/journeys/begin/{name}/", json.dumps(said), content_type="application/json"
        )
        assert errors_of(response, "occurred_at") == ["entry.in_future"]


def test_b14_a_correction_moves_no_stay_into_the_future(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    said = {"family_name": "Prøve", "ward": str(actors.ward.pk), "occurred_at": _iso(timezone.localtime())}
    made = client.post("/api/v1/journeys/begin/admitted/", json.dumps(said), content_type="application/json").json()
    event = JourneyEvent.objects.filter(kind="admitted").latest("pk")
    url = f"/api/v1/journeys/{made['id']}/events/{event.uuid}/correct/"
    later = {"occurred_at": _iso(timezone.localtime() + timedelta(days=3))}
    response = client.post(url, json.dumps(later), content_type="application/json")
    assert errors_of(response, "occurred_at") == ["entry.in_future"]
