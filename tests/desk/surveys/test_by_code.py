"""Citizens and relatives answer by a code that carries nobody (001-02; FQ1, K1–K3)."""

import json
import logging
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, models
from django.test import Client
from django.utils import timezone
from lxml import html

from desk.selectors.asker import Asker
from desk.selectors.surveys.page import SurveysPage
from desk.selectors.surveys.rows import survey_rows
from discharge.wording.refused import RefusedByRule
from journeys.models import AccessLog
from organisations.domain.origin import Origin, origin
from organisations.domain.refusals import NotAllowed
from organisations.models import CooperationArea, CooperationAreaMember
from principles.models import SurveyBatch, SurveyCode, SurveyTally, SurveyText
from principles.surveys.actions import make_codes, open_code, withdraw_codes
from principles.surveys.rules.periods import month_of
from principles.surveys.rules.questions import Respondent, SurveyName
from principles.surveys.selectors import Family, Results
from tests.actors import Actors
from tests.desk.surveys.making import answered, codes_made

ENTER, FORM, THANKS, API = "/svar/", "/svar/skema/", "/svar/tak/", "/api/v1/surveys/answers/"


def opened(code: str) -> Client:
    client = Client()
    answer = client.post(ENTER, {"code": code.lower().replace("-", " ")})
    assert answer.status_code == 302
    assert answer["Location"] == FORM
    return client


def test_a_code_asks_is_answered_and_is_gone(actors: Actors) -> None:
    _batch, codes = codes_made(actors, timezone.now())
    client = opened(codes[0])
    page = client.get(FORM).content.decode()
    assert "Hvordan var det at blive udskrevet?" in page
    words = {"went_well": "Alt var klart", "went_badly": "  "}
    answer = client.post(FORM, {"code": codes[0], "discharge": "4", "involved": "0", **words})
    assert answer["Location"] == THANKS
    assert "Tak for dit svar" in client.get(THANKS).content.decode()
    tally = SurveyTally.objects.get()
    assert (tally.answered, tally.counts["discharge"][4], tally.counts["involved"][0]) == (1, 1, 1)
    assert SurveyText.objects.values_list("question", "words").get() == ("went_well", "Alt var klart")
    assert SurveyCode.objects.count() == 9


def test_a_used_code_is_told_kindly_and_like_one_that_never_was(actors: Actors) -> None:
    now = timezone.now()
    codes = codes_made(actors, now)[1]
    answered(codes[0], now)
    pages = [Client().post(ENTER, {"code": code}) for code in (codes[0], "ABCD-EFGH-JKMN")]
    assert [page.status_code for page in pages] == [422, 422]
    for page in pages:
        assert "Har du allerede svaret, er dit svar gemt" in page.content.decode()
    # Sent twice: the second finds the code used, and no answer is counted twice.
    assert Client().post(FORM, {"code": codes[0], "discharge": "1"}).status_code == 422
    assert SurveyTally.objects.get().answered == 1


def test_an_answer_that_is_sent_twice_is_said_to_be_received(actors: Actors) -> None:
    _batch, codes = codes_made(actors, timezone.now())
    client = opened(codes[0])
    page: html.HtmlElement = html.fromstring(client.get(FORM).content.decode())
    said = {"code": codes[0], "shown": page.xpath("//input[@name='shown']/@value")[0], "discharge": "4"}
    assert client.post(FORM, said)["Location"] == THANKS
    again = client.post(FORM, {**said, "discharge": "1"})
    assert (again.status_code, again.content.decode().count("Der er allerede sendt et svar med koden")) == (200, 1)
    assert SurveyTally.objects.get().counts["discharge"][4] == 1
    # Of another code the form says nothing, nor of one that was taken back with its whole batch.
    assert client.post(FORM, {**said, "code": "ABCD-EFGH-JKMN"}).status_code == 422
    withdraw_codes(SurveyBatch.objects.get().pk, handed_out=0, by=actors.nurse, now=timezone.now())
    assert client.post(FORM, said).status_code == 422


def test_relatives_are_asked_in_their_own_words(actors: Actors) -> None:
    codes = codes_made(actors, timezone.now(), respondent=Respondent.RELATIVE)[1]
    assert "Hvordan gik udskrivelsen, som du så den?" in opened(codes[0]).get(FORM).content.decode()


