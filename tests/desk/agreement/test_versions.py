"""An administrator writes a clause anew: seen first, compared, kept, withdrawn, never the past (001-97)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from organisations.models import User
from principles.models import ClauseVersion
from tests.actors import Actors
from tests.factories.journeys import admitted_journey

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
PAGE, API = "/aftalen/2.1.5/udgaver/", "/api/v1/clauses/2.1.5/versions/"


def words(days: int = 30, **changes: str) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=days)
    said = {"title_da": "Tiden står", "text_da": "Nye ord.\n\n- ét\n- to", "title_en": "The time", "text_en": "New"}
    return {**said, "valid_from": day.isoformat(), "reason": "Styregruppen", **changes}


def test_it_is_seen_before_it_is_saved_and_then_waits_for_its_day(actors: Actors, as_user: AsUser) -> None:
    admin = as_user(actors.administrator)
    seen = admin.post(PAGE, {**words(), "vis": "ja"}).content.decode()
    assert "<ins>" in seen
    assert "<del>" in seen
    assert "Der er ikke gemt noget endnu" in seen
    assert not ClauseVersion.objects.exists()
    assert admin.post(PAGE, words()).status_code == 302
    row = ClauseVersion.objects.get()
    assert (row.made_by, row.text_da) == (actors.administrator, "Nye ord.\n\n- ét\n- to")
    assert "Nye ord." not in admin.get("/aftalen/2.1.5/").content.decode()
    assert "Nye ord." in admin.get("/aftalen/2.1.5/", {"dato": row.valid_from.isoformat()}).content.decode()


def test_two_from_one_day_are_both_kept_and_the_last_counts_until_it_is_withdrawn(
    actors: Actors, as_user: AsUser
) -> None:
    admin = as_user(actors.administrator)
    first = admin.post(API, words(), content_type="application/json").json()
    again = admin.post(API, words(text_da="Andre ord."), content_type="application/json").json()
    assert (first["number"], again["number"]) == (1, 2)
    assert [row["replaced"] for row in admin.get(API).json()] == [False, True]
    # The difference is to the one that it replaces.
    removed = [piece["text"] for side in again["difference"] for piece in side["text"] if piece["change"] == "removed"]
    assert "Nye" in "".join(removed)
    on = {"dato": first["valid_from"]}
    assert "Andre ord." in admin.get("/aftalen/2.1.5/", on).content.decode()
    assert admin.delete(f"{API}{again['id']}/").status_code == 204
    assert "Nye ord." in admin.get("/aftalen/2.1.5/", on).content.decode()
    assert admin.delete(f"{API}{first['id']}/").status_code == 204
    assert "Nye ord." not in admin.get("/aftalen/2.1.5/", on).content.decode()
    kept = admin.get(API).json()
    assert [(row["number"], row["text_da"][:3], row["withdrawn_by"], row["coming"]) for row in kept] == [
        (2, "And", "Anna Storm", False),
        (1, "Nye", "Anna Storm", False),
    ]
    assert admin.delete(f"{API}{first['id']}/").status_code == 400
    page = admin.get(PAGE).content.decode()
    assert all(word in page for word in ("skrevet", "trukket tilbage", "Udgave 2", "Udgave 1"))


def test_a_number_is_never_used_twice(actors: Actors, as_user: AsUser) -> None:
    admin = as_user(actors.administrator)
    first = admin.post(API, words(), content_type="application/json").json()
    admin.delete(f"{API}{first['id']}/")
    assert admin.post(API, words(), content_type="application/json").json()["number"] == 2


def test_the_second_of_two_administrators_reads_first_what_the_first_wrote(actors: Actors, as_user: AsUser) -> None:
    admin = as_user(actors.administrator)
    opened = admin.get(PAGE)
    assert 'name="seen" value="0"' in opened.content.decode()
    assert admin.post(PAGE, words(seen="0")).status_code == 302
    refused = admin.post(PAGE, words(seen="0", text_da="Mine ord"))
    assert refused.status_code == 422
    body = refused.content.decode()
    assert "Der er skrevet en anden udgave" in body
    assert "Mine ord" in body
    assert 'name="seen" value="1"' in body
    assert ClauseVersion.objects.count() == 1
    assert admin.post(PAGE, words(seen="1", text_da="Mine ord")).status_code == 302
    assert [row.text_da[:4] for row in ClauseVersion.objects.order_by("number")] == ["Nye ", "Mine"]


def test_whose_answer_was_lost_sends_again_and_reads_that_it_was_saved(actors: Actors, as_user: AsUser) -> None:
    admin = as_user(actors.administrator)
    assert 'name="key"' in admin.get(PAGE).content.decode()
    for said in ("Udgaven er gemt", "Det var allerede gemt"):
        answer = admin.post(PAGE, words(seen="0", key="page one"), follow=True)
        assert (answer.status_code, said in answer.content.decode()) == (200, True)
    assert ClauseVersion.objects.count() == 1
    # Other words under the key of a page that was used are kept, and are no version until they are sent anew.
    other = admin.post(PAGE, words(seen="0", key="page one", text_da="Mine ord"))
    assert (other.status_code, "Mine ord" in other.content.decode()) == (422, True)
    assert ClauseVersion.objects.count() == 1


@pytest.mark.parametrize("days", [0, -1])
def test_the_past_is_not_changed(actors: Actors, as_user: AsUser, days: int) -> None:
    admin = as_user(actors.administrator)
    assert "tidligst fra i morgen" in admin.post(PAGE, words(days)).content.decode()
    assert admin.post(API, words(days), content_type="application/json").status_code == 400
    assert not ClauseVersion.objects.exists()


def test_one_that_holds_is_not_withdrawn_and_the_same_words_are_no_version(actors: Actors, as_user: AsUser) -> None:
    admin = as_user(actors.administrator)
    admin.post(PAGE, words())
    ClauseVersion.objects.update(valid_from=timezone.localdate())
    row = ClauseVersion.objects.get()
    answer = admin.post(f"{PAGE}{row.pk}/traek-tilbage/", follow=True).content.decode()
    assert "gælder allerede" in answer
    assert "ordret det samme" in admin.post(PAGE, words()).content.decode()
    preview = admin.post(API, {**words(), "preview": True}, content_type="application/json").json()
    assert {piece["change"] for side in preview["difference"] for piece in side["text"]} == {"same"}
    assert ClauseVersion.objects.count() == 1


def test_a_clause_tells_in_how_many_journeys_without_a_small_number(actors: Actors, as_user: AsUser) -> None:
    cache.clear()
    now = timezone.now()
    nurse = as_user(actors.nurse)
    for _number in range(6):
        stay = admitted_journey(actors, now=now, hours_ago=24 * 9)
        assert stay.pk
    assert nurse.get("/api/v1/clauses/1.3.1/").json()["touched"]["low"] == 5
    assert nurse.get("/api/v1/clauses/1.1.1/").json()["touched"]["low"] is None
    assert nurse.get("/api/v1/clauses/1.1/").json()["touched"] is None
    assert "5–9 forløb" in nurse.get("/aftalen/1.3.1/").content.decode()
    assert "færre end fem" in nurse.get("/aftalen/1.1.1/").content.decode()
