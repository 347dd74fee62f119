"""Danish until somebody chooses English; programs say what they read."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_browser_that_prefers_english_is_shown_danish(client: Client) -> None:
    assert 'lang="da"' in client.get("/accounts/login/", headers={"accept-language": "en"}).content.decode()


def test_english_is_shown_to_those_who_chose_it(client: Client) -> None:
    client.cookies["django_language"] = "en"
    assert 'lang="en"' in client.get("/accounts/login/").content.decode()


def test_a_language_that_we_do_not_speak_is_danish(client: Client) -> None:
    client.cookies["django_language"] = "xx"
    assert 'lang="da"' in client.get("/accounts/login/").content.decode()


def test_a_program_is_answered_in_the_language_it_asks_for(client: Client) -> None:
    danish, english = (
        client.get("/api/v1/journeys/", headers={"accept-language": tongue}).json()["detail"] for tongue in ("da", "en")
    )
    assert danish != english