def test_the_other_language_keeps_what_is_filled_in(actors: Actors) -> None:
    codes = codes_made(actors, timezone.now())[1]
    client = opened(codes[0])
    page = client.post(FORM, {"code": codes[0], "discharge": "2", "went_badly": "Kørslen", "language": "en"})
    text = page.content.decode()
    assert "How was it to be discharged?" in text
    assert text.count(" checked") == 1
    assert "Kørslen" in text
    assert "How was it to be discharged?" in client.get(FORM).content.decode()


def test_what_is_wrong_is_said_and_nothing_is_lost(actors: Actors) -> None:
    codes = codes_made(actors, timezone.now())[1]
    client = opened(codes[0])
    empty = client.post(FORM, {"code": codes[0]})
    assert empty.status_code == 422
    assert "Svar på mindst ét spørgsmål" in empty.content.decode()
    named = client.post(FORM, {"code": codes[0], "discharge": "5", "went_well": "Jeg er 010150-1234"})
    assert named.status_code == 422
    assert "010150-1234" in named.content.decode()
    assert SurveyCode.objects.count() == 10


@pytest.mark.parametrize("value", ["6", "-1", "x", "5\x00", "٣", "5" * 5000])
def test_no_other_step_is_taken(actors: Actors, value: str) -> None:
    codes = codes_made(actors, timezone.now())[1]
    assert Client().post(FORM, {"code": codes[0], "discharge": value}).status_code == 422
    assert not SurveyTally.objects.exists()


@pytest.mark.parametrize("code", ["", "x", "K7P4", "K7P4-9XQM-2HTD-AAAA", "\x00" * 12, "é" * 12, "<script>alert(1)"])
def test_what_is_no_code_is_answered_kindly(actors: Actors, code: str) -> None:
    assert Client().post(ENTER, {"code": code}).status_code == 422
    assert Client().post(FORM, {"code": code, "discharge": "5"}).status_code in (302, 422)
    assert Client().post(API, json.dumps({"code": code}), content_type="application/json").status_code == 400


def test_guesses_are_counted_by_address_and_right_codes_are_not(actors: Actors) -> None:
    now = timezone.now()
    codes = codes_made(actors, now)[1]
    token = origin.set(Origin("127.0.0.1"))
    for _ in range(59):
        with pytest.raises(RefusedByRule):
            open_code("ABCD-EFGH-JKMN", now=now)
    for _ in range(5):
        open_code(codes[0], now=now)
    origin.reset(token)
    assert Client().post(ENTER, {"code": codes[0]}).status_code == 302
    assert Client().post(ENTER, {"code": "ABCD-EFGH-JKMN"}).status_code == 422
    assert "for mange forkerte koder" in Client().post(ENTER, {"code": codes[0]}).content.decode()
    assert Client(REMOTE_ADDR="10.1.1.1").post(ENTER, {"code": codes[0]}).status_code == 302
    cache.clear()


def test_a_program_asks_and_answers_the_same(actors: Actors) -> None:
    codes = codes_made(actors, timezone.now())[1]
    asked = Client().post(API, json.dumps({"code": codes[0]}), content_type="application/json")
    assert asked.json()["questions"][0]["key"] == "discharge"
    sent = {"code": codes[0], "discharge": "3"}
    assert Client().post(API, json.dumps(sent), content_type="application/json").status_code == 204
    assert Client().post(API, json.dumps(sent), content_type="application/json").status_code == 400
    assert Client().post(API, json.dumps([1]), content_type="application/json").status_code == 400
    odd = {"code": codes[1], "discharge": {"a": 1}}
    assert Client().post(API, json.dumps(odd), content_type="application/json").status_code == 400


def test_nothing_that_is_stored_tells_who_when_or_in_which_order(actors: Actors) -> None:
    """No field of an answer is a time, a counter or a link; nobody's session or book of looks has grown."""
    codes = codes_made(actors, timezone.now())[1]
    signed_in = Client()
    signed_in.force_login(actors.citizen)
    sessions, looks = Session.objects.count(), AccessLog.objects.count()
    for client, code in ((Client(), codes[0]), (signed_in, codes[1])):
        client.post(ENTER, {"code": code})
        client.get(FORM)
        client.post(FORM, {"code": code, "discharge": "5", "went_well": "Fint"})
        client.get(THANKS)
    assert (Session.objects.count(), AccessLog.objects.count()) == (sessions, looks)
    for model in (SurveyCode, SurveyTally, SurveyText):
        kinds = {type(field) for field in model._meta.concrete_fields}
        assert not kinds & {models.DateTimeField, models.AutoField, models.BigAutoField}
        targets = {field.related_model._meta.label for field in model._meta.concrete_fields if field.related_model}
        assert targets <= {"organisations.Organisation", "organisations.CooperationArea", "principles.SurveyBatch"}
    assert SurveyTally.objects.count() == 1


