"""Somebody with the right password comes in by the form."""

from django.test import Client
from django.urls import reverse

from tests.actors import Actors


def test_the_form_signs_in(actors: Actors) -> None:
    actors.nurse.set_password("k9Tq-vvLm2-xx-7")
    actors.nurse.save()
    client = Client()
    data = {"login": actors.nurse.username, "password": "k9Tq-vvLm2-xx-7"}
    assert client.post(reverse("account_login"), data)["Location"] == "/"
    assert "_auth_user_id" in client.session
