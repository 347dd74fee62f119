"""u22: dates and times are typed and shown in Danish form, whatever the browser's language (DESIGN §10)."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django import forms
from django.test import Client
from django.utils import translation

from desk.forms.checked import CheckedForm
from desk.forms.fields import CalendarDayField, MomentField
from desk.forms.moment import MomentForm
from desk.forms.reasons import ReasonsField
from journeys.domain.calendar.clock import in_utc
from journeys.domain.calendar.plausible import Meaning
from journeys.forms import YEAR_LEFT_OUT
from medcom.forms import LogFilterForm
from organisations.models import User
from tests.actors import Actors
from tests.desk.forms.test_dates_have_bounds import all_forms, dated

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 28, 11, 0, tzinfo=UTC)
NATIVE = re.compile(r"""type["']?\s*[:=]\s*["'](?:date|datetime-local|month|week|time)["']|\bDate(?:Time)?Input\b""")
ROOMS = ("desk", "medcom", "discharge", "journeys", "notifications", "organisations", "templates", "static/js")


class Typed(CheckedForm):
    """A time and a day."""

    at = MomentField(meaning=Meaning.READY)
    on = CalendarDayField(meaning=Meaning.DECIDED, required=False)


def typed(at: str, on: str = "") -> Typed:
    form = Typed({"at": at, "on": on})
    form.is_valid()
    return form


def shown(form: forms.BaseForm, name: str) -> str:
    """What stands in the field."""
    value = re.search(r'<input[^>]*\bvalue="([^"]*)"', str(form[name]))
    return value.group(1) if value else ""


def codes(form: forms.BaseForm, name: str) -> list[str | None]:
    return [error.code for error in form.errors.as_data().get(name, [])]


def test_u22_no_page_has_a_field_that_the_browser_words() -> None:
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*") if path.suffix in (".py", ".html", ".js")]
    native = [str(path.relative_to(ROOT)) for path in files if NATIVE.search(path.read_text(encoding="utf-8"))]
    assert len(files) > 300
    assert native == []


def test_u22_every_date_of_every_form_is_typed_in_one_way() -> None:
    fields = [field for form in {*all_forms(), LogFilterForm} for field in dated(form).values()]
    assert len(fields) > 30
    for field in fields:
        html = field.widget.render("x", [{"reason": "other"}] if isinstance(field, ReasonsField) else None)
        inputs = [tag for tag in re.findall(r"<input[^>]*>", html) if "data-when" in tag]
        assert inputs
        for tag in inputs:
            assert 'type="text"' in tag
            assert 'inputmode="numeric"' in tag
            assert 'autocomplete="off"' in tag
            assert 'placeholder="f.eks. 17.11.2026' in tag


@time_machine.travel(NOW, tick=False)
def test_u22_an_instant_is_shown_as_the_danish_wall_clock() -> None:
    form = Typed(initial={"at": datetime(2026, 11, 17, 8, 30, tzinfo=UTC), "on": date(2026, 1, 7)})
    assert (shown(form, "at"), shown(form, "on")) == ("17.11.2026 09.30", "07.01.2026")


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("text", ["17.11.2026 kl. 09.30", "17/11 9.30", "171120260930", "2026-11-17T09:30"])
def test_u22_a_form_takes_what_people_and_programs_write(text: str) -> None:
    form = typed(text, "7/1 2026")
    assert form.cleaned_data["at"] == datetime(2026, 11, 17, 8, 30, tzinfo=UTC)
    assert form.cleaned_data["on"] == date(2026, 1, 7)
    assert (shown(form, "at"), shown(form, "on")) == ("17.11.2026 09.30", "07.01.2026")


@time_machine.travel(NOW, tick=False)
def test_u22_a_year_that_is_not_near_is_shown_before_it_is_saved() -> None:
    form = typed("1/6 9.30", "1/6")
    assert (codes(form, "at"), codes(form, "on")) == ([YEAR_LEFT_OUT], [YEAR_LEFT_OUT])
    assert "Nu står der 01.06.2026:" in str(form.errors["at"])
    assert (shown(form, "at"), shown(form, "on")) == ("01.06.2026 09.30", "01.06.2026")
    assert typed(shown(form, "at"), shown(form, "on")).is_valid()


@time_machine.travel(NOW, tick=False)
def test_u22_tomorrow_without_its_year_is_not_a_year_ago() -> None:
    assert codes(typed("29/11 9.30"), "at") == ["entry.in_future"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31.02.2026 kl. 09.30", "Den dag findes ikke i kalenderen"),
        ("17.11.2026 24.00", "Klokken går fra 00.00 til 23.59"),
        ("171120262461", "Klokken går fra 00.00 til 23.59"),
        ("17.11.2026", "Klokkeslættet mangler"),
        ("31.02.2026", "Den dag findes ikke i kalenderen"),
    ],
)
def test_r1_21_a_refusal_says_what_is_wrong_with_a_time(text: str, said: str) -> None:
    assert said in str(typed(text).errors["at"])


def test_r1_21_a_day_that_the_calendar_has_not_is_said_to_be_none() -> None:
    assert "Den dag findes ikke i kalenderen: 30.02.2026" in str(typed("17.11.2026 9.30", "30.02.2026").errors["on"])


@pytest.mark.parametrize("text", ["i dag", "11/27/2026, 06:18 PM", "17.11.2026", "9.30", "snart"])
def test_u22_a_refusal_shows_an_example_and_keeps_what_was_typed(text: str) -> None:
    form = typed(text, "snart")
    assert "for eksempel 17.11.2026 kl. 09.30" in str(form.errors["at"])
    assert "for eksempel 17.11.2026" in str(form.errors["on"])
    assert (shown(form, "at"), shown(form, "on")) == (text, "snart")
    with translation.override("en"):
        assert "for example 17.11.2026 at 09:30" in str(typed(text).errors["at"])


@time_machine.travel(NOW, tick=False)
def test_u22_the_hour_that_happens_twice_is_asked_about() -> None:
    form = typed("25.10.2026 kl. 02.30")
    assert "findes to gange" in str(form.errors["at"])
    assert 'name="at_season"' in str(form["at"])
    answered = Typed({"at": "25.10.2026 02.30", "at_season": "winter"})
    assert answered.is_valid()
    assert in_utc(answered.cleaned_data["at"]) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_u22_the_hour_that_does_not_exist_is_refused() -> None:
    form = typed("29.03.2026 kl. 02.30")
    assert "findes ikke den dag" in str(form.errors["at"])
    assert shown(form, "at") == "29.03.2026 02.30"


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("stated", "value"),
    [
        ("2026-11-17T08:30:00+00:00", "17.11.2026 09.30"),
        ("2026-11-17T09:30", "17.11.2026 09.30"),
        ("17/11 9.30", "17.11.2026 09.30"),
        ("snart", "snart"),
        ("", ""),
    ],
)
def test_u22_the_times_of_a_reason_are_shown_likewise(stated: str, value: str) -> None:
    html = ReasonsField().widget.render("reasons", [{"reason": "other", "from": stated, "to": stated}])
    for part in ("from", "to"):
        tag = next(tag for tag in re.findall(r"<input[^>]*>", html) if f'name="reasons-other-{part}"' in tag)
        assert (f'value="{value}"' in tag) if value else ("value=" not in tag)


@time_machine.travel(NOW, tick=False)
def test_u22_the_times_of_a_reason_are_read_likewise() -> None:
    (reason,) = ReasonsField().clean([{"reason": "other", "from": "17/11 9.30", "to": "18.11.2026 kl. 10.00"}])
    assert reason.since == datetime(2026, 11, 17, 8, 30, tzinfo=UTC)
    assert reason.to == datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


@time_machine.travel(NOW, tick=False)
def test_u22_an_address_may_ask_in_danish() -> None:
    form = MomentForm({"tid": "17.11.2026 kl. 09.30"})
    assert form.is_valid()
    assert shown(form, "tid") == "17.11.2026 09.30"


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["17.11.2026", "2026-11-17"])
def test_u22_the_message_log_is_asked_in_danish(actors: Actors, as_user: Callable[[User], Client], day: str) -> None:
    page = as_user(actors.administrator).get("/administration/beskeder/", {"day": day})
    assert page.status_code == 200
    assert 'value="17.11.2026"' in page.content.decode()