def test_no_line_of_the_log_says_who(
    actors: Actors, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = codes_made(actors, timezone.now())[1]
    client = Client(REMOTE_ADDR="10.9.8.7")
    client.force_login(actors.citizen)
    with caplog.at_level(logging.DEBUG):
        client.post(ENTER, {"code": codes[0]})
        client.post(FORM, {"code": codes[0]})
        client.post(FORM, {"code": codes[0], "discharge": "5"})
    said = caplog.text + "".join(capsys.readouterr())
    assert "10.9.8.7" not in said
    assert str(actors.citizen.uuid) not in said
    assert codes[0] not in said
    assert codes[0].replace("-", "") not in said


def test_the_code_itself_is_in_no_row(actors: Actors) -> None:
    codes = codes_made(actors, timezone.now())[1]
    answered(codes[0], timezone.now(), {"went_well": "Fint"})
    with connection.cursor() as cursor:
        for model in (SurveyBatch, SurveyCode, SurveyTally, SurveyText):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608
            rows = repr(cursor.fetchall()).upper()
            assert not [code for code in codes if code in rows or code.replace("-", "") in rows]


def test_a_code_closes_thirty_days_after_its_month(actors: Actors) -> None:
    made_at = datetime(2026, 9, 10, 10, tzinfo=UTC)
    codes = codes_made(actors, made_at)[1]
    answered(codes[0], datetime(2026, 10, 30, 12, tzinfo=UTC))
    with pytest.raises(RefusedByRule):
        answered(codes[1], datetime(2026, 10, 31, 12, tzinfo=UTC))
    # The next batch sweeps out what nobody can use any more.
    codes_made(actors, datetime(2026, 11, 1, 12, tzinfo=UTC))
    assert SurveyCode.objects.count() == 10


def test_who_may_make_codes_for_which_hospital(actors: Actors) -> None:
    now = timezone.now()
    said: dict[str, Any] = {"respondent": Respondent.CITIZEN, "speciality": "somatic", "number": 10, "now": now}
    with pytest.raises(NotAllowed):
        make_codes(hospital=actors.hospital, month=month_of(now.date()), by=actors.assessor, **said)
    for refused in ({"number": 9}, {"number": 101}, {"month": month_of(now.date() + timedelta(days=40))}):
        with pytest.raises(RefusedByRule):
            make_codes(
                **{**said, "hospital": actors.hospital, "month": month_of(now.date()), "by": actors.nurse, **refused}
            )
    for by in (actors.stranger, actors.cluster_administrator):
        with pytest.raises(RefusedByRule):
            make_codes(hospital=actors.hospital, month=month_of(now.date()), by=by, **said)
    area = CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat)
    CooperationAreaMember.objects.create(area=area, organisation=actors.hospital)
    make_codes(hospital=actors.hospital, month=month_of(now.date()), by=actors.cluster_administrator, **said)


def test_sheets_of_which_none_was_handed_out_open_nothing(actors: Actors) -> None:
    now = timezone.now()
    batch, codes = codes_made(actors, now, number=20)
    withdraw_codes(batch.pk, handed_out=0, by=actors.nurse, now=now)
    batch.refresh_from_db()
    assert (batch.number, batch.withdrawn) == (0, True)
    assert Client().post(ENTER, {"code": codes[1]}).status_code == 422
    with pytest.raises(RefusedByRule):
        withdraw_codes(batch.pk, handed_out=0, by=actors.stranger, now=now)


@pytest.mark.parametrize("used", [0, 1, 7])
def test_sheets_that_were_handed_out_were_asked_whether_they_were_used_or_not(actors: Actors, used: int) -> None:
    """Else whoever takes the others back has a rate of 100 %, and reads from it how many of a few have answered."""
    now = timezone.now()
    batch, codes = codes_made(actors, now, number=20)
    for code in codes[:used]:
        answered(code, now)
    withdraw_codes(batch.pk, handed_out=12, by=actors.nurse, now=now)
    batch.refresh_from_db()
    assert batch.number == 12
    assert Client().post(ENTER, {"code": codes[8]}).status_code == 302
    with pytest.raises(RefusedByRule, match="withdrawn_already"):
        withdraw_codes(batch.pk, handed_out=3, by=actors.nurse, now=now)


