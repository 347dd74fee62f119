"""Leaving a form stores nothing: every form page of every role, walked without a browser (fault U1)."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.template import engines
from django.test import Client
from django_cotton.compiler_regex import CottonCompiler
from lxml import html

from organisations.models import User
from tests.actors import Actors
from tests.desk.form_pages import FormPage, every_form_page, stored

pytestmark = pytest.mark.walk

WAYS_OUT = ("Annullér", "Fortryd", "Tilbage", "Luk", "Afbryd")
IN_FORM = "//main//form[@method='post'][.//*[contains(concat(' ', @class, ' '), ' form-actions ')]]"


def leave(client: Client, address: str, control: html.HtmlElement) -> int:
    """What happens when the control is pressed: a link is followed, a button sends its form as it stands."""
    if control.tag == "a":
        return client.get(urljoin(address, control.get("href", ""))).status_code
    form = next(control.iterancestors("form"))
    return client.post(urljoin(address, form.get("action") or address), dict(form.form_values())).status_code


def ways_out(form: html.HtmlElement) -> list[html.HtmlElement]:
    """The controls of a form that say they leave it."""
    return [
        control
        for control in form.iter("a", "button")
        if control.get("data-leave") is not None or control.text_content().strip() in WAYS_OUT
    ]


def forms(client: Client, address: str) -> Iterator[html.HtmlElement]:
    response = client.get(address)
    if response.status_code == 200:
        found: Any = html.fromstring(response.content.decode()).xpath(IN_FORM)
        yield from found


@pytest.fixture
def pages(actors: Actors) -> list[FormPage]:
    return every_form_page(actors)


def signed_in(users: set[User]) -> dict[User, Client]:
    clients = {user: Client() for user in users}
    for user, client in clients.items():
        client.force_login(user)
    return clients


def test_u1_leaving_a_form_stores_nothing(pages: list[FormPage]) -> None:
    clients = signed_in({page.user for page in pages})
    before, walked, left = stored(), 0, set()
    for page in pages:
        client = clients[page.user]
        for form in forms(client, page.address):
            if form.get("action"):
                continue
            found = ways_out(form)
            assert len(found) == 1, f"{page}: {len(found)} ways out"
            # A link leads to the same place from every page, so it is followed once; a button is always pressed.
            address = found[0].get("href", "")
            if found[0].tag != "a" or (page.user, address) not in left:
                assert leave(client, page.address, found[0]) in (200, 302), str(page)
            left.add((page.user, address))
            assert urlsplit(address).path not in ("", page.address), str(page)
            walked += 1
    assert stored() == before
    assert walked > 150


@pytest.mark.parametrize("address", ["", None])
def test_u1_a_way_out_without_an_address_is_still_a_link(address: str | None) -> None:
    source = '<c-way-out to="{{ back }}" /><c-button variant="quiet" href="{{ back }}">Annullér</c-button>'
    template = engines["django"].from_string(CottonCompiler().process(source))
    shown = html.fragments_fromstring(template.render({"back": address}))
    assert [getattr(element, "tag", "text") for element in shown] == ["a", "a"]
