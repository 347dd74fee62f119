"""Citizens' own words are read by one person before anybody of a cluster sees them (K3; FQ1c)."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from organisations.models import CooperationArea, CooperationAreaMember, User
from principles.models import SurveyStatement, SurveyText
from principles.surveys.actions import approve_text
from principles.surveys.rules.themes import SurveyTheme
from tests.actors import Actors
from tests.desk.surveys.making import answered, codes_made

AsUser = Callable[[User], Client]
POISON = '=cmd|"/c calc"!A1 <script>alert(1)</script> {{ 7*7 }} \u202etxt'


@pytest.fixture
def area(actors: Actors) -> CooperationArea:
    area = CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat)
    CooperationAreaMember.objects.create(area=area, organisation=actors.hospital)
    return area


def written(actors: Actors, words: str, at: datetime, number: int = 1) -> list[SurveyText]:
    codes = codes_made(actors, at)[1]
    for code in codes[:number]:
        answered(code, at, {"went_badly": words})
    return list(SurveyText.objects.all())


def test_a_text_is_freed_of_names_and_the_original_is_deleted(actors: Actors, as_user: AsUser) -> None:
    (text,) = written(actors, "Sygeplejerske Mette glemte min medicin", timezone.now())
    client = as_user(actors.administrator)
    page = f"/spoergeskemaer/tekster/{text.pk}/"
    assert "Mette" in client.get(page).content.decode()
    missing = client.post(page, {"words": "De glemte min medicin"})
    assert missing.status_code == 422
    assert "Vælg mindst ét emne" in missing.content.decode()
    numbered = client.post(page, {"words": "Ring til min datter på 22 33 44 55", "themes": ["medicine"]})
    assert (numbered.status_code, SurveyStatement.objects.count()) == (422, 0)
    assert client.post(page, {"words": "De glemte min medicin", "themes": ["medicine"]}).status_code == 302
    assert not SurveyText.objects.exists()
    statement = SurveyStatement.objects.get()
    assert (statement.words, statement.themes) == ("De glemte min medicin", ["medicine"])
    assert client.post(page, {"words": "Igen", "themes": ["medicine"]}).status_code == 302
    assert SurveyStatement.objects.count() == 1


def test_a_text_can_be_thrown_away(actors: Actors, as_user: AsUser) -> None:
    (text,) = written(actors, "Noget", timezone.now())
    answer = as_user(actors.administrator).post(f"/spoergeskemaer/tekster/{text.pk}/", {"discard": "yes"})
    assert answer.status_code == 302
    assert not SurveyText.objects.exists()
    assert not SurveyStatement.objects.exists()


def test_programs_review_the_same(actors: Actors, as_user: AsUser) -> None:
    texts = written(actors, "Noget", timezone.now(), 2)
    client = as_user(actors.administrator)
    assert {row["id"] for row in client.get("/api/v1/surveys/texts/").json()} == {str(text.pk) for text in texts}
    first, second = (f"/api/v1/surveys/texts/{text.pk}/" for text in texts)
    body = json.dumps({"words": "Noget", "themes": ["other"]})
    assert client.post(first, body, content_type="application/json").status_code == 204
    assert client.post(first, body, content_type="application/json").status_code == 404
    assert client.delete(second).status_code == 204
    assert client.delete(second).status_code == 404


@pytest.mark.parametrize("who", ["nurse", "assessor", "cluster_administrator", "citizen"])
def test_nobody_else_reads_the_originals(actors: Actors, as_user: AsUser, who: str) -> None:
    (text,) = written(actors, "Hemmeligt", timezone.now())
    client = as_user(getattr(actors, who))
    for address in ("/spoergeskemaer/tekster/", f"/spoergeskemaer/tekster/{text.pk}/", "/api/v1/surveys/texts/"):
        assert client.get(address).status_code == 403


def test_a_cluster_reads_five_or_more_and_only_its_own(actors: Actors, as_user: AsUser, area: CooperationArea) -> None:
    """Fewer than five would be known by their number; one that waits keeps the half-year closed (RULES 6)."""
    at = datetime(2026, 3, 10, 10, tzinfo=UTC)
    texts = written(actors, "Ventede på medicin", at, 6)
    for text in texts[:4]:
        approve_text(text.pk, words=POISON, themes=[SurveyTheme.MEDICINE], by=actors.administrator)
    with time_machine.travel(datetime(2026, 8, 1, 10, tzinfo=UTC)):
        client = as_user(actors.cluster_administrator)
        waiting = client.get("/spoergeskemaer/").content.decode()
        assert "alert(1)" not in waiting
        approve_text(texts[4].pk, words="Femte", themes=[SurveyTheme.MEDICINE], by=actors.administrator)
        assert "Femte" not in client.get("/spoergeskemaer/").content.decode()
        approve_text(texts[5].pk, words="Sjette", themes=[SurveyTheme.OTHER], by=actors.administrator)
        page = client.get("/spoergeskemaer/").content.decode()
        assert "Femte" in page
        assert "<script>alert(1)</script>" not in page
        assert "{{ 7*7 }}" in page
        # Of six one is about something else: five of a subject would tell that one is not.
        told = client.get("/api/v1/surveys/statements/").json()
        assert told[0]["themes"] == [{"theme": "Andet", "number": "for få"}, {"theme": "Medicin", "number": "for få"}]
        assert len(told[0]["words"]) == 6
        elsewhere = CooperationArea.objects.create(key="vest", name="Vestklyngen")
        SurveyStatement.objects.update(area=elsewhere)
        assert client.get("/api/v1/surveys/statements/").json() == []
    assert timezone.now() - at > timedelta(0)


def test_the_menu_says_what_its_number_counts(actors: Actors, as_user: AsUser) -> None:
    written(actors, "Kørslen kom for sent", timezone.now())
    page = " ".join(as_user(actors.administrator).get("/spoergeskemaer/").content.decode().split())
    assert 'Spørgeskemaer <span class="count">1 at læse</span>' in page
    assert "at læse</span>" not in as_user(actors.cluster_administrator).get("/spoergeskemaer/").content.decode()