@pytest.mark.parametrize("handed_out", [-1, 20, 21])
def test_what_was_handed_out_is_less_than_all_and_never_less_than_none(actors: Actors, handed_out: int) -> None:
    batch, _codes = codes_made(actors, timezone.now(), number=20)
    with pytest.raises(RefusedByRule):
        withdraw_codes(batch.pk, handed_out=handed_out, by=actors.nurse, now=timezone.now())


def test_a_month_that_is_over_is_not_changed_by_withdrawing(actors: Actors) -> None:
    made_at = datetime(2026, 9, 10, 10, tzinfo=UTC)
    batch, codes = codes_made(actors, made_at, number=30)
    for code in codes[:15]:
        answered(code, made_at)
    with pytest.raises(RefusedByRule, match="month_over"):
        withdraw_codes(batch.pk, handed_out=20, by=actors.nurse, now=datetime(2026, 10, 31, 10, tzinfo=UTC))
    with time_machine.travel(datetime(2026, 10, 31, 10, tzinfo=UTC)):
        results = Results(SurveyName.JOURNEY, timezone.localdate())
        shown = results.published[Family(Respondent.CITIZEN, "somatic"), date(2026, 9, 1)]
    assert {(each.asked, each.answered) for each in shown.values()} == {(30, 15)}


def test_more_answers_than_were_said_to_be_handed_out_are_not_lost(actors: Actors) -> None:
    made_at = datetime(2026, 9, 10, 10, tzinfo=UTC)
    batch, codes = codes_made(actors, made_at, number=30)
    for code in codes[:15]:
        answered(code, made_at)
    withdraw_codes(batch.pk, handed_out=0, by=actors.nurse, now=made_at)
    results = Results(SurveyName.JOURNEY, date(2026, 11, 20))
    assert results.periods == (date(2026, 9, 1),)
    # Nobody who was asked is silent: that is told by no number.
    shown = results.published[Family(Respondent.CITIZEN, "somatic"), date(2026, 9, 1)]
    assert {(each.asked, each.answered) for each in shown.values()} == {(None, None)}


def test_page_and_program_say_how_many_were_handed_out(actors: Actors) -> None:
    ward = Client()
    ward.force_login(actors.nurse)
    first, second = (codes_made(actors, timezone.now())[0] for _ in range(2))
    address = f"/api/v1/surveys/codes/{second.pk}/withdraw/"
    for typed in ({}, {"handed_out": "x"}, {"handed_out": "10"}):
        body = ward.post(f"/spoergeskemaer/koder/{first.pk}/traek-tilbage/", typed, follow=True).content.decode()
        assert "delt ud" in body
        assert ward.post(address, typed, content_type="application/json").status_code == 400
    assert not SurveyBatch.objects.filter(withdrawn=True).exists()
    ward.post(f"/spoergeskemaer/koder/{first.pk}/traek-tilbage/", {"handed_out": "4"})
    done = ward.post(address, {"handed_out": 4}, content_type="application/json")
    assert done.json()["withdrawn"] is True
    assert set(SurveyBatch.objects.values_list("number", "withdrawn")) == {(4, True)}


def test_results_wait_until_nobody_can_answer(actors: Actors) -> None:
    """Figures that moved while people answer would tell when somebody did; then n, interval and rate (K1)."""
    made_at = datetime(2026, 9, 10, 10, tzinfo=UTC)
    codes = codes_made(actors, made_at, number=30)[1]
    for number, code in enumerate(codes[:15]):
        answered(code, made_at, discharge=5 if number < 9 else 2)
    place = f"hospital-{actors.hospital.pk}"
    with time_machine.travel(datetime(2026, 10, 30, 20, tzinfo=UTC)):
        assert list(survey_rows(SurveysPage(Asker(actors.nurse, timezone.now()), place))) == []
    with time_machine.travel(datetime(2026, 10, 31, 20, tzinfo=UTC)):
        rows = list(survey_rows(SurveysPage(Asker(actors.nurse, timezone.now()), place)))
    row = next(row for row in rows if row["question"] == "discharge")
    assert (row["asked"], row["answered"], row["numerator"], row["share"], row["mean"]) == (30, 15, 9, 60.0, 3.8)
    assert (row["low"], row["high"]) == (35.7, 80.2)
    # Nobody chose a step of the others: fewer than five on one side.
    assert next(row for row in rows if row["question"] == "safe")["share"] is None
